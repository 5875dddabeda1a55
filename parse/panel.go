package parse

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// An openerLevel is the rank given to the controls under one parent.
type openerLevel struct {
	parent int32
	rank   int
}

// opener reads a control that opens a panel as the heading of the panel. It
// reports false, and reads nothing, where there is no panel: then the element is
// what its name says.
func (r *reader) opener(i int32) bool {
	e := &r.s.elems[i]
	if r.rank != 0 || r.cell != nil || r.region != Main || e.text+e.link == 0 || e.text+e.link > 300 {
		return false
	}
	p := r.panelOf(i)
	if e.n.DataAtom != atom.Summary && p < 0 || r.item != nil && !r.isSection(p) {
		return false
	}
	if r.item != nil {
		r.item.used = true
	}
	if e.heads > 0 {
		r.container(i)
		return true
	}
	if onlyOpens(e) {
		r.lost += int(e.text)
		r.next = e.end
		return true
	}
	if r.tellsMore(i) {
		r.caption(i)
		return true
	}
	r.titled(i, r.openerRank(i))
	r.next = e.end
	return true
}

// isSection reports a panel in an item of a list that is more than the lower part of a
// tree: it has headings or a table, of which the control is the title.
func (r *reader) isSection(p int32) bool {
	if p < 0 || r.s.elems[p].heads > 0 {
		return p >= 0
	}
	for k := p; k < r.s.elems[p].end; k++ {
		switch r.s.elems[k].sort {
		case tableSort:
			return true
		case list:
			return false
		}
	}
	return false
}

// holdsPanel reports an element around a control and its panel, all often named as panels.
func (r *reader) holdsPanel(i int32) bool {
	e := &r.s.elems[i]
	if !e.is(panel) {
		return false
	}
	for k := i + 1; k < e.end; k++ {
		c := &r.s.elems[k]
		if own := c.text + c.link; (c.is(toggle) || c.is(panel|hidden) && c.sort.isBlock()) && own > 0 && own < e.text+e.link {
			return true
		}
	}
	return false
}

// onlyOpens reports a control whose words say what it does and not what is in its panel.
func onlyOpens(e *element) bool {
	return e.text+e.link < 40 && openWords.MatchString(fold(plainText(e.n, 60)))
}

var openWords = pattern.New(`^(?:show|hide|open|close|expand|collapse|view|see|toggle)(?: ?/ ?(?:hide|close|collapse))?(?: (?:the|this|all|more|less|policies|(?:chapter|procedure|policy|page|document|content|list|section|part|step|detail|item)s?))*$`)

// openerRank is one below the heading that stood before the first control of the
// group, and the same for all of the group.
func (r *reader) openerRank(i int32) int {
	group := r.groupOf(i)
	for k := len(r.openers) - 1; k >= 0; k-- {
		if r.openers[k].parent == group {
			r.openers = r.openers[:k+1]
			return r.openers[k].rank
		}
	}
	rank := min(max(r.lastRank, 1)+1, 6)
	r.openers = append(r.openers, openerLevel{group, rank})
	return rank
}

// groupOf is the element that holds all controls of the group: the first around the
// control that holds one more, those in the control's own panel left out.
func (r *reader) groupOf(i int32) int32 {
	from, to := r.opened(i)
	up := r.s.elems[i].up
	for up > 0 && r.s.elems[up].up > 0 && r.controlsUnder(up, from, to) < 2 {
		up = r.s.elems[up].up
	}
	return up
}

// opened are the elements that a control opens, from the first to the one behind the last.
func (r *reader) opened(i int32) (from, to int32) {
	e := &r.s.elems[i]
	if e.n.DataAtom == atom.Summary && e.up >= 0 && r.s.elems[e.up].n.DataAtom == atom.Details {
		return e.end, r.s.elems[e.up].end
	}
	if p := r.panelOf(i); p >= 0 {
		return p, r.s.elems[p].end
	}
	return 0, 0
}

// controlsUnder counts the controls among the descendants, up to two, without those of a
// panel. What stands in a control, such as its sign or its words, is part of it.
func (r *reader) controlsUnder(i, panelFrom, panelTo int32) int {
	n := 0
	for k := i + 1; k < r.s.elems[i].end && n < 2; k++ {
		if k >= panelFrom && k < panelTo {
			k = panelTo - 1
			continue
		}
		if e := &r.s.elems[k]; e.is(toggle) && e.text+e.link > 0 && !e.is(hasBlock) || e.n.DataAtom == atom.Summary {
			n++
			k = e.end - 1
		}
	}
	return n
}

