package toc

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A Row is one line of a list of contents with everything that tells its place:
// its number, its words, where it links, how it is set.
type Row struct {
	Num     wording.Numeral  // as printed before the title
	Apart   *wording.Numeral // "Appendix 1" where it stands apart from the title, as an automatic number does
	Title   string           // without number and flags
	Flags   []string         // sorted
	Href    string           // absolute, "" where the row links nowhere
	Frag    string           // fragment of the link
	Rank    int              // typographic rank, small is high: see the rank constants
	Head    bool             // set as a heading, not as an entry
	Bold    bool             // set in bold type
	Note    bool             // a note among the chapters
	Also    bool             // a "see also" row
	Other   bool             // belongs to another manual
	Level   int              // place in the tree, small is high
	Block   int              // index of the block it came from
	table   int
	across  bool     // one cell over the columns of a table, or all but a few
	Group   int      // the list or run it stands in, as the parser counts them
	Anchor  string   // name of its own place on the page
	Page    int      // index of the page it stands on
	Target  int      // index of the page it links to, -1
	Text    bool     // a plain line of a file without links
	Lead    bool     // a plain line above a list of links
	Within  bool     // further in, in its table, than the chapter above it
	counted bool     // a plain line that is a row only for its number
	Areas   []string // slugs of the areas that alone show it
	Prefix  string   // words before the link that are no number
	Details string   // words after the link that are no flag
	Jump    bool     // a link beside the sections to what may stand in one of them
	Chapter bool     // known for a chapter, be it the start page
}

// Typographic ranks. Headings have their own level, 1 to 6.
const (
	RankBold  = 7  // bold paragraph, header row, label of a box
	RankEntry = 10 // paragraph line, table row, list item of the first level
)

// AnyRow reports whether something holds of one of some rows.
func AnyRow(rows []Row, holds func(rw *Row) bool) bool { return IndexRow(rows, holds) >= 0 }

// IndexRow is the place of the first of some rows of which something holds, -1 without one. Rows are
// large: package slices would copy each to ask.
func IndexRow(rows []Row, holds func(rw *Row) bool) int {
	for i := range rows {
		if holds(&rows[i]) {
			return i
		}
	}
	return -1
}

// DropRows takes away the rows of which something holds, in place and asked in order.
func DropRows(rows []Row, drops func(rw *Row) bool) []Row {
	kept := 0
	for i := range rows {
		if drops(&rows[i]) {
			continue
		}
		if kept < i {
			rows[kept] = rows[i]
		}
		kept++
	}
	clear(rows[kept:])
	return rows[:kept]
}

// Linked reports whether the row leads to a page or file of its own.
func (r *Row) Linked() bool { return r.Href != "" }

// Place is where a row leads: address and anchor.
func (r *Row) Place() string {
	if r.Frag == "" {
		return webaddress.Key(r.Href)
	}
	return webaddress.Key(r.Href) + "#" + r.Frag
}

// A rowReader makes rows of the blocks of one page.
type rowReader struct {
	site  *Site
	page  int
	doc   *parse.Document
	own   string         // key of the page's address
	plain bool           // a file without links: every line counts
	ranks map[string]int // ranks of the classes whose lines are titles, see titleClasses
	nav   bool           // the rows are those of the page's menus

	titles map[int]bool    // items that are titles, see titleItems
	alike  map[string]bool // what buttons of cards say, see buttonsAlike
	tags   map[string]bool // what entries are filed under, see tagsBehind
	labels map[int]string  // lines above entries that say their section, see sectionLabels
	cited  map[int]bool    // lines that cite a document, see citations
	facts  map[int]bool    // tables of particulars
	listed map[int]bool    // definition lists of particulars
	filed  map[int]bool    // links under which cards are filed, see FiledLinks
	marked map[int]bool    // lines with the mark of entries, see markedLines
	told   map[int]bool    // lists whose texts tell of their terms, see toldTerms
	grouping
	inset
	calling
	referring
	pointing
	rows []Row
	note bool // the last line ended a NOTE with a colon
}

