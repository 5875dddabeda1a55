package parse

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// tabsOf finds the panels that tabs of the page open: the tab of each panel. A tab
// says the heading of a panel that stands elsewhere, all panels in a row below all
// tabs, or has another copy right above the panel.
func (r *reader) tabsOf() {
	if len(r.s.tabs)+len(r.s.tablists) == 0 {
		return
	}
	r.panels, r.paired = map[int32]int32{}, map[int32]bool{}
	tab := map[string]int32{}
	for _, i := range r.s.tabs {
		if id := panelID(r.s.elems[i].n); id != "" && tab[id] == 0 && r.s.elems[i].text+r.s.elems[i].link > 0 {
			tab[id] = i
		}
	}
	for i := range r.s.elems {
		e := &r.s.elems[i]
		if id := attr(e.n, "id"); e.is(panel) && e.sort.isBlock() && tab[id] != 0 && e.text+e.link > 0 {
			if r.tabs == nil {
				r.tabs = map[string]bool{}
			}
			r.panels[int32(i)], r.tabs[id] = tab[id], true
		}
	}
	for _, row := range r.s.tablists {
		r.tabsInOrder(row)
	}
}

// markTabRows finds the rows of tabs that no role names: lists of links to nowhere, each right
// above as many blocks of which one is shown and the others are not.
func (s *survey) markTabRows() {
	for i := range s.elems {
		e := &s.elems[i]
		if e.sort != list || e.links < 2 || e.text > 0 || int(e.end) >= len(s.elems) || s.elems[e.end].up != e.up {
			continue
		}
		if n := s.tabsTo(int32(i)); n > 1 && n == s.panelsIn(e.end) && !slices.Contains(s.tablists, int32(i)) {
			s.tablists = append(s.tablists, int32(i))
		}
	}
}

// tabsTo counts the items of a list that are each one link to nowhere; 0 if others are.
func (s *survey) tabsTo(row int32) int {
	n := 0
	for k := row + 1; k < s.elems[row].end; k = s.elems[k].end {
		first := k + 1
		if s.elems[k].sort != listItem || first >= s.elems[k].end || !s.elems[first].isLink() || s.elems[first].link != s.elems[k].link || !leadsNowhere(s.elems[first].n) {
			return 0
		}
		n++
	}
	return n
}

// panelsIn counts the blocks in an element if all but one of them are hidden; 0 for others.
func (s *survey) panelsIn(of int32) int {
	n, unseen := 0, 0
	for k := of + 1; k < s.elems[of].end; k = s.elems[k].end {
		if e := &s.elems[k]; e.sort == skipped || e.text+e.link == 0 {
			continue
		} else if !e.sort.isBlock() {
			return 0
		} else if e.is(hidden) {
			unseen++
		}
		n++
	}
	if unseen != n-1 {
		return 0
	}
	return n
}

// leadsNowhere reports a link that only a script follows.
func leadsNowhere(n *html.Node) bool {
	href := strings.TrimSpace(attr(n, "href"))
	return href == "" || href == "#" || len(href) > 11 && strings.EqualFold(href[:11], "javascript:")
}

// tabsInOrder pairs the tabs of a row with the panels behind it by their places, where none of
// them names its panel and there are as many of the one, set alike, as of the other.
func (r *reader) tabsInOrder(row int32) {
	tabs := r.parts(row, func(e *element) bool { return e.text+e.link <= 120 })
	behind := row
	for r.sibling(behind) < 0 && r.s.elems[behind].up >= 0 && r.s.elems[r.s.elems[behind].up].text+r.s.elems[r.s.elems[behind].up].link == r.s.elems[row].text+r.s.elems[row].link {
		behind = r.s.elems[behind].up
	}
	if behind = r.sibling(behind); len(tabs) < 2 || behind < 0 {
		return
	}
	for _, tab := range r.panels {
		if row <= tab && tab < r.s.elems[row].end {
			return
		}
	}
	panels := r.parts(behind, func(e *element) bool { return e.sort.isBlock() })
	if len(panels) != len(tabs) {
		return
	}
	for _, p := range panels[1:] {
		if r.counterpart(p, p, panels[0]) < 0 {
			return
		}
	}
	r.paired[row] = true
	for k, p := range panels {
		r.panels[p] = tabs[k]
	}
}

