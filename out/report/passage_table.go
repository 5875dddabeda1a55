package report

import (
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// A tableRow is one row of a table that changed, as it was and as it is now; one side is nil
// where the row came or went.
type tableRow struct {
	was, now   []Span
	wasC, nowC []string // the cells
}

// tablePassage quotes rows of a table that changed beside one another row by row, and a column
// that came or went by itself; nil where the passage is anything else. All rows together have
// the words that a quotation may have.
func tablePassage(part []out.EditRow, limit int) Passage {
	rows := tableRows(part)
	came := func(r tableRow) bool { return r.wasC == nil }
	went := func(r tableRow) bool { return r.nowC == nil }
	if len(rows) < 2 || !slices.ContainsFunc(rows, func(r tableRow) bool { return !came(r) }) || !slices.ContainsFunc(rows, func(r tableRow) bool { return !went(r) }) {
		return nil
	}
	var p Passage
	column, added := columnOf(rows)
	if column >= 0 {
		p = append(p, columnLine(rows, column, added, limit))
	}
	more := 0
	for i := range rows {
		r := &rows[i]
		switch {
		case column >= 0 && r.onlyColumn(column, added) || slices.Equal(r.wasC, r.nowC):
		case limit <= 0:
			more++
		default:
			p = append(p, r.lines(len(p) == 0, limit)...)
			limit -= max(len(split(r.was)), len(split(r.now)))
		}
	}
	if more > 0 {
		p = append(p, Line{Label: "And " + Number(more, "more row", "more rows") + "."})
	}
	return p
}

// tableRows cuts a passage into rows; nil if it has a line that is none.
func tableRows(part []out.EditRow) []tableRow {
	var rows []tableRow
	from := 0
	for i := 0; i <= len(part); i++ {
		if i < len(part) && diff.Op(part[i].Op) != diff.Break {
			continue
		}
		line := part[from:i]
		from = i + 1
		r := tableRow{was: side(line, diff.Delete, Deleted), now: side(line, diff.Insert, Inserted)}
		if r.wasC, r.nowC = cellsOf(r.was), cellsOf(r.now); len(r.wasC)+len(r.nowC) == 0 {
			continue
		}
		if len(r.wasC) == 1 || len(r.nowC) == 1 {
			return nil
		}
		rows = append(rows, r)
	}
	return rows
}

// cellsOf are the cells of one side of a row, nil if it has no words. A side of several lines
// is one cell.
func cellsOf(spans []Span) []string {
	text := Line{Spans: spans}.text()
	if Clean(text) == "" {
		return nil
	}
	if strings.Contains(strings.TrimSpace(text), "\n") {
		return []string{text}
	}
	cells := strings.Split(text, "|")
	for i := range cells {
		cells[i] = Clean(cells[i])
	}
	return cells
}

// columnOf finds the column that all rows have more than before, or less; -1 if there is none.
func columnOf(rows []tableRow) (at int, added bool) {
	at = -1
	for i := range rows {
		r := &rows[i]
		more := len(r.nowC) > len(r.wasC)
		if r.wasC == nil || r.nowC == nil || len(r.nowC)-len(r.wasC) != wording.BoolInt(more)-wording.BoolInt(!more) || i > 0 && more != added {
			return -1, false
		}
		added = more
		if k := r.cellMore(added); k >= 0 && at < 0 {
			at = k
		}
	}
	return at, added
}

// cellMore is the one cell that the longer side of a row has beyond the other, -1 if they
// differ in more.
func (r *tableRow) cellMore(added bool) int {
	for k := len(r.longer(added)) - 1; k >= 0; k-- {
		if r.onlyColumn(k, added) {
			return k
		}
	}
	return -1
}

func (r *tableRow) longer(added bool) []string {
	if added {
		return r.nowC
	}
	return r.wasC
}

// onlyColumn reports whether nothing but a column made a row another one.
func (r *tableRow) onlyColumn(column int, added bool) bool {
	long, short := r.wasC, r.nowC
	if added {
		long, short = r.nowC, r.wasC
	}
	return column < len(long) && slices.Equal(slices.Delete(slices.Clone(long), column, column+1), short)
}

// columnLine quotes a column: its cells, each behind the first cell of its row.
func columnLine(rows []tableRow, column int, added bool, limit int) Line {
	l := Line{Label: "A column was taken out"}
	mark := Deleted
	if added {
		l.Label, mark = "A column was added", Inserted
	}
	var spans []Span
	for i := range rows {
		cells := rows[i].longer(added)
		if column >= len(cells) {
			continue
		}
		if i > 0 {
			spans = append(spans, Span{Text: "\n"})
			if column > 0 {
				spans = append(spans, Span{Text: cells[0] + " " + gap + " "})
			}
		}
		spans = append(spans, Span{Text: cells[column], Mark: mark})
	}
	l.Spans = clipAt(spans, limit, 0)
	return l
}

// lines quotes one row; the first of a passage has the label that every passage has.
func (r *tableRow) lines(first bool, limit int) []Line {
	label := func(alone, further string) string {
		if first {
			return alone
		}
		return further
	}
	switch {
	case r.wasC == nil:
		return []Line{{Label: label("Added", "Row added"), Spans: clip(r.now, limit)}}
	case r.nowC == nil:
		return []Line{{Label: label("Removed", "Row removed"), Spans: clip(r.was, limit)}}
	}
	at := min(firstMarked(r.was), firstMarked(r.now))
	return []Line{{Label: label("Was", "Row was"), Spans: clipAt(r.was, limit, at)}, {Label: "Now", Spans: clipAt(r.now, limit, at)}}
}
