package chaptertext

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// classOfHead is a class that says of itself that its lines are headings.
var classOfHead = pattern.New(`(?i)(?:^|[\s_-])(?:h[1-6]|(?:sub|sec|section|para)?-?(?:head(?:ing|er|line)?|title))(?:[\s_-]?\d)?(?:$|[\s_-])`)

// headClass is such a class of headings, not of the titles of boxes.
var headClass = pattern.New(`(?i)(?:^|[\s_-])(?:(?:sub|sec|section|para)?-?head(?:ing|er|line)?)(?:[\s_-]?\d)?(?:$|[\s_-])`)

// classHeads finds headings where the markup has none and nothing is bold: short
// lines whose class is no passage's, which count on, are jumped to or whose class
// says so. The first class is the highest rank.
func classHeads(blocks []parse.Block) []toc.HeadLine {
	lines := make(map[string][]int)
	var order []string
	body := make(map[string]bool)
	for i := range blocks {
		b := &blocks[i]
		class := lineClass(b)
		if b.Kind != parse.Paragraph || b.Bold || class == "" {
			continue
		}
		if !boldHead(strings.TrimSpace(b.Text)) || i+1 == len(blocks) {
			body[class] = true
			continue
		}
		if len(lines[class]) == 0 {
			order = append(order, class)
		}
		lines[class] = append(lines[class], i)
	}
	var out []toc.HeadLine
	for _, c := range order {
		if body[c] || !headEvidence(blocks, c, lines[c]) {
			continue
		}
		for _, i := range lines[c] {
			out = append(out, toc.HeadLine{At: i, Level: 7 + min(len(order), slices.Index(order, c)), Row: toc.HeadRow(&blocks[i])})
		}
	}
	if len(out) < 2 {
		return nil
	}
	sortHeads(out)
	return out
}

