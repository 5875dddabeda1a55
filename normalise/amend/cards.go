package amend

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Archives of posts and walls of cards repeat one element for each entry, and print when it was
// made wherever their theme has it: above the words or below them, beside the author, the
// category or the section, in small print that is no text of the page. The elements say where an
// entry begins and ends, and what stands alike in all of them means the same: what says the day
// is their date, what names chapters is their name, what comes back again and again is a label.

// An entry is what one of several elements made alike holds: places of blocks.
type entry []int

// entries are the elements made alike on one level of a page, and what is known of their lines.
type entries struct {
	r      *amendReader
	blocks []parse.Block
	all    []entry
	days   map[int]entryDate // lines that may say when an entry was made, by place of the block
	dates  map[int]entryDate // those that do, by place of the block
	names  map[int]entryName // by place of the block
	labels map[int]bool      // places of lines that are no words on a change
}

// An entryDate is what a line tells that says when an entry was made.
type entryDate struct {
	date    normalise.Date
	printed string
	beside  string // what else the line says
	meta    bool   // any reader knows it as the line of a date
}

// mostBeside is how many words stand beside a date at most.
const mostBeside = 14

// datedEntries writes the entries of a page as any page tells the same: those that name one
// chapter each as the rows of a table, others below their dates. A page whose entries have no
// date of their own, or in a place and in words that any reader knows, is left as it is.
func (r *amendReader) datedEntries(blocks []parse.Block) []parse.Block {
	deepest, days := 0, make(map[int]entryDate)
	for i := range blocks {
		if len(blocks[i].Entries) == 0 {
			continue
		}
		deepest = max(deepest, len(blocks[i].Entries))
		if d, ok := r.entryDate(&blocks[i]); ok {
			days[i] = d
		}
	}
	var best *entries
	for depth := range deepest {
		e := &entries{r: r, blocks: blocks, all: entriesAt(blocks, depth), days: days}
		if e.findDates() && (best == nil || len(e.dates) > len(best.dates)) {
			best = e
		}
	}
	if best == nil {
		return blocks
	}
	best.findNames()
	best.findLabels()
	if best.plain() {
		return blocks
	}
	return best.write()
}

// entriesAt are the elements made alike on one level that hold text of the page.
func entriesAt(blocks []parse.Block, depth int) []entry {
	var all []entry
	last := 0
	for i := range blocks {
		b := &blocks[i]
		if len(b.Entries) <= depth {
			last = 0
			continue
		}
		if id := b.Entries[depth]; id != last {
			all, last = append(all, nil), id
		}
		all[len(all)-1] = append(all[len(all)-1], i)
	}
	return slices.DeleteFunc(all, func(one entry) bool {
		return !slices.ContainsFunc(one, func(i int) bool { return blocks[i].Region == parse.Main })
	})
}

// once finds the look that most entries, such a share in tenths, have once among the lines of
// one sort, and its lines.
func (e *entries) once(share int, is func(i int) bool, fits func(at []int) bool) []int {
	at := make(map[string][]int)
	var order []string
	for _, one := range e.all {
		now := make(map[string][]int)
		for _, i := range one {
			if is(i) {
				look := entryLook(&e.blocks[i])
				now[look] = append(now[look], i)
			}
		}
		for _, i := range one {
			if look := entryLook(&e.blocks[i]); len(now[look]) == 1 && now[look][0] == i {
				if at[look] == nil {
					order = append(order, look)
				}
				at[look] = append(at[look], i)
			}
		}
	}
	var best []int
	for _, look := range order {
		if lines := at[look]; len(lines) > len(best) && len(lines)*10 >= len(e.all)*share && fits(lines) {
			best = lines
		}
	}
	return best
}

// entryLook is how a line of an entry is set; whether it is the first in the item of a list
// makes no difference.
func entryLook(b *parse.Block) string {
	if b.Kind != parse.Item {
		return lookOf(b)
	}
	like := *b
	like.Kind, like.Level = parse.Paragraph, 0
	return lookOf(&like)
}

