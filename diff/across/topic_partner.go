package across

// A topicPartner is the chapter of another board that a chapter is most like.
type topicPartner struct {
	other int32 // chapter, -1 for none
	like  float32
}

// A topicEdge joins two chapters that are each other's best match.
type topicEdge struct {
	i, j int32
	like float32
}

// A partnerTable gives for each chapter left over its best partner in each board,
// by column; nil for the other chapters.
type partnerTable [][]topicPartner

// best returns the best partner of a chapter over all boards, the first of several;
// its likeness is 0 if there is none.
func (t partnerTable) best(i int) topicPartner {
	best := topicPartner{other: -1}
	for _, p := range t[i] {
		if p.like > best.like || p.like == best.like && p.other >= 0 && (best.other < 0 || p.other < best.other) {
			best = p
		}
	}
	return best
}

// A titleClass is the chapters that have one title.
type titleClass struct {
	bag      []topicWeight
	chapters []int
}

// titleClasses gathers the chapters that can be partners by their titles, in reading
// order.
func (a *topicAligner) titleClasses() []titleClass {
	var classes []titleClass
	at := map[string]int{}
	for i := range a.chapters {
		c := &a.chapters[i]
		if c.parent >= 0 {
			continue
		}
		k, ok := at[c.section().Title]
		if !ok {
			k = len(classes)
			at[c.section().Title] = k
			classes = append(classes, titleClass{bag: c.bag})
		}
		classes[k].chapters = append(classes[k].chapters, i)
	}
	return classes
}

// leastWeight is the weight of a word in a title from which other titles that have
// the word are looked at.
const leastWeight = 0.2

// bestPartners finds for each chapter left over its best partner in each other
// board. Equal titles are compared once.
func (a *topicAligner) bestPartners(rest []int, texts *textVectors) partnerTable {
	classes := a.titleClasses()
	byWord := map[int][]int{}
	for k := range classes {
		for _, w := range classes[k].bag {
			byWord[w.word] = append(byWord[w.word], k)
		}
	}
	left := make([]bool, len(a.chapters))
	for _, i := range rest {
		left[i] = true
	}
	out := make(partnerTable, len(a.chapters))
	touched := make([]int, len(classes))
	for k := range classes {
		var alike []titleLike
		for _, w := range classes[k].bag {
			if w.weight < leastWeight {
				continue
			}
			for _, o := range byWord[w.word] {
				if touched[o] == k+1 {
					continue
				}
				touched[o] = k + 1
				if like := topicCosine(classes[k].bag, classes[o].bag); like >= leastSharing {
					alike = append(alike, titleLike{o, like})
				}
			}
		}
		for _, i := range classes[k].chapters {
			if left[i] {
				out[i] = a.partnersOf(i, alike, classes, texts)
			}
		}
	}
	return out
}

// A titleLike is a title with its likeness to another.
type titleLike struct {
	class int
	like  float64
}

// partnersOf finds the best partner of a chapter in each board among the chapters
// whose titles are alike.
func (a *topicAligner) partnersOf(i int, alike []titleLike, classes []titleClass, texts *textVectors) []topicPartner {
	row := make([]topicPartner, a.columns)
	for b := range row {
		row[b].other = -1
	}
	for _, t := range alike {
		for _, j := range classes[t.class].chapters {
			column := a.chapters[j].column
			if column == a.chapters[i].column || a.apart(i, j) {
				continue
			}
			like := float32(texts.with(t.like, i, j))
			if p := &row[column]; p.other < 0 || like > p.like || like == p.like && int32(j) < p.other {
				*p = topicPartner{int32(j), like}
			}
		}
	}
	return row
}

// with is the likeness of two chapters by that of their titles and, where both have
// one, of their texts.
func (v *textVectors) with(title float64, i, j int) float64 {
	if title > 0.95 {
		return title
	}
	return max(title, (1-textShare)*title+textShare*v.likeness(i, j))
}
