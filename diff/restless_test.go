package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// withLast adds a line to the end of each chapter; say gives it, "" for none.
func withLast(ed *normalise.Edition, say func(chapter int) string) {
	chapter := 0
	for i := range ed.Sections {
		if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
			if text := say(chapter); text != "" {
				s.Blocks = append(slices.Clip(s.Blocks), parse.Block{Text: text})
			}
			chapter++
		}
	}
	seal(ed)
}

// TestRestlessClass lets a box amid the text of each chapter say other news in one night:
// its place is known by its class.
func TestRestlessClass(t *testing.T) {
	news := strings.Fields("Budgets Ferries Gardens Lanterns Museums Orchards Puddles Quarries Rivers Stables Towers Valleys")
	prev := manual(5, 2, 4, 2400)
	box := func(from int) func(ed *normalise.Edition) {
		return func(ed *normalise.Edition) {
			for i := range ed.Sections {
				if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
					s.Blocks = slices.Insert(slices.Clone(s.Blocks), 15+i%5, parse.Block{Text: news[(i+from)%12] + " in the spring", Class: "promo"})
				}
			}
		}
	}
	old := next(prev, box(0))
	cur := next(prev, box(3))
	lineage.Carry(nil, old)
	m := lineage.Carry(old, cur)
	if got := facts(compare.Editions(m, compare.Options{})); len(got) > 0 || len(m.Restless) != 1 || m.Restless[0].Chapters != 8 {
		t.Errorf("told %q, restless %v", got, m.Restless)
	}
}

// TestNothingRestlessInANewManual writes all chapters anew in one night, the last lines
// among the rest: all of it is told.
func TestNothingRestlessInANewManual(t *testing.T) {
	news := strings.Fields("Budgets Ferries Gardens Lanterns Museums Orchards Puddles Quarries Rivers Stables Towers Valleys")
	prev := small()
	cur := next(prev, func(ed *normalise.Edition) {
		for i, s := range manual(12, 2, 4, 130).Sections {
			ed.Sections[i].Blocks = s.Blocks
		}
	})
	withLast(prev, func(i int) string { return news[i] + " in the spring" })
	withLast(cur, func(i int) string { return news[i+3] + " in the spring" })
	lineage.Carry(nil, prev)
	m := lineage.Carry(prev, cur)
	if len(m.Restless) > 0 {
		t.Errorf("restless %v", m.Restless)
	}
	for _, c := range compare.Editions(m, compare.Options{}) {
		if c.Kind == diff.Edited && !strings.Contains(fmt.Sprint(c.Edits), "in the spring") {
			t.Errorf("%s: the last line is not told", c.NewTitle)
		}
	}
}

