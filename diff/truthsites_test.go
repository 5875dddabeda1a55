package diff_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

var dumpDir = flag.String("dump", "", "folder for the tables of the modelled sites, as JSON lines")

// truthBoard is a modelled site as its truth tells it: perfect reading, so that
// only the differ is measured.
type truthBoard struct {
	Board  string
	Texts  map[string]string
	Nights []struct {
		Night, Date string
		Outline     []truthRow
		Amendments  []struct {
			Scope, Chapter, Details, Date, Kind string
		}
	}
}

type truthRow struct {
	Key, Title, Kind string
	Number           *string
	Depth            int
	ParentIndex      *int `json:"parent_index"`
	Flags            []string
	URL, Format      *string
	TextID           *string `json:"text_id"`
	Links            [][2]string
}

var truthKinds = map[string]normalise.Kind{"section": normalise.KindSection, "group": normalise.KindGroup, "chapter": normalise.KindChapter, "heading": normalise.KindHeading,
	"appendix": normalise.KindAppendix, "see-also": normalise.KindSeeAlso, "placeholder": normalise.KindPlaceholder, "note": normalise.KindSeeAlso}

// editions makes one edition a night.
func (b *truthBoard) editions(t *testing.T) []*normalise.Edition {
	var out []*normalise.Edition
	for _, n := range b.Nights {
		at, err := time.Parse("2006-01-02", n.Date)
		if err != nil {
			t.Fatal(err)
		}
		run := strings.ReplaceAll(n.Date, "-", "") + "T020000Z"
		ed := &normalise.Edition{ID: b.Board + "-" + run, BoardID: b.Board, RunID: run, ObservedAt: at.Add(2 * time.Hour)}
		for i, r := range n.Outline {
			ed.Sections = append(ed.Sections, b.section(r, i, n.Outline))
		}
		for i, a := range n.Amendments {
			d, _ := time.Parse("2006-01-02", a.Date)
			ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: i + 1, Scope: a.Scope, Chapter: a.Chapter, Details: a.Details, New: a.Kind == "new",
				Date: normalise.Date{Y: d.Year(), M: d.Month(), D: d.Day(), Precision: normalise.Day}})
		}
		out = append(out, ed)
	}
	return out
}

func (b *truthBoard) section(r truthRow, i int, rows []truthRow) normalise.Section {
	s := normalise.Section{ID: r.Key, Parent: -1, Ordinal: i + 1, Depth: r.Depth, Kind: truthKinds[r.Kind], Number: deref(r.Number), Title: r.Title, URL: deref(r.URL)}
	if strings.HasPrefix(s.URL, "/") {
		s.URL = "http://main.example" + s.URL
	}
	if r.ParentIndex != nil {
		s.Parent = *r.ParentIndex
	}
	for _, f := range r.Flags {
		if f != "not-in-use" {
			s.Flags = append(s.Flags, strings.ReplaceAll(f, "-", "_"))
		}
	}
	if f := deref(r.Format); f != "" && f != "html" {
		s.MediaType = "application/" + f
	} else if f != "" {
		s.MediaType = "text/html"
	}
	text := b.ownText(i, rows)
	for _, l := range strings.Split(text, "\n") {
		block := parse.Block{Text: l}
		if strings.Contains(l, " | ") {
			block.Kind = parse.Row
		} else if len(strings.Fields(l)) < 20 && (strings.HasSuffix(l, ";") || strings.HasSuffix(l, "; and")) {
			block.Kind = parse.Item
		}
		if l != "" {
			s.Blocks = append(s.Blocks, block)
		}
	}
	if len(r.Links) > 0 {
		links := parse.Block{}
		for _, l := range r.Links {
			links.Links = append(links.Links, parse.Link{Text: l[0], Href: l[1]})
		}
		s.Blocks = append(s.Blocks, links)
	}
	s.Text, s.Words = text, len(strings.Fields(text))
	return s
}

