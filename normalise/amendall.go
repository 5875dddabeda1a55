package normalise

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

var (
	// amendTitle names a page that is a record of changes.
	amendTitle = pattern.New(`(?i)^(?:(?:latest|recent|all|previous|archived?)\s+)?(?:amendments?|updates?|changes|revisions|change\s+log|what(?:'?s|\s+(?:is|has))?\s+(?:new|changed)|version\s+(?:control|history)|revision\s+history|latest\s+(?:updates|changes|news))\b(?:.{0,60})$|^(?:procedures?|manual|policy|policies)\s+(?:amendments?|updates?|changes)\b.{0,40}$|\b(?:amendments|updates|changes)\s+(?:to|made\s+to|in)\s+(?:the\s+|our\s+)?(?:[\w&'’-]+\s+){0,6}(?:procedures?|manual|policies|chapters?)\b`)
	// archiveTitle names a page of older amendments.
	archiveTitle = pattern.New(`(?i)\b(?:amendments?|updates?|changes)\b.*\barchive\b|\barchived?\b.*\b(?:amendments?|updates?|changes)\b|\bprevious\s+(?:amendments?|updates?)\b`)
)

// namesRecord reports a title that a record of a manual's changes has: "Amendments 2024",
// "Table of amendments".
func namesRecord(title string) bool {
	return amendTitle.MatchString(title) || amendLabel.MatchString(title)
}

// isRelease reports a page whose title is the date of a release or a year with words of
// one, or to which a link with more in it than a date and the page's title leads.
func isRelease(d *parse.Document, link string) bool {
	title, link := titleOf(d), squeeze(link)
	if _, _, ok := releaseDate(title); ok || yearHead.MatchString(title) {
		return true
	}
	if !amendTitle.MatchString(title) && strings.HasPrefix(fold(link), fold(title)) {
		return false // it names a chapter, and when that was changed
	}
	_, _, ok := releaseDate(link)
	if first, rest, two := strings.Cut(link, " "); two && kindTag.MatchString(first) {
		link = rest // "New 3 May 2024" beside the name of a chapter
	}
	_, only := ParseDate(link)
	return ok && !only
}

// leastTold is how many sentences of change make a page without a telling title one
// of amendments.
const leastTold = 3

// tellsChanges reports a page that says, under headings that are months, hardly
// anything but what was changed.
func tellsChanges(d *parse.Document) bool {
	heads := make(map[int]bool)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && monthHead(b) {
			heads[i] = true
		}
	}
	if len(heads) == 0 {
		return false
	}
	told, other := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != parse.Main || b.Kind == parse.Image || heads[i]:
		case changeSentence.MatchString(b.Text):
			told++
		case countWords(b.Text) > 16:
			other++
		}
	}
	return told >= leastTold && told >= 2*other
}

// monthHead reports a short block that is a date, with or without a word for change.
func monthHead(b *parse.Block) bool {
	if len(b.Text) > 80 || b.Kind == parse.Row || !hasYear(b.Text) {
		return false
	}
	_, _, ok := headDate(squeeze(b.Text))
	return ok
}

// changeSentence says of a text that something in it was changed.
var changeSentence = pattern.Edge(`(?i)(?:was|were|has\s+been|have\s+been|is)\s+(?:also\s+|now\s+)?(?:\w+ly\s+|re-?)?(?:updated|added|amended|revised|reviewed|refreshed|renamed|retitled|removed|expanded|altered|changed|replaced|rewritten|included|withdrawn|merged|moved|clarified|corrected|strengthened)\b|(?:amendments?|changes|updates|additions|corrections|revisions)\s+(?:was|were|has\s+been|have\s+been)\s+(?:also\s+)?made\b`)

// isBook reports whether a file is more than a list of amendments: the amendments
// address of a handbook is often the handbook.
func isBook(d *parse.Document) bool {
	if d.IsWebPage() {
		return false
	}
	heads, words := bookSize(d)
	return heads >= leastHeads && words >= leastWords && amendShape(d) < heads
}

// titleOf is the title of a document or, where it has none, its first heading or
// first short line of its own.
func titleOf(d *parse.Document) string {
	if d.Title != "" && !strings.Contains(d.MediaType, "plain") {
		return d.Title
	}
	for i := range d.Blocks {
		if i < 12 && amendTitle.MatchString(strings.TrimSpace(d.Blocks[i].Text)) {
			return strings.TrimSpace(d.Blocks[i].Text)
		}
	}
	return d.Title
}

// speaksOfChange is a cheap test for a title that amendTitle or archiveTitle knows.
func speaksOfChange(title string) bool {
	low := lowerLetters(title)
	return slices.ContainsFunc([]string{"amend", "update", "change", "what", "version", "revision", "news"}, func(word string) bool { return strings.Contains(low, word) })
}

