package normalise

import (
	"regexp"
	"strings"

	"manualwatch/parse"
)

// An amendReader reads a page of amendments, block by block. What stands above a
// row gives its release, its scope and, on some sites, its chapter.
type amendReader struct {
	rd      *reading
	page    *Page
	rows    []Amendment
	release string // as printed: "March 2018"
	date    Date
	year    int
	above   int  // rows above the date
	parted  bool // scopes stand inside months
	isNew   bool
	scope   string
	chapter string // heading above, where chapters are headings
	link    string
	columns columns
	table   int
	titles  *titleIndex
	open    int          // index of the row that following paragraphs belong to, -1
	spans   []span       // cells that reach down into the rows below
	next    Date         // declared next update
	names   map[int]bool // blocks that name a chapter by their place, see findRhythm and findTold
	told    bool         // names stand above sentences of change, see findTold
	glued   bool         // the cells of a row ran together, see gluedRow

	nameFirst bool // names stand before their dates, see findRhythm
}

const defaultScope = "local"

// readAmendments reads one page of amendments.
func (rd *reading) readAmendments(p *Page, titles *titleIndex) *amendReader {
	r := &amendReader{rd: rd, page: p, scope: defaultScope, titles: titles, open: -1}
	r.run(r.page.Blocks)
	return r
}

func (r *amendReader) run(blocks []parse.Block) {
	if looseTable(blocks) {
		r.looseRows(blocks)
		return
	}
	r.findRhythm(blocks)
	r.findTold(blocks)
	r.findListed(blocks)
	for i := range blocks {
		b := &blocks[i]
		if d, ok := nextUpdate(b.Text); ok {
			r.next = d
		}
		if b.Region != parse.Main || strings.TrimSpace(b.Text) == "" {
			continue
		}
		switch {
		case b.Kind == parse.Row:
			r.row(b)
		case b.Kind == parse.Item && i+1 < len(blocks) && termOf(b, &blocks[i+1]):
			r.heading(b)
		case b.Kind == parse.Heading || b.Kind == parse.Box || b.Bold && len(b.Links) == 0 && countWords(b.Text) <= 25:
			r.heading(b)
		case b.Kind == parse.Paragraph && regexpColumns.MatchString(squeeze(b.Text)):
			r.glued, r.chapter, r.open = true, "", -1
		case b.Kind == parse.Item && r.glued && r.open >= 0:
			r.details(b)
		case b.Kind == parse.Item:
			r.item(b)
		case r.names[i]:
			r.chapter, r.link, r.open = squeeze(b.Text), linkOf(b.Links), -1
		case b.Kind == parse.Paragraph:
			if r.names != nil && !r.nameFirst && lineOfDate(b) {
				r.chapter = ""
			}
			r.paragraph(b)
		}
	}
}

// termOf reports whether item b is the term that the deeper item after it
// explains, as in a definition list.
func termOf(b, next *parse.Block) bool {
	return b.Bold && next.Kind == parse.Item && next.Level > b.Level && next.Group == b.Group
}

// headLead is what can stand before the date of a heading.
const headLead = `(?i)^(?:(?:latest|recent|previous)\s+)?(?:(?:version|release|issue|edition|v)\.?\s*\d+(?:\.\d+)*\s*[-–:,(]\s*)?(?:amendments?|updated|updates?|changes|release|version|published|posted|added|date|uploaded|made)?\s*(?:for|in|from|on|of|made\s+in|made\s+on|:|-|–|\()*\s*`

