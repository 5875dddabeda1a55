package lineage

import (
	"maps"
	"slices"

	"manualwatch/diff/textdiff"
)

// A division finds the chapters that only one side has and whose words stand in several chapters
// that both have: those that are gone and went into others, and those that are new and were made
// of parts of others. No one of the others, its hosts, need have most of the words, or have
// nothing else.
type division struct {
	m           *Match
	lone, hosts *Side
	heir        []int // of each unit of hosts, on the side of the lone ones
	gathers     bool  // the lone ones are the newer
	branches    *[]Branch
	seated      map[int][]int // of each lone unit that is divided: at which host each line is
}

// dispersal is that of older chapters which went into newer ones.
func (m *Match) dispersal() *division {
	return &division{m, m.Prev, m.Cur, m.ToPrev, false, &m.Merges, m.dispersed}
}

// gathering is that of newer chapters which were made of parts of older ones.
func (m *Match) gathering() *division {
	return &division{m, m.Cur, m.Prev, m.ToCur, true, &m.Splits, m.gathered}
}

func (d *division) branch(u, host int) Branch {
	if d.gathers {
		return Branch{From: host, Into: u}
	}
	return Branch{From: u, Into: host}
}

// find divides, of the units that only one side has, those whose words stand in several chapters.
func (d *division) find(free []int) {
	free = slices.DeleteFunc(free, func(u int) bool { return d.lone.Class(u) != 'c' || d.lone.Docs[u].Words < TellingWords })
	if len(free) == 0 {
		return
	}
	holders := d.holders()
	for _, u := range free {
		words, all := map[int]int{}, 0
		d.eachHeld(u, holders, func(_ int, s *textdiff.Line, host int) {
			words[host] += s.Words
			all += s.Words
		})
		hosts := d.hostsOf(u)
		maps.DeleteFunc(words, func(host, n int) bool { return n < BranchWords && !slices.Contains(hosts, host) })
		if len(hosts) == 0 && (len(words) < 2 || float64(all) < branchEnough*float64(d.lone.Docs[u].Words)) {
			continue
		}
		for _, host := range slices.Sorted(maps.Keys(words)) {
			if !slices.Contains(hosts, host) {
				*d.branches = append(*d.branches, d.branch(u, host))
			}
		}
		d.seat(u, holders)
	}
}

// hostsOf are the chapters that a lone one is known to have gone into, or come out of.
func (d *division) hostsOf(u int) []int {
	var hosts []int
	for _, b := range *d.branches {
		lone, host := b.From, b.Into
		if d.gathers {
			lone, host = host, lone
		}
		if lone == u {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// holders are the hosts that gained each sentence, or lost it, where that is one chapter alone:
// what several did tells of none of them.
func (d *division) holders() map[textdiff.Sum]int {
	out := map[textdiff.Sum]int{}
	for _, host := range d.hosts.Units {
		if d.heir[host] < 0 || d.hosts.Class(host) != 'c' {
			continue
		}
		own, kept := d.hosts.Docs[host], d.kept(host)
		if own.Sum == kept.Sum {
			continue
		}
		for _, s := range lossOf(own, kept).sentences {
			if by, ok := out[s]; ok && by != host {
				out[s] = -1
			} else {
				out[s] = host
			}
		}
	}
	maps.DeleteFunc(out, func(_ textdiff.Sum, host int) bool { return host < 0 })
	return out
}

// kept is what a host says on the other side; one that was not seen may have given all away.
func (d *division) kept(host int) *doc {
	if d.gathers && d.m.Blind[d.heir[host]] {
		return &doc{}
	}
	return d.lone.Docs[d.heir[host]]
}

// eachHeld calls f for every sentence of a lone chapter that one host alone gained or lost, with
// its line.
func (d *division) eachHeld(u int, holders map[textdiff.Sum]int, f func(line int, sentence *textdiff.Line, host int)) {
	lines := d.lone.Docs[u].Lines
	for i := range lines {
		for _, s := range textdiff.Sentences(&lines[i]) {
			if host, ok := holders[s.Sum]; ok {
				f(i, &s, host)
			}
		}
	}
}

// TakenIn are the lines of an older chapter that a newer one took in: all, or its share of one
// that was divided among several.
func (m *Match) TakenIn(b Branch) []textdiff.Line { return m.dispersal().share(b.From, b.Into) }

// SplitOff are the lines of a newer chapter that came out of an older one: all, or its share of
// one that was made of parts of several.
func (m *Match) SplitOff(b Branch) []textdiff.Line { return m.gathering().share(b.Into, b.From) }

// share are the lines of a lone chapter that are a host's: all, or, where it is divided, those
// that stand there as they are, and of the others those that are likest to it or stand behind such
// ones.
func (d *division) share(u, host int) []textdiff.Line {
	lines, at := d.lone.Docs[u].Lines, d.seated[u]
	if at == nil {
		return lines
	}
	stands := map[textdiff.Sum]bool{}
	for _, l := range d.hosts.Docs[host].Lines {
		stands[l.Sum] = true
	}
	place := make([]int, len(lines))
	var out []textdiff.Line
	for i, l := range lines {
		if place[i] = -1; at[i] != host && !stands[l.Sum] {
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
func (m *Match) Divided(p int) bool { return m.dispersed[p] != nil }

// Gathered tells whether a newer chapter was made of parts of several.
func (m *Match) Gathered(c int) bool { return m.gathered[c] != nil }

// seat finds of each line of a chapter that is divided among several hosts at which of them it is.
func (d *division) seat(u int, holders map[textdiff.Sum]int) {
	hosts := d.hostsOf(u)
	if len(hosts) < 2 {
		return
	}
	lines := d.lone.Docs[u].Lines
	at := slices.Repeat([]int{-1}, len(lines))
	d.eachHeld(u, holders, func(line int, _ *textdiff.Line, host int) {
		if slices.Contains(hosts, host) {
			at[line] = host
		}
	})
	grams := make([][]textdiff.Gram, len(hosts))
	for k, host := range hosts {
		grams[k] = textdiff.GramsOf(d.hosts.Docs[host].Lines, textdiff.AllLines)
	}
	last := hosts[0]
	for i := range lines {
		if at[i] < 0 {
			own := textdiff.GramsOf(lines[i:i+1], textdiff.AllLines)
			at[i] = last
			most := len(own) / 2
			for k := range grams {
				if n := textdiff.Shared(own, grams[k]); n > most {
					at[i], most = hosts[k], n
				}
			}
		}
		last = at[i]
	}
	d.seated[u] = at
}
