//go:build !unix

package pdf

import (
	"runtime/debug"
	"time"
)

// limitMemory can only ask the collector here.
func limitMemory(extra uint64) { debug.SetMemoryLimit(int64(extra / 2)) }

// limitCPU does nothing here; the parent's wall-clock limit remains.
func limitCPU(time.Duration) {}
