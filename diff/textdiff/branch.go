package textdiff

import "slices"

// BranchOf marks the lines of a section, by its index, that was split off a chapter or absorbed
// by it and is read as part of it.
func BranchOf(section int) int { return section + 1 }

// TakeBranch takes out of a script the lines that only a section has that was split off or
// absorbed, and returns them as a script of their own, nil if there are none: the chapter that
// it was read with never had them.
func (s *Script) TakeBranch(section int) *Script {
	its := func(l *LineScript) bool {
		switch {
		case l.Spans == nil || l.move || l.a >= 0 && l.B >= 0:
			return false
		case l.B >= 0:
			return s.new[l.B].Branch == BranchOf(section)
		}
		return s.old[l.a].Branch == BranchOf(section)
	}
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

// Weighty returns the reasons for which something matters to practice.
func (v *Verdict) Weighty() []string {
	return slices.Clone(v.reasons[len(v.reasons)-1])
}