// namedHeads are the plain lines of the one class that calls its lines headings, each
// above a passage.
func namedHeads(blocks []parse.Block) []toc.HeadLine {
	var out []toc.HeadLine
	class, other := "", ""
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Paragraph || b.Bold || b.Class == "" || b.Class == other || i+1 == len(blocks) || blocks[i+1].Kind == parse.Paragraph && lineClass(&blocks[i+1]) == lineClass(b) {
			continue
		}
		if !headClass.MatchString(lineClass(b)) {
			other = b.Class // most lines of a text have one class
			continue
		}
		if class != "" && class != lineClass(b) || !boldHead(strings.TrimSpace(b.Text)) || noteLabel.MatchString(strings.TrimSpace(b.Text)) {
			return nil
		}
		class = lineClass(b)
		out = append(out, toc.HeadLine{At: i, Level: 7, Row: toc.HeadRow(b)})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// panelTitle is the class of the title of a panel that opens, panelText that of what opens
// below it; the words before tell which belong together: "tab-title" and "tab-content".
var (
	panelTitle = pattern.New(`(?i)(?:^|\s)([\w-]*?)[-_]{0,2}(?:title|toggle|header|heading|trigger|button|question)(?:$|\s)`)
	panelText  = pattern.New(`(?i)(?:^|\s)([\w-]*?)[-_]{0,2}(?:content|body|panel|text|inner|answer)(?:$|\s)`)
)

// panelHeads are the plain lines that are titles of panels, each right above what opens below
// it, as the classes of both say; nil if they are less than two.
func panelHeads(blocks []parse.Block) []toc.HeadLine {
	var out []toc.HeadLine
	for i := range blocks[:max(len(blocks)-1, 0)] {
		b := &blocks[i]
		if b.Kind != parse.Paragraph || b.Class == "" || b.Class == blocks[i+1].Class || !boldHead(strings.TrimSpace(b.Text)) {
			continue
		}
		title := panelTitle.FindStringSubmatch(b.Class)
		if title == nil || title[1] == "" {
			continue
		}
		if text := panelText.FindStringSubmatch(blocks[i+1].Class); text != nil && title[1] == text[1] {
			out = append(out, toc.HeadLine{At: i, Level: 7, Row: toc.HeadRow(b)})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// besideMarked reports titles of panels that are boxes within the text and hold none of the
// marked headings, of which there are more: no passage below such a heading is set as those
// right below the titles are.
func besideMarked(blocks []parse.Block, titles, heads []toc.HeadLine) bool {
	if len(titles) == 0 || len(heads) <= len(titles) {
		return false
	}
	frame := make(map[string]bool)
	for _, t := range titles {
		frame[blocks[t.At+1].Class] = true
	}
	for _, h := range heads {
		if h.At+1 < len(blocks) && frame[blocks[h.At+1].Class] {
			return false
		}
	}
	return true
}

// lineClass is the class of a block without its own id.
func lineClass(b *parse.Block) string {
	if b.Anchor == "" {
		return b.Class
	}
	return strings.TrimSuffix(b.Class, " "+b.Anchor)
}

// headEvidence reports whether most lines of a class have a number or a place to
// jump to, or whether the class is called one of headings.
func headEvidence(blocks []parse.Block, class string, lines []int) bool {
	if classOfHead.MatchString(class) {
		return true
	}
	n := 0
	for _, i := range lines {
		_, _, numbered := wording.SplitNumber(strings.TrimSpace(blocks[i].Text))
		n += wording.BoolInt(numbered || blocks[i].Marker != "" || blocks[i].Anchor != "")
	}
	return n*3 >= len(lines)*2
}

// unlist makes paragraphs of bold items that are a list each, as word processors write
// the headings that they count; a count that does not go on is none.
func unlist(blocks []parse.Block) {
	var heads []int
	for i := range blocks {
		b := &blocks[i]
		lone := b.Kind == parse.Item && b.Bold && b.Level == 1 && boldHead(strings.TrimSpace(b.Text)) && i+1 < len(blocks) && blocks[i+1].Kind != parse.Item && (i == 0 || blocks[i-1].Group != b.Group)
		if lone && b.BoxGroup == 0 {
			heads = append(heads, i)
		}
	}
	if len(heads) < 2 {
		return
	}
	counts := true
	for k := 1; k < len(heads); k++ {
		counts = counts && blocks[heads[k]].Marker != blocks[heads[k-1]].Marker
	}
	for _, i := range heads {
		b := &blocks[i]
		b.Kind, b.Level, b.Group = parse.Paragraph, 0, 0
		if !counts {
			b.Marker = ""
		}
	}
}

// sectionRows makes headings and passages of the rows of a table that holds the
// sections of a chapter: number and title in the first cell, counting from 1, and the
// text in the second.
func sectionRows(blocks []parse.Block) []parse.Block {
	for i := 0; i < len(blocks); i++ {
		if blocks[i].Kind != parse.Row || i > 0 && layout.SameTable(&blocks[i-1], &blocks[i]) {
			continue
		}
		end := layout.TableEnd(blocks, i)
		if parts := partRows(blocks[i:end]); parts != nil {
			blocks = slices.Concat(blocks[:i], parts, blocks[end:])
			i += len(parts) - 1
		} else {
			i = end - 1
		}
	}
	return blocks
}

// partRows are the headings and passages of a table of sections, nil for any other.
func partRows(rows []parse.Block) []parse.Block {
	var out []parse.Block
	count, words := 0, 0
	for i := range rows {
		cells := layout.Filled(rows[i].Cells)
		if len(cells) != 2 || len(cells[0].Text) > 120 {
			return nil
		}
		n, title, ok := wording.SplitNumber(wording.Squeeze(cells[0].Text))
		if !ok || title == "" || n.Text != strconv.Itoa(count+1) || !boldHead(title) {
			return nil
		}
		count++
		words += wording.CountWords(cells[1].Text)
		head := paragraphOf(rows[i], cells[0], "")
		head.Bold, head.Header, head.Look = true, false, parse.Look{}
		text := paragraphOf(rows[i], cells[1], "")
		text.Bold, text.Header = false, false
		out = append(out, head, text)
	}
	if count < 3 || words < 20*count {
		return nil
	}
	return out
}

// unframe makes paragraphs of bold rows that are a table each: number and title of a
// heading in two cells, or a heading in one; and of a lone cell above a passage in a
// table that lays the page out.
func unframe(blocks []parse.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Row || !b.Bold && !b.Header {
			continue
		}
		cells := layout.Filled(b.Cells)
		if i > 0 && layout.SameTable(&blocks[i-1], b) || i+1 < len(blocks) && layout.SameTable(b, &blocks[i+1]) {
			if len(cells) == 1 && i+1 < len(blocks) && isPassage(&blocks[i+1]) && boldHead(wording.Squeeze(cells[0].Text)) {
				*b = paragraphOf(*b, cells[0], "")
				b.Bold, b.Look = true, parse.Look{}
			}
			continue
		}
		if !b.Bold {
			continue
		}
		switch {
		case len(cells) == 1 && boldHead(wording.Squeeze(cells[0].Text)):
			*b = paragraphOf(*b, cells[0], "")
		case len(cells) == 2 && boldHead(wording.Squeeze(cells[1].Text)):
			if n, ok := wording.PureNumber(strings.Trim(cells[0].Text, ".)( ")); ok {
				*b = paragraphOf(*b, cells[1], n.Text)
			}
		}
	}
}

// isPassage reports a row of one cell that holds text, as a table does that only lays
// a page out.
func isPassage(b *parse.Block) bool {
	return b.Kind == parse.Row && !b.Bold && !b.Header && len(layout.Filled(b.Cells)) == 1 && wording.CountWords(b.Text) > 8
}
