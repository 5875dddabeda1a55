package diff

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
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
	maxTextWords = 1500 // words read of a chapter's text
	maxTerms     = 40   // rare terms kept of a text
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
		if !c.matched && !fixed[i] && c.parent < 0 {
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
		switch {
		case x[i].word < y[j].word:
			i++
		case x[i].word > y[j].word:
			j++
		default:
			sum += x[i].weight * y[j].weight
			i, j = i+1, j+1
		}
	}
	return sum
}

// weighTexts gives the rare terms of headings and text of the chapters left over
// and of up to three chapters of each known topic; nil where there is no text.
func (a *topicAligner) weighTexts(rest []int) map[int][]topicWeight {
	want := slices.Clone(rest)
	perTopic := map[string]int{}
	for i, c := range a.chapters {
		if c.matched && c.match.coverage >= 0.5 && perTopic[c.topic] < 3 {
			perTopic[c.topic]++
			want = append(want, i)
		}
	}
	v := &topicVocabulary{ids: map[string]int{}}
	counts := make([][]topicCount, len(want))
	for k, i := range want {
		counts[k] = a.countWords(v, i)
		if len(counts[k]) > 0 {
			v.n++
		}
		for _, c := range counts[k] {
			v.df[c.word]++
		}
	}
	out := map[int][]topicWeight{}
	for k, i := range want {
		if terms := rareTerms(v, counts[k]); len(terms) > 0 {
			out[i] = terms
		}
	}
	return out
}

// countWords counts the stems of a chapter's headings (threefold) and text.
func (a *topicAligner) countWords(v *topicVocabulary, i int) []topicCount {
	counts := map[int]int{}
	left := maxTextWords
	sections, at := a.chapters[i].edition.Sections, a.chapters[i].index
	for k := at; k < len(sections) && left > 0; k++ {
		if k > at && (sections[k].Depth <= sections[at].Depth || sections[k].Kind != normalise.KindHeading) {
			break
		}
		if k > at {
			left -= a.countText(v, counts, sections[k].Title, 3, left)
		}
		left -= a.countText(v, counts, sections[k].Text, 1, left)
	}
	out := make([]topicCount, 0, len(counts))
	for id, n := range counts {
		out = append(out, topicCount{int32(id), int32(n)})
	}
	slices.SortFunc(out, func(x, y topicCount) int { return cmp.Compare(x.word, y.word) })
	return out
}

// A topicCount is how often a word stands in a text.
type topicCount struct{ word, n int32 }

func (a *topicAligner) countText(v *topicVocabulary, counts map[int]int, text string, times, left int) int {
	if len(text) > left*12 {
		text = strings.ToValidUTF8(text[:left*12], "")
	}
	words := foldWords(text)
	if len(words) > left {
		words = words[:left]
	}
	for _, w := range words {
		if len(w) > 2 && !a.table.stop[w] && !a.table.places[w] && strings.Trim(w, "0123456789") != "" {
			counts[v.id(a.stems.stem(w))] += times
		}
	}
	return len(words)
}

// rareTerms keeps the heaviest terms of a text.
func rareTerms(v *topicVocabulary, counts []topicCount) []topicWeight {
	terms := make([]topicWeight, 0, len(counts))
	for _, c := range counts {
		if v.df[c.word]*3 > v.n*2 {
			continue // two texts in three have it
		}
		terms = append(terms, topicWeight{int(c.word), (1 + math.Log(float64(c.n))) * v.idf(int(c.word))})
	}
	slices.SortFunc(terms, func(x, y topicWeight) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.word, y.word))
	})
	if len(terms) > maxTerms {
		terms = slices.Clone(terms[:maxTerms])
	}
	return topicUnit(terms)
}

// A topicPartner is the chapter of another board that a chapter is most like.
type topicPartner struct {
	other int
	like  float64
}

// bestPartners finds for each chapter left over its best partners, one in each
// other board where any is alike, best first.
func (a *topicAligner) bestPartners(rest []int, texts map[int][]topicWeight) map[int][]topicPartner {
	byWord := map[int][]int{}
	for i := range a.chapters {
		for _, w := range a.chapters[i].bag {
			byWord[w.word] = append(byWord[w.word], i)
		}
	}
	out := map[int][]topicPartner{}
	touched := make([]int, len(a.chapters))
	for _, i := range rest {
		best := map[string]topicPartner{}
		for _, w := range a.chapters[i].bag {
			if w.weight < 0.2 {
				continue
			}
			for _, j := range byWord[w.word] {
				if touched[j] == i+1 || a.chapters[j].board == a.chapters[i].board || a.chapters[j].parent >= 0 {
					continue
				}
				touched[j] = i + 1
				like := a.likeness(i, j, texts)
				if p, ok := best[a.chapters[j].board]; like > 0 && (!ok || like > p.like) {
					best[a.chapters[j].board] = topicPartner{j, like}
				}
			}
		}
		for _, p := range best {
			out[i] = append(out[i], p)
		}
		slices.SortFunc(out[i], func(x, y topicPartner) int {
			return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.other, y.other))
		})
	}
	return out
}

