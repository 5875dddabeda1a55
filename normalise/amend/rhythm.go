package amend

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// rhythmLeast is how many dated entries make a rhythm.
const rhythmLeast = 4

// findRhythm looks for a page that says date, chapter, details or chapter, date,
// details, each a line of its own. Where most lines after, or before, a date are
// titles of the manual, the others are names of chapters too, which have since left
// the manual or changed their name.
func (r *amendReader) findRhythm(blocks []parse.Block) {
	var after, before []int
	dates, knownAfter, knownBefore := 0, 0, 0
	for i := range blocks {
		if !lineOfDate(&blocks[i]) {
			continue
		}
		dates++
		if head := entryHead(blocks, i+1); head >= 0 && r.known(&blocks[head]) {
			knownAfter++
			continue
		}
		next := nextLine(blocks, i+1)
		if next < 0 || lineOfDate(&blocks[next]) {
			continue
		}
		if prev := lineBefore(blocks, i); prev >= 0 && canName(&blocks[prev]) {
			before = append(before, prev)
			knownBefore += wording.BoolInt(r.known(&blocks[prev]))
		}
		if more := nextLine(blocks, next+1); more < 0 || lineOfDate(&blocks[more]) {
			continue
		}
		if r.known(&blocks[next]) {
			knownAfter++
		} else if canName(&blocks[next]) {
			after = append(after, next)
		}
	}
	switch {
	case dates < rhythmLeast:
	case knownAfter*3 >= dates*2:
		r.names = setOf(after)
	case knownBefore*2 >= dates && len(before)*5 >= dates*4:
		r.names, r.nameFirst = setOf(before), true
	}
}

// FindListed looks for lines above lists that are titles of the manual: the items
// tell what was changed there. Where most such lines are, all are.
func (r *amendReader) findListed(blocks []parse.Block) {
	var above []int
	known := 0
	for i := range blocks {
		b := &blocks[i]
		if !textLine(b) || b.Kind != parse.Paragraph || lineOfDate(b) || !r.nameLine(b) {
			continue
		}
		if i+1 < len(blocks) && blocks[i+1].Region == parse.Main && blocks[i+1].Kind == parse.Item && len(blocks[i+1].Links) == 0 {
			above = append(above, i)
			known += wording.BoolInt(r.known(b))
		}
	}
	if known < 2 || known*2 < len(above) {
		return
	}
	r.noteNames(above)
}

// findSetNames finds how the names of chapters are set that stand over their changes, as
// headings, in bold or as items over a list or a paragraph: where most lines set so are titles of the
// manual, the others name chapters that have left it.
func (r *amendReader) findSetNames(blocks []parse.Block) {
	all, known := make(map[string]int), make(map[string]int)
	for i, b := range parse.InMain(blocks) {
		if !b.Bold && b.Kind != parse.Heading && !(i+1 < len(blocks) && (overDates(b, &blocks[i+1]) || overWords(b, &blocks[i+1]))) {
			continue
		}
		text := wording.Squeeze(b.Text)
		if _, _, dated := headDate(text); dated || saysKind(strings.Trim(text, ":")) {
			continue
		}
		look := lookOf(b)
		all[look]++
		known[look] += wording.BoolInt(r.known(b))
	}
	r.setAs = make(map[string]bool)
	for look, n := range known {
		r.setAs[look] = n >= leastRecords && n*2 >= all[look]
	}
}

// overDates reports item b over a deeper one that begins with a date.
func overDates(b, next *parse.Block) bool {
	return b.Kind == parse.Item && next.Kind == parse.Item && next.Level > b.Level && dates.LeadDate.MatchString(next.Text)
}

// overWords reports item b over a paragraph of the same item.
func overWords(b, next *parse.Block) bool {
	return b.Kind == parse.Item && next.Kind == parse.Paragraph && next.Region == parse.Main && next.Group == b.Group
}