// amendShape counts dates that head or end rows, and the heads of lists of new or
// updated chapters.
func amendShape(d *parse.Document) int {
	n := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Image {
			continue
		}
		text := squeeze(b.Text)
		switch {
		case newHead.MatchString(text) || updatedHead.MatchString(text):
			n++
		case b.Kind == parse.Row:
			n += boolInt(isBand(b) || slices.ContainsFunc(b.Cells, tellsDay))
		default:
			if _, _, ok := headDate(text); ok || leadDate.MatchString(b.Text) {
				n++
			}
		}
	}
	return n
}

// isBand reports a row of one cell that tells when the rows below it are of: "Revision 3,
// October 2017".
func isBand(b *parse.Block) bool {
	cells := filled(b.Cells)
	if len(cells) != 1 {
		return false
	}
	_, _, ok := headDate(squeeze(cells[0].Text))
	return ok
}

// A log is all that the pages of a board say of its amendments.
type log struct {
	*site
}

// allAmendments reads every page of amendments, the version control of a
// handbook and the notes inside chapters into one list.
func (lg *log) allAmendments(e *Edition, notes []Amendment, front []Amendment) {
	titles := newTitleIndex(lg.site, e.Sections)
	var all []Amendment
	pages := lg.inside
	for _, p := range lg.amendmentPages() {
		pages = append(pages, lg.in.Pages[p])
	}
	readers, found := make([]*amendReader, len(pages)), make([][]Amendment, len(pages))
	parallel.Do(len(pages), func(i int) {
		readers[i] = lg.bestReading(&pages[i], titles)
		found[i] = lg.entriesOf(readers[i])
	})
	for i, rows := range found {
		r := readers[i]
		all = addRows(all, lg.ofView(all, rows, pages[i].URL))
		if e.NextUpdate.IsZero() {
			e.NextUpdate = r.next
		}
		if r.left > 0 {
			lg.find(pages[i].URL, CodeLeftOut, fmt.Sprintf("%d passages of the page of amendments name no chapter and tell no change: they are no rows", r.left))
		}
		if len(rows) == 0 && r.others == 0 {
			lg.find(pages[i].URL, CodeNoAmendments, "the page of amendments holds no row that was understood")
		}
	}
	all = addRows(all, lg.byLines(front, titles))
	for i := range all {
		lg.place(&all[i], titles, e.Sections)
	}
	all = append(all, unsaid(all, notes)...)
	for i := range all {
		all[i].Ordinal = i + 1
	}
	e.Amendments = all
}

// byLines parts the rows of a table of versions that tell several changes, a line for each
// that begins with a title of the manual.
func (lg *log) byLines(front []Amendment, titles *titleIndex) []Amendment {
	out := make([]Amendment, 0, len(front))
	for _, a := range front {
		r := lg.amendReader(&Page{Document: &parse.Document{URL: a.URL}}, titles)
		r.scope, r.release = a.Scope, a.Release
		if a.Chapter != "" || !r.severalRows(parse.Cell{Text: typedBullet.ReplaceAllString(a.Details, "")}, parse.Cell{}, 0) {
			out = append(out, a)
			continue
		}
		for _, row := range r.rows {
			row.Date, row.DateText = a.Date, a.DateText
			out = append(out, row)
		}
	}
	return out
}

func (lg *log) place(a *Amendment, titles *titleIndex, sections []Section) {
	i, why := titles.resolve(a)
	if i >= 0 {
		a.SectionID = sections[i].ID
		return
	}
	a.Reason = why
	if a.Chapter != "" {
		f := Unresolved(a)
		lg.find(f.URL, f.Code, f.Detail)
	}
}

