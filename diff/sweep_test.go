package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// everywhere is a night on which a sentence with "%" for a word of each chapter changed in all
// of them; apart is a sentence that only the first has, and that stays.
func everywhere(old, new, apart string) []diff.Change {
	put := func(ed *normalise.Edition, sentence string) {
		n := 0
		for i := range ed.Sections {
			if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
				text := strings.ReplaceAll(sentence, "%", inventNouns[n])
				if n++; n == 1 {
					text += " " + apart
				}
				s.Blocks = append(s.Blocks[:1:1], parse.Block{Text: text})
			}
		}
		seal(ed)
	}
	prev := manual(6, 2, 10, 60)
	put(prev, old)
	return compared(prev, next(prev, func(ed *normalise.Edition) { put(ed, new) }))
}

// TestLimitsAreNeverSweptAway: what changes a duty, a limit or who is meant is told of each
// chapter; a name or a number to ring that changed everywhere is told once.
func TestLimitsAreNeverSweptAway(t *testing.T) {
	for _, test := range []struct {
		old, new, apart string
		each            bool
		detail          string
	}{
		{"A call about the % must be passed on within two working days.", "A call about the % must be passed on within one working day.", "", true, "timescale"},
		{"A % is stored when four of the crew are there.", "A % is stored when three of the crew are there.", "", true, "number"},
		{"The % is sold if the mate agrees.", "The % is sold unless the mate objects.", "", true, "condition"},
		{"The log and the % are kept where the mate and the clerk sign.", "The log and the % are kept where the mate or the clerk sign.", "", true, `"and" became "or"`},
		{"The survey of the % takes place before the sale.", "The survey of the % takes place after the sale.", "", true, `"before" became "after"`},
		{"The deck officer takes the lead where a % is lost.", "The shore inspector takes the lead where a % is lost.", "", true, "somebody else"},
		{"The deck officer and the mate look for a %.", "The shore inspector and the mate look for a %.", "The deck officer sleeps ashore.", true, "somebody else"},
		{"With written consent a % is sold.", "With verbal consent a % is sold.", "", true, `"written" became "verbal"`},
		{"The crew talks of the % face to face.", "The crew talks of the % remotely.", "", true, `"face to face" became "remotely"`},
		{"Qualified divers raise a %.", "Voluntary divers raise a %.", "", true, `"qualified" became "voluntary"`},
		{"The orange flag is kept on the %.", "The purple flag is kept on the %.", "", false, `became "purple"`},
		{"If you lost a %, ring 01632 960 300 at any hour.", "If you lost a %, ring 01632 960 355 at any hour.", "", false, `"01632 960 300" became "01632 960 355"`},
		{"The Harbour Board keeps a % for everybody.", "The Harbour Partnership keeps a % for everybody.", "", false, `"Board" became "Partnership"`},
		{"The Bay Safety Board keeps a % for everybody.", "The Bay Safety Partnership keeps a % for everybody.", "The fish board and the ferry partnership meet at noon.", false, `"Board" became "Partnership"`},
		{"The Bay Safety Board keeps a % for everybody.", "The Bay Safety Partnership keeps a % for everybody.", "The Bay Safety Board and the Bay Safety Partnership meet at noon.", true, "somebody else"},
		{"A % officer asks what the deck officer % says.", "A % officer asks what the shore inspector % says.", "", false, `"deck officer" became "shore inspector"`}, // named in many places
	} {
		got := everywhere(test.old, test.new, test.apart)
		switch {
		case test.each && (len(got) != 20 || got[0].Kind != diff.Edited || got[0].Significance != diff.Practice || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.detail)):
			t.Errorf("%q -> %q: %d changes, %s with %v, want 20 edited chapters because of %s", test.old, test.new, len(got), describe(got[:1]), got[0].Reasons, test.detail)
		case !test.each && (len(got) != 1 || got[0].Kind != diff.TermsSwept || got[0].Significance != diff.Minor || !strings.Contains(got[0].Detail, test.detail)):
			t.Errorf("%q -> %q: %d changes, %s (%s), want one sweep of %s", test.old, test.new, len(got), describe(got[:1]), got[0].Detail, test.detail)
		}
	}
}

// TestBesideAReplacedName: what else was changed in a sentence of which a name was replaced
// throughout is told for what it is; the people with the duty are the same.
func TestBesideAReplacedName(t *testing.T) {
	prev := manual(6, 2, 10, 60)
	put := func(ed *normalise.Edition, name, of string) {
		for i := range ed.Sections {
			if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
				s.Blocks = append(s.Blocks[:1:1], parse.Block{Text: "The Bay " + name + " must review each case of a " + inventNouns[i] + " within ten days."})
			}
		}
		ed.Sections[5].Blocks[1].Text = strings.Replace(ed.Sections[5].Blocks[1].Text, "each ", "each "+of, 1)
		seal(ed)
	}
	put(prev, "Safeguarding Children Board", "")
	got := compared(prev, next(prev, func(ed *normalise.Edition) { put(ed, "Safeguarding Partnership", "serious ") }))
	if len(got) != 2 || got[0].Kind != diff.TermsSwept || !slices.Equal(got[1].Reasons, []string{`scope: "serious" was added`}) {
		t.Errorf("%s because of %q", describe(got), got[1].Reasons)
	}
}

