package amend

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// metaWords may stand beside a date in a line that only tells when and who.
var metaWords = pattern.New(`(?i)^(?:` + dates.WeekdayName + `|at|am|pm|min|mins|minutes?|read|author|category|categories|tags?|news|admin|team|on-?line|website|web|site|force|went|goes|go|\||/|•|·|-|–|—)$`)

// postWord begins a line that may name its author and category.
var postWord = pattern.New(`(?i)^(?:posted|published|uploaded|created|written|submitted|issued)$`)

// metaDate reads a short line that tells when something was published and nothing of
// what: "12 March 2024", "Posted on 12 March 2024 by Jo Smith | News".
func metaDate(text string) (normalise.Date, string, bool) {
	if d, printed, ok := headDate(text); ok {
		return d, printed, true
	}
	if d, printed, ok := leadInDate(text); ok {
		return d, printed, true
	}
	if d, printed, beside, ok := bylineDate(text); ok {
		if _, named := nameInFront(text, printed, beside); !named {
			return d, printed, true
		}
	}
	d, printed, ok := dates.FirstDate(text)
	if !ok || wording.CountWords(text) > 14 || changeSentence.MatchString(text) {
		return normalise.Date{}, "", false
	}
	if front, _, _ := strings.Cut(text, printed); writtenBy.MatchString(strings.Trim(front, " |–—-:,·•")) {
		text = text[len(front):] // "By Jo Smith, 3 May 2024"
	}
	around, _, _ := strings.Cut(strings.Replace(text, printed, " ", 1)+" ", " by ")
	rest := strings.Fields(around)
	if at := strings.Index(text, printed); at > 0 && len(rest) > 0 && !releaseWords.MatchString(strings.Trim(rest[0], ".,:;()[]|–—-")) {
		return normalise.Date{}, "", false
	}
	posted := len(rest) > 0 && postWord.MatchString(rest[0])
	for _, w := range rest {
		bareWord := strings.Trim(w, ".,:;()[]")
		if bareWord == "" || releaseWords.MatchString(bareWord) || metaWords.MatchString(bareWord) || posted && bareWord[0] >= 'A' && bareWord[0] <= 'Z' {
			continue
		}
		return normalise.Date{}, "", false
	}
	return d, printed, true
}

// metaDate reads a line as metaDate does, or one that is set as such lines are.
func (r *amendReader) metaDate(text string) (normalise.Date, string, bool) {
	if r.tags[text] {
		return whenOf(text)
	}
	if d, printed, ok := metaDate(text); ok {
		return d, printed, true
	}
	return r.partedDate(text)
}

// partedDate reads the date of a line of small print in parts, "Updated: 3 May 2024 |
// Guidance, Families": the first tells when, in words, and no other names a chapter.
func (r *amendReader) partedDate(text string) (normalise.Date, string, bool) {
	at := strings.IndexAny(text, "|·•")
	if at <= 0 || wording.CountWords(text) > 20 || changeSentence.MatchString(text) {
		return normalise.Date{}, "", false
	}
	first := strings.TrimSpace(text[:at])
	if _, only := dates.Parse(first); only || !releaseWords.MatchString(strings.Trim(strings.Fields(first + " x")[0], ".,:;")) {
		return normalise.Date{}, "", false
	}
	d, printed, ok := metaDate(first)
	for _, part := range strings.FieldsFunc(text[at:], func(c rune) bool { return strings.ContainsRune("|·•", c) }) {
		i := r.titles.find(r.titleIn(strings.TrimSpace(part)))
		ok = ok && (i < 0 || r.titles.parent(i))
	}
	return d, printed, ok
}

// dateOfPost gives rows none of which tells when the day that stands in small print
// above the text of the page, as that of a post does.
func (r *amendReader) dateOfPost(blocks []parse.Block) {
	if slices.ContainsFunc(r.rows, func(a normalise.Amendment) bool { return !a.Date.IsZero() }) {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Region == parse.Main && b.Kind != parse.Heading && strings.TrimSpace(b.Text) != "" {
			return // what stands below is of the site
		}
		if b.Region != parse.Furniture || b.Kind != parse.Paragraph && b.Kind != parse.Item || len(b.Links) > 0 {
			continue
		}
		if d, printed, ok := metaDate(wording.Squeeze(b.Text)); ok && d.Precision == normalise.Day {
			for k := range r.rows {
				r.rows[k].Date, r.rows[k].DateText = d, printed
			}
			return
		}
	}
}

