package night

import (
	"fmt"
	"slices"

	"manualwatch/diff/compare"
	"manualwatch/diff/history"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/out"
)

// restlessAddresses returns the sections that stand at another address every night, and notes
// that nothing is told of it.
func (v *visit) restlessAddresses(memory []*normalise.Edition, cur *normalise.Edition) (map[string]string, error) {
	a := history.Addresses{Earlier: memory, Nights: v.n.Past.lastNights(v.b.ID, v.n.Run.ID, history.AddressNights)}
	if len(a.Nights) == 0 || !a.Moved(cur) {
		return nil, nil
	}
	last := a.Nights[len(a.Nights)-1]
	known, err := v.n.findingRows(v.b.ID, last)
	if err != nil {
		return nil, err
	}
	a.Known = slices.ContainsFunc(known, func(f out.FindingRow) bool { return f.Code == out.CodeRestlessAddress })
	if a.Seen, err = v.n.addressesSeen(v.b.ID, last); err != nil {
		return nil, err
	}
	restless := a.Restless(cur)
	v.tellRestless(cur, restless)
	return restless, nil
}

// addressesSeen are the folded addresses that a run visited of a board.
func (n *Night) addressesSeen(board, runID string) (map[string]bool, error) {
	rows, err := n.Dataset.Captures(out.Filter{RunID: runID, BoardID: board})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, c := range rows {
		seen[textdiff.FoldAddress(c.URL)], seen[textdiff.FoldAddress(c.FinalURL)] = true, true
	}
	return seen, nil
}

// tellRestless notes of how many chapters the addresses are restless, with those of the first.
func (v *visit) tellRestless(cur *normalise.Edition, restless map[string]string) {
	var chapters []*normalise.Section
	for i := range cur.Sections {
		s := &cur.Sections[i]
		if _, is := restless[s.ID]; is && isChapter(s.Kind) {
			chapters = append(chapters, s)
		}
	}
	if len(chapters) == 0 {
		return
	}
	what, first := "the address of a chapter is another one", chapters[0]
	if n := len(chapters); n > 1 {
		what = fmt.Sprintf("the addresses of %s are others", compare.Count(n, "chapter"))
	}
	v.finding(v.b.Start[0], out.CodeRestlessAddress, fmt.Sprintf("%s on every night, that of %s was %s and is %s: this is taken for the site’s own, and nothing is told of it",
		what, compare.Quoted(first.Title), restless[first.ID], first.URL))
}
