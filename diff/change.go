// Package diff is the schema of what became of a manual between two editions, and of how that
// stands against what the board declared.
//
//	prev, cur Edition  ->  lineage.Carry (IDs)  ->  compare.Editions ([]Change)  ->  declaration.Judge ([]Declaration)
//
// The comparing is in packages of which each needs only those before it:
//
//	textdiff     what became of a text, and how much it matters
//	lineage      which section descends from which
//	compare      typed changes between two editions
//	across       boards beside one another: topics, coverage, shared text
//	declaration  what was declared against what was detected
//	history      a night in the light of the nights before it
package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Kind is the sort of a change, as in the `changes` table.
type Kind string

// The kinds of change.
const (
	Added            Kind = "added"
	Removed          Kind = "removed"
	Moved            Kind = "moved" // in the dataset, for [PlaceReason], renumbered
	Renamed          Kind = "renamed"
	Renumbered       Kind = "renumbered"
	Edited           Kind = "edited"
	Split            Kind = "split"
	Merged           Kind = "merged"
	Retired          Kind = "retired"
	Activated        Kind = "activated"
	Flagged          Kind = "flagged"
	LinkChanged      Kind = "link_changed"
	FileReplaced     Kind = "file_replaced"
	ReviewChanged    Kind = "review_changed" // a date of review; in the dataset it is an edit for [ReviewReason]
	AmendmentAdded   Kind = "amendment_added"
	AmendmentRemoved Kind = "amendment_removed"
	TermsSwept       Kind = "terms_swept" // or one line put into nearly all chapters, or taken out
	MovedHost        Kind = "moved_host"
)

// ReviewReason is the reason of a change of kind ReviewChanged, by which the dataset knows it.
const ReviewReason = "a date of review changed"

// RedatedReason is the reason of a change of kind AmendmentAdded of a row that stood in the list
// before, with another date.
const RedatedReason = "the date of a row of the board's amendments table was corrected"

// SeatsDetail ends the detail of a change of kind [Moved] that left the chapter in its part: where
// among the others it stood, and stands.
func SeatsDetail(old, now string) string { return stood + old + stands + now + " now" }

// Seats are the places in words of [SeatsDetail], "" where a detail tells none.
func Seats(detail string) (old, now string) {
	_, seats, _ := strings.Cut(detail, stood)
	old, now, _ = strings.Cut(seats, stands)
	return old, strings.TrimSuffix(now, " now")
}

const stood, stands = "; it stood ", ", and stands "

// PlaceReason is the reason of a change of kind Moved that left the chapter in its part, where
// it has another number: in the dataset it is renumbered, and known by this reason.
const PlaceReason = "another place and number in the same part of the manual"

// ReviewJoin stands, in the detail of such a change, between what became of two dates.
const ReviewJoin = "; "

// DividedReason is that of a merger by which a chapter took in a part of one that was withdrawn,
// while others took in the rest.
const DividedReason = "one chapter was divided among several"

// GatheredReason is that of a split by which a part of a chapter went into a new one that was made
// of parts of several.
const GatheredReason = "one chapter was made of parts of several"

// PageGoneReason is that of a chapter that the contents list still and that has no page any more.
const PageGoneReason = "the chapter is still listed, and no page of it can be read any more"

// RowGoneReason is that of such a chapter whose row went as well, after it was told as withdrawn.
const RowGoneReason = "the contents do not list the withdrawn chapter any more"

// UnreadReason begins the reason of a new chapter of which no word could be read; why follows.
// ReadNowReason is that of an edit which brings the words of such a chapter: nobody can tell
// what of them is new.
const (
	UnreadReason  = "its words could not be read: "
	ReadNowReason = "its words can be read now"
)

// UnreadWhy says why no word of a new chapter could be read, by the reasons of its change; ""
// where that is not so.
func UnreadWhy(reasons []string) string {
	for _, r := range reasons {
		if why, is := strings.CutPrefix(r, UnreadReason); is {
			return why
		}
	}
	return ""
}

// BackAndForth begins the reason of a change that brings back a state which was told
// before and taken back since; the day on which it was told first follows.
const BackAndForth = "it goes back and forth, and is again as told on "

// BackAfter begins the reason of a chapter that came back; how long it was out of the manual
// follows.
const BackAfter = "back after "

// IsBack reports whether a change brings back a chapter that the manual had before.
func (c *Change) IsBack() bool { return IsBack(c.Reasons) }

