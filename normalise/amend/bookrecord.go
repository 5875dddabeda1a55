package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A manual in one document often keeps the record of its changes itself, behind its last
// chapter or before its first, under any name and in any form. It is known by what stands
// in it: lines or rows that tell of titles of the manual, with dates.

// leastRecorded is how many lines of a record name a title of the manual at least.
const leastRecorded = 3

// TakeRecord takes such a record out of a document of which the tree was read; record is
// nil where it has none.
func TakeRecord(d *parse.Document, roots []*toc.Node) (rest, record *parse.Document) {
	titles := bookTitles(roots)
	chapters := titles
	if n := len(titles); n > 1 && !parse.AnyBlock(d.Blocks, func(b *parse.Block) bool { return b.Region == parse.Contents && titles[n-1:].in(b.Text) }) {
		chapters = titles[:n-1] // the last may be the record itself
	}
	first, last := outerTitles(d.Blocks, chapters)
	if last < 0 {
		return d, nil
	}
	for _, span := range [][2]int{{last + 1, len(d.Blocks)}, {0, first}} {
		if from, to := titles.recordIn(d.Blocks, span[0], span[1]); from < to {
			return without(d, from, to), withBlocks(d, d.Blocks[from:to])
		}
	}
	return d, nil
}

// recordTitles are the titles of a manual, bare and with a space around them.
type recordTitles []string

// bookTitles are the titles that the contents of a document name, or, where it has none,
// those of all that is no heading inside a chapter, in their order.
func bookTitles(roots []*toc.Node) recordTitles {
	var listed, all recordTitles
	toc.Walk(roots, func(n *toc.Node) {
		title := " " + wording.Bare(n.Title) + " "
		switch {
		case n.Kind == normalise.KindHeading || len(title) < len(" CSE "):
		case n.Listed:
			listed = append(listed, title)
			fallthrough
		default:
			all = append(all, title)
		}
	})
	if len(listed) >= toc.LeastListed {
		return listed
	}
	return all
}

