package amend

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// A page of amendments is a list of records, and what is set alike on one page means
// the same: the name of the chapter, when it was changed, what was changed. So where
// reading it from top to bottom by what each line says gives rows that hang together
// badly, the page is read in records: each way of setting a line is tried as the one
// that begins a record, and the reading that gives the most whole rows stands.

const (
	leastRecords = 2      // how often a look must come back to begin records
	mostLooks    = 24     // how many looks are tried
	mostTried    = 100000 // pieces that are read over all looks: a longer page has fewer tries
)

// bestReading is the reading of a page that gives the most whole rows.
func (lg *Log) bestReading(p *normalise.Page, titles *titleIndex) *amendReader {
	first := lg.amendReader(p, titles)
	dated, printed := withYears(through(withChapterNumbers(p.Document),
		withoutParticulars, first.withoutImprint, withoutShares, withoutOpeners, withoutSavers, historyLines, withoutSilence, withoutCodeKey, first.outOfMessages,
		first.plainTags, first.withoutFiling, layout.HeadedTables, first.fieldRows, joinDates))
	best := first.best(through(dated,
		first.withoutOtherPosts, boldToFlags, first.kindsToFlags, releaseHeads, upright, keyedRows, withoutKindLabels, first.datedEntries,
		first.underChapters, first.leadRows, first.wholeLeads, first.untilOther, first.withoutOtherNews))
	best.left += first.beside
	best.tidyAll(dayOfName)
	best.daysInBrackets()
	best.dateOfPost(p.Blocks)
	for i := range best.rows {
		a := &best.rows[i]
		a.Details = withoutReadingTime(asPrinted(a.Details, printed))
		if day := printed[a.DateText]; day != "" {
			a.DateText = day
		}
	}
	return best
}

// through takes the blocks of a page through steps, each of which writes one way of telling
// changes as any page tells them, or leaves out what tells none. Their order matters.
func through(blocks []parse.Block, steps ...func([]parse.Block) []parse.Block) []parse.Block {
	for _, step := range steps {
		blocks = step(blocks)
	}
	return blocks
}

// best reads blocks in all ways that may fit, r among them, and gives the one that gives
// the most whole rows.
func (r *amendReader) best(blocks []parse.Block) *amendReader {
	r.findTags(blocks)
	r.findWhen(blocks)
	r.findAreas(blocks)
	r.findDayHeads(blocks)
	r.findCoded(blocks)
	blocks = r.withoutCaptions(blocks)
	r.run(blocks)
	r.settle()
	most := r.worth()
	enough := most.words * 10 / 7
	if !slices.ContainsFunc(r.stands, func(s standing) bool { return !s.tabled }) {
		enough = most.words * 11 / 5 // heads of tables and what stands over them
	}
	if most.whole >= 0.9*float64(most.rows) && layout.MainWords(r.page.Document, enough) <= enough {
		return r // hardly anything is left to be read better
	}
	pieces := r.pieces(blocks)
	ways := []func(*amendReader){}
	for _, pieces := range withoutClass(pieces) {
		for _, look := range looks(pieces) {
			ways = append(ways, func(r *amendReader) { r.byRecords(pieces, look) })
		}
	}
	ways = append(ways, func(r *amendReader) { r.bySentences(pieces) })
	readers, worths := make([]*amendReader, len(ways)), make([]worth, len(ways))
	parallel.Do(len(ways), func(i int) {
		other := r.again()
		ways[i](other)
		other.settle()
		readers[i], worths[i] = other, other.worth()
	})
	best := r
	for i, w := range worths {
		if w.better(most) {
			best, most = readers[i], w
		}
	}
	return best
}

func (lg *Log) amendReader(p *normalise.Page, titles *titleIndex) *amendReader {
	return &amendReader{log: lg, page: p, amendContext: amendContext{scope: lg.scopeOf(p)}, titles: titles, open: -1, voted: &parallel.Memo[int, layout.Columns]{}, records: &parallel.Memo[string, bool]{}, words: &parallel.Memo[string, int]{}, areas: lg.Input.Areas, others: lg.leadsOn(p)}
}

