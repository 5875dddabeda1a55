package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

// A Standing is where a changed line stands, which tells whether it can be a rule.
type Standing int

const (
	InProse Standing = iota
	InList           // of signs, examples or facts, for all that is known
	InRules          // in a list whose leading sentence lays something down
)

// apart are groups of small words by what they say: one that takes the place of another of its
// group turns what a worker has to do, though nothing else of the sentence is changed. Words
// that say nearly the same ("on receipt", "after receipt") are never told apart, so that
// editing for style is none, and neither are "above" and "below", which mostly point.
var apart = []map[string]string{
	meanings("before|prior to|ahead of|in advance of", afterwards+"|"+meanwhile),
	meanings("until|till|up until", afterwards+"|"+meanwhile+"|before|prior to|by|from"),
	meanings("after|following|subsequent to", "at|during|by"),
	meanings("with", "without"),
	meanings("to", "from"),
	meanings("in addition to|as well as|alongside|together with", "instead of|rather than|in place of"),
	meanings("earlier|sooner|earliest|soonest", "later|latest"),
	meanings("more|greater|most", "less|fewer|least"),
	meanings("higher|highest", "lower|lowest"),
	meanings("older|oldest", "younger|youngest"),
	meanings("minimum", "maximum"),
	meanings("inside|within", "outside"),
	meanings("within", "after"),
	meanings("never", "normally|usually|generally|ordinarily|sometimes|rarely|seldom|occasionally"),
	meanings("always", "normally|usually|generally|ordinarily|sometimes|rarely|occasionally"),
}

const (
	afterwards = "after|following|subsequent to|once|when|on|upon|as soon as"
	meanwhile  = "at|during"
)

// meanings maps words to the number of the list in which they stand.
func meanings(lists ...string) map[string]string {
	out := map[string]string{}
	for i, list := range lists {
		for w := range strings.SplitSeq(list, "|") {
			out[w] = string(rune('a' + i))
		}
	}
	return out
}

// mostOtherWords is how many other words of a sentence may be changed beside a small word that
// decides: what was written anew has small words of its own.
const mostOtherWords = 3

// smallWordsDiffer tells which small words took the place of others that say something else,
// in a sentence that is otherwise much the same: "where the child is under five [and] [or] the
// injury is not explained", "[before] [after] the visit".
func smallWordsDiffer(spans []Span, old, new string, at Standing) (gone, come []string) {
	if at != InRules && (tells(old) || tells(new)) || opensAt(new) || leadsElsewhere.MatchString(new) || rewritten(spans) {
		return nil, nil
	}
	rules := ruled(old, new, at)
	for i := 0; i+1 < len(spans); i++ {
		if spans[i].Op != diff.Delete || spans[i+1].Op != diff.Insert || spans[i].Swept {
			continue
		}
		from, to := bareWord(spans[i].Key), bareWord(spans[i+1].Key)
		before, after := keysOf(spans[:i]), keysOf(spans[i+2:])
		if anyTurned(from, to, before, after) || rules && jointTurned(from, to, before, after, at) || (rules || at == InProse) && setApart(from, to, before) {
			gone, come = append(gone, from), append(come, to)
		}
	}
	if len(gone) == 0 && rules {
		return jointsExchanged(spans)
	}
	return gone, come
}

// jointsExchanged tells where an "and" became an "or" and an "or" an "and" of one sentence: "the
// parent [and] [or] the school [or] [and] the nursery" parts them otherwise.
func jointsExchanged(spans []Span) (gone, come []string) {
	turned := map[string]bool{}
	for i := 0; i+1 < len(spans); i++ {
		from, to := bareWord(spans[i].Key), bareWord(spans[i+1].Key)
		if spans[i].Op == diff.Delete && spans[i+1].Op == diff.Insert && joint[from] != "" && joint[to] != "" && joint[from] != joint[to] {
			turned[joint[from]] = true
			gone, come = append(gone, from), append(come, to)
		}
	}
	if len(turned) < 2 {
		return nil, nil
	}
	return gone, come
}

// tells tells whether a folded sentence recounts, and not only in a clause of what is laid down:
// "is arranged where the first was unclear".
func tells(folded string) bool {
	return Recounts(folded) && !isOrder(folded) && !laysDown(subordinate.ReplaceAllString(folded, " ")) && !(caseFirst.MatchString(folded) && isDone.MatchString(folded))
}

// caseFirst begins a sentence with the case for which it is: "where he knows that it was so".
var caseFirst = regexp.MustCompile(`^(?:if|where|when|once|unless)\b`)

// setsRule tells whether a folded sentence lays something down, be it that a clause of it tells
// what was.
func setsRule(folded string) bool {
	return laysDown(folded) || hasActor(folded) || worksDo.MatchString(folded) || Recounts(folded) && !tells(folded)
}

