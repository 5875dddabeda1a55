package manual

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/parse"
)

const (
	seedDir  = "../../../shared/seeds"
	truthDir = "../../../shared/truth"
)

// seedEdition reads one founding page text as the only page of a board.
func seedEdition(t *testing.T, board string) *normalise.Edition {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(seedDir, board+".txt"))
	if err != nil {
		t.Skip("the founding documents are not here")
	}
	doc := parseKit(t, "generic", "file:///"+board+".txt", body)
	if doc == nil {
		t.Fatal("no document")
	}
	parse.MarkFurniture([]*parse.Document{doc})
	return Read(normalise.Input{BoardID: board, RunID: "r", ObservedAt: time.Date(2018, 4, 24, 0, 0, 0, 0, time.UTC), Platform: "generic", Start: []string{doc.URL}, Pages: []normalise.Page{{Document: doc}}})
}

func truthRows(t *testing.T, file, board string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(truthDir, file))
	if err != nil {
		t.Skip("the founding documents are not here")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, r := range rows[1:] {
		if r[0] == board {
			out = append(out, r[1:])
		}
	}
	return out
}

// TestSeedOutlines holds the founding page texts against the hand-checked
// outlines: every row with depth, kind, number, title, flags and parent.
func TestSeedOutlines(t *testing.T) {
	for _, board := range []string{"stoke-on-trent", "norfolk", "leicester-leicestershire-rutland"} {
		e := seedEdition(t, board)
		var want, got []string
		inferred := make(map[string]string) // number that the truth infers for a group -> its title
		for _, r := range truthRows(t, "outlines.csv", board) {
			depth, kind, number, title, flags, parent := r[0], r[1], r[2], r[3], r[4], r[5]
			if kind == "note" {
				kind = "see_also"
			}
			if kind == "group" {
				inferred[number], number = title, ""
			}
			if p, ok := inferred[parent]; ok {
				parent = p
			}
			if flags == "not-in-use" {
				kind, flags = "placeholder", ""
			}
			want = append(want, strings.Join([]string{depth, strings.ReplaceAll(kind, "-", "_"), number, title, strings.ReplaceAll(flags, "-", "_"), parent}, "|"))
		}
		for _, s := range e.Sections {
			parent := ""
			if s.Parent >= 0 {
				p := e.Sections[s.Parent]
				parent = p.Number
				if parent == "" {
					parent = p.Title
				}
			}
			got = append(got, strings.Join([]string{itoa(s.Depth), string(s.Kind), s.Number, s.Title, strings.Join(s.Flags, ";"), parent}, "|"))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", board, d)
		}
	}
}

func itoa(n int) string { return string(rune('0' + n)) }

// TestSeedAmendments holds the amendments page text against its 14 rows.
func TestSeedAmendments(t *testing.T) {
	e := seedEdition(t, "west-midlands")
	var want, got []string
	for _, r := range truthRows(t, "amendments.csv", "west-midlands") {
		want = append(want, strings.Join(r, "|"))
	}
	for _, a := range e.Amendments {
		got = append(got, strings.Join([]string{a.Scope, a.Chapter, a.Details, a.Date.String(), a.DateText}, "|"))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(e.Sections) > 0 {
		t.Errorf("%d sections, want none: first %q", len(e.Sections), e.Sections[0].Title)
	}
}

// TestSeedGuide holds the quick guide against its 36 entries and the sections
// that follow from them.
func TestSeedGuide(t *testing.T) {
	e := seedEdition(t, "stockport")
	var want, got, tops []string
	for _, r := range truthRows(t, "guide.csv", "stockport") {
		want = append(want, strings.Join(r, "#"))
	}
	for _, g := range e.Guides {
		got = append(got, strings.Join([]string{g.Group, g.Entry, strings.Join(g.Sections, "|"), strings.Join(g.Appendices, "|")}, "#"))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, s := range e.Sections {
		if s.Depth == 1 {
			tops = append(tops, s.Number)
		}
	}
	if d := cmp.Diff(strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12 13"), tops); d != "" {
		t.Errorf("sections: -want +got\n%s", d)
	}
}