// again is a reader of the same page that has read nothing of it yet.
func (r *amendReader) again() *amendReader {
	return &amendReader{log: r.log, page: r.page, amendContext: amendContext{scope: r.log.scopeOf(r.page)}, titles: r.titles, open: -1, voted: r.voted, records: r.records, words: r.words, tags: r.tags, areas: r.areas, dayHeads: r.dayHeads, coded: r.coded, others: r.others, tables: r.tables, spreadRows: r.spreadRows}
}

// A record is the pieces from one that begins a record to the next, under what was
// said above it.
type record struct {
	pieces  []*piece
	row     *parse.Block // in place of pieces: a row of a table whose columns are known
	context amendContext
}

// byRecords reads a page whose records begin with the pieces of one look.
func (r *amendReader) byRecords(pieces []piece, lead string) {
	own := datesInRecords(pieces, lead)
	count, known := make(map[string]int), make(map[string]int)
	leadRank := 0
	for i := range pieces {
		p := &pieces[i]
		count[p.look]++
		known[p.look] += wording.BoolInt(p.known)
		if p.look == lead {
			leadRank = p.rank
		}
	}
	var records []record
	open, closed := false, endsWithList(pieces, lead)
	below, beside := badgesBelow(pieces, lead), besideLooks(pieces, lead)
	under := 0 // records above the last date
	for i := range pieces {
		p := &pieces[i]
		if !p.date.IsZero() {
			under = len(records)
		}
		inside := own[p.look] && !p.date.IsZero()
		if !p.next.IsZero() {
			r.next = p.next
			continue
		}
		switch {
		case p.row != nil:
			records, open = append(records, record{row: p.row, context: r.amendContext}), false
		case p.look == lead && (inside || p.date.IsZero() && !(!p.known && (p.head || saysKind(p.text)) && r.setContext(strings.Trim(p.text, ":")))):
			records, open = append(records, record{pieces: []*piece{p}, context: r.amendContext}), true
		case inside && open:
			last := &records[len(records)-1]
			last.pieces = append(last.pieces, p)
		case !below && i+1 < len(pieces) && pieces[i+1].look == lead && p.isBadge():
			r.isNew, r.kinded = newTag.MatchString(p.text), false // a badge above the record
			r.setContext(p.text)
		case (!p.date.IsZero() || p.head && !p.known || !open) && r.setContext(strings.Trim(p.text, ":")):
			open = false
		case !p.date.IsZero():
			r.setDate(p.date, p.printed)
			open = false
		case dateBox.MatchString(p.text):
		case p.rank > 0 && (!p.known && count[p.look]*2 < count[lead] || leadRank == 0 && (known[p.look] == 0 || known[p.look] < known[lead])):
			r.head, open = p.text, false // a heading over something else
		case open && closed && leavesList(records[len(records)-1].pieces[0], p):
			open = false // is said below the list
			r.setLeadIn(p.text)
		case open && announcement.MatchString(p.text) && announces(p.text) && len(records[len(records)-1].pieces) > 1:
			open = false // leads in what stands below
			r.setLeadIn(p.text)
		case !open && r.setLeadIn(p.text):
		case !open && aloneUnderDate(pieces, i, lead):
			records = append(records, record{pieces: []*piece{p}, context: r.amendContext})
		case beside[p.look] && !(open && records[len(records)-1].opensList()):
			records, open = append(records, record{pieces: []*piece{p}, context: r.amendContext}), true
		case open && !p.head && records[len(records)-1].inOne() && r.tellsOfAll(p.text):
			records = append(records, record{pieces: []*piece{p}, context: r.amendContext})
		case open:
			last := &records[len(records)-1]
			last.pieces = append(last.pieces, p)
		}
	}
	r.shifted = under == len(records) && datesBelow(records)
	r.writeRecords(records, lead)
}

// opensList reports a record whose last words lead in a list.
func (rec *record) opensList() bool { return opensList(rec.pieces[len(rec.pieces)-1].text) }

// leavesList reports a paragraph outside the list in which an item stands.
func leavesList(item, p *piece) bool { return !p.item && p.list != item.list }

