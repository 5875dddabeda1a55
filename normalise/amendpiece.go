package normalise

import (
	"fmt"
	"regexp"
	"strings"

	"manualwatch/parse"
)

// A piece is one line of a page of amendments, or one cell of a row.
type piece struct {
	text  string
	links []parse.Link
	// look is how the piece is set: lines that look alike mean the same on one page.
	look string
	head bool // a heading or bold, so that it may stand over what follows
	rank int  // of a heading, otherwise 0

	date    Date // of a piece that only tells when
	printed string

	own        Date // of a piece that names a chapter and tells when: "Neglect (3 May 2024)"
	ownPrinted string

	lead int // bytes of bold words that begin it

	known bool   // begins with a title of the manual or leads to a chapter
	name  string // the title, or the text
	rest  string // what is said behind the title
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
		if b.Kind == parse.Row && r.columnsOf(b.Table).known && (len(filled(b.Cells)) > 1 || len(b.Cells) > 1 && isSentence(squeeze(b.Text))) {
			out = append(out, piece{look: "row", row: r.spreadRows[i]})
			continue
		}
		if b.Kind == parse.Row {
			for k, c := range b.Cells {
				out = r.appendLines(out, b, c.Text, c.Links, fmt.Sprintf("cell %d of %d", k, len(b.Cells)))
			}
			continue
		}
		out = r.appendLines(out, b, b.Text, b.Links, fmt.Sprintf("%d/%d/%t/%s", b.Kind, b.Level, b.Bold, noDigits(b.Class)))
	}
	return out
}

// isSmallPrint reports a line of furniture that only tells when.
func isSmallPrint(b *parse.Block) bool {
	if b.Region != parse.Furniture || b.Kind != parse.Paragraph {
		return false
	}
	_, _, ok := metaDate(squeeze(b.Text))
	return ok
}

