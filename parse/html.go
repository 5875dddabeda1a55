package parse

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"manualwatch/parse/htmltree"
)

// maxHTML bounds what is read of a page: a hundred times the largest manual on one
// page that is known.
const maxHTML = 64 << 20

// readHTML reads a page: decode, build the tree, survey it, find the main region,
// write down the blocks, and judge them together.
func readHTML(in Input, typ string) (*Document, error) {
	raw, cut := in.Body, len(in.Body) > maxHTML
	if cut {
		raw = raw[:maxHTML]
	}
	body, findings := toUTF8(raw, in.MediaType)
	if cut {
		findings = append(findings, Finding{Code: FindingCut, Detail: "only the first " + strconv.Itoa(maxHTML>>20) + " MiB of the page were read"})
	}
	tree, deep, err := parseTree(body)
	if err != nil {
		return nil, err
	}
	defer tree.Release()
	root := tree.Root
	if deep {
		findings = append(findings, Finding{Code: FindingDeep, Detail: "elements nested deeper than " + strconv.Itoa(maxDepth) + " were read as one level"})
	}
	raiseHeadings(root)
	marks, rules, more := applyRules(root, in)
	findings = append(findings, more...)
	s := newSurvey(root, marks, rules, len(body))
	defer s.release()
	doc := newDocument(in, typ)
	doc.Label = s.head.label()
	doc.Meta = s.head.meta
	if doc.Meta == nil {
		doc.Meta = map[string]string{}
	}
	doc.Findings = findings
	r := &reader{s: s, doc: doc, links: newResolver(doc.FinalURL, s.head.base), verbatim: rulesOf(in.Platform).verbatim, listed: in.Selectors["contents"] != ""}
	doc.Next = r.links.resolve(s.head.next)
	r.read()
	r.judge()
	doc.settleFrames()
	return doc, nil
}

// newDocument fills in what is known before reading.
func newDocument(in Input, typ string) *Document {
	return &Document{URL: in.URL, FinalURL: cmp.Or(in.FinalURL, in.URL), MediaType: typ, SHA256: in.SHA256, Meta: map[string]string{}}
}

// A reader walks the tree in step with the survey and writes down blocks.
type reader struct {
	s        *survey
	doc      *Document
	links    resolver
	verbatim bool // see rules
	listed   bool // the register names the list of contents

	next    int32 // element that comes next
	roots   []int32
	root    int32 // main region the walk is in
	frames  int32 // element whose children are the parts of the main region
	part    int   // part the walk is in
	entries []int // elements made alike that the walk is in, see Block.Entries
	named   int   // element outside the text that the walk is in, see Block.Named
	region  Region
	over    int // block before which the article ended that holds most of the text, 0 without one
	run     run
	bold    int // depth of bold elements
	link    *html.Node
	owner   *html.Node // innermost block element
	ids     []string   // anchors that wait for a block
	notes   []string   // places of the footnotes to which the text leads

	rank     int // rank of the heading that is being read, 0 outside
	floor    int // least rank of headings in the panel that is being read
	lastRank int // rank of the last heading of the main region
	openers  []openerLevel
	panels   map[int32]int32 // panels with a tab, and the tab of each
	tabs     map[string]bool // ids of those panels
	paired   map[int32]bool  // rows of tabs whose panels stand in their order
	pairs    map[int32]bool  // elements asked whether they hold a row of lines with a text each
	prose    map[int32]bool  // rows of panels asked whether they are prose beside the text
	item     *item
	items    []item // room for those to come
	depth    int    // nesting of lists
	list     *listState
	cell     *Cell // cell that is being read
	marker   string
	unnamed  string // see Block.Unnamed, of the block that comes next
	groups   int
	tables   int
	labels   map[int32]bool // elements that only repeat the name of their column
	grid     int32          // parent of the last row that is no table's
	lost     int            // bytes of text of the main region left out on purpose
	kept     int            // bytes of text of the main region in blocks
}

// read walks the page.
func (r *reader) read() {
	r.region = Furniture
	r.roots = r.s.mainRoots()
	r.tabsOf()
	r.doc.Blocks = make([]Block, 0, r.s.blocks+8)
	r.run.slab = make([]Link, r.s.links)
	r.run.links = r.run.slab[:0]
	r.run.reset()
	r.root = -1
	if len(r.s.elems) > 0 {
		r.element(r.s.elems[0].n)
	}
	r.flush()
	if len(r.roots) > 0 && r.s.elems[r.roots[0]].n.DataAtom == atom.Body {
		r.find(FindingNoMain, "no part of the page stands out as its text; all of it was read")
	}
	r.checkLoss()
	if r.lost >= 200 {
		r.find(FindingHidden, strconv.Itoa(r.lost)+" bytes of text in the main region are not shown and were left out")
	}
}

// checkLoss compares the text that the survey saw in the main region with the text
// in blocks. The survey counts the spaces of the source as well; only where the two
// differ much are they counted exactly.
func (r *reader) checkLoss() {
	seen := 0
	for _, i := range r.roots {
		seen += int(r.s.elems[i].text + r.s.elems[i].link)
	}
	if missing := seen - r.lost - r.kept; missing <= 200 || missing*10 <= seen {
		return
	}
	seen, kept := 0, 0
	for _, i := range r.roots {
		seen += len(strings.Join(strings.Fields(plainText(r.s.elems[i].n, 1<<26)), ""))
	}
	for i := range r.doc.Blocks {
		kept += len(strings.Join(strings.Fields(r.doc.Blocks[i].Text), ""))
	}
	if missing := seen - r.lost - kept; missing > 200 && missing*10 > seen {
		r.find(FindingLoss, strconv.Itoa(missing)+" of "+strconv.Itoa(seen)+" bytes of the main region are in no block")
	}
}

