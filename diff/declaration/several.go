package declaration

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/normalise"
)

// several judges a row that names more than one chapter: it is confirmed if one of
// them changed as it says; those of which nothing was seen are missing.
func (d *declaring) several(a *normalise.Amendment, names []named) {
	k := ReadClaim(a.Details, a.New)
	var reasons, still []string
	var denied []diff.Declaration
	sum := d.declaration(a)
	for _, n := range names {
		title := cmp.Or(d.dir.newest[n.Id], a.Chapter)
		found := d.readListed(a, &k, n)
		for _, r := range found {
			out := d.declaration(a)
			d.confirm(&out, a, &r)
			reasons = append(reasons, compare.Quoted(cmp.Or(d.dir.newest[r.Id], a.Chapter))+" "+out.Reason)
			sum.ChangeIDs = union(sum.ChangeIDs, out.ChangeIDs)
			if sum.SectionID == "" {
				sum.SectionID, sum.Score = r.Id, round(r.weighed[0].score)
			}
		}
		if len(found) > 0 {
			continue
		}
		r, out := d.readOne(a, &k, n), d.declaration(a)
		out.SectionID, out.Score = n.Id, round(r.score)
		d.deny(&out, a, &k, &r)
		denied = append(denied, out)
		if isOpen(&out) {
			still, sum.Missing = append(still, compare.Quoted(title)), append(sum.Missing, title)
		}
	}
	if len(reasons) == 0 {
		d.denySeveral(a, denied)
		return
	}
	sum.State, sum.Reason = diff.Confirmed, strings.Join(reasons, "; ")
	if len(still) > 0 {
		sum.Reason += "; " + strings.Join(still, ", ") + " did not change so"
	}
	d.resolve(a.Ordinal, sum.SectionID, true)
	d.out = append(d.out, sum)
}

// isOpen tells whether a row says something of a chapter of which nothing was ever seen.
func isOpen(out *diff.Declaration) bool {
	return (out.State == diff.NotDetected || out.State == diff.FlagOnly) && !TellsNothing(out.Reason) && out.Reason != PictureUnread
}

// readOne holds a row against one of the sections that it names.
func (d *declaring) readOne(a *normalise.Amendment, k *claim, n named) reading {
	r := reading{named: n, row: a, claim: *k, weighed: d.scene.weigh(k, n.Id)}
	if len(r.weighed) > 0 {
		r.score = r.weighed[0].score
	}
	return r
}

// readListed are the readings of a row that bear it out for one of the sections that it names: for
// a part of the manual that did not change itself, for the chapters in it.
func (d *declaring) readListed(a *normalise.Amendment, k *claim, n named) []reading {
	if r := d.readOne(a, k, n); d.borneOut(&r) {
		return []reading{r}
	}
	var out []reading
	for _, id := range d.chaptersIn(n.Id) {
		r := d.readOne(a, k, named{Id: id, how: itsPart, fit: n.fit})
		if d.borneOut(&r) && d.fits(r.weighed[0], plain) {
			out = append(out, r)
		}
	}
	return out
}

// statesOfLists are the states of a row of several chapters none of which changed as it says, the
// one first that is given to the row if it holds for any of them.
var statesOfLists = []diff.State{diff.Confirmed, diff.ConfirmedLate, diff.NotDetected, diff.FlagOnly, diff.BeforeBaseline, diff.Duplicate}

// denySeveral says why a row is not borne out for any of the chapters that it names.
func (d *declaring) denySeveral(a *normalise.Amendment, denied []diff.Declaration) {
	rank := func(o *diff.Declaration) int { return slices.Index(statesOfLists, o.State) }
	sum := denied[0]
	for i := range denied {
		if rank(&denied[i]) < rank(&sum) {
			sum = denied[i]
		}
	}
	var reasons []string
	for i := range denied {
		if o := &denied[i]; o.State == sum.State && !slices.Contains(reasons, o.Reason) {
			reasons = append(reasons, o.Reason)
		}
	}
	sum.Reason = strings.Join(reasons, "; ")
	d.resolve(a.Ordinal, sum.SectionID, false)
	d.out = append(d.out, sum)
}

// openSections are the sections of a row of an earlier night of which nothing was seen then.
func (d *declaring) openSections(a *normalise.Amendment, old *diff.Declaration) []string {
	found := old.State == diff.Confirmed || old.State == diff.ConfirmedEarly
	if old.SectionID == "" || old.State != diff.NotDetected && (!found || len(old.Missing) == 0) {
		return nil
	}
	var open []string
	for _, n := range d.dir.several(a) {
		if !found || slices.Contains(old.Missing, d.dir.newest[n.Id]) {
			open = append(open, n.Id)
		}
	}
	if open == nil && !found {
		return []string{old.SectionID}
	}
	return open
}
