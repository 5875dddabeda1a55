package textdiff

import (
	"regexp"
	"strings"
)

const (
	// aRule is what a sentence of its own makes an exception from: what stands above it, or a text.
	aRule = `(?:` + ofThisText + `|(?:this|these|that|those|the|a) (?:[a-z-]+ ){0,2}(?:requirements?|(?:time )?limits?|deadlines?|timescales?|restrictions?|conditions?|expectations?|provisions?|paragraphs?|steps?|thresholds?|bans?)|this|these)`
	// allowed is what becomes of an exception.
	allowed = `(?:agreed|allowed|approved|authori[sz]ed|considered|decided|discussed|granted|made|permitted|recorded|signed off|written down)`
	// besideIs are words between the parts of a verb.
	besideIs = `(?:[a-z]+ly |only |also |then )?`
)

var (
	// excepting says that a rule does not hold, of whom or when, or who may say so.
	excepting = regexp.MustCompile(`\b(?:it|` + aRule + `) (?:do|does|will|shall) not (?:[a-z]+ )?(?:apply|hold|extend)\b` +
		`|\b` + aRule + ` (?:is|are) not (?:necessary|needed|required|compulsory|obligatory)\b|\bthere is no need for ` + aRule +
		`|\b` + aRule + ` (?:is|are|(?:may|can|will) be) ` + besideIs + `(?:relaxed|waived|lifted|suspended|disapplied|dispensed with|set aside)\b` +
		`|\b(?:exempt(?:ed)?|excepted|excluded) from ` + aRule + `\b|\b(?:is|are) ` + besideIs + `exempt(?:ed)?(?: (?:where|when|if|unless|while|until)\b|[ .,;]*$)` +
		`|\bexceptions? (?:to ` + aRule + ` )?(?:(?:may|can|will) (?:only |also )?be|is|are) ` + besideIs + allowed + `\b|^(?:the|an|one) (?:only |one |single |main )?exceptions? (?:to ` + aRule + ` )?(?:is|are)\b`)
	// countsExceptions says which exceptions there are.
	countsExceptions = regexp.MustCompile(`^there (?:is|are) (?:(?:an?|no|one|two|three|four|some|certain|limited|only|the|following|few) )*exceptions?\b`)
	// exceptAhead begins a sentence that says for which case it does not hold.
	exceptAhead = regexp.MustCompile(`^(?:except(?:ing)?|save (?:where|when|if|for|in|as|during|at)|unless|other than|apart from|with the exception of)\b[^,;]*, ?`)
	// notOnly says of whom else something is true.
	notOnly = regexp.MustCompile(`\bnot (?:apply|hold|extend) (?:only|just|solely)\b`)
)

// exceptionIn returns the words by which a folded sentence says for whom or when a rule does not
// hold, "" if it does not.
func exceptionIn(folded string) string {
	if ahead := exceptAhead.FindString(folded); ahead != "" && rules(folded[len(ahead):]) {
		word, _, _ := strings.Cut(ahead, " ")
		return word
	}
	if there := countsExceptions.FindString(folded); there != "" {
		return there
	}
	at := excepting.FindStringIndex(folded)
	if at == nil || notOnly.MatchString(folded) || Recounts(folded[:at[1]]) {
		return ""
	}
	return strings.TrimRight(folded[at[0]:at[1]], " .,;")
}

// exceptionOf is the first such words of a passage, "" if none of its sentences has any.
func exceptionOf(l *Line) string {
	for _, s := range Sentences(l) {
		if found := exceptionIn(FoldText(s.Text)); found != "" {
			return found
		}
	}
	return ""
}