// panelOf is the panel that a control opens: the element behind it, if it is named by a
// control of the page or looks like a panel; -1 if there is none.
func (r *reader) panelOf(i int32) int32 {
	expands := cmp.Or(attr(r.s.elems[i].n, "aria-expanded"), attr(r.s.elems[i].n, boundExpanded)) != ""
	for range 3 {
		e := &r.s.elems[i]
		if next := r.sibling(i); next >= 0 {
			n := &r.s.elems[next]
			if n.is(panel) && !sameFrame(e, n) || n.is(hidden) || attr(n.n, "role") == "region" || r.s.opened[attr(n.n, "id")] || expands && (namedPair(e, n) || r.item == nil && tells(n)) || e.is(toggle) && n.sort.isBlock() && r.oneOfPairs(i, next) {
				return next
			}
			return -1
		}
		if e.up < 0 || r.s.elems[e.up].text+r.s.elems[e.up].link > e.text+e.link {
			return -1
		}
		i = e.up
	}
	return -1
}

// tells reports a block of text that is no list of links.
func tells(e *element) bool {
	return e.sort.isBlock() && e.is(hasBlock) && e.text > 2*e.link
}

// titlesPair reports a short line that is alone in its element with a block of text behind it,
// as are the lines of the elements beside: the title of a panel or card, whatever it is called.
func (r *reader) titlesPair(i int32) bool {
	e := &r.s.elems[i]
	if r.rank != 0 || r.cell != nil || r.item != nil || r.region != Main || e.n.DataAtom != atom.Div || e.is(hasBlock) || e.link > 0 || e.text == 0 || e.text > 100 {
		return false
	}
	if !r.oneOfLines(i) {
		return false
	}
	said := plainText(e.n, 120)
	return strings.ContainsFunc(said, unicode.IsLetter) && !yearWord.MatchString(said) && !boxLabel.MatchString(strings.Trim(fold(said), " :."))
}

// yearWord is the year of a date.
var yearWord = pattern.New(`\b(?:19|20)\d\d\b`)

// oneOfLines reports a line and the block of text behind it that are alone in their element, in
// a row of such elements set alike, two at least, of which one says more than a field does. Where
// headings stand outside them, they are boxes beside the text.
func (r *reader) oneOfLines(line int32) bool {
	const least = 40 // bytes of text
	up := r.s.elems[line].up
	if up < 0 || r.s.elems[up].up < 0 || !r.isPair(up, line) {
		return false
	}
	of := r.s.elems[up].up
	if told, known := r.pairs[of]; known {
		return told
	}
	rows, longest, heads := 0, int32(0), r.heads()
	for k := of + 1; k < r.s.elems[of].end; k = r.s.elems[k].end {
		if sameFrame(&r.s.elems[k], &r.s.elems[up]) && r.isPair(k, line) {
			rows, longest = rows+1, max(longest, r.s.elems[r.sibling(k+1)].text)
			heads -= int(r.s.elems[k].heads)
		}
	}
	if r.pairs == nil {
		r.pairs = make(map[int32]bool)
	}
	r.pairs[of] = rows > 1 && longest >= least && heads < ownHeadings
	return r.pairs[of]
}

// pairIn are the two elements that another holds, the second -1 if it does not begin with one
// and have one other, of those that are read.
func (r *reader) pairIn(frame int32) (first, second int32) {
	if first = frame + 1; first >= r.s.elems[frame].end {
		return first, -1
	}
	if second = r.sibling(first); second >= 0 && r.sibling(second) >= 0 {
		return first, -1
	}
	return first, second
}

// isPair reports an element that holds a line, set as another, and a block of text, and nothing
// else.
func (r *reader) isPair(frame, line int32) bool {
	first, body := r.pairIn(frame)
	return body >= 0 && tells(&r.s.elems[body]) && !r.s.elems[first].is(hasBlock) && sameFrame(&r.s.elems[first], &r.s.elems[line])
}

