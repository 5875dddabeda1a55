package amend

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A piece is one line of a page of amendments, or one cell of a row.
type piece struct {
	text  string
	links []parse.Link
	// look is how the piece is set: lines that look alike mean the same on one page.
	look string
	head bool // a heading or bold, so that it may stand over what follows
	rank int  // of a heading, otherwise 0
	list int  // the number of the list that it stands in, 0 outside
	item bool // it is an item of that list, and not a paragraph below one

	date    normalise.Date // of a piece that only tells when
	printed string
	next    normalise.Date // of the update that it promises

	own        normalise.Date // of a piece that names a chapter and tells when: "Neglect (3 May 2024)"
	ownPrinted string
	mark       string // what became of the chapter then: "Neglect (withdrawn 3 May 2024)"

	lead int // bytes of bold words that begin it

	more  bool   // a link that leads on to the whole of an entry, and nothing else
	known bool   // begins with a title of the manual or leads to a chapter
	name  string // the title, or the text
	rest  string // what is said behind the title
	badge string // a flag behind the title, which says something where nothing else does
	link  string

	row *parse.Block // a row of a table whose columns are known is one piece
}

// pieces are the lines of the main region in reading order, and the lines around them
// that only tell when: a page's own small print is furniture, an entry's is its date.
func (r *amendReader) pieces(blocks []parse.Block) []piece {
	var out []piece
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main && !isSmallPrint(b) || b.Kind == parse.Image || strings.TrimSpace(b.Text) == "" {
			continue
		}
		if b.Kind == parse.Row && r.columnsOf(b.Table).Known && (len(layout.Filled(b.Cells)) > 1 || len(b.Cells) > 1 && toc.IsSentence(wording.Squeeze(b.Text))) {
			out = append(out, piece{look: "row", row: r.spreadRows[i]})
			continue
		}
		if b.Kind == parse.Row {
			for k, c := range b.Cells {
				out = r.appendLines(out, b, c.Text, c.Links, fmt.Sprintf("cell %d of %d", k, len(b.Cells)))
			}
			continue
		}
		out = r.appendLines(out, b, b.Text, b.Links, lookOf(b))
	}
	alikeUnlinked(out)
	return out
}

// alikeUnlinked gives names that lead nowhere the look of those that do and are set as
// they are: all lines set so that are no links may be names, and have below them what
// stands below most of the links.
func alikeUnlinked(pieces []piece) {
	const link = " link"
	below, at := make(map[string]map[string]int), make(map[string][]int)
	for i := range pieces[:max(len(pieces)-1, 0)] {
		look := pieces[i].look
		if below[look] == nil {
			below[look] = make(map[string]int)
		}
		below[look][pieces[i+1].look]++
		at[look] = append(at[look], i)
	}
	for look, lines := range at {
		linked := look + link
		if len(at[linked]) < leastRecords || slices.ContainsFunc(lines, func(i int) bool {
			return !canNameText(pieces[i].text) || below[linked][pieces[i+1].look]*2 < len(at[linked])
		}) {
			continue
		}
		for _, i := range lines {
			pieces[i].look = linked
		}
	}
}

// lookOf is how a block is set, whatever it says.
func lookOf(b *parse.Block) string {
	return fmt.Sprintf("%d/%d/%t/%s", b.Kind, b.Level, b.Bold, noDigits(b.Class))
}

// isSmallPrint reports a line of furniture that only tells when.
func isSmallPrint(b *parse.Block) bool {
	if b.Region != parse.Furniture || b.Kind != parse.Paragraph {
		return false
	}
	_, _, ok := metaDate(wording.Squeeze(b.Text))
	return ok
}

func (r *amendReader) appendLines(out []piece, b *parse.Block, text string, links []parse.Link, look string) []piece {
	first := true
	for _, l := range layout.SplitLines(text, links) {
		if strings.TrimSpace(l.Text) == "" {
			continue
		}
		if first && b.Kind != parse.Row {
			l.Lead = min(b.Lead, len(l.Text))
		}
		p := piece{text: wording.Squeeze(l.Text), links: l.Links, head: b.Kind == parse.Heading || b.Kind == parse.Box || b.Bold}
		p.look, p.list, p.item = look, b.Group, b.Kind == parse.Item
		if b.Kind == parse.Heading {
			p.rank = b.Level
		}
		if r.onlyToAmendments(p.text, p.links) {
			continue
		}
		if layout.LinkShare(l.Text, l.Links) > 0.9 || flaggedLink(l) {
			p.look += " link"
		}
		if l.Lead > 0 && l.Lead < len(l.Text) {
			p.look += " lead"
		}
		if !first {
			p.look += " more"
		}
		first = false
		r.understand(&p, l)
		p.next, _ = NextUpdate(p.text)
		out = append(out, p)
	}
	return out
}

