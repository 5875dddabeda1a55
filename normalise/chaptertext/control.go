package chaptertext

import (
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// responsible is who answers for a document.
const responsible = `(?:officer|director|person|individual|manager|agency|group|committee|board|lead|author)`

// thing is what a document calls itself before a label, or between the words of one.
const thing = `(?:(?:document|policy|procedure|protocol|guidance|chapter|agreement)\s+)?`

// The labels of what a document tells of itself: which it is, who answers for it, and
// since when and until when it holds.
const (
	whichLabel = `(?:(?:document|policy|procedure|protocol|guidance|chapter|agreement|file)\s+)?(?:title|name|type|part|section|category|ref(?:erence)?\.?|number|no\.?|code|status|classification|version|issue|edition|revision)(?:\s+(?:no\.?|number|code|status))?|(?:supersedes|replaces)(?:\s+.*)?|(?:target\s+)?audience|applies\s+to|for\s+use\s+by|distribution(?:\s+list)?|circulation(?:\s+list)?|tags?|key\s*words?|(?:government\s+)?protective\s+marking|security\s+classification|equality\s+impact\s+assessment(?:\s+(?:date|ref(?:erence)?|completed))?|(?:method\s+of\s+)?dissemination|how\s+(?:is|will)\s+(?:(?:the|this)\s+)?` + thing + `(?:to\s+)?be\s+(?:disseminated|distributed|publicised)`
	whoLabel   = thing + `(?:owner|author|lead|sponsor|custodian)(?:s|\(s\))?(?:\s+(?:officer|director|agency|name|job\s+title)|\s*\((?:inc(?:l\.?|luding|\.)?\s+)?(?:name|designation|job\s+title|role|post|position)\))?|(?:written|produced|prepared|recommended|approved|validated|ratified|agreed|endorsed|authorised|signed\s+off|reviewed|issued|adopted)\s+by(?:\s+.*)?|(?:name\s+of\s+(?:the\s+)?)?(?:responsible|accountable)\s+` + responsible + `(?:\s*/\s*` + responsible + `)?(?:\s*\(\w+\))?|(?:approv(?:ing|al)|ratif(?:ying|ication))\s+(?:body|committee|group|forum)`
	whenLabel  = `date|` + thing + `(?:date\s+(?:of\s+|for\s+)?)?(?:the\s+)?` + thing + `(?:first\s+|next\s+|last\s+)?(?:approved|approval|validated|validation|ratified|ratification|agreed|adopted|issued?|published|publication|start|commencement|effective(?:\s+from)?|implemented|implementation|originat(?:ed|ion)|created|written|review(?:ed)?|updated?|revised)(?:\s+(?:date|on|due|by|cycle|frequency|period))*|(?:to\s+be|due\s+for)\s+review(?:ed)?(?:\s+(?:by|on|in))?|expiry(?:\s+date)?`
)

var (
	// ParticularLabels label what a document tells of itself: which it is, who made it, when.
	ParticularLabels = [...]*pattern.Pattern{pattern.New(`(?i)^(?:policy|procedure|protocol|agreement|` + whichLabel + `)$`), pattern.New(`(?i)^(?:` + whoLabel + `)$`), pattern.New(`(?i)^(?:` + whenLabel + `)$`)}
	// whichLine says which document it is, as a row of particulars whose cells ran together.
	whichLine = pattern.New(`(?i)^(?:` + whichLabel + `)[:\s]`)
	// controlTitle heads such particulars and nothing else.
	controlTitle = pattern.New(`(?i)^(?:(?:document|policy|procedure|version|chapter)\s+(?:control|information|details|particulars|data)(?:\s+(?:sheet|table|box|panel))?|control\s+(?:sheet|table)|(?:editorial|publication|publishing)\s+(?:information|details|particulars|data)|about\s+this\s+(?:document|policy|procedure))\s*:?$`)
	// reviewDay labels when a document was or will be reviewed.
	reviewDay = pattern.New(`(?i)^` + thing + `(?:date\s+(?:of|for)\s+)?(?:the\s+)?` + thing + `(?:next\s+|last\s+)?review(?:ed)?(?:\s+(?:date|due|on))*:?$`)
	// laterReview is a review of which only the date is told.
	laterReview = pattern.New(`(?i)^(?:review|date\s+(?:of|for)\s+(?:the\s+)?` + thing + `review)\s*[|:]`)
)

// WhoKind and whenKind are the places of whoLabel and whenLabel among the labels.
const (
	WhoKind  = 1
	whenKind = 2
)

// MostParticular is how many words a particular has at most.
const MostParticular = 30

// takeControl takes what a document tells of itself out of the text: a table or lines of
// labels with a word or two each, which may stand below a heading of their own. They say
// nothing of the matter, and change whenever it is saved; review dates are kept.
func (c *Text) takeControl(blocks []parse.Block, facts told) []parse.Block {
	var out []parse.Block // once some are taken
	for i := 0; i < len(blocks); {
		versions := versionsEnd(blocks, i)
		end := max(particularsEnd(blocks, i, facts), versions)
		if end == i {
			if out != nil {
				out = append(out, blocks[i])
			}
			i++
			continue
		}
		if out == nil {
			out = append(make([]parse.Block, 0, len(blocks)), blocks[:i]...)
		}
		if len(out) > 0 && (underControl(blocks, i) || versions > i && versionsTitle.MatchString(strings.TrimSpace(blocks[i-1].Text))) && (end == len(blocks) || blocks[end].Kind == parse.Heading || blocks[end].Bold) {
			out = out[:len(out)-1]
		}
		for i < end {
			pairs, n := pairsAt(blocks, i)
			if !c.readParticulars(pairs, i) {
				out = append(out, blocks[i:i+max(n, 1)]...)
			}
			i += max(n, 1)
		}
	}
	if out == nil {
		return blocks
	}
	return out
}

// withoutBareControl drops the titles of particulars, "Editorial information", of which every line
// below was taken out of the blocks of the page before: it gave dates, or most pages have it.
func withoutBareControl(main, blocks []parse.Block) []parse.Block {
	bare := make(map[string]bool)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != parse.Heading || b.Region != parse.Main || !controlTitle.MatchString(strings.TrimSpace(b.Text)) {
			continue
		}
		end := i + 1
		for end < len(blocks) && blocks[end].Region == parse.Furniture && blocks[end].Kind != parse.Heading {
			end++
		}
		if end > i+1 && (end == len(blocks) || blocks[end].Region != parse.Main || blocks[end].Kind == parse.Heading && blocks[end].Level <= b.Level) {
			bare[b.Text] = true
		}
	}
	if len(bare) == 0 {
		return main
	}
	return slices.DeleteFunc(slices.Clone(main), func(b parse.Block) bool { return b.Kind == parse.Heading && bare[b.Text] })
}

