package toc

import (
	"strconv"

	"manualwatch/normalise/wording"
)

// isCount reports a row that is a whole number and nothing else.
func isCount(rw *Row) bool {
	return rw.Title == "" && rw.Num.Parts == 1 && rw.Num.Keyword == "" && wording.IsDigit(rw.Num.Text[0])
}

// countsBeside finds the whole numbers that count entries, each right above the title in the
// same link, as cards print them apart: three or more, that go on by one or begin again.
func countsBeside(rows []Row) map[int]bool {
	counts := make(map[int]bool)
	last, broken := 0, 0
	for i := range rows[:max(0, len(rows)-1)] {
		rw, entry := &rows[i], &rows[i+1]
		if !isCount(rw) || !rw.Linked() || entry.Place() != rw.Place() || entry.Title == "" || entry.Num.Text != "" {
			continue
		}
		n, err := strconv.Atoi(rw.Num.Text)
		if err != nil || n != last+1 && n != 1 {
			broken++
		}
		last, counts[i] = n, true
	}
	if len(counts) < 3 || broken > 0 {
		return nil
	}
	return counts
}
