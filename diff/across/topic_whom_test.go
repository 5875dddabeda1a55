package across

import (
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// adultsTitles are enough for a manual to be judged one of adults.
var (
	adultsTitles   = []string{"Safeguarding Adults: Making Safeguarding Personal", "Adults at Risk", "The Care Act 2014", "Missing Adults"}
	childrensTitle = []string{"Child Sexual Exploitation", "Children in Need", "Unborn Babies", "Bruising in Infants", "Child Death", "Children Living Away from Home", "Young People and Gangs", "Child Abduction"}
)

// TestChildrenAndAdults: chapters of adults' manuals are not put beside those of
// children's whatever their titles, and topics of both remain.
func TestChildrenAndAdults(t *testing.T) {
	titles := []string{"Strategy Meetings", "Case Conferences", "Hospital Discharge", "Placements", "Lantern Festivals and Boating Lakes", "Domestic Abuse", "Safeguarding Plan"}
	a := chaptersOf("a", append(append(titles[:len(titles):len(titles)], "Child Protection Conferences"), adultsTitles...)...)
	c := chaptersOf("c", append(append(titles[:len(titles):len(titles)], "Section 42 Enquiries", "Safeguarding Adults"), childrensTitle...)...)
	got := topicsOf(alignTopics([]*normalise.Edition{a, c}, nil, Corrections{}))
	want := map[string]string{
		"a0": "adult-strategy-discussions same", "c0": "strategy-discussions same",
		"a1": "adult-case-conferences same", "c1": "initial-child-protection-conferences same",
		"a2": "hospital-discharge-of-adults same", "c2": "children-in-hospital same",
		"a3": "placements same", "c3": "looked-after-children same",
		"a4": "lantern-festivals-and-boating-lakes same", "c4": "lantern-festivals-and-boating-lakes-2 same",
		"a5": "domestic-abuse same", "c5": "domestic-abuse same",
		"a6": "safeguarding-plans-for-adults same", "c6": "safeguarding-plan same",
		"a7": "initial-child-protection-conferences same",
		"c7": "adult-safeguarding-enquiries same", "c8": "adults-at-risk same",
	}
	for id, topic := range want {
		if got[id] != topic {
			t.Errorf("%s: %q, want %q", id, got[id], topic)
		}
	}
}

// TestWhomTextsAreAbout: where titles are silent, the chapters' texts judge a manual;
// one that is not clear is aligned as one of both.
func TestWhomTextsAreAbout(t *testing.T) {
	titles := []string{"Strategy Meetings", "Case Conferences", "Self-Neglect", "Placements"}
	e := chaptersOf("a", titles...)
	if got := topicsOf(alignTopics([]*normalise.Edition{e}, nil, Corrections{})); got["a0"] != "strategy-discussions same" || got["a3"] != "looked-after-children same" {
		t.Errorf("not clear: %v", got)
	}
	for i := range e.Sections {
		e.Sections[i].Text = strings.Repeat("The adult is asked what she wants. ", 6) + "A child is safe."
	}
	if got := topicsOf(alignTopics([]*normalise.Edition{e}, nil, Corrections{})); got["a0"] != "adult-strategy-discussions same" || got["a3"] != "placements same" {
		t.Errorf("texts about adults: %v", got)
	}
	e.Sections[0].Text, e.Sections[1].Text = "", strings.Repeat("The child is seen alone. ", 6)
	if got := topicsOf(alignTopics([]*normalise.Edition{e}, nil, Corrections{})); got["a0"] != "strategy-discussions same" || got["a1"] != "initial-child-protection-conferences same" || got["a3"] != "looked-after-children same" {
		t.Errorf("texts about both: %v", got)
	}
	for i := range e.Sections {
		e.Sections[i].Text = strings.Repeat("The child is seen alone. ", 6)
	}
	e.Sections[2].Title = "Self-Neglect of Adults"
	if got := topicsOf(alignTopics([]*normalise.Edition{e}, nil, Corrections{})); got["a2"] != "self-neglect same" || got["a3"] != "looked-after-children same" {
		t.Errorf("title and texts contrary: %v", got)
	}
}

// TestManualOfBoth: title and part tell whom a chapter is about, but a rule that
// itself names adults remains.
func TestManualOfBoth(t *testing.T) {
	e := chaptersOf("b", "Children", "Strategy Meetings", "Adults", "Strategy Meetings", "Children Missing from Home", "Adult Protection Case Conferences", "Adult Mental Health", "Safeguarding Adults", "Private Fostering of Children")
	for i, parent := range []int{-1, 0, -1, 2, -1, -1, -1, -1, -1} {
		e.Sections[i].Parent = parent
		if parent >= 0 {
			e.Sections[i].Depth, e.Sections[parent].Kind = 2, normalise.KindSection
		}
	}
	got := topicsOf(alignTopics([]*normalise.Edition{e}, nil, Corrections{}))
	want := map[string]string{
		"b1": "strategy-discussions same", "b3": "adult-strategy-discussions same", "b4": "missing-from-home-or-care same",
		"b5": "adult-case-conferences same", "b6": "parental-mental-health same", "b7": "adults-at-risk same", "b8": "private-fostering same",
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestPriorDoesNotPin: what the run before said of an adults' chapter holds no longer
// where it was a topic of children; the children's manual keeps its ids.
func TestPriorDoesNotPin(t *testing.T) {
	a := chaptersOf("a", append([]string{"Placements", "Boating Lakes and Lantern Festivals", "Not in use"}, adultsTitles...)...)
	a.Sections[2].Kind = normalise.KindPlaceholder
	c := chaptersOf("c", append([]string{"Placements", "Lantern Festivals, Boating Lakes"}, childrensTitle...)...)
	member := func(board, section, topic string) TopicMember {
		return TopicMember{TopicID: topic, Topic: topic, BoardID: board, SectionID: section, Score: 1, Standing: SameTopic}
	}
	prior := []TopicMember{
		member("a", "a0", "looked-after-children"), member("a", "a1", "boating"), member("a", "a2", "child-in-need"),
		member("c", "c0", "looked-after-children"), member("c", "c1", "boating"),
	}
	for _, boards := range [][]*normalise.Edition{{a, c}, {c, a}} {
		got := topicsOf(alignTopics(boards, prior, Corrections{}))
		if got["a0"] != "placements same" || got["c0"] != "looked-after-children same" {
			t.Errorf("pinned by the run before: %v", got)
		}
		if _, held := got["a2"]; held {
			t.Errorf("a placeholder of an adults' manual in a topic of children: %v", got)
		}
		if x, y := strings.Fields(got["a1"]), strings.Fields(got["c1"]); x[0] == y[0] || x[0] != "boating" && y[0] != "boating" {
			t.Errorf("one was to keep the id, the other to have its own: %v", got)
		}
	}
}
