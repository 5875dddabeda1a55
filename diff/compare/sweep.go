package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

// Bounds of a sweep: a replacement is one if it stands in so many chapters and in
// such a share of those that have a text; fewer are enough for a name that stands nowhere
// any more. Replaced years need more, as several chapters often catch up with one new edition
// of a document.
const (
	SweepChapters  = 6
	sweepAll       = 3
	sweepShare     = .08
	sweepYears     = 8
	sweepYearShare = .12
)

// TermReason is the reason of a sweep of terms.
const TermReason = "one term was replaced throughout"

// A sweep is one or more terms, or contacts, that were replaced throughout the manual.
type sweep struct {
	swaps  []textdiff.Swap
	terms  []term // as they are told
	places int
	units  []int                            // newer units, in order
	of     map[textdiff.Swap]map[int]bool   // the units of each swap
	called map[textdiff.Swap]map[string]int // the words by which a value is known, at its places
}

// A term is what a sweep tells of one replacement, as printed, with the number of its units.
type term struct {
	old, new string
	units    int
}

// see notes a place of a replacement.
func (s *sweep) see(sw textdiff.Swap, unit int, sentence []textdiff.Span, del *textdiff.Span) {
	if s.of[sw] == nil {
		s.of[sw], s.called[sw] = map[int]bool{}, map[string]int{}
	}
	s.of[sw][unit] = true
	before, _, _ := textdiff.Around(sentence, del)
	s.called[sw][textdiff.NameAtEnd(before)]++
}

// known puts the name of which a value is part before it, where it is the same at most places:
// "Harbour Code 2023", not "2023".
func (s *sweep) known(sw textdiff.Swap, t term) term {
	all, name := 0, ""
	for by, n := range s.called[sw] {
		if all += n; n > s.called[sw][name] || n == s.called[sw][name] && by < name {
			name = by
		}
	}
	if !sw.OfValues() || name == "" || float64(s.called[sw][name]) < mostPlaces*float64(all) {
		return t
	}
	t.old = name + " " + t.old
	if t.new != "" {
		t.new = name + " " + t.new
	}
	return t
}

// sweptBefore are the replacements of the sweeps among changes.
func sweptBefore(told []diff.Change) map[textdiff.Swap]bool {
	out := map[textdiff.Swap]bool{}
	for _, c := range told {
		if c.Kind != diff.TermsSwept {
			continue
		}
		var sw textdiff.Swap
		for _, e := range append(slices.Clone(c.Edits), diff.Edit{Op: diff.Break}) {
			switch e.Op {
			case diff.Delete:
				sw.Old = textdiff.BareTerm(e.Text)
			case diff.Insert:
				sw.New = textdiff.BareTerm(e.Text)
			case diff.Break:
				for _, part := range sw.Swaps() {
					out[part] = true
				}
				sw = textdiff.Swap{}
			}
		}
	}
	return out
}