// likeness compares titles, and texts where both have one.
func (a *topicAligner) likeness(i, j int, texts map[int][]topicWeight) float64 {
	title := topicCosine(a.chapters[i].bag, a.chapters[j].bag)
	if title < leastSharing {
		return 0
	}
	x, y := texts[i], texts[j]
	if title > 0.95 || x == nil || y == nil {
		return title
	}
	return max(title, (1-textShare)*title+textShare*topicCosine(x, y))
}

// joinMutual makes topics of the chapters left over that are each other's best
// match: the strongest pairs first, and never two of one board.
func (a *topicAligner) joinMutual(rest []int, pairs map[int][]topicPartner) {
	type edge struct {
		i, j int
		like float64
	}
	bestOf := map[[2]int]bool{} // chapter, its best partner in that one's board
	for _, i := range rest {
		for _, p := range pairs[i] {
			bestOf[[2]int{i, p.other}] = true
		}
	}
	var edges []edge
	for _, i := range rest {
		for _, p := range pairs[i] {
			if i < p.other && bestOf[[2]int{p.other, i}] && p.like >= a.leastLike(i, p.other) {
				edges = append(edges, edge{i, p.other, p.like})
			}
		}
	}
	slices.SortFunc(edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	group := newTopicGroups()
	for _, e := range edges {
		group.join(a, e.i, e.j)
	}
	for _, i := range rest {
		c := &a.chapters[i]
		c.topic, c.score, c.reason = leftoverMark+strconv.Itoa(group.head(i)), 1, "no other board has it"
		if members := group.members[group.head(i)]; len(members) > 1 {
			c.score, c.reason = a.meanLikeness(i, members), "titles and texts are each other's best match"
		}
	}
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
	of      map[int]int
	members map[int][]int
}

func newTopicGroups() *topicGroups { return &topicGroups{of: map[int]int{}, members: map[int][]int{}} }

func (g *topicGroups) head(i int) int {
	if h, ok := g.of[i]; ok {
		return h
	}
	return i
}

func (g *topicGroups) list(h int) []int {
	if m, ok := g.members[h]; ok {
		return m
	}
	return []int{h}
}

// join puts the groups of two chapters together unless one board would have two
// chapters in it or the groups as wholes are not alike.
func (g *topicGroups) join(a *topicAligner, i, j int) {
	x, y := g.head(i), g.head(j)
	if x == y {
		return
	}
	boards := map[string]bool{}
	for _, k := range g.list(x) {
		boards[a.chapters[k].board] = true
	}
	sum, n := 0.0, 0
	for _, k := range g.list(y) {
		if boards[a.chapters[k].board] {
			return
		}
		if n < 20 {
			sum += topicCosine(a.chapters[i].bag, a.chapters[k].bag)
			n++
		}
	}
	if sum/float64(n) < sameAbove-0.12 {
		return
	}
	all := append(slices.Clone(g.list(x)), g.list(y)...)
	h := min(x, y)
	delete(g.members, x)
	delete(g.members, y)
	g.members[h] = all
	for _, k := range all {
		g.of[k] = h
	}
}

// attachBySubject makes candidates of the chapters that stand alone but are most
// like a chapter of a known topic, by title or by text.
func (a *topicAligner) attachBySubject(rest []int, pairs map[int][]topicPartner, texts map[int][]topicWeight) {
	alone := map[string]int{}
	for _, i := range rest {
		alone[a.chapters[i].topic]++
	}
	for _, i := range rest {
		c := &a.chapters[i]
		if alone[c.topic] > 1 || isForm(c.title) {
			continue
		}
		if p := pairs[i]; len(p) > 0 && p[0].like >= candidateAt && (len(c.bag) > 1 || p[0].like >= oneWordAt) {
			o := &a.chapters[p[0].other]
			c.topic, c.name, c.score, c.standing, c.reason = o.topic, o.name, p[0].like, CandidateTopic, "title is like that of "+o.board
			continue
		}
		a.attachByText(i, texts)
	}
}

// attachByText looks for the known topic whose chapters a text is most like.
func (a *topicAligner) attachByText(i int, texts map[int][]topicWeight) {
	c, mine := &a.chapters[i], texts[i]
	if mine == nil {
		return
	}
	best, like := -1, textAlone
	for j := range a.chapters {
		o := &a.chapters[j]
		if y := texts[j]; y != nil && o.matched && o.board != c.board {
			if l := topicCosine(mine, y); l > like {
				best, like = j, l
			}
		}
	}
	if best >= 0 {
		o := &a.chapters[best]
		c.topic, c.name, c.score, c.standing, c.reason = o.topic, o.name, like, CandidateTopic, "text is like that of "+o.board
	}
}
