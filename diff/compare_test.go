package diff_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// small makes a manual of two parts with four chapters each, told apart by plain
// titles. Sections 0 and 5 are the parts.
func small() *normalise.Edition {
	ed := manual(11, 2, 4, 130)
	for i, title := range []string{"Core", "Lantern rules", "Orchard visits", "Kettle safety", "Harbour watch", "Special", "Needle care", "Violin lessons", "Quarry trips", "Umbrella loans"} {
		ed.Sections[i].Title = title
	}
	return ed
}

func setText(ed *normalise.Edition, i, block int, text string) {
	ed.Sections[i].Blocks[block].Text = text
}

func removeSection(ed *normalise.Edition, i int) {
	ed.Sections = slices.Delete(ed.Sections, i, i+1)
	for k := range ed.Sections {
		if ed.Sections[k].Parent > i {
			ed.Sections[k].Parent--
		}
	}
}

func insertSection(ed *normalise.Edition, i int, s normalise.Section) {
	for k := range ed.Sections {
		if ed.Sections[k].Parent >= i {
			ed.Sections[k].Parent++
		}
	}
	ed.Sections = slices.Insert(ed.Sections, i, s)
}

// grouped is the small manual with the first part's chapters in two groups without
// numbers, through which one count runs.
func grouped() *normalise.Edition {
	ed := small()
	for i := range ed.Sections {
		if ed.Sections[i].Parent == 0 {
			ed.Sections[i].Depth = 3
		}
	}
	insertSection(ed, 3, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindGroup, Title: "Late"})
	insertSection(ed, 1, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindGroup, Title: "Early"})
	for i := 2; i < 7; i++ {
		switch {
		case i < 4:
			ed.Sections[i].Parent = 1
		case i > 4:
			ed.Sections[i].Parent = 4
		}
	}
	return ed
}

// countThrough numbers the chapters below each part in one count.
func countThrough(ed *normalise.Edition) {
	part, n := "", 0
	for i := range ed.Sections {
		switch s := &ed.Sections[i]; {
		case s.Parent < 0:
			part, n = s.Number, 0
		case s.Kind == normalise.KindChapter:
			n++
			s.Number = part + "." + strconv.Itoa(n)
		}
	}
}

// TestCascadeAcrossGroups: what comes or goes in one group is the cause of the
// numbers that shift in the next.
func TestCascadeAcrossGroups(t *testing.T) {
	for name, change := range map[string]func(ed *normalise.Edition){
		"taken out": func(ed *normalise.Edition) { removeSection(ed, 2) },
		"moved to another part": func(ed *normalise.Edition) {
			s := ed.Sections[2]
			removeSection(ed, 2)
			s.Parent, s.Depth = 6, 2
			ed.Sections = append(ed.Sections, s)
		},
	} {
		t.Run(name, func(t *testing.T) {
			prev := grouped()
			countThrough(prev)
			shifted := false
			for _, c := range compared(prev, next(prev, func(ed *normalise.Edition) { change(ed); countThrough(ed) })) {
				if c.Kind == diff.Renumbered {
					shifted = shifted || c.NewTitle == "Late"
					if c.CausedBy == "" {
						t.Errorf("no cause: %s %s", c.NewTitle, c.Detail)
					}
				}
			}
			if !shifted {
				t.Error("the numbers of the second group are not told")
			}
		})
	}
}

// number gives the chapters of each part their places.
func number(ed *normalise.Edition) {
	count := map[int]int{}
	for i := range ed.Sections {
		if p := ed.Sections[i].Parent; p >= 0 {
			count[p]++
			ed.Sections[i].Number = ed.Sections[p].Number + "." + strconv.Itoa(count[p])
		}
	}
}

// TestRowWithoutTitle: a row of which only the number was read is the same row on
// the next night.
func TestRowWithoutTitle(t *testing.T) {
	prev := small()
	insertSection(prev, 2, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindChapter, Number: "1.7"})
	seal(prev)
	if got := facts(compared(prev, next(prev, func(*normalise.Edition) {}))); len(got) > 0 {
		t.Error(got)
	}
}

