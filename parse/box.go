package parse

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// boxLabel are the labels of boxed passages that manuals print above a chapter, folded.
// Of letters in either case the table of a pattern is sure, of small ones it is not.
var boxLabel = pattern.New(`(?i)^(?:scope(?: of (?:this|the) (?:chapter|procedure|policy|guidance|section|protocol))?|rel(?:ated|evant) (?:(?:local|national|other|key|statutory|practice) )?(?:guidance|chapters?|procedures?|polic(?:y|ies)|protocols?|information|documents?|links|legislation|law|standards?|regulations?|resources?|forms)(?:(?:,| and| &|/) ?[a-z ,&/]{3,40})?|amendments?(?: (?:to|in) this (?:chapter|procedure|policy|page|section))?|(?:show|hide|view) amendments|summary of (?:changes|amendments)|amendment history|recent amendments|(?:regulations?|standards?|quality standards?)(?: and (?:regulations?|standards?|quality standards?))?)$`)

// firmLabel are those that are a box's label even where they are set as a heading
// with no frame around.
var firmLabel = pattern.New(`(?i)^(?:scope of (?:this|the) |amendments?(?: (?:to|in) this |$)|(?:show|hide|view) amendments)`)

// firmStart is how a box begins that stands in an element for side matters.
var firmStart = pattern.New(`^(?:scope of (?:this|the) |rel(?:ated|evant) (?:(?:local|national|key|statutory) )?(?:guidance|chapters?|procedures?|policies|legislation|law|regulations?|standards?)\b|amendments?\b)`)

// boxed gives the blocks from index from on, which one element holds, the form of
// a box if the first of them is a label.
func (r *reader) boxed(i int32, from int) {
	blocks := r.doc.Blocks[from:]
	e := &r.s.elems[i]
	if len(blocks) < 2 || r.region != Main || r.isRoot(i) {
		return
	}
	admonished := r.admonishes(i, from)
	if admonished {
		blocks[0].Kind, blocks[0].Level, blocks[0].Bold = Paragraph, 0, true
	}
	if !mayLabel(&blocks[0]) {
		return
	}
	if admonished || captioned(blocks) && (framed(e) || r.setApart(i)) {
		r.groups++
		for k := range blocks {
			blocks[k].BoxGroup = r.groups
		}
		return
	}
	if !isLabel(&blocks[0], false) && !(isLabel(&blocks[0], true) && (framed(e) || isCapitals(blocks[0].Text) && r.setApart(i))) || len(blocks) > 12 && !boxLabel.MatchString(strings.Trim(fold(blocks[0].Text), " :.")) {
		return
	}
	for k := 1; k < len(blocks); k++ {
		if b := &blocks[k]; b.Kind == Heading || b.BoxGroup != 0 || b.Bold && b.Kind == Item && blocks[0].Kind == Item && b.Level == blocks[0].Level {
			return
		}
	}
	if blocks[0].Kind == Heading && r.oneOfMany(i) && !firmLabel.MatchString(strings.Trim(fold(blocks[0].Text), " :.")) {
		return
	}
	r.groups++
	setBox(blocks, r.groups)
}

// admonition is the label of a passage that says how it is to be taken, and not what it is
// about.
var admonition = pattern.New(`^(?:(?:please |important )?note|important(?: information)?|(?:practice )?tips?|hints?|warning|caution|danger|attention|remember|reminder|n\.? ?b)$`)

// admonishes reports a box that is named as one and opens with such a label in the dress of
// a heading, its only one: the label is a line of the text, and no heading of the chapter. A
// heading that is itself named as the title of an alert is one, whatever it says, and so is that
// of an <aside> to the text, and one of a rank that skips those of the chapter's headings.
func (r *reader) admonishes(i int32, from int) bool {
	e, blocks := &r.s.elems[i], r.doc.Blocks[from:]
	label := &blocks[0]
	if label.Kind != Heading || label.Level == 1 || len(label.Text) > 60 || len(label.Links) > 0 {
		return false
	}
	if AnyBlock(blocks[1:], func(b *Block) bool { return b.Kind == Heading }) {
		return false
	}
	if headsAlert(e.n) || framed(e) && (e.n.DataAtom == atom.Aside || r.skipsRanks(label.Level, from)) && r.headsBox(i, label) {
		return true
	}
	said := strings.Trim(fold(label.Text), " :.!")
	if len(label.Text) > 24 || !admonition.MatchString(said) {
		return false
	}
	return framed(e) || slices.Contains(strings.FieldsFunc(lowerASCII(names(e.n)), func(c rune) bool { return c == ' ' || c == '-' || c == '_' }), said)
}

