package pdf

// A box is a rectangle on the upright page: x to the right, y down, in points.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64 { return b.x1 - b.x0 }

func (b box) height() float64 { return b.y1 - b.y0 }

func (b box) union(c box) box {
	return box{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

func (b box) holds(x, y float64) bool { return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1 }

// A point is a place on the upright page.
type point struct{ x, y float64 }

func boxBetween(a, b point) box {
	return box{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)}
}