func TestCompareTellsEachThingOnce(t *testing.T) {
	newText := []parse.Block{{Text: "A parasol must be dried before it is folded. The steward keeps a list of parasols and of the people who borrowed them."}}
	tests := []struct {
		name   string
		change func(ed *normalise.Edition)
		want   []string
	}{
		{"a chapter is put in, the rest count up", func(ed *normalise.Edition) {
			insertSection(ed, 2, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindChapter, Title: "Parasols", Blocks: newText})
			number(ed)
		}, []string{"renumbered Core", "added Parasols"}},
		{"a chapter is taken out, the rest close up", func(ed *normalise.Edition) {
			removeSection(ed, 6)
			number(ed)
		}, []string{"renumbered Special", "removed Needle care"}},
		{"a chapter is renamed and moved to the other part", func(ed *normalise.Edition) {
			s := ed.Sections[2]
			removeSection(ed, 2)
			s.Parent, s.Title = 4, "Orchard and garden visits"
			insertSection(ed, 6, s)
			number(ed)
		}, []string{"renumbered Core", "renumbered Special", "renamed Orchard and garden visits", "moved Orchard and garden visits"}},
		{"one move is one move", func(ed *normalise.Edition) {
			ed.Sections[1], ed.Sections[2], ed.Sections[3], ed.Sections[4] = ed.Sections[4], ed.Sections[1], ed.Sections[2], ed.Sections[3]
			number(ed)
		}, []string{"renumbered Core", "moved Harbour watch"}},
		{"a number goes out of use", func(ed *normalise.Edition) {
			ed.Sections[3].Kind, ed.Sections[3].Title, ed.Sections[3].Blocks = normalise.KindPlaceholder, "Not in use", nil
			ed.Sections[3].URL = ""
		}, []string{"retired Not in use"}},
		{"a flag expires", func(ed *normalise.Edition) { ed.Sections[3].Flags = []string{"updated"} }, []string{"flagged Kettle safety"}},
		{"typography is no change", func(ed *normalise.Edition) {
			b := &ed.Sections[1].Blocks[0]
			b.Text = strings.NewReplacer(" ", "\u00a0", ".", ".\u00ad").Replace(strings.ReplaceAll(b.Text, "'", "’"))
		}, nil},
		{"a saved-again document is no change", func(ed *normalise.Edition) { ed.Sections[1].FileSHA = "other" }, nil},
		{"a document with another address", func(ed *normalise.Edition) {
			ed.Sections[1].URL, ed.Sections[1].MediaType = "https://manual.example/files/2.pdf", "application/pdf"
		}, []string{"file_replaced Lantern rules"}},
		{"a link leads elsewhere", func(ed *normalise.Edition) {
			ed.Sections[1].Blocks[0].Links = []parse.Link{{Text: "the guide", Href: "https://guide.example/2"}}
		}, []string{"link_changed Lantern rules"}},
		{"a link that counts who follows it is the same", func(ed *normalise.Edition) {
			ed.Sections[1].Blocks[0].Links = []parse.Link{{Text: "the guide", Href: "https://guide.example/1?utm_source=letter"}}
		}, nil},
		{"the manual moves house", func(ed *normalise.Edition) {
			for i := range ed.Sections {
				ed.Sections[i].URL = strings.Replace(ed.Sections[i].URL, "manual.example", "www.other.example/new", 1)
			}
			setText(ed, 1, 0, "Only this was rewritten, with words that the lantern never had before.")
		}, []string{"moved_host ", "edited Lantern rules"}},
		{"the pages get other paths", func(ed *normalise.Edition) {
			for i := range ed.Sections {
				ed.Sections[i].URL = strings.Replace(ed.Sections[i].URL, "manual.example/", "manual.example/chapters/", 1)
			}
		}, []string{"moved_host "}},
		{"a chapter is split in two", func(ed *normalise.Edition) {
			s := ed.Sections[2]
			s.Title, s.URL, s.Blocks = "Orchard gates", "https://manual.example/gates.html", slices.Clone(s.Blocks[1:])
			ed.Sections[2].Blocks = ed.Sections[2].Blocks[:1]
			insertSection(ed, 3, s)
			number(ed)
		}, []string{"renumbered Core", "split Orchard gates"}},
		{"a chapter takes the title of one that got another", func(ed *normalise.Edition) {
			ed.Sections[1].Title, ed.Sections[3].Title = "Kettle safety", "Hot water"
		}, []string{"renamed Kettle safety", "renamed Hot water"}},
		{"two chapters swap their titles, one is edited", func(ed *normalise.Edition) {
			ed.Sections[1].Title, ed.Sections[6].Title = ed.Sections[6].Title, ed.Sections[1].Title
			setText(ed, 6, 0, "The box of needles is counted by two people.")
		}, []string{"renamed Needle care", "renamed Lantern rules", "edited Lantern rules"}},
		{"a chapter that was nearly another becomes its twin", func(ed *normalise.Edition) {
			ed.Sections[2].Blocks = slices.Clone(ed.Sections[1].Blocks)
			setText(ed, 1, 0, ed.Sections[1].Blocks[0].Text+" Nobody may swing a lantern.")
		}, []string{"edited Lantern rules", "edited Orchard visits"}},
		{"a chapter of the same title with wholly new words", func(ed *normalise.Edition) {
			setText(ed, 2, 0, "Nobody picks fruit before noon.")
			ed.Sections[2].Blocks = append(ed.Sections[2].Blocks[:1], newText...)
			ed.Sections[2].URL = "https://manual.example/rewritten.html"
		}, []string{"edited Orchard visits", "link_changed Orchard visits"}},
		{"two codes are swapped", func(ed *normalise.Edition) {
			ed.Sections[1].Number, ed.Sections[3].Number = ed.Sections[3].Number, ed.Sections[1].Number
		}, []string{"renumbered Lantern rules", "renumbered Kettle safety"}},
		{"two chapters become one", func(ed *normalise.Edition) {
			ed.Sections[2].Blocks = append(ed.Sections[2].Blocks, ed.Sections[3].Blocks...)
			removeSection(ed, 3)
			number(ed)
		}, []string{"renumbered Core", "merged Orchard visits"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			prev := small()
			prev.Sections[1].FileSHA = "one"
			prev.Sections[1].Blocks[0].Links = []parse.Link{{Text: "the guide", Href: "https://guide.example/1"}}
			if strings.Contains(test.name, "becomes its twin") {
				prev.Sections[2].Blocks = append(slices.Clone(prev.Sections[1].Blocks), parse.Block{Text: "The orchard has two gates and a wall."})
			}
			if test.name == "a document with another address" {
				prev.Sections[1].MediaType = "application/pdf"
			}
			got := facts(compared(prev, next(prev, func(ed *normalise.Edition) {
				test.change(ed)
			})))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLineageSurvivesRenameRenumberAndMove(t *testing.T) {
	prev := small()
	lineage.Carry(nil, prev)
	id := prev.Sections[2].ID
	cur := next(prev, func(ed *normalise.Edition) {
		s := ed.Sections[2]
		removeSection(ed, 2)
		s.Parent, s.Title, s.URL = 4, "Visits to gardens", "https://elsewhere.example/x"
		insertSection(ed, 7, s)
		number(ed)
	})
	lineage.Carry(prev, cur)
	if cur.Sections[7].ID != id {
		t.Errorf("the chapter has the ID %s, had %s", cur.Sections[7].ID, id)
	}
}

func TestSignificanceOfEdits(t *testing.T) {
	tests := []struct {
		old, new string
		kind     parse.BlockKind
		want     diff.Significance
		reason   string
	}{
		{"The warden should ring the bell.", "The warden must ring the bell.", parse.Paragraph, diff.Practice, "obligation"},
		{"The warden must ring the bell.", "The warden must not ring the bell.", parse.Paragraph, diff.Practice, "obligation"},
		{"Tell the desk within five working days.", "Tell the desk within 5 working days.", parse.Paragraph, diff.Minor, "wording"},
		{"Tell the desk within five working days.", "Tell the desk within three working days.", parse.Paragraph, diff.Practice, "timescale"},
		{"Tell the desk within one working day.", "Tell the desk within 24 hours.", parse.Paragraph, diff.Practice, "timescale"},
		{"Write it down as soon as is practicable.", "Write it down as soon as possible.", parse.Paragraph, diff.Minor, "wording"},
		{"Stewards must lock the gate at night.", "Porters must lock the gate at night.", parse.Paragraph, diff.Practice, "who has the duty"},
		{"Ring 01632 960111 for the harbour.", "Ring 01632 960222 for the harbour.", parse.Paragraph, diff.Minor, "contact"},
		{"See Guarding Lanterns Together 2015.", "See Guarding Lanterns Together 2018.", parse.Paragraph, diff.Minor, "edition of Guarding Lanterns Together"},
		{"Agreed by the group on 3 May 2019.", "Agreed by the group on 4 June 2020.", parse.Paragraph, diff.Minor, "date"},
		{"Lanterns for people under 16 are green.", "Lanterns for people under 18 are green.", parse.Paragraph, diff.Practice, "threshold"},
		{"Check the rope | The steward | on request", "Check the rope | The porter | on request", parse.Row, diff.Practice, "table row"},
		{"The porch, the gate and the lamp.", "The porch; the gate and the lamp.", parse.Paragraph, diff.Editorial, "punctuation"},
		{"", "Visitors must sign the book before they climb the tower.", parse.Paragraph, diff.Practice, "new passage with an obligation"},
		{"", "The tower was built of grey stone by the people of the bay.", parse.Paragraph, diff.NewText, "new passage without"},
		{"", "a second bell near the door;", parse.Item, diff.Minor, "point was added"},
		{"The tower was built of grey stone by the people of the bay.", "", parse.Paragraph, diff.Minor, "removed"}, // it told, and laid nothing down
		{"The tower has four windows to the bay and one to the town.", "", parse.Paragraph, diff.Practice, "removed"},
	}
	for _, test := range tests {
		prev, cur := oneChapter(test.old, test.kind), oneChapter(test.new, test.kind)
		got := compared(prev, cur)
		if len(got) != 1 || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason) {
			t.Errorf("%q -> %q: %s, want %s because of %q", test.old, test.new, describe(got), test.want, test.reason)
		}
	}
}

func describe(changes []diff.Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, string(c.Kind)+" "+string(c.Significance)+" ("+strings.Join(c.Reasons, "; ")+")")
	}
	return strings.Join(out, ", ")
}

