package amend

import (
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// keyedHeads head the table that keyed records are written as.
var keyedHeads = [...]string{layout.KeyOldPlace: "Old location", layout.KeyDate: "Date", layout.KeyChapter: "Chapter", layout.KeyDetails: "Details", layout.KeyScope: "Area", layout.KeyKind: "Type"}

// A keyed is a line of a page with the key that stands before it or above it:
// "Date: 3 May 2024".
type keyed struct {
	key   int
	value parse.Cell
	block int
	alone bool // the line is the key and nothing else: the value follows
}

// keyedRows writes records whose lines name themselves ("Chapter: ...", "Change: ...",
// "Date: ..."), as terms, in bold or in a table that lies on its side, as the rows of a
// table with a header. A page without such records is left as it is.
func keyedRows(blocks []parse.Block) []parse.Block {
	lines, used, ok := keyedLines(blocks, nil)
	if !ok {
		labels := bareLabels(blocks)
		if labels == nil {
			return blocks
		}
		if lines, used, ok = keyedLines(blocks, labels); !ok {
			return blocks
		}
	}
	w := keyedWriter{blocks: blocks, columns: used}
	for i := range blocks {
		w.table = max(w.table, blocks[i].Table)
	}
	for i := range lines {
		w.line(&lines[i])
	}
	w.end()
	return w.out
}

// keyedLines are the lines of all blocks and the columns that they name; ok where two
// columns at least, one of them the chapter or the details, are named twice or more.
func keyedLines(blocks []parse.Block, labels map[string]int) (lines []keyed, used []int, ok bool) {
	var named [layout.KeyOther + 1]int
	for i := range blocks {
		from := len(lines)
		lines = appendKeyed(lines, blocks, i, labels)
		for _, l := range lines[from:] {
			if l.key >= 0 {
				named[l.key]++
			}
		}
	}
	twice := 0
	for k, n := range named[:layout.KeyOther] {
		if n > 0 {
			used = append(used, k)
		}
		twice += wording.BoolInt(n >= 2 && (k == layout.KeyDate || k == layout.KeyChapter || k == layout.KeyDetails))
	}
	return lines, used, twice >= 2
}

// keyLine is a line that begins with a name of a few words and a colon.
var keyLine = pattern.New(`^([A-Z][\w/&'’ -]{1,40}?)\s*:\s*(\S(?s:.*))$`)

// bareLabels are the words that begin the lines of records without a sign behind them
// ("Chapter Neglect", "Details Links updated", "Date 28-04-2025"), as labels in elements of
// their own are read: each stands as often as the one before the dates; nil if there are none.
func bareLabels(blocks []parse.Block) map[string]int {
	count, dated := make(map[string]int), make(map[string]int)
	for _, b := range parse.InMain(blocks) {
		if b.Kind == parse.Row || b.Kind == parse.Image {
			continue
		}
		for text := range strings.SplitSeq(b.Text, "\n") {
			label, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
			if beginsUpper(label) && layout.ColumnKey(label) != layout.KeyNone {
				count[label]++
				if _, ok := dates.Parse(rest); ok {
					dated[label]++
				}
			}
		}
	}
	n, date := 0, ""
	for _, label := range slices.Sorted(maps.Keys(count)) {
		all := count[label]
		if layout.ColumnKey(label) == layout.KeyDate && dated[label] == all && all > n {
			n, date = all, label
		}
	}
	if n < leastRecords {
		return nil
	}
	labels := map[string]int{date: layout.KeyDate}
	chapter, details := false, false
	for label, all := range count {
		if key := layout.ColumnKey(label); all == n && key != layout.KeyDate {
			labels[label] = key
			chapter, details = chapter || key == layout.KeyChapter, details || key == layout.KeyDetails
		}
	}
	if !chapter || !details {
		return nil
	}
	return labels
}

func appendKeyed(lines []keyed, blocks []parse.Block, i int, labels map[string]int) []keyed {
	b := &blocks[i]
	if b.Region != parse.Main || b.Kind == parse.Image || strings.TrimSpace(b.Text) == "" {
		return append(lines, keyed{key: layout.KeyNone, block: i})
	}
	if b.Kind == parse.Row {
		if key := sideKey(b); key != layout.KeyNone {
			return append(lines, keyed{key: key, value: b.Cells[1], block: i})
		}
		return append(lines, keyed{key: layout.KeyNone, block: i})
	}
	parts := layout.SplitLines(b.Text, b.Links)
	if b.Kind == parse.Heading && b.Level < 3 {
		parts = parts[:0]
	}
	var own []keyed
	keys := 0
	for _, p := range parts {
		l := keyed{key: layout.KeyNone, value: parse.Cell{Text: p.Text, Links: p.Links}, block: i}
		if label, rest, _ := strings.Cut(strings.TrimSpace(p.Text), " "); labels != nil {
			if key, ok := labels[label]; ok {
				l.key, l.alone = key, strings.TrimSpace(rest) == ""
				if !l.alone {
					l.value = cutCell(p, len(p.Text)-len(strings.TrimLeft(p.Text[strings.Index(p.Text, label)+len(label):], " ")))
				}
			}
		} else if m := keyLine.FindStringSubmatchIndex(p.Text); m != nil {
			if key := layout.ColumnKey(p.Text[m[2]:m[3]]); key != layout.KeyNone {
				l.key, l.value = key, cutCell(p, m[4])
			}
		} else if key := layout.ColumnKey(p.Text); key != layout.KeyNone && (b.Bold || b.Kind == parse.Heading || b.Kind == parse.Box || strings.HasSuffix(strings.TrimSpace(p.Text), ":")) && !overByline(blocks, i) {
			l.key, l.alone = key, true
		}
		keys += wording.BoolInt(l.key != layout.KeyNone)
		own = append(own, l)
	}
	if keys == 0 {
		return append(lines, keyed{key: layout.KeyNone, value: parse.Cell{Text: b.Text, Links: b.Links}, block: i})
	}
	return append(lines, own...)
}

// overByline reports a block above the line that says who wrote a post: what it names are the
// details of the post, and not of a change.
func overByline(blocks []parse.Block, i int) bool {
	return i+1 < len(blocks) && writtenBy.MatchString(wording.Squeeze(blocks[i+1].Text))
}

// sideKey is the column that the first of two cells names, as in a table on its side.
func sideKey(b *parse.Block) int {
	if len(b.Cells) != 2 || layout.ColumnKey(b.Cells[1].Text) != layout.KeyNone {
		return layout.KeyNone
	}
	return layout.ColumnKey(b.Cells[0].Text)
}

// cutCell is what stands from byte at on in a line.
func cutCell(l layout.Line, at int) parse.Cell {
	c := parse.Cell{Text: strings.TrimSpace(l.Text[at:])}
	for _, k := range l.Links {
		if k.Start >= at {
			k.Start, k.End = k.Start-at, min(k.End-at, len(c.Text))
			c.Links = append(c.Links, k)
		}
	}
	return c
}

// A keyedWriter puts keyed lines together to rows.
type keyedWriter struct {
	blocks  []parse.Block
	columns []int // in use on the page
	out     []parse.Block
	record  [layout.KeyOther]parse.Cell
	has     [layout.KeyOther + 1]bool
	lead    int // the column that began the record
	open    int // the column that lines without a key go on in, KeyNone outside a record
	table   int
	headed  bool
}

func (w *keyedWriter) line(l *keyed) {
	switch {
	case l.key != layout.KeyNone:
		if w.has[l.key] && (l.key == w.lead || !w.has[w.lead]) {
			w.end()
		}
		if w.has == [layout.KeyOther + 1]bool{} {
			w.lead = l.key
		}
		w.open = l.key
		if w.has[l.key] {
			w.open = layout.KeyOther // "Reason", after "Change"
		}
		w.has[l.key] = true
		if !l.alone && w.open != layout.KeyOther {
			w.record[l.key] = l.value
		}
	case w.goesOn(l):
		if w.open != layout.KeyOther {
			w.record[w.open] = joinCells(w.record[w.open], l.value)
		}
	default:
		w.end()
		w.out, w.headed = append(w.out, w.blocks[l.block]), false
	}
}

// goesOn reports whether a line without a key belongs to the value above it: to any
// value that has nothing yet, otherwise to the details.
func (w *keyedWriter) goesOn(l *keyed) bool {
	b := &w.blocks[l.block]
	if w.has == [layout.KeyOther + 1]bool{} || l.value.Text == "" || b.Kind == parse.Heading || b.Kind == parse.Row {
		return false
	}
	return w.open == layout.KeyDetails || w.open == layout.KeyOther && !w.has[layout.KeyDetails] || w.open < layout.KeyOther && w.record[w.open].Text == ""
}

func joinCells(a, b parse.Cell) parse.Cell {
	if a.Text == "" {
		return b
	}
	a.Text += "\n" + b.Text
	return a
}

// end writes the record that is open.
func (w *keyedWriter) end() {
	if w.has == [layout.KeyOther + 1]bool{} {
		return
	}
	if !w.headed {
		w.table++
		head := parse.Block{Kind: parse.Row, Header: true, Table: w.table}
		for _, k := range w.columns {
			head.Cells = append(head.Cells, parse.Cell{Text: keyedHeads[k], Header: true, ColSpan: 1, RowSpan: 1})
			head.Text = strings.TrimPrefix(head.Text+" | "+keyedHeads[k], " | ")
		}
		w.out, w.headed = append(w.out, head), true
	}
	row := parse.Block{Kind: parse.Row, Table: w.table}
	var texts []string
	for _, k := range w.columns {
		c := w.record[k]
		c.ColSpan, c.RowSpan = 1, 1
		row.Cells = append(row.Cells, c)
		if c.Text != "" {
			texts = append(texts, c.Text)
		}
	}
	row.Text = strings.Join(texts, " | ")
	w.out = append(w.out, row)
	w.record, w.has, w.open = [layout.KeyOther]parse.Cell{}, [layout.KeyOther + 1]bool{}, layout.KeyNone
}
