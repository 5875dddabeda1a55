package manual

import (
	"maps"
	"slices"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// guideOf reads the page of row n as a section that is a guide: its pages have one title and
// list each other, each under the words that head it there below that title. What such a
// page says is read where it is opened. It returns nil for any other page.
func (rd *reading) guideOf(n *toc.Node) *book {
	d := rd.Input.Pages[n.Target].Document
	if !d.IsWebPage() || d.Title == "" || isChapterWord[n.Num.Keyword] || n.Frag != "" {
		return nil
	}
	pages := []int{n.Target}
	for _, t := range rd.further(d, d) {
		if !slices.Contains(pages, t) {
			pages = append(pages, t)
		}
	}
	titles, levels := rd.titlesInGuide(pages)
	if len(titles) < 2 || len(titles) < len(pages)-1 {
		return nil
	}
	b := &book{page: n.Target, guide: true}
	rest := rd.restOfGuide(pages)
	var rows []toc.Row
	if first, level := rd.opensWith(pages, titles); first != nil {
		target := rd.Site.PageAt(first.Href)
		if target < 0 {
			target = n.Target
		}
		rows, b.opened = append(rows, guidePage(first.Text, target, n.Target, first.Href, level)), true
	}
	for _, p := range pages {
		if titles[p] != "" { // the first may only say what the guide is about
			rows = append(rows, guidePage(titles[p], p, n.Target, rd.Input.Pages[p].URL, levels[p]))
		}
		rows = append(rows, rest[p]...)
	}
	toc.SettleNumbers(rows)
	for _, rw := range rows {
		n := &toc.Node{Row: rw, Kind: normalise.KindChapter}
		if rw.CallsAppendix() {
			n.Kind = normalise.KindAppendix
		}
		if rw.Target >= 0 {
			page := rd.Input.Pages[rw.Target].Document
			n.Kids = chaptertext.Read(page, page.Blocks, rw.Num.Text, rw.Title).Heads
		}
		b.roots = append(b.roots, n)
	}
	return b
}

// restOfGuide are the rows of the pages that the list of a guide names beside those that have its
// title, by the page before them: what was not read is a chapter all the same, and what was not
// seen tonight is read as it was, when the guide may have had another title.
func (rd *reading) restOfGuide(pages []int) map[int][]toc.Row {
	blocks := rd.Input.Pages[pages[0]].Blocks
	out := make(map[int][]toc.Row)
	for i := 0; i < len(blocks); {
		from := i
		for i++; i < len(blocks) && blocks[i].Group == blocks[from].Group; i++ {
		}
		if blocks[from].Kind == parse.Item && blocks[from].Group != 0 {
			maps.Copy(out, rd.restOfList(blocks[from:i], pages))
		}
	}
	return out
}

// restOfList are such rows of one list, nil where it is not that of the guide.
func (rd *reading) restOfList(list []parse.Block, pages []int) map[int][]toc.Row {
	rows, last, known := make(map[int][]toc.Row), pages[0], 0
	for i := range list {
		for _, k := range list[i].Links {
			t := rd.Site.PageAt(k.Href)
			if slices.Contains(pages, t) {
				last, known = t, known+1
				continue
			}
			if t >= 0 && !headedBy(rd.Input.Pages[t].Document, k.Text) || !rd.Site.Internal(k.Href) {
				return nil
			}
			rows[last] = append(rows[last], guidePage(k.Text, t, pages[0], k.Href, list[i].Level))
		}
	}
	if known == 0 {
		return nil
	}
	return rows
}

// guidePage is the row of a page that a guide lists, with the level of the list in which it stands.
func guidePage(title string, target, page int, href string, level int) toc.Row {
	rw := toc.HeadRow(&parse.Block{Text: wording.Squeeze(title)})
	rw.Target, rw.Page, rw.Href, rw.Rank = target, page, webaddress.Clean(href), level
	return rw
}

// titlesInGuide are the words by which the pages of a guide call each other in a list, where
// these head the page below its title, and the levels of that list in which they stand.
func (rd *reading) titlesInGuide(pages []int) (titles map[int]string, levels map[int]int) {
	titles, levels = make(map[int]string), make(map[int]int)
	type call struct {
		page  int
		words string
	}
	asked := make(map[call]bool) // all pages have the same list
	for _, p := range pages {
		blocks := rd.Input.Pages[p].Blocks
		for i := range blocks {
			if blocks[i].Kind != parse.Item {
				continue
			}
			for _, k := range blocks[i].Links {
				t := rd.Site.PageAt(k.Href)
				if titles[t] != "" || asked[call{t, k.Text}] || !slices.Contains(pages, t) {
					continue
				}
				asked[call{t, k.Text}] = true
				if headedBy(rd.Input.Pages[t].Document, k.Text) {
					titles[t], levels[t] = wording.Squeeze(k.Text), blocks[i].Level
				}
			}
		}
	}
	return titles, levels
}

// opensWith is the link of the first page of a guide, and its level in the list, where that page has
// an address of its own and that of the guide shows it too: there the list does not link it, and on
// the other pages it does. It is nil if there is none.
func (rd *reading) opensWith(pages []int, titles map[int]string) (first *parse.Link, level int) {
	at := rd.Input.Pages[pages[0]].Document
	shown := make(map[string]bool)
	for i := range at.Blocks {
		if b := &at.Blocks[i]; b.Kind == parse.Item && len(b.Links) == 0 && headedBy(at, b.Text) {
			shown[wording.Squeeze(b.Text)] = true
		}
	}
	if titles[pages[0]] != "" || len(shown) == 0 {
		return nil, 0
	}
	for _, p := range pages[1:] {
		blocks := rd.Input.Pages[p].Blocks
		for i := range blocks {
			b := &blocks[i]
			if b.Kind != parse.Item || len(b.Links) != 1 || !shown[wording.Squeeze(b.Links[0].Text)] {
				continue
			}
			if t := rd.Site.PageAt(b.Links[0].Href); t >= 0 && isCopy(at, rd.Input.Pages[t].Document) || t < 0 && rd.Site.Internal(b.Links[0].Href) {
				return &b.Links[0], b.Level
			}
		}
	}
	return nil, 0
}

// parted leaves the pages of a guide to be read where they are opened.
func (b *book) parted() {
	for _, k := range b.roots {
		k.Kids = nil
	}
}

// nestEntries puts entries of a list below those before them in which they are nested.
func nestEntries(entries []*toc.Node) []*toc.Node {
	var roots, open []*toc.Node
	for _, n := range entries {
		for len(open) > 0 && open[len(open)-1].Rank >= n.Rank {
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			roots = append(roots, n)
		} else {
			n.Parent = open[len(open)-1]
			n.Parent.Kids = append(n.Parent.Kids, n)
		}
		open = append(open, n)
	}
	return roots
}

// linkShown gives the entry of a menu that page p shows, and that the menu does not link there, the
// address by which the menu of the next entry's page leads to it, which may be one of its own.
func (rd *reading) linkShown(rows []toc.Row, p int) {
	d := rd.Input.Pages[p].Document
	for i := range rows {
		rw := &rows[i]
		if rw.Linked() || rw.Group == 0 || !headedBy(d, rw.Title) {
			continue
		}
		next := toc.IndexRow(rows, func(o *toc.Row) bool { return o.Group == rw.Group && o.Target >= 0 && o.Target != p })
		if next < 0 {
			continue
		}
		name := wording.Fold(rw.Title)
		for _, o := range rd.rowsOf(rows[next].Target, parse.Nav) {
			if o.Target >= 0 && o.Group != 0 && wording.Fold(o.Title) == name && (o.Target == p || isCopy(d, rd.Input.Pages[o.Target].Document)) {
				rw.Href, rw.Target, rw.Prefix, rw.Head, rw.Chapter = o.Href, o.Target, "", false, o.Target == p
				break
			}
		}
	}
}