// Finding codes of the walk.
const (
	// FindingLoss: text of the main region that fell into no block.
	FindingLoss = "text_lost"
	// FindingHidden: text of the main region is hidden by its markup and no
	// control opens it.
	FindingHidden = "hidden_text"
	// FindingDeep: the page is nested deeper than any page needs.
	FindingDeep = "deep_nesting"
	// FindingEmpty: a page without a word in its main region.
	FindingEmpty = "no_text"
)

func (r *reader) find(code, detail string) {
	r.doc.Findings = append(r.doc.Findings, Finding{Code: code, Detail: detail})
}

// children reads the content of an element.
func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.text(withoutShortcodes(c.Data))
		case html.ElementNode:
			r.run.seam = r.run.seam || c.PrevSibling != nil && c.PrevSibling.Type == html.ElementNode
			r.element(c)
		}
	}
}

// text adds inline text with the link it stands in.
func (r *reader) text(data string) {
	if r.link != nil && r.run.open < 0 && !blank(data) {
		r.run.openLink(r.links.resolve(attr(r.link, "href")), cleanText(attr(r.link, "title")))
	}
	r.run.add(data, r.bold > 0)
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			return strings.Trim(s, " \t\r\n\f\u00a0\u200b\ufeff") == ""
		}
	}
	return true
}

// element reads one element and its subtree.
func (r *reader) element(n *html.Node) {
	i := r.next
	r.next++
	e := &r.s.elems[i]
	if !r.labels[i] && (e.sort == skipped || r.unseen(i)) {
		r.leaveOut(i)
		return
	}
	if r.isTab(i) || r.labels[i] || r.saidByLink(i) {
		r.kept += int(e.text + e.link)
		r.next = e.end
		return
	}
	if e.sort.isBlock() || e.is(hasBlock) {
		if e.heads > 0 {
			r.numberAbove(i)
		} else {
			r.numberBeside(i)
		}
		r.flush() // before its anchors, which belong to what follows
		r.anchors(n)
		look, bold := r.run.look, r.bold
		if r.dress(e) {
			r.bold++
		}
		r.blockElement(i)
		r.run.look, r.bold = look, bold
	} else {
		r.anchors(n)
		look, bold := r.run.look, r.bold
		if r.dress(e) {
			r.bold++
		}
		r.inlineElement(i)
		r.run.look, r.bold = look, bold
	}
	r.next = e.end
}

// saidByLink reports the label of a switch right before a link of the same words: a menu shows the
// one on small screens, to open what is on the page, and the other on large ones.
func (r *reader) saidByLink(i int32) bool {
	e := &r.s.elems[i]
	if e.n.DataAtom != atom.Label || e.text == 0 || attr(e.n, "for") == "" {
		return false
	}
	next := r.sibling(i)
	if next < 0 || !r.s.elems[next].isLink() || r.s.elems[next].link != e.text {
		return false
	}
	const longest = 300
	return plainText(e.n, longest) == plainText(r.s.elems[next].n, longest)
}

// leaveOut passes over a subtree; words for screen readers stay as a hint.
func (r *reader) leaveOut(i int32) {
	e := &r.s.elems[i]
	if e.n.DataAtom == atom.Video && !r.unseen(i) {
		r.embedded(e.n)
	} else if e.hint == hintUnseen && !e.sort.isBlock() {
		if t := plainText(e.n, 80); t != "" {
			r.run.alts = append(r.run.alts, t)
			r.run.altAt = append(r.run.altAt, len(r.run.buf))
			r.run.srcs = append(r.run.srcs, "")
		}
	} else if e.sort != skipped && r.region == Main {
		r.lost += int(e.text + e.link)
	}
	r.next = e.end
}

// anchors notes the id and name of an element for the block that follows.
func (r *reader) anchors(n *html.Node) {
	for k := range n.Attr {
		a := &n.Attr[k]
		if a.Val == "" || a.Key != "id" && (a.Key != "name" || n.DataAtom != atom.A) || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			continue
		}
		if len(r.ids) == 0 || r.ids[len(r.ids)-1] != a.Val {
			r.ids = append(r.ids, a.Val)
		}
	}
}

// plainText is the text of a subtree on one line, cut at about max bytes.
func plainText(n *html.Node, max int) string {
	var b strings.Builder
	collect(n, &b, max)
	return cleanText(b.String())
}

func collect(n *html.Node, b *strings.Builder, max int) {
	for c := n.FirstChild; c != nil && b.Len() < max; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.Type == html.ElementNode && sortOf(c.DataAtom) != skipped {
			if sortOf(c.DataAtom).isBlock() {
				b.WriteByte(' ')
			}
			collect(c, b, max)
		}
	}
}

// parseTree builds the tree; a page nested too deeply for the parser is made
// flatter first.
func parseTree(body []byte) (tree htmltree.Tree, deep bool, err error) {
	if tree, err = htmltree.Parse(body); err == nil {
		return tree, false, nil
	}
	for _, depth := range []int{maxDepth, maxDepth / 4, 0} {
		if tree, err = htmltree.Parse(flatten(body, depth)); err == nil {
			return tree, true, nil
		}
	}
	return tree, true, err
}
