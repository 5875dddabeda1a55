package out

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff/across"
	"manualwatch/normalise"
)

// TestAdoptionRows tells a paragraph that a board took up in its chapter on the same
// topic from set phrases that meet by chance in chapters on others.
func TestAdoptionRows(t *testing.T) {
	holder := func(board, section string, fromStart bool) across.PassageHolder {
		return across.PassageHolder{BoardID: board, SectionID: section, Number: "old", Title: "Old", FirstSeen: "2026-03-01", LastSeen: "2026-03-11", FromStart: fromStart, LagDays: -1}
	}
	members := []across.TopicMember{{TopicID: "fgm", BoardID: "a", SectionID: "1"}, {TopicID: "fgm", BoardID: "b", SectionID: "1"}, {TopicID: "dogs", BoardID: "c", SectionID: "1"}}
	editions := []*normalise.Edition{{BoardID: "b", Sections: []normalise.Section{{ID: "1", Number: "3.1", Title: "FGM"}}}}
	passage := func(id string, words int, h ...across.PassageHolder) across.Passage {
		return across.Passage{ID: id, Text: "text", Words: words, Holders: h}
	}
	s := across.Shared{Passages: []across.Passage{
		passage("taken up", 46, holder("a", "1", true), holder("b", "1", false), holder("c", "1", false)),
		passage("too short", 30, holder("a", "1", true), holder("b", "1", false)),
		passage("always there", 60, holder("a", "1", true), holder("b", "1", true)),
		passage("set phrase", 60, holder("a", "1", true), holder("c", "1", false)),
		passage("a page", 300, holder("a", "1", true), holder("c", "1", false)),
		{ID: "given up", Text: "text", Words: 50, Holders: []across.PassageHolder{holder("a", "1", true)}, Diverged: []across.PassageHolder{holder("b", "1", true)}},
	}}
	var got []string
	for _, r := range AdoptionRows("run", s, editions, members) {
		got = append(got, r.PassageID+": "+r.BoardID+" "+r.Standing+" "+r.Title)
	}
	want := []string{"taken up: a held Old", "taken up: b held FGM", "a page: a held Old", "a page: c held Old", "given up: a held Old", "given up: b dropped FGM"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
