package night

import (
	"context"
	"maps"
	"slices"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// Of a page that is gone, or failed, the bytes of an earlier night stand, for it may be a part of a
// chapter that goes on. One that was a chapter of its own and that the contents list no more was
// withdrawn: a link of its neighbour that turns the page to it still does not make it a part of that.

// unlisted is in the finding on such a page that failed.
const unlisted = ", and the contents list it no more"

// mostRereads is how often a manual is read again because pages were withdrawn: the menu of one may
// have been the only place that listed another one.
const mostRereads = 3

// withoutWithdrawn reads tonight's edition again without the pages of chapters that were withdrawn.
func (v *visit) withoutWithdrawn(ctx context.Context, m manifest, r reading) (manifest, reading, error) {
	if v.prior.EditionID == "" || !m.stale() && !v.n.Run.Accept {
		return m, r, nil
	}
	rows, err := v.outlineBefore()
	if err != nil {
		return m, r, err
	}
	if v.later == nil { // somebody vouches for tonight's manual
		if err := v.findLater(ctx, m, pageWords(rows)); err != nil {
			return m, r, err
		}
	}
	believed, err := v.believedGone(m, rows)
	if err != nil {
		return m, r, err
	}
	v.believeGone(believed)
	if m.dropLater(v.noteLaterGone()) {
		if r, err = v.n.Reader.read(ctx, v.b, v.n.Run.ID, v.n.Run.StartedAt, m.pages); err != nil {
			return m, r, err
		}
	}
	for range mostRereads {
		listed := pagesListed(r.edition)
		v.unlisted = withdrawn(v.res.Captures, rows, func(page string) bool { return listed[page] && !v.goneForGood[page] })
		if err != nil || !m.drop(v.unlisted) {
			break
		}
		r, err = v.n.Reader.read(ctx, v.b, v.n.Run.ID, v.n.Run.StartedAt, m.pages)
	}
	return m, r, err
}

// believeGone notes pages of which it is believed that they are gone.
func (v *visit) believeGone(pages map[string]bool) {
	if v.goneForGood == nil {
		v.goneForGood = map[string]bool{}
	}
	maps.Copy(v.goneForGood, pages)
}

// goneNights is on how many nights in a row, over seven days, a page must be gone to be believed.
const goneNights = 3

// believedGone returns the pages of chapters, listed or not, and those on which chapters go on, of which the site says on one night
// after the other that they are gone, or somebody vouches for tonight's manual, while nothing else
// is amiss: that is no slip of a night any more. Where they are most of the manual nobody believes it.
func (v *visit) believedGone(m manifest, rows []out.SectionRow) (map[string]bool, error) {
	if len(m.missing) > 0 || !v.res.Complete {
		return nil, nil
	}
	gone := saidGone(v.res.Captures, rows)
	for _, c := range v.laterGone() {
		gone[c.URL] = true
	}
	chapters := 0
	for i := range rows {
		chapters += wording.BoolInt(isChapter(normalise.Kind(rows[i].Kind)))
	}
	if len(gone) == 0 || v.n.Run.Accept {
		return gone, nil
	}
	if history.MostLost(len(gone), chapters) {
		return nil, nil
	}
	read := byAddress(m.pages) // at an address where nothing was seen yet a chapter may be still to come
	nights, err := v.n.darkBefore(v.b.ID, v.n.Run.ID, v.n.Run.StartedAt)
	maps.DeleteFunc(gone, func(page string, _ bool) bool {
		return !read[page].stale || !v.forLong(nights, func(d darkNight) bool { return crawl.Gone(&archive.Capture{Error: d.pages[page]}) })
	})
	return gone, err
}

// forLong reports whether something was so on so many of the nights before, newest first, and for so
// long that it is believed.
func (v *visit) forLong(nights []darkNight, was func(darkNight) bool) bool {
	n, at := 0, v.n.Run.StartedAt
	first := since(nights, at, func(d darkNight) bool {
		if was(d) {
			n++
			return true
		}
		return false
	})
	return n >= goneNights && at.Sub(first) >= holdFor
}

// saidGone returns the pages of chapters of an outline of which the site says that they are gone.
func saidGone(tonight []archive.Capture, before []out.SectionRow) map[string]bool {
	gone := slices.DeleteFunc(slices.Clone(tonight), func(c archive.Capture) bool { return c.OK() || !crawl.Gone(&c) })
	return withdrawn(gone, before, func(string) bool { return false })
}

// withdrawn returns the pages that were asked for, were chapters of their own in an outline, and are
// not listed.
func withdrawn(tonight []archive.Capture, before []out.SectionRow, listed func(page string) bool) map[string]bool {
	chapter := map[string]bool{}
	for i := range before {
		if isChapter(normalise.Kind(before[i].Kind)) {
			chapter[before[i].URL] = true
		}
	}
	left := map[string]bool{}
	for i := range tonight {
		if c := &tonight[i]; chapter[c.URL] && !listed(c.URL) {
			left[c.URL] = true
		}
	}
	return left
}

// drop takes pages out for which the bytes of an earlier night stand, and reports whether there was one.
func (m *manifest) drop(pages map[string]bool) bool {
	all := len(m.pages)
	m.pages = slices.DeleteFunc(slices.Clone(m.pages), func(p observed) bool { return p.stale && pages[p.URL] })
	return len(m.pages) < all
}

// dropWithdrawn takes out of what an edition was read from what [visit.withoutWithdrawn] took out on
// its night: of the pages that are gone those were not observed that the contents listed, and of
// the others the finding tells.
func (n *Night) dropWithdrawn(m *manifest, caps []archive.Capture, prior out.EditionRow, unseen map[string]string) error {
	if prior.EditionID == "" || !m.stale() || !slices.ContainsFunc(caps, func(c archive.Capture) bool { return !c.OK() }) {
		return nil
	}
	rows, err := n.Dataset.Outline(prior)
	if err == nil {
		m.drop(withdrawn(caps, rows, func(page string) bool {
			why, missed := unseen[page]
			return missed && !strings.Contains(why, unlisted)
		}))
	}
	return err
}

// tellsGone reports whether the site said on the night of an edition that the page of a chapter of
// the one before is gone, or one on which a chapter went on, or one of its amendments.
func (n *Night) tellsGone(e out.EditionRow) (bool, error) {
	prior := n.Past.prior(e.BoardID, e.RunID)
	if prior.EditionID == "" {
		return false, nil
	}
	caps, err := n.Archive.Captures(e.RunID, e.BoardID)
	if err != nil {
		return false, err
	}
	then, err := n.boardOn(crawl.Board{ID: e.BoardID}, e.RunID)
	if err != nil || len(listsGone(caps, then)) > 0 {
		return true, err
	}
	if later, err := n.laterBelieved(e.BoardID, e.RunID); err != nil || len(later) > 0 {
		return true, err
	}
	rows, err := n.Dataset.Outline(prior)
	return len(saidGone(caps, rows)) > 0, err
}
