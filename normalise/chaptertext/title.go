package chaptertext

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// dropCover drops what a book prints over its first chapter: its own title, set as that of the
// chapter, with who made it and when in a few short lines.
func dropCover(blocks []parse.Block, title string) []parse.Block {
	const longest = 60 // bytes
	isTop := func(b *parse.Block) bool { return b.Kind == parse.Heading && b.Level == 1 }
	if len(blocks) == 0 || !isTop(&blocks[0]) {
		return blocks
	}
	for i := 1; i < min(topLines, len(blocks)); i++ {
		b := &blocks[i]
		if isTop(b) && wording.Solid(b.Text) == wording.Solid(title) {
			return blocks[i:]
		}
		if b.Kind != parse.Paragraph || len(b.Text) > longest || len(b.Links) > 0 || strings.HasSuffix(b.Text, ".") {
			break
		}
	}
	return blocks
}

// dropTitle drops the lines at the top that repeat number and title, one line or
// several.
func dropTitle(blocks []parse.Block, number, title, docTitle string) []parse.Block {
	name := wording.Solid(title)
	wants := []string{name, wording.Solid(number) + name, wording.Solid(docTitle), wording.Solid(number) + wording.Solid(docTitle)}
	for said := false; len(blocks) > 0; {
		if len(blocks[0].Text) > 300 && len(blocks) > 1 && len(blocks[1].Text) > 300 {
			return blocks
		}
		lines := solidLines(blocks, number, wants)
		if !said && renumbered(blocks, name) {
			lines[0] = name
		}
		n := titleLines(blocks, lines, wants)
		if said && number != "" && n == 0 && blocks[0].Kind == parse.Paragraph && lines[0] == wording.Solid(number) {
			blocks = blocks[1:] // "Chapter 4.2" below the title
			continue
		}
		if n == 0 {
			rest := dropTitleBelow(blocks, lines, wants, said)
			if k := len(blocks) - len(rest); k > 1 && isWanted(lines[k-1], wants[2:]) && !isWanted(lines[k-1], wants[:2]) {
				blocks = rest // the name of the whole below a caption: that of the chapter may follow
				continue
			}
			return rest
		}
		if said && setAsOthers(blocks) {
			return blocks
		}
		said = isWanted(strings.Join(lines[:n], ""), wants[:2])
		blocks = blocks[n:]
	}
	return blocks
}

// renumbered reports a page that begins with the chapter's title behind another number than the
// contents give it, "1.2.4 Visits" where they count 1.2.3 twice. No heading set alike counts on
// from that.
func renumbered(blocks []parse.Block, name string) bool {
	b := &blocks[0]
	n, rest := headNumber(b)
	if b.Kind != parse.Heading || n.Text == "" || b.Level > 1 && n.Parts < 2 || wording.Solid(rest) != name {
		return false
	}
	part, begins := partBegun(blocks[1:], n)
	return !parse.AnyBlock(blocks[1:], func(o *parse.Block) bool {
		if o.Kind != parse.Heading || o.Level != b.Level {
			return false
		}
		other, _ := headNumber(o)
		return other.Keyword == n.Keyword && other.Parts == n.Parts && (begins || strings.HasPrefix(other.Text, part))
	})
}

// partBegun is what the numbers of one part have in common, "2." of "2.3", and whether a number may
// begin to count there: "2.3" does not, nor does "2.1" above the heading of part 2.
func partBegun(below []parse.Block, n wording.Numeral) (part string, begins bool) {
	at := strings.LastIndexByte(n.Text, '.')
	if at < 0 {
		return "", true
	}
	return n.Text[:at+1], n.Text[at+1:] == "1" && !parse.AnyBlock(below, func(o *parse.Block) bool {
		head, _ := headNumber(o)
		return o.Kind == parse.Heading && head.Text == n.Text[:at]
	})
}

// headNumber is the number before the words of a line, and these.
func headNumber(b *parse.Block) (n wording.Numeral, rest string) {
	if b.Marker != "" {
		n, _ = wording.PureNumber(strings.Trim(b.Marker, ".)( "))
		return n, b.Text
	}
	n, rest, _ = wording.SplitNumber(b.Text)
	return n, rest
}

// dropSecondTitle drops the title said once more below what a document tells of itself, its
// versions and its contents, or said there first, as the document calls itself; at is the end of
// a table that is text and stands above it, 0 without.
func dropSecondTitle(blocks []parse.Block, at int, number, title, docTitle string) []parse.Block {
	if at == len(blocks) || blocks[at].Kind != parse.Heading || setAsOthers(blocks[at:]) {
		return blocks
	}
	name := wording.Solid(title)
	wants := []string{name, wording.Solid(number) + name}
	first := blocks[at].Level == 1 && onlyFirst(blocks, at)
	if first {
		wants = append(wants, wording.Solid(docTitle))
	}
	if at > 0 && !first || !isWanted(wording.Solid(blocks[at].Marker+blocks[at].Text), wants) {
		return blocks
	}
	return slices.Delete(blocks, at, at+1)
}