func oneChapter(text string, kind parse.BlockKind) *normalise.Edition {
	ed := textEdition("The lighthouse stands at the end of the mole and is open in summer.")
	if text != "" {
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: kind, Text: text})
	}
	ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: "Its lamp turns all night."})
	return ed
}

func TestEditsAreReadableAndStandUnderTheirHeading(t *testing.T) {
	night := func(text string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		ed.Sections = append(ed.Sections, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindHeading, Title: "Rope and anchor", Blocks: []parse.Block{{Text: text}}})
		seal(ed)
		return ed
	}
	got := compared(night("The steward should coil the rope “twice”. Nobody minds."), night("The steward must coil the rope \"twice\". Nobody minds."))
	want := []diff.Edit{{Op: diff.Under, Text: "Rope and anchor"}, {Op: diff.Keep, Text: "The steward "}, {Op: diff.Delete, Text: "should "}, {Op: diff.Insert, Text: "must "}, {Op: diff.Keep, Text: "coil the rope \"twice\". Nobody minds."}}
	if len(got) != 1 || got[0].NewTitle != "A chapter" {
		t.Fatalf("got %s, want one change on the chapter", describe(got))
	}
	if diff := cmp.Diff(want, got[0].Edits); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]diff.Obligation{{Sentence: "The steward must coil the rope \"twice\".", From: "should", To: "must"}}, got[0].Obligations); diff != "" {
		t.Error(diff)
	}
}

