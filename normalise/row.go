package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// A row is one line of a list of contents with everything that tells its place:
// its number, its words, where it links, how it is set.
type row struct {
	num     numeral  // as printed before the title
	apart   *numeral // "Appendix 1" where it stands apart from the title, as an automatic number does
	title   string   // without number and flags
	flags   []string // sorted
	href    string   // absolute, "" where the row links nowhere
	frag    string   // fragment of the link
	rank    int      // typographic rank, small is high: see the rank constants
	head    bool     // set as a heading, not as an entry
	bold    bool     // set in bold type
	note    bool     // a note among the chapters
	also    bool     // a "see also" row
	other   bool     // belongs to another manual
	level   int      // place in the tree, small is high
	block   int      // index of the block it came from
	table   int
	group   int      // the list or run it stands in, as the parser counts them
	anchor  string   // name of its own place on the page
	page    int      // index of the page it stands on
	target  int      // index of the page it links to, -1
	text    bool     // a plain line of a file without links
	lead    bool     // a plain line above a list of links
	counted bool     // a plain line that is a row only for its number
	areas   []string // slugs of the areas that alone show it
	prefix  string   // words before the link that are no number
	details string   // words after the link that are no flag
	jump    bool     // a link beside the sections to what may stand in one of them
}

// Typographic ranks. Headings have their own level, 1 to 6.
const (
	rankBold  = 7  // bold paragraph, header row, label of a box
	rankEntry = 10 // paragraph line, table row, list item of the first level
)

// anyRow reports whether something holds of one of some rows.
func anyRow(rows []row, holds func(rw *row) bool) bool {
	for i := range rows {
		if holds(&rows[i]) {
			return true
		}
	}
	return false
}

// linked reports whether the row leads to a page or file of its own.
func (r *row) linked() bool { return r.href != "" }

// place is where a row leads: address and anchor.
func (r *row) place() string {
	if r.frag == "" {
		return addressKey(r.href)
	}
	return addressKey(r.href) + "#" + r.frag
}

// A rowReader makes rows of the blocks of one page.
type rowReader struct {
	site  *site
	page  int
	doc   *parse.Document
	own   string         // key of the page's address
	plain bool           // a file without links: every line counts
	ranks map[string]int // ranks of the classes whose lines are titles, see titleClasses
	nav   bool           // the rows are those of the page's menus

	titles map[int]bool    // items that are titles, see titleItems
	alike  map[string]bool // what buttons of cards say, see buttonsAlike
	grouping
	inset
	calling
	rows []row
	note bool // the last line ended a NOTE with a colon
}

// readRows reads the candidate rows of one region of a page.
func readRows(s *site, page int, region parse.Region) *rowReader {
	d := s.in.Pages[page].Document
	r := &rowReader{site: s, page: page, doc: d, own: s.keys[page]}
	r.plain, r.nav = linkless(r.doc), region == parse.Nav
	r.ranks, r.titles = titleClasses(r.doc, region), titleItems(r.doc, region)
	r.alike = buttonsAlike(r.doc, region)
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Region == region || region == parse.Main && asideButton(b) {
			r.block(i, b)
		}
	}
	if region == parse.Main {
		r.pictures()
	}
	r.dropFormats()
	r.dropCounted()
	r.dropEmptyHeads()
	return r
}

// pictures makes rows of pictures that lead to pages of the site and say in their
// alternative texts what to, where a page has hardly another link.
func (r *rowReader) pictures() {
	var tiles []row
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind != parse.Image || b.Region != parse.Main || len(b.Links) != 1 || b.Text == "" || r.samePageLink(b.Links[0].Href) {
			continue
		}
		rw := row{block: i, rank: rankEntry, page: r.page, href: cleanAddress(b.Links[0].Href), target: r.site.page(b.Links[0].Href)}
		if rw.target >= 0 {
			r.read(&rw, b.Text, "", "")
			tiles = append(tiles, rw)
		}
	}
	others := 0
	for i := range r.rows {
		others += boolInt(r.rows[i].linked())
	}
	if len(tiles) < 2 || others > 1 {
		return
	}
	r.rows = append(r.rows, tiles...)
	slices.SortStableFunc(r.rows, func(a, b row) int { return a.block - b.block })
}

// linkless reports a document without a link.
func linkless(d *parse.Document) bool {
	for i := range d.Blocks {
		if b := &d.Blocks[i]; len(b.Links) > 0 || slices.ContainsFunc(b.Cells, func(c parse.Cell) bool { return len(c.Links) > 0 }) {
			return false
		}
	}
	return true
}

