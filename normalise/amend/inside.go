package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// PartOff takes the amendments out of a page that is the manual and its
// amendments in one: the part below a heading that names them and holds dates, and tables
// whose columns say when what was changed. What is left of the page stands in its place;
// the parts come back as pages of their own, or, where the register has the amendments
// elsewhere, stay as what the page says beside its text. The only page that the manual starts with is both where it has no such part:
// a list whose rows tell what was changed.
func PartOff(in *normalise.Input) []normalise.Page {
	own, start := keysOf(in.Amendments), keysOf(in.Start)
	var out []normalise.Page
	for i := range in.Pages {
		p := &in.Pages[i]
		key := webaddress.Key(p.URL)
		if !start[key] && !(own[key] && (IsBook(p.Document) || isBookPage(p.Document))) {
			continue
		}
		told := own[key] || len(own) == 0
		part, rest := partOf(p.Document, own[key], start[key])
		switch {
		case part == nil && !own[key]:
			continue
		case part == nil:
			if told := remarks(p.Document); told != nil {
				page := *p
				page.Document = withBlocks(p.Document, told)
				out = append(out, page)
			} else if OnlyStart(in, p.Document) && (Shape(p.Document) > 0 || slices.ContainsFunc(p.Blocks, datedHeadline)) {
				out = append(out, *p)
			} else if box := boxBeside(p.Document); box != nil {
				page := *p
				page.Document = withBlocks(p.Document, box)
				out = append(out, page)
			}
			continue
		case told:
			page := *p
			page.Document = part
			out = append(out, page)
		default:
			rest = withBlocks(rest, rest.Blocks, asFurniture(part.Blocks))
		}
		p.Document = rest
	}
	return out
}

// asFurniture are blocks that are no part of the text of their page; what they promise is
// still read.
func asFurniture(blocks []parse.Block) []parse.Block { return inRegion(parse.Furniture, blocks) }

// inRegion are blocks as they would stand in a region of their page.
func inRegion(r parse.Region, blocks []parse.Block) []parse.Block {
	out := slices.Clone(blocks)
	for i := range out {
		out[i].Region = r
	}
	return out
}

// keysOf are the keys of addresses.
func keysOf(addresses []string) map[string]bool {
	keys := make(map[string]bool, len(addresses))
	for _, a := range addresses {
		keys[webaddress.Key(a)] = true
	}
	return keys
}

// partOf parts a document into its amendments and the rest; part is nil where it has none.
// own tells that the register has its amendments here, start that the manual starts here:
// then its contents are what else stands on it, if that leads to the manual.
func partOf(d *parse.Document, own, start bool) (part, rest *parse.Document) {
	var runs [][]parse.Block
	for rest = d; ; {
		from, to := 0, 0
		if own && runs == nil {
			from, to = amendPart(rest.Blocks, func(from, to int) bool { return to-from < len(rest.Blocks)/2 })
		}
		if from == to && start {
			beside := func(from, to int) bool { return leadsBeside(rest, from, to) }
			if from, to = amendPart(rest.Blocks, beside); from == to {
				from, to = recordPart(rest.Blocks, beside)
			}
		}
		if from == to {
			break
		}
		runs = append(runs, linesOfBox(rest.Blocks[from:to]))
		rest = without(rest, from, to)
	}
	if runs == nil {
		return nil, d
	}
	return withBlocks(d, runs...), rest
}

// isBookPage reports a web page that is a manual as a word processor saved it or as a site
// prints it, with a record of its changes: a part of it is that record, and what else stands
// on it is text under many headings, hardly any of them a date. A page of amendments has
// dates all the way down.
func isBookPage(d *parse.Document) bool {
	const most = 10 // headings for each date
	if !d.IsWebPage() {
		return false
	}
	if _, words := toc.BookSize(d); words < toc.LeastWords {
		return false // the rest has no more of them, and to find the part takes longer
	}
	part, rest := partOf(d, true, false)
	if part == nil || !isRunningText(rest) {
		return false
	}
	heads, _ := toc.BookSize(rest)
	return Shape(rest)*most <= heads
}

// isRunningText reports a document with headings over text in which links are words here
// and there: the manual itself, and no page that leads to it.
func isRunningText(d *parse.Document) bool {
	heads, words := toc.BookSize(d)
	return heads >= toc.LeastHeads && words >= toc.LeastWords && !layout.MostlyLinks(d)
}