// endsWithList reports that records are items and end with them: often enough one stands
// right below another in its list.
func endsWithList(pieces []piece, lead string) bool {
	items, followed := 0, 0
	for i := range pieces {
		p := &pieces[i]
		if p.look != lead || !p.item || p.list == 0 {
			continue
		}
		items++
		followed += wording.BoolInt(i+1 < len(pieces) && pieces[i+1].look == lead && pieces[i+1].list == p.list)
	}
	return followed > 0 && followed*3 >= items
}

// saysKind reports a line that only says what sort of change follows.
func saysKind(text string) bool { return newHead.MatchString(text) || updatedHead.MatchString(text) }

// datesInRecords are the looks of dates that stand once in most records, so that they
// are no headings over several.
func datesInRecords(pieces []piece, lead string) map[string]bool {
	records := 0
	once, dated, all := make(map[string]int), make(map[string]int), make(map[string]int)
	now := make(map[string]int)
	closeRecord := func() {
		for k, n := range now {
			if n == 1 {
				once[k]++
			}
		}
		clear(now)
	}
	for i := range pieces {
		p := &pieces[i]
		if p.look == lead {
			closeRecord()
			records++
		}
		all[p.look]++
		if !p.date.IsZero() {
			dated[p.look]++
			if records > 0 {
				now[p.look]++
			}
		}
	}
	closeRecord()
	out := make(map[string]bool)
	for k, n := range once {
		out[k] = n*10 >= records*7 && dated[k]*10 >= all[k]*7
	}
	return out
}

// writeRecords makes a row of each record.
func (r *amendReader) writeRecords(records []record, lead string) {
	name := nameLook(records, lead)
	labels := labelLooks(records, name)
	names := r.likeNeighbours(records, name)
	for i := range records {
		if records[i].row != nil {
			r.under(records[i].context, func() { r.row(records[i].row) })
			continue
		}
		r.writeRecord(&records[i], name, labels, names)
	}
}

// under does something in the context of a record, and keeps the rows that it makes.
func (r *amendReader) under(above amendContext, do func()) {
	now := *r
	r.amendContext, r.chapter, r.link = above, "", ""
	do()
	rows, stands, table, columns := r.rows, r.stands, r.table, r.columns
	*r = now
	r.rows, r.stands, r.table, r.columns = rows, stands, table, columns
}

// nameLook is the look of the pieces that name chapters: the one most of whose first
// pieces in a record do, that of the piece that begins it if none does.
func nameLook(records []record, lead string) string {
	known := make(map[string]int)
	for i := range records {
		seen := make(map[string]bool)
		for _, p := range records[i].pieces {
			if !seen[p.look] && p.known {
				known[p.look]++
			}
			seen[p.look] = true
		}
	}
	best := lead
	for _, rec := range records {
		for _, p := range rec.pieces {
			if known[p.look] > known[best] {
				best = p.look
			}
		}
	}
	return best
}

// kindTag is a word that tells what sort of change follows, as badges before a name do.
var kindTag = pattern.New(`(?i)^(?:new|added|created|updated|changed|amended|revised|reviewed|removed|withdrawn|deleted|retired|archived|renamed|replaced|merged|moved|fixed|(?:minor|major|significant)(?:\s+(?:change|update|amendment|revision))?)[:.–—-]?$`)

// badge is the sort or the subject of an entry, printed above its name.
var badge = pattern.New(`(?i)^(?:updates?|amendments?|changes?|revisions?|news|notice|announcements?|procedures?|polic(?:y|ies)|guidance|chapters?|(?:procedures?|policy|chapter)\s+(?:updates?|news|changes?)|new|updated|changed|amended|revised|reviewed|withdrawn|removed)$`)

// newTag stands before the name of a new chapter.
var newTag = pattern.New(`(?i)^(?:new|added)\b`)

// tellingMark beside the date of a name tells more than that something was changed.
var tellingMark = pattern.New(`^(?:renamed|replaced|merged|withdrawn|removed|deleted|retired|archived)$`)

// A naming is the name that a piece is read to begin with, and what it says behind it.
type naming struct{ name, rest string }

