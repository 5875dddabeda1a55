package layout

import (
	"math"
	"slices"
	"unicode/utf8"

	"manualwatch/parse/pdf/geometry"
)

// What tells a box or a pulled-out quotation that text is set around: leastBeside lines of
// text at least stand beside it, and it has a part of their width and mostInset lines at most.
const (
	leastBeside = 3
	insetWidth  = 0.85
	mostInset   = 40
)

// inset parts what text is set around, in the n bands from i on that share a gutter, from
// that text; nil if there is no such thing.
func (a arranger) inset(bands []band, i, n int, gutters []span) (text, inset []Item) {
	if len(a.usual) > 0 {
		return nil, nil
	}
	parts, cuts := partsOf(itemsOf(bands[i:i+n]), gutters)
	if len(parts) != 2 {
		return nil, nil
	}
	for k := range parts {
		text, inset := parts[k], parts[1-k]
		if !isRunning(text) || !isSmallBeside(inset, text) {
			continue
		}
		painted, rows := a.holdsAlone(inset, text), 2*onBaselines(inset, text) >= len(inset)
		from, to := narrowed(bands, i, n, text, boxOf(inset))
		beside := slices.Concat(itemsOf(bands[from:i]), text, itemsOf(bands[i+n:to]))
		stack, reach := isStack(inset), nextLine
		if stack && len(inset) >= 3 {
			reach = nextParagraph
		}
		around := goesAround(beside, bands, from, to, cuts[0], reach) && !goesAround(inset, bands, from, to, cuts[0], nextLine)
		if around && (painted || stack && !rows) || painted && !rows {
			endAt(beside)
			return text, inset
		}
	}
	return nil, nil
}

// Distances, in those of the baselines of a text, to its next line and to that of its next
// paragraph.
const (
	nextLine      = 1.15
	nextParagraph = 3.0
)

// isStack reports whether items are lines that follow each other as those of a paragraph do.
func isStack(items []Item) bool {
	ys := baselines(items)
	for i := 1; i < len(ys); i++ {
		if ys[i]-ys[i-1] > 1.7*items[0].Line.Size {
			return false
		}
	}
	return len(ys) >= 2
}

// isRunning reports whether items are lines of text that mostly fill their column.
func isRunning(items []Item) bool {
	if len(items) < leastBeside {
		return false
	}
	filled, width := 0, boxOf(items).Width()
	for _, it := range items {
		if it.Line == nil {
			return false
		}
		filled += boolInt(it.Width() > 0.7*width && utf8.RuneCountInString(it.Line.Text()) >= 20)
	}
	return filled >= leastBeside && 2*filled >= len(items)
}

// isSmallBeside reports whether items are lines that may be set into text.
func isSmallBeside(items, text []Item) bool {
	return len(items) > 0 && len(items) <= mostInset && !hasGrid(items) && boxOf(items).Width() <= insetWidth*boxOf(text).Width()
}

// holdsAlone reports whether an area or frame is painted around items, and none of the text.
func (a arranger) holdsAlone(items, text []Item) bool {
	return slices.ContainsFunc(a.painted, func(b geometry.Box) bool {
		held := func(it Item) bool { return b.Holds((it.X0+it.X1)/2, (it.Y0+it.Y1)/2) }
		return !slices.ContainsFunc(text, held) && !slices.ContainsFunc(items, func(it Item) bool { return !held(it) })
	})
}

// onBaselines counts the items that stand on the baseline of a line of the text, as the cells
// of a row do.
func onBaselines(items, text []Item) (n int) {
	for _, it := range items {
		n += boolInt(slices.ContainsFunc(text, func(t Item) bool { return math.Abs(t.Line.Y-it.Line.Y) <= 1 }))
	}
	return n
}

// narrowed are the bands, i to i+n and those next to them and to an inset, in which text is set
// as narrow.
func narrowed(bands []band, i, n int, text []Item, inset geometry.Box) (from, to int) {
	b, size := boxOf(text), SizeKey(text[0].Line.Size)
	alike := func(k int) bool {
		if k < 0 || k == len(bands) || len(bands[k].items) != 1 || bands[k].items[0].Line == nil {
			return false
		}
		gap := max(bands[k].Y0-inset.Y1, inset.Y0-bands[k].Y1)
		return SizeKey(bands[k].items[0].Line.Size) == size && gap < 3*bands[k].Height() && bands[k].X0 > b.X0-2 && bands[k].X1 < b.X1+2
	}
	for from = i; alike(from - 1); {
		from--
	}
	for to = i + n; alike(to); {
		to++
	}
	return from, to
}

// goesAround reports whether lines go on, in the band before from or in that at to, with one
// of the same size that stands across the gutter, no farther than reach.
func goesAround(lines []Item, bands []band, from, to int, gutter float64, reach float64) bool {
	reach *= pitchOf(baselines(lines))
	for _, k := range []int{from - 1, to} {
		if k < 0 || k >= len(bands) || len(bands[k].items) != 1 || bands[k].items[0].Line == nil || bands[k].X0 > gutter || bands[k].X1 < gutter {
			continue
		}
		l := bands[k].items[0].Line
		if slices.ContainsFunc(lines, func(it Item) bool {
			return SizeKey(it.Line.Size) == SizeKey(l.Size) && math.Abs(it.Line.Y-l.Y) < reach
		}) {
			return true
		}
	}
	return false
}

// endAt tells lines to where they may reach beside an inset.
func endAt(lines []Item) {
	right := rightEdge(lines)
	for _, it := range lines {
		it.Line.Right = right
	}
}

func itemsOf(bands []band) (out []Item) {
	for i := range bands {
		out = append(out, bands[i].items...)
	}
	return out
}

func boxOf(items []Item) geometry.Box {
	b := items[0].Box
	for _, it := range items[1:] {
		b = b.Union(it.Box)
	}
	return b
}
