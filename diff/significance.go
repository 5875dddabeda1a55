package diff

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"manualwatch/parse"
)

// rank orders the classes; the highest of its parts is that of a change.
var rank = map[Significance]int{Editorial: 0, Links: 1, Minor: 2, NewText: 3, Practice: 4}

// A vocabulary is what words an edition has.
type vocabulary interface {
	// Prints reports whether the edition has a word.
	Prints(word string) bool
	// Behind are the words that stand behind certain words.
	Behind(words string) map[string]bool
}

// A verdict is the significance of an edited text with the reasons in words, the
// weightiest first.
type verdict struct {
	sig         Significance
	reasons     [5][]string // by rank
	obligations []Obligation
	defined     map[string]bool // duty words that the manual defines
	then, now   vocabulary      // of the editions
}

// maxReasons is how many reasons of one weight are told of a change.
const maxReasons = 8

func (v *verdict) say(sig Significance, format string, args ...any) {
	if v.sig == "" || rank[sig] > rank[v.sig] {
		v.sig = sig
	}
	reason := fmt.Sprintf(format, args...)
	if list := &v.reasons[rank[sig]]; len(*list) < maxReasons && !slices.Contains(*list, reason) {
		*list = append(*list, reason)
	}
}

// all returns the reasons, the weightiest first.
func (v *verdict) all() []string {
	var out []string
	for r := len(v.reasons) - 1; r >= 0; r-- {
		out = append(out, v.reasons[r]...)
	}
	return out[:min(len(out), maxReasons)]
}

// judge weighs every changed line of a script.
func (s *script) judge(v *verdict, crossRefs map[string]string) {
	columns := s.columnsMoved()
	for i := range s.lines {
		l := &s.lines[i]
		if l.spans == nil || allSwept(l.spans) {
			continue
		}
		switch {
		case columns[i]:
			v.say(Minor, "the columns of a table stand in another order")
		case l.a >= 0 && l.b >= 0 && s.new[l.b].kind == parse.Heading && slices.ContainsFunc(l.sents, sentenceEdit.lone):
			v.say(Minor, "heading %q became %q", clip(s.old[l.a].text), clip(s.new[l.b].text))
		case l.a >= 0 && l.b >= 0:
			v.sentences(l, s.kindOf(l), crossRefs)
		case l.move && l.b >= 0:
			v.say(Minor, "a passage was moved")
			v.sentences(l, s.kindOf(l), crossRefs)
		case l.move: // told at its new place
		case len(l.sents) > 0: // some of its sentences moved
			v.sentences(l, parse.Paragraph, crossRefs)
		case l.b >= 0 && s.joinsTable(i):
			v.addedRow(&s.new[l.b])
		case l.b >= 0:
			v.added(&s.new[l.b])
		case s.losesPoint(i):
			v.say(Practice, "a list that lays something down lost a point")
		default:
			v.removed(&s.old[l.a])
		}
	}
}

func (v *verdict) sentences(l *lineScript, kind parse.BlockKind, crossRefs map[string]string) {
	for _, e := range l.sents {
		spans := l.spans[e.first:e.end]
		if moved, swept := onlyMoved(spans); swept {
			if moved && !l.move { // where all of the passage did, that is told of it
				v.say(Minor, "a sentence was moved")
			}
			continue
		}
		v.sentence(e, spans, kind, crossRefs)
	}
}

// onlyMoved tells whether nothing but swept terms was edited in a sentence, and whether it
// moved.
func onlyMoved(spans []span) (moved, swept bool) {
	for _, s := range spans {
		switch s.op {
		case MoveFrom, MoveTo:
			moved = true
		case Delete, Insert:
			if !s.swept {
				return moved, false
			}
			swept = true
		}
	}
	return moved, swept
}

func allSwept(spans []span) bool {
	for _, s := range spans {
		if s.op != Keep && !s.swept {
			return false
		}
	}
	return true
}

// lone tells whether a sentence came or went.
func (e sentenceEdit) lone() bool { return len(e.old) == 0 || len(e.new) == 0 }

// added weighs a new line.
func (v *verdict) added(l *line) {
	folded := foldText(l.text)
	duty, contact := dutyIn(folded, l.kind == parse.Paragraph), len(contactsOf(folded)) > 0
	if contact && l.words < 12 && strongVerbs.FindString(duty) == "" {
		duty = "" // "Ring the desk on 01632 960111"
	}
	switch {
	case l.kind == parse.Heading:
		v.say(Minor, "new heading %q", clip(l.text))
	case duty != "":
		v.obligations = append(v.obligations, Obligation{Sentence: sentenceWith(l, duty), To: duty})
		v.say(Practice, "new passage with an obligation (%q)", duty)
	case l.kind == parse.Row && len(deadlinesOf(folded)) > 0 && !contact:
		v.say(Practice, "table row with a timescale added")
	case l.kind == parse.Row && contact:
		v.say(Minor, "table row with contact details added")
	case bindingDeadline(folded) != "" && !contact:
		v.say(Practice, "new passage with a timescale (%q)", bindingDeadline(folded))
	case isPoint(l):
		v.say(Minor, "a point was added to a list")
	case contact && l.words < 12:
		v.say(Minor, "contact details added")
	default:
		v.say(NewText, "new passage without an obligation")
	}
}

