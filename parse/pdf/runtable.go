package pdf

import (
	"math"
	"slices"
	"strings"
)

// tableMargin is the part of a page's height in which a table that is a header or a footer
// stands; leastRuns is on how many pages it does at least.
const (
	tableMargin = 0.18
	leastRuns   = 3
)

// A place is where a table at the edge of a page stands, by the side nearer to the edge.
type place struct {
	top bool
	y   int
}

// A runner is the tables in one place: what they say by page, whatever numbers they have.
type runner struct {
	says  map[int]string // by page, all of it
	lines map[string]int // on how many pages a line stands
}

// runs reports whether the tables are headers or footers: on half of the pages, most of
// them as on the page before or after. At the top of each procedure of a page may stand a
// table that gives its title.
func (r *runner) runs(pages int) bool {
	again := 0
	for i, s := range r.says {
		again += boolInt(r.says[i-1] == s || r.says[i+1] == s)
	}
	return len(r.says) >= leastRuns && 2*len(r.says) >= pages && 2*again >= len(r.says)
}

// loosenRunning makes lines of the tables that are headers or footers, with some words in
// common; the rest of what they say may name the chapter.
func loosenRunning(pages []*pageItems) {
	runners := map[place]*runner{}
	eachEdgeTable(pages, func(p *pageItems, it *item, at place) {
		r := runners[at]
		if r == nil {
			r = &runner{map[int]string{}, map[string]int{}}
			runners[at] = r
		}
		lines := linesOfTable(it.grid)
		r.says[p.number] = strings.Join(lines, "\n")
		slices.Sort(lines)
		for _, l := range slices.Compact(lines) {
			r.lines[l]++
		}
	})
	eachEdgeTable(pages, func(p *pageItems, it *item, at place) {
		r := runners[at]
		if r.runs(len(pages)) && slices.ContainsFunc(linesOfTable(it.grid), func(l string) bool { return 2*r.lines[l] >= len(pages) }) {
			p.loosen(it)
		}
	})
}

// eachEdgeTable calls f for the tables in the margins of pages that have nothing between
// them and the edge.
func eachEdgeTable(pages []*pageItems, f func(*pageItems, *item, place)) {
	for _, p := range pages {
		above, below := math.Inf(1), math.Inf(-1) // edges of what stands outermost
		for _, it := range p.items {
			above, below = min(above, it.y0), max(below, it.y1)
		}
		for i, n := 0, len(p.items); i < n; i++ {
			it := &p.items[i]
			switch {
			case it.grid == nil:
			case it.y0 <= above && it.y1 < tableMargin*p.height:
				f(p, it, place{true, int(math.Round(it.y0 / 3))})
			case it.y1 >= below && it.y0 > (1-tableMargin)*p.height:
				f(p, it, place{false, int(math.Round(it.y1 / 3))})
			}
		}
	}
}

// linesOfTable are the lines of a table, whatever numbers they have.
func linesOfTable(g *grid) []string {
	var out []string
	for _, l := range g.lines() {
		out = append(out, digits.ReplaceAllString(l.text(), "#"))
	}
	return out
}

// loosen puts the lines of a table, which are a header or footer, in its place.
func (p *pageItems) loosen(it *item) {
	lines := it.grid.lines()
	for i := range lines {
		lines[i].art = true
		k := item{box: lines[i].box, seg: &lines[i]}
		if i == 0 {
			*it = k
		} else {
			p.items = append(p.items, k)
		}
	}
}
