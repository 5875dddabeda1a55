package layout

import (
	"testing"

	"manualwatch/parse/pdf/geometry"
)

// TestTableCutByThePage closes the row of a table that a break of the page cut off, and no
// passage of rows that no line parts.
func TestTableCutByThePage(t *testing.T) {
	for name, c := range map[string]struct{ top, want float64 }{"a row": {4, 4}, "rows without lines": {-120, 34}} {
		var h, v []geometry.Box
		for _, y := range []float64{34, 60, 90} {
			h = append(h, geometry.Box{X0: 14, Y0: y, X1: 579, Y1: y})
		}
		for _, x := range []float64{14, 188, 504, 579} {
			v = append(v, geometry.Box{X0: x, Y0: c.top, X1: x, Y1: 90})
		}
		g := newGrid(h, v)
		if g == nil || g.Ys[0] != c.want {
			t.Errorf("%s: %+v, want it to begin at %v", name, g, c.want)
		}
	}
}
