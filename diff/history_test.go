package diff_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

func TestShrunk(t *testing.T) {
	prev := manual(3, 3, 6, 60)
	tests := []struct {
		name   string
		change func(ed *normalise.Edition)
		want   string
	}{
		{"nothing", func(*normalise.Edition) {}, ""},
		{"one chapter", func(ed *normalise.Edition) { removeSection(ed, 3) }, ""},
		{"everything", func(ed *normalise.Edition) { ed.Sections = ed.Sections[:1] }, "chapters fell from 18 to 0"},
		{"half", func(ed *normalise.Edition) { ed.Sections = ed.Sections[:10] }, "chapters fell from 18 to"},
		{"the texts", func(ed *normalise.Edition) {
			for i := range ed.Sections {
				ed.Sections[i].Blocks = nil
			}
		}, "words fell"},
		{"an error page everywhere", func(ed *normalise.Edition) {
			for i := 1; i < 9; i++ {
				ed.Sections[i].Blocks = ed.Sections[16].Blocks
			}
		}, "show one and the same text"},
	}
	for _, test := range tests {
		cause, shrunk := history.Shrunk(prev, next(prev, test.change), nil)
		if shrunk != (test.want != "") || !strings.Contains(cause, test.want) {
			t.Errorf("%s: %q, %v", test.name, cause, shrunk)
		}
	}
	half := next(prev, func(ed *normalise.Edition) { ed.Sections = ed.Sections[:14] })
	if _, shrunk := history.Shrunk(prev, half, []*normalise.Edition{prev, half}); shrunk {
		t.Error("a loss that is normal for the board is reported")
	}
}

// TestShrunkBackAgain takes back what was put on one page, alone and with words of other pages.
func TestShrunkBackAgain(t *testing.T) {
	on := func(words ...int) *normalise.Edition {
		ed := manual(1, 1, 6, 60)
		chapters := 0
		for i := range ed.Sections {
			s := &ed.Sections[i]
			s.Blocks, s.Text, s.Words = nil, "", 0
			if s.Kind == normalise.KindChapter && chapters < len(words) {
				s.URL, s.Words = "https://board.example/"+s.Title, words[chapters]
				s.Blocks = []parse.Block{{Text: strings.Repeat("word ", s.Words)}}
				chapters++
			}
		}
		if chapters < len(words) {
			t.Fatalf("%d chapters", chapters)
		}
		return ed
	}
	usual, much := on(50, 50, 50, 50, 50, 50), on(50, 50, 9000, 50, 50, 50)
	for _, c := range []struct {
		name   string
		cur    *normalise.Edition
		memory []*normalise.Edition
		want   bool
	}{
		{"back again", usual, []*normalise.Edition{usual, much}, false},
		{"back with an edit", on(50, 50, 45, 60, 50, 50), []*normalise.Edition{usual, much}, false},
		{"never had so few", usual, []*normalise.Edition{much}, true},
		{"no words at all", on(50, 50, 0, 50, 50, 50), []*normalise.Edition{usual, much}, true},
		{"others lost theirs too", on(50, 5, 50, 5, 5, 5), []*normalise.Edition{usual, much}, true},
	} {
		if cause, shrunk := history.Shrunk(much, c.cur, c.memory); shrunk != c.want {
			t.Errorf("%s: %q", c.name, cause)
		}
	}
}

// chain makes editions that change as the functions say, with their history.
func chain(first *normalise.Edition, changes ...func(ed *normalise.Edition)) ([]*normalise.Edition, declaration.History) {
	lineage.Carry(nil, first)
	eds := []*normalise.Edition{first}
	var h declaration.History
	for _, change := range changes {
		prev := eds[len(eds)-1]
		cur := next(prev, change)
		m := lineage.Carry(prev, cur)
		history.Recall(cur, m, eds)
		history.Refill(cur, m, eds)
		c := compare.Editions(m, compare.Options{RunID: cur.RunID})
		h.Nights = append(h.Nights, declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt, Changes: c, Declarations: declaration.Judge(prev, cur, c, h)})
		eds = append(eds, cur)
	}
	return eds, h
}

