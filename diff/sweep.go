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

// A swap is a replacement of words, folded, without possessive endings.
type swap struct{ old, new string }

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
// describes them, nil if there is none. Those told before need not be many.
func findSweep(scripts map[int]*script, order []int, chapters int, told map[swap]bool) *sweep {
	in := map[swap]map[int]bool{}
	for _, u := range order {
		if scripts[u] == nil {
			continue
		}
		scripts[u].eachSwap(func(sw swap, _, _ *span) {
			if in[sw] == nil {
				in[sw] = map[int]bool{}
			}
			in[sw][u] = true
		})
	}
	common := map[swap]bool{}
	for sw, units := range in {
		if told[sw] || isSweep(sw, len(units), chapters) {
			common[sw] = true
		}
	}
	if len(common) == 0 {
		return nil
	}
	return markSweep(scripts, order, common)
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

// sweepable refuses what matters to practice: nobody wants a change from "must" to
// "should" folded away because it was made in many chapters. A contact may have taken the
// place of another (a switchboard has a new number), but neither come nor go.
func sweepable(sw swap) bool {
	for _, find := range []func(string) []mention{verbsOf, conditionsOf, deadlinesOf, thresholdsOf} {
		if gone, come := differ(find(sw.old), find(sw.new)); len(gone)+len(come) > 0 {
			return false
		}
	}
	gone, come := differ(contactsOf(sw.old), contactsOf(sw.new))
	return len(gone) == len(come)
}

// markSweep marks every place of the common swaps, and the places that the same
// terms explain in another shape (inside a longer replacement).
func markSweep(scripts map[int]*script, order []int, common map[swap]bool) *sweep {
	s := &sweep{}
	for sw := range common {
		s.swaps = append(s.swaps, sw)
	}
	slices.SortFunc(s.swaps, func(a, b swap) int {
		return cmp.Or(cmp.Compare(len(b.old), len(a.old)), cmp.Compare(a.old, b.old), cmp.Compare(a.new, b.new))
	})
	for _, u := range order {
		if scripts[u] == nil {
			continue
		}
		n := 0
		scripts[u].eachSwap(func(sw swap, del, ins *span) {
			if !common[sw] && !s.explains(sw) {
				return
			}
			del.swept = true
			if ins != nil {
				ins.swept = true
			}
			n++
		})
		if n > 0 {
			s.units = append(s.units, u)
			s.places += n
		}
	}
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

// eachSwap calls f for every replacement inside paired lines (ins is nil where
// words were only taken out).
func (s *script) eachSwap(f func(sw swap, del, ins *span)) {
	for i := range s.lines {
		l := &s.lines[i]
		if l.a < 0 || l.b < 0 {
			continue
		}
		for k := 0; k < len(l.spans); k++ {
			if l.spans[k].op != Delete || len(l.spans[k].key) > 200 {
				continue
			}
			del := &l.spans[k]
			var ins *span
			if k+1 < len(l.spans) && l.spans[k+1].op == Insert {
				ins = &l.spans[k+1]
				k++
			}
			f(swapOf(del, ins), del, ins)
		}
	}
}

func swapOf(del, ins *span) swap {
	sw := swap{old: bareTerm(del.key)}
	if ins != nil {
		sw.new = bareTerm(ins.key)
	}
	return sw.ofDomains()
}

// ofDomains reduces two e-mail addresses that differ in the domain alone to the domains,
// which all addresses of an agency change together.
func (sw swap) ofDomains() swap {
	mailbox, old, ok := strings.Cut(sw.old, "@")
	same, new, ok2 := strings.Cut(sw.new, "@")
	if !ok || !ok2 || mailbox != same || emails.FindString(sw.old) != sw.old || emails.FindString(sw.new) != sw.new {
		return sw
	}
	return swap{"@" + old, "@" + new}
}

func bareTerm(key string) string {
	words := strings.Fields(key)
	for i, w := range words {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "s'")
	}
	return strings.Join(words, " ")
}

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

func count(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
