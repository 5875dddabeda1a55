package out

// The rows below compare the manuals of all boards. A run that made a new
// edition of any board writes them for all boards, a quiet run writes none: the
// newest run with rows tells how things stand.

// A CoverageRow is a topic at a board: what the board has on it. Every topic has
// a row for every board.
type CoverageRow struct {
	RunID            string   `parquet:"run_id"`
	TopicID          string   `parquet:"topic_id"`
	Topic            string   `parquet:"topic"`
	BoardID          string   `parquet:"board_id"`
	State            string   `parquet:"state"` // diff.CoverageHas ...
	Doubtful         bool     `parquet:"doubtful"`
	SectionID        string   `parquet:"section_id,optional"`
	SectionIDs       []string `parquet:"section_ids,list"`
	Number           string   `parquet:"number,optional"`
	Title            string   `parquet:"title,optional"`
	URL              string   `parquet:"url,optional"`
	Words            int32    `parquet:"words"`
	LastDetected     Day      `parquet:"last_detected,optional,date"`
	LastDeclared     Day      `parquet:"last_declared,optional,date"`
	LastReviewed     Day      `parquet:"last_reviewed,optional,date"`
	NextReview       Day      `parquet:"next_review,optional,date"`
	OldestSuperseded string   `parquet:"oldest_superseded,optional"`
	Detail           string   `parquet:"detail,optional"`
	LastDeclaredText string   `parquet:"last_declared_text,optional"`
}

// An OverdueRow is something at a board whose date has passed.
type OverdueRow struct {
	RunID     string `parquet:"run_id"`
	BoardID   string `parquet:"board_id"`
	SectionID string `parquet:"section_id,optional"` // none for the manual as a whole
	TopicID   string `parquet:"topic_id,optional"`
	Topic     string `parquet:"topic,optional"`
	Number    string `parquet:"number,optional"`
	Title     string `parquet:"title,optional"`
	URL       string `parquet:"url,optional"`
	Kind      string `parquet:"kind"` // diff.OverdueReview ...
	Since     Day    `parquet:"since,optional,date"`
	Days      int32  `parquet:"days"`
	Detail    string `parquet:"detail"`
}

// A SharedTextRow is a chapter that has text in common with other boards.
type SharedTextRow struct {
	RunID     string   `parquet:"run_id"`
	BoardID   string   `parquet:"board_id"`
	SectionID string   `parquet:"section_id"`
	TopicID   string   `parquet:"topic_id,optional"`
	Number    string   `parquet:"number,optional"`
	Title     string   `parquet:"title"`
	URL       string   `parquet:"url,optional"`
	Words     int32    `parquet:"words"`
	Common    float64  `parquet:"common"`
	Boards    []string `parquet:"boards,list"`
	Regional  bool     `parquet:"regional"`
}

// The values of [AdoptionRow.Standing].
const (
	PassageHeld    = "held"
	PassageDropped = "dropped"
)

// An AdoptionRow is a board's hold of a passage that boards share and that at
// least one of them took up or gave up while it was watched.
type AdoptionRow struct {
	RunID     string `parquet:"run_id"`
	PassageID string `parquet:"passage_id"`
	BoardID   string `parquet:"board_id"`
	SectionID string `parquet:"section_id"`
	Number    string `parquet:"number,optional"`
	Title     string `parquet:"title"`
	Words     int32  `parquet:"words"` // of the passage
	Excerpt   string `parquet:"excerpt"`
	Standing  string `parquet:"standing"` // PassageHeld, PassageDropped
	FirstSeen Day    `parquet:"first_seen,optional,date"`
	LastSeen  Day    `parquet:"last_seen,optional,date"`
	FromStart bool   `parquet:"from_start"`
	LagDays   int32  `parquet:"lag_days,optional"`
}
