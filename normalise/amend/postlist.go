package amend

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/parse"
)

// leastListed is how many chapters a post lists at least that is about them and itself about none.
const leastListed = 2

// listed are the parts of an entry that names no chapter of the manual and lists several, each with
// what was changed: "Updated pages", a sentence, "Neglect - a new form"; nil if it is none. What
// else it says names none either.
func (e *entries) listed(one entry) (lines []int, rows []fields) {
	named := make(map[int]bool)
	at := e.dateOf(one)
	for _, i := range one {
		b := &e.blocks[i]
		switch f, chapter := e.r.listedChapter(b); {
		case b.Region != parse.Main || i == at || e.labels[i]:
		case chapter >= 0:
			f[fieldDate].Text = e.dates[at].printed
			lines, rows, named[chapter] = append(lines, i), append(rows, f), true
		case b.Kind == parse.Item || b.Kind == parse.Row || e.r.mention(b.Text) != "":
			return nil, nil
		}
	}
	if at < 0 || len(named) < leastListed {
		return nil, nil
	}
	return lines, rows
}

// listedChapter parts a line that begins with a link to a chapter from what it tells of it, and
// gives the section; -1 if it does not.
func (r *amendReader) listedChapter(b *parse.Block) (f fields, section int) {
	if b.Kind != parse.Item && b.Kind != parse.Paragraph {
		return f, -1
	}
	p := piece{text: strings.TrimSpace(b.Text), links: b.Links}
	r.understand(&p, layout.Line{Text: p.text, Links: b.Links, Lead: b.Lead})
	section = r.titles.byLink(p.link)
	if !p.known || p.rest == "" || section < 0 || !strings.HasPrefix(p.text, p.name) {
		return f, -1
	}
	f[fieldChapter] = parse.Cell{Text: p.name, Links: []parse.Link{{End: len(p.name), Text: p.name, Href: p.link}}}
	f[fieldDetails].Text = p.rest
	return f, section
}
