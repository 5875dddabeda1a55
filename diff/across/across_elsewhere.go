package across

// mostCompared bounds how many pairs of sentences of two chapters are compared.
const mostCompared = 1 << 22

// A draftPart is a part whose sentences without a partner under the same heading still
// have to be looked for in the rest of the other chapter.
type draftPart struct {
	ComparedPart
	a, b         int   // places of the part in the two chapters, -1 for none
	restA, restB []int // its sentences without a partner
	onlyA, onlyB []string
}

// told is the part with what only one of the chapters says.
func (d *draftPart) told() ComparedPart {
	p := d.ComparedPart
	p.OnlyA, p.OnlyB = d.onlyA, d.onlyB
	return p
}

func allSentences(p sidePart) []int {
	out := make([]int, len(p.sentences))
	for i := range out {
		out[i] = i
	}
	return out
}

// tellElsewhere looks for the sentences that remained of each part under all headings of
// the other chapter: boards put the same words under other headings. It returns how many
// sentences of the two chapters were found so. What differs on a point only is a difference of the
// first chapter's part.
func (s sideReader) tellElsewhere(drafts []draftPart, a, b []sidePart) int {
	inA, inB := elsewhere{parts: a, points: s.points}, elsewhere{parts: b, points: s.points, open: map[sidePlace]bool{}}
	for k := range drafts {
		for _, j := range drafts[k].restB {
			inB.open[sidePlace{drafts[k].b, j}] = true
		}
	}
	found := 0
	for k := range drafts {
		d := &drafts[k]
		for _, i := range d.restA {
			at, differs := inB.find(&a[d.a].sentences[i])
			switch {
			case at.part < 0:
				d.onlyA = append(d.onlyA, a[d.a].sentences[i].text)
			case len(differs) > 0:
				d.Differs = append(d.Differs, differs...)
				delete(inB.open, at)
			default:
				d.ElsewhereA = countUnder(d.ElsewhereA, Elsewhere{Under: b[at.part].title}, at.part == d.b)
				found++
			}
		}
	}
	for k := range drafts {
		d := &drafts[k]
		for _, j := range d.restB {
			if !inB.open[sidePlace{d.b, j}] {
				continue // told as a difference
			}
			if at, _ := inA.find(&b[d.b].sentences[j]); at.part < 0 {
				d.onlyB = append(d.onlyB, b[d.b].sentences[j].text)
			} else {
				d.ElsewhereB = countUnder(d.ElsewhereB, Elsewhere{Under: a[at.part].title}, at.part == d.a)
				found++
			}
		}
	}
	return found
}

// countUnder counts a sentence at a place; what the same heading says twice is told
// with the sentences that both have.
func countUnder(counts []Elsewhere, at Elsewhere, sameHeading bool) []Elsewhere {
	if sameHeading {
		return counts
	}
	for i := range counts {
		if counts[i].Under == at.Under && counts[i].Chapter == at.Chapter {
			counts[i].Sentences++
			return counts
		}
	}
	at.Sentences = 1
	return append(counts, at)
}

// A sidePlace is a sentence of a chapter; part is -1 for none.
type sidePlace struct{ part, sentence int }

// An elsewhere finds sentences in a chapter.
type elsewhere struct {
	parts  []sidePart
	points *pointReader
	open   map[sidePlace]bool // sentences that have no partner yet, which may differ from one
	spent  int                // pairs compared so far
}

// find returns the place where the chapter says the same as a sentence; else that of the
// open sentence most like it among those that say the same but for a point, with the
// differences.
func (e *elsewhere) find(x *sideSentence) (sidePlace, []Difference) {
	near, best := sidePlace{-1, -1}, 0.0
	var differs []Difference
	for p := range e.parts {
		for i := range e.parts[p].sentences {
			y, at := &e.parts[p].sentences[i], sidePlace{p, i}
			like := e.likeness(x, y)
			if like < sameSentence {
				continue
			}
			d, same := e.points.compare(x, y, like)
			if same {
				return at, nil
			}
			if e.open[at] && like > best && len(d) > 0 {
				near, best, differs = at, like, d
			}
		}
	}
	return near, differs
}

// likeness is that of two sentences; 0 where their lengths alone tell that they cannot say
// the same, or where too much was compared already.
func (e *elsewhere) likeness(x, y *sideSentence) float64 {
	if x.text == y.text {
		return 1
	}
	short, long := len(x.words), len(y.words)
	if short > long {
		short, long = long, short
	}
	if float64(short) < sameSentence*float64(long) || e.spent >= mostCompared {
		return 0
	}
	e.spent++
	return sideJaccard(x.words, y.words)
}
