package lineage

import (
	"cmp"
	"slices"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// branches looks for leftovers whose words are what a matched unit lost ('s': the
// leftover is newer and was split off) or gained ('j': the leftover is older and
// was absorbed). from is the side that holds the matched units' lost words.
func (m *Match) branches(w wordage, from, other *Side, heir []int, leftovers []int, kind byte) []candidate {
	index := map[textdiff.Gram][]int{}
	whole := map[textdiff.Sum][]int{}
	lost := map[int]*loss{}
	for _, u := range from.Units {
		h := heir[u]
		if h < 0 || from.Class(u) != 'c' {
			continue
		}
		switch {
		case kind == 's' && m.Blind[h]:
			lost[u] = lossOf(from.Docs[u], &doc{}) // it may have given all away
		case from.Docs[u].Sum == other.Docs[h].Sum:
			continue
		default:
			lost[u] = lossOf(from.Docs[u], other.Docs[h])
		}
		for _, g := range lost[u].grams {
			if w[g] <= maxPostings {
				index[g] = append(index[g], u)
			}
		}
		for _, s := range lost[u].sentences {
			whole[s] = append(whole[s], u)
		}
	}
	var out []candidate
	for _, l := range leftovers {
		if other.Docs[l].Words < BranchWords || other.Class(l) != 'c' {
			continue
		}
		u, share := mostShared(w, index, textdiff.GramsOf(other.Docs[l].Lines, textdiff.AllLines))
		switch v, exact := mostSentences(whole, other.Docs[l]); {
		case other.Docs[l].Words < TellingWords && exact < branchEnough:
			u, share = -1, 0 // a few words are alike by chance
		case exact > max(share, branchEnough) && other.Docs[l].Words >= TellingWords:
			u, share = v, exact
		}
		if named := m.namedAfter(from, other, heir, lost, l, kind); named >= 0 && (u < 0 || u == named || share < branchEnough) {
			if u != named {
				share = 0
			}
			u, share = named, share+namesake+.3*lost[named].headingShare(other.Docs[l])
		}
		if u < 0 || share < branchEnough {
			continue
		}
		k := candidate{kind: kind, p: u, c: l, score: share}
		if kind == 'j' {
			k.p, k.c = l, u
		}
		out = append(out, k)
	}
	return out
}

// namesake is what it is worth for a branch to stand beside the chapter that lost
// (or gained) text and to bear its whole name.
const namesake = .3

// namedAfter is the unit that a leftover is named after: its neighbour, which lost
// a good part of its words, and whose title the leftover's contains ("X: Practice
// Guidance" after "X"). -1 if there is none.
func (m *Match) namedAfter(from, other *Side, heir []int, lost map[int]*loss, l int, kind byte) int {
	kids := other.Kids[other.Up[l]]
	i := slices.Index(kids, l)
	if i < 1 {
		return -1
	}
	var u int
	if kind == 's' {
		u = m.ToPrev[kids[i-1]]
	} else {
		u = m.ToCur[kids[i-1]]
	}
	if u < 0 || lost[u] == nil || lost[u].share < .2 || heir[u] != kids[i-1] {
		return -1
	}
	name, whole := TitleWords(from.Title[u]), TitleWords(other.Title[l])
	in := wording.Common(name, whole)
	if kind == 's' && (len(name) == 0 || len(whole) < 2 || float64(in) < .6*float64(len(name)) && in+2 < len(whole)) {
		return -1
	}
	if kind == 'j' && (in == 0 || in < len(whole)) {
		return -1
	}
	return u
}

// A loss is what one document has that its heir has not.
type loss struct {
	grams     []textdiff.Gram
	sentences []textdiff.Sum
	headings  map[textdiff.Sum]bool
	share     float64 // of its words
}

// lossOf compares two documents sentence by sentence.
func lossOf(a, b *doc) *loss {
	kept := map[textdiff.Sum]bool{}
	for i := range b.Lines {
		for _, s := range textdiff.Sentences(&b.Lines[i]) {
			kept[s.Sum] = true
		}
	}
	out := &loss{headings: map[textdiff.Sum]bool{}}
	var gone []textdiff.Line
	words := 0
	for i := range a.Lines {
		for _, s := range textdiff.Sentences(&a.Lines[i]) {
			if kept[s.Sum] {
				continue
			}
			gone = append(gone, s)
			out.sentences = append(out.sentences, s.Sum)
			words += s.Words
			if a.Lines[i].Kind == parse.Heading {
				out.headings[s.Sum] = true
			}
		}
	}
	out.grams = textdiff.GramsOf(gone, textdiff.AllLines)
	if a.Words > 0 {
		out.share = float64(words) / float64(a.Words)
	}
	return out
}

// headingShare is the share of the headings of d that were lost.
func (l *loss) headingShare(d *doc) float64 {
	n, in := 0, 0
	for i := range d.Lines {
		if d.Lines[i].Kind != parse.Heading {
			continue
		}
		n++
		for _, s := range textdiff.Sentences(&d.Lines[i]) {
			if l.headings[s.Sum] {
				in++
				break
			}
		}
	}
	if n == 0 {
		return 0
	}
	return float64(min(in, n)) / float64(n)
}

// mostSentences is the unit that lost most of the words of d in whole sentences,
// with the share.
func mostSentences(whole map[textdiff.Sum][]int, d *doc) (unit int, share float64) {
	words := map[int]int{}
	all := 0
	for i := range d.Lines {
		for _, s := range textdiff.Sentences(&d.Lines[i]) {
			all += s.Words
			last := -1
			for _, u := range whole[s.Sum] {
				if u != last {
					words[u] += s.Words
				}
				last = u
			}
		}
	}
	if unit = heaviest(words); unit < 0 {
		return -1, 0
	}
	return unit, float64(words[unit]) / float64(all)
}

// heaviest is the unit of most weight, the first of several; -1 if there is none.
func heaviest[W cmp.Ordered](weight map[int]W) int {
	unit := -1
	for u, w := range weight {
		if unit < 0 || w > weight[unit] || w == weight[unit] && u < unit {
			unit = u
		}
	}
	return unit
}

func mostShared(w wordage, index map[textdiff.Gram][]int, gs []textdiff.Gram) (unit int, share float64) {
	total := w.total(gs)
	if total == 0 {
		return -1, 0
	}
	common := map[int]float64{}
	for _, g := range gs {
		for _, u := range index[g] {
			common[u] += w.weight(g)
		}
	}
	if unit = heaviest(common); unit < 0 {
		return -1, 0
	}
	return unit, common[unit] / total
}
