// Package declaration holds what a board declared in its amendments against what was
// detected.
package declaration

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// A History is what earlier nights of one board told, oldest first. It may be
// empty.
type History struct {
	Nights []Night
}

// A Night is the outcome of one run for one board.
type Night struct {
	RunID        string
	ObservedAt   time.Time
	Changes      []diff.Change
	Declarations []diff.Declaration
	// RowsUnseen is true where a page of the amendments could not be seen: a row
	// that is seen only later may have stood there already.
	RowsUnseen bool
}

// Judge holds the rows of the board's own amendments table against what was
// detected. Every row of cur that prev had not (as a multiset), or that was Held
// then, gets a Declaration with a state and a reason in words, unless it is Held
// now; rows of earlier nights that
// were not_detected and are borne out only now come again as confirmed_early. An old row
// that only says in other words what it said declares nothing anew.
// It writes Declared and AmendmentOrdinal into changes, and the section of a row
// that normalise could not resolve into cur; of a row that was borne out it takes the doubt back. With prev == nil every row is
// before_baseline.
func Judge(prev, cur *normalise.Edition, changes []diff.Change, h History) []diff.Declaration {
	d := &declaring{cur: cur, prev: prev, h: h, claims: map[int][]stake{}, denied: map[int]int{}, texts: map[string][]string{}}
	curSide := lineage.NewSide(cur)
	var prevSide *lineage.Side
	if prev != nil {
		prevSide = lineage.NewSide(prev)
	}
	d.dir = NewDirectory(prevSide, curSide, h)
	if prev == nil {
		return d.baseline()
	}
	d.scene, d.sides = newScene(changes, prevSide, curSide), []*lineage.Side{curSide, prevSide}
	d.rows(d.reworded(OpenRows(prev, cur)))
	d.early()
	d.settle()
	d.mark(changes)
	d.settleDoubts()
	return d.out
}

// A declaring is the work of one Declare.
type declaring struct {
	prev, cur *normalise.Edition
	sides     []*lineage.Side // newer, older
	h         History
	dir       *Directory
	scene     *scene
	claims    map[int][]stake       // of the rows in the changes, by change
	denied    map[int]int           // ordinals of rows that speak against a change, by change
	texts     map[string][]string   // sentences of sections as they read now, as they are asked for
	gone      []normalise.Amendment // rows of prev that cur has no more, but those that a new one says again
	out       []diff.Declaration
}

func (d *declaring) declaration(a *normalise.Amendment) diff.Declaration {
	return diff.Declaration{RunID: d.cur.RunID, BoardID: d.cur.BoardID, Ordinal: a.Ordinal, Chapter: a.Chapter, Details: a.Details, Date: a.Date.String(), DateText: a.DateText}
}

func (d *declaring) baseline() []diff.Declaration {
	for i := range d.cur.Amendments {
		a := &d.cur.Amendments[i]
		out := d.declaration(a)
		out.State, out.Reason = diff.BeforeBaseline, "the row stood in the first edition that was read, there is nothing earlier to compare with"
		if c := d.dir.Find(a); len(c) > 0 && (len(c) == 1 || c[0].fit > c[1].fit) {
			out.SectionID = c[0].Id
			d.resolve(a.Ordinal, c[0].Id, false)
		}
		d.out = append(d.out, out)
	}
	return d.out
}

// resolve writes the section into a row of cur that names none yet; where a change
// bears the row out, also into one that was taken to name another (a number may
// be that of an earlier night). A row on a chapter that is gone names no new one like it.
func (d *declaring) resolve(ordinal int, id string, borneOut bool) {
	for i := range d.cur.Amendments {
		a := &d.cur.Amendments[i]
		switch {
		case a.Ordinal != ordinal || a.SectionID != "" && !borneOut:
		case d.dir.inCur[id]:
			lineage.SettleDoubt(d.cur, a)
			a.SectionID, a.Reason = id, ""
		case a.SectionID != "" && !lineage.HasSection(d.prev, a.SectionID):
			a.SectionID, a.Reason = "", lineage.ChapterGone
		}
	}
}