// likeNeighbours parts the pieces that begin with no title of the manual as most of those
// that do are parted: behind a tag ("Changed Neglect", "Removed Hidden Harm"), or into the
// name, by its link, bold or the words, and what was changed.
func (r *amendReader) likeNeighbours(records []record, name string) map[*piece]naming {
	known, tagged, told, several, titled := 0, 0, 0, 0, 0 // titled of those of several words
	var loose []*piece
	for _, rec := range records {
		for _, p := range rec.pieces {
			switch {
			case p.look != name:
			case p.known:
				known++
				tag, _, _ := strings.Cut(p.text, " ")
				tagged += wording.BoolInt(kindTag.MatchString(tag) && !strings.HasPrefix(p.name, tag))
				told += wording.BoolInt(p.rest != "")
				if strings.Contains(p.name, " ") {
					several++
					titled += wording.BoolInt(titleCase(p.name))
				}
			case p.date.IsZero():
				loose = append(loose, p)
			}
		}
	}
	out := make(map[*piece]naming)
	for _, p := range loose {
		tag, rest, _ := strings.Cut(p.text, " ")
		if tagged*10 >= known*7 && rest != "" && kindTag.MatchString(tag) {
			out[p] = naming{rest, ""}
		} else if told*10 >= known*7 {
			if n := r.nameFront(p); n.rest != "" && (canNameText(n.name) || namedApart(p.text, p.lead, n.name)) && (several == 0 || titled*10 < several*9 || titleCase(n.name)) {
				out[p] = n
			}
		}
	}
	return out
}

// nameFront is the name in front of a piece by its link, its bold words or its sense.
func (r *amendReader) nameFront(p *piece) naming {
	if len(p.links) > 0 {
		if name := wording.Squeeze(p.links[0].Text); name != "" && strings.HasPrefix(p.text, name) {
			return naming{name, strings.TrimLeft(p.text[len(name):], " :–—-,.|")}
		}
	}
	if p.lead > 0 && p.lead < len(p.text) {
		return naming{strings.Trim(p.text[:p.lead], " :–—-,."), strings.TrimLeft(p.text[p.lead:], " :–—-,.|")}
	}
	name, rest := r.split(p.text)
	return naming{name, rest}
}

// labelLooks are the looks whose pieces say the same again and again and tell no
// change: "Read more", "By the policy officer".
func labelLooks(records []record, name string) map[string]bool {
	count, told, words := make(map[string]int), make(map[string]int), make(map[string]int)
	texts := make(map[string]map[string]bool)
	for _, rec := range records {
		for _, p := range rec.pieces {
			count[p.look]++
			words[p.look] += wording.CountWords(p.text)
			if changeStart.MatchString(p.text) || changeSentence.MatchString(p.text) {
				told[p.look]++
			}
			if texts[p.look] == nil {
				texts[p.look] = make(map[string]bool)
			}
			texts[p.look][noDigits(p.text)] = true
		}
	}
	out := make(map[string]bool)
	for k, n := range count {
		repeats := n >= 3 && len(texts[k])*3 <= n || n >= leastRecords && smallPrint.MatchString(k) && words[k] <= 5*n
		out[k] = k != name && repeats && told[k]*2 < n
	}
	return out
}

// moreLink is a link that leads on to the whole of an entry, its name before or behind what
// it says, "Neglect Read more »", as themes add it for readers who do not see.
var moreLink = pattern.New(`(?i)^(?:(?:read|find\s+out|view|see|open|go\s+to|download|continue|full|learn|click|visit|more)\b.{0,60}|\S.{0,120}\s(?:read|see|learn|find\s+out|continue)\s+(?:more|reading)\s*[.…»>→]*)$`)

// withoutMore is a text without the link at its end that leads on to the whole of it.
func withoutMore(text string, links []parse.Link) string {
	if len(links) == 0 {
		return text
	}
	last := wording.Squeeze(links[len(links)-1].Text)
	if rest, ok := strings.CutSuffix(strings.TrimRight(text, " .»>"), last); ok && rest != "" && moreWords.MatchString(last) {
		return strings.TrimRight(rest, " \n")
	}
	return text
}

// moreWords are all that such a link says.
var moreWords = pattern.New(`(?i)^(?:read|find\s+out|see|view|open|go\s+to|visit|download|continue|learn|click|full|more)\b(?:\s+[\w.’'-]+){0,3}\s*[.…»>→]*$`)

