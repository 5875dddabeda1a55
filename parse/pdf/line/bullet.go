package line

import (
	"math"

	"manualwatch/parse/pdf/geometry"
)

// AddBullets puts a bullet before each word that a small filled shape stands
// before, as browsers paint their list marks.
func AddBullets(ws []Word, dots []geometry.Box) []Word {
	if len(dots) == 0 || len(dots) > 2000 {
		return ws
	}
	before := map[int]Word{}
	for _, d := range dots {
		best, gap := -1, math.Inf(1)
		for i := range ws {
			w := &ws[i]
			if middle := (d.Y0 + d.Y1) / 2; middle < w.Y-0.75*w.Size || middle > w.Y || w.X0 < d.X1 {
				continue
			}
			if g := w.X0 - d.X1; g < gap {
				best, gap = i, g
			}
		}
		if best < 0 || gap > 2.5*ws[best].Size || d.Width() > 0.75*ws[best].Size || hasLeft(ws, best, d) {
			continue
		}
		b := ws[best]
		b.Text, b.Glued, b.Spaced = "•", false, true
		b.X0, b.X1 = d.X0, d.X1
		before[best] = b
	}
	out := make([]Word, 0, len(ws)+len(before))
	for i := range ws {
		if b, ok := before[i]; ok {
			out = append(out, b)
		}
		out = append(out, ws[i])
	}
	return out
}

// hasLeft reports whether a word ends close to the left of a shape, which then is
// a part of the text.
func hasLeft(ws []Word, i int, d geometry.Box) bool {
	for j := range ws {
		if math.Abs(ws[j].Y-ws[i].Y) < 0.3*ws[i].Size && ws[j].X1 <= d.X0+0.5 && d.X0-ws[j].X1 < 4*ws[i].Size {
			return true
		}
	}
	return false
}
