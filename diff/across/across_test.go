package across

import (
	"fmt"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
)

func at(iso string) time.Time {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		panic(err)
	}
	return t
}

// acrossBoards are two small boards and a third that lacks most.
func acrossBoards() []*normalise.Edition {
	date := func(y, m int) normalise.Date {
		return normalise.Date{Y: y, M: time.Month(m), D: 1, Precision: normalise.Month}
	}
	a := &normalise.Edition{BoardID: "a", ObservedAt: at("2024-01-10"), Label: "January 2024", NextUpdate: date(2024, 3), Sections: []normalise.Section{
		{ID: "a1", Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: "1", Title: "Core"},
		{ID: "a2", Parent: 0, Depth: 2, Kind: normalise.KindChapter, Number: "1.1", Title: "Female Genital Mutilation", Words: 10, NextReview: date(2024, 1)},
		{ID: "a3", Parent: 1, Depth: 3, Kind: normalise.KindHeading, Number: "1", Title: "Introduction", Words: 20, Text: "Working Together 2015"},
		{ID: "a4", Parent: 1, Depth: 3, Kind: normalise.KindAppendix, Title: "Appendix 1: Form", Words: 5},
		{ID: "a5", Parent: 0, Depth: 2, Kind: normalise.KindChapter, Number: "1.2", Title: "Neglect", Words: 7, Flags: []string{normalise.FlagUnderReview}},
		{ID: "a6", Parent: 0, Depth: 2, Kind: normalise.KindChapter, Number: "1.3", Title: "Neglect Strategy", Words: 7},
	},
		Amendments: []normalise.Amendment{{SectionID: "a2", Date: date(2023, 11)}, {SectionID: "a3", Date: date(2023, 5)}},
		References: []normalise.Reference{
			{SectionID: "a3", Title: "Working Together to Safeguard Children", EditionYear: 2018, Status: cite.StatusSuperseded},
			{SectionID: "a3", Title: "Working Together to Safeguard Children", EditionYear: 2015, Status: cite.StatusSuperseded},
			{SectionID: "a3", Title: "Local Safeguarding Children Board", Authority: cite.AuthorityTerm, Status: cite.StatusSuperseded},
		}}
	b := &normalise.Edition{BoardID: "b", ObservedAt: at("2024-01-10"), Sections: []normalise.Section{
		{ID: "b1", Parent: -1, Depth: 1, Kind: normalise.KindChapter, Number: "F09", Title: "FGM"},
		{ID: "b2", Parent: -1, Depth: 1, Kind: normalise.KindPlaceholder, Number: "F10", Title: "Not in use"},
	}}
	return []*normalise.Edition{b, a}
}

func TestMatrix(t *testing.T) {
	editions := acrossBoards()
	prior := []TopicMember{{TopicID: "neglect", Topic: "Neglect", BoardID: "b", SectionID: "b2", Standing: SameTopic}}
	members := alignTopics(editions, prior, Corrections{})
	history := []diff.Change{{RunID: "20231201T020000Z", BoardID: "a", SectionID: "a3", Kind: diff.Edited}, {RunID: "20231224T020000Z", BoardID: "a", SectionID: "a2", Kind: diff.Flagged}}
	got := Matrix(editions, members, history, at("2024-01-10"))
	want := Coverage{Boards: []string{"a", "b"}, Rows: []CoverageRow{
		{TopicID: "female-genital-mutilation", Topic: "Female genital mutilation", Boards: 2, Cells: []CoverageCell{
			{State: CoverageHas, SectionIDs: []string{"a2", "a4"}, SectionID: "a2", Number: "1.1", Title: "Female Genital Mutilation", Words: 35, LastDetected: "2023-12-01", LastDeclared: "2023-11-01",
				NextReview: "2024-01-01", OldestSuperseded: "Working Together to Safeguard Children 2015"},
			{State: CoverageHas, SectionIDs: []string{"b1"}, SectionID: "b1", Number: "F09", Title: "FGM"},
		}},
		{TopicID: "neglect", Topic: "Neglect", Boards: 1, Cells: []CoverageCell{
			{State: CoverageUnderReview, SectionIDs: []string{"a5", "a6"}, SectionID: "a5", Number: "1.2", Title: "Neglect", Words: 14},
			{State: CoveragePlaceholder, SectionIDs: []string{"b2"}, SectionID: "b2", Number: "F10", Title: "Not in use"},
		}},
	}}
	if d := gocmp.Diff(want, got, cmpopts.IgnoreFields(CoverageCell{}, "TopicID", "BoardID")); d != "" {
		t.Error(d)
	}
}

