package diff

import (
	"slices"

	"manualwatch/parse"
)

// branches looks for leftovers whose words are what a matched unit lost ('s': the
// leftover is newer and was split off) or gained ('j': the leftover is older and
// was absorbed). from is the side that holds the matched units' lost words.
func (m *Match) branches(w wordage, from, other *side, heir []int, leftovers []int, kind byte) []candidate {
	index := map[gram][]int{}
	whole := map[sum][]int{}
	lost := map[int]*loss{}
	for _, u := range from.units {
		h := heir[u]
		if h < 0 || from.class(u) != 'c' {
			continue
		}
		switch {
		case kind == 's' && m.blind[h]:
			lost[u] = lossOf(from.docs[u], &doc{}) // it may have given all away
		case from.docs[u].sum == other.docs[h].sum:
			continue
		default:
			lost[u] = lossOf(from.docs[u], other.docs[h])
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
		if other.docs[l].words < branchWords || other.class(l) != 'c' {
			continue
		}
		u, share := mostShared(w, index, gramsOf(other.docs[l].lines, allLines))
		switch v, exact := mostSentences(whole, other.docs[l]); {
		case other.docs[l].words < tellingWords && exact < branchEnough:
			u, share = -1, 0 // a few words are alike by chance
		case exact > max(share, branchEnough) && other.docs[l].words >= tellingWords:
			u, share = v, exact
		}
		if named := m.namedAfter(from, other, heir, lost, l, kind); named >= 0 && (u < 0 || u == named || share < branchEnough) {
			if u != named {
				share = 0
			}
			u, share = named, share+namesake+.3*lost[named].headingShare(other.docs[l])
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
func (m *Match) namedAfter(from, other *side, heir []int, lost map[int]*loss, l int, kind byte) int {
	kids := other.kids[other.up[l]]
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
	name, whole := titleWords(from.title[u]), titleWords(other.title[l])
	in := 0
	for x := range name {
		if whole[x] {
			in++
		}
	}
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
	grams     []gram
	sentences []sum
	headings  map[sum]bool
	share     float64 // of its words
}

// lossOf compares two documents sentence by sentence.
func lossOf(a, b *doc) *loss {
	kept := map[sum]bool{}
	for i := range b.lines {
		for _, s := range sentences(&b.lines[i]) {
			kept[s.sum] = true
		}
	}
	out := &loss{headings: map[sum]bool{}}
	var gone []line
	words := 0
	for i := range a.lines {
		for _, s := range sentences(&a.lines[i]) {
			if kept[s.sum] {
				continue
			}
			gone = append(gone, s)
			out.sentences = append(out.sentences, s.sum)
			words += s.words
			if a.lines[i].kind == parse.Heading {
				out.headings[s.sum] = true
			}
		}
	}
	out.grams = gramsOf(gone, allLines)
	if a.words > 0 {
		out.share = float64(words) / float64(a.words)
	}
	return out
}

// headingShare is the share of the headings of d that were lost.
func (l *loss) headingShare(d *doc) float64 {
	n, in := 0, 0
	for i := range d.lines {
		if d.lines[i].kind != parse.Heading {
			continue
		}
		n++
		for _, s := range sentences(&d.lines[i]) {
			if l.headings[s.sum] {
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
func mostSentences(whole map[sum][]int, d *doc) (unit int, share float64) {
	words := map[int]int{}
	all := 0
	for i := range d.lines {
		for _, s := range sentences(&d.lines[i]) {
			all += s.words
			last := -1
			for _, u := range whole[s.sum] {
				if u != last {
					words[u] += s.words
				}
				last = u
			}
		}
	}
	unit = -1
	for u, n := range words {
		if unit < 0 || n > words[unit] || n == words[unit] && u < unit {
			unit = u
		}
	}
	if unit < 0 {
		return -1, 0
	}
	return unit, float64(words[unit]) / float64(all)
}

func mostShared(w wordage, index map[gram][]int, gs []gram) (unit int, share float64) {
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
	unit = -1
	for u, v := range common {
		if unit < 0 || v > common[unit] || v == common[unit] && u < unit {
			unit = u
		}
	}
	if unit < 0 {
		return -1, 0
	}
	return unit, common[unit] / total
}
