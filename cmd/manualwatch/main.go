// Command manualwatch reads the procedures manuals that UK safeguarding boards
// publish and tells what changed: see the README.
//
// One file holds one verb (cmd_<verb>.go). The stages meet in package night,
// which this command alone imports:
//
//	register -> crawl -> archive -> parse -> normalise -> diff -> out
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"manualwatch/parse/pdf"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == pdf.ChildVerb {
		os.Exit(pdf.Child(os.Stdin, os.Stdout, os.Args[2:]))
	}
	os.Exit(Main())
}

// Main runs the command with the process's own arguments and streams and returns
// its exit code. The tests run it as the real binary.
func Main() int {
	letGarbageWait()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	// A second signal must be able to end a run that hangs while stopping.
	context.AfterFunc(ctx, stop)
	env := &environment{stdout: &guarded{w: os.Stdout}, stderr: &guarded{w: os.Stderr}, screen: os.Stderr, clock: time.Now}
	return run(ctx, env, os.Args[1:])
}

// How much garbage may wait to be collected: a run reads one board after the other and
// keeps little of each. Against Go's own setting a rebuild takes a quarter less of the
// processors' time and 300 MiB at most in place of 150; above enoughMemory garbage is
// collected sooner.
const (
	waitingGarbage = 300     // percent of what is in use
	enoughMemory   = 1 << 30 // bytes
)

// letGarbageWait sets these bounds, if the environment sets none.
func letGarbageWait() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(waitingGarbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enoughMemory)
	}
}

// An environment is what a verb may touch of the process.
type environment struct {
	stdout, stderr io.Writer
	screen         *os.File // stderr as it is, for progress bars; nil if there is none
	clock          func() time.Time
}

// Exit codes that others rely on.
const (
	exitOK         = 0
	exitFailed     = 1
	exitUsage      = 2 // wrong usage or register
	exitIncomplete = 3 // finished, but some boards were not observed or need intervention
)

// An exitError carries an exit code other than [exitFailed].
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usageError marks an error that the user mends in the command line or the register.
func usageError(err error) error { return &exitError{exitUsage, err} }

// run executes one command line and returns the exit code.
func run(ctx context.Context, env *environment, args []string) int {
	o := &options{env: env}
	root := newRoot(o)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	var coded *exitError
	switch {
	case errors.As(err, &coded):
		o.tellEnd(err.Error(), coded.code)
		return coded.code
	case ctx.Err() != nil:
		o.tellEnd("interrupted; nothing is lost, the next run goes on where this one stopped", exitFailed)
		return exitFailed
	}
	o.tellEnd(err.Error(), exitFailed)
	return exitFailed
}
