package amend

import (
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
)

// TestAppendixOnItsChaptersPage resolves a row by its link though the chapter has
// got another title: an appendix on the chapter's page has the same address.
func TestAppendixOnItsChaptersPage(t *testing.T) {
	const page, file = "http://example.test/phones.html", "http://example.test/all.docx"
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindChapter, Title: "Phones and Games", URL: page, Parent: -1},
		{Kind: normalise.KindAppendix, Title: "Appendix 1: Letter", URL: page + "#a1", Parent: 0},
		{Kind: normalise.KindSection, Title: "Roads", URL: file, Parent: -1},
		{Kind: normalise.KindAppendix, Title: "Appendix 2: Map", URL: file, Parent: 2},
	})
	for link, want := range map[string]int{page: 0, file: -1} {
		if got, _ := x.resolve(&normalise.Amendment{Chapter: "Television", Link: link}); got != want {
			t.Errorf("%s leads to %d, want %d", link, got, want)
		}
	}
}

// TestSectionOfAnActIsNoNumber resolves names that begin with "Section": the
// number of an Act must not lead to a section that bears only the last words.
func TestSectionOfAnActIsNoNumber(t *testing.T) {
	sections := []normalise.Section{
		{Kind: normalise.KindSection, Number: "1", Title: "Managing Concerns"},
		{Kind: normalise.KindChapter, Number: "1.1", Title: "Enquiries", Parent: 0},
		{Kind: normalise.KindChapter, Number: "1.2", Title: "Referrals", Parent: 0},
		{Kind: normalise.KindSection, Number: "2", Title: "Specific Circumstances"},
		{Kind: normalise.KindChapter, Number: "1.3", Title: "Out of Court Disposals", Parent: 0},
	}
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), sections)
	for name, want := range map[string]int{
		"Section 47 Enquiries":             -1,
		"Section 2 Specific Circumstances": 3,
		"Section 1 Managing Concerns":      0,
		"1.7 Referrals":                    2,  // a number of an earlier edition
		"1.3 Out of School Settings":       -1, // another chapter has its number now
		"1.3 Out of Court Work":            4,
	} {
		got, reason := x.resolve(&normalise.Amendment{Chapter: name})
		if got != want || (got < 0) != (reason != "") {
			t.Errorf("%q leads to %d (%s), want %d", name, got, reason, want)
		}
	}
}

// TestIssueBehindAName resolves names with the month of the issue or its number behind
// them, which the list of contents leaves out of titles, to the issue where there are two.
func TestIssueBehindAName(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindChapter, Title: "Phones and Games", Parent: -1},
		{Kind: normalise.KindChapter, Title: "Reviews (June 2019)", Parent: -1},
		{Kind: normalise.KindChapter, Title: "Reviews (May 2020)", Parent: -1},
	})
	for name, want := range map[string]int{"Phones and Games (July 2022)": 0, "Phones and Games v2.1": 0, "Reviews (May 2020)": 2, "Games (July 2022)": -1} {
		if got, _ := x.resolve(&normalise.Amendment{Chapter: name}); got != want {
			t.Errorf("%q leads to %d, want %d", name, got, want)
		}
	}
}

// TestRecordTitles knows titles of records of changes, with either apostrophe.
func TestRecordTitles(t *testing.T) {
	for title, want := range map[string]bool{
		"What's new in the procedures": true,
		"What’s new in the procedures": true,
		"Whats changed":                true,
		"Amendments 2024":              true,
		"Changes of Placement":         true,
		"What to Do":                   false,
	} {
		if got := NamesRecord(title); got != want {
			t.Errorf("%q names a record: %t, want %t", title, got, want)
		}
	}
}

// TestNumberLikeADay leaves alone the number that the manual gives a chapter, be it written as a
// day is, and reads the day before another.
func TestNumberLikeADay(t *testing.T) {
	r := &amendReader{titles: newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindChapter, Number: "4.1.18", Title: "Forced Marriage", Parent: -1},
		{Kind: normalise.KindChapter, Number: "4.1.19", Title: "Gangs", Parent: -1},
	})}
	for text, want := range map[string]string{"4.1.18 Forced Marriage": "", "4.1.18 Gangs": "Gangs", "4.2.18 Forced Marriage": "Forced Marriage"} {
		if _, _, name := r.frontDay(text); name != want {
			t.Errorf("%q: behind a day stands %q, want %q", text, name, want)
		}
	}
}

