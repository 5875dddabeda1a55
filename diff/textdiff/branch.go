package textdiff

import (
	"slices"

	"manualwatch/parse"
)

// BranchOf marks the lines of a section, by its index, that was split off a chapter or absorbed
// by it and is read as part of it.
func BranchOf(section int) int { return section + 1 }

// TakeBranch takes out of a script the lines that only a section has that was split off or
// absorbed, and those that came to say something else in one that was split off, and returns them
// as a script of their own, nil if there are none: the chapter that it was read with never had
// them, or has them no more. A heading of one of the two has not become one of the other.
func (s *Script) TakeBranch(section int) *Script {
	s.partHeadings(section)
	its := func(l *LineScript) bool {
		switch {
		case l.Spans == nil || l.move:
			return false
		case l.B >= 0:
			return s.new[l.B].Branch == BranchOf(section)
		}
		return s.old[l.a].Branch == BranchOf(section)
	}
	return s.take(its)
}

// TakeCarried takes out of a script the lines that went over to a section that was split off and
// were changed on the way, and returns them as a script of their own, nil if there are none.
func (s *Script) TakeCarried(section int) *Script {
	return s.take(func(l *LineScript) bool {
		return l.Spans != nil && !l.move && l.a >= 0 && l.B >= 0 && s.new[l.B].Branch == BranchOf(section)
	})
}

// take takes some lines out of a script, and returns them as a script of their own, nil if there
// are none.
func (s *Script) take(its func(l *LineScript) bool) *Script {
	branch := &Script{old: s.old, new: s.new, Lines: slices.Clone(s.Lines)}
	for i := range branch.Lines {
		if l := &branch.Lines[i]; its(l) {
			branch.Changed = true
		} else {
			l.Spans = nil // as if it were the same: it parts what stands around it
		}
	}
	if !branch.Changed {
		return nil
	}
	s.Lines = slices.DeleteFunc(s.Lines, func(l LineScript) bool { return its(&l) })
	return branch
}

// partHeadings takes no heading of the chapter for the newer form of one of a section that was
// split off or absorbed.
func (s *Script) partHeadings(section int) {
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.a < 0 || l.B < 0 || s.new[l.B].Kind != parse.Heading {
			continue
		}
		if was, is := s.old[l.a].Branch == BranchOf(section), s.new[l.B].Branch == BranchOf(section); was != is {
			l.Spans, l.sents = nil, nil
		}
	}
}

// Weighty returns the reasons for which something matters to practice.
func (v *Verdict) Weighty() []string {
	return slices.Clone(v.reasons[len(v.reasons)-1])
}
