package amend

import (
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Names of chapters that stand over what is told of them: above, in the item of a list over
// deeper ones, or on the first line of a block.

// A headName is the name of a chapter that is a heading, as it stood below a date.
type headName struct {
	chapter     string
	level, rows int // rank of the heading, rows before it
	date        normalise.Date
}

// closeName makes a row of the heading above, where it names a chapter below a date and
// nothing is told of it before the next heading of its rank: what was changed is left
// out, that it was changed is not.
func (r *amendReader) closeName(level int) {
	n := r.name
	if n.chapter == "" || n.chapter != r.chapter || level > n.level || n.rows != len(r.rows) || n.date.IsZero() || n.date != r.date || r.titles.find(n.chapter) < 0 {
		return
	}
	r.add(n.chapter, "", r.link)
}

// overItems reports whether item b is a title of the manual, alone, and the deeper item
// after it tells when it was changed, or the paragraph below it in the item leads in the
// changes that follow.
func (r *amendReader) overItems(b, next *parse.Block) bool {
	below := overDates(b, next) || next.Kind == parse.Item && next.Level > b.Level && r.named(b)
	leads := next.Kind == parse.Paragraph && next.Group == b.Group && b.Group != 0 && announces(wording.Squeeze(next.Text))
	return (below || leads) && (r.named(b) || r.setAs[lookOf(b)] && canNameText(wording.Squeeze(b.Text)))
}

// named reports an item of a list that is a title of the manual, or, where one of its list
// was, a name that is none: its chapter was withdrawn.
func (r *amendReader) named(b *parse.Block) bool {
	known := r.titles.find(wording.Squeeze(b.Text)) >= 0
	if known {
		r.nameList = b.Group
	}
	return known || b.Group != 0 && b.Group == r.nameList && r.nameLine(b)
}

// overEntries reports that what stands above was no chapter but a heading over several: it
// is no title of the manual, and the line right below begins with one.
func (r *amendReader) overEntries(b *parse.Block) bool {
	if r.open >= 0 || r.titles.find(r.chapter) >= 0 || r.titles.byLink(r.link) >= 0 {
		return false
	}
	p := piece{text: wording.Squeeze(b.Text), links: b.Links}
	r.understand(&p, layout.Line{Text: strings.TrimSpace(b.Text), Links: b.Links, Lead: b.Lead})
	if !p.known || p.rest == "" {
		return false
	}
	r.chapter, r.link = "", ""
	return true
}

// namedAbove reports a block whose first line or words name a chapter and whose next tell
// that it was changed.
func (r *amendReader) namedAbove(b *parse.Block) bool {
	text := strings.TrimSpace(b.Text)
	if at := ofItself.FindStringSubmatchIndex(text); at != nil && canNameText(text[:at[3]]) {
		return true
	}
	name, told, two := strings.Cut(text, "\n")
	return two && r.namesChapter(strings.TrimSpace(name)) && (r.titles.find(name) >= 0 || changeSentence.MatchString(told))
}

// text reads a paragraph outside lists and tables. Below a heading that leads to a chapter and has
// no words it is not about the chapter above.
func (r *amendReader) text(b *parse.Block) {
	if b.Unnamed != "" && r.level > 0 && !r.date.IsZero() {
		r.chapter, r.link, r.open = "", b.Unnamed, -1
		r.details(b)
		return
	}
	if r.names != nil && !r.nameFirst && lineOfDate(b) {
		r.chapter = ""
	}
	r.paragraph(b)
}

// listNumber counts the lines of a list that somebody typed; few chapters are numbered so.
var listNumber = pattern.New(`^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+`)

// withoutListNumber is the name of a chapter without such a number, unless it is the chapter's own.
func (r *amendReader) withoutListNumber(chapter string) string {
	if r.titles.lettered(wording.Squeeze(chapter)) >= 0 {
		return chapter
	}
	return chapter[len(listNumber.FindString(chapter)):]
}
