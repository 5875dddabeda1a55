package report

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/diff/across"
	"manualwatch/out"
)

// manyBoards stages a comparison of n boards over 120 topics: topic i stands in
// all boards but every (i+2)th, topic 100 and above in one board only.
func manyBoards(t *testing.T, n int) (*out.Dataset, []out.Board) {
	t.Helper()
	d, err := out.OpenDataset(filepath.Join(t.TempDir(), "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	const run = "20261121T020000Z"
	ts := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC), ToolVersion: "v", ParserVersion: "1", RulesVersion: "1"}}}
	var boards []out.Board
	for b := range n {
		id := fmt.Sprintf("place-%02d", b)
		boards = append(boards, out.Board{ID: id, Name: fmt.Sprintf("Place %02d Safeguarding Children Partnership", b)})
		for i := range 120 {
			r := out.CoverageRow{RunID: run, TopicID: fmt.Sprintf("topic-%03d", i), Topic: fmt.Sprintf("Topic %03d", i), BoardID: id, State: across.CoverageAbsent}
			if i < 100 && b%(i+2) != 0 || i >= 100 && b == i%n {
				r.State, r.SectionID, r.SectionIDs, r.Number, r.Title, r.URL = across.CoverageHas, "s", []string{"s"}, fmt.Sprint(i), r.Topic, "https://x.example/"+id
				r.Doubtful = (b+i)%17 == 0
			}
			ts.Coverage = append(ts.Coverage, r)
		}
		for i := range 30 {
			ts.Overdue = append(ts.Overdue, out.OverdueRow{RunID: run, BoardID: id, SectionID: fmt.Sprint(i), Title: "T", Kind: across.OverdueReview, Since: 20_000, Days: int32(i), Detail: "d"})
		}
	}
	if err := d.WriteRun(run, ts); err != nil {
		t.Fatal(err)
	}
	return d, boards
}

// TestAcrossStaysReadable looks at the document of five boards and of sixty.
func TestAcrossStaysReadable(t *testing.T) {
	for _, tc := range []struct {
		boards, mostColumns, mostBytes int
		has                            []string
	}{
		{5, 7, 80_000, []string{"| Topic | Manuals | Place 00 | Place 01 | Place 02 | Place 03 | Place 04 |", "– |"}},
		{60, 6, 120_000, []string{"| Topic 098 | 59 | all but Place 00 |", "and 18 more", "see the table `overdue`"}},
	} {
		d, boards := manyBoards(t, tc.boards)
		a, err := readAcross(d, boards)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := acrossMarkdown(&b, a, Options{}); err != nil {
			t.Fatal(err)
		}
		if b.Len() > tc.mostBytes {
			t.Errorf("%d boards: the document has %d bytes, want at most %d", tc.boards, b.Len(), tc.mostBytes)
		}
		for line := range strings.Lines(b.String()) {
			if n := strings.Count(line, "|") - 1; strings.HasPrefix(line, "|") && n > tc.mostColumns {
				t.Fatalf("%d boards: a table of %d columns: %s", tc.boards, n, line)
			}
		}
		for _, want := range tc.has {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%d boards: nothing of %q in\n%s", tc.boards, want, b.String()[:min(b.Len(), 6000)])
			}
		}
	}
}

func TestFindTopic(t *testing.T) {
	rows := []out.CoverageRow{
		{TopicID: "female-genital-mutilation", Topic: "Female genital mutilation", BoardID: "a", State: across.CoverageHas, Number: "2.15", Title: "FGM and breast ironing"},
		{TopicID: "bruising", Topic: "Bruising in immobile children", BoardID: "a", State: across.CoverageHas, Number: "C10", Title: "Marks on babies"},
		{TopicID: "people-in-positions-of-trust", Topic: "People in positions of trust", BoardID: "a", State: across.CoverageHas, Title: "Abuse by staff"},
		{TopicID: "pigeons", Topic: "Pigeons", BoardID: "a", State: across.CoverageAbsent},
	}
	a := NewAcross(out.RunRow{}, rows, nil)
	for query, want := range map[string]string{
		"bruising": "bruising", "BRUISING in immobile children": "bruising", "marks on babies": "bruising", "a/c10": "bruising",
		"FGM": "female-genital-mutilation", "female circumcision": "female-genital-mutilation", "PiPoT": "people-in-positions-of-trust", "a/": "",
	} {
		got, _ := a.FindTopic(query)
		if want == "" && got != nil || want != "" && (got == nil || got.ID != want) {
			t.Errorf("%q: found %v, want %q", query, got, want)
		}
	}
	if got, near := a.FindTopic("pigoens"); got != nil || !slices.Equal(near, []string{"Pigeons (pigeons)"}) {
		t.Errorf("a misspelt topic: found %v, near %q", got, near)
	}
	if got, near := a.FindTopic("zzz"); got != nil || len(near) > 0 {
		t.Errorf("nonsense: found %v, near %q", got, near)
	}
}