// setAsOthers reports whether the first line heads a passage, as others set alike do
// further down: below the title it is a heading of the chapter, whatever it says.
func setAsOthers(blocks []parse.Block) bool {
	b := &blocks[0]
	if b.Kind != parse.Heading && !b.Bold || !headsText(blocks, 0) {
		return false
	}
	for i := 1; i < len(blocks); i++ {
		if o := &blocks[i]; o.Kind == b.Kind && o.Level == b.Level && o.Bold == b.Bold && o.Look == b.Look && headsText(blocks, i) {
			return true
		}
	}
	return false
}

// headsText reports whether a line that is no heading follows block i.
func headsText(blocks []parse.Block, i int) bool {
	return i+1 < len(blocks) && blocks[i+1].Kind != parse.Heading && !blocks[i+1].Bold
}

// topLines is how many lines may stand before a chapter's text.
const topLines = 4

// keywordRoom is how many letters more a line may have than the title that it says: those
// of a word before its number.
const keywordRoom = 16

// otherLine stands for a line that is too long to say what is wanted.
const otherLine = "\x00"

// solidLines are the first lines in the form in which titles are compared, without a word
// before the chapter's number, "" for those that are far too long for any title.
func solidLines(blocks []parse.Block, number string, wants []string) (lines [topLines]string) {
	most := keywordRoom
	for _, w := range wants {
		most = max(most, len(w)+keywordRoom)
	}
	for i := range min(topLines, len(blocks)) {
		b := &blocks[i]
		if len(b.Text) > 300 {
			continue
		}
		if wording.WordBytes(b.Marker)+wording.WordBytes(b.Text) > most {
			lines[i] = otherLine
			continue
		}
		lines[i] = wording.Solid(b.Marker + b.Text)
		if number == "" {
			continue
		}
		if n, ok := wording.PureNumber(cmp.Or(b.Marker, b.Text)); ok && n.Text == number {
			lines[i] = wording.Solid(number) // "PROCEDURE 7", above the title or before it
			if b.Marker != "" {
				lines[i] += wording.Solid(b.Text)
			}
		} else if n, rest, ok := wording.SplitNumber(b.Text); ok && n.Keyword != "" && n.Text == number && rest != "" {
			lines[i] = wording.Solid(number) + wording.Solid(rest)
		}
	}
	return lines
}

// titleLines counts the lines at the top that together say what is wanted.
func titleLines(blocks []parse.Block, lines [topLines]string, wants []string) int {
	for k := min(topLines, len(blocks)); k > 0; k-- {
		size := 0
		for i := range blocks[:k] {
			size += len(blocks[i].Marker) + len(blocks[i].Text)
		}
		if size <= 300 && isWanted(strings.Join(lines[:k], ""), wants) {
			return k
		}
	}
	return 0
}

// isWanted reports a line with words that is one of those wanted.
func isWanted(line string, wants []string) bool { return line != "" && slices.Contains(wants, line) }

// dropTitleBelow drops the title where other lines stand above it, and these too if
// they only name the part of the manual. Where the title was said already, a heading set as
// others further down heads a passage.
func dropTitleBelow(blocks []parse.Block, lines [topLines]string, wants []string, said bool) []parse.Block {
	for i := range min(topLines, len(blocks)) {
		b := &blocks[i]
		if len(b.Text) > 300 {
			continue
		}
		same := isWanted(lines[i], wants)
		head := b.Kind == parse.Heading && b.Level == 1 && onlyFirst(blocks, i)
		if said && (same || head) && setAsOthers(blocks[i:]) {
			return blocks
		}
		if (same || head) && (b.Kind == parse.Heading || b.Bold) && captions(blocks[:i]) {
			return blocks[i+1:]
		}
		if same || head {
			return withoutNumberLine(slices.Delete(blocks, i, i+1), lines[:i], wants)
		}
	}
	return blocks
}

// withoutNumberLine drops the line above the title that says no more than the chapter's number, as
// a site sets it there, with a notice between them: lines are those above the title.
func withoutNumberLine(blocks []parse.Block, lines, wants []string) []parse.Block {
	number, ok := strings.CutSuffix(wants[1], wants[0])
	if at := slices.Index(lines, number); ok && number != "" && at >= 0 && len(lines) > 1 && blocks[at].Kind == parse.Paragraph {
		return slices.Delete(blocks, at, at+1)
	}
	return blocks
}

// captions reports whether all lines above the title are short and no sentences:
// they name the part of the manual or the sort of page. Titles of parts with their number may be long.
func captions(blocks []parse.Block) bool {
	for i := range blocks {
		b := &blocks[i]
		text, longest := strings.TrimSpace(b.Text), 10
		if n, _, ok := wording.SplitNumber(text); ok && n.Sure {
			longest = 25
		}
		if b.Kind != parse.Paragraph || len(b.Links) > 0 || wording.CountWords(text) > longest || strings.ContainsAny(text[max(0, len(text)-1):], ".:;,?!") {
			return false
		}
	}
	return true
}

// onlyFirst reports whether block i is the only heading of the first level and
// others stand below it: then it is the page's title in other words.
func onlyFirst(blocks []parse.Block, i int) bool {
	if _, _, numbered := wording.SplitNumber(blocks[i].Text); numbered && i > 0 {
		return false
	}
	for k := range blocks {
		if k != i && blocks[k].Kind == parse.Heading && blocks[k].Level == 1 {
			return false
		}
	}
	return true
}
