package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/parse"
)

// isPoint tells whether a line is an item of a list; some formats lose the marker,
// but a few words without a full stop are no sentence.
func isPoint(l *Line) bool {
	if l.Kind == parse.Item {
		return true
	}
	text := strings.TrimSpace(l.Text)
	return l.Kind == parse.Paragraph && l.Words <= 14 && (strings.HasSuffix(text, ";") || strings.HasSuffix(text, ",") || strings.HasSuffix(text, "; and") || strings.HasSuffix(text, "; or"))
}

var (
	// openList are words of a list that is open: what is taken out of it may still hold.
	openList = regexp.MustCompile(`\b(?:such as|for example|e\.?g|examples?|guide only|not (?:complete|exhaustive)|signs?|indicators?|symptoms?|features|topics?|themes?|questions?|related|further|useful)\b`)
	// caseOf leads to the cases in which something is required, or is to be done.
	caseOf = regexp.MustCompile(`\b(?:is|are|be) (?:not )?(?:required|essential)\b|^(?:please )?(?:escalate|call|contact|report|raise|convene|arrange|ask|record|stop|act) [^.;]*\b(?:if|when|where|unless)(?: (?:both|either|any|all))?:$`)
	// willDo leads to what people with duties do, or how their work is to be: "the person who
	// takes the call will:", "a good plan will be:".
	willDo = regexp.MustCompile(`^(?:(?:the|an?|all|any|each|every|both|our|your) )?(?:[a-z'-]+ ){0,3}(?:` + bearerNouns + `|` + works + `|person who [a-z]{4,})(?: [^:;,.]*)? (?:will|shall)(?: (?:also|then|always|both|all|be|ensure|include))*(?: that)? ?:$`)
	// inCases ends what leads to the cases in which a thing is done.
	inCases = regexp.MustCompile(`\b(?:if|when|where)(?: (?:both|either|any|all|one)(?: of (?:the following|these))?)?(?: (?:is|are) true)? ?:$`)
	// ofWorks begins with what is of the work: "a review is held".
	ofWorks = regexp.MustCompile(`^(?:(?:the|an?|all|any|each|every) )?(?:[a-z'-]+ ){0,3}` + works + ` [^.;:]*:$`)
	// holds leads to what the papers of the work have to say: "the referral sets out:".
	holds = regexp.MustCompile(`^(?:(?:the|an?|all|any|each|every|our|your) )?(?:[a-z'-]+ ){0,3}` + papers + `(?: (?:of|for|to|from|by) [^:;,.]*?)? (?:also |then |always )?(?:asks? for|includes?|contains?|covers?|sets? out|records?|states?|lists?|names?|gives?|specif(?:y|ies))(?: at least| the following| details of| who| what)* ?:$`)
	// attended leads to those who are members of a body or a meeting, or come to it.
	attended = regexp.MustCompile(`\b(?:members|membership) of (?:the|an?|each|every) [a-z' -]+ (?:are|is|includes?) ?:$|\bthe following (?:[a-z-]+ ){0,3}(?:attend|take part|sit on|are (?:always |also )?(?:invited|members|told|informed|consulted))\b|\b` + gatherings + ` (?:(?:is|are) (?:attended by|made up of)|consists? of|comprises?|includes?)(?: the following)? ?:$`)
	// followingDo leads to those who do a thing, with the verb: "the following staff complete".
	followingDo = regexp.MustCompile(`\bthe following (?:[a-z-]+ ){0,2}(?:people|persons|agencies|` + bearerNouns + `) ([a-z]+) [^:]*:$`)
	// eachCase are words of a list all of which is a rule.
	eachCase = regexp.MustCompile(`\b(?:(?:in|on) (?:every|each|all) [a-z]+|always|at (?:a )?minimum|criteria|(?:any|all|one) of the following)\b`)
)

// losesPoint tells whether the removed line i of a script is a point of a list that lays
// something down: a step to take, or a case that a rule covers. Signs and examples, and a point
// that gave way to another, are none.
func (s *Script) losesPoint(i int) bool {
	a := s.Lines[i].a
	return isRule(s.old, a) && !s.replaced(i)
}

