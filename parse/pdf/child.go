package pdf

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"io"
	"runtime/debug"
)

// filesPerChild bounds the files that one child reads, so that what it keeps in
// memory cannot grow for ever.
const filesPerChild = 64

// Child serves files from stdin until it ends: each is a frame of eight bytes
// length, big-endian, and the PDF; the answer on stdout is a frame that holds the
// encoded Document or the reason why there is none. It puts limits on its own
// process first; args are the limits as [Reader] passes them (none: the
// defaults). The result is the exit code of the process.
func Child(stdin io.Reader, stdout io.Writer, args []string) int {
	limits, err := parseLimits(args)
	if err != nil {
		return 2
	}
	limitMemory(limits.AddressSpace)
	debug.SetMaxStack(64 << 20)
	for n := 1; n <= filesPerChild; n++ {
		body, err := readFrame(stdin, limits.Input)
		if err == io.EOF {
			return 0
		}
		if err != nil {
			return 1
		}
		a := serve(body, limits)
		a.Last = n == filesPerChild
		if err := sendAnswer(stdout, a); err != nil {
			return 1
		}
	}
	return 0
}

// serve reads one file; a panic is an answer, too.
func serve(body []byte, limits Limits) (a *answer) {
	defer func() {
		if x := recover(); x != nil {
			a = &answer{Err: fmt.Sprintf("reader panicked: %v", x)}
		}
	}()
	limitCPU(limits.CPUBase)
	allowed := limits.CPUBase
	doc, err := readWith(body, settings{
		counted: func(pages int) {
			allowed = limits.CPUBase + limits.CPUPerPage*clampPages(pages)
			limitCPU(allowed)
		},
		second: func(body []byte) (*second, error) {
			limitCPU(allowed + compileCPU)
			return openSecond(body, limits.Cache)
		},
	})
	if err != nil {
		return &answer{Err: err.Error()}
	}
	return &answer{Document: doc}
}

func sendAnswer(w io.Writer, a *answer) error {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(a); err != nil {
		return err
	}
	return writeFrame(w, buf.Bytes())
}
