package paper

import (
	"testing"

	"manualwatch/out"
	"manualwatch/out/report"
)

// TestMinorSentence: what was changed throughout is no chapter that changed.
func TestMinorSentence(t *testing.T) {
	chapter := report.Entry{SectionID: "a", Group: report.Minor}
	whole := report.Entry{Group: report.Minor, Changes: []out.ChangeRow{{Kind: "terms_swept", Significance: "minor", OtherSectionIDs: []string{"a", "b", "c"}}}}
	for want, es := range map[string][]report.Entry{
		"1 chapter changed in smaller ways; they are in the appendix.":                                          {chapter},
		"1 chapter changed in smaller ways, beside one change throughout 3 chapters; they are in the appendix.": {chapter, whole},
		"The appendix tells of one change throughout 3 chapters.":                                               {whole},
	} {
		if got := new(Paper).minorSentence(es); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
