package report

import (
	"testing"
	"time"

	"manualwatch/out"
)

// TestDatesAsPeopleSayThem checks that a month is not told as its first day, that it
// passes with its last one, and ages.
func TestDatesAsPeopleSayThem(t *testing.T) {
	day := func(s string) out.Day { at, _ := time.Parse(time.DateOnly, s); return out.DayOf(at) }
	for date, want := range map[string]string{"2026-04-01": "April 2026", "2026-04-02": "2 April 2026", "2024-02-01": "February 2024"} {
		if got := Printed(day(date)); got != want {
			t.Errorf("%s is told as %q, want %q", date, got, want)
		}
	}
	for text, want := range map[string]string{"01-08-2022": "1 August 2022", "1st August 2022": "1 August 2022", "August 2022": "August 2022", "08/2022": "August 2022", "": "August 2022", "01-07-2022": "August 2022"} {
		if got := PrintedAs(day("2022-08-01"), text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
	for _, c := range []struct {
		date, at string
		want     bool
	}{{"2026-04-01", "2026-04-30", false}, {"2026-04-01", "2026-05-01", true}, {"2026-04-02", "2026-04-02", false}, {"2026-04-02", "2026-04-03", true}} {
		if got := day(c.date).Passed(day(c.at)); got != c.want {
			t.Errorf("%s passed on %s: %v", c.date, c.at, got)
		}
	}
	if out.Day(0).Passed(day("2026-04-01")) {
		t.Error("no date has passed")
	}
	for _, c := range [][3]string{
		{"2026-04-02", "2026-04-03", "1 day"}, {"2026-04-02", "2026-06-01", "60 days"}, {"2026-04-02", "2026-06-02", "2 months"},
		{"2026-04-02", "2028-04-01", "23 months"}, {"2026-04-02", "2028-04-02", "2 years"}, {"2022-03-01", "2026-11-21", "4 years, 8 months"},
		{"2025-01-31", "2026-02-28", "12 months"},
	} {
		if got := Ago(day(c[0]), day(c[1])); got != c[2] {
			t.Errorf("from %s to %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