// leadsTo begins a sentence that leads to the file of an entry: "The revised procedure is
// here: Neglect".
var leadsTo = pattern.New(`(?i)^(?:(?:the|this|our|a|an)\s+)?(?:(?:new|revised|updated|amended|full|current|latest|final)\s+){0,2}(?:procedure|policy|chapter|document|guidance|protocol|version|text|page)s?\s+(?:(?:is|are)(?:\s+(?:now\s+)?available)?|can(?:\s+now)?\s+be\s+(?:found|read|seen|viewed|downloaded|accessed))\s+(?:here|below|at\s+this\s+link|on\s+(?:this|our)\s+(?:page|site|website))\b`)

// onlyMore reports a line that is nothing but such a link, and names no chapter, or leads
// to the file of the entry.
func (r *amendReader) onlyMore(text string, links []parse.Link) bool {
	return len(links) == 1 && leadsTo.MatchString(strings.TrimSpace(text)) || len(links) == 1 && layout.LinkShare(text, links) > 0.8 && moreWords.MatchString(wording.Squeeze(text)) && r.titleIn(wording.Squeeze(text)) == ""
}

// writtenBy says who wrote an entry.
var writtenBy = pattern.New(`^(?:(?:[Pp]osted|[Ww]ritten|[Pp]ublished|[Aa]dded|[Uu]pdated|[Ss]ubmitted)\s+)?[Bb]y:?\s+(?:\S+\s+){0,7}\S+$`)

// hashTags are the topics of an entry as social media write them.
var hashTags = pattern.New(`^#\pL[^#]{1,40}(?:#\pL[^#]{1,40})*$`)

// smallPrint is the class of what themes print of an entry beside its words.
var smallPrint = pattern.New(`(?i)(?:author|writtenBy|posted|meta|categor|badge|label|\btags?\b|\bcat\b|\bby\b)`)

// onlyTopics reports a line of nothing but links that leads to no chapter and tells no
// change: the categories and topics of an entry.
func (r *amendReader) onlyTopics(p *piece) bool {
	if len(p.links) == 0 || p.known && len(p.links) == 1 || layout.LinkShare(p.text, p.links) < 0.8 || tellsChange(p.text) {
		return false
	}
	return !slices.ContainsFunc(p.links, func(l parse.Link) bool { return r.titles.byLink(l.Href) >= 0 })
}

// tellsAlone reports a record of one line that tells a change and names nothing: "Broken
// links mended in all chapters".
func (rec *record) tellsAlone() bool {
	return len(rec.pieces) == 1 && tellsChange(rec.pieces[0].text)
}

// writeRecord makes a row of one record.
func (r *amendReader) writeRecord(rec *record, name string, labels map[string]bool, names map[*piece]naming) {
	var a normalise.Amendment
	var details []string
	var earlier []change // of the same chapter, listed below the last one
	named, isNew, kind := false, false, ""
	for _, p := range rec.pieces {
		text := strings.Trim(p.text, ":")
		if n, ok := names[p]; ok && !named {
			own := piece{name: n.name, rest: n.rest, own: p.own, ownPrinted: p.ownPrinted, text: n.name, look: p.look, link: p.link, known: true, date: p.date}
			own.takeDate(n.name)
			own.takeRestDate()
			p = &own
		}
		switch {
		case !p.date.IsZero():
			if a.Date.IsZero() {
				a.Date, a.DateText = p.date, p.printed
			}
		case p.look == name && !named && (p.known || p.rank > 0 || canNameText(p.text) && !rec.tellsAlone()):
			if !p.known && rec.context.date.IsZero() {
				own := *p
				own.takeDate(p.name)
				p = &own
			}
			named, a.Chapter, a.Link = true, p.name, p.link
			if !p.own.IsZero() {
				a.Date, a.DateText = p.own, p.ownPrinted
			}
			if tellingMark.MatchString(p.mark) {
				kind = p.mark
			}
			isNew = isNew || p.mark == "new" || p.name != p.text && (newWords.MatchString(p.text) || newTag.MatchString(p.text))
			if p.rest != "" {
				details = append(details, p.rest)
			}
			kind = cmp.Or(kind, p.badge)
		case saysKind(text):
			isNew = isNew || newHead.MatchString(text)
			if named && strings.Contains(text, " ") {
				kind = p.text
			}
		case p.more && r.titles.find(a.Chapter) < 0 && r.titles.byLink(a.Link) < 0:
			a.Link = p.link // where the headline names no title of the manual
		case labels[p.look], p.more, writtenBy.MatchString(text), hashTags.MatchString(text), r.onlyTopics(p), len(p.links) > 0 && layout.LinkShare(p.text, p.links) > 0.8 && moreLink.MatchString(text):
		default:
			if c := earlierChange(p.text, a.Date); c.words != "" && named {
				earlier = append(earlier, c)
				continue
			}
			details = append(details, withoutMore(p.text, p.links))
		}
	}
	if len(details) == 0 && kind != "" {
		details = []string{kind} // all that is said: "New procedure", "withdrawn"
	}
	r.under(rec.context, func() {
		row := r.add(a.Chapter, strings.Join(details, "\n"), a.Link)
		if !a.Date.IsZero() {
			row.Date, row.DateText = a.Date, a.DateText
		}
		row.New = row.New || isNew
		for _, c := range earlier {
			row := r.add(a.Chapter, c.words, a.Link)
			row.Date, row.DateText = c.date, c.printed
		}
	})
}