// oneOfPairs reports a control and the block behind it that are alone in their element, beside
// another such element with two set alike.
func (r *reader) oneOfPairs(head, body int32) bool {
	up := r.s.elems[head].up
	if up < 0 || r.before(head) >= 0 || r.sibling(body) >= 0 {
		return false
	}
	return slices.ContainsFunc([]int32{r.before(up), r.sibling(up)}, func(o int32) bool {
		if o < 0 || !sameFrame(&r.s.elems[o], &r.s.elems[up]) {
			return false
		}
		first, second := r.pairIn(o)
		return second >= 0 && r.s.elems[first].is(toggle) && sameFrame(&r.s.elems[first], &r.s.elems[head])
	})
}

// What names end in that tell the line above a panel from the panel: "faq-question" and
// "faq-answer", "dropDownHead" and "dropDownBody".
var (
	headEndings = [...]string{"head", "header", "heading", "title", "label", "trigger", "button", "question", "summary"}
	bodyEndings = [...]string{"body", "content", "contents", "text", "answer", "details", "inner"}
)

// namedPair reports a control and the block behind it whose names say that they belong
// together: one name with the ending of a head and with that of a body.
func namedPair(head, body *element) bool {
	if !body.sort.isBlock() {
		return false
	}
	bodies := strings.Fields(lowerASCII(attr(body.n, "class")))
	for h := range strings.FieldsSeq(lowerASCII(attr(head.n, "class"))) {
		stem := withoutEnding(h, headEndings[:])
		if len(stem) > 2 && slices.ContainsFunc(bodies, func(b string) bool { return withoutEnding(b, bodyEndings[:]) == stem }) {
			return true
		}
	}
	return false
}

// withoutEnding is a name without the first of some endings that it has, and without the
// signs before it, "" if it has none.
func withoutEnding(name string, endings []string) string {
	for _, end := range endings {
		if stem, ok := strings.CutSuffix(name, end); ok {
			return strings.TrimRight(stem, "-_")
		}
	}
	return ""
}

// sameFrame reports two elements with one name and class: neither opens the other.
func sameFrame(a, b *element) bool {
	return a.n.DataAtom == b.n.DataAtom && attr(a.n, "class") == attr(b.n, "class")
}

// sibling is the next element with the same parent, -1 if there is none.
func (r *reader) sibling(i int32) int32 {
	end := r.s.elems[i].end
	if int(end) < len(r.s.elems) && r.s.elems[end].up == r.s.elems[i].up && r.s.elems[end].sort != skipped {
		return end
	}
	return -1
}

// unseen reports an element whose text is not shown, and which nothing opens.
func (r *reader) unseen(i int32) bool {
	e := &r.s.elems[i]
	if e.hint == hintUnseen && !e.is(hasH1) && e.text+e.link < 200 {
		return true
	}
	return e.is(hidden) && !r.isPanel(i)
}

// isPanel reports whether a hidden element is opened by a control of the page: one
// that names it, or that stands before it.
func (r *reader) isPanel(i int32) bool {
	e := &r.s.elems[i]
	if !e.sort.isBlock() && !e.is(hasBlock) {
		return false
	}
	if _, ofTab := r.panels[i]; ofTab {
		return true
	}
	if e.is(panel) || r.s.opened != nil && r.s.opened[attr(e.n, "id")] {
		return true
	}
	if e.up >= 0 && r.s.elems[e.up].n.DataAtom == atom.Details {
		return true
	}
	before := r.before(i)
	if before < 0 {
		return false
	}
	b := &r.s.elems[before]
	return b.sort == defTerm || r.repeats(i) || r.controls(before, i) || r.controlBefore(before) ||
		e.sort == list && r.s.elems[e.up].sort == listItem && !b.is(hidden) && b.text+b.link > 0 // a branch of a tree
}

// controls reports whether an element is a control, or holds one or a link to the
// panel that stands behind it.
func (r *reader) controls(i, panel int32) bool {
	id := attr(r.s.elems[panel].n, "id")
	for k := i; k < r.s.elems[i].end; k++ {
		e := &r.s.elems[k]
		if e.is(toggle) || e.sort == anchor && attr(e.n, "href") == "#"+id {
			return true
		}
	}
	return false
}

// controlBefore reports a line of words between a control, often only a sign such as
// "+", and what it opens.
func (r *reader) controlBefore(words int32) bool {
	e, k := &r.s.elems[words], r.before(words)
	return k >= 0 && r.s.elems[k].is(toggle) && !e.is(hidden|panel|hasBlock) && e.text+e.link <= 300
}

