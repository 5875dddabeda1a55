package parallel

import (
	"runtime"
	"testing"
)

func TestDoCallsEachOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]int, n)
		Do(n, func(i int) { calls[i]++ })
		for i, c := range calls {
			if c != 1 {
				t.Errorf("of %d: %d was called %d times", n, i, c)
			}
		}
	}
}

// A mistake in the reading of one page must reach whoever reads the manual, who goes
// on with the next manual, and not end the program.
func TestDoPassesThePanicOn(t *testing.T) {
	for _, procs := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		reached := make([]bool, 100)
		func() {
			defer func() {
				if r := recover(); r != "page 3" {
					t.Errorf("on %d processors: recovered %v, want page 3", procs, r)
				}
			}()
			Do(len(reached), func(i int) {
				reached[i] = true
				if i == 3 {
					panic("page 3")
				}
			})
			t.Error("no panic")
		}()
		if procs > 1 && !reached[99] {
			t.Error("the others were not done")
		}
	}
}