// readParticulars reads the review dates among particulars; it is false where one has a date
// that the columns do not hold, which stays in the text.
func (c *Text) readParticulars(pairs [][2]string, at int) bool {
	read := true
	for _, pair := range pairs {
		line := strings.TrimRight(pair[0], ": ") + " | " + pair[1]
		if laterReview.MatchString(line) {
			line = "Next review | " + pair[1]
		}
		if mayReview(line) {
			c.reviewLine(line, at)
		}
		if reviewDay.MatchString(pair[0]) && dates.HasYear(pair[1]) {
			l, ok := readReview(line, at)
			read = read && ok && !l.says
		}
	}
	return read
}

// told is what the parser took out of a page as its dates: the tables of which it took lines,
// and the lines with labels that stand beside such, with how many dates stand there.
type told struct {
	tables map[int]bool
	beside map[string]int
}

// toldBy finds what of the blocks of a page the parser took as its dates.
func toldBy(blocks []parse.Block) told {
	var t told
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Region != parse.Furniture:
		case b.Kind == parse.Row:
			if t.tables == nil {
				t.tables = make(map[int]bool)
			}
			t.tables[b.Table] = true
		case mayReview(b.Text):
			t.noteBeside(blocks, i, -1)
			t.noteBeside(blocks, i, 1)
		}
	}
	return t
}