// onlyControl reports a control that is no word of the line it stands in: a sign, or words
// that only say what it does beside others.
func (r *reader) onlyControl(e *element) bool {
	if e.text > 0 && e.text <= 3 && e.sort == inline && r.cell == nil && r.run.empty() && strings.Contains(" + [+] ⊞ ＋ ▼ ▾ ", " "+plainText(e.n, 8)+" ") {
		return true
	}
	return e.is(toggle) && (r.onlySign(e) || (r.rank > 0 || r.item != nil) && r.owner != nil && onlyOpens(e) && plainText(r.owner, 80) != plainText(e.n, 80))
}

// onlySign reports an element whose text is a sign, with no letters or digits.
func (r *reader) onlySign(e *element) bool {
	return e.text+e.link > 0 && e.text+e.link <= 6 && sign(plainText(e.n, 8))
}

// underControl reports the panel below a heading or control that opens it: headings
// in it stand below that one, whatever their rank.
func (r *reader) underControl(i int32) bool {
	e := &r.s.elems[i]
	if r.region != Main || r.cell != nil || !e.is(panel) && !r.s.opened[attr(e.n, "id")] {
		return false
	}
	k := r.before(i)
	if k < 0 || r.lastRank == 0 {
		return false
	}
	c := &r.s.elems[k]
	if sameFrame(c, e) {
		return false // the panel before
	}
	if c.is(toggle) && e.is(toggle) && c.sort != heading {
		return false // two that are opened, side by side
	}
	return c.text+c.link > 0 && c.text+c.link <= 300 && r.onlyTitle(k)
}

// onlyTitle reports an element whose words are all those of a heading or control in it.
func (r *reader) onlyTitle(i int32) bool {
	whole := &r.s.elems[i]
	for k := i; k < whole.end; k++ {
		if e := &r.s.elems[k]; (e.sort == heading || e.is(toggle)) && e.text+e.link == whole.text+whole.link {
			return true
		}
	}
	return false
}

// before is the element before i under the same parent, -1 if there is none.
func (r *reader) before(i int32) int32 {
	k := r.s.elems[i].prev
	for k >= 0 && r.s.elems[k].sort == skipped {
		k = r.s.elems[k].prev
	}
	return k
}

// repeats reports whether the neighbours make a list of headings, each with its
// hidden panel: side by side, or each pair in an element of its own; or of other short
// lines, set alike, with hidden panels set alike.
func (r *reader) repeats(i int32) bool {
	head := r.before(i)
	prev, next := r.before(head), r.sibling(i)
	if r.s.elems[head].sort != heading {
		return prev >= 0 && r.twins(prev, i) && r.twins(r.before(prev), head) || next >= 0 && r.twins(next, head) && r.twins(r.sibling(next), i) ||
			prev < 0 && next < 0 && (r.twinPair(r.before(r.s.elems[i].up), head, i) || r.twinPair(r.sibling(r.s.elems[i].up), head, i))
	}
	if prev >= 0 && r.s.elems[prev].is(hidden) || r.hiddenBelow(next) {
		return true
	}
	up := r.s.elems[i].up
	for _, pair := range [...]int32{r.before(up), r.sibling(up)} {
		if pair >= 0 && int(pair)+1 < len(r.s.elems) && r.s.elems[pair+1].up == pair && r.hiddenBelow(pair+1) {
			return true
		}
	}
	return false
}

// twins reports two elements set alike, by a class: both hidden, or short lines.
func (r *reader) twins(a, b int32) bool {
	if a < 0 || b < 0 {
		return false
	}
	x, y := &r.s.elems[a], &r.s.elems[b]
	if class := attr(x.n, "class"); class == "" || x.n.DataAtom != y.n.DataAtom || class != attr(y.n, "class") || x.is(hidden) != y.is(hidden) {
		return false
	}
	return x.is(hidden) || x.text+x.link <= 120 && y.text+y.link <= 120 && x.sort.isBlock()
}

// twinPair reports an element that begins with a line and a hidden panel set alike.
func (r *reader) twinPair(frame, head, panel int32) bool {
	first := frame + 1
	return frame >= 0 && int(first) < len(r.s.elems) && r.s.elems[first].up == frame && r.twins(first, head) && r.twins(r.sibling(first), panel)
}

// hiddenBelow reports a heading with a hidden element behind it.
func (r *reader) hiddenBelow(head int32) bool {
	if head < 0 || r.s.elems[head].sort != heading {
		return false
	}
	next := r.sibling(head)
	return next >= 0 && r.s.elems[next].is(hidden)
}
