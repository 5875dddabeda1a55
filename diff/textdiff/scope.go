package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

// conditions turn what is laid down round, or loosen it.
var conditions = regexp.MustCompile(`\b(?:no (?:later|more|fewer|less|earlier|sooner|other) than|not (?:later|more|fewer|less|earlier|sooner) than|not only|not including|not|never|no longer|no one|nobody|no|none|neither|unless|except(?:ing)?|excluding|with the exception of|save (?:where|when|if|as)|save (?:on|in|by|with|under) (?:the|an?|those)|save (?:that|for) (?:an?|the|those|any|no|in|it|they|cases)|other than|apart from|without exception|only|solely|exclusively|whether or not|` + asMayBe + `|` +
	avoiding + `|` + atDiscretion + `|if|in the event|in case|provided(?: that)?|providing that|on condition that|so long as|as long as|where|when|once|` +
	`with(?:out)? (?:(?:the|a|an|any|their|his|her|its|prior|written|verbal|informed|express|parental|[a-z]+'s|[a-z]+s') ){0,3}(?:consent|agreement|permission|leave|approval|knowledge|asking|telling|informing|notice)|` +
	`without (?:(?:[a-z]+ly|first|ever|being) ){0,2}[a-z]{2,}ing)\b`)

// asMayBe is what lets a rule be broken where it cannot be kept.
const asMayBe = `(?:where(?:ver)?|if|when(?:ever)?) (?:(?:it is|at all|reasonably) )*(?:possible|appropriate|practicable|necessary|safe)|(?:so|as) far as (?:(?:it is|is|reasonably) )*(?:possible|practicable)`

// atDiscretion leaves it to somebody to see whether a rule is to be kept.
const atDiscretion = `(?:where|when|if|unless) (?:(?:the|an?|their|his|her) )?(?:[a-z-]+ ){0,2}` + personNouns + ` (?:thinks?|considers?|judges?|decides?|feels?|sees?)\b`

var mayBe = regexp.MustCompile(`^(?:` + asMayBe + `)$`)

var left = regexp.MustCompile(`^(?:` + atDiscretion + `)$`)

