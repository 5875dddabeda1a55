package out

import (
	"time"

	"manualwatch/normalise/cite"
)

// The rows below are the tables of the dataset, one struct a table. A field that
// may be unknown is optional: its zero value is written as null and a null reads
// back as the zero value. Timestamps are UTC in microseconds.

// A Day is a calendar date, in days since 1 January 1970; 0 is no date.
type Day int32

// DayOf returns the day of t in UTC, 0 for the zero time.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	secs := t.Unix()
	d := secs / 86400
	if secs%86400 < 0 {
		d--
	}
	return Day(d)
}

// Time returns midnight UTC of the day, the zero time for no date.
func (d Day) Time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix(int64(d)*86400, 0).UTC()
}

// String returns the day as 2006-01-02, "" for no date.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// End returns the last day that a printed date can mean: the dataset does not hold
// how much of a date was printed, so the first of a month is taken as the month.
func (d Day) End() Day {
	if t := d.Time(); d != 0 && t.Day() == 1 {
		return DayOf(t.AddDate(0, 1, -1))
	}
	return d
}

// Passed reports whether a printed date lies before a day, whatever it can mean.
func (d Day) Passed(at Day) bool { return d != 0 && d.End() < at }

// A RunRow is one run of the nightly job.
type RunRow struct {
	RunID          string    `parquet:"run_id"`
	StartedAt      time.Time `parquet:"started_at,timestamp(microsecond)"`
	FinishedAt     time.Time `parquet:"finished_at,optional,timestamp(microsecond)"`
	ToolVersion    string    `parquet:"tool_version"`
	ParserVersion  string    `parquet:"parser_version"`
	RulesVersion   string    `parquet:"rules_version"`
	BoardsSelected int32     `parquet:"boards_selected"`
	BoardsObserved int32     `parquet:"boards_observed"`
	BoardsFailed   int32     `parquet:"boards_failed"`
	Changes        int32     `parquet:"changes"`
}

// The values of [ObservationRow.Status].
const (
	StatusChanged           = "changed"
	StatusUnchanged         = "unchanged"
	StatusPartial           = "partial"
	StatusFailed            = "failed"
	StatusNeedsIntervention = "needs_intervention"
)

// An ObservationRow says how one board fared in one run.
type ObservationRow struct {
	RunID             string    `parquet:"run_id"`
	BoardID           string    `parquet:"board_id"`
	Status            string    `parquet:"status"`
	Cause             string    `parquet:"cause,optional"` // in words; empty when all went well
	EditionID         string    `parquet:"edition_id,optional"`
	PreviousEditionID string    `parquet:"previous_edition_id,optional"`
	Requests          int32     `parquet:"requests"`
	NotModified       int32     `parquet:"not_modified"`
	Failed            int32     `parquet:"failed"`
	Bytes             int64     `parquet:"bytes"`
	LastSuccessAt     time.Time `parquet:"last_success_at,optional,timestamp(microsecond)"`
}

// Seen tells whether the run saw the board, whole or in part.
func (o *ObservationRow) Seen() bool {
	return o.Status != StatusFailed && o.Status != StatusNeedsIntervention
}

// A CaptureRow is one request of a run.
type CaptureRow struct {
	RunID        string    `parquet:"run_id"`
	BoardID      string    `parquet:"board_id"`
	URL          string    `parquet:"url"`
	FinalURL     string    `parquet:"final_url,optional"`
	Status       int32     `parquet:"status,optional"`
	MediaType    string    `parquet:"media_type,optional"`
	SHA256       string    `parquet:"sha256,optional"`
	Bytes        int64     `parquet:"bytes"`
	ETag         string    `parquet:"etag,optional"`
	LastModified string    `parquet:"last_modified,optional"` // as the server sent it
	FetchedAt    time.Time `parquet:"fetched_at,optional,timestamp(microsecond)"`
	NotModified  bool      `parquet:"not_modified"`
	Error        string    `parquet:"error,optional"`
}

// An EditionRow is one state of one board's manual.
type EditionRow struct {
	EditionID          string    `parquet:"edition_id"`
	BoardID            string    `parquet:"board_id"`
	RunID              string    `parquet:"run_id"`
	ObservedAt         time.Time `parquet:"observed_at,timestamp(microsecond)"`
	ContentSHA256      string    `parquet:"content_sha256"`
	Label              string    `parquet:"label,optional"`
	DeclaredNextUpdate Day       `parquet:"declared_next_update,optional,date"`
	Sections           int32     `parquet:"sections"`
	Words              int64     `parquet:"words"`
	ParserVersion      string    `parquet:"parser_version"`
	RulesVersion       string    `parquet:"rules_version"`
}

