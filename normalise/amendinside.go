package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// partAmendments takes the amendments out of a page that is the manual and its
// amendments in one: the part below a heading that names them and holds dates. What
// is left of the page stands in its place; the parts come back as pages of their
// own. The only page that the manual starts with is both where it has no such part:
// a list whose rows tell what was changed.
func partAmendments(in *Input) []Page {
	own := make(map[string]bool)
	for _, a := range in.Amendments {
		own[addressKey(a)] = true
	}
	start := make(map[string]bool)
	for _, a := range in.Start {
		start[addressKey(a)] = true
	}
	var out []Page
	for i := range in.Pages {
		p := &in.Pages[i]
		if key := addressKey(p.URL); !own[key] || !start[key] && !isBook(p.Document) {
			continue
		}
		from, to := amendPart(p.Document.Blocks)
		if from == to {
			if onlyStart(in, p.Document) && (amendShape(p.Document) > 0 || slices.ContainsFunc(p.Blocks, datedHeadline)) {
				out = append(out, *p)
			}
			continue
		}
		part, rest := *p, *p
		part.Document, rest.Document = withBlocks(p.Document, linesOfBox(p.Blocks[from:to])), withBlocks(p.Document, p.Blocks[:from], p.Blocks[to:])
		out = append(out, part)
		*p = rest
	}
	return out
}

// datedHeadline reports a heading with a noun of change and a date: "Child protection
// procedures - updates May 2022".
func datedHeadline(b parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Heading || !slices.ContainsFunc(strings.Fields(b.Text), func(w string) bool { return changeNoun.MatchString(strings.Trim(w, besideSigns)) }) {
		return false
	}
	_, _, ok := firstDate(b.Text)
	return ok
}

// onlyStart reports the web page that alone starts the manual: whatever else it is, its
// contents stand on it or are reached from it.
func onlyStart(in *Input, d *parse.Document) bool {
	return len(in.Start) == 1 && addressKey(in.Start[0]) == addressKey(d.URL) && isWebPage(d)
}

func withBlocks(d *parse.Document, runs ...[]parse.Block) *parse.Document {
	out := *d
	out.Blocks = nil
	for _, r := range runs {
		out.Blocks = append(out.Blocks, r...)
	}
	return &out
}

// showWords stand before the title of a list that a reader opens: "+ show all updates".
var showWords = pattern.New(`(?i)^(?:[+▸▾►▼]\s*)?(?:show|see|view|read|open|hide)\s+(?:the\s+)?`)

// namesAmendments reports the title of a list of amendments, with its number or without.
func namesAmendments(title string) bool {
	_, rest, ok := splitAppendix(title)
	if !ok {
		_, rest, _ = splitNumber(title[len(showWords.FindString(title)):])
	}
	return amendLabel.MatchString(rest) || amendTitle.MatchString(rest)
}

// amendPart finds the heading or the line in bold that names the amendments, or the line
// above a table of them, with what stands below it or with it in a box; nothing where no date does or stands in
// the heading, where the document only tells of itself, and where nothing is left.
func amendPart(blocks []parse.Block) (from, to int) {
	for i := range blocks {
		h := &blocks[i]
		if h.Region != parse.Main || h.Level == 1 && i == 0 || !namesPart(blocks, i) {
			continue
		}
		end := partEnd(blocks, i)
		for end < len(blocks) && blocks[end].Kind == h.Kind && blocks[end].Level == h.Level && sheetHead(&blocks[end]) {
			end = partEnd(blocks, end)
		}
		part := parse.Document{Blocks: linesOfBox(blocks[i:end])[1:]}
		if (datedHeadline(*h) || sheetHead(h) || amendShape(&part) >= 1) && !isControl(part.Blocks) && end-i < len(blocks)/2 {
			return i, end
		}
	}
	return 0, 0
}

// partEnd is the block that ends the part below the heading at block i, or the box that it
// opens.
func partEnd(blocks []parse.Block, i int) int {
	end := i + 1
	if h := &blocks[i]; h.Kind == parse.Row || h.Kind == parse.Box {
		for end < len(blocks) && (sameTable(h, &blocks[end]) || h.Kind == parse.Box && h.Group != 0 && blocks[end].Group == h.Group) {
			end++
		}
		return end
	}
	for end < len(blocks) && !endsPart(&blocks[i], &blocks[end]) {
		end++
	}
	return end
}