// leadsBeside reports whether a page leads to the manual beside a part of it, and the part
// hardly anywhere else: it tells of what is listed elsewhere.
func leadsBeside(d *parse.Document, from, to int) bool {
	if isRunningText(withBlocks(d, d.Blocks[:from], d.Blocks[to:])) {
		return false
	}
	main, around, inside := make(map[string]bool), 0, make(map[string]bool)
	for i := range d.Blocks {
		for _, k := range d.Blocks[i].AllLinks() {
			switch key := webaddress.Key(k.Href); {
			case key == webaddress.Key(d.URL):
			case d.Blocks[i].Region != parse.Main:
				around++
			case i >= from && i < to:
				inside[key] = true
			default:
				main[key] = true
			}
		}
	}
	if len(inside) == 0 {
		return len(main)+around > 0
	}
	others := 0
	for key := range inside {
		others += wording.BoolInt(!main[key])
	}
	return others*4 <= len(inside)
}

// recordPart finds a table that is a record of amendments by its head, which names a
// column of dates and one of what was changed, or a list whose items begin with dates;
// nothing where stands says that it must stay.
func recordPart(blocks []parse.Block, stands func(from, to int) bool) (from, to int) {
	for i := 0; i < len(blocks); i = to {
		to = i + 1
		for to < len(blocks) && chaptertext.SameWhole(&blocks[to-1], &blocks[to]) {
			to++
		}
		if blocks[i].Region == parse.Main && (recordsChanges(blocks[i:to]) || datedItems(blocks[i:to])) && stands(i, to) {
			return i, to
		}
	}
	return 0, 0
}

// datedItems reports a list of several items that all begin with a date.
func datedItems(items []parse.Block) bool {
	for i := range items {
		if items[i].Kind != parse.Item || !dates.LeadDate.MatchString(items[i].Text) {
			return false
		}
	}
	return len(items) > 1
}

// recordsChanges reports the rows of such a table, most of which have a date.
func recordsChanges(rows []parse.Block) bool {
	if rows[0].Kind != parse.Row {
		return false
	}
	c, ok := layout.NameColumns(rows[0].Cells)
	if !ok || !layout.NamesColumns(&rows[0]) || c.Date < 0 || c.Details < 0 || !changeColumn.MatchString(strings.TrimSpace(rows[0].Cells[c.Details].Text)) {
		return false
	}
	dated := 0
	for i := range rows[1:] {
		if cells := rows[i+1].Cells; c.Date < len(cells) {
			_, _, ok := dates.FirstDate(cells[c.Date].Text)
			dated += wording.BoolInt(ok)
		}
	}
	return dated > 0 && dated*2 >= len(rows)-1
}

// changeColumn heads a column that says what was changed.
var changeColumn = pattern.New(`(?i)\b(?:amendments?|amended|chang(?:es?|ed)|revisions?|revised|updates?|alterations?|variations?|what)\b`)

// datedHeadline reports a heading with a noun of change and a date: "Child protection
// procedures - updates May 2022".
func datedHeadline(b parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Heading || !slices.ContainsFunc(strings.Fields(b.Text), func(w string) bool { return changeNoun.MatchString(strings.Trim(w, besideSigns)) }) {
		return false
	}
	_, _, ok := dates.FirstDate(b.Text)
	return ok
}

// OnlyStart reports the web page that alone starts the manual: whatever else it is, its
// contents stand on it or are reached from it.
func OnlyStart(in *normalise.Input, d *parse.Document) bool {
	return len(in.Start) == 1 && webaddress.Key(in.Start[0]) == webaddress.Key(d.URL) && d.IsWebPage()
}

// without is a document without a record of changes, from one block up to another. The title of an
// appendix stays: it has its place in the count of the others.
func without(d *parse.Document, from, to int) *parse.Document {
	if _, _, counted := toc.SplitAppendix(d.Blocks[from].Text); counted && headRank(&d.Blocks[from]) > 0 {
		from++
	}
	return withBlocks(d, d.Blocks[:from], d.Blocks[to:])
}

func withBlocks(d *parse.Document, runs ...[]parse.Block) *parse.Document {
	out := *d
	out.Blocks = nil
	for _, r := range runs {
		out.Blocks = append(out.Blocks, r...)
	}
	return &out
}

// showWords stand before the title of a list that a reader opens: "+ show all updates".
var showWords = pattern.New(`(?i)^(?:[+▸▾►▼]\s*)?(?:show|see|view|read|open|hide)\s+(?:the\s+)?`)

// namesAmendments reports the title of a list of amendments, with its number or without.
func namesAmendments(title string) bool {
	_, rest, ok := toc.SplitAppendix(title)
	if !ok {
		_, rest, _ = wording.SplitNumber(title[len(showWords.FindString(title)):])
	}
	return chaptertext.AmendLabel.MatchString(rest) || recordTitle.MatchString(rest)
}

