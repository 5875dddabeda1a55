package history

import (
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/diff/textdiff"
)

// A passage is one place of a text that a night edited: the edits between two stretches that
// stayed, and its sentences before and after, folded.
type passage struct {
	under    []diff.Edit // the heading that it stands under
	edits    []diff.Edit
	old, new []string
}

// partsTakenBack finds the words of chapters that a night changed and a later one changed back,
// while something else of the chapter did not come back: each with the two nights' changes, the
// first of which has only the edits that were undone. whole are the changes that were taken back
// altogether.
func partsTakenBack(nights []declaration.Night, whole []Flip) []Flip {
	done := map[string]bool{}
	for _, f := range whole {
		done[f.There.ID], done[f.Back.ID] = true, true
	}
	var out []Flip
	for i := range nights {
		for k := range nights[i].Changes {
			there := &nights[i].Changes[k]
			if there.Kind != diff.Edited || done[there.ID] {
				continue
			}
			for _, f := range undoneLater(there, nights[i+1:], done) {
				f.Seen[0] = nights[i].ObservedAt
				out = append(out, f)
			}
		}
	}
	return out
}

// undoneLater tells which edits of a change later nights took back.
func undoneLater(there *diff.Change, later []declaration.Night, done map[string]bool) []Flip {
	var out []Flip
	open := passagesOf(there.Edits)
	for n := range later {
		at := slices.IndexFunc(later[n].Changes, func(c diff.Change) bool { return c.Kind == diff.Edited && c.SectionID == there.SectionID })
		if at < 0 || done[later[n].Changes[at].ID] {
			continue
		}
		back := &later[n].Changes[at]
		var undone []diff.Edit
		for i := range open {
			var edits []diff.Edit
			edits, open[i].edits = undo(&open[i], passagesOf(back.Edits))
			undone = append(undone, edits...)
		}
		if len(undone) > 0 {
			f := Flip{There: *there, Back: *back, Part: true, Seen: [2]time.Time{{}, later[n].ObservedAt}}
			f.There.Edits = undone
			out = append(out, f)
		}
	}
	return out
}

// undo parts the edits of a passage into those that a later one of these passages undid, with
// the rest of their sentences, and those that wait for another night.
func undo(p *passage, later []passage) (undone, open []diff.Edit) {
	if len(p.edits) == 0 {
		return nil, nil
	}
	gone, come := without(p.old, p.new), without(p.new, p.old)
	for i := range later {
		l := &later[i]
		went, back := without(l.old, l.new), without(l.new, l.old)
		if !anyOf(come, went) && !anyOf(gone, back) {
			continue // about something else
		}
		some := inverse(p.edits, l.edits)
		if len(without(gone, back))+len(without(come, went)) == 0 {
			for e := range p.edits {
				some[e] = true
			}
		}
		if len(some) > 0 {
			return append(slices.Clone(p.under), only(p.edits, some)...), nil
		}
	}
	return nil, p.edits
}

// inverse are the edits whose words later edits put back.
func inverse(edits, later []diff.Edit) map[int]bool {
	put := map[[2]string]int{}
	for _, s := range swapsOf(later) {
		put[[2]string{s.come, s.gone}]++
	}
	some := map[int]bool{}
	for _, s := range swapsOf(edits) {
		if k := [2]string{s.gone, s.come}; put[k] > 0 {
			put[k]--
			for _, e := range s.at {
				some[e] = true
			}
		}
	}
	return some
}

