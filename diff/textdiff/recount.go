package textdiff

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// recounting is what a text says that tells, and lays nothing down: of us, of what was,
	// of what is usual, of what there is.
	recounting = regexp.MustCompile(`\b(?:we|us|our|ours|my|i|was|were|had|did|often|sometimes|usual|usually|mostly|commonly|typically|generally|tends? to|many|there (?:is|are)|(?:has|have|had) ` + ANumber + `|consists? of|comprises?|(?:made up|composed) of|(?:divided|split|organised|grouped|set out) (?:in|into|under)|heard|told us|found|said|took|wrote|gave|came|saw|became|felt)\b|` +
		`\b` + ANumber + ` (?:[a-z-]+ )?(?:principles|rules|stages|steps|sections|parts|types|kinds|forms|categories|headings|elements|strands|limbs|domains|themes|priorities|areas|boroughs|districts|languages)\b`)
	// suffered is what becomes of somebody as a rule: "where the child is found".
	suffered = regexp.MustCompile(`\b(?:is|are|be|being) (?:[a-z]+ly |not |also |then )*(?:found|said|heard|seen|told|given|taken)\b`)
	// ofCase is what there is in a case for which something is laid down: "where there are marks".
	ofCase     = regexp.MustCompile(`\b(?:if|where|when|whenever|whether|unless|until|once) there (?:is|are)\b`)
	membership = regexp.MustCompile(memberOf)
	pastVerb   = regexp.MustCompile(`^[a-z]{2,}ed$`)
	notPast    = regexp.MustCompile(`^(?:need|feed|breed|bleed|(?:ex|pro|suc)ceed)$`)
)

// beforeParticiple are words behind which a word in -ed is no past tense.
var beforeParticiple = strings.Fields("is are be been being was were has have had get gets getting and or not as the a an any each every all if when where once unless than been newly also then always only immediately already never duly")

// behindPast are words that follow the verb of what was done, and no participle behind a
// noun ("a form signed by the manager").
var behindPast = regexp.MustCompile(`^(?:that|how|why|us|the|a|an|` + ANumber + `)$`)

var (
	// pastTold are words of what was, and of what somebody found out.
	pastTold = regexp.MustCompile(`\b(?:was|were|had|did|heard|told us|found|said|took|wrote|gave|came|saw|became|felt|on average)\b`)
	// findings are sentences of research.
	findings = regexp.MustCompile(`\b(?:research|stud(?:y|ies)|surveys?|statistics|evidence|figures|data) (?:[a-z0-9]+ ){0,3}(?:finds?|indicates?|says?|shows?|suggests?|tells?)\b`)
)

// recalls tells whether a folded sentence tells of what was, or of research, and lays nothing
// down: the stretches of time in it are no limits. What was in a clause of it is not asked: "within
// a day of when he was found".
func recalls(folded string) bool {
	if len(verbsOf(folded)) > 0 {
		return false
	}
	if findings.MatchString(folded) {
		return true
	}
	main := subordinate.ReplaceAllString(folded, " ")
	return pastTold.MatchString(suffered.ReplaceAllString(main, " ")) && !laysDown(main)
}

// recallsAll tells whether all sentences of a line do.
func recallsAll(l *Line) bool {
	return !slices.ContainsFunc(Sentences(l), func(s Line) bool { return !recalls(FoldText(s.Text)) })
}

// Recounts tells whether a folded sentence tells what was, is usual or is there, so that its
// numbers and people are no rule: "our survey heard from 212 people". One with a duty does not.
func Recounts(folded string) bool {
	if len(verbsOf(folded)) > 0 {
		return false
	}
	if recounting.MatchString(membership.ReplaceAllString(ofCase.ReplaceAllString(suffered.ReplaceAllString(folded, " "), " "), " ")) {
		return true
	}
	words := strings.Fields(folded)
	for i := 1; i+1 < len(words); i++ {
		if pastVerb.MatchString(words[i]) && !notPast.MatchString(words[i]) && behindPast.MatchString(words[i+1]) && !slices.Contains(beforeParticiple, words[i-1]) && !strings.HasSuffix(words[i-1], ",") {
			return true
		}
	}
	return false
}
