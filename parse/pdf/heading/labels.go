package heading

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// boxLabel matches the labels of boxed passages that manuals print above a
// chapter; a PDF draws their frame, if any, in too many ways to rely on.
var boxLabel = regexp.MustCompile(`^(?:scope(?: of (?:this|the) (?:chapter|procedure|policy|guidance|section|protocol))?|(?:related|relevant) (?:guidance|chapters?|procedures?|polic(?:y|ies)|information|documents?|links|legislation)(?: and [a-z ,]{3,40})?|amendments?(?: (?:to|in) this (?:chapter|procedure|policy|page|section))?|amendment history|recent amendments)$`)

// MarkBoxes makes boxes of labels in capitals or bold and of what follows them up
// to the next heading or label. One set as other headings are is a heading whatever it
// says.
func MarkBoxes(blocks []parse.Block) {
	ranks := map[int]int{}
	for i := range blocks {
		if b := &blocks[i]; b.Kind == parse.Heading && !isBoxLabel(b) {
			ranks[b.Level]++
		}
	}
	isLabel := func(b *parse.Block) bool { return isBoxLabel(b) && (b.Kind != parse.Heading || ranks[b.Level] < 2) }
	group := 0
	for i := range blocks {
		if !isLabel(&blocks[i]) {
			continue
		}
		end := i + 1
		for end < len(blocks) && blocks[end].Kind != parse.Heading && !isLabel(&blocks[end]) {
			end++
		}
		if end == i+1 || onlyRows(blocks[i+1:end]) {
			continue
		}
		group++
		blocks[i].Kind, blocks[i].Level = parse.Box, 0
		for k := i; k < end; k++ {
			if blocks[k].Region == parse.Main {
				blocks[k].BoxGroup = group
			}
		}
	}
}

func isBoxLabel(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Heading && b.Kind != parse.Paragraph || b.Level == 1 || len(b.Text) > 70 {
		return false
	}
	if !b.Bold && !writing.IsCaps(b.Text) {
		return false
	}
	return boxLabel.MatchString(strings.ToLower(strings.Trim(b.Text, " :.")))
}

// MarkLabels marks the labels of tinted or framed boxes, "Remember": the first line in the box, bold,
// hardly larger than the text and without a number, above text in the same box; and those that
// name the speaker below what such a box quotes. Where boxes hold much of the text, they are its sections.
func MarkLabels(ps []piece.Piece, pages []*layout.Page) {
	body := bodyStyle(ps)
	var labels []int
	boxed, all := 0, 0
	for i := range ps {
		p := &ps[i]
		if p.Region != piece.InMain {
			continue
		}
		all += len(p.Text)
		if s := pieceStyle(p); p.Row != nil || !s.bold || s.size > body.size+labelRoom || len(p.Lines) != 1 || p.Role != "" || numbered(p) {
			continue
		}
		page := pages[p.Page-1]
		for _, f := range slices.Concat(page.Fills, page.Frames, page.Rounds) {
			if n := labelled(ps, i, f, page.Height); n > 0 {
				labels = append(labels, i)
				boxed += n
				break
			}
			if signed(ps, i, f) {
				p.Label = true
				break
			}
		}
	}
	if boxed*maxBoxed > all {
		return
	}
	for _, i := range labels {
		ps[i].Label = true
	}
}

// labelRoom is how many half points larger than the text the label of a box is at most.
const labelRoom = 2

// maxBoxed is into how many parts the text can be divided of which such boxes hold one
// at most.
const maxBoxed = 3

// labelled is the length of the text in box f that piece i is the label of, 0 if it is not;
// height is that of their page.
func labelled(ps []piece.Piece, i int, f geometry.Box, height float64) int {
	inside := func(k int) bool { return beside(ps, i, k) && holds(f, &ps[k]) }
	if f.Height() > height/2 || !inside(i) || inside(i-1) || !inside(i+1) || ps[i+1].Bold || ps[i+1].Row != nil {
		return 0
	}
	n := 0
	for k := i + 1; inside(k); k++ {
		n += len(ps[k].Text)
	}
	return n
}

// signed reports whether piece i tells who said what box f quotes: the line that ends the box,
// below the end of a quotation.
func signed(ps []piece.Piece, i int, f geometry.Box) bool {
	inside := func(k int) bool { return beside(ps, i, k) && holds(f, &ps[k]) }
	return inside(i) && inside(i-1) && !inside(i+1) && !ps[i-1].Bold && closesQuote.MatchString(ps[i-1].Text)
}

var closesQuote = regexp.MustCompile(`[.?!…]["”’]$`)

// beside reports whether piece k is of the text of the page of piece i.
func beside(ps []piece.Piece, i, k int) bool {
	return k >= 0 && k < len(ps) && ps[k].Page == ps[i].Page && ps[k].Region == piece.InMain
}

func holds(f geometry.Box, p *piece.Piece) bool { return f.Holds((p.X0+p.X1)/2, (p.Y0+p.Y1)/2) }

// onlyRows reports whether a label stands above a table alone, as the heading of
// an amendment history does: that stays a heading.
func onlyRows(blocks []parse.Block) bool {
	for i := range blocks {
		if blocks[i].Region == parse.Main && blocks[i].Kind != parse.Row {
			return false
		}
	}
	return true
}
