package across

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"time"

	"manualwatch/normalise"
)

// Shared is the text that boards have in common.
type Shared struct {
	Chapters []SharedChapter // sorted by board, then reading order
	Passages []Passage       // of most boards first, then longest
}

// A SharedChapter tells how much of a chapter other boards have too.
type SharedChapter struct {
	BoardID, SectionID string
	Words              int
	Common             float64  // share of its words that at least one other board has now, 0 to 1
	Boards             []string // boards that have at least a fifth of it now, sorted
	Regional           bool     // regional text: two or more other boards have most of it, or one nearly all
}

// A Passage is a run of words that stands, or once stood, in two or more boards.
type Passage struct {
	ID       string // hash of its words
	Text     string // as printed by the board that had it first, at most maxPassageText bytes
	Words    int
	Holders  []PassageHolder // boards that have it now, by first sight, then board
	Diverged []PassageHolder // boards that had it and have it no more; LastSeen says until when
}

// A PassageHolder is a board's hold of a passage.
type PassageHolder struct {
	BoardID, SectionID string
	Number, Title      string
	FirstSeen          string // ISO date of the first edition that has it
	LastSeen           string // ISO date of the last edition that has it
	FromStart          bool   // it stood in the board's first edition: since when is unknown
	// LagDays is the adoption lag: days after the first board had it, -1
	// where FromStart leaves it unknown. If the first board had it from its
	// start, the lag is at least that long.
	LagDays int
}

// Shape of the fingerprints, after Schleimer, Wilkerson and Aiken, "Winnowing:
// Local Algorithms for Document Fingerprinting" (SIGMOD 2003): of every
// winnowWindow runs of winnowRun words the one with the least hash is kept, so
// that any common run of winnowRun+winnowWindow-1 words is found.
const ()

// What counts.
const (
	leastPassage   = 24     // words
	maxPassageText = 4000   // bytes
	maxPassages    = 20_000 // reported
	shareOfBoard   = 0.2    // part of a chapter another board must have to be named
	regionalByTwo  = 0.6
	regionalByOne  = 0.8
)

// SharedPassages finds the passages that boards have in common by winnowed
// fingerprints; names of places are folded, so that "in Northtown" and "in
// Southtown" are one. editions may hold several editions of a board; the latest
// is what stands now, the earlier ones date appearance and divergence.
//
// What x remembers of texts is not read again; texts that are not among the editions are
// forgotten.
func SharedPassages(x *TextIndex, editions []*normalise.Edition) Shared {
	s := newSharing(x, editions)
	s.link()
	return Shared{Chapters: s.chapters(), Passages: s.passages()}
}

// A sharing holds one search for shared text.
type sharing struct {
	versions []chapterVersion
	start    map[string]time.Time // first edition of each board
	boards   map[string]int32
	places   map[string]bool
	prints   int          // fingerprints of all versions
	holds    []fingerHold // of the groups: by hash, then version, then place
	groups   []printGroup // of fingerprints that two boards have
	groupOf  []int32      // fingerprint, counted through all versions -> group, -1

	lastVersion int32
	lastWords   []placedWord // of lastVersion, nil if none
}

// A chapterVersion is a chapter with one text, over the editions that have it so.
type chapterVersion struct {
	board       int32
	edition     *normalise.Edition // the first that has it
	index       int
	first, last time.Time
	now         bool // stands in the board's latest edition
	text        *indexedText
	from        int // its first fingerprint in sharing.groupOf
}

// A fingerHold is a place in a version that has the fingerprint of a group.
type fingerHold struct {
	version int32
	place   int32 // word
}

// A printGroup is a fingerprint that two or more boards have, or had.
type printGroup struct {
	from, to int    // in sharing.holds
	boards   uint64 // hash of the set of boards
	count    int    // of boards
}