// parts are the children of an element with words, none if one of them is not as asked.
func (r *reader) parts(of int32, as func(*element) bool) []int32 {
	var out []int32
	for k := of + 1; k < r.s.elems[of].end; k = r.s.elems[k].end {
		e := &r.s.elems[k]
		if e.sort == skipped || e.text+e.link == 0 {
			continue
		}
		if !as(e) {
			return nil
		}
		out = append(out, k)
	}
	return out
}

// panelID is the id of the panel that a tab opens.
func panelID(n *html.Node) string {
	for _, key := range [...]string{"aria-controls", "data-target", "data-bs-target", "href"} {
		if v := attr(n, key); v != "" && (key != "href" || v[0] == '#') {
			return strings.TrimPrefix(v, "#")
		}
	}
	return ""
}

// isTab reports a tab whose words are written above its panel, or a whole row of them.
func (r *reader) isTab(i int32) bool {
	e := &r.s.elems[i]
	return r.paired[i] || r.tabs != nil && e.is(toggle) && r.tabs[panelID(e.n)] && !e.is(panel)
}

// tabHeading writes the words of a panel's tab as the heading of the panel, and
// reports whether it has a tab.
func (r *reader) tabHeading(i int32) bool {
	tab, ok := r.panels[i]
	if !ok || r.region != Main || r.rank != 0 || r.cell != nil || r.item != nil {
		return false
	}
	r.flush()
	if r.saidAbove(i, tab) {
		return true
	}
	rank := r.openerRank(i)
	if text := plainText(r.s.elems[tab].n, 300); text != "" {
		if r.begins(i, text) {
			return false // the panel says it itself
		}
		r.lastRank = rank
		r.emit(&Block{Kind: Heading, Level: rank, Text: text})
	}
	return true
}

// saidAbove reports a tab that stands right above its panel and has been read there as its
// heading, without the words that only say what the tab does.
func (r *reader) saidAbove(panel, tab int32) bool {
	n := len(r.doc.Blocks)
	return r.before(panel) == tab && r.s.elems[tab].is(toggle) && n > 0 && r.doc.Blocks[n-1].Kind == Heading &&
		r.doc.Blocks[n-1].Text != "" && strings.HasPrefix(plainText(r.s.elems[tab].n, 300), r.doc.Blocks[n-1].Text)
}

// begins reports whether the first heading of panel i says the same as its tab, with a
// number before it at most; or in more words, at the top of the panel and above all
// others of it.
func (r *reader) begins(i int32, tab string) bool {
	for k := i + 1; k < r.s.elems[i].end; k++ {
		if r.s.elems[k].sort == heading {
			head := plainText(r.s.elems[k].n, 300)
			return len(head) <= len(tab)+12 && strings.HasSuffix(strings.ToLower(head), strings.ToLower(tab)) ||
				saysMore(fold(head), fold(tab)) && strings.HasPrefix(plainText(r.s.elems[i].n, 300), head) && r.headsAll(k, r.s.elems[i].end)
		}
	}
	return false
}

// headsAll reports whether all headings between heading k and an end are of a lower rank.
func (r *reader) headsAll(k, end int32) bool {
	for o := k + 1; o < end; o++ {
		if e := &r.s.elems[o]; e.sort == heading && e.text+e.link > 0 && headingRank(e.n) <= headingRank(r.s.elems[k].n) {
			return false
		}
	}
	return true
}

// saysMore reports whether a title has all words of a shorter one.
func saysMore(title, short string) bool {
	for w := range strings.FieldsSeq(short) {
		if !strings.Contains(title, w) {
			return false
		}
	}
	return true
}
