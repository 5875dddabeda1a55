package manual

import (
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// trails are the lines "Home > Procedures > Cases" of the pages of a site: what a
// page says about the pages above it.
type trails struct {
	up    []int       // see pageAbove
	below map[int]int // how many pages stand right below a page
}

func newTrails(s *toc.Site) trails {
	t := trails{up: make([]int, len(s.Input.Pages)), below: make(map[int]int)}
	parallel.Do(len(t.up), func(i int) { t.up[i] = pageAbove(s, i) })
	for _, above := range t.up {
		t.below[above]++
	}
	return t
}

// childOf reports whether page q stands right below page p by its own trail, or
// somewhere below it by its address.
func (rd *reading) childOf(q, p int) bool {
	if q == p {
		return false
	}
	above := rd.Site.Keys[p]
	return rd.trails.up[q] == p || strings.Contains(above, "/") && webaddress.Under(rd.Site.Keys[q], above) // not the root of its host
}

// ForgetMenus drops the menus of a page: some platforms print the outline there, and of a page of
// an earlier night it would be put together from two nights. Its trail, by which it says where it
// stands, is its own.
func ForgetMenus(d *parse.Document) {
	from, to, _ := trailAt(d, 0)
	kept := d.Blocks[:0:0]
	for i := range d.Blocks {
		if d.Blocks[i].Region != parse.Nav || from <= i && i < to {
			kept = append(kept, d.Blocks[i])
		}
	}
	d.Blocks = kept
}

// itemsIn are the blocks of a trail that is set as a list, nil of any other.
func itemsIn(trail []parse.Block) []parse.Block {
	if len(trail) > 0 && trail[0].Kind == parse.Item {
		return trail
	}
	return nil
}

// trailAt finds the blocks of the first trail of a page at or behind a place, and its links: a line
// with signs between them, or the entries of a list that calls itself a trail or ends in the page's
// own title.
func trailAt(d *parse.Document, start int) (from, to int, links []parse.Link) {
	for i := start; i < len(d.Blocks); i++ {
		b := &d.Blocks[i]
		if b.Region == parse.Main && b.Kind == parse.Heading {
			return 0, 0, nil
		}
		if b.Region == parse.Main || len(b.Links) == 0 {
			continue
		}
		switch b.Kind {
		case parse.Paragraph:
			if isTrailLine(b) {
				return i, i + 1, b.Links
			}
		case parse.Item:
			end := i + 1
			for end < len(d.Blocks) && d.Blocks[end].Kind == parse.Item && d.Blocks[end].Group == b.Group {
				end++
			}
			if links, ok := trailList(d, d.Blocks[i:end]); ok {
				return i, end, links
			}
			i = end - 1
		}
	}
	return 0, 0, nil
}

// showsList reports whether a page has a list of the same words.
func showsList(d *parse.Document, list []parse.Block) bool {
	for i := range d.Blocks {
		n := 0
		for n < len(list) && i+n < len(d.Blocks) && d.Blocks[i+n].Kind == parse.Item && d.Blocks[i+n].Text == list[n].Text {
			n++
		}
		if n == len(list) {
			return true
		}
	}
	return false
}

// trailSigns stand between the pages of a trail and in no menu.
const trailSigns = ">»›→/\\"

// isTrailLine reports a line of links that calls itself a trail or has its signs
// between the links.
func isTrailLine(b *parse.Block) bool {
	if namesTrail(b) {
		return true
	}
	if len(b.Text) > 400 {
		return false
	}
	from, signs := 0, 0
	for _, k := range b.Links {
		if k.Start < from || k.End > len(b.Text) {
			return false
		}
		between := strings.TrimSpace(b.Text[from:k.Start])
		if from > 0 && strings.Trim(between, trailSigns+" ") != "" {
			return false
		}
		signs += wording.BoolInt(from > 0 && between != "")
		from = k.End
	}
	rest := strings.TrimSpace(b.Text[from:])
	return signs == len(b.Links)-1 && (signs > 0 || rest != "") && (rest == "" || strings.ContainsRune(trailSigns, []rune(rest)[0]))
}

// namesTrail reports a block whose class says that it is a trail.
func namesTrail(b *parse.Block) bool {
	return len(b.Class) > 4 && strings.Contains(strings.ToLower(b.Class), "crumb")
}

// withoutTrailEnd drops the last step of a trail that is set as a list, which leads nowhere: it
// names the page, and no list below it.
func withoutTrailEnd(rows []toc.Row, d *parse.Document) []toc.Row {
	return toc.DropRows(rows, func(rw *toc.Row) bool {
		b := &d.Blocks[rw.Block]
		return !rw.Linked() && b.Region == parse.Nav && b.Kind == parse.Item && len(b.Links) == 0 && namesTrail(b)
	})
}

// trailList reads the entries of a list as a trail: it calls itself one, or leads from
// the site's home to the page's own title.
func trailList(d *parse.Document, items []parse.Block) (links []parse.Link, ok bool) {
	if len(items) > 9 {
		return nil, false
	}
	first := -1 // item with a link
	for i := range items {
		if len(items[i].Links) > 1 {
			return nil, false
		}
		if len(items[i].Links) > 0 && first < 0 {
			first = i
		}
	}
	own := len(items) > 1 && first >= 0 && isHome(items[first].Links[0]) && toc.IsTitle(items[len(items)-1].Text, d.Title)
	if !own && !namesTrail(&items[0]) {
		return nil, false
	}
	for i := range items {
		links = append(links, items[i].Links...)
	}
	return links, true
}

// isHome reports a link to the root of a host, or one that is called so.
func isHome(k parse.Link) bool {
	return !strings.Contains(webaddress.Key(k.Href), "/") || wording.Fold(k.Text) == "home"
}

// pageAbove is the last page that was read above page i by its trail, -1 if unknown. Of several
// trails, that of the site and that of the manual, it is the first one that leads to such a page.
func pageAbove(s *toc.Site, i int) int {
	if !strings.Contains(s.Keys[i], "/") {
		return -1 // the root of a host, which stands below none
	}
	d := s.Input.Pages[i].Document
	for from, to, links := trailAt(d, 0); from < to; from, to, links = trailAt(d, to) {
		up := stepAbove(s, i, links)
		if up < 0 {
			continue
		}
		if list := itemsIn(d.Blocks[from:to]); list != nil && showsList(s.Input.Pages[up].Document, list) {
			return -1 // a menu, the page its last entry
		}
		return up
	}
	return -1
}

// stepAbove is the last page that was read among the steps of a trail of page i, -1 if none.
func stepAbove(s *toc.Site, i int, links []parse.Link) int {
	up := -1
	for _, k := range links {
		p := s.PageAt(k.Href)
		if p == i {
			break // what is behind the page itself is below it
		}
		if p >= 0 {
			up = p
		}
	}
	return up
}
