package pdf

import "math"

// A pathState is the current path: its straight pieces, by subpath.
type pathState struct {
	subs   []subpath
	points int
}

type subpath struct {
	pts    []point
	closed bool
	curved bool
}

// maxPoints bounds the points of one path that are kept.
const maxPoints = 20000

func (in *interpreter) pathOperator(op []byte, args []token) {
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
		b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, s := range in.path.subs {
			for _, p := range s.pts {
				b = b.union(box{p.x, p.y, p.x, p.y})
			}
		}
		in.clipTo(b)
	}
	in.cuts = false
	in.path.clear()
}

func (p *pathState) clear() { p.subs, p.points = p.subs[:0], 0 }

func (p *pathState) begin(at point) {
	if p.points < maxPoints {
		p.subs = append(p.subs, subpath{pts: []point{at}})
		p.points++
	}
}

func (p *pathState) add(at point) {
	if n := len(p.subs); n > 0 && p.points < maxPoints {
		p.subs[n-1].pts = append(p.subs[n-1].pts, at)
		p.points++
	}
}

func (p *pathState) curve(at point) {
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

func (in *interpreter) at(args []token, i int) point {
	x, y := in.g.ctm.apply(num(args, i), num(args, i+1))
	return point{x, y}
}

func (in *interpreter) rectangle(args []token) {
	x, y, w, h := num(args, 0), num(args, 1), num(args, 2), num(args, 3)
	corner := func(x, y float64) point {
		px, py := in.g.ctm.apply(x, y)
		return point{px, py}
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
			continue
		}
		for i := 1; i < len(s.pts); i++ {
			in.s.addRule(boxBetween(s.pts[i-1], s.pts[i]))
		}
	}
	in.endPath()
}

// thin is the greatest width, in points, of a filled rectangle that serves as a
// line.
const thin = 3

// seen is the part of a painted box that the clip lets through: some programs
// colour a cell by painting the page through it.
func (in *interpreter) seen(b box) (box, bool) {
	if c := in.g.clip; in.g.clipped {
		b = box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
	}
	return b, b.x0 <= b.x1 && b.y0 <= b.y1
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
		if s.curved || len(s.pts) < 4 || len(s.pts) > 9 {
			continue
		}
		b, ok := rectangular(s.pts)
		if ok {
			b, ok = in.seen(b)
		}
		if !ok {
			continue
		}
		if b.width() <= thin || b.height() <= thin {
			in.s.addRule(b)
		} else if len(in.s.fills) < maxRules && b.width() < in.s.width*0.98 {
			in.s.fills = append(in.s.fills, b)
		}
	}
	in.endPath()
}

// rectangular reports whether a closed path runs along the axes or is a mitred
// border (a trapezium so thin that it is a line), and gives its box.
func rectangular(pts []point) (box, bool) {
	b := box{pts[0].x, pts[0].y, pts[0].x, pts[0].y}
	straight := true
	for i, p := range pts {
		b = b.union(box{p.x, p.y, p.x, p.y})
		if i > 0 && math.Abs(p.x-pts[i-1].x) > 0.5 && math.Abs(p.y-pts[i-1].y) > 0.5 {
			straight = false
		}
	}
	return b, straight || b.width() <= thin || b.height() <= thin
}

// addDot notes a shape that is about as high as wide and no larger than a bullet.
func (s *sheet) addDot(pts []point) {
	if len(pts) < 4 || len(s.dots) >= maxRules {
		return
	}
	b := box{pts[0].x, pts[0].y, pts[0].x, pts[0].y}
	for _, p := range pts {
		b = b.union(box{p.x, p.y, p.x, p.y})
	}
	w, h := b.width(), b.height()
	if w >= 1.5 && w <= 9 && h > 0.7*w && h < 1.4*w {
		s.dots = append(s.dots, b)
	}
}

// addRule notes a line that is long enough to be a border.
func (s *sheet) addRule(b box) {
	if len(s.rules) >= maxRules || math.IsNaN(b.x0+b.y0+b.x1+b.y1) {
		return
	}
	switch {
	case b.height() <= thin && b.width() >= 4:
		y := (b.y0 + b.y1) / 2
		s.rules = append(s.rules, rule{box{b.x0, y, b.x1, y}, false})
	case b.width() <= thin && b.height() >= 4:
		x := (b.x0 + b.x1) / 2
		s.rules = append(s.rules, rule{box{x, b.y0, x, b.y1}, true})
	}
}

func (in *interpreter) colourOperator(op []byte, args []token) bool {
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
func colourOf(args []token) uint32 {
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
