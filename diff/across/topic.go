// Package across compares boards with one another: the chapters that are about one topic,
// who lacks it, who is behind, and the text that boards share.
package across

import (
	"cmp"
	"maps"
	"slices"

	"manualwatch/normalise"
)

// Standings of a [TopicMember].
const (
	SameTopic      = "same"      // best of its board for the topic, from both sides, or the topic's only chapter
	CandidateTopic = "candidate" // best from one side only, or a doubtful match
)

// A TopicMember is a chapter's place in the cross-board alignment, a row of the
// `topics` table. Every chapter and annex of every board has exactly one; a
// placeholder has one while its topic is known from the run before.
type TopicMember struct {
	TopicID   string // slug, stable over runs and boards
	Topic     string // name for people
	BoardID   string
	SectionID string
	Score     float64 // 0 to 1: how well the chapter fits the topic
	Standing  string  // SameTopic, CandidateTopic
	Reason    string  // in words: "title names the topic", "annex of D14", "correction"
}

// maxTopicChapters bounds the chapters that are aligned, far above 150 boards of
// 110 chapters.
const maxTopicChapters = 200_000

// A topicChapter is a chapter on its way into a topic.
type topicChapter struct {
	board   string
	column  int32 // number of the board
	edition *normalise.Edition
	index   int // in Edition.Sections
	parent  int // chapter that it is an annex of, -1 if none
	title   []titleWord
	whom    whom
	match   titleMatch
	matched bool
	joined  bool          // into its topic by its text
	bag     []topicWeight // telling words of the title, by id

	topic    string // id
	name     string
	score    float64
	standing string
	reason   string
}

func (c *topicChapter) section() *normalise.Section { return &c.edition.Sections[c.index] }

// Align groups the chapters, annexes and placeholders of all boards by topic, and tells
// where boards deal with topics on which they have no chapter. editions holds the latest
// edition of each board (of several of one board the latest counts), prior the result of
// the run before, by which topics outside the synonym table keep their ids and renamed
// chapters their topic; corrections are what analysts decided, which always wins. The result is sorted by topic, board
// and reading order, and does not depend on the order of editions.
//
// A title that names a topic of synonyms.toml belongs to it, unless the topic is
// about children and the chapter about adults, or the other way round (see
// tellWhom). Chapters of several boards that have one text are on one topic, whatever
// their titles. The chapters left over are compared by the telling words of their titles,
// weighed by rarity, and by the rare words of headings and text: mutual best across boards
// are one topic.
func (x *TextIndex) Align(editions []*normalise.Edition, prior []TopicMember, corrections Corrections) ([]TopicMember, []Place) {
	a := newAligner(x, editions, prior)
	a.readTitles()
	a.tellWhom()
	a.matchTitles()
	fixed := a.applyCorrections(corrections)
	a.findKin()
	a.joinByText(fixed)
	a.alignRest(fixed)
	a.keepPrior(fixed)
	a.nameLeftovers()
	a.setStandings(fixed)
	a.followParents(fixed)
	a.applyNames(corrections)
	return a.members(), a.places()
}

// A topicAligner holds one alignment.
type topicAligner struct {
	table    *synonymTable
	texts    *TextIndex
	stems    *stemmer
	chapters []topicChapter
	columns  int // boards
	prior    map[chapterKey]TopicMember
	held     []topicChapter // placeholders that keep their topic
	titles   map[string][]titleWord

	kin       [][]textKin // by chapter: the chapters of other boards that have most of its words
	textShare []float32   // by chapter: how much of it those that it is one text with have
	together  [][]int     // chapters of one text that name no topic
}

// A chapterKey is a chapter's identity over runs.
type chapterKey struct{ board, section string }

func newAligner(x *TextIndex, editions []*normalise.Edition, prior []TopicMember) *topicAligner {
	table := x.words()
	a := &topicAligner{table: table, texts: x, stems: newStemmer(), prior: map[chapterKey]TopicMember{}, titles: map[string][]titleWord{}}
	for _, m := range prior {
		a.prior[chapterKey{m.BoardID, m.SectionID}] = m
	}
	for _, e := range latestEditions(editions) {
		a.gather(e)
		a.columns++
	}
	return a
}

