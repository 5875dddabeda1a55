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

// TestCutOffs: a month or a year that parts what holds from what does not is a limit; one that only
// tells when something was, or that belongs to a document, is not.
func TestCutOffs(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Consent forms signed before 2023 are void.", "Consent forms signed before 2026 are void.", p, diff.Practice, `timescale: "before 2023" became "before 2026"`},
		{"Sails bought in 2023 or later may be used.", "Sails bought in 2026 or later may be used.", p, diff.Practice, `timescale: "2023 or later" became "2026 or later"`},
		{"The grant ends in 2023.", "The grant ends in 2026.", p, diff.Practice, `timescale: "ends in 2023" became "ends in 2026"`},
		{"The fund closes in June 2025.", "The fund closes in June 2026.", p, diff.Practice, `timescale: "closes in june 2025" became "closes in june 2026"`},
		{"Old cards expire at the end of 2025.", "Old cards expire at the end of 2026.", p, diff.Practice, `timescale: "expire at the end of 2025" became "expire at the end of 2026"`},
		{"The pilot runs until December 2025.", "The pilot runs until December 2026.", p, diff.Practice, `timescale: "until december 2025" became "until december 2026"`},
		{"Nobody is admitted who was born before 2025.", "Nobody is admitted who was born before 2026.", p, diff.Practice, `timescale: "before 2025" became "before 2026"`},
		{"The permit runs out on 3 July 2024.", "The permit runs out on 3 July 2025.", p, diff.Practice, `timescale: "runs out on 3 july 2024" became "runs out on 3 july 2025"`},
		{"Nobody may apply after 2024.", "Nobody may apply after 2025.", p, diff.Practice, `timescale: "after 2024" became "after 2025"`},

		{"The lamp was lit by hand until 1989.", "The lamp was lit by hand until 1998.", p, diff.Minor, "date"},
		{"The board has met in the loft since 2019.", "The board has met in the loft since 2018.", p, diff.Minor, "date"},
		{"The code was published before 2019.", "The code was published before 2018.", p, diff.Minor, "date"},
		{"See the Harbour Code 2023.", "See the Harbour Code 2026.", p, diff.Minor, "edition of Harbour Code"},
		{"Bonds of 2024 may be sold.", "Bonds of 2025 may be sold.", p, diff.Minor, "date: \"2024\" became \"2025\""},
		{"In 2023 there were nine wrecks.", "In 2026 there were nine wrecks.", p, diff.Minor, "date"},
	} {
		c.check(t)
	}
}
