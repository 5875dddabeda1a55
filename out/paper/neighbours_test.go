package paper

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestNeighboursChangedWhileWatched: that a chapter did not change when those of others did is said
// only where the manual had been read before and its page was seen since, and a name that others
// replaced throughout is no change of theirs on the topic.
func TestNeighboursChangedWhileWatched(t *testing.T) {
	edited := out.ChangeRow{Kind: "edited", Significance: "minor", SectionID: "h", WordsAdded: 1}
	swept := out.ChangeRow{Kind: "terms_swept", Significance: "minor", OtherSectionIDs: []string{"s", "t"}, WordsAdded: 1}
	const read, failed, page, unread = "changed", "failed", "partial", ""
	for _, tc := range []struct {
		name    string
		ash     [3]string // how its three nights went
		changes []out.ChangeRow
		want    bool
	}{
		{"watched", [3]string{read, read, unread}, []out.ChangeRow{edited}, true},
		{"read first when they changed", [3]string{unread, read, read}, []out.ChangeRow{edited}, false},
		{"not read since", [3]string{read, failed, failed}, []out.ChangeRow{edited}, false},
		{"nobody looked since", [3]string{read, unread, unread}, []out.ChangeRow{edited}, false},
		{"seen later", [3]string{read, failed, read}, []out.ChangeRow{edited}, true},
		{"its page not seen since", [3]string{read, page, page}, []out.ChangeRow{edited}, false},
		{"names replaced", [3]string{read, read, read}, []out.ChangeRow{swept}, false},
		{"names replaced and more", [3]string{read, read, read}, []out.ChangeRow{swept, edited}, true},
	} {
		d, err := out.OpenDataset(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for i, date := range []string{"2026-10-07", "2026-10-08", "2026-10-09"} {
			at := day(date)
			run := at.Format("20060102T150405Z")
			n := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}}}
			for _, b := range []string{"ash", "brook", "carr"} {
				status := read
				if b == "ash" {
					status = tc.ash[i]
				}
				if status == unread {
					continue
				}
				n.Observations = append(n.Observations, out.ObservationRow{RunID: run, BoardID: b, Status: status, EditionID: b + run, LastSuccessAt: at})
				if status == page {
					n.Findings = append(n.Findings, out.FindingRow{RunID: run, BoardID: b, URL: "https://ash.example/owls", Code: out.CodeNotObserved})
				}
				if status == read {
					n.Editions = append(n.Editions, out.EditionRow{EditionID: b + run, BoardID: b, RunID: run, ObservedAt: at})
					n.Sections = append(n.Sections, out.SectionRow{EditionID: b + run, BoardID: b, SectionID: "s", Ordinal: 1, Depth: 1, Kind: "chapter", Title: "Owls"},
						out.SectionRow{EditionID: b + run, BoardID: b, SectionID: "h", ParentSectionID: "s", Ordinal: 2, Depth: 2, Kind: "heading", Title: "Food"})
				}
				c := out.CoverageRow{RunID: run, TopicID: "owls", Topic: "Owls", BoardID: b, State: "has", SectionID: "s", SectionIDs: []string{"s"}, URL: "https://" + b + ".example/owls"}
				if b != "ash" && i > 0 {
					c.LastDetected = out.DayOf(day("2026-10-08"))
				}
				n.Coverage = append(n.Coverage, c)
				for k, change := range tc.changes {
					if b != "ash" && i == 1 {
						change.RunID, change.BoardID, change.ChangeID = run, b, b+string(rune('a'+k))
						n.Changes = append(n.Changes, change)
					}
				}
			}
			if tc.ash[i] == unread {
				n.Coverage = append(n.Coverage, out.CoverageRow{RunID: run, TopicID: "owls", Topic: "Owls", BoardID: "ash", State: "has", SectionID: "s", SectionIDs: []string{"s"}, URL: "https://ash.example/owls"})
			}
			if err := d.WriteRun(run, n); err != nil {
				t.Fatal(err)
			}
		}
		got := markdownOf(t, d, Period{From: day("2026-10-07"), To: day("2026-10-31")})
		if strings.Contains(got, "Changed in this period at brook and carr; the chapter of this manual did not change.") != tc.want {
			t.Errorf("%s: told must be %t:\n%s", tc.name, tc.want, got)
		}
	}
}