// findSweeps marks the replacements that belong to a sweep in all scripts and
// describes them, those of contacts apart from those of terms: a board declares them in
// rows of their own. Those told before need not be many. What weighs
// in its sentences is told of each chapter: nobody looks for a limit among the terms.
func (x *comparison) findSweeps(chapters int) []*sweep {
	told := sweptBefore(x.o.Told)
	in := map[textdiff.Swap]map[int]bool{}
	named := map[textdiff.Swap]map[string]int{} // the words of a name before each place
	names := map[textdiff.Swap]int{}            // places at which both are printed as names
	x.eachSwap(func(u int, sw textdiff.Swap, del, ins *textdiff.Span, sentence []textdiff.Span) {
		if x.isRule(sw, sentence, del) {
			return
		}
		if in[sw] == nil {
			in[sw], named[sw] = map[int]bool{}, map[string]int{}
		}
		in[sw][u] = true
		named[sw][textdiff.NameBefore(sentence, del)]++
		if ins != nil && del.Capital() && ins.Capital() {
			names[sw]++
		}
	})
	common := map[textdiff.Swap]bool{}
	for sw, units := range in {
		swept := told[sw] || isSweep(sw, len(units), chapters) ||
			len(units) >= sweepAll && isName(sw, names[sw], named[sw]) && textdiff.Sweepable(sw) && x.nowhere(sw.Old, named[sw])
		if swept && !x.otherPeople(sw, named[sw]) {
			common[sw] = true
		}
	}
	heavy := map[textdiff.Swap]int{}
	x.eachSwap(func(_ int, sw textdiff.Swap, del, _ *textdiff.Span, sentence []textdiff.Span) {
		if common[sw] && weighs(sentence) && !x.isRule(sw, sentence, del) {
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
	return x.markSweeps(common)
}

// EachSwap calls f for every replacement in the texts, with the newer unit and the sentence
// that it stands in.
func (x *comparison) eachSwap(f func(u int, sw textdiff.Swap, del, ins *textdiff.Span, sentence []textdiff.Span)) {
	for _, u := range x.c.Units {
		if s := x.scripts[u]; s != nil {
			s.EachSwap(func(sw textdiff.Swap, del, ins *textdiff.Span, sentence []textdiff.Span) {
				f(u, sw, del, ins, sentence)
			})
		}
	}
}

// isName tells whether a replacement is that of a name: of people or a body, or printed in
// capitals at most of its places, which before counts.
func isName(sw textdiff.Swap, names int, before map[string]int) bool {
	if textdiff.NameIn(sw.Old) != "" && textdiff.NameIn(sw.New) != "" {
		return true
	}
	all := 0
	for _, n := range before {
		all += n
	}
	return 2*names > all && textdiff.HasLetters(sw.Old) && textdiff.HasLetters(sw.New)
}

// nowhere tells whether a replaced term stands nowhere in the newer edition, or the whole names
// that it was the noun of do not.
func (x *comparison) nowhere(term string, before map[string]int) bool {
	if len(x.c.Behind(term)) == 0 {
		return true
	}
	for words := range before {
		if words == "" || len(x.c.Behind(words+" "+term)) > 0 {
			return false
		}
	}
	return true
}

// otherPeople tells whether the names of other people took the place of a name. Where only
// its noun did, "Harbour Safety [Board] [Partnership]", the whole name in most places tells:
// other boards may stand in the text before and after. before counts the places by the words
// of the name that stayed.
func (x *comparison) otherPeople(sw textdiff.Swap, before map[string]int) bool {
	old, new := textdiff.NameIn(sw.Old), textdiff.NameIn(sw.New)
	if old == "" || new == "" || textdiff.Anybody.MatchString(old) && textdiff.Anybody.MatchString(new) || textdiff.Renamed(x.p, x.c, old, new, true) {
		return false
	}
	renamed, all := 0, 0
	for words, n := range before {
		all += n
		if words != "" && textdiff.Renamed(x.p, x.c, words+" "+old, words+" "+new, true) {
			renamed += n
		}
	}
	return 2*renamed <= all
}

// weighs tells whether a duty, a condition, a limit or a count of a changed sentence is another
// one: "within [two] [one] working [days] [day]".
func weighs(sentence []textdiff.Span) bool {
	var before, after []string
	for i := range sentence {
		if s := &sentence[i]; s.Op != diff.Insert && s.Op != diff.MoveTo {
			before = append(before, s.Key)
		}
		if s := &sentence[i]; s.Op != diff.Delete && s.Op != diff.MoveFrom {
			after = append(after, s.Key)
		}
	}
	old, new := strings.Join(before, " "), strings.Join(after, " ")
	for _, differ := range []func(old, new string) (gone, come []string){textdiff.VerbsDiffer, textdiff.ConditionsDiffer} {
		if gone, come := differ(old, new); len(gone)+len(come) > 0 {
			return true
		}
	}
	gone, come := textdiff.Differ(textdiff.CountsOf(old), textdiff.CountsOf(new))
	return textdiff.LimitsDiffer(old, new) || len(gone) > 0 && len(come) > 0 && !textdiff.Recounts(old) && !textdiff.Recounts(new)
}

func isSweep(sw textdiff.Swap, units, chapters int) bool {
	if sw.Old == "" || !textdiff.Sweepable(sw) {
		return false
	}
	least, share := SweepChapters, sweepShare
	if !textdiff.HasLetters(strings.Join(textdiff.Years.Split(sw.Old, -1), "")) {
		least, share = sweepYears, sweepYearShare
	}
	return units >= least && float64(units) >= share*float64(chapters)
}

// markSweeps marks every place of the common swaps, and the places that the same
// terms explain in another shape (inside a longer replacement).
func (x *comparison) markSweeps(common map[textdiff.Swap]bool) []*sweep {
	newSweep := func() *sweep {
		return &sweep{of: map[textdiff.Swap]map[int]bool{}, called: map[textdiff.Swap]map[string]int{}}
	}
	terms, contacts := newSweep(), newSweep()
	of := func(sw textdiff.Swap) *sweep {
		if textdiff.IsContact(sw.Old) {
			return contacts
		}
		return terms
	}
	for sw := range common {
		of(sw).swaps = append(of(sw).swaps, sw)
	}
	for _, s := range []*sweep{terms, contacts} {
		slices.SortFunc(s.swaps, func(a, b textdiff.Swap) int {
			return cmp.Or(cmp.Compare(len(b.Old), len(a.Old)), cmp.Compare(a.Old, b.Old), cmp.Compare(a.New, b.New))
		})
	}
	x.eachSwap(func(u int, sw textdiff.Swap, del, ins *textdiff.Span, sentence []textdiff.Span) {
		s := of(sw)
		if !common[sw] && !s.explains(sw) || x.isRule(sw, sentence, del) {
			return
		}
		del.Swept = true
		if ins != nil {
			ins.Swept = true
		}
		if n := len(s.units); n == 0 || s.units[n-1] != u {
			s.units = append(s.units, u)
		}
		s.see(sw, u, sentence, del)
	})
	var phrases []textdiff.Phrase
	for _, u := range x.c.Units {
		if s := x.scripts[u]; s != nil {
			s.EachPhrase(func(p textdiff.Phrase) { phrases = append(phrases, p) })
		}
	}
	return slices.DeleteFunc([]*sweep{terms, contacts}, func(s *sweep) bool {
		s.name(phrases, func(sw textdiff.Swap) bool { return of(sw) == s })
		return len(s.swaps) == 0
	})
}

// explains tells whether the swept terms alone turn the older words into the newer.
func (s *sweep) explains(sw textdiff.Swap) bool {
	got := " " + sw.Old + " "
	for _, c := range s.swaps {
		got = strings.ReplaceAll(got, " "+c.Old+" ", " "+c.New+" ")
	}
	return sw.Old != "" && strings.Join(strings.Fields(got), " ") == sw.New
}

// mostPlaces is the share of the places of each of its terms that a phrase has which is told as
// one.
const mostPlaces = .8

// name counts the places of a sweep and puts its terms into the words that are printed, those
// that nearly always stand in one phrase as that: "Primary Care Trust", not "Primary" and
// "Trust".
func (s *sweep) name(phrases []textdiff.Phrase, own func(textdiff.Swap) bool) {
	places, wholes := map[textdiff.Swap]int{}, map[textdiff.Swap]int{}
	printed := map[textdiff.Swap]map[term]int{}
	see := func(r textdiff.Replacement) {
		if printed[r.Swap] == nil {
			printed[r.Swap] = map[term]int{}
		}
		printed[r.Swap][term{old: r.WasPrinted, new: r.IsPrinted}]++
	}
	for _, p := range phrases {
		for _, part := range p.Parts {
			places[part.Swap]++
			see(part)
		}
		if len(p.Parts) > 1 {
			wholes[p.Whole.Swap]++
			see(p.Whole)
		}
	}
	asOne := func(p *textdiff.Phrase) bool {
		return len(p.Parts) > 1 && !slices.ContainsFunc(p.Parts, func(r textdiff.Replacement) bool {
			return !slices.Contains(s.swaps, r.Swap) || float64(wholes[p.Whole.Swap]) < mostPlaces*float64(places[r.Swap])
		})
	}
	told := map[textdiff.Swap]textdiff.Swap{} // of each swap that is part of a phrase told as one
	for i := range phrases {
		p := &phrases[i]
		one := asOne(p)
		if one {
			s.places++
		}
		for _, part := range p.Parts {
			if one {
				told[part.Swap] = p.Whole.Swap
			} else if own(part.Swap) {
				s.places++
			}
		}
	}
	var done []textdiff.Swap
	for _, part := range s.swaps {
		sw := part
		if whole, ok := told[sw]; ok {
			sw = whole
		}
		if !slices.Contains(done, sw) {
			done = append(done, sw)
			t := s.known(sw, mostPrinted(sw, printed[sw]))
			t.units = len(s.of[part])
			s.terms = append(s.terms, t)
		}
	}
}

// mostPrinted is the commonest spelling of a replacement.
func mostPrinted(sw textdiff.Swap, counts map[term]int) term {
	best := term{old: sw.Old, new: sw.New}
	for t, n := range counts {
		if n > counts[best] || n == counts[best] && (t.old < best.old || t.old == best.old && t.new < best.new) {
			best = t
		}
	}
	return best
}

// detail says what was swept, in one line.
func (s *sweep) detail() string {
	apart := slices.ContainsFunc(s.terms, func(t term) bool { return t.units != s.terms[0].units })
	var what []string
	for _, t := range s.terms[:min(len(s.terms), 4)] {
		became := fmt.Sprintf("%q became %q", t.old, t.new)
		if t.new == "" {
			became = fmt.Sprintf("%q was taken out", t.old)
		}
		if apart {
			became += " in " + Count(t.units, "chapter")
		}
		what = append(what, became)
	}
	return fmt.Sprintf("%s: %s in %s", strings.Join(what, ", "), Count(s.places, "place"), Count(len(s.units), "chapter"))
}

// Count is a number with its noun, in the plural where it is not one.
func Count(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
