package amend

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

var (
	// recordTitle names a page that is a record of changes.
	recordTitle = pattern.New(`(?i)^(?:(?:latest|recent|all|previous|archived?)\s+)?(?:amendments?|updates?|changes|revisions|change\s+log|what(?:['’]?s|\s+(?:is|has))?\s+(?:new|changed)|version\s+(?:control|history)|revision\s+history|latest\s+(?:updates|changes|news))\b(?:.{0,60})$|^(?:procedures?|manual|policy|policies)\s+(?:amendments?|updates?|changes)\b.{0,40}$|\b(?:amendments|updates|changes)\s+(?:to|made\s+to|in)\s+(?:the\s+|our\s+)?(?:[\w&'’-]+\s+){0,6}(?:procedures?|manual|policies|chapters?)\b`)
	// ArchiveTitle names a page of older amendments.
	ArchiveTitle = pattern.New(`(?i)\b(?:amendments?|updates?|changes)\b.*\barchive\b|\barchived?\b.*\b(?:amendments?|updates?|changes)\b|\bprevious\s+(?:amendments?|updates?)\b`)
)

// NamesRecord reports a title that a record of a manual's changes has: "Amendments 2024",
// "Table of amendments".
func NamesRecord(title string) bool {
	return recordTitle.MatchString(title) || chaptertext.AmendLabel.MatchString(title)
}

// IsRelease reports a page whose title is the date of a release or a year with words of
// one, or to which a link with more in it than a date and the page's title leads.
func IsRelease(d *parse.Document, link string) bool {
	title, link := TitleOf(d), wording.Squeeze(link)
	if _, _, ok := releaseDate(title); ok || YearHead.MatchString(title) {
		return true
	}
	if !recordTitle.MatchString(title) && strings.HasPrefix(wording.Fold(link), wording.Fold(title)) {
		return false // it names a chapter, and when that was changed
	}
	_, _, ok := releaseDate(link)
	if first, rest, two := strings.Cut(link, " "); two && kindTag.MatchString(first) {
		link = rest // "New 3 May 2024" beside the name of a chapter
	}
	_, only := dates.Parse(link)
	return ok && !only
}

// leastTold is how many sentences of change make a page without a telling title one
// of amendments.
const leastTold = 3

// TellsChanges reports a page that says, under headings that are months, hardly
// anything but what was changed.
func TellsChanges(d *parse.Document) bool {
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
		case wording.CountWords(b.Text) > 16:
			other++
		}
	}
	return told >= leastTold && told >= 2*other
}

// monthHead reports a short block that is a date, with or without a word for change.
func monthHead(b *parse.Block) bool {
	if len(b.Text) > 80 || b.Kind == parse.Row || !dates.HasYear(b.Text) {
		return false
	}
	_, _, ok := headDate(wording.Squeeze(b.Text))
	return ok
}

// changeSentence says of a text that something in it was changed.
var changeSentence = pattern.Edge(`(?i)(?:was|were|has\s+been|have\s+been|is)\s+(?:also\s+|now\s+)?(?:\w+ly\s+|re-?)?(?:updated|added|amended|revised|reviewed|refreshed|renamed|retitled|removed|expanded|altered|changed|replaced|rewritten|included|withdrawn|merged|moved|clarified|corrected|strengthened)\b|(?:amendments?|changes|updates|additions|corrections|revisions)\s+(?:was|were|has\s+been|have\s+been)\s+(?:also\s+)?made\b`)

// IsBook reports whether a file is more than a list of amendments: the amendments
// address of a handbook is often the handbook.
func IsBook(d *parse.Document) bool {
	if d.IsWebPage() {
		return false
	}
	heads, words := toc.BookSize(d)
	return heads >= toc.LeastHeads && words >= toc.LeastWords && Shape(d) < heads
}

// TitleOf is the title of a document or, where it has none, its first heading or
// first short line of its own.
func TitleOf(d *parse.Document) string {
	if d.Title != "" && !strings.Contains(d.MediaType, "plain") {
		return d.Title
	}
	for i := range d.Blocks {
		if i < 12 && recordTitle.MatchString(strings.TrimSpace(d.Blocks[i].Text)) {
			return strings.TrimSpace(d.Blocks[i].Text)
		}
	}
	return d.Title
}

