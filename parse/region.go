package parse

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// Finding codes of the search for the main region.
const (
	// FindingNoMain: no part of the page stood out; the whole body was read.
	FindingNoMain = "no_main_region"
	// FindingSelector: a selector of the register matches nothing on the page.
	FindingSelector = "selector_matches_nothing"
)

// mainRoots finds the elements that hold the text of the page: those that a rule
// names, the main element, or else what the structure of the page suggests. The
// elements do not overlap and stand in document order.
func (s *survey) mainRoots() []int32 {
	body := s.body()
	if body < 0 {
		return nil
	}
	if s.elems[body].n.DataAtom == atom.Frameset {
		return []int32{body} // its frames have no words to weigh
	}
	s.clearNames(body)
	s.clearNotices(body)
	for _, want := range []flags{ruledMain, semantic} {
		if roots := s.flagged(body, want); s.plausible(roots, body) {
			return roots
		}
	}
	return []int32{s.descend(body)}
}

// clearNames takes back what the names of elements suggest that cannot be: the place to which
// the page's first link skips is no menu, though it may be called "skip-link" as the link is,
// nor is an element with the title and most of the page's text a menu or a banner.
func (s *survey) clearNames(body int32) {
	for i := body; i < s.elems[body].end; i++ {
		e := &s.elems[i]
		if e.hint != hintNav && e.hint != hintFurniture || e.is(isNav|dropped|hidden) || elementHint(e.n.DataAtom) != hintNone {
			continue
		}
		skipped := s.skipTo != "" && attr(e.n, "id") == s.skipTo
		if skipped || e.is(hasH1) && e.text > e.link && s.holdsMost(i, body) {
			e.hint = hintNone
			for k, back := i, e.weight*4; k >= 0; k = s.elems[k].up {
				s.elems[k].weight += back // what [element.rank] took off
			}
		}
	}
}

// longestNotice is how many bytes a notice beside a page has at most.
const longestNotice = 600

// clearNotices makes notices and boxes of news that stand beside the page weigh nothing: they
// come and go, and the page around them is read as it was. Those above the title whose role says
// so are no text of the page.
func (s *survey) clearNotices(body int32) {
	var above []int32
	titled := false
	for i := body + 1; i < s.elems[body].end; i = s.elems[i].end {
		e := &s.elems[i]
		titled = titled || e.is(hasH1)
		if e.sort != block || e.is(hasH1|semantic) || e.text+e.link > longestNotice || !isNotice(e) && !s.headsNews(i) {
			continue
		}
		s.elems[body].weight -= e.weight
		e.weight = 0
		if !titled && saysForNow(e) {
			above = append(above, i)
		}
	}
	for _, i := range above {
		if titled {
			s.elems[i].flags |= dropped
		}
	}
}

// isNotice reports an element that its role or name calls a notice or a dialogue.
func isNotice(e *element) bool {
	called := strings.ToLower(names(e.n))
	return saysForNow(e) || strings.Contains(called, "notice") || strings.Contains(called, "alert") || strings.Contains(called, "announcement")
}

// saysForNow reports an element whose role is to tell the reader something now: WAI-ARIA's
// live regions and dialogues. What is only called a notice may be the page's own.
func saysForNow(e *element) bool {
	switch attr(e.n, "role") {
	case "alert", "alertdialog", "dialog", "status":
		return true
	}
	return false
}

// headsNews reports an element that begins with a heading over news.
func (s *survey) headsNews(i int32) bool {
	k := i + 1
	return s.elems[i].heads == 1 && s.elems[k].sort == heading && isNewsLabel(plainText(s.elems[k].n, longestLabel))
}

// body is the index of <body>, or of the outermost <frameset>, -1 if there is none.
func (s *survey) body() int32 {
	for i := range s.elems {
		if a := s.elems[i].n.DataAtom; a == atom.Body || a == atom.Frameset {
			return int32(i)
		}
	}
	return -1
}

// flagged lists the outermost elements with a flag.
func (s *survey) flagged(body int32, f flags) []int32 {
	var roots []int32
	for i := body; i < s.elems[body].end; i++ {
		if e := &s.elems[i]; e.is(f) && e.sort != skipped && !e.is(hidden) {
			roots = append(roots, i)
			i = e.end - 1
		}
	}
	return roots
}

