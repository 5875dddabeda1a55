package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// savedBy is who saved a page, behind the day and the hour that wikis print in the lines of their
// recent changes: "Neglect . . . 11 September 2026, at 19:42 by Jo: a tool was added". The hour is
// that of an entry, so that whoever stands behind it made the entry and not the change.
var savedBy = pattern.New(`(?im)(?:` + dates.DatePhrase + `),?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(,?\s+(?:(?:last\s+)?(?:edited|changed|saved|updated|modified)\s+)?by\s+(?:[^\s:;]+\s+){0,3}?[^\s:;]+?)(?:(\s*:?\s*)$|:\s|\s[–—-]\s)`)

// withoutSavers are the blocks of a page without those who saved what its lines tell of.
func withoutSavers(blocks []parse.Block) []parse.Block {
	out := blocks
	for i, b := range parse.InMain(blocks) {
		if b.Kind == parse.Row || b.Kind == parse.Image || !strings.Contains(b.Text, "by ") || !dates.MayHoldDate(b.Text) {
			continue
		}
		var edits []edit
		for _, m := range savedBy.FindAllStringSubmatchIndex(b.Text, -1) {
			who, sign := m[len(m)-4:len(m)-2], m[len(m)-2:] // a date has groups of its own
			edits = append(edits, edit{from: who[0], to: max(who[1], sign[1])})
		}
		if len(edits) == 0 {
			continue
		}
		if &out[0] == &blocks[0] {
			out = slices.Clone(blocks)
		}
		o := &out[i]
		o.Text, o.Links = edited(b.Text, b.Links, edits)
		o.Lead, o.Seams = min(b.Lead, edits[0].from), nil
	}
	return out
}
