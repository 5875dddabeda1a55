package declaration

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// revive confirms a row of an earlier night by changes of this one to the sections of which nothing
// was seen then.
func (d *declaring) revive(a *normalise.Amendment, open []string) {
	out, k := d.declaration(a), ReadClaim(a.Details, a.New)
	var reasons []string
	for _, id := range open {
		w, says := d.comesTrue(a, &k, id)
		if w == nil {
			out.Missing = append(out.Missing, d.dir.newest[id])
			continue
		}
		d.claim(&out, w.change, w.score)
		out.SectionID, out.Score = cmp.Or(out.SectionID, id), max(out.Score, round(w.score))
		reasons = append(reasons, says)
	}
	if len(reasons) == 0 {
		return
	}
	out.State, out.Reason = diff.ConfirmedEarly, "the row came on an earlier night, the change was seen only now; "+strings.Join(reasons, "; ")
	d.out = append(d.out, out)
}

// comesTrue finds the change of a section that bears out a row of an earlier night, with how in
// words; nil for none. Where another row declares that change, or where the row says little, only
// the very words of the text are enough.
func (d *declaring) comesTrue(a *normalise.Amendment, k *claim, id string) (*weighed, string) {
	ws := d.scene.weigh(k, id)
	if len(ws) == 0 || ws[0].score < sure {
		return nil, ""
	}
	c := &d.scene.changes[ws[0].change]
	is := c.Kind == diff.Edited && saysWhatIs(a.Details, c.Edits)
	if !is && (ws[0].vague(k, c) || d.isClaimed(ws[0].change) || c.Kind == diff.Edited && d.speaksAgainst(a.Details, id, c, d.scene.changes) != "") {
		return nil, ""
	}
	says := strings.Join(ws[0].says, "; ")
	if is {
		says += "; the text says now what the row says"
	}
	return &ws[0], says
}

// saidAgain tells whether a row says what the text says since a change of an earlier night that
// another row declared, and takes it for a duplicate of that.
func (d *declaring) saidAgain(out *diff.Declaration, a *normalise.Amendment, r *reading) bool {
	for n := len(d.h.Nights) - 1; n >= 0; n-- {
		night := &d.h.Nights[n]
		for i := range night.Changes {
			c := &night.Changes[i]
			if c.Kind != diff.Edited || c.SectionID != r.Id || c.Declared != "confirmed" || !saysWhatIs(a.Details, c.Edits) || !d.stands(a.Details, r.Id) {
				continue
			}
			out.State = diff.Duplicate
			out.Reason = fmt.Sprintf("the row says what the text says since %s, when another row declared that change", night.ObservedAt.Format(time.DateOnly))
			return true
		}
	}
	return false
}

// saysWhatIs tells whether a row says, word for word, what a text says since it was edited: all of
// its words but "now" stand in one sentence, and one that came with it was not there before.
func saysWhatIs(details string, edits []diff.Edit) bool {
	words := wordsOf(details)
	return slices.ContainsFunc(sentencesOf(spotsOf(edits)), func(s spot) bool {
		old, come := key(s.old), key(s.come)
		return hasAll(key(s.new), words) && slices.ContainsFunc(words, func(w string) bool { return has(come, w) && !has(old, w) })
	})
}

// stands tells whether a section has a sentence with all words of a row.
func (d *declaring) stands(details, id string) bool {
	words := wordsOf(details)
	return slices.ContainsFunc(d.sentences(id), func(s string) bool { return hasAll(key(s), words) })
}

// hasAll tells whether all words, three at least, are in a text.
func hasAll(text string, words []string) bool {
	return len(words) >= 3 && !slices.ContainsFunc(words, func(w string) bool { return !has(text, w) })
}

var (
	// correction begins a row that puts an earlier one right.
	correction = regexp.MustCompile(`^(?:correction|corrected|erratum|clarification): `)
	// littleWord only joins what a row says.
	littleWord = regexp.MustCompile(`^(?:now|the|an?|[^a-z0-9£]+)$`)
)

// wordsOf are the words of a row, numbers in digits, without those that only say that it is so now;
// none of one that is longer than a statement.
func wordsOf(details string) []string {
	if len(details) > rowBytes {
		return nil
	}
	f := correction.ReplaceAllString(textdiff.FoldText(details), "")
	return slices.DeleteFunc(strings.Fields(key(f)), littleWord.MatchString)
}