// headsBox reports the heading of a box that is neither numbered nor a label of its own, over more
// than links, and none of many such boxes.
func (r *reader) headsBox(i int32, label *Block) bool {
	e := &r.s.elems[i]
	return !e.is(panel) && e.link*2 <= e.text && !numbered(label.Text) && !isLabel(label, true) && !r.oneOfMany(i)
}

// skipsRanks reports a heading of a box that is two ranks or more below what heads the text
// before it, on a page with headings of the ranks between.
func (r *reader) skipsRanks(rank, from int) bool {
	above := 1
	for k := from - 1; k >= 0; k-- {
		if r.doc.Blocks[k].Kind == Heading {
			above = r.doc.Blocks[k].Level
			break
		}
	}
	if rank < above+2 {
		return false
	}
	between := 0
	for k := r.root; k >= 0 && k < r.s.elems[r.root].end; k++ {
		if e := &r.s.elems[k]; e.sort == heading && e.text+e.link > 0 && headingRank(e.n) > above && headingRank(e.n) < rank {
			between++
		}
	}
	return between >= ownHeadings
}

// alertTitle is how frameworks call the heading of an alert: Bootstrap, Drupal, Sphinx and others.
var alertTitle = pattern.New(`(?:^|[ _-])(?:alert|admonition|callout)[_-]{1,2}(?:heading|title|header)(?:$| )`)

// headsAlert reports an element that begins with a heading named so.
func headsAlert(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return headingRank(c) > 0 && alertTitle.MatchString(lowerASCII(attr(c, "class")))
		}
	}
	return false
}

// oneOfMany reports an element beside another with a heading and the same class that
// is no box of a chapter: one section among sections. Each may stand alone in elements of its
// own, one in the other.
func (r *reader) oneOfMany(i int32) bool {
	for top := i; top >= 0 && !r.isRoot(top); top = r.s.elems[top].up {
		before, after := r.before(top), r.sibling(top)
		for _, k := range []int32{before, after} {
			if k = r.counterpart(i, top, k); k < 0 || r.s.elems[k].heads == 0 {
				continue
			}
			if t := plainText(r.s.elems[k].n, 60); t != "" && !opensLabel(t) {
				return true
			}
		}
		if before >= 0 || after >= 0 {
			return false
		}
	}
	return false
}

// counterpart is the element that stands in k as i stands in top, where all of them down to it
// are set alike; -1 if there is none.
func (r *reader) counterpart(i, top, k int32) int32 {
	if i != top && k >= 0 {
		up := r.counterpart(r.s.elems[i].up, top, k)
		if k = up + 1; up < 0 || int(k) >= len(r.s.elems) || r.s.elems[k].up != up {
			return -1
		}
	}
	if k < 0 || r.s.elems[k].n.DataAtom != r.s.elems[i].n.DataAtom || !sameClass(uncounted(attr(r.s.elems[k].n, "class")), uncounted(attr(r.s.elems[i].n, "class"))) {
		return -1
	}
	return k
}

// uncounted are the classes of an element without the numbers at their ends, as programs give
// each element one of its own: "box-wrapper-70058".
func uncounted(class string) string {
	if !strings.ContainsAny(class, "0123456789") {
		return class
	}
	names := strings.Fields(class)
	for i := range names {
		names[i] = strings.TrimRight(names[i], "0123456789")
	}
	return strings.Join(names, " ")
}

// sameClass reports two classes that differ at most in what they say of the state of an
// element: the first of some panels stands open.
func sameClass(a, b string) bool {
	return a == b || slices.Equal(slices.DeleteFunc(strings.Fields(a), stateWord.MatchString), slices.DeleteFunc(strings.Fields(b), stateWord.MatchString))
}

// stateWord is a class of what is open, or comes first.
var stateWord = pattern.New(`(?i)^(?:[a-z]+[-_]{1,2})*(?:active|open|opened|shown?|current|selected|expanded|collapsed|closed|first|last)$`)

// captioned reports a passage below a bold line that is no label of a chapter's box:
// a caption, and nothing else in it is set apart.
func captioned(blocks []Block) bool {
	if len(blocks) > 12 || !blocks[0].Bold || isLabel(&blocks[0], true) || numbered(blocks[0].Text) {
		return false
	}
	for k := 1; k < len(blocks); k++ {
		if b := &blocks[k]; b.Kind == Heading || b.Bold || b.BoxGroup != 0 {
			return false
		}
	}
	return true
}

