package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Bounds of a sweep: a replacement is one if it stands in so many chapters and in
// such a share of those that have a text. Replaced years need more, as several
// chapters often catch up with one new edition of a document.
const (
	sweepChapters  = 6
	sweepShare     = .08
	sweepYears     = 8
	sweepYearShare = .12
)

// termReason is the reason of a sweep of terms.
const termReason = "one term was replaced throughout"

// A sweep is one or more terms that were replaced throughout the manual.
type sweep struct {
	swaps  []swap
	places int
	units  []int // newer units, in order
}

// sweptBefore are the replacements of the sweeps among changes.
func sweptBefore(told []Change) map[swap]bool {
	out := map[swap]bool{}
	for _, c := range told {
		if c.Kind != TermsSwept {
			continue
		}
		var sw swap
		for _, e := range append(slices.Clone(c.Edits), Edit{Op: Break}) {
			switch e.Op {
			case Delete:
				sw.old = strings.TrimSpace(e.Text)
			case Insert:
				sw.new = strings.TrimSpace(e.Text)
			case Break:
				out[sw] = true
				sw = swap{}
			}
		}
	}
	return out
}

// findSweep marks the replacements that belong to a sweep in all scripts and
// describes them, nil if there is none. Those told before need not be many. What weighs
// in its sentences is told of each chapter: nobody looks for a limit among the terms.
func (x *comparison) findSweep(chapters int) *sweep {
	told := sweptBefore(x.o.Told)
	in := map[swap]map[int]bool{}
	x.eachSwap(func(u int, sw swap, _, _ *span, _ []span) {
		if in[sw] == nil {
			in[sw] = map[int]bool{}
		}
		in[sw][u] = true
	})
	common := map[swap]bool{}
	for sw, units := range in {
		if (told[sw] || isSweep(sw, len(units), chapters)) && !x.otherPeople(sw) {
			common[sw] = true
		}
	}
	heavy := map[swap]int{}
	x.eachSwap(func(_ int, sw swap, _, _ *span, sentence []span) {
		if common[sw] && weighs(sentence) {
			heavy[sw]++
		}
	})
	for sw, n := range heavy {
		if 2*n >= len(in[sw]) {
			delete(common, sw)
		}
	}
	if len(common) == 0 {
		return nil
	}
	return x.markSweep(common)
}

// eachSwap calls f for every replacement in the texts, with the newer unit and the sentence
// that it stands in.
func (x *comparison) eachSwap(f func(u int, sw swap, del, ins *span, sentence []span)) {
	for _, u := range x.c.units {
		if s := x.scripts[u]; s != nil {
			s.eachSwap(func(sw swap, del, ins *span, sentence []span) { f(u, sw, del, ins, sentence) })
		}
	}
}

// otherPeople tells whether the names of other people took the place of a name.
func (x *comparison) otherPeople(sw swap) bool {
	old, new := nameIn(sw.old), nameIn(sw.new)
	return old != "" && new != "" && !(anybody.MatchString(old) && anybody.MatchString(new)) && !renamed(x.p, x.c, old, new, true)
}

// weighs tells whether a duty, a condition, a limit or a count of a changed sentence is another
// one: "within [two] [one] working [days] [day]".
func weighs(sentence []span) bool {
	var before, after []string
	for i := range sentence {
		if s := &sentence[i]; s.op != Insert && s.op != MoveTo {
			before = append(before, s.key)
		}
		if s := &sentence[i]; s.op != Delete && s.op != MoveFrom {
			after = append(after, s.key)
		}
	}
	old, new := strings.Join(before, " "), strings.Join(after, " ")
	for _, differ := range []func(old, new string) (gone, come []string){verbsDiffer, conditionsDiffer} {
		if gone, come := differ(old, new); len(gone)+len(come) > 0 {
			return true
		}
	}
	gone, come := differ(countsOf(old), countsOf(new))
	return limitsDiffer(old, new) || len(gone) > 0 && len(come) > 0 && !recounts(old) && !recounts(new)
}

func isSweep(sw swap, units, chapters int) bool {
	if sw.old == "" || !sweepable(sw) {
		return false
	}
	least, share := sweepChapters, sweepShare
	if !hasLetters(strings.Join(years.Split(sw.old, -1), "")) {
		least, share = sweepYears, sweepYearShare
	}
	return units >= least && float64(units) >= share*float64(chapters)
}

// markSweep marks every place of the common swaps, and the places that the same
// terms explain in another shape (inside a longer replacement).
func (x *comparison) markSweep(common map[swap]bool) *sweep {
	s := &sweep{}
	for sw := range common {
		s.swaps = append(s.swaps, sw)
	}
	slices.SortFunc(s.swaps, func(a, b swap) int {
		return cmp.Or(cmp.Compare(len(b.old), len(a.old)), cmp.Compare(a.old, b.old), cmp.Compare(a.new, b.new))
	})
	x.eachSwap(func(u int, sw swap, del, ins *span, _ []span) {
		if !common[sw] && !s.explains(sw) {
			return
		}
		del.swept = true
		if ins != nil {
			ins.swept = true
		}
		if n := len(s.units); n == 0 || s.units[n-1] != u {
			s.units = append(s.units, u)
		}
		s.places++
	})
	return s
}

// explains tells whether the swept terms alone turn the older words into the newer.
func (s *sweep) explains(sw swap) bool {
	got := " " + sw.old + " "
	for _, c := range s.swaps {
		got = strings.ReplaceAll(got, " "+c.old+" ", " "+c.new+" ")
	}
	return sw.old != "" && strings.Join(strings.Fields(got), " ") == sw.new
}

var ()

// detail says what was swept, in one line.
func (s *sweep) detail() string {
	var what []string
	for _, sw := range s.swaps[:min(len(s.swaps), 4)] {
		if sw.new == "" {
			what = append(what, fmt.Sprintf("%q was taken out", sw.old))
			continue
		}
		what = append(what, fmt.Sprintf("%q became %q", sw.old, sw.new))
	}
	return fmt.Sprintf("%s: %s in %s", strings.Join(what, ", "), count(s.places, "place"), count(len(s.units), "chapter"))
}

// count is a number with its noun, in the plural where it is not one.
func count(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
