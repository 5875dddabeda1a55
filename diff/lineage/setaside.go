package lineage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/parse"
)

// What most pages of a site have in common at their edges is none of their text, and whether
// it is most of them changes with the number of pages. Such a line must be no change for that.

// mostMore is how many pages more may have a line on the night on which it is none of the text:
// beyond them the site put it on its pages.
const mostMore = 2

// A sideAside is one of two editions with the lines that its pages have outside their texts
// only because other pages have them.
type sideAside struct {
	*Side
	lines map[string]map[textdiff.Sum]textdiff.Line // by page
	pages map[textdiff.Sum]int                      // units that have a line outside their texts
	texts map[textdiff.Sum]int                      // units that have it in their texts, of those asked for
}

// settleAside makes the texts of two editions say alike what stands on a page of both, inside
// its text on one night and outside on the other.
func settleAside(prev, cur *Side) {
	if len(prev.Ed.SetAside)+len(cur.Ed.SetAside) == 0 {
		return
	}
	a, b := prev.aside(), cur.aside()
	a.count(b.pages)
	b.count(a.pages)
	there := cur.byAddress(func(int) bool { return true })
	for _, p := range prev.Units {
		if c, ok := there[place(prev.Sec(p).URL)]; ok {
			cameA, cameB := a.came(p, b, c), b.came(c, a, p)
			a.leaveSaid(p, b, c)
			b.leaveSaid(c, a, p)
			prev.Docs[p].append(cameA)
			cur.Docs[c].append(cameB)
		}
	}
}

func (s *Side) aside() *sideAside {
	out := &sideAside{Side: s, lines: map[string]map[textdiff.Sum]textdiff.Line{}, pages: map[textdiff.Sum]int{}, texts: map[textdiff.Sum]int{}}
	for page, blocks := range s.Ed.SetAside {
		out.lines[page] = linesOf(blocks)
	}
	for _, u := range s.Units {
		for sum := range out.outside(u) {
			out.pages[sum]++
		}
	}
	return out
}

// outside are the lines that the page of unit u has outside its text.
func (s *sideAside) outside(u int) map[textdiff.Sum]textdiff.Line { return s.lines[s.Sec(u).FileSHA] }

// count counts the units that have each of some lines in their texts.
func (s *sideAside) count(asked map[textdiff.Sum]int) {
	for _, u := range s.Units {
		seen := map[textdiff.Sum]bool{}
		for i := range s.Docs[u].Lines {
			if sum := s.Docs[u].Lines[i].Sum; asked[sum] > 0 && !seen[sum] {
				seen[sum] = true
				s.texts[sum]++
			}
		}
	}
}

// leaveSaid leaves out of the text of unit u what the other night has on the same page outside
// the text. What stands outside it on this night, too, came to stand in it besides.
func (s *sideAside) leaveSaid(u int, other *sideAside, o int) {
	drop := map[int]bool{}
	for i := range s.Docs[u].Lines {
		sum := s.Docs[u].Lines[i].Sum
		_, aside := other.outside(o)[sum]
		if _, here := s.outside(u)[sum]; aside && !here && !other.Docs[o].has(sum) {
			drop[i] = true
		}
	}
	if len(drop) > 0 {
		s.Docs[u].leaveOut(drop)
	}
}

// came are the lines outside the text of unit u that the page has not on the other night,
// where others have them in their texts: a few pages more made them none of the text. On a
// page of several chapters it is not known of which.
func (s *sideAside) came(u int, other *sideAside, o int) []textdiff.Line {
	if s.Shared()[s.Sec(u).FileSHA] > 1 || other.Shared()[other.Sec(o).FileSHA] > 1 {
		return nil
	}
	var out []textdiff.Line
	for _, l := range inOrder(s.outside(u)) {
		_, aside := other.outside(o)[l.Sum]
		if n := other.texts[l.Sum]; n > 0 && s.pages[l.Sum] <= n+mostMore && !aside && !other.Docs[o].has(l.Sum) && !s.Docs[u].has(l.Sum) {
			out = append(out, l)
		}
	}
	return out
}

func (d *doc) has(sum textdiff.Sum) bool {
	return slices.ContainsFunc(d.Lines, func(l textdiff.Line) bool { return l.Sum == sum })
}

// append puts lines behind a text.
func (d *doc) append(lines []textdiff.Line) {
	if len(lines) == 0 {
		return
	}
	under := -1
	if last := len(d.Lines) - 1; last >= 0 {
		if under = d.Lines[last].Under; d.Lines[last].Kind == parse.Heading {
			under = last
		}
	}
	for _, l := range lines {
		l.Under = under
		d.Lines = append(d.Lines, l)
	}
	d.Words = 0
	d.seal()
}

// place is where a unit stands: its address, however it is spelled, and the place on that page.
func place(url string) string {
	_, at, _ := strings.Cut(url, "#")
	if at != "" {
		at = "#" + at
	}
	return textdiff.FoldAddress(url) + at
}

// byAddress are the units, of those of a sort, that alone stand at their addresses.
func (s *Side) byAddress(of func(u int) bool) map[string]int {
	out, twice := map[string]int{}, map[string]bool{}
	for _, u := range s.Units {
		if !of(u) {
			continue
		}
		a := place(s.Sec(u).URL)
		if _, known := out[a]; known || a == "" {
			twice[a] = true
		}
		out[a] = u
	}
	for a := range twice {
		delete(out, a)
	}
	return out
}

// linesOf are the lines that blocks would be in a text.
func linesOf(blocks []parse.Block) map[textdiff.Sum]textdiff.Line {
	if len(blocks) == 0 {
		return nil
	}
	out := make(map[textdiff.Sum]textdiff.Line, len(blocks))
	for _, b := range blocks {
		b.Region = parse.Main
		if l, ok := newLine(&b); ok {
			if l.Kind == parse.Heading {
				l.Heading, l.Sum = true, textdiff.Sum("\x00"+textdiff.FoldText(b.Text))
			}
			out[l.Sum] = l
		}
	}
	return out
}

// inOrder are lines in the order of what they say.
func inOrder(lines map[textdiff.Sum]textdiff.Line) []textdiff.Line {
	out := slices.Collect(maps.Values(lines))
	slices.SortFunc(out, func(a, b textdiff.Line) int { return cmp.Compare(a.Text, b.Text) })
	return out
}