// setApart reports a <div> that holds a passage apart from the text, whatever it is called: on a
// page with headings, which are no bold lines, or between headings and paragraphs that stand
// without one; and it is none of a row of such.
func (r *reader) setApart(i int32) bool {
	if r.s.elems[i].n.DataAtom != atom.Div || r.s.elems[i].up < 0 || r.oneOfMany(i) {
		return false
	}
	if r.framesParagraph(i) || r.alikeBeside(i, r.before)+r.alikeBeside(i, r.sibling)+1 >= leastRow {
		return false
	}
	return r.hasHeadings() || r.amongText(i)
}

// framesParagraph reports an element around one paragraph beside another such: a builder puts each
// paragraph in a frame, and none is apart.
func (r *reader) framesParagraph(i int32) bool {
	one := func(k int32) bool {
		for k >= 0 && r.s.elems[k].n.DataAtom == atom.Div {
			if k++; k >= int32(len(r.s.elems)) || r.s.elems[k].end != r.s.elems[r.s.elems[k].up].end {
				return false
			}
		}
		return k >= 0 && r.s.elems[k].n.DataAtom == atom.P
	}
	for r.before(i) < 0 && r.sibling(i) < 0 && r.s.elems[i].up >= 0 && !r.isRoot(r.s.elems[i].up) {
		i = r.s.elems[i].up
	}
	before, after := r.before(i), r.sibling(i)
	return one(i) && (before >= 0 && one(before) || after >= 0 && one(after))
}

// leastRow is how many columns or steps, each below a bold line, make a row that is the text.
const leastRow = 3

// alikeBeside counts the elements right beside one, on the way that next goes, which have its
// class and begin with a bold line as it does, as far as they matter.
func (r *reader) alikeBeside(i int32, next func(int32) int32) int {
	n := 0
	for k := next(i); k >= 0 && n < leastRow && sameClass(attr(r.s.elems[k].n, "class"), attr(r.s.elems[i].n, "class")); k = next(k) {
		first := k + 1
		for first < r.s.elems[k].end && r.s.elems[first].n.DataAtom == atom.Div {
			first++
		}
		if first == r.s.elems[k].end || !holdsBold(r.s.elems[first].n) {
			break
		}
		n++
	}
	return n
}

// amongText reports an element beside which headings and paragraphs stand.
func (r *reader) amongText(i int32) bool {
	const paragraph = 60 // bytes of one that is a <div>
	heads, paragraphs := 0, 0
	up := r.s.elems[i].up
	for k := up + 1; k < r.s.elems[up].end; k = r.s.elems[k].end {
		e := &r.s.elems[k]
		div := e.n.DataAtom == atom.Div && !e.is(hasBlock)
		switch {
		case e.sort == heading && !e.isTitle(), e.n.DataAtom == atom.P && holdsBold(e.n), div && new(Look).utilities(attr(e.n, "class")):
			heads++
		case e.n.DataAtom == atom.P, div && e.text > paragraph:
			paragraphs++
		}
	}
	return heads > 0 && paragraphs > 0
}

// holdsBold reports an element that holds one in bold type and nothing else.
func holdsBold(n *html.Node) bool {
	c := n.FirstChild
	return c != nil && c.NextSibling == nil && (c.DataAtom == atom.Strong || c.DataAtom == atom.B)
}

// setBox makes a label of the first block and content of the others.
func setBox(blocks []Block, group int) {
	blocks[0].Kind, blocks[0].Level = Box, 0
	for k := range blocks {
		blocks[k].BoxGroup = group
		if blocks[k].Group == 0 {
			blocks[k].Group = group
		}
	}
}

// framed reports an element that people see as a box: by its name, or because it
// is made for that.
func framed(e *element) bool {
	switch e.n.DataAtom {
	case atom.Fieldset, atom.Aside, atom.Table, atom.Details, atom.Blockquote:
		return true
	}
	c := lowerASCII(names(e.n))
	for _, w := range []string{"box", "callout", "panel", "inset", "alert", "notice", "well", "info", "highlight", "shade", "note", "card", "scope", "related", "relevant", "amend"} {
		if strings.Contains(c, w) {
			return true
		}
	}
	style := attr(e.n, "style")
	return strings.Contains(style, "border") || strings.Contains(style, "background")
}

