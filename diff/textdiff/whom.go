package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

// kindsOfPeople are the people whom a manual is about, by a letter for each that a word may
// mean: child, unborn child, mother, father, other carer, adult. Words that share none are never
// said of the same people.
var kindsOfPeople = func() map[string]string {
	out := map[string]string{}
	for kinds, words := range map[string]string{
		"c":      "child children girl girls boy boys youngster youngsters teenager teenagers pupil pupils baby babies infant infants",
		"m":      "mother mothers mum mums",
		"f":      "father fathers dad dads",
		"mfk":    "parent parents guardian guardians",
		"k":      "grandparent grandparents grandmother grandmothers grandfather grandfathers aunt aunts uncle uncles",
		"s":      "sibling siblings",
		"n":      "neighbour neighbours friend friends",
		"mfka":   "carer carers caregiver caregivers",
		"cmfkan": "family families relative relatives person persons people anyone everyone anybody everybody others another them they individual individuals victim victims survivor survivors",
		"a":      "adult adults",
	} {
		for w := range strings.FieldsSeq(words) {
			out[w] = kinds
		}
	}
	return out
}()

// unborn is one word for a child that is not born yet, and young people one for children.
var unborn = strings.NewReplacer("unborn baby", "unborn", "unborn babies", "unborn", "unborn child", "unborn", "unborn children", "unborn", "young people", "children", "young person", "child")

// behindPerson begins what may stand behind the name of people that is not part of a longer
// name, as "child protection" and "family court" are.
var behindPerson = regexp.MustCompile(`^(?:$|[^a-z0-9]|(?:an?|the|and|or|of|to|in|for|with|on|by|at|from|is|are|was|were|be|been|who|whom|whose|that|which|this|under|over|as|must|should|shall|may|can|cannot|will|would|could|ought|needs?|consents?|agrees?|gives?|grants?|signs?|decides?|has|have|had|does|do|not|before|after|when|where|while|if|unless|until|about|whether|how|what|why|alone|present|during|within|without|also|always|never|only|first|then|there|here|it|they|he|she|because|so)\b)`)

// peopleIn are the letters of the people that some words name, and the words of them; behind is
// what follows the words.
func peopleIn(words, behind string) (kinds, named string) {
	fields := strings.Fields(unborn.Replace(words))
	last := -1
	for i, w := range fields {
		next := behind
		if i+1 < len(fields) {
			next = fields[i+1]
		}
		letters := kindsOfPeople[w]
		if w == "unborn" {
			letters = "u"
		}
		if letters != "" && behindPerson.MatchString(next) {
			kinds, last = kinds+letters, i
		}
	}
	if last < 0 {
		return "", ""
	}
	return kinds, article.ReplaceAllString(namedUpTo(words, last-len(fields)+1), "")
}

// samePeople tells whether two names mean the same people, "the child" and "the young person".
func samePeople(a, b, behind string) bool {
	was, _ := peopleIn(a, behind)
	is, _ := peopleIn(b, behind)
	return was != "" && strings.Trim(was, is) == "" && strings.Trim(is, was) == ""
}

// namedUpTo cuts some words off the end of others; n is no more than 0.
func namedUpTo(words string, n int) string {
	all := strings.Fields(words)
	return strings.Join(all[:max(len(all)+n, 0)], " ")
}