// boldToFlags sets lines in bold that are, but for a flag behind them, so that they are read
// as their neighbours without one. Where there are none, what is said behind a sign is all that
// is told of the name: "Neglect – New chapter."
func boldToFlags(blocks []parse.Block) []parse.Block {
	copied := false
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Paragraph || b.Lead == 0 || b.Lead >= len(b.Text) || !titleflag.MayFlag(b.Text[b.Lead:]) {
			continue
		}
		if flags, pure := titleflag.PureFlags(b.Text[b.Lead:]); !pure || len(flags) == 0 || !isBadge(b.Text[b.Lead:]) && !slices.ContainsFunc(blocks, isBoldName) {
			continue
		}
		if !copied {
			blocks, copied = slices.Clone(blocks), true
		}
		blocks[i].Bold, blocks[i].Lead = true, 0
	}
	return blocks
}

// kindsToFlags sets lines that are a title of the manual behind a badge, "Updated Neglect", above
// the words on its change, as names in bold, and with them what is set so and names a chapter
// that has left it: what is new has its flag behind the name.
func (r *amendReader) kindsToFlags(blocks []parse.Block) []parse.Block {
	found, looks, known := make(map[int]parse.Cell), make(map[string]bool), 0
	for i := range blocks {
		b := &blocks[i]
		kind := kindAhead.FindString(b.Text)
		if b.Region != parse.Main || b.Kind != parse.Paragraph && b.Kind != parse.Item || kind == "" || nextLine(blocks, i+1) < 0 || r.titles.find(wording.Squeeze(b.Text)) >= 0 {
			continue
		}
		name := partCell(b, len(kind), len(b.Text))
		if r.titles.find(name.Text) >= 0 {
			looks[lookOf(b)] = true
			known++
		} else if !canNameText(name.Text) {
			continue
		}
		if newTag.MatchString(strings.TrimLeft(kind, "([ ")) {
			name.Text += " New"
		}
		found[i] = name
	}
	if known < leastRecords {
		return blocks
	}
	out := slices.Clone(blocks)
	for i, name := range found {
		b := &out[i]
		if !looks[lookOf(b)] {
			continue
		}
		b.Kind, b.Text, b.Links, b.Bold, b.Lead, b.Seams = parse.Paragraph, name.Text, name.Links, true, 0, nil
	}
	return out
}

// isBoldName reports a line in bold that may name a chapter over what is told of it.
func isBoldName(b parse.Block) bool {
	text := wording.Squeeze(b.Text)
	return b.Kind == parse.Paragraph && b.Bold && !chaptertext.AmendLabel.MatchString(text) && !recordTitle.MatchString(text) && !tellsMonth(text)
}

// flaggedLink reports a line that is a link with a flag behind it.
func flaggedLink(l layout.Line) bool {
	return len(l.Links) == 1 && strings.TrimSpace(l.Text[:l.Links[0].Start]) == "" && isBadge(l.Text[l.Links[0].End:])
}

// isBadge reports a flag that stands behind a name, and is not said of it behind a sign:
// "New" in "Neglect New", but not in "Neglect: new chapter."
func isBadge(behind string) bool {
	behind = strings.TrimSpace(behind)
	if behind == "" || strings.IndexAny(behind, ":-|,.–—") == 0 || strings.HasSuffix(behind, ".") || !titleflag.MayFlag(behind) {
		return false
	}
	_, pure := titleflag.PureFlags(behind)
	return pure
}

// noDigits drops the numbers of a class, which count the entries on some sites.
func noDigits(class string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, class)
}