// plausible reports whether the elements hold text enough to be the main region:
// an empty <main> beside a full page is a mistake of the template.
func (s *survey) plausible(roots []int32, body int32) bool {
	var in int32
	for _, i := range roots {
		in += s.elems[i].weight
	}
	all := s.elems[body].weight
	return in > 0 && in >= (all-in)/8
}

// descend goes down from the body as long as one child holds nearly all that
// counts, and stops where the title would be left behind.
func (s *survey) descend(cur int32) int32 {
	title := s.titleHeading(cur)
	for {
		best := s.heaviest(cur)
		if best < 0 {
			return cur
		}
		e, c := &s.elems[cur], &s.elems[best]
		if title >= 0 && title > cur && title < e.end && !(title >= best && title < c.end) {
			return cur
		}
		if !container(c) || c.weight*4 < e.weight*3 || s.leadsOn(best) {
			return cur
		}
		cur = best
	}
}

// leadsOn reports an element with the title and hardly a word below it, before links in
// an element beside it: tiles that lead to the parts of a manual.
func (s *survey) leadsOn(i int32) bool {
	e := &s.elems[i]
	if !e.is(hasH1) || e.text > 400 || e.links > 2 {
		return false
	}
	for k := e.end; k < s.elems[e.up].end; k = s.elems[k].end {
		if o := &s.elems[k]; o.sort != skipped && !o.is(dropped|hidden|isNav) && (o.hint == hintNone || o.hint == hintMain) && o.links > 2 && o.navLike() {
			return true
		}
	}
	return false
}

// container reports whether an element can be the main region.
func container(e *element) bool {
	switch e.sort {
	case block, tableSort, tableRow, tableCell, defText:
		return e.n.DataAtom != atom.P && e.n.DataAtom != atom.Caption && e.n.DataAtom != atom.Blockquote && (e.is(hasBlock) || e.sort == tableCell)
	case inline, anchor, bold:
		return e.is(hasBlock)
	}
	return false
}

// heaviest is the child with the greatest weight, -1 without children. A data
// table is never entered: its cells are no regions.
func (s *survey) heaviest(cur int32) int32 {
	best := int32(-1)
	for i := cur + 1; i < s.elems[cur].end; i = s.elems[i].end {
		if e := &s.elems[i]; e.sort != skipped && (best < 0 || e.weight > s.elems[best].weight) {
			best = i
		}
	}
	if best >= 0 && s.elems[best].sort == tableSort && !s.isLayout(best) {
		return -1
	}
	return best
}

// titleHeading is the heading of rank 1 that is the page's title: the first one
// that does not stand in the banner, or the second of two where the first is nothing but a
// link, as wikis and themes set the address or the site's name, or ends a trail, as trackers
// set the project's, which then weighs nothing. -1 if there is none.
func (s *survey) titleHeading(body int32) int32 {
	titles := s.titleHeadings(body)
	if len(titles) == 2 && (s.elems[titles[0]].text == 0 || s.endsTrail(titles[0])) && s.elems[titles[1]].link < s.elems[titles[1]].text {
		name := s.elems[titles[0]].weight
		for k := titles[0]; k >= 0; k = s.elems[k].up {
			s.elems[k].weight -= name
		}
		titles = titles[1:]
	}
	if len(titles) == 0 {
		return -1
	}
	return titles[0]
}

// endsTrail reports a heading in which the trail to it stands.
func (s *survey) endsTrail(i int32) bool {
	for k := i + 1; k < s.elems[i].end; k++ {
		if e := &s.elems[k]; e.hint == hintNav && e.link > 0 {
			return true
		}
	}
	return false
}

// titleHeadings are the headings of rank 1 that do not stand in the banner.
func (s *survey) titleHeadings(body int32) (titles []int32) {
	for i := body; i < s.elems[body].end; i++ {
		e := &s.elems[i]
		if e.sort == skipped || e.is(dropped|hidden|isNav) || e.hint == hintFurniture || e.hint == hintNav || !e.is(hasH1) {
			if e.n.DataAtom != atom.Body && !(e.is(hasH1) && s.holdsMost(i, body)) {
				i = e.end - 1
				continue
			}
		}
		if e.isTitle() && e.text+e.link > 0 {
			titles = append(titles, i)
		}
	}
	return titles
}

