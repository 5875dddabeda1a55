// Package parallel does many like things at the same time.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls do for 0 to n-1, on as many goroutines as Go may use processors, its own among them, and
// returns when all calls have. What do writes must belong to its i alone: then the
// outcome is the same on one processor and on many. A panic of do is passed on, as if
// it had happened here, when the other calls are done; of several, the first by i. To see
// where it came from, run with GOMAXPROCS=1.
func Do(n int, do func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	w := work{n: n, do: do, failed: n}
	var all sync.WaitGroup
	for range workers - 1 {
		all.Go(w.run)
	}
	w.run() // the others may be slow to start
	all.Wait()
	if w.failed < n {
		panic(w.reason)
	}
}

// Together calls each of some functions that do not depend on each other, as [Do] does.
func Together(do ...func()) {
	Do(len(do), func(i int) { do[i]() })
}

// work is what the goroutines of one Do share.
type work struct {
	n    int
	do   func(i int)
	next atomic.Int64 // first i that nobody has

	mu     sync.Mutex
	failed int // first i that panicked, n if none
	reason any // what its panic said
}

// run does what is left. Each i is given out in order, so that the first that panics
// is always reached.
func (w *work) run() {
	i := 0
	defer func() {
		if r := recover(); r != nil {
			w.mu.Lock()
			defer w.mu.Unlock()
			if i < w.failed {
				w.failed, w.reason = i, r
			}
		}
	}()
	for i = int(w.next.Add(1)) - 1; i < w.n; i = int(w.next.Add(1)) - 1 {
		w.do(i)
	}
}
