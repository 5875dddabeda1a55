package lineage

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise/wording"
)

// How many lines from the beginning and from the end of a chapter are looked at, how
// many chapters make a place known, and the words of a line beyond which it is text.
const (
	restlessTop    = 6
	restlessEnd    = 12
	restlessPages  = 5
	restlessFew    = 3
	restlessLength = 25
)

// String says it in a sentence.
func (r Restless) String() string {
	return fmt.Sprintf("on %d chapters the line in the same place is another one than before, here “%s” became “%s”: it is taken for the site's (a count, news, the day) and for no change of the manual", r.Chapters, r.Old, r.New)
}

// calmBeside reports whether half of the chapters are as they were but for the lines to
// leave out, and these are the lesser part of them: in a manual that was written anew,
// nothing is the site's for changing everywhere.
func (r *restless) calmBeside() bool {
	calm := 0
	came, went := r.onlyOn(1), r.onlyOn(0)
	for _, p := range r.pairs {
		old, words := r.rest(p[0], went)
		now, _ := r.rest(p[1], came)
		if slices.Equal(old, now) && words*2 >= p[0].Words {
			calm++
		}
	}
	return calm*2 >= len(r.pairs)
}

// onlyOn counts the lines that chapters have on one side (0 older, 1 newer) and not on the
// other; what most have there is a notice that was put in or taken out.
func (r *restless) onlyOn(side int) map[textdiff.Sum]int {
	count := map[textdiff.Sum]int{}
	for _, p := range r.pairs {
		other := map[textdiff.Sum]bool{}
		for i := range p[1-side].Lines {
			other[p[1-side].Lines[i].Sum] = true
		}
		for i := range p[side].Lines {
			if s := p[side].Lines[i].Sum; !other[s] {
				other[s] = true
				count[s]++
			}
		}
	}
	return count
}

// rest is what a document says without the lines to leave out and those that most
// chapters have on this side only, and in how many words.
func (r *restless) rest(d *doc, only map[textdiff.Sum]int) (says []textdiff.Sum, words int) {
	for i := range d.Lines {
		if !r.drop[d][i] && !r.most(only[d.Lines[i].Sum]) {
			says = append(says, d.Lines[i].Sum)
			words += d.Lines[i].Words
		}
	}
	return says, words
}

// restless is the search for such places.
type restless struct {
	prev, cur *Side
	pairs     [][2]*doc
	drop      map[*doc]map[int]bool // lines to leave out
	known     map[string]bool       // looks of restless places, those that tell a template
	sharing   map[textdiff.Sum]int  // chapters that have a line now, made when needed
}

// A spot finds a place in a document: the index of a line, or one out of range.
type spot func(d *doc) int

// places are those near the end and the beginning of chapters, and those of the classes
// of which most chapters have a line or few.
func (r *restless) places() (all []spot) {
	for k := range restlessEnd {
		all = append(all, func(d *doc) int { return len(d.Lines) - 1 - k })
	}
	for k := range restlessTop {
		all = append(all, func(d *doc) int { return k })
	}
	count := map[string]int{}
	for _, p := range r.pairs {
		here := map[string]int{}
		for i := range p[1].Lines {
			here[p[1].Lines[i].Class]++
		}
		for class, n := range here {
			if class != "" && n <= restlessFew {
				count[class]++
			}
		}
	}
	for _, class := range slices.Sorted(maps.Keys(count)) {
		if !r.most(count[class]) {
			continue
		}
		for n := range restlessFew {
			all = append(all, func(d *doc) int { return d.ofClass(class, n) })
		}
	}
	return all
}

// most reports a number of pairs that makes a place known.
func (r *restless) most(n int) bool { return n >= restlessPages && n*5 >= len(r.pairs)*4 }

// samePages pairs the chapters that stand at one address on both sides.
func samePages(prev, cur *Side) (pairs [][2]*doc) {
	old := prev.byAddress(prev.isWritten)
	for _, u := range cur.Units {
		if !cur.isWritten(u) {
			continue
		}
		a := place(cur.Sec(u).URL)
		if p, ok := old[a]; ok {
			pairs = append(pairs, [2]*doc{prev.Docs[p], cur.Docs[u]})
			delete(old, a)
		}
	}
	return pairs
}

// isWritten reports a chapter with words.
func (s *Side) isWritten(u int) bool { return s.Class(u) == 'c' && s.Docs[u].Words > 0 }

// mostDiffer reports whether so many chapters changed that a place can be restless: on
// nearly every night it is told at a glance that none is.
func (r *restless) mostDiffer() bool {
	n := 0
	for _, p := range r.pairs {
		n += wording.BoolInt(p[0].Sum != p[1].Sum)
	}
	return r.most(n)
}

// linesAt are the lines at one place of a pair; nil if one of them is none that a site
// prints around the text. What a chapter may say of itself is the site's where it says the
// day of the visit on both sides.
func (r *restless) linesAt(p [2]*doc, i, j int) (a, b *textdiff.Line) {
	a, b = p[0].at(i), p[1].at(j)
	if a == nil || b == nil || (ofChapter(a) || ofChapter(b)) && !r.sayDay(a, b, true) {
		return nil, nil
	}
	return a, b
}

// sayDay reports whether two lines say the days on which their editions were read, or
// only the months.
func (r *restless) sayDay(a, b *textdiff.Line, whole bool) bool {
	return saysDay(a.Text, r.prev.Ed.ObservedAt, whole) && saysDay(b.Text, r.cur.Ed.ObservedAt, whole)
}

// ownFacts are what a chapter says of itself.
var ownFacts = regexp.MustCompile(`\b(?:version|review\w*|approved|agreed|ratified|adopted|endorsed|author|owner)\b`)

