package site

import (
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"manualwatch/out/report"
)

// TestMemoryDoesNotGrowWithBoards writes all outputs for few and for many boards
// and holds the live memory of both against each other.
func TestMemoryDoesNotGrowWithBoards(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a big dataset")
	}
	peak := func(boards int) uint64 {
		dir := t.TempDir()
		d, reg := town(t, dir, boards, 6, 2)
		last := ""
		runs, err := d.RunIDs()
		if err != nil {
			t.Fatal(err)
		}
		last = runs[len(runs)-1]
		stop, most := watchHeap()
		if err := report.WriteChangelogs(dir, d, last, reg, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteFeeds(dir, d, reg, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := Write(dir, d, reg, report.Options{}); err != nil {
			t.Fatal(err)
		}
		stop()
		if n, err := filepath.Glob(filepath.Join(dir, "site", "boards", "*")); err != nil || len(n) != boards {
			t.Fatalf("%d boards in the site, %v", len(n), err)
		}
		return *most
	}
	few, many := peak(15), peak(150)
	t.Logf("live memory at its peak: %d MB with 15 boards, %d MB with 150", few>>20, many>>20)
	// Ten times as many boards; the samples of one run differ by several MB.
	if many > 2*few+16<<20 {
		t.Errorf("live memory grew from %d to %d MB", few>>20, many>>20)
	}
}

// watchHeap collects garbage now and then and keeps the most that was found in
// use. That does not depend on the speed of the machine.
func watchHeap() (stop func(), most *uint64) {
	most = new(uint64)
	done, stopped := make(chan struct{}), make(chan struct{})
	for range 3 { // pools give back what they kept only at the second collection
		runtime.GC()
	}
	go func() {
		defer close(stopped)
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for {
			runtime.GC()
			metrics.Read(live)
			*most = max(*most, live[0].Value.Uint64())
			select {
			case <-done:
				return
			case <-time.After(25 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); <-stopped }, most
}
