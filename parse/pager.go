package parse

import (
	"strings"
	"unicode/utf8"

	"manualwatch/parse/pattern"
)

// markPagers finds the way back, up and on that a book of pages prints on each of them,
// wherever that is: a list of two or three links, of which one says "Up", or the first has
// an arrow before it and the last one behind it; or a line of such links between arrows, or
// of their names, each in brackets.
func markPagers(doc *Document) {
	for i := 0; i < len(doc.Blocks); {
		end := i + 1
		for end < len(doc.Blocks) && doc.Blocks[end].Group != 0 && doc.Blocks[end].Group == doc.Blocks[i].Group {
			end++
		}
		if isPagerLine(&doc.Blocks[i]) || isWayLine(&doc.Blocks[i]) {
			doc.Blocks[i].Region = Nav
		}
		if isPager(doc.Blocks[i:end]) {
			for k := i; k < end; k++ {
				doc.Blocks[k].Region = Nav
			}
		}
		i = end
	}
}

// Arrows to the neighbouring pages.
const toBack, toNext = "«‹←<", "»›→>"

// isPagerLine reports a line of links alone between an arrow back and an arrow on: "< Visits |
// Contents | Records >". That of the first page has no link behind its arrow.
func isPagerLine(b *Block) bool {
	const most = 3 // links
	if b.Region != Main || b.Kind != Paragraph || len(b.Links) == 0 || len(b.Links) > most {
		return false
	}
	back, _ := utf8.DecodeRuneInString(b.Text)
	next, _ := utf8.DecodeLastRuneInString(b.Text)
	if !strings.ContainsRune(toBack, back) || !strings.ContainsRune(toNext, next) {
		return false
	}
	between, ok := b.BesideLinks()
	return ok && strings.Trim(strings.Join(between, ""), toBack+toNext+"|· ") == ""
}

// isWayLine reports a line of links alone that name pages by their places in the book, each
// in brackets: "[Contents] [Next]".
func isWayLine(b *Block) bool {
	if b.Region != Main || b.Kind != Paragraph || len(b.Links) == 0 {
		return false
	}
	from := 0
	for _, l := range b.Links {
		if l.Start < from || !wayWords[fold(l.Text)] || !strings.HasSuffix(b.Text[:l.Start], "[") || !strings.HasPrefix(b.Text[l.End:], "]") {
			return false
		}
		if strings.Trim(b.Text[from:l.Start], "[ |") != "" {
			return false
		}
		from = l.End + 1
	}
	return strings.TrimSpace(b.Text[from:]) == ""
}

func isPager(items []Block) bool {
	if len(items) < 2 || len(items) > 3 {
		return false
	}
	up := false
	for i := range items {
		b := &items[i]
		if b.Region != Main || b.Kind != Item || len(b.Links) != 1 || linked(b) < len(b.Text) {
			return false
		}
		up = up || fold(b.Text) == "up"
	}
	back, _ := utf8.DecodeRuneInString(items[0].Text)
	next, _ := utf8.DecodeLastRuneInString(items[len(items)-1].Text)
	return up || strings.ContainsRune(toBack, back) && strings.ContainsRune(toNext, next)
}

// besideLabel is a label over links to other pages that a site may add, and a chapter too.
var besideLabel = pattern.New(`^(?:related|other|similar|more|associated)(?: (?:\w+ )?(?:chapters?|procedures?|polic(?:y|ies)|guidance|guides?|pages?|topics?|links?|information|content|articles?))?$`)

// markBelowTurns finds the links that a site adds below those to the neighbouring pages, where
// the text is over: under a label, each alone in an entry of a list.
func markBelowTurns(doc *Document) {
	const least = 300 // bytes of text
	label, said := -1, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.Region == Nav && turnsLine(b):
			label = i + 1
		case b.Region != Main || label >= 0 && i == label:
		case label >= 0 && b.Kind == Item && linked(b) >= len(b.Text):
		default:
			label, said = -1, said+len(b.Text)-linked(b)
		}
	}
	if label <= 0 || label >= len(doc.Blocks) || said < least {
		return
	}
	if labelsBeside(&doc.Blocks[label]) {
		setBeside(doc.Blocks[label:])
	}
}

