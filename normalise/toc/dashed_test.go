package toc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDashedNumbers reads the numbers of parts and chapters with a dash between them where they
// count on; spans of years and ages are words.
func TestDashedNumbers(t *testing.T) {
	for _, c := range []struct{ titles, want string }{
		{"1-1. Lamps; 1-2. Wicks; Oil; 2-1. Boats; 2-2. Oars; 3-1. Ropes", "1-1|Lamps; 1-2|Wicks; |Oil; 2-1|Boats; 2-2|Oars; 3-1|Ropes"},
		{"0-5 Years; 5-11 Years; 12-16 Years; 16-17 Year Olds", "|0-5 Years; |5-11 Years; |12-16 Years; |16-17 Year Olds"},
		{"1-1 Meetings; 2-1 Ratios; Lamps", "|1-1 Meetings; |2-1 Ratios; |Lamps"},
	} {
		var rows []Row
		for _, title := range strings.Split(c.titles, "; ") {
			rows = append(rows, Row{Title: title, Target: -1})
		}
		SettleNumbers(rows)
		var got []string
		for i := range rows {
			got = append(got, rows[i].Num.Text+"|"+rows[i].Title)
		}
		if d := cmp.Diff(c.want, strings.Join(got, "; ")); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
	}
}