// removed weighs a line that is gone.
func (v *verdict) removed(l *line) {
	folded := foldText(l.text)
	duty := dutyIn(folded, l.kind == parse.Paragraph)
	switch {
	case l.kind == parse.Heading:
		v.say(Minor, "heading %q removed", clip(l.text))
	case duty != "":
		v.obligations = append(v.obligations, Obligation{Sentence: sentenceWith(l, duty), From: duty})
		v.say(Practice, "a passage with an obligation (%q) was removed", duty)
	case isPoint(l):
		v.say(Minor, "a point was removed from a list")
	case l.kind == parse.Row && len(contactsOf(folded)) > 0 || len(contactsOf(folded)) > 0 && l.words < 12:
		v.say(Minor, "contact details removed")
	default:
		v.say(Practice, "a passage was removed")
	}
}

func sentenceWith(l *line, verb string) string {
	for _, s := range sentences(l) {
		if strings.Contains(foldText(s.text), verb) {
			return strings.TrimSpace(s.text)
		}
	}
	return l.text
}

// sentence weighs a changed, added or removed sentence inside a passage.
func (v *verdict) sentence(e sentenceEdit, spans []span, kind parse.BlockKind, crossRefs map[string]string) {
	old, new := keyOf(e.old), keyOf(e.new)
	switch {
	case e.moved:
		v.say(Minor, "a sentence was moved")
	case old == "":
		v.wholeSentence(e.new, kind, true)
	case new == "":
		v.wholeSentence(e.old, kind, false)
	default:
		v.rewording(e, spans, foldText(textOf(e.old)), foldText(textOf(e.new)), kind, crossRefs)
	}
}

func textOf(toks []token) string {
	var b strings.Builder
	for _, t := range toks {
		b.WriteString(t.text)
	}
	return strings.TrimSpace(b.String())
}

func (v *verdict) wholeSentence(toks []token, kind parse.BlockKind, added bool) {
	text := textOf(toks)
	what := map[bool]string{true: "added", false: "removed"}[added]
	folded := foldText(text)
	if duty := dutyIn(folded, true); duty != "" {
		o := Obligation{Sentence: text, From: duty}
		if added {
			o = Obligation{Sentence: text, To: duty}
		}
		v.obligations = append(v.obligations, o)
		v.say(Practice, "a sentence with an obligation (%q) was %s", duty, what)
		return
	}
	if by := bindingDeadline(folded); by != "" {
		v.say(Practice, "a sentence with a timescale (%q) was %s", by, what)
		return
	}
	if kind == parse.Row && len(contactsOf(folded)) == 0 {
		v.say(Practice, "a table row was changed")
		return
	}
	if added && wordsOf(toks) >= 5 {
		v.say(NewText, "a sentence was added")
		return
	}
	v.say(Minor, "a sentence was %s", what)
}

// rewording weighs a sentence whose words changed.
func (v *verdict) rewording(e sentenceEdit, spans []span, old, new string, kind parse.BlockKind, crossRefs map[string]string) {
	if marksOnly(spans) {
		v.say(Editorial, "punctuation only")
		return
	}
	if followsNumbering(spans, crossRefs) && !limitsDiffer(old, new) {
		v.say(Editorial, "a cross-reference follows the new numbering")
		return
	}
	if from, to, ok := v.misspelled(spans); ok {
		v.say(Editorial, "spelling: %q became %q", from, to)
		return
	}
	if kind == parse.Heading {
		v.say(Minor, "heading %q became %q", clip(textOf(e.old)), clip(textOf(e.new)))
		return
	}
	loud := v.duties(e, spans, old, new)
	quiet := v.particulars(e, old, new, kind, loud)
	switch {
	case loud:
	case kind == parse.Row && !quiet && v.contactNamed(textOf(e.old), textOf(e.new)):
	case kind == parse.Row && !quiet:
		v.say(Practice, "a table row was changed")
	case !quiet:
		v.say(Minor, "wording")
	}
}

