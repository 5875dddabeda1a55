package layout

import (
	"cmp"
	"math"
	"slices"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/geometry"
)

// frames are the boxes that four lines make, or the lines of a stroked rectangle: between two
// level lines of one length, one right below the other, whose ends two upright ones join.
func frames(rules []content.Rule) []geometry.Box {
	const near, most = 2, 2000 // points; lines of a page that is no drawing
	if len(rules) > most {
		return nil
	}
	var level, upright []content.Rule
	for _, r := range rules {
		if r.Vertical {
			upright = append(upright, r)
		} else {
			level = append(level, r)
		}
	}
	slices.SortStableFunc(level, func(a, b content.Rule) int { return cmp.Compare(a.Y0, b.Y0) })
	joined := func(x, y0, y1 float64) bool {
		return slices.ContainsFunc(upright, func(r content.Rule) bool {
			return math.Abs(r.X0-x) <= near && r.Y0 <= y0+near && r.Y1 >= y1-near
		})
	}
	var out []geometry.Box
	for i, top := range level {
		for _, low := range level[i+1:] {
			if low.Y0-top.Y0 <= 2*near || math.Abs(low.X0-top.X0) > near || math.Abs(low.X1-top.X1) > near {
				continue
			}
			if joined(top.X0, top.Y0, low.Y0) && joined(top.X1, top.Y0, low.Y0) {
				out = append(out, geometry.Box{X0: top.X0, Y0: top.Y0, X1: top.X1, Y1: low.Y0})
			}
			break
		}
	}
	return out
}
