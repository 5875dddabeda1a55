package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// TestLatestIsOfAllBoards: a look at one board in between does not take the place of the
// night over all boards; where no run visited all, the newest stands there.
func TestLatestIsOfAllBoards(t *testing.T) {
	both := []out.Board{{ID: "ashford", Name: "Ashford"}, {ID: "brook", Name: "Brook"}}
	for _, c := range []struct{ name, nights, want string }{
		{"one board after a whole night", "ashford brook|brook", "20261101T020000Z"},
		{"whole nights", "ashford brook|brook|ashford brook", "20261103T020000Z"},
		{"never all", "ashford|brook", "20261102T020000Z"},
		{"boards that the register no longer holds", "ashford old|brook", "20261102T020000Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scene{Boards: both}
			for i, boards := range strings.Split(c.nights, "|") {
				at := time.Date(2026, 11, 1+i, 2, 0, 0, 0, time.UTC)
				id := at.Format("20060102T150405Z")
				n := out.Tables{Runs: []out.RunRow{{RunID: id, StartedAt: at, FinishedAt: at, BoardsSelected: int32(len(strings.Fields(boards)))}}}
				for _, b := range strings.Fields(boards) {
					n.Observations = append(n.Observations, out.ObservationRow{RunID: id, BoardID: b, Status: out.StatusFailed})
				}
				s.Nights = append(s.Nights, n)
			}
			dir, _ := stage(t, s)
			got, err := os.ReadFile(filepath.Join(dir, "changelogs", "latest.md"))
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join(dir, "changelogs", c.want+".md"))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("latest.md is not %s:\n%s", c.want, got)
			}
		})
	}
}

// TestNotReadIsNotReadInPart: the head of a night's document tells the two apart.
func TestNotReadIsNotReadInPart(t *testing.T) {
	for _, c := range []struct {
		part, not int
		want      string
	}{
		{2, 0, "2 could not be read completely"}, {0, 2, "2 could not be read"}, {1, 2, "2 could not be read, 1 not completely"},
	} {
		if got := notRead(c.part, c.not); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