// ruled tells whether two folded sentences lay something down where they stand: in a list of signs
// no point is an order.
func ruled(old, new string, at Standing) bool {
	sets := func(folded string) bool { return setsRule(folded) || at == InProse && isOrder(folded) }
	return at == InRules || sets(old) && sets(new) || deedIn(old, at) && deedIn(new, at)
}

// opensAt tells whether a folded sentence says at what hours or on what days something is open:
// a file that "stays open until the child returns" is none.
func opensAt(folded string) bool {
	return openHours.MatchString(folded) && (len(clocksOf(folded)) > 0 || weekdays.MatchString(folded) || strings.Contains(folded, "opening"))
}

// leadsElsewhere is where a sentence only leads to another place of the text: "set out later".
var leadsElsewhere = regexp.MustCompile(`\b(?:described|set out|listed|explained) (?:in|earlier|later)\b|\b(?:found|given) (?:earlier|later|` + inAText + `)\b|\bsee (?:also|the (?:chapter|section|table|list)|chapter|section|part|paragraph|appendix|earlier|later)\b`)

// inAText is where a thing is found in writing, as a child is not that is "found in the area".
const inAText = `(?:in|on|at) (?:[a-z'-]+ ){0,4}(?:chapters?|sections?|tables?|lists?|parts?|paragraphs?|appendix|appendices|annex|annexes|procedures?|protocols?|guidance|documents?|polic(?:y|ies)|manuals?|handbook|forms?|links?|pages?|website|leaflets?|toolkit|flowchart)`

// bareWord is a key without the marks around it.
func bareWord(key string) string { return strings.Trim(key, " ,;:.()") }

// rewritten tells whether more than a few words beside the small ones were changed.
func rewritten(spans []Span) bool {
	others := map[diff.Op]int{}
	for _, s := range spans {
		if s.Op != diff.Keep && !s.Swept && joint[bareWord(s.Key)] == "" && !isTurned(s.Key) && !slices.ContainsFunc(apart, func(m map[string]string) bool { return m[bareWord(s.Key)] != "" }) {
			others[s.Op] += CountWords(s.Key)
		}
	}
	return max(others[diff.Delete], others[diff.Insert], others[diff.MoveTo], others[diff.MoveFrom]) > mostOtherWords
}

var (
	// likened are words behind which "to" and "from" say the same.
	likened = regexp.MustCompile(`\b(?:different|differs?|averse|separate|opposed)$`)
	// denied ends in a negation, behind which "until" and "before" say the same.
	denied = regexp.MustCompile(`\b(?:not|never|nobody|cannot|no)\b[^,.;:]*$`)
	// ofLimit is a limit that looks like a negation.
	ofLimit = regexp.MustCompile(`\bnot? (?:later|more|less|fewer|earlier|sooner|longer) than\b`)
	// notYet are the words that do.
	notYet = strings.Split("until|till|up until|before|prior to|ahead of|in advance of", "|")
)

// setApart tells whether two words of which one took the place of the other say what is not
// the same thing.
func setApart(from, to, before string) bool {
	if denies(from, to) || denies(to, from) {
		return true
	}
	if denied.MatchString(ofLimit.ReplaceAllString(before, " ")) && slices.Contains(notYet, from) && slices.Contains(notYet, to) {
		return false
	}
	return !likened.MatchString(before) && slices.ContainsFunc(apart, func(m map[string]string) bool {
		return m[from] != "" && m[to] != "" && m[from] != m[to]
	})
}

// denies tells whether a word is another one with a syllable that denies it: "unannounced".
func denies(word, other string) bool {
	base, ok := strings.CutSuffix(word, other)
	return ok && len(other) >= 5 && slices.Contains([]string{"un", "in", "non-", "non"}, base)
}

// joint are the words that join two things, by whether both are meant.
var joint = meanings("and|as well as", "or|and/or")

var (
	// underCondition ends in a condition that is not over yet: "Where the child is under five".
	underCondition = regexp.MustCompile(`(?:^|[,;:] )(?:` + conditionWords + `)\b[^,.;:]*$|[^,;:] (?:` + conditionWords + `)\b[^.;:]*$`)
	// negated ends in a negation, which "or" and "and" follow in one sense.
	negated = regexp.MustCompile(`\b(?:not|no|never|without|neither|cannot|nobody|none)\b[^,.;:]*$`)
	// spent is a "without" that reaches no further than the duty behind it: "who hears nothing
	// without delay must ring".
	spent = regexp.MustCompile(`\bwithout\b[^,.;:]*?\b(?:must|should|shall|may|will|(?:has|have|needs?) to)\b`)
	// harms are what the manuals are about, joined by "and" or "or" as the writer likes.
	harms = strings.Fields("abuse neglect harm exploitation violence risk danger injury self-neglect self-harm bullying trafficking slavery physical emotional sexual psychological financial")
)

