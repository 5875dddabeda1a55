package textdiff

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"manualwatch/diff"
	"manualwatch/parse"
)

// Rank orders the classes; the highest of its parts is that of a change.
var Rank = map[diff.Significance]int{diff.Editorial: 0, diff.Links: 1, diff.Minor: 2, diff.NewText: 3, diff.Practice: 4}

// A vocabulary is what words an edition has.
type vocabulary interface {
	// Prints reports whether the edition has a word.
	Prints(word string) bool
	// Behind are the words that stand behind certain words.
	Behind(words string) map[string]bool
}

// A Verdict is the significance of an edited text with the reasons in words, the
// weightiest first.
type Verdict struct {
	Sig         diff.Significance
	reasons     [5][]string // by rank
	Obligations []diff.Obligation
	Defined     map[string]bool // duty words that the manual defines
	Then, Now   vocabulary      // of the editions
	at          Standing        // of the line that is judged
	row         string          // what is said of it where it is a row of a table that changed
	head        bool            // it names the columns of a table
	loose       func(gone bool) []loose
	line        func(older bool) string // folded, of the passage that is judged
}

// MaxReasons is how many reasons of one weight are told of a change.
const MaxReasons = 8

func (v *Verdict) say(sig diff.Significance, format string, args ...any) {
	if v.Sig == "" || Rank[sig] > Rank[v.Sig] {
		v.Sig = sig
	}
	reason := fmt.Sprintf(format, args...)
	if list := &v.reasons[Rank[sig]]; len(*list) < MaxReasons && !slices.Contains(*list, reason) {
		*list = append(*list, reason)
	}
}

// All returns the reasons, the weightiest first. Headings that came or went say what a chapter
// that was written anew is about: all that were noted are told.
func (v *Verdict) All() []string {
	var out []string
	for r := len(v.reasons) - 1; r >= 0; r-- {
		for _, reason := range v.reasons[r] {
			if len(out) < MaxReasons || ofHeading.MatchString(reason) {
				out = append(out, reason)
			}
		}
	}
	return out
}

// ofHeading is the reason of a heading that came or went.
var ofHeading = regexp.MustCompile(`^(?:new heading "|heading ".*" removed$)`)

// Judge weighs every changed line of a script.
func (s *Script) Judge(v *Verdict, crossRefs map[string]string) {
	columns, shifted := s.columnsMoved(), s.columnsChanged()
	again, turned := s.saidAgain(), s.transposed()
	v.loose = s.looseOnce()
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Spans == nil || allSwept(l.Spans) {
			continue
		}
		v.at, v.head, v.row = s.standingOf(l), s.headsTable(l), cmp.Or(shifted[i], "a table row was changed")
		v.line = s.lineOnce(l)
		if s.picture(v, l) {
			continue
		}
		switch {
		case turned[i]:
			v.say(diff.Minor, "the rows of a table are its columns now")
		case again[i] != "":
			v.say(diff.Minor, "%s", again[i])
		case columns[i]:
			v.say(diff.Minor, "the columns of a table stand in another order")
		case l.a >= 0 && l.B >= 0 && s.new[l.B].Kind == parse.Heading && slices.ContainsFunc(l.sents, sentenceEdit.lone):
			v.say(diff.Minor, "heading %q became %q", Clip(s.old[l.a].Text), Clip(s.new[l.B].Text))
		case l.a >= 0 && l.B >= 0:
			v.passageAnew(s, l, s.kindOf(l), crossRefs)
		case l.move && l.B >= 0 && s.new[l.B].Kind == parse.Row && seatKey(s.old, l.peer) == seatKey(s.new, l.B):
			v.say(diff.Minor, "the rows of a table stand in another order")
		case l.move && l.B >= 0:
			v.say(diff.Minor, "a passage was moved")
			v.sentences(s, l, s.kindOf(l), crossRefs)
		case l.move: // told at its new place
		case len(l.sents) > 0: // some of its sentences moved
			v.sentences(s, l, parse.Paragraph, crossRefs)
		case v.isCopy(s, l):
		case l.B >= 0 && s.joinsTable(i):
			v.addedRow(&s.new[l.B])
		case l.B >= 0:
			v.added(&s.new[l.B], s.joinsList(i), s.gainsPoint(i))
		case s.losesPoint(i):
			v.say(diff.Practice, "a list that lays something down lost a point")
		default:
			v.removed(&s.old[l.a])
		}
	}
	s.places(v)
}