// duties looks for what matters to practice: obligation, negation, deadline,
// threshold, bearer of the duty.
func (v *verdict) duties(e sentenceEdit, spans []span, old, new string) bool {
	loud := false
	say := func(what string, gone, come []string, note string) bool {
		if len(gone)+len(come) == 0 {
			return false
		}
		v.say(Practice, "%s%s", became(what, strings.Join(gone, ", "), strings.Join(come, ", ")), note)
		loud = true
		return true
	}
	gone, come := verbsDiffer(old, new)
	from, to := strings.Join(gone, ", "), strings.Join(come, ", ")
	note := ""
	if v.defined[from] && v.defined[to] {
		note = "; this manual defines both words"
	}
	if say("obligation", gone, come, note) {
		v.obligations = append(v.obligations, Obligation{Sentence: textOf(e.new), From: from, To: to})
	} else {
		gone, come = conditionsDiffer(old, new)
		say("condition or negation", gone, come, "")
	}
	gone, come = differ(deadlinesOf(old), deadlinesOf(new))
	say("timescale", gone, come, "")
	gone, come = differ(thresholdsOf(old), thresholdsOf(new))
	say("threshold", gone, come, "")
	if from, to := bearerChanged(spans); !loud && from != "" {
		v.say(Practice, "who has the duty was changed: %q became %q", from, to)
		loud = true
	}
	if from, to := v.somebodyElse(spans); !loud && from != "" && !recounts(old) && !recounts(new) && !onlyContact(new) {
		v.say(Practice, "somebody else is named: %q became %q", from, to)
		loud = true
	}
	if !loud && laysDown(old) && laysDown(new) {
		gone, come = scopeDiffers(spans)
		say("scope", gone, come, "")
	}
	return loud
}

// particulars looks for contact details, dates, editions of documents and numbers.
// A number of what is laid down matters as much as a duty.
func (v *verdict) particulars(e sentenceEdit, old, new string, kind parse.BlockKind, loud bool) bool {
	quiet := false
	say := func(what string, sig Significance, gone, come []string) {
		if len(gone)+len(come) > 0 {
			v.say(sig, "%s", became(what, strings.Join(gone, ", "), strings.Join(come, ", ")))
			quiet = true
		}
	}
	gone, come := differ(contactsOf(old), contactsOf(new))
	say("contact", Minor, gone, come)
	gone, come = differ(hoursOf(old), hoursOf(new))
	say("opening hours", Minor, gone, come)
	gone, come = differ(datesOf(old), datesOf(new))
	what := "date"
	if doc := documentOf(textOf(e.new), come); doc != "" {
		what = "edition of " + doc
	}
	say(what, Minor, gone, come)
	if gone, come = differ(countsOf(old), countsOf(new)); !loud && !quiet && len(gone) > 0 && len(come) > 0 {
		sig := Practice
		if kind != parse.Row && (recounts(old) || recounts(new)) {
			sig = Minor
		}
		say("number", sig, gone, come)
	}
	return quiet
}

func became(what, from, to string) string {
	switch {
	case from == "":
		return fmt.Sprintf("%s: %q was added", what, to)
	case to == "":
		return fmt.Sprintf("%s: %q was removed", what, from)
	}
	return fmt.Sprintf("%s: %q became %q", what, from, to)
}

// marksOnly tells whether no word was touched.
func marksOnly(spans []span) bool {
	var old, new strings.Builder
	for _, s := range spans {
		switch s.op {
		case MoveFrom, MoveTo:
			return false
		case Keep:
			old.WriteString(lettersOf(s.key))
			new.WriteString(lettersOf(s.key))
		case Delete:
			old.WriteString(lettersOf(s.key))
		case Insert:
			new.WriteString(lettersOf(s.key))
		}
	}
	return old.String() == new.String()
}

func lettersOf(key string) string {
	return strings.Map(func(r rune) rune {
		if isWordRune(r) {
			return r
		}
		return -1
	}, key)
}

// followsNumbering tells whether every replacement is the old number of a chapter
// by its new one.
func followsNumbering(spans []span, crossRefs map[string]string) bool {
	some := false
	for i := 0; i < len(spans); i++ {
		if spans[i].op == Keep || spans[i].swept {
			continue
		}
		if spans[i].op != Delete || i+1 >= len(spans) || spans[i+1].op != Insert || crossRefs[spans[i].key] != spans[i+1].key {
			return false
		}
		some = true
		i++
	}
	return some
}

// bareNumber is a number that may count anything: "2", but not "2.1" or "B2".
var bareNumber = regexp.MustCompile(`^\d+$`)

// limitsDiffer reports sentences that name other timescales, thresholds or counts. The
// number of a section is none of them where the words before it say what it is.
func limitsDiffer(old, new string) bool {
	for _, limits := range []func(string) []mention{deadlinesOf, thresholdsOf} {
		if gone, come := differ(limits(old), limits(new)); len(gone)+len(come) > 0 {
			return true
		}
	}
	gone, come := differ(numbersOf(old), numbersOf(new))
	return slices.ContainsFunc(append(gone, come...), bareNumber.MatchString)
}

// clip shortens a text to what a reason quotes of it.
func clip(s string) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return strings.TrimSpace(s)
}