// findDates finds the line of each entry that says when it was made; false where they have none.
func (e *entries) findDates() bool {
	e.dates = make(map[int]entryDate)
	lines := e.once(8, func(i int) bool { _, ok := e.days[i]; return ok }, e.areDates)
	if len(lines) < leastRecords {
		return false
	}
	for _, i := range lines {
		e.dates[i] = e.days[i]
	}
	return true
}

// entryDate reads a short line with one day or month that names no chapter and tells no change.
func (r *amendReader) entryDate(b *parse.Block) (entryDate, bool) {
	text := wording.Squeeze(b.Text)
	if b.Kind == parse.Row || b.Kind == parse.Image || !dates.MayHoldDate(text) || joinedLine.MatchString(text) {
		return entryDate{}, false
	}
	if d, printed, beside, ok := bylineDate(b.Text); ok {
		if name, ok := nameInFront(b.Text, printed, beside); !ok || r.titleIn(name) == "" {
			return entryDate{d, printed, beside, true}, true
		}
	}
	if wording.CountWords(text) > mostBeside+4 {
		return entryDate{}, false
	}
	d, printed, ok := dates.FirstDate(text)
	before, after, _ := strings.Cut(text, printed)
	before = weekdayLast.ReplaceAllString(before, "")
	if _, _, more := dates.FirstDate(after); !ok || more || d.Precision == normalise.Year {
		return entryDate{}, false
	}
	if _, next := NextUpdate(text); next || timeBound.MatchString(before) {
		return entryDate{}, false
	}
	beside := wording.Squeeze(strings.Map(noSigns, before+" "+after))
	_, _, meta := metaDate(text)
	if !meta && (wording.CountWords(beside) > mostBeside || changeSentence.MatchString(text) || wasDone.MatchString(wasPosted.ReplaceAllString(beside, ""))) || r.toChapter(beside, b.Links) {
		return entryDate{}, false
	}
	return entryDate{d, printed, beside, meta}, true
}

// joinedLine tells of the writer of an entry, beside it in a forum: "Joined: 4 Sep 2022".
var joinedLine = pattern.New(`(?i)^(?:joined|registered|member\s+since)\b`)

// wasPosted says of an entry itself that it was published.
var wasPosted = pattern.New(`(?i)^this\s+(?:entry|post|article|item|story|update)\s+was\s+(?:first\s+)?(?:posted|published|written|submitted|filed|added|last\s+modified)\b`)

// toChapter reports words that are, or a link that leads to, a chapter of the manual.
func (r *amendReader) toChapter(text string, links []parse.Link) bool {
	if i := r.titles.find(r.titleIn(text)); i >= 0 && !r.titles.parent(i) {
		return true
	}
	return slices.ContainsFunc(links, func(l parse.Link) bool {
		i := r.titles.byLink(l.Href)
		return i >= 0 && !r.titles.parent(i)
	})
}

// dateClass is the class of the small print of an entry.
var dateClass = pattern.New(`(?i)(?:author|posted|meta|categor|publish|byline|submitted|footer|(?:\b|_)(?:date|time|info)\b)`)

// areDates reports lines that say when: any reader knows them, they are set as small print, or
// what else they say comes back.
func (e *entries) areDates(lines []int) bool {
	known, beside := 0, make(map[string]bool)
	for _, i := range lines {
		d := e.days[i]
		known += wording.BoolInt(d.meta || dateClass.MatchString(e.blocks[i].Class) || e.blocks[i].Region != parse.Main || e.r.titles.find(d.beside) >= 0)
		beside[noDigits(d.beside)] = true
	}
	return known*10 >= len(lines)*8 || len(lines) > leastRecords && len(beside)*2 <= len(lines)
}

// findNames finds the line of each entry that names its chapter, if most have one: in entries
// whose chapter has left the manual it is the first that is set as the names of the others.
func (e *entries) findNames() {
	e.names = make(map[int]entryName)
	told := make(map[int]entryName)
	for _, one := range e.all {
		for _, i := range one {
			told[i] = e.r.entryName(&e.blocks[i])
		}
	}
	lines := e.once(6, func(i int) bool { return told[i].known }, func([]int) bool { return true })
	if len(lines) == 0 {
		return
	}
	look, first := entryLook(&e.blocks[lines[0]]), 0
	for _, i := range lines {
		e.names[i] = told[i]
	}
	var lost []int
	for _, one := range e.all {
		for _, i := range one {
			if told[i].name != "" && entryLook(&e.blocks[i]) == look {
				first += wording.BoolInt(e.named(i))
				if !slices.ContainsFunc(one, e.named) {
					lost = append(lost, i)
				}
				break
			}
		}
	}
	for _, i := range lost {
		if first*10 >= len(lines)*8 {
			e.names[i] = told[i]
		}
	}
}

