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
	long   bool // the text beside the number fills half of the page
}

// markNumbers marks the numbers of paragraphs that are counted without a sign behind
// them. One such line tells nothing, for tables have numbers and sentences begin with
// them; many that count on from 1 on several pages do.
func markNumbers(pages []*pageItems) {
	const least = 8
	var all []counted
	for i, p := range pages {
		all = append(all, p.countedLines(i)...)
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

// countedLines are the lines of a page that begin with a bare number apart from the words
// behind it, and have no third part.
func (p *pageItems) countedLines(page int) []counted {
	var lines []*line
	for _, it := range p.items {
		if it.seg != nil && !it.seg.art {
			lines = append(lines, it.seg)
		}
	}
	sort.SliceStable(lines, func(i, j int) bool {
		return lines[i].y < lines[j].y-1 || math.Abs(lines[i].y-lines[j].y) <= 1 && lines[i].x0 < lines[j].x0
	})
	var out []counted
	for i := 0; i < len(lines); {
		row := i + 1
		for row < len(lines) && lines[row].y-lines[i].y <= 1 {
			row++
		}
		if c, ok := countedRow(lines[i:row]); ok {
			c.page, c.long = page, lines[row-1].x1-c.word.x1 > p.width/2
			out = append(out, c)
		}
		i = row
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
	return counted{word: first, number: n}, unicode.IsUpper(r)
}