// SpeaksOfChange is a cheap test for a title that recordTitle or ArchiveTitle knows.
func SpeaksOfChange(title string) bool {
	low := wording.LowerLetters(title)
	return slices.ContainsFunc([]string{"amend", "update", "change", "what", "version", "revision", "news"}, func(word string) bool { return strings.Contains(low, word) })
}

// Shape counts dates that head or end rows, and the heads of lists of new or
// updated chapters.
func Shape(d *parse.Document) int {
	n := 0
	for _, b := range parse.InMain(d.Blocks) {
		if b.Kind == parse.Image {
			continue
		}
		text := wording.Squeeze(b.Text)
		switch {
		case newHead.MatchString(text) || updatedHead.MatchString(text):
			n++
		case b.Kind == parse.Row:
			n += wording.BoolInt(isBand(b) || slices.ContainsFunc(b.Cells, tellsDay))
		default:
			if _, _, ok := headDate(text); ok || dates.LeadDate.MatchString(b.Text) {
				n++
			}
		}
	}
	return n
}

// isBand reports a row of one cell that tells when the rows below it are of: "Revision 3,
// October 2017".
func isBand(b *parse.Block) bool {
	cells := layout.Filled(b.Cells)
	if len(cells) != 1 {
		return false
	}
	_, _, ok := headDate(wording.Squeeze(cells[0].Text))
	return ok
}

// A Log is all that the pages of a board say of its amendments.
type Log struct {
	*toc.Site
}