// An entryName is what a line tells that names the chapter of an entry.
type entryName struct {
	name  string
	known bool // is a title of the manual or leads to its chapter
	isNew bool
}

// entryName reads a line that names a chapter, "Neglect" or "Neglect: procedure updated", or
// may name one that has left the manual.
func (r *amendReader) entryName(b *parse.Block) entryName {
	text := wording.Squeeze(b.Text)
	if b.Region != parse.Main || b.Kind == parse.Row || b.Kind == parse.Image || r.onlyMore(b.Text, b.Links) || moreLink.MatchString(text) && len(b.Links) > 0 {
		return entryName{}
	}
	if title := r.titleIn(text); title != "" {
		if i := r.titles.find(title); r.titles.parent(i) {
			return entryName{}
		}
		around := strings.Trim(strings.Replace(text, title, "", 1), " .:–—-")
		return entryName{title, true, newHead.MatchString(around)}
	}
	if !canNameText(text) || saysKind(text) {
		return entryName{}
	}
	i := r.titles.byLink(layout.LinkOf(b.Links))
	return entryName{text, i >= 0 && !r.titles.parent(i) && layout.LinkShare(b.Text, b.Links) > 0.8, false}
}

func (e *entries) named(i int) bool { return e.names[i].name != "" }

func (e *entries) labelled() bool {
	for _, is := range e.labels {
		if is {
			return true
		}
	}
	return false
}

// findLabels finds the lines that are set alike, stand once in an entry and say again and again
// the same, or who wrote it and where it is filed.
func (e *entries) findLabels() {
	e.labels = make(map[int]bool)
	at, texts, told := make(map[string][]int), make(map[string]map[string]bool), make(map[string]int)
	for _, one := range e.all {
		for _, i := range one {
			b := &e.blocks[i]
			if _, dated := e.dates[i]; dated || e.named(i) || b.Region != parse.Main || b.Kind == parse.Row {
				continue
			}
			text := wording.Squeeze(b.Text)
			e.labels[i] = e.r.isLabel(text, b) || len(e.names) > 0 && e.r.leadsOn(text, b)
			if e.labels[i] && !tellsKind(text) {
				continue
			}
			look := entryLook(b)
			if texts[look] == nil {
				texts[look] = make(map[string]bool)
			}
			_, text = kindIn(b)
			at[look], texts[look][noDigits(text)] = append(at[look], i), true
			told[look] += wording.BoolInt(wording.CountWords(text) > longestLabel || wording.CountWords(text) > 3 && tellsChange(text))
		}
	}
	for _, look := range slices.Sorted(maps.Keys(at)) {
		lines := at[look]
		sections, kinds := 0, 0
		for _, i := range lines {
			kind, rest := kindIn(&e.blocks[i])
			kinds += wording.BoolInt(kind != "" && (rest == "" || labelClass.MatchString(e.blocks[i].Class)))
			if s := e.r.titles.find(rest); s >= 0 && e.r.titles.parent(s) {
				sections++
			}
		}
		once := len(lines) <= len(e.all)
		comesBack := once && len(lines) > leastRecords && len(texts[look])*2 <= len(lines)
		if told[look]*5 > len(lines) || !comesBack && sections < len(lines) && !(once && kinds*2 >= len(lines)) {
			continue
		}
		for _, i := range lines {
			e.labels[i] = true
		}
		if kinds == 0 && sections == 0 && e.silenced()*5 > len(e.all) {
			for _, i := range lines {
				e.labels[i] = false // all that is said of most changes is the same
			}
		}
	}
}

// silenced counts the entries that say nothing but their date, name and labels.
func (e *entries) silenced() int {
	n := 0
	for _, one := range e.all {
		n += wording.BoolInt(!slices.ContainsFunc(one, func(i int) bool {
			_, dated := e.dates[i]
			return e.blocks[i].Region == parse.Main && !dated && !e.named(i) && !e.labels[i]
		}))
	}
	return n
}

