package across

import (
	"cmp"
	"crypto/sha256"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"

	"manualwatch/normalise"
)

// A TextIndex remembers what a comparison of manuals reads of each text: its
// fingerprints and its telling words. A further comparison over mostly the same
// texts (the next night, the next run of a rebuild) reads only those that are new.
// What it remembers changes no result. The zero value is ready; it is not for use by
// several goroutines. [TextIndex.WriteTo] and [TextIndex.ReadFrom] keep it between
// runs.
type TextIndex struct {
	texts map[textKey]*indexedText
	stems map[string]uint32 // word -> hash of its stem, 0 for a word that tells nothing
	table *synonymTable
}

// A textKey is the SHA-256 of a text.
type textKey [sha256.Size]byte

// An indexedText is what is kept of a text. A text was printed when its
// fingerprints were taken, and counted when its words were.
type indexedText struct {
	words   int32 // set with the fingerprints
	printed bool
	counted bool
	hashes  []uint64 // fingerprints, in reading order
	places  []int32  // their words, ascending
	terms   []termCount
}

// A termCount is how often a telling word stands in a text.
type termCount struct {
	stem uint32 // hash of its stem
	n    uint32
}

// Bounds of what is kept of the words of a text.
const (
	maxTextWords = 1500 // words read
	maxTerms     = 128  // terms kept, the most frequent
	maxStems     = 1 << 18
)

// prints returns the fingerprints of a text.
func (x *TextIndex) prints(key textKey, text string) *indexedText {
	t := x.entry(key)
	if !t.printed {
		words := placeWords(text)
		t.words, t.printed = int32(len(words)), true
		t.hashes, t.places = winnow(words, x.places())
	}
	return t
}

// terms returns the most frequent telling words of the head of a text, sorted by
// hash.
func (x *TextIndex) terms(text string) []termCount {
	t := x.entry(sha256.Sum256([]byte(text)))
	if !t.counted {
		t.counted = true
		counts := map[uint32]uint32{}
		x.count(counts, text, 1)
		t.terms = sketch(counts)
	}
	return t.terms
}

func (x *TextIndex) entry(key textKey) *indexedText {
	t := x.texts[key]
	if t == nil {
		if x.texts == nil {
			x.texts = map[textKey]*indexedText{}
		}
		t = &indexedText{}
		x.texts[key] = t
	}
	return t
}

// forgetOthers drops every text that is not among some.
func (x *TextIndex) forgetOthers(keep map[textKey]bool) {
	for key := range x.texts {
		if !keep[key] {
			delete(x.texts, key)
		}
	}
}

func (x *TextIndex) words() *synonymTable {
	if x.table == nil {
		x.table = synonyms()
	}
	return x.table
}

func (x *TextIndex) places() map[string]bool { return x.words().places }

// count adds the telling words of the head of a text, each so many times.
func (x *TextIndex) count(counts map[uint32]uint32, text string, times uint32) {
	if len(text) > maxTextWords*12 {
		text = strings.ToValidUTF8(text[:maxTextWords*12], "")
	}
	words := placeWords(text)
	for _, w := range words[:min(len(words), maxTextWords)] {
		if h := x.stemHash(w.word); h != 0 {
			counts[h] += times
		}
	}
}

// stemHash hashes the stem of a folded word; 0 for words that tell nothing.
func (x *TextIndex) stemHash(word string) uint32 {
	if h, ok := x.stems[word]; ok {
		return h
	}
	h := uint32(0)
	if t := x.words(); len(word) > 2 && len(word) < 40 && !t.stop[word] && !t.places[word] && strings.Trim(word, "0123456789") != "" {
		f := fnv.New32a()
		f.Write([]byte(english.Stem(word, false)))
		h = max(1, f.Sum32())
	}
	if x.stems == nil {
		x.stems = map[string]uint32{}
	}
	if len(x.stems) < maxStems { // bounds memory on hostile text
		x.stems[strings.Clone(word)] = h
	}
	return h
}

// sketch keeps the most frequent terms; which of equally frequent ones depends on
// their hashes alone, so that like texts keep the same.
func sketch(counts map[uint32]uint32) []termCount {
	terms := make([]termCount, 0, len(counts))
	for h, n := range counts {
		terms = append(terms, termCount{h, n})
	}
	if len(terms) > maxTerms {
		slices.SortFunc(terms, func(a, b termCount) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.stem, b.stem)) })
		terms = slices.Clone(terms[:maxTerms])
	}
	slices.SortFunc(terms, func(a, b termCount) int { return cmp.Compare(a.stem, b.stem) })
	return terms
}

// chapterTerms returns the telling words of a chapter: those of its text, and
// threefold those of its headings.
func (x *TextIndex) chapterTerms(sections []normalise.Section, at int) []termCount {
	text := x.terms(chapterText(sections, at))
	var heads map[uint32]uint32
	for k := at + 1; k < len(sections) && sections[k].Depth > sections[at].Depth && sections[k].Kind == normalise.KindHeading; k++ {
		if heads == nil {
			heads = map[uint32]uint32{}
		}
		x.count(heads, sections[k].Title, 3)
	}
	if heads == nil {
		return text
	}
	out := make([]termCount, 0, len(text)+len(heads))
	for _, t := range text {
		out = append(out, termCount{t.stem, t.n + heads[t.stem]})
		delete(heads, t.stem)
	}
	for h, n := range heads {
		out = append(out, termCount{h, n})
	}
	slices.SortFunc(out, func(a, b termCount) int { return cmp.Compare(a.stem, b.stem) })
	return out
}