// rows judges every new row, plain ones first, so that a vague or wide row does not take
// the change that another one declares; the result is in the order of the table.
func (d *declaring) rows(rows []normalise.Amendment) {
	seen := map[string]int{}
	var vague []reading
	var nameless, repeated []*normalise.Amendment
	var wide []*wideRow
	for i := range rows {
		a := &rows[i]
		key := lineage.RowKey(a)
		if _, again := seen[key]; again && a.Chapter != "" {
			repeated = append(repeated, a)
			continue
		}
		seen[key] = a.Ordinal
		cands := d.dir.Find(a)
		if names := d.dir.several(a); names != nil {
			d.several(a, names)
			continue
		}
		if w := d.wide(a, cands); w != nil {
			wide = append(wide, w)
			continue
		}
		if len(cands) == 0 {
			nameless = append(nameless, a)
			continue
		}
		if r := d.read(a, cands); len(r.weighed) > 0 && r.weighed[0].score < plain {
			vague = append(vague, r)
		} else {
			d.judge(&r)
		}
	}
	for i := range vague {
		d.judge(&vague[i])
	}
	for _, w := range wide {
		d.judgeWide(w)
	}
	for _, a := range nameless {
		d.nameless(a)
	}
	for _, a := range repeated {
		d.repeated(a, seen)
	}
	slices.SortStableFunc(d.out, func(x, y diff.Declaration) int { return cmp.Compare(x.Ordinal, y.Ordinal) })
}

// A reading is a row held against one section that it may mean.
type reading struct {
	named
	row     *normalise.Amendment
	claim   claim
	weighed []weighed
	score   float64
}

// read finds the section that a row most likely means, and the changes that bear
// it out.
func (d *declaring) read(a *normalise.Amendment, cands []named) reading {
	k := ReadClaim(a.Details, a.New)
	readings := make([]reading, 0, len(cands))
	for _, c := range cands {
		r := reading{named: c, row: a, claim: k, weighed: d.scene.weigh(&k, c.Id)}
		if len(r.weighed) > 0 {
			r.score = r.weighed[0].score * (.5 + .5*c.fit)
		}
		readings = append(readings, r)
	}
	return d.best(readings)
}

// judge gives a row its state.
func (d *declaring) judge(r *reading) {
	out := d.declaration(r.row)
	missing, plainly := d.missing(r.row.Details, r.Id)
	ok := d.borneOut(r) || d.borneOutInPart(r, plainly)
	out.SectionID, out.Score = r.Id, round(r.score)
	if ok {
		d.confirm(&out, r.row, r)
		if out.Missing = missing; len(missing) > 0 {
			out.Reason += "; nothing was seen of " + inQuotes(missing)
		}
	} else {
		d.deny(&out, r.row, &r.claim, r)
	}
	d.resolve(r.row.Ordinal, r.Id, ok)
	d.out = append(d.out, out)
}

// borneOut tells whether the best change is evidence enough: weak evidence is, if
// no other row declares that change. Words that speak against the change are none.
func (d *declaring) borneOut(r *reading) bool {
	if len(r.weighed) == 0 || r.weighed[0].score < believed || d.against(r) != "" {
		return false
	}
	return r.weighed[0].score >= plain || !d.isClaimedOf(r.weighed[0].change, r.Id)
}

// best prefers the surest name; where names are about as sure (two chapters of
// one title, a number that two nights gave to two chapters) the evidence decides.
func (d *declaring) best(rs []reading) reading {
	best := rs[0]
	for _, r := range rs[1:] {
		if r.fit >= rs[0].fit-.15 && r.score > best.score+.02 {
			best = r
		}
	}
	return best
}

func round(f float64) float64 { return float64(int(f*100+.5)) / 100 }