// ownText is the text of a row without the rows below it that stand in the same
// document: a chapter's text in the truth holds its headings.
func (b *truthBoard) ownText(i int, rows []truthRow) string {
	text := b.Texts[deref(rows[i].TextID)]
	if strings.Contains(rows[i].Key, "#") || i+1 >= len(rows) || !strings.HasPrefix(rows[i+1].Key, rows[i].Key+"#") {
		return text
	}
	lines := strings.Split(text, "\n")
	for k, l := range lines {
		if l == rows[i+1].Title {
			return strings.Join(lines[:k], "\n")
		}
	}
	return text
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestTruthSites compares the modelled sites as their truth tells them, night by
// night, and with -dump writes the tables for the kit's scorer:
//
//	go test ./diff -run TestTruthSites -args -dump DIR
func TestTruthSites(t *testing.T) {
	names, _ := filepath.Glob("../../shared/sites/dev/truth/*.json")
	if len(names) == 0 {
		t.Skip("the kit of modelled sites is not beside the repository")
	}
	sort.Strings(names)
	tables := map[string][]any{}
	for _, name := range names {
		b := readTruth(t, name)
		var prev *normalise.Edition
		var h declaration.History
		ids := map[string]string{}
		for n, ed := range b.editions(t) {
			m := lineage.Carry(prev, ed)
			for i, r := range b.Nights[n].Outline {
				if id, known := ids[r.Key]; known && id != ed.Sections[i].ID && !strings.Contains(r.Key, "#") {
					t.Errorf("%s, %s: %s has the ID %s, had %s", b.Board, b.Nights[n].Night, r.Key, ed.Sections[i].ID, id)
				}
				ids[r.Key] = ed.Sections[i].ID
			}
			changes := compare.Editions(m, compare.Options{RunID: ed.RunID})
			decl := declaration.Judge(prev, ed, changes, h)
			h.Nights = append(h.Nights, declaration.Night{RunID: ed.RunID, ObservedAt: ed.ObservedAt, Changes: changes, Declarations: decl})
			if n == 0 && len(changes) > 0 {
				t.Errorf("%s: %d changes in a first edition", b.Board, len(changes))
			}
			dumpNight(tables, ed, changes, decl)
			prev = ed
		}
	}
	if *dumpDir != "" {
		writeTables(t, tables)
	}
}

func readTruth(t *testing.T, name string) *truthBoard {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b := &truthBoard{}
	if err := json.Unmarshal(data, b); err != nil {
		t.Fatal(name, err)
	}
	return b
}

type row = map[string]any

func dumpNight(tables map[string][]any, ed *normalise.Edition, changes []diff.Change, decl []diff.Declaration) {
	put := func(table string, r row) {
		r["board_id"], r["run_id"] = ed.BoardID, ed.RunID
		tables[table] = append(tables[table], r)
	}
	put("observations", row{"status": "changed", "edition_id": ed.ID})
	put("editions", row{"edition_id": ed.ID})
	for i := range ed.Sections {
		s := &ed.Sections[i]
		r := row{"edition_id": ed.ID, "section_id": s.ID, "ordinal": s.Ordinal, "depth": s.Depth, "kind": s.Kind, "number": null(s.Number), "title": s.Title, "flags": s.Flags, "url": s.URL, "text": s.Text}
		if s.Parent >= 0 {
			r["parent_section_id"] = ed.Sections[s.Parent].ID
		}
		put("sections", r)
	}
	for _, a := range ed.Amendments {
		put("amendments", row{"edition_id": ed.ID, "ordinal": a.Ordinal, "scope": a.Scope, "chapter": a.Chapter, "details": a.Details, "date": a.Date.String(), "section_id": null(a.SectionID)})
	}
	for _, c := range changes {
		put("changes", row{"change_id": c.ID, "kind": c.Kind, "significance": c.Significance, "reasons": c.Reasons, "section_id": null(c.SectionID), "old_title": null(c.OldTitle), "new_title": null(c.NewTitle),
			"old_url": null(c.OldURL), "new_url": null(c.NewURL), "caused_by": null(c.CausedBy), "declared": c.Declared, "edits": c.Edits, "detail": c.Detail, "obligations": c.Obligations, "old_number": c.OldNumber, "new_number": c.NewNumber})
	}
	for _, d := range decl {
		put("declarations", row{"ordinal": d.Ordinal, "chapter": d.Chapter, "details": d.Details, "date": d.Date, "state": d.State, "section_id": null(d.SectionID), "change_ids": d.ChangeIDs, "score": d.Score, "reason": d.Reason})
	}
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func writeTables(t *testing.T, tables map[string][]any) {
	for table, rows := range tables {
		f, err := os.Create(filepath.Join(*dumpDir, table+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		enc := json.NewEncoder(f)
		enc.SetEscapeHTML(false)
		for _, r := range rows {
			if err := enc.Encode(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