// TestExcerptsEndWithSentences insists that a quotation is never cut inside the
// sentence that changed.
func TestExcerptsEndWithSentences(t *testing.T) {
	first := "Lanterns are lit at dusk by the warden who has the key and nobody else. "
	last := " Every lamp is counted in the morning, and the number is written down in the book of the gate."
	prev := oneChapter(first+"The steward should coil the rope in the long shed behind the orchard wall before the tide has turned and the ferry has gone."+last, parse.Paragraph)
	cur := oneChapter(first+"The steward must coil the rope in the long shed behind the orchard wall before the tide has turned and the ferry has gone."+last, parse.Paragraph)
	got := compared(prev, cur)
	if len(got) != 1 {
		t.Fatalf("got %s, want one change", describe(got))
	}
	want := []diff.Edit{{Op: diff.Skip, Text: ""}, {Op: diff.Keep, Text: "The steward "}, {Op: diff.Delete, Text: "should "}, {Op: diff.Insert, Text: "must "}, {Op: diff.Keep, Text: "coil the rope in the long shed behind the orchard wall before the tide has turned and the ferry has gone. "}, {Op: diff.Skip, Text: ""}}
	if diff := cmp.Diff(want, got[0].Edits); diff != "" {
		t.Error(diff)
	}
}

// TestWhatASplitCopiesIsNoEdit takes half of a chapter out into a new one that
// repeats the contacts: nothing came and nothing went.
func TestWhatASplitCopiesIsNoEdit(t *testing.T) {
	contacts := []parse.Block{{Text: "Useful contacts", Kind: parse.Heading}, {Text: "Harbour desk: 01632 960101"}, {Text: "Night bell: 01632 960102"}}
	prev := manual(5, 1, 6, 60)
	stays, goes := prev.Sections[2].Blocks, prev.Sections[3].Blocks
	prev.Sections[2].Blocks = slices.Concat(stays, goes, contacts)
	removeSection(prev, 3)
	number(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		ed.Sections[2].Blocks = slices.Concat(stays, contacts)
		insertSection(ed, 3, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindChapter, Title: "Thimbles at sea", Blocks: slices.Concat(goes, contacts)})
		number(ed)
	})
	for _, c := range compared(prev, cur) {
		if c.Kind == diff.Edited {
			t.Errorf("%q is said to have %d words added and %d removed: %v", c.NewTitle, c.WordsAdded, c.WordsRemoved, c.Edits)
		}
	}
	if got := compared(prev, cur); !slices.ContainsFunc(got, func(c diff.Change) bool { return c.Kind == diff.Split }) {
		t.Errorf("got %s, want a split", describe(got))
	}
}

