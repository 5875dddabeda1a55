package layout

import (
	"manualwatch/parse/pdf/line"
	"slices"
)

// mostTabWords is how many words of a page run up or down at most where they are its tab: more are
// a table in landscape.
const mostTabWords = 16

// markTabs marks the lines up or down the edge of pages, such as "Part 2 Acting on concerns", that
// come again on other pages, as artifacts. The first stands before the text of its page, which
// it names.
func markTabs(pages []*Page) {
	count := make(map[string]int)
	each := func(do func(p *Page, l *line.Line)) {
		for _, p := range pages {
			words := 0
			for i := range p.Turned {
				words += len(p.Turned[i].Words)
			}
			for i := 0; i < len(p.Turned) && words <= mostTabWords; i++ {
				do(p, &p.Turned[i])
			}
		}
	}
	each(func(_ *Page, l *line.Line) { count[l.Text()]++ })
	seen := make(map[string]bool)
	each(func(p *Page, l *line.Line) {
		text := l.Text()
		if count[text] < 2 || l.Artifact {
			return
		}
		l.Artifact = true
		if !seen[text] && !p.says(text) {
			p.Tabs = append(p.Tabs, *l)
			p.Tabs[len(p.Tabs)-1].Artifact = false
		}
		seen[text] = true
	})
}

// says reports a line of a page that is a certain text.
func (p *Page) says(text string) bool {
	return slices.ContainsFunc(p.Items, func(it Item) bool { return it.Line != nil && it.Line.Text() == text })
}