func TestNetCancelsWhatWasTakenBack(t *testing.T) {
	text := ""
	eds, h := chain(small(),
		func(ed *normalise.Edition) {
			text = ed.Sections[1].Blocks[0].Text
			setText(ed, 1, 0, "Something else stands here tonight, and nobody must wonder.")
		},
		func(ed *normalise.Edition) {
			setText(ed, 1, 0, text)
			ed.Sections[2].Title = "Orchard and garden visits"
		},
		func(ed *normalise.Edition) { ed.Sections[3].Flags = []string{"new"} },
	)
	changes, flips, _ := history.Net(history.Earlier{}, eds, compare.Options{})
	if got := facts(changes); len(got) != 2 || got[0] != "renamed Orchard and garden visits" || got[1] != "flagged Kettle safety" {
		t.Errorf("net change: %q", got)
	}
	if len(flips) != 1 || flips[0].Back.SectionID != eds[0].Sections[1].ID {
		t.Errorf("%d flips", len(flips))
	}
	tonight := h.Nights[1].Changes
	if f := history.FlipFlop(h.Nights[:1], tonight, eds[2].ObservedAt, 7*24*time.Hour); len(f) != 1 || f[0].There.Kind != diff.Edited {
		t.Errorf("flip-flop of the second night: %+v", f)
	}
}

// TestLifeOfAMergedChapter: its end says what took it in and that the board declared it, though
// the row names the other chapter.
func TestLifeOfAMergedChapter(t *testing.T) {
	eds, h := chain(small(), func(ed *normalise.Edition) {
		ed.Sections[2].Blocks = append(ed.Sections[2].Blocks, ed.Sections[3].Blocks...)
		removeSection(ed, 3)
		ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: 1, Chapter: "Orchard visits", Details: "Merged with Kettle safety."})
	})
	events := history.Life(eds, h, "Kettle safety")
	end := events[len(events)-1]
	if end.Section.ID != "" || len(end.Changes) != 1 || end.Changes[0].Kind != diff.Merged || !strings.Contains(end.Changes[0].Detail, "is now part of “Orchard visits”") {
		t.Fatalf("%+v", end.Changes)
	}
	if len(end.Declared) != 1 || end.Declared[0].State != diff.Confirmed {
		t.Errorf("declared: %+v", end.Declared)
	}
}

// TestLifeOfAnAppendixThatBecameAChapter: its end says which chapter it is now; its heading did
// not go from the chapter that it stood in.
func TestLifeOfAnAppendixThatBecameAChapter(t *testing.T) {
	whole := small()
	appendix := normalise.Section{Parent: 2, Depth: 3, Kind: normalise.KindAppendix, Title: "Appendix 1: Gates and stiles", URL: whole.Sections[2].URL, Blocks: slices.Clone(whole.Sections[8].Blocks)}
	insertSection(whole, 3, appendix)
	eds, h := chain(whole, func(ed *normalise.Edition) {
		n := ed.Sections[3]
		n.Kind, n.Depth, n.Parent, n.Title, n.Number, n.URL, n.ID = normalise.KindChapter, 2, 0, "Gates and Stiles", "1.5", "https://manual.example/gates.html", ""
		removeSection(ed, 3)
		insertSection(ed, 5, n)
	})
	events := history.Life(eds, h, "Appendix 1: Gates and stiles")
	end := events[len(events)-1]
	if end.Section.ID != "" || len(end.Changes) != 1 || end.Changes[0].Kind != diff.Split || end.Changes[0].NewNumber != "1.5" || end.Changes[0].NewTitle != "Gates and Stiles" {
		t.Errorf("%+v", end)
	}
	for _, c := range h.Nights[len(h.Nights)-1].Changes {
		if c.Kind == diff.Edited {
			t.Errorf("beside the split the text is said to have changed: %q %+v", c.Reasons, c.Edits)
		}
	}
}

