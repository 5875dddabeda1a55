package textdiff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

var (
	// aCase is the whole of a clause that says in which case something is laid down, or before or
	// after what: "where a child has a bruise", "in serious cases".
	aCase = regexp.MustCompile(`^(?:and |but |or )?(?:(?:only )?(?:where|when|whenever|wherever|once) [a-z'’/-]+ [a-z]|(?:before|after|prior to) [a-z]{2}|in (?:[a-z-]+ ){1,3}(?:cases|circumstances|situations|emergency|emergencies)\b)`)
	// noCase is what only looks like one: an occasion ("when making a referral"), a place ("where the
	// child lives"), all cases, or such as were just named.
	noCase = regexp.MustCompile(`^(?:and |but |or )?(?:(?:when|once|whenever) [a-z]+ing\b` +
		`|where(?:ver)? (?:he|she|they|it|you|anyone|everyone|(?:staff|the|an?|their|his|her|its|each|every)(?: [a-z'’-]+){0,4}) (?:(?:is|are|was|were) (?:living|kept|held|born|staying|found|located|based|stored|placed|registered|working)|lives?|resides?|works?|stays?|meets?|attends?|can (?:reach|find|see|read|be (?:found|reached|read|seen)))\b` +
		`|(?:before|after|prior to) (?:that|then|this|which|all|and|or|doing so)\b` +
		`|in (?:[a-z-]+ ){0,2}(?:all|any|every|each|both|such|these|those|some|most|many|certain|other|the following) )`)
	// described ends in a noun that the clause behind it may only describe, "the day when", "a room
	// where", or in what makes an example of it.
	described = regexp.MustCompile(`\b(?:the (?:date|day|moment|point|time)|(?:address|area|authority|building|country|home|house|office|place|room|school|setting)s?|and|especially|even|examples?|including|particularly|see|such as|,)$`)
)

// mostCaseWords is how many words of such a clause are quoted.
const mostCaseWords = 30

// casesDiffer tells which clause that says in which case a rule holds came to it or left it, the
// rest of it the same: "must ring the doctor [where a child has a bruise]".
func casesDiffer(spans []Span, old, new string, at Standing) (gone, come []string) {
	both := ruled(old, new, at)
	if !both && !setsRule(old) && !setsRule(new) || leadsElsewhere.MatchString(old+" "+new) {
		return nil, nil
	}
	for i, s := range spans {
		said := cmp.Or(caseIn(spans, i), caseBeside(spans, i, at))
		switch {
		case said == "", !both && !whose(spans, i): // a clause of whom hides the verb behind it
		case s.Op == diff.Delete:
			gone = append(gone, said)
		case s.Op == diff.Insert:
			come = append(come, said)
		}
	}
	gone = slices.DeleteFunc(gone, func(c string) bool { return strings.Contains(new, c) })
	come = slices.DeleteFunc(come, func(c string) bool { return strings.Contains(old, c) })
	if len(gone) > 0 && len(come) > 0 || restated(spans) {
		return nil, nil // in other words, or in another place
	}
	return gone, come
}

// caseIn is the clause of a case that came or went at span i, as much of it as is quoted, "" if
// there is none.
func caseIn(spans []Span, i int) string {
	said := bareWord(spans[i].Key)
	if spans[i].Op == diff.Keep || spans[i].Swept || !aCase.MatchString(said) && !whose(spans, i) || noCase.MatchString(said) || i > 0 && described.MatchString(spans[i-1].Key) {
		return ""
	}
	if often := frequencies.FindStringIndex(said); often != nil && often[0] == 0 || rewritten(beside(spans, i, i+1)) {
		return ""
	}
	words := strings.Fields(said)
	return strings.Join(words[:min(len(words), mostCaseWords)], " ")
}

var (
	// ofWhom and ofWhat begin clauses that say which people or things are meant.
	ofWhom = regexp.MustCompile(`^(?:who|whom|whose) [a-z'’/-]+`)
	ofWhat = regexp.MustCompile(`^(?:that|which) [a-z'’/-]+`)
	// aSubject is what a sentence is about and nothing else.
	aSubject = regexp.MustCompile(`^(?:(?:the|an?|all|any|each|every) )?(?:[a-z'-]+ ){0,2}[a-z'-]+s$`)
)

// whose tells whether the clause at span i says which people, or which of the things that the
// sentence is about, are meant: "errors [that caused harm] are reported".
func whose(spans []Span, i int) bool {
	said := bareWord(spans[i].Key)
	if strings.HasPrefix(spans[i].Key, ", ") && strings.HasSuffix(spans[i].Key, " ,") {
		return false // it only describes
	}
	return ofWhom.MatchString(said) || i > 0 && ofWhat.MatchString(said) && aSubject.MatchString(keysOf(spans[:i]))
}

// oneCaseMore is a clause that joins another one: "or they are the alleged abuser".
var oneCaseMore = regexp.MustCompile(`^(?:and|or) [a-z'’/-]+ [a-z]`)

// caseBeside is the clause that came to a case or left it at span i: "ends when he is safe [and the
// group agrees]"; the points of a list of rules may be cases themselves.
func caseBeside(spans []Span, i int, at Standing) string {
	said := bareWord(spans[i].Key)
	if spans[i].Op == diff.Keep || spans[i].Swept || !oneCaseMore.MatchString(said) || !namesMore(said) || isReplaced(spans, i) || rewritten(beside(spans, i, i+1)) {
		return ""
	}
	if at != InRules && !underCondition.MatchString(keysOf(spans[:i])) {
		return ""
	}
	words := strings.Fields(said)
	return strings.Join(words[:min(len(words), mostCaseWords)], " ")
}

// namesMore tells whether some words name more than the people of a manual, whom boards add to and
// take away as they like.
func namesMore(words string) bool {
	return slices.ContainsFunc(strings.Fields(words), func(w string) bool { return !slices.Contains(everybody, w) })
}

// isReplaced tells whether the words at span i took the place of others, or gave way to them.
func isReplaced(spans []Span, i int) bool {
	return i > 0 && spans[i].Op == diff.Insert && spans[i-1].Op == diff.Delete || i+1 < len(spans) && spans[i].Op == diff.Delete && spans[i+1].Op == diff.Insert
}

// restated tells whether a condition stands on both sides of what was changed.
func restated(spans []Span) bool {
	has := func(op diff.Op) bool {
		return slices.ContainsFunc(spans, func(s Span) bool { return s.Op == op && underCondition.MatchString(", "+bareWord(s.Key)) })
	}
	return has(diff.Delete) && has(diff.Insert)
}
