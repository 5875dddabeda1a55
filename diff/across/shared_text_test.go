package across

import (
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/normalise"
)

const (
	regional = "Practitioners who see a mark on a baby that cannot yet roll over must ask how it came about, write down the words of the carer, and speak to the duty doctor of the Norfolk hospital before the family goes home that day, whatever the explanation may be."
	adopted  = "Since this spring a second doctor looks at every such mark within the same shift, and both of them sign the body map before it is filed with the record of the family and sent to the lead nurse for safeguarding."
)

func sharedEdition(board, date string, texts ...string) *normalise.Edition {
	e := &normalise.Edition{BoardID: board, ObservedAt: at(date), RunID: date}
	for i, text := range texts {
		id := string(rune('p' + i))
		e.Sections = append(e.Sections, normalise.Section{ID: id, Parent: -1, Depth: 1, Kind: normalise.KindChapter, Number: id, Title: "Chapter " + id, Text: text})
	}
	return e
}

// own makes words that no other board has.
func own(board string) string {
	var b strings.Builder
	for i := range 60 {
		b.WriteString(board + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + " ")
	}
	return b.String()
}

// TestSharedPassages: regional text is found although the place differs, a new
// passage is dated in each board, and the board that left it is named.
func TestSharedPassages(t *testing.T) {
	suffolk := strings.ReplaceAll(regional, "Norfolk", "Suffolk")
	editions := []*normalise.Edition{
		sharedEdition("b", "2024-01-01", suffolk+" "+own("b")),
		sharedEdition("b", "2024-03-01", suffolk+" "+own("b")+"\n"+adopted),
		sharedEdition("a", "2024-01-01", regional+" "+own("a")),
		sharedEdition("a", "2024-02-01", regional+" "+own("a")+"\n"+adopted),
		sharedEdition("c", "2024-01-01", regional),
		sharedEdition("c", "2024-02-15", own("c")),
		sharedEdition("d", "2024-01-01", own("d")),
	}
	got := SharedPassages(new(TextIndex), editions)
	type row struct {
		Start string
		Now   []PassageHolder
		Gone  []PassageHolder
	}
	var rows []row
	for _, p := range got.Passages {
		rows = append(rows, row{strings.Join(strings.Fields(p.Text)[:2], " "), p.Holders, p.Diverged})
	}
	h := func(board, first, last string, start bool, lag int) PassageHolder {
		return PassageHolder{BoardID: board, SectionID: "p", Number: "p", Title: "Chapter p", FirstSeen: first, LastSeen: last, FromStart: start, LagDays: lag}
	}
	want := []row{
		{"Practitioners who", []PassageHolder{h("a", "2024-01-01", "2024-02-01", true, -1), h("b", "2024-01-01", "2024-03-01", true, -1)}, []PassageHolder{h("c", "2024-01-01", "2024-01-01", true, -1)}},
		{"Since this", []PassageHolder{h("a", "2024-02-01", "2024-02-01", false, 0), h("b", "2024-03-01", "2024-03-01", false, 29)}, nil},
	}
	if d := gocmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	for _, c := range got.Chapters {
		alike := c.BoardID == "a" || c.BoardID == "b"
		if (c.Common > 0.3) != alike || (len(c.Boards) == 1) != alike || c.Regional && !alike {
			t.Errorf("unexpected %+v", c)
		}
	}
}

// TestPassagesOfMergers: putting two chapters into one, or parting one, is no text taken up
// or given up: only the words across the seam come and go.
func TestPassagesOfMergers(t *testing.T) {
	both := regional + "\n" + adopted
	editions := []*normalise.Edition{
		sharedEdition("a", "2024-01-01", regional, adopted), sharedEdition("a", "2024-02-01", both),
		sharedEdition("b", "2024-01-01", both), sharedEdition("b", "2024-02-01", regional, adopted),
		sharedEdition("c", "2024-01-01", both), sharedEdition("c", "2024-02-01", own("c")+both),
	}
	got := SharedPassages(new(TextIndex), editions)
	if len(got.Passages) == 0 {
		t.Error("no passage found")
	}
	for _, p := range got.Passages {
		if len(p.Diverged) > 0 {
			t.Errorf("given up: %+v", p)
		}
		for _, h := range p.Holders {
			if !h.FromStart {
				t.Errorf("taken up: %+v in %q", h, p.Text)
			}
			if h.BoardID == "b" && strings.HasPrefix(p.Text, "Since this") && h.SectionID != "q" {
				t.Errorf("told of the chapter that had it, not of the one that has: %+v", h)
			}
		}
	}
}