// amendmentPages are the pages of amendments: those of the register in its
// order, then those found by shape.
func (lg *log) amendmentPages() []int {
	var out []int
	seen := make(map[int]bool)
	for _, a := range lg.in.Amendments {
		if i := lg.site.page(a); i >= 0 && lg.role[i] == roleAmendments && !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	var more []int
	for i := range lg.in.Pages {
		if lg.role[i] == roleAmendments && !seen[i] {
			more = append(more, i)
		}
	}
	sort.SliceStable(more, func(a, b int) bool { return lg.in.Pages[more[a]].URL < lg.in.Pages[more[b]].URL })
	return append(out, more...)
}

// addRows adds the rows of another page to those known. A row that both pages
// show is one row; a burst of identical rows on one page stays a burst.
func addRows(all, rows []Amendment) []Amendment {
	have := make(map[string]int)
	for i := range all {
		have[rowKey(&all[i])]++
	}
	for i := range rows {
		k := rowKey(&rows[i])
		if have[k] > 0 {
			have[k]--
			continue
		}
		all = append(all, rows[i])
	}
	return all
}

func rowKey(a *Amendment) string { return a.Scope + "\x00" + rowWords(a) }

func rowWords(a *Amendment) string {
	return strings.Join([]string{fold(a.Chapter), fold(a.Details), a.Date.String()}, "\x00")
}

// ofView tells whose the rows of a page are that is one view of an address, with
// another query. A row that an earlier view shows too is that row, if no heading
// says otherwise; a row that only the view of an area shows is the area's.
func (lg *log) ofView(known, rows []Amendment, url string) []Amendment {
	address, area := pathKey(url), lg.area(url)
	general := make(map[string][]*Amendment)
	for i := range known {
		if a := &known[i]; pathKey(a.URL) == address {
			general[rowWords(a)] = append(general[rowWords(a)], a)
		}
	}
	for i := range rows {
		a := &rows[i]
		same := general[rowWords(a)]
		switch {
		case len(same) > 0 && (a.Scope == defaultScope || same[0].Scope == defaultScope && a.Scope != area):
			a.Scope = cmp.Or(strings.TrimPrefix(same[0].Scope, defaultScope), a.Scope)
			same[0].Scope = a.Scope
			general[rowWords(a)] = same[1:]
		case len(general) > 0 && area != "" && a.Scope == defaultScope:
			a.Scope = area
		}
	}
	return rows
}

// unsaid are the notes inside chapters that no page of amendments tells: neither
// the same words of the same chapter nor a row of the same chapter and month.
func unsaid(all, notes []Amendment) []Amendment {
	words, when := make(map[string]bool), make(map[string]bool)
	for i := range all {
		a := &all[i]
		if a.SectionID == "" {
			continue
		}
		words[a.SectionID+"\x00"+bare(a.Details)] = true
		when[a.SectionID+"\x00"+monthOf(a.Date)] = true
	}
	var out []Amendment
	for _, n := range notes {
		if words[n.SectionID+"\x00"+bare(n.Details)] || !n.Date.IsZero() && when[n.SectionID+"\x00"+monthOf(n.Date)] {
			continue
		}
		out = append(out, n)
	}
	return out
}

func monthOf(d Date) string {
	if s := d.String(); len(s) >= 7 {
		return s[:7]
	}
	return ""
}

// looseTable reports whether a page lost its table: lines of words with a date
// alone on the line after each, as saved text has.
func looseTable(blocks []parse.Block) bool {
	alone, rows := 0, 0
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Kind == parse.Row:
			rows++
		case b.Kind == parse.Paragraph && !b.Bold:
			if d, ok := ParseDate(b.Text); ok && d.Precision == Day {
				alone++
			}
		}
	}
	return rows == 0 && alone >= 3 && endsWithDate(blocks)
}

// endsWithDate tells a list of "words, date" from one of "date, words": the line
// before the first date is words of a row, the last date has none after it.
func endsWithDate(blocks []parse.Block) bool {
	first, last, between := -1, -1, 0
	for i := range blocks {
		if d, ok := ParseDate(blocks[i].Text); ok && d.Precision == Day && blocks[i].Kind == parse.Paragraph {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := last + 1; i < len(blocks); i++ {
		if blocks[i].Region == parse.Main && countWords(blocks[i].Text) > 0 && !serviceLine.MatchString(blocks[i].Text) {
			between++
		}
	}
	return first > 0 && between == 0
}

var serviceLine = pattern.New(`(?i)^(?:please\s+select\b.*|this\s+page\s+is\s+correct\s+as\s+printed.*|close|share|top|print)$`)

// looseRows reads such a page: what stands between two dates is one row.
func (r *amendReader) looseRows(blocks []parse.Block) {
	var words []string
	started := false
	for i := range blocks {
		b := &blocks[i]
		text := strings.TrimSpace(b.Text)
		if text == "" || b.Region != parse.Main {
			continue
		}
		if d, ok := ParseDate(text); ok && d.Precision == Day {
			if len(words) > 0 {
				r.loose(words, d, text)
			}
			words, started = nil, true
			continue
		}
		if !started && (b.Kind == parse.Heading || r.preamble(text)) {
			r.setContext(squeeze(text))
			words = nil
			continue
		}
		if started && len(words) == 0 && r.setContext(squeeze(text)) {
			continue
		}
		words = append(words, text)
	}
}

func (r *amendReader) preamble(text string) bool {
	return serviceLine.MatchString(text) || amendTitle.MatchString(text) || scopeHead.MatchString(text) || regexpColumns.MatchString(text)
}

// regexpColumns is a header row whose cells ran together.
var regexpColumns = pattern.New(`(?i)^(?:chapter|section|name|procedure|policy|document)\s*\|?\s*(?:(?:name|title)\s*\|?\s*)?(?:details?|amendments?|changes?|updates?)\s*\|?\s*(?:date|updated)?$`)

func (r *amendReader) loose(words []string, d Date, printed string) {
	details, quoted := lastChange(strings.Join(words, "\n"))
	if len(words) > 1 && !quoted {
		// The cells of one row lost their walls: the first line may be the
		// chapter's name.
		name := 0
		if len(r.rows) == 0 {
			name = max(slices.IndexFunc(words[:len(words)-1], func(w string) bool { return r.titles.find(w) >= 0 }), 0) // below what is said of the page
		}
		if r.titles.find(words[name]) >= 0 {
			a := r.add(words[name], strings.Join(words[name+1:], "\n"), "")
			a.Date, a.DateText = d, printed
			return
		}
		details, quoted = words[len(words)-1], true
	}
	a := r.add("", details, "")
	a.Date, a.DateText = d, printed
	if quoted {
		a.Scope = "page"
	}
}