func anyOf(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// without are the sentences of a that b has not.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

// only shows some edits of a passage; what else it changed stands as it reads after it.
func only(edits []diff.Edit, some map[int]bool) []diff.Edit {
	var out []diff.Edit
	for i, e := range edits {
		switch {
		case some[i] || e.Op == diff.Keep || e.Op == diff.Break:
			out = append(out, e)
		case e.Op == diff.Insert:
			out = append(out, diff.Edit{Op: diff.Keep, Text: e.Text})
		}
	}
	return append(out, diff.Edit{Op: diff.Skip})
}

// A swap is words that went or came, or both in one place.
type swap struct {
	gone, come string // folded
	at         []int  // its edits
}

func swapsOf(edits []diff.Edit) []swap {
	var out []swap
	for i := 0; i < len(edits); i++ {
		s := swap{at: []int{i}}
		switch edits[i].Op {
		case diff.Delete:
			s.gone = textdiff.FoldText(edits[i].Text)
			if i+1 < len(edits) && edits[i+1].Op == diff.Insert {
				i++
				s.come, s.at = textdiff.FoldText(edits[i].Text), append(s.at, i)
			}
		case diff.Insert:
			s.come = textdiff.FoldText(edits[i].Text)
		default:
			continue
		}
		out = append(out, s)
	}
	return out
}

// passagesOf cuts the edits of a change into passages. What moved is none: where it stands is
// told, not what it says.
func passagesOf(edits []diff.Edit) []passage {
	var out []passage
	var p passage
	end := func() {
		if slices.ContainsFunc(p.edits, func(e diff.Edit) bool { return e.Op == diff.Insert || e.Op == diff.Delete }) {
			p.old, p.new = sentencesOf(p.edits, diff.Delete), sentencesOf(p.edits, diff.Insert)
			out = append(out, p)
		}
		p = passage{under: p.under}
	}
	for _, e := range edits {
		switch e.Op {
		case diff.Under:
			end()
			p.under = []diff.Edit{e}
		case diff.Skip, diff.Break, diff.MoveFrom, diff.MoveTo:
			end()
		default:
			p.edits = append(p.edits, e)
		}
	}
	end()
	return out
}

// sentencesOf are the sentences of one side of a passage, folded.
func sentencesOf(edits []diff.Edit, op diff.Op) []string {
	text, parted := "", false
	for _, e := range edits {
		if e.Op != diff.Keep && e.Op != op {
			parted = true
			continue
		}
		if strings.HasSuffix(text, ".") && !strings.HasPrefix(e.Text, ".") || parted && op == diff.Delete && diff.RunTogether(text, e.Text) {
			text += " " // that stood on the other side
		}
		text, parted = text+e.Text, false
	}
	var out []string
	for _, s := range textdiff.Sentences(&textdiff.Line{Text: text}) {
		out = append(out, string(s.Sum))
	}
	return out
}

// flipsOf are the changes that each night took back of those before it.
func flipsOf(nights []declaration.Night, first time.Time) []Flip {
	var out []Flip
	for i := range nights {
		at := nights[i].ObservedAt
		out = append(out, FlipFlop(nights[:i], nights[i].Changes, at, at.Sub(first)+time.Hour)...)
	}
	return append(out, partsTakenBack(nights, out)...)
}

// A wording is the sentences that an edit of a chapter took out and put in, folded.
type wording struct{ gone, come []string }

func wordingOf(c *diff.Change) wording {
	var w wording
	for _, p := range passagesOf(c.Edits) {
		w.gone, w.come = append(w.gone, without(p.old, p.new)...), append(w.come, without(p.new, p.old)...)
	}
	return w
}

// shareWords tells whether two edits of a chapter took out or put in the same sentence.
func shareWords(a, b *diff.Change) bool {
	if a.Kind != diff.Edited || b.Kind != diff.Edited || a.SectionID != b.SectionID {
		return false
	}
	x, y := wordingOf(a), wordingOf(b)
	return anyOf(x.gone, y.gone) || anyOf(x.come, y.come)
}

// MadeOf returns the edits of single nights, in order, out of which an edit of a longer time
// was made: those that took out what it takes out, or put in what it puts in, and those in
// between that went on with what one of them put in. It returns all where their words do not tell.
func MadeOf(net diff.Change, nights []diff.Change) []diff.Change {
	whole := wordingOf(&net)
	open := slices.Clone(whole.gone)
	var made []diff.Change
	for i := range nights {
		if w := wordingOf(&nights[i]); anyOf(w.gone, open) || anyOf(w.come, whole.come) {
			made, open = append(made, nights[i]), append(open, w.come...)
		}
	}
	if len(made) == 0 {
		return nights
	}
	return made
}
