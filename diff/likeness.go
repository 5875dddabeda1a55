package diff

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/parse"
)

// Bounds of the search for likeness, so that its cost never depends on luck.
const (
	likeEnough    = .4 // below it two leftovers are different chapters
	branchEnough  = .5 // share of a chapter's rare words that another lost or gained
	branchWords   = 8  // the length from which a text can be a part of another
	maxPostings   = 64 // a pair of words in more units than this tells nothing
	maxCandidates = 200000
)

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

// likePairs scores the pairs of leftovers of one class that share words.
func (m *Match) likePairs(w wordage, ps, cs []int) []candidate {
	x := m.indexOf(w, ps)
	var out []candidate
	contained := map[int]int{}
	for _, c := range cs {
		for _, o := range x.overlaps(m, w, c) {
			if m.prev.class(o.p) != m.cur.class(c) {
				continue
			}
			if o.old >= .6 {
				contained[c]++
			}
			if score := m.pairScore(o.p, c, o); score >= likeEnough {
				out = append(out, candidate{'m', o.p, c, score})
			}
		}
		if len(out) > maxCandidates {
			break
		}
	}
	for i := range out { // several leftovers went into one: the name decides who goes on
		if contained[out[i].c] > 1 {
			out[i].score += m.heirBonus(out[i].p, out[i].c)
		}
	}
	return out
}

// An overlap tells how much of the words of an older leftover p and of a newer one
// is in the other, 0 to 1, and how alike the titles are.
type overlap struct {
	p                     int
	old, new, dice, title float64
}

// A leftoverIndex finds the older leftovers that share a pair of words of their
// text, or a word of their title, with a newer one.
type leftoverIndex struct {
	ps     []int
	grams  map[gram][]int
	titles map[string][]int
	sums   []float64
}

func (m *Match) indexOf(w wordage, ps []int) *leftoverIndex {
	x := &leftoverIndex{ps: ps, grams: map[gram][]int{}, titles: map[string][]int{}, sums: make([]float64, len(ps))}
	for pi, p := range ps {
		gs := gramsOf(m.prev.docs[p].lines, allLines)
		x.sums[pi] = w.total(gs)
		for _, g := range gs {
			if w[g] <= maxPostings {
				x.grams[g] = append(x.grams[g], pi)
			}
		}
		for word := range titleWords(m.prev.title[p]) {
			x.titles[word] = append(x.titles[word], pi)
		}
	}
	return x
}

func (x *leftoverIndex) overlaps(m *Match, w wordage, c int) []overlap {
	common := map[int]float64{}
	gs := gramsOf(m.cur.docs[c].lines, allLines)
	for _, g := range gs {
		for _, pi := range x.grams[g] {
			common[pi] += w.weight(g)
		}
	}
	for word := range titleWords(m.cur.title[c]) {
		for _, pi := range x.titles[word] {
			common[pi] += 0
		}
	}
	total := w.total(gs)
	out := make([]overlap, 0, len(common))
	for pi, sum := range common {
		o := overlap{p: x.ps[pi], title: titleLikeness(m.prev.title[x.ps[pi]], m.cur.title[c])}
		if x.sums[pi] > 0 && total > 0 {
			o.old, o.new, o.dice = sum/x.sums[pi], sum/total, 2*sum/(x.sums[pi]+total)
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b overlap) int { return cmp.Compare(a.p, b.p) })
	return out
}

// pairScore weighs title, text and address of two leftovers, 0 to about 1.
func (m *Match) pairScore(p, c int, s overlap) float64 {
	title := s.title
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
		within := .8 // one text inside the other, under a like title
		switch {
		case title >= .3:
		case min(m.prev.docs[p].words, m.cur.docs[c].words) < tellingWords:
			within = 0 // a sentence that stands in many chapters
		default:
			within = .5
		}
		part := max(s.dice, within*max(s.old, s.new))
		if part < likeEnough {
			part = max(part, m.sentenceLikeness(p, c))
		}
		if part < .12 && title < .95 {
			return 0
		}
		return max(.3*title+.7*part, .9*part) + bonus
	}
	return .8*title - .06 + bonus // a title alone must say more
}

// sentenceLikeness is the share of whole sentences that two leftovers have in
// common, by words, with a little for headings in the same order: a rewritten
// chapter keeps its skeleton.
func (m *Match) sentenceLikeness(p, c int) float64 {
	a, b := m.prev.docs[p], m.cur.docs[c]
	has := map[sum]int{}
	var heads []sum
	words := 0
	for i := range a.lines {
		for _, s := range sentences(&a.lines[i]) {
			words += s.words
			has[s.sum]++
		}
		if a.lines[i].kind == parse.Heading {
			heads = append(heads, a.lines[i].sum)
		}
	}
	common, skeleton := 0, 0
	for i := range b.lines {
		for _, s := range sentences(&b.lines[i]) {
			words += s.words
			if has[s.sum] > 0 {
				has[s.sum]--
				common += s.words
			}
		}
		if b.lines[i].kind == parse.Heading && skeleton < len(heads) && b.lines[i].sum == heads[skeleton] {
			skeleton++
		}
	}
	if words == 0 {
		return 0
	}
	like := 2 * float64(common) / float64(words)
	if len(heads) >= 2 && skeleton == len(heads) && len(a.lines) == len(b.lines) {
		like += .1
	}
	return like
}

// heirBonus prefers the leftover whose name, address or code goes on.
func (m *Match) heirBonus(p, c int) float64 {
	a, b := m.prev.sec(p), m.cur.sec(c)
	bonus := .8 * titleLikeness(m.prev.title[p], m.cur.title[c])
	if strings.HasPrefix(m.cur.title[c], m.prev.title[p]) {
		bonus += .4
	}
	if x, y := m.prev.docs[p].lines, m.cur.docs[c].lines; len(x) > 1 && len(y) > 1 && x[1].sum == y[1].sum {
		bonus += .2 // the text begins as it did
	}
	if x := foldAddress(a.URL); x != "" && x == foldAddress(b.URL) {
		bonus += .5
	}
	if x := foldNumber(a.Number); x != "" && x == foldNumber(b.Number) {
		bonus += .1
	}
	return bonus
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

// titleWords are the telling words of a title, folded.
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