func newSharing(x *TextIndex, editions []*normalise.Edition) *sharing {
	s := &sharing{start: map[string]time.Time{}, boards: map[string]int32{}, places: x.places()}
	sorted := make([]*normalise.Edition, 0, len(editions))
	for _, e := range editions {
		if e != nil {
			sorted = append(sorted, e)
		}
	}
	slices.SortFunc(sorted, func(x, y *normalise.Edition) int {
		return cmp.Or(cmp.Compare(x.BoardID, y.BoardID), laterEdition(x, y))
	})
	type key struct {
		board, section string
		sum            textKey
	}
	seen := map[key]int{}
	met := map[textKey]bool{}
	for i, e := range sorted {
		if _, ok := s.boards[e.BoardID]; !ok {
			s.boards[e.BoardID] = int32(len(s.boards))
			s.start[e.BoardID] = e.ObservedAt
		}
		last := i+1 == len(sorted) || sorted[i+1].BoardID != e.BoardID
		for k := range e.Sections {
			if !sharedKind(&e.Sections[k]) {
				continue
			}
			text := chapterText(e.Sections, k)
			id := key{e.BoardID, e.Sections[k].ID, sha256.Sum256([]byte(text))}
			v, ok := seen[id]
			if !ok {
				v = len(s.versions)
				seen[id] = v
				met[id.sum] = true
				t := x.prints(id.sum, text)
				s.versions = append(s.versions, chapterVersion{board: s.boards[e.BoardID], edition: e, index: k, first: e.ObservedAt, text: t, from: s.prints})
				s.prints += len(t.hashes)
			}
			s.versions[v].last, s.versions[v].now = e.ObservedAt, last
		}
	}
	x.forgetOthers(met)
	return s
}

// sharedKind tells whether a section can hold text of its own as a chapter.
func sharedKind(s *normalise.Section) bool {
	switch s.Kind {
	case normalise.KindChapter, normalise.KindAppendix, normalise.KindSection:
		return !s.OtherManual
	}
	return false
}

// linkParts is into how many parts the fingerprints are sorted, one after the other,
// so that never all of them are held twice.
const linkParts = 32

// link groups the fingerprints that two boards have, by hash.
func (s *sharing) link() {
	s.groupOf = make([]int32, s.prints)
	for i := range s.groupOf {
		s.groupOf[i] = -1
	}
	part := make([]placedPrint, 0, s.prints/linkParts+s.prints/(4*linkParts)+16)
	for p := range uint64(linkParts) {
		part = part[:0]
		for v := range s.versions {
			for k, h := range s.versions[v].text.hashes {
				if h%linkParts == p {
					part = append(part, placedPrint{h, int32(v), int32(k)})
				}
			}
		}
		s.group(s.ofSeveral(part))
	}
}

// ofSeveral keeps the fingerprints that may be of several boards, in place: most are
// of one, and need not be sorted.
func (s *sharing) ofSeveral(part []placedPrint) []placedPrint {
	bits := uint(4)
	for 1<<bits < 2*len(part) {
		bits++
	}
	boards := make([]int32, 1<<bits) // by a part of the hash: board+1, -1 for several
	at := func(h uint64) *int32 { return &boards[(h*hashSpread)>>(64-bits)] }
	for _, p := range part {
		b := s.versions[p.version].board + 1
		if have := at(p.hash); *have == 0 {
			*have = b
		} else if *have != b {
			*have = -1
		}
	}
	kept := part[:0]
	for _, p := range part {
		if *at(p.hash) < 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// hashSpread spreads hashes over a table (Knuth's multiplicative hashing).
const hashSpread = 0x9e3779b97f4a7c15

// A placedPrint is a fingerprint of a version.
type placedPrint struct {
	hash    uint64
	version int32
	k       int32 // of the version's fingerprints
}

// group finds the groups among some fingerprints.
func (s *sharing) group(part []placedPrint) {
	slices.SortFunc(part, func(x, y placedPrint) int {
		switch {
		case x.hash != y.hash:
			return cmp.Compare(x.hash, y.hash)
		case x.version != y.version:
			return cmp.Compare(x.version, y.version)
		}
		return cmp.Compare(x.k, y.k)
	})
	for i := 0; i < len(part); {
		j := i + 1
		for j < len(part) && part[j].hash == part[i].hash {
			j++
		}
		if set, n := s.boardSet(part[i:j]); n > 1 {
			from := len(s.holds)
			for _, p := range part[i:j] {
				v := &s.versions[p.version]
				s.holds = append(s.holds, fingerHold{p.version, v.text.places[p.k]})
				s.groupOf[v.from+int(p.k)] = int32(len(s.groups))
			}
			s.groups = append(s.groups, printGroup{from, len(s.holds), set, n})
		}
		i = j
	}
}

// boardSet hashes the set of boards of some fingerprints of one hash. Versions of
// a board stand together.
func (s *sharing) boardSet(prints []placedPrint) (set uint64, n int) {
	last := int32(-1)
	for _, p := range prints {
		if b := s.versions[p.version].board; b != last {
			set = (set ^ uint64(b+1)) * hashPrime
			n, last = n+1, b
		}
	}
	return set, n
}

// holdersOf returns who has a fingerprint.
func (s *sharing) holdersOf(group int32) []fingerHold {
	g := s.groups[group]
	return s.holds[g.from:g.to]
}
