package across

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestPlaces: a board deals with a topic inside a chapter that has the text of another
// board's chapter on it, one whose title names it, too, or the only one with a part so
// called; a chapter whose page was not read is none, and names the board whose page it is.
func TestPlaces(t *testing.T) {
	x, y := own("x"), own("y")
	a := withTexts(chaptersOf("a", "Child Sexual Exploitation", "Criminal Exploitation and County Lines", "Initial Child Protection Conferences", "Strategy Discussions", "Neglect", "Whistleblowing"), x, y)
	for i := range a.Sections {
		a.Sections[i].URL, a.Sections[i].MediaType = "https://a.example/"+a.Sections[i].ID, "text/html"
	}
	b := withTexts(chaptersOf("b", "Exploitation of Children", "Conferences", "Section 47 and the strategy meeting", "Quality"), x+" "+y, own("b"), own("c"))
	b.Sections = append(b.Sections, normalise.Section{ID: "part", Parent: 3, Depth: 2, Kind: normalise.KindHeading, Title: "Initial conference", Text: "Held soon.", Words: 2})
	c := chaptersOf("c", "Neglect", "References and reading", "How to refer a child")
	c.Sections[0].URL = a.Sections[4].URL
	boards := []*normalise.Edition{a, b, c}
	members, places := new(TextIndex).Align(boards, nil, Corrections{})
	matrix := Matrix(boards, members, nil, at("2026-01-01"))
	matrix.Place(places, boards)
	got := map[string]string{}
	for _, r := range matrix.Rows {
		for _, cell := range r.Cells {
			if cell.State == CoverageWithin || cell.State == CoverageNotRead {
				got[r.TopicID+" "+cell.BoardID] = cell.State + ": " + cell.Title + ": " + cell.Detail
			}
		}
		if r.TopicID == "neglect" && r.Boards != 1 {
			t.Errorf("%d boards have a chapter on neglect that was read", r.Boards)
		}
	}
	want := map[string]string{
		"child-sexual-exploitation b":            "within: Exploitation of Children: has 100% of the words of another manual’s chapter on it",
		"initial-child-protection-conferences b": "within: Quality: has a part “Initial conference”",
		"strategy-discussions b":                 "within: Section 47 and the strategy meeting: names the topic in its title",
		"neglect c":                              "not_read: Neglect: a",
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	topics := topicsOf(members)
	if topics["c1"] == topics["c2"] || topics["c2"] != "referrals same" {
		t.Errorf("how to refer is %s, a list of reading %s", topics["c2"], topics["c1"])
	}
}

// TestOwnPageComesFirst: of two chapters on a topic the one that was read stands for its
// board.
func TestOwnPageComesFirst(t *testing.T) {
	e := chaptersOf("a", "Escalation", "Protocol on the Escalation of Concerns")
	e.Sections[0].URL = "https://elsewhere.example/escalation"
	e.Sections[1].URL, e.Sections[1].MediaType = "https://a.example/p", "text/html"
	members := alignTopics([]*normalise.Edition{e}, nil, Corrections{})
	cell := Matrix([]*normalise.Edition{e}, members, nil, at("2026-01-01")).Rows[0].Cells[0]
	if cell.State != CoverageHas || cell.SectionID != "a1" || cell.Doubtful {
		t.Errorf("unexpected %+v", cell)
	}
}