func (v *Verdict) sentences(s *Script, l *LineScript, kind parse.BlockKind, crossRefs map[string]string) {
	for i := 0; i < len(l.sents); i++ {
		e := l.sents[i]
		if i+1 < len(l.sents) {
			if say := divided(&e, &l.sents[i+1], l.Spans); say != "" {
				v.say(diff.Minor, "%s", say)
				i++
				continue
			}
		}
		spans := l.Spans[e.first:e.end]
		if moved, swept := onlyMoved(spans); swept {
			if moved && !l.move { // where all of the passage did, that is told of it
				v.say(diff.Minor, "a sentence was moved")
			}
			continue
		}
		if whole := slices.Concat(e.old, e.new); e.lone() && !e.moved && e.over == "" && v.sayCopied(s, l, Sum(KeyOf(whole)), len(e.old) == 0) {
			continue
		}
		v.sentence(e, spans, kind, crossRefs)
	}
}

// onlyMoved tells whether nothing but swept terms was edited in a sentence, and whether it
// moved.
func onlyMoved(spans []Span) (moved, swept bool) {
	for _, s := range spans {
		switch s.Op {
		case diff.MoveFrom, diff.MoveTo:
			moved = true
		case diff.Delete, diff.Insert:
			if !s.Swept {
				return moved, false
			}
			swept = true
		}
	}
	return moved, swept
}

func allSwept(spans []Span) bool {
	return !slices.ContainsFunc(spans, func(s Span) bool { return s.Op != diff.Keep && !s.Swept })
}

// lone tells whether a sentence came or went.
func (e sentenceEdit) lone() bool { return len(e.old) == 0 || len(e.new) == 0 }

// added weighs a new line, which is a point of a list that was there before or not, maybe of one
// that lays something down.
func (v *Verdict) added(l *Line, listed, rule bool) {
	folded := FoldText(l.Text)
	duty, sentence, anew := v.saidFirst(l, dutyOf(l), true)
	contact := len(ContactsOf(folded)) > 0
	if contact && l.Words < 12 && StrongVerbs.FindString(duty) == "" {
		duty = "" // "Ring the desk on 01632 960111"
	}
	switch {
	case marksDraft(l):
		v.say(diff.Minor, "marked as a draft: %q", Clip(l.Text))
	case l.Kind == parse.Heading:
		v.say(diff.Minor, "new heading %q", Clip(l.Text))
	case duty != "" && anew:
		v.say(diff.Practice, "a duty (%q) was put in other words", duty)
		v.withDeadline(l, true, "new passage with a timescale (%q)")
	case duty != "":
		v.Obligations = append(v.Obligations, diff.Obligation{Sentence: sentence, To: duty})
		v.say(diff.Practice, "new passage with an obligation (%q)", duty)
		v.withDeadline(l, true, "new passage with a timescale (%q)")
	case coverage(folded) != "":
		v.say(diff.Practice, "new passage on whom it covers (%q)", coverage(folded))
	case exceptionOf(l) != "":
		v.say(diff.Practice, "new passage with an exception (%q)", exceptionOf(l))
	case l.Kind == parse.Row && len(DeadlinesOf(folded)) > 0 && !contact:
		v.say(diff.Practice, "table row with a timescale added")
	case l.Kind == parse.Row && contact:
		v.say(diff.Minor, "table row with contact details added")
	case l.Kind == parse.Paragraph && v.saysSame(Sentences(l), true):
		v.say(diff.Minor, "a passage says the same in other words")
	case bindingDeadline(folded) != "" && !contact:
		v.deadline(l)
	case startOf(folded) != "":
		v.say(diff.Practice, "new passage on when a timescale starts (%q)", startOf(folded))
	case bindsSomebody(l):
		v.say(diff.Practice, "new passage on what is done")
	case rule:
		v.say(diff.Practice, "a list that lays something down gained a point")
	case listed:
		v.say(diff.Minor, "a point was added to a list")
	case contact && l.Words < 12, isPostal(folded):
		v.say(diff.Minor, "contact details added")
	default:
		v.say(diff.NewText, "new passage without an obligation")
	}
}

// dutyOf finds a duty in a line, or in a sentence of it.
func dutyOf(l *Line) func(folded string) string {
	return func(folded string) string { return dutyIn(folded, l.Kind == parse.Paragraph) }
}

// deadline says that a passage came that has a limit of time and no duty.
func (v *Verdict) deadline(l *Line) {
	if by, _, anew := v.saidFirst(l, bindingDeadline, true); anew {
		v.say(diff.Practice, "a timescale (%q) was put in other words", by)
	} else {
		v.say(diff.Practice, "new passage with a timescale (%q)", by)
	}
}

