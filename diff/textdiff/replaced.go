package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

var (
	// explaining is what a sentence says of why, by way of example and in the words of others, and
	// at what address a thing is found.
	explaining = regexp.MustCompile(`\b(?:because|so that|so as (?:not )?to|in order (?:that|to)|since|for example|for instance|e\.g|such as|namely)\b[^;]*|\([^)]*\)|"[^"]*"|[^ ]+\.[^ ]+/[^ ]*`)
	// describes is in a sentence of how people are, or of what may happen to them.
	describes = regexp.MustCompile(`\b(?:can|could|might|may|rarely|seldom|more likely|less likely|at (?:greater|higher|more|increased) risk)\b`)
	// onlyMay is what is allowed and nothing else.
	onlyMay = regexp.MustCompile(`\bmay only be (?:` + participles + `)\b|\bmay be (?:` + participles + `) only\b`)
	// isMade is what is done as a rule by a word of two parts: "is audio-recorded".
	isMade = regexp.MustCompile(`\b(?:is|are) (?:(?:then|also|always|[a-z]+ly) )*[a-z]+-(?:` + participles + `)\b`)
	// isA says what a thing is.
	isA = regexp.MustCompile(`^[^,]* (?:is|are) an? `)
	// aText is what a page or a paper is called that has a title of its own.
	aText = regexp.MustCompile(`\b(?:pages?|(?:web)?sites?|leaflets?|guidance|guides?|handbooks?|toolkits?|tools?|links?)$`)
	// imperative begins with what to do, by a verb of which [isOrder] does not know.
	imperative = regexp.MustCompile(`^(?:please |always |then |first |also )*[a-z]+ (?:the|an?|your|their|it|them|him|her|to the|to them)\b`)
	// verbForm ends words that give no order, lightVerb are those of [weightless] that do.
	verbForm  = regexp.MustCompile(`(?:ing|ed|s)$`)
	lightVerb = regexp.MustCompile(`^(?:let|make|take|get|carry|do)$`)
	// startsDone begins with what is done, where the verb before it is left out.
	startsDone = regexp.MustCompile(`^(?:` + participles + `) (?:within|by|at|on|in|to|for|with|from)\b`)
	// ofText begins a sentence of what the text is.
	ofText = regexp.MustCompile(`^` + ofThisText + ` (?:is|are) (?:written|meant|intended|designed|based|made|set|divided)\b`)
	// suffering are the stems of verbs of how those feel and what becomes of them, which no rule is
	// about.
	suffering = stems("express experience suffer hide fear blame show hurt struggle worry react respond tend seem appear learn grow become say like love hate enjoy find see hear get lose miss rely depend matter mean cause affect make")
	// confiding are the stems of verbs of what children do, as a text tells of them.
	confiding = stems("talk speak tell disclose ask trust turn")
)

// mostReplaced is how many words of weight of a sentence may be others on one side: one that was
// written anew has too many of its own.
const mostReplaced = 6

// deedsDiffer tells which words gave way to which in a sentence of what somebody does or has to
// do, where they say something else: "are kept [in lockers] [at the door]". That is the class of
// whatever else is not known to be harmless: the same words in another order, or in another form,
// words of the same sense, another name, and what only explains.
func (v *Verdict) deedsDiffer(spans []Span, old, new string) (gone, come []string) {
	if isNoDeed(old, v.at) || isNoDeed(new, v.at) || !bothDeeds(old, new, v.at) || bans.MatchString(old) != bans.MatchString(new) || onlyNames(spans) {
		return nil, nil
	}
	was, is := unnamed(spans)
	before, after := tellingsOf(mainOf(was)), tellingsOf(mainOf(is))
	lost, got := unlike(before, after)
	lost, got = unsaid(lost, new), unsaid(got, old)
	gone, come = countsDiffer(old, new)
	if len(gone) > 0 && len(come) > 0 || len(lost) == 0 || len(got) == 0 || onlyPeople(lost) && onlyPeople(got) || max(len(lost), len(got)) > mostReplaced {
		return nil, nil
	}
	if reworded(before, after) >= max(len(lost), len(got)) && !slices.ContainsFunc(slices.Concat(lost, got), ofPeople) {
		return nil, nil // plainer words throughout, some of which no list knows
	}
	return wordsWith(spans, diff.Delete, lost), wordsWith(spans, diff.Insert, got)
}

// excepts are the conditions that take a case out of a rule.
var excepts = []string{"unless", "except"}

// exceptionsDiffer tells which exception came to what is so, or is done, or left it.
func exceptionsDiffer(old, new string, at Standing) (gone, come []string) {
	if at == InList && Recounts(old) || at != InList && (isNoDeed(old, at) || isNoDeed(new, at)) || isA.MatchString(old) || isA.MatchString(new) {
		return nil, nil
	}
	of := func(folded string) []mention {
		return slices.DeleteFunc(conditionsOf(folded), func(m mention) bool { return !slices.Contains(excepts, m.means) })
	}
	return Differ(of(old), of(new))
}

