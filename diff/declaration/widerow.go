package declaration

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// A wideRow is a row of the amendments that names no one chapter: a part of the manual
// with the chapters in it, chapters from one number to another, or all of them.
type wideRow struct {
	row     *normalise.Amendment
	how     string   // in words, by what they are named
	section string   // ID of the part, "" for others
	cands   []named  // what a row of the part itself may mean
	ids     []string // of the chapters
	least   float64  // how well a change must fit what the row says
}

var (
	// wholeManual names all chapters, or none in particular.
	wholeManual = regexp.MustCompile(`^(?:(?:all|every|the (?:whole|entire)|whole|entire|most|various|several|many|multiple|a number of) (?:of the )?(?:other )?(?:chapters?|procedures?|polic(?:y|ies)|sections?|pages?|documents?|manual|handbook)(?: throughout)?|all|throughout(?: the (?:manual|procedures|handbook))?|various|general|manual|whole|across the manual)$`)
	// wholePart is what boards write around the name of a part to say that they mean what
	// is in it.
	wholePart = regexp.MustCompile(`^(?:all|various|several|most) (?:of the )?(?:chapters|procedures|policies|sections) (?:in|of|under|within) (?:the )?|[ ,:–-]*\(?(?:all|various|several|most) (?:chapters|procedures|policies|sections)\)?$`)
	// numberRange runs from one chapter to another.
	numberRange = regexp.MustCompile(`^(?:(?:chapters?|sections?|procedures?|parts?) )?([a-z]{0,3}\d+(?:\.\d+)*[a-z]?) ?(?:-|–|to|through|until) ?(?:(?:chapter|section) )?([a-z]{0,3}\d+(?:\.\d+)*[a-z]?)$`)
)

// inAll says in the words of a row that it is one on all chapters.
var inAll = regexp.MustCompile(`^(?:all|every|throughout|whole) (?:of )?(?:the )?(?:chapters?|procedures|policies|sections|manual) ?[:–-]|\b(?:in|throughout|across) (?:(?:all|every) (?:of )?(?:the |other )?(?:chapters?|procedures|policies|sections)|the (?:whole |entire )?manual)\b`)

// ofAll tells whether a row is one on all chapters: it names them in place of a chapter, or no
// chapter there and all of them in what it says.
func ofAll(chapter, details string) bool {
	if name := textdiff.FoldText(chapter); name != "" {
		return wholeManual.MatchString(name)
	}
	return inAll.MatchString(textdiff.FoldText(details))
}

// wide reads a row as one about several chapters; nil if it is none. A part itself that
// changed is what its row is about.
func (d *declaring) wide(a *normalise.Amendment, cands []named) *wideRow {
	name := textdiff.FoldText(a.Chapter)
	if len(cands) > 0 {
		return d.widePart(a, cands)
	}
	if m := numberRange.FindStringSubmatch(name); m != nil {
		if ids := d.between(m[1], m[2]); len(ids) > 1 {
			return &wideRow{row: a, how: "its number", ids: ids, least: plain}
		}
	}
	if bare := wholePart.ReplaceAllString(name, ""); bare != name && bare != "" {
		if n := d.dir.bestByName(bare); n.fit >= .8 {
			return d.widePart(a, []named{n})
		}
	}
	if !ofAll(a.Chapter, a.Details) {
		return nil
	}
	w := &wideRow{row: a, how: "words for all chapters", least: sure + .05}
	for i := range d.scene.changes {
		if id := d.scene.changes[i].SectionID; id != "" && !slices.Contains(w.ids, id) {
			w.ids = append(w.ids, id)
		}
		for _, id := range d.scene.changes[i].OtherIDs {
			if d.scene.changes[i].Kind == diff.TermsSwept && !slices.Contains(w.ids, id) {
				w.ids = append(w.ids, id)
			}
		}
	}
	return w
}

