package content

import (
	"math"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/object"
)

// A pathState is the current path: its straight pieces, by subpath.
type pathState struct {
	subs   []subpath
	points int
}

type subpath struct {
	pts    []geometry.Point
	closed bool
	curved bool
}

// maxPoints bounds the points of one path that are kept.
const maxPoints = 20000

func (in *interpreter) pathOperator(op []byte, args []object.Token) {
	p := &in.path
	switch string(op) {
	case "m":
		p.begin(in.at(args, 0))
	case "l":
		p.add(in.at(args, 0))
	case "c":
		p.curve(in.at(args, 4))
	case "v", "y":
		p.curve(in.at(args, 2))
	case "h":
		p.close()
	case "re":
		in.rectangle(args)
	case "W", "W*":
		in.cuts = true
		return
	case "S":
		in.stroke()
	case "s":
		p.close()
		in.stroke()
	case "f", "F", "f*":
		in.fill()
	case "B", "B*", "b", "b*":
		in.stroke()
	case "n":
		in.endPath()
	}
}

// endPath makes the path a clip if it is to be one, and forgets it. The box around
// it serves, as only what is wholly outside is left out.
func (in *interpreter) endPath() {
	if in.cuts && in.path.points > 0 && in.path.points < maxPoints {
		b := geometry.Box{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
		for _, s := range in.path.subs {
			for _, p := range s.pts {
				b = b.Union(geometry.Box{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y})
			}
		}
		in.clipTo(b)
	}
	in.cuts = false
	in.path.clear()
}

func (p *pathState) clear() { p.subs, p.points = p.subs[:0], 0 }

func (p *pathState) begin(at geometry.Point) {
	if p.points < maxPoints {
		p.subs = append(p.subs, subpath{pts: []geometry.Point{at}})
		p.points++
	}
}

func (p *pathState) add(at geometry.Point) {
	if n := len(p.subs); n > 0 && p.points < maxPoints {
		p.subs[n-1].pts = append(p.subs[n-1].pts, at)
		p.points++
	}
}

func (p *pathState) curve(at geometry.Point) {
	p.add(at)
	if n := len(p.subs); n > 0 {
		p.subs[n-1].curved = true
	}
}

func (p *pathState) close() {
	if n := len(p.subs); n > 0 && !p.subs[n-1].closed {
		s := &p.subs[n-1]
		s.pts, s.closed = append(s.pts, s.pts[0]), true
	}
}

func (in *interpreter) at(args []object.Token, i int) geometry.Point {
	x, y := in.g.ctm.Apply(num(args, i), num(args, i+1))
	return geometry.Point{X: x, Y: y}
}

func (in *interpreter) rectangle(args []object.Token) {
	x, y, w, h := num(args, 0), num(args, 1), num(args, 2), num(args, 3)
	corner := func(x, y float64) geometry.Point {
		px, py := in.g.ctm.Apply(x, y)
		return geometry.Point{X: px, Y: py}
	}
	in.path.begin(corner(x, y))
	in.path.add(corner(x+w, y))
	in.path.add(corner(x+w, y+h))
	in.path.add(corner(x, y+h))
	in.path.close()
}

// stroke notes the straight pieces of the path that run along the page's axes.
func (in *interpreter) stroke() {
	if in.marks[len(in.marks)-1].hidden {
		in.endPath()
		return
	}
	in.s.painted++
	for _, s := range in.path.subs {
		if s.curved {
			in.s.addRound(s.pts)
			continue
		}
		for i := 1; i < len(s.pts); i++ {
			in.s.addRule(geometry.Between(s.pts[i-1], s.pts[i]))
		}
	}
	in.endPath()
}

// thin is the greatest width, in points, of a filled rectangle that serves as a
// line.
const thin = 3

// seen is the part of a painted box that the clip lets through: some programs
// colour a cell by painting the page through it.
func (in *interpreter) seen(b geometry.Box) (geometry.Box, bool) {
	if c := in.g.clip; in.g.clipped {
		b = geometry.Box{X0: max(b.X0, c.X0), Y0: max(b.Y0, c.Y0), X1: min(b.X1, c.X1), Y1: min(b.Y1, c.Y1)}
	}
	return b, b.X0 <= b.X1 && b.Y0 <= b.Y1
}

// fill notes thin rectangles as rules and others as coloured areas.
func (in *interpreter) fill() {
	if in.marks[len(in.marks)-1].hidden {
		in.endPath()
		return
	}
	in.s.painted++
	for _, s := range in.path.subs {
		in.s.addDot(s.pts)
		if s.curved {
			in.s.addRound(s.pts)
			continue
		}
		if len(s.pts) < 4 || len(s.pts) > 9 {
			continue
		}
		b, ok := rectangular(s.pts)
		if ok {
			b, ok = in.seen(b)
		}
		if !ok {
			continue
		}
		if b.Width() <= thin || b.Height() <= thin {
			in.s.addRule(b)
		} else if len(in.s.Fills) < maxRules && b.Width() < in.s.Width*0.98 {
			in.s.Fills = append(in.s.Fills, b)
		}
	}
	in.endPath()
}

// rectangular reports whether a closed path runs along the axes or is a mitred
// border (a trapezium so thin that it is a line), and gives its box.
func rectangular(pts []geometry.Point) (geometry.Box, bool) {
	b := geometry.Box{X0: pts[0].X, Y0: pts[0].Y, X1: pts[0].X, Y1: pts[0].Y}
	straight := true
	for i, p := range pts {
		b = b.Union(geometry.Box{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y})
		if i > 0 && math.Abs(p.X-pts[i-1].X) > 0.5 && math.Abs(p.Y-pts[i-1].Y) > 0.5 {
			straight = false
		}
	}
	return b, straight || b.Width() <= thin || b.Height() <= thin
}

// addRound notes a box with rounded corners: the points of its path all lie at its edges, and none
// of its sides is all curve.
func (s *Sheet) addRound(pts []geometry.Point) {
	const fewest, most, least = 8, 14, 18 // points, and the height in points of type
	if len(pts) < fewest || len(pts) > most || len(s.Rounds) >= maxRules {
		return
	}
	b := around(pts)
	if b.Height() < least || b.Width() < least || b.Width() >= s.Width*0.98 {
		return
	}
	straight := 0.0
	for i, p := range pts {
		if min(p.X-b.X0, b.X1-p.X) > 0.5 && min(p.Y-b.Y0, b.Y1-p.Y) > 0.5 {
			return
		}
		if i > 0 && (math.Abs(p.X-pts[i-1].X) < 0.5 || math.Abs(p.Y-pts[i-1].Y) < 0.5) {
			straight += math.Abs(p.X-pts[i-1].X) + math.Abs(p.Y-pts[i-1].Y)
		}
	}
	if straight > b.Width()+b.Height() {
		s.Rounds = append(s.Rounds, b)
	}
}

// around is the box around points, one at least.
func around(pts []geometry.Point) geometry.Box {
	b := geometry.Box{X0: pts[0].X, Y0: pts[0].Y, X1: pts[0].X, Y1: pts[0].Y}
	for _, p := range pts {
		b = b.Union(geometry.Box{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y})
	}
	return b
}

// addDot notes a shape that is about as high as wide and no larger than a bullet.
func (s *Sheet) addDot(pts []geometry.Point) {
	if len(pts) < 4 || len(s.Dots) >= maxRules {
		return
	}
	b := around(pts)
	w, h := b.Width(), b.Height()
	if w >= 1.5 && w <= 9 && h > 0.7*w && h < 1.4*w {
		s.Dots = append(s.Dots, b)
	}
}

// addRule notes a line that is long enough to be a border.
func (s *Sheet) addRule(b geometry.Box) {
	if len(s.Rules) >= maxRules || math.IsNaN(b.X0+b.Y0+b.X1+b.Y1) {
		return
	}
	switch {
	case b.Height() <= thin && b.Width() >= 4:
		y := (b.Y0 + b.Y1) / 2
		s.Rules = append(s.Rules, Rule{geometry.Box{X0: b.X0, Y0: y, X1: b.X1, Y1: y}, false})
	case b.Width() <= thin && b.Height() >= 4:
		x := (b.X0 + b.X1) / 2
		s.Rules = append(s.Rules, Rule{geometry.Box{X0: x, Y0: b.Y0, X1: x, Y1: b.Y1}, true})
	}
}

func (in *interpreter) colourOperator(op []byte, args []object.Token) bool {
	switch string(op) {
	case "g", "rg", "k", "sc", "scn":
		in.g.colour = colourOf(args)
	case "cs":
		in.g.colour = 0
	default:
		return false
	}
	return true
}

// colourOf packs a colour of one (grey), three (red, green, blue) or four (cyan,
// magenta, yellow, black) parts into 0xRRGGBB, coarsely.
func colourOf(args []object.Token) uint32 {
	pack := func(r, g, b float64) uint32 {
		level := func(v float64) uint32 { return uint32(math.Round(min(1, max(0, v))*15)) * 17 }
		return level(r)<<16 | level(g)<<8 | level(b)
	}
	switch len(args) {
	case 1:
		return pack(num(args, 0), num(args, 0), num(args, 0))
	case 3:
		return pack(num(args, 0), num(args, 1), num(args, 2))
	case 4:
		k := 1 - num(args, 3)
		return pack((1-num(args, 0))*k, (1-num(args, 1))*k, (1-num(args, 2))*k)
	}
	return 0
}