// ReadRows reads the candidate rows of one region of a page.
func ReadRows(s *Site, page int, region parse.Region) []Row {
	d := s.Input.Pages[page].Document
	r := &rowReader{site: s, page: page, doc: sectionsFirst(d), own: s.Keys[page], labels: sectionLabels(d, region)}
	r.plain, r.nav = Linkless(r.doc), region == parse.Nav
	r.ranks, r.titles = titleClasses(r.doc, region), titleItems(r.doc, region)
	r.cited, r.facts, r.marked = citations(r.doc, region), particulars(r.doc), markedLines(r.doc, region)
	r.listed, r.filed = listedParticulars(r.doc), FiledLinks(r.doc, region)
	r.alike, r.tags, r.told = buttonsAlike(r.doc, region), tagsBehind(r.doc, region), toldTerms(r.doc, region)
	from := citedFrom(r.doc, r.cited)
	r.rows = make([]Row, 0, likelyRows(r.doc, region))
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Region == region && i >= from || region == parse.Main && AsideButton(b) {
			r.block(i, b)
		}
	}
	if region == parse.Main {
		r.pictures()
	}
	r.dropEndLabels()
	r.dropFrames()
	r.dropFormats()
	r.dropCounted()
	r.dropEmptyHeads()
	return r.rows
}

// likelyRows is how many rows a region may have: its links and the rows of its tables.
func likelyRows(d *parse.Document, region parse.Region) int {
	n := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == region {
			n += len(b.Links) + min(len(b.Cells), 1)
		}
	}
	return n
}

// pictures makes rows of pictures that lead to pages of the site and say in their
// alternative texts what to, where a page has hardly another link.
func (r *rowReader) pictures() {
	var tiles []Row
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind != parse.Image || b.Region != parse.Main || len(b.Links) != 1 || b.Text == "" || r.samePageLink(b.Links[0].Href) {
			continue
		}
		rw := Row{Block: i, Rank: RankEntry, Page: r.page, Href: webaddress.Clean(b.Links[0].Href), Target: r.site.PageAt(b.Links[0].Href)}
		if rw.Target >= 0 {
			r.read(&rw, b.Text, "", "")
			tiles = append(tiles, rw)
		}
	}
	others := 0
	for i := range r.rows {
		others += wording.BoolInt(r.rows[i].Linked())
	}
	if len(tiles) < 2 || others > 1 {
		return
	}
	r.rows = append(r.rows, tiles...)
	slices.SortStableFunc(r.rows, func(a, b Row) int { return a.Block - b.Block })
}

// Linkless reports a document without a link.
func Linkless(d *parse.Document) bool {
	for i := range d.Blocks {
		if b := &d.Blocks[i]; len(b.Links) > 0 || slices.ContainsFunc(b.Cells, func(c parse.Cell) bool { return len(c.Links) > 0 }) {
			return false
		}
	}
	return true
}

func (r *rowReader) block(i int, b *parse.Block) {
	if name, ok := r.labels[i]; ok {
		if name != "" {
			r.lines(Row{Block: i, Rank: 2, Head: true, Page: r.page}, []layout.Line{{Text: name}}, "", nil, parse.Heading)
		}
		return
	}
	switch b.Kind {
	case parse.Image:
		r.headPicture(i, b)
		return
	case parse.Row:
		if !r.facts[b.Table] {
			r.tableRow(i, b)
		}
		return
	}
	if r.overTitle(i, b) {
		return
	}
	if r.cited[i] {
		b = citedTitle(b)
	}
	base := Row{Block: i, table: b.Table, Group: b.Group, Anchor: b.Anchor, Bold: b.Bold, Rank: RankEntry, Page: r.page}
	switch {
	case b.Kind == parse.Heading:
		base.Rank, base.Head = max(1, min(b.Level, 6)), true
	case b.Kind == parse.Box:
		base.Rank, base.Head = RankBold, true
	case b.Kind == parse.Item:
		base.Rank = RankEntry + 2*max(0, min(b.Level, 8)-1)
		base.Head = b.Bold && len(b.Links) == 0
		if r.titles[i] {
			base.Rank, base.Head = base.Rank-1, true
		}
	case b.Bold:
		base.Rank, base.Head = RankBold, true
	case r.titled(i) > 0:
		base.Rank, base.Head = r.titled(i), true
	case r.leads(i):
		base.Rank, base.Head, base.Lead = RankBold, true, true
	}
	if r.flagBelow(i, b) || r.tellsTerm(b) || b.Kind == parse.Item && r.listed[b.Group] || r.filed[i] {
		return
	}
	r.reviewBelow(i, b)
	lines, alts := layout.SplitLines(b.Text, b.Links), b.Alts
	if layout.Pictured(lines, b.Alts, b.AltAt) {
		alts = nil
	}
	first := len(r.rows)
	r.lines(base, lines, b.Marker, alts, b.Kind)
	if badge := i - 1; len(r.rows) > first && r.badgeOver(badge) {
		flags, _ := titleflag.OnlyFlagged(r.doc.Blocks[badge].Text)
		r.rows[first].Flags = titleflag.TidyFlags(append(flags, r.rows[first].Flags...))
	}
}