// whomChanged tells whom a sentence that lays something down was about and whom it is about
// now, where those are other people: "make sure that the [child is] [mother and the unborn baby
// are] safe". "" where the same may be meant, or the sentence was written anew.
func whomChanged(spans []Span, old, new string) (from, to string) {
	if !rules(old) && !decides.MatchString(old) || !rules(new) && !decides.MatchString(new) || Recounts(old) || Recounts(new) {
		return "", ""
	}
	for i := 0; i+1 < len(spans); i++ {
		if spans[i].Op != diff.Delete || spans[i+1].Op != diff.Insert || spans[i].Swept || sameName(spans[i].Key, spans[i+1].Key) {
			continue
		}
		if changedPlaces(spans[i:]) {
			i += 4
			continue
		}
		if behind := newerText(spans[i+2:]); longName.MatchString(spans[i].text+behind) || longName.MatchString(spans[i+1].text+behind) {
			continue
		}
		behind := keysOf(spans[i+2:])
		from, to := withoutVerb(spans[i].Key, spans[i+1].Key)
		if from != spans[i].Key {
			behind = lastWord(spans[i].Key) + " " + behind
		}
		from, to, behind = ownersOf(from, to, behind)
		was, before := peopleIn(from, behind)
		is, after := peopleIn(to, behind)
		if was != "" && is != "" && !strings.ContainsAny(was, is) && !rewritten(beside(spans, i, i+2)) {
			return before, after
		}
		if before, after := peopleOrBody(from, to, behind); before != "" && !rewritten(beside(spans, i, i+2)) {
			return before, after
		}
	}
	return "", ""
}

// leave is what somebody gives to what others do.
var leave = regexp.MustCompile(`^(?:(?:written|verbal|prior|informed|express|explicit) )*(?:consent|approval|agreement|permission|authorisation|signature|authority)\b`)

// ownersOf are two names that took the place of one another, without the ending of those whose
// leave it is: "the [child's] [parent's] consent".
func ownersOf(was, is, behind string) (from, to, next string) {
	if !leave.MatchString(behind) || !owning.MatchString(was) || !owning.MatchString(is) {
		return was, is, behind
	}
	return owning.ReplaceAllString(was, ""), owning.ReplaceAllString(is, ""), ""
}

// owning is the ending of a name to which something belongs.
var owning = regexp.MustCompile(`(?:'s| ?')$`)

// decides is what those of whom a manual is about do that counts: "the mother consents".
var decides = regexp.MustCompile(`\b(?:consents?|agrees?|(?:gives?|grants?|refuses?|withholds?) (?:[a-z]+ )?(?:consent|permission|agreement)|decides?|signs?)\b`)

// peopleOrBody tells where those of whom a manual is about gave way to people or a body who have
// duties, or the other way round: "sent to the [parents] [school]". Whoever may be either, a
// person or a carer, is not told apart.
func peopleOrBody(was, is, behind string) (from, to string) {
	people := func(words string) string {
		if letters, named := peopleIn(words, behind); letters != "" && letters != kindsOfPeople["person"] && NameIn(words) == "" && someCount.ReplaceAllString(bareWord(article.ReplaceAllString(words, "")), "") == someCount.ReplaceAllString(named, "") {
			return named
		}
		return ""
	}
	worker := func(words string) string {
		if name := NameIn(words); name != "" && kindsOfPeople[lastWord(name)] == "" && !Anybody.MatchString(name) {
			return name
		}
		return ""
	}
	switch a, b := people(was), people(is); {
	case a != "" && worker(is) != "":
		return a, worker(is)
	case b != "" && worker(was) != "":
		return worker(was), b
	}
	return "", ""
}

// longName begins with a name of more than one word in capitals: "Children and Families Act".
var longName = regexp.MustCompile(`^[A-Z][^ ]* (?:(?:and|or|of|in|for|with|to|the|at) )*[(“"]?[A-Z]`)

// newerText is what the newer side of spans prints.
func newerText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Op != diff.Delete && s.Op != diff.MoveFrom {
			b.WriteString(s.text)
		}
	}
	return b.String()
}

// beside are all spans but some.
func beside(spans []Span, from, to int) []Span {
	return slices.Concat(spans[:from:from], spans[to:])
}

// rules tells whether a folded sentence says what is to be done, or is done as a rule.
func rules(folded string) bool {
	return laysDown(folded) || dutyIn(folded, true) != "" || hasActor(folded)
}

// byWhom is an agent and nothing else: "by the lead worker".
var byWhom = regexp.MustCompile(`^,? ?(?:only |jointly )?by ([a-z' -]+?)(?: ,)?$`)

