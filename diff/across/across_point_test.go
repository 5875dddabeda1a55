package across

import (
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"manualwatch/normalise"
)

// sideChapter is a chapter of one heading in a manual of its own, with other chapters behind it.
func sideChapter(text string, others ...string) *normalise.Edition {
	e := &normalise.Edition{Sections: []normalise.Section{
		{ID: "c", Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: "Visits"},
		{ID: "h", Parent: 0, Depth: 2, Kind: normalise.KindHeading, Title: "What to do", Text: text},
	}}
	for _, o := range others {
		title, text, _ := strings.Cut(o, ": ")
		e.Sections = append(e.Sections, normalise.Section{ID: title, Parent: -1, Depth: 1, Kind: normalise.KindChapter, Number: "7", Title: title, Text: text})
	}
	return e
}

// TestSidesThatSayTheOpposite holds sentences of two boards against each other: what the changes
// of a night call practice is a difference, and then they do not say the same.
func TestSidesThatSayTheOpposite(t *testing.T) {
	for _, test := range []struct{ a, b, kind, wordsA, wordsB string }{
		{"The examination is carried out by a paediatrician and a nurse on the day of the call.", "The examination is carried out by a paediatrician or a nurse on the day of the call.", DiffersWord, "and", "or"},
		{"An enquiry is started where all of these are met:\nthere is a wound that nobody explains, and\nthe child lives or is found in the bay.", "An enquiry is started where all of these are met:\nthere is a wound that nobody explains, or\nthe child lives or is found in the bay.", DiffersWord, "and", "or"},
		{"The consent of the parent is needed for the medical at the clinic.", "The consent of the parent is not needed for the medical at the clinic.", DiffersCondition, "", "not"},
		{"Gulls fly at night over the quay in summer.", "Gulls do not fly at night over the quay in summer.", DiffersCondition, "", "not"},
		{"Children who are likely to suffer significant harm are discussed by the panel.", "Children who are likely to suffer harm are discussed by the panel.", DiffersThreshold, "significant harm", "harm"},
		{"The panel meets weekly to discuss every open case.", "The panel meets monthly to discuss every open case.", DiffersDeadline, "weekly", "monthly"},
		{"The boat is visited at least every two weeks by the crew.", "The boat is visited up to every two weeks by the crew.", DiffersWord, "at least every", "up to every"},
		{"Attendance at the briefing is mandatory for new staff.", "Attendance at the briefing is optional for new staff.", DiffersObligation, "is mandatory", "is optional"},
		{"The report must be sent to the parents and the school on the day of the call.", "The report is sent to the parents and the school on the day of the call.", DiffersObligation, "must", ""},
		{"The worker shares the report with the parents.", "The worker shares the report with the parents unless the police object.", DiffersCondition, "", "unless"},
		{"The social worker visits the family at home and sees every bedroom.", "The family support worker visits the family at home and sees every bedroom.", DiffersWho, "social worker", "family support worker"},
		{"The plan is agreed with all members of the core group.", "The plan is agreed with any members of the core group.", DiffersWord, "all", "any"},
		{"The parents are told before the referral is made by the school.", "The parents are told after the referral is made by the school.", DiffersCondition, "before", "after"},
		{"The designated officer (LADO) tells the IRO of each visit to the home.", "The LADO tells the GP of each visit to the home.", DiffersWho, "IRO", "GP"},
		{"The chair needs a quorum of three agencies.", "The chair needs a quorum of four agencies.", DiffersNumber, "three", "four"},
		{"The plan covers the needs of the child at home.", "The plan covers the needs of the child at home and at school.", DiffersScope, "", "and at school"},
		{"The telephones of visitors are kept in lockers by the porter.", "The telephones of visitors are kept in the boat by the porter.", DiffersDeed, "lockers", "the boat"},
		{"Ring the hub | Referrer | The form is signed by the manager", "Ring the hub | Referrer | The form is signed by the typist", DiffersRow, "the form is signed by the manager", "the form is signed by the typist"},
	} {
		for _, turned := range []bool{false, true} {
			a, b, wordsA, wordsB := test.a, test.b, test.wordsA, test.wordsB
			if turned {
				a, b, wordsA, wordsB = b, a, wordsB, wordsA
			}
			got := SideBySide(sideChapter(a), sideChapter(b), "c", "c")
			if len(got.Parts) != 1 || len(got.Parts[0].Differs) != 1 || got.Similarity == 1 {
				t.Errorf("%q and %q: want one difference: %+v", a, b, got.Parts)
				continue
			}
			if d := got.Parts[0].Differs[0]; d.Kind != test.kind || d.A != wordsA || d.B != wordsB || d.SaysA == "" || d.SaysB == "" {
				t.Errorf("%q and %q: %s %q against %q, want %s %q against %q", a, b, d.Kind, d.A, d.B, test.kind, wordsA, wordsB)
			}
		}
	}
}

