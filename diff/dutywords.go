package diff

import (
	"regexp"
	"strings"

	"manualwatch/normalise"
)

// DutyWordsCode is the code of the findings that [DutyWords] returns.
const DutyWordsCode = "duty_words"

var (
	dutyWord    = regexp.MustCompile(`(?:['"](must|should|shall|may|will)(?: not)?['"]|\b(?:words?|terms?) (must|should|shall|may|will)\b)`)
	dutyMeaning = regexp.MustCompile(`\b(?:means?|denot(?:es?|ing)|indicat(?:es?|ing)|marks?|(?:is|are|be) (?:used|reserved|intended|taken|understood)|used (?:to|for|when|where|in)|refers? to|signif(?:y|ies)|reflects?|describes?)\b`)
	dutySense   = regexp.MustCompile(`\b(?:legal(?:ly)?|law|statut(?:e|ory)|mandatory|requirements?|obligations?|dut(?:y|ies)|compl(?:y|ied|iance)|expect(?:ed|ation)|discretion(?:ary)?|recommend(?:ed|ation)?|good practice|best practice|advisory|guidance)\b`)
)

// DutyWords reads from a manual's own words whether it defines "must", "should"
// and their kin: one finding for each sentence that does, with the section it
// stands in. No finding means that the manual does not say what the words mean.
func DutyWords(ed *normalise.Edition) []normalise.Finding { return dutyWords(newSide(ed)) }

func dutyWords(s *side) []normalise.Finding {
	var out []normalise.Finding
	for _, u := range s.units {
		d := s.docs[u]
		for i := range d.lines {
			l := &d.lines[i]
			if !mayDefine(string(l.sum)) {
				continue
			}
			for _, sentence := range sentences(l) {
				f := foldText(sentence.text)
				if dutyWord.MatchString(f) && dutyMeaning.MatchString(f) && dutySense.MatchString(f) {
					out = append(out, normalise.Finding{URL: s.sec(u).URL, SectionID: s.sec(u).ID, Code: DutyWordsCode, Detail: clip(sentence.text)})
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
func definedWords(s *side) map[string]bool {
	out := map[string]bool{}
	for _, f := range dutyWords(s) {
		for _, m := range dutyWord.FindAllStringSubmatch(foldText(f.Detail), -1) {
			out[m[1]+m[2]] = true
		}
	}
	return out
}
