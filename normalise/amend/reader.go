// Package amend reads a board's own record of its changes, in whatever form: tables, lists,
// posts, cards, boxes, the fronts of documents. Each row is resolved to a section or left
// with the reason.
//
// A page is read in several ways, and the reading that understands most of it is taken; see
// bestReading.
package amend

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// An amendReader reads a page of amendments, block by block. What stands above a
// row gives its release, its scope and, on some sites, its chapter.
type amendReader struct {
	log          *Log
	page         *normalise.Page
	rows         []normalise.Amendment
	stands       []standing // of each row
	amendContext            // of what follows
	above        int        // rows above the date
	turns        int        // dates with rows right above them
	shifted      bool       // dates are read as those of the rows below them, and stand below their rows
	parted       bool       // scopes stand inside months
	chapter      string     // heading above, where chapters are headings
	link         string
	level        int    // of that heading
	nameList     int    // the last list an item of which named a chapter over others, 0 if none
	fresh        string // the last of these with a flag that says that the chapter is new
	columns      layout.Columns
	table        int
	spreadRows   map[int]*parse.Block // the same rows by their place among the blocks
	titles       *titleIndex
	name         headName               // the last heading
	open         int                    // index of the row that following paragraphs belong to, -1
	tables       map[int][]*parse.Block // rows of the tables, see spreadTables
	next         normalise.Date         // declared next update
	names        map[int]bool           // blocks that name a chapter by their place, see findRhythm and findTold
	setAs        map[string]bool        // how names of chapters are set that head what follows, see findSetNames
	listed       bool                   // the last row was an item of a list
	itemLevel    int                    // of that item
	aside        bool                   // below a heading that has nothing to do with amendments
	told         bool                   // names stand above sentences of change, see findTold
	glued        bool                   // the cells of a row ran together, see gluedRow

	nameFirst bool // names stand before their dates, see findRhythm

	inTable bool // a row of a table is being read
	left    int  // passages that were left out, see sift
	beside  int  // posts that were left out, see withoutOtherPosts

	// What every reading of the page has the same:
	voted    *parallel.Memo[int, layout.Columns] // of the tables, see votedColumns
	records  *parallel.Memo[string, bool]        // what isRecord found, by line
	words    *parallel.Memo[string, int]         // what wordsOf found, by line
	tags     map[string]bool                     // lines of dates behind a tag, see findTags
	areas    []string                            // of the manual, by the register and by the page, see findAreas
	dayHeads bool                                // headings say a day and a name, see findDayHeads
	coded    bool                                // names stand behind their numbers and a sign, see findCoded
	others   int                                 // other pages of amendments that the page leads to
}

// A standing is where on its page a row stands.
type standing struct {
	tabled bool   // in a table
	kinded bool   // below a heading that says what sort of change follows
	head   string // the heading over it that says neither when nor which
}

// An amendContext is what stands above a row.
type amendContext struct {
	head    string // a heading that says neither when nor which
	release string // as printed: "March 2018"
	date    normalise.Date
	years   period // that a heading tells
	scope   string
	isNew   bool
	kinded  bool // below a heading that says what sort of change follows
}

// DefaultScope is the scope of what a board's own page tells where it names none.
const DefaultScope = "local"

// mostPromise is how many words a line has at most that only promises the next update.
const mostPromise = 12