// understand tells what a piece says by itself: when, or which chapter.
func (r *amendReader) understand(p *piece, l layout.Line) {
	p.name, p.lead = p.text, l.Lead
	defer p.takeRestDate()
	if d, printed, ok := r.metaDate(p.text); ok {
		p.date, p.printed, p.look = d, printed, p.look+" date"
		return
	}
	p.link = layout.LinkOf(p.links)
	lead := &parse.Block{Text: l.Text, Links: l.Links}
	p.more = r.onlyMore(p.text, p.links)
	if k, ok := leadLink(lead); ok && !p.more && r.titles.byLink(k.Href) >= 0 {
		p.known, p.link, p.name = true, k.Href, wording.Squeeze(l.Text[:k.End])
		if kindBefore(l.Text[:k.Start]+"x", l.Text[k.End:]) {
			p.name = wording.Squeeze(l.Text[k.Start:k.End])
		}
		if d, printed, name := r.frontDay(p.name); !d.IsZero() {
			p.own, p.ownPrinted, p.name = d, printed, withoutLabel(name)
		} else if r.titles.find(p.name) < 0 && !p.headline(r.titleIn(p.name)) {
			p.takeDate(p.name)
		}
		behind := flagBehind.Cut(l.Text[k.End:])
		p.rest = strings.TrimSpace(strings.TrimLeft(behind, " :-–—|,."))
		if name, rest := r.split(p.name); p.rest == "" && rest != "" && r.titles.find(p.name) < 0 && r.titles.fit(name) >= 1 {
			p.name, p.rest = name, rest // all of the line is the link
		}
		if isBadge(l.Text[k.End:]) {
			p.badge, p.rest = p.rest, ""
		}
		return
	}
	if l.Lead > 0 && l.Lead < len(l.Text) {
		p.name = strings.Trim(l.Text[:l.Lead], " :–—-,.")
		if p.headline(r.titleIn(p.name)) {
			p.known, p.rest = true, strings.TrimLeft(l.Text[l.Lead:], " :–—-,.")
			return
		}
		p.name = p.text
	}
	if p.headline(r.titleIn(p.text)) {
		p.known = true
		return
	}
	if d, printed, name := r.frontDay(p.text); !d.IsZero() && r.titleIn(name) != "" {
		p.known, p.name, p.own, p.ownPrinted = true, r.titleIn(name), d, printed
		return
	} else if !d.IsZero() && r.dayHeads && p.head && namesBehindDay(name) {
		p.name, p.own, p.ownPrinted = name, d, printed
		return
	}
	if p.takeDate(p.text); !p.own.IsZero() && r.titles.find(p.name) >= 0 {
		p.known = true
		return
	}
	p.own, p.ownPrinted, p.name = normalise.Date{}, "", p.text
	if at := dayLast.FindStringSubmatchIndex(p.text); at != nil && r.titles.find(p.text[:at[0]]) >= 0 {
		if d, ok := dates.Parse(p.text[at[2]:at[3]]); ok {
			p.known, p.name, p.own, p.ownPrinted = true, p.text[:at[0]], d, p.text[at[2]:at[3]]
			return
		}
	}
	if name, rest := r.split(p.text); name != "" && rest != "" && r.titles.fit(name) >= 1 {
		p.known, p.name, p.rest = true, name, rest
	} else if name, rest, _ := r.behindKind(p.text, l.Lead); name != "" {
		p.known, p.name, p.rest = r.titles.find(name) >= 0, name, rest
	}
}

// headline takes the title of the manual out of the name of a piece that says more of it,
// "Bullying: new procedure"; false if there is none.
func (p *piece) headline(title string) bool {
	if title == "" {
		return false
	}
	if newHead.MatchString(strings.Trim(strings.Replace(p.name, title, "", 1), " .:–—-")) {
		p.mark = "new"
	}
	p.name = title
	return true
}

// takeDate takes the name of a piece without the day in brackets or behind a dash that
// ends it.
func (p *piece) takeDate(name string) {
	p.name = name
	at := dayBehind.FindStringSubmatchIndex(name)
	if at == nil || at[0] == 0 {
		return
	}
	if d, ok := dates.Parse(name[at[4]:at[5]]); ok && d.Precision != normalise.Year {
		p.own, p.ownPrinted, p.name, p.mark = d, name[at[4]:at[5]], name[:at[0]], ""
		if at[2] >= 0 {
			p.mark = wording.LowerLetters(name[at[2]:at[3]])
		}
	}
}

