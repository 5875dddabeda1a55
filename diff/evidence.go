package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Scores of a row and a change.
const (
	believed = .35 // enough to say that the change is the one that was declared
	plain    = .5  // below it only a change that no other row declares is enough
	sure     = .6  // wanted where the row and the change came on different nights

	sweptTerm = .55 // a term replaced throughout, for a row that says nothing of the term
)

// A finding weighs one change against a claim.
type weighed struct {
	change int // index in the changes
	score  float64
	says   []string // evidence in words
}

// A scene holds what a night detected, for the weighing.
type scene struct {
	changes []Change
	byID    map[string][]int    // changes by section
	inner   map[string][]string // folded inner headings of each unit, both editions
	numbers map[string]map[string]string
}

func newScene(changes []Change, prev, cur *side) *scene {
	s := &scene{changes: changes, byID: map[string][]int{}, inner: map[string][]string{}, numbers: map[string]map[string]string{}}
	for i := range changes {
		c := &changes[i]
		for _, id := range append([]string{c.SectionID}, c.OtherIDs...) {
			if id != "" && (c.Kind != Renumbered || c.CausedBy == "" && id == c.SectionID) && !slices.Contains(s.byID[id], i) {
				s.byID[id] = append(s.byID[id], i)
			}
		}
	}
	for _, side := range []*side{prev, cur} {
		if side != nil {
			s.readInner(side)
		}
	}
	return s
}

func (s *scene) readInner(side *side) {
	for i, h := range side.home {
		if h == i {
			continue
		}
		id := side.sec(h).ID
		s.inner[id] = append(s.inner[id], side.title[i])
		if s.numbers[id] == nil {
			s.numbers[id] = map[string]string{}
		}
		if n := foldNumber(side.sec(i).Number); n != "" {
			s.numbers[id][n] = side.title[i]
		}
	}
	for _, u := range side.units {
		id := side.sec(u).ID
		for i := range side.docs[u].lines {
			if l := &side.docs[u].lines[i]; l.kind == 1 && !l.heading {
				s.inner[id] = append(s.inner[id], foldText(l.text))
			}
		}
	}
}

// isNews tells whether a change is one that a board could have declared.
func isNews(c *Change) bool {
	switch c.Kind {
	case Flagged, AmendmentAdded, AmendmentRemoved, MovedHost:
		return false
	}
	return c.CausedBy == "" && (c.Significance != Editorial || c.Kind == FileReplaced || c.Kind == LinkChanged)
}

// weigh holds a claim against all changes of a section, the best first.
func (s *scene) weigh(k *claim, id string) []weighed {
	k = k.among(s.inner[id])
	var structural bool
	for _, i := range s.byID[id] {
		structural = structural || isNews(&s.changes[i]) && k.tells(&s.changes[i])
	}
	var out []weighed
	for _, i := range s.byID[id] {
		c := &s.changes[i]
		if !isNews(c) {
			continue
		}
		w := weighed{change: i}
		switch {
		case k.tells(c):
			w.score = .85
			w.says = append(w.says, "it was "+strings.ReplaceAll(string(c.Kind), "_", " "))
			w.titles(k, c)
		case structural && !(k.text && c.Kind == Edited):
			continue // the row tells of the other change
		case c.Kind == Edited:
			w.score = .6
			text := *k
			switch {
			case structural && k.beside != nil:
				text = *k.beside
			case structural: // the words it quotes are those of the title or the place
				text.pairs, text.quoted = nil, nil
			}
			s.weighEdit(&w, &text, c, id)
		case c.Kind == TermsSwept:
			w.weighSweep(k, c)
		case c.Kind == LinkChanged:
			w.score = pickScore(k.links, .9, .4)
			w.says = append(w.says, "a link changed")
		case c.Kind == FileReplaced:
			w.score = pickScore(k.file || k.links, .9, .5)
			w.says = append(w.says, "its document was replaced")
		default: // a structural change that the row does not name
			w.score = .4
			w.says = append(w.says, "it was "+strings.ReplaceAll(string(c.Kind), "_", " "))
			w.titles(k, c)
		}
		w.score = max(0, min(1, w.score))
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b weighed) int { return cmp.Compare(b.score, a.score) })
	return out
}