// negationsDiffer tells which negation came to what somebody does, or left it.
func negationsDiffer(old, new string, at Standing) (gone, come []string) {
	if isNoDeed(old, at) || isNoDeed(new, at) || !isDeed(old, at) || !isDeed(new, at) {
		return nil, nil
	}
	return Differ(negationsOf(reasons.ReplaceAllString(old, " ")), negationsOf(reasons.ReplaceAllString(new, " ")))
}

// joinsStep is what stands around a step that came to others.
var joinsStep = regexp.MustCompile(`^(?:(?:,|and|then) ?)+|(?: ?(?:,|and|then))+$`)

// stepsDiffer tells which step came to what is ordered, or left it: "give the dose, [watch it
// taken,] then sign".
func stepsDiffer(spans []Span, old, new string, at Standing) (gone, come []string) {
	if at != InProse || !commandsIn(old) || !commandsIn(new) {
		return nil, nil
	}
	for i, s := range spans {
		step := joinsStep.ReplaceAllString(s.Key, "")
		switch {
		case s.Op == diff.Keep, s.Swept, step == s.Key, isReplaced(spans, i), !commandsIn(step):
		case s.Op == diff.Delete && !strings.Contains(new, step):
			gone = append(gone, step)
		case s.Op == diff.Insert && !strings.Contains(old, step):
			come = append(come, step)
		}
	}
	return gone, come
}

// bothDeeds tells whether two folded sentences say what somebody does; of one of them it is enough
// that it is about somebody who has duties, "the nurse sits outside".
func bothDeeds(old, new string, at Standing) bool {
	was, is := isDeed(old, at), isDeed(new, at)
	return was && is || (was || is) && hasActor(old) && hasActor(new)
}

// mainOf is a folded text without what explains, and without times and numbers, of which others
// judge.
func mainOf(folded string) string {
	rest := withoutMentions(explaining.ReplaceAllString(folded, " "))
	return amounts.ReplaceAllString(anOrdinal.ReplaceAllString(rest, " "), " ")
}

// onlyPeople tells whether tellings name those of whom a manual is about, of whom [whomChanged]
// judges.
func onlyPeople(tellings []telling) bool {
	return !slices.ContainsFunc(tellings, func(t telling) bool { return !ofPeople(t) })
}

func ofPeople(t telling) bool { return peopleStems[t.stem] }

var peopleStems = func() map[string]bool {
	out := map[string]bool{}
	for w := range kindsOfPeople {
		out[stem(w)] = true
	}
	return out
}()

// unsaid are the tellings of which a folded text has not the word, be it where it explains: "the
// IRO" of "the reviewing officer (IRO)".
func unsaid(tellings []telling, folded string) []telling {
	words := stems(folded)
	return slices.DeleteFunc(tellings, func(t telling) bool { return slices.Contains(words, t.stem) && strings.Contains(folded, "(") })
}

// isNoDeed tells whether a folded sentence says no more than how things are, or were.
func isNoDeed(folded string, at Standing) bool {
	if at == InList || isRow(folded) || isWelsh(folded) || Recounts(folded) && Recounts(subordinate.ReplaceAllString(folded, " ")) || pointing.MatchString(folded) || leadsElsewhere.MatchString(folded) || termOf(folded) != "" || onlyContact(folded) && !hasActor(folded) || opensAt(folded) || ofText.MatchString(folded) {
		return true
	}
	return at == InProse && dutyIn(folded, true) == "" && !hasActor(folded) && describes.MatchString(mainOf(folded)) && !onlyMay.MatchString(folded)
}

// deedIn tells whether a folded sentence says what somebody does, and not only how things are.
func deedIn(folded string, at Standing) bool { return !isNoDeed(folded, at) && isDeed(folded, at) }

// isDeed tells whether a folded sentence says what somebody does, or has to do.
func isDeed(folded string, at Standing) bool {
	return at == InRules || commandsIn(folded) || startsDone.MatchString(folded) || caseFirst.MatchString(folded) && isDone.MatchString(folded) || laysDown(folded) || isMade.MatchString(folded) || worksDo.MatchString(folded) || saysWhatIsDone(folded) || somebodyActs(folded)
}

// commandsIn tells whether a folded sentence says what to do.
func commandsIn(folded string) bool {
	first := firstWord(folded)
	return isOrder(folded) || imperative.MatchString(folded) && (!weightless[first] || lightVerb.MatchString(first)) && !verbForm.MatchString(first)
}

// mostAhead is how many words may stand ahead of the verb of a sentence.
const mostAhead = 12

