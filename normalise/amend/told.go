package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// findTold looks for a page that names a chapter on one line and tells on the next
// what was changed in it, without headings, as saved pages of some platforms do:
// "Forced Marriage", "In May 2024, this chapter was updated throughout."
func (r *amendReader) findTold(blocks []parse.Block) {
	var names []int
	for i, b := range parse.InMain(blocks) {
		if b.Kind != parse.Paragraph || !r.nameLine(b) {
			continue
		}
		if next := nextLine(blocks, i+1); next >= 0 && !r.nameLine(&blocks[next]) && (changeSentence.MatchString(blocks[next].Text) || tellsNew(blocks[next].Text) || r.titles.find(wording.Squeeze(b.Text)) >= 0) {
			names = append(names, i)
		}
	}
	if len(names) < leastTold {
		return
	}
	names = append(names, r.setAlike(blocks, names)...)
	r.told = true
	r.noteNames(names)
}

// noteNames keeps the lines that name chapters.
func (r *amendReader) noteNames(lines []int) {
	if r.names == nil {
		r.names = make(map[int]bool, len(lines))
	}
	for _, i := range lines {
		r.names[i] = true
	}
}

// setAlike finds further names where all that were found are bold, or all lead as a whole
// to chapters: what is set so too and stands above a line that is not.
func (r *amendReader) setAlike(blocks []parse.Block, names []int) []int {
	bold := func(b *parse.Block) bool { return b.Bold }
	leads := func(b *parse.Block) bool {
		return len(b.Links) == 1 && layout.LinkShare(b.Text, b.Links) > 0.9 && r.titles.byLink(b.Links[0].Href) >= 0
	}
	for _, alike := range []func(*parse.Block) bool{bold, leads} {
		if slices.ContainsFunc(names, func(i int) bool { return !alike(&blocks[i]) }) {
			continue
		}
		var out []int
		for i, b := range parse.InMain(blocks) {
			if b.Kind != parse.Paragraph || !alike(b) || !r.nameLine(b) {
				continue
			}
			if next := nextLine(blocks, i+1); next >= 0 && !alike(&blocks[next]) {
				out = append(out, i)
			}
		}
		return out
	}
	return nil
}

// nameLine reports a line that is set like a title and tells no change.
func (r *amendReader) nameLine(b *parse.Block) bool {
	text := wording.Squeeze(b.Text)
	if wording.CountWords(text) > 30 || toc.IsSentence(text) || strings.HasSuffix(text, ".") || changeSentence.MatchString(text) || len(b.Links) > 1 {
		return false
	}
	if _, _, dated := metaDate(text); dated || YearHead.MatchString(text) || newHead.MatchString(text) || updatedHead.MatchString(text) || recordTitle.MatchString(text) {
		return false
	}
	return capitalised(text) || r.titles.find(text) >= 0
}

// freshNote begins the words on another chapter, whose name the page lost.
var freshNote = pattern.New(`(?i)^(?:in\s+(?:` + dates.MonthPattern + `)\s+(?:19|20)\d\d\b|(?:this|the)\s+(?:new\s+)?(?:chapter|document|procedure|policy|section)\s+(?:was|has|is)\b)`)

// toldRow makes a row of its own of a sentence that begins anew after the row of the
// chapter above is told, in text copied from a page: the name of its chapter is lost.
func (r *amendReader) toldRow(b *parse.Block) bool {
	if r.page.Document.IsWebPage() || r.open < 0 || r.date.IsZero() || !freshNote.MatchString(wording.Squeeze(b.Text)) || !freshNote.MatchString(wording.Squeeze(r.rows[r.open].Details)) {
		return false
	}
	r.chapter, r.link = "", ""
	r.add("", strings.TrimSpace(b.Text), layout.LinkOf(b.Links))
	r.open = len(r.rows) - 1
	return true
}

// gluedRow reads a line of a table whose cells ran together: "Forced Marriage This
// chapter was updated." A line that holds only a name goes with the next, one that
// goes on telling with the row above.
func (r *amendReader) gluedRow(b *parse.Block) bool {
	text := wording.Squeeze(b.Text)
	chapter, details := r.unglue(text)
	switch {
	case chapter != "" && details != "":
		r.add(chapter, details, layout.LinkOf(b.Links))
		r.chapter, r.open = "", len(r.rows)-1
	case r.nameLine(b) && changeOpening(text) != 0:
		r.chapter, r.link, r.open = text, layout.LinkOf(b.Links), -1
	case r.open >= 0 && changeOpening(text) < 0 && changeSentence.MatchString(text):
		// A name and what was changed, with nothing to tell where one ends.
		r.add("", text, layout.LinkOf(b.Links))
		r.chapter, r.open = "", len(r.rows)-1
	case r.chapter != "" || r.open >= 0:
		r.details(b)
	default:
		r.add("", text, layout.LinkOf(b.Links))
		r.open = len(r.rows) - 1
	}
	return true
}

// unglue parts a line into the name of a chapter and the sentence on its change: at
// the end of a title of the manual, or where such a sentence begins.
func (r *amendReader) unglue(text string) (chapter, details string) {
	for i := strings.LastIndexByte(text, ' '); i > 0; i = strings.LastIndexByte(text[:i], ' ') {
		if r.titles.find(text[:i]) >= 0 && changeOpening(text[i+1:]) == 0 {
			return text[:i], text[i+1:]
		}
	}
	at := changeOpening(text)
	if at <= 0 || !r.shortLead(text[:at]) {
		return "", text
	}
	return strings.TrimSpace(text[:at]), text[at:]
}

// changeOpenings begin a sentence of change inside a line. What may end a title too
// ("Information", "Contact") must go on as only a sentence does.
var changeOpenings = pattern.New(`(?:^|\s)(?:` +
	`(?:This|The)\s+(?:new\s+|whole\s+|entire\s+)?(?:chapter|procedure|document|policy|section|guidance|protocol|page)\b` +
	`|(?:Sections?|Paragraphs?|Appendix|Appendices|Chapter)\s+[\dA-Z]{1,3}(?:\.\d+)*[,:;]?\s` +
	`|In\s+` + dates.MonthPattern + `\s+(?:19|20)\d\d` +
	`|(?:An?|The|Some|Several|All|Minor|Further|Additional|Localised|Relevant|Extensively|Significant|Amended|Updated|Revised|Added|Removed)\s+[a-z]` +
	`|(?:New|Local)\s+(?:sections?|information|text|links?|guidance|paragraphs?|content|amendments?|contacts?)\b` +
	`|(?:Links?|Information|Text|References?|Details|Changes|Amendments?|Additions?)\s+(?:to|on|about|in|for|from|regarding|of|has|have|was|were)\s` +
	`|Contact\s+(?:details|information|numbers?)\b)`)

// changeOpening is where the sentence of change of a line begins, -1 where it tells
// none: 0 for a line that is nothing else.
func changeOpening(text string) int {
	if verb := changeSentence.FindStringIndex(text); verb != nil {
		text = text[:verb[1]]
	}
	at := changeOpenings.FindStringIndex(text)
	switch {
	case at == nil:
		return -1
	case wording.IsBlank(text[at[0]]):
		return at[0] + 1
	}
	return at[0]
}
