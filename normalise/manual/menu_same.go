package manual

import (
	"slices"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// maxMenus bounds how many different menus are kept for comparing.
const maxMenus = 64

// seenMenus are the menus that were read: most pages of a site show the same, and to
// read one again adds nothing.
type seenMenus struct {
	rd    *reading
	list  *list
	menus []*seenMenu // the one that was met last stands first
}

// A seenMenu is the menu of a page and what became of it.
type seenMenu struct {
	area   string
	doc    *parse.Document
	rows   []toc.Row
	kept   map[int]bool // blocks that gave rows of a list of contents
	merged bool         // it was a view of the list
	plain  bool         // the list had all of it, for every area
	roots  int          // of the list after it was read
}

// told reports whether to read the menu for an area would add nothing to the list.
func (m *seenMenu) told(l *list, area string) bool {
	return m.plain || m.area == area && (m.merged || m.roots == len(l.roots) && m.roots > 0)
}

// add reads the menus of page p, if they may add anything to the list.
func (s *seenMenus) add(p int, area string) {
	d := s.rd.Input.Pages[p].Document
	known := s.find(area, func(m *seenMenu) bool { return m.shownBy(s.rd.Site, d) })
	if known != nil && known.told(s.list, area) {
		return
	}
	rows := s.rd.navRows(p)
	if known == nil {
		known = s.keep(area, d, rows)
	}
	if alike := s.find(area, func(m *seenMenu) bool { return m != known && sameRows(m.rows, rows) }); alike != nil && alike.told(s.list, area) {
		known.merged, known.plain, known.roots = alike.merged, alike.plain, alike.roots
		return
	}
	known.merged, known.plain = s.rd.addView(s.list, manualPart(toc.BuildTree(s.rd.Site, rows)), area)
	known.roots = len(s.list.roots)
}

// find looks for a menu: one that is told rather than another.
func (s *seenMenus) find(area string, is func(*seenMenu) bool) *seenMenu {
	var found *seenMenu
	for i, m := range s.menus {
		told := m.told(s.list, area)
		if !told && (found != nil || m.area != area) || !is(m) {
			continue
		}
		if found = m; told {
			copy(s.menus[1:i+1], s.menus[:i])
			s.menus[0] = m
			break
		}
	}
	return found
}

// keep notes a menu and the blocks that the rows of the list came from.
func (s *seenMenus) keep(area string, d *parse.Document, rows []toc.Row) *seenMenu {
	m := &seenMenu{area: area, doc: d, rows: rows, kept: make(map[int]bool, len(rows))}
	for i := range rows {
		m.kept[rows[i].Block] = true
	}
	if len(s.menus) < maxMenus {
		s.menus = append(s.menus, m)
	}
	return m
}

// sameRows reports whether rows of two menus make the same tree.
func sameRows(a, b []toc.Row) bool {
	return slices.EqualFunc(a, b, func(x, y toc.Row) bool {
		return x.Num == y.Num && x.Title == y.Title && x.Href == y.Href && x.Frag == y.Frag && x.Rank == y.Rank && x.Head == y.Head && x.Bold == y.Bold &&
			x.Note == y.Note && x.Chapter == y.Chapter && x.Also == y.Also && x.Other == y.Other && x.Target == y.Target && x.Text == y.Text && x.Lead == y.Lead &&
			x.Prefix == y.Prefix && x.Details == y.Details && slices.Equal(x.Flags, y.Flags)
	})
}

// shownBy reports whether the menus of page a give the same rows of the list.
func (m *seenMenu) shownBy(s *toc.Site, a *parse.Document) bool {
	b := m.doc
	if toc.Linkless(a) != toc.Linkless(b) {
		return false
	}
	c := menuPair{site: s, a: a, b: b, kept: m.kept}
	i, k := nextMenu(a, 0), nextMenu(b, 0)
	for i >= 0 && k >= 0 {
		if !c.alike(i, k) {
			return false
		}
		nextI, nextK := nextMenu(a, i+1), nextMenu(b, k+1)
		if near(i, nextI) != near(k, nextK) {
			return false
		}
		i, k = nextI, nextK
	}
	return i < 0 && k < 0
}

func nextMenu(d *parse.Document, from int) int {
	for i := from; i < len(d.Blocks); i++ {
		if d.Blocks[i].Region == parse.Nav {
			return i
		}
	}
	return -1
}

// near is the distance of two blocks as far as the reader of rows looks.
func near(i, next int) int { return max(0, min(next-i, 3)) }

// A menuPair compares the menus of two pages block by block.
type menuPair struct {
	site    *toc.Site
	a, b    *parse.Document
	kept    map[int]bool // blocks of b that gave rows of the list
	shift   int          // between the numbers of their groups
	shifted bool
}

func (c *menuPair) alike(i, k int) bool {
	x, y := &c.a.Blocks[i], &c.b.Blocks[k]
	if (x.Group == 0) != (y.Group == 0) || c.shifted && x.Group != 0 && x.Group-y.Group != c.shift {
		return false
	}
	if x.Group != 0 {
		c.shift, c.shifted = x.Group-y.Group, true
	}
	return x.Kind == y.Kind && x.Level == y.Level && x.Bold == y.Bold && x.Header == y.Header && x.Marker == y.Marker && x.Text == y.Text &&
		slices.Equal(x.Alts, y.Alts) && slices.Equal(x.AltAt, y.AltAt) && headed(c.a, i) == headed(c.b, k) &&
		(c.sameLinks(x.Links, y.Links) || !c.kept[k] && looseEntry(x, y)) && slices.EqualFunc(x.Cells, y.Cells, c.sameCell)
}

// looseEntry reports whether two entries of the first level that are no rows of
// the list differ only in where they lead, as the entries of a chooser do that
// shows the same page for another area.
func looseEntry(x, y *parse.Block) bool {
	return x.Kind == parse.Item && x.Level <= 1 && len(x.Links) == 1 && len(y.Links) == 1 && x.Links[0].Text == y.Links[0].Text &&
		!strings.Contains(x.Links[0].Href, "#") && !strings.Contains(y.Links[0].Href, "#")
}

// headed reports whether the block above one is set like a heading.
func headed(d *parse.Document, i int) bool {
	if i == 0 {
		return false
	}
	above := &d.Blocks[i-1]
	return above.Kind == parse.Heading && above.Level > 1 || above.Bold && len(above.Links) == 0
}

func (c *menuPair) sameCell(x, y parse.Cell) bool {
	return x.Text == y.Text && x.Header == y.Header && x.ColSpan == y.ColSpan && slices.Equal(x.Alts, y.Alts) && slices.Equal(x.AltAt, y.AltAt) && c.sameLinks(x.Links, y.Links)
}

// sameLinks compares the links of a block; links to places on the page itself are
// alike if all of them are that.
func (c *menuPair) sameLinks(x, y []parse.Link) bool {
	if len(x) != len(y) {
		return false
	}
	home := 0
	for i := range x {
		if x[i].Start != y[i].Start || x[i].End != y[i].End || x[i].Text != y[i].Text {
			return false
		}
		homeX, homeY := c.leadsHome(x[i].Href, c.a), c.leadsHome(y[i].Href, c.b)
		if homeX != homeY || homeX && webaddress.Fragment(x[i].Href) != webaddress.Fragment(y[i].Href) || !homeX && x[i].Href != y[i].Href {
			return false
		}
		if homeX {
			home++
		}
	}
	return home == 0 || home == len(x)
}

// leadsHome reports whether an address is a place on its own page.
func (c *menuPair) leadsHome(href string, d *parse.Document) bool {
	return strings.IndexByte(href, '#') >= 0 && c.site.SamePage(href, d.URL)
}

// shareNumbers gives the rows of a menu without numbers those that another menu of the page
// prints before the same titles.
func shareNumbers(rows []toc.Row) {
	key := func(rw *toc.Row) string { return rw.Place() + "\x00" + wording.Fold(rw.Title) }
	told, plain := make(map[string]wording.Numeral), 0
	for i := range rows {
		if rw := &rows[i]; rw.Linked() {
			plain += wording.BoolInt(rw.Num.Text == "")
		}
	}
	if plain == 0 {
		return
	}
	for i := range rows {
		if rw := &rows[i]; rw.Linked() && rw.Num.Text != "" {
			told[key(rw)] = rw.Num
		}
	}
	if len(told) == 0 {
		return
	}
	for i := range rows {
		if rw := &rows[i]; rw.Linked() && rw.Num.Text == "" {
			rw.Num = told[key(rw)]
		}
	}
}