// lines reads the lines of a paragraph, item, heading or cell. A line that holds
// only a number belongs to the next, one that holds only flags to the one before.
func (r *rowReader) lines(base Row, lines []layout.Line, marker string, alts []string, kind parse.BlockKind) {
	flags := titleflag.AltFlags(alts)
	first := len(r.rows)
	lines = joinNames(joinBrackets(lines), kind)
	bulleted := layout.BulletLines(lines)
	for i, l := range lines {
		text := strings.TrimSpace(l.Text)
		if text == "" {
			flags = append(flags, titleflag.AltFlags(l.Alts)...)
			continue
		}
		if len(lines) > 1 && len(l.Links) == 0 && onlyNumber(text) {
			marker = text
			continue
		}
		if len(l.Links) == 0 && len(r.rows) > first {
			if f, ok := titleflag.PureFlags(text); ok {
				last := &r.rows[len(r.rows)-1]
				last.Flags = titleflag.TidyFlags(append(last.Flags, f...))
				continue
			}
		}
		if len(l.Links) == 0 && r.ofOtherManual(base, text) {
			continue
		}
		before := len(r.rows)
		noted := r.note && !r.plain
		at := base
		if bulleted[i] && !base.Head {
			at.Rank++
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
			last.Flags = titleflag.TidyFlags(append(last.Flags, flags...))
		}
	}
}