// vague tells whether a claim says no more than that something changed.
func (w *weighed) vague(k *claim, c *Change) bool {
	return len(w.says) < 2 && !k.tells(c)
}

func pickScore(cond bool, yes, no float64) float64 {
	if cond {
		return yes
	}
	return no
}

// tells reports a claim that names what became of a chapter, or its new place.
func (k *claim) tells(c *Change) bool { return k.namesKind(c.Kind) || k.placed(c) }

func (k *claim) namesKind(kind Kind) bool {
	for _, c := range k.kinds {
		if c == kind || slices.Contains(claimKin[c], kind) {
			return true
		}
	}
	return false
}

// weighSweep looks at what was done throughout: a term replaced, or a line put in or taken
// out, which says little of any one chapter, and nothing of one place in it.
func (w *weighed) weighSweep(k *claim, c *Change) {
	w.score, w.says = .3, append(w.says, strings.Join(c.Reasons, "; "))
	if slices.Contains(c.Reasons, termReason) && len(k.headings)+len(k.numbers) == 0 {
		w.score, w.says = sweptTerm, []string{"a term was replaced throughout"}
	}
	if term := k.termOf(c); term != "" {
		w.score += .3
		w.says = append(w.says, fmt.Sprintf("the row speaks of %q", term))
	}
	gone, come := joinTexts(c.Edits, Delete), joinTexts(c.Edits, Insert)
	w.words(k, gone, come)
	ofContacts := len(contactsOf(gone)) > 0 || strings.HasPrefix(gone, "@")
	if k.contacts && !ofContacts || k.deadline || k.table { // never told as done throughout
		w.score -= .3
	}
}

// termOf is the replaced term that a row names, the old or the new, "" for none.
func (k *claim) termOf(c *Change) string {
	row := " " + keyOf(tokens(k.details)) + " "
	for _, e := range c.Edits {
		if term := strings.TrimSpace(e.Text); len(term) > 3 && (e.Op == Delete || e.Op == Insert) && slices.Contains(c.Reasons, termReason) && has(row, term) {
			return term
		}
	}
	return ""
}

// titles looks for the claimed words in the old and new title.
func (w *weighed) titles(k *claim, c *Change) {
	if c.Kind == Renamed {
		w.words(k, c.OldTitle, c.NewTitle)
	}
}

// words checks "from X to Y", quoted words and years against old and new words.
func (w *weighed) words(k *claim, old, new string) {
	old, new = " "+keyOf(tokens(old))+" ", " "+keyOf(tokens(new))+" "
	for _, p := range k.pairs {
		was, is := withoutEnds(p[0], p[1])
		switch from, to := was == "" || has(old, was), is == "" || has(new, is); {
		case from && to:
			w.score += .35
			w.says = append(w.says, fmt.Sprintf("%q became %q", p[0], p[1]))
		case from || to:
			w.score += .1
		default:
			w.score -= .4
		}
	}
	w.found(old, new, k.quoted, .2)
	w.found(old, new, k.years, .15)
}

// withoutEnds takes the words off a pair that both begin or end with: what changed
// of "should be" and "must be" is "should" and "must".
func withoutEnds(from, to string) (was, is string) {
	a, b := tokens(from), tokens(to)
	n, m := commonEnds(a, b)
	return keyOf(a[n : len(a)-m]), keyOf(b[n : len(b)-m])
}

// found looks for words of a row among the changed ones. That none of them is there
// speaks against the row.
func (w *weighed) found(old, new string, words []string, worth float64) {
	some := false
	for _, q := range words {
		if has(old, q) || has(new, q) {
			some = true
			w.score += worth
			w.says = append(w.says, fmt.Sprintf("%q is among the changed words", q))
		}
	}
	if len(words) > 0 && !some {
		w.score -= .15
	}
}

func has(text, words string) bool {
	return strings.Contains(text, " "+keyOf(tokens(words))+" ")
}