// holdsMost reports whether an element holds most of another's weight, whatever
// its name says.
func (s *survey) holdsMost(i, of int32) bool {
	return s.elems[i].text*2 > s.elems[of].text
}

// regionOf is the region of an element that stands in the given region. An
// element inside the main region leaves it only where its name and its structure
// agree.
func (s *survey) regionOf(i int32, in Region, root int32) Region {
	e := &s.elems[i]
	if in == Main {
		return s.insideMain(i, root)
	}
	if e.is(isNav) || e.hint == hintNav || e.navLike() {
		return Nav
	}
	if e.sort == navSort {
		return Nav
	}
	return in
}

// navLike reports whether nearly all text of a block is links. A list of many, or a cell of
// them, needs no more than half: a menu may name its parts in words that lead nowhere.
func (e *element) navLike() bool {
	if (e.sort == list || e.sort == tableCell) && e.links > 4 && e.link > e.text {
		return true
	}
	return e.links >= 2 && e.link > 0 && e.link*3 >= (e.text+e.link)*2 && (e.sort == list || e.is(hasBlock) || e.links >= 3)
}

// insideMain judges an element of the main region by its name, and checks the
// name against the structure: what holds the title, or a large part of the text,
// or prose, is no furniture.
func (s *survey) insideMain(i, root int32) Region {
	e := &s.elems[i]
	if e.is(dropped) {
		return Furniture
	}
	if e.sort == tableCell && s.menuCell(i) || s.turnsPages(i) || s.sideColumn(i) {
		return Nav
	}
	if e.hint == hintNone || e.hint == hintMain || e.hint == hintUnseen {
		if !e.is(isNav) {
			return Main
		}
	}
	if e.hint != hintMain && (namedAfterText(e) || s.namedAfterTitle(i) || s.namedAsTitle(i)) {
		return Main
	}
	whole := &s.elems[root]
	if e.n.DataAtom == atom.Aside && s.besideMost(i, root) && !startsBox(e) {
		return Furniture
	}
	large := (e.text+e.link)*3 > (whole.text + whole.link)
	switch {
	case e.is(hasH1) || e.sort == heading || e.n.DataAtom == atom.P || (e.sort == tableSort || e.sort == tableCell || e.sort == tableRow) && !e.navLike():
		return Main
	case e.heads <= 1 && startsBox(e):
		return Main
	case e.is(isNav) && e.links >= 8 && whole.text+whole.link-e.text-e.link < 200:
		return Main // a page that is a list of contents, in an element for lists of links
	case e.is(isNav) && e.heads > 0 && s.numberedHeads(i):
		return Main
	case e.is(isNav):
		return Nav
	case e.text > 200 && e.text*2 > whole.text:
		return Main // most of the prose, whatever it is called
	case e.hint == hintNav && (e.link*2 >= e.text || e.text < 60):
		return Nav
	case e.hint == hintFurniture && !large && e.text < 400:
		return Furniture
	case e.hint == hintAside && !large && e.link > e.text:
		return Nav
	}
	return Main
}

// turnsPages reports an element that holds nothing but links to the page before and the next, as
// their relation says (HTML, section 4.6.7.8).
func (s *survey) turnsPages(i int32) bool {
	e := &s.elems[i]
	if e.links == 0 || e.links > 3 || e.text > 0 || !e.sort.isBlock() && !e.is(hasBlock) {
		return false
	}
	turns := int16(0)
	for k := i + 1; k < e.end; k++ {
		if o := &s.elems[k]; o.isLink() {
			switch strings.ToLower(attr(o.n, "rel")) {
			case "prev", "next", "previous":
				turns++
			}
		}
	}
	return turns > 0 && turns == e.links
}

