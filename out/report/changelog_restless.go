package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"manualwatch/out"
)

// newRestless returns what a night found of lines that are taken for the site's own: those of
// which the night before did not tell. What moves every night is told once.
func newRestless(d *out.Dataset, runs []out.RunRow, n *Night, findings []out.FindingRow) ([]out.FindingRow, error) {
	restless := restlessOf(findings)
	if len(restless) == 0 {
		return nil, nil
	}
	before, err := findingsBefore(d, runs, n)
	known := restlessOf(before)
	return slices.DeleteFunc(restless, func(f out.FindingRow) bool {
		return slices.ContainsFunc(known, func(k out.FindingRow) bool { return k.URL == f.URL && k.Code == f.Code })
	}), err
}

func restlessOf(findings []out.FindingRow) []out.FindingRow {
	var restless []out.FindingRow
	for _, f := range findings {
		if f.Code == out.CodeRestless || f.Code == out.CodeRestlessAddress {
			restless = append(restless, f)
		}
	}
	return restless
}

// findingsBefore are those of the last night before one that saw something of its board.
func findingsBefore(d *out.Dataset, runs []out.RunRow, n *Night) ([]out.FindingRow, error) {
	for _, r := range slices.Backward(runs) {
		if r.RunID >= n.Run.RunID {
			continue
		}
		obs, err := d.Observations(r.RunID)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(obs, func(o out.ObservationRow) bool { return o.BoardID == n.Observation.BoardID })
		if i >= 0 && !SightOf(r, obs[i], nil).Blind {
			return d.Findings(out.Filter{RunID: r.RunID, BoardID: n.Observation.BoardID})
		}
	}
	return nil, nil
}

// mostRestless is how many words the lines have that such a finding quotes.
const mostRestless = 25

// writeRestless tells of which lines nothing is told.
func writeRestless(w io.Writer, n *Night, o Options) {
	if len(n.Restless) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Taken for the site’s own, and not told\n\n")
	for _, f := range n.Restless {
		detail := Clean(f.Detail)
		if f.Code == out.CodeRestless && o.limit(n.Board) < mostRestless {
			head, rest, _ := strings.Cut(detail, ", here “")
			detail = head + rest[max(0, strings.LastIndex(rest, "”: ")+len("”")):]
		}
		fmt.Fprintf(w, "- %s\n", Escape(stop(capital(detail))))
	}
}