// TestRestlessLines changes the last line of most chapters in one night, beside an edit
// of one of them.
func TestRestlessLines(t *testing.T) {
	news := strings.Fields("Budgets Ferries Gardens Lanterns Museums Orchards Puddles Quarries Rivers Stables Towers Valleys")
	edit := []string{"edited Kettle safety"}
	agencies := []string{"police", "social care team", "local council", "health visitor", "housing department", "probation service"}
	for _, c := range []struct {
		name     string
		old, new func(chapter int) string
		told     []string
		sites    int
	}{
		{"counts", func(i int) string { return fmt.Sprintf("Seen %d times by now", 40+i) }, func(i int) string { return fmt.Sprintf("Seen %d times by now", 60+7*i) }, edit, 1},
		{"news", func(i int) string { return news[i] + " in the spring" }, func(i int) string { return news[i+3] + " in the spring" }, edit, 1},
		{"the day of the visit", func(int) string { return "Printed from our pages on 1 January 2020" }, func(int) string { return "Printed from our pages on 2 January 2020" }, edit, 1},
		{"the version of the day", func(int) string { return "You read the version of Wednesday, 1 January 2020." }, func(int) string { return "You read the version of Thursday, 2nd January 2020." }, edit, 1},
		{"a version of their own", func(int) string { return "This is the version of March 2017." }, func(int) string { return "This is the version of June 2019." }, nil, 0},
		{"sentences of their own", func(i int) string {
			return news[i] + "folk ask " + news[i] + "men about " + news[i] + "boats in spring"
		}, func(i int) string {
			return news[i] + "folk ask " + news[i] + "men about " + news[i] + "boats and " + news[i+3] + " in autumn"
		}, nil, 0},
		{"one replaced throughout", func(int) string { return "Ask the old desk first" }, func(int) string { return "Ask the night watch first" }, nil, 0},
		{"numbers to ring", func(i int) string { return fmt.Sprintf("Desk: 01632 9601%02d", i) }, func(i int) string { return fmt.Sprintf("Desk: 01632 9602%02d", i) }, nil, 0},
		{"duties", func(i int) string { return news[i] + " must be seen weekly" }, func(i int) string { return news[i+3] + " must be seen weekly" }, nil, 0},
		{"set otherwise", func(i int) string { return news[i] + " in the spring\n" + news[i+1] + " in autumn" }, func(i int) string { return news[i+1] + " in autumn" }, nil, 0},
		{"limits of time", func(i int) string { return fmt.Sprintf("Time limit: %d working days", 2+i) }, func(i int) string { return fmt.Sprintf("Time limit: %d working days", 1+i) }, nil, 0},
		{"times ago", func(i int) string { return fmt.Sprintf("Last seen %d days ago", 2+i) }, func(i int) string { return fmt.Sprintf("Last seen %d days ago", 1+2*i) }, edit, 1},
		{"when the page was made", func(i int) string { return fmt.Sprintf("Page generated 01:%02d", 11+i) }, func(i int) string { return fmt.Sprintf("Page generated 02:%02d", 13+3*i) }, edit, 1},
		{"times of the day", func(i int) string { return fmt.Sprintf("The book is closed at 01:%02d", 11+i) }, func(i int) string { return fmt.Sprintf("The book is closed at 02:%02d", 13+3*i) }, nil, 0},
		{"who does it", func(i int) string { return "Lead agency: " + agencies[i%6] }, func(i int) string { return "Lead agency: " + agencies[(i+1)%6] }, nil, 0},
		{"two chapters of many", func(i int) string { return news[i] + " in the spring" }, func(i int) string { return news[i+i/5] + " in the spring" }, nil, 0},
	} {
		prev := small()
		cur := next(prev, func(ed *normalise.Edition) {
			setText(ed, 3, 1, "Kettles are filled by the porter and by nobody else at any hour.")
		})
		withLast(prev, c.old)
		withLast(cur, c.new)
		lineage.Carry(nil, prev)
		m := lineage.Carry(prev, cur)
		got := facts(compare.Editions(m, compare.Options{}))
		if len(m.Restless) != c.sites {
			t.Errorf("%s: restless %+v", c.name, m.Restless)
		}
		if d := cmp.Diff(c.told, got); c.told != nil && d != "" {
			t.Errorf("%s: -want +told\n%s", c.name, d)
		}
		if c.told == nil && len(got) < 2 {
			t.Errorf("%s: told only %q", c.name, got)
		}
	}
}

// TestRestlessAmidTheText changes one line amid the text of each chapter in one night: other
// words and limits there are edits of the chapters, counts and what stands in frames of their own
// are the site's.
func TestRestlessAmidTheText(t *testing.T) {
	things := strings.Fields("Homes Boats Barns Ponds Lanes Mills Halls Farms")
	rules := []string{"open", "closed", "free", "quiet", "lit", "clean", "large", "warm"}
	for _, c := range []struct {
		name     string
		class    string
		old, new func(chapter int) string
		told     int
	}{
		{"words", "", func(i int) string { return things[i] + " are " + rules[i] }, func(i int) string { return things[i] + " are " + rules[(i+3)%8] }, 8},
		{"limits", "", func(i int) string { return fmt.Sprintf("Wait: %d minutes", 10+i) }, func(i int) string { return fmt.Sprintf("Wait: %d minutes", 20+3*i) }, 8},
		{"limits of two that changed places", "", func(i int) string { return fmt.Sprintf("Boys wait %d minutes and girls wait %d minutes", 10+i, 30+i) }, func(i int) string {
			return fmt.Sprintf("Boys wait %d minutes and girls wait %d minutes", 30+i, 10+i)
		}, 8},
		{"counts", "", func(i int) string { return fmt.Sprintf("Votes: %d", 10+i) }, func(i int) string { return fmt.Sprintf("Votes: %d", 20+3*i) }, 0},
		{"a frame", "promo", func(i int) string { return things[i] + " are " + rules[i] }, func(i int) string { return things[i] + " are " + rules[(i+3)%8] }, 0},
	} {
		amid := func(say func(int) string) *normalise.Edition {
			ed, chapter := manual(5, 2, 4, 2400), 0
			for i := range ed.Sections {
				if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
					line := parse.Block{Text: say(chapter), Class: c.class}
					s.Blocks = slices.Insert(slices.Clone(s.Blocks), len(s.Blocks)-3, line)
					chapter++
				}
			}
			seal(ed)
			return ed
		}
		old, cur := amid(c.old), amid(c.new)
		lineage.Carry(nil, old)
		m := lineage.Carry(old, cur)
		if got := facts(compare.Editions(m, compare.Options{})); len(got) != c.told || (len(m.Restless) == 0) != (c.told > 0) {
			t.Errorf("%s: told %q, restless %v", c.name, got, m.Restless)
		}
	}
}