// namedAfterText reports an element whose id is its own first words, perhaps behind one that
// an editor puts before all ids, or of prose whose id has a number behind them, as where others
// begin so too: they say nothing of its part on the page. Boxes of links have such numbers as well, "recent-posts-2".
func namedAfterText(e *element) bool {
	id := attr(e.n, "id")
	if len(id) < 8 {
		return false
	}
	words := slugWords(plainText(e.n, 100))
	for len(words) > 1 && words[0] != "" && words[0][0] >= '0' && words[0][0] <= '9' && !strings.HasPrefix(id, words[0]) {
		words = words[1:] // the number of a section
	}
	id = strings.ToLower(strings.ReplaceAll(id, "_", "-"))
	text := strings.Join(words, "-")
	if _, said, _ := strings.Cut(id, "-"); strings.Count(said, "-") >= 2 && strings.HasPrefix(text, said) {
		return true
	}
	return strings.HasPrefix(text, id) || e.text > 4*e.link && strings.HasPrefix(text, countedName.ReplaceAllString(id, ""))
}

// countedName is what tells an id from others of the same words.
var countedName = pattern.New(`-\d{1,3}$`)

// namedAfterTitle reports an element whose id has the words of the title right before it,
// two or more: "panel-sharing-information" holds the text on that, not links to share it.
func (s *survey) namedAfterTitle(i int32) bool {
	e := &s.elems[i]
	id := attr(e.n, "id")
	if e.prev < 0 || len(id) < 8 {
		return false
	}
	title := &s.elems[e.prev]
	if title.sort == skipped || title.text+title.link > 120 {
		return false
	}
	words := slugWords(plainText(title.n, 130))
	return len(words) > 1 && strings.Contains("-"+strings.ToLower(strings.ReplaceAll(id, "_", "-"))+"-", "-"+strings.Join(words, "-")+"-")
}

// namedAsTitle reports an element called what one before it with the title is called, as where
// a builder of sites makes all parts of the page "widgets".
func (s *survey) namedAsTitle(i int32) bool {
	e := &s.elems[i]
	if e.is(isNav) {
		return false
	}
	k := e.prev
	for range 100 { // parts of a page, not rows of a list
		if k < 0 || s.elems[k].is(hasH1) {
			break
		}
		k = s.elems[k].prev
	}
	return k >= 0 && s.elems[k].is(hasH1) && s.elems[k].hint == e.hint
}

// slugWords are the words of a text as addresses and ids have them.
func slugWords(text string) []string {
	return strings.FieldsFunc(fold(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// holdsColumns reports an element with a table whose columns have names.
func (s *survey) holdsColumns(i int32) bool {
	for k := i + 1; k < s.elems[i].end; k++ {
		if s.elems[k].n.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// besideMost reports an element that stands behind most of the text, in a column of
// its own.
func (s *survey) besideMost(i, root int32) bool {
	k := s.elems[i].prev
	return k >= 0 && s.elems[k].sort.isBlock() && s.elems[k].heads > 0 && s.holdsMost(k, root) && !s.holdsMost(i, root)
}

// numberedHeads reports a menu whose first heading has a number, as the sections of
// a list of contents have.
func (s *survey) numberedHeads(i int32) bool {
	for k := i; k < s.elems[i].end; k++ {
		if s.elems[k].sort == heading {
			return numbered(plainText(s.elems[k].n, 40))
		}
	}
	return false
}

// startsBox reports an element that begins with the label of a box, such as RELATED
// GUIDANCE: a list of links, but the author's.
func startsBox(e *element) bool {
	return firmStart.MatchString(fold(plainText(e.n, 60)))
}

// menuCell reports a cell of a layout table that has only short links and stands
// beside one with text of its own.
func (s *survey) menuCell(i int32) bool {
	e := &s.elems[i]
	if !e.shortLinks() || e.up < 0 {
		return false
	}
	for k := e.up + 1; k < s.elems[e.up].end; k = s.elems[k].end {
		if c := &s.elems[k]; k != i && c.sort == tableCell && c.text+c.link > 3*(e.text+e.link) {
			return true
		}
	}
	if spanOf(e.n, "rowspan") < 2 {
		return false
	}
	t := e.up // the text stands in rows below
	for t >= 0 && s.elems[t].sort != tableSort {
		t = s.elems[t].up
	}
	return t >= 0 && s.elems[t].text+s.elems[t].link > 4*(e.text+e.link)
}

// shortLinks reports an element of short links with hardly a word beside them.
func (e *element) shortLinks() bool {
	return e.links >= 3 && e.heads == 0 && e.text <= e.link && e.link/int32(e.links) <= 25
}
