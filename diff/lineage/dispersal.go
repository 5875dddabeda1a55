package lineage

import (
	"maps"
	"slices"

	"manualwatch/diff/textdiff"
)

// dispersed finds the chapters that are gone and whose words went into several others: no one of
// these need have most of them, or be all that took some in.
func (m *Match) dispersed() {
	gone := slices.DeleteFunc(m.free(m.Prev, m.ToCur), func(p int) bool { return m.Prev.Class(p) != 'c' || m.Prev.Docs[p].Words < TellingWords })
	if len(gone) == 0 {
		return
	}
	takers := m.takers()
	for _, p := range gone {
		words, all := map[int]int{}, 0
		m.eachTaken(p, takers, func(_ int, s *textdiff.Line, into int) {
			words[into] += s.Words
			all += s.Words
		})
		maps.DeleteFunc(words, func(into, n int) bool { return n < BranchWords && m.isInto(p, into) < 0 })
		known := m.isInto(p, -1) >= 0
		if !known && (len(words) < 2 || float64(all) < branchEnough*float64(m.Prev.Docs[p].Words)) {
			continue
		}
		for _, into := range slices.Sorted(maps.Keys(words)) {
			if m.isInto(p, into) < 0 {
				m.Merges = append(m.Merges, Branch{From: p, Into: into})
			}
		}
		m.seat(p, takers)
	}
}

// isInto is the index of the merger of an older unit into a newer one, or into any where that is
// -1; -1 if there is none.
func (m *Match) isInto(p, into int) int {
	return slices.IndexFunc(m.Merges, func(b Branch) bool { return b.From == p && (into < 0 || b.Into == into) })
}

// takers are the newer chapters that gained each sentence, where that is one chapter alone: what
// several gained tells of none of them.
func (m *Match) takers() map[textdiff.Sum]int {
	out := map[textdiff.Sum]int{}
	for _, c := range m.Cur.Units {
		p := m.ToPrev[c]
		if p < 0 || m.Cur.Class(c) != 'c' || m.Prev.Docs[p].Sum == m.Cur.Docs[c].Sum {
			continue
		}
		for _, s := range lossOf(m.Cur.Docs[c], m.Prev.Docs[p]).sentences {
			if by, ok := out[s]; ok && by != c {
				out[s] = -1
			} else {
				out[s] = c
			}
		}
	}
	maps.DeleteFunc(out, func(_ textdiff.Sum, c int) bool { return c < 0 })
	return out
}

// eachTaken calls f for every sentence of an older chapter that one newer chapter alone gained,
// with its line.
func (m *Match) eachTaken(p int, takers map[textdiff.Sum]int, f func(line int, sentence *textdiff.Line, into int)) {
	lines := m.Prev.Docs[p].Lines
	for i := range lines {
		for _, s := range textdiff.Sentences(&lines[i]) {
			if into, ok := takers[s.Sum]; ok {
				f(i, &s, into)
			}
		}
	}
}

// TakenIn are the lines of an older chapter that a newer one took in: all, or, where the older
// one was divided among several, those that stand there as they were, and of the others those
// that are likest to it or stand behind such ones.
func (m *Match) TakenIn(b Branch) []textdiff.Line {
	lines := m.Prev.Docs[b.From].Lines
	if !m.Divided(b.From) {
		return lines
	}
	at := m.seated[b.From]
	stands := map[textdiff.Sum]bool{}
	for _, l := range m.Cur.Docs[b.Into].Lines {
		stands[l.Sum] = true
	}
	place := make([]int, len(lines))
	var out []textdiff.Line
	for i, l := range lines {
		if place[i] = -1; at[i] != b.Into && !stands[l.Sum] {
			continue
		}
		if place[i] = len(out); l.Under >= 0 {
			l.Under = place[l.Under] // a heading stands before what is below it
		}
		out = append(out, l)
	}
	return out
}

// Divided tells whether the words of an older chapter went into several others.
func (m *Match) Divided(p int) bool { return m.seated[p] != nil }

// seat finds of each line of a chapter that was divided among several to which of them it went.
func (m *Match) seat(p int, takers map[textdiff.Sum]int) {
	lines := m.Prev.Docs[p].Lines
	at := slices.Repeat([]int{-1}, len(lines))
	m.eachTaken(p, takers, func(line int, _ *textdiff.Line, into int) {
		if m.isInto(p, into) >= 0 {
			at[line] = into
		}
	})
	var grams [][]textdiff.Gram
	var into []int
	for _, b := range m.Merges {
		if b.From == p {
			into = append(into, b.Into)
			grams = append(grams, textdiff.GramsOf(m.Cur.Docs[b.Into].Lines, textdiff.AllLines))
		}
	}
	if len(into) < 2 {
		return
	}
	last := into[0]
	for i := range lines {
		if at[i] < 0 {
			own := textdiff.GramsOf(lines[i:i+1], textdiff.AllLines)
			at[i] = last
			most := len(own) / 2
			for k := range grams {
				if n := textdiff.Shared(own, grams[k]); n > most {
					at[i], most = into[k], n
				}
			}
		}
		last = at[i]
	}
	if m.seated == nil {
		m.seated = map[int][]int{}
	}
	m.seated[p] = at
}
