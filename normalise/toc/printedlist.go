package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// leastPrinted is how many entries the list of contents has at least that a web page prints of itself
// as plain lines: a short policy names its parts so, too.
const leastPrinted = 12

// printsContents reports a web page that prints a list of its own contents without a link, on two
// levels, "2" and "2.1", most of whose entries head the text further on: as lines in bold, say, for
// where the headings are marked the list says nothing new.
func printsContents(d *parse.Document) bool {
	if !mayPrintContents(d) {
		return false
	}
	main := TextBlocks(d.Blocks)
	list := titlesOf(knownList(d.Blocks))
	if len(list) < leastPrinted {
		lines := withListLines(main)
		from, to := typedList(lines, lastLines(lines))
		list, main = titlesOf(lines[from:to]), lines[to:]
	}
	parts, below := 0, 0
	for i := range list {
		switch list[i].Words.Num.Parts {
		case 1:
			parts++
		case 2:
			below++
		}
	}
	if len(list) < leastPrinted || parts < LeastListed || below < parts {
		return false
	}
	found, plain := FindListed(main, list), 0
	for _, h := range found {
		plain += wording.BoolInt(main[h.At].Kind != parse.Heading)
	}
	return len(found)*4 >= len(list)*3 && plain*2 > len(found)
}

// mayPrintContents is a cheap test for such a page: enough short lines without links stand below the
// label of a list near its top.
func mayPrintContents(d *parse.Document) bool {
	seen, lines := 0, -1 // lines below a label, -1 without one
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main && b.Region != parse.Contents || b.Kind == parse.Image {
			continue
		}
		switch seen++; {
		case len(b.Text) < layout.MaxTitle && ContentLabel.MatchString(strings.TrimSpace(b.Text)):
			lines = 0
		case lines < 0:
		case len(b.Text) > layout.MaxTitle*leastPrinted || len(b.Links) > 0:
			lines = -1
		default:
			if lines += 1 + strings.Count(b.Text, "\n"); lines >= leastPrinted {
				return true
			}
		}
		if seen > maxFront {
			return false
		}
	}
	return false
}