// ofOtherManual reads a line that only says, in brackets, that the row right above it
// belongs to another manual.
func (r *rowReader) ofOtherManual(base Row, text string) bool {
	if len(r.rows) == 0 || !bracketed(text) || !titleflag.NamesOtherManual(text) {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	if base.Block-last.Block > 1 || last.Page != r.page || last.Head && !last.Linked() {
		return false
	}
	last.Title, last.Other = last.Title+" "+wording.Squeeze(text), true
	return true
}

// onlyNumber reports whether a line surely holds a number and nothing else.
func onlyNumber(text string) bool {
	n, ok := wording.PureNumber(text)
	return ok && n.Sure
}

// noted marks the rows after "NOTE: read with:" as pointers; a row with a number
// or a heading ends the note.
func (r *rowReader) noted(noted bool, from int) {
	if !noted {
		return
	}
	for i := from; i < len(r.rows); i++ {
		if r.rows[i].Num.Text != "" || r.rows[i].Head && !r.rows[i].Linked() || !r.rows[i].Linked() {
			r.note = false
			return
		}
		r.rows[i].Also, r.rows[i].Head = true, false
		r.rows[i].Rank = max(r.rows[i].Rank, RankEntry)
	}
}

// line makes the rows of one line: one for a line with one link or none, one for
// each link of a line that is a string of links.
func (r *rowReader) line(base Row, l layout.Line, marker string, kind parse.BlockKind) {
	links := r.pageLinks(l)
	if len(links) > 1 && layout.LinkShare(l.Text, links) > 0.7 && !layout.SameTarget(links) {
		for _, k := range links {
			if wording.IsFormatName(k.Text) {
				continue
			}
			one := base
			one.Rank = max(base.Rank, RankEntry)
			one.Head = false
			r.single(one, layout.Line{Text: k.Text, Links: []parse.Link{{Start: 0, End: len(k.Text), Text: k.Text, Href: k.Href}}}, "", kind)
		}
		return
	}
	r.single(base, layout.Line{Text: l.Text, Links: links, Alts: l.Alts, AltAt: l.AltAt}, marker, kind)
}

// fresh makes one row of a line, if it can be one.
func (r *rowReader) fresh(base Row, l layout.Line, marker string, kind parse.BlockKind) {
	rw := base
	rw.Target = -1
	l = r.offered(base, l, kind)
	core, suffix, jump := l.Text, "", false
	var flagged []string // in the words of a button
	if len(l.Links) > 0 {
		k := l.Links[0]
		if wording.IsFormatName(k.Text) && len(l.Links) > 1 && !wording.IsFormatName(l.Links[1].Text) {
			k = l.Links[1]
		}
		before := strings.TrimRight(l.Text[:l.Links[0].Start], " ([:-–|\u00a0")
		name, more := titleflag.StripFlags(k.Text)
		format := wording.IsFormatName(name) || fileBeside(before, k.Text) || callsTo(k.Text, before, "")
		end := l.Links[len(l.Links)-1].End
		if len(l.Links) == 1 || layout.SameTarget(l.Links) || describes(l, k) {
			end = k.End
		}
		core, suffix = l.Text[:end], l.Text[end:]
		if from := behindIssuer(l, k); !format && from > 0 {
			l.Text, core, k.Start, k.End = l.Text[from:], core[from:], k.Start-from, k.End-from
			l.Links = []parse.Link{k}
		}
		if format {
			core, suffix, flagged = before, apartFrom(before, strings.TrimLeft(l.Text[end:], " )]|")), more
			if core != "" && wording.IsFormatName(l.Text[:k.End]) && wording.Letters(suffix) > 0 {
				return // "Click <a>here</a> for more information on this."
			}
		}
		if len(r.tags) > 0 && r.tags[tagOf(suffix)] {
			suffix = ""
			l.Text = l.Text[:end]
		}
		jump = r.samePageLink(k.Href)
		if !jump {
			rw.Href, rw.Frag = webaddress.Clean(k.Href), webaddress.Fragment(k.Href)
			rw.Target = r.site.PageAt(k.Href)
		}
		if rw.Linked() && (!(r.nav && kind == parse.Item) && r.calls(l.Links[0].Text) || isToBeHad.MatchString(strings.TrimSpace(l.Text)) || len(r.alike) > 0 && r.alike[wording.Fold(l.Text)]) && r.button(&rw) {
			return
		}
		if !format && !r.covers(l.Text, k, core) || format && wording.CountWords(core) > 4 && (closesSentence(core, suffix) || r.tellsWhere(&rw, core, suffix)) {
			return // a word or the end of a sentence
		}
	}
	ahead, core := flagsAhead(core, l.Links)
	if rw.Linked() && strings.TrimSpace(core) == "" && wording.IsFormatName(l.Links[0].Text) && r.button(&rw) {
		return
	}
	r.read(&rw, core, suffix, marker)
	if !rw.Linked() && titleflag.SeeAlso.FindString(rw.Title) == rw.Title && rw.Title != "" {
		return // "See also:" over nothing
	}
	if rw.Also && rw.Linked() && !strings.ContainsFunc(rw.Title, unicode.IsUpper) && !strings.ContainsFunc(rw.Title, unicode.IsDigit) && len(l.Links) == 1 && layout.LinkShare(l.Text, l.Links) < 0.8 {
		return // a word of a sentence: "See also our news on training."
	}
	if rest, ok := strings.CutPrefix(rw.Title, "See "); ok && rw.Linked() && titleflag.SeeLink.MatchString(l.Text[:l.Links[0].Start]) {
		rw.Also, rw.Title = true, strings.TrimSpace(rest)
	}
	if rw.Note && rw.Linked() && titleflag.ReadWith.MatchString(l.Text[:l.Links[0].Start]) {
		rw.Also, rw.Note, rw.Title = true, false, wording.Squeeze(titleflag.StripFormat(l.Links[0].Text))
	}
	if rw.Linked() && r.goesOnAlso(base, l.Text[:l.Links[0].Start]) {
		rw.Also, rw.Title = true, wording.Squeeze(titleflag.StripFormat(l.Links[0].Text))
	}
	rw.Flags = titleflag.TidyFlags(slices.Concat(rw.Flags, ahead, flagged, titleflag.AltFlags(l.Alts)))
	if jump {
		rw.Prefix = "#" + webaddress.Fragment(l.Links[0].Href)
		if rw.Prefix == "#" && rw.Rank == RankEntry && kind == parse.Paragraph {
			// A link to nowhere opens a panel: its words head what is in it.
			rw.Rank, rw.Head, rw.Prefix = RankBold, true, ""
		}
	}
	if r.keep(&rw, kind, l) {
		r.rows = append(r.rows, rw)
	}
}

// apartFrom keeps the words behind the name of a format that was left out apart from those before it.
func apartFrom(before, behind string) string {
	if c, _ := utf8.DecodeRuneInString(behind); before != "" && (c == '(' || c == '[' || unicode.IsLetter(c) || unicode.IsDigit(c)) {
		return " " + behind
	}
	return behind
}

// goesOnAlso reports whether the words before a link say that it goes on with the "see
// also" of the row right above it.
func (r *rowReader) goesOnAlso(base Row, before string) bool {
	if wording.Fold(before) != "and" || len(r.rows) == 0 {
		return false
	}
	last := &r.rows[len(r.rows)-1]
	return last.Also && base.Block-last.Block <= 1
}

// describes reports whether what stands between the first link of a line and the next
// are words on what the first leads to.
func describes(l layout.Line, first parse.Link) bool {
	if len(l.Links) < 2 || l.Links[0] != first || wording.Letters(l.Text[:first.Start]) > 0 {
		return false
	}
	return wording.CountWords(l.Text[first.End:l.Links[1].Start]) > 6
}

// flagsAhead reads flags that stand before the link of a row or before its number.
func flagsAhead(core string, links []parse.Link) (flags []string, rest string) {
	if len(links) == 0 {
		return nil, core
	}
	if at := links[0].Start; at > 0 && at < len(core) {
		if f, ok := titleflag.PureFlags(core[:at]); ok && len(f) > 0 {
			return f, core[at:]
		}
	}
	if at := strings.IndexAny(core, "0123456789"); at > 0 && at < 24 && titleflag.MayFlag(core[:at]) {
		if n, _, ok := wording.SplitGlued(core[at:]); ok && n.Sure && n.Parts > 1 {
			if f, ok := titleflag.PureFlags(core[:at]); ok {
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
	same := webaddress.Key(href) == r.own || r.site.PageAt(href) == r.page
	return same && (webaddress.Fragment(href) != "" || !r.nav)
}

// covers reports whether a link is the matter of its line and not a word in a
// sentence.
func (r *rowReader) covers(text string, k parse.Link, core string) bool {
	_, rest, _ := wording.SplitNumber(core)
	rest = titleflag.SeeAlso.Cut(rest)
	n := wording.Letters(text[k.Start:k.End])
	lead := wording.Letters(rest) - n
	if titleflag.NoteStart.MatchString(core) {
		return true
	}
	tail := strings.TrimSpace(text[k.End:])
	if tail == "." && wording.CountWords(strings.TrimSuffix(rest, k.Text)) >= 3 {
		return false // "To be used with the <a>policy</a>."
	}
	if strings.HasPrefix(tail, "which ") {
		return false // "<a>The framework</a> which deals with:"
	}
	if lead > 0 && strings.HasSuffix(tail, ".") && wording.CountWords(tail) > 2 && len(rest) == len(core) {
		return false // "Use the <a>contents</a> to reach the procedures."
	}
	return lead <= n || lead <= 18 || isName(text[:k.Start]) && titleflag.Particulars(tail)
}

// ownEntry is what a menu says before the title of the page that it stands on.
var ownEntry = pattern.New(`(?i)^(?:you\s+are\s+here|current\s+page)\s*:\s+`)

// read takes number, flags and title out of the words of a row.
func (r *rowReader) read(rw *Row, core, suffix, marker string) {
	core = withoutSigns(layout.WithoutPictographs(strings.TrimSpace(core)))
	if r.nav {
		core = ownEntry.Cut(core)
	}
	rw.Flags, suffix = suffixFlags(withoutOwnNumber(suffix, core, rw.Num))
	if m := titleflag.SeeAlso.FindString(core); m != "" && len(m) < len(core) {
		rw.Also, core = true, core[len(m):]
	} else if titleflag.NoteStart.MatchString(core) && wording.Letters(core) > 12 {
		rw.Note = true
	}
	if marker != "" {
		if n, ok := wording.PureNumber(strings.Trim(marker, ".)( ")); ok {
			rw.Num = n
		} else if serial.MatchString(marker + " " + core) {
			core = marker + " " + core // the rows beside it tell
		}
	}
	if n, rest, ok := wording.SplitGlued(core); ok && !rw.Also && !rw.Note {
		if rw.Num.Text == "" || n.Text == rw.Num.Text || n.Sure && n.Parts > 1 || n.Mark && n.Keyword != "letter" && rw.Num.Parts < 2 && !ofAct(n) {
			rw.Num, core = n, rest
		}
	}
	switch {
	case suffix != "" && r.describesBehind(rw.Href, core, suffix):
		var more []string
		more, rw.Details = flagBefore(strings.TrimSpace(suffix))
		rw.Flags = append(rw.Flags, more...)
	case suffix != "" && titleGoesOn(suffix) && !closesWithFile(suffix):
		core += suffix
	default:
		rw.Details = strings.TrimSpace(suffix)
	}
	rw.Title, rw.Flags = r.title(core, rw.Flags)
	if bare := withoutFormat(rw.Title, rw.Href); bare != rw.Title {
		rw.Title, rw.Flags = r.title(bare, rw.Flags)
	}
	rw.Other = strings.HasSuffix(rw.Title, ")") || strings.HasSuffix(rw.Title, "]")
	rw.Other = rw.Other && titleflag.NamesOtherManual(rw.Title) && !strings.HasPrefix(rw.Title, "(")
	rw.Other = rw.Other || titleflag.SeeOtherManual.MatchString(rw.Title)
}

func (r *rowReader) title(core string, flags []string) (string, []string) {
	title := titleflag.StripFormat(strings.TrimSpace(core))
	title, more := titleflag.StripFlags(titleflag.WithoutPromise(title))
	title = layout.WithoutPictographs(withoutEnding(wording.Squeeze(titleflag.StripFormat(title))))
	if bare, ok := strings.CutSuffix(title, ":"); ok && bare != "" {
		title = strings.TrimSpace(bare)
	}
	return title, titleflag.TidyFlags(append(flags, more...))
}

// pageLinks leaves out links that lead to a place on the same page, and joins
// what stands side by side with one address.
func (r *rowReader) pageLinks(l layout.Line) []parse.Link {
	const script = "javascript:"
	out := make([]parse.Link, 0, len(l.Links))
	for _, k := range l.Links {
		if k.Start < 0 || k.End > len(l.Text) || k.Start >= k.End {
			continue
		}
		if len(k.Href) >= len(script) && strings.EqualFold(k.Href[:len(script)], script) || strings.HasPrefix(k.Href, "mailto:") || strings.HasPrefix(k.Href, "tel:") {
			continue
		}
		if n := len(out); n > 0 && webaddress.Key(out[n-1].Href) == webaddress.Key(k.Href) {
			out[n-1].End = k.End
			out[n-1].Text = l.Text[out[n-1].Start:k.End]
			continue
		}
		out = append(out, k)
	}
	return out
}
