package geometry

import "math"

// A Matrix is the transformation x' = A·x + C·y + E, y' = B·x + D·y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Unit leaves every point in its place.
var Unit = Matrix{A: 1, D: 1}

// Then returns the transformation m followed by n.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		m.A*n.A + m.B*n.C, m.A*n.B + m.B*n.D,
		m.C*n.A + m.D*n.C, m.C*n.B + m.D*n.D,
		m.E*n.A + m.F*n.C + n.E, m.E*n.B + m.F*n.D + n.F,
	}
}

// Apply transforms a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m.A*x + m.C*y + m.E, m.B*x + m.D*y + m.F
}

// Finite reports whether all parts are numbers that can be reckoned with.
func (m Matrix) Finite() bool {
	s := m.A + m.B + m.C + m.D + m.E + m.F
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}

// Around is the box around a transformed box.
func (m Matrix) Around(b Box) Box {
	out := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range [4]Point{{b.X0, b.Y0}, {b.X1, b.Y0}, {b.X0, b.Y1}, {b.X1, b.Y1}} {
		x, y := m.Apply(p.X, p.Y)
		out = out.Union(Box{x, y, x, y})
	}
	return out
}