// TestSweepsAsPrinted: a phrase of which some words were replaced throughout is told as one, as
// it is printed, and apart from a number to ring that changed on the same night.
func TestSweepsAsPrinted(t *testing.T) {
	got := everywhere("The Outer Harbour Board keeps a % for everybody, and the Board paints it. If you lost a %, ring 01632 960 300.",
		"The Inner Harbour Partnership keeps a % for everybody, and the Partnership paints it. If you lost a %, ring 01632 960 355.", "")
	if len(got) != 2 || got[0].Detail != `"Outer" became "Inner", "Board" became "Partnership": 60 places in 20 chapters` && got[0].Detail != `"Board" became "Partnership", "Outer" became "Inner": 60 places in 20 chapters` {
		t.Errorf("a term that also stands alone: %s, %q", describe(got), got[0].Detail)
	}
	got = everywhere("The Outer Harbour Board keeps a % for everybody. If you lost a %, ring 01632 960 300.",
		"The Inner Harbour Partnership keeps a % for everybody. If you lost a %, ring 01632 960 355.", "")
	want := []struct {
		detail string
		edits  []diff.Edit
	}{
		{`"Outer Harbour Board" became "Inner Harbour Partnership": 20 places in 20 chapters`, []diff.Edit{{Op: diff.Delete, Text: "Outer Harbour Board"}, {Op: diff.Insert, Text: "Inner Harbour Partnership"}}},
		{`"01632 960 300" became "01632 960 355": 20 places in 20 chapters`, []diff.Edit{{Op: diff.Delete, Text: "01632 960 300"}, {Op: diff.Insert, Text: "01632 960 355"}}},
	}
	if len(got) != len(want) {
		t.Fatalf("%s, want two sweeps", describe(got))
	}
	for i, w := range want {
		if got[i].Kind != diff.TermsSwept || got[i].Detail != w.detail || !slices.Equal(got[i].Edits, w.edits) {
			t.Errorf("%s %s %q, want %s", got[i].Kind, got[i].Detail, got[i].Edits, w.detail)
		}
	}
}

// TestSweptTermsInWhatMoved: a passage that moved on the night on which one of its terms was
// replaced throughout only moved; another edit of it is told.
func TestSweptTermsInWhatMoved(t *testing.T) {
	const lamps = "The lamps of the pier are lit by the deck officer before dusk. Where views differ, the deck officer should ask the mate and write it down."
	for _, test := range []struct {
		edited string
		want   diff.Significance
		reason string
	}{
		{lamps, diff.Minor, "a passage was moved"},
		{strings.Replace(lamps, "write it", "must write it", 1), diff.Practice, `obligation: "must" was added`},
	} {
		prev := manual(5, 2, 10, 120)
		for i := range prev.Sections {
			if s := &prev.Sections[i]; len(s.Blocks) > 0 {
				s.Blocks = append(s.Blocks, parse.Block{Text: "A " + inventNouns[i] + " is kept in the office."}, parse.Block{Text: "The deck officer counts each " + inventNouns[i] + " at noon."})
			}
		}
		s := &prev.Sections[2]
		first := len(s.Blocks)
		s.Blocks = append(s.Blocks, parse.Block{Text: lamps}, parse.Block{Text: "Ropes are dried in the loft and never on deck in winter."}, parse.Block{Text: "Sails are mended by hand in the long shed behind the wall."})
		cur := next(prev, func(ed *normalise.Edition) {
			b := ed.Sections[2].Blocks
			b[first], b[first+1], b[first+2] = b[first+1], b[first+2], parse.Block{Text: test.edited}
			replaceWords(ed, "deck officer", "shore inspector")
		})
		got := compared(prev, cur)
		if len(got) != 2 || got[0].Kind != diff.TermsSwept || got[1].Significance != test.want || !slices.Equal(got[1].Reasons[:1], []string{test.reason}) {
			t.Errorf("%q: %s with %q", test.edited, describe(got), got[len(got)-1].Reasons)
			continue
		}
		if all := joined(got[1].Edits, diff.Delete, diff.Insert); strings.Contains(all, "officer") || strings.Contains(all, "inspector") {
			t.Errorf("the edited chapter tells of the sweep again: %q", all)
		}
	}
}