// saidOfName begins what a sentence says of its subject.
var saidOfName = pattern.New(`^(?:has|have|is|are|was|were|now|will|no\s+longer)\b`)

// bySentences reads a page on which each line is a sentence that names its chapter.
func (r *amendReader) bySentences(pieces []piece) {
	for i := range pieces {
		p := &pieces[i]
		if !p.next.IsZero() {
			r.next = p.next
			continue
		}
		if p.row != nil {
			r.row(p.row)
			continue
		}
		if p.more {
			continue
		}
		if r.setContext(strings.Trim(p.text, ":")) || r.setLeadIn(p.text) || p.head && !p.known {
			continue
		}
		name := p.name
		if !p.known {
			_, _, behind := r.frontDay(p.text)
			name = r.mention(cmp.Or(behind, p.text)) // the year of "12 Mar 24: Neglect" is no number
		}
		if !p.known && r.namesInLine(p.text) {
			continue
		}
		if name == "" && (!tellsChange(p.text) || opensList(p.text)) {
			continue
		}
		a := r.add(name, p.text, p.link)
		rest := p.rest
		if !p.known && name != "" {
			rest = saidBehind(p.text, name)
		}
		if rest != "" && !saidOfName.MatchString(rest) || wording.Solid(name) == wording.Solid(p.text) {
			a.Details = rest // a line that is a name and nothing else says no more of it
		}
		if d, printed, ok := dates.FirstDate(p.text); ok && r.date.IsZero() {
			a.Date, a.DateText = d, printed
		}
	}
}

// saidBehind is what a line says behind the name that begins it and a sign: "Neglect. A tool
// was added."
func saidBehind(text, name string) string {
	rest, begins := strings.CutPrefix(text, name)
	said := strings.TrimLeft(rest, ".:;–—- ")
	if !begins || !beginsUpper(said) || strings.Trim(rest[:len(rest)-len(said)], " ") == "" {
		return ""
	}
	return said
}

// mention is the first title of the manual that a sentence names, with its capitals.
func (r *amendReader) mention(text string) string {
	words := strings.Fields(text)
	for from := range words {
		c := strings.TrimLeft(words[from], "'\"‘“(")
		counts := from+1 < len(words) && wording.IsDigit(words[from+1][0]) && partWord.MatchString(c) // "Chapter 5, Neglect"
		if c == "" || (c[0] < 'A' || c[0] > 'Z') && !wording.IsDigit(c[0]) || !wording.IsDigit(c[0]) && !counts && !r.titles.begins(c) {
			continue
		}
		for end := min(len(words), from+16); end > from; end-- {
			name := strings.Trim(strings.Join(words[from:end], " "), ".,:;|–—-'\"‘’“”() ")
			if r.titles.find(name) >= 0 {
				return name
			}
		}
	}
	return ""
}
