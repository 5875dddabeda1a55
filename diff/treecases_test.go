package diff_test

import (
	"compress/gzip"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

var (
	casesDir = flag.String("cases", "", "folder of tree-pair cases (*.json.gz)")
	predFile = flag.String("pred", "", "where to write the facts found, a JSON line a case")
)

type treeCase struct {
	ID       string
	Old, New treeNode
	Declared []struct {
		Chapter, Details, Date string
		TruthOp                int     `json:"truth_op"`
		TruthNew               *string `json:"truth_new"`
	}
}

type treeNode struct {
	ID, Kind, Code, Title, URL string
	Flags                      []string
	File                       *struct {
		Name, SHA256 string
	}
	SeeAlso []struct {
		Text, URL string
	} `json:"see_also"`
	Blocks []struct {
		T, Text string
		Header  []string
		Rows    [][]string
	}
	Children []treeNode
}

// edition turns a tree into an edition; ids maps section indexes to node ids.
func (n *treeNode) edition(run string) (ed *normalise.Edition, ids []string) {
	ed = &normalise.Edition{ID: "case-" + run, BoardID: "case", RunID: run}
	n.add(ed, &ids, -1, 0)
	return ed, ids
}

func (n *treeNode) add(ed *normalise.Edition, ids *[]string, parent, depth int) {
	self := parent
	if n.Kind != "manual" {
		s := normalise.Section{
			Parent: parent, Ordinal: len(ed.Sections) + 1, Depth: depth, Number: n.Code, Title: n.Title, Flags: n.Flags, URL: n.URL,
			Kind: map[string]normalise.Kind{"section": normalise.KindSection, "subsection": normalise.KindGroup, "chapter": normalise.KindChapter}[n.Kind],
		}
		if n.Kind == "chapter" && strings.HasSuffix(strings.ToLower(n.Title), "not in use") {
			s.Kind = normalise.KindPlaceholder
		}
		if n.File != nil {
			s.FileSHA, s.MediaType = n.File.SHA256, "application/pdf"
		}
		s.Blocks = n.blocks()
		self = len(ed.Sections)
		ed.Sections = append(ed.Sections, s)
		*ids = append(*ids, n.ID)
	}
	for i := range n.Children {
		n.Children[i].add(ed, ids, self, depth+1)
	}
}

func (n *treeNode) blocks() []parse.Block {
	var out []parse.Block
	for _, b := range n.Blocks {
		switch b.T {
		case "h":
			out = append(out, parse.Block{Kind: parse.Heading, Level: 2, Text: b.Text})
		case "li":
			out = append(out, parse.Block{Kind: parse.Item, Level: 1, Text: b.Text})
		case "table":
			for i, r := range append([][]string{b.Header}, b.Rows...) {
				row := parse.Block{Kind: parse.Row, Table: 1, Header: i == 0, Text: strings.Join(r, " | ")}
				for _, c := range r {
					row.Cells = append(row.Cells, parse.Cell{Text: c, ColSpan: 1, RowSpan: 1})
				}
				out = append(out, row)
			}
		default:
			out = append(out, parse.Block{Text: b.Text})
		}
	}
	if len(n.SeeAlso) > 0 {
		see := parse.Block{}
		for _, l := range n.SeeAlso {
			see.Links = append(see.Links, parse.Link{Text: l.Text, Href: l.URL})
		}
		out = append(out, see)
	}
	return out
}

// TestTreeCases writes the facts found in tree-pair cases, to be scored outside:
//
//	go test ./diff -run TestTreeCases -args -cases DIR -pred FILE
func TestTreeCases(t *testing.T) {
	if *casesDir == "" {
		t.Skip("no -cases")
	}
	names, err := filepath.Glob(filepath.Join(*casesDir, "[SNH]*.json*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases in %s (%v)", *casesDir, err)
	}
	sort.Strings(names)
	out := os.Stdout
	if *predFile != "" {
		if out, err = os.Create(*predFile); err != nil {
			t.Fatal(err)
		}
		defer out.Close()
	}
	enc := json.NewEncoder(out)
	for _, name := range names {
		c := readCase(t, name)
		if err := enc.Encode(map[string]any{"id": c.ID, "facts": caseFacts(c)}); err != nil {
			t.Fatal(err)
		}
	}
}

func readCase(t *testing.T, name string) *treeCase {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c := &treeCase{}
	var dec *json.Decoder
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		dec = json.NewDecoder(z)
	} else {
		dec = json.NewDecoder(f)
	}
	if err := dec.Decode(c); err != nil {
		t.Fatal(name, err)
	}
	return c
}

// caseFacts compares the two trees and names each fact by the nodes' ids.
func caseFacts(c *treeCase) [][3]any {
	prev, oldIDs := c.Old.edition("1")
	cur, newIDs := c.New.edition("2")
	lineage.Carry(nil, prev)
	m := lineage.Carry(prev, cur)
	oldOf, newOf := idsBySection(prev, oldIDs), idsBySection(cur, newIDs)
	facts := [][3]any{}
	for _, ch := range compare.Editions(m, compare.Options{Bytes: true}) {
		old, now := oldOf[ch.SectionID], newOf[ch.SectionID]
		switch ch.Kind {
		case diff.Added:
			facts = append(facts, [3]any{"add", nil, now})
		case diff.Removed:
			facts = append(facts, [3]any{"remove", old, nil})
		case diff.Split:
			facts = append(facts, [3]any{"split", old, newOf[ch.OtherIDs[0]]})
		case diff.Merged:
			facts = append(facts, [3]any{"merge", oldOf[ch.OtherIDs[0]], now})
		case diff.TermsSwept:
			for _, id := range ch.OtherIDs {
				facts = append(facts, [3]any{"edit", oldOf[id], newOf[id]})
			}
		case diff.LinkChanged:
			if ch.Detail != "its own address changed" {
				facts = append(facts, [3]any{"link", old, now})
			}
		case diff.Renumbered:
			if ch.CausedBy == "" {
				facts = append(facts, [3]any{"recode", old, now})
			}
		case diff.FileReplaced:
			if ch.OldURL == ch.NewURL || ch.Detail == "bytes changed" {
				facts = append(facts, [3]any{"file", old, now})
			}
		default:
			if k, ok := factNames[ch.Kind]; ok {
				facts = append(facts, [3]any{k, old, now})
			}
		}
	}
	return facts
}

var factNames = map[diff.Kind]string{diff.Edited: "edit", diff.Renamed: "rename", diff.Moved: "move", diff.Retired: "retire", diff.Activated: "activate", diff.Flagged: "flag"}

func idsBySection(ed *normalise.Edition, ids []string) map[string]string {
	out := map[string]string{}
	for i := range ed.Sections {
		out[ed.Sections[i].ID] = ids[i]
	}
	return out
}
