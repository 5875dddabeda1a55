package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// datedEntries finds the lines that date the entries of a list, as posts and logs
// have them: "Posted on 3 May 2019" below each title, "Updated" with the date in the
// next line, or "This chapter was updated in May 2024" below each name. One such line
// dates the page; two or more, each below a heading or a link or a sentence of its own,
// or set alike with other dates, are text.
func datedEntries(doc *Document) map[int]bool {
	at := datesAlike(doc)
	last, told := -1, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		if last >= 0 && len(b.Text) < 100 && (namesEntry(&doc.Blocks[last]) && (datesLine(b.Text) || datesPair(doc, i)) || tellsOf(b.Text) && datesPage(b.Text)) {
			at = append(at, i)
		}
		if len(b.Text) < 200 && tellsOf(b.Text) {
			told++
		}
		last = i
	}
	if len(at) < 2 && told < 2 {
		return nil
	}
	set := make(map[int]bool, len(at))
	for _, i := range at {
		set[i] = true
	}
	return set
}

// cutCounts leaves the date of a line that is nothing but a date and counts of readers,
// as posts have it below their titles: "3 May 2019 2 min read 96 views".
func cutCounts(b *Block) {
	if b.Kind != Paragraph || b.Region != Main || len(b.Links) > 0 || len(b.Text) > 80 || !hasDigit(b.Text) || !containsOne(b.Text, countWords) {
		return
	}
	low := strings.ToLower(b.Text)
	at := readers.FindStringIndex(low)
	if at == nil || len(low) != len(b.Text) {
		return
	}
	rest := strings.Trim(readers.ReplaceAllString(low, ""), " |·•,-\n")
	if k := strings.Index(low, rest); onlyDate.MatchString(rest) && k >= 0 {
		b.Text = b.Text[k : k+len(rest)]
	}
}

// countWords are stems of which one stands in every such line.
var countWords = []string{"read", "Read", "view", "View", "hit", "Hit", "visit", "like", "omment", "download", "share", "rticle", "nowledge"}

// A datesLook is how a line is set that says when something was published.
type datesLook struct {
	key, class string
	kind       BlockKind
}

// datesAlike are the lines that say when something was published, themselves or with the day
// in the next, and are set alike with others that say another day.
func datesAlike(doc *Document) []int {
	var at []int
	looks := make(map[datesLook][]int)
	dates := make(map[datesLook]string)
	several := make(map[datesLook]bool)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main || len(b.Text) >= 100 || !mayBeFact(b.Text) {
			continue
		}
		key, date := fact(foldKeepLines(b.Text))
		if key == "" {
			key, date = pairAt(doc, i)
		}
		if key != "published" && key != "last_updated" {
			continue
		}
		k := datesLook{key, b.Class, b.Kind}
		several[k] = several[k] || len(looks[k]) > 0 && dates[k] != date
		looks[k], dates[k] = append(looks[k], i), date
	}
	for k, lines := range looks {
		if several[k] {
			at = append(at, lines...)
		}
	}
	return at
}

// onlyDate is a date and nothing else.
var onlyDate = pattern.New(`^` + dateWords + `$`)

// datesLine reports a line that is a date or tells one of the page's.
func datesLine(text string) bool {
	return datesPage(text) || len(text) > 7 && len(text) < 40 && strings.ContainsAny(text[len(text)-1:], "0123456789") && onlyDate.MatchString(strings.ToLower(text))
}

// markDayAbove moves out the day that stands as a heading right above the title of a page, as
// blogs set it above each post: the post is not below it.
func markDayAbove(doc *Document) {
	above := -1
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.Region != Main:
			continue
		case b.Kind != Heading:
			return
		case above >= 0 && b.Text == doc.Title:
			doc.Blocks[above].Region = Furniture
			return
		}
		if above = -1; len(b.Text) < 40 && dayNumber.MatchString(b.Text) && onlyDate.MatchString(strings.ToLower(b.Text)) {
			above = i
		}
	}
}

// dayNumber is the number of a day, which a month or year alone has not.
var dayNumber = pattern.New(`\b\d{1,2}(?:st|nd|rd|th)?\b`)

// datesPair reports the label of the date in the next block, when something was published
// or updated.
func datesPair(doc *Document, i int) bool {
	if !mayBeFact(doc.Blocks[i].Text) {
		return false
	}
	key, _ := pairAt(doc, i)
	return key == "published" || key == "last_updated"
}

// datesPage reports a line that says when something was published or updated.
func datesPage(text string) bool {
	if !mayBeFact(text) {
		return false
	}
	key, _ := fact(foldKeepLines(text))
	return key == "published" || key == "last_updated"
}

// namesEntry reports a block that can be the title of an entry: a heading below
// the page's own, or nothing but a link.
func namesEntry(b *Block) bool {
	return b.Kind == Heading && b.Level > 1 || len(b.Links) > 0 && linked(b)*3 >= len(b.Text)*2
}

// tellsOf reports a sentence that names what was updated: "This chapter was ...".
func tellsOf(text string) bool {
	if len(text) < 5 || !strings.EqualFold(text[:5], "this ") {
		return false
	}
	low := strings.ToLower(text[:min(len(text), 40)])
	return strings.Contains(low, " was ") || strings.Contains(low, " has been ")
}