// withDeadline says of a passage with a duty that it has a limit of time as well, unless the other
// text had it, too, in the same words but for their order.
func (v *Verdict) withDeadline(l *Line, came bool, reason string) {
	if len(v.reasons[Rank[diff.Practice]]) >= MaxReasons {
		return // nothing more would be said, and looking is what costs most in a large page
	}
	if by, _, anew := v.saidFirst(l, bindingDeadline, came); by != "" && !anew {
		v.say(diff.Practice, reason, by)
	}
}

// removed weighs a line that is gone.
func (v *Verdict) removed(l *Line) {
	folded := FoldText(l.Text)
	duty, sentence, anew := v.saidFirst(l, dutyOf(l), false)
	switch {
	case marksDraft(l):
		v.say(diff.Minor, "no longer marked as a draft: %q was removed", Clip(l.Text))
	case l.Kind == parse.Heading:
		v.say(diff.Minor, "heading %q removed", Clip(l.Text))
	case duty != "" && anew:
		v.say(diff.Practice, "a duty (%q) was put in other words", duty)
		v.withDeadline(l, false, "a passage with a timescale (%q) was removed")
	case duty != "":
		v.Obligations = append(v.Obligations, diff.Obligation{Sentence: sentence, From: duty})
		v.say(diff.Practice, "a passage with an obligation (%q) was removed", duty)
		v.withDeadline(l, false, "a passage with a timescale (%q) was removed")
	case coverage(folded) != "":
		v.say(diff.Practice, "a passage on whom it covers (%q) was removed", coverage(folded))
	case exceptionOf(l) != "":
		v.say(diff.Practice, "a passage with an exception (%q) was removed", exceptionOf(l))
	case startOf(folded) != "":
		v.say(diff.Practice, "a passage on when a timescale starts (%q) was removed", startOf(folded))
	case isPoint(l):
		v.say(diff.Minor, "a point was removed from a list")
	case l.Kind == parse.Row && len(ContactsOf(folded)) > 0 || len(ContactsOf(folded)) > 0 && l.Words < 12, isPostal(folded):
		v.say(diff.Minor, "contact details removed")
	case l.Kind == parse.Row && len(cellsOf(l.Text)) >= ruleColumns:
		v.say(diff.Practice, "a table row was removed")
	case l.Kind == parse.Paragraph && bindingDeadline(folded) == "" && (onlyPoints(l) || recallsAll(l) || anExample.MatchString(folded)):
		v.say(diff.Minor, "a passage was removed")
	case v.saysSame(Sentences(l), false):
		v.say(diff.Minor, "a passage says the same in other words")
	case v.wholeAnew(l):
		v.say(diff.Practice, "a passage was put in other words")
	default:
		v.say(diff.Practice, "a passage was removed")
	}
}

func sentenceWith(l *Line, verb string) string {
	for _, s := range Sentences(l) {
		if strings.Contains(FoldText(s.Text), verb) {
			return strings.TrimSpace(s.Text)
		}
	}
	return l.Text
}

// sentence weighs a changed, added or removed sentence inside a passage.
func (v *Verdict) sentence(e sentenceEdit, spans []Span, kind parse.BlockKind, crossRefs map[string]string) {
	old, new := KeyOf(e.old), KeyOf(e.new)
	switch {
	case e.over != "" && old == "":
		v.say(diff.Minor, "a sentence was moved here from another chapter: %q", Clip(e.over))
	case e.over != "":
		v.say(diff.Minor, "a sentence was moved to another chapter: %q", Clip(e.over))
	case e.moved:
		v.say(diff.Minor, "a sentence was moved")
	case old == "":
		v.wholeSentence(e.new, kind, true)
	case new == "":
		v.wholeSentence(e.old, kind, false)
	default:
		v.rewording(e, spans, FoldText(textOf(e.old)), FoldText(textOf(e.new)), kind, crossRefs)
	}
}

func textOf(toks []token) string {
	var b strings.Builder
	for _, t := range toks {
		b.WriteString(t.text)
	}
	return strings.TrimSpace(b.String())
}

