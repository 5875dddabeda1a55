package layout

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse/pdf/line"
)

// leastCommon is on how many pages a line stands at least that is a running header or
// footer for that reason alone.
const leastCommon = 3

// common reports whether a line stands in its place on so many pages that hardly any text does.
func common(on shelf, pages int) bool { return len(on) >= leastCommon && 2*len(on) >= pages }

// nearPages is how many pages on a header or footer comes again that is not on most.
const nearPages = 4

// sameWords are those of the lines in one place, on the pages near, that say what the line
// says, but for the number of the page. "7.1 Introduction" and "8.1 Introduction" are
// headings of two chapters.
func (m *marginLine) sameWords(on shelf) shelf {
	out := shelf{}
	for i := m.page - nearPages; i <= m.page+nearPages; i++ {
		for _, o := range on[i] {
			if sameButFolio(m.seg.Text(), o.seg.Text(), i-m.page) {
				out[i] = append(out[i], o)
			}
		}
	}
	return out
}

// sameButFolio reports whether two lines that stand some pages apart differ at most in
// numbers that count the pages.
func sameButFolio(a, b string, apart int) bool {
	number := func(s string) int {
		n, err := strconv.Atoi(strings.Trim(s, "-–—|/()"))
		if err != nil {
			return -1
		}
		return n
	}
	return slices.EqualFunc(strings.Fields(a), strings.Fields(b), func(x, y string) bool {
		n, k := number(x), number(y)
		return x == y || n >= 0 && k >= 0 && k-n == apart
	})
}

// A textArea tells lines of the text from running headers and footers.
type textArea struct {
	pages       []*Page
	again       map[*line.Line]bool // lines that may be running headers and footers
	leading     map[int]float64
	top, bottom []float64 // where paragraphs begin and end on each page
}

// keepText takes from the lines that come again those that are lines of the text: a few
// that came to stand in one place on two pages because the text was broken so, and those
// with which each of several texts in a file begins or ends.
func keepText(lines []*marginLine, at map[string]shelf, pages []*Page, again map[*line.Line]bool) {
	a := newTextArea(pages, again)
	text, judged := map[*line.Line]bool{}, map[string]bool{}
	for _, m := range lines {
		if !again[m.seg] {
			continue
		}
		place := m.place(at, len(pages))
		if on := at[place]; !common(on, len(pages)) {
			text[m.seg] = a.isText(m, on)
			continue
		} else if _, ok := judged[place]; !ok {
			judged[place] = a.areText(on)
		}
		text[m.seg] = judged[place]
	}
	maps.DeleteFunc(again, func(seg *line.Line, _ bool) bool { return text[seg] })
}

func newTextArea(pages []*Page, again map[*line.Line]bool) *textArea {
	a := &textArea{pages: pages, again: again, leading: usualLeading(pages, textRight(pages))}
	for _, p := range pages {
		rows := RowsOf(slices.DeleteFunc(onlyLines(p.Items), func(it Item) bool { return again[it.Line] }))
		top, bottom := math.Inf(1), math.Inf(-1)
		for i := 1; i < len(rows); i++ {
			if a.together(rows[i-1].Line, rows[i].Line) {
				top, bottom = min(top, rows[i-1].Line.Y), rows[i].Line.Y
			}
		}
		a.top, a.bottom = append(a.top, top), append(a.bottom, bottom)
	}
	return a
}

// together reports whether two lines, one below the other, are set as lines of one paragraph.
func (a *textArea) together(l, o *line.Line) bool {
	k := SizeKey(l.Size)
	return k == SizeKey(o.Size) && math.Abs(l.Y-o.Y) < 1.1*a.leading[k] && l.X0 < o.X1 && o.X0 < l.X1
}

// areText reports whether the lines that stand in one place on most pages are text: all of
// them are set so.
func (a *textArea) areText(on shelf) bool {
	return on.every(func(m *marginLine) bool {
		small := m.seg.Size < smallPrint*a.pages[m.page].BodySize
		return !small && a.inParagraph(m) || a.opensText(m)
	})
}

// isText reports whether a line that says on few pages the same in its place is text: one of
// them is set so, or stands where text stands.
func (a *textArea) isText(m *marginLine, on shelf) bool {
	return !m.sameWords(on).every(func(o *marginLine) bool {
		return !a.inParagraph(o) && !a.hasTextBeyond(o) && !a.textReaches(o)
	})
}

// inParagraph reports whether a line goes on, away from the edge of its page, with text that
// is set as it is; between them may stand others that come again.
func (a *textArea) inParagraph(m *marginLine) bool {
	near := m.seg
	for {
		next := a.inward(near, m)
		switch {
		case next == nil || !a.together(near, next):
			return false
		case !a.again[next]:
			return true
		}
		near = next
	}
}

// inward is the next line below one in the upper margin, or above one in the lower.
func (a *textArea) inward(from *line.Line, m *marginLine) *line.Line {
	var next *line.Line
	for _, it := range a.pages[m.page].Items {
		if it.Line == nil || m.beyond(it.Line.Y, from.Y+m.inwards(2)) || it.X0 > from.X1 || it.X1 < from.X0 {
			continue
		}
		if next == nil || m.beyond(it.Line.Y, next.Y) {
			next = it.Line
		}
	}
	return next
}

// inwards is a distance down from a line in the upper margin, up from one in the lower.
func (m *marginLine) inwards(d float64) float64 {
	if m.top {
		return d
	}
	return -d
}

// beyond reports whether y is nearer to the line's edge of the page than other.
func (m *marginLine) beyond(y, other float64) bool { return m.inwards(y-other) < 0 }

// hasTextBeyond reports whether nearer to the edge of the page than the line stands another
// that neither comes again nor is small or names the page.
func (a *textArea) hasTextBeyond(m *marginLine) bool {
	p := a.pages[m.page]
	return slices.ContainsFunc(p.Items, func(it Item) bool {
		return it.Line != nil && m.beyond(it.Line.Y, m.seg.Y-m.inwards(2)) && !it.Line.Artifact && !a.again[it.Line] &&
			it.Line.Size > smallPrint*p.BodySize && !pageNumber.MatchString(it.Line.Text()) && !namesPage.MatchString(it.Line.Text())
	})
}

// textReaches reports whether paragraphs go as far to the edge as the line on a good part of the
// pages: not only on a title page or in an appendix.
func (a *textArea) textReaches(m *marginLine) bool {
	n, ends := 0, a.bottom
	if m.top {
		ends = a.top
	}
	for i, y := range ends {
		if a.pages[i].Height == a.pages[m.page].Height && !m.beyond(m.seg.Y, y) {
			n++
		}
	}
	return n > 1 && 4*n >= len(a.pages)
}

// opensText reports whether a line at the top of its page is a sentence of the text's size
// close above a larger heading that no other page has: so begins each form of a set.
func (a *textArea) opensText(m *marginLine) bool {
	p := a.pages[m.page]
	if !m.top || SizeKey(m.seg.Size) != SizeKey(p.BodySize) || len(m.seg.Words) < leastSentence || !strings.HasSuffix(m.seg.Text(), ".") {
		return false
	}
	next := a.inward(m.seg, m)
	return next != nil && !a.again[next] && next.Size > LargeHead*m.seg.Size && next.Y-m.seg.Y < 2.5*next.Size
}

// leastSentence is how many words a line has at least that is a sentence by its full stop.
const leastSentence = 5