func (r *amendReader) appendLines(out []piece, b *parse.Block, text string, links []parse.Link, look string) []piece {
	first := true
	for _, l := range splitLines(text, links) {
		if strings.TrimSpace(l.text) == "" {
			continue
		}
		if first && b.Kind != parse.Row {
			l.lead = min(b.Lead, len(l.text))
		}
		p := piece{text: squeeze(l.text), links: l.links, head: b.Kind == parse.Heading || b.Kind == parse.Box || b.Bold}
		p.look = look
		if b.Kind == parse.Heading {
			p.rank = b.Level
		}
		if r.onlyToAmendments(p.text, p.links) {
			continue
		}
		if linkShare(l.text, l.links) > 0.9 {
			p.look += " link"
		}
		if !first {
			p.look += " more"
		}
		first = false
		r.understand(&p, l)
		out = append(out, p)
	}
	return out
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
func (r *amendReader) understand(p *piece, l line) {
	p.name, p.lead = p.text, l.lead
	defer p.takeRestDate()
	if d, printed, ok := r.metaDate(p.text); ok {
		p.date, p.printed, p.look = d, printed, p.look+" date"
		return
	}
	p.link = linkOf(p.links)
	lead := &parse.Block{Text: l.text, Links: l.links}
	if k, ok := leadLink(lead); ok && r.titles.byLink(k.Href) >= 0 {
		p.known, p.link = true, k.Href
		p.takeDate(squeeze(l.text[:k.End]))
		p.rest = strings.TrimSpace(strings.TrimLeft(l.text[k.End:], " :-–—|,."))
		return
	}
	if l.lead > 0 && l.lead < len(l.text) {
		if name := strings.Trim(l.text[:l.lead], " :–—-,."); r.titles.find(name) >= 0 {
			p.known, p.name, p.rest = true, name, strings.TrimLeft(l.text[l.lead:], " :–—-,.")
			return
		}
	}
	if name := r.titleIn(p.text); name != "" {
		p.known, p.name = true, name
		return
	}
	if p.takeDate(p.text); !p.own.IsZero() && r.titles.find(p.name) >= 0 {
		p.known = true
		return
	}
	p.own, p.ownPrinted, p.name = Date{}, "", p.text
	if name, rest := r.split(p.text); name != "" && rest != "" && r.titles.fit(name) >= 1 {
		p.known, p.name, p.rest = true, name, rest
	}
}

// takeDate takes the name of a piece without the day in brackets or behind a dash that
// ends it.
func (p *piece) takeDate(name string) {
	p.name = name
	at := dayBehind.FindStringSubmatchIndex(name)
	if at == nil || at[0] == 0 {
		return
	}
	if d, ok := ParseDate(name[at[2]:at[3]]); ok && d.Precision == Day {
		p.own, p.ownPrinted, p.name = d, name[at[2]:at[3]], name[:at[0]]
	}
}

// takeRestDate takes the day off the words of a change, before a sign or in brackets.
func (p *piece) takeRestDate() {
	if p.rest == "" || !p.own.IsZero() || !mayHoldDate(p.rest) {
		return
	}
	for _, at := range [][]int{dayAhead.FindStringSubmatchIndex(p.rest), dayEnding.FindStringSubmatchIndex(p.rest)} {
		if at == nil {
			continue
		}
		if d, ok := ParseDate(p.rest[at[2]:at[3]]); ok && d.Precision == Day && at[1]-at[0] < len(p.rest) {
			p.own, p.ownPrinted = d, p.rest[at[2]:at[3]]
			p.rest = strings.TrimSpace(p.rest[:at[0]] + p.rest[at[1]:])
			return
		}
	}
}

var (
	dayAhead  = regexp.MustCompile(`(?i)^[(\[]?\s*(` + datePhrase + `)\s*(?:[)\]]\s*[:–—-]?|[:–—-])\s+`)
	dayEnding = regexp.MustCompile(`(?i)\s*[(\[]\s*(` + datePhrase + `)\s*[)\]]\.?$`)
)

// dayBehind ends a name with a date.
var dayBehind = regexp.MustCompile(`(?i)\s*(?:[(\[]|\s[|–—-]\s|,\s|:\s)\s*(?:(?:updated|amended|revised|reviewed|added|published|new)\s*:?\s*(?:on\s+)?)?(` + datePhrase + `)\s*[)\]]?$`)

// metaWords may stand beside a date in a line that only tells when and who.
var metaWords = anchor(`(?i)^(?:at|am|pm|min|mins|minutes?|read|author|category|categories|tags?|news|admin|team|on-?line|website|web|site|force|went|goes|go|\||/|•|·|-|–|—)$`)

// postWord begins a line that may name its author and category.
var postWord = anchor(`(?i)^(?:posted|published|uploaded|created|written|submitted|issued)$`)

// metaDate reads a short line that tells when something was published and nothing of
// what: "12 March 2024", "Posted on 12 March 2024 by Jo Smith | News".
func metaDate(text string) (Date, string, bool) {
	if d, printed, ok := headDate(text); ok {
		return d, printed, true
	}
	if d, printed, ok := leadInDate(text); ok {
		return d, printed, true
	}
	d, printed, ok := firstDate(text)
	if !ok || countWords(text) > 14 || changeSentence.MatchString(text) {
		return Date{}, "", false
	}
	around, _, _ := strings.Cut(strings.Replace(text, printed, " ", 1)+" ", " by ")
	rest := strings.Fields(around)
	if at := strings.Index(text, printed); at > 0 && len(rest) > 0 && !releaseWords.MatchString(strings.Trim(rest[0], ".,:;()[]|–—-")) {
		return Date{}, "", false
	}
	posted := len(rest) > 0 && postWord.MatchString(rest[0])
	for _, w := range rest {
		bareWord := strings.Trim(w, ".,:;()[]")
		if bareWord == "" || releaseWords.MatchString(bareWord) || metaWords.MatchString(bareWord) || posted && bareWord[0] >= 'A' && bareWord[0] <= 'Z' {
			continue
		}
		return Date{}, "", false
	}
	return d, printed, true
}

// metaDate reads a line as metaDate does, or one that is set as such lines are.
func (r *amendReader) metaDate(text string) (Date, string, bool) {
	if r.tags[text] {
		return firstDate(text)
	}
	if d, printed, ok := metaDate(text); ok {
		return d, printed, true
	}
	return r.partedDate(text)
}

// partedDate reads the date of a line of small print in parts, "Updated: 3 May 2024 |
// Guidance, Families": the first tells when, in words, and no other names a chapter.
func (r *amendReader) partedDate(text string) (Date, string, bool) {
	at := strings.IndexAny(text, "|·•")
	if at <= 0 || countWords(text) > 20 || changeSentence.MatchString(text) {
		return Date{}, "", false
	}
	first := strings.TrimSpace(text[:at])
	if _, only := ParseDate(first); only || !releaseWords.MatchString(strings.Trim(strings.Fields(first + " x")[0], ".,:;")) {
		return Date{}, "", false
	}
	d, printed, ok := metaDate(first)
	for _, part := range strings.FieldsFunc(text[at:], func(c rune) bool { return strings.ContainsRune("|·•", c) }) {
		i := r.titles.find(r.titleIn(strings.TrimSpace(part)))
		ok = ok && (i < 0 || r.titles.parent(i))
	}
	return d, printed, ok
}

// findTags finds the lines of dates behind a tag that may be any word, as in lists of news:
// lines set alike that all hold one date and hardly more, where half say nothing but when
// or all say the same beside it ("Staff news, issue 12 | 3 May 2025").
func (r *amendReader) findTags(blocks []parse.Block) {
	looks := make(map[string]*tagLines)
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Row || b.Kind == parse.Image || b.Class == "" {
			continue
		}
		look := fmt.Sprintf("%d/%d/%s", b.Kind, b.Level, noDigits(b.Class))
		if looks[look] == nil {
			looks[look] = &tagLines{beside: make(map[string]int)}
		}
		looks[look].add(r, squeeze(b.Text))
	}
	for _, l := range looks {
		if !l.areDates() {
			continue
		}
		if r.tags == nil {
			r.tags = make(map[string]bool)
		}
		for _, t := range l.tagged {
			r.tags[t] = true
		}
	}
}