func (v *Verdict) wholeSentence(toks []token, kind parse.BlockKind, added bool) {
	text := textOf(toks)
	what := map[bool]string{true: "added", false: "removed"}[added]
	folded := FoldText(text)
	if duty := dutyIn(folded, true); duty != "" && v.writtenAnew(folded, duty, added) {
		v.say(diff.Practice, "a duty (%q) was put in other words", duty)
		return
	} else if duty != "" {
		o := diff.Obligation{Sentence: text, From: duty}
		if added {
			o = diff.Obligation{Sentence: text, To: duty}
		}
		v.Obligations = append(v.Obligations, o)
		v.say(diff.Practice, "a sentence with an obligation (%q) was %s", duty, what)
		return
	}
	if v.saysSame([]Line{{Text: text}}, added) {
		v.say(diff.Minor, "a sentence says the same in other words")
		return
	}
	if by := bindingDeadline(folded); by != "" {
		if v.writtenAnew(folded, by, added) {
			v.say(diff.Practice, "a timescale (%q) was put in other words", by)
		} else {
			v.say(diff.Practice, "a sentence with a timescale (%q) was %s", by, what)
		}
		return
	}
	if covered := coverage(folded); covered != "" {
		v.say(diff.Practice, "a sentence on whom it covers (%q) was %s", covered, what)
		return
	}
	if excepts := exceptionIn(folded); excepts != "" {
		v.say(diff.Practice, "a sentence with an exception (%q) was %s", excepts, what)
		return
	}
	if starts := startOf(folded); starts != "" {
		v.say(diff.Practice, "a sentence on when a timescale starts (%q) was %s", starts, what)
		return
	}
	if kind == parse.Row && len(ContactsOf(folded)) == 0 {
		v.say(diff.Practice, "%s", v.row)
		return
	}
	if !added && (saysWhatIsDone(folded) || saysDone(folded) && !Recounts(folded) && !pointing.MatchString(folded)) || bindsDoer(folded) || forbids(folded) || permits(folded) && caseFirst.MatchString(folded) {
		v.say(diff.Practice, "a sentence on what is done was %s", what)
		return
	}
	if added && wordsOf(toks) >= 5 {
		v.say(diff.NewText, "a sentence was added")
		return
	}
	v.say(diff.Minor, "a sentence was %s", what)
}

// rewording weighs a sentence whose words changed.
func (v *Verdict) rewording(e sentenceEdit, spans []Span, old, new string, kind parse.BlockKind, crossRefs map[string]string) {
	if marksOnly(spans) {
		v.say(diff.Editorial, "punctuation only")
		return
	}
	if followsNumbering(spans, crossRefs) && !LimitsDiffer(old, new) {
		v.say(diff.Editorial, "a cross-reference follows the new numbering")
		return
	}
	if from, to, ok := v.misspelled(spans); ok {
		v.say(diff.Editorial, "spelling: %q became %q", from, to)
		return
	}
	if kind == parse.Heading && v.duties(e, limitsOfHeading(old, new)) {
		return
	}
	if kind == parse.Heading && v.head {
		v.say(diff.Minor, "columns: %q became %q", Clip(textOf(e.old)), Clip(textOf(e.new)))
		return
	}
	if kind == parse.Heading {
		v.say(diff.Minor, "heading %q became %q", Clip(textOf(e.old)), Clip(textOf(e.new)))
		return
	}
	when := whenDiffers(old, new, kind)
	loud := v.duties(e, v.points(spans, old, new, when))
	quiet := v.particulars(e, spans, old, new, kind, loud, when)
	switch {
	case loud:
	case kind == parse.Row && !quiet && v.contactNamed(textOf(e.old), textOf(e.new)):
	case kind == parse.Row && !quiet && !cellsAlike(old, new):
		v.say(diff.Practice, "%s", v.row)
	case !quiet && kind != parse.Image:
		v.say(diff.Minor, "wording")
	}
}

// duties says what matters to practice: obligation, negation, deadline, threshold, bearer of
// the duty.
func (v *Verdict) duties(e sentenceEdit, points []Point) bool {
	for _, p := range points {
		note := ""
		if from, to := strings.Join(p.Gone, ", "), strings.Join(p.Come, ", "); p.What == PointObligation {
			v.Obligations = append(v.Obligations, diff.Obligation{Sentence: textOf(e.new), From: from, To: to})
			if v.Defined[from] && v.Defined[to] {
				note = "; this manual defines both words"
			}
		}
		v.say(diff.Practice, "%s%s", became(p.What, p.Gone, p.Come), note)
	}
	return len(points) > 0
}

