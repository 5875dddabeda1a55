package diff

import (
	"cmp"
	"slices"
	"strings"
)

// Bounds of the search for likeness, so that its cost never depends on luck.
const (
	likeEnough    = .4 // below it two leftovers are different chapters
	branchEnough  = .5 // share of a chapter's rare words that another lost or gained
	maxPostings   = 64 // a pair of words in more units than this tells nothing
	maxCandidates = 200000
)

// A gram is the hash of two words that follow each other.
type gram uint64

// gramsOf returns the distinct grams of the lines for which keep holds.
func gramsOf(lines []line, keep func(*line) bool) []gram {
	var out []gram
	for i := range lines {
		if !keep(&lines[i]) {
			continue
		}
		last := gram(0)
		for _, t := range lines[i].tokens() {
			if t.mark {
				continue
			}
			h := wordHash(t.key)
			out = append(out, last*1099511628211^h)
			last = h
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func wordHash(s string) gram {
	h := gram(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ gram(s[i])) * 1099511628211
	}
	return h
}

func allLines(*line) bool { return true }

// A wordage weighs grams: the fewer units have one, the more it tells.
type wordage map[gram]int

func (m *Match) wordage() wordage {
	w := wordage{}
	for _, s := range []*side{m.prev, m.cur} {
		for _, u := range s.units {
			for _, g := range gramsOf(s.docs[u].lines, allLines) {
				w[g]++
			}
		}
	}
	return w
}

// weight of a gram. One that stands in one unit on each side counts 1.
func (w wordage) weight(g gram) float64 {
	n := float64(w[g])
	if n <= 2 {
		return 1
	}
	return 4 / (n * n)
}

func (w wordage) total(gs []gram) (sum float64) {
	for _, g := range gs {
		sum += w.weight(g)
	}
	return sum
}

// A candidate is a possible pair of leftovers, or a branch.
type candidate struct {
	kind  byte // 'm' match, 's' split of p's heir into c, 'j' p joined into c
	p, c  int
	score float64
}

// alike pairs what is left over by likeness of title and text, and finds
// chapters that were split off or absorbed.
func (m *Match) alike() {
	ps, cs := m.free(m.prev, m.ToCur), m.free(m.cur, m.ToPrev)
	ps = slices.DeleteFunc(ps, func(p int) bool { return m.isBranch(p, -1) })
	cs = slices.DeleteFunc(cs, func(c int) bool { return m.isBranch(-1, c) })
	if len(ps) == 0 && len(cs) == 0 {
		return
	}
	w := m.wordage()
	cands := m.likePairs(w, ps, cs)
	cands = append(cands, m.branches(w, m.prev, m.cur, m.ToCur, cs, 's')...)
	cands = append(cands, m.branches(w, m.cur, m.prev, m.ToPrev, ps, 'j')...)
	slices.SortFunc(cands, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.c, b.c), cmp.Compare(a.p, b.p), cmp.Compare(a.kind, b.kind))
	})
	m.take(cands)
}

func (m *Match) free(s *side, taken []int) []int {
	var out []int
	for _, u := range s.units {
		if taken[u] < 0 && s.class(u) != 'p' {
			out = append(out, u)
		}
	}
	return out
}

// take makes pairs and branches of candidates, best first, each leftover once.
func (m *Match) take(cands []candidate) {
	goneP, goneC := map[int]bool{}, map[int]bool{}
	for _, k := range cands {
		switch {
		case k.kind == 'm' && !goneP[k.p] && !goneC[k.c]:
			m.pair(k.p, k.c)
			goneP[k.p], goneC[k.c] = true, true
		case k.kind == 's' && !goneC[k.c]:
			m.Splits = append(m.Splits, Branch{From: k.p, Into: k.c})
			goneC[k.c] = true
		case k.kind == 'j' && !goneP[k.p]:
			m.Merges = append(m.Merges, Branch{From: k.p, Into: k.c})
			goneP[k.p] = true
		}
	}
}

// likePairs scores every pair of leftovers of one class.
func (m *Match) likePairs(w wordage, ps, cs []int) []candidate {
	shared := m.sharedWeight(w, ps, cs)
	if len(ps)*len(cs) > maxCandidates {
		ps = ps[:maxCandidates/len(cs)]
	}
	var out []candidate
	contained := map[int]int{}
	for ci, c := range cs {
		for pi, p := range ps {
			if m.prev.class(p) != m.cur.class(c) {
				continue
			}
			s := shared[pi][ci]
			if s.old >= .6 {
				contained[c]++
			}
			if score := m.pairScore(p, c, s); score >= likeEnough {
				out = append(out, candidate{'m', p, c, score})
			}
		}
	}
	for i := range out { // several leftovers went into one: the name decides who goes on
		if contained[out[i].c] > 1 {
			out[i].score += m.heirBonus(out[i].p, out[i].c)
		}
	}
	return out
}

// An overlap tells how much of each of two texts is in the other, 0 to 1.
type overlap struct{ old, new, dice float64 }

