package across

import (
	"slices"
	"time"
)

// A sharedSpan is a run of fingerprints that the same boards have.
type sharedSpan struct {
	version  int32
	from, to int // fingerprints of the version
	start    int32
	end      int32 // words
	dated    int   // the fingerprint that tells since when boards have it
}

// spans returns the runs of a version of which it is the first holder, and which each
// board took up, or gave up, as a whole.
func (s *sharing) spans(v int32) []sharedSpan {
	var out []sharedSpan
	for _, sp := range s.ofSameBoards(v) {
		out = append(out, s.byDating(sp)...)
	}
	return out
}

// ofSameBoards returns the runs of a version that the same boards have, or had.
func (s *sharing) ofSameBoards(v int32) []sharedSpan {
	ver := &s.versions[v]
	var out []sharedSpan
	open := false
	for p, place := range ver.text.places {
		g := s.groupOf[ver.from+p]
		if g < 0 || s.holdersOf(g)[0].version != v {
			open = false
			continue
		}
		if open {
			last := &out[len(out)-1]
			before := s.groupOf[ver.from+p-1]
			if s.groups[before].boards == s.groups[g].boards && place >= last.start && place-last.end < winnowWindow {
				last.to, last.end = p+1, place+winnowRun
				continue
			}
		}
		out = append(out, sharedSpan{v, p, p + 1, place, place + winnowRun, p})
		open = true
	}
	return out
}

// byDating parts a run where the boards have its words since, or until, other days. A
// stretch that is too short to be a passage parts nothing: where texts that a board always
// had came side by side, as in a merger, the few words across the seam are new to it.
func (s *sharing) byDating(sp sharedSpan) []sharedSpan {
	var parts []sharedSpan
	for k := sp.from; k < sp.to; {
		to, dating := k+1, s.datingAt(sp.version, k)
		for to < sp.to && s.datingAt(sp.version, to) == dating {
			to++
		}
		parts = s.addPart(parts, s.cut(sp, k, to))
		k = to
	}
	return parts
}

// addPart adds a stretch to the parts of a run: to the last of them where either is short
// or both are of the same days, the longer telling of both since when they are there.
func (s *sharing) addPart(parts []sharedSpan, next sharedSpan) []sharedSpan {
	if len(parts) == 0 {
		return append(parts, next)
	}
	last := &parts[len(parts)-1]
	short := min(last.words(), next.words()) < leastPassage
	if !short && s.datingAt(last.version, last.dated) != s.datingAt(next.version, next.dated) {
		return append(parts, next)
	}
	if next.words() > last.words() {
		last.dated = next.dated
	}
	last.to, last.end = next.to, next.end
	return parts
}

func (sp sharedSpan) words() int { return int(sp.end - sp.start) }

// cut returns a part of a run, dated by its middle.
func (s *sharing) cut(sp sharedSpan, from, to int) sharedSpan {
	places := s.versions[sp.version].text.places
	return sharedSpan{sp.version, from, to, places[from], places[to-1] + winnowRun, (from + to) / 2}
}

// groupAt returns the group of the fingerprint that dates a run.
func (s *sharing) groupAt(sp sharedSpan) int32 {
	return s.groupOf[s.versions[sp.version].from+sp.dated]
}

// datingAt hashes since when, and until when, each board has a fingerprint of a version.
func (s *sharing) datingAt(version int32, k int) uint64 {
	sum := uint64(0)
	mix := func(n uint64) { sum = (sum ^ n) * hashPrime; sum ^= sum >> 29 }
	holds := s.holdersOf(s.groupOf[s.versions[version].from+k])
	for i := 0; i < len(holds); {
		board := s.versions[holds[i].version].board
		first, last := s.versions[holds[i].version].first, time.Time{}
		now := false
		for ; i < len(holds) && s.versions[holds[i].version].board == board; i++ {
			v := &s.versions[holds[i].version]
			if v.first.Before(first) {
				first = v.first
			}
			if v.last.After(last) {
				last = v.last
			}
			now = now || v.now
		}
		mix(uint64(first.UnixNano()))
		if !now {
			mix(uint64(last.UnixNano()))
		}
	}
	return sum
}

// widen lengthens a run, which begins and ends at a fingerprint, as far as the text
// of another board goes on alike, but not into the words of the passage beside it.
func (s *sharing) widen(sp sharedSpan, words []placedWord) sharedSpan {
	ver := &s.versions[sp.version]
	other := s.otherBoard(s.groupAt(sp), ver.board)
	if other == nil {
		return sp
	}
	theirs := s.wordsOf(other.version)
	shift := int(other.place - ver.text.places[sp.dated])
	low, high := s.room(sp, s.versions[other.version].board, len(words))
	alike := func(i int) bool {
		if i < 0 || i >= len(words) || i+shift < 0 || i+shift >= len(theirs) {
			return false
		}
		x, y := words[i].word, theirs[i+shift].word
		return x == y || s.places[x] && s.places[y]
	}
	for n := 0; n < winnowRun+winnowWindow && sp.start > low && alike(int(sp.start)-1); n++ {
		sp.start--
	}
	for n := 0; n < winnowRun+winnowWindow && sp.end < high && alike(int(sp.end)); n++ {
		sp.end++
	}
	return sp
}

// room returns the words between which a run may be widened: up to the fingerprints beside
// it, where the other board has these too.
func (s *sharing) room(sp sharedSpan, board int32, words int) (low, high int32) {
	ver := &s.versions[sp.version]
	low, high = 0, int32(words)
	if k := sp.from - 1; k >= 0 && s.boardHas(s.groupOf[ver.from+k], board) {
		low = ver.text.places[k] + winnowRun
	}
	if k := sp.to; k < len(ver.text.places) && s.boardHas(s.groupOf[ver.from+k], board) {
		high = ver.text.places[k]
	}
	return low, high
}

// boardHas tells whether a board has, or had, the fingerprints of a group; -1 is that of
// none.
func (s *sharing) boardHas(group, board int32) bool {
	if group < 0 {
		return false
	}
	return slices.ContainsFunc(s.holdersOf(group), func(h fingerHold) bool { return s.versions[h.version].board == board })
}
