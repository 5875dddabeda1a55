package toc

import (
	"strings"

	"manualwatch/normalise/wording"
)

// leastWholes is how many numbers such as "1.0" a list has at least that count its sections.
const leastWholes = 2

// settleWholes reads "1.0" over "1.1" as the number of a section, as "1" would be, where a list counts
// several sections so and none plainly.
func settleWholes(rows []Row) {
	plain, over := make(map[string]bool), 0
	for i := range rows {
		if n := &rows[i].Num; n.Keyword == "" && n.Parts == 1 {
			plain[n.Text] = true
		}
	}
	last := -1 // the last row with a number
	for i := range rows {
		if rows[i].Num.Text == "" {
			continue
		}
		if last >= 0 && isWhole(rows[last].Num) && rows[i].Num.Text == stemOf(rows[last].Num)+".1" {
			over++
		}
		last = i
	}
	if over < leastWholes {
		return
	}
	for i := range rows {
		if n := &rows[i].Num; isWhole(*n) && !plain[stemOf(*n)] {
			n.Parts = 1
		}
	}
}

// isWhole reports a number such as "1.0".
func isWhole(n wording.Numeral) bool {
	return n.Keyword == "" && n.Parts == 2 && strings.HasSuffix(n.Text, ".0")
}

func stemOf(n wording.Numeral) string { return strings.TrimSuffix(n.Text, ".0") }