// noteBeside notes the lines with labels that follow block i in one direction.
func (t *told) noteBeside(blocks []parse.Block, i, step int) {
	dates := 1
	for k := i + step; k >= 0 && k < len(blocks) && blocks[k].Kind == blocks[i].Kind && blocks[k].Class == blocks[i].Class; k += step {
		b := &blocks[k]
		if b.Region == parse.Furniture && mayReview(b.Text) {
			dates++
			continue
		}
		pairs := pairsOf(b)
		if b.Region != parse.Main || len(pairs) == 0 || slices.ContainsFunc(pairs, func(p [2]string) bool { return kindOfLabel(p[0]) < 0 }) {
			return
		}
		if t.beside == nil {
			t.beside = make(map[string]int)
		}
		t.beside[b.Text] = max(t.beside[b.Text], dates)
	}
}

// particularsEnd is the end of the particulars of a document that begin at block i; i if
// none do. Two kinds of labels at least must stand there, in lines outside a table three
// labels or a heading that says what they are. Below that heading the first may have lost
// its cells.
func particularsEnd(blocks []parse.Block, i int, facts told) int {
	if gluedParticular(blocks, i) {
		if end := particularsEnd(blocks, i+1, facts); end > i+1 {
			return end
		}
	}
	var labels labelCount
	end, table := i, 0
	titled := aboveTitle(blocks, i)
	if blocks[i].Kind == parse.Row {
		table = blocks[i].Table
		if i > 0 && layout.SameTable(&blocks[i-1], &blocks[i]) {
			return i // its first row was not one
		}
		labels.kinds[whenKind] = wording.BoolInt(facts.tables[table])
	} else if n := facts.beside[blocks[i].Text]; n > 0 {
		labels.kinds[whenKind], labels.all = n, n
	}
	for end < len(blocks) && (end == i || blocks[end].Kind == parse.Row && blocks[end].Table == table || table == 0 && blocks[end].Kind == blocks[i].Kind) {
		pairs, n := pairsAt(blocks, end)
		if n == 0 || !labels.add(pairs, titled) {
			break
		}
		end += n
	}
	switch {
	case labels.several() < 2, labels.others*2 > labels.all:
		return i
	case end < len(blocks) && SameWhole(&blocks[end-1], &blocks[end]), table == 0 && i > 0 && SameWhole(&blocks[i-1], &blocks[i]):
		return i // the table or list holds other things too
	case table == 0 && labels.all < 3 && !underControl(blocks, i):
		return i
	}
	return end
}

// A labelCount counts the labels of what may be particulars.
type labelCount struct {
	kinds  [len(ParticularLabels)]int
	all    int // of these kinds
	others int // of none
}

// add counts some labels with their words; false if one is none of particulars. Above the
// title of the document, labels of no kind are some too.
func (c *labelCount) add(pairs [][2]string, titled bool) bool {
	for _, p := range pairs {
		switch k := kindOfLabel(p[0]); {
		case k >= 0 && wording.CountWords(p[1]) <= MostParticular:
			c.kinds[k]++
			c.all++
		case k < 0 && titled && len(pairs) == 1 && tellsBriefly(p):
			c.others++
		default:
			return false
		}
	}
	return true
}

// several counts the kinds that were met.
func (c *labelCount) several() int {
	several := 0
	for _, n := range c.kinds {
		several += wording.BoolInt(n > 0)
	}
	return several
}

// aboveTitle reports a table that opens a document, right above its title: there it tells of the
// document, and a few of its labels may be the system's own.
func aboveTitle(blocks []parse.Block, i int) bool {
	if i > 0 {
		return false
	}
	end := tableAbove(blocks)
	return end > 0 && end < len(blocks) && blocks[end].Kind == parse.Heading && blocks[end].Level == 1
}

// tableAbove is the end of the table with which some blocks begin, 0 without one.
func tableAbove(blocks []parse.Block) int {
	if len(blocks) == 0 {
		return 0
	}
	return TableEnd(blocks, 0)
}

