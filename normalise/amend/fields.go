package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// The cells of the rows that fieldRows makes.
const (
	fieldDate = iota
	fieldChapter
	fieldDetails
	fieldKind
	fieldCount
)

// Fields are the parts of a line in elements of their own: "[3 May 2024] [Neglect] [New
// links.]".
type fields [fieldCount]parse.Cell

// fieldRows makes rows of a table of the lines set alike whose date or sort of change, name
// and words each stand in an element of their own: the elements tell them apart where the
// words do not.
func (r *amendReader) fieldRows(blocks []parse.Block) []parse.Block {
	found := make(map[int]fields)
	looks := make(map[string]*fieldLook)
	for i, b := range parse.InMain(blocks) {
		if b.Kind != parse.Paragraph && b.Kind != parse.Item || len(b.Text) > longestFields {
			continue
		}
		l := looks[lookOf(b)]
		if l == nil {
			l = &fieldLook{}
			looks[lookOf(b)] = l
		}
		l.lines++
		if f, ok := r.fieldsOf(b); ok {
			found[i] = f
			l.add(r, &f)
		}
	}
	w := fieldWriter{blocks: blocks}
	for i := range blocks {
		if f, ok := found[i]; ok && looks[lookOf(&blocks[i])].stands() {
			w.row(i, f)
		} else if w.out != nil {
			w.out = append(w.out, blocks[i])
		}
	}
	if w.out == nil {
		return blocks
	}
	return w.out
}

// longestFields is how many bytes a line has at most that is read so.
const longestFields = 1000

// A fieldLook counts the lines set alike: all, those whose parts are told apart, those of
// them with a name, and where that is a title of the manual.
type fieldLook struct{ lines, parted, named, known int }

func (l *fieldLook) add(r *amendReader, f *fields) {
	name := &f[fieldChapter]
	l.parted++
	l.named += wording.BoolInt(name.Text != "")
	l.known += wording.BoolInt(r.titles.find(wording.Squeeze(name.Text)) >= 0 || r.titles.byLink(layout.LinkOf(name.Links)) >= 0)
}

func (l *fieldLook) stands() bool {
	return l.named >= leastRecords && l.parted*10 >= l.lines*7 && l.named*10 >= l.parted*7 && l.known*2 >= l.named
}

// fieldsOf tells the parts of a line apart; false unless it has words on a change, and a
// date, or a name with a sort of change.
func (r *amendReader) fieldsOf(b *parse.Block) (fields, bool) {
	var f fields
	cuts := cutsOf(b)
	if len(cuts) < 3 || strings.Contains(b.Text, "\n") {
		return f, false
	}
	number := -1 // where a number stands before the name
	for i, from := range cuts[:len(cuts)-1] {
		if number >= 0 {
			from, number = number, -1
		}
		part := partCell(b, from, cuts[i+1])
		if _, ok := wording.PureNumber(part.Text); ok && f[fieldChapter].Text == "" && dateOfPart(part.Text) == "" {
			number = from
			continue
		}
		switch key := r.fieldKey(&f, &part, strings.TrimLeft(b.Text[cuts[i+1]:], " ")); {
		case part.Text == "":
		case key != fieldDetails:
			part.Text = strings.TrimRight(part.Text, partSigns)
			f[key] = part
		default:
			f.takeDetails(b, from, cuts[len(cuts)-2])
			return f, f[fieldDetails].Text != "" && (f[fieldDate].Text != "" || f[fieldKind].Text != "" && f[fieldChapter].Text != "")
		}
	}
	return f, false
}

// takeDetails takes the words on a change, all from one place on but for a date that is the
// last part where none stood before.
func (f *fields) takeDetails(b *parse.Block, from, last int) {
	end := len(b.Text)
	if date := dateOfPart(b.Text[last:]); date != "" && last > from && f[fieldDate].Text == "" {
		f[fieldDate], end = parse.Cell{Text: date}, last
	}
	f[fieldDetails] = partCell(b, from, end)
}

// fieldKey is what the next part of a line is, after those known and before behind; a date
// is cut to its own words.
func (r *amendReader) fieldKey(f *fields, part *parse.Cell, behind string) int {
	text := strings.Trim(part.Text, partSigns)
	named := f[fieldChapter].Text != ""
	switch date := dateOfPart(text); {
	case date != "" && f[fieldDate].Text == "":
		part.Text, part.Links = date, nil
		return fieldDate
	case f[fieldKind].Text == "" && (kindTag.MatchString(text) || saysKind(text)) && (!named || beginsUpper(behind) || strings.TrimLeft(behind, partSigns) != behind):
		return fieldKind
	case named:
		return fieldDetails
	}
	if r.titles.find(text) < 0 && !canNameText(text) {
		return fieldDetails
	}
	return fieldChapter
}

// dateOfPart is the date that is all that a part says, with or without its year.
func dateOfPart(text string) string {
	text = strings.Trim(text, partSigns+"()[]")
	if dateBox.MatchString(text) {
		return text
	}
	if d, printed, ok := metaDate(text); ok && d.Precision != normalise.Year {
		return printed
	}
	return ""
}

// cutsOf are the offsets in the text of a block at which its parts begin, and its end.
func cutsOf(b *parse.Block) []int {
	if len(b.Seams) == 0 {
		return nil
	}
	cuts := append([]int{0, len(b.Text)}, b.Seams...)
	for _, l := range b.Links {
		cuts = append(cuts, l.Start, l.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	return slices.DeleteFunc(cuts, func(at int) bool { return at < 0 || at > len(b.Text) })
}

// partSigns stand between the parts of a line.
const partSigns = " .:;–—-,|•·"

// partCell is a part of the text of a block with its links, without the signs that part it
// from others.
func partCell(b *parse.Block, from, to int) parse.Cell {
	text := strings.TrimLeft(b.Text[from:to], partSigns)
	from = to - len(text)
	c := parse.Cell{Text: strings.TrimSpace(text), ColSpan: 1, RowSpan: 1}
	for _, l := range b.Links {
		if l.Start >= from && l.End <= from+len(c.Text) {
			l.Start, l.End = l.Start-from, l.End-from
			c.Links = append(c.Links, l)
		}
	}
	return c
}

// A fieldWriter puts rows in the place of lines: those right below each other are a table.
type fieldWriter struct {
	blocks      []parse.Block
	out         []parse.Block // once a row stands
	last, table int
}

func (w *fieldWriter) row(i int, f fields) {
	if w.out == nil {
		w.out = append(make([]parse.Block, 0, len(w.blocks)), w.blocks[:i]...)
		for k := range w.blocks {
			w.table = max(w.table, w.blocks[k].Table)
		}
	}
	like := w.blocks[i]
	if w.last == 0 || w.last != i {
		w.table++
		like.Table = w.table
		heads := make([]parse.Cell, fieldCount)
		for k, key := range [fieldCount]int{layout.KeyDate, layout.KeyChapter, layout.KeyDetails, layout.KeyKind} {
			heads[k] = parse.Cell{Text: keyedHeads[key], ColSpan: 1, RowSpan: 1}
		}
		w.out = append(w.out, tableLine(&like, heads, true))
	}
	like.Table, w.last = w.table, i+1
	w.out = append(w.out, tableLine(&like, f[:], false))
}
