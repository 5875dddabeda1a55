package across

import (
	"slices"
	"strings"

	"manualwatch/normalise"
)

// Whom a topic, a chapter or a manual is about; "" is both, or not clear.
const (
	OfChildren = "children"
	OfAdults   = "adults"
)

// A whom is whom a chapter is about.
type whom struct {
	of     string // OfChildren, OfAdults, or "" where that is not clear
	titled bool   // only its title or the part it stands in says so, not the manual as a whole
}

// otherThan tells whether one is about children and the other about adults.
func otherThan(x, y string) bool { return x != "" && y != "" && x != y }

// clearly is what most of the evidence says: three times at least and four times as
// often as its contrary, otherwise nothing.
func clearly(children, adults int) string {
	switch {
	case children >= 3 && children >= 4*adults:
		return OfChildren
	case adults >= 3 && adults >= 4*children:
		return OfAdults
	}
	return ""
}

// speaksOf tells whom a title speaks of, "" if of neither or of both.
func (t *synonymTable) speaksOf(title []titleWord) string {
	children, adults := anyRun(title, t.children), anyRun(title, t.adults)
	switch {
	case children == adults:
		return ""
	case children:
		return OfChildren
	}
	return OfAdults
}

// anyRun tells whether a title has one of several runs of words.
func anyRun(title []titleWord, runs [][]string) bool {
	return slices.ContainsFunc(runs, func(r []string) bool { return findRun(title, nil, r) >= 0 })
}

// headOfText is how many bytes of a chapter are read to tell whom it is about.
const headOfText = 8 << 10

// textSpeaksOf tells whom the head of a chapter speaks of, headings and text.
func textSpeaksOf(sections []normalise.Section, at int) string {
	children, adults, left := 0, 0, headOfText
	count := func(text string) {
		text = text[:min(len(text), left)]
		left -= len(text)
		children += strings.Count(text, "child") + strings.Count(text, "Child")
		adults += strings.Count(text, "adult") + strings.Count(text, "Adult")
	}
	count(sections[at].Text)
	for k := at + 1; k < len(sections) && sections[k].Depth > sections[at].Depth && sections[k].Kind == normalise.KindHeading && left > 0; k++ {
		count(sections[k].Title)
		count(sections[k].Text)
	}
	return clearly(children, adults)
}

// tellWhom tells whom each chapter is about: whom its manual is about, unless its own
// title or the part of the manual that it stands in speaks of the others: then it is
// not clear. In a manual of both, or one that is not clear, title and part decide.
func (a *topicAligner) tellWhom() {
	manual := make([]string, a.columns)
	for from := 0; from < len(a.chapters); {
		to := from
		for to < len(a.chapters) && a.chapters[to].column == a.chapters[from].column {
			to++
		}
		chapters := a.chapters[from:to]
		of := a.manualOf(chapters)
		manual[chapters[0].column] = of
		for i := range chapters {
			c := &chapters[i]
			if own := a.titleAbove(c); of == "" {
				c.whom = whom{of: own, titled: true}
			} else if !otherThan(own, of) {
				c.whom = whom{of: of}
			}
		}
		from = to
	}
	a.releaseHeld(manual)
}

// manualOf tells whom a manual is about: each chapter votes by its title. If that
// gives no clear result those with a silent title vote by their texts, but cannot
// outvote what titles say.
func (a *topicAligner) manualOf(chapters []topicChapter) string {
	votes := map[string]int{}
	for i := range chapters {
		votes[a.table.speaksOf(chapters[i].title)]++
	}
	children, adults := votes[OfChildren], votes[OfAdults]
	if of := clearly(children, adults); of != "" {
		return of
	}
	for i := range chapters {
		if c := &chapters[i]; a.table.speaksOf(c.title) == "" {
			votes[textSpeaksOf(c.edition.Sections, c.index)]++
		}
	}
	of := clearly(votes[OfChildren], votes[OfAdults])
	if of == OfChildren && adults > children || of == OfAdults && children > adults {
		return ""
	}
	return of
}

// titleAbove tells whom the title of a chapter speaks of, otherwise the title of the
// nearest part above it that speaks of any.
func (a *topicAligner) titleAbove(c *topicChapter) string {
	sections := c.edition.Sections
	of := a.table.speaksOf(c.title)
	for k, n := c.section().Parent, 0; of == "" && k >= 0 && k < len(sections) && n < 64; k, n = sections[k].Parent, n+1 {
		of = a.table.speaksOf(a.readTitle(sections[k].Title))
	}
	return of
}

// releaseHeld drops the placeholders whose topic is not one of their manual.
func (a *topicAligner) releaseHeld(manual []string) {
	kept := a.held[:0]
	for _, c := range a.held {
		if !otherThan(a.table.of(c.topic), manual[c.column]) {
			kept = append(kept, c)
		}
	}
	a.held = kept
}

// of tells whom a topic is about, "" if both or if it is not one of the table.
func (t *synonymTable) of(id string) string {
	if at, ok := t.at[id]; ok {
		return t.topics[at].Of
	}
	return ""
}

// apart tells whether a chapter left over may not join another, or that one's
// topic, because one is about children and the other about adults. What adults'
// and children's manuals have in common is in the table.
func (a *topicAligner) apart(rest, other int) bool {
	of := a.chapters[other].whom.of
	if a.chapters[other].matched || a.chapters[other].joined {
		of = a.table.of(a.chapters[other].topic)
	}
	return otherThan(a.chapters[rest].whom.of, of)
}

// names tells whether a rule itself asks for a word that speaks of some.
func (r titleRule) names(of string, t *synonymTable) bool {
	runs := t.children
	if of == OfAdults {
		runs = t.adults
	}
	for _, asked := range r.words {
		for _, run := range runs {
			if strings.Contains(" "+strings.Join(asked, " ")+" ", " "+strings.Join(run, " ")+" ") {
				return true
			}
		}
	}
	return false
}
