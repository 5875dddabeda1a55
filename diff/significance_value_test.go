package diff_test

import (
	"slices"
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestPairsOfOneSentence: what changed in two clauses of a sentence is told clause by clause, also
// where the same words only changed places.
func TestPairsOfOneSentence(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     diff.Significance
		reasons  []string
	}{
		{"The keeper must call within 5 days and may bring a mate.", "The keeper should call within 10 days and must bring a mate.", diff.Practice,
			[]string{`obligation: "must" became "should"`, `obligation: "may" became "must"`, `timescale: "5 days" became "10 days"`}},
		{"The keeper may open letters and must log each call.", "The keeper must open letters and may log each call.", diff.Practice,
			[]string{`obligation: "may" became "must"`, `obligation: "must" became "may"`}},
		{"Notice is given within 5 days and the fee is paid within 10 days.", "Notice is given within 10 days and the fee is paid within 5 days.", diff.Practice,
			[]string{`timescale: "5 days" became "10 days"`, `timescale: "10 days" became "5 days"`}},
		{"Under 12s need two mates and under 16s need one mate.", "Under 16s need two mates and under 12s need one mate.", diff.Practice,
			[]string{`threshold: "under 12s" became "under 16s"`, `threshold: "under 16s" became "under 12s"`}},
		{"The keeper must ring, and the mate must write.", "The keeper should ring, and the mate writes.", diff.Practice,
			[]string{`obligation: "must" became "should"`, `obligation: "must" was removed`}},
		{"Last reviewed on 02/02/2024; due on 02/02/2026.", "Last reviewed on 02/02/2026; due on 02/02/2028.", diff.Minor,
			[]string{`date: "02/02/2024" became "02/02/2026"`, `date: "02/02/2026" became "02/02/2028"`}},
		{"Reviewed 7/2024 - Next Review 7/2026", "Reviewed 7/2026 - Next Review 7/2028", diff.Minor,
			[]string{`date: "7/2024" became "7/2026"`, `date: "7/2026" became "7/2028"`}},
		{"Ring 01632 960111 or 01632 960222.", "Ring 01632 960222 or 01632 960333.", diff.Minor,
			[]string{`contact: "01632 960111" became "01632 960222"`, `contact: "01632 960222" became "01632 960333"`}},
		// clauses that changed places say what they said
		{"The keeper must call and may write.", "The keeper may write and must call.", diff.Minor, []string{"wording"}},
		{"Mates wait 20 minutes and cooks wait 30 minutes.", "Cooks wait 30 minutes and mates wait 20 minutes.", diff.Minor, []string{"wording"}},
		{"Logs are kept for between 5 and 10 days.", "Logs are kept for between 10 and 15 days.", diff.Practice, []string{`timescale: "10 days" became "15 days"`}},
	} {
		got := compared(oneChapter(c.old, parse.Paragraph), oneChapter(c.new, parse.Paragraph))
		if len(got) != 1 || got[0].Significance != c.want || !slices.Equal(got[0].Reasons, c.reasons) {
			t.Errorf("%q -> %q: %s, want %s because of %q", c.old, c.new, describe(got), c.want, c.reasons)
		}
	}
}