// amendPart finds the heading or the line in bold that names the amendments, or the line
// above a table of them, with what stands below it or with it in a box; nothing where no
// date does or stands in the heading, where the document only tells of itself, and where
// stands says that the part must stay.
func amendPart(blocks []parse.Block, stands func(from, to int) bool) (from, to int) {
	for i := range blocks {
		h := &blocks[i]
		if h.Region != parse.Main || h.Level == 1 && i == 0 || !namesPart(blocks, i) {
			continue
		}
		end := partEnd(blocks, i)
		if _, _, counted := toc.SplitAppendix(h.Text); counted && end == i+1 {
			continue // what it told was parted off
		}
		for end < len(blocks) && blocks[end].Kind == h.Kind && blocks[end].Level == h.Level && sheetHead(&blocks[end]) {
			end = partEnd(blocks, end)
		}
		end = i + beforeLinks(blocks[i:end])
		part := parse.Document{Blocks: withoutParticulars(linesOfBox(blocks[i:end])[1:])}
		dated := datedHeadline(*h) || sheetHead(h) || Shape(&part) >= 1 || listsDates(part.Blocks) || datedAbove(part.Blocks)
		if dated && !chaptertext.IsControl(part.Blocks) && stands(i, end) {
			return i, end
		}
	}
	return 0, 0
}

// partEnd is the block that ends the part below the heading at block i, or the box that it
// opens.
func partEnd(blocks []parse.Block, i int) int {
	end := i + 1
	if h := &blocks[i]; h.Kind == parse.Row || h.Kind == parse.Box {
		for end < len(blocks) && (layout.SameTable(h, &blocks[end]) || h.Kind == parse.Box && h.Group != 0 && blocks[end].Group == h.Group) {
			end++
		}
		return end
	}
	for end < len(blocks) && !endsPart(&blocks[i], &blocks[end]) {
		end++
	}
	return end
}

// namesPart reports a line that is the title of amendments: its words say so, or the table
// right below it.
func namesPart(blocks []parse.Block, i int) bool {
	h := &blocks[i]
	text := strings.TrimSpace(h.Text)
	switch {
	case h.Kind == parse.Box:
		return namesAmendments(text)
	case h.Kind == parse.Row:
		return opensBox(blocks, i)
	case h.Kind != parse.Heading && h.Kind != parse.Paragraph, text == "", len(text) > layout.MaxTitle:
		return datedHeadline(*h)
	}
	next := i + 1
	if h.Kind == parse.Heading || h.Bold {
		if datedHeadline(*h) || sheetHead(h) || namesAmendments(text) || mainChanges.MatchString(text) {
			return true
		}
		if next+1 < len(blocks) && blocks[next].Kind == parse.Paragraph && endsAsSentence(blocks[next].Text) && wording.CountWords(blocks[next].Text) <= chaptertext.MostParticular {
			next++ // what the table tells
		}
	} else if endsAsSentence(text) || len(h.Links) > 0 {
		return false // of a list of contents above the table
	}
	return next < len(blocks) && logColumns(&blocks[next])
}

// opensBox reports the first row of a table of one column whose first line is the title of
// amendments: a box that sets them apart.
func opensBox(blocks []parse.Block, i int) bool {
	if i > 0 && layout.SameTable(&blocks[i-1], &blocks[i]) {
		return false
	}
	for k := i; k < chaptertext.TableEnd(blocks, i); k++ {
		if len(blocks[k].Cells) != 1 {
			return false
		}
	}
	title, _, _ := strings.Cut(strings.TrimSpace(blocks[i].Cells[0].Text), "\n")
	return len(title) <= layout.MaxTitle && namesAmendments(wording.Squeeze(title))
}

// linesOfBox makes lines of the rows of a box of amendments, its title first; other blocks
// stay as they are.
func linesOfBox(blocks []parse.Block) []parse.Block {
	if blocks[0].Kind != parse.Row || !opensBox(blocks, 0) {
		return blocks
	}
	var out []parse.Block
	for i := range blocks {
		for _, l := range layout.SplitLines(blocks[i].Cells[0].Text, blocks[i].Cells[0].Links) {
			if strings.TrimSpace(l.Text) != "" {
				out = append(out, parse.Block{Kind: parse.Paragraph, Text: l.Text, Links: l.Links, Bold: len(out) == 0, Page: blocks[i].Page})
			}
		}
	}
	return out
}

func endsAsSentence(text string) bool {
	return strings.ContainsAny(text[len(strings.TrimRight(text, ".:")):], ".:")
}

// logColumns reports the names of the columns of a record of changes: when, where and what, each
// named as such. "Document | Format | Last updated" are those of a list of contents.
func logColumns(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Row || !layout.NamesColumns(b) {
		return false
	}
	c, ok := layout.NameColumns(b.Cells)
	return ok && c.Date >= 0 && c.Chapter >= 0 && c.Details >= 0 && c.Chapter != c.Details && layout.ColumnOf(b.Cells[c.Details].Text) != layout.KeyNone
}

