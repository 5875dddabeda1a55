package textdiff

import (
	"regexp"
	"slices"
	"strings"
)

// works are what those who have duties work with.
const works = `(?:agendas?|assessments?|calls?|cases?|checks?|chronolog(?:y|ies)|conferences?|copies|copy|decisions?|discussions?|enquir(?:y|ies)|files?|forms?|information|interviews?|letters?|maps?|meetings?|minutes|notes?|notices?|outcomes?|plans?|records?|referrals?|reports?|reviews?|supervision|visits?)`

// papers are those of the works that are written, gatherings those to which people come.
const (
	papers     = `(?:agenda|agreement|assessment|chronology|file|form|letter|log|minutes|note|notice|plan|record|referral|register|report|request)s?`
	gatherings = `(?:group|panel|meeting|conference|committee|quorum)s?`
)

var (
	// pointer is a sentence that only leads to another text.
	pointer = regexp.MustCompile(`^(?:please |also )*(?:see|refer to|read):? (?:also |the )*[a-z0-9 ,&'"/()-]*\b(?:chapters?|sections?|parts?|appendix|appendices|annex|procedures?|protocols?|guidance|polic(?:y|ies)|manuals?|handbook|forms?|links?|pages?|website|leaflets?|toolkit|flowchart)\b[^a-z]*$`)
	// anExample is labelled as one case that is told.
	anExample = regexp.MustCompile(`^(?:(?:case|practice|worked) )?(?:examples?|study|studies|scenarios?|vignettes?|illustrations?)(?: \d+| [a-z])? ?[:–-]`)
	// worksOn is what is done with the papers and meetings of the work: "the body map is completed".
	worksOn = regexp.MustCompile(`^(?:(?:the|an?|all|any|each|every) )?(?:[a-z'-]+ ){0,2}` + works + ` (?:is|are) (?:(?:then|also|always|only|first|[a-z]+ly) )*(` + participles + `)\b`)
	// worksDo says what becomes of these: "the plan ends when".
	worksDo = regexp.MustCompile(`^(?:(?:the|an?|all|any|each|every) )?(?:[a-z'-]+ ){0,2}` + works + ` (?:then |also |always |only )?(?:begins?|closes?|continues?|ends?|happens?|lasts?|opens?|starts?|stops?|takes? place)\b`)
	// besideVerb stands between somebody who acts and the verb, behindVerb behind the verb.
	besideVerb = regexp.MustCompile(`^(?:then|also|always|never|only|first|both|each|[a-z]+ly)$`)
	behindVerb = regexp.MustCompile(`^(?:the|an?|all|any|each|every|both|their|his|her|its|this|that|these|those|it|them|him|what|who|whom|whether|how|when|with|to|for|on|in|at|from|by|up|out|about|instead|again|alone|together)$`)
	// being are verbs of how somebody is, and words that are no verbs.
	being = strings.Fields("am is are was were be has have had may might can could would know knows need needs want wants feel feels think thinks believe believes work works play plays vary varies differ differs belong belongs exist exists come comes live lives sit sits stand stands cover covers serve serves and or who which that whose with")
)

// onlyPoints tells whether a line leads to other texts and no more: nothing that is laid down
// goes with it.
func onlyPoints(l *Line) bool {
	if l.Words > 0 && linkedWords(l) == l.Words {
		return true
	}
	return !slices.ContainsFunc(Sentences(l), func(s Line) bool { return !pointer.MatchString(FoldText(s.Text)) })
}

// saysWhatIsDone tells whether a folded sentence says, in the present tense, what those who have
// duties do, or what is done in the work: "the chair then makes the decision".
func saysWhatIsDone(folded string) bool {
	if Recounts(folded) || pointing.MatchString(folded) {
		return false
	}
	if m := worksOn.FindStringSubmatch(folded); m != nil && !slices.Contains(describing, m[1]) {
		return true
	}
	return beginsWithActor(folded) && beginsWithDeed(strings.Fields(article.ReplaceAllString(folded, "")))
}

// beginsWithDeed tells whether some words begin with a name and what they do who have it.
func beginsWithDeed(words []string) bool {
	for i := 0; i <= longestName && i+2 < len(words); i++ {
		if !bearer.MatchString(words[i]) {
			continue
		}
		k := i + 1
		for k+1 < len(words) && besideVerb.MatchString(words[k]) {
			k++
		}
		if k+1 < len(words) && isVerbOf(words[i], words[k]) && behindVerb.MatchString(strings.TrimRight(words[k+1], ".,;")) {
			return true
		}
	}
	return false
}

// isVerbOf tells whether a word can be the verb of those whose name ends with a noun: "nurse
// calls", "nurses call".
func isVerbOf(noun, verb string) bool {
	if slices.Contains(being, verb) || strings.Contains(StopWords, " "+verb+" ") || strings.HasSuffix(verb, "ed") || !lettersOnly(verb) {
		return false
	}
	many := strings.HasSuffix(noun, "s")
	return noun == "police" || noun == "staff" || many != strings.HasSuffix(verb, "s")
}
