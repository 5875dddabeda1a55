package diff

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"
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
const (
	winnowRun    = 8
	winnowWindow = 6
	maxRepeats   = 4 // of one fingerprint in a text
)

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
func SharedPassages(editions []*normalise.Edition) Shared {
	return new(SharedIndex).Passages(editions)
}

// A SharedIndex remembers the fingerprints of texts, so that a further search over
// mostly the same texts (the next night, the next run of a rebuild) reads only what
// is new. The zero value is ready; it is not for use by several goroutines. What it
// remembers changes no result.
type SharedIndex struct {
	seen map[[sha256.Size]byte]indexedText
}

// An indexedText is what is kept of a text.
type indexedText struct {
	words  int
	prints []fingerprint // version not set
}

// Passages is [SharedPassages] with memory. Texts that are not among the editions
// are forgotten.
func (x *SharedIndex) Passages(editions []*normalise.Edition) Shared {
	s := newSharing(editions, x.seen)
	x.seen = s.texts
	s.link()
	return Shared{Chapters: s.chapters(), Passages: s.passages()}
}

// A sharing holds one search for shared text.
type sharing struct {
	versions []chapterVersion
	start    map[string]time.Time // first edition of each board
	reading  []fingerprint        // in reading order, version by version
	byHash   []fingerprint        // the same by hash, then version, then place
	boards   map[string]int32
	places   map[string]bool
	known    map[[sha256.Size]byte]indexedText // of searches before
	texts    map[[sha256.Size]byte]indexedText // of this one
	groups   []printGroup                      // of fingerprints that two boards have
	groupOf  []int32                           // fingerprint -> group, -1
}

// A chapterVersion is a chapter with one text, over the editions that have it so.
type chapterVersion struct {
	board       int32
	edition     *normalise.Edition // the first that has it
	index       int
	first, last time.Time
	now         bool // stands in the board's latest edition
	words       int
	from, to    int // its fingerprints in sharing.reading
}

// A fingerprint is a hash of a run of words at a place.
type fingerprint struct {
	hash    uint64
	version int32
	place   int32 // word
}

// A printGroup is a fingerprint that two or more boards have, or had.
type printGroup struct {
	from, to int    // in sharing.byHash
	boards   uint64 // hash of the set of boards
	count    int    // of boards
}

func newSharing(editions []*normalise.Edition, known map[[sha256.Size]byte]indexedText) *sharing {
	s := &sharing{start: map[string]time.Time{}, boards: map[string]int32{}, places: synonyms().places, known: known, texts: map[[sha256.Size]byte]indexedText{}}
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
		sum            [sha256.Size]byte
	}
	seen := map[key]int{}
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
				s.add(chapterVersion{board: s.boards[e.BoardID], edition: e, index: k, first: e.ObservedAt}, id.sum, text)
			}
			s.versions[v].last, s.versions[v].now = e.ObservedAt, last
		}
	}
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

// chapterText joins the text of a chapter and its headings.
func chapterText(sections []normalise.Section, at int) string {
	text := sections[at].Text
	var b strings.Builder
	b.WriteString(text)
	grown := false
	for k := at + 1; k < len(sections) && sections[k].Depth > sections[at].Depth && sections[k].Kind == normalise.KindHeading; k++ {
		if sections[k].Text != "" {
			b.WriteByte('\n')
			b.WriteString(sections[k].Text)
			grown = true
		}
	}
	if !grown {
		return text
	}
	return b.String()
}

// add takes the fingerprints of a version.
func (s *sharing) add(v chapterVersion, sum [sha256.Size]byte, text string) {
	t, ok := s.known[sum]
	if !ok {
		t, ok = s.texts[sum]
	}
	if !ok {
		words := placeWords(text)
		t = indexedText{len(words), winnow(words, s.places)}
	}
	s.texts[sum] = t
	v.words = t.words
	n := int32(len(s.versions))
	v.from = len(s.reading)
	for _, p := range t.prints {
		s.reading = append(s.reading, fingerprint{p.hash, n, p.place})
	}
	v.to = len(s.reading)
	s.versions = append(s.versions, v)
}

