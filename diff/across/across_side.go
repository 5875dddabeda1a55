package across

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// A Comparison is two chapters side by side.
type Comparison struct {
	BoardA, BoardB     string
	SectionA, SectionB string
	URLA, URLB         string
	Similarity         float64 // sentences that both say, of all, 0 to 1
	Parts              []ComparedPart
}

// A ComparedPart is a heading of one chapter with its partner in the other. The
// parts stand in A's order, what only B has after its neighbour in B.
type ComparedPart struct {
	TitleA, TitleB string   // "" where the other has no such heading
	OnlyIn         string   // "a" or "b" where the whole part has no partner, else ""
	Shared         int      // sentences both say under this heading
	OnlyA, OnlyB   []string // sentences that the other does not say anywhere in its chapter
	Differs        []Difference
	// Sentences of this part that the other chapter says under other headings, or its manual
	// in other chapters.
	ElsewhereA, ElsewhereB []Elsewhere
}

// Elsewhere counts the sentences of a part that the other manual says at another place.
type Elsewhere struct {
	Under     string // the heading in the other chapter, "" for its opening
	Sentences int
	Chapter   string // number and title of another chapter that says them, "" for the one compared
}

// Bounds and thresholds of the comparison.
const (
	maxSideParts     = 400  // headings of a chapter
	maxSideSentences = 1500 // sentences of a part
	sameSentence     = 0.85 // likeness of sentences that say the same, unless they differ on a point
	closeSentence    = 0.65 // likeness of sentences that may be the same but for one point
	nearSentence     = 0.50 // likeness of sentences about the same thing
	rivalSentence    = 0.40 // likeness of two duties of which one stands in the place of the other
	samePart         = 0.30 // likeness of headings that are partners
)

// SideBySide compares two chapters heading by heading. It returns the zero
// Comparison if either section is not in its edition.
func SideBySide(a, b *normalise.Edition, sectionA, sectionB string) Comparison {
	i, j := sectionIndex(a, sectionA), sectionIndex(b, sectionB)
	if i < 0 || j < 0 {
		return Comparison{}
	}
	s := sideReader{stems: newStemmer(), table: synonyms(), points: newPointReader(a, b)}
	c := Comparison{BoardA: a.BoardID, BoardB: b.BoardID, SectionA: sectionA, SectionB: sectionB,
		URLA: a.Sections[i].URL, URLB: b.Sections[j].URL}
	partsA, partsB := s.parts(a.Sections, i), s.parts(b.Sections, j)
	partner := pairParts(s.likenesses(partsA, partsB), len(partsA), len(partsB))
	for k, with := range partner {
		if with >= 0 {
			partsA[k].runOn(&partsB[with])
			partsB[with].runOn(&partsA[k])
		}
	}
	drafts := s.comparePairs(partsA, partsB, partner)
	shared := s.tellElsewhere(drafts, partsA, partsB)
	s.tellChapters(drafts, a, b, i, j)
	for k := range drafts {
		shared += 2 * drafts[k].Shared
		c.Parts = append(c.Parts, drafts[k].told())
	}
	c.Similarity = round3(float64(shared) / float64(max(sentencesOf(partsA)+sentencesOf(partsB), 1)))
	return c
}

func sentencesOf(parts []sidePart) int {
	n := 0
	for i := range parts {
		n += len(parts[i].sentences)
	}
	return n
}

func sectionIndex(e *normalise.Edition, id string) int {
	if e == nil {
		return -1
	}
	return slices.IndexFunc(e.Sections, func(s normalise.Section) bool { return s.ID == id })
}

// A sideReader reads chapters for comparison.
type sideReader struct {
	stems  *stemmer
	table  *synonymTable
	points *pointReader
}

// A sidePart is a heading with its sentences.
type sidePart struct {
	title     string
	words     map[string]bool // stems of the title
	sentences []sideSentence
	text      map[string]bool // stems of the sentences
}

// A sideSentence is a sentence with its stems.
type sideSentence struct {
	text  string
	words map[string]bool
	at    textdiff.Standing // where it stands
	list  int               // the list that it leads to or is a point of, from 1; 0 for none
}

// parts returns the opening text of a chapter and its headings.
func (s sideReader) parts(sections []normalise.Section, at int) []sidePart {
	out := []sidePart{s.part("", sections[at].Text)}
	for k := at + 1; k < len(sections) && sections[k].Depth > sections[at].Depth && len(out) < maxSideParts; k++ {
		if sections[k].Kind != normalise.KindHeading && sections[k].Kind != normalise.KindAppendix {
			break
		}
		out = append(out, s.part(sections[k].Title, sections[k].Text))
	}
	return out
}

func (s sideReader) part(title, text string) sidePart {
	p := sidePart{title: title, words: s.wordSet(title), text: map[string]bool{}}
	lines := sideLines(text)
	list := 0
	for i := range lines {
		leads := i+1 < len(lines) && lines[i].Kind != parse.Item && lines[i+1].Kind == parse.Item
		if leads {
			list++
		}
		at := textdiff.StandingAt(lines, i)
		for _, text := range sideSentences(lines[i].Text) {
			if len(p.sentences) >= maxSideSentences {
				return p
			}
			w := s.wordSet(text)
			of := 0
			if lines[i].Kind == parse.Item || leads && strings.HasSuffix(lines[i].Text, text) {
				of = list
			}
			p.sentences = append(p.sentences, sideSentence{text, w, at, of})
			for k := range w {
				p.text[k] = true
			}
		}
	}
	return p
}

