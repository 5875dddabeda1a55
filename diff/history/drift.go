package history

import (
	"cmp"
	"fmt"

	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
)

// DriftCode is the code of the findings that [Drift] returns.
const DriftCode = "parser_drift"

// Drift reads what only the parser changed: stored and reread are the same
// captures, read by two versions. It carries the section IDs of stored into
// reread and returns the differences as findings; none of them is a change of
// the manual.
func Drift(stored, reread *normalise.Edition) []normalise.Finding {
	m := lineage.Carry(stored, reread)
	var out []normalise.Finding
	for _, c := range compare.Editions(m, compare.Options{RunID: reread.RunID}) {
		f := normalise.Finding{URL: cmp.Or(c.NewURL, c.OldURL), SectionID: c.SectionID, Code: DriftCode}
		title := cmp.Or(c.NewTitle, c.OldTitle)
		f.Detail = fmt.Sprintf("%s %s under parser %s/%s, was read otherwise under %s/%s", compare.Quoted(title), c.Kind,
			reread.ParserVersion, reread.RulesVersion, stored.ParserVersion, stored.RulesVersion)
		if c.Detail != "" {
			f.Detail += ": " + c.Detail
		}
		out = append(out, f)
	}
	return out
}