func (r *rowReader) block(i int, b *parse.Block) {
	switch b.Kind {
	case parse.Image:
		r.headPicture(i, b)
		return
	case parse.Row:
		r.tableRow(i, b)
		return
	}
	base := row{block: i, table: b.Table, group: b.Group, anchor: b.Anchor, bold: b.Bold, rank: rankEntry, page: r.page}
	switch {
	case b.Kind == parse.Heading:
		base.rank, base.head = max(1, min(b.Level, 6)), true
	case b.Kind == parse.Box:
		base.rank, base.head = rankBold, true
	case b.Kind == parse.Item:
		base.rank = rankEntry + 2*max(0, min(b.Level, 8)-1)
		base.head = b.Bold && len(b.Links) == 0
		if r.titles[i] {
			base.rank, base.head = base.rank-1, true
		}
	case b.Bold:
		base.rank, base.head = rankBold, true
	case r.titled(i) > 0:
		base.rank, base.head = r.titled(i), true
	case r.leads(i):
		base.rank, base.head, base.lead = rankBold, true, true
	}
	if r.flagBelow(i, b) {
		return
	}
	lines, alts := splitLines(b.Text, b.Links), b.Alts
	if pictured(lines, b.Alts, b.AltAt) {
		alts = nil
	}
	r.lines(base, lines, b.Marker, alts, b.Kind)
}

// leads reports whether a plain short line stands right above a list or table of
// links and below no heading: then it may be what opens the list, unless it tells of the
// file above.
func (r *rowReader) leads(i int) bool {
	b := &r.doc.Blocks[i]
	if !isTitleLine(b) || i+1 >= len(r.doc.Blocks) || r.plain || particulars(b.Text) {
		return false
	}
	if d, ok := ParseDate(b.Text); ok && d.Precision == Day {
		return false // it tells of the entry above
	}
	next := &r.doc.Blocks[i+1]
	for k := i + 2; k < min(len(r.doc.Blocks), i+4) && r.namesPart(k-1); k++ {
		next = &r.doc.Blocks[k]
	}
	if next.Region != b.Region || next.Kind != parse.Item && next.Kind != parse.Row || len(next.AllLinks()) == 0 {
		return false
	}
	if i > 0 {
		above := &r.doc.Blocks[i-1]
		if above.Kind == parse.Heading && above.Level > 1 || above.Bold && len(above.Links) == 0 {
			return false
		}
		if b.Group != 0 && b.Group == above.Group && b.Group == next.Group && len(above.Links) > 0 {
			return false // it stands within an entry of the list and tells of it
		}
	}
	return true
}

// namesPart reports a row above entries: names of columns, or one cell without a
// link.
func (r *rowReader) namesPart(i int) bool {
	b := &r.doc.Blocks[i]
	return b.Kind == parse.Row && len(b.AllLinks()) == 0 && (b.Header || columnNames(b.Cells) >= 2 || len(b.Cells) == 1 || r.aboveLinks(i))
}