// gainsPoint tells whether the new line i of a script is such a point of a list that was there
// before.
func (s *Script) gainsPoint(i int) bool {
	b := s.Lines[i].B
	return isRule(s.new, b) && s.leadStays(i) && !s.splitOff(i)
}

// isRule tells whether a line is a point of a list that lays something down, which says nothing
// that is told of it otherwise.
func isRule(lines []Line, at int) bool {
	point := &lines[at]
	folded := FoldText(point.Text)
	if !isPoint(point) || dutyIn(folded, false) != "" || len(ContactsOf(folded)) > 0 || documents.MatchString(point.Text) || 2*linkedWords(point) >= point.Words {
		return false
	}
	return leadsToRules(FoldText(leadOf(lines, at)))
}

// leadStays tells whether what leads to the list of the new line i stood in the older text.
func (s *Script) leadStays(i int) bool {
	for i--; i >= 0; i-- {
		if b := s.Lines[i].B; b >= 0 && !isPoint(&s.new[b]) {
			return s.Lines[i].a >= 0
		}
	}
	return false
}

// splitOff tells whether, among the lines changed beside the new line i, an old point went, or one
// stands that said what the new point says.
func (s *Script) splitOff(i int) bool {
	point := &s.new[s.Lines[i].B]
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(s.Lines) && s.Lines[k].Spans != nil; k += step {
			l := &s.Lines[k]
			if l.a >= 0 && !l.move && (l.B < 0 && isPoint(&s.old[l.a]) || takesIn(&s.old[l.a], point)) {
				return true
			}
		}
	}
	return false
}

// leadsToRules tells whether the folded sentence that leads to a list lays something down of
// all of its points.
func leadsToRules(lead string) bool {
	if m := followingDo.FindStringSubmatch(lead); m != nil && !slices.Contains(being, m[1]) && !openList.MatchString(lead) {
		return true
	}
	cases := inCases.MatchString(lead) && (ofWorks.MatchString(lead) || doer(lead) != "")
	rules := cases || dutyIn(lead, true) != "" || len(verbsOf(lead)) == 0 && laysDown(lead) || eachCase.MatchString(lead) || slices.ContainsFunc([]*regexp.Regexp{caseOf, willDo, holds, attended}, func(re *regexp.Regexp) bool { return re.MatchString(lead) })
	return rules && !openList.MatchString(lead)
}

// standingOf tells whether a line that stands in both documents can be a rule.
func (s *Script) standingOf(l *LineScript) Standing {
	at := max(l.a, 0)
	if l.a < 0 && l.move && l.B >= 0 {
		at = l.peer
	}
	if l.a < 0 && !l.move {
		return InProse
	}
	return StandingAt(s.old, at)
}

// StandingAt tells where a line stands that stays as it is.
func StandingAt(lines []Line, at int) Standing {
	if !isPoint(&lines[at]) {
		return InProse
	}
	standing := listAt(lines, at)
	if standing == InList && isStep(FoldText(lines[at].Text), FoldText(leadOf(lines, at))) {
		return InProse
	}
	return standing
}

// listAt tells whether the list in which a line stands is one of rules.
func listAt(lines []Line, at int) Standing {
	if leadsToRules(FoldText(leadOf(lines, at))) {
		return InRules
	}
	return InList
}

// leadOf is the sentence that leads to the list in which a line stands, "" if none does.
func leadOf(lines []Line, at int) string {
	for at--; at >= 0 && isPoint(&lines[at]); at-- {
	}
	if at < 0 || lines[at].Kind == parse.Heading || !strings.HasSuffix(strings.TrimSpace(lines[at].Text), ":") {
		return ""
	}
	all := Sentences(&lines[at])
	return all[len(all)-1].Text
}

// footnotes is the class of notes, which look like a list.
var footnotes = regexp.MustCompile(`(?i)(?:foot|end)[ _-]?note`)