// findDayHeads looks for headings, and lines in bold, that say a day and a title of the manual; where most
// name one, the others name chapters that have left it.
func (r *amendReader) findDayHeads(blocks []parse.Block) {
	all, known := 0, 0
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main && saysDayHead(b) {
			d, _, name := r.frontDay(wording.Squeeze(b.Text))
			all += wording.BoolInt(!d.IsZero())
			known += wording.BoolInt(!d.IsZero() && r.titles.find(name) >= 0)
		}
	}
	r.dayHeads = known >= 2 && known*2 > all
}

// findCoded looks for names of chapters that stand behind their number and a sign, "AB12 - Visits",
// each alone in a line or a link: those of chapters that have left the manual stand so too.
func (r *amendReader) findCoded(blocks []parse.Block) {
	coded := 0
	for _, b := range parse.InMain(blocks) {
		name := b.Text
		if k, ok := leadLink(b); ok {
			name = k.Text
		}
		cut := separator.FindStringIndex(name)
		if cut == nil {
			continue
		}
		_, number := wording.PureNumber(strings.TrimSpace(name[:cut[0]]))
		coded += wording.BoolInt(number && r.titles.find(name) >= 0)
	}
	r.coded = coded >= leastRecords
}

// namesBehindDay reports words behind the day of such a heading that may be a name, in the case of
// sentences too: the headings beside it say where a name stands.
func namesBehindDay(name string) bool {
	const most = 14 // words
	return canNameText(name) || beginsUpper(name) && wording.CountWords(name) <= most && !toc.IsSentence(name) && !changeStart.MatchString(name)
}

// saysDayHead reports a heading, or a line set as one, that may say a day and a name.
func saysDayHead(b *parse.Block) bool {
	return b.Kind == parse.Heading || b.Bold && b.Kind != parse.Row
}

// known reports whether a line is a title of the manual or leads to one.
func (r *amendReader) known(b *parse.Block) bool {
	return r.titles.find(wording.Squeeze(b.Text)) >= 0 || r.titles.byLink(layout.LinkOf(b.Links)) >= 0
}

func canName(b *parse.Block) bool { return wording.CountWords(b.Text) <= 16 && !toc.IsSentence(b.Text) }

func setOf(list []int) map[int]bool {
	set := make(map[int]bool, len(list))
	for _, i := range list {
		set[i] = true
	}
	return set
}

// lineOfDate reports a paragraph that is a date and nothing else.
func lineOfDate(b *parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Paragraph || len(b.Text) > 40 {
		return false
	}
	return isDay(b.Text)
}

// entryHead is the next block of text from i on, -1 if it is no heading with words below it
// that are no date.
func entryHead(blocks []parse.Block, i int) int {
	head := nextText(blocks, i)
	if head < 0 || blocks[head].Kind != parse.Heading {
		return -1
	}
	if words := nextLine(blocks, head+1); words < 0 || lineOfDate(&blocks[words]) {
		return -1
	}
	return head
}

// nextLine is the next block of text from i on, -1 if it is no paragraph.
func nextLine(blocks []parse.Block, i int) int {
	if i = nextText(blocks, i); i < 0 {
		return -1
	}
	return paragraphAt(blocks, i)
}

// nextText is the next block of text from i on, -1 if there is none.
func nextText(blocks []parse.Block, i int) int {
	for ; i < len(blocks); i++ {
		if textLine(&blocks[i]) {
			return i
		}
	}
	return -1
}

// lineBefore is the block of text before block i, -1 if it is no paragraph.
func lineBefore(blocks []parse.Block, i int) int {
	for i--; i >= 0; i-- {
		if textLine(&blocks[i]) {
			return paragraphAt(blocks, i)
		}
	}
	return -1
}

func textLine(b *parse.Block) bool { return b.Region == parse.Main && strings.TrimSpace(b.Text) != "" }

func paragraphAt(blocks []parse.Block, i int) int {
	if blocks[i].Kind != parse.Paragraph {
		return -1
	}
	return i
}
