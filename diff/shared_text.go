package diff

import "manualwatch/normalise"

// Shared is the text that boards have in common.
type Shared struct {
	Chapters []SharedChapter // sorted by board, then reading order
	Passages []Passage       // widest first
}

// A SharedChapter tells how much of a chapter other boards have too.
type SharedChapter struct {
	BoardID, SectionID string
	Words              int
	Common             float64  // share of its words that at least one other board has, 0 to 1
	Boards             []string // boards that have at least a fifth of it, sorted
	Regional           bool     // most of it stands in two or more other boards, or one board of the same shape
}

// A Passage is a run of words that stands in two or more boards.
type Passage struct {
	ID       string // hash of its words
	Text     string // as printed by the board that had it first
	Words    int
	Holders  []PassageHolder // by first sight, then board
	Diverged []PassageHolder // boards that had it and have it no more; LastSeen says until when
}

// A PassageHolder is a board's hold of a passage.
type PassageHolder struct {
	BoardID, SectionID string
	Number, Title      string
	FirstSeen          string // ISO date of the first edition that has it
	LastSeen           string // ISO date of the last edition that has it
	FromStart          bool   // it stood in the board's first edition: since when is unknown
	LagDays            int    // days after the first board in which it was seen to appear
}

// SharedPassages finds the passages that boards have in common by winnowed
// fingerprints. editions may hold several editions of a board; the latest is
// what stands now, the earlier ones date appearance and divergence.
func SharedPassages(editions []*normalise.Edition) Shared {
	return Shared{}
}
