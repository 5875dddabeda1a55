package docx

import (
	"fmt"
	"sort"
	"strings"

	"manualwatch/parse"
)

// A blockLook is how a short paragraph is set: at is its index in the document.
type blockLook struct {
	at    int
	size  int // half points
	bold  bool
	slant bool   // italic or underlined
	lined bool   // underlined
	style string // its style, "" for the default one
}

// height orders looks by how high a reader takes a heading to stand.
// Of two set alike but for that, the underlined one stands above the one in italics.
func (l *blockLook) height() int {
	return 6*l.size + 3*boolInt(l.bold) + 2*boolInt(!l.slant) + boolInt(l.slant && l.lined)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A lookReader tells headings by how they are set, where no style says what they are.
type lookReader struct {
	looks    []blockLook    // of short paragraphs that may be headings without a style
	inCell   *blockLook     // of the last paragraph of a cell, nil if it is set as text is
	used     map[string]int // paragraphs of the text by style
	outlined [7]int         // largest type size of headings by level, in half points
	body     func() int     // type size of plain text, in half points
}

func (r *reader) looksOfWord() lookReader {
	return lookReader{used: map[string]int{}, body: func() int { return r.styles.body() }}
}

// saying has the names that Word and OpenDocument keep, in every language, for the styles
// of quotations and captions: however large or bold they are set, they head nothing.
var saying = map[string]bool{"quote": true, "intense quote": true, "quotations": true, "caption": true}

// noteLook remembers a paragraph that looks like a heading or a title; style is the name
// of its style, "" for that of plain text.
func (r *writer) noteLook(b parse.Block, p *textBuilder, style string) {
	r.inCell = nil
	if r.depth > 1 || r.region != parse.Main || b.Kind == parse.Row || b.Region != parse.Main || r.class != "" {
		return
	}
	if r.depth == 0 {
		r.used[style]++
		if b.Kind == parse.Heading && b.Class == "" {
			r.outlined[b.Level] = max(r.outlined[b.Level], p.size)
		}
	}
	if b.Kind != parse.Paragraph && (b.Kind != parse.Item || b.Marker == "") || b.Class != "" || saying[strings.ToLower(strings.ReplaceAll(style, "_20_", " "))] {
		return
	}
	large := p.size >= r.body()+4
	lined := !p.bare && len(b.Links) == 0
	if !b.Bold && !large && !lined || len(strings.Fields(b.Text)) > 14 || strings.ContainsAny(b.Text[len(b.Text)-1:], ".;:,") {
		return
	}
	if !strings.ContainsFunc(b.Text, isWordRune) || strings.Contains(b.Text, "\n") {
		return
	}
	l := blockLook{len(r.doc.Blocks) - 1, p.size, b.Bold, p.slant && !p.upright, !p.bare, style}
	if r.depth > 0 {
		r.inCell = &l // where it will stand is known when the table is written
		return
	}
	r.looks = append(r.looks, l)
}

// titleByLook makes a large first paragraph the title of a document whose title
// has no style.
func (r *writer) titleByLook() {
	if len(r.looks) == 0 || hasHeading(r.doc, func(b parse.Block) bool { return b.Class == "title" }) {
		return
	}
	l := r.looks[0]
	if l.size < r.body()*14/10 || proseBefore(r.doc.Blocks[:l.at]) > 0 {
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
func (r *writer) headingsByLook() {
	if hasHeading(r.doc, func(b parse.Block) bool { return b.Class != "title" }) {
		r.headingsByStyle()
		return
	}
	if len(r.looks) < 2 {
		return
	}
	ranks := ranksOf(r.looks)
	for _, l := range r.looks {
		asHeading(&r.doc.Blocks[l.at], ranks[l.height()]+1)
		r.doc.Blocks[l.at].Group = 0
	}
	r.finding("headings_by_look", fmt.Sprintf("no heading has a style; %d short bold or large paragraphs were read as headings", len(r.looks)))
}

// mostRanks is how many ranks of headings there are below that of the title.
const mostRanks = 5

// A notePlace is where a block of a note stands, and after which block it was cited.
type notePlace struct{ at, from int }

// cited remembers that n notes were cited in the block written last.
func (w *writer) cited(n int) {
	for range n {
		w.citedAfter = append(w.citedAfter, len(w.doc.Blocks)-1)
	}
}

// writeNote adds a block of the k-th of the notes that are being written.
func (w *writer) writeNote(k int, b parse.Block) {
	if w.depth == 0 && k < len(w.citedAfter) {
		w.notePlaces = append(w.notePlaces, notePlace{len(*w.out), w.citedAfter[k]})
	}
	*w.out = append(*w.out, b)
}

// placeNotes moves notes before the first heading after the place where they are cited,
// where only its look told that it is one.
func (w *writer) placeNotes() {
	blocks := w.doc.Blocks
	next := make([]int, len(blocks)+1) // the first heading from each block on
	next[len(blocks)] = len(blocks)
	for i := len(blocks) - 1; i >= 0; i-- {
		if next[i] = next[i+1]; blocks[i].Kind == parse.Heading && blocks[i].Region == parse.Main {
			next[i] = i
		}
	}
	before, moved := map[int][]parse.Block{}, map[int]bool{}
	for _, n := range w.notePlaces {
		if n.at < len(blocks) && next[n.from+1] < n.at {
			before[next[n.from+1]] = append(before[next[n.from+1]], blocks[n.at])
			moved[n.at] = true
		}
	}
	if len(moved) == 0 {
		return
	}
	out := make([]parse.Block, 0, len(blocks))
	for i := range blocks {
		out = append(out, before[i]...)
		if !moved[i] {
			out = append(out, blocks[i])
		}
	}
	w.doc.Blocks = out
}

// ranksOf counts the heights of looks from the highest, which is 1. Of more than there are
// ranks those that come once, as lines of a cover do, share the rank of what is set lower.
func ranksOf(looks []blockLook) map[int]int {
	times := map[int]int{}
	var heights []int
	for _, l := range looks {
		if times[l.height()]++; times[l.height()] == 1 {
			heights = append(heights, l.height())
		}
	}
	sort.Sort(sort.Reverse(sort.IntSlice(heights)))
	shared := map[int]bool{}
	for i := len(heights) - 2; i >= 0 && len(heights)-len(shared) > mostRanks; i-- {
		if times[heights[i]] == 1 {
			shared[heights[i]] = true
		}
	}
	ranks, rank := map[int]int{}, 1
	for _, h := range heights {
		if ranks[h] = rank; !shared[h] {
			rank++
		}
	}
	return ranks
}

// headingsByStyle makes headings of what looks like them beside headings that have an
// outline level: the paragraphs of a style that is used for nothing else, and lines of
// the text's own style, three or more set alike, that stand above passages. They stand
// below what is set larger.
func (r *writer) headingsByStyle() {
	alike, lines, above := map[string]int{}, map[int]int{}, map[int]int{}
	own := r.textStyle()
	for i := range r.looks {
		if r.looks[i].style == own {
			r.looks[i].style = ""
		}
	}
	for _, l := range r.looks {
		alike[l.style]++
		if l.style == "" {
			lines[l.height()]++
			above[l.height()] += boolInt(r.abovePassage(l.at))
		}
	}
	var found []blockLook
	for _, l := range r.looks {
		h := l.height()
		if l.style != "" && alike[l.style] >= 2 && alike[l.style] == r.used[l.style] || l.style == "" && lines[h] >= 3 && above[h]*5 >= lines[h]*4 {
			found = append(found, l)
		}
	}
	ranks := ranksOf(found)
	for _, l := range found {
		above := 0
		for level, size := range r.outlined {
			if size >= l.size {
				above = max(above, level)
			}
		}
		asHeading(&r.doc.Blocks[l.at], above+ranks[l.height()])
	}
}

// textStyle is the style in which most paragraphs are set: that of the text.
func (r *lookReader) textStyle() string {
	most := ""
	for style, n := range r.used {
		if n > r.used[most] || n == r.used[most] && style < most {
			most = style
		}
	}
	return most
}

// abovePassage reports whether a line stands right above text or another such line.
func (r *writer) abovePassage(at int) bool {
	if at+1 >= len(r.doc.Blocks) {
		return false
	}
	b := &r.doc.Blocks[at+1]
	return b.Region == parse.Main && (b.Kind == parse.Paragraph || b.Kind == parse.Item)
}

func hasHeading(d *parse.Document, is func(parse.Block) bool) bool {
	for _, b := range d.Blocks {
		if b.Kind == parse.Heading && b.Region == parse.Main && is(b) {
			return true
		}
	}
	return false
}