// latestEditions returns the latest edition of each board, sorted by board.
func latestEditions(editions []*normalise.Edition) []*normalise.Edition {
	latest := map[string]*normalise.Edition{}
	for _, e := range editions {
		if e == nil {
			continue
		}
		have := latest[e.BoardID]
		if have == nil || laterEdition(e, have) > 0 {
			latest[e.BoardID] = e
		}
	}
	return slices.SortedFunc(maps.Values(latest), func(x, y *normalise.Edition) int { return cmp.Compare(x.BoardID, y.BoardID) })
}

// laterEdition orders the editions of a board by time.
func laterEdition(x, y *normalise.Edition) int {
	return cmp.Or(x.ObservedAt.Compare(y.ObservedAt), cmp.Compare(x.RunID, y.RunID), cmp.Compare(x.ID, y.ID))
}

// gather takes the chapters, annexes and placeholders of an edition. A section of
// the manual that holds text but no chapters is a chapter of its own.
func (a *topicAligner) gather(e *normalise.Edition) {
	holds := holdsChapters(e.Sections)
	place := map[int]int{} // section -> chapter
	for i := range e.Sections {
		s := &e.Sections[i]
		if s.OtherManual || len(a.chapters) >= maxTopicChapters {
			continue
		}
		c := topicChapter{board: e.BoardID, column: int32(a.columns), edition: e, index: i, parent: -1}
		switch s.Kind {
		case normalise.KindChapter:
		case normalise.KindSection:
			if holds[i] || s.Words == 0 && s.Text == "" && !hasWords(e.Sections, i) {
				continue
			}
		case normalise.KindAppendix:
			c.parent = chapterAbove(e.Sections, place, i)
		case normalise.KindPlaceholder:
			a.holdPlaceholder(c)
			continue
		default:
			continue
		}
		place[i] = len(a.chapters)
		a.chapters = append(a.chapters, c)
	}
}

// holdPlaceholder keeps a placeholder in the topic that its chapter had.
func (a *topicAligner) holdPlaceholder(c topicChapter) {
	m, ok := a.prior[chapterKey{c.board, c.section().ID}]
	if !ok {
		return
	}
	c.topic, c.name, c.score, c.standing, c.reason = m.TopicID, m.Topic, m.Score, m.Standing, "not in use; topic of the chapter it was"
	a.held = append(a.held, c)
}

// holdsChapters tells for each section whether a chapter stands below it.
func holdsChapters(sections []normalise.Section) []bool {
	holds := make([]bool, len(sections))
	for i := len(sections) - 1; i >= 0; i-- {
		s := &sections[i]
		if s.Parent < 0 || s.Parent >= i {
			continue
		}
		switch s.Kind {
		case normalise.KindChapter, normalise.KindPlaceholder, normalise.KindGroup, normalise.KindSection:
			holds[s.Parent] = true
		case normalise.KindAppendix:
			holds[s.Parent] = holds[s.Parent] || sections[s.Parent].Words == 0 && sections[s.Parent].Text == ""
		}
		holds[s.Parent] = holds[s.Parent] || holds[i]
	}
	return holds
}

// hasWords tells whether a heading below a section has text.
func hasWords(sections []normalise.Section, i int) bool {
	for k := i + 1; k < len(sections) && sections[k].Depth > sections[i].Depth; k++ {
		if sections[k].Text != "" || sections[k].Words > 0 {
			return true
		}
	}
	return false
}

// chapterAbove returns the chapter that an annex belongs to, -1 if none.
func chapterAbove(sections []normalise.Section, place map[int]int, i int) int {
	for k, n := sections[i].Parent, 0; k >= 0 && k < i && n < 64; k, n = sections[k].Parent, n+1 {
		if c, ok := place[k]; ok && sections[k].Kind != normalise.KindSection {
			return c
		}
	}
	return -1
}

// readTitles reads the titles of all chapters.
func (a *topicAligner) readTitles() {
	for i := range a.chapters {
		c := &a.chapters[i]
		c.title = a.readTitle(c.section().Title)
	}
}

// readTitle reads a title, each once.
func (a *topicAligner) readTitle(title string) []titleWord {
	words, ok := a.titles[title]
	if !ok {
		words = a.table.readTitle(a.stems, title)
		a.titles[title] = words
	}
	return words
}

