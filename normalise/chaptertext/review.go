package chaptertext

import (
	"slices"
	"strings"
	"unicode/utf8"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

const (
	reviewDate = `((?:\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:` + pattern.AnyMonths + `)\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)|\d{4}-\d\d-\d\d|\d{1,2}/(?:19|20)\d\d|` + dates.SeasonPattern + `|(?:19|20)\d\d|tbc|tba)`
	reviewed   = `(?:reviewed|updated|review|update|amended|revised|revision|checked|agreed\s+and\s+reviewed)`
	// reviewLead and reviewJoint stand before a label and between it and its date.
	reviewLead  = `(?i)^[\s.;,|•·–—/(-]*`
	reviewJoint = `\s*(?:in|on|:|-|–|—|\||=)*\s*`
	// reviewBody says who reviewed or approved, the second group of a mark.
	reviewBody = `(\s+by\s+[^.,;:|\d]{2,80}?,?)?`
	// whichDocument is the reference of the document, "Reference: SGA-03", beside the number of its issue.
	whichDocument = `(?:(?:document|policy|procedure|guideline)\s+)?ref(?:erence)?\.?(?:\s+(?:no\.?|number|code))?\s*:\s*[a-z]{1,8}[-/ ]?\d+(?:[-/.]\d+)*[a-z]?`
	andAgreed     = `(?:\s+(?:and|&)\s+(?:re-?)?(?:approved|agreed|ratified|updated|amended|revised|reviewed))?`
)

var (
	thingWords = `(?:(?:this|the)\s+)?(?:(?:chapter|procedure|policy|guidance|document|protocol|page|section|content)\s+)?(?:was\s+|is\s+|will\s+be\s+|has\s+been\s+)?`
	nextMark   = pattern.New(reviewLead + `(?:` + thingWords + `(?:(?:date\s+(?:of|for)\s+)?(?:the\s+)?next\s+(?:planned\s+|scheduled\s+)?` + reviewed + `(?:\s+date)?|date\s+(?:of|for)\s+(?:next\s+)?review|due\s+for\s+(?:next\s+)?review|(?:to\s+be|for)\s+review(?:ed)?(?:\s+(?:by|again))?|review\s+(?:due|by)(?:\s+date)?|review\s+date|due(?:\s+(?:to\s+be\s+)?review(?:ed)?)?))(?:\s+is)?(?:\s+due)?\s*(?:in|on|by|:|-|–|—|\||=)*\s*` + reviewDate)
	// bareMark is a review of which neither is said that it was nor that it will be.
	bareMark = pattern.New(reviewLead + thingWords + `review` + reviewJoint + reviewDate)
	lastMark = pattern.New(reviewLead + `(?:` + thingWords + `(?:(?:date\s+)?(?:of\s+)?(?:the\s+)?last\s+` + reviewed + `(?:\s+date)?|date\s+(?:last\s+)?(?:of\s+last\s+)?` + reviewed + `|` + reviewed + `))` + andAgreed + reviewBody + reviewJoint + reviewDate)
	metaMark = pattern.New(reviewLead + `(?:(?:date\s+(?:of\s+)?)?(?:issued?|approved|ratified|published|effective(?:\s+from)?|implemented|agreed|created|adopted|(?:(?:first|originally)\s+)?written|first\s+published|publication|approval|issue\s+date|approval\s+date|date\s+of\s+(?:issue|approval|publication))` + reviewBody + `(?:\s*(?:in|on|:|-|–|\||=)+\s*|\s+)` + reviewDate + `|(?:version|issue|v)\.?\s*(?:no\.?\s*|number\s*)?[:\s]*\d+(?:\.\d+)*(?:(?:\s*[,–-]\s*|\s+)` + reviewDate + `)?|` + whichDocument + `)`)
)

// takeReviews takes lines that only tell review dates out of the text: "Last
// reviewed in April 2024", "Last updated June 2017. Date of review June 2018."
// A sentence that says more stays. The blocks are changed in place.
func (c *Text) takeReviews(blocks []parse.Block) []parse.Block {
	kept := 0
	for i := range blocks {
		if b := &blocks[i]; b.Kind != parse.Heading && mayReview(b.Text) && c.reviewLine(b.Text, i) {
			continue
		}
		if kept < i {
			blocks[kept] = blocks[i]
		}
		kept++
	}
	return blocks[:kept]
}

// mayReview is a cheap test: a short line with a digit that ends in a date.
func mayReview(text string) bool {
	if len(text) >= 220 || !endsInReview(text) || !wording.HasDigit(text) {
		return false
	}
	if len(text) > 1 && text[0]|0x20 == 'v' && wording.IsDigit(text[1]) {
		return wording.CountWords(text) <= 4 // "v4 May 2023"
	}
	for _, stem := range []string{"eview", "EVIEW", "pdate", "PDATE", "evise", "ersion", "ERSION", "ssue", "pprov", "atified", "ublish", "ritten", "RITTEN", "dopted", "ffective", "greed", "heck", "mend"} {
		if strings.Contains(text, stem) {
			return wording.CountWords(text) <= 24
		}
	}
	return false
}

// endsInReview reports whether a line ends in a digit or like "tbc" and "tba".
func endsInReview(text string) bool {
	for text != "" {
		last := text[len(text)-1]
		switch {
		case wording.IsDigit(last) || last|0x20 == 'c' || last|0x20 == 'a':
			return true
		case last == '\n' || last < utf8.RuneSelf && strings.IndexByte(reviewSigns, last) >= 0:
			text = text[:len(text)-1]
		case strings.HasSuffix(text, "–"):
			text = strings.TrimSuffix(text, "–")
		default:
			return false
		}
	}
	return false
}

// reviewSigns may stand around the dates of a review.
const reviewSigns = " .;,|()–—/-"

// ReviewDates are when a chapter was and will be reviewed.
type ReviewDates struct {
	LastReviewed, NextReview normalise.Date // zero if none is told
}

// A reviewLine is a line in which nothing but dates with their labels stands.
type reviewLine struct {
	last, next normalise.Date
	bare       normalise.Date // of "Review: May 2026"
	dated      bool           // by a review
	says       bool           // what the columns do not hold: who reviewed, a season, a day that no month has
}

// reviewMarks are the labels of dates in the order in which they are tried, each with the date
// of a line that it tells, nil for a day on which nothing was reviewed.
var reviewMarks = []struct {
	mark *pattern.Pattern
	date func(*reviewLine) *normalise.Date
}{
	{nextMark, func(l *reviewLine) *normalise.Date { return &l.next }},
	{bareMark, func(l *reviewLine) *normalise.Date { return &l.bare }},
	{lastMark, func(l *reviewLine) *normalise.Date { return &l.last }},
	{metaMark, nil},
}

// take reads one label with its date off the front of text and returns what follows it; it is
// false if none stands there.
func (l *reviewLine) take(text string) (string, bool) {
	for i := range reviewMarks {
		k := &reviewMarks[i]
		m := k.mark.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if k.date != nil {
			l.dated = true
			l.read(m[len(m)-1], k.date(l))
		}
		l.says = l.says || len(m) > 2 && strings.TrimSpace(m[1]) != ""
		return l.takeFurther(text[len(m[0]):], k.mark == lastMark), true
	}
	return text, false
}

// furtherDate is one more date of a label: "Updated May 2012 and June 2013".
var furtherDate = pattern.New(`(?i)^\s*(?:,\s*and|,|;|&|and)\s+` + reviewDate)

// takeFurther reads more dates of one label off the front of text, and returns what follows them.
// Of several reviews the latest is the last one.
func (l *reviewLine) takeFurther(text string, reviews bool) string {
	for {
		m := furtherDate.FindStringSubmatch(text)
		if m == nil {
			return text
		}
		if reviews {
			l.read(m[1], &l.last)
		}
		text = text[len(m[0]):]
	}
}

// read reads a printed date.
func (l *reviewLine) read(printed string, to *normalise.Date) {
	if d, ok := dates.Parse(printed); ok {
		*to = d
	} else if d, ok := dates.Season(printed); ok {
		*to, l.says = d, true
	} else {
		l.says = l.says || wording.HasDigit(printed) // no day of the calendar, where "tbc" is none at all
	}
}

// readReview reads a line; it is false if anything but dates with their labels stands in it.
func readReview(text string, at int) (l reviewLine, ok bool) {
	const most = 6 // dates, and blocks above those that tell only of an issue
	rest, more := strings.ReplaceAll(text, "\n", " "), true
	for n := 0; n < most && more; n++ {
		rest, more = l.take(rest)
	}
	return l, (l.dated || at < most) && strings.Trim(rest, reviewSigns) == ""
}

// reviewLine reads the dates of a line if nothing but these with their labels stands in it, and
// reports whether the columns hold all that it says. A review alone is one to come, as it is
// where documents print it beside the day of their issue; beside one that is called the next it
// was the last.
func (c *ReviewDates) reviewLine(text string, at int) bool {
	l, ok := readReview(text, at)
	if !ok {
		return false
	}
	if l.next.IsZero() {
		l.next = l.bare
	} else {
		l.last = orDate(l.last, l.bare)
	}
	c.LastReviewed, c.NextReview = orDate(l.last, c.LastReviewed), orDate(untilEnd(l.next), c.NextReview)
	return !l.says
}

// untilEnd is the last month of a season in which a review is due: nothing is overdue before.
func untilEnd(d normalise.Date) normalise.Date {
	if d.Precision != normalise.Quarter {
		return d
	}
	_, to := d.Span()
	last := to.AddDate(0, -1, 0)
	return normalise.Date{Y: last.Year(), M: last.Month(), D: 1, Precision: normalise.Month}
}

// PageReviews reads review dates that the parser took out of the page: from its
// facts, and from lines that tell last and next date together. "Last updated"
// alone is the clock of a web site and no review, and neither is the day on which the site
// promises its next update. seen keeps what lines of other
// pages told: most stand on all.
func (c *Text) PageReviews(d *parse.Document, seen *parallel.Memo[string, ReviewDates]) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Furniture || !wording.HasDigit(b.Text) || manualUpdate.MatchString(b.Text) {
			continue
		}
		for _, part := range footerParts(b.Text) {
			if !mayReview(part) {
				continue
			}
			line := seen.Get(part, func() (line ReviewDates) {
				line.reviewLine(part, 0)
				return line
			})
			if !line.NextReview.IsZero() {
				c.LastReviewed, c.NextReview = orDate(c.LastReviewed, line.LastReviewed), orDate(c.NextReview, line.NextReview)
				break
			}
		}
	}
	if last, ok := dates.Parse(d.Meta["last_reviewed"]); ok {
		c.LastReviewed = orDate(c.LastReviewed, last)
	}
	if next, ok := dates.Parse(d.Meta["next_review"]); ok {
		c.NextReview = orDate(c.NextReview, next)
	}
}

