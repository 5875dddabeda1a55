package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// inPart is a scene of four nights: all was seen; two chapters and a form failed; they failed
// again and nothing else happened; all was seen, and one of the chapters had changed.
func inPart(t *testing.T) (string, []string) {
	t.Helper()
	const site = "https://ash.example/"
	var nights []out.Tables
	var runs []string
	for i, day := range []int{7, 8, 9, 28} {
		at := time.Date(2026, 10, day, 2, 0, 0, 0, time.UTC)
		run := at.Format("20060102T150405Z")
		runs = append(runs, run)
		o := out.ObservationRow{RunID: run, BoardID: "ash", Status: out.StatusChanged, EditionID: run, LastSuccessAt: at}
		n := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}}}
		if i > 0 {
			o.PreviousEditionID = runs[i-1]
		}
		if i == 1 || i == 2 {
			o.Status, o.Cause, o.LastSuccessAt = out.StatusPartial, "3 pages could not be observed: “2 Boats” and 2 more", nights[0].Runs[0].StartedAt
			for _, page := range []string{"forms/a.pdf", "nets", "boats"} {
				n.Findings = append(n.Findings, out.FindingRow{RunID: run, BoardID: "ash", URL: site + page, Code: out.CodeNotObserved, Detail: "HTTP 503"})
			}
		}
		if i == 2 {
			o.EditionID, o.PreviousEditionID = runs[1], ""
		} else {
			n.Editions = []out.EditionRow{{EditionID: run, BoardID: "ash", RunID: run, ObservedAt: at}}
			for k, title := range []string{"Ropes", "Boats", "Nets"} {
				n.Sections = append(n.Sections, out.SectionRow{EditionID: run, BoardID: "ash", SectionID: title, Ordinal: int32(k + 1), Depth: 1, Kind: "chapter", Number: fmt.Sprint(k + 1), Title: title, URL: site + strings.ToLower(title)})
			}
		}
		if i == 3 {
			o.PreviousEditionID = runs[1]
		}
		if title := map[int]string{1: "Ropes", 3: "Boats"}[i]; title != "" {
			n.Changes = []out.ChangeRow{{RunID: run, BoardID: "ash", ChangeID: run, Kind: "edited", Significance: "practice", Reasons: []string{"timescale"}, SectionID: title, NewTitle: title, NewURL: site + strings.ToLower(title) + "#top", WordsAdded: 1, Declared: "undeclared"}}
		}
		n.Observations = []out.ObservationRow{o}
		nights = append(nights, n)
	}
	dir, _ := stage(t, scene{Boards: []out.Board{{ID: "ash", Name: "Ash"}}, Nights: nights})
	return dir, runs
}

// TestNightInPart: whoever reads of a night in part, in a changelog or in the feed, is told
// which chapters it could not see, and of what is seen late since when it was not.
func TestNightInPart(t *testing.T) {
	dir, runs := inPart(t)
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	const names = "Not seen on this night: “2 Boats”, “3 Nets” and https"
	for name, want := range map[string][]string{
		"changelogs/ash/" + runs[1] + ".md": {names, "### [1 Ropes]"},
		"changelogs/ash/" + runs[2] + ".md": {names},
		"changelogs/" + runs[2] + ".md":     {"7 October 2026, 2 days before this run. " + names},
		"changelogs/ash/" + runs[3] + ".md": {"### [2 Boats](<https://ash.example/boats>)\n\nIt had not been seen since 7 October 2026.\n\n- Text changed"},
		"feeds/ash.xml":                     {"&lt;strong&gt;Read in part.&lt;/strong&gt; 3 pages could not be observed", names},
	} {
		for _, w := range want {
			if got := read(name); !strings.Contains(got, w) {
				t.Errorf("%s lacks %q:\n%s", name, w, got)
			}
		}
	}
	for _, name := range []string{"changelogs/ash/" + runs[1] + ".md", "changelogs/" + runs[1] + ".md"} {
		if got := read(name); strings.Contains(got, "had not been seen") || strings.Count(got, "Not seen on this night") != 1 {
			t.Errorf("%s: a chapter that was seen is told as one that was not, or twice:\n%s", name, got)
		}
	}
}

// TestNotSeenSince: nights on which nothing was seen say nothing of a single page.
func TestNotSeenSince(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 10, day, 2, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		before []Sight
		want   time.Time
	}{
		{[]Sight{{At: at(9)}}, time.Time{}},
		{[]Sight{{At: at(9), Unseen: []string{"b"}}, {At: at(8)}}, time.Time{}},
		{[]Sight{{At: at(9), Unseen: []string{"b", "a"}}, {At: at(8)}}, at(8)},
		{[]Sight{{At: at(9), Blind: true}, {At: at(8), Unseen: []string{"a"}}, {At: at(7), Blind: true}, {At: at(6), Unseen: []string{"b"}}}, at(6)},
		{[]Sight{{At: at(9), Blind: true}, {At: at(8)}}, time.Time{}},
		{[]Sight{{At: at(9), Unseen: []string{"a"}}}, time.Time{}},
	} {
		if got := NotSeenSince(test.before, "a#part"); !got.Equal(test.want) {
			t.Errorf("%v: %v, want %v", test.before, got, test.want)
		}
	}
}