// IsBack reports whether reasons are those of a chapter that came back.
func IsBack(reasons []string) bool {
	return slices.ContainsFunc(reasons, func(r string) bool { return strings.HasPrefix(r, BackAfter) })
}

// A Significance says how much a change matters to practice.
type Significance string

// The classes of significance, most important first.
const (
	Practice  Significance = "practice"
	NewText   Significance = "new_text"
	Minor     Significance = "minor"
	Links     Significance = "links"
	Editorial Significance = "editorial"
)

// A Change is one typed change between two editions. Fields are those of the
// `changes` table; "" and 0 are null there.
type Change struct {
	RunID, BoardID   string
	FromEdition      string
	ToEdition        string
	ID               string // deterministic: hash of the run, kind and section
	Kind             Kind
	Significance     Significance
	Reasons          []string // in words
	SectionID        string
	OldNumber        string
	NewNumber        string
	OldTitle         string
	NewTitle         string
	OldPath          string
	NewPath          string
	OldURL           string
	NewURL           string
	WordsAdded       int
	WordsRemoved     int
	Similarity       float64 // of the old and new text, 0 to 1
	Edits            []Edit  // of a merge, what was not taken over; of a split, what the new part has beyond the old chapter
	Obligations      []Obligation
	CausedBy         string // ID of the change that this one follows from
	Declared         string // "confirmed", "undeclared", "not_applicable"
	AmendmentOrdinal int    // row of the new edition's amendments that declares it, or some of what is undeclared, or speaks against it; 0 if none
	OldSHA256        string
	NewSHA256        string
	// Detail says in one line what a folded change covers ("2-10 became
	// 3-11", "12 places in 7 chapters"), and of passages that were changed on
	// their way into the new part of a split which chapter they were part of.
	Detail string
	// OtherIDs are further sections of the change: the new part of a split
	// (whose number, title, path and address are the New ones) and behind it the
	// appendix or heading of the old chapter that it was, the absorbed
	// chapter of a merge (whose are the Old ones), the swept chapters of
	// terms_swept, the renumbered ones of renumbered, the groups that came or
	// went with the part they stand in. SectionID is the chapter that goes on.
	OtherIDs []string
}

// An Op is what an [Edit] does.
type Op string

// The ops of an edit. A run of edits in order is a marked-up excerpt: Keep gives
// the context, Skip stands for unchanged text left out, Under names the heading
// inside the chapter below which the edits that follow stand. A Break ends a
// paragraph, list item or table row.
const (
	Under    Op = "under"
	Break    Op = "break"
	Keep     Op = "keep"
	Insert   Op = "insert"
	Delete   Op = "delete"
	MoveFrom Op = "move_from"
	MoveTo   Op = "move_to"
	Skip     Op = "skip"
)

// An Edit is one piece of a changed passage. The spaces between words belong to
// the texts: joined as they are they can be read. The texts of Under stand beside
// the passage, not in it; that of Skip is empty.
type Edit struct {
	Op   Op
	Text string
}

// RunTogether reports whether two pieces of the older side of a passage would be read as one
// word. What is kept is printed with the spaces of the newer text: where words that are new
// part two pieces of it, the space that stood between them on the older side is in neither.
func RunTogether(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return (inWord(last) || strings.ContainsRune(",;:)”", last)) && inWord(first)
}

// An Obligation is a sentence whose duty changed in strength ("should" to "must").
type Obligation struct {
	Sentence string
	From, To string
}

// A State is what became of a declared amendment.
type State string

// The states of a declaration.
const (
	Confirmed      State = "confirmed"
	ConfirmedLate  State = "confirmed_late"
	ConfirmedEarly State = "confirmed_early"
	NotDetected    State = "not_detected"
	UnknownChapter State = "unknown_chapter"
	BeforeBaseline State = "before_baseline"
	Ambiguous      State = "ambiguous"
	Duplicate      State = "duplicate"
	FlagOnly       State = "flag_only"
)

// A Declaration is a declared amendment and what became of it.
type Declaration struct {
	RunID, BoardID string
	Ordinal        int // of the amendment in the new edition
	Chapter        string
	Details        string
	Date           string // ISO or ""
	DateText       string // as printed
	State          State
	SectionID      string
	ChangeIDs      []string
	Score          float64
	Reason         string   // in words, always
	Missing        []string // of one that was borne out, what it says beside, or the chapters that it names, of which nothing was seen
}