// longestLabel is how many words a label has at most.
const longestLabel = 8

// labelClass is the class of the labels of an entry.
var labelClass = pattern.New(`(?i)(?:(?:\b|_)(?:tags?|cats?|badges?|labels?|meta|topics?|kicker|eyebrow|status|pills?|chips?)\b|categor)`)

// kindIn parts a line into the part that says what sort of change an entry tells, "New", and what
// else it says, "New | Professional practice".
func kindIn(b *parse.Block) (kind, rest string) {
	text := wording.Squeeze(b.Text)
	if tellsKind(text) {
		return text, ""
	}
	var parts []string
	if cuts := cutsOf(b); len(cuts) > 2 {
		for i, from := range cuts[:len(cuts)-1] {
			parts = append(parts, b.Text[from:cuts[i+1]])
		}
	} else {
		parts = strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("|·•:–—", c) })
	}
	for _, part := range parts {
		part = strings.Trim(part, partSigns)
		if kind == "" && tellsKind(part) {
			kind = part
		} else if part != "" {
			rest = strings.TrimSpace(rest + " " + part)
		}
	}
	if kind == "" {
		return "", text
	}
	return kind, rest
}

// versionLine is a line that only counts the issues of a chapter.
var versionLine = pattern.New(`(?i)^(?:version|issue|edition|revision|ver\.?|v)\s*[:.]?\s*\d{1,3}(?:\.\d{1,3}){0,2}$`)

// filedLine says where an entry is filed or how many have answered.
var filedLine = pattern.New(`(?i)^(?:(?:tags?|tagged|categor(?:y|ies)|categori[sz]ed|filed|posted|topics?|sections?|area)\b(?:\s+(?:as|in|under|with))?\s*:?\s+\S.{0,60}|(?:no|\d{1,3})\s+comments?\b.{0,20}|leave\s+a\s+(?:comment|reply)\b.*|comments?\s+(?:off|closed)\b.*|by|in|under|[|/•·–—-])$`)

// leadsOn reports a line that is a link to the whole of an entry, "Read the procedure: Neglect".
func (r *amendReader) leadsOn(text string, b *parse.Block) bool {
	return len(b.Links) == 1 && layout.LinkShare(b.Text, b.Links) > 0.8 && (moreLink.MatchString(text) || moreWords.MatchString(text)) && r.titles.find(text) < 0
}

// isLabel reports a line of an entry that is no word on a change: who wrote it, where it is
// filed, a link to the whole of it.
func (r *amendReader) isLabel(text string, b *parse.Block) bool {
	if readingTime.MatchString(text) || countField.MatchString(text) || hashTags.MatchString(text) || r.onlyMore(b.Text, b.Links) {
		return true
	}
	if r.toChapter(text, b.Links) {
		return false
	}
	p := piece{text: text, links: b.Links}
	return writtenBy.MatchString(text) || versionLine.MatchString(text) || filedLine.MatchString(text) && !tellsChange(text) || r.onlyTopics(&p) && b.Kind != parse.Heading || b.Kind != parse.Heading && tellsKind(text) || dateBox.MatchString(text)
}

// tellsKind reports a line that only says what sort of change or of entry this is.
func tellsKind(text string) bool {
	return saysKind(text) || badge.MatchString(text) || kindTag.MatchString(text)
}

// plain reports entries that any reader understands: a date known by its words stands above all
// but headings, and nothing is a label.
func (e *entries) plain() bool {
	return !e.labelled() && !slices.ContainsFunc(e.all, func(one entry) bool { return !e.dateFirst(one) })
}

func (e *entries) dateFirst(one entry) bool {
	for _, i := range one {
		b := &e.blocks[i]
		if d, dated := e.dates[i]; dated {
			return d.meta && b.Region == parse.Main
		}
		if b.Region == parse.Main && b.Kind != parse.Heading && !e.named(i) {
			return e.dateOf(one) < 0
		}
	}
	return true
}

// dateOf is the place of the line that dates an entry, -1 if it has none.
func (e *entries) dateOf(one entry) int {
	for _, i := range one {
		if _, dated := e.dates[i]; dated {
			return i
		}
	}
	return -1
}

