package report

import (
	"strings"
	"testing"

	"manualwatch/diff/across"
	"manualwatch/out"
)

// TestTopicUnderAnotherTitle: a manual without a chapter of its own on a topic is told with the
// chapter whose title names the topic beside another one.
func TestTopicUnderAnotherTitle(t *testing.T) {
	row := func(topic, board, title string) out.CoverageRow {
		r := out.CoverageRow{TopicID: topic, Topic: topic, BoardID: board, State: across.CoverageAbsent}
		if title != "" {
			r.State, r.Number, r.Title, r.URL = across.CoverageHas, "9.3", title, "https://x.example/"+board
		}
		return r
	}
	const visits, wards = "visits-to-prisons", "visits-to-psychiatric-hospitals"
	a := NewAcross(out.RunRow{}, []out.CoverageRow{
		row(visits, "ashford", "Children Visiting Prisons"), row(visits, "brook", ""), row(visits, "carr", ""),
		row(wards, "ashford", ""), row(wards, "brook", "Visits to Prisons/Special Hospitals"), row(wards, "carr", "Visits to Special Hospitals"),
	}, []out.Board{{ID: "ashford", Name: "Ashford"}, {ID: "brook", Name: "Brook"}, {ID: "carr", Name: "Carr"}})
	var b strings.Builder
	if err := TopicMarkdown(&b, a, a.ByID(visits)); err != nil {
		t.Fatal(err)
	}
	if want := "Without a chapter of its own: Brook (but see [9.3 Visits to Prisons/Special Hospitals](<https://x.example/brook>)) and Carr.\n"; !strings.Contains(b.String(), want) {
		t.Errorf("want %q in\n%s", want, b.String())
	}
}

// TestSideBySideWords: every sort of difference is named and quoted, and words that stand in
// another chapter of the other manual are not what one of them alone says.
func TestSideBySideWords(t *testing.T) {
	differs := func(kind, a, b string) across.Difference {
		return across.Difference{Kind: kind, A: a, B: b, SaysA: "It is " + a + ".", SaysB: "It is " + b + "."}
	}
	x := Side{Topic: "Fog", A: out.Board{ID: "a", Name: "Ashford"}, B: out.Board{ID: "b", Name: "Brook"}, Comparison: across.Comparison{Similarity: .5, Parts: []across.ComparedPart{
		{TitleA: "Bells", TitleB: "Bells", Differs: []across.Difference{differs(across.DiffersWord, "and", "or"), differs(across.DiffersCondition, "", "unless"), differs(across.DiffersWho, "mate", "clerk")}},
		{TitleA: "Lamps", OnlyIn: "a", ElsewhereA: []across.Elsewhere{{Chapter: "3.2 Lights", Sentences: 2}}},
		{TitleA: "Horns", OnlyIn: "a", OnlyA: []string{"Blow it."}, ElsewhereA: []across.Elsewhere{{Under: "Bells", Sentences: 1}, {Chapter: "3.2 Lights", Sentences: 1}}},
	}}}
	var b strings.Builder
	if err := x.WriteMarkdown(&b, Options{QuoteWords: 60}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| Bells | a word that decides | **and**: “It is and.” | **or**: “It is or.” |",
		"| Bells | condition | **none named**: “It is .” | **unless**: “It is unless.” |",
		"| Bells | who | **mate**: “It is mate.” | **clerk**: “It is clerk.” |",
		"No sentence is the same under this heading in both. They differ in 3 points, listed above.",
		"\n## Lamps\n\nBrook says the same in 2 sentences, but in its chapter “3.2 Lights”.\n",
		"\n## Horns (only Ashford)\n",
		"Brook says the same in 2 sentences, but under “Bells” (1) and in its chapter “3.2 Lights” (1).",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("want %q in\n%s", want, b.String())
		}
	}
}
