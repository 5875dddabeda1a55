package across

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"manualwatch/normalise/wording"
	"slices"
)

// What makes the texts of two chapters one.
const (
	sameText    = 0.6 // share of the words of one that the other has
	leastPrints = 8   // fingerprints of a text that can be looked for elsewhere
	askedPrints = 64  // of a text that are looked for: those with the least hashes
)

// A textKin is a chapter of another board that has most of the words of a chapter.
type textKin struct {
	other int32 // chapter
	share float32
}

// findKin finds for each chapter which chapter of each other board has most of its words.
// What stands in several chapters of its own board (that the chapter was moved, where the
// regional manual is) tells nothing of it.
func (a *topicAligner) findKin() {
	p := a.askPrints()
	a.kin = make([][]textKin, len(a.chapters))
	found := make([]int32, len(a.chapters)) // fingerprints that each chapter has too
	for i := range a.chapters {
		asked, own, touched := 0, a.chapters[i].column, []int32(nil)
		for _, at := range p.of[i] {
			holders := p.holders[p.first[at]:p.first[at+1]]
			if p.severalOf(a, holders, own) {
				continue
			}
			asked++
			for _, j := range holders {
				if found[j]++; found[j] == 1 {
					touched = append(touched, j)
				}
			}
		}
		if asked >= leastPrints {
			a.kin[i] = a.bestKin(own, touched, found, asked)
		}
		for _, j := range touched {
			found[j] = 0
		}
	}
}

// bestKin returns the chapter of each board but one that has most of the fingerprints that
// were looked for, in the order of chapters.
func (a *topicAligner) bestKin(own int32, touched, found []int32, asked int) []textKin {
	slices.Sort(touched)
	var kin []textKin
	for _, j := range touched {
		share := float32(found[j]) / float32(asked)
		if a.chapters[j].column == own || share < sameText {
			continue
		}
		if n := len(kin); n > 0 && a.chapters[kin[n-1].other].column == a.chapters[j].column {
			if share > kin[n-1].share {
				kin[n-1] = textKin{j, share}
			}
			continue
		}
		kin = append(kin, textKin{j, share})
	}
	return kin
}

// askedTexts are the fingerprints that are looked for, and which chapters have them.
type askedTexts struct {
	of      [][]int32 // by chapter: which of all that are looked for are its own
	first   []int32   // by fingerprint: its first holder
	holders []int32   // chapters, ascending
}

// severalOf tells whether two or more of some chapters are of one board.
func (askedTexts) severalOf(a *topicAligner, chapters []int32, board int32) bool {
	n := 0
	for _, j := range chapters {
		n += wording.BoolInt(a.chapters[j].column == board)
	}
	return n > 1
}

