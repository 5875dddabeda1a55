package history

import (
	"strings"

	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
)

// A patch makes an edition out of two: what of the newer one is left out, which of
// its chapters keep their older words, what of the older one stays.
type patch struct {
	prev, cur *lineage.Side
	m         *lineage.Match // nil where nothing is kept
	drop      map[int]bool   // newer units that are left out, with all below them
	words     map[int]int    // newer units, with the older one whose words stand
	keep      map[int]bool   // older units that stay

	after map[int][]int // older units to stay, by the newer unit that they stand behind
	first map[int][]int // ... by the newer parent whose first children they are
	below [2][][]int    // sections by parent, of the older and the newer edition; the last is the top
	out   []normalise.Section
}

func newPatch(prev, cur *lineage.Side) *patch {
	return &patch{prev: prev, cur: cur, drop: map[int]bool{}, words: map[int]int{}, keep: map[int]bool{}, after: map[int][]int{}, first: map[int][]int{}}
}

func (p *patch) empty() bool { return len(p.drop)+len(p.words)+len(p.keep) == 0 }

// apply writes the sections into the newer edition, and what follows from them.
func (p *patch) apply() {
	p.place()
	p.below = [2][][]int{childrenOf(p.prev), childrenOf(p.cur)}
	p.children(-1, -1)
	ed := p.cur.Ed
	ed.Sections = p.out
	for i := range ed.Sections {
		ed.Sections[i].Ordinal = i + 1
	}
	ed.References = cite.References(ed.Sections, ed.Nation, ed.ObservedAt)
	p.findings()
}

// childrenOf lists the sections below each one, in order; the last list is of those
// at the top.
func childrenOf(s *lineage.Side) [][]int {
	n := len(s.Ed.Sections)
	out := make([][]int, n+1)
	for i := range s.Ed.Sections {
		u := s.Parent(i)
		if u < 0 {
			u = n
		}
		out[u] = append(out[u], i)
	}
	return out
}

// place finds where the older units that stay belong: behind the unit that they
// stood behind, or first below their parent.
func (p *patch) place() {
	for _, old := range p.prev.Units {
		u := p.prev.Up[old]
		if !p.keep[old] || u >= 0 && p.keep[u] {
			continue // what stays below another goes with it
		}
		parent := p.heir(u)
		if before := p.neighbour(old, parent); before >= 0 {
			p.after[before] = append(p.after[before], old)
		} else {
			p.first[parent] = append(p.first[parent], old)
		}
	}
}

// heir is the newer unit that an older one, or the next above it, became; -1 is the
// top.
func (p *patch) heir(u int) int {
	for ; u >= 0; u = p.prev.Up[u] {
		if c := p.m.ToCur[u]; c >= 0 && !p.drop[c] {
			return c
		}
	}
	return -1
}

// neighbour is the newer unit below parent whose ancestor stood nearest before an
// older one, -1 if none.
func (p *patch) neighbour(old, parent int) int {
	best := -1
	for _, s := range p.prev.Kids[p.prev.Up[old]] {
		if s == old {
			break
		}
		if c := p.m.ToCur[s]; c >= 0 && !p.drop[c] && p.cur.Up[c] == parent {
			best = c
		}
	}
	return best
}

// children writes what stands below a newer section i, whose place in the result is
// at; -1 is the top.
func (p *patch) children(i, at int) {
	for _, old := range p.first[i] {
		p.older(old, at)
	}
	list := p.below[1][len(p.below[1])-1]
	if i >= 0 {
		list = p.below[1][i]
	}
	for _, c := range list {
		p.newer(c, at)
	}
}

// newer writes a section of the newer edition, and what was kept behind it.
func (p *patch) newer(c, at int) {
	unit := p.cur.Home[c] == c
	if !unit || !p.drop[c] {
		s := *p.cur.Sec(c)
		if old, stands := p.words[c]; stands && unit {
			p.standsAs(s, c, old, at)
		} else {
			p.children(c, p.add(s, at))
		}
	}
	for _, old := range p.after[c] {
		p.older(old, at)
	}
}

// standsAs writes a newer unit with the words of an older one.
func (p *patch) standsAs(s normalise.Section, c, old, at int) {
	a := p.prev.Sec(old)
	s.MediaType, s.FileSHA, s.Page = a.MediaType, a.FileSHA, a.Page
	s.Blocks, s.Text, s.TextSHA256, s.Words = a.Blocks, a.Text, a.TextSHA256, a.Words
	s.Pictures, s.Illegible = a.Pictures, a.Illegible
	s.LastReviewed, s.ReviewToCome, s.NextReview = a.LastReviewed, a.ReviewToCome, a.NextReview
	s.Stale = true
	here := p.add(s, at)
	for _, i := range p.below[0][old] {
		if p.prev.Home[i] == old {
			p.older(i, here)
		}
	}
	p.readdress(here, pageOf(a), pageOf(&s))
	for _, old := range p.first[c] {
		p.older(old, here)
	}
	for _, kid := range p.cur.Kids[c] {
		p.newer(kid, here)
	}
}

// readdress gives what was written below a chapter on its older page the newer address.
func (p *patch) readdress(here int, older, newer string) {
	for i := here + 1; i < len(p.out); i++ {
		if s := &p.out[i]; pageOf(s) == older {
			s.URL = newer + strings.TrimPrefix(s.URL, older)
		}
	}
}

// older writes a section of the older edition with what is left below it.
func (p *patch) older(i, at int) {
	s := *p.prev.Sec(i)
	s.Stale = true
	here := p.add(s, at)
	for _, k := range p.below[0][i] {
		if p.prev.Home[k] != k || p.keep[k] {
			p.older(k, here)
		}
	}
}

// add appends a section below the one at, and returns its place.
func (p *patch) add(s normalise.Section, at int) int {
	s.Parent, s.Depth = at, 1
	if at >= 0 {
		s.Depth = p.out[at].Depth + 1
	}
	p.out = append(p.out, s)
	return len(p.out) - 1
}

// findings drops those on sections that were left out.
func (p *patch) findings() {
	lives := map[string]bool{"": true}
	for i := range p.out {
		lives[p.out[i].ID] = true
	}
	ed := p.cur.Ed
	kept := ed.Findings[:0]
	for _, f := range ed.Findings {
		if lives[f.SectionID] {
			kept = append(kept, f)
		}
	}
	ed.Findings = kept
}
