package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestTimesThatGaveWay: a time that took the place of another is never told as added or
// removed, and is quoted as the sentence has it.
func TestTimesThatGaveWay(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Logs of old ferries are kept for a hundred years.", "Logs of old ferries are kept for seventy-five years.", p, diff.Practice, `timescale: "a hundred years" became "seventy-five years"`},
		{"Logs of old ferries are kept for one hundred years.", "Logs of old ferries are kept for 100 years.", p, diff.Minor, "wording"},
		{"Logs of old ferries are kept for a hundred and twenty years.", "Logs of old ferries are kept for 110 years.", p, diff.Practice, `timescale: "a hundred and twenty years" became "110 years"`},
		{"The flag is held for a year.", "The flag is held for two years.", p, diff.Practice, `timescale: "a year" became "two years"`},
		{"The flag is held for 20 years.", "The flag is held indefinitely.", p, diff.Practice, `timescale: "20 years" became "indefinitely"`},
		{"Calls are passed to the quay by the end of the working day on which they come.", "Calls are passed to the quay on the day on which they come.", p, diff.Practice, `timescale: "end of the working day" became "on the day"`},
		{"The mate rings the quay as soon as possible.", "The mate rings the quay within half an hour.", p, diff.Practice, `timescale: "as soon as possible" became "half an hour"`},
		{"The mate rings the quay within an hour.", "The mate rings the quay within half an hour.", p, diff.Practice, `timescale: "an hour" became "half an hour"`},
		{"The mate rings the quay within 30 minutes.", "The mate rings the quay within half an hour.", p, diff.Minor, "wording"},
		{"The pump is tested every quarter.", "The pump is tested every six months.", p, diff.Practice, `timescale: "every quarter" became "every six months"`},
		{"The pump is tested every two weeks.", "The pump is tested every week.", p, diff.Practice, `timescale: "every two weeks" became "every week"`},
		{"The pump is tested monthly.", "The pump is tested every two months.", p, diff.Practice, `timescale: "monthly" became "every two months"`},
		{"The pump is tested monthly.", "The pump is tested regularly.", p, diff.Practice, `timescale: "monthly" became "regularly"`},
		{"Ring the lamp desk and write to it within 24 hours.", "Ring the lamp desk and write to it by noon on the next day.", p, diff.Practice, `timescale: "24 hours" became "noon on the next day"`},
		{"The list is sent by the end of the next day.", "The list is sent by the end of the following day.", p, diff.Minor, "wording"},
		// two times of one sentence are two quotations
		{"The mate is told within five days and the crew within ten days.", "The mate is told within three days and the crew within six days.", p, diff.Practice, `timescale: "five days", "ten days" became "three days", "six days"`},
		// what is new and what is gone stays so
		{"The mate rings the quay.", "The mate rings the quay within two hours.", p, diff.Practice, `timescale: "two hours" was added`},
		{"The mate must, as soon as possible, ring the quay within two hours.", "The mate must, as soon as possible, ring the quay.", p, diff.Practice, `timescale: "two hours" was removed`},
	} {
		c.check(t)
	}
}

// TestSaidOnce: one thing that changed in a sentence is one reason.
func TestSaidOnce(t *testing.T) {
	for _, c := range []struct{ old, new, reason string }{
		{"Logs need to reach the clerk by noon on the Wednesday before the meeting.", "Logs need to reach the clerk by noon on the Monday before the meeting.", `timescale: "wednesday" became "monday"`},
		{"Clubs send their lists to the office by 15 May in each year.", "Clubs send their lists to the office by 30 April in each year.", `timescale: "15 may" became "30 april"`},
	} {
		got := compared(oneChapter(c.old, parse.Paragraph), oneChapter(c.new, parse.Paragraph))
		if len(got) != 1 || len(got[0].Reasons) != 1 || got[0].Reasons[0] != c.reason {
			t.Errorf("%q -> %q: %s %q, want only %s", c.old, c.new, describe(got), got[0].Reasons, c.reason)
		}
	}
}