// matchTitles looks all titles up in the synonym table.
func (a *topicAligner) matchTitles() {
	type question struct {
		title string
		whom  whom
	}
	type answer struct {
		match titleMatch
		ok    bool
	}
	seen := map[question]answer{}
	for i := range a.chapters {
		c := &a.chapters[i]
		q := question{c.section().Title, c.whom}
		r, have := seen[q]
		if !have && !isForm(c.title) {
			r.match, r.ok = a.table.match(c.title, c.whom)
		}
		seen[q] = r
		c.match, c.matched = r.match, r.ok
		if !r.ok {
			continue
		}
		t := a.table.topics[r.match.topic]
		c.topic, c.name, c.score, c.reason = t.ID, t.Name, 0.5+0.5*r.match.coverage, "title names the topic"
	}
}

// isForm tells whether a title is that of a flowchart or form, which is not the
// chapter about its subject.
func isForm(title []titleWord) bool {
	if len(title) == 0 {
		return false
	}
	switch title[0].word {
	case "flowchart", "flowcharts", "flow", "template", "checklist", "leaflet", "poster", "letter":
		return true
	}
	return false
}

// isSideline tells whether a chapter is an annex of the manual, or one that goes
// with the chapter about its subject rather than being it.
func isSideline(c *topicChapter) bool {
	if c.section().Kind == normalise.KindAppendix {
		return true
	}
	for _, w := range c.title {
		switch w.word {
		case "strategy", "toolkit", "tool", "form", "forms", "audit", "matrix", "leaflet", "checklist", "flowchart", "template", "minutes":
			return true
		}
	}
	return false
}

// leastCoverage is the share of a title's telling words that its topic must
// explain for the chapter to be more than a candidate.
const leastCoverage = 0.34

// setStandings chooses for each topic the best chapter of each board. It is best
// from both sides: no chapter of its board fits better, and those of the other
// boards were chosen in the same way.
func (a *topicAligner) setStandings(fixed []bool) {
	best := map[chapterKey]int{}
	for i := range a.chapters {
		c := &a.chapters[i]
		if c.parent >= 0 && !fixed[i] {
			continue
		}
		k := chapterKey{c.board, c.topic}
		j, ok := best[k]
		if !ok || a.fitsBetter(i, j, fixed) {
			best[k] = i
		}
	}
	for i := range a.chapters {
		c := &a.chapters[i]
		switch {
		case c.parent >= 0 && !fixed[i]:
		case fixed[i]:
			c.standing = SameTopic
		case best[chapterKey{c.board, c.topic}] != i, c.matched && !c.joined && c.match.coverage < leastCoverage, c.standing == CandidateTopic:
			c.standing = CandidateTopic
		default:
			c.standing = SameTopic
		}
	}
}

// fitsBetter orders chapters of one board in one topic.
func (a *topicAligner) fitsBetter(i, j int, fixed []bool) bool {
	x, y := &a.chapters[i], &a.chapters[j]
	if fixed[i] != fixed[j] {
		return fixed[i]
	}
	if ux, uy := notRead(x.edition.Sections, x.index), notRead(y.edition.Sections, y.index); ux != uy {
		return uy
	}
	if x.matched != y.matched {
		return x.matched
	}
	if sx, sy := isSideline(x), isSideline(y); sx != sy {
		return sy
	}
	if x.score != y.score {
		return x.score > y.score
	}
	if len(x.title) != len(y.title) {
		return len(x.title) < len(y.title)
	}
	return i < j
}

// followParents puts annexes beside their chapters.
func (a *topicAligner) followParents(fixed []bool) {
	for i := range a.chapters {
		c := &a.chapters[i]
		if c.parent < 0 || fixed[i] {
			continue
		}
		p := &a.chapters[c.parent]
		c.topic, c.name, c.standing, c.score = p.topic, p.name, p.standing, p.score
		c.reason = "annex of " + cmp.Or(p.section().Number, p.section().Title)
	}
}

// members makes the rows, sorted.
func (a *topicAligner) members() []TopicMember {
	all := append(slices.Clone(a.chapters), a.held...)
	slices.SortStableFunc(all, func(x, y topicChapter) int {
		return cmp.Or(cmp.Compare(x.topic, y.topic), cmp.Compare(x.board, y.board), cmp.Compare(x.index, y.index))
	})
	out := make([]TopicMember, len(all))
	for i, c := range all {
		out[i] = TopicMember{TopicID: c.topic, Topic: c.name, BoardID: c.board, SectionID: c.section().ID,
			Score: round3(c.score), Standing: c.standing, Reason: c.reason}
	}
	return out
}

// round3 keeps three decimals, so that sums in another order cannot show.
func round3(f float64) float64 { return float64(int(f*1000+0.5)) / 1000 }
