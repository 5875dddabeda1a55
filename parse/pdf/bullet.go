package pdf

import "math"

// addBullets puts a bullet before each word that a small filled shape stands
// before, as browsers paint their list marks.
func addBullets(ws []word, dots []box) []word {
	if len(dots) == 0 || len(dots) > 2000 {
		return ws
	}
	before := map[int]word{}
	for _, d := range dots {
		best, gap := -1, math.Inf(1)
		for i := range ws {
			w := &ws[i]
			if middle := (d.y0 + d.y1) / 2; middle < w.y-0.75*w.size || middle > w.y || w.x0 < d.x1 {
				continue
			}
			if g := w.x0 - d.x1; g < gap {
				best, gap = i, g
			}
		}
		if best < 0 || gap > 2.5*ws[best].size || d.width() > 0.75*ws[best].size || hasLeft(ws, best, d) {
			continue
		}
		b := ws[best]
		b.text, b.glued, b.spaced = "•", false, true
		b.x0, b.x1 = d.x0, d.x1
		before[best] = b
	}
	out := make([]word, 0, len(ws)+len(before))
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
func hasLeft(ws []word, i int, d box) bool {
	for j := range ws {
		if math.Abs(ws[j].y-ws[i].y) < 0.3*ws[i].size && ws[j].x1 <= d.x0+0.5 && d.x0-ws[j].x1 < 4*ws[i].size {
			return true
		}
	}
	return false
}