// TestRowsOfSweeps: a row for all chapters, or for one of them, declares what was done
// throughout.
func TestRowsOfSweeps(t *testing.T) {
	for _, test := range []struct{ old, new, chapter, details string }{
		{"If you lost a %, ring 01632 960 300 at any hour.", "If you lost a %, ring 01632 960 355 at any hour.", "All chapters", "New telephone number in every chapter."},
		{"A call about the % must be passed on within two working days.", "A call about the % must be passed on within one working day.", "All chapters", "A call is passed on within one working day (formerly two)."},
		{"The Harbour Board keeps a % for everybody.", "The Harbour Partnership keeps a % for everybody.", "All procedures", "The Harbour Board is now called the Harbour Partnership."},
	} {
		changes := everywhere(test.old, test.new, "")
		prev := manual(6, 2, 10, 60)
		cur := next(prev, func(ed *normalise.Edition) {
			ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: test.chapter, Details: test.details}}
		})
		lineage.Carry(nil, prev)
		lineage.Carry(prev, cur)
		out := declaration.Judge(prev, cur, changes, declaration.History{})
		if len(out) != 1 || out[0].State != diff.Confirmed {
			t.Errorf("%q: %+v, want confirmed", test.details, out)
		}
		for _, c := range changes {
			if c.Declared != "confirmed" {
				t.Errorf("%q: %s is %s, want confirmed", test.details, describe([]diff.Change{c}), c.Declared)
			}
		}
	}
}

// TestSweepsOfFewChapters: a name that was replaced wherever it stood is told once, though few
// chapters print it; a row for all chapters that names both terms declares the change in any
// case, and nothing else that was done to those chapters.
func TestSweepsOfFewChapters(t *testing.T) {
	const row = "References to the Harbour Trust have been replaced by the Ferry Group."
	for _, test := range []struct {
		name                 string
		chapters             int  // that print the name
		left                 bool // one of them keeps it
		duty                 bool // one of them has another duty as well
		swept                bool
		edited, confirmed    int // changes of texts, and how many of them are declared
		old, new, of, saying string
	}{
		{"four", 4, false, false, true, 0, 0, "Harbour Trust", "Ferry Group", "All chapters", row},
		{"four and a duty", 4, false, true, true, 1, 0, "Harbour Trust", "Ferry Group", "All chapters", row},
		{"one stays", 5, true, false, false, 4, 4, "Harbour Trust", "Ferry Group", "All chapters", row},
		{"two", 2, false, false, false, 2, 2, "Harbour Trust", "Ferry Group", "Throughout", row},
		{"two and a duty", 2, false, true, false, 2, 1, "Harbour Trust", "Ferry Group", "Throughout", row},
		{"noun of a name", 4, false, false, true, 0, 0, "Harbour Safety Board", "Harbour Safety Partnership", "All chapters", "Harbour Safety Board is now Harbour Safety Partnership."},
		{"no name", 4, false, false, false, 4, 1, "a look at dusk", "a glance at dusk", "Lantern rules", "Updated."},
	} {
		var changes []diff.Change
		var got []diff.Declaration
		prev := small()
		for i, n := 0, 0; i < len(prev.Sections) && n < test.chapters; i++ {
			if s := &prev.Sections[i]; s.Kind == normalise.KindChapter {
				s.Blocks = append(s.Blocks, parse.Block{Text: "The porter should write down what the " + test.old + " says of the " + inventNouns[i] + "."}, parse.Block{Text: "Other boards meet at noon."})
				n++
			}
		}
		seal(prev)
		lineage.Carry(nil, prev)
		cur := next(prev, func(ed *normalise.Edition) {
			first := true
			for i := range ed.Sections {
				for k := range ed.Sections[i].Blocks {
					b := &ed.Sections[i].Blocks[k]
					if !strings.Contains(b.Text, test.old) || test.left && first {
						first = first && !strings.Contains(b.Text, test.old)
						continue
					}
					b.Text = strings.Replace(b.Text, test.old, test.new, 1)
					if test.duty && first {
						b.Text = strings.Replace(b.Text, "should", "must", 1)
					}
					first = false
				}
			}
			r := row2(test.of, test.saying)
			r.Ordinal = 1
			ed.Amendments = append(ed.Amendments, r)
		})
		changes = compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
		got = declaration.Judge(prev, cur, changes, declaration.History{})
		edited, confirmed, swept := 0, 0, false
		for _, c := range changes {
			switch {
			case c.Kind == diff.TermsSwept:
				swept = true
				if c.Declared != "confirmed" {
					t.Errorf("%s: the sweep is %s", test.name, c.Declared)
				}
			case c.Kind == diff.Edited:
				edited++
				if c.Declared == "confirmed" {
					confirmed++
				}
			}
		}
		if swept != test.swept || edited != test.edited || confirmed != test.confirmed {
			t.Errorf("%s: swept %v, %d edited, %d of them declared, want %v, %d, %d: %s", test.name, swept, edited, confirmed, test.swept, test.edited, test.confirmed, describe(changes))
		}
		if test.saying != "Updated." && (len(got) != 1 || got[0].State != diff.Confirmed) {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}