// findTags finds the lines of dates behind a tag that may be any word, as in lists of news:
// lines set alike that all hold one date and hardly more, where half say nothing but when
// or all say the same beside it ("Staff news, issue 12 | 3 May 2025").
func (r *amendReader) findTags(blocks []parse.Block) {
	looks := make(map[string]*tagLines)
	for i := range blocks {
		b := &blocks[i]
		head := b.Kind == parse.Heading && b.Level > 1 || b.Kind == parse.Paragraph && b.Bold
		if b.Region != parse.Main || b.Kind == parse.Row || b.Kind == parse.Image || b.Class == "" && !head {
			continue
		}
		look := fmt.Sprintf("%d/%d/%t/%s", b.Kind, b.Level, head, noDigits(b.Class))
		if looks[look] == nil {
			looks[look] = &tagLines{beside: make(map[string]int), small: head || smallPrint.MatchString(b.Class)}
		}
		looks[look].add(r, wording.Squeeze(b.Text))
	}
	for _, l := range looks {
		if !l.areDates() {
			continue
		}
		for _, t := range l.tagged {
			r.tag(t)
		}
	}
}

// findWhen finds the sentences right above a table or a list that tell when what stands in
// it was changed, in whatever words: "The manual was updated on 3 May 2024. These are the
// changes." One line without a date may stand between. Lines of running text have such a
// sentence above them only where it is the first of the page.
func (r *amendReader) findWhen(blocks []parse.Block) {
	first := parse.IndexBlock(blocks, func(b *parse.Block) bool { return b.Region == parse.Main && headRank(b) == 0 })
	for i := range blocks {
		b := &blocks[i]
		listed := b.Kind == parse.Row || b.Kind == parse.Item
		if b.Region != parse.Main || !listed && (i != first+1 || first < 0 || !r.namesFirst(wording.Squeeze(b.Text))) {
			continue
		}
		for k := i - 1; k >= max(0, i-2) && blocks[k].Kind == parse.Paragraph && blocks[k].Region == parse.Main; k-- {
			if b.Group != 0 && (blocks[k].Group == b.Group || k > 0 && blocks[k-1].Group == b.Group) {
				break // it goes on with the item above
			}
			text := wording.Squeeze(blocks[k].Text)
			if !dates.MayHoldDate(text) && wording.CountWords(text) <= longestLeadIn {
				continue
			}
			if r.tellsWhen(text) {
				r.tag(text)
			}
			break
		}
	}
}

// tellsWhen reports words with one date that say that something was changed or published
// then, and name no chapter.
func (r *amendReader) tellsWhen(text string) bool {
	if wording.CountWords(text) > longestLeadIn || !whenWord.MatchString(text) || ofChapter.MatchString(text) || r.mention(text) != "" {
		return false
	}
	_, _, ok := onlyDate(text)
	_, next := NextUpdate(text)
	return ok && !next
}

// onlyDate is the one date of a sentence, unless it only bounds the time of which that
// speaks: "Chapters that have changed since May 2023".
func onlyDate(text string) (normalise.Date, string, bool) {
	d, printed, ok := dates.FirstDate(text)
	if !ok {
		return d, printed, false
	}
	before, rest, _ := strings.Cut(text, printed)
	if _, _, more := dates.FirstDate(rest); more {
		return editionDate(text)
	}
	return d, printed, !timeBound.MatchString(before)
}

// whenOf is the date of words that tell when: their only one, or the first.
func whenOf(text string) (normalise.Date, string, bool) {
	if d, printed, ok := onlyDate(text); ok {
		return d, printed, true
	}
	return dates.FirstDate(text)
}

var (
	editionWord = pattern.New(`(?i)\b(?:editions?|versions?|issues?|handbook|manual)\b`)
	// toCome says that something has not been yet.
	toCome = pattern.New(`(?i)\b(?:next|due|planned|will|to\s+be|forthcoming)\b`)
)

