package diff

import (
	"time"

	"manualwatch/normalise"
)

// States of a topic at a board, in the coverage matrix.
const (
	CoverageHas         = "has"
	CoveragePlaceholder = "placeholder"
	CoverageUnderReview = "under_review"
	CoverageAbsent      = "absent"
)

// A Coverage is the matrix topic x board.
type Coverage struct {
	Boards []string // column keys, sorted
	Rows   []CoverageRow
}

// A CoverageRow is one topic across all boards.
type CoverageRow struct {
	TopicID string
	Topic   string
	Cells   []CoverageCell // one for each of Coverage.Boards, in that order
}

// A CoverageCell tells what one board has on one topic.
type CoverageCell struct {
	TopicID, BoardID string
	State            string   // CoverageHas ...
	Doubtful         bool     // only candidates stand here
	SectionIDs       []string // chapters and annexes in reading order
	Number, Title    string   // of the chapter that fits best
	URL              string
	Words            int    // of all of them with their headings
	LastDetected     string // ISO date of the last change seen, "" if none
	LastDeclared     string // ISO date of the last amendment declared, "" if none
	LastReviewed     string // ISO date as printed, "" if none
	NextReview       string
	OldestSuperseded string // oldest superseded document cited: "Working Together to Safeguard Children 2015"
}

// Matrix lays out topics by boards. history holds all changes known so far.
func Matrix(editions []*normalise.Edition, members []TopicMember, history []Change) Coverage {
	return Coverage{}
}

// A Comparison is two chapters side by side.
type Comparison struct {
	BoardA, BoardB     string
	SectionA, SectionB string
	TitleA, TitleB     string
	URLA, URLB         string
	Similarity         float64 // of the whole texts, 0 to 1
	Parts              []ComparedPart
}

// A ComparedPart is a heading of one chapter with its partner in the other.
type ComparedPart struct {
	TitleA, TitleB string // "" where the other has no such heading
	Similarity     float64
	Shared         int      // sentences both say
	OnlyA, OnlyB   []string // sentences that the other does not say
	Differs        []Difference
}

// A Difference is a point on which two chapters say different things.
type Difference struct {
	Kind   string // "deadline", "threshold", "obligation"
	A, B   string // the words that differ: "24 hours", "must"; "" where one names none
	SaysA  string // the sentences
	SaysB  string
	Detail string // in words
}

// SideBySide compares two chapters heading by heading.
func SideBySide(a, b *normalise.Edition, sectionA, sectionB string) Comparison {
	return Comparison{}
}

// An OverdueItem is something whose date has passed.
type OverdueItem struct {
	BoardID    string
	SectionID  string // "" for the manual as a whole
	Number     string
	Title      string
	URL        string
	TopicID    string
	Topic      string
	Kind       string // "review", "update", "unchanged"
	Since      string // ISO date on which it became overdue, or of the last change seen
	Days       int    // at the date asked
	DetailText string // in words
}

// Overdue lists declared review dates and declared updates that have passed at
// the date `at`, and chapters without a change for at least `unchanged`, longest
// first.
func Overdue(editions []*normalise.Edition, members []TopicMember, history []Change, at time.Time, unchanged time.Duration) []OverdueItem {
	return nil
}
