package declaration

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// revive confirms a row of an earlier night by a change of this one. Where another row declares
// that change, or where the row says little, only the very words of the text are enough.
func (d *declaring) revive(a *normalise.Amendment, old *diff.Declaration) {
	k := ReadClaim(a.Details, a.New)
	ws := d.scene.weigh(&k, old.SectionID)
	if len(ws) == 0 || ws[0].score < sure {
		return
	}
	c := &d.scene.changes[ws[0].change]
	is := c.Kind == diff.Edited && saysWhatIs(a.Details, c.Edits)
	if !is && (ws[0].vague(&k, c) || d.isClaimed(ws[0].change) || c.Kind == diff.Edited && d.speaksAgainst(a.Details, old.SectionID, spotsOf(c.Edits)) != "") {
		return
	}
	out := d.declaration(a)
	out.State, out.SectionID, out.Score = diff.ConfirmedEarly, old.SectionID, round(ws[0].score)
	d.claim(&out, ws[0].change, ws[0].score)
	out.Reason = fmt.Sprintf("the row came on an earlier night, the change was seen only now; %s", strings.Join(ws[0].says, "; "))
	if is {
		out.Reason += "; the text says now what the row says"
	}
	d.out = append(d.out, out)
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
