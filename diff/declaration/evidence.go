package declaration

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
)

// Scores of a row and a change.
const (
	believed = .35 // enough to say that the change is the one that was declared
	plain    = .5  // below it only a change that no other row declares is enough
	sure     = .6  // wanted where the row and the change came on different nights

	partly    = .5  // of a row of several things one of which was seen
	sweptTerm = .55 // a term replaced throughout, for a row that says nothing of the term
)

// A finding weighs one change against a claim.
type weighed struct {
	change  int // index in the changes
	score   float64
	says    []string // evidence in words
	unnamed bool     // a change of structure of which the row says nothing
}

// A scene holds what a night detected, for the weighing.
type scene struct {
	changes []diff.Change
	byID    map[string][]int    // changes by section
	inner   map[string][]string // folded inner headings of each unit, both editions
	numbers map[string]map[string]string
	follows map[string]int // the renumbering after another change that gave a section its number
}

func newScene(changes []diff.Change, prev, cur *lineage.Side) *scene {
	s := &scene{changes: changes, byID: map[string][]int{}, inner: map[string][]string{}, numbers: map[string]map[string]string{}, follows: map[string]int{}}
	for i := range changes {
		c := &changes[i]
		for _, id := range append([]string{c.SectionID}, c.OtherIDs...) {
			if id != "" && (c.Kind != diff.Renumbered || c.CausedBy == "" && id == c.SectionID) && !slices.Contains(s.byID[id], i) {
				s.byID[id] = append(s.byID[id], i)
			}
		}
		if c.Kind == diff.Renumbered && c.CausedBy != "" {
			for _, id := range c.OtherIDs {
				s.follows[id] = i
			}
		}
	}
	for _, side := range []*lineage.Side{prev, cur} {
		if side != nil {
			s.readInner(side)
		}
	}
	return s
}

func (s *scene) readInner(side *lineage.Side) {
	for i, h := range side.Home {
		if h == i {
			continue
		}
		id := side.Sec(h).ID
		s.inner[id] = append(s.inner[id], side.Title[i])
		if s.numbers[id] == nil {
			s.numbers[id] = map[string]string{}
		}
		if n := textdiff.FoldNumber(side.Sec(i).Number); n != "" {
			s.numbers[id][n] = side.Title[i]
		}
	}
	for _, u := range side.Units {
		id := side.Sec(u).ID
		for i := range side.Docs[u].Lines {
			if l := &side.Docs[u].Lines[i]; l.Kind == 1 && !l.Heading {
				s.inner[id] = append(s.inner[id], textdiff.FoldText(l.Text))
			}
		}
	}
}

// isNews tells whether a change is one that a board could have declared.
func isNews(c *diff.Change) bool {
	switch c.Kind {
	case diff.Flagged, diff.AmendmentAdded, diff.AmendmentRemoved, diff.MovedHost:
		return false
	}
	return c.CausedBy == "" && (c.Significance != diff.Editorial || c.Kind == diff.FileReplaced || c.Kind == diff.LinkChanged)
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
		case c.Kind == diff.ReviewChanged:
			if !k.redated {
				continue // what else the row tells of is not that
			}
			w.score = .85
			w.says = append(w.says, "its date of review changed")
		case structural && !(k.text && c.Kind == diff.Edited):
			continue // the row tells of the other change
		case c.Kind == diff.Edited:
			w.score = .6
			text := *k
			switch {
			case structural && k.beside != nil:
				text = *k.beside
			case structural: // the words it quotes are those of the title or the place
				text.pairs, text.quoted = nil, nil
			}
			s.weighEdit(&w, &text, c, id)
		case c.Kind == diff.TermsSwept:
			w.weighSweep(k, c)
		case c.Kind == diff.LinkChanged:
			if w.score = pick(k.links, .9, pick(k.rewrite, .2, .4)); compare.OfPictures(c) {
				w.score = pick(k.picture, .9, .3)
			}
			w.says = append(w.says, pick(compare.OfPictures(c), "a picture or film was replaced", "a link changed"))
		case c.Kind == diff.FileReplaced:
			w.score = pick(k.file || k.links, .9, .5)
			w.says = append(w.says, "its document was replaced")
		default: // a structural change that the row does not name
			w.score, w.unnamed = .4, true
			w.says = append(w.says, "it was "+strings.ReplaceAll(string(c.Kind), "_", " "))
			w.titles(k, c)
		}
		w.score = max(0, min(1, w.score))
		out = append(out, w)
	}
	if i, ok := s.follows[id]; ok && k.namesKind(diff.Renumbered) {
		out = append(out, weighed{change: i, score: .85, says: []string{"its number followed from another change (" + s.changes[i].Detail + ")"}})
	}
	slices.SortStableFunc(out, func(a, b weighed) int { return cmp.Compare(b.score, a.score) })
	return out
}

