package lineage

import (
	"manualwatch/diff/textdiff"
	"manualwatch/parse"
)

// leaveSetAside leaves out of the texts of one side the lines that the other has on the same
// page outside the text, only because most pages had them on its night: where the number of
// pages changed, such a line may be text on one night and none on the other, and stands on
// the page on both. What side s has outside its text, too, came to stand in it besides.
func leaveSetAside(s, other *Side) {
	if len(other.Ed.SetAside) == 0 {
		return
	}
	there := other.byAddress()
	for _, u := range s.Units {
		o, ok := there[s.Sec(u).URL]
		if !ok || s.Docs[u].Words == 0 {
			continue
		}
		aside := linesOf(other.Ed.SetAside[other.Sec(o).FileSHA])
		for sum := range linesOf(s.Ed.SetAside[s.Sec(u).FileSHA]) {
			delete(aside, sum)
		}
		for i := range other.Docs[o].Lines {
			delete(aside, other.Docs[o].Lines[i].Sum)
		}
		drop := map[int]bool{}
		for i := range s.Docs[u].Lines {
			if l := &s.Docs[u].Lines[i]; !l.Heading && aside[l.Sum] {
				drop[i] = true
			}
		}
		if len(drop) > 0 {
			s.Docs[u].leaveOut(drop)
		}
	}
}

// byAddress are the units that alone stand at their addresses.
func (s *Side) byAddress() map[string]int {
	out, twice := map[string]int{}, map[string]bool{}
	for _, u := range s.Units {
		a := s.Sec(u).URL
		if _, known := out[a]; known || a == "" {
			twice[a] = true
		}
		out[a] = u
	}
	for a := range twice {
		delete(out, a)
	}
	return out
}

// linesOf are the lines that blocks would be in a text.
func linesOf(blocks []parse.Block) map[textdiff.Sum]bool {
	out := make(map[textdiff.Sum]bool, len(blocks))
	for _, b := range blocks {
		b.Region = parse.Main
		if l, ok := newLine(&b); ok {
			out[l.Sum] = true
		}
	}
	return out
}
