package lineage

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Bounds of the search for likeness, so that its cost never depends on luck.
const (
	likeEnough    = .4 // below it two leftovers are different chapters
	branchEnough  = .5 // share of a chapter's rare words that another lost or gained
	BranchWords   = 8  // the length from which a text can be a part of another
	maxPostings   = 64 // a pair of words in more units than this tells nothing
	maxCandidates = 200000
)

// A wordage weighs grams: the fewer units have one, the more it tells.
type wordage map[textdiff.Gram]int

func (m *Match) wordage() wordage {
	w := wordage{}
	for _, s := range []*Side{m.Prev, m.Cur} {
		for _, u := range s.Units {
			for _, g := range textdiff.GramsOf(s.Docs[u].Lines, textdiff.AllLines) {
				w[g]++
			}
		}
	}
	return w
}

// weight of a gram. One that stands in one unit on each side counts 1.
func (w wordage) weight(g textdiff.Gram) float64 {
	n := float64(w[g])
	if n <= 2 {
		return 1
	}
	return 4 / (n * n)
}

func (w wordage) total(gs []textdiff.Gram) (sum float64) {
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
	ps, cs := m.free(m.Prev, m.ToCur), m.free(m.Cur, m.ToPrev)
	ps = slices.DeleteFunc(ps, func(p int) bool { return m.isBranch(p, -1) })
	cs = slices.DeleteFunc(cs, func(c int) bool { return m.isBranch(-1, c) })
	if len(ps) == 0 && len(cs) == 0 {
		return
	}
	w := m.wordage()
	cands := m.likePairs(w, ps, cs)
	cands = append(cands, m.branches(w, m.Prev, m.Cur, m.ToCur, cs, 's')...)
	cands = append(cands, m.branches(w, m.Cur, m.Prev, m.ToPrev, ps, 'j')...)
	slices.SortFunc(cands, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.c, b.c), cmp.Compare(a.p, b.p), cmp.Compare(a.kind, b.kind))
	})
	m.take(cands)
}

