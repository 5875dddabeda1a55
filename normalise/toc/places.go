package toc

import (
	"slices"

	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// dropHeadings takes away rows that lead to places on the page of the row before them,
// where such pages stand in sections: they are headings of chapters, without numbers or
// with numbers below the chapter's. Where the pages are the sections, such places are the
// chapters. Below a heading that only names the list, the places are chapters where most
// have headings of their own on their pages.
func dropHeadings(s *Site, rows []Row) []Row {
	inside, pages, under, sure := make(map[int]bool), 0, 0, 0
	headed, named := false, false
	for i := range rows {
		if rows[i].Head && !rows[i].Linked() {
			headed = true
			named = named || rows[i].Rank > 1 && !ListTitle.MatchString(rows[i].Title)
		}
		if rows[i].Frag != "" || rows[i].Target < 0 {
			continue
		}
		from := i + 1
		for from < len(rows) && rows[from].Frag != "" && rows[from].Target == rows[i].Target && (rows[from].Num.Text == "" || wording.NumberPrefix(rows[i].Num.Text, rows[from].Num.Text)) {
			inside[from] = true
			from++
		}
		if from > i+1 {
			pages++
			under += wording.BoolInt(headed)
			sure += wording.BoolInt(named)
		}
	}
	if pages < 2 || under*2 < pages || sure == 0 && s.headChapters(rows, inside) {
		return rows
	}
	out := rows[:0:0]
	for i := range rows {
		if !inside[i] {
			out = append(out, rows[i])
		}
	}
	return out
}

// headChapters reports that rows which lead to places on pages are chapters: they have
// numbers, and most stand over headings of their own there.
func (s *Site) headChapters(rows []Row, places map[int]bool) bool {
	rich := 0
	for i := range places {
		if rows[i].Num.Parts != 2 {
			return false
		}
		rich += wording.BoolInt(overHeading(s.Input.Pages[rows[i].Target].Document, rows[i].Frag))
	}
	return rich*2 > len(places)
}

// overHeading reports whether a place on a page is a heading and the next one stands below it.
func overHeading(d *parse.Document, place string) bool {
	blocks := d.Blocks
	at := parse.IndexBlock(blocks, func(b *parse.Block) bool { return b.Anchor == place || slices.Contains(b.Anchors, place) })
	if at < 0 || blocks[at].Kind != parse.Heading {
		return false
	}
	for i := at + 1; i < len(blocks); i++ {
		if blocks[i].Kind == parse.Heading && blocks[i].Region == parse.Main {
			return blocks[i].Level > blocks[at].Level
		}
	}
	return false
}

// Bounds of lists that name the headings of each chapter below it: how many chapters have
// such headings at least, and how much of these another chapter has too.
const (
	leastHeaded = 2
	sharedHeads = 4 // one in so many
)

// dropOwnHeads takes away what a list names below chapters that is only places on their own
// pages, be they counted and the pages not read: these are their headings, and are read there.
// Where chapters stand on the pages of sections in the same way, their titles are all different,
// while headings come back from chapter to chapter ("Definitions").
func dropOwnHeads(roots []*Node) {
	var headed []*Node
	var below headsBelow
	Walk(roots, func(n *Node) {
		if !placesOnly(n) {
			return
		}
		headed = append(headed, n)
		for _, k := range n.Kids {
			below.add(len(headed), k.Title)
		}
	})
	if len(headed) < leastHeaded || !below.comeBack() {
		return
	}
	for _, n := range headed {
		n.Kids = nil
	}
}

// placesOnly reports an entry that leads to a page, read or not, and below which stand only
// places on that page.
func placesOnly(n *Node) bool {
	page := webaddress.Key(n.Href)
	for _, k := range n.Kids {
		if !k.Linked() || k.Frag == "" || webaddress.Key(k.Href) != page || len(k.Kids) > 0 || wording.NumberPrefix(n.Num.Text, k.Num.Text) {
			return false
		}
	}
	return len(n.Kids) > 0 && n.Linked() && n.Frag == ""
}

// headsBelow are what is named below several titles.
type headsBelow struct {
	under map[string]int // the last title below which it stands
	times map[string]int // below how many titles
}

// add notes what stands below the title of a count.
func (h *headsBelow) add(title int, head string) {
	if h.under == nil {
		h.under, h.times = make(map[string]int), make(map[string]int)
	}
	if head = wording.Fold(head); h.under[head] != title {
		h.under[head] = title
		h.times[head]++
	}
}

// comeBack reports whether enough of it stands below several titles, as the headings of chapters do.
func (h *headsBelow) comeBack() bool {
	shared, all := 0, 0
	for _, n := range h.times {
		all += n
		shared += n * wording.BoolInt(n > 1)
	}
	return all > 0 && shared*sharedHeads >= all
}