var (
	yearHead    = anchor(`(?i)^(?:archived?\s+)?(?:amendments?|updates?|changes)?\s*(?:for|in|from|archive|:|-|–)?\s*((?:19|20)\d\d)(?:\s+(?:amendments?|updates?|changes|archive|releases?))?(?:\s+archive)?$`)
	dateHead    = regexp.MustCompile(headLead + `(.{4,40}?)\)?\s*(?:amendments?|updates?|changes|release|update)?$`)
	headOpening = anchor(headLead + `[\s\x{a0}.,;:()\[\]|]*(?:\d|(?:version|issue|edition|v)\.?\s*\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`)
	headClosing = ending(`(?i)(?:(?:\d|m|z)[\s\x{a0}.,;:()\[\]|]*(?:amendments?|updates?|changes|release)?|\))$`)
	newHead     = anchor(`(?i)^(?:(?:list\s+of\s+)?new\s+(?:chapters?|procedures?|policies|guidance|features?|sections?|content|documents?|and\s+features|additions?)(?:\s+(?:and|&|or|/)\s+(?:new\s+)?\w+(?:\s+\w+)?)?|(?:chapters?|procedures?)\s+added|new|additions?)$`)
	updatedHead = anchor(`(?i)^(?:(?:list\s+of\s+)?(?:updated|amended|revised|changed|reviewed|existing|amendments\s+to)\s*(?:and\s+\w+\s+)?(?:chapters?|procedures?|policies|guidance|sections?|content|documents?)?(?:\s+(?:and|&)\s+\w+)?|(?:chapters?|procedures?)\s+(?:updated|amended|revised)|(?:removed|withdrawn|deleted|archived)\s+(?:chapters?|procedures?|policies))$`)
	scopeHead   = regexp.MustCompile(`(?i)^(?:(.{2,60}?)\s+)?(?:(?:safeguarding\s+)?(?:children'?s?\s+)?(?:board|boards|partnership|area|authority)(?:'s)?\s+|local\s+|shared\s+|regional\s+)?(?:amendments?|updates?|changes|chapters?|procedures?|information)(?:\s+(?:to\s+(?:the\s+)?)?(?:local|shared|regional)?\s*(?:chapters?|procedures?))?$|^(?:local|shared|regional)$`)
	nextWords   = atWord(`(?i)next\s+(?:planned\s+|scheduled\s+|full\s+)?(?:update|release|upload|revision|amendments?)\b(?:\s+(?:of|to)\s+(?:the|this)\s+[\w ]{3,40}?)?(?:\s+(?:is|will\s+be|due|planned|scheduled|date|expected|published|made|for|in|on))*\s*[:\-–]?\s*`)
)

// nextUpdate reads a promise: "Next update: March 2024".
func nextUpdate(text string) (Date, bool) {
	if !saysNext(text) {
		return Date{}, false
	}
	at := nextWords.FindStringIndex(text)
	if at == nil {
		return Date{}, false
	}
	rest := text[at[1]:]
	d, words, ok := firstDate(rest)
	if !ok || strings.Index(rest, words) > 20 {
		return Date{}, false
	}
	return d, true
}

// saysNext is a cheap test for "next" in any case.
func saysNext(text string) bool {
	for _, x := range []byte("xX") {
		for from := 0; ; {
			k := strings.IndexByte(text[from:], x)
			if k < 0 {
				break
			}
			from += k + 1
			if from >= 3 && from < len(text) && text[from-3]|0x20 == 'n' && text[from-2]|0x20 == 'e' && text[from]|0x20 == 't' {
				return true
			}
		}
	}
	return false
}

// heading reads a heading: a date, a kind of change, a scope or a chapter.
func (r *amendReader) heading(b *parse.Block) {
	text := strings.TrimSpace(strings.Trim(squeeze(b.Text), ":"))
	if r.setContext(text) {
		r.chapter, r.link, r.open = "", "", -1
		return
	}
	if b.Kind == parse.Heading && b.Level == 1 || junkTitle.MatchString(text) || amendLabel.MatchString(text) {
		return
	}
	r.open = -1
	if chapter, details := r.split(squeeze(b.Text)); chapter != "" && details != "" && !r.date.IsZero() && r.titles.fit(squeeze(b.Text)) < 1 && r.titles.fit(chapter) >= 1 {
		r.add(chapter, details, linkOf(b.Links))
		return
	}
	if !r.date.IsZero() || len(b.Links) > 0 || r.titles.find(text) >= 0 {
		r.chapter, r.link = text, linkOf(b.Links)
	}
}