// HeaderDraft reads the mark of a draft in the headers and footers of a document that is the
// chapter alone, as the first line of its text, where the text has none.
func (c *Text) HeaderDraft(d *parse.Document) {
	var mark string
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region == parse.Main && wording.MarksDraft(b.Text) {
			return
		}
		if b.Region != parse.Furniture || mark != "" {
			continue
		}
		for _, part := range footerParts(b.Text) {
			if part = strings.TrimSpace(part); wording.MarksDraft(part) {
				mark = part
			}
		}
	}
	if mark != "" {
		c.Own = append([]parse.Block{{Kind: parse.Paragraph, Region: parse.Main, Text: mark}}, c.Own...)
	}
}

// TakenOut reads the dates of review of a line that the parser took out of a page, where it is
// known of what they are: none of a line that only tells when something was updated.
func TakenOut(b *parse.Block) (r ReviewDates, ok bool) {
	if b.Region != parse.Furniture || !mayReview(b.Text) || manualUpdate.MatchString(b.Text) {
		return r, false
	}
	r.reviewLine(b.Text, 0)
	return r, !r.NextReview.IsZero() || !r.LastReviewed.IsZero() && strings.Contains(strings.ToLower(b.Text), "review")
}

// Add takes the dates that r has not.
func (r *ReviewDates) Add(o ReviewDates) {
	r.LastReviewed, r.NextReview = orDate(r.LastReviewed, o.LastReviewed), orDate(r.NextReview, o.NextReview)
}

