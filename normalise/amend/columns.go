package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// guessColumns tells the columns of a row without header by what stands in it:
// the cell that is a date, the one that links or is short, the longest.
func (r *amendReader) guessColumns(cells []parse.Cell) layout.Columns {
	c := layout.NoColumns()
	for i, cell := range cells {
		if _, ok := dates.Parse(cell.Text); ok && c.Date < 0 {
			c.Date = i
		}
	}
	longest := -1
	for i, cell := range cells {
		if i == c.Date || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if longest < 0 || len(cell.Text) > len(cells[longest].Text) {
			longest = i
		}
		if c.Chapter < 0 && (len(cell.Links) > 0 && layout.LinkShare(cell.Text, cell.Links) > 0.6 || r.titles.fit(wording.Squeeze(cell.Text)) >= 1) {
			c.Chapter = i
		}
	}
	for i, cell := range cells {
		if i == c.Date || i == c.Chapter || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if c.Chapter < 0 && len(layout.Filled(cells)) > wording.BoolInt(c.Date >= 0)+1 {
			c.Chapter = i
			continue
		}
		if c.Details < 0 || len(cell.Text) > len(cells[c.Details].Text) {
			c.Details = i
		}
	}
	if c.Details < 0 && c.Chapter < 0 {
		c.Details = longest
	}
	return c
}

// A ballot counts what the cells of one column hold.
type ballot struct {
	filled, dates, titles, words int
	dated                        int             // hold a day and more
	names                        map[string]bool // the titles, each once
}

func (v ballot) share(n int) float64 {
	if v.filled == 0 {
		return 0
	}
	return float64(n) / float64(v.filled)
}

// columnsOf are the columns of a table, voted on once for all readings of the page.
func (r *amendReader) columnsOf(table int) layout.Columns {
	return r.voted.Get(table, func() layout.Columns { return r.votedColumns(r.tables[table]) })
}

// votedColumns tells the columns of a table by what stands in all its rows, and by its
// header where that does not speak against it: the column of dates, that of titles of
// the manual, that of the most words. Headers of amendment tables are worded freely
// ("Agreed", "Ref", "Alteration"); what stands below them is not.
func (r *amendReader) votedColumns(rows []*parse.Block) layout.Columns {
	c := layout.NoColumns()
	for _, b := range rows {
		if named, ok := layout.NameColumns(b.Cells); ok && layout.NamesColumns(b) {
			c = named
			break
		}
	}
	votes := r.ballots(rows)
	best := func(count func(ballot) int, least float64, but ...int) int {
		at := -1
		for i, v := range votes {
			if s := v.share(count(v)); s >= least && !slices.Contains(but, i) && (at < 0 || count(v) > count(votes[at])) {
				at = i
			}
		}
		return at
	}
	holds := func(i int, count func(ballot) int) float64 {
		if i < 0 || i >= len(votes) {
			return 0
		}
		return votes[i].share(count(votes[i]))
	}
	dates, titles := func(v ballot) int { return v.dates }, func(v ballot) int { return v.titles }
	if holds(c.Date, dates) < 0.3 || otherDate.MatchString(headOf(rows, c.Date)) {
		if i := best(func(v ballot) int { return v.dates }, 0.6, otherDates(rows)...); i >= 0 {
			c.Date = i
		} else if i := best(dates, 0.6); i >= 0 && c.Date < 0 {
			c.Date = i
		}
	}
	if c.Chapter < 0 && holds(c.Date, func(v ballot) int { return v.dated }) >= 0.5 {
		c.Chapter, c.Date = c.Date, -1 // "Date and chapter"
	}
	others := append(besideMatter(rows), c.Date) // than those of chapters
	if holds(c.Chapter, titles) < 0.2 {
		if i := best(titles, 0.5, others...); i >= 0 {
			c.Chapter = i
		}
	}
	c.Chapter = finer(votes, c.Chapter, others)
	if c.Details == c.Date || c.Details == c.Chapter {
		c.Details = -1
	}
	if c.Details < 0 {
		if i := best(func(v ballot) int { return v.words }, 2, c.Date, c.Chapter, c.OldPlace, c.Scope, c.Kind); i >= 0 {
			c.Details = i
		}
	}
	c.Known = c.Known || c.Chapter >= 0 && c.Details >= 0
	return c
}

