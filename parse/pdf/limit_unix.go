//go:build unix

package pdf

import (
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// limitMemory bounds the address space of this process to what it maps now and
// extra bytes. The collector is told to work harder well before that, so that
// only a file that truly needs more meets the wall.
func limitMemory(extra uint64) {
	debug.SetMemoryLimit(int64(extra / 2))
	now, ok := mappedBytes()
	if !ok {
		return
	}
	setLimit(syscall.RLIMIT_AS, now+extra)
}

// limitCPU lets this process use d more CPU time from now on; the system counts
// in whole seconds.
func limitCPU(d time.Duration) {
	var use syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &use) != nil {
		return
	}
	used := time.Duration(use.Utime.Nano() + use.Stime.Nano())
	setLimit(syscall.RLIMIT_CPU, uint64((used+d)/time.Second)+1)
}

// setLimit sets the soft limit only, as it may be raised for the next file.
func setLimit(which int, value uint64) {
	var lim syscall.Rlimit
	if syscall.Getrlimit(which, &lim) != nil {
		return
	}
	lim.Cur = min(value, lim.Max)
	// Where the system refuses, the parent's wall-clock limit remains.
	_ = syscall.Setrlimit(which, &lim)
}

// mappedBytes returns the size of this process's address space where the system
// tells it in /proc.
func mappedBytes() (uint64, bool) {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	fields := strings.Fields(string(b))
	if len(fields) == 0 {
		return 0, false
	}
	pages, err := strconv.ParseUint(fields[0], 10, 64)
	return pages * uint64(os.Getpagesize()), err == nil
}
