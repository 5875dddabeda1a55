package layout

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

// A place is where a table at the edge of a page stands, by how far its outer side is from that
// edge: pages that lie on their side are less high.
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

// LoosenRunning makes lines of the tables that are headers or footers, with some words in
// common; the rest of what they say may name the chapter.
func LoosenRunning(pages []*Page) {
	runners := map[place]*runner{}
	eachEdgeTable(pages, func(p *Page, it *Item, at place) {
		r := runners[at]
		if r == nil {
			r = &runner{map[int]string{}, map[string]int{}}
			runners[at] = r
		}
		lines := linesOfTable(it.Grid)
		r.says[p.Number] = strings.Join(lines, "\n")
		slices.Sort(lines)
		for _, l := range slices.Compact(lines) {
			r.lines[l]++
		}
	})
	eachEdgeTable(pages, func(p *Page, it *Item, at place) {
		r := runners[at]
		if r.runs(len(pages)) && slices.ContainsFunc(linesOfTable(it.Grid), func(l string) bool { return 2*r.lines[l] >= len(pages) }) {
			p.loosen(it)
		}
	})
}

// eachEdgeTable calls f for the tables in the margins of pages that have nothing between
// them and the edge but the number of the page.
func eachEdgeTable(pages []*Page, f func(*Page, *Item, place)) {
	for _, p := range pages {
		above, below := math.Inf(1), math.Inf(-1) // edges of what stands outermost
		for _, it := range p.Items {
			if it.Line == nil || !pageNumber.MatchString(it.Line.Text()) {
				above, below = min(above, it.Y0), max(below, it.Y1)
			}
		}
		for i, n := 0, len(p.Items); i < n; i++ {
			it := &p.Items[i]
			switch {
			case it.Grid == nil:
			case it.Y0 <= above && it.Y1 < tableMargin*p.Height:
				f(p, it, place{true, int(math.Round(it.Y0 / 3))})
			case it.Y1 >= below && it.Y0 > (1-tableMargin)*p.Height:
				f(p, it, place{false, int(math.Round((p.Height - it.Y1) / 3))})
			}
		}
	}
}

// linesOfTable are the lines of a table, whatever numbers they have.
func linesOfTable(g *Grid) []string {
	var out []string
	for _, l := range g.lines() {
		out = append(out, digits.ReplaceAllString(l.Text(), "#"))
	}
	return out
}

// loosen puts the lines of a table, which are a header or footer, in its place.
func (p *Page) loosen(it *Item) {
	lines := it.Grid.lines()
	for i := range lines {
		lines[i].Artifact = true
		k := Item{Box: lines[i].Box, Line: &lines[i]}
		if i == 0 {
			*it = k
		} else {
			p.Items = append(p.Items, k)
		}
	}
}
