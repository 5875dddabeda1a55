package diff

import (
	"io"

	"manualwatch/normalise"
)

// Standings of a [TopicMember].
const (
	SameTopic      = "same"      // mutual best match, or the only chapter of its topic
	CandidateTopic = "candidate" // best match from one side only, or a doubtful one
)

// A TopicMember is a chapter's place in the cross-board alignment, a row of the
// `topics` table. Every chapter and annex of every board has exactly one.
type TopicMember struct {
	TopicID   string // slug, stable over runs and boards
	Topic     string // name for people
	BoardID   string
	SectionID string
	Score     float64 // 0 to 1: how well the chapter fits the topic
	Standing  string  // SameTopic, CandidateTopic
	Reason    string  // in words: "title", "synonym", "text", "annex of ...", "correction"
}

// AlignTopics groups the chapters, annexes and placeholders in use of all boards
// by topic. editions holds the latest edition of each board, prior the result
// of the run before (topic ids are carried over by it), corrections what
// analysts decided, which always wins. The result is sorted by topic, board and
// reading order.
func AlignTopics(editions []*normalise.Edition, prior []TopicMember, corrections Corrections) []TopicMember {
	return nil
}

// Corrections are the decisions of analysts, kept in topics.toml.
type Corrections struct {
	Join []Join
	Part []Part
	Name []Name
}

// A Join puts chapters into one topic.
type Join struct {
	Topic    string   // topic id, "" takes the one of the first chapter
	Chapters []string // "board/number", "board/section_id" or "board/title"
}

// A Part takes chapters out of a topic into one of their own, or keeps two apart.
type Part struct {
	Topic    string // topic id they go to, "" makes a new one
	Chapters []string
}

// A Name gives a topic its name for people.
type Name struct {
	Topic string
	Name  string
}

// LoadCorrections reads a topics.toml. Unknown keys and rows without chapters
// are errors that name the line or key.
func LoadCorrections(r io.Reader) (Corrections, error) {
	return Corrections{}, nil
}