// joinsList tells whether the new line i is a point of a list: no footnote, and no whole sentence
// unless the list was there before, or an older sentence leads to it.
func (s *Script) joinsList(i int) bool {
	own := &s.new[s.Lines[i].B]
	if !isPoint(own) || footnotes.MatchString(own.Class) {
		return false
	}
	if !strings.HasSuffix(strings.TrimSpace(own.Text), ".") {
		return true
	}
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(s.Lines); k += step {
			l := &s.Lines[k]
			if l.B < 0 {
				continue
			}
			beside := &s.new[l.B]
			if !isPoint(beside) || beside.Under != own.Under {
				if step < 0 && l.a >= 0 && beside.Kind != parse.Heading && strings.HasSuffix(strings.TrimSpace(beside.Text), ":") {
					return true
				}
				break
			}
			if l.a >= 0 || l.move {
				return true
			}
		}
	}
	return false
}

// replaced tells whether, among the lines changed beside line i, a new point stands, or one
// that took in what the removed point said.
func (s *Script) replaced(i int) bool {
	point := &s.old[s.Lines[i].a]
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(s.Lines) && s.Lines[k].Spans != nil; k += step {
			l := &s.Lines[k]
			if l.B >= 0 && !l.move && (l.a < 0 && isPoint(&s.new[l.B]) || takesIn(&s.new[l.B], point)) {
				return true
			}
		}
	}
	return false
}

// takesIn tells whether nearly all words of a point are among those of a line.
func takesIn(l, point *Line) bool {
	const nearly = .8
	words := point.bag()
	return float64(Shared(words, l.bag())) >= nearly*float64(len(words))
}

// linkedWords counts the words of a line that are links.
func linkedWords(l *Line) int {
	n := 0
	for _, k := range l.Links {
		n += CountWords(FoldText(LinkWords(l, k)))
	}
	return n
}

var (
	// personName is what a person is called in a table of contacts.
	personName = regexp.MustCompile(`^(?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Revd|Sir|Dame|Cllr|Councillor)\.? )?\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}$|^(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor)\.? \p{Lu}[\p{L}'’-]+$`)
	// nobodyYet is what stands there while nobody holds the post.
	nobodyYet = regexp.MustCompile(`(?i)^(?:vacan(?:t|cy)|tb[ac]|to be (?:confirmed|appointed|advised|announced))$`)
	// besideName is what a cell says behind a name: "Ann Lea (acting)".
	besideName = regexp.MustCompile(`\s*[,(].*$`)
)

// postal is a sentence that says where to write to.
var postal = regexp.MustCompile(`^(?:please )?(?:write|send (?:your )?letters|address (?:your )?letters) to [^.;:]*\.?$`)

// isPostal tells whether a folded passage says that, and no more.
func isPostal(folded string) bool { return CountWords(folded) < 15 && postal.MatchString(folded) }

// contactNamed tells of a row of contacts in which only another person is named.
func (v *Verdict) contactNamed(old, new string) bool {
	if !onlyContact(FoldText(new)) {
		return false
	}
	a, b := strings.Split(old, " | "), strings.Split(new, " | ")
	if len(a) != len(b) {
		return false
	}
	var gone, come []string
	for i := range a {
		from, to := strings.TrimSpace(a[i]), strings.TrimSpace(b[i])
		if FoldText(from) == FoldText(to) {
			continue
		}
		if !namesPerson(from) || !namesPerson(to) {
			return false
		}
		gone, come = append(gone, from), append(come, to)
	}
	if len(gone) > 0 {
		v.say(diff.Minor, "%s", became("contact", gone, come))
	}
	return len(gone) > 0
}

// namesPerson tells whether a cell names a person, and no post or body.
func namesPerson(cell string) bool {
	name := besideName.ReplaceAllString(cell, "")
	if nobodyYet.MatchString(name) {
		return true
	}
	if slices.ContainsFunc(strings.FieldsFunc(FoldText(cell), func(r rune) bool { return strings.ContainsRune(" ,()", r) }), bearer.MatchString) {
		return false
	}
	return personName.MatchString(name)
}