// TestSidesThatSayTheSame: the same in other words is no difference.
func TestSidesThatSayTheSame(t *testing.T) {
	for _, test := range [][2]string{
		{"The record is kept for seven years after the case has been closed.", "The record is kept for 7 years after the case has been closed."},
		{"Reports are sent within twenty-one days.", "Reports are sent within 21 days."},
		{"Parents and carers of the children on the boat are asked for their views of the crew.", "Parents or carers of the children on the boat are asked for their views of the crew."},
		{"The LADO must be told of every allegation within one working day.", "The Local Authority Designated Officer (LADO) must be told of every allegation within one working day."},
		{"The manager tells the LADO of each allegation that is made.", "The manager tells the designated officer of each allegation that is made."},
		{"The nurse must write down:\nthe name of the child;\nthe time of the call; and\nthe words that were used.", "The nurse must write down the name of the child, the time of the call and the words that were used."},
		{"The child is seen alone – at home – by the nurse.", "The child is seen alone, at home, by the nurse."},
		{"The form with the names of all children goes to the Bay Hub by post and by mail on the day.", "The form with the names of all children goes to the Moor Hub by post and by mail on the day."},
	} {
		got := SideBySide(sideChapter(test[0]), sideChapter(test[1]), "c", "c")
		if turned := SideBySide(sideChapter(test[1]), sideChapter(test[0]), "c", "c"); turned.Similarity != got.Similarity {
			t.Errorf("%q and %q: %v, the other way round %v", test[0], test[1], got.Similarity, turned.Similarity)
		}
		if len(got.Parts) != 1 || len(got.Parts[0].Differs) != 0 || got.Similarity != 1 {
			t.Errorf("%q and %q: want the same: %v %+v", test[0], test[1], got.Similarity, got.Parts)
		}
	}
}

// TestListWithOtherPoints: a list is no sentence that has other points, or joins them otherwise.
func TestListWithOtherPoints(t *testing.T) {
	const list = "The nurse must write down:\nthe name of the child;\nthe time of the call; or\nthe words that were used."
	for _, sentence := range []string{
		"The nurse must write down the name of the child, the time of the call and the words that were used.",
		"The nurse must write down the name of the child, the day of the call or the words that were used.",
	} {
		if got := SideBySide(sideChapter(list), sideChapter(sentence), "c", "c"); got.Similarity != 0 || got.Parts[0].Shared != 0 {
			t.Errorf("%q: taken for the same: %+v", sentence, got.Parts)
		}
	}
}

// TestSidesInOtherChapters: what the other manual says word for word in a chapter of its own is
// not what only one of them says.
func TestSidesInOtherChapters(t *testing.T) {
	const same, lone = "Signs are gifts that nobody can explain and an older friend.", "The panel meets on the first Monday at the mole."
	got := SideBySide(sideChapter(same+" "+lone+" See us."), sideChapter("Ring the desk of the hub.", "Other Matters: "+same+" See us."), "c", "c")
	want := []ComparedPart{{TitleA: "What to do", TitleB: "What to do", OnlyA: []string{lone, "See us."}, OnlyB: []string{"Ring the desk of the hub."}, ElsewhereA: []Elsewhere{{Chapter: "7 Other Matters", Sentences: 1}}}}
	if d := gocmp.Diff(want, got.Parts, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// TestRivalDuties: a duty is told where the other chapter lays down another one in its place, also
// where a third chapter has its words; without a rival, what stands in a third chapter is no gap.
func TestRivalDuties(t *testing.T) {
	const mine, theirs, lone = "The named doctor must attend the first meeting.", "The health visitor should attend the first meeting.", "Every call to the desk must be written down before the day ends."
	got := SideBySide(sideChapter(mine+" "+lone), sideChapter(theirs, "Other Matters: "+mine+" "+lone), "c", "c")
	want := []ComparedPart{{TitleA: "What to do", TitleB: "What to do", OnlyA: []string{mine}, OnlyB: []string{theirs}, ElsewhereA: []Elsewhere{{Chapter: "7 Other Matters", Sentences: 1}}}}
	if d := gocmp.Diff(want, got.Parts, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// TestTopicsJoined: a title that joins subjects names the topics of each.
func TestTopicsJoined(t *testing.T) {
	for title, want := range map[string]string{
		"Children's Visits to Prisons/Special Hospitals/Psychiatric Units": "visits-to-prisons visits-to-psychiatric-hospitals",
		"Forced Marriage and Female Genital Mutilation":                    "forced-marriage female-genital-mutilation",
		"Children Visiting Prisons":                                        "",
	} {
		if got := strings.Join(TopicsJoined(title), " "); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
	for title, want := range map[string]string{
		"Children With a Parent in Prison":    "parents-in-prison",
		"Children of Prisoners":               "parents-in-prison",
		"Parental Imprisonment":               "parents-in-prison",
		"Children Visiting Prisoners":         "visits-to-prisons",
		"Visiting a Parent in Prison":         "visits-to-prisons",
		"Prison Visits":                       "visits-to-prisons",
		"Visits to Special Hospitals/Prisons": "visits-to-psychiatric-hospitals",
	} {
		if got, _ := TopicOf(title); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}