// flagBelow reads a block that holds nothing but flags: they belong to the row
// just above it, as on a card.
func (r *rowReader) flagBelow(i int, b *parse.Block) bool {
	if len(r.rows) == 0 || len(b.Links) > 0 || b.Kind == parse.Heading {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	if i-last.block > 2 || !last.linked() && !isPlaceholder(last.title) && !(last.head && last.rank > 1 && last.rank < rankBold && r.buttonBelow(i)) {
		return false
	}
	flags, ok := onlyFlagged(b.Text)
	if !ok {
		return false
	}
	last.flags = tidyFlags(append(last.flags, flags...))
	return true
}

// lines reads the lines of a paragraph, item, heading or cell. A line that holds
// only a number belongs to the next, one that holds only flags to the one before.
func (r *rowReader) lines(base row, lines []line, marker string, alts []string, kind parse.BlockKind) {
	flags := altFlags(alts)
	first := len(r.rows)
	lines = joinBrackets(lines)
	bulleted := bulletLines(lines)
	for i, l := range lines {
		text := strings.TrimSpace(l.text)
		if text == "" {
			flags = append(flags, altFlags(l.alts)...)
			continue
		}
		if len(lines) > 1 && len(l.links) == 0 && onlyNumber(text) {
			marker = text
			continue
		}
		if len(l.links) == 0 && len(r.rows) > first {
			if f, ok := pureFlags(text); ok {
				last := &r.rows[len(r.rows)-1]
				last.flags = tidyFlags(append(last.flags, f...))
				continue
			}
		}
		if len(l.links) == 0 && r.ofOtherManual(base, text) {
			continue
		}
		before := len(r.rows)
		noted := r.note && !r.plain
		at := base
		if bulleted[i] && !base.head {
			at.rank++
		}
		r.line(at, l, marker, kind)
		if len(r.rows) > before {
			marker = ""
			r.noted(noted, before)
		}
	}
	if len(flags) > 0 && len(r.rows) > first {
		// A picture's place in its block is not known: it tells nothing about
		// one of several lines.
		if len(r.rows) == first+1 {
			last := &r.rows[len(r.rows)-1]
			last.flags = tidyFlags(append(last.flags, flags...))
		}
	}
}

// joinBrackets joins words in brackets to the line above where one link has both: they
// tell the chapter from another, "Assessments" and "(Carers)". Flags and formats stay.
func joinBrackets(lines []line) []line {
	var out []line
	for i, l := range lines {
		if words := spanOn(lines[max(i-1, 0)], l); i > 0 && strings.HasPrefix(words, "(") && strings.HasSuffix(words, ")") && stripFormat("x "+words) != "x" {
			if _, flags := pureFlags(words); !flags {
				last := &out[len(out)-1]
				at := len(last.text) + 1
				last.text += " " + l.text
				last.links = slices.Clone(last.links)
				k := &last.links[len(last.links)-1]
				k.End = at + l.links[0].End
				k.Text = squeeze(last.text[k.Start:k.End])
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

// spanOn are the words of a line over which the last link of the line above goes on.
func spanOn(l, next line) string {
	if len(l.links) == 0 || len(next.links) != 1 {
		return ""
	}
	k, n := l.links[len(l.links)-1], next.links[0]
	if k.Href != n.Href || k.End > len(l.text) || n.Start > n.End || n.End > len(next.text) || strings.TrimSpace(l.text[k.End:]) != "" {
		return ""
	}
	return strings.TrimSpace(next.text[n.Start:n.End])
}

// ofOtherManual reads a line that only says, in brackets, that the row right above it
// belongs to another manual.
func (r *rowReader) ofOtherManual(base row, text string) bool {
	if len(r.rows) == 0 || !strings.HasPrefix(text, "(") || !strings.HasSuffix(text, ")") || !otherManual.MatchString(text) {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	if base.block-last.block > 1 || last.page != r.page || last.head && !last.linked() {
		return false
	}
	last.title, last.other = last.title+" "+squeeze(text), true
	return true
}

// onlyNumber reports whether a line surely holds a number and nothing else.
func onlyNumber(text string) bool {
	n, ok := pureNumber(text)
	return ok && n.sure
}

// noted marks the rows after "NOTE: read with:" as pointers; a row with a number
// or a heading ends the note.
func (r *rowReader) noted(noted bool, from int) {
	if !noted {
		return
	}
	for i := from; i < len(r.rows); i++ {
		if r.rows[i].num.text != "" || r.rows[i].head && !r.rows[i].linked() || !r.rows[i].linked() {
			r.note = false
			return
		}
		r.rows[i].also, r.rows[i].head = true, false
		r.rows[i].rank = max(r.rows[i].rank, rankEntry)
	}
}

// line makes the rows of one line: one for a line with one link or none, one for
// each link of a line that is a string of links.
func (r *rowReader) line(base row, l line, marker string, kind parse.BlockKind) {
	links := r.pageLinks(l)
	if len(links) > 1 && linkShare(l.text, links) > 0.7 && !sameTarget(links) {
		for _, k := range links {
			if isFormatName(k.Text) {
				continue
			}
			one := base
			one.rank = max(base.rank, rankEntry)
			one.head = false
			r.single(one, line{text: k.Text, links: []parse.Link{{Start: 0, End: len(k.Text), Text: k.Text, Href: k.Href}}}, "", kind)
		}
		return
	}
	r.single(base, line{text: l.text, links: links, alts: l.alts}, marker, kind)
}

// fresh makes one row of a line, if it can be one.
func (r *rowReader) fresh(base row, l line, marker string, kind parse.BlockKind) {
	rw := base
	rw.target = -1
	core, suffix, jump := l.text, "", false
	if len(l.links) > 0 {
		k := l.links[0]
		if isFormatName(k.Text) && len(l.links) > 1 && !isFormatName(l.links[1].Text) {
			k = l.links[1]
		}
		before := strings.TrimRight(l.text[:l.links[0].Start], " ([:-–|\u00a0")
		format := isFormatName(k.Text) || fileBeside(before, k.Text) || callsTo(k.Text, before, "")
		end := l.links[len(l.links)-1].End
		if len(l.links) == 1 || sameTarget(l.links) || describes(l, k) {
			end = k.End
		}
		core, suffix = l.text[:end], l.text[end:]
		if format {
			core, suffix = before, strings.TrimLeft(l.text[end:], " )]|")
			if core != "" && isFormatName(l.text[:k.End]) && letters(suffix) > 0 {
				return // "Click <a>here</a> for more information on this."
			}
		}
		jump = r.samePageLink(k.Href)
		if !jump {
			rw.href, rw.frag = cleanAddress(k.Href), fragment(k.Href)
			rw.target = r.site.page(k.Href)
		}
		if rw.linked() && (r.calls(l.links[0].Text) || r.alike[fold(l.text)]) && r.button(&rw) {
			return
		}
		if !format && !r.covers(l.text, k, core) || format && countWords(core) > 4 && closesSentence(core, suffix) {
			return // a word or the end of a sentence
		}
	}
	ahead, core := flagsAhead(core, l.links)
	if rw.linked() && strings.TrimSpace(core) == "" && isFormatName(l.links[0].Text) && r.button(&rw) {
		return
	}
	r.read(&rw, core, suffix, marker)
	if !rw.linked() && seeAlso.FindString(rw.title) == rw.title && rw.title != "" {
		return // "See also:" over nothing
	}
	if rest, ok := strings.CutPrefix(rw.title, "See "); ok && rw.linked() && seeLink.MatchString(l.text[:l.links[0].Start]) {
		rw.also, rw.title = true, strings.TrimSpace(rest)
	}
	if rw.note && rw.linked() && readWith.MatchString(l.text[:l.links[0].Start]) {
		rw.also, rw.note, rw.title = true, false, squeeze(stripFormat(l.links[0].Text))
	}
	if rw.linked() && r.goesOnAlso(base, l.text[:l.links[0].Start]) {
		rw.also, rw.title = true, squeeze(stripFormat(l.links[0].Text))
	}
	rw.flags = tidyFlags(append(append(rw.flags, ahead...), altFlags(l.alts)...))
	if jump {
		rw.prefix = "#" + fragment(l.links[0].Href)
		if rw.prefix == "#" && rw.rank == rankEntry && kind == parse.Paragraph {
			// A link to nowhere opens a panel: its words head what is in it.
			rw.rank, rw.head, rw.prefix = rankBold, true, ""
		}
	}
	if r.keep(&rw, kind, l, marker) {
		r.rows = append(r.rows, rw)
	}
}

// closesSentence reports whether a sentence ends in the words before the name of a format, or
// before the sentence with that link: "They are kept elsewhere. Please <a>click here</a> for
// them."
func closesSentence(core, suffix string) bool {
	core = strings.TrimSpace(core)
	if _, rest, ok := splitNumber(core); ok {
		core = rest
	}
	return strings.HasSuffix(core, ".") || strings.HasSuffix(strings.TrimSpace(suffix), ".") && strings.Contains(core, ". ")
}

// goesOnAlso reports whether the words before a link say that it goes on with the "see
// also" of the row right above it.
func (r *rowReader) goesOnAlso(base row, before string) bool {
	if fold(before) != "and" || len(r.rows) == 0 {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	return last.also && base.block-last.block <= 1
}

// describes reports whether what stands between the first link of a line and the next
// are words on what the first leads to.
func describes(l line, first parse.Link) bool {
	if len(l.links) < 2 || l.links[0] != first || letters(l.text[:first.Start]) > 0 {
		return false
	}
	return countWords(l.text[first.End:l.links[1].Start]) > 6
}

// flagsAhead reads flags that stand before the link of a row or before its number.
func flagsAhead(core string, links []parse.Link) (flags []string, rest string) {
	if len(links) == 0 {
		return nil, core
	}
	if at := links[0].Start; at > 0 && at < len(core) {
		if f, ok := pureFlags(core[:at]); ok && len(f) > 0 {
			return f, core[at:]
		}
	}
	if at := strings.IndexAny(core, "0123456789"); at > 0 && at < 24 && mayFlag(core[:at]) {
		if n, _, ok := splitGlued(core[at:]); ok && n.sure && n.parts > 1 {
			if f, ok := pureFlags(core[:at]); ok {
				return f, core[at:]
			}
		}
	}
	return nil, core
}

// samePageLink reports whether a link leads to a place on its own page. In a menu
// the entry of the page itself is an entry like the others.
func (r *rowReader) samePageLink(href string) bool {
	if strings.HasSuffix(href, "#") {
		return true
	}
	same := addressKey(href) == r.own || r.site.page(href) == r.page
	return same && (fragment(href) != "" || !r.nav)
}

// covers reports whether a link is the matter of its line and not a word in a
// sentence.
func (r *rowReader) covers(text string, k parse.Link, core string) bool {
	_, rest, _ := splitNumber(core)
	rest = seeAlso.Cut(rest)
	n := letters(text[k.Start:k.End])
	lead := letters(rest) - n
	if noteStart.MatchString(core) {
		return true
	}
	tail := strings.TrimSpace(text[k.End:])
	if tail == "." && countWords(strings.TrimSuffix(rest, k.Text)) >= 3 {
		return false // "To be used with the <a>policy</a>."
	}
	if strings.HasPrefix(tail, "which ") {
		return false // "<a>The framework</a> which deals with:"
	}
	if lead > 0 && strings.HasSuffix(tail, ".") && countWords(tail) > 2 && len(rest) == len(core) {
		return false // "Use the <a>contents</a> to reach the procedures."
	}
	return lead <= n || lead <= 18
}

// read takes number, flags and title out of the words of a row.
func (r *rowReader) read(rw *row, core, suffix, marker string) {
	core = withoutSigns(withoutPictographs(strings.TrimSpace(core)))
	rw.flags, suffix = suffixFlags(suffix)
	if m := seeAlso.FindString(core); m != "" && len(m) < len(core) {
		rw.also, core = true, core[len(m):]
	} else if noteStart.MatchString(core) && letters(core) > 12 {
		rw.note = true
	}
	if marker != "" {
		if n, ok := pureNumber(strings.Trim(marker, ".)( ")); ok {
			rw.num = n
		}
	}
	if n, rest, ok := splitGlued(core); ok && !rw.also && !rw.note {
		if rw.num.text == "" || n.text == rw.num.text || n.sure && n.parts > 1 || n.mark && n.keyword != "letter" && rw.num.parts < 2 {
			rw.num, core = n, rest
		}
	}
	if suffix != "" && titleGoesOn(suffix) {
		core += suffix
	} else {
		rw.details = strings.TrimSpace(suffix)
	}
	rw.title, rw.flags = r.title(core, rw.flags)
	if bare := withoutFormat(rw.title, rw.href); bare != rw.title {
		rw.title, rw.flags = r.title(bare, rw.flags)
	}
	rw.other = strings.HasSuffix(rw.title, ")") || strings.HasSuffix(rw.title, "]")
	rw.other = rw.other && otherManual.MatchString(rw.title) && !strings.HasPrefix(rw.title, "(")
}

func (r *rowReader) title(core string, flags []string) (string, []string) {
	title := stripFormat(strings.TrimSpace(core))
	title, more := stripFlags(title)
	title = withoutPictographs(withoutEnding(squeeze(stripFormat(title))))
	if bare, ok := strings.CutSuffix(title, ":"); ok && bare != "" {
		title = strings.TrimSpace(bare)
	}
	return title, tidyFlags(append(flags, more...))
}

// pageLinks leaves out links that lead to a place on the same page, and joins
// what stands side by side with one address.
func (r *rowReader) pageLinks(l line) []parse.Link {
	const script = "javascript:"
	out := make([]parse.Link, 0, len(l.links))
	for _, k := range l.links {
		if k.Start < 0 || k.End > len(l.text) || k.Start >= k.End {
			continue
		}
		if len(k.Href) >= len(script) && strings.EqualFold(k.Href[:len(script)], script) || strings.HasPrefix(k.Href, "mailto:") || strings.HasPrefix(k.Href, "tel:") {
			continue
		}
		if n := len(out); n > 0 && addressKey(out[n-1].Href) == addressKey(k.Href) {
			out[n-1].End = k.End
			out[n-1].Text = l.text[out[n-1].Start:k.End]
			continue
		}
		out = append(out, k)
	}
	return out
}