// somebodyActs tells whether a folded sentence says what people or bodies do, those of whom a
// manual is about among them: "in a fire visitors leave by the back door".
func somebodyActs(folded string) bool {
	words := strings.Fields(folded)
	for i := 0; i < min(len(words)-2, mostAhead); i++ {
		noun := strings.TrimSuffix(words[i], ",")
		member := i > 1 && words[i-1] == "of" && isMember.MatchString(words[i-2])
		if member {
			noun = words[i-2]
		}
		if !member && (!isPeople(noun) && !agentive.MatchString(noun) && !ofWork.MatchString(noun) || i > 0 && besideNoun.MatchString(words[i-1]) || i > 1 && slices.Contains(being, words[i-2])) {
			continue
		}
		k := i + 1
		for k+1 < len(words) && besideVerb.MatchString(words[k]) {
			k++
		}
		if k+1 < len(words) && words[k] == "who" {
			k = min(k+2, len(words)-1)
			for k+1 < min(len(words), i+mostAhead) && !(isVerb(noun, words[k]) && behindVerb.MatchString(words[k+1])) {
				k++
			}
		}
		if k+1 < len(words) && isVerb(noun, words[k]) {
			return true
		}
	}
	return false
}

// ofWork are gatherings, papers and places that are said to do what those do who are there.
var ofWork = regexp.MustCompile(`^(?:` + works + `|` + papers + `|` + gatherings + `|(?:home|club|setting|nursery|surgery|practice|clinic|company|charity|organisation|placement|line)s?)$`)

// isMember is one of a body: "a member of staff".
var isMember = regexp.MustCompile(`^(?:members?|one)$`)

// besideNoun ends where a noun follows that does nothing: "to the child", "of staff".
var besideNoun = regexp.MustCompile(`^(?:of|to|for|with|by|from|at|about|between|that|than|as)$`)

// manyOf are nouns of many that do not end like it.
var manyOf = strings.Fields("people children men women police staff")

// isVerb tells whether a word can be the verb of what some people do as a rule.
func isVerb(noun, word string) bool {
	word = strings.TrimRight(word, ".,;")
	kinds := kindsOfPeople[noun]
	if slices.Contains(manyOf, noun) {
		noun += "s"
	}
	verb := stem(word)
	return !slices.Contains(suffering, verb) && !(strings.Contains(kinds, "c") && slices.Contains(confiding, verb)) && isVerbOf(noun, word)
}

// agentive is who does a thing by the ending of his name.
var agentive = regexp.MustCompile(`^[a-z]{3,}(?:er|or|ee|ant|ist|ian)s?$`)

// unnamed are the two sides of spans without what was told of the whole manual and without names
// that took the place of names, of which others judge.
func unnamed(spans []Span) (was, is string) {
	var old, new []string
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		switch {
		case s.Swept:
		case i+1 < len(spans) && s.Op == diff.Delete && spans[i+1].Op == diff.Insert && (sameRank(s, spans[i+1], i > 0, spans[i+2:]) || succeeded(spans, bareName(s.Key), bareName(spans[i+1].Key))):
			i++
		case s.Op == diff.Delete || s.Op == diff.MoveFrom:
			old = append(old, s.Key)
		case s.Op == diff.Insert || s.Op == diff.MoveTo:
			new = append(new, s.Key)
		default:
			old, new = append(old, s.Key), append(new, s.Key)
		}
	}
	return strings.Join(old, " "), strings.Join(new, " ")
}

// properName is made of words in capitals, of numbers, and of what joins them.
var properName = regexp.MustCompile(`^(?:(?:\p{Lu}[\pL\d'’.-]*|\d+[A-Za-z]?|and|of|the|[^\pL\d]+) ?)+$`)

// onlyNames tells whether nothing but proper names gave way to others.
func onlyNames(spans []Span) bool {
	for _, s := range spans {
		if s.Op != diff.Keep && !s.Swept && HasLetters(s.Key) && !properName.MatchString(strings.TrimSpace(s.text)) {
			return false
		}
	}
	return true
}

// sameRank tells whether a name took the place of a name: of people and bodies with duties, or, in
// capitals inside a sentence, of something else.
func sameRank(del, ins Span, inside bool, rest []Span) bool {
	a, b := inside && isCapital(del.text) || aText.MatchString(del.Key), inside && isCapital(ins.text) || aText.MatchString(ins.Key)
	if sameName(del.Key, ins.Key) || a && b {
		return true
	}
	was, is := withoutVerb(del.Key, ins.Key)
	head, _ := leadingRole(keysOf(rest))
	return NameIn(was) != "" && NameIn(is) != "" || NameIn(was+head) != "" && NameIn(is+head) != ""
}

// bareName is a name without its article and the marks around it.
func bareName(key string) string { return article.ReplaceAllString(bareWord(key), "") }

// wordsWith are the words of spans of one sort in which some tellings stand.
func wordsWith(spans []Span, op diff.Op, tellings []telling) []string {
	var out []string
	for _, s := range spans {
		if s.Op == op && !s.Swept && slices.ContainsFunc(taken(tellingsOf(s.Key)), func(t telling) bool {
			return slices.ContainsFunc(tellings, func(o telling) bool { return t.stem == o.stem })
		}) {
			out = append(out, bareWord(s.Key))
		}
	}
	return out
}
