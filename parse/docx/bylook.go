package docx

import (
	"fmt"
	"sort"
	"strings"

	"manualwatch/parse"
)

// A blockLook is how a short paragraph is set: at is its index in the document.
type blockLook struct {
	at   int
	size int // half points
	bold bool
}

// noteLook remembers a paragraph that looks like a heading or a title.
func (r *reader) noteLook(b parse.Block, p *paragraph) {
	if r.depth > 0 || r.region != parse.Main || b.Kind == parse.Row || b.Region != parse.Main || r.class != "" {
		return
	}
	if b.Kind != parse.Paragraph && (b.Kind != parse.Item || b.Marker == "") || b.Class != "" {
		return
	}
	large := p.size >= r.styles.body()+4
	if !b.Bold && !large || len(strings.Fields(b.Text)) > 14 || strings.ContainsAny(b.Text[len(b.Text)-1:], ".;:,") {
		return
	}
	if !strings.ContainsFunc(b.Text, isWordRune) || strings.Contains(b.Text, "\n") {
		return
	}
	r.looks = append(r.looks, blockLook{len(r.doc.Blocks) - 1, p.size, b.Bold})
}

// body returns the type size of plain text.
func (s *styleSheet) body() int { return cmpOr(s.look("").size, s.size) }

// titleByLook makes a large first paragraph the title of a document whose title
// has no style.
func (r *reader) titleByLook() {
	if len(r.looks) == 0 || hasHeading(r.doc, func(b parse.Block) bool { return b.Class == "title" }) {
		return
	}
	l := r.looks[0]
	if l.size < r.styles.body()*14/10 || proseBefore(r.doc.Blocks[:l.at]) > 0 {
		return
	}
	for _, o := range r.looks[1:] {
		if o.size >= l.size {
			return // one of several, not the title
		}
	}
	b := &r.doc.Blocks[l.at]
	asHeading(b, 1)
	b.Class = "title"
	r.looks = r.looks[1:]
}

// headingsByLook makes headings of short bold or large paragraphs where nobody
// used the heading styles; the larger the type, the higher the rank. One alone
// may be anything.
func (r *reader) headingsByLook() {
	styled := hasHeading(r.doc, func(b parse.Block) bool { return b.Class != "title" })
	if styled || len(r.looks) < 2 {
		return
	}
	ranks := map[int]int{}
	var sizes []int
	for _, l := range r.looks {
		if _, seen := ranks[l.size]; !seen {
			ranks[l.size] = 0
			sizes = append(sizes, l.size)
		}
	}
	sort.Sort(sort.Reverse(sort.IntSlice(sizes)))
	for i, s := range sizes {
		ranks[s] = i + 2
	}
	for _, l := range r.looks {
		asHeading(&r.doc.Blocks[l.at], ranks[l.size])
		r.doc.Blocks[l.at].Group = 0
	}
	r.finding("headings_by_look", fmt.Sprintf("no heading has a style; %d short bold or large paragraphs were read as headings", len(r.looks)))
}

func hasHeading(d *parse.Document, is func(parse.Block) bool) bool {
	for _, b := range d.Blocks {
		if b.Kind == parse.Heading && b.Region == parse.Main && is(b) {
			return true
		}
	}
	return false
}