// particulars looks for contact details, dates, editions of documents and numbers.
// A number of what is laid down matters as much as a duty.
func (v *Verdict) particulars(e sentenceEdit, spans []Span, old, new string, kind parse.BlockKind, loud bool, when differing) bool {
	quiet := false
	say := func(what string, sig diff.Significance, gone, come []string) {
		if len(gone)+len(come) > 0 {
			v.say(sig, "%s", became(what, gone, come))
			quiet = true
		}
	}
	gone, come := contactsDiffer(old, new)
	eachPair(spans, gone, come, contactsDiffer, func(gone, come []string) { say("contact", diff.Minor, gone, come) })
	gone, come = Differ(HoursOf(old), HoursOf(new))
	say("opening hours", diff.Minor, gone, come)
	if gone, come = datesDiffer(old, new); when.names(gone, come) {
		gone, come = nil, nil
	}
	eachPair(spans, gone, come, datesDiffer, func(gone, come []string) {
		for _, d := range citedDiffers(textOf(e.old), textOf(e.new), gone, come) {
			say(d.what, diff.Minor, d.gone, d.come)
		}
	})
	if loud || quiet {
		return quiet
	}
	gone, come = countsDiffer(old, new)
	eachPair(spans, gone, come, countsDiffer, func(gone, come []string) {
		sig := diff.Practice
		if kind != parse.Row && (Recounts(old) || Recounts(new)) {
			sig = diff.Minor
		}
		if len(gone) > 0 && len(come) > 0 {
			say(PointNumber, sig, gone, come)
		}
	})
	return quiet
}

// became says what gave way to what, each in quotes of its own: they stand apart in the text.
func became(what string, from, to []string) string {
	switch {
	case len(from) == 0:
		return fmt.Sprintf("%s: %s was added", what, eachQuoted(to))
	case len(to) == 0:
		return fmt.Sprintf("%s: %s was removed", what, eachQuoted(from))
	}
	return fmt.Sprintf("%s: %s became %s", what, eachQuoted(from), eachQuoted(to))
}

func eachQuoted(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	return strings.Join(quoted, ", ")
}

// marksOnly tells whether no word was touched.
func marksOnly(spans []Span) bool {
	var old, new strings.Builder
	for _, s := range spans {
		switch s.Op {
		case diff.MoveFrom, diff.MoveTo:
			return false
		case diff.Keep:
			old.WriteString(lettersOf(s.Key))
			new.WriteString(lettersOf(s.Key))
		case diff.Delete:
			old.WriteString(lettersOf(s.Key))
		case diff.Insert:
			new.WriteString(lettersOf(s.Key))
		}
	}
	return old.String() == new.String()
}

func lettersOf(key string) string {
	return strings.Map(func(r rune) rune {
		if IsWordRune(r) {
			return r
		}
		return -1
	}, key)
}

// followsNumbering tells whether every replacement is the old number of a chapter
// by its new one.
func followsNumbering(spans []Span, crossRefs map[string]string) bool {
	some := false
	for i := 0; i < len(spans); i++ {
		if spans[i].Op == diff.Keep || spans[i].Swept {
			continue
		}
		if spans[i].Op != diff.Delete || i+1 >= len(spans) || spans[i+1].Op != diff.Insert || crossRefs[spans[i].Key] != spans[i+1].Key {
			return false
		}
		some = true
		i++
	}
	return some
}

// bareNumber is a number that may count anything: "2", but not "2.1" or "B2".
var bareNumber = regexp.MustCompile(`^\d+$`)

// LimitsDiffer reports sentences that name other timescales, thresholds or counts. The
// number of a section is none of them where the words before it say what it is.
func LimitsDiffer(old, new string) bool {
	for _, limits := range []func(string) []mention{DeadlinesOf, thresholdsOf} {
		if gone, come := Differ(limits(old), limits(new)); len(gone)+len(come) > 0 {
			return true
		}
	}
	gone, come := Differ(numbersOf(old), numbersOf(new))
	return slices.ContainsFunc(append(gone, come...), bareNumber.MatchString)
}

// TimescalesDiffer reports folded texts that name other deadlines or intervals, or the same for
// other cases.
func TimescalesDiffer(old, new string) bool { return inOrderDiffer(DeadlinesOf(old), DeadlinesOf(new)) }

// RulesDiffer reports folded texts that name other timescales, ages, shares or sums, or the same
// for other cases. Numbers that may count anything are not asked.
func RulesDiffer(old, new string) bool {
	return TimescalesDiffer(old, new) || inOrderDiffer(thresholdsOf(old), thresholdsOf(new))
}

func inOrderDiffer(old, new []mention) bool {
	return !slices.EqualFunc(old, new, func(a, b mention) bool { return a.means == b.means })
}

// Clip shortens a text to what a reason quotes of it.
func Clip(s string) string {
	if r := []rune(strings.TrimSpace(s)); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return strings.TrimSpace(s)
}