// askPrints chooses the fingerprints that are looked for and finds who has them.
func (a *topicAligner) askPrints() askedTexts {
	prints := make([][]uint64, len(a.chapters))
	var all []uint64
	for i := range a.chapters {
		if c := &a.chapters[i]; c.parent < 0 {
			text := chapterText(c.edition.Sections, c.index)
			prints[i] = slices.Clone(a.texts.prints(sha256.Sum256([]byte(text)), text).hashes)
			slices.Sort(prints[i])
			prints[i] = slices.Compact(prints[i])
			all = append(all, prints[i][:min(askedPrints, len(prints[i]))]...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	p := askedTexts{of: make([][]int32, len(a.chapters)), first: make([]int32, len(all)+1)}
	type hold struct{ print, chapter int32 }
	var holds []hold
	for i, list := range prints {
		for k, h := range list {
			if at, ok := slices.BinarySearch(all, h); ok {
				holds = append(holds, hold{int32(at), int32(i)})
				p.first[at+1]++
				if k < askedPrints {
					p.of[i] = append(p.of[i], int32(at))
				}
			}
		}
	}
	for k := range all {
		p.first[k+1] += p.first[k]
	}
	p.holders = make([]int32, len(holds))
	next := slices.Clone(p.first)
	for _, h := range holds { // chapters come in their order
		p.holders[next[h.print]] = h.chapter
		next[h.print]++
	}
	return p
}

// kinAt returns the chapter of a board that has most of the words of a chapter; ok is false
// if none has.
func (a *topicAligner) kinAt(i int, board int32) (k textKin, ok bool) {
	for _, k := range a.kin[i] {
		if a.chapters[k.other].column == board {
			return k, true
		}
	}
	return textKin{}, false
}

// joinByText makes one topic of the chapters of several boards that have the same text,
// whatever each is called: the topic that most of their titles name. Those that name none
// are left to be aligned with the rest, together.
func (a *topicAligner) joinByText(fixed []bool) {
	titled := map[chapterKey]int{}
	for i := range a.chapters {
		if c := &a.chapters[i]; c.matched && c.parent < 0 {
			titled[chapterKey{c.board, c.topic}]++
		}
	}
	for _, list := range a.sameTexts(fixed) {
		if !a.nameByText(list, titled) {
			a.together = append(a.together, list)
		}
	}
}

// sameTexts gathers the chapters that have most of each other's words, the likest first,
// never two of one board.
func (a *topicAligner) sameTexts(fixed []bool) [][]int {
	var edges []topicEdge
	for i := range a.chapters {
		for _, k := range a.kin[i] {
			back, ok := a.kinAt(int(k.other), a.chapters[i].column)
			if j := int(k.other); ok && i < j && int(back.other) == i && !fixed[i] && !fixed[j] {
				edges = append(edges, topicEdge{int32(i), k.other, min(k.share, back.share)})
			}
		}
	}
	sortEdges(edges)
	groups := newTopicGroups(len(a.chapters))
	a.textShare = make([]float32, len(a.chapters))
	for _, e := range edges {
		if x, y, ok := groups.mayJoin(a, int(e.i), int(e.j)); ok {
			groups.merge(x, y)
			a.textShare[e.i], a.textShare[e.j] = max(a.textShare[e.i], e.like), max(a.textShare[e.j], e.like)
		}
	}
	var lists [][]int
	for i := range a.chapters {
		if list := groups.members[i]; len(list) > 1 {
			slices.Sort(list)
			lists = append(lists, list)
		}
	}
	return lists
}

// nameByText puts chapters of one text into the topic that most of their titles name, and
// of which no board has another chapter already; false if no title names one.
func (a *topicAligner) nameByText(list []int, titled map[chapterKey]int) bool {
	type vote struct {
		topic, of int // of the table; chapters
		coverage  float64
		by        int // the chapter whose title says it best
	}
	var votes []vote
	for _, i := range list {
		c := &a.chapters[i]
		if !c.matched || c.match.coverage < leastCoverage {
			continue
		}
		k := slices.IndexFunc(votes, func(v vote) bool { return v.topic == c.match.topic })
		if k < 0 {
			k = len(votes)
			votes = append(votes, vote{topic: c.match.topic, by: i})
		}
		votes[k].of++
		if c.match.coverage > votes[k].coverage {
			votes[k].coverage, votes[k].by = c.match.coverage, i
		}
	}
	slices.SortFunc(votes, func(x, y vote) int {
		return cmp.Or(cmp.Compare(y.of, x.of), cmp.Compare(y.coverage, x.coverage), cmp.Compare(x.topic, y.topic))
	})
	for _, v := range votes {
		if a.mayMove(list, v.topic, titled) {
			a.moveByText(list, v.topic, v.by)
			break
		}
	}
	return len(votes) > 0
}

// mayMove tells whether chapters may be put into a topic: none is about others, and no
// board of theirs has a chapter whose title names it.
func (a *topicAligner) mayMove(list []int, topic int, titled map[chapterKey]int) bool {
	t := &a.table.topics[topic]
	for _, i := range list {
		c := &a.chapters[i]
		n := titled[chapterKey{c.board, t.ID}]
		if c.matched && c.topic == t.ID {
			n--
		}
		if otherThan(t.Of, c.whom.of) || n > 0 {
			return false
		}
	}
	return true
}

// moveByText puts chapters into the topic that the title of one of them names.
func (a *topicAligner) moveByText(list []int, topic, by int) {
	t, s := &a.table.topics[topic], a.chapters[by].section()
	for _, i := range list {
		c := &a.chapters[i]
		if c.joined = true; c.matched && c.topic == t.ID {
			continue
		}
		c.matched, c.topic, c.name, c.score = false, t.ID, t.Name, float64(a.textShare[i])
		c.reason = fmt.Sprintf("text is that of %s %s", a.chapters[by].board, cmp.Or(s.Number, s.Title))
	}
}