const conditionWords = `(?:cases?|situations?|circumstances|instances?) in which|if|where|when|wherever|whenever|unless|until|once|provided|providing|in the event|in case`

// jointTurned tells whether "and" took the place of "or", or the other way round, where that
// decides: between two conditions, two who act, two things to be done, or at the end of a point
// of a list of rules. Between names of those whom a manual is about it is style.
func jointTurned(from, to, before, after string, at Standing) bool {
	if joint[from] == "" || joint[to] == "" || joint[from] == joint[to] {
		return false
	}
	left, right := lastWord(strings.TrimRight(before, " ,")), firstWord(article.ReplaceAllString(strings.TrimLeft(after, " ,"), ""))
	switch {
	case right == "":
		return at == InRules
	case slices.Contains(everybody, left) && slices.Contains(everybody, right) && (dutyIn(before, true) == "" || ofKin(left, right)):
		return false
	case underCondition.MatchString(before):
		return true
	case negated.MatchString(spent.ReplaceAllString(before, " ")) && !(acts(left) && acts(right)) && !doneNext.MatchString(strings.TrimLeft(after, " ,")), slices.Contains(harms, left) && slices.Contains(harms, right):
		return false
	case at == InRules, dutyIn(before, true) != "", at == InProse && isOrder(before), hasActor(before) && aTask.MatchString(right), beginsWithCount.MatchString(strings.TrimLeft(after, " ,")):
		return true
	}
	return bearer.MatchString(left) && beginsWithName(after) || participle.MatchString(left) && participle.MatchString(right)
}

// acts tells whether a word is one of what is done or to be done: "not both" of two such is another
// ban than "neither".
func acts(word string) bool { return participle.MatchString(word) || aTask.MatchString(word) }

// doneNext begins with what is done as the next thing, which no negation before it reaches:
// "received without questions and noted within 72 hours".
var doneNext = regexp.MustCompile(`^(?:` + participles + `)(?:$|[,.;]| (?:within|by|at|on|before|after)\b)`)

// beginsWithCount begins with how many of a thing are asked for: "and two references".
var beginsWithCount = regexp.MustCompile(`^` + ANumber + ` [a-z]`)

// beginsWithName tells whether a folded text begins with the name of people or of a body.
func beginsWithName(text string) bool {
	words := strings.Fields(article.ReplaceAllString(text, ""))
	for n := 1; n <= min(len(words), longestName); n++ {
		if NameIn(strings.Trim(strings.Join(words[:n], " "), " ,;:.")) != "" {
			return true
		}
	}
	return false
}

// participle is a word of what is done: "recorded", "kept".
var participle = regexp.MustCompile(`^(?:` + participles + `)$`)

// ofKin tells whether two words stand for the same people.
func ofKin(a, b string) bool {
	return slices.ContainsFunc([]string{"child children young person persons people", "parent parents carer carers family families guardian guardians their", "adult adults person persons people"}, func(kin string) bool {
		return slices.Contains(strings.Fields(kin), a) && slices.Contains(strings.Fields(kin), b)
	})
}

// quantities say how many of the points of a list are meant.
var quantities = regexp.MustCompile(`\b(all|both|each|any|one or more|one|either|some|most|at least ` + ANumber + `) of (?:the following|these|the above)\b`)

// quantitiesDiffer tells whether all points of a list were meant and one of them is now, or the
// other way round, whatever the sentence that leads to the list says.
func quantitiesDiffer(old, new string) (gone, come []string) {
	if openList.MatchString(old) || openList.MatchString(new) {
		return nil, nil
	}
	of := func(folded string) []mention {
		var out []mention
		for _, m := range quantities.FindAllStringSubmatch(folded, -1) {
			means := InDigits(m[1])
			switch m[1] {
			case "all", "both", "each":
				means = "all"
			case "any", "one or more", "one", "either":
				means = "at least 1"
			}
			out = append(out, mention{means, m[0]})
		}
		return out
	}
	if gone, come = Differ(of(old), of(new)); len(gone) == 0 || len(come) == 0 {
		return nil, nil
	}
	return gone, come
}

var (
	// bans begin with what is not to be done.
	bans = regexp.MustCompile(`^(?:(?:warning|important|caution|danger|note|remember|reminder|alert|attention): )?(?:please )?(?:do not|don't|never) [a-z]`)
	// banning are the words that make a ban of an order.
	banning = regexp.MustCompile(`^(?:(?:please|do|do not|not|don't|never|always) ?)*$`)
)

