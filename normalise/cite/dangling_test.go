package cite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// pointing is a small manual: chapters 1.1 and 1.2, the second with three
// headings, one of which was 4 before a renumbering.
func pointing(text string) []normalise.Section {
	return []normalise.Section{
		{ID: "s1", Parent: -1, Kind: normalise.KindSection, Number: "1", Title: "Core"},
		{ID: "c11", Parent: 0, Kind: normalise.KindChapter, Number: "1.1", Title: "Referrals"},
		{ID: "c12", Parent: 0, Kind: normalise.KindChapter, Number: "1.2", Title: "Bruising"},
		{ID: "h1", Parent: 2, Kind: normalise.KindHeading, Number: "1", Title: "Introduction", Text: text},
		{ID: "h2", Parent: 2, Kind: normalise.KindHeading, Number: "2", Title: "Action"},
		{ID: "h3", Parent: 2, Kind: normalise.KindHeading, Number: "3", Title: "Timescales"},
		{ID: "h31", Parent: 5, Kind: normalise.KindHeading, Number: "3.1", Title: "First day"},
		{ID: "a1", Parent: 2, Kind: normalise.KindAppendix, Number: "4", Title: "Appendix 1: Form"},
	}
}

func TestDanglingReferences(t *testing.T) {
	for _, tc := range []struct {
		text string
		want []string // number and sentence
	}{
		{"See section 3. See also section 3.1 below and Section 2, Action.", nil},
		{"See section 5.", []string{"no section 5 in this manual: See section 5."}},
		{"First tell the parents. Then follow section 3.4 of this chapter. End.", []string{"no section 3.4 in this manual: Then follow section 3.4 of this chapter."}},
		{"See chapter 1.1. See chapter 1.3 on strategy discussions.", []string{"no chapter 1.3 in this manual: See chapter 1.3 on strategy discussions."}},
		{"Read sections 2, 3 and 6.", []string{"no section 6 in this manual: Read sections 2, 3 and 6."}},
		{"Use the form in Appendix 1. Use Appendix 2.", []string{"no appendix 2 in this manual: Use Appendix 2."}},
		{"under section 47 of the Children Act 1989, section 17, or section 31A of the Act", nil},
		{"section 58 of the Children Act 2004; section 66 Serious Crime Act 2015; Section 5B of the FGM Act", nil},
		{"Chapter 5 of Working Together 2018 and Working Together, chapter 4", nil},
		{"Section 47(1) enquiries; section 11 audit; s.47", nil},
		{"As section 3.9 of this guidance says. As section 3.9 of the national guidance says.", []string{"no section 3.9 in this manual: As section 3.9 of this guidance says."}},
		{"See Section 3, First Day.", []string{"section 3 is another now, the title is that of 3.1: See Section 3, First Day."}},
		{"See Section 3.1, First Day.", nil},
		{"See section 8. Section 8 orders and section 17 support; see section 12 below, section 120 below.", []string{"no section 8 in this manual: See section 8.", "no section 12 in this manual: Section 8 orders and section 17 support; see section 12 below, section 120 below."}},
		{"Schools told us in 5 weeks.", nil},
	} {
		var got []string
		for _, f := range Dangling(pointing(tc.text)) {
			if f.Code != CodeDangling || f.SectionID != "h1" {
				t.Errorf("unexpected finding %+v", f)
			}
			got = append(got, f.Detail)
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s\n%s", tc.text, d)
		}
	}
}

// TestDanglingAfterRenumbering: the references appear when the numbers move, on
// exactly the sentences that point to the number that is gone.
func TestDanglingAfterRenumbering(t *testing.T) {
	build := func(numbers ...string) []normalise.Section {
		out := []normalise.Section{{ID: "c", Parent: -1, Kind: normalise.KindChapter, Number: "2.1", Title: "Neglect"}}
		for i, n := range numbers {
			out = append(out, normalise.Section{ID: n, Parent: 0, Kind: normalise.KindHeading, Number: n, Title: strings.Repeat("x", i+1)})
		}
		out[1].Text = "Record the injury (see section 3). Then hold the meeting of section 4.\nTell the police, as paragraph 4 says. Section 2 has the form."
		return out
	}
	if got := Dangling(build("1", "2", "3", "4")); got != nil {
		t.Errorf("before: %v", got)
	}
	var got []string
	for _, f := range Dangling(build("1", "2", "3")) {
		got = append(got, f.Detail)
	}
	want := []string{
		"no section 4 in this manual: Then hold the meeting of section 4.",
		"no paragraph 4 in this manual: Tell the police, as paragraph 4 says.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
