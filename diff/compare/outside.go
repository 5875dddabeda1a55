package compare

import (
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// Outside tells what changed in the running text that stands in no section, page by page, where
// it changed for practice or names another contact: must became may, another number to ring.
// The passages are compared as those of chapters are. Those that say nothing of what is done,
// news, counts and dates, are not compared, and other changes of wording are not told.
func Outside(prev, cur *normalise.Edition, o Options) []diff.Change {
	a, b := outsideEdition(prev, cur), outsideEdition(cur, prev)
	if len(a.Sections) == 0 {
		return nil
	}
	return slices.DeleteFunc(Editions(lineage.Carry(a, b), o), func(c diff.Change) bool {
		return c.Kind != diff.Edited || c.Significance != diff.Practice && !slices.ContainsFunc(c.Reasons, ofContact)
	})
}

// outsideEdition makes a chapter of the weighty passages of each page that both editions have
// outside. What stands in a chapter of the other edition came from there, or went there.
func outsideEdition(e, other *normalise.Edition) *normalise.Edition {
	out := &normalise.Edition{ID: e.ID, BoardID: e.BoardID, RunID: e.RunID, ObservedAt: e.ObservedAt}
	for _, p := range e.Outside {
		if !slices.ContainsFunc(other.Outside, func(q normalise.Outside) bool { return q.URL == p.URL }) {
			continue
		}
		s := normalise.Section{ID: p.URL, Parent: -1, Ordinal: len(out.Sections) + 1, Depth: 1, Kind: normalise.KindChapter, Title: p.Title, URL: p.URL}
		var text []string
		for i := range p.Blocks {
			if b := &p.Blocks[i]; weighty(b.Text) && !inChapter(other, b.Text) {
				s.Blocks = append(s.Blocks, parse.Block{Kind: b.Kind, Level: b.Level, Text: b.Text})
				text = append(text, b.Text)
			}
		}
		s.Text = strings.Join(text, "\n")
		out.Sections = append(out.Sections, s)
	}
	return out
}

// inChapter reports a passage that stands in a section as it is.
func inChapter(e *normalise.Edition, text string) bool {
	return slices.ContainsFunc(e.Sections, func(s normalise.Section) bool { return strings.Contains(s.Text, text) })
}

// weighty reports a passage that says what is to be done, or whom to reach.
func weighty(text string) bool {
	folded := textdiff.FoldText(text)
	duties, _ := textdiff.VerbsDiffer(folded, "")
	return len(duties)+len(textdiff.ContactsOf(folded)) > 0
}

// ofContact reports the reason of a change of a telephone number or an address.
func ofContact(reason string) bool { return strings.HasPrefix(reason, "contact") }