func (d *declaring) confirm(out *diff.Declaration, a *normalise.Amendment, r *reading) {
	out.State = diff.Confirmed
	for i, w := range r.weighed {
		if w.score < believed || w.score < r.weighed[0].score-.5 || i > 0 && w.score <= sweptTerm && d.scene.changes[w.change].Kind == diff.TermsSwept {
			continue
		}
		if w.unnamed && (r.weighed[0].score >= telling || i > 0 && r.claim.ofRules()) {
			continue // the row says plainly what else it tells of
		}
		if w.unnamed {
			d.guess(out, w.change, w.score*guessed)
		} else {
			d.claim(out, w.change, w.score)
		}
		for _, i := range slices.Concat(d.addedBelow(w.change), d.addedAbove(w.change, a), d.titleOf(w.change, a), d.exchangedWith(w.change), d.dividedFrom(w.change, &r.claim)) {
			d.guess(out, i, w.score*following)
		}
	}
	out.Reason = fmt.Sprintf("named by %s%s; %s%s", r.how, d.numberNote(a, r.Id), strings.Join(r.weighed[0].says, "; "), d.dateNote(a))
}

// titleOf is the change that gave a chapter its title where it was merged, split or moved and
// the row names it by that title, or says it: the row need not say that it is new.
func (d *declaring) titleOf(change int, a *normalise.Amendment) []int {
	c := &d.scene.changes[change]
	if c.Kind != diff.Merged && c.Kind != diff.Split && c.Kind != diff.Moved {
		return nil
	}
	row := " " + textdiff.KeyOf(textdiff.Tokens(a.Details)) + " "
	for i := range d.scene.changes {
		o := &d.scene.changes[i]
		if o.Kind != diff.Renamed || o.SectionID != c.SectionID {
			continue
		}
		if strings.HasSuffix(textdiff.FoldText(a.Chapter), textdiff.FoldText(o.NewTitle)) || textdiff.CountWords(textdiff.FoldText(o.NewTitle)) > 1 && has(row, o.NewTitle) {
			return []int{i}
		}
	}
	return nil
}

// exchangedWith is the renaming of the chapter that got the title which this one gave away, for
// its own: a row that declares the one tells of the other.
func (d *declaring) exchangedWith(change int) []int {
	c := &d.scene.changes[change]
	if c.Kind != diff.Renamed {
		return nil
	}
	for i := range d.scene.changes {
		if o := &d.scene.changes[i]; o.Kind == diff.Renamed && i != change && textdiff.FoldText(o.OldTitle) == textdiff.FoldText(c.NewTitle) && textdiff.FoldText(o.NewTitle) == textdiff.FoldText(c.OldTitle) {
			return []int{i}
		}
	}
	return nil
}

// numberNote remarks that a row prints another number with the title of a chapter.
func (d *declaring) numberNote(a *normalise.Amendment, id string) string {
	number := d.dir.otherNumber(textdiff.FoldText(a.Chapter), id)
	if number == "" {
		return ""
	}
	if other := first(d.dir.byNumber[number]); other != "" {
		return fmt.Sprintf(", but not by its number: %s is %s", number, compare.Quoted(d.dir.newest[other]))
	}
	return fmt.Sprintf(", but not by its number: there is no %s", number)
}

// dateNote says how the date of a row stands to the window between the captures.
func (d *declaring) dateNote(a *normalise.Amendment) string {
	if a.Date.IsZero() || d.prev.ObservedAt.IsZero() {
		return ""
	}
	from, to := a.Date.Span()
	switch {
	case to.Before(d.prev.ObservedAt.AddDate(0, 0, -1)):
		return fmt.Sprintf("; dated %s, before the manual was last read on %s", a.Date, d.prev.ObservedAt.Format(time.DateOnly))
	case from.After(d.cur.ObservedAt):
		return fmt.Sprintf("; dated %s, after the manual was read on %s", a.Date, d.cur.ObservedAt.Format(time.DateOnly))
	}
	return ""
}

// UnchangedAsSaid is the reason of a row that is not_detected because it declares nothing:
// a chapter was reviewed, and did not change.
const UnchangedAsSaid = "the row says that nothing changed, and nothing did"

// CheckedAsSaid is the reason of one that says that a chapter was checked and tells of no change.
const CheckedAsSaid = "the row says that something was checked, and tells of no change"

// PictureUnread is the reason of a row about a picture or film of a chapter that has one, of which
// nothing was seen: what they show is not read.
const PictureUnread = "pictures and films are not read, so that what the row tells of one cannot be checked"

