// Package geometry has the boxes, points and transformations of a page. The upright page
// is measured in points, x to the right and y down from its upper left corner.
package geometry

// A Box is a rectangle on the upright page, in points: (X0, Y0) is its upper left corner,
// (X1, Y1) its lower right one.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Width is how wide the box is, in points.
func (b Box) Width() float64 { return b.X1 - b.X0 }

// Height is how high the box is, in points.
func (b Box) Height() float64 { return b.Y1 - b.Y0 }

// Union is the box around both.
func (b Box) Union(c Box) Box {
	return Box{min(b.X0, c.X0), min(b.Y0, c.Y0), max(b.X1, c.X1), max(b.Y1, c.Y1)}
}

// Holds reports whether a point lies in the box or on its edge.
func (b Box) Holds(x, y float64) bool { return x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1 }

// A Point is a place on the upright page, in points from its upper left corner.
type Point struct{ X, Y float64 }

// Between is the box that has two points for opposite corners.
func Between(a, b Point) Box {
	return Box{min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X), max(a.Y, b.Y)}
}