// widePart reads a row that names a part of the manual which did not change itself, and
// that no chapter may be called as well.
func (d *declaring) widePart(a *normalise.Amendment, cands []named) *wideRow {
	k := ReadClaim(a.Details, a.New)
	for _, n := range cands {
		if kind := d.dir.kind[n.Id]; n.fit >= cands[0].fit-.15 && kind != normalise.KindSection && kind != normalise.KindGroup {
			return nil
		}
	}
	n := cands[0]
	if n.fit < .75 || len(d.scene.weigh(&k, n.Id)) > 0 {
		return nil
	}
	return &wideRow{row: a, how: itsPart, section: n.Id, cands: cands, ids: d.chaptersIn(n.Id), least: plain}
}

// itsPart is by what a chapter is named whose part of the manual is.
const itsPart = "its part of the manual"

// chaptersIn lists what stands in a part of the manual, in either edition.
func (d *declaring) chaptersIn(section string) []string {
	var ids []string
	for _, s := range d.sides {
		for _, u := range s.Units {
			for up := s.Up[u]; up >= 0; up = s.Up[up] {
				if s.Sec(up).ID == section && !slices.Contains(ids, s.Sec(u).ID) {
					ids = append(ids, s.Sec(u).ID)
				}
			}
		}
	}
	return ids
}

// changedBelow tells whether something changed in a part of the manual that a board could have
// declared.
func (d *declaring) changedBelow(section string) bool {
	return slices.ContainsFunc(d.chaptersIn(section), func(id string) bool {
		return slices.ContainsFunc(d.scene.byID[id], func(i int) bool { return isNews(&d.scene.changes[i]) })
	})
}

// between lists the chapters from one number to another, as the newer edition has them.
func (d *declaring) between(from, to string) []string {
	var ids []string
	s, in := d.sides[0], false
	for _, u := range s.Units {
		n := textdiff.FoldNumber(s.Sec(u).Number)
		in = in || n == textdiff.FoldNumber(from)
		if in && s.Class(u) != 'g' {
			ids = append(ids, s.Sec(u).ID)
		}
		if in && n == textdiff.FoldNumber(to) {
			return ids
		}
	}
	return nil
}

// judgeWide gives such a row its state: it is confirmed by the changes of its chapters
// that fit what it says and that no other row declares.
func (d *declaring) judgeWide(w *wideRow) {
	out, k := d.declaration(w.row), ReadClaim(w.row.Details, w.row.New)
	out.SectionID = w.section
	if w.section == "" && d.editedMost(w, &k) {
		w.least = sure
	}
	var reasons []string
	found := make([][]weighed, len(w.ids))
	for i, id := range w.ids {
		found[i] = d.scene.weigh(&k, id)
	}
	sweep := d.bestSweep(found)
	for i, id := range w.ids {
		r := reading{named: named{Id: id, how: w.how}, row: w.row, claim: k}
		for _, m := range found[i] {
			c := &d.scene.changes[m.change]
			if slices.Contains(out.ChangeIDs, c.ID) || c.Kind == diff.TermsSwept && m.score < sweep-outdone {
				continue
			}
			if c.Kind == diff.Edited && d.speaksAgainst(w.row.Details, id, c, d.scene.changes) != "" || d.besideDocument(w.row.Details, c) {
				continue
			}
			from, to := k.replacedIn(c)
			if from != "" && m.score < w.least {
				m.score, m.says = w.least, append(m.says, fmt.Sprintf("%q became %q", from, to))
			}
			if from != "" || d.fits(m, w.least) {
				r.weighed = append(r.weighed, m)
			}
		}
		if len(r.weighed) == 0 {
			continue
		}
		d.confirm(&out, w.row, &r)
		out.Score = max(out.Score, round(r.weighed[0].score))
		if what := compare.Quoted(d.dir.newest[id]) + " " + out.Reason; len(reasons) < textdiff.MaxReasons {
			reasons = append(reasons, what)
		}
	}
	if len(reasons) == 0 {
		d.denyWide(w, out)
		return
	}
	out.Reason = strings.Join(reasons, "; ")
	d.resolve(w.row.Ordinal, w.section, true)
	d.out = append(d.out, out)
}

