package layout

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// A counted is a line that begins with a bare number, as paragraphs do that are counted
// through a document or a chapter: "12    The chair reads the notes".
type counted struct {
	word   *line.Word
	number int
	page   int
	text   float64 // left edge of the words behind the number
	long   bool    // they fill half of the page
	upper  bool    // they begin with a capital
}

// MarkNumbers marks the numbers of paragraphs that are counted without a sign behind
// them. One such line tells nothing, for tables have numbers and sentences begin with
// them; many that count on from 1 on several pages do.
func MarkNumbers(pages []*Page) {
	const least = 8
	var all []counted
	for i, p := range pages {
		rows := p.rows()
		for _, row := range rows {
			if c, ok := countedRow(row, bareNumber, 0.8); ok && c.upper {
				c.page, c.long = i, row[len(row)-1].X1-c.word.X1 > p.Width/2
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
				c.word.Number = true
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
		if math.Abs(c.word.X0-first.X0) > first.Size && math.Abs(c.word.X1-first.X1) > 1.5 || c.number != next && c.number != 1 {
			continue
		}
		run, next = append(run, c), c.number+1
	}
	return run
}

// rows are the lines of a page that are no furniture, those on one baseline or nearly so
// together.
func (p *Page) rows() [][]*line.Line {
	var lines []*line.Line
	for _, it := range p.Items {
		if it.Line != nil && !it.Line.Artifact {
			lines = append(lines, it.Line)
		}
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].Y < lines[j].Y })
	var out [][]*line.Line
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && lines[end].Y-lines[i].Y <= max(1, 0.2*min(lines[i].Size, lines[end].Size)) {
			end++
		}
		row := lines[i:end]
		sort.SliceStable(row, func(i, j int) bool { return row[i].X0 < row[j].X0 })
		out, i = append(out, row), end
	}
	return out
}

// countedRow reads the parts of one row of a page: a number, or what counts as one, and words behind
// white space of so many ems at least.
func countedRow(row []*line.Line, count func(word string) (n int, ok bool), room float64) (counted, bool) {
	var words []*line.Word
	for _, l := range row {
		for k := range l.Words {
			words = append(words, &l.Words[k])
		}
	}
	if len(row) > 2 || len(words) < 2 || len(row) == 2 && len(row[0].Words) > 1 {
		return counted{}, false
	}
	first, next := words[0], words[1]
	n, ok := count(first.Text)
	gap := next.X0 - first.X1
	if !ok || first.Bold || gap < room*first.Size || gap > 5*first.Size {
		return counted{}, false
	}
	r := writing.FirstRune(strings.TrimLeft(next.Text, "‘“'\"("))
	return counted{word: first, number: n, text: next.X0, upper: unicode.IsUpper(r)}, true
}

// bareNumber reads a number without a sign behind it.
func bareNumber(word string) (n int, ok bool) {
	n, err := strconv.Atoi(word)
	return n, err == nil && n > 0 && len(word) <= 3
}