// TellsNothing tells whether this is the reason of a row that declares nothing.
func TellsNothing(reason string) bool { return reason == UnchangedAsSaid || reason == CheckedAsSaid }

// deny says why a row is not borne out tonight.
func (d *declaring) deny(out *diff.Declaration, a *normalise.Amendment, k *claim, r *reading) {
	former := d.saidBefore(a)
	if former != nil && d.lastState(former) != diff.NotDetected {
		d.keep(out, a, former)
		return
	}
	if d.late(out, a, k, r) || d.saidAgain(out, a, r) {
		return
	}
	if former != nil {
		d.keep(out, a, former)
		return
	}
	what := compare.Quoted(cmp.Or(d.dir.newest[r.Id], a.Chapter))
	switch {
	case len(r.weighed) > 0 && d.beforeAll(a):
		out.State = diff.BeforeBaseline
		out.Reason = fmt.Sprintf("dated %s, before the manual was first read; %s changed since, but not as the row says: %s", a.Date, what, strings.Join(r.weighed[0].says, "; "))
	case k.picture && d.shows(r.Id):
		out.State, out.Reason = diff.NotDetected, PictureUnread
	case d.against(r) != "":
		out.State = diff.NotDetected
		out.Reason = fmt.Sprintf("%s changed, but %s: %s", what, d.against(r), strings.Join(r.weighed[0].says, "; "))
		d.denied[r.weighed[0].change] = a.Ordinal
	case len(r.weighed) > 0:
		out.State = diff.NotDetected
		out.Reason = fmt.Sprintf("%s changed, but not as the row says: %s", what, strings.Join(r.weighed[0].says, "; "))
	case k.nothing:
		out.State, out.Reason = diff.NotDetected, UnchangedAsSaid
	case d.flagged(r.Id) != "":
		out.State = diff.FlagOnly
		out.Reason = fmt.Sprintf("nothing in %s changed but its flag (%s)", what, d.flagged(r.Id))
	case d.beforeAll(a):
		out.State = diff.BeforeBaseline
		out.Reason = fmt.Sprintf("dated %s, before the manual was first read; nothing in %s changed since", a.Date, what)
	case k.looked:
		out.State, out.Reason = diff.NotDetected, CheckedAsSaid
	case d.changedBelow(r.Id):
		out.State = diff.NotDetected
		out.Reason = fmt.Sprintf("chapters of %s changed between %s and %s, but not as the row says", what, d.prev.ObservedAt.Format(time.DateOnly), d.cur.ObservedAt.Format(time.DateOnly))
	case slices.Contains(k.Kinds, diff.Removed) && k.Whole && d.dir.inCur[r.Id]:
		out.State = diff.NotDetected
		out.Reason = fmt.Sprintf("%s is still in the manual, and nothing in it changed between %s and %s", what, d.prev.ObservedAt.Format(time.DateOnly), d.cur.ObservedAt.Format(time.DateOnly))
	default:
		out.State = diff.NotDetected
		out.Reason = fmt.Sprintf("nothing in %s changed between %s and %s", what, d.prev.ObservedAt.Format(time.DateOnly), d.cur.ObservedAt.Format(time.DateOnly))
	}
}

// shows tells whether a chapter has a picture or film, or is a file, whose pictures may have no
// words.
func (d *declaring) shows(id string) bool {
	return slices.ContainsFunc(d.sides, func(s *lineage.Side) bool {
		return s != nil && slices.ContainsFunc(s.Units, func(u int) bool { return s.Sec(u).ID == id && mayShow(s.Sec(u)) })
	})
}

func mayShow(s *normalise.Section) bool {
	return len(s.Pictures) > 0 || s.MediaType != "" && !strings.Contains(s.MediaType, "html")
}

func (d *declaring) flagged(id string) string {
	for _, i := range d.scene.byID[id] {
		if c := &d.scene.changes[i]; c.Kind == diff.Flagged {
			return c.Detail
		}
	}
	return ""
}