// editionDate is the date of sentences that tell of an edition and of the one before it, "The
// fourth edition was issued in May 2022. The changes below were agreed in June 2024.": the last
// of the days and months that are told, one in a sentence.
func editionDate(text string) (last normalise.Date, printed string, ok bool) {
	if !editionWord.MatchString(text) {
		return normalise.Date{}, "", false
	}
	for s := range strings.SplitSeq(text, ". ") {
		d, words, dated := dates.FirstDate(s)
		before, rest, _ := strings.Cut(s, words)
		if !dated || d.Precision == normalise.Year || toCome.MatchString(s) || timeBound.MatchString(before) {
			continue
		}
		if _, _, more := dates.FirstDate(rest); more || !whenWord.MatchString(s) {
			return normalise.Date{}, "", false
		}
		if !ok || d.String() > last.String() {
			last, printed, ok = d, words, true
		}
	}
	return last, printed, ok
}

// timeBound stands before a date since which or until which something was so.
var timeBound = pattern.New(`(?i)\b(?:since|before|until|prior\s+to|up\s+to|earlier\s+than|later\s+than|as\s+far\s+back\s+as)\b[^.;:]{0,40}$`)

var (
	whenWord  = pattern.New(`(?i)\b(?:updated?|updates|amend(?:ed|ments?)|revis(?:ed|ions?)|refreshed|chang(?:ed?|es)|published|issued?|released?|live|effect|force|effective|introduced|launched|agreed|approved|made|uploaded|added|version|edition)\b`)
	ofChapter = pattern.New(`(?i)\bthis\s+(?:new\s+)?(?:chapter|procedure|policy|section|guidance|protocol)\b|\bsections?\s+\d`)
)

// tag has a line read as one that tells when.
func (r *amendReader) tag(text string) {
	if r.tags == nil {
		r.tags = make(map[string]bool)
	}
	r.tags[text] = true
}

// tagLines counts lines that are set alike.
type tagLines struct {
	all, meta int            // lines, and those that say nothing but when
	tagged    []string       // lines with one date and a few words beside it
	beside    map[string]int // these words, without numbers
	small     bool           // set as headings, or of a class for small print
}

func (l *tagLines) add(r *amendReader, text string) {
	l.all++
	if _, _, ok := metaDate(text); ok {
		l.meta++
		return
	}
	_, printed, ok := dates.FirstDate(text)
	rest := wording.Squeeze(weekdayLast.ReplaceAllString(strings.Map(noSigns, strings.Replace(text, printed, "", 1)), ""))
	if ok && wording.CountWords(rest) <= 4 && r.titleIn(rest) == "" {
		l.tagged = append(l.tagged, text)
		l.beside[noDigits(rest)]++
	}
}

// weekdayLast is the day of the week behind a name, of which the date was cut.
var weekdayLast = pattern.New(`(?i)\s` + dates.WeekdayName + `\s*$`)

func (l *tagLines) areDates() bool {
	if l.meta+len(l.tagged) < l.all || l.all < leastRecords {
		return false
	}
	return l.meta >= leastRecords && l.meta >= len(l.tagged) || l.meta == 0 && (len(l.beside) == 1 || l.small || len(l.beside)*2 <= len(l.tagged))
}

// noSigns puts a space in place of the signs that part a line of small print.
func noSigns(c rune) rune {
	if strings.ContainsRune("|–—-:,·•", c) {
		return ' '
	}
	return c
}