// setContext takes a heading that tells when, what sort or whose the rows below
// are; false if it tells none of these.
func (r *amendReader) setContext(text string) bool {
	if m := yearHead.FindStringSubmatch(text); m != nil {
		r.year = readYear(m[1])
		r.release, r.date = "", Date{}
		return true
	}
	if d, words, ok := headDate(text); ok {
		r.release, r.date, r.above = words, d, len(r.rows)
		return true
	}
	if m, ok := monthName(text); ok && r.year > 0 {
		r.release = text
		r.date, r.above = Date{Y: r.year, M: m, D: 1, Precision: Month}, len(r.rows)
		return true
	}
	switch {
	case newHead.MatchString(text):
		r.isNew = true
	case updatedHead.MatchString(text):
		r.isNew = false
	default:
		return r.setScope(text)
	}
	return true
}

// headDate reads a date alone or with a word for change beside it: "March 2018",
// "Amendments - March 2018", "Updates made in May 2016".
func headDate(text string) (Date, string, bool) {
	if !headOpening.may(text) || !headClosing.may(text) || !mayHoldDate(text) {
		return Date{}, "", false
	}
	if d, ok := ParseDate(text); ok && d.Precision != Year {
		return d, text, true
	}
	if m := dateHead.FindStringSubmatch(text); m != nil {
		if d, ok := ParseDate(m[1]); ok && d.Precision != Year {
			return d, strings.TrimSpace(m[1]), true
		}
	}
	if at := strings.Index(text, " ("); at > 0 && strings.HasSuffix(text, ")") {
		if d, ok := ParseDate(text[:at]); ok && d.Precision != Year {
			return d, text[:at], true // "May 2017 (one more added in June)"
		}
	}
	return Date{}, "", false
}

// setScope reads "Shared Board Amendments", "Local Updates", "Northtown Board
// Amendments".
func (r *amendReader) setScope(text string) bool {
	f := fold(text)
	if r.titles.find(text) >= 0 {
		return false
	}
	if !scopeHead.MatchString(text) && !r.isArea(text) {
		return false
	}
	whose := ""
	switch {
	case strings.Contains(f, "shared"), strings.Contains(f, "regional"):
		whose = "shared"
	case strings.Contains(f, "local"):
		whose = "local"
	}
	for _, a := range r.rd.in.Areas {
		if strings.HasPrefix(slug(text)+"-", slug(a)+"-") {
			whose = slug(a)
		}
	}
	if area := r.rd.area(r.page.URL); area != "" && strings.HasPrefix(slug(text)+"-", area+"-") {
		whose = area
	}
	if whose == "" {
		if m := areaHead.FindStringSubmatch(text); m != nil {
			whose = slug(m[1])
		}
	}
	if whose == "" {
		return false
	}
	// Scopes right below a month are parts of it; elsewhere each has its own months.
	r.parted = r.parted || !r.date.IsZero() && len(r.rows) == r.above
	if !r.parted {
		r.release, r.date = "", Date{}
	}
	r.scope, r.isNew = whose, false
	return true
}

var areaHead = regexp.MustCompile(`(?i)^([\w&' -]{3,40}?)\s+(?:(?:safeguarding\s+)?(?:children'?s?\s+)?board|local|area|council)(?:'s)?\s+(?:amendments?|updates?|changes)$`)

func (r *amendReader) isArea(text string) bool {
	for _, a := range r.rd.in.Areas {
		if slug(a) == slug(text) {
			return true
		}
	}
	return false
}

// add appends a row.
func (r *amendReader) add(chapter, details, link string) *Amendment {
	a := Amendment{Scope: r.scope, Chapter: squeeze(chapter), Details: details, Release: r.release, Date: r.date, DateText: r.release, New: r.isNew, URL: r.page.URL, Link: link}
	if newWords.MatchString(details) && len(details) < 80 {
		a.New = true
	}
	r.rows = append(r.rows, a)
	return &r.rows[len(r.rows)-1]
}

