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

// TestAllUnlooked: whoever looks once a week reads one line on it, not the names of all manuals;
// where some had been looked at since, the others are named.
func TestAllUnlooked(t *testing.T) {
	for _, c := range []struct {
		between int // boards looked at the day before, of five
		want    string
	}{
		{0, "- After 1 November 2026, 7 days before this run: all 5.\n"},
		{2, "- After 1 November 2026, 7 days before this run: Board 2; Board 3; Board 4.\n"},
	} {
		var s scene
		for i := range 5 {
			s.Boards = append(s.Boards, out.Board{ID: fmt.Sprint("b", i), Name: fmt.Sprint("Board ", i)})
		}
		for _, look := range []struct{ day, boards int }{{1, 5}, {7, c.between}, {8, 5}} {
			at := time.Date(2026, 11, look.day, 2, 0, 0, 0, time.UTC)
			id := at.Format("20060102T150405Z")
			n := out.Tables{Runs: []out.RunRow{{RunID: id, StartedAt: at, FinishedAt: at, BoardsSelected: int32(look.boards)}}}
			for _, b := range s.Boards[:look.boards] {
				n.Observations = append(n.Observations, out.ObservationRow{RunID: id, BoardID: b.ID, Status: out.StatusUnchanged})
			}
			s.Nights = append(s.Nights, n)
		}
		dir, _ := stage(t, s)
		got, err := os.ReadFile(filepath.Join(dir, "changelogs", "latest.md"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), c.want) {
			t.Errorf("%d looked at between: %s", c.between, got)
		}
	}
}