func (m *Match) free(s *Side, taken []int) []int {
	var out []int
	for _, u := range s.Units {
		if taken[u] < 0 && s.Class(u) != 'p' {
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
			m.Pair(k.p, k.c)
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
			if m.Prev.Class(o.p) != m.Cur.Class(c) {
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
	grams  map[textdiff.Gram][]int
	titles map[string][]int
	sums   []float64
}

func (m *Match) indexOf(w wordage, ps []int) *leftoverIndex {
	x := &leftoverIndex{ps: ps, grams: map[textdiff.Gram][]int{}, titles: map[string][]int{}, sums: make([]float64, len(ps))}
	for pi, p := range ps {
		gs := textdiff.GramsOf(m.Prev.Docs[p].Lines, textdiff.AllLines)
		x.sums[pi] = w.total(gs)
		for _, g := range gs {
			if w[g] <= maxPostings {
				x.grams[g] = append(x.grams[g], pi)
			}
		}
		for word := range TitleWords(m.Prev.Title[p]) {
			x.titles[word] = append(x.titles[word], pi)
		}
	}
	return x
}

func (x *leftoverIndex) overlaps(m *Match, w wordage, c int) []overlap {
	common := map[int]float64{}
	gs := textdiff.GramsOf(m.Cur.Docs[c].Lines, textdiff.AllLines)
	for _, g := range gs {
		for _, pi := range x.grams[g] {
			common[pi] += w.weight(g)
		}
	}
	for word := range TitleWords(m.Cur.Title[c]) {
		for _, pi := range x.titles[word] {
			common[pi] += 0
		}
	}
	total := w.total(gs)
	out := make([]overlap, 0, len(common))
	for pi, sum := range common {
		o := overlap{p: x.ps[pi], title: TitleLikeness(m.Prev.Title[x.ps[pi]], m.Cur.Title[c])}
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
	a, b := m.Prev.Sec(p), m.Cur.Sec(c)
	if m.sameAddress(p, c) && !m.givenAway(p, c) {
		bonus += .15
	}
	if x := textdiff.FoldNumber(a.Number); x != "" && x == textdiff.FoldNumber(b.Number) {
		bonus += .05
	}
	if m.SameParent(p, c) {
		bonus += .03
	}
	if m.Prev.Docs[p].Words >= 8 && m.Cur.Docs[c].Words >= 8 {
		within := .8 // one text inside the other, under a like title
		switch {
		case title >= .3:
		case min(m.Prev.Docs[p].Words, m.Cur.Docs[c].Words) < TellingWords:
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
	a, b := m.Prev.Docs[p], m.Cur.Docs[c]
	has := map[textdiff.Sum]int{}
	var heads []textdiff.Sum
	words := 0
	for i := range a.Lines {
		for _, s := range textdiff.Sentences(&a.Lines[i]) {
			words += s.Words
			has[s.Sum]++
		}
		if a.Lines[i].Kind == parse.Heading {
			heads = append(heads, a.Lines[i].Sum)
		}
	}
	common, skeleton := 0, 0
	for i := range b.Lines {
		for _, s := range textdiff.Sentences(&b.Lines[i]) {
			words += s.Words
			if has[s.Sum] > 0 {
				has[s.Sum]--
				common += s.Words
			}
		}
		if b.Lines[i].Kind == parse.Heading && skeleton < len(heads) && b.Lines[i].Sum == heads[skeleton] {
			skeleton++
		}
	}
	if words == 0 {
		return 0
	}
	like := 2 * float64(common) / float64(words)
	if len(heads) >= 2 && skeleton == len(heads) && len(a.Lines) == len(b.Lines) {
		like += .1
	}
	return like
}

// heirBonus prefers the leftover whose name, address or code goes on.
func (m *Match) heirBonus(p, c int) float64 {
	a, b := m.Prev.Sec(p), m.Cur.Sec(c)
	bonus := .8 * TitleLikeness(m.Prev.Title[p], m.Cur.Title[c])
	if strings.HasPrefix(m.Cur.Title[c], m.Prev.Title[p]) {
		bonus += .4
	}
	if x, y := m.Prev.Docs[p].Lines, m.Cur.Docs[c].Lines; len(x) > 1 && len(y) > 1 && x[1].Sum == y[1].Sum {
		bonus += .2 // the text begins as it did
	}
	if m.sameAddress(p, c) {
		bonus += .5
	}
	if x := textdiff.FoldNumber(a.Number); x != "" && x == textdiff.FoldNumber(b.Number) {
		bonus += .1
	}
	return bonus
}

// quickLikeness is the share of lines that two units have in common, by words.
func (m *Match) quickLikeness(p, c int) float64 {
	a, b := m.Prev.Docs[p], m.Cur.Docs[c]
	if a.Words+b.Words == 0 {
		return 0
	}
	has := map[textdiff.Sum]int{}
	for i := range a.Lines {
		has[a.Lines[i].Sum]++
	}
	common := 0
	for i := range b.Lines {
		if has[b.Lines[i].Sum] > 0 {
			has[b.Lines[i].Sum]--
			common += b.Lines[i].Words
		}
	}
	return 2 * float64(common) / float64(a.Words+b.Words)
}

// TitleLikeness compares two folded titles word by word, 0 to 1.
func TitleLikeness(a, b string) float64 {
	x, y := TitleWords(a), TitleWords(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	return 2 * float64(wording.Common(x, y)) / float64(len(x)+len(y))
}

// TitleWords are the telling words of a title, folded.
func TitleWords(title string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return !textdiff.IsWordRune(r) && r != '\'' }) {
		w = strings.TrimSuffix(strings.Trim(w, "'"), "'s")
		if len(w) > 3 {
			w = strings.TrimSuffix(w, "s")
		}
		if w != "" && !strings.Contains(textdiff.StopWords, " "+w+" ") {
			out[w] = true
		}
	}
	return out
}
