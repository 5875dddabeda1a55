package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// inTurn is a night on which words of sentences, of which each chapter has the next one, became
// others in all chapters.
func inTurn(old, new string, sentences ...string) []diff.Change {
	return compared(turnedInTurn(old, new, sentences))
}

func turnedInTurn(old, new string, sentences []string) (prev, cur *normalise.Edition) {
	prev = manual(6, 2, 10, 60)
	n := 0
	for i := range prev.Sections {
		if s := &prev.Sections[i]; len(s.Blocks) > 0 {
			s.Blocks = append(s.Blocks[:1:1], parse.Block{Text: strings.ReplaceAll(sentences[n%len(sentences)], "%", inventNouns[n])})
			n++
		}
	}
	seal(prev)
	return prev, next(prev, func(ed *normalise.Edition) { replaceWords(ed, old, new) })
}

// TestValuesAreNoTerms: a limit of time, a level or the day from which something holds is told of
// each chapter, in however many the same number became the same other one.
func TestValuesAreNoTerms(t *testing.T) {
	for _, test := range []struct {
		old, new  string
		sentences []string
	}{
		{"2025", "2026", []string{"Returns on the % are sent by 31 March 2025.", "The pilot of the % runs until December 2025.", "Old cards of the % expire at the end of 2025.", "Nobody is admitted to the % who was born before 2025.",
			"The fund for the % closes in June 2025.", "Audits of the % begin in 2025.", "Licences of the Harbour Board issued after 2025 are valid.", "The lease of the % ends on Friday 2 May 2025.", "The % opens in the Spring Term 2025.", "See the Harbour Code of the %. The fund closes in 2025. It was updated."}},
		{"level 2", "level 3", []string{"Cases of the % at level 2 go to the hub.", "A level 2 % has a plan.", "Staff of the % trained to level 2 may work alone.", "The grant for the % is for level 2."}},
		{"Tier 3", "Tier 2", []string{"The % is for Tier 3.", "Tier 3 leads to the %.", "Those of Tier 3 see the %."}},
		{"Stage One", "Stage Two", []string{"The % is for Stage One.", "Those of Stage One see the %."}},
		{"5 May", "1 June", []string{"The offer of the % stands to 5 May.", "The % ends on 5 May.", "5 May is the last day of the %.", "The % is kept by the Harbour Board. 5 May is its last day."}},
		{"Year 6", "Year 7", []string{"Pupils of Year 6 see the %."}},
		{"2025", "next year", []string{"The fund for the % closes in 2025."}},
	} {
		got := inTurn(test.old, test.new, test.sentences...)
		if len(got) != 20 || got[0].Kind != diff.Edited {
			t.Errorf("%q -> %q: %d changes, %s, want 20 edited chapters", test.old, test.new, len(got), describe(got[:1]))
		}
	}
}

// TestCitedYearsAreTerms: the year of a document, the number of a form or of a place in a text and
// the date of the text itself are told once where they changed throughout.
func TestCitedYearsAreTerms(t *testing.T) {
	for _, test := range []struct{ old, new, sentence string }{
		{"2023", "2026", "Read Working Together to Safeguard Children 2023 on the %."},
		{"2023", "2026", "Read working together to safeguard children 2023 on the %."},
		{"2023", "2026", "Guidance on the % is in Working Together (DfE, December 2023)."},
		{"2023", "2026", "The 2023 edition of the code is about the %."},
		{"2023", "2026", "The guidance on the % (2023) is on the shelf."},
		{"2023", "2026", "Read working together to safeguard children (December 2023) on the %."},
		{"2023", "2026", "The guidance of 2023 is about the %."},
		{"2023", "2026", "Copyright 2023 the % clerk."},
		{"2023", "2026", "© 2023 the % clerk."},
		{"May 2023", "June 2026", "Next update of the %: May 2023."},
		{"2023", "2026", "The Harbour Code, March 2023, is about the %."},
		{"2023", "2026", "KCSIE 2023 is about the %."},
		{"12", "14", "Losses of a % are put down in form 12."},
		{"4.2", "4.3", "The % is described in section 4.2."},
		{"5 May 2023", "6 June 2026", "This chapter on the % was agreed on 5 May 2023."},
		{"five", "5", "The % has five masts."},
	} {
		got := inTurn(test.old, test.new, test.sentence)
		if len(got) != 1 || got[0].Kind != diff.TermsSwept || !strings.Contains(got[0].Detail, " in 20 chapters") {
			t.Errorf("%q -> %q in %q: %d changes, %s (%s), want one sweep", test.old, test.new, test.sentence, len(got), describe(got[:1]), got[0].Detail)
		}
	}
}

// TestLimitsAmongCitedYears: where a new edition of a document is cited throughout, the same year
// elsewhere is told of its chapter, and no row on the document declares it.
func TestLimitsAmongCitedYears(t *testing.T) {
	cited := "Staff read Working Together to Safeguard Children 2023 on the %."
	prev, cur := turnedInTurn("2023", "2026", []string{cited, cited, cited, "The grant for the % ends in 2023.", cited + " Consent to the % signed before 2023 is void."})
	cur.Amendments = []normalise.Amendment{row2("All chapters", "References to Working Together 2023 were replaced by Working Together 2026.")}
	got := slices.DeleteFunc(compared(prev, cur), func(c diff.Change) bool { return c.Kind == diff.AmendmentAdded })
	declaration.Judge(prev, cur, got, declaration.History{})
	edited := map[string]int{}
	for _, c := range got {
		if c.Kind == diff.Edited {
			edited[strings.TrimSpace(joined(c.Edits, diff.Delete))]++
		}
	}
	for _, c := range got {
		if (c.Kind == diff.TermsSwept) != (c.Declared == "confirmed") {
			t.Errorf("%s %q of the guidance is %s by the row", c.Kind, c.Edits, c.Declared)
		}
	}
	if want := `"Working Together to Safeguard Children 2023" became "Working Together to Safeguard Children 2026": 16 places in 16 chapters`; got[0].Detail != want {
		t.Errorf("%s, want %s", got[0].Detail, want)
	}
	if len(got) != 9 || !strings.Contains(got[0].Detail, "16 places in 16 chapters") || edited["2023"] != 8 {
		t.Errorf("%d changes, %s (%s), edited %v, want a sweep of 16 places and 8 chapters", len(got), describe(got), got[0].Detail, edited)
	}
}

// TestSweepsOfOneNight: of terms that were replaced in different chapters it is told in how many
// each was, and of a number what it is the number of.
func TestSweepsOfOneNight(t *testing.T) {
	sentences := []string{"The Harbour Board keeps a %.", "The Harbour Board keeps a %. Losses are put down in form 12."}
	prev := manual(6, 2, 10, 60)
	n := 0
	for i := range prev.Sections {
		if s := &prev.Sections[i]; len(s.Blocks) > 0 {
			s.Blocks = append(s.Blocks[:1:1], parse.Block{Text: strings.ReplaceAll(sentences[n%2], "%", inventNouns[n])})
			n++
		}
	}
	seal(prev)
	got := compared(prev, next(prev, func(ed *normalise.Edition) {
		replaceWords(ed, "Board", "Partnership")
		replaceWords(ed, "form 12", "form 14")
	}))
	if want := `"Board" became "Partnership" in 20 chapters, "form 12" became "form 14" in 10 chapters: 30 places in 20 chapters`; len(got) != 1 || got[0].Detail != want {
		t.Errorf("%s %q, want %s", describe(got), got[0].Detail, want)
	}
}