func TestMovedPassageIsAMove(t *testing.T) {
	prev := oneChapter("Lanterns are kept in the long shed behind the orchard wall.", parse.Paragraph)
	cur := next(prev, func(ed *normalise.Edition) {
		b := ed.Sections[0].Blocks
		b[0], b[1], b[2] = b[2], b[0], b[1]
		ed.Sections[0].Blocks = []parse.Block{b[2], b[1], b[0]}
	})
	got := compared(prev, cur)
	if len(got) != 1 || got[0].Significance != diff.Minor || got[0].WordsAdded+got[0].WordsRemoved != 0 {
		t.Errorf("got %s, want one minor change without new words", describe(got))
	}
}

func TestListNumbersAndBulletsAreNoWords(t *testing.T) {
	list := func(items ...string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		for _, i := range items {
			ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: parse.Item, Level: 1, Text: i})
		}
		return ed
	}
	if got := compared(list("1. the red lamp", "2. the blue lamp", "• the rope", "- the hook"), list("a) the red lamp", "3. the blue lamp", "· the rope", "\u2011\u2009the hook")); len(got) != 0 {
		t.Errorf("got %s, want nothing", describe(got))
	}
}

// TestHeadingWithANewTitle gives a heading a title that shares no word with the old one: its
// text stays where it is.
func TestHeadingWithANewTitle(t *testing.T) {
	prev, cur := oneChapter("", parse.Paragraph), oneChapter("", parse.Paragraph)
	prev.Sections[0].Blocks = []parse.Block{{Text: "One line."}, {Kind: parse.Heading, Level: 2, Text: "Learning and Audit"}, {Text: "Say it here."}}
	cur.Sections[0].Blocks = []parse.Block{{Text: "One line."}, {Kind: parse.Heading, Level: 2, Text: "Quality Assurance"}, {Text: "Say it here."}}
	got := compared(prev, cur)
	if want := `heading "Learning and Audit" became "Quality Assurance"`; len(got) != 1 || !slices.Equal(got[0].Reasons, []string{want}) {
		t.Errorf("got %s, want %s", describe(got), want)
	}
}

