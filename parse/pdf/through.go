package pdf

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// A counted is a line that begins with a bare number, as paragraphs do that are counted
// through a document or a chapter: "12    The chair reads the notes".
type counted struct {
	word   *word
	number int
	page   int
	text   float64 // left edge of the words behind the number
	long   bool    // they fill half of the page
	upper  bool    // they begin with a capital
}

// markNumbers marks the numbers of paragraphs that are counted without a sign behind
// them. One such line tells nothing, for tables have numbers and sentences begin with
// them; many that count on from 1 on several pages do.
func markNumbers(pages []*pageItems) {
	const least = 8
	var all []counted
	for i, p := range pages {
		rows := p.rows()
		for _, row := range rows {
			if c, ok := countedRow(row); ok && c.upper {
				c.page, c.long = i, row[len(row)-1].x1-c.word.x1 > p.width/2
				all = append(all, c)
			}
		}
	}
	for i := range all {
		if all[i].number != 1 {
			continue
		}
		run := countOn(all[i:])
		long := 0
		for _, c := range run {
			long += boolInt(c.long)
		}
		if len(run) >= least && run[0].page < run[len(run)-1].page && 2*long >= len(run) {
			for _, c := range run {
				c.word.number = true
			}
			return
		}
	}
}

// countOn are the lines that count on from the first, or again from 1, in its place.
func countOn(all []counted) []counted {
	first, next := all[0].word, 1
	var run []counted
	for _, c := range all {
		if math.Abs(c.word.x0-first.x0) > first.size && math.Abs(c.word.x1-first.x1) > 1.5 || c.number != next && c.number != 1 {
			continue
		}
		run, next = append(run, c), c.number+1
	}
	return run
}

// rows are the lines of a page that are no furniture, those on one baseline or nearly so
// together.
func (p *pageItems) rows() [][]*line {
	var lines []*line
	for _, it := range p.items {
		if it.seg != nil && !it.seg.art {
			lines = append(lines, it.seg)
		}
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].y < lines[j].y })
	var out [][]*line
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && lines[end].y-lines[i].y <= max(1, 0.2*min(lines[i].size, lines[end].size)) {
			end++
		}
		row := lines[i:end]
		sort.SliceStable(row, func(i, j int) bool { return row[i].x0 < row[j].x0 })
		out, i = append(out, row), end
	}
	return out
}

// countedRow reads the parts of one row of a page: a number and words.
func countedRow(row []*line) (counted, bool) {
	var words []*word
	for _, l := range row {
		for k := range l.words {
			words = append(words, &l.words[k])
		}
	}
	if len(row) > 2 || len(words) < 2 || len(row) == 2 && len(row[0].words) > 1 {
		return counted{}, false
	}
	first, next := words[0], words[1]
	n, err := strconv.Atoi(first.text)
	gap := next.x0 - first.x1
	if err != nil || n < 1 || len(first.text) > 3 || first.bold || gap < 0.8*first.size || gap > 5*first.size {
		return counted{}, false
	}
	r := firstRune(strings.TrimLeft(next.text, "‘“'\"("))
	return counted{word: first, number: n, text: next.x0, upper: unicode.IsUpper(r)}, true
}
