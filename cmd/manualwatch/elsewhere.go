package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/webaddress"
	"manualwatch/out"
)

// leastElsewhere is how many chapters of other hosts are told of: one or two are links to
// what others publish.
const leastElsewhere = 3

// tellElsewhere says that chapters of a board's contents stand at hosts that the register
// does not name, and so were not read: the board is well, and yet its manual is not here.
// That is no trouble of a night, so the state stays.
func (st *boardStatus) tellElsewhere(d *out.Dataset) error {
	run, ok := strings.CutPrefix(st.Edition, st.Board+"-")
	if !ok {
		return nil
	}
	findings, err := d.Findings(out.Filter{RunID: run, BoardID: st.Board})
	if err != nil {
		return err
	}
	hosts := map[string]int{}
	for _, f := range findings {
		if f.Code == normalise.CodeUnreached && strings.HasSuffix(f.Detail, normalise.NoneOfItsHosts) {
			hosts[webaddress.Host(f.URL)]++
			st.Elsewhere++
		}
	}
	if st.Elsewhere < leastElsewhere {
		return nil
	}
	var counts []string
	for _, h := range slices.Sorted(maps.Keys(hosts)) {
		counts = append(counts, fmt.Sprintf("%d at %s", hosts[h], h))
	}
	st.Cause = joined(st.Cause, fmt.Sprintf("%d chapters of its contents were not read, since they stand at other hosts (%s)", st.Elsewhere, strings.Join(counts, ", ")))
	if !strings.HasPrefix(st.Mend, otherHost) {
		st.Mend = joined(st.Mend, otherHost+"enter that board")
	}
	return nil
}