// TestPartsChangePlaces swaps two parts of a chapter: their headings and the short head of a
// table go with them, and nothing is told as taken out or put in.
func TestPartsChangePlaces(t *testing.T) {
	part := func(title string, rows ...string) []parse.Block {
		out := []parse.Block{{Kind: parse.Heading, Level: 2, Text: title}, {Text: "All that is said about " + title + " stands here and nowhere else at all."}}
		for _, r := range rows {
			out = append(out, parse.Block{Kind: parse.Row, Table: 1, Text: r})
		}
		return append(out, parse.Block{Text: "Whoever has read this about " + title + " must sign the list."})
	}
	a, b := part("Lamps", "Task | Who | When", "Trim the wick of each lamp | The keeper | Within one day"), part("Bells")
	prev, cur := oneChapter("", parse.Paragraph), oneChapter("", parse.Paragraph)
	prev.Sections[0].Blocks, cur.Sections[0].Blocks = append(slices.Clone(a), b...), append(slices.Clone(b), a...)
	got := compared(prev, cur)
	if len(got) != 1 || got[0].Kind != diff.Edited || got[0].Significance != diff.Minor || got[0].WordsAdded+got[0].WordsRemoved > 0 {
		t.Errorf("got %s with %v, want a passage that moved", describe(got), got[0].Reasons)
	}
}

func TestSweepIsOneChange(t *testing.T) {
	prev := manual(5, 2, 10, 120)
	for i := range prev.Sections {
		if len(prev.Sections[i].Blocks) > 0 && i%3 > 0 {
			prev.Sections[i].Blocks[0].Text += " The Harbour Board reads every report."
		}
	}
	cur := next(prev, func(ed *normalise.Edition) {
		replaceWords(ed, "Harbour Board", "Harbour Partnership")
		ed.Sections[2].Blocks[0].Text = strings.Replace(ed.Sections[2].Blocks[0].Text, "must", "should", 1) + " A new bell rings at noon in every village."
	})
	got := compared(prev, cur)
	if len(got) != 2 || got[0].Kind != diff.TermsSwept || got[1].Kind != diff.Edited {
		t.Fatalf("got %s, want the sweep and one edited chapter", describe(got))
	}
	if len(got[0].OtherIDs) < 10 || !strings.Contains(got[0].Detail, "became") {
		t.Errorf("sweep of %d chapters: %q", len(got[0].OtherIDs), got[0].Detail)
	}
	if all := joined(got[1].Edits, diff.Delete, diff.Insert); strings.Contains(all, "Partnership") {
		t.Errorf("the edited chapter tells of the sweep again: %q", all)
	}
}

// TestNewDomainIsOneChange gives the mailboxes of all chapters a new domain, and one chapter
// another mailbox.
func TestNewDomainIsOneChange(t *testing.T) {
	prev := manual(5, 2, 10, 120)
	for i := range prev.Sections {
		if s := &prev.Sections[i]; len(s.Blocks) > 0 {
			s.Blocks[0].Text += " Write to " + inventNouns[i] + ".desk@harbour.example for advice."
		}
	}
	cur := next(prev, func(ed *normalise.Edition) {
		replaceWords(ed, "@harbour.example", "@ferry.example")
		ed.Sections[3].Blocks[0].Text = strings.Replace(ed.Sections[3].Blocks[0].Text, inventNouns[3]+".desk@", "night@", 1)
	})
	got := compared(prev, cur)
	if len(got) != 2 || got[0].Kind != diff.TermsSwept || got[1].Kind != diff.Edited {
		t.Fatalf("got %s, want the sweep and one edited chapter", describe(got))
	}
	if want := `"@harbour.example" became "@ferry.example"`; !strings.Contains(got[0].Detail, want) || len(got[0].OtherIDs) < 10 {
		t.Errorf("%d chapters: %q, want %s", len(got[0].OtherIDs), got[0].Detail, want)
	}
}

func TestObligationsAreNeverSweptAway(t *testing.T) {
	prev := manual(6, 2, 10, 60)
	for i := range prev.Sections {
		if len(prev.Sections[i].Blocks) > 0 {
			setText(prev, i, 0, "On day "+strconv.Itoa(i)+" the porter must open the gate of the "+inventNouns[i]+".")
		}
	}
	cur := next(prev, func(ed *normalise.Edition) {
		for i := range ed.Sections {
			if len(ed.Sections[i].Blocks) > 0 {
				setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "must", "should", 1))
			}
		}
	})
	if got := compared(prev, cur); len(got) != 20 {
		t.Errorf("%d changes, want 20 edited chapters", len(got))
	}
}

