package paper

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"manualwatch/diff"
	"manualwatch/out"
	"manualwatch/out/report"
)

// returns lists what was changed and changed back, once a chapter.
func (p *Paper) returns(all []out.ChangeRow) {
	at := map[string]int{}
	undone := p.undone()
	for _, t := range p.Period.TakenBack {
		there, back := p.Dates[t.There.RunID], p.Dates[t.Back.RunID]
		if there.IsZero() || back.IsZero() || ownTable(t.Back.Kind) || t.Back.Kind == string(diff.Flagged) {
			continue
		}
		stands := !t.Part && p.stands(&t.Back, all)
		edited := diff.Kind(t.Back.Kind) == diff.Edited
		forth := !t.Part && !undone[t.Back.ChangeID] // what was taken back stands again
		changed := t.Changed || stands && (forth || !edited)
		part := !changed && (t.Part || edited && stands) // other words of the chapter are told as a change
		label := report.Label(cmp.Or(t.Back.NewNumber, t.Back.OldNumber), cmp.Or(t.Back.NewTitle, t.Back.OldTitle))
		key := fmt.Sprint(cmp.Or(t.Back.SectionID, label), part, changed)
		i, ok := at[key]
		if !ok {
			i = len(p.Returns)
			at[key] = i
			p.Returns = append(p.Returns, Return{Label: label, URL: cmp.Or(t.Back.NewURL, t.Back.OldURL), First: there, Last: back, Part: part, Changed: changed})
		}
		r := &p.Returns[i]
		if there.Before(r.First) {
			r.First = there
		}
		if back.After(r.Last) {
			r.Last = back
		}
		if changed {
			r.Label, r.URL = label, cmp.Or(t.Back.NewURL, t.Back.OldURL)
		}
		if !forth {
			r.Times++
		}
		if part {
			r.quote(&t.There, p)
		}
	}
}

// quote adds the words of a change that was taken back, once.
func (r *Return) quote(there *out.ChangeRow, p *Paper) {
	passages, _ := p.Options.TakenBack(there, p.Board)
	for _, q := range passages {
		if !slices.ContainsFunc(r.Passages, func(o report.Passage) bool { return reflect.DeepEqual(o, q) }) {
			r.Passages = append(r.Passages, q)
		}
	}
}

// undone are the changes that were taken back as a whole, and those that took them back. A
// change back that is itself taken back is no second time: the chapter is where it was.
func (p *Paper) undone() map[string]bool {
	undone := map[string]bool{}
	for _, t := range p.Period.TakenBack {
		if !t.Part && !undone[t.There.ChangeID] {
			undone[t.There.ChangeID], undone[t.Back.ChangeID] = true, true
		}
	}
	return undone
}

// stands reports whether a change that took back another is a change of the period all the
// same: the chapter went back and forth and does not stand as it stood before.
func (p *Paper) stands(back *out.ChangeRow, all []out.ChangeRow) bool {
	return back.SectionID != "" && slices.ContainsFunc(all, func(c out.ChangeRow) bool {
		return c.Kind == back.Kind && (c.SectionID == back.SectionID || slices.Contains(c.OtherSectionIDs, back.SectionID))
	})
}

func (p *Paper) returned(d *document) {
	if len(p.Returns) == 0 {
		return
	}
	d.head(1, "Changed and taken back")
	var still []Return
	for _, r := range p.Returns {
		if r.Changed {
			still = append(still, r)
		}
	}
	if len(still) < len(p.Returns) {
		d.para(inline{text: "These stand again as they stood before, so they are not counted as changes."})
	}
	for _, r := range p.Returns {
		if !r.Changed {
			r.tell(d)
		}
	}
	if len(still) > 0 {
		d.para(inline{text: "These went back and forth, and do not stand as they stood before: how they stand at the end of the period is told as a change."})
	}
	for _, r := range still {
		d.item(1, inline{text: r.Label, url: report.SafeURL(r.URL)}, inline{text: fmt.Sprintf(": went back and forth between %s and %s.", report.Day(r.First), report.Day(r.Last))})
	}
}

// tell says when a chapter was changed and taken back, and of a part of it, which words.
func (r *Return) tell(d *document) {
	what := ": "
	if r.Part {
		what = ": some of its words "
	}
	text := fmt.Sprintf("changed on %s, taken back on %s.", report.Day(r.First), report.Day(r.Last))
	if r.Times > 1 {
		text = fmt.Sprintf("changed and taken back %s between %s and %s.", times(r.Times), report.Day(r.First), report.Day(r.Last))
	}
	d.item(1, inline{text: r.Label, url: report.SafeURL(r.URL)}, inline{text: what + text})
	for _, q := range r.Passages {
		d.passage(q)
	}
}
