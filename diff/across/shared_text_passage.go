package across

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"
)

// chapters tells for each chapter that stands now how much of it others have.
func (s *sharing) chapters() []SharedChapter {
	names := s.boardNames()
	var out []SharedChapter
	shared := make([]coveredWords, len(names)) // that each board has too
	for v := range s.versions {
		ver := &s.versions[v]
		if !ver.now || ver.text.words == 0 {
			continue
		}
		words := int(ver.text.words)
		clear(shared)
		var any coveredWords
		for k, place := range ver.text.places {
			if g := s.groupOf[ver.from+k]; g >= 0 && s.coverOthers(g, ver.board, place, shared) {
				any.add(place)
			}
		}
		sec := &ver.edition.Sections[ver.index]
		c := SharedChapter{BoardID: ver.edition.BoardID, SectionID: sec.ID, Words: words, Common: round3(min(1, any.of(words)))}
		most, nearly := 0, 0
		for b := range shared {
			part := shared[b].of(words)
			if part >= shareOfBoard {
				c.Boards = append(c.Boards, names[b])
			}
			if part >= regionalByTwo {
				most++
			}
			if part >= regionalByOne {
				nearly++
			}
		}
		slices.Sort(c.Boards)
		c.Regional = most > 1 || nearly > 0
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(x, y SharedChapter) int { return cmp.Compare(x.BoardID, y.BoardID) })
	return out
}

func (s *sharing) boardNames() []string {
	out := make([]string, len(s.boards))
	for name, i := range s.boards {
		out[i] = name
	}
	return out
}

// coveredWords counts the words of a text that fingerprints cover.
type coveredWords struct {
	n, upTo int32
}

// add counts the run of words of a fingerprint, which come in reading order.
func (c *coveredWords) add(place int32) {
	c.n += place + winnowRun - max(place, c.upTo)
	c.upTo = place + winnowRun
}

// of is the share of the words of a text.
func (c *coveredWords) of(words int) float64 { return float64(c.n) / float64(words) }

// coverOthers notes the words at a place for each other board that has a fingerprint now;
// false if none has.
func (s *sharing) coverOthers(g, board, place int32, covered []coveredWords) bool {
	any, last := false, int32(-1)
	for _, p := range s.holdersOf(g) {
		v := &s.versions[p.version]
		if v.board != board && v.board != last && v.now {
			covered[v.board].add(place)
			any, last = true, v.board
		}
	}
	return any
}

// passages cuts out the runs of shared fingerprints.
func (s *sharing) passages() []Passage {
	var out []Passage
	said := map[string]bool{}
	for v := range s.versions {
		spans := s.spans(int32(v))
		if len(spans) == 0 {
			continue
		}
		text := s.text(int32(v))
		words := placeWords(text)
		for _, sp := range spans {
			p := s.passage(sp, text, words)
			if p.Words < leastPassage || said[p.ID] {
				continue
			}
			said[p.ID] = true
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(x, y Passage) int {
		return cmp.Or(cmp.Compare(len(y.Holders)+len(y.Diverged), len(x.Holders)+len(x.Diverged)), cmp.Compare(y.Words, x.Words), cmp.Compare(x.ID, y.ID))
	})
	if len(out) > maxPassages {
		out = out[:maxPassages]
	}
	return out
}

// text returns the text of a version.
func (s *sharing) text(v int32) string {
	return chapterText(s.versions[v].edition.Sections, s.versions[v].index)
}

// passage makes the row of a run of a text: who has it, since when, who has it no
// more.
func (s *sharing) passage(sp sharedSpan, text string, words []placedWord) Passage {
	holders := s.holders(s.groupAt(sp))
	if len(holders) < 2 {
		return Passage{}
	}
	if int(sp.end) > len(words) {
		return Passage{} // unreachable unless places were mixed up
	}
	sp = s.widen(sp, words)
	piece := text[words[sp.start].start:words[sp.end-1].end]
	h := fnv.New64a()
	for _, w := range words[sp.start:sp.end] {
		if s.places[w.word] {
			w.word = "_"
		}
		h.Write([]byte(w.word))
		h.Write([]byte{' '})
	}
	p := Passage{ID: fmt.Sprintf("%016x", h.Sum64()), Text: cutText(piece, maxPassageText), Words: int(sp.end - sp.start)}
	for _, holder := range holders {
		if holder.now {
			p.Holders = append(p.Holders, holder.PassageHolder)
		} else {
			p.Diverged = append(p.Diverged, holder.PassageHolder)
		}
	}
	return p
}

// wordsOf returns the words of a version; those of the one asked for before are kept.
func (s *sharing) wordsOf(v int32) []placedWord {
	if s.lastWords == nil || s.lastVersion != v {
		s.lastVersion, s.lastWords = v, placeWords(s.text(v))
	}
	return s.lastWords
}

// otherBoard returns a fingerprint of a group in another board.
func (s *sharing) otherBoard(group, board int32) *fingerHold {
	list := s.holdersOf(group)
	for i := range list {
		if s.versions[list[i].version].board != board {
			return &list[i]
		}
	}
	return nil
}

// cutText cuts a text to a number of bytes at a word.
func cutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = strings.ToValidUTF8(s[:n], "")
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + " …"
}

// A datedHolder is a board's hold of a passage with its dates.
type datedHolder struct {
	PassageHolder
	first, last time.Time
	now         bool
}

// holders dates a fingerprint in each board, first sight first, with the chapter that has
// it now, or had it last.
func (s *sharing) holders(group int32) []datedHolder {
	var out []datedHolder
	at := map[int32]int{}
	for _, p := range s.holdersOf(group) {
		v := &s.versions[p.version]
		i, ok := at[v.board]
		if !ok {
			i = len(out)
			at[v.board] = i
			out = append(out, datedHolder{PassageHolder: PassageHolder{BoardID: v.edition.BoardID}, first: v.first, last: v.last})
		}
		h := &out[i]
		if h.SectionID == "" || !h.now && (v.now || v.last.After(h.last)) {
			sec := &v.edition.Sections[v.index]
			h.SectionID, h.Number, h.Title = sec.ID, sec.Number, sec.Title
		}
		if v.first.Before(h.first) {
			h.first = v.first
		}
		if v.last.After(h.last) {
			h.last = v.last
		}
		h.now = h.now || v.now
	}
	slices.SortStableFunc(out, func(x, y datedHolder) int {
		return cmp.Or(x.first.Compare(y.first), cmp.Compare(x.BoardID, y.BoardID))
	})
	for i := range out {
		h := &out[i]
		h.FirstSeen, h.LastSeen = isoDate(h.first), isoDate(h.last)
		h.FromStart = h.first.Equal(s.start[h.BoardID])
		h.LagDays = int(h.first.Sub(out[0].first).Hours() / 24)
		if h.FromStart {
			h.LagDays = -1
		}
	}
	return out
}

// isoDate writes the day of a time, "" for none.
func isoDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02")
}