func TestChangeOfAmendmentsTable(t *testing.T) {
	prev := small()
	row := func(chapter string) normalise.Amendment {
		return normalise.Amendment{Chapter: chapter, Details: "Updated."}
	}
	prev.Amendments = []normalise.Amendment{row("Kettle safety"), row("Kettle safety"), row("Needle care")}
	cur := next(prev, func(ed *normalise.Edition) {
		ed.Amendments = []normalise.Amendment{row("Kettle safety"), row("Kettle safety"), row("Kettle safety")}
	})
	want := []string{"amendment_added Kettle safety", "amendment_removed Needle care"}
	if diff := cmp.Diff(want, facts(compared(prev, cur))); diff != "" {
		t.Error(diff)
	}
}

// TestRowWithItsDateCorrected: it is told with both dates, and neither came nor went; a row of
// another month did both.
func TestRowWithItsDateCorrected(t *testing.T) {
	on := func(m time.Month, day int) normalise.Amendment {
		return normalise.Amendment{Chapter: "Kettle safety", Details: "Updated.", Date: normalise.Date{Y: 2019, M: m, D: day, Precision: normalise.Day}}
	}
	prev := small()
	prev.Amendments = []normalise.Amendment{on(time.May, 3)}
	for _, c := range []struct {
		now  normalise.Amendment
		want []string
	}{
		{on(time.May, 28), []string{"amendment_added: Kettle safety | Updated. | 3 May 2019 became 28 May 2019"}},
		{on(time.April, 30), []string{"amendment_added: Kettle safety | Updated. | 3 May 2019 became 30 April 2019"}},
		{on(time.June, 3), []string{"amendment_added: Kettle safety | Updated. | 2019-06-03", "amendment_removed: Kettle safety | Updated. | 2019-05-03"}},
	} {
		var got []string
		for _, ch := range compared(prev, next(prev, func(ed *normalise.Edition) { ed.Amendments = []normalise.Amendment{c.now} })) {
			got = append(got, string(ch.Kind)+": "+ch.Detail)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Error(d)
		}
	}
}

func TestDutyWordsAreReadFromTheManual(t *testing.T) {
	ed := oneChapter("In this manual “must” marks a legal requirement, and ‘should’ is used for what is to be complied with. Stewards must sing.", parse.Paragraph)
	got := compare.DutyWords(ed)
	if len(got) != 1 || !strings.HasPrefix(got[0].Detail, "In this manual") {
		t.Errorf("%+v", got)
	}
	if got := compare.DutyWords(oneChapter("Stewards must sing. They should comply with the law.", parse.Paragraph)); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	cur := next(ed, func(ed *normalise.Edition) {
		setText(ed, 0, 1, strings.Replace(ed.Sections[0].Blocks[1].Text, "Stewards must", "Stewards should", 1))
	})
	if c := compared(ed, cur); len(c) != 1 || !strings.Contains(c[0].Reasons[0], "defines both") {
		t.Error(describe(c))
	}
}

func TestSentencesThatWanderAndParagraphsThatAreCut(t *testing.T) {
	two := func(a, b string) *normalise.Edition {
		ed := oneChapter(a, parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: b})
		return ed
	}
	a1, a2, b1, b2 := "The stewards must lock the shed at dusk.", "Visitors sign the book near the gate.", "Nobody has climbed the old tower since spring.", "The bell should ring at noon in every village."
	if got := compared(two(a1+" "+a2, b1+" "+b2), two(a2, b1+" "+a1+" "+b2)); len(got) != 1 || got[0].Significance != diff.Minor || got[0].WordsRemoved != 0 {
		t.Errorf("a sentence went to another paragraph: %s", describe(got))
	}
	cut := two(a1, b1+" "+b2)
	cut.Sections[0].Blocks = slices.Insert(cut.Sections[0].Blocks, 2, parse.Block{Text: a2})
	if got := compared(two(a1+" "+a2, b1+" "+b2), cut); len(got) != 0 {
		t.Errorf("a paragraph was cut in two: %s", describe(got))
	}
	edited := strings.Replace(a1, "must", "should", 1)
	if got := compared(two(a1+" "+a2+" "+b1, b2), two(a2+" "+b1+" "+edited, b2)); len(got) != 1 || got[0].Significance != diff.Practice {
		t.Errorf("a sentence moved and lost its duty: %s", describe(got))
	}
}
