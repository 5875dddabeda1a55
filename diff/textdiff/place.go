package textdiff

import (
	"fmt"
	"slices"
	"strconv"

	"manualwatch/diff"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// mostPlaces is how many moves of one chapter are told with their places.
const mostPlaces = 3

// mostMoves is how many moved lines are looked at for that.
const mostMoves = 60

// places says of each passage that moved below its heading, and of each heading that moved, which
// place it had and which it has. Many moves are a new order, of which no single one is told.
func (s *Script) places(v *Verdict) {
	var told []string
	moves := 0
	for i := range s.Lines {
		l := &s.Lines[i]
		if !l.move || l.a >= 0 || l.B < 0 {
			continue
		}
		if moves++; moves > mostMoves {
			return
		}
		if say := s.placeOf(l); say != "" && !slices.Contains(told, say) {
			told = append(told, say)
		}
	}
	if len(told) > mostPlaces {
		return
	}
	for _, say := range told {
		v.say(diff.Minor, "%s", say)
	}
}

// placeOf says from which place to which a line moved; "" where its heading moved with it, or
// where it stands under another one.
func (s *Script) placeOf(l *LineScript) string {
	was, is := &s.old[l.peer], &s.new[l.B]
	above := headingText(s.new, is)
	if was.Heading != is.Heading || !is.Heading && headingText(s.old, was) != above {
		return ""
	}
	if is.Kind == parse.Row {
		return "" // of which that is said of the table
	}
	listed := ""
	if was.Kind == parse.Item && is.Kind == parse.Item && leadOf(s.old, l.peer) == leadOf(s.new, l.B) {
		listed = " in the list"
	}
	from, of := seatOf(s.old, l.peer, listed != "")
	to, now := seatOf(s.new, l.B, listed != "")
	if from == to || from == of && to == now {
		return ""
	}
	switch {
	case is.Heading:
		return fmt.Sprintf("the heading %q stood %s and stands %s now", Clip(is.Text), nth(from, of), nth(to, now))
	case above == "":
		return fmt.Sprintf("what stood %s%s at the beginning of the chapter stands %s now", nth(from, of), listed, nth(to, now))
	}
	return fmt.Sprintf("what stood %s%s under %q stands %s now", nth(from, of), listed, Clip(above), nth(to, now))
}

// headingText is the heading that a line stands under, "" if none.
func headingText(lines []Line, l *Line) string {
	if l.Under < 0 || l.Under >= len(lines) {
		return ""
	}
	return lines[l.Under].Text
}

// seatOf is the place of a line among those under its heading, of a point among those of its list,
// or of a heading among headings, and how many these are.
func seatOf(lines []Line, at int, listed bool) (n, of int) {
	from, to := 0, len(lines)
	if listed {
		for from = at; from > 0 && lines[from-1].Kind == parse.Item; from-- {
		}
		for to = at + 1; to < len(lines) && lines[to].Kind == parse.Item; to++ {
		}
	}
	for i := from; i < to; i++ {
		if lines[i].Heading != lines[at].Heading || lines[i].Under != lines[at].Under {
			continue
		}
		if of++; i <= at {
			n++
		}
	}
	return n, of
}

// nth is a place in words: "first", "last of 4", "3rd of 5".
func nth(n, of int) string {
	switch {
	case n == 1:
		return "first of " + strconv.Itoa(of)
	case n == of:
		return "last of " + strconv.Itoa(of)
	}
	return wording.Ordinal(n) + " of " + strconv.Itoa(of)
}
