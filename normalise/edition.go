// Package normalise is the common schema: an [Edition] is the state of one manual, whatever
// platform and format it came from. Package manual reads one out of the documents of a board.
//
//	[]parse.Document  ->  manual.Read  ->  Edition{Sections, Amendments, References, Guides, Findings}
//
// The reading is in packages of which each needs only those before it:
//
//	wording      words of titles and the numbers before them
//	webaddress   addresses as keys
//	dates        days, months and quarters as printed
//	titleflag    flags, placeholders and notes beside titles
//	cite         documents and Acts that sections cite
//	layout       lines of blocks and columns of tables
//	toc          lists of contents: rows and their tree
//	chaptertext  a chapter's document taken apart
//	amend        the record of changes
//	manual       the whole: what each page is for, where the contents stand, the edition
//
// # Findings
//
// Every guess that could be wrong is a finding. Those of package parse about a
// chapter's document are passed on under their own codes; these are added:
//
//	no_contents            no list of contents was found on any start page or page it links to
//	contents_from_menu     the list of contents stands only in the menus
//	contents_from_document sections and chapters are the headings of one document
//	contents_from_guide    sections are those that an "if you want ... read section ..." guide names
//	texts_outside_outline  the outline is that of one document or a short list, though other pages hold texts of their own
//	text_in_no_chapter     sentences of a start or contents page, or of a document above its first chapter, that stand in no section
//	chapter_not_reached    the list leads to a page that was not read, of the manual or of another host
//	chapter_not_observed   a page was not observed tonight and stands as it was
//	chapter_without_text   a chapter's document gave no words; it may be a picture
//	chapter_in_a_file      a chapter's page only points to a file, which was read in its place
//	review_to_come         a page says that it was reviewed on a day that has not come yet
//	duplicate_number       one number stands before two titles
//	number_gap             a number is left out of the count
//	no_amendment_rows      a page of amendments holds no row that was understood
//	amendment_unresolved   an amendment names no section of this edition
//	amendment_text_left_out  passages of an amendments page that name no chapter and tell no change
package normalise

import (
	"cmp"
	"time"

	"manualwatch/parse"
)

// RulesVersion names the rules of this package; see [parse.Version].
const RulesVersion = "25"

// RunIDLayout is how the ID of a run tells when it began, in UTC (see [time.Layout]).
const RunIDLayout = "20060102T150405Z"

// A Kind is the role of a section in the manual's tree.
type Kind string

// The kinds of section, as in the `sections` table.
const (
	KindSection     Kind = "section"     // a part of the manual that holds chapters
	KindGroup       Kind = "group"       // a sub-heading of the contents list inside a section
	KindChapter     Kind = "chapter"     // a procedure
	KindHeading     Kind = "heading"     // a heading inside a chapter
	KindAppendix    Kind = "appendix"    // an annex of a chapter or of the manual
	KindPlaceholder Kind = "placeholder" // a number that is "Not in use"
	KindSeeAlso     Kind = "see_also"    // a pointer in the contents list
)

// Flags that a contents list can print beside a title.
const (
	FlagNew         = "new"
	FlagUpdated     = "updated"
	FlagUnderReview = "under_review"
)

// ScopeChapter is the scope of amendments that are notes inside a chapter.
const ScopeChapter = "chapter"

// An Edition is one state of one board's manual.
type Edition struct {
	ID            string // "<board>-<run>"
	BoardID       string
	RunID         string
	Nation        string // of the board, "" if nobody said; an edition that came back from a dataset has none
	ObservedAt    time.Time
	ContentSHA256 string // over everything a reader would call content; equal editions have equal sums
	Label         string // release as printed: "March 2018"
	NextUpdate    Date   // declared next update, zero if none
	ParserVersion string
	RulesVersion  string
	Sections      []Section // preorder, Ordinal from 1
	Amendments    []Amendment
	References    []Reference
	Guides        []Guide
	Findings      []Finding
	Waits         bool // as [Section.Waits], for those at the top
	// SetAside are the blocks that each page has outside its text because other pages of the
	// night have them too, by the page's SHA-256: with other pages they may be text. An
	// edition that came back from a dataset has none.
	SetAside map[string][]parse.Block
	// Outside is what the start pages, the contents and a document that is the whole manual say
	// in sentences that stand in no section. An edition that came back from a dataset has none.
	Outside []Outside
}

// An Outside is the running text of one page that stands in no section.
type Outside struct {
	URL    string
	Title  string // of the page
	Blocks []parse.Block
}

// A Section is a node of the manual's tree.
type Section struct {
	// ID is the lineage of the node. Read sets a provisional one that is
	// deterministic and unique in the edition; package diff replaces it by
	// the ID of the node it descends from.
	ID        string
	Parent    int // index in Edition.Sections, -1 at the top
	Ordinal   int // from 1
	Depth     int // from 1
	Kind      Kind
	Number    string // as printed, spelling made regular ("D14 A" -> "D14A"), "" if none
	NumberKey string // sorts as people count
	Title     string
	Flags     []string // sorted; FlagNew ...
	URL       string
	MediaType string
	FileSHA   string // SHA-256 of the raw bytes of the document it was read from, "" if none
	Page      int
	// Blocks is the node's own content (without its children and without the
	// heading itself), Main region only. Text is the same as plain text, one
	// line a block, cells joined by " | ", without markers.
	Blocks       []parse.Block
	Pictures     []Picture // of a chapter with all its headings; no text of it
	Text         string
	TextSHA256   string
	Words        int
	LastReviewed Date
	NextReview   Date
	// ReviewToCome is the last review as printed where that day had not come yet, and LastReviewed
	// is none. An edition that came back from a dataset has none.
	ReviewToCome Date
	// Stale is true where tonight's page could not be observed and the
	// section stands as it was seen before.
	Stale bool
	// Unread is the address of a page on which it goes on and that was not read, "" if none is
	// known.
	Unread string
	// Illegible says why no word of the document or page of a chapter could be read, which may
	// have some; "" where that is not so.
	Illegible string
	// Waits is true where a child of it came or went, of which package diff
	// cannot tell yet.
	Waits bool
	// OtherManual is true for a row of the contents that belongs to another
	// manual.
	OtherManual bool
	// Areas names the areas of a manual that show this section, nil if all do.
	Areas []string
}

