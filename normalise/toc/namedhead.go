package toc

import (
	"strings"

	"manualwatch/normalise/wording"
)

// A list may print each chapter as a heading, some words on it and a link to its document, which is
// often called otherwise: "Burns and Scalds" over "Burns protocol (level 2)". The heading is the
// chapter's title then, and no section of one chapter.

// leastNamed is how many headings over one link each make such a list.
const leastNamed = 6

// A namedHead is a heading with the rows below it, up to the next heading that is no lower.
type namedHead struct {
	at, to int
	link   int // the one row below that leads anywhere, -1 if there is none, or several
	links  int // how many
	lower  bool
}

// nameByHeads makes the headings of such a list its entries. Nearly all of one rank have one link
// below them, half of these say again what the heading says, and no lower heading stands between.
func nameByHeads(rows []Row) []Row {
	for rank := 2; rank <= RankBold; rank++ {
		heads := headsOf(rows, rank)
		if !nameLinks(rows, heads) {
			continue
		}
		var out []Row
		end := 0
		for _, h := range heads {
			out = append(out, rows[end:h.at]...)
			end = h.at
			if h.links <= 1 {
				out, end = append(out, rows[h.at].ofHead(rows, &h)), h.to
			}
		}
		return append(out, rows[end:]...)
	}
	return rows
}

// headsOf are the headings of one rank.
func headsOf(rows []Row, rank int) []namedHead {
	var heads []namedHead
	open := -1
	for i := range rows {
		rw := &rows[i]
		switch {
		case rw.Head && rw.Rank <= rank:
			open = -1
			if rw.Rank == rank {
				open = len(heads)
				heads = append(heads, namedHead{at: i, to: i + 1, link: -1, links: wording.BoolInt(rw.Linked())})
			}
			continue
		case open < 0:
			continue
		}
		h := &heads[open]
		h.to, h.lower = i+1, h.lower || rw.Head
		if rw.Linked() && !rw.Also {
			h.links++
			h.link = i
		}
	}
	return heads
}

// nameLinks reports headings that name what the one link below each leads to.
func nameLinks(rows []Row, heads []namedHead) bool {
	single, again := 0, 0
	for _, h := range heads {
		if h.lower || rows[h.at].Num.Text != "" {
			return false
		}
		if h.links == 1 {
			single++
			again += wording.BoolInt(h.link < 0 || ofOneThing(rows[h.link].Title, rows[h.at].Title))
		}
	}
	return single >= leastNamed && single*10 >= len(heads)*9 && again*2 >= single
}

// ofOneThing reports two names that are of one thing: one holds the other, or they share most of
// their words.
func ofOneThing(a, b string) bool {
	a, b = wording.Fold(a), wording.Fold(b)
	return strings.Contains(a, b) || strings.Contains(b, a) || wording.Alike(a, b) >= 0.5
}

// ofHead is a heading as an entry that leads where the link below it does.
func (r Row) ofHead(rows []Row, h *namedHead) Row {
	r.Head, r.Rank, r.Bold = false, RankEntry, false
	if h.link >= 0 {
		link := &rows[h.link]
		r.Href, r.Frag, r.Target, r.Flags = link.Href, link.Frag, link.Target, link.Flags
	}
	return r
}