// A SectionRow is one node of an edition's tree, with its own text.
type SectionRow struct {
	EditionID       string   `parquet:"edition_id"`
	BoardID         string   `parquet:"board_id"`
	SectionID       string   `parquet:"section_id"`
	ParentSectionID string   `parquet:"parent_section_id,optional"`
	Ordinal         int32    `parquet:"ordinal"`
	Depth           int32    `parquet:"depth"`
	Kind            string   `parquet:"kind"`
	Number          string   `parquet:"number,optional"`
	NumberKey       string   `parquet:"number_key,optional"`
	Title           string   `parquet:"title"`
	Flags           []string `parquet:"flags,list"`
	Path            string   `parquet:"path"`
	URL             string   `parquet:"url,optional"`
	MediaType       string   `parquet:"media_type,optional"`
	Page            int32    `parquet:"page,optional"`
	Text            string   `parquet:"text"`
	TextSHA256      string   `parquet:"text_sha256,optional"`
	Words           int32    `parquet:"words"`
	LastReviewed    Day      `parquet:"last_reviewed,optional,date"`
	NextReview      Day      `parquet:"next_review,optional,date"`
}

// An AmendmentRow is one row of a board's own amendments table.
type AmendmentRow struct {
	EditionID string `parquet:"edition_id"`
	BoardID   string `parquet:"board_id"`
	Ordinal   int32  `parquet:"ordinal"`
	Scope     string `parquet:"scope,optional"`
	Chapter   string `parquet:"chapter"` // as printed; empty is unknown
	SectionID string `parquet:"section_id,optional"`
	Details   string `parquet:"details"`
	Date      Day    `parquet:"date,optional,date"`
	DateText  string `parquet:"date_text,optional"`
	Release   string `parquet:"release,optional"`
	URL       string `parquet:"url,optional"`
}

// A ReferenceRow is a document that a section cites.
type ReferenceRow struct {
	EditionID    string `parquet:"edition_id"`
	BoardID      string `parquet:"board_id"`
	SectionID    string `parquet:"section_id,optional"`
	Authority    string `parquet:"authority,optional"`
	Title        string `parquet:"title"`
	EditionYear  int32  `parquet:"edition_year,optional"`
	CitedText    string `parquet:"cited_text,optional"`
	URL          string `parquet:"url,optional"`
	Status       string `parquet:"status"`
	SupersededBy string `parquet:"superseded_by,optional"`
}

// Age moves the standing of a citation or a term on to a later time: what was current
// when the edition was read may be superseded by now. What is superseded stays so.
func (r *ReferenceRow) Age(at time.Time) {
	status, by, known := cite.StandingOf(r.Title, int(r.EditionYear), at)
	if r.Authority == cite.AuthorityTerm {
		status, by, known = cite.TermStandingOf(r.Title, at)
	}
	if !known || r.Status == cite.StatusSuperseded && status != cite.StatusSuperseded {
		return
	}
	r.Status, r.SupersededBy = status, by
}

// An EditRow is one piece of a changed passage; see diff.Op for the ops.
type EditRow struct {
	Op   string `parquet:"op"`
	Text string `parquet:"text"`
}

// An ObligationRow is a sentence whose duty changed in strength.
type ObligationRow struct {
	Sentence string `parquet:"sentence"`
	From     string `parquet:"from"`
	To       string `parquet:"to"`
}

// A ChangeRow is one typed change between two editions.
type ChangeRow struct {
	RunID            string          `parquet:"run_id"`
	BoardID          string          `parquet:"board_id"`
	FromEditionID    string          `parquet:"from_edition_id,optional"`
	ToEditionID      string          `parquet:"to_edition_id"`
	ChangeID         string          `parquet:"change_id"`
	Kind             string          `parquet:"kind"`
	Significance     string          `parquet:"significance"`
	Reasons          []string        `parquet:"reasons,list"`
	SectionID        string          `parquet:"section_id,optional"`
	OldNumber        string          `parquet:"old_number,optional"`
	NewNumber        string          `parquet:"new_number,optional"`
	OldTitle         string          `parquet:"old_title,optional"`
	NewTitle         string          `parquet:"new_title,optional"`
	OldPath          string          `parquet:"old_path,optional"`
	NewPath          string          `parquet:"new_path,optional"`
	OldURL           string          `parquet:"old_url,optional"`
	NewURL           string          `parquet:"new_url,optional"`
	WordsAdded       int32           `parquet:"words_added"`
	WordsRemoved     int32           `parquet:"words_removed"`
	Similarity       float64         `parquet:"similarity"`
	Edits            []EditRow       `parquet:"edits,list"`
	Obligations      []ObligationRow `parquet:"obligations,list"`
	CausedBy         string          `parquet:"caused_by,optional"`
	Declared         string          `parquet:"declared"`
	AmendmentOrdinal int32           `parquet:"amendment_ordinal,optional"`
	OldSHA256        string          `parquet:"old_sha256,optional"`
	NewSHA256        string          `parquet:"new_sha256,optional"`
	Detail           string          `parquet:"detail,optional"` // what a folded change covers, in one line
	OtherSectionIDs  []string        `parquet:"other_section_ids,list"`
}