// beforeAll tells whether a row is dated before the first reading of the board.
func (d *declaring) beforeAll(a *normalise.Amendment) bool {
	first := d.prev.ObservedAt
	if len(d.h.Nights) > 0 && !d.h.Nights[0].ObservedAt.IsZero() {
		first = d.h.Nights[0].ObservedAt
	}
	if a.Date.IsZero() || first.IsZero() {
		return false
	}
	_, to := a.Date.Span()
	return to.Before(first.AddDate(0, 0, -7))
}

// late looks for the change among those of earlier nights that no row declared.
func (d *declaring) late(out *diff.Declaration, a *normalise.Amendment, k *claim, r *reading) bool {
	for n := len(d.h.Nights) - 1; n >= 0; n-- {
		night := &d.h.Nights[n]
		s := newScene(night.Changes, nil, nil)
		ws := s.weigh(k, r.Id)
		if len(ws) == 0 || ws[0].score < believed {
			continue
		}
		c := &night.Changes[ws[0].change]
		if c.Declared == "confirmed" || night.ObservedAt.After(d.cur.ObservedAt) || !night.RowsUnseen && !d.meansLate(&ws[0], a, k, r, n) {
			continue
		}
		if c.Kind == diff.Edited && d.speaksAgainst(a.Details, r.Id, c, night.Changes) != "" {
			continue
		}
		out.ChangeIDs, out.Score = []string{c.ID}, round(ws[0].score)
		if night.RowsUnseen {
			out.State = diff.Confirmed
			out.Reason = fmt.Sprintf("the change was seen on %s, when the board's list of amendments could not be; %s", night.ObservedAt.Format(time.DateOnly), strings.Join(ws[0].says, "; "))
			return true
		}
		out.State = diff.ConfirmedLate
		out.Reason = fmt.Sprintf("the change was seen on %s, the row came later; %s", night.ObservedAt.Format(time.DateOnly), strings.Join(ws[0].says, "; "))
		return true
	}
	return false
}

// meansLate tells whether a row that came after night n means a change of that night, which was
// told then: it says so beyond doubt, or can mean no other.
func (d *declaring) meansLate(w *weighed, a *normalise.Amendment, k *claim, r *reading, n int) bool {
	c := &d.h.Nights[n].Changes[w.change]
	if !d.datedFor(a, n) {
		return false
	}
	if w.score >= sure && (!w.vague(k, c) || !datedAfter(a, d.h.Nights[n].ObservedAt) || d.tellsPlainly(a.Details, r.Id, c)) {
		return true
	}
	return d.paraphrases(a, r.Id, c, d.h.Nights[n].ObservedAt)
}

// datedFor tells whether the date of a row may mean the window that ended with
// night n: not long before it and not after tonight.
func (d *declaring) datedFor(a *normalise.Amendment, n int) bool {
	if a.Date.IsZero() {
		return true
	}
	from, to := a.Date.Span()
	if n > 0 && to.Before(d.h.Nights[n-1].ObservedAt.AddDate(0, 0, -31)) {
		return false
	}
	return !from.After(d.cur.ObservedAt.AddDate(0, 1, 0))
}

// datedAfter tells whether a row is dated more than a month after a change was seen: what
// it tells is younger, unless its words fit that change and no other.
func datedAfter(a *normalise.Amendment, seen time.Time) bool {
	from, _ := a.Date.Span()
	return !a.Date.IsZero() && from.After(seen.AddDate(0, 0, 31))
}

