package compare

import (
	"regexp"
	"strings"

	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// dutyWordsCode is the code of the findings that [DutyWords] returns.
const dutyWordsCode = "duty_words"

var (
	dutyWord    = regexp.MustCompile(`(?:['"](must|should|shall|may|will)(?: not)?['"]|\b(?:words?|terms?) (must|should|shall|may|will)\b)`)
	dutyMeaning = regexp.MustCompile(`\b(?:means?|denot(?:es?|ing)|indicat(?:es?|ing)|marks?|(?:is|are|be) (?:used|reserved|intended|taken|understood)|used (?:to|for|when|where|in)|refers? to|signif(?:y|ies)|reflects?|describes?)\b`)
	dutySense   = regexp.MustCompile(`\b(?:legal(?:ly)?|law|statut(?:e|ory)|mandatory|requirements?|obligations?|dut(?:y|ies)|compl(?:y|ied|iance)|expect(?:ed|ation)|discretion(?:ary)?|recommend(?:ed|ation)?|good practice|best practice|advisory|guidance)\b`)
)

// DutyWords reads from a manual's own words whether it defines "must", "should"
// and their kin: one finding for each sentence that does, with the section it
// stands in. No finding means that the manual does not say what the words mean.
func DutyWords(ed *normalise.Edition) []normalise.Finding { return dutyWords(lineage.NewSide(ed)) }

func dutyWords(s *lineage.Side) []normalise.Finding {
	var out []normalise.Finding
	for _, u := range s.Units {
		d := s.Docs[u]
		for i := range d.Lines {
			l := &d.Lines[i]
			if !mayDefine(string(l.Sum)) {
				continue
			}
			for _, sentence := range textdiff.Sentences(l) {
				f := textdiff.FoldText(sentence.Text)
				if dutyWord.MatchString(f) && dutyMeaning.MatchString(f) && dutySense.MatchString(f) {
					out = append(out, normalise.Finding{URL: s.Sec(u).URL, SectionID: s.Sec(u).ID, Code: dutyWordsCode, Detail: textdiff.Clip(sentence.Text)})
				}
			}
		}
	}
	return out
}

// mayDefine rules most lines out cheaply.
func mayDefine(f string) bool {
	for _, hint := range []string{"'must", "\"must", "'should", "\"should", "word", "term"} {
		if strings.Contains(f, hint) {
			return dutyWord.MatchString(f)
		}
	}
	return false
}

// definedWords lists the duty words that a manual defines.
func definedWords(s *lineage.Side) map[string]bool {
	out := map[string]bool{}
	for _, f := range dutyWords(s) {
		for _, m := range dutyWord.FindAllStringSubmatch(textdiff.FoldText(f.Detail), -1) {
			out[m[1]+m[2]] = true
		}
	}
	return out
}