// TestPassagesPartedByDate: a paragraph that one board had from the start and another took
// up beside text that it always had is a passage of its own.
func TestPassagesPartedByDate(t *testing.T) {
	editions := []*normalise.Edition{
		sharedEdition("a", "2024-01-01", regional+"\n"+adopted),
		sharedEdition("b", "2024-01-01", regional), sharedEdition("b", "2024-02-01", regional+"\n"+adopted),
	}
	var told []string
	for _, p := range SharedPassages(new(TextIndex), editions).Passages {
		for _, h := range p.Holders {
			if !h.FromStart {
				told = append(told, fmt.Sprint(strings.Contains(p.Text, "Practitioners"), strings.Contains(p.Text, "second doctor"), h.BoardID, h.FirstSeen))
			}
		}
	}
	if d := gocmp.Diff([]string{fmt.Sprint(false, true, "b", "2024-02-01")}, told); d != "" {
		t.Error(d)
	}
}

// TestSharedTextSame: the order in which editions come does not matter.
func TestSharedTextSame(t *testing.T) {
	e := []*normalise.Edition{sharedEdition("a", "2024-01-01", regional, adopted), sharedEdition("b", "2024-01-01", adopted, regional), sharedEdition("c", "2024-01-01", regional+adopted)}
	first := SharedPassages(new(TextIndex), e)
	e[0], e[2] = e[2], e[0]
	if d := gocmp.Diff(first, SharedPassages(new(TextIndex), e)); d != "" {
		t.Error(d)
	}
	if len(first.Passages) != 2 {
		t.Errorf("want two passages, got %+v", first.Passages)
	}
}

// TestTextIndex: memory changes no result.
func TestTextIndex(t *testing.T) {
	var x TextIndex
	first := []*normalise.Edition{sharedEdition("a", "2024-01-01", regional), sharedEdition("b", "2024-01-01", adopted)}
	second := append(first, sharedEdition("b", "2024-02-01", adopted+" "+regional))
	SharedPassages(&x, first)
	if d := gocmp.Diff(SharedPassages(new(TextIndex), second), SharedPassages(&x, second)); d != "" {
		t.Error(d)
	}
}

// TestAcrossBounded: hostile titles and texts neither panic nor run away.
func TestAcrossBounded(t *testing.T) {
	same := strings.Repeat("a b ", 30_000)
	long := strings.Repeat("(", 50_000) + strings.Repeat("Neglect of everything ", 2_000)
	var editions []*normalise.Edition
	for _, board := range []string{"a", "b", "c"} {
		e := sharedEdition(board, "2024-01-01", same, same+same, "", "\xff\xfe", long)
		e.Sections[4].Title, e.Sections[2].Title, e.Sections[1].Parent = long, "\xff (", 1
		e.Sections = append(e.Sections, normalise.Section{ID: "loop", Parent: 99, Depth: -3, Kind: normalise.KindAppendix}, normalise.Section{ID: "loop2", Parent: 6, Kind: normalise.KindHeading})
		editions = append(editions, e, nil)
	}
	SharedPassages(new(TextIndex), editions)
	members := alignTopics(editions, []TopicMember{{}}, Corrections{Join: []Join{{Chapters: []string{"", "/", "a/"}}}})
	Matrix(editions, append(members, TopicMember{BoardID: "none"}), []diff.Change{{}}, at("2024-01-01"))
	Overdue(editions, members, []diff.Change{{}}, nil, at("2030-01-01"), 1)
	SideBySide(editions[0], editions[2], "p", "q")
	SideBySide(nil, nil, "p", "q")
}
