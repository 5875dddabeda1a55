package amend

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// releaseHeads writes the heads of tables that tell a day or a month in the place of the
// name of a column, or beside one, as two rows: one over the others that tells when, and the
// head. Editors that make a table for each release write so: "June 2025 | What has changed",
// "Chapter | Changes made in June 2025", "Version 12 | June 2025". Word processors for books
// make one table of all, each release over one cell with its changes.
func releaseHeads(blocks []parse.Block) []parse.Block {
	out, copied := blocks, false
	for i := 0; i < len(blocks); {
		end := layout.TableEnd(blocks, i)
		if rows := parted(blocks[i:end]); rows != nil {
			if !copied {
				out, copied = append(make([]parse.Block, 0, len(blocks)+2), blocks[:i]...), true
			}
			out = append(out, rows...)
		} else if copied {
			out = append(out, blocks[i:end]...)
		}
		i = end
	}
	return out
}

// parted are the rows of a table whose heads tell when, with these parted; nil if none does.
// In such a table no other row has a date where a head has it, and no head heads another.
func parted(rows []parse.Block) []parse.Block {
	if rows[0].Kind != parse.Row || rows[0].Region != parse.Main {
		return nil
	}
	heads, at := make(map[int]releaseHead), -1
	for k := range rows {
		h, ok := readReleaseHead(rows[k].Cells)
		if !ok || k+1 == len(rows) || !h.over(&rows[k+1]) || layout.ColumnKey(rows[k+1].Cells[0].Text) != layout.KeyNone {
			continue
		}
		heads[k], at = h, h.at
	}
	for k := range rows {
		_, head := heads[k]
		if cells := rows[k].Cells; !head && at >= 0 && at < len(cells) && isDateCell(cells[at]) {
			return nil
		}
	}
	if len(heads) == 0 {
		return nil
	}
	var out []parse.Block
	for k := range rows {
		if h, ok := heads[k]; ok {
			out = append(out, h.rows(&rows[k])...)
		} else {
			out = append(out, rows[k])
		}
	}
	return out
}

// A releaseHead is the head of a table that tells when.
type releaseHead struct {
	at    int    // the cell that does
	when  string // its words
	names bool   // the head names columns as well
}

// over reports whether a head may stand over a row: one of several cells, or, where the head
// names no columns, one that tells all changes of the release in one cell, "Revision 4.2 |
// June 2025" over the names of chapters and their changes.
func (h releaseHead) over(b *parse.Block) bool {
	filled := layout.Filled(b.Cells)
	return len(filled) > 1 || len(filled) == 1 && !h.names && !isDateCell(filled[0]) && wording.CountWords(filled[0].Text) > longestHead
}

// readReleaseHead reads cells one of which tells when, while each of the others names a
// column, but none that of dates, or counts the release.
func readReleaseHead(cells []parse.Cell) (h releaseHead, ok bool) {
	h.at = -1
	for i := range cells {
		text := wording.Squeeze(cells[i].Text)
		key, when := layout.ColumnKey(text), dateInHead(text)
		switch {
		case text == "":
		case len(cells[i].Links) > 0 || key == layout.KeyDate && when == "" || when != "" && h.at >= 0:
			return h, false
		case when != "":
			h.at, h.when, h.names = i, when, h.names || key != layout.KeyNone
		case key != layout.KeyNone:
			h.names = true
		case !onlyReleaseWords(text) && !initials.MatchString(text):
			return h, false
		}
	}
	return h, h.at >= 0 && len(layout.Filled(cells)) > 1
}

// dateInHead is what a cell of a head tells of when: a date with the words of a release, or
// the date behind the name of a column ("What changed in June 2025"); "" if it tells nothing.
func dateInHead(text string) string {
	if label, rest, ok := strings.Cut(text, ":"); ok && layout.ColumnKey(label) == layout.KeyDate {
		text = strings.TrimSpace(rest) // "Month: June 2025"
	}
	if _, _, ok := headDate(text); ok {
		return text
	}
	if layout.ColumnOf(text) == layout.KeyNone || sinceWhen.MatchString(text) {
		return ""
	}
	_, printed, _ := dates.FirstDate(text)
	return printed
}

// sinceWhen stands before a date from which on or up to which changes are listed.
var sinceWhen = pattern.New(`(?i)\b(?:since|before|after|until|till|up\s+to)\b`)

// initials are those of whoever made a release.
var initials = pattern.New(`^(?:[A-Z]\.?){2,3}$`)

func onlyReleaseWords(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if !releaseWords.MatchString(strings.Trim(w, besideSigns)) {
			return false
		}
	}
	return true
}

// rows are the row that tells when and, where it names columns, the head. The cell that
// tells only when stands over the chapters or, where those have a name, over the details.
func (h releaseHead) rows(b *parse.Block) []parse.Block {
	over := tableLine(b, []parse.Cell{{Text: h.when, ColSpan: 1, RowSpan: 1}}, false)
	if !h.names {
		return []parse.Block{over}
	}
	cells := append([]parse.Cell(nil), b.Cells...)
	if c := &cells[h.at]; layout.ColumnKey(c.Text) == layout.KeyNone {
		c.Text = keyedHeads[layout.KeyChapter]
		for i := range cells {
			if i != h.at && layout.ColumnKey(cells[i].Text) == layout.KeyChapter {
				c.Text = keyedHeads[layout.KeyDetails]
			}
		}
	}
	return []parse.Block{over, tableLine(b, cells, true)}
}