// takeRestDate takes the day off the words of a change, before a sign or in brackets.
func (p *piece) takeRestDate() {
	if p.rest == "" || !p.own.IsZero() || !dates.MayHoldDate(p.rest) {
		return
	}
	if d, printed, rest := dayOff(p.rest); !d.IsZero() {
		p.own, p.ownPrinted, p.rest = d, printed, rest
	}
}

// dayOff takes the day off words of a change, or the month that is all they say or stands
// before them in brackets; what is left are the words.
func dayOff(words string) (normalise.Date, string, string) {
	for _, at := range [][]int{dayAhead.FindStringSubmatchIndex(words), dates.DayEnding.FindStringSubmatchIndex(words)} {
		if at == nil {
			continue
		}
		printed := words[at[2]:at[3]]
		if d, ok := dates.Parse(printed); ok && (d.Precision == normalise.Day || at[1]-at[0] == len(words) || at[0] == 0 && strings.ContainsAny(words[:1], "([")) {
			return d, printed, strings.TrimSpace(words[:at[0]] + words[at[1]:])
		}
	}
	return normalise.Date{}, "", words
}

var dayAhead = pattern.New(`(?i)^(?:[(\[]\s*(?:(?:updated|amended|revised|reviewed|added|published|new)\s*:?\s*(?:on\s+|in\s+)?)?)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*(?:[)\]]\s*[:–—-]?|[:–—-])\s+`)

// dayBehind ends a name with a date and what became of it then.
var dayBehind = pattern.New(`(?i)\s*(?:[(\[]|\s[|–—-]\s|,\s|:\s)\s*(?:(new|added|published|issued|launched|updated|amended|revised|reviewed|renamed|replaced|merged|withdrawn|removed|deleted|retired|archived)\s*:?\s*(?:on\s+|in\s+|from\s+)?)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*[)\]]?$`)

// titleWords may stand around a title of the manual in the headline of a change:
// "Neglect chapter updated", "Changes to Neglect".
var titleWords = pattern.New(`(?i)^(?:new|updated?|updates|amended|amendments?|revised|revisions?|reviewed|refreshed|changes?|changed|launch(?:ed)?|introducing|introduction|added|additions?|published|withdrawn|removed|chapters?|polic(?:y|ies)|procedures?|guidance|section|protocol|page|document|has|have|been|is|was|were|now|available|live|minor|major|to|the|of|on|our|in|and|:|-|–|—|!)$`)

// titleIn is the title of the manual that is left of a line without the words of a
// headline before and after it, "" if none is.
func (r *amendReader) titleIn(text string) string {
	if r.titles.find(text) >= 0 {
		return text
	}
	words := strings.Fields(text)
	if len(words) > 24 {
		return ""
	}
	const signs = ".,:;–—- "
	name, _ := within(words, ".,:;()[]!", titleWords, titleWords, func(s string) bool { return r.titles.find(strings.Trim(s, signs)) >= 0 })
	return strings.Trim(name, signs)
}

// looks are the looks that come back and may begin a record, as names and dates do and
// sentences do not, in the order in which they first stand.
func looks(pieces []piece) []string {
	count, leads := make(map[string]int), make(map[string]int)
	for i := range pieces {
		p := &pieces[i]
		count[p.look]++
		leads[p.look] += wording.BoolInt(p.known || !p.date.IsZero() || canNameText(p.text))
	}
	var out []string
	for i := range pieces {
		if k := pieces[i].look; count[k] >= leastRecords && leads[k]*2 >= count[k] && pieces[i].row == nil {
			out = append(out, k)
			count[k] = 0
		}
	}
	return out[:min(len(out), mostLooks, mostTried/max(len(pieces), 1))]
}

// withoutClass are the pieces as they are and, where they have classes, with looks that
// leave the class out, for pages on which it is another for each entry.
func withoutClass(pieces []piece) [][]piece {
	out := append([]piece(nil), pieces...)
	classes := false
	for i := range out {
		look := out[i].look
		from := strings.LastIndexByte(look, '/')
		if from < 0 {
			continue
		}
		class := look[from+1:]
		tail := ""
		for _, t := range []string{" link", " lead", " more", " date"} {
			if strings.Contains(class, t) {
				tail += t
			}
		}
		out[i].look = look[:from] + tail
		classes = classes || class != tail
	}
	if !classes {
		return [][]piece{pieces}
	}
	return [][]piece{pieces, out}
}