// namesPart reports a line that is the title of amendments: its words say so, or the table
// right below it.
func namesPart(blocks []parse.Block, i int) bool {
	h := &blocks[i]
	text := strings.TrimSpace(h.Text)
	switch {
	case h.Kind == parse.Box:
		return namesAmendments(text)
	case h.Kind == parse.Row:
		return opensBox(blocks, i)
	case h.Kind != parse.Heading && h.Kind != parse.Paragraph, text == "", len(text) > maxTitle:
		return datedHeadline(*h)
	}
	next := i + 1
	if h.Kind == parse.Heading || h.Bold {
		if datedHeadline(*h) || sheetHead(h) || namesAmendments(text) {
			return true
		}
		if next+1 < len(blocks) && blocks[next].Kind == parse.Paragraph && endsAsSentence(blocks[next].Text) && countWords(blocks[next].Text) <= mostParticular {
			next++ // what the table tells
		}
	} else if endsAsSentence(text) {
		return false
	}
	return next < len(blocks) && logColumns(&blocks[next])
}

// opensBox reports the first row of a table of one column whose first line is the title of
// amendments: a box that sets them apart.
func opensBox(blocks []parse.Block, i int) bool {
	if i > 0 && sameTable(&blocks[i-1], &blocks[i]) || len(blocks[i].Cells) != 1 {
		return false
	}
	for k := i; k < tableEnd(blocks, i); k++ {
		if len(blocks[k].Cells) != 1 {
			return false
		}
	}
	title, _, _ := strings.Cut(strings.TrimSpace(blocks[i].Cells[0].Text), "\n")
	return len(title) <= maxTitle && namesAmendments(squeeze(title))
}

// linesOfBox makes lines of the rows of a box of amendments, its title first; other blocks
// stay as they are.
func linesOfBox(blocks []parse.Block) []parse.Block {
	if blocks[0].Kind != parse.Row {
		return blocks
	}
	var out []parse.Block
	for i := range blocks {
		for _, l := range splitLines(blocks[i].Cells[0].Text, blocks[i].Cells[0].Links) {
			if strings.TrimSpace(l.text) != "" {
				out = append(out, parse.Block{Kind: parse.Paragraph, Text: l.text, Links: l.links, Bold: len(out) == 0, Page: blocks[i].Page})
			}
		}
	}
	return out
}

func endsAsSentence(text string) bool {
	return strings.ContainsAny(text[len(strings.TrimRight(text, ".:")):], ".:")
}

// logColumns reports the names of the columns of a record of changes: when, where and what.
func logColumns(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Row || !namesColumns(b) {
		return false
	}
	c, ok := nameColumns(b.Cells)
	return ok && c.date >= 0 && c.chapter >= 0 && c.details >= 0 && c.chapter != c.details
}

// sheetName is what a sheet of amendments is called that was put in later, beside its date:
// "Amendment Sheet 2 –", "Update No. 3".
var sheetName = pattern.New(`(?i)^(?:amendments?|revisions?|updates?|changes|supplement|errata)(?:\s+(?:sheet|slip|notice|note|list|package|pack|set|bulletin|circular)s?)?(?:\s+(?:no\.?|number|nr\.?)?\s*\d{1,3}(?:\.\d+)*)?$`)

// sheetHead reports the heading of such a sheet, with its day or month.
func sheetHead(b *parse.Block) bool {
	text := squeeze(b.Text)
	if len(text) > longestContext || !mayHoldDate(text) {
		return false
	}
	d, printed, ok := firstDate(text)
	return ok && d.Precision != Year && sheetName.MatchString(strings.Trim(strings.Replace(text, printed, "", 1), besideSigns+" "))
}

// endsPart reports whether the part below a heading ends before a block: at the list of
// contents, at the next heading that is no lower, below a line in bold at the next
// heading or line in bold without a date.
func endsPart(h, b *parse.Block) bool {
	if b.Region == parse.Contents {
		return true
	}
	if h.Kind == parse.Heading {
		return b.Region == parse.Main && b.Kind == parse.Heading && b.Level <= h.Level
	}
	_, _, dated := firstDate(b.Text)
	return b.Region == parse.Main && (b.Kind == parse.Heading || b.Kind == parse.Paragraph && b.Bold) && !dated
}
