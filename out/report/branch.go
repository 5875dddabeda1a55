package report

import (
	"fmt"
	"io"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/out"
)

// A Branch is the other chapter of a split or a merger: the one that came out of a chapter, or
// the one that it took in.
type Branch struct {
	What       string // "New chapter: ", "Taken in, in part: "
	Label, URL string // "" where it has no page any more
	Rest       string // what went over to it, in words
}

// BranchOf returns the other chapter of a split or a merger, nil of any other change. The
// outlines are those of the editions before and after.
func BranchOf(c *out.ChangeRow, before, now *Outline) *Branch {
	switch diff.Kind(c.Kind) {
	case diff.Split:
		b := &Branch{What: "New chapter: ", Label: Clean(Label(c.NewNumber, c.NewTitle)), URL: c.NewURL}
		switch ids := c.OtherSectionIDs; {
		case len(ids) > 1 && before.Find(ids[1]) != nil:
			b.Rest = "; it was " + quoted(before.Find(ids[1]).Title) + " there"
		case len(ids) > 0:
			b.Rest = wentOver(before, c.SectionID, now, ids[0])
		}
		return b
	case diff.Merged:
		b := &Branch{What: "Taken in: ", Label: Clean(Label(c.OldNumber, c.OldTitle))}
		if slices.Contains(c.Reasons, diff.DividedReason) {
			b.What = "Taken in, in part: "
		}
		return b
	}
	return nil
}

// wentOver says which headings of a chapter stand now in the one that was split off.
func wentOver(before *Outline, from string, now *Outline, into string) string {
	has := map[string]bool{}
	for _, h := range now.headings(into) {
		has[textdiff.FoldText(h)] = true
	}
	still := map[string]bool{}
	for _, h := range now.headings(from) {
		still[textdiff.FoldText(h)] = true
	}
	var over []string
	for _, h := range before.headings(from) {
		if f := textdiff.FoldText(h); has[f] && !still[f] {
			over = append(over, quoted(h))
		}
	}
	if len(over) == 0 {
		return ""
	}
	return "; what stood under " + List(over) + " went over to it"
}

// headings are the titles inside a chapter, in order, each once.
func (o *Outline) headings(id string) []string {
	var titles []string
	for _, r := range o.Rows() {
		if r.SectionID == id || r.Kind != string(normalise.KindHeading) && r.Kind != string(normalise.KindAppendix) {
			continue
		}
		if ch := o.Chapter(r.SectionID); ch != nil && ch.SectionID == id {
			titles = append(titles, r.Title)
		}
	}
	return titles
}

// writeBranch writes the other chapter of a split or merger as a list item of the second level.
func writeBranch(w io.Writer, b *Branch) {
	if b != nil {
		fmt.Fprintf(w, "  - %s%s%s.\n", b.What, Link(b.Label, b.URL), Escape(b.Rest))
	}
}
