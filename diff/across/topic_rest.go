package across

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// A topicWeight is a word with its weight in a vector of length 1.
type topicWeight struct {
	word   int
	weight float64
}

// Weights and thresholds of the comparison of titles that name no topic of the
// table, chosen on the founding boards' titles.
const (
	asideWeight  = 0.35 // of a word in brackets
	sameAbove    = 0.62 // likeness of mutual best titles that are one topic
	candidateAt  = 0.58 // likeness to the best title that makes a candidate
	oneWordAt    = 0.85 // the same for a title of one telling word
	textAlone    = 0.55 // likeness of texts that makes a candidate whatever the titles
	textShare    = 0.25 // weight of texts beside titles
	leastSharing = 0.30 // likeness of titles below which a pair is not looked at
)

// A topicVocabulary numbers words and counts in how many titles each stands.
type topicVocabulary struct {
	ids map[string]int
	df  []int
	n   int
}

func (v *topicVocabulary) id(word string) int {
	id, ok := v.ids[word]
	if !ok {
		id = len(v.df)
		v.ids[word] = id
		v.df = append(v.df, 0)
	}
	return id
}

func (v *topicVocabulary) idf(id int) float64 {
	return math.Log(1 + float64(v.n)/float64(1+v.df[id]))
}

// alignRest aligns the chapters whose titles name no topic of the table.
func (a *topicAligner) alignRest(fixed []bool) {
	var rest []int
	for i, c := range a.chapters {
		if !c.matched && !c.joined && !fixed[i] && c.parent < 0 {
			rest = append(rest, i)
		}
	}
	if len(rest) == 0 {
		return
	}
	a.weighTitles()
	texts := a.weighTexts(rest)
	pairs := a.bestPartners(rest, texts)
	a.joinMutual(rest, pairs)
	a.attachBySubject(rest, pairs, texts)
}

// weighTitles fills the bags of all titles: telling words, rare ones heavier.
func (a *topicAligner) weighTitles() {
	v := &topicVocabulary{ids: map[string]int{}}
	seen := map[string]bool{}
	for i := range a.chapters {
		c := &a.chapters[i]
		if t := c.section().Title; !seen[t] {
			seen[t] = true
			v.n++
			for _, w := range a.tellingStems(c.title) {
				v.df[v.id(w.stem)]++
			}
		}
	}
	for i := range a.chapters {
		c := &a.chapters[i]
		for _, w := range a.tellingStems(c.title) {
			id := v.id(w.stem)
			weight := v.idf(id)
			if w.aside {
				weight *= asideWeight
			}
			c.bag = append(c.bag, topicWeight{id, weight})
		}
		c.bag = topicUnit(c.bag)
	}
}