// TestMatrixOfFoundingBoards: lines of the matrix of the five founding boards, read
// by hand against their contents lists.
func TestMatrixOfFoundingBoards(t *testing.T) {
	editions := topicTruthEditions(readTopicTruth(t))
	matrix := Matrix(editions, alignTopics(editions, nil, Corrections{}), nil, at("2018-04-24"))
	if d := gocmp.Diff([]string{"leicester-leicestershire-rutland", "norfolk", "stockport", "stoke-on-trent", "west-midlands"}, matrix.Boards); d != "" {
		t.Fatal(d)
	}
	got := map[string]string{}
	for _, row := range matrix.Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, strings.TrimPrefix(c.Number+c.State, CoverageAbsent))
		}
		got[row.TopicID] = strings.Join(cells, " ")
	}
	for topic, want := range map[string]string{
		"female-genital-mutilation": "2.23has 5.14has 10.10has F09has 2.15has",
		"child-sexual-exploitation": "2.6has 5.8has 10.19has D14has 2.5has",
		"bruising":                  "1.3.10has   C10has 3.2has",
		"private-fostering":         "   D11has ",
		"young-carers":              "   D09has 2.29has",
		"modern-slavery":            "2.31has    ",
		"trafficked-children":       "2.21has 6.3has  F03Ahas 2.26has",
		"neglect":                   "1.6.8has 5.23has 3.4has D15has 2.18has",
		"strategy-discussions":      "1.3.3has 3.4has  C03has 1.5has",
		"mappa":                     "  10.16has E04has ",
		"sexting":                   "   D03has 2.23has",
		"missing-families":          "2.8has 6.4has   ",
		"honour-based-abuse":        "    2.17has",
		"escalation":                "3.7has 10.2has  G02has has",
	} {
		if got[topic] != want {
			t.Errorf("%s: %q, want %q", topic, got[topic], want)
		}
	}
	if n := len(matrix.Rows); n < 100 || n > 150 {
		t.Errorf("%d topics from 324 chapters", n)
	}
}

