package across

import (
	"cmp"
	"math"
	"slices"
)

// A textTerm is a telling word of a text with its weight in a vector of length 1.
type textTerm struct {
	id     int32 // of textVectors
	weight float32
}

// textVectors are the rare terms of chapters' headings and texts, for comparing one
// text with many.
type textVectors struct {
	of     [][]textTerm // by chapter, nil where there is no text
	spread []float32    // weights of the text that is compared, by term
	laid   int          // its chapter, -1 if none
}

// maxWeighed is how many rare terms of a text are compared.
const maxWeighed = 40

// weighTexts weighs the texts of the chapters left over and of up to three chapters
// of each known topic: rare terms heavier.
func (a *topicAligner) weighTexts(rest []int) *textVectors {
	want := slices.Clone(rest)
	perTopic := map[string]int{}
	for i := range a.chapters {
		if c := &a.chapters[i]; c.matched && c.match.coverage >= 0.5 && perTopic[c.topic] < 3 {
			perTopic[c.topic]++
			want = append(want, i)
		}
	}
	counts := make([][]termCount, len(want))
	ids := map[uint32]int32{}
	var df []int32
	n := 0
	for k, i := range want {
		counts[k] = a.texts.chapterTerms(a.chapters[i].edition.Sections, a.chapters[i].index)
		if len(counts[k]) > 0 {
			n++
		}
		for _, c := range counts[k] {
			id, ok := ids[c.stem]
			if !ok {
				id = int32(len(df))
				ids[c.stem], df = id, append(df, 0)
			}
			df[id]++
		}
	}
	rarity := make([]float64, len(df))
	for id, d := range df {
		if int(d)*3 <= n*2 { // what two texts in three have tells nothing
			rarity[id] = math.Log(1 + float64(n)/float64(1+d))
		}
	}
	v := &textVectors{of: make([][]textTerm, len(a.chapters)), spread: make([]float32, len(df)), laid: -1}
	for k, i := range want {
		v.of[i] = rareTerms(ids, rarity, counts[k])
	}
	return v
}

// rareTerms keeps the heaviest terms of a text, in the order they come in; nil if it
// has none.
func rareTerms(ids map[uint32]int32, rarity []float64, counts []termCount) []textTerm {
	terms := make([]textTerm, 0, len(counts))
	weights := make([]float32, 0, len(counts))
	for _, c := range counts {
		id := ids[c.stem]
		if rarity[id] == 0 {
			continue
		}
		w := float32((1 + math.Log(float64(c.n))) * rarity[id])
		terms, weights = append(terms, textTerm{id, w}), append(weights, w)
	}
	if len(terms) == 0 {
		return nil
	}
	least := float32(0)
	if len(terms) > maxWeighed {
		slices.SortFunc(weights, func(x, y float32) int { return cmp.Compare(y, x) })
		least = weights[maxWeighed-1]
	}
	kept := make([]textTerm, 0, min(len(terms), maxWeighed))
	for above := range 2 { // those above the least first, then as many of the least as fit
		for _, t := range terms {
			if (t.weight > least) == (above == 0) && t.weight >= least && len(kept) < maxWeighed {
				kept = append(kept, t)
			}
		}
	}
	sum := 0.0
	for _, t := range kept {
		sum += float64(t.weight) * float64(t.weight)
	}
	for i := range kept {
		kept[i].weight /= float32(math.Sqrt(sum))
	}
	return kept
}

// likeness is that of the texts of two chapters, 0 if one has none. It is cheap for
// many chapters j with one i after another.
func (v *textVectors) likeness(i, j int) float64 {
	x, y := v.of[i], v.of[j]
	if x == nil || y == nil {
		return 0
	}
	if v.laid != i {
		if v.laid >= 0 {
			for _, t := range v.of[v.laid] {
				v.spread[t.id] = 0
			}
		}
		for _, t := range x {
			v.spread[t.id] = t.weight
		}
		v.laid = i
	}
	sum := float32(0)
	for _, t := range y {
		sum += v.spread[t.id] * t.weight
	}
	return float64(sum)
}