// TestWordsTakenBackBesideOthers: words that were changed and changed back are told though other
// words of the chapter, even of the same sentence, stay changed; what only looks like it is not.
func TestWordsTakenBackBesideOthers(t *testing.T) {
	warden := "The warden of the orchard is Ann Pike, who keeps the ladder and the lamp."
	base := small()
	base.Sections[1].Blocks = append(base.Sections[1].Blocks, parse.Block{Text: warden}, parse.Block{Text: "Porters sweep the porch and lock it."})
	edit := func(from, to string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) { replaceWords(ed, from, to) }
	}
	both := func(a, b func(ed *normalise.Edition)) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) { a(ed); b(ed) }
	}
	there, back := edit("Ann Pike", "Bo Finch"), edit("Bo Finch", "Ann Pike")
	elsewhere, here := edit("Porters sweep", "Stewards sweep"), edit("ladder and", "ladder or")
	for name, test := range map[string]struct {
		nights         []func(ed *normalise.Edition)
		gone, come     string
		first, another int // nights
	}{
		"beside another sentence":           {[]func(*normalise.Edition){there, both(back, elsewhere)}, "Ann Pike", "Bo Finch", 1, 2},
		"with another edit on the way":      {[]func(*normalise.Edition){there, elsewhere, back}, "Ann Pike", "Bo Finch", 1, 3},
		"in a sentence that stays changed":  {[]func(*normalise.Edition){both(there, here), back}, "Ann Pike", "Bo Finch", 1, 2},
		"a sentence came and went":          {[]func(*normalise.Edition){edit("lock it.", "lock it. Nobody may whistle there."), both(elsewhere, edit(" Nobody may whistle there.", ""))}, "", "Nobody may whistle there.", 1, 2},
		"a sentence went and came":          {[]func(*normalise.Edition){edit(warden, "A second lamp hangs there."), both(elsewhere, edit("A second lamp hangs there.", warden))}, warden, "A second lamp hangs there.", 1, 2},
		"another name each time":            {[]func(*normalise.Edition){there, edit("Bo Finch", "Cy Wren")}, "", "", 0, 0},
		"the same words in another passage": {[]func(*normalise.Edition){here, edit("porch or", "porch and")}, "", "", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			eds, _ := chain(base, test.nights...)
			_, flips, _ := history.Net(history.Earlier{}, eds, compare.Options{})
			if test.first == 0 {
				if len(flips) != 0 {
					t.Errorf("%+v", flips)
				}
				return
			}
			if len(flips) != 1 || !flips[0].Part || flips[0].Changed {
				t.Fatalf("flips: %+v", flips)
			}
			f := flips[0]
			gone, come := strings.TrimSpace(joined(f.There.Edits, diff.Delete)), strings.TrimSpace(joined(f.There.Edits, diff.Insert))
			if gone != test.gone || come != test.come {
				t.Errorf("%q became %q for a while; want %q, %q", gone, come, test.gone, test.come)
			}
			if !f.Seen[0].Equal(eds[test.first].ObservedAt) || !f.Seen[1].Equal(eds[test.another].ObservedAt) {
				t.Errorf("seen %s", f.Seen)
			}
		})
	}
}

func TestChapterThatComesBackKeepsItsID(t *testing.T) {
	var gone normalise.Section
	eds, _ := chain(small(),
		func(ed *normalise.Edition) { gone = ed.Sections[8]; removeSection(ed, 8) },
		func(ed *normalise.Edition) { gone.ID = ""; insertSection(ed, 8, gone) },
	)
	if eds[2].Sections[8].ID != eds[0].Sections[8].ID {
		t.Error("the chapter came back under another ID")
	}
	if changes, _, _ := history.Net(history.Earlier{}, eds, compare.Options{}); len(changes) != 0 {
		t.Errorf("net change: %q", facts(changes))
	}
}

