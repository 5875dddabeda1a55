package paper

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"manualwatch/diff"
	"manualwatch/normalise"
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
		away := p.isAway(&t)
		changed := t.Changed || t.Otherwise || stands && (forth || !edited) || away && p.reworded(t.Back.SectionID, all)
		part := !changed && (t.Part || edited && stands) // other words of the chapter are told as a change
		label := report.Label(cmp.Or(t.Back.NewNumber, t.Back.OldNumber), cmp.Or(t.Back.NewTitle, t.Back.OldTitle))
		key := fmt.Sprint(cmp.Or(t.Back.SectionID, label), part, changed, away)
		i, ok := at[key]
		if !ok {
			i = len(p.Returns)
			at[key] = i
			p.Returns = append(p.Returns, Return{Label: label, URL: cmp.Or(t.Back.NewURL, t.Back.OldURL), First: there, Last: back, Part: part, Changed: changed, Away: away})
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

// isAway reports a chapter that stood when the period began, and ended, and was withdrawn and put
// back in between.
func (p *Paper) isAway(t *TakenBack) bool {
	comesOrGoes := []diff.Kind{diff.Removed, diff.Added, diff.Retired, diff.Activated}
	if t.Part || !slices.Contains(comesOrGoes, diff.Kind(t.There.Kind)) {
		return false
	}
	then, now := p.before.Find(t.There.SectionID), p.now.Find(t.Back.SectionID)
	const unused = string(normalise.KindPlaceholder)
	return then != nil && now != nil && then.Kind != unused && now.Kind != unused
}

// reworded reports whether the words of a chapter are others at the end of the period.
func (p *Paper) reworded(id string, all []out.ChangeRow) bool {
	return id != "" && slices.ContainsFunc(all, func(c out.ChangeRow) bool { return c.SectionID == id && diff.Kind(c.Kind) == diff.Edited })
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
	for _, l := range []struct {
		away, changed bool
		says          string
	}{
		{false, false, "These stand again as they stood before, so they are not counted as changes."},
		{true, false, "These were withdrawn and came back with the words that they had before."},
		{true, true, "These were withdrawn and came back, and do not read as they did before: what became of their words is told as a change."},
		{false, true, "These went back and forth, and do not stand as they stood before: how they stand at the end of the period is told as a change."},
	} {
		some := slices.DeleteFunc(slices.Clone(p.Returns), func(r Return) bool { return r.Away != l.away || r.Changed != l.changed })
		if len(some) > 0 {
			d.para(inline{text: l.says})
		}
		for i := range some {
			some[i].tell(d)
		}
	}
}

// tell says when a chapter was changed and taken back, and of a part of it, which words.
func (r *Return) tell(d *document) {
	d.item(1, inline{text: r.Label, url: report.SafeURL(r.URL)}, inline{text: ": " + r.says()})
	for _, q := range r.Passages {
		d.passage(q)
	}
}

func (r *Return) says() string {
	first, last := report.Day(r.First), report.Day(r.Last)
	switch {
	case r.Away && r.Times > 1:
		return fmt.Sprintf("withdrawn and put back %s between %s and %s.", times(r.Times), first, last)
	case r.Away:
		return fmt.Sprintf("withdrawn on %s, back on %s.", first, last)
	case r.Changed:
		return fmt.Sprintf("went back and forth between %s and %s.", first, last)
	case r.Times > 1:
		return fmt.Sprintf("changed and taken back %s between %s and %s.", times(r.Times), first, last)
	case r.Part:
		return fmt.Sprintf("some of its words changed on %s, taken back on %s.", first, last)
	}
	return fmt.Sprintf("changed on %s, taken back on %s.", first, last)
}
