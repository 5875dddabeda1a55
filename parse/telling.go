package parse

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Panels whose titles are no headings: pages with headings of their own set more on a
// matter, for whoever opens it, between the paragraphs of a section, in one panel alone or
// in a row of tabs. The text goes on behind it, and would otherwise be the last panel's.

// tellingText is how much such a panel says at most, in bytes.
const tellingText = 1500

// ownHeadings is how many headings below the title a page has at least that says with them
// what its sections are.
const ownHeadings = 2

// tellsMore reports the title of a panel of prose that stands alone between paragraphs of
// a page with headings.
func (r *reader) tellsMore(i int32) bool {
	e := &r.s.elems[i]
	if !r.framesPanel(i) || r.item != nil || !r.hasHeadings() {
		return false
	}
	frame := e.up
	if !r.isProse(e.end, r.s.elems[frame].end) || !plainTitle(plainText(e.n, 140)) {
		return false
	}
	for up := r.s.elems[frame].up; up > 0 && r.s.elems[up].text+r.s.elems[up].link == r.s.elems[frame].text+r.s.elems[frame].link; up = r.s.elems[frame].up {
		frame = up
	}
	return !r.holdsPanels(r.before(frame)) && !r.holdsPanels(r.sibling(frame))
}

// framesPanel reports the title of a panel that is alone in an element with it: the summary of
// details, or a button that opens the block behind it.
func (r *reader) framesPanel(i int32) bool {
	e := &r.s.elems[i]
	if e.up < 0 {
		return false
	}
	if e.n.DataAtom != atom.Button {
		return e.n.DataAtom == atom.Summary && r.s.elems[e.up].n.DataAtom == atom.Details
	}
	first, body := r.pairIn(e.up)
	return first == i && body >= 0 && r.panelOf(i) == body
}

// hasHeadings reports a main region whose sections headings part.
func (r *reader) hasHeadings() bool { return r.heads() >= ownHeadings }

// heads counts the headings of the main region below its title.
func (r *reader) heads() int {
	if r.root < 0 {
		return 0
	}
	root := &r.s.elems[r.root]
	n := int(root.heads)
	if root.is(hasH1) {
		n--
	}
	return n
}

// plainTitle reports the title of a panel that is neither the label of a box nor counts,
// dates or tells of changes.
func plainTitle(t string) bool {
	folded := strings.Trim(fold(t), " :.")
	return t != "" && len(t) <= 120 && !strings.ContainsAny(t, "0123456789") && !boxLabel.MatchString(folded) && !amendmentHead.MatchString(folded) &&
		!strings.HasPrefix(folded, "appendi") && !strings.HasPrefix(folded, "annex")
}

// isProse reports elements that are paragraphs of text and little else, not many.
func (r *reader) isProse(from, to int32) bool {
	text, link := int32(0), int32(0)
	for k := from; k < to; k++ {
		e := &r.s.elems[k]
		switch e.sort {
		case heading, tableSort, list, defTerm, embed:
			return false
		}
		if e.n.DataAtom == atom.Details {
			return false
		}
		if e.up < from {
			text, link = text+e.text, link+e.link
		}
	}
	return text > 0 && text+link <= tellingText && 2*link <= text
}

// holdsPanels reports an element that is a panel with its title, or holds one.
func (r *reader) holdsPanels(i int32) bool {
	if i < 0 {
		return false
	}
	for k := i; k < r.s.elems[i].end; k++ {
		if e := &r.s.elems[k]; e.n.DataAtom == atom.Details || e.n.DataAtom == atom.Button && e.text > 0 && r.panelOf(k) >= 0 {
			return true
		}
	}
	return false
}

// besideProse reports a panel of a row of tabs below one of a page's headings whose panels
// are all prose and not most of the page. Tabs that are marked as headings are some, and so are
// those that are all of what the heading stands over.
func (r *reader) besideProse(i int32) bool {
	up := r.s.elems[i].up
	told, known := r.prose[up]
	if !known {
		if r.prose == nil {
			r.prose = make(map[int32]bool)
		}
		told = r.lastRank > 1 && r.hasHeadings() && r.proseIn(up) && !r.fillsSection(up)
		r.prose[up] = told
	}
	return told
}

// proseIn reports whether the panels of an element are all prose and not most of the page.
func (r *reader) proseIn(of int32) bool {
	all := int32(0)
	for k := of + 1; k < r.s.elems[of].end; k = r.s.elems[k].end {
		tab, ok := r.panels[k]
		if !ok {
			continue
		}
		if r.s.elems[tab].heads > 0 || !r.isProse(k+1, r.s.elems[k].end) || !plainTitle(plainText(r.s.elems[tab].n, 140)) {
			return false
		}
		all += r.s.elems[k].text
	}
	return 2*all < r.s.elems[r.root].text
}

// fillsSection reports the panels of an element, of which the first is to be read, with a
// heading right above their tabs and the next one, or the end of the text, right below.
func (r *reader) fillsSection(of int32) bool {
	n := len(r.doc.Blocks)
	return n > 0 && r.doc.Blocks[n-1].Kind == Heading && r.headsNext(r.s.elems[of].end)
}

// headsNext reports whether the words from an element on begin with a heading, or end there.
func (r *reader) headsNext(k int32) bool {
	for k < r.s.elems[r.root].end {
		switch e := &r.s.elems[k]; {
		case e.sort == skipped || e.text+e.link == 0 || r.unseen(k):
			k = e.end
		case e.sort == heading:
			return true
		case e.heads == 0:
			return false
		default:
			k++ // it may begin with one
		}
	}
	return true
}

// tabCaption writes the words of the tab of such a panel as a line above its text, and
// returns its place; -1 if the panel is none.
func (r *reader) tabCaption(i int32) int {
	tab, ok := r.panels[i]
	if !ok || r.region != Main || r.rank != 0 || r.cell != nil || r.item != nil || !r.besideProse(i) {
		return -1
	}
	r.flush()
	if r.saidAbove(i, tab) {
		return -1
	}
	r.emit(&Block{Kind: Paragraph, Bold: true, Text: plainText(r.s.elems[tab].n, 140)})
	return len(r.doc.Blocks) - 1
}

// caption reads the title of a panel as a line above its text.
func (r *reader) caption(i int32) {
	r.bold++
	r.container(i)
	r.bold--
	r.next = r.s.elems[i].end
}