func TestOverdue(t *testing.T) {
	editions := acrossBoards()
	members := alignTopics(editions, nil, Corrections{})
	year := 365 * 24 * time.Hour
	var got []string
	for _, o := range Overdue(editions, members, nil, nil, at("2024-04-01"), 2*year) {
		got = append(got, strings.Join([]string{o.BoardID, o.Number, o.Kind, o.Since, o.TopicID}, " "))
	}
	want := []string{"a 1.1 review 2024-01-31 female-genital-mutilation", "a  update 2024-03-31 "}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := Overdue(editions, members, nil, nil, at("2024-01-31"), 2*year); len(got) != 0 {
		t.Errorf("a month passes at its end: %+v", got)
	}
	got = nil
	for _, o := range Overdue(editions, members, nil, nil, at("2027-01-10"), 2*year) {
		if o.Kind == OverdueUnchanged {
			got = append(got, o.BoardID+" "+o.Number+" "+o.DetailText)
		}
	}
	want = []string{"a 1.2 no change seen since the manual was first read on 2024-01-10", "a 1.3 no change seen since the manual was first read on 2024-01-10", "b F09 no change seen since the manual was first read on 2024-01-10"}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestSilenceNeedsWatching: what nobody looked at is no silence, a page that was never read is
// none, and a month is told as the month.
func TestSilenceNeedsWatching(t *testing.T) {
	editions := acrossBoards()
	editions[0].Sections = append(editions[0].Sections, normalise.Section{ID: "b3", Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: "Neglect", URL: "https://elsewhere.example/neglect"})
	seen := map[string]time.Time{"a": at("2024-02-01"), "b": at("2027-01-10")}
	var got []string
	for _, o := range Overdue(editions, nil, nil, seen, at("2027-01-10"), 2*365*24*time.Hour) {
		got = append(got, fmt.Sprint(o.BoardID, " ", o.Number, " ", o.Kind, " ", o.Days, " ", o.DetailText))
	}
	want := []string{
		"b F09 unchanged 1096 no change seen since the manual was first read on 2024-01-10",
		"a 1.1 review 1075 review was due January 2024", "a  update 1015 the update declared for March 2024 has not been seen",
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestLastDetected: a new title is no change of words, words with it are; a chapter that was
// parted off, or in which a term was replaced throughout, changed.
func TestLastDetected(t *testing.T) {
	e := chaptersOf("a", "Neglect", "Whistleblowing", "Bullying", "Self Harm")
	const run = "20240301T020000Z"
	history := []diff.Change{
		{RunID: run, BoardID: "a", SectionID: "a0", Kind: diff.Renamed},
		{RunID: run, BoardID: "a", SectionID: "a1", Kind: diff.Renamed, WordsAdded: 3},
		{RunID: run, BoardID: "a", SectionID: "gone", Kind: diff.Split, OtherIDs: []string{"a2"}},
		{RunID: run, BoardID: "a", SectionID: "a3", Kind: diff.Renumbered, OtherIDs: []string{"a0"}},
	}
	got := map[string]string{}
	for _, r := range Matrix([]*normalise.Edition{e}, alignTopics([]*normalise.Edition{e}, nil, Corrections{}), history, at("2024-04-01")).Rows {
		got[r.Cells[0].SectionID] = r.Cells[0].LastDetected
	}
	if d := gocmp.Diff(map[string]string{"a0": "", "a1": "2024-03-01", "a2": "2024-03-01", "a3": ""}, got); d != "" {
		t.Error(d)
	}
}

// TestSideBySideElsewhere compares chapters that say the same under other headings: that is
// not what only one of them says, whatever stands above it.
func TestSideBySideElsewhere(t *testing.T) {
	chapter := func(parts ...string) *normalise.Edition {
		e := &normalise.Edition{Sections: []normalise.Section{{ID: "c", Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: "Bruising"}}}
		for i := 0; i < len(parts); i += 2 {
			e.Sections = append(e.Sections, normalise.Section{ID: parts[i], Parent: 0, Depth: 2, Kind: normalise.KindHeading, Title: parts[i], Text: parts[i+1]})
		}
		return e
	}
	duty := "The duty to report falls on the nurse in person and cannot be passed to anybody else in the hospital. "
	form := "A copy of the signed form must be sent to the named doctor of the hospital within two days. "
	a := chapter("Purpose", duty+form+"Call the desk.", "Summary", duty)
	b := chapter("Who reports", duty, "Forms", strings.Replace(form, "two days", "five days", 1)+"Ask a friend.")
	got := SideBySide(a, b, "c", "c")
	want := []ComparedPart{
		{TitleA: "Purpose", OnlyIn: "a", OnlyA: []string{"Call the desk."}, ElsewhereA: []Elsewhere{{Under: "Who reports", Sentences: 1}},
			Differs: []Difference{{Kind: DiffersDeadline, A: "two days", B: "five days"}}},
		{TitleA: "Summary", TitleB: "Who reports", Shared: 1},
		{TitleB: "Forms", OnlyIn: "b", OnlyB: []string{"Ask a friend."}},
	}
	if d := gocmp.Diff(want, got.Parts, cmpopts.IgnoreFields(Difference{}, "SaysA", "SaysB"), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	if got.Similarity != 0.429 { // three of seven sentences: the duty twice and once
		t.Errorf("similarity %v", got.Similarity)
	}
}

func TestSideBySide(t *testing.T) {
	chapter := func(board string, parts ...string) *normalise.Edition {
		e := &normalise.Edition{BoardID: board, Sections: []normalise.Section{{ID: "c", Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: "Bruising"}}}
		for i := 0; i < len(parts); i += 2 {
			e.Sections = append(e.Sections, normalise.Section{ID: parts[i], Parent: 0, Depth: 2, Kind: normalise.KindHeading, Title: parts[i], Text: parts[i+1]})
		}
		e.Sections = append(e.Sections, normalise.Section{ID: "next", Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: "Next", Text: "Not this."})
		return e
	}
	a := chapter("a",
		"Introduction", "A bruise on a baby who cannot move is never normal. Norfolk has seen three such cases.",
		"Referral", "The practitioner must refer the baby to a paediatrician within 24 hours. Parents are told at once.\nChildren under 2 are seen by the consultant on call.",
		"Recording", "Draw a body map.")
	b := chapter("b",
		"Introduction", "A bruise on a baby who cannot move is never normal.",
		"Consent", "Ask for consent in writing.",
		"Making a referral", "The practitioner should refer the baby to a paediatrician within two working days. Parents are told at once.\nChildren under 5 are seen by the consultant on call.")
	got := SideBySide(a, b, "c", "c")
	want := []ComparedPart{
		{TitleA: "Introduction", TitleB: "Introduction", Shared: 1, OnlyA: []string{"Norfolk has seen three such cases."}},
		{TitleB: "Consent", OnlyIn: "b", OnlyB: []string{"Ask for consent in writing."}},
		{TitleA: "Referral", TitleB: "Making a referral", Shared: 1, Differs: []Difference{
			{Kind: DiffersDeadline, A: "24 hours", B: "two working days"},
			{Kind: DiffersObligation, A: "must", B: "should"},
			{Kind: DiffersThreshold, A: "under 2", B: "under 5"},
		}},
		{TitleA: "Recording", OnlyIn: "a", OnlyA: []string{"Draw a body map."}},
	}
	if d := gocmp.Diff(want, got.Parts, cmpopts.IgnoreFields(Difference{}, "SaysA", "SaysB"), cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	if got.SectionA == "" || got.BoardB != "b" || got.Similarity <= 0 {
		t.Errorf("head is wrong: %+v", got)
	}
	if got := SideBySide(a, b, "c", "none"); len(got.Parts) != 0 {
		t.Errorf("an unknown section compares as nothing: %+v", got)
	}
}
