package dates

import (
	"testing"
)

// FuzzParseDate: no panic; what is read is a date of the calendar, and its ISO
// form reads as the same day.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"March 2018", "31st March 2017", "27-02-2018", "January 27, 2025", "26.04.17", "22/01/2022", "May 2016", "2016", "Version 3, January 2009", "v33", "Tuesday 24th of April 2018 7:51:12 PM", "31/02/2018", "Mar-18", "1 jly 2020", "٣ May 2020"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := Parse(s)
		if !ok {
			return
		}
		again, ok := Parse(d.String())
		if !ok || again.Y != d.Y || again.M != d.M || again.D != d.D {
			t.Errorf("%q is %v, whose ISO form %q reads as %v %v", s, d, d.String(), again, ok)
		}
		if d.Time().Day() != d.D {
			t.Errorf("%q gives no day of the calendar: %v", s, d)
		}
	})
}

// TestParseDate holds every spelling of the domain against ISO.
func TestParseDate(t *testing.T) {
	for printed, want := range map[string]string{
		"March 2018": "2018-03-01 month", "31st March 2017": "2017-03-31 day", "27-02-2018": "2018-02-27 day", "January 27, 2025": "2025-01-27 day",
		"26.04.17": "2017-04-26 day", "22/01/2022": "2022-01-22 day", "May 2016": "2016-05-01 month", "2016": "2016-01-01 year",
		"Version 3, January 2009": "2009-01-01 month", "v33": "", "Friday 1st of May 2020": "2020-05-01 day", "2019-06-24": "2019-06-24 day",
		"24 June 2019": "2019-06-24 day", "30/02/2020": "", "01/27/2025": "2025-01-27 day", "Sept 2020": "2020-09-01 month", "3-Mar-18": "2018-03-03 day",
		"section 47": "", "April": "", "99": "", "(June 2019)": "2019-06-01 month", "27-02-2018 13:45": "2018-02-27 day", "June, 2021": "2021-06-01 month",
		"Q2 2025": "2025-04-01 quarter", "Quarter 2, 2025/26": "2025-07-01 quarter", "Q4 2025-26": "2026-01-01 quarter", "4th quarter of 2025/2026": "2026-01-01 quarter",
		"2025/26 Q1": "2025-04-01 quarter", "Second quarter 2025 (July to September)": "2025-07-01 quarter", "Quarter 3 of the financial year 2024/25": "2024-10-01 quarter",
		"October – December 2024": "2024-10-01 quarter", "Q5 2025": "", "Q2 2025/27": "", "Quarter 2": "", "Quarry 2025": "", "March to December 2024": "",
	} {
		d, ok := Parse(printed)
		got := ""
		if ok {
			got = d.String() + " " + [...]string{"", "day", "month", "quarter", "year"}[d.Precision]
		}
		if got != want {
			t.Errorf("%q is %q, want %q", printed, got, want)
		}
	}
}