// conditionMeans makes those that say the same one.
func conditionMeans(printed string) string {
	if mayBe.MatchString(printed) {
		return "where " + strings.Replace(lastWord(printed), "practicable", "possible", 1)
	}
	switch printed {
	case "never", "no longer":
		return "not"
	case "solely", "exclusively":
		return "only"
	case "if", "in the event", "in case", "provided", "provided that", "providing that", "on condition that", "so long as", "as long as", "where", "when", "once":
		return "if"
	case "no one", "nobody", "none", "neither":
		return "no"
	case "except", "excepting", "excluding", "not including", "with the exception of", "other than", "apart from":
		return "except"
	}
	if shunned.MatchString(printed) {
		return "not"
	}
	if left.MatchString(printed) {
		return "at discretion"
	}
	if strings.HasPrefix(printed, "save ") {
		return "except"
	}
	if by, ok := strings.CutPrefix(printed, "without "); ok {
		return "without " + lastWord(by)
	}
	if by, ok := strings.CutPrefix(printed, "with "); ok {
		return "with " + lastWord(by)
	}
	return printed
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// gradeOfNone is the last of the names of grades where it begins with "no": "as high, low or no
// apparent risk".
var gradeOfNone = regexp.MustCompile(`\b((?:as|into|either|between) (?:[a-z'-]+(?: [a-z'-]+)?, )*[a-z'-]+(?: [a-z'-]+)?,? (?:or|and) )no [a-z]`)

// givenOut is "provided" or "save" as a verb, which is no condition: "are provided", "provided by",
// "should save for".
var givenOut = regexp.MustCompile(`\b(?:be|is|are|was|were|been|being|has|have|had)(?: (?:not|also|always|then|[a-z]+ly))? provided\b|\bprovided (?:by|with|to|for|in|at|on|from|as|through|within|during)\b|\b(?:to|must|should|shall|will|may|can|could) save (?:where|when|if|as|that|for)\b`)

func conditionsOf(folded string) []mention {
	named := gradeOfNone.ReplaceAllString(givenOut.ReplaceAllString(contractions.Replace(folded), " "), "$1")
	found := slices.DeleteFunc(conditions.FindAllString(named, -1), func(c string) bool {
		return strings.HasSuffix(c, " than") && c != "other than" || c == "not only" || strings.HasSuffix(c, "thing") // of a limit, or no negation
	})
	return append(asMentions(found, conditionMeans), welshConditionsOf(folded)...)
}

// negationsOf are the conditions that turn round what is said, on whatever occasion.
func negationsOf(folded string) []mention {
	return slices.DeleteFunc(conditionsOf(folded), func(m mention) bool { return m.means == "if" })
}

// ConditionsDiffer tells which conditions one of two sentences has that the other has not, where
// both lay something down, or say what somebody who has duties does.
// "Where" and its kin tell a time or a place as often as not: they only stand for another
// condition.
func ConditionsDiffer(old, new string) (gone, come []string) {
	return conditionsDiffer(old, new, InProse)
}

// conditionsDiffer tells it of two sentences that stand somewhere.
func conditionsDiffer(old, new string, at Standing) (gone, come []string) {
	if !ruled(old, new, at) && !(entitles.MatchString(old) && entitles.MatchString(new)) {
		return nil, nil
	}
	return conditionsOfRulesDiffer(reasons.ReplaceAllString(old, " "), reasons.ReplaceAllString(new, " "))
}

// reasons are clauses that only say why.
var reasons = regexp.MustCompile(`\b(?:because|so that)\b[^,;]*`)

// entitles says what somebody may choose to do, as no harm can be.
var entitles = regexp.MustCompile(`\bcan (?:also |always |then )?(?:appeal|ask|attend|bring|choose|complain|decline|invite|opt|refuse|request|withdraw)\b|\b(?:adult|child|parent|person|patient) (?:chooses|decides)\b`)

// conditionsOfRulesDiffer tells it of two sentences that are known to lay something down.
func conditionsOfRulesDiffer(old, new string) (gone, come []string) {
	gone, come = Differ(conditionsOf(old), conditionsOf(new))
	if len(gone)+len(come) == 0 {
		return eitherDiffers(old, new)
	}
	circumstance := func(s string) bool { return s == "where" || s == "when" || s == "once" }
	return slices.DeleteFunc(gone, circumstance), slices.DeleteFunc(come, circumstance)
}

// eithers are words of which one for another turns what is laid down: how many, and what first.
var eithers = []struct {
	words *regexp.Regexp
	means map[string]string // what they say, "" of a word of the first sort
}{
	{regexp.MustCompile(`\b(?:all|every|each|both|(?:at least |any |only )?one (?:of|(?:[a-z]+ )?(?:parent|adult|person|child|` + personNouns + `))|any of|either(?: of)?|any|the (?:` + wordRanks + `)|most|some|several|half of|a sample of|selected)\b`), map[string]string{"most": "part", "some": "part", "several": "part", "half of": "part", "a sample of": "part", "selected": "part",
		"any of": "one", "either": "one", "either of": "one"}},
	{regexp.MustCompile(`\b(?:before|after)\b`), map[string]string{"after": "after"}},
	{regexp.MustCompile(`\b(?:` + weekday + `|mornings?|afternoons?|evenings?|weekends?|weekdays?|overnight|at night)\b`), nil},
}

// aOne is one of some.
var aOne = regexp.MustCompile(`\bone\b`)

// eitherDiffers tells which of such words took the place of one of another sort.
func eitherDiffers(old, new string) (gone, come []string) {
	if openHours.MatchString(new) {
		return nil, nil
	}
	for _, e := range eithers {
		sort := func(printed string) string {
			if e.means == nil {
				return strings.TrimSuffix(printed, "s")
			}
			switch {
			case aOne.MatchString(printed):
				return "one"
			case strings.HasPrefix(printed, "the "):
				return "rank"
			}
			return e.means[printed]
		}
		gone, come = Differ(asMentions(e.words.FindAllString(old, -1), sort), asMentions(e.words.FindAllString(new, -1), sort))
		if len(gone) > 0 && len(come) > 0 {
			return gone, come
		}
	}
	return nil, nil
}

// soOrNot are words by which something is judged as a rule: "is not necessary".
const soOrNot = `necessary|unnecessary|sufficient|insufficient|enough|acceptable|unacceptable|confidential|eligible|ineligible|entitled|exempt|present`

// memberOf says who is of a body that meets: "the panel consists of the chair and the nurse".
const memberOf = `\b` + gatherings + ` (?:brings? together|consists? of|comprises?|(?:is|are) made up of) (?:the|an?|all) `

// bringsAbout says what is done in consequence: "a bruise leads to a referral".
const bringsAbout = `\b(?:leads? to|prompts?|results? in|triggers?) (?:an?|the) (?:[a-z'-]+ ){0,3}` + works + `\b`

// participles are words of what is done.
const participles = `[a-z]{2,}ed|made|kept|sent|told|given|held|seen|taken|led|sought|put|done|brought|shown|thrown|written|read|set|drawn|met|paid|left|let|sold|bought|lent|laid|chosen|run|cut|heard|rung|begun|taught|withdrawn|driven|dealt|spoken|hidden|worn|fed|hung`

var (
	// reaches says whom or what a rule is for.
	reaches = regexp.MustCompile(`\b(?:meeting|discussion|conference)s? (?:[a-z]+ly |also |always )?(?:includes?|involves?|brings? together)\b|` + memberOf + `|` + bringsAbout + `|\b(?:appl(?:y|ies)|binds?|covers?|extends?|(?:is|are) (?:open|available|limited|restricted|confined|free)) ?(?:to|in|at|on|for|with)?\b|\b(?:is|are) (?:only )?for (?:(?:the|all|any|those|young) )?(?:families|children|parents|adults|carers|people|those|anyone|everyone|residents)\b|\b(?:is|are) (?:not |never |always |also )?(?:an? (?:criminal )?(?:offence|crime)|unlawful|illegal|against the law)\b|\b(?:case|concern|copy|decision|form|matter|minute|note|notice|record|referral|report|request)s? (?:goes|go) to\b|\b(?:needs?|requires?) (?:(?:the|an?|prior|written|full|verbal) )*(?:agreement|approval|authori[sz]ation|consent|evidence|permission|signatures?)\b|\b(?:is|are) (?:[a-z]+ly |also |then )?called (?:if|where|when|once|unless|in|out|at|within|before|after|to)\b`)
	// isDone is what is done as a rule: "are recorded", "is always locked".
	isDone = regexp.MustCompile(`\b(?:is|are) (?:(?:not|never|no longer|always|only|also|then|[a-z]+ly) )*(` + participles + `|` + soOrNot + `)\b`)
	// isToBe is what is to be done: "are never to be copied".
	isToBe = regexp.MustCompile(`\b(?:is|are) (?:(?:not|never|no longer|always|only|also|then|first|[a-z]+ly) )*to be [a-z]+\b`)
	// fragment begins what is no sentence but a sign in a list: "is kept away from school".
	fragment = regexp.MustCompile(`^(?:is|are|has|have|was|were|being|been|not) `)
	// subordinate are clauses in which what is done is no rule.
	subordinate = regexp.MustCompile(`\b(?:when|where|if|once|who|which|that|because|while|after|before|until|unless)\b[^,;.]*`)
	// pointing is where a text only points to another.
	pointing = regexp.MustCompile(`\b(?:read (?:with|alongside|together|in conjunction)|see|refer to|guidance on|chapters? on|described in|set out in|found ` + inAText + `)\b`)
	// describing are what is said of things and people in the same form.
	describing = strings.Fields("associated linked caused related based concerned experienced believed named called divided affected used described defined composed involved interested worried frightened tired married aged located situated supposed intended expected considered regarded increased reduced limited mixed detailed skilled trained qualified abused harmed hurt injured exploited groomed neglected bullied targeted trafficked traumatised")
)

// laysDown tells whether a folded sentence lays something down: a duty, whom it is for, or
// what is done as a rule.
func laysDown(folded string) bool {
	if len(verbsOf(folded)) > 0 {
		return true
	}
	if Recounts(folded) {
		return false
	}
	if isWelsh(folded) && welshDone.MatchString(folded) {
		return true
	}
	if reaches.MatchString(folded) || isToBe.MatchString(folded) {
		return true
	}
	return saysDone(folded)
}

// saysDone tells whether a folded sentence says what is done, outside the clauses that say when or
// of whom.
func saysDone(folded string) bool {
	if fragment.MatchString(folded) {
		return false
	}
	folded = subordinate.ReplaceAllString(folded, " ")
	return slices.ContainsFunc(isDone.FindAllStringSubmatch(folded, -1), func(m []string) bool { return !slices.Contains(describing, m[1]) })
}

// hasActor tells whether a folded sentence says what people or bodies who have duties do: "the
// lamp officer trims the wick". That is a rule as much as what "is done", and whether they do it
// or not is of weight, though not each word of it.
func hasActor(folded string) bool {
	if Recounts(folded) {
		return false
	}
	_, behind, _ := strings.Cut(folded, ", ") // "In fog, the pilot goes first"
	return beginsWithActor(folded) || beginsWithActor(behind)
}

// counted says how many of some people do a thing: "both parents sign".
var counted = regexp.MustCompile(`^(?:both|either|neither|each|(?:at least |only )?one)(?: of)?(?: (?:the|these|their|his|her))? `)

// beginsWithActor tells whether a folded clause begins with the name of people or a body, and
// goes on behind it.
func beginsWithActor(clause string) bool {
	rest := counted.ReplaceAllString(clause, "")
	words := strings.Fields(article.ReplaceAllString(rest, ""))
	for i := 0; i < len(words)-1 && i <= longestName; i++ {
		w := strings.TrimRight(words[i], ",")
		if bearer.MatchString(w) || rest != clause && kindsOfPeople[w] != "" {
			return true
		}
		if w != words[i] || !HasLetters(w) || strings.Contains(StopWords, " "+w+" ") {
			return false
		}
	}
	return false
}

// onlyContact tells whether a folded sentence says whom to ring, and no more.
func onlyContact(folded string) bool { return len(verbsOf(folded)) == 0 && len(ContactsOf(folded)) > 0 }

var (
	// oneMore is what joins a list: "and in supported living", ", the benefits system".
	oneMore = regexp.MustCompile(`^(?:, )?(?:and|or|as well as|nor) (.+)$|^, (.+)$|^(.+?) (?:and|or|,)$`)
	// clauseWords are words of a clause or of an addition in other words, and no item of a list.
	clauseWords = regexp.MustCompile(`\b(?:as|which|who|whom|that|so|because|since|including|eg|e\.g|i\.e|namely|such|for example|is|are|be|been|was|were|has|have|had|it|they|then|also|too|please|however|therefore|where|when|if)\b`)
	// quantified are words right behind which it is said whom something is for.
	quantified = regexp.MustCompile(`\b(?:all|every|any|each|only)$`)
	// everybody are words for the people of a manual which boards add to and take away without
	// that another one is meant.
	everybody = strings.Fields("child children young person persons people parent parents carer carers family families adult adults guardian guardians other others their his her the a an his/her member members victim victims survivor survivors of and or relevant appropriate")
)

// mostItemWords is how many words an item of a list has at most.
const mostItemWords = 7

// scopeDiffers tells what came to or left a list of whom or what a sentence is about: "in
// care homes [and in supported living]", "all [paid] drivers", where it lays something down.
func scopeDiffers(spans []Span, old, new string, at Standing) (gone, come []string) {
	if pointing.MatchString(keysOf(spans)) || opensAt(new) || Recounts(old) || Recounts(new) {
		return nil, nil
	}
	if at == InRules || laysDown(old) && laysDown(new) || at == InProse && commandsIn(old) && commandsIn(new) {
		return listDiffers(spans)
	}
	if !hasActor(old) || !hasActor(new) {
		return nil, nil
	}
	if gone, come = namesJoined(spans); len(gone)+len(come) > 0 || rewritten(spans) {
		return gone, come
	}
	return narrowed(spans)
}

// namesJoined tells who came to a list of those with duties, or left it, in what one of them does:
// "the head tells the officer [and the chair]".
func namesJoined(spans []Span) (gone, come []string) {
	for i, s := range spans {
		if !joinsList(spans, i) || rewritten(beside(spans, i, i+1)) || !namesSomebody(itemOf(s.Key)) {
			continue
		}
		if s.Op == diff.Delete {
			gone = append(gone, strings.Trim(s.Key, " ,"))
		} else {
			come = append(come, strings.Trim(s.Key, " ,"))
		}
	}
	if slices.Equal(itemWords(gone), itemWords(come)) { // in another order
		return nil, nil
	}
	return gone, come
}

// namesSomebody tells whether one of the items of a list names people or a body with duties.
func namesSomebody(items string) bool {
	return slices.ContainsFunc(listMarks.Split(items, -1), func(item string) bool { return NameIn(item) != "" })
}

// listMarks part the items of a list.
var listMarks = regexp.MustCompile(` ?, (?:and |or )?| (?:and|or) `)

// scopeDiffers tells it of a sentence where it stands.
func (v *Verdict) scopeDiffers(spans []Span, old, new string) (gone, come []string) {
	return v.unlessBeside(scopeDiffers(spans, old, new, v.at))
}

// unlessBeside leaves out what came to a point of a list of rules from another point, or went from
// it to one.
func (v *Verdict) unlessBeside(gone, come []string) (left, got []string) {
	if v.at != InRules || v.loose == nil {
		return gone, come
	}
	beside := func(side bool) func(item string) bool {
		return func(item string) bool {
			words := wordsThatTell(item)
			return slices.ContainsFunc(v.loose(side), func(o loose) bool { return Shared(words, o.words) == len(words) })
		}
	}
	return slices.DeleteFunc(gone, beside(false)), slices.DeleteFunc(come, beside(true))
}

// narrowed tells which word came before those for whom, or for what, people with duties do a
// thing, or left it: "the nurse weighs each [premature] baby".
func narrowed(spans []Span) (gone, come []string) {
	for i, s := range spans {
		if i == 0 || s.Op == diff.Keep || !joinsList(spans, i) || itemOf(s.Key) != "" {
			continue
		}
		if s.Op == diff.Delete {
			gone = append(gone, s.Key)
		} else {
			come = append(come, s.Key)
		}
	}
	return gone, come
}

// listDiffers tells what came to a list of a sentence or left it. What took the place of
// something else is told with it where it stands in the same list.
func listDiffers(spans []Span) (gone, come []string) {
	spans = verbApart(spans)
	if saidOtherwise(spans) {
		return nil, nil
	}
	told := make([]bool, len(spans))
	for i := range spans {
		told[i] = joinsList(spans, i) && !isInside(spans, i, examples)
	}
	for i := range spans {
		if isSwap(spans, i) && (i >= 2 && told[i-2] && joining.MatchString(spans[i-1].Key) || i+3 < len(spans) && told[i+3] && joining.MatchString(spans[i+2].Key)) {
			told[i], told[i+1] = true, true
		}
	}
	for i, s := range spans {
		switch {
		case !told[i]:
		case s.Op == diff.Delete:
			gone = append(gone, strings.Trim(s.Key, " ,"))
		default:
			come = append(come, strings.Trim(s.Key, " ,"))
		}
	}
	if slices.Equal(itemWords(gone), itemWords(come)) { // in another order
		return nil, nil
	}
	return gone, come
}

// examples are what is named by way of example to the end of the clause.
var examples = regexp.MustCompile(`\b(?:for example|for instance|e\.g)\b[^,;:)]*`)

// verbApart parts the verb that only follows in number from the item that a list gained or lost:
// "the father [is] [and the aunt are] invited".
func verbApart(spans []Span) []Span {
	number := map[string]string{"is": "are", "was": "were", "has": "have"}
	without := func(long, short Span) (item Span, ok bool) {
		many := number[short.Key]
		item = long
		item.Key, ok = strings.CutSuffix(long.Key, " "+many)
		return item, ok && many != ""
	}
	for i := 0; i+1 < len(spans); i++ {
		if spans[i].Op != diff.Delete || spans[i+1].Op != diff.Insert {
			continue
		}
		item, ok := without(spans[i], spans[i+1])
		if !ok {
			item, ok = without(spans[i+1], spans[i])
		}
		if ok {
			return slices.Concat(spans[:i], []Span{item}, spans[i+2:])
		}
	}
	return spans
}

// isSwap tells whether a word or two took the place of others at span i.
func isSwap(spans []Span, i int) bool {
	return i+1 < len(spans) && spans[i].Op == diff.Delete && spans[i+1].Op == diff.Insert && HasLetters(spans[i].Key) && HasLetters(spans[i+1].Key) &&
		!spans[i].Swept && max(CountWords(spans[i].Key), CountWords(spans[i+1].Key)) <= 2
}

// joinsList tells whether span i is an item that came to a list or left it, and none in the
// place of another.
func joinsList(spans []Span, i int) bool {
	s := spans[i]
	if s.Op != diff.Delete && s.Op != diff.Insert || s.Swept || !HasLetters(s.Key) {
		return false
	}
	if s.Op == diff.Delete && isSameNumber(spans, i) || i > 0 && isSameNumber(spans, i-1) {
		return false
	}
	item := itemOf(s.Key)
	if isCount(spans, i) {
		return false
	}
	if beside := i > 0 && spans[i-1].Op == diff.Delete && HasLetters(spans[i-1].Key) || s.Op == diff.Delete && i+1 < len(spans) && spans[i+1].Op == diff.Insert && HasLetters(spans[i+1].Key); beside && item != "" {
		return false // one for the other
	}
	return item != "" || i > 0 && spans[i-1].Op == diff.Keep && quantified.MatchString(spans[i-1].Key) && strings.Count(s.Key, " ") < 2 && s.Key != "such"
}

// isCount tells whether the number at span i took the place of another: "every [six] [ten] children".
func isCount(spans []Span, i int) bool {
	isNumber := func(k int, op diff.Op) bool {
		return k < len(spans) && spans[k].Op == op && aValue.MatchString(spans[k].Key)
	}
	return isNumber(i, diff.Delete) && isNumber(i+1, diff.Insert)
}

// isSameNumber tells whether a number was written otherwise at span i: "every [two] [2] weeks".
func isSameNumber(spans []Span, i int) bool {
	return i+1 < len(spans) && spans[i].Op == diff.Delete && spans[i+1].Op == diff.Insert && InDigits(bareWord(spans[i].Key)) == InDigits(bareWord(spans[i+1].Key))
}

// joining are words that join a list.
var joining = regexp.MustCompile(`^(?:and|or|as well as|nor|,| )*$`)

// saidOtherwise tells whether words were changed beside those that came to or left a list: the
// sentence was written anew.
func saidOtherwise(spans []Span) bool {
	return slices.ContainsFunc(spans, func(s Span) bool {
		changed := s.Op != diff.Keep && !s.Swept && !joining.MatchString(s.Key)
		return changed && itemOf(s.Key) == "" && strings.Contains(s.Key, " ")
	})
}

// itemWords are the words of items of a list in order of the alphabet.
func itemWords(items []string) []string {
	words := strings.FieldsFunc(strings.Join(items, " "), func(r rune) bool { return r == ' ' || r == ',' })
	words = slices.DeleteFunc(words, func(w string) bool { return w == "and" || w == "or" })
	slices.Sort(words)
	return words
}

// ofWhomBehind is a clause behind an item that says of whom it is.
var ofWhomBehind = regexp.MustCompile(` (?:who|whom|whose) .*$`)

// itemOf returns the item of a list that a span joins to it, "" for something else.
func itemOf(key string) string {
	m := oneMore.FindStringSubmatch(key)
	if m == nil {
		return ""
	}
	item := m[1] + m[2] + m[3]
	if head := ofWhomBehind.ReplaceAllString(item, ""); head != item && NameIn(head) != "" {
		item = head
	}
	long := func(one string) bool { return CountWords(one) > mostItemWords }
	if slices.ContainsFunc(listMarks.Split(item, -1), long) || clauseWords.MatchString(item) || !HasLetters(item) || !namesMore(item) {
		return ""
	}
	return item
}