func TestShortNames(t *testing.T) {
	boards := []out.Board{{Name: "Northtown Safeguarding Children Partnership"}, {Name: "Ashford, Brook & Carr Child Protection Procedures"}, {Name: "Safeguarding in Dale"}, {Name: "Eastham Board"}, {Name: "Eastham Safeguarding Adults Board"}}
	want := []string{"Northtown", "Ashford, Brook & Carr", "Safeguarding in Dale", "Eastham Board", "Eastham Safeguarding Adults Board"}
	if got := ShortNames(boards); !slices.Equal(got, want) {
		t.Errorf("short names %q, want %q", got, want)
	}
}

// TestLackingAmongTheirOwn: a manual of adults lacks what most manuals of adults have,
// not what most manuals of children have.
func TestLackingAmongTheirOwn(t *testing.T) {
	children := []string{"pre-birth", "private-fostering", "section-47-enquiries", "fathers"}
	adults := []string{"adult-case-conferences", "cuckooing", "homeless-adults", "missing-adults"}
	var rows []out.CoverageRow
	var boards []out.Board
	for i, has := range [][]string{children, children, children[1:], append(children[:3:3], "domestic-abuse"), adults, adults[:3], append(adults[1:4:4], "domestic-abuse")} {
		b := out.Board{ID: fmt.Sprint("b", i), Name: fmt.Sprint("Board ", i)}
		boards = append(boards, b)
		for _, topic := range slices.Concat(children, adults, []string{"domestic-abuse"}) {
			r := out.CoverageRow{BoardID: b.ID, TopicID: topic, Topic: topic, State: across.CoverageAbsent}
			if slices.Contains(has, topic) {
				r.State = across.CoverageHas
			}
			rows = append(rows, r)
		}
	}
	a := NewAcross(out.RunRow{}, rows, boards)
	for i, want := range []string{"", "", "pre-birth", "fathers", "", "missing-adults", "adult-case-conferences"} {
		var lacks []string
		for _, t := range a.Lacking(fmt.Sprint("b", i)) {
			lacks = append(lacks, t.ID)
		}
		if got := strings.Join(lacks, " "); got != want {
			t.Errorf("board %d lacks %q, want %q", i, got, want)
		}
	}
	var b bytes.Buffer
	if err := acrossMarkdown(&b, a, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a topic about children alone is looked for in manuals about children only", "lacks 1: pre-birth (3 of 4 have it)"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the document does not say %q:\n%s", want, b.String())
		}
	}
}

// TestNameTellsWhom: the name of a manual tells whom it is about, however few its topics.
func TestNameTellsWhom(t *testing.T) {
	boards := []out.Board{{ID: "a", Name: "Ash Safeguarding Children Procedures"}, {ID: "b", Name: "Brook Safeguarding Children Procedures"}, {ID: "c", Name: "Ash Safeguarding Adults Procedures"}}
	var rows []out.CoverageRow
	for _, b := range boards {
		for _, topic := range []string{"private-fostering", "domestic-abuse"} {
			state := across.CoverageHas
			if b.ID == "c" && topic == "private-fostering" {
				state = across.CoverageAbsent
			}
			rows = append(rows, out.CoverageRow{BoardID: b.ID, TopicID: topic, Topic: topic, State: state})
		}
	}
	if lacks := NewAcross(out.RunRow{}, rows, boards).Lacking("c"); len(lacks) > 0 {
		t.Errorf("a manual of adults lacks %v", lacks)
	}
}