// finer is the column of chapters: where another one holds titles of the manual as often
// as column i and names more of them, i tells the sections that these stand in.
func finer(votes []ballot, i int, but []int) int {
	if i < 0 || i >= len(votes) {
		return i
	}
	for k, v := range votes {
		if !slices.Contains(but, k) && v.titles >= votes[i].titles && v.share(v.titles) > 0.7 && len(v.names) > len(votes[i].names) {
			i = k
		}
	}
	return i
}

// otherDate heads a column of dates that are not those of the change.
var otherDate = pattern.New(`(?i)\b(?:issued|created|adopted|written|first|original|review|next|expir\w*|due)\b`)

// headOf is what heads column i, "" if nothing does.
func headOf(rows []*parse.Block, i int) string {
	if len(rows) == 0 || i < 0 || i >= len(rows[0].Cells) {
		return ""
	}
	if text := rows[0].Cells[i].Text; len(text) < 60 {
		return text
	}
	return ""
}

// otherDates are the columns whose heads say that their dates are not those of the
// change, unless no head speaks of a change.
func otherDates(rows []*parse.Block) []int {
	var out []int
	if len(rows) > 0 {
		for i := range rows[0].Cells {
			if otherDate.MatchString(headOf(rows, i)) {
				out = append(out, i)
			}
		}
	}
	return out
}

// besideMatter are the columns whose heads say that they hold who made a change or which version
// it is of: a chapter may be called after a post, "Safeguarding Manager".
func besideMatter(rows []*parse.Block) []int {
	var out []int
	if len(rows) > 0 {
		for i := range rows[0].Cells {
			if head := wording.Squeeze(rows[0].Cells[i].Text); layout.ColumnKey(head) == layout.KeyOther && !countHead.MatchString(head) {
				out = append(out, i)
			}
		}
	}
	return out
}

// countHead heads the numbers of chapters, or those of the changes.
var countHead = pattern.New(`(?i)^(?:no\.?|numbers?)$`)

// ballots counts the columns of the rows that have as many cells as most.
func (r *amendReader) ballots(rows []*parse.Block) []ballot {
	width := usualWidth(rows)
	votes := make([]ballot, width)
	for _, b := range rows {
		if len(b.Cells) != width || width < 2 || layout.NamesColumns(b) {
			continue
		}
		for i, cell := range b.Cells {
			text := wording.Squeeze(cell.Text)
			if text == "" {
				continue
			}
			v := &votes[i]
			v.filled++
			v.words += wording.CountWords(text)
			if _, ok := dates.Parse(text); ok {
				v.dates++
			} else {
				v.dated += wording.BoolInt(tellsDay(cell))
			}
			if r.titles.find(text) >= 0 || layout.LinkShare(cell.Text, cell.Links) > 0.6 && r.titles.byLink(layout.LinkOf(cell.Links)) >= 0 {
				v.titles++
				if v.names == nil {
					v.names = make(map[string]bool)
				}
				v.names[text] = true
			}
		}
	}
	return votes
}

func usualWidth(rows []*parse.Block) int {
	count := make(map[int]int)
	best := 0
	for _, b := range rows {
		w := len(b.Cells)
		count[w]++
		if count[w] > count[best] || count[w] == count[best] && w > best {
			best = w
		}
	}
	return best
}

// isHead reports whether the first row of a table heads it although it is not set as a
// header: it has words where the rows below have dates.
func isHead(b *parse.Block, c layout.Columns, rows []*parse.Block) bool {
	if c.Date < 0 || c.Date >= len(b.Cells) || len(rows) < 3 {
		return false
	}
	if _, dated := dates.Parse(b.Cells[c.Date].Text); dated || strings.TrimSpace(b.Cells[c.Date].Text) == "" {
		return false
	}
	for _, cell := range b.Cells {
		if wording.CountWords(cell.Text) > 4 || len(cell.Links) > 0 {
			return false
		}
	}
	return true
}