// leadInDate reads the date of a sentence that leads in the changes of one day: "On 3
// May 2024 we agreed these changes:".
func leadInDate(text string) (normalise.Date, string, bool) {
	if !dates.MayHoldDate(text) || wording.CountWords(text) > longestLeadIn || !announcesList(text) {
		return normalise.Date{}, "", false
	}
	return onlyDate(text)
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
var toBelow = pattern.New(`(?i)\bthe\s+following\s+(?:\w+\s+){0,3}(?:changes|amendments|updates|revisions|chapters|procedures|policies|sections|documents)\b|\b(?:changes|amendments|updates|revisions)\b.*\bbelow$`)

// changesWord is a word for the changes that a sentence leads in.
var changesWord = pattern.New(`(?i)\b(?:changes|amendments|updates|revisions|additions|following|these)\b`)

// frontDate is the day or month that a line begins with, before a sign, and what stands
// behind it: "12 May 2025 – Neglect".
func frontDate(text string) (normalise.Date, string, string) {
	m := dates.LeadDate.FindStringSubmatch(text)
	if m == nil || len(m[0]) == len(text) {
		return normalise.Date{}, "", ""
	}
	d, ok := dates.Parse(m[1])
	if !ok || d.Precision == normalise.Year {
		return normalise.Date{}, "", ""
	}
	return d, m[1], strings.TrimSpace(text[len(m[0]):])
}

// frontDay is [frontDate], but for the number that the manual gives the chapter named behind
// it: "4.1.18 Forced Marriage".
func (r *amendReader) frontDay(text string) (normalise.Date, string, string) {
	d, printed, rest := frontDate(text)
	if !d.IsZero() && slices.ContainsFunc(r.titles.number[printed], func(i int) bool {
		title := r.titles.sections[i].Title
		return title != "" && strings.HasPrefix(wording.Fold(rest), wording.Fold(title))
	}) {
		return normalise.Date{}, "", ""
	}
	return d, printed, rest
}

// A day, a month and a year alone on their lines.
var (
	dayAlone  = pattern.New(`(?i)^\d{1,2}(?:st|nd|rd|th)?$`)
	yearAlone = pattern.New(`^(?:19|20)\d\d$`)
)

// joinDates joins the lines of a date whose day, month and year stand in boxes of their
// own, as themes print them beside a post.
func joinDates(blocks []parse.Block) []parse.Block {
	out := blocks
	copied := false
	for i := 0; i < len(blocks); i++ {
		text, n := boxedDate(blocks[i:])
		if n == 0 {
			if copied {
				out = append(out, blocks[i])
			}
			continue
		}
		if !copied {
			out, copied = append(make([]parse.Block, 0, len(blocks)), blocks[:i]...), true
		}
		b := blocks[i]
		b.Kind, b.Text, b.Cells, b.Table = parse.Paragraph, text, nil, 0
		out = append(out, b)
		i += n - 1
	}
	return out
}

// rowDate is the date whose parts are the cells of a row, boxes side by side.
func rowDate(b *parse.Block) (text string, n int) {
	if b.Region != parse.Main || len(b.Text) > 30 || len(b.Cells) != 2 && len(b.Cells) != 3 {
		return "", 0
	}
	for _, c := range b.Cells {
		text += wording.Squeeze(c.Text) + " "
	}
	if d, ok := dates.Parse(text); ok && d.Precision == normalise.Day && yearAlone.MatchString(wording.Squeeze(b.Cells[len(b.Cells)-1].Text)) {
		return strings.TrimSpace(text), 1
	}
	return "", 0
}

// boxedDate is the date that the first blocks, up to three, are parts of, and how many
// they are.
func boxedDate(blocks []parse.Block) (text string, n int) {
	if b := &blocks[0]; b.Kind == parse.Row {
		return rowDate(b)
	}
	parts := ""
	for k := range blocks[:min(len(blocks), 3)] {
		b := &blocks[k]
		if b.Region != parse.Main || b.Kind != parse.Paragraph || len(b.Links) > 0 || len(b.Text) > 16 {
			return "", 0
		}
		part := wording.Squeeze(b.Text)
		switch {
		case k == 0 && !dayAlone.MatchString(part) && !dates.MonthAlone.MatchString(part) && !dateBox.MatchString(part):
			return "", 0
		case yearAlone.MatchString(part):
			d, ok := dates.Parse(parts + part)
			if !ok || d.Precision != normalise.Day || k == 0 {
				return "", 0
			}
			return parts + part, k + 1
		}
		parts += part + " "
	}
	return "", 0
}

// earlierChange reads a line that begins with a day before that of the change it stands
// below; its words are "" where it does not.
func earlierChange(text string, than normalise.Date) change {
	d, printed, words := frontDate(text)
	if than.IsZero() || d.Precision != normalise.Day || !d.Time().Before(than.Time()) {
		return change{}
	}
	return change{d, printed, words}
}

// earlier reports an item of a list that tells of an earlier change of the chapter above,
// "3 May 2024 – Links checked", below its last one.
func (r *amendReader) earlier(b *parse.Block, text string) bool {
	return b.Kind == parse.Item && r.open >= 0 && earlierChange(text, r.rows[r.open].Date).words != ""
}