// tellingStems returns the distinct telling words of a title, all its words if it
// has none.
func (a *topicAligner) tellingStems(title []titleWord) []titleWord {
	var out, all []titleWord
	seen := map[string]bool{}
	for _, w := range title {
		if seen[w.stem] {
			continue
		}
		seen[w.stem] = true
		all = append(all, w)
		if a.table.tells(w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// topicUnit sorts a vector by word and gives it length 1.
func topicUnit(v []topicWeight) []topicWeight {
	slices.SortFunc(v, func(x, y topicWeight) int { return cmp.Compare(x.word, y.word) })
	sum := 0.0
	for _, w := range v {
		sum += w.weight * w.weight
	}
	for i := range v {
		v[i].weight /= math.Sqrt(sum)
	}
	return v
}

// topicCosine is the likeness of two vectors of length 1, sorted by word.
func topicCosine(x, y []topicWeight) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		a, b := x[i].word, y[j].word
		if a == b {
			sum += x[i].weight * y[j].weight
		}
		left, right := 0, 0 // counted without a branch: which word comes first cannot be guessed
		if a <= b {
			left = 1
		}
		if b <= a {
			right = 1
		}
		i, j = i+left, j+right
	}
	return sum
}

// joinMutual makes topics of the chapters left over that are each other's best
// match: the strongest pairs first, and never two of one board.
func (a *topicAligner) joinMutual(rest []int, pairs partnerTable) {
	var edges []topicEdge
	for _, i := range rest {
		for _, p := range pairs[i] {
			if j := int(p.other); i < j && pairs[j] != nil && int(pairs[j][a.chapters[i].column].other) == i && float64(p.like) >= a.leastLike(i, j) {
				edges = append(edges, topicEdge{int32(i), p.other, p.like})
			}
		}
	}
	sortEdges(edges)
	group := newTopicGroups(len(a.chapters))
	for _, list := range a.together {
		for _, j := range list[1:] {
			if x, y, ok := group.mayJoin(a, list[0], j); ok {
				group.merge(x, y)
			}
		}
	}
	for _, e := range edges {
		group.join(a, int(e.i), int(e.j))
	}
	for _, i := range rest {
		c := &a.chapters[i]
		c.topic, c.score, c.reason = leftoverMark+strconv.Itoa(group.head(i)), 1, "no other board has it"
		if members := group.list(group.head(i)); len(members) > 1 {
			c.score, c.reason = max(a.meanLikeness(i, members), float64(a.textShare[i])), "titles and texts are each other's best match"
		}
	}
}

// sortEdges puts the strongest first.
func sortEdges(edges []topicEdge) {
	slices.SortFunc(edges, func(x, y topicEdge) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
}

// leastLike is the likeness that two chapters need to be one topic: flowcharts and
// forms must have the same title, and one word more than another title's only one
// may be what the chapter is about.
func (a *topicAligner) leastLike(i, j int) float64 {
	if isForm(a.chapters[i].title) || isForm(a.chapters[j].title) {
		return 0.95
	}
	if len(a.chapters[i].bag) == 1 || len(a.chapters[j].bag) == 1 {
		return oneWordAt
	}
	return sameAbove
}

// leftoverMark begins the temporary id of a topic outside the table.
const leftoverMark = "\x00"

func (a *topicAligner) meanLikeness(i int, members []int) float64 {
	sum, n := 0.0, 0
	for _, j := range members {
		if j != i && n < 50 {
			sum += topicCosine(a.chapters[i].bag, a.chapters[j].bag)
			n++
		}
	}
	return sum / float64(n)
}

// topicGroups are chapters that were joined.
type topicGroups struct {
	of      []int32       // chapter -> the least of its group
	members map[int][]int // of the groups of several
}

func newTopicGroups(chapters int) *topicGroups {
	g := &topicGroups{of: make([]int32, chapters), members: map[int][]int{}}
	for i := range g.of {
		g.of[i] = int32(i)
	}
	return g
}

func (g *topicGroups) head(i int) int { return int(g.of[i]) }

func (g *topicGroups) list(h int) []int {
	if m, ok := g.members[h]; ok {
		return m
	}
	return []int{h}
}

// join puts the groups of two chapters together unless one board would have two
// chapters in it, they are about others, or the groups as wholes are not alike.
func (g *topicGroups) join(a *topicAligner, i, j int) {
	x, y, ok := g.mayJoin(a, i, j)
	if !ok {
		return
	}
	sum, near := 0.0, g.list(y)
	for _, k := range near[:min(20, len(near))] {
		sum += topicCosine(a.chapters[i].bag, a.chapters[k].bag)
	}
	if sum/float64(min(20, len(near))) >= sameAbove-0.12 {
		g.merge(x, y)
	}
}

// mayJoin tells whether the groups of two chapters, x and y, may be put together: not where
// one board would have two chapters in it, or they are about others.
func (g *topicGroups) mayJoin(a *topicAligner, i, j int) (x, y int, ok bool) {
	x, y = g.head(i), g.head(j)
	if x == y || otherThan(a.whomOf(g.list(x)), a.whomOf(g.list(y))) {
		return x, y, false
	}
	boards := map[int32]bool{}
	for _, k := range g.list(x) {
		boards[a.chapters[k].column] = true
	}
	return x, y, !slices.ContainsFunc(g.list(y), func(k int) bool { return boards[a.chapters[k].column] })
}

// merge makes one of two groups.
func (g *topicGroups) merge(x, y int) {
	all := append(slices.Clone(g.list(x)), g.list(y)...)
	h := min(x, y)
	delete(g.members, x)
	delete(g.members, y)
	g.members[h] = all
	for _, k := range all {
		g.of[k] = int32(h)
	}
}

// whomOf tells whom chapters that were joined are about.
func (a *topicAligner) whomOf(list []int) string {
	for _, i := range list {
		if of := a.chapters[i].whom.of; of != "" {
			return of
		}
	}
	return ""
}

// attachBySubject makes candidates of the chapters that stand alone but are most
// like a chapter of a known topic, by title or by text.
func (a *topicAligner) attachBySubject(rest []int, pairs partnerTable, texts *textVectors) {
	known := a.knownTexts(texts)
	alone := map[string]int{}
	for _, i := range rest {
		alone[a.chapters[i].topic]++
	}
	for _, i := range rest {
		c := &a.chapters[i]
		if alone[c.topic] > 1 || isForm(c.title) {
			continue
		}
		if p := pairs.best(i); float64(p.like) >= candidateAt && (len(c.bag) > 1 || float64(p.like) >= oneWordAt) {
			o := &a.chapters[p.other]
			c.topic, c.name, c.score, c.standing, c.reason = o.topic, o.name, float64(p.like), CandidateTopic, "title is like that of "+o.board
			continue
		}
		a.attachByText(i, known, texts)
	}
}

// knownTexts returns the chapters of known topics whose texts were weighed.
func (a *topicAligner) knownTexts(texts *textVectors) []int {
	var known []int
	for j := range a.chapters {
		if texts.of[j] != nil && a.chapters[j].matched {
			known = append(known, j)
		}
	}
	return known
}

// attachByText looks for the known topic whose chapters a text is most like.
func (a *topicAligner) attachByText(i int, known []int, texts *textVectors) {
	c := &a.chapters[i]
	if texts.of[i] == nil {
		return
	}
	best, like := -1, textAlone
	for _, j := range known {
		if a.chapters[j].column == c.column || a.apart(i, j) {
			continue
		}
		if l := texts.likeness(i, j); l > like {
			best, like = j, l
		}
	}
	if best >= 0 {
		o := &a.chapters[best]
		c.topic, c.name, c.score, c.standing, c.reason = o.topic, o.name, like, CandidateTopic, "text is like that of "+o.board
	}
}