func (r *amendReader) run(blocks []parse.Block) {
	if looseTable(blocks) {
		r.looseRows(blocks)
		return
	}
	r.findRhythm(blocks)
	r.findTold(blocks)
	r.findListed(blocks)
	r.findSetNames(blocks)
	r.tables, r.spreadRows = r.spreadTables(blocks)
	r.fillDates()
	for i := range blocks {
		b := &blocks[i]
		if d, ok := NextUpdate(b.Text); ok {
			r.next = d
			if b.Region == parse.Main && b.Kind != parse.Row && wording.CountWords(b.Text) <= mostPromise {
				r.chapter, r.link, r.open = "", "", -1
				continue
			}
		}
		if b.Region != parse.Main || strings.TrimSpace(b.Text) == "" || r.aside && b.Kind != parse.Heading {
			continue
		}
		switch {
		case b.Kind == parse.Row:
			r.row(r.spreadRows[i])
		case b.Kind == parse.Item && i+1 < len(blocks) && (layout.TermOf(b, &blocks[i+1]) || r.overItems(b, &blocks[i+1])):
			r.heading(b)
		case b.Kind == parse.Heading:
			r.closeName(b.Level)
			r.heading(b)
			r.name = headName{chapter: r.chapter, level: b.Level, date: r.date, rows: len(r.rows)}
		case b.Kind == parse.Box || b.Bold && (len(b.Links) == 0 || r.setAs[lookOf(b)]) && wording.CountWords(b.Text) <= 25:
			r.heading(b)
		case b.Kind == parse.Paragraph && regexpColumns.MatchString(wording.Squeeze(b.Text)):
			r.glued, r.chapter, r.open = true, "", -1
		case b.Kind == parse.Item && r.glued && r.open >= 0:
			r.details(b)
		case b.Kind == parse.Item:
			r.item(b)
		case r.names[i]:
			r.chapter, r.link, r.open = wording.Squeeze(b.Text), layout.LinkOf(b.Links), -1
		case b.Kind == parse.Paragraph && opensList(b.Text) && i+1 < len(blocks) && blocks[i+1].Kind == parse.Item && r.titles.find(wording.Squeeze(b.Text)) < 0 && r.chapter == "":
			r.setLeadIn(wording.Squeeze(b.Text))
		case b.Kind == parse.Paragraph:
			r.text(b)
		}
	}
	r.closeName(0)
	r.shifted = r.turns >= leastRecords && r.above == len(r.rows) && r.rows[0].Date.IsZero() && r.titles.find(r.rows[0].Chapter) >= 0
}

var (
	// YearHead is a heading that says a year, or two, and hardly more.
	YearHead    = pattern.New(`(?i)^(?:archived?\s+)?(?:amendments?|updates?|changes|release\s+notes|(?:version|revision|amendment|change|update)\s*(?:history|log))?\s*(?:for|in|from|archive|:|-|–)?\s*((?:19|20)\d\d)(?:\s?([/–-])\s?(?:20)?\d\d)?(?:\s+(?:amendments?|updates?|changes|archive|releases?))?(?:\s+archive)?$`)
	newHead     = pattern.New(`(?i)^(?:(?:list\s+of\s+|` + countWord + `\s+)?new\s+(?:chapters?|procedures?|policies|guidance|features?|sections?|content|documents?|and\s+features|additions?)(?:\s+(?:and|&|or|/)\s+(?:new\s+)?\w+(?:\s+\w+)?)?|(?:chapters?|procedures?)\s+added|new|additions?|(?:newly\s+)?added)$`)
	updatedHead = pattern.New(`(?i)^(?:(?:significant|major|minor|main|key|other|further|small|technical|editorial)\s+(?:updates|amendments|changes|revisions)|(?:significant|major|minor)(?:\s+(?:update|amendment|change|revision|edit))?|(?:list\s+of\s+|` + countWord + `\s+)?(?:updated|amended|revised|changed|reviewed|existing|amendments\s+to)\s*(?:and\s+\w+\s+)?(?:chapters?|procedures?|policies|guidance|sections?|content|documents?)?(?:\s+(?:and|&)\s+\w+)?|(?:chapters?|procedures?)\s+(?:updated|amended|revised|removed|withdrawn|deleted|archived|retired|renamed|replaced|merged)|(?:removed|withdrawn|deleted|archived|retired|fixed|fixes|corrected|corrections|renamed|replaced|merged|moved|deprecated)(?:\s+(?:chapters?|procedures?|policies|documents?|sections?))?)$`)
	scopeHead   = pattern.New(`(?i)^(?:(.{2,60}?)\s+)?(?:(?:safeguarding\s+)?(?:children['’]?s?\s+)?(?:board|boards|partnership|area|authority)(?:['’]s)?\s+|local\s+|shared\s+|regional\s+)?(?:amendments?|updates?|changes|chapters?|procedures?|information)(?:\s+(?:to\s+(?:the\s+)?)?(?:local|shared|regional)?\s*(?:chapters?|procedures?))?$|^(?:local|shared|regional)$`)
	nextWords   = pattern.Edge(`(?i)next\s+(?:planned\s+|scheduled\s+|full\s+)?(?:update|release|upload|revision|amendments?)\b(?:\s+(?:of|to)\s+(?:the|this)\s+[\w ]{3,40}?)?(?:\s+(?:is|will\s+be|due|planned|scheduled|date|expected|published|made|for|in|on))*\s*[:\-–]?\s*`)
)

