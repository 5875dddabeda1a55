package across

import (
	"slices"
	"strings"

	"manualwatch/normalise"
)

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

const maxRepeats = 4 // of one fingerprint in a text

const winnowRun = 8

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

// A placedWord is a folded word with its place in the text.
type placedWord struct {
	word       string
	start, end int
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

// winnow returns the fingerprints of a text and their words, in reading order.
func winnow(words []placedWord, names map[string]bool) (hashes []uint64, places []int32) {
	n := len(words) - winnowRun + 1
	if n <= 0 {
		return nil, nil
	}
	all := runHashes(words, names)
	often := map[uint64]int{}
	last := -1
	for i := 0; i+winnowWindow <= max(n, winnowWindow); i++ {
		least := i
		for k := i + 1; k < min(i+winnowWindow, n); k++ {
			if all[k] <= all[least] {
				least = k
			}
		}
		if least != last {
			last = least
			if often[all[least]]++; often[all[least]] <= maxRepeats {
				hashes, places = append(hashes, all[least]), append(places, int32(least))
			}
		}
	}
	return slices.Clip(hashes), slices.Clip(places)
}

const winnowWindow = 6