// TestLineThroughout puts one line into each chapter in one night, beside an edit of one
// of them, and takes it out again: it is told once. What matters to practice is told of
// each chapter.
func TestLineThroughout(t *testing.T) {
	for _, c := range []struct {
		line string
		kind parse.BlockKind
		told int // changes beside the edit
	}{
		{"Notice: the office is closed on Monday for the holiday.", parse.Paragraph, 1},
		{"A word from the chair", parse.Heading, 1},
		{"Everybody must read the new national guidance.", parse.Paragraph, 8},
		{"Ring the night desk on 01632 960112.", parse.Paragraph, 8},
	} {
		prev := small()
		with := func(ed *normalise.Edition) {
			for i := range ed.Sections {
				if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
					s.Blocks = append([]parse.Block{{Kind: c.kind, Level: 2, Text: c.line}}, s.Blocks...)
				}
			}
		}
		put := next(prev, func(ed *normalise.Edition) {
			with(ed)
			setText(ed, 3, 2, "Kettles are filled by the porter and by nobody else at any hour.")
		})
		out := next(put, func(ed *normalise.Edition) {
			for i := range ed.Sections {
				if s := &ed.Sections[i]; s.Kind == normalise.KindChapter {
					s.Blocks = s.Blocks[1:]
				}
			}
		})
		lineage.Carry(nil, prev)
		got := compare.Editions(lineage.Carry(prev, put), compare.Options{})
		swept, edited := 0, 0
		for _, ch := range got {
			switch {
			case ch.Kind == diff.TermsSwept && ch.Detail == "“"+c.line+"” was put into 8 chapters" && len(ch.OtherIDs) == 8:
				swept++
			case ch.Kind == diff.Edited:
				edited++
			}
		}
		if c.told == 1 && (swept != 1 || edited != 1 || len(got) != 2) || c.told > 1 && (swept != 0 || edited != 8) {
			t.Errorf("%s: told %s", c.line, describe(got))
		}
		if got := compare.Editions(lineage.Carry(put, out), compare.Options{}); c.told == 1 && (len(got) != 1 || got[0].Kind != diff.TermsSwept || got[0].Edits[0].Op != diff.Delete) {
			t.Errorf("%s, taken out: told %s", c.line, describe(got))
		}
	}
}

// TestNothingRestlessInATermReplaced gives a team another name in the last sentence of each
// chapter, each of which says something else: that is a change of the manual.
func TestNothingRestlessInATermReplaced(t *testing.T) {
	says := []string{"Calls about kettles reach %s by noon.", "It is for %s to keep the list.", "Ask %s before you begin.", "Our thanks go to %s, who drafted this.", "Twice a term %s looks into it.", "In doubt the word of %s is final.", "A note was left with %s in spring.", "%s hears of it at the weekly meeting."}
	named := func(team string) func(int) string {
		return func(i int) string { return fmt.Sprintf(says[i%len(says)], team) }
	}
	old, cur := manual(5, 2, 4, 2400), manual(5, 2, 4, 2400)
	withLast(old, named("the Duty Desk"))
	withLast(cur, named("the Access Service"))
	lineage.Carry(nil, old)
	m := lineage.Carry(old, cur)
	got := compare.Editions(m, compare.Options{})
	if len(m.Restless) > 0 || len(got) != 1 || got[0].Kind != diff.TermsSwept {
		t.Errorf("told %q, restless %v", facts(got), m.Restless)
	}
}