// NextUpdate reads a promise: "Next update: March 2024".
func NextUpdate(text string) (normalise.Date, bool) {
	if !saysNext(text) {
		return normalise.Date{}, false
	}
	at := nextWords.FindStringIndex(text)
	if at == nil {
		return normalise.Date{}, false
	}
	rest := text[at[1]:]
	d, words, ok := dates.FirstDate(rest)
	if !ok || strings.Index(rest, words) > 20 {
		return normalise.Date{}, false
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

// editionsHead stands over links to earlier editions of the manual.
var editionsHead = pattern.New(`(?i)^(?:archives?|(?:archived|previous|earlier|older|past)\s+(?:versions?|editions?|manuals?)(?:\s+of\s.{3,60})?)$`)

// heading reads a heading: a date, a kind of change, a scope or a chapter.
func (r *amendReader) heading(b *parse.Block) {
	text := strings.TrimSpace(strings.Trim(editMark.ReplaceAllString(wording.Squeeze(b.Text), ""), ":"))
	r.aside = false
	now := r.date
	if r.dayHeads && saysDayHead(b) {
		if d, printed, name := r.frontDay(text); !d.IsZero() && namesBehindDay(name) {
			r.setDate(d, printed)
			r.chapter, r.link, r.open = name, layout.LinkOf(b.Links), -1
			return
		}
	}
	if !r.isEntry(b) && (r.setContext(text) || r.setLeadIn(wording.Squeeze(b.Text))) {
		if r.open = -1; r.date == now || !r.inChapter(b) {
			r.chapter, r.link = "", ""
		}
		return
	}
	junk := toc.JunkTitle.MatchString(text) && r.titles.find(text) < 0 && !(r.setAs[lookOf(b)] && !r.date.IsZero() && ownPage.MatchString(text))
	if b.Kind == parse.Heading && (junk && !recordTitle.MatchString(text) || editionsHead.MatchString(text)) {
		r.chapter, r.link, r.open, r.aside = "", "", -1, true // "Contact us", "Share"
		return
	}
	if b.Kind == parse.Heading && b.Level == 1 || junk || chaptertext.AmendLabel.MatchString(text) {
		if b.Kind == parse.Heading {
			r.chapter, r.link, r.open = "", "", -1
		}
		return
	}
	r.open = -1
	if d, printed, name := r.frontDay(text); !d.IsZero() && r.titles.find(name) >= 0 {
		r.setDate(d, printed)
		r.chapter, r.link = name, layout.LinkOf(b.Links)
		return
	}
	if chapter, details := r.split(wording.Squeeze(b.Text)); chapter != "" && details != "" && !r.date.IsZero() && r.titleIn(wording.Squeeze(b.Text)) == "" && r.titles.fit(chapter) >= 1 {
		r.add(chapter, details, layout.LinkOf(b.Links))
		return
	}
	if recordTitle.MatchString(text) && r.titles.find(text) < 0 {
		r.chapter, r.link = "", "" // "Updates to the procedures", over a post
		return
	}
	if !r.date.IsZero() || len(b.Links) > 0 || r.titles.find(text) >= 0 || r.setAs[lookOf(b)] && canNameText(text) {
		r.chapter, r.link, r.level = cmp.Or(r.titleIn(text), text), layout.LinkOf(b.Links), b.Level*wording.BoolInt(b.Kind == parse.Heading)
		if _, flags := titleflag.StripFlags(text); slices.Contains(flags, normalise.FlagNew) || r.chapter != text && newTag.MatchString(text) {
			r.fresh = r.chapter
		}
	}
}

// ownPage is a page of the manual that is no chapter, and may be changed as one.
var ownPage = pattern.New(`(?i)^(?:contents(?:\s+(?:page|list))?|front\s+page|home\s*page|quick\s*guide)$`)

// isEntry reports a heading that says no day and leads as a whole to a page of its own,
// "Procedures updated" in a list of news.
func (r *amendReader) isEntry(b *parse.Block) bool {
	if len(b.Links) != 1 || layout.LinkShare(b.Text, b.Links) < 0.9 || r.log.entryPage(b.Links[0].Href, r.titles) < 0 {
		return false
	}
	_, _, dated := dates.FirstDate(b.Text)
	return !dated
}

// inChapter reports a heading below that of a chapter: a date in its history.
func (r *amendReader) inChapter(b *parse.Block) bool {
	return b.Kind == parse.Heading && r.chapter != "" && r.level > 0 && b.Level > r.level && r.titles.find(r.chapter) >= 0
}

// editMark is the link that wikis put beside their headings.
var editMark = pattern.New(`(?i)\s*\[\s*edit\s*\]$`)

// add appends a row.
func (r *amendReader) add(chapter, details, link string) *normalise.Amendment {
	chapter = layout.WithoutPictographs(chapter)
	chapter, isNew := r.unflagged(strings.TrimRight(wording.Squeeze(r.withoutListNumber(chapter)), ": "))
	chapter, details, day, printed := r.dayBeside(chapter, details)
	a := normalise.Amendment{Scope: r.scope, Chapter: chapter, Details: plainLines(details), Release: r.release, Date: r.date, DateText: r.release, New: r.isNew || isNew, URL: r.page.URL, Link: link}
	a.New = a.New || tellsNew(details)
	if !day.IsZero() {
		a.Date, a.DateText = day, printed
	}
	r.listed = false
	r.rows, r.stands = append(r.rows, a), append(r.stands, standing{r.inTable, r.kinded, r.head})
	return &r.rows[len(r.rows)-1]
}

// dayBeside takes the day, below a month or a year, off the end of the name of a chapter,
// "Neglect (28 May 2025)", where what is left is a title of the manual, or, outside a table,
// off the words on its change.
func (r *amendReader) dayBeside(chapter, details string) (name, words string, d normalise.Date, printed string) {
	if r.date.Precision != normalise.Month && (r.years.first == 0 || !r.date.IsZero()) {
		return chapter, details, normalise.Date{}, ""
	}
	if p := (piece{}); dates.MayHoldDate(chapter) && r.titles.find(chapter) < 0 {
		if p.takeDate(chapter); p.own.Precision == normalise.Day && (r.titles.find(p.name) >= 0 || p.own.Y == r.date.Y && p.own.M == r.date.M) {
			return p.name, details, p.own, p.ownPrinted
		}
	}
	if !r.inTable && dates.MayHoldDate(details) {
		if d, printed, words := dayOff(details); d.Precision == normalise.Day && (r.date.IsZero() || d.Y == r.date.Y && d.M == r.date.M) {
			return chapter, words, d, printed
		}
	}
	return chapter, details, normalise.Date{}, ""
}

// unflagged takes a flag off the name of a chapter ("Young Carers New") where what is
// left is a title of the manual.
func (r *amendReader) unflagged(chapter string) (name string, isNew bool) {
	name, flags := titleflag.StripFlags(chapter)
	if len(flags) == 0 || r.titles.find(chapter) >= 0 || r.titles.find(name) < 0 {
		return chapter, false
	}
	return name, slices.Contains(flags, normalise.FlagNew)
}

// typedBullet is a bullet that somebody typed before a line.
var typedBullet = pattern.New(`(?m)^[ ]*[` + parse.Bullets + `][ ]*`)

// plainLines are the lines of details without typed bullets, and without brackets
// around all of it.
func plainLines(details string) string {
	if strings.ContainsAny(details, parse.Bullets) {
		details = typedBullet.ReplaceAllString(details, "")
	}
	if strings.HasPrefix(details, "(") && strings.IndexByte(details, ')') == len(details)-1 {
		details = details[1 : len(details)-1]
	}
	return details
}

// tellsNew reports short words on a change that say no more than that a chapter is new.
func tellsNew(details string) bool { return newWords.MatchString(details) && len(details) < 80 }

var newWords = pattern.New(`(?i)^(?:(?:this\s+is\s+)?an?\s+)?new\s+(?:(?:chapter|procedure|policy)\b|(?:section|guidance)\s*(?:[.:;–—-]|$))`)

// item reads a list item: "1.8 Notices - new chapter", with or without a date.
func (r *amendReader) item(b *parse.Block) {
	text := strings.TrimSpace(b.Text)
	if r.leadsInItems(b) {
		r.goOn(text)
		return
	}
	if r.onlyToAmendments(b.Text, b.Links) || r.chapter == "" && r.namesInLine(text) {
		return
	}
	if r.chapter != "" && r.titles.find(r.chapter) >= 0 && saysKind(wording.Squeeze(text)) {
		r.details(b) // all that is said of the chapter above
		return
	}
	if r.setContext(strings.Trim(wording.Squeeze(text), ":")) {
		r.open = -1
		return
	}
	if r.chapter != "" && !r.overEntries(b) {
		r.details(b)
		return
	}
	r.entry(b)
	r.listed, r.itemLevel = true, b.Level
}

// leadsInItems reports an item of a list in the item above, of which the words on a chapter
// lead it in: "Neglect – the following have changed:".
func (r *amendReader) leadsInItems(b *parse.Block) bool {
	last := len(r.rows) - 1
	if !r.listed || last < 0 || r.open != last || b.Level <= r.itemLevel || r.titles.find(r.rows[last].Chapter) < 0 {
		return false
	}
	lead, _, _ := strings.Cut(r.rows[last].Details, "\n")
	return strings.HasSuffix(lead, ":")
}

// paragraph reads running text: a date line, "Chapter: details", or details of
// the chapter named above.
func (r *amendReader) paragraph(b *parse.Block) {
	text := strings.TrimSpace(b.Text)
	if r.onlyMore(b.Text, b.Links) || smallPrint.MatchString(b.Class) && writtenBy.MatchString(wording.Squeeze(text)) {
		return
	}
	if r.chapter != "" && r.open >= 0 && r.date.IsZero() && r.dateLine(text) {
		return // closes the entry above
	}
	if r.chapter != "" && r.open < 0 && r.name.chapter == r.chapter && r.titles.find(r.chapter) >= 0 && saysKind(wording.Squeeze(text)) && !opensList(text) {
		r.details(b) // all that is said of the chapter above
		return
	}
	if r.setContext(strings.Trim(wording.Squeeze(text), ":")) {
		r.open = -1
		return
	}
	if r.dateLine(text) {
		return
	}
	if r.dateOfAll(text) || dateBox.MatchString(text) || r.chapter == "" && saysNothing(text) {
		return
	}
	if d, printed, ok := r.metaDate(text); ok && r.titles.find(r.chapter) < 0 && r.titles.byLink(r.link) < 0 {
		r.chapter, r.link, r.open = "", "", -1
		r.setDate(d, printed)
		return
	}
	if r.chapter == "" && !r.date.IsZero() && r.namesInLine(text) {
		return
	}
	if r.chapter == "" && pointsBelow.MatchString(text) && r.mention(text) == "" {
		return
	}
	if _, ok := NextUpdate(text); ok || announces(text) && !r.belowName(text) || r.onlyToAmendments(text, b.Links) {
		return
	}
	if r.glued && r.gluedRow(b) || r.told && r.toldRow(b) {
		return
	}
	if r.chapter == "" && strings.Contains(b.Text, "\n") && r.severalRows(parse.Cell{Text: b.Text, Links: b.Links}, parse.Cell{}, 2) {
		r.open = -1
		return
	}
	if r.chapter != "" && !r.overEntries(b) {
		r.details(b)
		return
	}
	if r.date.IsZero() && !r.dated(b) || len(b.Links) == 0 && listCaption.MatchString(text) {
		return
	}
	if r.listed && b.Group != 0 && r.open >= 0 && r.open == len(r.rows)-1 {
		if r.leadsAnew(b) {
			r.entry(b)
			return
		}
		r.goOn(text)
		return
	}
	if r.listed && b.Kind == parse.Paragraph && !changeSentence.MatchString(text) && !r.splits(text) && !r.tellsOfAll(text) {
		return // what stands below a list is about the page
	}
	if len(b.Links) == 0 && !r.splits(text) && !r.ledByTitle(b) && !r.namedAbove(b) && !dates.LeadDate.MatchString(text) && len(r.rows) > 0 && r.open >= 0 && r.open == len(r.rows)-1 {
		if r.tellsOfAll(text) && r.rows[r.open].Details != "" {
			r.add("", text, "")
			r.open = len(r.rows) - 1
			return
		}
		r.goOn(text)
		return
	}
	r.entry(b)
}

// leadsAnew reports a block whose first line is a link to a chapter, and others follow.
func (r *amendReader) leadsAnew(b *parse.Block) bool {
	k, ok := leadLink(b)
	return ok && k.Start == 0 && k.End < len(b.Text) && b.Text[k.End] == '\n' && r.titles.byLink(k.Href) >= 0
}

// pointsBelow ends words on the page itself.
var pointsBelow = pattern.New(`(?i)\bbelow\s*[.:]?$`)

// belowName reports a line that leads in the changes of the chapter named right above it.
func (r *amendReader) belowName(text string) bool {
	return r.chapter != "" && r.open < 0 && (announcement.MatchString(text) || strings.HasSuffix(text, ":")) && (r.titles.find(r.chapter) >= 0 || r.titles.byLink(r.link) >= 0)
}

// dateBox is a day without its year, as themes print beside a post.
var dateBox = pattern.New(`(?i)^(?:\d{1,2}(?:st|nd|rd|th)?\s+` + dates.MonthPattern + `|` + dates.MonthPattern + `\s+\d{1,2}(?:st|nd|rd|th)?)$`)

// whenAll is a sentence that tells when all changes below it were made.
var whenAll = pattern.New(`(?i)\b(?:changes|amendments|updates?|revisions?|releases?|issue|edition|version|bulletin|memo)\b[^.]{0,80}\b(?:introduced|made|issued|released|take\s+effect|took\s+effect|come\s+into|came\s+into|go\s+live|went\s+live|published|effective)\b`)

// dateOfAll takes the date of such a sentence where nothing above it told one.
func (r *amendReader) dateOfAll(text string) bool {
	if !r.date.IsZero() || len(r.rows) > 0 || !whenAll.MatchString(text) && !(changesWord.MatchString(text) && r.tellsWhen(text)) {
		return false
	}
	d, printed, ok := editionDate(text)
	if !ok {
		d, printed, ok = dates.FirstDate(text)
	}
	if before, _, _ := strings.Cut(text, printed); !ok || timeBound.MatchString(before) {
		return false
	}
	r.release, r.date, r.above = printed, d, 0
	return true
}

// countWord is a number of chapters.
const countWord = `(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)`

// announcement says that chapters were changed, and neither which nor what.
var announcement = pattern.New(`(?i)^(?:(?:the|these|those|all|our)\s+)?(?:following|listed|below|several|some|many|a\s+number\s+of|` + countWord + `)\s+(?:new\s+|other\s+|updated\s+|further\s+)?(?:chapters?|procedures?|polic(?:y|ies)|sections?|documents?|amendments?|updates?|changes)\b`)

// aboutList is a sentence on the page itself: "This bulletin lists the changes of May."
var aboutList = pattern.New(`(?i)^(?:this|the|our|each|every)\s+(?:\w+\s+)?(?:bulletin|newsletter|issue|release|update|page|list|log|register|table|record|edition)\s+(?:below\s+)?(?:lists?|sets?\s+out|describes?|contains?|shows?|gives?|summari[sz]es|covers?|explains?|tells?|records?|brings\s+together)\b|^(?:[^.]{0,160}\.\s+)?[^.]{0,160}\b(?:kept\s+(?:here\s+)?for\s+reference|(?:listed|set\s+out|shown|outlined|summari[sz]ed|described|explained|given)\s+(?:below|here)|details\s+are\s+(?:below|set\s+out))\b[^.]{0,80}\.?$|^(?:the|our|these)\s+(?:\w+\s+){0,4}(?:procedures|manual|handbook|policies)\s+(?:are|is|will\s+be)\s|\bfollowing\b[^.]{0,80}[:;]$|^(?:(?:for|if\s+you\s+have)\s+(?:any\s+|further\s+|more\s+)?(?:queries|questions|information|enquiries)\b|yours\s+(?:sincerely|faithfully)\b|dear\s+colleagues?\b)|^these\s+(?:chapters|procedures|policies)\s+(?:have\s+been|were|are)\s+(?:new|changed|updated|amended|revised|added)(?:\s+(?:since|in|this|for|from)\b[^.,;]{0,60})?[.:]?$|^(?:(?:earlier|previous|older|past)\s+(?:amendments|changes|updates)|(?:the\s+)?(?:amendments|changes|updates)\s+(?:made\s+)?(?:before|prior\s+to|from\s+before|up\s+to|older\s+than))\b`)

// announces reports a line that only leads in what stands below it: "Six chapters were
// changed in this release."
func announces(text string) bool {
	if aboutList.MatchString(text) {
		return true
	}
	if wording.CountWords(text) > 30 || !announcement.MatchString(text) {
		return false
	}
	return strings.HasSuffix(strings.TrimRight(text, "- "), ":") || changeSentence.MatchString(text) && strings.Count(strings.TrimRight(text, "."), ". ") == 0
}

// opensList reports a sentence that what stands below it completes.
func opensList(text string) bool {
	text = strings.TrimRight(text, " -–")
	return strings.HasSuffix(text, ":") && wording.CountWords(text) > 5
}

// listCaption is a line that only names the list of amendments, as captions do.
var listCaption = pattern.New(`(?i)^(?:(?:list|table|log|record|history|summary)\s+of\s+)?(?:the\s+)?(?:latest\s+|recent\s+)?(?:amendments?|updates?|changes|revisions)\s+(?:made\s+)?(?:to|in)\s+(?:the\s+|this\s+|our\s+)?(?:procedures?\s+)?(?:manual|handbook|procedures|policies|guidance|website|site|document)$`)

// dated reports whether a paragraph carries its own date and leads somewhere, as
// a list of links with metadata lines does, or begins with it as the rows before do.
func (r *amendReader) dated(b *parse.Block) bool {
	if _, _, ok := dates.FirstDate(b.Text); ok && (len(b.Links) > 0 || r.splits(dateOff(b.Text))) {
		return true
	}
	if d, _, words := r.frontDay(wording.Squeeze(b.Text)); words != "" && (r.ledByDays() || r.tellsOfAll(words)) && d.Precision != normalise.Year {
		return true // of no chapter in particular
	}
	return len(b.Links) == 1 && wording.CountWords(b.Text) < 30 && layout.LinkShare(b.Text, b.Links) > 0.7 && r.titles.byLink(b.Links[0].Href) >= 0
}

// ledByDays reports rows all of which brought a date of their own.
func (r *amendReader) ledByDays() bool {
	return len(r.rows) >= leastAlike && !slices.ContainsFunc(r.rows, func(a normalise.Amendment) bool { return a.Release != "" || a.Date.IsZero() })
}

// goOn adds words to the open row. A flag behind the name said nothing of its own then.
func (r *amendReader) goOn(text string) {
	a := &r.rows[r.open]
	if flags, ok := titleflag.PureFlags(a.Details); ok && len(flags) > 0 {
		a.New = a.New || slices.Contains(flags, normalise.FlagNew)
		a.Details = ""
	}
	a.Details = wording.JoinLines(a.Details, text)
}

// details adds a block under a chapter heading to its row.
func (r *amendReader) details(b *parse.Block) {
	text := withoutMore(strings.TrimSpace(b.Text), b.Links)
	own := r.date.IsZero() && dates.LeadDate.MatchString(text) || r.dayOfRelease(text) || r.earlier(b, text) // a line with a date of its own is a row of its own
	d, printed, words := r.dayBehind(text)
	if r.open >= 0 && !own && (d.IsZero() || r.rows[r.open].Date.IsZero()) {
		r.goOn(cmp.Or(words, text))
		if !d.IsZero() {
			chaptertext.TellDay(&r.rows[r.open], d, printed)
		}
		return
	}
	a := r.add(r.chapter, text, cmp.Or(r.link, layout.LinkOf(b.Links)))
	a.New = a.New || r.fresh == r.chapter && r.chapter != ""
	if own {
		a.Date, a.DateText, a.Details = lineDate(text)
	} else if words != "" {
		a.Date, a.DateText, a.Details = d, printed, words
	}
	r.open = len(r.rows) - 1
}

// dateLine reads a line below an entry that tells its date: "Updated 3 May 2024".
func (r *amendReader) dateLine(text string) bool {
	if len(r.rows) == 0 || wording.CountWords(text) > 12 {
		return false
	}
	d, ok := dates.Parse(text)
	if !ok {
		d, _, ok = releaseDate(wording.Squeeze(text))
	}
	if !ok {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	if last.Date.IsZero() {
		last.Date, last.DateText = d, wording.Squeeze(text)
		return true
	}
	return false
}