// tellsBriefly reports a label with hardly more than a name beside it.
func tellsBriefly(pair [2]string) bool {
	const longestLabel, longestName = 4, 12 // words
	label, name := wording.CountWords(pair[0]), wording.CountWords(pair[1])
	return label > 0 && label <= longestLabel && name > 0 && name <= longestName && !wording.HasDigit(pair[0]) && !strings.HasSuffix(pair[1], ".")
}

// versionLabel heads the numbers of a document's versions.
var versionLabel = pattern.New(`(?i)^(?:version|issue|edition|revision)(?:\s+(?:no\.?|number))?$`)

// versionsTitle heads a table of versions and nothing else.
var versionsTitle = pattern.New(`(?i)^(?:(?:version|document|revision|issue|review)\s+(?:history|control|log|record)(?:\s+(?:schedule|sheet|table))?|history\s+of\s+versions|versions)(?:\s+(?:of|for)\s+this\s+\w+)?\s*:?$`)

// versionsEnd is the end of the table that begins at block i, if that only tells since when a
// document had which version and who wrote it, and not what was changed; i if not.
func versionsEnd(blocks []parse.Block, i int) int {
	b := &blocks[i]
	if b.Kind != parse.Row || len(b.Cells) < 2 || i > 0 && layout.SameTable(&blocks[i-1], b) || !versionLabel.MatchString(wording.Squeeze(b.Cells[0].Text)) {
		return i
	}
	dated := false
	for _, c := range b.Cells[1:] {
		k := kindOfLabel(c.Text)
		if k != WhoKind && k != whenKind {
			return i
		}
		dated = dated || k == whenKind
	}
	end := TableEnd(blocks, i)
	for k := i + 1; k < end; k++ {
		if len(blocks[k].Cells) != len(b.Cells) || wording.CountWords(blocks[k].Text) > MostParticular {
			return i
		}
	}
	if !dated || end == i+1 {
		return i
	}
	return end
}

// leastParticulars is how many labels a table has at least that says nothing but what a
// document tells of itself, where no heading says so.
const leastParticulars = 3

// ParticularsTable is the end of the table that begins at block i, if that says nothing but
// what a document tells of itself, a label beside each word: which it is, who answers for
// it, since when it holds. It is i for other tables, and for those with a label that heads
// what was changed, "Revision".
func ParticularsTable(blocks []parse.Block, i int) int {
	if blocks[i].Kind != parse.Row || i > 0 && layout.SameTable(&blocks[i-1], &blocks[i]) {
		return i
	}
	end, all := TableEnd(blocks, i), 0
	var kinds [len(ParticularLabels)]int
	for k := i; k < end; k++ {
		if isControlTitle(&blocks[k]) {
			continue
		}
		pairs := pairsOf(&blocks[k])
		if len(pairs) == 0 {
			return i
		}
		for _, p := range pairs {
			kind := kindOfLabel(p[0])
			if kind < 0 || layout.ColumnKey(p[0]) == layout.KeyDetails || wording.CountWords(p[1]) > MostParticular {
				return i
			}
			kinds[kind]++
			all++
		}
	}
	if all < leastParticulars || slices.Max(kinds[:]) == all {
		return i
	}
	return end
}

// gluedParticular reports a line between a title of particulars and their table that says
// which document it is.
func gluedParticular(blocks []parse.Block, i int) bool {
	b := &blocks[i]
	return b.Kind == parse.Paragraph && i+1 < len(blocks) && blocks[i+1].Kind == parse.Row && underControl(blocks, i) && whichLine.MatchString(strings.TrimSpace(b.Text)) && wording.CountWords(b.Text) <= MostParticular
}

// SameWhole reports two blocks of one table or one list.
func SameWhole(a, b *parse.Block) bool {
	return a.Kind == b.Kind && (layout.SameTable(a, b) || a.Kind == parse.Item && a.Group == b.Group)
}

