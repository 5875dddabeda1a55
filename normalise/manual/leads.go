package manual

import (
	"slices"
	"strings"
	"unicode"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// An index page may tell a few words of each page that it leads to.

// leads reads a page whose entries each have a few words of what they lead to, and
// which says hardly anything else. It returns nil if the page has text of its own.
func (rd *reading) leads(p int, listed map[int]bool) *index {
	if !rd.mayLead(p, listed) {
		return nil
	}
	rows := rd.mainRows(p)
	told := false
	led, headed := make(map[int]bool), make(map[int]bool) // pages
	for i := range rows {
		if t := rows[i].Target; t >= 0 && !listed[t] && rows[i].Linked() {
			led[t] = true
			if rows[i].Head && rows[i].Rank > 1 {
				headed[t] = true
			}
			told = told || rd.childOf(t, p)
		}
	}
	heads, fresh := len(headed), len(led)
	byHead := heads > 1 && heads*2 >= fresh
	if byHead {
		fresh = heads
	}
	x := &index{sure: true, lead: true}
	entries := make(map[int]bool) // blocks
	var head toc.Row              // the last that leads to a page
	for i, rw := range rows {
		if rw.Head && rw.Linked() {
			head = rw
		}
		switch {
		case titleflag.IsPlaceholder(rw.Title), rw.Also && rw.Linked():
		case rw.Rank == 1 && rw.Head, byHead && !rw.Head && !rd.offCards(&rw, &head), !rw.Linked() && !rw.Head && !flaggedBeside(&rw, rows):
			continue
		case rw.Head && !rw.Linked() && (i+1 == len(rows) || !rows[i+1].Linked() && !flaggedBeside(&rows[i+1], rows)):
			continue // it heads something else
		}
		if rw.Page == p {
			entries[rw.Block] = true
		}
		if rw.Also && byHead && i > 0 && rd.onOtherCard(&rw, &rows[i-1]) {
			rw.Rank = rows[i-1].Rank
		} else if byHead && !rw.Head && rw.Linked() && !rw.Also {
			rw.Rank = head.Rank // beside the cards
		}
		x.rows = append(x.rows, rw)
	}
	if fresh < 2 && !told || fresh == 0 || !saysLittle(rd.Input.Pages[p].Document, entries, rd.pagers(p), fresh) {
		return nil
	}
	return x
}

// flaggedBeside reports an entry of a list that leads nowhere and has a flag, "under review", beside
// entries that lead to pages.
func flaggedBeside(rw *toc.Row, rows []toc.Row) bool {
	return len(rw.Flags) > 0 && rw.Group != 0 && !rw.Linked() && toc.AnyRow(rows, func(o *toc.Row) bool {
		return o.Group == rw.Group && o.Page == rw.Page && o.Rank == rw.Rank && o.Target >= 0
	})
}

// offCards reports a line that is one link and stands beside the cards whose titles are headings, on
// none of them: it leads to another site, say.
func (rd *reading) offCards(rw, head *toc.Row) bool {
	if !rw.Linked() || !head.Linked() || rw.Page != head.Page {
		return false
	}
	b, title := &rd.Input.Pages[rw.Page].Blocks[rw.Block], &rd.Input.Pages[rw.Page].Blocks[head.Block]
	return len(b.Links) == 1 && layout.LinkShare(b.Text, b.Links) == 1 && len(b.Entries) < len(title.Entries) && slices.Equal(b.Entries, title.Entries[:len(b.Entries)])
}

// onOtherCard reports a row that stands on a card of its own, beside that of the heading before it.
func (rd *reading) onOtherCard(rw, head *toc.Row) bool {
	if !head.Head || rw.Page != head.Page {
		return false
	}
	blocks := rd.Input.Pages[rw.Page].Blocks
	here, before := blocks[rw.Block].Entries, blocks[head.Block].Entries
	return len(here) > 0 && len(here) == len(before) && here[len(here)-1] != before[len(before)-1]
}

// mayLead is a cheap test for leads: two links to pages that are not listed yet, or
// one to a page that stands below this one.
func (rd *reading) mayLead(p int, listed map[int]bool) bool {
	d, n := rd.Input.Pages[p].Document, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main && !toc.AsideButton(b) || b.Kind == parse.Row || layout.LinkShare(b.Text, b.Links) < 0.5 && !tellsOfLink(b) {
			continue
		}
		for _, k := range b.Links {
			if t := rd.Site.PageAt(k.Href); t >= 0 && t != p && !listed[t] {
				n += 1 + wording.BoolInt(rd.childOf(t, p))
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// tellsOfLink reports an item of a list that begins with its one link, or with a number in digits
// before it, and goes on to say what it leads to.
func tellsOfLink(b *parse.Block) bool {
	return b.Kind == parse.Item && len(b.Links) == 1 && !strings.ContainsFunc(b.Text[:b.Links[0].Start], unicode.IsLetter)
}

// Bounds of what a page of entries says: words before the first, words for each, and
// blocks between one and the next.
const (
	introWords = 60
	leadWords  = 70
	leadBlocks = 3
)

// saysLittle reports whether a page says little before its entries and little of each, beside
// what leads to its further pages.
func saysLittle(d *parse.Document, entries, pagers map[int]bool, fresh int) bool {
	before, after, gap, seen := 0, 0, 0, false
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case entries[i]:
			seen, gap = true, 0
			after += wording.CountWords(b.Text) * wording.BoolInt(tellsOfLink(b))
		case pagers[i] || b.Region != parse.Main || b.Kind == parse.Image || b.Kind == parse.Heading && !seen:
		case !seen:
			before += wording.CountWords(b.Text)
		default:
			gap++
			after += wording.CountWords(b.Text)
			if gap > leadBlocks {
				return false
			}
		}
	}
	return before <= introWords && after <= leadWords*fresh
}