func TestLifeOfASection(t *testing.T) {
	eds, h := chain(small(),
		func(ed *normalise.Edition) {},
		func(ed *normalise.Edition) { ed.Sections[7].Title = "Strings and bows" },
		func(ed *normalise.Edition) { removeSection(ed, 7) },
	)
	for _, query := range []string{"Violin lessons", "strings AND bows", eds[0].Sections[7].ID, "2.2"} {
		events := history.Life(eds, h, query)
		if query == "2.2" { // the number went to nobody else
			query = "Violin lessons"
		}
		if len(events) != 3 || events[0].Section.Title != "Violin lessons" || events[1].Section.Title != "Strings and bows" || events[2].Section.Title != "" {
			t.Errorf("%s: %d events", query, len(events))
			continue
		}
		if len(events[1].Changes) != 1 || events[1].Changes[0].Kind != diff.Renamed {
			t.Errorf("%s: %q", query, facts(events[1].Changes))
		}
	}
	if history.Life(eds, h, "zeppelin") != nil {
		t.Error("an unknown section has a life")
	}
}

// TestFindSectionsOfOneTitle: several chapters of one title are all found, also one that is gone;
// the path of titles tells them apart, and a number is that of today.
func TestFindSectionsOfOneTitle(t *testing.T) {
	whole := small()
	whole.Sections[2].Title, whole.Sections[7].Title = "Introduction", "Introduction"
	eds, _ := chain(whole, func(ed *normalise.Edition) { removeSection(ed, 7) })
	a, b := eds[0].Sections[2], eds[0].Sections[7]
	path := func(i int) string { return eds[0].Sections[eds[0].Sections[i].Parent].Title + " > introduction" }
	for query, want := range map[string][]string{
		"introduction": {a.ID, b.ID}, path(2): {a.ID}, path(7): {b.ID}, a.Number: {a.ID}, b.ID: {b.ID}, "Elsewhere > Introduction": nil,
	} {
		if got := history.Find(eds, query); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

// The parser changed, the manual did not: findings, and an empty changelog.
func TestDriftIsNoChange(t *testing.T) {
	stored := small()
	stored.ParserVersion = "1"
	lineage.Carry(nil, stored)
	reread := next(stored, func(ed *normalise.Edition) {
		ed.ParserVersion = "2"
		for i := range ed.Sections {
			if len(ed.Sections[i].Blocks) > 1 {
				ed.Sections[i].Blocks = ed.Sections[i].Blocks[1:] // the new parser knows it for furniture
			}
		}
	})
	findings := history.Drift(stored, reread)
	if len(findings) != 8 || findings[0].Code != history.DriftCode {
		t.Fatalf("%d findings", len(findings))
	}
	tonight := next(reread, func(*normalise.Edition) {})
	if got := compared(reread, tonight); len(got) != 0 {
		t.Errorf("changelog: %q", facts(got))
	}
}

// TestTakenBackAndChangedAgain: a word that was changed and changed back is one that stands as
// before, whatever else of the chapter changed since, unless the same words were changed again.
func TestTakenBackAndChangedAgain(t *testing.T) {
	first := "The clerk replies within two days. A copy goes to the harbour master within nine days."
	set := func(old, new string) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			b := &ed.Sections[1].Blocks[0]
			b.Text = strings.Replace(b.Text, old, new, 1)
		}
	}
	base := small()
	setText(base, 1, 0, first)
	for _, test := range []struct {
		name    string
		last    func(ed *normalise.Edition)
		changed bool
	}{
		{"other words", set("nine", "seven"), false},
		{"the same words", set("two", "six"), true},
		{"back to what was taken back", set("two", "five"), true},
	} {
		eds, _ := chain(base, set("two", "five"), set("five", "two"), test.last)
		_, flips, _ := history.Net(history.Earlier{}, eds, compare.Options{})
		if len(flips) == 0 || flips[0].Part || flips[0].Changed != test.changed {
			t.Errorf("%s: %+v", test.name, flips)
		}
	}
}
