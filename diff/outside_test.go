package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff/compare"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestOutside compares the words that stand in no chapter: a duty, a limit and a number to ring
// are told; news, counts, days, what went into a chapter and pages that only one night has are
// not.
func TestOutside(t *testing.T) {
	with := func(url string, passages ...string) func(*normalise.Edition) {
		return func(ed *normalise.Edition) {
			o := normalise.Outside{URL: url, Title: "Home"}
			for _, p := range passages {
				o.Blocks = append(o.Blocks, parse.Block{Text: p})
			}
			ed.Outside = []normalise.Outside{o}
			seal(ed)
		}
	}
	const home = "http://example.test/"
	for name, c := range map[string]struct {
		old, now string
		url      string
		want     string // in the reasons, "" if nothing is told
	}{
		"duty":        {"Anyone who is worried must ring the duty line within one hour.", "Anyone who is worried may ring the duty line within nine days.", home, `"must" became "may"`},
		"telephone":   {"The duty line is 01234 111111.", "The duty line is 01234 222222.", home, "contact"},
		"taken out":   {"Anyone who is worried must ring the duty line within one hour.", "", home, "removed"},
		"counter":     {"This manual was opened 4711 times in two weeks.", "This manual was opened 4820 times in three weeks.", home, ""},
		"news":        {"The spring newsletter is out and tells of the fair.", "A new film about the harbour was made with young people.", home, ""},
		"day":         {"The group will meet on 3 May 2026 in the hall.", "The group will meet on 9 June 2026 in the hall.", home, ""},
		"same words":  {"Anyone who is worried must ring.", "Anyone who is worried must ring.", home, ""},
		"other page":  {"Anyone who is worried must ring the duty line.", "Anyone who is worried may ring the duty line.", home + "start", ""},
		"now chapter": {"Staff must carry the lantern.", "", home, ""},
	} {
		prev := next(small(), func(ed *normalise.Edition) {})
		with(home, c.old)(prev)
		cur := next(prev, func(ed *normalise.Edition) {
			if name == "now chapter" {
				ed.Sections[1].Blocks = append(ed.Sections[1].Blocks, parse.Block{Text: c.old})
			}
		})
		with(c.url, c.now)(cur)
		changes := compare.Outside(prev, cur, compare.Options{})
		got := ""
		for _, ch := range changes {
			got += strings.Join(ch.Reasons, "; ")
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}