// banLifted tells whether a sentence that says what is not to be done lost its negation, or got
// one, and nothing else was changed: "[Never] ask a child to wait".
func banLifted(spans []Span, old, new string) (gone, come []string) {
	if bans.MatchString(old) == bans.MatchString(new) {
		return nil, nil
	}
	for _, s := range spans {
		if s.Op != diff.Keep && !banning.MatchString(s.Key) {
			return nil, nil
		}
	}
	return Differ(negationsOf(old), negationsOf(new))
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// limitBounds say of a number, of a day, or of how often, whether it is the most or the least.
var limitBounds = regexp.MustCompile(`\b(within|at most|up to|(?:no|not) (?:more|later|longer|greater) than|(?:less|fewer|shorter) than|not exceeding|maximum of|` +
	`at least|(?:no|not) (?:less|fewer|earlier|sooner|shorter) than|(?:more|longer|greater) than|exceeding|minimum of|after)(?: the| a| about| around| another| a further| the (?:first|next|following|last|past|previous))? (?:` + aDay + `|` + clockTime + `|` + ANumber + `\b|` + weekday + `\b|` + monthNames + `\b|(` + howOften + `)\b)`)

// howOften begins an interval.
const howOften = `every|each|once|twice|daily|weekly|fortnightly|monthly|quarterly|annually|yearly|termly|half-yearly`

// often takes out of a bound that it is one of how often: "no less often than weekly".
var often = strings.NewReplacer(" often than", " than", " frequently than", " than")

// limitMeans tells the most from the least.
var limitMeans = meanings("within|at most|up to|no more than|not more than|no later than|not later than|no longer than|not longer than|no greater than|not greater than|less than|fewer than|shorter than|not exceeding|maximum of",
	"at least|no less than|not less than|no fewer than|not fewer than|no earlier than|not earlier than|no sooner than|not sooner than|no shorter than|not shorter than|more than|longer than|greater than|exceeding|minimum of|after")

// limitsTurned tells where a number that was the most became the least, or the other way
// round: "[within] [after] five days".
func limitsTurned(old, new string) (gone, come []string) {
	old, new = often.Replace(old), often.Replace(new)
	if Recounts(old) || Recounts(new) {
		return nil, nil
	}
	atMost := false // how often is the most on one side: "every two weeks" alone says the least
	bounds := func(folded string) []mention {
		var out []mention
		for _, at := range limitBounds.FindAllStringSubmatchIndex(folded, -1) {
			m := texts(folded, at)
			means := limitMeans[m[1]]
			if countedBack.MatchString(folded[at[1]:]) && byThen.MatchString(m[1]) {
				means = otherBound[means]
			}
			out = append(out, mention{means, m[0]})
			atMost = atMost || m[2] != "" && means == mostBound
		}
		return out
	}
	gone, come = Differ(bounds(old), bounds(new))
	if len(gone)+len(come) == 0 || (len(gone) == 0 || len(come) == 0) && !atMost {
		return nil, nil
	}
	return gone, come
}

// What [limitMeans] has for the most, and of each of the two the other.
var (
	mostBound  = limitMeans["at most"]
	otherBound = map[string]string{mostBound: limitMeans["at least"], limitMeans["at least"]: mostBound}
)

// byThen are bounds of a day, which turn round where it is counted from what comes later.
var byThen = regexp.MustCompile(`(?:later|earlier|sooner) than$`)

// countedBack follows a limit that is counted from what comes later: "at least two days before
// the meeting" is "no later than two days before" it.
var countedBack = regexp.MustCompile(`^[^,.;:]{0,30}\b(?:before|beforehand|prior|in advance|ahead)\b`)

// hedges are words that let a rule be broken.
var hedges = regexp.MustCompile(`\b(?:normally|ordinarily|usually|generally|ideally|preferably|typically|sometimes|occasionally|rarely|in most cases|as a (?:general )?rule|in general|(?:almost|nearly) (?:all|every|each))\b,? ?`)

// ofMainClause is what a clause takes with it that has no mark at its end: the duty of the
// sentence, "a concern that arises at night must go to the desk".
func ofMainClause(clause string) string {
	if at := StrongVerbs.FindStringIndex(clause); at != nil {
		return clause[at[0]:]
	}
	return " "
}

// hedgesDiffer tells which words that let a rule be broken came to it or left it: "is
// [normally] completed within ten days".
func hedgesDiffer(old, new string) (gone, come []string) {
	sets := func(folded string) bool { return laysDown(folded) || hasActor(folded) }
	if !sets(hedges.ReplaceAllString(old, "")) || !sets(hedges.ReplaceAllString(new, "")) {
		return nil, nil
	}
	found := func(folded string) []mention {
		var out []mention
		for _, h := range hedges.FindAllString(subordinate.ReplaceAllStringFunc(folded, ofMainClause), -1) {
			out = append(out, mention{"normally", strings.TrimRight(h, ", ")})
		}
		return out
	}
	return Differ(found(old), found(new))
}