// TestValuesInOtherWords: a value that is written otherwise is the same value; another one is told
// with its unit and without the mark behind it.
func TestValuesInOtherWords(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The mate meets the crew fortnightly.", "The mate meets the crew every two weeks.", p, diff.Minor, "wording"},
		{"The lens is wiped quarterly.", "The lens is wiped every three months.", p, diff.Minor, "wording"},
		{"The lens is wiped monthly.", "The lens is wiped every month.", p, diff.Minor, "wording"},
		{"The lens is wiped annually.", "The lens is wiped every twelve months.", p, diff.Minor, "wording"},
		{"The lens is wiped yearly.", "The lens is wiped once a year.", p, diff.Minor, "wording"},
		{"The lens is wiped every six weeks.", "The lens is wiped at intervals of six weeks.", p, diff.Minor, "wording"},
		{"The lens is wiped twice a year.", "The lens is wiped two times a year.", p, diff.Minor, "wording"},
		{"The sail is aired for a fortnight.", "The sail is aired for two weeks.", p, diff.Minor, "wording"},
		{"The bell rings after 90 minutes of fog.", "The bell rings after one and a half hours of fog.", p, diff.Minor, "wording"},
		{"The bell rings after 90 minutes of fog.", "The bell rings after an hour and a half of fog.", p, diff.Minor, "wording"},
		{"Crates above 2 kg are opened.", "Crates above 2,000 grams are opened.", p, diff.Minor, "wording"},
		{"Claims up to £1,000 are paid at once.", "Claims up to £1000 are paid at once.", p, diff.Editorial, "punctuation only"},

		{"The lens is wiped monthly.", "The lens is wiped within a month.", p, diff.Practice, `timescale: "monthly" became "a month"`},
		{"The lens is wiped annually.", "The lens is wiped every two years.", p, diff.Practice, `timescale: "annually" became "every two years"`},
		{"The lens is wiped twice a year.", "The lens is wiped three times a year.", p, diff.Practice, `timescale: "twice a year" became "three times a year"`},
		{"The lens is wiped every working day.", "The lens is wiped every day.", p, diff.Practice, `timescale: "every working day" became "every day"`},
		{"The watch is 1½ hours.", "The watch is 2½ hours.", p, diff.Practice, `timescale: "1½ hours" became "2½ hours"`},
		{"Boats may not lie within 500 metres of the pier.", "Boats may not lie within 1 mile of the pier.", p, diff.Practice, `number: "500 metres" became "1 mile"`},
		{"Crates above 2 kg are opened.", "Crates above 900 g are opened.", p, diff.Practice, `threshold: "above 2 kg" became "above 900 g"`},
		{"The hold is kept below 40°C.", "The hold is kept below 38°C.", p, diff.Practice, `threshold: "below 40°c" became "below 38°c"`},
		{"Pilots are used for trips over 30 miles.", "Pilots are used for trips over 30 kilometres.", p, diff.Practice, `threshold: "over 30 miles" became "over 30 kilometres"`},
		{"Ferries leave at 6pm.", "Ferries leave at 8pm.", p, diff.Practice, `timescale: "6pm" became "8pm"`},
		{"Claims are paid up to £50.", "Claims are paid up to £75.", p, diff.Practice, `threshold: "£50" became "£75"`},
		{"The code is at www.bay.example/old-code.", "The code is at www.bay.example/new-code.", p, diff.Minor, `contact: "www.bay.example/old-code" became "www.bay.example/new-code"`},
		// a day that stays may be another limit
		{"Logs are sent no later than Friday.", "Logs are sent no earlier than Friday.", p, diff.Practice, `"no later than friday" became "no earlier than friday"`},
		{"Logs are sent before Friday.", "Logs are sent after Friday.", p, diff.Practice, `timescale: "before friday" became "after friday"`},
	} {
		c.check(t)
	}
}

// TestOneBecameMore: how many do a thing is a number, and nobody else is named; a letter is no
// name of people.
func TestOneBecameMore(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The search is led by a trained officer.", "The search is led by two trained officers.", p, diff.Practice, `number: "a trained officer" became "two trained officers"`},
		{"Two officers must sign the log.", "An officer must sign the log.", p, diff.Practice, `number: "two officers" became "an officer"`},
		{"A call is made each day.", "Two calls are made each day.", p, diff.Practice, `number: "a call" became "two calls"`},
		{"The search is led by a trained officer.", "The search is led by two trained nurses.", p, diff.Practice, "somebody else is named"},
		{"Boats of class D may carry mail.", "Boats of class E may carry mail.", p, diff.Practice, `scope: "class d" became "class e"`},
	} {
		c.check(t)
	}
}

// TestNumbersMarkedWhole: a number is one word, whatever stands inside it.
func TestNumbersMarkedWhole(t *testing.T) {
	for _, c := range []struct{ old, new, went, came string }{
		{"Claims up to £1,000 are paid.", "Claims up to £10,000 are paid.", "£1,000 ", "£10,000 "},
		{"The watch is 1½ hours.", "The watch is 2½ hours.", "1½ ", "2½ "},
	} {
		got := compared(oneChapter(c.old, parse.Paragraph), oneChapter(c.new, parse.Paragraph))
		if went, came := joined(got[0].Edits, diff.Delete), joined(got[0].Edits, diff.Insert); went != c.went || came != c.came {
			t.Errorf("%q -> %q: %q went and %q came", c.old, c.new, went, came)
		}
	}
}