// isLabel reports whether a block can be the label of a box: words of the
// vocabulary, or in a frame any short line in bold capitals.
func isLabel(b *Block, frame bool) bool {
	if !mayLabel(b) {
		return false
	}
	if opensLabel(b.Text) {
		t := strings.Trim(fold(b.Text), " :.")
		if boxLabel.MatchString(t) {
			return frame || firmLabel.MatchString(t) && !(b.Kind == Heading && strings.HasPrefix(t, "scope")) || b.Kind != Heading && !hasDigit(b.Marker) && (b.Bold || isCapitals(b.Text))
		}
	}
	return frame && b.Kind == Paragraph && b.Bold && isCapitals(b.Text) && !isContentsLabel(b) && !numbered(b.Text)
}

// mayLabel is a cheap test for the label of a box: a short line that begins with a
// word of the vocabulary, or a bold one.
func mayLabel(b *Block) bool {
	return len(b.Text) <= 70 && b.Text != "" && b.Kind != Row && b.Kind != Image && b.Kind != Box && !(b.Kind == Heading && b.Level == 1) &&
		(b.Kind == Paragraph && b.Bold || opensLabel(b.Text))
}

// opensLabel reports whether a line begins with one of the words that boxLabel
// begins with.
func opensLabel(s string) bool {
	if strings.IndexByte("sravhqSRAVHQ", s[0]) < 0 {
		return false
	}
	var room [12]byte
	word, _, _ := strings.Cut(s, " ")
	switch string(lowerInto(room[:], strings.TrimRight(word, ":."))) {
	case "scope", "related", "relevant", "amendment", "amendments", "show", "hide", "view", "summary", "recent", "regulation", "regulations", "standard", "standards", "quality":
		return true
	}
	return strings.ContainsAny(word, "\u00ad\n")
}

// isCapitals reports a text with capitals and without small letters.
func isCapitals(s string) bool {
	upper := false
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		upper = upper || unicode.IsUpper(c)
	}
	return upper
}

// markLooseBoxes finds boxes without an element around them: the label, and what
// follows it up to the next heading, label or list of contents.
func markLooseBoxes(doc *Document, groups *int) {
	chapter := sync.OnceValue(func() bool { return isChapter(doc) })
	var set []Look // of the bold lines so far that are no labels
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main || b.BoxGroup != 0 {
			continue
		}
		if !isLabel(b, false) {
			if b.Bold && b.Kind == Paragraph && len(b.Text) < 100 {
				set = append(set, b.Look)
			}
			continue
		}
		if b.Kind == Item && oneOfTerms(doc.Blocks[i+1:], b) {
			continue
		}
		if b.Bold && slices.Contains(set, b.Look) && !firmLabel.MatchString(strings.Trim(fold(b.Text), " :.")) {
			continue // a heading, set like those before it
		}
		end := i + 1
		for end < len(doc.Blocks) && inBox(&doc.Blocks[end]) {
			end++
		}
		if end == i+1 || b.Kind == Heading && hasRow(doc.Blocks[i:end]) && !chapter() {
			continue
		}
		*groups++
		setBox(doc.Blocks[i:end], *groups)
	}
}

// oneOfTerms reports an item that a bold one of the same list follows: a term of a
// list that holds the text.
func oneOfTerms(after []Block, b *Block) bool {
	return AnyBlock(after, func(o *Block) bool { return o.Kind == Item && o.Bold && o.Group == b.Group && o.Level == b.Level })
}

// inBox reports a block that can go on a box without an element of its own.
func inBox(b *Block) bool {
	return b.Region == Main && b.Kind != Heading && b.Kind != Box && b.BoxGroup == 0 && !isLabel(b, false)
}

func hasRow(blocks []Block) bool {
	for k := range blocks {
		if blocks[k].Kind == Row {
			return true
		}
	}
	return false
}

// isChapter reports a page with headings enough that are not of amendments, so that
// a table under "Amendments" is not what the page is for.
func isChapter(doc *Document) bool {
	n := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region == Main && b.Kind == Heading && b.Level > 1 && !amendmentHead.MatchString(fold(b.Text)) {
			n++
		}
	}
	return n >= 2
}

// amendmentHead are headings of pages that list amendments.
var amendmentHead = pattern.New(`scope|related|amend|update|change|new |release|archive|local|shared|(?:^|[^0-9.])(?:19|20)\d\d\b`)