var newWords = regexp.MustCompile(`(?i)^(?:(?:this\s+is\s+)?an?\s+)?new\s+(?:(?:chapter|procedure|policy|guidance)\b|section\s*(?:[.:;–—-]|$))`)

func linkOf(links []parse.Link) string {
	if len(links) == 0 {
		return ""
	}
	return links[0].Href
}

// item reads a list item: "1.8 Notices - new chapter", with or without a date.
func (r *amendReader) item(b *parse.Block) {
	text := strings.TrimSpace(b.Text)
	if r.setContext(strings.Trim(squeeze(text), ":")) {
		return
	}
	if r.chapter != "" {
		r.details(b)
		return
	}
	r.entry(b)
}

// paragraph reads running text: a date line, "Chapter: details", or details of
// the chapter named above.
func (r *amendReader) paragraph(b *parse.Block) {
	text := strings.TrimSpace(b.Text)
	if r.setContext(strings.Trim(squeeze(text), ":")) {
		r.open = -1
		return
	}
	if r.dateLine(text) {
		return
	}
	if _, ok := nextUpdate(text); ok {
		return
	}
	if r.glued && r.gluedRow(b) || r.told && r.toldRow(b) {
		return
	}
	if r.chapter != "" {
		r.details(b)
		return
	}
	if r.date.IsZero() && !r.dated(b) || len(b.Links) == 0 && listCaption.MatchString(text) {
		return
	}
	if len(b.Links) == 0 && !r.splits(text) && !leadDate.MatchString(text) && len(r.rows) > 0 && r.open >= 0 && r.open == len(r.rows)-1 {
		r.rows[r.open].Details = joinLines(r.rows[r.open].Details, text)
		return
	}
	r.entry(b)
}

// listCaption is a line that only names the list of amendments, as captions do.
var listCaption = anchor(`(?i)^(?:(?:list|table|log|record|history|summary)\s+of\s+)?(?:the\s+)?(?:latest\s+|recent\s+)?(?:amendments?|updates?|changes|revisions)\s+(?:made\s+)?(?:to|in)\s+(?:the\s+|this\s+|our\s+)?(?:procedures?\s+)?(?:manual|handbook|procedures|policies|guidance|website|site|document)$`)

// dated reports whether a paragraph carries its own date and leads somewhere, as
// a list of links with metadata lines does.
func (r *amendReader) dated(b *parse.Block) bool {
	if _, _, ok := firstDate(b.Text); ok && (len(b.Links) > 0 || r.splits(dateOff(b.Text))) {
		return true
	}
	return len(b.Links) == 1 && countWords(b.Text) < 30 && linkShare(b.Text, b.Links) > 0.7 && r.titles.byLink(b.Links[0].Href) >= 0
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// details adds a block under a chapter heading to its row.
func (r *amendReader) details(b *parse.Block) {
	text := strings.TrimSpace(b.Text)
	own := r.date.IsZero() && leadDate.MatchString(text) // a line with a date of its own is a row of its own
	if r.open >= 0 && !own {
		a := &r.rows[r.open]
		a.Details = joinLines(a.Details, text)
		return
	}
	a := r.add(r.chapter, text, firstOf(r.link, linkOf(b.Links)))
	if own {
		a.Date, a.DateText, a.Details = lineDate(text)
	}
	r.open = len(r.rows) - 1
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// dateLine reads a line below an entry that tells its date: "Updated 3 May 2024".
func (r *amendReader) dateLine(text string) bool {
	if len(r.rows) == 0 || countWords(text) > 12 {
		return false
	}
	m := dateHead.FindStringSubmatch(squeeze(text))
	d, ok := ParseDate(text)
	if !ok && m != nil {
		d, ok = ParseDate(m[1])
	}
	if !ok {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	if last.Date.IsZero() {
		last.Date, last.DateText = d, squeeze(text)
		return true
	}
	return false
}
