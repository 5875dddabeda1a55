package manual

import (
	"slices"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// maxParts bounds the pages of one chapter.
const maxParts = 60

// overPages are the blocks of a chapter with those of the pages on which it goes on:
// the same address with another query or a further segment, the same title but for its number, no row
// of the outline of their own, and words that no part before them has. The lists and
// lines that lead from part to part are no text.
func (a *assembly) overPages(page int, d *parse.Document) []parse.Block {
	if !d.IsWebPage() || d.Title == "" {
		return d.Blocks
	}
	parts := []int{page}
	part := map[int]bool{page: true}
	said := make(map[string]bool)
	for at := 0; at < len(parts) && len(parts) < maxParts; at++ {
		from := a.rd.Input.Pages[parts[at]].Document
		for _, next := range a.further(from, d) {
			if part[next] || !a.saysMore(next, d, said) {
				continue
			}
			part[next] = true
			parts = append(parts, next)
			a.owner[next] = a.owner[page]
		}
	}
	a.unreadPart(page, parts)
	if len(parts) == 1 {
		return d.Blocks
	}
	var blocks []parse.Block
	for _, p := range parts {
		blocks = a.addPart(blocks, a.rd.Input.Pages[p].Document, d, part)
	}
	return blocks
}

// further lists the pages that a page leads to and that may be parts of the chapter
// whose first page is first, if they are nobody's yet and the manual does not start there.
func (a *assembly) further(from, first *parse.Document) []int {
	return slices.DeleteFunc(a.rd.further(from, first), func(t int) bool { return a.owner[t] != nil || a.rd.leadsAbout(t) })
}

// further lists the pages that a page leads to under the title of first: those under its
// address, those to which it turns, "Next", "2", and those of a list of its pages.
func (rd *reading) further(from, first *parse.Document) []int {
	if rd.alone(first) {
		return nil
	}
	base := addressBase(first)
	var out []int
	add := func(href string) {
		if t := rd.inSeries(href, first); t >= 0 {
			out = append(out, t)
		}
	}
	listed := rd.pageLists(from, first)
	for i := range from.Blocks {
		b := &from.Blocks[i]
		for _, k := range b.AllLinks() {
			if isBelow(k.Href, base) || b.Kind == parse.Item && listed[b.Group] || toc.TurnsPage(k.Text) {
				add(k.Href)
			}
		}
	}
	add(from.Next)
	return out
}

// inParts reports a chapter that goes on over pages, more of them with text of its
// own than with lists of other pages, as the pages of an archive are: what it lists are its
// parts. A list of chapters over pages leads to more other pages than it has parts.
func (rd *reading) inParts(d *parse.Document) bool {
	if d.Title == "" {
		return false
	}
	parts := rd.further(d, d)
	if len(parts) == 0 || onlyLists(d) && !rd.manyParted() {
		return false
	}
	own := map[int]bool{rd.Site.PageAt(d.URL): true}
	slices.Sort(parts)
	parts = slices.Compact(parts)
	for _, t := range parts {
		own[t] = true
	}
	wordy, lists := 0, 0
	for _, t := range parts {
		to := rd.Input.Pages[t].Document
		switch {
		case to == d || !tooWordy(to, float64(rd.linkedLetters(to)), 0.5):
		case rd.leads(t, own) != nil:
			lists++
		default:
			wordy++
		}
	}
	return wordy > lists && rd.leadsElsewhere(d, parts) <= len(parts)
}

// mostSectionGuides is how many guides of pages a site has at most whose pages are chapters:
// where there are more, each is a chapter over pages.
const mostSectionGuides = 3

// manyParted reports a site with many pages that say little and list pages that go on with
// them.
func (rd *reading) manyParted() bool {
	rd.counted.Do(func() {
		for i := range rd.Input.Pages {
			d := rd.Input.Pages[i].Document
			if rd.Roles[i] == toc.RolePage && d.Title != "" && onlyLists(d) && len(rd.further(d, d)) > 1 {
				rd.parted++
			}
		}
	})
	return rd.parted > mostSectionGuides
}

// withoutSelf leaves out the entry of a list for page p on which it stands, "Overview"
// without a link: a page that the list leads to has a link of that name back to p. The blocks
// of such entries are given too.
func (rd *reading) withoutSelf(rows []toc.Row, p int) ([]toc.Row, map[int]bool) {
	self := make(map[int]bool)
	var out []toc.Row
	for i := range rows {
		rw := &rows[i]
		if !rw.Linked() && !rw.Head && rw.Num.Text == "" && rw.Page == p && rw.Group != 0 && rd.calledBy(rows, rw) {
			self[rw.Block] = true
			continue
		}
		out = append(out, *rw)
	}
	return out, self
}

// calledBy reports whether the first page that the list of an entry leads to calls the page
// of the list by the words of that entry.
func (rd *reading) calledBy(rows []toc.Row, entry *toc.Row) bool {
	at := toc.IndexRow(rows, func(o *toc.Row) bool {
		return o.Group == entry.Group && o.Page == entry.Page && o.Target >= 0 && o.Target != entry.Page
	})
	if at < 0 {
		return false
	}
	name := wording.Fold(entry.Title)
	for i := range rd.Input.Pages[rows[at].Target].Blocks {
		for _, k := range rd.Input.Pages[rows[at].Target].Blocks[i].AllLinks() {
			if wording.Fold(k.Text) == name && rd.Site.PageAt(k.Href) == entry.Page {
				return true
			}
		}
	}
	return false
}

// onlyLists reports a page that says little beside its links, and nothing below a heading of
// its own.
func onlyLists(d *parse.Document) bool {
	words, headed := 0, false
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != parse.Main || b.Kind == parse.Image:
		case b.Kind == parse.Heading:
			headed = b.Level > 1
		case linkedBytes(b)*2 >= len(b.Text):
			headed = false
		case headed:
			return false
		default:
			if words += wording.CountWords(b.Text); words > introWords {
				return false
			}
		}
	}
	return true
}