// weighEdit looks into an edited text: where the edits stand and what they touch.
func (s *scene) weighEdit(w *weighed, k *claim, c *Change, id string) {
	old, new := joinTexts(c.Edits, Delete, MoveFrom), joinTexts(c.Edits, Insert, MoveTo)
	w.says = append(w.says, fmt.Sprintf("its text was edited (%s in, %d out)", count(c.WordsAdded, "word"), c.WordsRemoved))
	w.words(k, old, new)
	s.weighPlace(w, k, c, id)
	fo, fn := foldText(old), foldText(new)
	reasons := strings.Join(c.Reasons, " ")
	check := func(claimed bool, found bool, what string, miss float64) {
		if claimed && found {
			w.score += .2
			w.says = append(w.says, what)
		} else if claimed {
			w.score -= miss
		}
	}
	all := foldText(joinTexts(c.Edits, Keep, Insert, Delete, MoveFrom, MoveTo))
	gone, come := differ(deadlinesOf(fo), deadlinesOf(fn))
	check(k.deadline, strings.Contains(reasons, "timescale") || len(gone)+len(come) > 0, "a timescale is among the edits", .3)
	check(k.contacts, len(contactsOf(all))+len(hoursOf(all)) > 0 || strings.Contains(all+reasons, "contact"), "contact details are among the edits", .3)
	check(k.links, strings.Contains(reasons, "edition of") || len(contactsOf(fn)) > 0, "a cited document is among the edits", .1)
	check(k.table, strings.Contains(all, "|") || strings.Contains(reasons, "table"), "a table row is among the edits", .25)
	check(k.added, c.WordsAdded > c.WordsRemoved, "words were added", pickScore(k.links, .3, .05))
	check(k.removed, c.WordsRemoved > 0, "words were taken out", .05)
	if k.whole && !s.bearsWhole(k, c) {
		w.score -= .3
	}
	if k.nothing && (c.Significance == Practice || hasLetters(withoutDates(fo+" "+fn))) { // a new date of review is no change
		w.score = min(w.score, .2)
		w.says = append(w.says, "the row says that nothing changed")
	}
}

// bearsWhole tells whether an edit may be all that was seen of what became of a
// chapter: one that was emptied is withdrawn, one that grew while a chapter that
// the row names came or went took it in or gave it away.
func (s *scene) bearsWhole(k *claim, c *Change) bool {
	for i := range s.changes {
		switch o := &s.changes[i]; {
		case o.SectionID == c.SectionID:
		case o.Kind == Removed && strings.Contains(k.details, foldText(o.OldTitle)) && slices.Contains(k.kinds, Merged):
			return true
		case o.Kind == Added && slices.Contains(k.kinds, Split) && (strings.Contains(k.details, foldText(o.NewTitle)) || titleLikeness(foldText(o.NewTitle), foldText(c.NewTitle)) >= .3):
			return true
		}
	}
	return c.Similarity < .3 && c.WordsRemoved > 3*c.WordsAdded && (slices.Contains(k.kinds, Removed) || slices.Contains(k.kinds, Retired))
}

// weighPlace compares the sections that the row names with the headings under
// which the edits stand. A named section that is there and did not change speaks
// against the row.
func (s *scene) weighPlace(w *weighed, k *claim, c *Change, id string) {
	var under []string
	for _, e := range c.Edits {
		if e.Op == Under {
			under = append(under, foldText(e.Text))
		}
	}
	names := slices.Clone(k.headings)
	for _, n := range k.numbers {
		if t, ok := s.numbers[id][n]; ok && !slices.Contains(names, t) {
			names = append(names, t)
		}
	}
	known := false
	for _, name := range names {
		if slices.ContainsFunc(under, func(u string) bool { return sameHeading(u, name) }) {
			w.score += .3
			w.says = append(w.says, fmt.Sprintf("the edits stand under %q", name))
			return
		}
		known = known || slices.ContainsFunc(s.inner[id], func(u string) bool { return u == name })
	}
	if known {
		w.score -= .2
		w.says = append(w.says, "though not in the section that the row names")
	}
}

func sameHeading(heading, name string) bool {
	return heading != "" && (heading == name || titleLikeness(heading, name) >= .7)
}