// sharedWeight computes the overlaps of all pairs over an inverted index.
func (m *Match) sharedWeight(w wordage, ps, cs []int) [][]overlap {
	index := map[gram][]int{}
	out := make([][]overlap, len(ps))
	sumP := make([]float64, len(ps))
	for pi, p := range ps {
		out[pi] = make([]overlap, len(cs))
		gs := gramsOf(m.prev.docs[p].lines, allLines)
		sumP[pi] = w.total(gs)
		for _, g := range gs {
			if w[g] <= maxPostings {
				index[g] = append(index[g], pi)
			}
		}
	}
	common := make([]float64, len(ps))
	for ci, c := range cs {
		clear(common)
		gs := gramsOf(m.cur.docs[c].lines, allLines)
		sumC := w.total(gs)
		for _, g := range gs {
			for _, pi := range index[g] {
				common[pi] += w.weight(g)
			}
		}
		for pi := range ps {
			if sumP[pi] > 0 && sumC > 0 {
				out[pi][ci] = overlap{common[pi] / sumP[pi], common[pi] / sumC, 2 * common[pi] / (sumP[pi] + sumC)}
			}
		}
	}
	return out
}

// pairScore weighs title, text and address of two leftovers, 0 to about 1.
func (m *Match) pairScore(p, c int, s overlap) float64 {
	title := titleLikeness(m.prev.title[p], m.cur.title[c])
	bonus := 0.
	a, b := m.prev.sec(p), m.cur.sec(c)
	if x := foldAddress(a.URL); x != "" && x == foldAddress(b.URL) {
		bonus += .15
	}
	if x := foldNumber(a.Number); x != "" && x == foldNumber(b.Number) {
		bonus += .05
	}
	if m.sameParent(p, c) {
		bonus += .03
	}
	if m.prev.docs[p].words >= 8 && m.cur.docs[c].words >= 8 {
		part := max(s.dice, .8*max(s.old, s.new))
		if part < .12 && title < .95 {
			return 0
		}
		return .3*title + .7*part + bonus
	}
	return .8*title + bonus
}

// heirBonus prefers the leftover whose name, address or code goes on.
func (m *Match) heirBonus(p, c int) float64 {
	bonus := 0.
	a, b := m.prev.sec(p), m.cur.sec(c)
	if strings.HasPrefix(m.cur.title[c], m.prev.title[p]) {
		bonus += .6
	}
	if x := foldAddress(a.URL); x != "" && x == foldAddress(b.URL) {
		bonus += .5
	}
	if x := foldNumber(a.Number); x != "" && x == foldNumber(b.Number) {
		bonus += .2
	}
	return bonus
}

// branches looks for leftovers whose words are what a matched unit lost ('s': the
// leftover is newer and was split off) or gained ('j': the leftover is older and
// was absorbed). from is the side that holds the matched units' lost words.
func (m *Match) branches(w wordage, from, other *side, heir []int, leftovers []int, kind byte) []candidate {
	index := map[gram][]int{}
	for _, u := range from.units {
		h := heir[u]
		if h < 0 || from.docs[u].sum == other.docs[h].sum {
			continue
		}
		for _, g := range lostGrams(from.docs[u], other.docs[h]) {
			if w[g] <= maxPostings {
				index[g] = append(index[g], u)
			}
		}
	}
	var out []candidate
	for _, l := range leftovers {
		if other.docs[l].words < 8 || other.class(l) != 'c' {
			continue
		}
		if u, share := mostShared(w, index, gramsOf(other.docs[l].lines, allLines)); share >= branchEnough {
			k := candidate{kind: kind, p: u, c: l, score: share}
			if kind == 'j' {
				k.p, k.c = l, u
			}
			out = append(out, k)
		}
	}
	return out
}

// lostGrams are the grams of a's lines that b has not.
func lostGrams(a, b *doc) []gram {
	kept := map[sum]bool{}
	for i := range b.lines {
		kept[b.lines[i].sum] = true
	}
	has := map[gram]bool{}
	for _, g := range gramsOf(b.lines, func(l *line) bool { return true }) {
		has[g] = true
	}
	gs := gramsOf(a.lines, func(l *line) bool { return !kept[l.sum] })
	return slices.DeleteFunc(gs, func(g gram) bool { return has[g] })
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
	return unit, common[unit] / total
}

// quickLikeness is the share of lines that two units have in common, by words.
func (m *Match) quickLikeness(p, c int) float64 {
	a, b := m.prev.docs[p], m.cur.docs[c]
	if a.words+b.words == 0 {
		return 0
	}
	has := map[sum]int{}
	for i := range a.lines {
		has[a.lines[i].sum]++
	}
	common := 0
	for i := range b.lines {
		if has[b.lines[i].sum] > 0 {
			has[b.lines[i].sum]--
			common += b.lines[i].words
		}
	}
	return 2 * float64(common) / float64(a.words+b.words)
}

// stopWords say nothing about which chapter a title names.
const stopWords = " a an and the of to in for with on or by from at as is are be who that their this under "

// titleLikeness compares two folded titles word by word, 0 to 1.
func titleLikeness(a, b string) float64 {
	x, y := titleWords(a), titleWords(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

func titleWords(title string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return !isWordRune(r) && r != '\'' }) {
		w = strings.TrimSuffix(strings.Trim(w, "'"), "'s")
		if len(w) > 3 {
			w = strings.TrimSuffix(w, "s")
		}
		if w != "" && !strings.Contains(stopWords, " "+w+" ") {
			out[w] = true
		}
	}
	return out
}