// write writes the entries in place of their blocks.
func (e *entries) write() []parse.Block {
	w := fieldWriter{blocks: e.blocks, out: make([]parse.Block, 0, len(e.blocks))}
	for i := range e.blocks {
		w.table = max(w.table, e.blocks[i].Table)
	}
	next := 0
	for _, one := range e.all {
		w.out = append(w.out, e.blocks[next:one[0]]...)
		if at, rows := e.listed(one); rows != nil {
			for k, f := range rows {
				w.row(at[k], f)
			}
			w.last = one[len(one)-1] + 1
		} else if f, ok := e.fieldsOf(one); ok {
			w.row(one[0], f)
			w.last = one[len(one)-1] + 1
		} else {
			w.out = e.appendDated(w.out, one)
		}
		next = one[len(one)-1] + 1
	}
	return append(w.out, e.blocks[next:]...)
}

// fieldsOf are the parts of an entry that names one chapter: when, which, what, of what sort.
func (e *entries) fieldsOf(one entry) (f fields, ok bool) {
	var more []parse.Link // lead on to the whole of it
	for _, i := range one {
		b := &e.blocks[i]
		text := wording.Squeeze(b.Text)
		d, dated := e.dates[i]
		switch {
		case dated:
			f[fieldDate].Text = d.printed
			if kind, _ := kindIn(b); kind != "" && (newHead.MatchString(kind) || newTag.MatchString(kind)) {
				f[fieldKind].Text = "New"
			}
		case b.Region != parse.Main || b.Kind == parse.Image:
		case b.Kind == parse.Row:
			return f, false
		case e.named(i):
			f[fieldChapter] = parse.Cell{Text: e.names[i].name, Links: b.Links}
			if e.names[i].isNew {
				f[fieldKind].Text = "New"
			}
		case e.r.onlyMore(b.Text, b.Links):
			more = append(more, b.Links...)
		case e.labels[i] || tellsKind(text):
			kind, _ := kindIn(b)
			f[fieldKind].Text = cmp.Or(f[fieldKind].Text, kind)
		default:
			f[fieldDetails].Text = wording.JoinLines(f[fieldDetails].Text, withoutMore(strings.TrimSpace(b.Text), b.Links))
		}
	}
	if name := &f[fieldChapter]; e.r.titles.find(name.Text) < 0 && !e.r.toChapter("", name.Links) && e.r.toChapter("", more) {
		name.Links = more // "Go to the chapter", below the name that it had then
	}
	if f[fieldDetails].Text == "" {
		f[fieldDetails].Text = f[fieldKind].Text // all that is said: "New chapter"
	}
	return f, f[fieldDate].Text != "" && f[fieldChapter].Text != "" && f[fieldDetails].Text != ""
}

// appendDated writes an entry with its date where it stands above the words, or else right
// below the headings, and without labels.
func (e *entries) appendDated(out []parse.Block, one entry) []parse.Block {
	at := e.dateOf(one)
	told := at < 0
	for _, i := range one {
		b := e.blocks[i]
		if !told && (i == at || b.Kind != parse.Heading && b.Region == parse.Main && !e.labels[i]) {
			out, told = append(out, parse.Block{Kind: parse.Paragraph, Region: parse.Main, Part: b.Part, Class: e.blocks[at].Class, Text: e.dates[at].printed}), true
			out = e.appendKinds(out, one)
		}
		if i != at && !e.labels[i] {
			out = append(out, b)
		}
	}
	return out
}

// appendKinds writes the lines of an entry that say what sort of change it tells. Where entries
// have several chapters under headings of their own, each is said of one of these.
func (e *entries) appendKinds(out []parse.Block, one entry) []parse.Block {
	headed := func(i int) bool { return e.blocks[i].Kind == parse.Heading && e.r.known(&e.blocks[i]) }
	if len(e.names) == 0 && slices.ContainsFunc(one[1:], headed) {
		return out
	}
	for _, i := range one {
		if e.labels[i] && saysKind(wording.Squeeze(e.blocks[i].Text)) {
			out = append(out, e.blocks[i])
		}
	}
	return out
}