// wordSet returns the stems of a text, places folded into one and numbers in digits.
func (s sideReader) wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range foldWords(textdiff.InDigits(textdiff.FoldText(lettered(text)))) {
		if s.table.places[w] {
			w = "place"
		}
		out[s.stems.stem(w)] = true
	}
	return out
}

// mostItemWords is how many words a point of a list has at most.
const mostItemWords = 40

// sideLines are the lines of a text. Plain text has lost the marks of lists: what follows a
// line that ends in a colon is one, up to a line that ends a sentence.
func sideLines(text string) []textdiff.Line {
	var out []textdiff.Line
	listed := false
	for text := range strings.SplitSeq(text, "\n") {
		text = strings.TrimSpace(text)
		l := textdiff.Line{Text: text, Words: textdiff.CountWords(textdiff.FoldText(text))}
		if listed && l.Words <= mostItemWords {
			l.Kind = parse.Item
		}
		listed = strings.HasSuffix(text, ":") || listed && l.Kind == parse.Item && !strings.HasSuffix(text, ".")
		out = append(out, l)
	}
	return out
}

// sideSentences splits a line into sentences, at full stops before a capital.
func sideSentences(line string) []string {
	var out []string
	start := 0
	for i := 0; i+2 < len(line) && len(out) < maxSideSentences; i++ {
		if strings.IndexByte(".!?", line[i]) >= 0 && line[i+1] == ' ' && unicode.IsUpper(rune(line[i+2])) {
			out = append(out, strings.TrimSpace(line[start:i+1]))
			start = i + 1
		}
	}
	if rest := strings.TrimSpace(line[start:]); rest != "" && len(out) < maxSideSentences {
		out = append(out, rest)
	}
	return out
}

// sideJaccard is the share of words that two sets have in common.
func sideJaccard(x, y map[string]bool) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// A sidePair is two parts or sentences that are alike.
type sidePair struct {
	a, b int
	like float64
}

// likenesses compares all parts of two chapters; the openings belong together.
func (s sideReader) likenesses(a, b []sidePart) []sidePair {
	var out []sidePair
	for i := range a {
		for j := range b {
			if (i == 0) != (j == 0) {
				continue
			}
			like := 0.6*sideJaccard(a[i].words, b[j].words) + 0.4*sideJaccard(a[i].text, b[j].text)
			if i == 0 {
				like = 1
			}
			if like >= samePart {
				out = append(out, sidePair{i, j, like})
			}
		}
	}
	return out
}

// pairParts takes the pairs that are most alike, each part once; it returns the
// partner of each part of A, -1 for none.
func pairParts(pairs []sidePair, na, nb int) []int {
	slices.SortFunc(pairs, func(x, y sidePair) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(sideAbs(x.a-x.b), sideAbs(y.a-y.b)), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	out := make([]int, na)
	for i := range out {
		out[i] = -1
	}
	taken := make([]bool, nb)
	for _, p := range pairs {
		if out[p.a] < 0 && !taken[p.b] {
			out[p.a], taken[p.b] = p.b, true
		}
	}
	return out
}

// comparePairs makes the parts of the comparison in reading order.
func (s sideReader) comparePairs(a, b []sidePart, partner []int) []draftPart {
	taken := make([]bool, len(b))
	for _, j := range partner {
		if j >= 0 {
			taken[j] = true
		}
	}
	var out []draftPart
	lone := func(j int) {
		for ; j < len(b) && !taken[j]; j++ {
			out = append(out, draftPart{ComparedPart: ComparedPart{TitleB: b[j].title, OnlyIn: "b"}, a: -1, b: j, restB: allSentences(b[j])})
		}
	}
	for i := range a {
		j := partner[i]
		if j < 0 {
			out = append(out, draftPart{ComparedPart: ComparedPart{TitleA: a[i].title, OnlyIn: "a"}, a: i, b: -1, restA: allSentences(a[i])})
			continue
		}
		if a[i].title != "" || b[j].title != "" || len(a[i].sentences)+len(b[j].sentences) > 0 {
			d := s.compareParts(a[i], b[j])
			d.a, d.b = i, j
			out = append(out, d)
		}
		lone(j + 1)
	}
	return out
}

// compareParts aligns the sentences of two parts.
func (s sideReader) compareParts(a, b sidePart) draftPart {
	p := draftPart{ComparedPart: ComparedPart{TitleA: a.title, TitleB: b.title}}
	var pairs []sidePair
	for i, x := range a.sentences {
		for j, y := range b.sentences {
			if len(pairs) >= 1<<18 {
				break
			}
			if like := sideJaccard(x.words, y.words); like >= nearSentence {
				pairs = append(pairs, sidePair{i, j, like})
			}
		}
	}
	likes := map[[2]int]float64{}
	for _, q := range pairs {
		likes[[2]int{q.a, q.b}] = q.like
	}
	partner := pairParts(pairs, len(a.sentences), len(b.sentences))
	told := make([]bool, len(b.sentences))
	for i, j := range partner {
		if j < 0 {
			p.restA = append(p.restA, i)
			continue
		}
		differs, same := s.points.compare(&a.sentences[i], &b.sentences[j], likes[[2]int{i, j}])
		switch {
		case len(differs) > 0:
			p.Differs = append(p.Differs, differs...)
			told[j] = true
		case same:
			p.Shared++
			told[j] = true
		default:
			p.restA = append(p.restA, i)
		}
	}
	for j := range b.sentences {
		if !told[j] {
			p.restB = append(p.restB, j)
		}
	}
	return p
}

func sideAbs(n int) int { return max(n, -n) }