// setBeside takes a label and the links below it out of the text.
func setBeside(blocks []Block) {
	blocks[0].Region = Furniture
	for k := range blocks[1:] {
		if b := &blocks[1+k]; b.Region == Main {
			b.Region = Nav
		}
	}
}

// markBelowArticle finds the links that a site adds under a label right behind the article,
// each alone in an entry of a list, where the article holds most of the page.
func markBelowArticle(doc *Document, over int) {
	label := over
	for label < len(doc.Blocks) && doc.Blocks[label].Region != Main {
		label++
	}
	if over == 0 || label == len(doc.Blocks) || !labelsBeside(&doc.Blocks[label]) {
		return
	}
	last := label
	for last+1 < len(doc.Blocks) && doc.Blocks[last+1].Kind == Item && linked(&doc.Blocks[last+1]) >= len(doc.Blocks[last+1].Text) {
		last++
	}
	if last == label || last+1 < len(doc.Blocks) && doc.Blocks[last+1].Region == Main && doc.Blocks[last+1].Kind == Item {
		return
	}
	setBeside(doc.Blocks[label : last+1])
}

// Bytes of text that stand at least in the frame of a page's text, and at most beside it: when it
// was changed, what one may do with it.
const leastFramed, mostBeside = 300, 200

// markBelowFrame finds the links that a site adds behind the frame in which the text stands: under
// a label set otherwise than the headings of the text, in a frame of their own and each alone in
// its line, with hardly a word behind them.
func markBelowFrame(doc *Document) {
	for i := range doc.Blocks {
		label := &doc.Blocks[i]
		if label.Region != Main || label.Part == 0 || len(label.Links) > 0 {
			continue
		}
		last, behind := linksOf(doc.Blocks, i), 0
		if last == i || !isBesideLabel(label.Text) || !inFrame(doc.Blocks[:i], label) {
			continue
		}
		for k := last + 1; k < len(doc.Blocks); k++ {
			if b := &doc.Blocks[k]; b.Region == Main && (b.Part == label.Part || b.Kind == Heading || b.Kind == Row) {
				behind += mostBeside
			} else if b.Region == Main {
				behind += len(b.Text)
			}
		}
		if behind < mostBeside {
			setBeside(doc.Blocks[i : last+1])
			return
		}
	}
}

// linksOf is the last of the links behind a label in its frame, each alone in its line.
func linksOf(blocks []Block, label int) int {
	last := label
	for last+1 < len(blocks) && blocks[last+1].Part == blocks[label].Part && blocks[last+1].Region == Main && blocks[last+1].Kind != Heading && len(blocks[last+1].Links) == 1 && linked(&blocks[last+1]) >= len(blocks[last+1].Text) {
		last++
	}
	return last
}

// inFrame reports whether the text before a label, enough of it, stands in one frame that is not
// the label's, and has no heading set as the label is.
func inFrame(before []Block, label *Block) bool {
	said, all, most := make(map[int]int), 0, 0
	for i := range before {
		b := &before[i]
		switch {
		case b.Region != Main:
		case b.Part == label.Part, b.Kind == Heading && label.Kind == Heading && b.Level == label.Level:
			return false
		case b.Kind != Heading:
			n := len(b.Text) - linked(b)
			all += n
			if said[b.Part] += n; b.Part != 0 {
				most = max(most, said[b.Part])
			}
		}
	}
	return most >= leastFramed && all-most < mostBeside
}

// labelsBeside reports a heading of the text that is such a label.
func labelsBeside(b *Block) bool {
	return b.Region == Main && (b.Kind == Heading || b.Kind == Box) && len(b.Links) == 0 && isBesideLabel(b.Text)
}

func isBesideLabel(text string) bool {
	return besideLabel.MatchString(strings.Trim(fold(text), " :."))
}

// turnsLine reports a line that begins with a link to a neighbouring page, and has no words
// beside its links.
func turnsLine(b *Block) bool {
	return b.Kind == Paragraph && len(b.Links) > 0 && b.Links[0].Start == 0 && linked(b)*4 >= len(b.Text)*3 && turnsPage.MatchString(fold(b.Text))
}