// tagLines counts lines that are set alike.
type tagLines struct {
	all, meta int            // lines, and those that say nothing but when
	tagged    []string       // lines with one date and a few words beside it
	beside    map[string]int // these words, without numbers
}

func (l *tagLines) add(r *amendReader, text string) {
	l.all++
	if _, _, ok := metaDate(text); ok {
		l.meta++
		return
	}
	_, printed, ok := firstDate(text)
	rest := strings.Trim(strings.Replace(text, printed, "", 1), " |–—-:,")
	if ok && countWords(rest) <= 4 && r.titleIn(rest) == "" {
		l.tagged = append(l.tagged, text)
		l.beside[noDigits(rest)]++
	}
}

func (l *tagLines) areDates() bool {
	if l.meta+len(l.tagged) < l.all || l.all < leastRecords {
		return false
	}
	return l.meta >= leastRecords && l.meta >= len(l.tagged) || l.meta == 0 && len(l.beside) == 1
}

// leadInDate reads the date of a sentence that leads in the changes of one day: "On 3
// May 2024 we agreed these changes:".
func leadInDate(text string) (Date, string, bool) {
	if !mayHoldDate(text) || countWords(text) > longestLeadIn || !announcesList(text) {
		return Date{}, "", false
	}
	d, printed, ok := firstDate(text)
	if ok {
		_, rest, _ := strings.Cut(text, printed)
		_, _, more := firstDate(rest)
		ok = !more
	}
	return d, printed, ok
}

// longestLeadIn is how many words a sentence has at most that leads in others.
const longestLeadIn = 30

// announcesList reports a sentence on changes without saying which: it announces them,
// speaks of those below, or ends in a colon and has a word for changes.
func announcesList(text string) bool {
	text = strings.TrimRight(text, " .")
	return announcement.MatchString(text) && announces(text) || opensList(text) && changesWord.MatchString(text) || !strings.Contains(text, ". ") && toBelow.MatchString(text)
}

// toBelow points to what stands below a sentence.
var toBelow = regexp.MustCompile(`(?i)\bthe\s+following\s+(?:\w+\s+){0,3}(?:changes|amendments|updates|revisions|chapters|procedures|policies|sections|documents)\b|\b(?:changes|amendments|updates|revisions)\b.*\bbelow$`)

// changesWord is a word for the changes that a sentence leads in.
var changesWord = regexp.MustCompile(`(?i)\b(?:changes|amendments|updates|revisions|additions|following|these)\b`)

// titleWords may stand around a title of the manual in the headline of a change:
// "Neglect chapter updated", "Changes to Neglect".
var titleWords = anchor(`(?i)^(?:new|updated?|updates|amended|amendments?|revised|revisions?|reviewed|refreshed|changes?|changed|launch(?:ed)?|introducing|introduction|added|additions?|published|withdrawn|removed|chapters?|polic(?:y|ies)|procedures?|guidance|section|protocol|page|document|has|have|been|is|was|were|now|available|live|minor|major|to|the|of|on|our|in|and|:|-|–|—|!)$`)

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
