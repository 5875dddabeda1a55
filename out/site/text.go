package site

import (
	"slices"
	"strings"
	"unicode"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/out/report"
)

// A textBlock is a paragraph or a table of a chapter's text.
type textBlock struct {
	Text string
	Rows [][]string // of a table
}

// blocksOf cuts a section's text, one line a block. Lines of cells (joined by
// " | ") that follow each other are a table.
func blocksOf(text string) []textBlock {
	var blocks []textBlock
	for line := range strings.SplitSeq(text, "\n") {
		line = report.Clean(line)
		if line == "" {
			continue
		}
		cells := strings.Split(line, " | ")
		if len(cells) == 1 {
			blocks = append(blocks, textBlock{Text: line})
			continue
		}
		if n := len(blocks); n > 0 && blocks[n-1].Rows != nil {
			blocks[n-1].Rows = append(blocks[n-1].Rows, cells)
			continue
		}
		blocks = append(blocks, textBlock{Rows: [][]string{cells}})
	}
	return blocks
}

// A comparedRow is a line of the older text beside the one of the newer.
type comparedRow struct {
	Left, Right []report.Span
	Same        bool
	Skipped     int // unchanged lines left out here
}

// contextLines stand unchanged around a change; longer stretches are left out.
const contextLines = 3

// mostCompared bounds the text that is compared, in bytes of both versions: the
// page stays under a megabyte.
const mostCompared = 300_000

// compare lays two texts side by side, and counts the words that came and went.
func compare(older, newer string) (rows []comparedRow, added, removed int) {
	if len(older)+len(newer) > mostCompared {
		half := mostCompared / 2
		older, newer = cut(older, half), cut(newer, half)
	}
	c := &comparer{row: comparedRow{Same: true}, whole: map[string]bool{}}
	for line := range strings.SplitSeq(older, "\n") {
		c.whole[strings.TrimSpace(line)] = true
	}
	script := textdiff.Edits(older, newer)
	for _, e := range script {
		if e.Op == diff.MoveFrom {
			c.left = append(c.left, e.Text)
		}
	}
	for _, e := range script {
		if !c.ofMoved(e) {
			c.edit(e)
		}
	}
	c.flush()
	return fold(c.rows), c.added, c.removed
}

// A comparer lays edits out in rows.
type comparer struct {
	rows           []comparedRow
	row            comparedRow     // not finished
	whole          map[string]bool // lines of the older text
	left           []string        // passages that stand elsewhere in the newer text
	moved          string          // what a passage that moved to here said before, so far
	added, removed int
	parted         bool // words that are new stand behind the last ones of the older side
}

func (c *comparer) flush() {
	if !blank(c.row.Left) || !blank(c.row.Right) {
		c.rows = append(c.rows, c.row)
	}
	c.row = comparedRow{Same: true}
}

// ofMoved reports whether an edit only changes words of a passage that moved to here:
// the older side shows them where the passage stood.
func (c *comparer) ofMoved(e diff.Edit) bool {
	switch e.Op {
	case diff.MoveTo:
		c.moved += e.Text
	case diff.Insert:
	case diff.Delete:
		before := c.moved + e.Text
		if c.moved != "" && slices.ContainsFunc(c.left, func(l string) bool { return strings.Contains(l, strings.TrimSpace(before)) }) {
			c.moved = before
			return true
		}
	default:
		c.moved = ""
	}
	return false
}

// edit adds an edit; each end of a line ends the row.
func (c *comparer) edit(e diff.Edit) {
	gone := e.Op == diff.Delete || e.Op == diff.MoveFrom
	for i, text := range strings.Split(e.Text, "\n") {
		// A line that is gone has no end of its own.
		alone := gone && c.whole[strings.TrimSpace(text)] && strings.TrimSpace(text) != ""
		if i > 0 || alone {
			c.flush()
		}
		switch {
		case gone:
			c.part(text)
			c.row.Left = append(c.row.Left, report.Span{Text: clean(text), Mark: report.Deleted})
			c.removed += len(strings.Fields(text))
		case e.Op == diff.Insert, e.Op == diff.MoveTo:
			c.parted = true
			c.row.Right = append(c.row.Right, report.Span{Text: clean(text), Mark: report.Inserted})
			c.added += len(strings.Fields(text))
		default:
			c.part(text)
			c.row.Left = append(c.row.Left, report.Span{Text: clean(text)})
			c.row.Right = append(c.row.Right, report.Span{Text: clean(text)})
			continue
		}
		c.row.Same = c.row.Same && strings.TrimSpace(text) == ""
		if alone {
			c.flush()
		}
	}
}

// part puts the space between two words of the older side that words which are new parted.
func (c *comparer) part(text string) {
	if n := len(c.row.Left); n > 0 && c.parted && diff.RunTogether(c.row.Left[n-1].Text, text) {
		c.row.Left[n-1].Text += " "
	}
	c.parted = false
}

// clean is report.Clean that keeps a space at the ends.
func clean(s string) string {
	c := report.Clean(s)
	if strings.TrimLeftFunc(s, unicode.IsSpace) != s {
		c = " " + c
	}
	if c != " " && strings.TrimRightFunc(s, unicode.IsSpace) != s {
		c += " "
	}
	return c
}

func blank(spans []report.Span) bool {
	return !slices.ContainsFunc(spans, func(s report.Span) bool { return strings.TrimSpace(s.Text) != "" })
}

// cut takes the first bytes of a text, up to a line's end.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], '\n'); i > 0 {
		return s[:i]
	}
	return strings.ToValidUTF8(s[:n], "")
}

// fold leaves long unchanged stretches out.
func fold(rows []comparedRow) []comparedRow {
	near := make([]bool, len(rows))
	for i, r := range rows {
		if !r.Same {
			for j := max(0, i-contextLines); j <= min(len(rows)-1, i+contextLines); j++ {
				near[j] = true
			}
		}
	}
	var kept []comparedRow
	for i := range rows {
		if near[i] {
			kept = append(kept, rows[i])
			continue
		}
		if n := len(kept); n > 0 && kept[n-1].Skipped > 0 {
			kept[n-1].Skipped++
			continue
		}
		kept = append(kept, comparedRow{Skipped: 1})
	}
	return kept
}

// compareFold orders names as people do.
func compareFold(a, b string) int {
	return strings.Compare(strings.Map(unicode.ToLower, a), strings.Map(unicode.ToLower, b))
}