// underControl reports a block right below a title of particulars.
func underControl(blocks []parse.Block, i int) bool {
	return i > 0 && controlTitle.MatchString(strings.TrimSpace(blocks[i-1].Text))
}

// kindOfLabel is the kind of particular that a text labels, -1 if none.
func kindOfLabel(text string) int {
	text = strings.TrimSpace(strings.TrimRight(wording.Squeeze(text), ": "))
	if text == "" || len(text) > 60 {
		return -1
	}
	return slices.IndexFunc(ParticularLabels[:], func(a *pattern.Pattern) bool { return a.MatchString(text) })
}

// pairsAt are the labels with their words in the block at i, or in a term and the words
// behind it, and how many blocks that are; 0 for anything else. A row of a table may say
// only what the table is.
func pairsAt(blocks []parse.Block, i int) ([][2]string, int) {
	b := &blocks[i]
	if isControlTitle(b) {
		return nil, 1
	}
	if pairs := labelsAbove(blocks, i); pairs != nil {
		return pairs, 2
	}
	if b.Kind == parse.Item && i+1 < len(blocks) && layout.TermOf(b, &blocks[i+1]) {
		return [][2]string{{wording.Squeeze(b.Text), wording.Squeeze(blocks[i+1].Text)}}, 2
	}
	pairs := pairsOf(b)
	return pairs, wording.BoolInt(len(pairs) > 0)
}

// isControlTitle reports a row of a table that says only that it is one of particulars.
func isControlTitle(b *parse.Block) bool {
	return b.Kind == parse.Row && controlTitle.MatchString(strings.TrimSpace(b.Text))
}

// labelsAbove are the labels of a row with the words below them in the next; nil unless all
// its cells, three at least, are labels.
func labelsAbove(blocks []parse.Block, i int) [][2]string {
	if i+1 == len(blocks) || !layout.SameTable(&blocks[i], &blocks[i+1]) {
		return nil
	}
	labels, words := blocks[i].Cells, blocks[i+1].Cells
	if len(labels) < 3 || len(labels) != len(words) {
		return nil
	}
	var pairs [][2]string
	for k := range labels {
		if kindOfLabel(labels[k].Text) < 0 {
			return nil
		}
		pairs = append(pairs, [2]string{wording.Squeeze(labels[k].Text), wording.Squeeze(words[k].Text)})
	}
	return pairs
}

// labelledCells are the labels with their words where each filled cell holds both, "Issue:
// 3"; nil otherwise.
func labelledCells(cells []parse.Cell) [][2]string {
	var pairs [][2]string
	for _, c := range cells {
		if c.Text == "" {
			continue
		}
		label, words, ok := strings.Cut(wording.Squeeze(c.Text), ": ")
		if !ok {
			return nil
		}
		pairs = append(pairs, [2]string{label, words})
	}
	return pairs
}

// pairsOf are the labels with their words in a row, in cells side by side, or in lines
// with a colon; nil if the block has anything else.
func pairsOf(b *parse.Block) [][2]string {
	var pairs [][2]string
	if b.Kind == parse.Row {
		if pairs = labelledCells(b.Cells); pairs != nil {
			return pairs
		}
		cells := b.Cells
		if len(cells)%2 != 0 && cells[0].Text == "" {
			cells = cells[1:] // a picture beside the table
		}
		if len(cells)%2 != 0 {
			return nil
		}
		for k := 0; k < len(cells); k += 2 {
			if cells[k].Text == "" && cells[k+1].Text == "" {
				continue
			}
			pairs = append(pairs, [2]string{wording.Squeeze(cells[k].Text), wording.Squeeze(cells[k+1].Text)})
		}
		return pairs
	}
	if b.Kind != parse.Paragraph && b.Kind != parse.Item || len(b.Text) > 600 {
		return nil
	}
	for line := range strings.SplitSeq(b.Text, "\n") {
		label, words, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(words) == "" {
			return nil
		}
		pairs = append(pairs, [2]string{strings.TrimSpace(label), strings.TrimSpace(words)})
	}
	return pairs
}