// A DeclarationRow is a declared amendment and what became of it.
type DeclarationRow struct {
	RunID     string   `parquet:"run_id"`
	BoardID   string   `parquet:"board_id"`
	Ordinal   int32    `parquet:"ordinal"`
	Chapter   string   `parquet:"chapter"`
	Details   string   `parquet:"details"`
	Date      Day      `parquet:"date,optional,date"`
	State     string   `parquet:"state"`
	SectionID string   `parquet:"section_id,optional"`
	ChangeIDs []string `parquet:"change_ids,list"`
	Score     float64  `parquet:"score"`
	Reason    string   `parquet:"reason"`
	DateText  string   `parquet:"date_text,optional"` // the date as the board prints it
	Missing   []string `parquet:"missing,list"`       // what a confirmed one says beside, or chapters that it names, of which nothing was seen
}

// A TopicRow is a chapter's place in the alignment across boards.
type TopicRow struct {
	RunID     string  `parquet:"run_id"`
	TopicID   string  `parquet:"topic_id"`
	Topic     string  `parquet:"topic"`
	BoardID   string  `parquet:"board_id"`
	SectionID string  `parquet:"section_id"`
	Score     float64 `parquet:"score"`
	Standing  string  `parquet:"standing"` // "same" or "candidate"
}

// A GuideRow is an entry of an "if you want ... read section ..." guide.
type GuideRow struct {
	EditionID  string   `parquet:"edition_id"`
	BoardID    string   `parquet:"board_id"`
	Ordinal    int32    `parquet:"ordinal"`
	Group      string   `parquet:"group,optional"`
	Entry      string   `parquet:"entry"`
	Sections   []string `parquet:"sections,list"`
	Appendices []string `parquet:"appendices,list"`
}

// A FindingRow is a doubt of the parser or of the rules.
type FindingRow struct {
	RunID     string `parquet:"run_id"`
	BoardID   string `parquet:"board_id"`
	URL       string `parquet:"url,optional"`
	SectionID string `parquet:"section_id,optional"`
	Code      string `parquet:"code"`
	Detail    string `parquet:"detail"`
}

// CodeNotObserved is the code of a finding on a page that could not be seen on a night.
const CodeNotObserved = "not_observed"

// CodeFirstSeen is the code of findings on pages that could not be seen when the manual was read before: their words are no change.
const CodeFirstSeen = "first_seen"

// CodeLinkFailed is the code of findings on pages that a site refuses, or from which it leads away.
const CodeLinkFailed = "link_failed"

// CodeRestless is the code of a finding on a place of which most chapters show another line than
// before: it is taken for the site's, and none of its lines is told as a change.
const CodeRestless = "restless_line"

// CodeRestlessAddress is the code of a finding on chapters that stand at another address every
// night: that is taken for the site's, and not told as a change.
const CodeRestlessAddress = "restless_address"

// CodeStands is the code of a finding on a chapter that went back and forth between two
// states and has stood in one of them for some nights; its detail is for readers.
const CodeStands = "stands_again"

// CodeOutsideChanged is the code of a finding on words that changed though they stand in no
// chapter, on the start page or above the contents; its detail is for readers.
const CodeOutsideChanged = "text_in_no_chapter_changed"

// Tables holds rows for any of the tables, usually those of one board.
type Tables struct {
	Runs         []RunRow
	Observations []ObservationRow
	Captures     []CaptureRow
	Editions     []EditionRow
	Sections     []SectionRow
	Amendments   []AmendmentRow
	References   []ReferenceRow
	Changes      []ChangeRow
	Declarations []DeclarationRow
	Topics       []TopicRow
	Coverage     []CoverageRow
	Overdue      []OverdueRow
	SharedText   []SharedTextRow
	Adoptions    []AdoptionRow
	Guides       []GuideRow
	Findings     []FindingRow
}

// A Board is what the outputs say of a board beside what the dataset holds. It
// comes from the register.
type Board struct {
	ID       string
	Name     string
	Nation   string
	Areas    []string
	Platform string
	Start    []string // addresses of the manual
	Licence  string
	// Left is true where the register does not hold the board any more: no run visits it.
	Left bool
	// NoQuotes is true where the licence forbids to quote; then no output
	// made for readers repeats the board's text.
	NoQuotes bool
}