// vague tells whether a claim says no more than that something changed.
func (w *weighed) vague(k *claim, c *diff.Change) bool {
	return len(w.says) < 2 && !k.tells(c)
}

func pick[T any](cond bool, yes, no T) T {
	if cond {
		return yes
	}
	return no
}

// tells reports a claim that names what became of a chapter, or its new place.
func (k *claim) tells(c *diff.Change) bool { return k.namesKind(c.Kind) || k.placed(c) }

func (k *claim) namesKind(kind diff.Kind) bool {
	return slices.ContainsFunc(k.Kinds, func(c diff.Kind) bool { return c == kind || slices.Contains(claimKin[c], kind) })
}

// weighSweep looks at what was done throughout: a term replaced, or a line put in or taken
// out, which says little of any one chapter, and nothing of one place in it.
func (w *weighed) weighSweep(k *claim, c *diff.Change) {
	w.score, w.says = .3, append(w.says, strings.Join(c.Reasons, "; "))
	if slices.Contains(c.Reasons, compare.TermReason) && len(k.headings)+len(k.numbers) == 0 {
		w.score, w.says = sweptTerm, []string{"a term was replaced throughout"}
	}
	if term := k.termOf(c); term != "" {
		w.score += .3
		w.says = append(w.says, fmt.Sprintf("the row speaks of %q", term))
	}
	gone, come := textdiff.JoinTexts(c.Edits, diff.Delete), textdiff.JoinTexts(c.Edits, diff.Insert)
	w.words(k, gone, come)
	ofContacts := textdiff.IsContact(textdiff.FoldText(gone))
	if k.contacts && ofContacts {
		w.score += .25
		w.says = append(w.says, "contact details are among what was replaced")
	}
	if k.contacts && !ofContacts || k.deadline || k.table { // never told as done throughout
		w.score -= .3
	}
}

// termOf is the replaced term that a row names, the old or the new, "" for none.
func (k *claim) termOf(c *diff.Change) string {
	row := " " + textdiff.KeyOf(textdiff.Tokens(k.Details)) + " "
	for _, e := range c.Edits {
		if term := strings.TrimSpace(e.Text); len(term) > 3 && (e.Op == diff.Delete || e.Op == diff.Insert) && slices.Contains(c.Reasons, compare.TermReason) && has(row, term) {
			return term
		}
	}
	return ""
}

// titles looks for the claimed words in the old and new title.
func (w *weighed) titles(k *claim, c *diff.Change) {
	if c.Kind == diff.Renamed {
		w.words(k, c.OldTitle, c.NewTitle)
	}
}

// words checks "from X to Y", quoted words and years against old and new words.
func (w *weighed) words(k *claim, old, new string) {
	old, new = " "+textdiff.KeyOf(textdiff.Tokens(old))+" ", " "+textdiff.KeyOf(textdiff.Tokens(new))+" "
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
	a, b := textdiff.Tokens(from), textdiff.Tokens(to)
	n, m := textdiff.CommonEnds(a, b)
	return textdiff.KeyOf(a[n : len(a)-m]), textdiff.KeyOf(b[n : len(b)-m])
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
	return strings.Contains(text, " "+textdiff.KeyOf(textdiff.Tokens(words))+" ")
}