// All reads every page of amendments, the version control of a
// handbook and the notes inside chapters into one list.
func (lg *Log) All(e *normalise.Edition, notes []normalise.Amendment, front []normalise.Amendment) {
	titles := newTitleIndex(lg.Site, e.Sections)
	var all []normalise.Amendment
	pages := lg.Inside
	for _, p := range lg.amendmentPages() {
		pages = append(pages, lg.Input.Pages[p])
	}
	readers, found := make([]*amendReader, len(pages)), make([][]normalise.Amendment, len(pages))
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
			lg.Doubt(pages[i].URL, normalise.CodeLeftOut, fmt.Sprintf("%d passages of the page of amendments name no chapter and tell no change: they are no rows", r.left))
		}
		if len(rows) == 0 && r.others == 0 {
			lg.Doubt(pages[i].URL, normalise.CodeNoAmendments, "the page of amendments holds no row that was understood")
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
func (lg *Log) byLines(front []normalise.Amendment, titles *titleIndex) []normalise.Amendment {
	out := make([]normalise.Amendment, 0, len(front))
	for _, a := range front {
		r := lg.amendReader(&normalise.Page{Document: &parse.Document{URL: a.URL}}, titles)
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

func (lg *Log) place(a *normalise.Amendment, titles *titleIndex, sections []normalise.Section) {
	i, why := titles.resolve(a)
	if i >= 0 {
		a.SectionID = sections[i].ID
		return
	}
	a.Reason = why
	if a.Chapter != "" {
		f := normalise.Unresolved(a)
		lg.Doubt(f.URL, f.Code, f.Detail)
	}
}

// amendmentPages are the pages of amendments: those of the register in its
// order, then those found by shape.
func (lg *Log) amendmentPages() []int {
	var out []int
	seen := make(map[int]bool)
	for _, a := range lg.Input.Amendments {
		if i := lg.Site.PageAt(a); i >= 0 && lg.Roles[i] == toc.RoleAmendments && !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	var more []int
	for i := range lg.Input.Pages {
		if lg.Roles[i] == toc.RoleAmendments && !seen[i] {
			more = append(more, i)
		}
	}
	sort.SliceStable(more, func(a, b int) bool { return lg.Input.Pages[more[a]].URL < lg.Input.Pages[more[b]].URL })
	return append(out, more...)
}

// addRows adds the rows of another page to those known. A row that both pages
// show is one row; a burst of identical rows on one page stays a burst.
func addRows(all, rows []normalise.Amendment) []normalise.Amendment {
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

func rowKey(a *normalise.Amendment) string { return a.Scope + "\x00" + rowWords(a) }

func rowWords(a *normalise.Amendment) string {
	return strings.Join([]string{wording.Fold(a.Chapter), wording.Fold(a.Details), a.Date.String()}, "\x00")
}

// ofView tells whose the rows of a page are that is one view of an address, with
// another query. A row that an earlier view shows too is that row, if no heading
// says otherwise; a row that only the view of an area shows is the area's.
func (lg *Log) ofView(known, rows []normalise.Amendment, url string) []normalise.Amendment {
	address, area := webaddress.PathKey(url), lg.AreaOf(url)
	general := make(map[string][]*normalise.Amendment)
	for i := range known {
		if a := &known[i]; webaddress.PathKey(a.URL) == address {
			general[rowWords(a)] = append(general[rowWords(a)], a)
		}
	}
	for i := range rows {
		a := &rows[i]
		same := general[rowWords(a)]
		switch {
		case len(same) > 0 && (a.Scope == DefaultScope || same[0].Scope == DefaultScope && a.Scope != area):
			a.Scope = cmp.Or(strings.TrimPrefix(same[0].Scope, DefaultScope), a.Scope)
			same[0].Scope = a.Scope
			general[rowWords(a)] = same[1:]
		case len(general) > 0 && area != "" && a.Scope == DefaultScope:
			a.Scope = area
		}
	}
	return rows
}

// unsaid are the notes inside chapters that no page of amendments tells: neither
// the same words of the same chapter nor a row of the same chapter and month. Where both print
// the day, it must be the same one.
func unsaid(all, notes []normalise.Amendment) []normalise.Amendment {
	words, when := make(map[string]bool), make(map[string][]normalise.Date)
	for i := range all {
		a := &all[i]
		if a.SectionID == "" {
			continue
		}
		words[a.SectionID+"\x00"+wording.Bare(a.Details)] = true
		month := a.SectionID + "\x00" + monthOf(a.Date)
		when[month] = append(when[month], a.Date)
	}
	var out []normalise.Amendment
	for _, n := range notes {
		told := func(d normalise.Date) bool {
			return d == n.Date || d.Precision != normalise.Day || n.Date.Precision != normalise.Day
		}
		if words[n.SectionID+"\x00"+wording.Bare(n.Details)] || !n.Date.IsZero() && slices.ContainsFunc(when[n.SectionID+"\x00"+monthOf(n.Date)], told) {
			continue
		}
		out = append(out, n)
	}
	return out
}

func monthOf(d normalise.Date) string {
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
			if d, ok := dates.Parse(b.Text); ok && d.Precision == normalise.Day {
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
		if d, ok := dates.Parse(blocks[i].Text); ok && d.Precision == normalise.Day && blocks[i].Kind == parse.Paragraph {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := last + 1; i < len(blocks); i++ {
		if blocks[i].Region == parse.Main && wording.CountWords(blocks[i].Text) > 0 && !serviceLine.MatchString(blocks[i].Text) {
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
		if d, ok := dates.Parse(text); ok && d.Precision == normalise.Day {
			if len(words) > 0 {
				r.loose(words, d, text)
			}
			words, started = nil, true
			continue
		}
		if !started && (b.Kind == parse.Heading || r.preamble(text)) {
			r.setContext(wording.Squeeze(text))
			words = nil
			continue
		}
		if started && len(words) == 0 && r.setContext(wording.Squeeze(text)) {
			continue
		}
		words = append(words, text)
	}
}

func (r *amendReader) preamble(text string) bool {
	return serviceLine.MatchString(text) || recordTitle.MatchString(text) || scopeHead.MatchString(text) || regexpColumns.MatchString(text)
}

// regexpColumns is a header row whose cells ran together.
var regexpColumns = pattern.New(`(?i)^(?:chapter|section|name|procedure|policy|document)\s*\|?\s*(?:(?:name|title)\s*\|?\s*)?(?:details?|amendments?|changes?|updates?)\s*\|?\s*(?:date|updated)?$`)

func (r *amendReader) loose(words []string, d normalise.Date, printed string) {
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