// TestAppendicesByNumber resolves a row that names an appendix by its number, which stands in its
// title, and none that two have; that of a chapter only where the manual has none of the number.
func TestAppendicesByNumber(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindSection, Number: "2", Title: "Diocesan policies", Parent: -1},
		{Kind: normalise.KindChapter, Title: "Phones and Games", URL: "http://example.test/phones.pdf", Parent: 0},
		{Kind: normalise.KindAppendix, Title: "Appendix 9: Letter to schools", URL: "http://example.test/phones.pdf", Parent: 1},
		{Kind: normalise.KindAppendix, Title: "Appendix 2: Letter to clubs", URL: "http://example.test/phones.pdf", Parent: 1},
		{Kind: normalise.KindSection, Title: "Appendices", Parent: -1},
		{Kind: normalise.KindAppendix, Title: "Appendix 2: Incident record", Parent: 4},
		{Kind: normalise.KindAppendix, Title: "Appendix 3: Hall hire", Parent: 4},
		{Kind: normalise.KindAppendix, Title: "Appendix 3: Outings", Parent: 4},
	})
	for name, want := range map[string]int{"Appendix 2": 5, "Appendix 3": -1, "Appendix 9": 2, "Section 2": 0} {
		if got, _ := x.resolve(&normalise.Amendment{Chapter: name}); got != want {
			t.Errorf("%q leads to %d, want %d", name, got, want)
		}
	}
}

// TestNumbersCountedAnew resolves bare numbers that an appendix counts anew: the text itself is
// meant. Where two parts count alike, nobody knows.
func TestNumbersCountedAnew(t *testing.T) {
	sections := []normalise.Section{
		{Kind: normalise.KindSection, Title: "Policy", Parent: -1},
		{Kind: normalise.KindChapter, Number: "1", Title: "Aims", Parent: 0},
		{Kind: normalise.KindAppendix, Number: "Appendix A", Title: "Procedure", Parent: -1},
		{Kind: normalise.KindChapter, Number: "1", Title: "Telling", Parent: 2},
	}
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), sections)
	if got, _ := x.resolve(&normalise.Amendment{Chapter: "1"}); got != 1 {
		t.Errorf("an appendix beside: %d", got)
	}
	sections[2].Kind = normalise.KindSection
	x = newTitleIndex(toc.NewSite(&normalise.Input{}), sections)
	if got, _ := x.resolve(&normalise.Amendment{Chapter: "1"}); got != -1 {
		t.Errorf("two parts: %d", got)
	}
}

// TestNumberOfAPaper resolves names that begin with the number of a paper in its year, as the list
// of contents prints it: a line is parted behind the whole title.
func TestNumberOfAPaper(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindChapter, Number: "08/12", Title: "Costs - Paying for care", Parent: -1},
		{Kind: normalise.KindChapter, Number: "07/12", Title: "Visits", Parent: -1},
	})
	for name, want := range map[string]int{"08/12 Costs - Paying for care": 0, "07/12 Visits": 1, "08/12 Visits": -1} {
		if got := x.find(name); got != want {
			t.Errorf("%q is %d, want %d", name, got, want)
		}
	}
	r := &amendReader{titles: x}
	if name, rest := r.split("08/12 Costs - Paying for care - this procedure is in the process of being updated"); name != "08/12 Costs - Paying for care" || rest != "this procedure is in the process of being updated" {
		t.Errorf("parted into %q and %q", name, rest)
	}
}

// TestChapterThatLeftItsNumber resolves a chapter that the manual has no more to its number, where
// the list of contents says that this is not in use any more.
func TestChapterThatLeftItsNumber(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindChapter, Number: "19", Title: "Phones and Games", Parent: -1},
		{Kind: normalise.KindPlaceholder, Number: "20", Title: "Not in use", Parent: -1},
	})
	for name, want := range map[string]int{"Chapter 20: Deaf Children": 1, "Chapter 19: Deaf Children": -1, "20 Deaf Children": -1} {
		if got, _ := x.resolve(&normalise.Amendment{Chapter: name}); got != want {
			t.Errorf("%q leads to %d, want %d", name, got, want)
		}
	}
}

// TestNumberInAPart resolves a row that names a part and a number in it to the chapter there: every
// part counts its chapters from 1. A number that the part does not have leaves the part.
func TestNumberInAPart(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindSection, Number: "A", Title: "Legal Framework", Parent: -1},
		{Kind: normalise.KindChapter, Number: "1", Title: "Aims", Parent: 0},
		{Kind: normalise.KindChapter, Number: "2", Title: "Rights", Parent: 0},
		{Kind: normalise.KindSection, Number: "B", Title: "Practice Guidance", Parent: -1},
		{Kind: normalise.KindChapter, Number: "1", Title: "Telling", Parent: 3},
		{Kind: normalise.KindHeading, Number: "1.1", Title: "Whom to tell", Parent: 4},
		{Kind: normalise.KindChapter, Number: "2", Title: "Asking", Parent: 3},
		{Kind: normalise.KindChapter, Number: "3", Title: "Working Together 2018", Parent: 3},
		{Kind: normalise.KindChapter, Title: "Working Together", Parent: -1},
	})
	for name, want := range map[string]int{
		"Practice Guidance 1":          4,
		"Legal Framework 2":            2,
		"Practice Guidance, chapter 2": 6,
		"Practice Guidance 1.1":        4,
		"Part B, section 2":            6,
		"Legal Framework 7":            0,
		"Working Together 2018":        7,
	} {
		if got, _ := x.resolve(&normalise.Amendment{Chapter: name}); got != want {
			t.Errorf("%q leads to %d, want %d", name, got, want)
		}
	}
}
