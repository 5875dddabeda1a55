package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// isButton reports a block that is only a link such as "Read more".
func isButton(b *parse.Block) bool { return len(b.Links) == 1 && wording.IsFormatName(b.Text) }

// AsideButton reports a button that was taken for a tool of the page, as "View" and "View all"
// may be, and may be what leads on from a card.
func AsideButton(b *parse.Block) bool {
	return b.Region == parse.Furniture && (isButton(b) || len(b.Links) == 1 && moreTitle.MatchString(b.Text) && layout.LinkShare(b.Text, b.Links) == 1)
}

// buttonAt reports whether block i is a button.
func (r *rowReader) buttonAt(i int) bool {
	return i < len(r.doc.Blocks) && (isButton(&r.doc.Blocks[i]) || len(r.alike) > 0 && len(r.doc.Blocks[i].Links) == 1 && r.alike[wording.Fold(r.doc.Blocks[i].Text)])
}

// buttonBelow reports such a link right below block i, or below the date that stands there.
func (r *rowReader) buttonBelow(i int) bool {
	return r.buttonAt(i+1) || i+1 < len(r.doc.Blocks) && saysDay(r.doc.Blocks[i+1].Text) && r.buttonAt(i+2)
}

// callWord is what a link says that leads to what the heading above it names.
var callWord = pattern.New(`(?i)^(?:(?:(?:find\s+out|read|learn|see)\s+)?(?:more\s+)?(?:about|on)|go\s+to|view|open|download|see|visit|explore|browse|continue\s+to|read)\s+(?:all\s+of\s+)?(?:the\s+)?(?:(?:whole|full|complete|entire)\s+(?:of\s+)?(?:the\s+)?)?`)

// isToBeHad is a line that only says where what the heading above it names can be had: "Now
// available as a download here".
var isToBeHad = pattern.New(`(?i)^(?:(?:(?:it|this)\s+)?(?:(?:is|are)\s+)?(?:now\s+|also\s+)?available|(?:(?:it|this)\s+)?can\s+(?:now\s+|also\s+)?be\s+(?:downloaded|viewed|read|found)|you\s+can\s+(?:now\s+|also\s+)?(?:download|view|read)\s+(?:it|this))(?:\s+(?:as|to|for|in|from|at|by|an?|pdf|word|free|format|file|document|download|view|read|clicking|online|here|this\s+link)){1,8}[.:]?$`)

// calls reports whether the words of a link only call to the heading right above it:
// "Go to section 1" below "Section 1: Policy", or the name of the file below its title.
func (r *rowReader) calls(words string) bool {
	if len(r.rows) == 0 || !r.rows[len(r.rows)-1].Head {
		return false
	}
	if isFileName(words) {
		return namedFor(words, r.rows[len(r.rows)-1].Title)
	}
	title := &r.rows[len(r.rows)-1]
	return callsTo(words, title.Title, title.Num.Text) || PartNumber(title.Num) && saysPart(words, title)
}

// saysPart reports words that say number and title of a part once more, with a note in
// brackets: "Section 1: Policy (all chapters)".
func saysPart(words string, part *Row) bool {
	n, rest, ok := wording.SplitNumber(words)
	after, begins := strings.CutPrefix(wording.Fold(rest), wording.Fold(part.Title))
	return ok && n.Text == part.Num.Text && n.Keyword == part.Num.Keyword && begins && (after == "" || strings.HasPrefix(after, " (") || strings.HasPrefix(after, " ["))
}

// callKind is what a link calls the kind of what it leads to.
var callKind = pattern.New(`(?i)\s+(?:procedures?|polic(?:y|ies)|documents?|chapters?|guidance|protocols?|sections?|files?|pages?)$`)

// callsTo reports words that only call to a title, of which they say the beginning or the
// number: "Download section 1" to "Section 1: Policy" or to "1. Policy", "Open the visits
// procedure" to "Visits".
func callsTo(words, title, number string) bool {
	if !callWord.MatchString(strings.TrimSpace(words)) {
		return false
	}
	words = titleflag.StripFormat(words)
	rest := callWord.Cut(words)
	if len(rest) == len(words) {
		return false
	}
	if n, ok := wording.PureNumber(rest); ok && n.Text == number {
		return true
	}
	for _, name := range []string{wording.Fold(rest), wording.Fold(callKind.ReplaceAllString(rest, ""))} {
		if after, begins := strings.CutPrefix(wording.Fold(title), name); begins && name != "" && (after == "" || after[0] == ' ' || after[0] == ':') {
			return true
		}
	}
	return false
}

// button gives the link of a line that says only "Read more" or "View PDF" to the
// heading of the card that it stands on, or to the name with which its entry begins, if that
// leads nowhere yet. What an entry says between the two is no name.
func (r *rowReader) button(rw *Row) bool {
	if len(r.rows) == 0 {
		return false
	}
	at := len(r.rows) - 1
	if title := &r.rows[at]; !title.Head || title.Linked() || title.Rank == 1 || rw.Block-title.Block > 3 {
		if at = r.entryOf(rw.Block); at < 0 {
			return false
		}
	}
	title := &r.rows[at]
	title.Href, title.Frag, title.Target = rw.Href, rw.Frag, rw.Target
	r.rows = r.rows[:at+1]
	return true
}

// entryOf is the row that begins the entry of a list in which a block stands, where no row
// of it leads anywhere; -1 if there is none.
func (r *rowReader) entryOf(block int) int {
	from := r.entryBlock(block)
	at := len(r.rows)
	for at > 0 && r.rows[at-1].Block >= from {
		at--
	}
	if !describedRow(r.rows[at:]) {
		return -1
	}
	return at
}

// entryBlock is the block with which the entry of a list begins in which a block stands: the
// item of a paragraph, or the less deep item above.
func (r *rowReader) entryBlock(block int) int {
	b := &r.doc.Blocks[block]
	for k := block - 1; k >= max(0, block-4); k-- {
		o := &r.doc.Blocks[k]
		switch {
		case o.Kind != parse.Item && o.Kind != parse.Paragraph || o.Region != b.Region:
			return block
		case o.Kind == parse.Item && (b.Kind == parse.Item && o.Level < b.Level || b.Kind == parse.Paragraph && b.Group != 0 && o.Group == b.Group):
			return k
		}
	}
	return block
}