// nameless judges a row whose chapter is empty or unknown: only plain evidence of
// exactly one change counts.
func (d *declaring) nameless(a *normalise.Amendment) {
	out := d.declaration(a)
	k := ReadClaim(a.Details, a.New)
	hits := d.sections(&k, a)
	switch {
	case len(hits) == 1 && d.scene.changes[hits[0].weighed[0].change].SectionID == hits[0].Id && !d.isClaimed(hits[0].weighed[0].change):
		r := hits[0]
		out.SectionID, out.Score = r.Id, round(.7*r.score)
		d.confirm(&out, a, &r)
		d.resolve(a.Ordinal, r.Id, true)
		out.Reason = fmt.Sprintf("the row names no chapter that is known%s; only the change in %s fits: %s", printed(a.Chapter), compare.Quoted(d.dir.newest[r.Id]), strings.Join(r.weighed[0].says, "; "))
	case len(hits) > 0 && a.Chapter == "":
		out.State = diff.Ambiguous
		out.Reason = fmt.Sprintf("the row names no chapter, and what it says fits %s that changed", compare.Count(len(hits), "chapter"))
		for _, r := range hits {
			out.ChangeIDs = union(out.ChangeIDs, []string{d.scene.changes[r.weighed[0].change].ID})
		}
	case a.Chapter == "":
		out.State, out.Reason = diff.UnknownChapter, "the row names no chapter and says nothing that only one change fits"
	default:
		out.State = diff.UnknownChapter
		out.Reason = fmt.Sprintf("neither edition has a chapter called %s", compare.Quoted(a.Chapter))
	}
	d.out = append(d.out, out)
}

func printed(chapter string) string {
	if chapter == "" {
		return ""
	}
	return " (" + compare.Quoted(chapter) + ")"
}

// sections lists the sections with a change that fits a nameless row by more than
// chance: a change of the kind that the row names, or the very words. Where the
// row bears at least a number, changes that another row declares are left out.
func (d *declaring) sections(k *claim, a *normalise.Amendment) []reading {
	prefix := ""
	if m := namePrefix.FindStringSubmatch(textdiff.FoldText(a.Chapter)); m != nil && strings.Contains(m[1], ".") {
		prefix = m[1][:strings.LastIndex(m[1], ".")+1]
	} else if a.Chapter != "" && m == nil {
		return nil // it names something that nobody knows
	}
	var out []reading
	seen := map[string]bool{}
	for i := range d.scene.changes {
		c := &d.scene.changes[i]
		if !isNews(c) || seen[c.SectionID] || prefix != "" && !strings.HasPrefix(textdiff.FoldNumber(c.NewNumber), prefix) {
			continue
		}
		seen[c.SectionID] = true
		id := cmp.Or(c.SectionID, first(c.OtherIDs))
		ws := d.scene.weigh(k, id)
		if len(ws) == 0 || ws[0].score < .8 {
			continue
		}
		if d.isClaimed(ws[0].change) && a.Chapter != "" {
			continue // declared by a row that names it
		}
		out = append(out, reading{named: named{Id: id, how: "what it says"}, weighed: ws, score: ws[0].score})
	}
	return out
}

// early revives rows of earlier nights that were not borne out then: the change
// came after its declaration.
func (d *declaring) early() {
	if len(d.h.Nights) == 0 {
		return
	}
	still := map[string]*normalise.Amendment{}
	for i := range d.cur.Amendments {
		a := &d.cur.Amendments[i]
		still[declKey(a.Chapter, a.Details, a.Date.String())] = a
	}
	for n := range d.h.Nights {
		for _, old := range d.h.Nights[n].Declarations {
			a := still[declKey(old.Chapter, old.Details, old.Date)]
			if a != nil && !d.settled(&old, n) {
				d.revive(a, d.openSections(a, &old))
			}
		}
	}
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

func declKey(chapter, details, date string) string {
	return textdiff.FoldText(chapter) + "\x00" + textdiff.FoldText(details) + "\x00" + date
}

// settled tells whether a later night confirmed the row already.
func (d *declaring) settled(old *diff.Declaration, n int) bool {
	for _, night := range d.h.Nights[n+1:] {
		for _, later := range night.Declarations {
			if later.State != diff.NotDetected && declKey(later.Chapter, later.Details, later.Date) == declKey(old.Chapter, old.Details, old.Date) {
				return true
			}
		}
	}
	return false
}

// OpenRows are the rows of cur that can be judged and were not on an earlier night.
func OpenRows(prev, cur *normalise.Edition) []normalise.Amendment {
	isHeld := func(a normalise.Amendment) bool { return a.Held }
	judged := slices.DeleteFunc(slices.Clone(prev.Amendments), isHeld)
	return slices.DeleteFunc(lineage.NewRows(judged, cur.Amendments), isHeld)
}
