package site

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"testing"
	"time"

	"manualwatch/out"
	"manualwatch/out/report"
)

// rowsPerBoard fills the pages of the tables, which bound what a reader holds, with few
// boards already.
const rowsPerBoard = 300

// city is town with boards of many rows: chapters and the headings of the last one.
// Most boards changed in the last night, each in hundreds of places.
func city(t *testing.T, dir string, boards int) (*out.Dataset, []out.Board, string) {
	t.Helper()
	d, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	var reg []out.Board
	last := ""
	for n := range 2 {
		at := time.Date(2025, 1, 10+n, 2, 0, 0, 0, time.UTC)
		run := out.RunRow{RunID: at.Format("20060102T150405Z"), StartedAt: at, BoardsSelected: int32(boards)}
		last = run.RunID
		w, err := d.Begin(run.RunID)
		if err != nil {
			t.Fatal(err)
		}
		for b := range boards {
			board := out.Board{ID: fmt.Sprintf("board-%03d", b), Name: fmt.Sprintf("%s Procedures %d", townName(b), b)}
			if n == 0 {
				reg = append(reg, board)
			}
			if err := w.Append(crowded(townNight(board.ID, run, n, b, 13), run, n)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Append(out.Tables{Runs: []out.RunRow{run}}); err != nil {
			t.Fatal(err)
		}
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return d, reg, last
}

// crowded adds headings to the last chapter of a night, and changes to the others.
func crowded(t out.Tables, run out.RunRow, n int) out.Tables {
	chapter := t.Sections[len(t.Sections)-2]
	for i := len(t.Sections); i < rowsPerBoard; i++ {
		h := chapter
		h.SectionID, h.ParentSectionID, h.Kind, h.Depth = fmt.Sprintf("h%d", i), chapter.SectionID, "heading", 3
		h.Ordinal, h.Number, h.Title, h.Text = int32(i+1), fmt.Sprint(i), fmt.Sprintf("What to do in case %d", i), ""
		t.Sections = append(t.Sections, h)
	}
	id := func(n int) string { return fmt.Sprintf("%s-%d", chapter.BoardID, n) }
	for i := 0; n > 0 && i < 280; i++ {
		t.Changes = append(t.Changes, townChange(t.Sections[1+i%20], run, id, n, i, i))
	}
	return t
}

// TestMemoryDoesNotGrowWithBoards writes the changelogs, the feeds and the site for few
// and for many boards and holds the live memory of both against each other.
func TestMemoryDoesNotGrowWithBoards(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a big dataset")
	}
	peak := func(boards, times int) uint64 {
		dir := t.TempDir()
		d, reg, last := city(t, dir, boards)
		stop := watchHeap()
		o := report.Options{Anew: true}
		for range times {
			err := errors.Join(report.WriteChangelogs(dir, d, last, reg, o), report.WriteFeeds(dir, d, reg, o), Write(dir, d, reg, o))
			if err != nil {
				t.Fatal(err)
			}
		}
		most := stop()
		if n, err := filepath.Glob(filepath.Join(dir, "site", "boards", "*")); err != nil || len(n) != boards {
			t.Fatalf("%d boards in the site, %v", len(n), err)
		}
		return most
	}
	// The few are written several times, so that both are looked at about equally often:
	// how much the pools of the reader hold at a glance differs by several MB.
	// On a busy machine one measurement may be far off; what grows with the boards is there in all.
	for range 3 {
		few, many := peak(15, 6), peak(150, 1)
		t.Logf("live memory near its peak: %.1f MB with 15 boards, %.1f MB with 150", float64(few)/(1<<20), float64(many)/(1<<20))
		// What is known of each board (its nights, its editions) takes a few kilobytes a board.
		if allowed := few + few/4 + 135*8<<10; many <= allowed {
			return
		}
	}
	t.Error("live memory grows with the boards")
}

// watchHeap collects garbage now and then and tells what was in use at nine looks of
// ten at most. A collection counts all that is made while it runs, which on a busy
// machine is much now and then; what grows with the boards stays.
func watchHeap() (stop func() uint64) {
	done, stopped := make(chan struct{}), make(chan struct{})
	for range 3 { // pools give back what they kept only at the second collection
		runtime.GC()
	}
	var seen []uint64
	go func() {
		defer close(stopped)
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for {
			runtime.GC()
			metrics.Read(live)
			seen = append(seen, live[0].Value.Uint64())
			select {
			case <-done:
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-stopped
		slices.Sort(seen)
		return seen[len(seen)*9/10]
	}
}