// winnow returns the fingerprints of a text, in reading order.
func winnow(words []placedWord, places map[string]bool) []fingerprint {
	n := len(words) - winnowRun + 1
	if n <= 0 {
		return nil
	}
	hashes := runHashes(words, places)
	var out []fingerprint
	often := map[uint64]int{}
	last := -1
	for i := 0; i+winnowWindow <= max(n, winnowWindow); i++ {
		least := i
		for k := i + 1; k < min(i+winnowWindow, n); k++ {
			if hashes[k] <= hashes[least] {
				least = k
			}
		}
		if least != last {
			last = least
			if often[hashes[least]]++; often[hashes[least]] <= maxRepeats {
				out = append(out, fingerprint{hash: hashes[least], place: int32(least)})
			}
		}
	}
	return out
}

const hashPrime = 1099511628211 // of FNV-1a

// runHashes hashes every run of winnowRun words.
func runHashes(words []placedWord, places map[string]bool) []uint64 {
	each := make([]uint64, len(words))
	for i, w := range words {
		h := uint64(14695981039346656037)
		if !places[w.word] {
			for k := range len(w.word) {
				h = (h ^ uint64(w.word[k])) * hashPrime
			}
		}
		each[i] = h
	}
	out := make([]uint64, len(words)-winnowRun+1)
	for i := range out {
		h := uint64(0)
		for _, e := range each[i : i+winnowRun] {
			h = (h ^ e) * hashPrime
			h ^= h >> 29
		}
		out[i] = h
	}
	return out
}

// A placedWord is a folded word with its place in the text.
type placedWord struct {
	word       string
	start, end int
}

// placeWords splits text into folded words with their places.
func placeWords(text string) []placedWord {
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // letters whose lower case has another length: rare
		lower = asciiLower(text)
	}
	var out []placedWord
	start := -1
	for i := 0; i < len(lower); i++ {
		c := lower[i]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = append(out, placedWord{lower[start:i], start, i})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, placedWord{lower[start:], start, len(lower)})
	}
	return out
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// link sorts the fingerprints by hash and groups those that two boards have.
func (s *sharing) link() {
	type placed struct {
		hash uint64
		at   int32 // in reading
	}
	order := make([]placed, len(s.reading)) // by hash, in reading order within one
	for i, p := range s.reading {
		order[i] = placed{p.hash, int32(i)}
	}
	slices.SortFunc(order, func(x, y placed) int {
		if x.hash != y.hash {
			return cmp.Compare(x.hash, y.hash)
		}
		return cmp.Compare(x.at, y.at)
	})
	s.groupOf = make([]int32, len(s.reading))
	for i := range s.groupOf {
		s.groupOf[i] = -1
	}
	s.byHash = make([]fingerprint, len(order))
	for i, o := range order {
		s.byHash[i] = s.reading[o.at]
	}
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && s.byHash[j].hash == s.byHash[i].hash {
			j++
		}
		if set, n := s.boardSet(s.byHash[i:j]); n > 1 {
			for _, o := range order[i:j] {
				s.groupOf[o.at] = int32(len(s.groups))
			}
			s.groups = append(s.groups, printGroup{i, j, set, n})
		}
		i = j
	}
}

// boardSet hashes the set of boards of some fingerprints of one hash. Versions of
// a board stand together.
func (s *sharing) boardSet(prints []fingerprint) (set uint64, n int) {
	last := int32(-1)
	for _, p := range prints {
		if b := s.versions[p.version].board; b != last {
			set = (set ^ uint64(b+1)) * hashPrime
			n, last = n+1, b
		}
	}
	return set, n
}

// holdersOf returns the fingerprints of a group.
func (s *sharing) holdersOf(group int32) []fingerprint {
	g := s.groups[group]
	return s.byHash[g.from:g.to]
}