// leadsElsewhere counts the pages of text that the text of a page leads to, but for its
// own parts.
func (rd *reading) leadsElsewhere(d *parse.Document, parts []int) int {
	n := 0
	for t := range rd.ledTo(d) {
		n += wording.BoolInt(rd.Input.Pages[t].Document != d && !slices.Contains(parts, t))
	}
	return n
}

// saysMore reports whether most of what a page says in sentences is told by no part
// before it: the same page for another area or for print is no part. said holds the
// sentences of the parts, once there is a second one.
func (a *assembly) saysMore(next int, first *parse.Document, said map[string]bool) bool {
	if len(said) == 0 {
		tell(first, a.rd.pageLists(first, first), said)
	}
	d := a.rd.Input.Pages[next].Document
	old, all := tell(d, a.rd.pageLists(d, first), said)
	return all > 0 && old*2 < all
}

// tell adds the longer lines of a page to those said before, and counts them and
// those that were there. What stands over a list of the pages is none.
func tell(d *parse.Document, lists map[int]bool, said map[string]bool) (old, all int) {
	for i, b := range parse.InMain(d.Blocks) {
		if len(b.Text) < 20 || b.Kind == parse.Heading || len(b.Links) > 0 && linkedBytes(b)*2 > len(b.Text) {
			continue
		}
		if labelsList(d.Blocks, i, lists) {
			continue
		}
		all++
		old += wording.BoolInt(said[b.Text])
		said[b.Text] = true
	}
	return old, all
}

func linkedBytes(b *parse.Block) int {
	n := 0
	for _, k := range b.AllLinks() {
		n += len(k.Text)
	}
	return n
}

// addPart adds the text of one part: what stands in its main region but the title
// that all parts have and the ways to the others.
func (a *assembly) addPart(blocks []parse.Block, d, first *parse.Document, part map[int]bool) []parse.Block {
	ways := make(map[int]bool) // lists that lead to other parts
	lead := make([]bool, len(d.Blocks))
	for i := range d.Blocks {
		b := &d.Blocks[i]
		lead[i] = b.Region == parse.Main && a.leadsOn(b, part)
		if lead[i] && b.Kind == parse.Item {
			ways[b.Group] = true
		}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != parse.Main || lead[i] || labelsList(d.Blocks, i, ways) || b.Kind == parse.Item && ways[b.Group] && len(b.Links) == 0:
		case d != first && b.Kind == parse.Heading && b.Level == 1 && (wording.Solid(b.Text) == wording.Solid(first.Title) || layout.UnnumberedTitle(b.Text) == layout.UnnumberedTitle(first.Title)):
		default:
			blocks = append(blocks, *b)
		}
	}
	return blocks
}

// leadsOn reports a line that does nothing but lead to parts of the chapter.
func (a *assembly) leadsOn(b *parse.Block, part map[int]bool) bool {
	links := b.AllLinks()
	if len(links) == 0 || b.Kind == parse.Heading || linkedBytes(b)*2 < len(b.Text) {
		return false
	}
	for _, k := range links {
		if t := a.rd.Site.PageAt(k.Href); t < 0 || !part[t] {
			return false
		}
	}
	return true
}