// agentDiffers tells who came to a sentence that lays something down, or left it, as the one
// who does it: "it is checked each week [by the lead worker]". One who is named in both
// sentences did so before.
func agentDiffers(spans []Span, old, new string) (gone, come []string) {
	if !laysDown(old) || !laysDown(new) {
		return nil, nil
	}
	for i, s := range spans {
		if s.Op != diff.Delete && s.Op != diff.Insert || s.Swept || i > 0 && spans[i-1].Op == diff.Delete || s.Op == diff.Delete && i+1 < len(spans) && spans[i+1].Op == diff.Insert {
			continue
		}
		m := byWhom.FindStringSubmatch(s.Key)
		if m == nil {
			continue
		}
		name := NameIn(m[1])
		switch {
		case name == "" || Anybody.MatchString(name) || rewritten(beside(spans, i, i+1)):
		case s.Op == diff.Delete && !strings.Contains(new, name):
			gone = append(gone, s.Key)
		case s.Op == diff.Insert && !strings.Contains(old, name):
			come = append(come, s.Key)
		}
	}
	return gone, come
}

// doneBy ends where the agent of what is done is about to be named: "is taken home by".
var doneBy = regexp.MustCompile(`\b(?:is|are|be) (?:(?:not|never|always|only|also|then|[a-z]+ly) )*(` + participles + `)(?: [a-z]+){0,3} by$`)

// agentReplaced tells who did what is done as a rule, and who or what does it now, where one of
// the two is known for somebody with duties: "is taken home by [the warden] [a taxi firm]".
func agentReplaced(spans []Span, old, new string) (from, to string) {
	if Recounts(old) || Recounts(new) {
		return "", ""
	}
	for i := 1; i+1 < len(spans); i++ {
		del, ins := spans[i], spans[i+1]
		if del.Op != diff.Delete || ins.Op != diff.Insert || del.Swept || timed(del.Key) || timed(ins.Key) || rewritten(beside(spans, i, i+2)) {
			continue
		}
		if done := doneBy.FindStringSubmatch(keysOf(spans[:i])); done == nil || slices.Contains(describing, done[1]) {
			continue
		}
		was, is := NameIn(del.Key), NameIn(ins.Key)
		if (was == "") != (is == "") && article.MatchString(del.Key) && article.MatchString(ins.Key) && !Anybody.MatchString(was+is) {
			return bareWord(del.Key), bareWord(ins.Key)
		}
	}
	return "", ""
}

// timed tells whether some words name a time.
func timed(words string) bool {
	return len(DeadlinesOf("by "+words)) > 0 || strings.HasPrefix(article.ReplaceAllString(words, ""), "end ")
}

const ofThisText = `(?:these|this|our|the) (?:[a-z-]+ ){0,2}(?:procedures?|protocols?|polic(?:y|ies)|chapters?|manuals?|guidance|rules?|codes?|sections?|pathways?|standards?|duty|duties)`

// covering says for whom a text or a rule is, with what stands in front of it and behind: "agency
// staff are covered by these procedures", "this chapter applies to volunteers".
var covering = regexp.MustCompile(`([^.;:]*)\b((?:is|are) (?:[a-z]+ )?(?:covered|bound) by (?:these|this|our) [a-z]+|(?:this|` + ofThisText + `) (?:[a-z]+ )?(?:appl(?:y|ies)|extends?)(?: only| just| solely| also| as well| equally)? to)\b([^.;:]*)`)

// workers are people of whom [bearer] does not know.
var workers = strings.Fields("student students trainee trainees apprentice apprentices contractor contractors employees visitor visitors patient patients resident residents all everybody everyone anybody anyone")

// coverage returns the words by which a passage says of people that a text is for them, "" if it
// does not.
func coverage(folded string) string {
	for _, m := range covering.FindAllStringSubmatch(folded, -1) {
		whom := m[1]
		if strings.HasSuffix(m[2], " to") {
			whom = m[3]
		}
		if slices.ContainsFunc(strings.FieldsFunc(whom, func(r rune) bool { return strings.ContainsRune(" ,()", r) }), isPeople) && !Recounts(m[0]) {
			return m[2]
		}
	}
	return ""
}

func isPeople(word string) bool {
	return kindsOfPeople[word] != "" || slices.Contains(workers, word) || bearer.MatchString(word)
}