// ofChapter reports a line that may be the chapter's own wherever it stands: with a
// duty, with somebody to ring, or with what the chapter says of itself.
func ofChapter(l *textdiff.Line) bool {
	f := textdiff.FoldText(l.Text)
	return textdiff.StrongVerbs.MatchString(f) || len(textdiff.ContactsOf(f)) > 0 || ownFacts.MatchString(f)
}

// A turnover is what happened at one place between the two editions.
type turnover struct {
	moved   [][2]*textdiff.Line
	docs    []*doc // newer, of each
	changes map[textdiff.Swap]int
	looks   map[string]int
	said    int    // lines that are said elsewhere in their chapters
	first   string // address of the first of the chapters
}

// at looks at one place in all chapters.
func (r *restless) at(where spot) turnover {
	s := turnover{changes: map[textdiff.Swap]int{}, looks: map[string]int{}}
	for _, p := range r.pairs {
		i, j := where(p[0]), where(p[1])
		a, b := r.linesAt(p, i, j)
		if a == nil || r.drop[p[0]][i] || r.drop[p[1]][j] || a.Kind != b.Kind || a.Sum == b.Sum {
			continue
		}
		if !a.OnlyLink() && (p[1].says(a) || p[0].says(b)) {
			s.said++
		}
		s.docs = append(s.docs, p[1])
		if s.moved = append(s.moved, [2]*textdiff.Line{a, b}); s.first == "" {
			s.first = r.cur.Sec(p[1].sec).URL
		}
		s.changes[replaced(a, b)]++
		s.looks[a.Look()]++
		s.looks[b.Look()]++
	}
	return s
}

// replaced is which words took the place of which between the ends that two lines share.
func replaced(a, b *textdiff.Line) textdiff.Swap {
	old, now := a.Tokens(), b.Tokens()
	head, tail := textdiff.CommonEnds(old, now)
	return textdiff.Swap{Old: textdiff.KeyOf(old[head : len(old)-tail]), New: textdiff.KeyOf(now[head : len(now)-tail])}
}

// isRestless reports whether a place changed on most chapters; of places that look like
// one that did, on half of them: of three links to other pages one may be as before.
// Where a third of the lines are said elsewhere in their chapters, the pages were only
// set otherwise.
func (r *restless) isRestless(s *turnover) bool {
	n := len(s.moved)
	if n < restlessPages || s.said*3 > n || !r.various(s.changes, s.moved) || r.ownEdits(s) {
		return false
	}
	like := 0
	for look, k := range s.looks {
		if r.known[look] {
			like += k
		}
	}
	return r.most(n) || n*2 >= len(r.pairs) && like == 2*n
}

// place notes which lines to leave out at one place, if it is restless.
func (r *restless) place(where spot) []Restless {
	s := r.at(where)
	if !r.isRestless(&s) {
		return nil
	}
	typical := func(l *textdiff.Line) bool { return s.looks[l.Look()]*5 >= len(s.moved)*2*4 }
	for _, p := range r.pairs {
		i, j := where(p[0]), where(p[1])
		a, b := r.linesAt(p, i, j)
		if a == nil || !typical(a) || !typical(b) || !a.OnlyLink() && (p[1].saysInside(a) || p[0].saysInside(b)) {
			continue
		}
		if a.Sum != b.Sum && r.mayBeOwn(a, b) && r.isAmid(p[1], a, b) {
			continue // an edit, in a chapter that ends otherwise
		}
		note(r.drop, p[0], i)
		note(r.drop, p[1], j)
		if a.Class != "" || a.OnlyLink() {
			r.known[a.Look()] = true
		}
	}
	return []Restless{{URL: s.first, Chapters: len(s.moved), Old: s.moved[0][0].Text, New: s.moved[0][1].Text}}
}

func note(drop map[*doc]map[int]bool, d *doc, i int) {
	if drop[d] == nil {
		drop[d] = map[int]bool{}
	}
	drop[d][i] = true
}

// various reports whether the changes are not one and the same throughout, as when a
// number to ring or the name of a role is replaced, in whatever sentences; or say nothing
// but the day of the visit.
func (r *restless) various(changes map[textdiff.Swap]int, moved [][2]*textdiff.Line) bool {
	if len(changes)*2 >= len(moved) {
		return true
	}
	days := 0
	for _, m := range moved {
		days += wording.BoolInt(r.sayDay(m[0], m[1], false))
	}
	return days*5 >= len(moved)*4
}

// saysDay reports a text with the month of a day, or with the whole of it, or of the day
// before or after: the visit's and the site's clock may stand on two sides of midnight.
func saysDay(text string, at time.Time, whole bool) bool {
	has := map[string]bool{}
	for _, w := range strings.FieldsFunc(textdiff.FoldText(text), func(r rune) bool { return !textdiff.IsWordRune(r) }) {
		w = strings.TrimLeft(w, "0")
		has[w], has[ordinalEnd.ReplaceAllString(w, "$1")] = true, true
	}
	for _, days := range []int{-1, 0, 1} {
		d := at.AddDate(0, 0, days)
		month := strings.ToLower(d.Month().String())
		if whole && !has[strconv.Itoa(d.Day())] {
			continue
		}
		if (has[month] || has[month[:3]] || has[strconv.Itoa(int(d.Month()))]) && (has[strconv.Itoa(d.Year())] || has[strconv.Itoa(d.Year()%100)]) {
			return true
		}
	}
	return false
}

// ordinalEnd is a day as "9th".
var ordinalEnd = regexp.MustCompile(`^(\d+)(?:st|nd|rd|th)$`)