// sheetName is what a sheet of amendments is called that was put in later, beside its date:
// "Amendment Sheet 2 –", "Update No. 3".
var sheetName = pattern.New(`(?i)^(?:amendments?|revisions?|updates?|changes|supplement|errata)(?:\s+(?:sheet|slip|notice|note|list|package|pack|set|bulletin|circular)s?)?(?:\s+(?:no\.?|number|nr\.?)?\s*\d{1,3}(?:\.\d+)*)?$`)

// sheetHead reports the heading of such a sheet, with its day or month.
func sheetHead(b *parse.Block) bool {
	text := wording.Squeeze(b.Text)
	if len(text) > longestContext || !dates.MayHoldDate(text) {
		return false
	}
	d, printed, ok := dates.FirstDate(text)
	return ok && d.Precision != normalise.Year && sheetName.MatchString(strings.Trim(strings.Replace(text, printed, "", 1), besideSigns+" "))
}

// listsDates reports lists of several items most of which hold a date, or several lines most of
// which begin or end with one.
func listsDates(blocks []parse.Block) bool {
	items, dated, lines, told := 0, 0, 0, 0
	for i := range blocks {
		switch b := &blocks[i]; {
		case b.Region != parse.Main:
		case b.Kind == parse.Item:
			_, _, ok := dates.FirstDate(b.Text)
			items, dated = items+1, dated+wording.BoolInt(ok)
		case b.Kind == parse.Paragraph:
			d, _, _ := lineDate(strings.TrimSpace(b.Text))
			lines, told = lines+1, told+wording.BoolInt(!d.IsZero())
		}
	}
	return dated > 1 && dated*2 > items || told > 1 && told*2 > lines
}

// mainChanges is the heading of the changes of an edition on the page that has it.
var mainChanges = pattern.New(`(?i)^(?:(?:main|key|principal|important|significant)\s+|summary\s+of\s+(?:the\s+)?(?:(?:main|key)\s+)?)(?:changes|amendments|updates|revisions)(?:\s+(?:to|in|since|for|from)\b.{0,60})?$`)

// holdSince is a sentence that tells from which day all changes below it hold.
var holdSince = pattern.New(`(?i)\b(?:they|these|changes|amendments|updates|revisions)\b[^.]{0,60}\b(?:appl(?:y|ies|ied)|effective|effect|force)\b[^.]{0,20}\b` + dates.DatePhrase)

// beforeLinks counts the blocks of a part before the lines at its end that are links and no more,
// where nothing above them holds a link: they are of the list of contents that goes on there.
func beforeLinks(part []parse.Block) int {
	end := len(part)
	for end > 1 && part[end-1].Kind == parse.Paragraph && layout.LinkShare(part[end-1].Text, part[end-1].Links) >= 0.9 {
		end--
	}
	if slices.ContainsFunc(part[:end], func(b parse.Block) bool { return len(b.AllLinks()) > 0 }) {
		return len(part)
	}
	return end
}

// datedAbove reports a table or list of changes below a sentence that tells when all of them were
// made: "The updated version was published on 31 August 2023."
func datedAbove(blocks []parse.Block) bool {
	told := false
	for i := range blocks {
		switch b := &blocks[i]; {
		case b.Region != parse.Main:
		case b.Kind == parse.Row:
			c, ok := layout.NameColumns(b.Cells)
			return told && ok && layout.NamesColumns(b) && c.Chapter >= 0 && c.Details >= 0
		case b.Kind == parse.Item:
			return told && len(b.Links) == 0 && i+1 < len(blocks) && blocks[i+1].Kind == parse.Item
		case b.Kind == parse.Paragraph && whenAll.MatchString(b.Text):
			_, _, dated := editionDate(b.Text)
			told = told || dated
		case b.Kind == parse.Paragraph:
			told = told || holdSince.MatchString(b.Text)
		}
	}
	return false
}

// contentsLine stands over a list of contents that was typed.
var contentsLine = pattern.New(`(?i)^\s*(?:(?:table|list)\s+of\s+)?contents(?:\s+(?:page|list))?\s*:?\s*$`)

// opensContents reports a line over such a list, or the head of one that is a table.
func opensContents(b *parse.Block) bool {
	return b.Kind == parse.Paragraph && contentsLine.MatchString(b.Text) || toc.HeadsContents(b)
}

// endsPart reports whether the part below a heading ends before a block: at the list of
// contents, at the next heading that is no lower, below a line in bold at the next
// heading or line in bold without a date.
func endsPart(h, b *parse.Block) bool {
	if b.Region == parse.Contents || opensContents(b) {
		return true
	}
	if h.Kind == parse.Heading {
		return b.Region == parse.Main && b.Kind == parse.Heading && b.Level <= h.Level
	}
	_, _, dated := dates.FirstDate(b.Text)
	return b.Region == parse.Main && (b.Kind == parse.Heading || b.Kind == parse.Paragraph && b.Bold) && !dated
}
