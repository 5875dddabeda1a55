package toc

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// leastParticulars is how many rows a table of particulars has at least.
const leastParticulars = 3

// particulars are the tables in which a page says what is to be known of a document, "Item type: |
// Guideline": two cells a row, of which the first ends in a colon, and few values are links. These
// lead to where the document is filed, and are no entries.
func particulars(d *parse.Document) map[int]bool {
	type rows struct{ all, labelled, linked int }
	tables := make(map[int]*rows)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != parse.Row {
			continue
		}
		t := tables[b.Table]
		if t == nil {
			t = &rows{}
			tables[b.Table] = t
		}
		cells := layout.Filled(b.Cells)
		t.all++
		t.labelled += wording.BoolInt(len(cells) == 2 && strings.HasSuffix(strings.TrimSpace(cells[0].Text), ":") && !wording.HasDigit(cells[0].Text))
		t.linked += wording.BoolInt(len(b.AllLinks()) > 0)
	}
	out := make(map[int]bool)
	for table, t := range tables {
		if t.all >= leastParticulars && t.labelled == t.all && t.linked*2 <= t.all {
			out[table] = true
		}
	}
	return out
}

// leastTerms is how many terms a list of particulars has at least.
const leastTerms = 2

// A factList is what is known of a definition list as one of particulars.
type factList struct {
	terms, dated int
	below        bool // the last item was a text
	other        bool // it is none
}

// listedParticulars are the definition lists in which a page says what is to be known of a document,
// "Published: 19 October 2022": terms that lead nowhere, one text to each, of which half begin in a
// date. The links of the others lead to who issued it, and are no entries.
func listedParticulars(d *parse.Document) map[int]bool {
	lists := make(map[int]*factList)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != parse.Item || b.Group == 0 {
			continue
		}
		if l := lists[b.Group]; l != nil {
			l.add(b)
		} else if b.Bold && (i == 0 || d.Blocks[i-1].Group != b.Group) {
			lists[b.Group] = &factList{below: true}
			lists[b.Group].add(b)
		}
	}
	out := make(map[int]bool)
	for group, l := range lists {
		if !l.other && l.terms >= leastTerms && l.dated*2 >= l.terms {
			out[group] = true
		}
	}
	return out
}

// add takes in an item of the list: a term and its text by turns.
func (l *factList) add(b *parse.Block) {
	if term := b.Bold && len(b.Links) == 0 && !startsInNumber(b); term != l.below {
		l.other = true
	}
	l.below = !l.below
	l.terms += wording.BoolInt(!l.below)
	l.dated += wording.BoolInt(l.below && startsInDate.MatchString(b.Text))
}

// startsInDate is a text that begins in a day or a month.
var startsInDate = pattern.New(`(?i)^(?:` + dates.DatePhrase + `)(?:$|[\s,;–—|-])`)