// weighEdit looks into an edited text: where the edits stand and what they touch.
func (s *scene) weighEdit(w *weighed, k *claim, c *diff.Change, id string) {
	old, new := textdiff.JoinTexts(c.Edits, diff.Delete, diff.MoveFrom), textdiff.JoinTexts(c.Edits, diff.Insert, diff.MoveTo)
	w.says = append(w.says, fmt.Sprintf("its text was edited (%s in, %d out)", compare.Count(c.WordsAdded, "word"), c.WordsRemoved))
	k = w.sentence(k, c, old+" "+new)
	w.words(k, old, new)
	s.weighPlace(w, k, c, id)
	fo, fn := textdiff.FoldText(old), textdiff.FoldText(new)
	reasons := strings.Join(c.Reasons, " ")
	check := func(claimed bool, found bool, what string, miss float64) {
		if claimed && found {
			w.score += .2
			w.says = append(w.says, what)
		} else if claimed {
			w.score -= miss
		}
	}
	all := textdiff.FoldText(textdiff.JoinTexts(c.Edits, diff.Keep, diff.Insert, diff.Delete, diff.MoveFrom, diff.MoveTo))
	gone, come := textdiff.Differ(textdiff.DeadlinesOf(fo), textdiff.DeadlinesOf(fn))
	timed := strings.Contains(reasons, "timescale") || len(gone)+len(come) > 0 || weekday.MatchString(fo+" "+fn)
	if counted := strings.Contains(reasons, "number: "); k.deadline && !timed && counted { // its unit may stand above the column
		w.says = append(w.says, "a number is among the edits")
	} else {
		check(k.deadline, timed, "a timescale is among the edits", .3)
	}
	check(k.contacts, len(textdiff.ContactsOf(all))+len(textdiff.HoursOf(all)) > 0 || strings.Contains(all+reasons, "contact"), "contact details are among the edits", .3)
	if from, to := k.numberIn(c); from != "" {
		w.score += .2
		w.says = append(w.says, fmt.Sprintf("%q became %q behind %q", from, to, k.label))
	}
	check(k.links, strings.Contains(reasons, "edition of") || strings.Contains(reasons, "cited document") || len(textdiff.ContactsOf(fn)) > 0, "a cited document is among the edits", .1)
	check(k.picture, strings.Contains(all, "|") || slices.ContainsFunc(c.Reasons, textdiff.TellsOfPicture), "a picture or a table row is among the edits", .3)
	check(k.table, strings.Contains(all, "|") || strings.Contains(reasons, "table"), "a table row is among the edits", .25)
	check(k.added, c.WordsAdded > c.WordsRemoved, "words were added", pick(k.links, .3, .05))
	check(k.removed, c.WordsRemoved > 0, "words were taken out", .05)
	if k.Whole && !s.bearsWhole(k, c) {
		w.score -= .3
	}
	if k.nothing && (c.Significance == diff.Practice || textdiff.HasLetters(textdiff.WithoutDates(fo+" "+fn))) { // a new date of review is no change
		w.score = min(w.score, .2)
		w.says = append(w.says, "the row says that nothing changed")
	}
}

// sentence finds the words that a row quotes in what stands beside the edits: they say where it was
// edited, and are, with the years of Acts in them, none that changed. It returns the claim
// without them.
func (w *weighed) sentence(k *claim, c *diff.Change, changed string) *claim {
	beside := " " + textdiff.KeyOf(textdiff.Tokens(textdiff.JoinTexts(c.Edits, diff.Keep, diff.Insert, diff.Delete))) + " "
	changed = " " + textdiff.KeyOf(textdiff.Tokens(changed)) + " "
	out := *k
	out.quoted, out.years = slices.Clone(k.quoted), slices.Clone(k.years)
	for _, q := range k.quoted {
		if textdiff.CountWords(q) < passageLeast || has(changed, q) || !has(beside, q) {
			continue
		}
		w.score += .2
		w.says = append(w.says, fmt.Sprintf("the edits stand beside %q", q))
		out.quoted = slices.DeleteFunc(out.quoted, func(o string) bool { return o == q })
		out.years = slices.DeleteFunc(out.years, func(y string) bool { return strings.Contains(q, y) })
	}
	return &out
}

// weekday is when something is done, "on Saturday and on Sunday".
var weekday = regexp.MustCompile(`\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b`)

// bearsWhole tells whether an edit may be all that was seen of what became of a
// chapter: one that was emptied is withdrawn, one that grew while a chapter that
// the row names came or went took it in or gave it away.
func (s *scene) bearsWhole(k *claim, c *diff.Change) bool {
	for i := range s.changes {
		switch o := &s.changes[i]; {
		case o.SectionID == c.SectionID:
		case o.Kind == diff.Removed && strings.Contains(k.Details, textdiff.FoldText(o.OldTitle)) && slices.Contains(k.Kinds, diff.Merged):
			return true
		case o.Kind == diff.Added && slices.Contains(k.Kinds, diff.Split) && (strings.Contains(k.Details, textdiff.FoldText(o.NewTitle)) || lineage.TitleLikeness(textdiff.FoldText(o.NewTitle), textdiff.FoldText(c.NewTitle)) >= .3):
			return true
		}
	}
	return c.Similarity < .3 && c.WordsRemoved > 3*c.WordsAdded && (slices.Contains(k.Kinds, diff.Removed) || slices.Contains(k.Kinds, diff.Retired))
}

// weighPlace compares the sections that the row names with the headings under
// which the edits stand. A named section that is there and did not change speaks
// against the row.
func (s *scene) weighPlace(w *weighed, k *claim, c *diff.Change, id string) {
	var under []string
	for _, e := range c.Edits {
		if e.Op == diff.Under {
			under = append(under, textdiff.FoldText(e.Text))
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
	return heading != "" && (heading == name || lineage.TitleLikeness(heading, name) >= .7)
}
