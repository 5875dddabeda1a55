package crawl

import (
	"slices"
	"testing"
	"time"

	"manualwatch/crawl/archive"
)

// TestAsVisited reads a visit with the settings of its day where the manual has moved since,
// and with those of today where only the register was put right.
func TestAsVisited(t *testing.T) {
	ar, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)
	visit := func(run string, b *Board) {
		t.Helper()
		if err := ar.Begin(archive.Run{ID: run, StartedAt: at, Boards: []string{"ash"}}); err != nil {
			t.Fatal(err)
		}
		if b != nil {
			if err := Describe(ar, run, b); err != nil {
				t.Fatal(err)
			}
		}
		start, list := "http://old.example/contents.html", "http://old.example/news.html"
		for _, c := range []archive.Capture{
			{URL: start}, {URL: list}, {URL: "http://old.example/a.html", From: start, Depth: 1}, {URL: "http://old.example/b.html", From: start, Depth: 1},
			{URL: "http://old.example/c.html", From: start, Depth: 1}, {URL: "http://old.example/d.html", From: list, Depth: 1},
		} {
			c.RunID, c.BoardID, c.FinalURL, c.Status, c.Attempts, c.FetchedAt = run, "ash", c.URL, 200, 1, at
			if err := ar.Append(c); err != nil {
				t.Fatal(err)
			}
		}
	}
	then := Board{ID: "ash", Platform: "trix-static", Start: []string{"http://old.example/contents.html"}, Amendments: []string{"http://old.example/news.html"}, Selectors: map[string]string{"contents": "#list"}}
	visit("20260301T020000Z", &then)
	visit("20260302T020000Z", nil) // by a program that did not note the settings
	moved := Board{ID: "ash", Platform: "phew", Start: []string{"https://new.example/"}, Amendments: []string{"https://new.example/page/amendments"}, Former: []string{"http://old.example/"}}
	mended := then
	mended.Platform, mended.Selectors, mended.Amendments = "generic", nil, nil
	here := Board{ID: "ash", Platform: "generic", Start: []string{"http://old.example/a.html"}}
	for _, c := range []struct {
		name, run string
		board     Board
		platform  string
		start     string
		rows      []string
	}{
		{"moved", "20260301T020000Z", moved, "trix-static", then.Start[0], then.Amendments},
		{"moved, settings not noted", "20260302T020000Z", moved, "phew", then.Start[0], then.Amendments},
		{"put right", "20260301T020000Z", mended, "generic", then.Start[0], nil},
		{"another start that was visited", "20260301T020000Z", here, "generic", here.Start[0], nil},
	} {
		got, err := AsVisited(ar, c.run, c.board)
		if err != nil || got.Platform != c.platform || !slices.Equal(got.Start, []string{c.start}) || !slices.Equal(got.Amendments, c.rows) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
		if !slices.Equal(got.Former, c.board.Former) {
			t.Errorf("%s: the former addresses are %v", c.name, got.Former)
		}
	}
}