// outerTitles are the first and the last block that are set as a title of the manual; -1
// where none is.
func outerTitles(blocks []parse.Block, titles recordTitles) (first, last int) {
	first, last = -1, -1
	for i, b := range parse.InMain(blocks) {
		if headRank(b) == 0 || len(b.Text) > layout.MaxTitle {
			continue
		}
		text := " " + wording.Bare(b.Text) + " "
		if slices.ContainsFunc(titles, func(t string) bool {
			return strings.HasSuffix(text, t) && wording.CountWords(text) <= wording.CountWords(t)+2
		}) {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	return first, last
}

// in reports a line that names a title.
func (titles recordTitles) in(text string) bool {
	line := " " + wording.Bare(text) + " "
	return slices.ContainsFunc(titles, func(t string) bool { return strings.Contains(line, t) })
}

// recordIn finds the record among the blocks of a span: it begins with a heading, a line in
// bold or a table, and ends with the last line that tells of a change.
func (titles recordTitles) recordIn(blocks []parse.Block, from, to int) (start, end int) {
	for i := from; i < to; i++ {
		b := &blocks[i]
		begins := headRank(b) > 0 || b.Kind == parse.Row && (i == 0 || !layout.SameTable(&blocks[i-1], b))
		if b.Region != parse.Main || !begins {
			continue
		}
		if end := max(titles.recordEnd(blocks[i:to], blocks), titles.ledEnd(blocks[i:to])); end > 0 {
			return i, i + end
		}
	}
	return 0, 0
}

// planned heads what is still to come: a plan of reviews is no record of changes.
var planned = pattern.New(`(?i)\b(?:next|due|planned|schedule[d]?\s+for|forthcoming|timetable|programme)\b`)

// recordEnd is the number of blocks that a record has which begins with the first of these:
// right below its heads a line tells a change, most lines do, not all of them of one title,
// and hardly anything follows. all are the blocks of the document.
func (titles recordTitles) recordEnd(blocks, all []parse.Block) (end int) {
	named, dated, told, other, after := 0, 0, 0, 0, 0
	first, several := "", false // the title that a line names first, and whether others do without it
	for i, b := range parse.InMain(blocks) {
		if b.Kind == parse.Image {
			continue
		}
		if i > 0 && opensContents(b) {
			break
		}
		day, head := tellsMonth(chaptertext.WithoutCount(all, b.Text)), headRank(b) > 0 || b.Kind == parse.Row && layout.NamesColumns(b)
		names := titles.in(b.Text)
		switch {
		case head && !day && (!names || i == 0):
			if planned.MatchString(b.Text) {
				return 0
			}
			continue
		case names || day:
			named, dated = named+wording.BoolInt(names), dated+wording.BoolInt(day)
			told += wording.BoolInt(names && titles.beside(b.Text) > 1)
			if line := " " + wording.Bare(b.Text) + " "; names && first == "" {
				first = titles.longest(line)
			} else if names {
				several = several || !strings.Contains(line, first)
			}
			end, after = i+1, 0
			continue
		case named == 0 || dated == 0:
			return 0
		}
		other++
		after += wording.CountWords(b.Text)
	}
	const imprint = 60 // words: who printed it, whom to ask
	if named < leastRecorded || dated < 2 || !several || other > named || after > imprint || (told+other)*2 < named {
		return 0 // or the text of a chapter, or a register of chapters with the dates of their issues
	}
	return end
}

// ofChanges is a word for changes or for having changed.
var ofChanges = pattern.New(`(?i)\b(?:chang(?:es|ed)|amend(?:ments|ed)|revis(?:ions|ed)|updat(?:es|ed)|additions|differ(?:s|ences)?)\b`)

// ledEnd is the number of blocks that a record has which begins with the first of these, a head
// that speaks of changes, where the date of all is told once: there, or in the sentence that
// leads in the lines below, each of which tells of a title. Below a head that names a record
// and nothing else there may be two such lines, and no date.
func (titles recordTitles) ledEnd(blocks []parse.Block) (end int) {
	head := wording.Squeeze(blocks[0].Text)
	if headRank(&blocks[0]) == 0 || planned.MatchString(head) {
		return 0
	}
	tells := func(b *parse.Block) bool {
		words := 0
		if b.Region == parse.Main && headRank(b) == 0 && titles.in(b.Text) {
			words = titles.beside(b.Text)
		}
		return words > 1 || words == 1 && tellsChange(b.Text)
	}
	record, dated, led := chaptertext.AmendLabel.MatchString(head), tellsMonth(head), false
	changes, named, other := record || recordTitle.MatchString(head), 0, 0
	for i := 1; i < len(blocks); i++ {
		b := &blocks[i]
		text := wording.Squeeze(b.Text)
		if b.Region != parse.Main || b.Kind == parse.Image || text == "" || named == 0 && b.Kind == parse.Row && layout.NamesColumns(b) {
			continue
		}
		switch {
		case tells(b):
			named, end = named+1, i+1
		case named == 0 && !led && b.Kind == parse.Paragraph && headRank(b) == 0 && wording.CountWords(text) <= 2*longestLeadIn && !titles.in(text):
			led, dated = true, dated || tellsMonth(text)
			changes = changes || ofChanges.MatchString(text)
		case named > 0 && headRank(b) == 0 && (chaptertext.ListGoesOn(&blocks[i-1], b) || i+1 < len(blocks) && tells(&blocks[i+1]) || wholeManual.MatchString(text)):
			other, end = other+1, i+1
		default:
			i = len(blocks)
		}
	}
	if least := leastRecorded - wording.BoolInt(record); !changes || !dated && !record || named < least || other > named {
		return 0
	}
	return end
}

// beside counts the words of a line without its longest title, numbers and months.
func (titles recordTitles) beside(text string) int {
	line := " " + wording.Bare(text) + " "
	n := 0
	for w := range strings.FieldsSeq(strings.Replace(line, titles.longest(line), " ", 1)) {
		n += wording.BoolInt(!wording.HasDigit(w) && !dates.MonthAlone.MatchString(w))
	}
	return n
}

// longest is the longest title in a bare line.
func (titles recordTitles) longest(line string) (longest string) {
	for _, t := range titles {
		if len(t) > len(longest) && strings.Contains(line, t) {
			longest = t
		}
	}
	return longest
}

// tellsMonth reports a text with a day or a month, or a year alone.
func tellsMonth(text string) bool {
	if YearHead.MatchString(strings.TrimSpace(text)) {
		return true
	}
	d, _, ok := dates.FirstDate(text)
	return ok && d.Precision != normalise.Year
}