// Printed tells the dates as they are printed, "" where there are none.
func (r *ReviewDates) Printed() string {
	var told []string
	if !r.LastReviewed.IsZero() {
		told = append(told, "last review "+r.LastReviewed.Printed())
	}
	if !r.NextReview.IsZero() {
		told = append(told, "next review "+r.NextReview.Printed())
	}
	return strings.Join(told, ", ")
}

// withUnread gives back to the text the lines that the parser took for dates of review where no
// date can be read in them: "Next review: Spring 2026", "Review due: easter 2026".
func withUnread(d *parse.Document, blocks []parse.Block) []parse.Block {
	copied := false
	for _, key := range []string{"last_reviewed", "next_review"} {
		printed := d.Meta[key]
		if _, ok := dates.Parse(printed); ok || printed == "" {
			continue
		}
		for i := range blocks {
			if blocks[i].Region != parse.Furniture || !strings.Contains(blocks[i].Text, printed) {
				continue
			}
			if !copied {
				blocks, copied = slices.Clone(blocks), true
			}
			blocks[i].Region = parse.Main
			if label := i - 1; label >= 0 && blocks[label].Region == parse.Furniture && !wording.HasDigit(blocks[label].Text) && kindOfLabel(strings.TrimRight(blocks[label].Text, ": ")) == whenKind {
				blocks[label].Region = parse.Main
			}
		}
	}
	return blocks
}

