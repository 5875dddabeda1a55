package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	// callAhead is a sentence up to the title of the paper that it offers: "You can view, download
	// and print the", "Please read our".
	callAhead = pattern.New(`(?i)^(?:(?:you|staff|everyone|practitioners)\s+(?:can|may)\s+|please\s+|to\s+)?(?:also\s+)?` + callVerb + `(?:(?:\s*,\s*|\s+(?:and|or)\s+|\s*,\s*(?:and|or)\s+)` + callVerb + `){0,3}\s+(?:an?|the|our|this|your)(?:\s+(?:full|latest|current|copy\s+of\s+(?:the|our)))?\s*$`)
	// callBehind is what may follow the title.
	callBehind = pattern.New(`(?i)^\s*(?:here|now|below|online)?\s*(?:\((?:pdf|word|docx?)\b[^)]{0,24}\))?\s*[.:]?$`)
)

const callVerb = `(?:view|download|print|read|open|access|see|get|find)`

// offered is the line of nothing but the title of a paper that a sentence offers, where that is the
// matter of the line or the only link below its heading, which heads the paper. Otherwise it is the
// line as it stands.
func (r *rowReader) offered(base Row, l layout.Line, kind parse.BlockKind) layout.Line {
	if kind != parse.Paragraph || len(l.Links) != 1 {
		return l
	}
	k := l.Links[0]
	title := wording.Squeeze(k.Text)
	if !IsPaper(k.Href) || wording.CountWords(title) < 2 || wording.IsFormatName(title) || !callAhead.MatchString(l.Text[:k.Start]) || !callBehind.MatchString(l.Text[k.End:]) {
		return l
	}
	if !r.covers(l.Text, k, l.Text[:k.End]) && !r.onlyLinkOfPart(base.Block) {
		return l
	}
	return layout.Line{Text: k.Text, Links: []parse.Link{{Start: 0, End: len(k.Text), Text: k.Text, Href: k.Href}}, Alts: l.Alts}
}

// onlyLinkOfPart reports a block with the only link between the heading above it, no title of the
// page, and the next one.
func (r *rowReader) onlyLinkOfPart(at int) bool {
	blocks := r.doc.Blocks
	ends := func(i int) bool { return blocks[i].Region != parse.Main || blocks[i].Kind == parse.Heading }
	from, to := at, at+1
	for from > 0 && !ends(from) {
		from--
	}
	for to < len(blocks) && !ends(to) {
		to++
	}
	if h := &blocks[from]; h.Kind != parse.Heading || h.Level < 2 || len(h.Links) > 0 {
		return false
	}
	links := 0
	for i := from; i < to; i++ {
		links += len(blocks[i].AllLinks())
	}
	return links == 1 && strings.TrimSpace(blocks[from].Text) != ""
}