// bestSweep is how well such a row, weighed against the changes of its chapters, fits what it
// fits best of all that was replaced throughout: it does not tell of what fits it clearly worse.
func (d *declaring) bestSweep(found [][]weighed) float64 {
	best := 0.
	for _, of := range found {
		for _, m := range of {
			if d.scene.changes[m.change].Kind == diff.TermsSwept {
				best = max(best, m.score)
			}
		}
	}
	return best
}

// swapIn is the replacement of an edited chapter that a row names, both terms word for word,
// "" for none: one that is seen in too few chapters to be told once is what the row means all
// the same.
func (k *claim) swapIn(c *diff.Change) (from, to string) {
	if c.Kind != diff.Edited {
		return "", ""
	}
	row := " " + textdiff.KeyOf(textdiff.Tokens(k.Details)) + " "
	names := func(term string) bool { return len(term) > 3 && textdiff.HasLetters(term) && has(row, term) }
	for i := 0; i+1 < len(c.Edits); i++ {
		if c.Edits[i].Op != diff.Delete || c.Edits[i+1].Op != diff.Insert {
			continue
		}
		if from, to = textdiff.FoldText(c.Edits[i].Text), textdiff.FoldText(c.Edits[i+1].Text); names(from) && names(to) {
			return from, to
		}
	}
	return "", ""
}

// replacedIn is the term, or the number behind a label, of an edited chapter that a row tells of,
// with what took its place.
func (k *claim) replacedIn(c *diff.Change) (from, to string) {
	if from, to = k.swapIn(c); from == "" {
		from, to = k.numberIn(c)
	}
	return from, to
}

// onlyTerm tells whether a row for all chapters names a replacement of an edited chapter that
// is not what makes its change one to practice, or a row of one sentence a number in it: the rest
// is left unsaid.
func onlyTerm(row *diff.Declaration, c *diff.Change) bool {
	k := ReadClaim(row.Details, false)
	from, to := k.numberIn(c)
	if ofAll(row.Chapter, row.Details) {
		from, to = k.replacedIn(c)
	} else if sentenceEnd.MatchString(k.Details) {
		return false
	}
	return from != "" && !slices.ContainsFunc(c.Reasons, func(r string) bool {
		return !strings.HasPrefix(r, "contact: ") && strings.Contains(r, from) && strings.Contains(r, to)
	})
}

// editedMost reports whether the texts of most chapters were edited, and nothing that a row
// says speaks against its telling of that: a row of all chapters need not say in which words.
func (d *declaring) editedMost(w *wideRow, k *claim) bool {
	edited, all := 0, 0
	for _, id := range w.ids {
		if slices.ContainsFunc(d.scene.weigh(k, id), func(m weighed) bool {
			return d.scene.changes[m.change].Kind == diff.Edited && m.score >= sure
		}) {
			edited++
		}
	}
	for _, u := range d.sides[0].Units {
		all += wording.BoolInt(d.sides[0].Class(u) == 'c' && d.sides[0].Docs[u].Words > 0)
	}
	return edited >= compare.SweepChapters && edited*5 >= all*4
}

// denyWide says that nothing bears such a row out.
func (d *declaring) denyWide(w *wideRow, out diff.Declaration) {
	if w.section != "" {
		r := d.read(w.row, w.cands)
		d.judge(&r)
		return
	}
	if former := d.saidBefore(w.row); former != nil {
		d.keep(&out, w.row, former)
		d.out = append(d.out, out)
		return
	}
	out.State, out.Reason = diff.NotDetected, "the row speaks of several chapters, and no change that no other row declares fits what it says"
	if k := ReadClaim(w.row.Details, w.row.New); k.looked {
		out.Reason = CheckedAsSaid
	}
	if d.beforeAll(w.row) {
		out.State, out.Reason = diff.BeforeBaseline, "dated "+w.row.Date.String()+", before the manual was first read; no change fits what the row says of several chapters"
	}
	d.out = append(d.out, out)
}

// fits tells whether a change is borne out by a wide row: a term replaced throughout by
// one of the whole manual, too, where it is the likeliest of things.
func (d *declaring) fits(m weighed, least float64) bool {
	if d.scene.changes[m.change].Kind == diff.TermsSwept {
		return m.score >= plain
	}
	return m.score >= least && !d.isClaimed(m.change)
}