// pageFirst and pageLast are the number of the page at the ends of a header or footer: "Page 1 of
// 5", which a file whose pages were never counted may print without the numbers, or a number alone
// behind a year.
var (
	pageFirst = pattern.New(`(?i)^(?:page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s+of\s+\d{1,4})[\s|•·–—-]+`)
	pageLast  = pattern.New(`(?i)[\s|•·–—-]+(?:(?:page|pg?\.)\s*\d{0,4}(?:\s*(?:of|/)\s*\d{0,4})?|\d{1,3}\s*(?:of|/)\s*\d{1,3})$`)
	loneLast  = pattern.New(`((?:19|20)\d\d)[\s|•·–—-]+\d{1,3}$`)
)

// footerParts are a header or footer without the number of its page and, where signs part it, as
// in "Isle Board | Review due: May 2027 | Page 1", its parts.
func footerParts(text string) []string {
	const longest = 300 // of a header or footer
	if len(text) > longest {
		return nil
	}
	text = pageLast.ReplaceAllString(pageFirst.ReplaceAllString(strings.TrimSpace(text), ""), "")
	text = loneLast.ReplaceAllString(text, "$1")
	parts := []string{text}
	if strings.ContainsAny(text, "|•·") {
		parts = append(parts, strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("|•·", r) })...)
	}
	return parts
}

// manualUpdate promises the next release of the whole manual, which is no review of a chapter.
var manualUpdate = pattern.New(`(?i)\bnext\s+(?:planned\s+|scheduled\s+)?updated?\b`)

func orDate(a, b normalise.Date) normalise.Date {
	if a.IsZero() {
		return b
	}
	return a
}