// PrintedReview is the last review as the page prints it, come or to come: that its day came is
// no change of the page.
func (s *Section) PrintedReview() Date {
	if s.LastReviewed.IsZero() {
		return s.ReviewToCome
	}
	return s.LastReviewed
}

// Name is the title of a section, or its number where a manual gives it no other name (“Part A”).
func (s *Section) Name() string { return cmp.Or(s.Title, s.Number) }

// A Picture is a picture or film of a chapter, of which only what the page says of it is read.
type Picture struct {
	Words string // its alternative text, or the title of a film
	URL   string // of its file, "" if not known
	Under string // heading that it stands below, "" if none
}

// An Amendment is a row of a board's own amendments table.
type Amendment struct {
	Ordinal   int    // from 1
	Scope     string // "shared", "local", an area's slug, "chapter", "page"
	Chapter   string // as printed; "" is unknown
	SectionID string // the section it names in this edition, "" if unresolved
	Reason    string // why it is unresolved, in words; "" if resolved
	Details   string
	Date      Date
	DateText  string // as printed
	Release   string // heading it stands under: "March 2018"
	New       bool   // it stood under a heading for new chapters
	URL       string // page it was read from
	Link      string // address the chapter name pointed to
	// Held is true where what the row names could not be seen on that night;
	// package diff sets it and judges the row when it can.
	Held bool
}

// A Reference is a document that a section cites.
type Reference struct {
	SectionID    string
	Authority    string
	Title        string
	EditionYear  int // 0 if none is named
	CitedText    string
	URL          string
	Status       string // "current", "superseded", "unknown"
	SupersededBy string
}

// A Guide is an entry of an "if you want ... read section ..." guide.
type Guide struct {
	Ordinal    int
	Group      string
	Entry      string
	Sections   []string
	Appendices []string
}

// A Finding is a doubt of the reading, tied to an address or a section.
type Finding struct {
	URL       string
	SectionID string
	Code      string
	Detail    string
}

// Words that say how precise a [Date] is.
const (
	Day Precision = iota + 1
	Month
	Quarter
	Year
)

// A Precision tells how much of a date was printed.
type Precision uint8

// A Date is a calendar date as printed: a month-only date is the first of the
// month with Precision Month, a quarter the first of its first month. The zero Date is "none".
type Date struct {
	Y         int
	M         time.Month
	D         int
	Precision Precision
}

// IsZero reports whether no date is known.
func (d Date) IsZero() bool { return d.Precision == 0 }

// Time returns midnight UTC of the date, or the zero time.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Y, d.M, d.D, 0, 0, 0, 0, time.UTC)
}

// String returns the date as 2006-01-02, or "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// Span is the time that a date may mean: from its first moment up to the one after its last.
func (d Date) Span() (from, to time.Time) {
	from = d.Time()
	switch d.Precision {
	case Year:
		return from, from.AddDate(1, 0, 0)
	case Quarter:
		return from, from.AddDate(0, 3, 0)
	case Month:
		return from, from.AddDate(0, 1, 0)
	}
	return from, from.AddDate(0, 0, 1)
}

// Passed reports whether all that a date may mean lies before a moment; a date that is not
// known has not passed.
func (d Date) Passed(at time.Time) bool {
	_, to := d.Span()
	return !d.IsZero() && !at.Before(to)
}

// Printed writes a date as people do, as far as it was printed, or "".
func (d Date) Printed() string {
	switch d.Precision {
	case 0:
		return ""
	case Year:
		return d.Time().Format("2006")
	case Quarter, Month:
		return d.Time().Format("January 2006")
	}
	return d.Time().Format("2 January 2006")
}

// Input is everything that is read into one edition.
type Input struct {
	BoardID    string
	RunID      string
	Nation     string // "England", "Wales" ..., "" if nobody said
	ObservedAt time.Time
	Platform   string   // "trix-static" ... "generic"
	Start      []string // canonical addresses where the contents may stand
	Amendments []string // canonical addresses of amendments pages, may carry an area in the query
	Areas      []string // names of the areas the manual serves
	Hosts      []string // hosts whose pages belong to the manual
	Pages      []Page   // sorted by URL
}

// A Page is a parsed document with its place in the crawl.
type Page struct {
	*parse.Document
	Aliases []string // further addresses that gave the same page
	Stale   bool     // not observed tonight, bytes of an earlier night
}

// Valid reports a day that the calendar has.
func (d Date) Valid() bool {
	if d.M < 1 || d.M > 12 || d.D < 1 || d.Y < 1900 || d.Y > 2199 {
		return false
	}
	return d.Time().Day() == d.D
}
