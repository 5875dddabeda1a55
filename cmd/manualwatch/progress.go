package main

// Rules for what people see while a run is under way: on a terminal one bar a
// board that is being visited (pages, bytes, time left) and one for all boards;
// otherwise one log line when a board is finished and one every half minute.
// Bars and log lines go to stderr; the engine never prints.

import (
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"manualwatch/crawl"
)

// A watcher shows the progress of a run.
type watcher interface {
	crawled(crawl.Progress)
	read(board, status string)
	wait() // ends the display
}

func newWatcher(bars bool, stderr io.Writer, log *slog.Logger, boards int) watcher {
	if !bars {
		return &logWatcher{log: log, boards: boards, last: time.Now()}
	}
	p := mpb.New(mpb.WithOutput(stderr), mpb.WithWidth(40), mpb.WithRefreshRate(150*time.Millisecond))
	total := p.AddBar(int64(boards), mpb.BarPriority(1<<20),
		mpb.PrependDecorators(decor.Name("boards read", decor.WCSyncSpaceR), decor.CountersNoUnit("%d/%d")),
		mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO)))
	return &barWatcher{p: p, total: total, bars: map[string]*boardBar{}}
}

type barWatcher struct {
	mu    sync.Mutex
	p     *mpb.Progress
	total *mpb.Bar
	bars  map[string]*boardBar
}

// A boardBar is the bar of one board and the bytes it received. The decorator
// runs in mpb's goroutine, so it must not take the watcher's lock.
type boardBar struct {
	bar   *mpb.Bar
	bytes atomic.Int64
}

func (w *barWatcher) crawled(pr crawl.Progress) {
	w.mu.Lock()
	defer w.mu.Unlock()
	b, ok := w.bars[pr.Board]
	if !ok {
		b = &boardBar{}
		b.bar = w.p.AddBar(0, mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(pr.Board, decor.WCSyncSpaceR), decor.CountersNoUnit("%d/%d pages", decor.WCSyncSpace)),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return fmt.Sprintf("% .1f", decor.SizeB1024(b.bytes.Load())) }, decor.WCSyncSpace),
				decor.Name(" "), decor.AverageETA(decor.ET_STYLE_GO)))
		w.bars[pr.Board] = b
	}
	b.bytes.Store(pr.Bytes)
	b.bar.SetTotal(int64(pr.Known), false)
	b.bar.SetCurrent(int64(pr.Done))
	if pr.Finished {
		b.bar.SetTotal(int64(pr.Done), true)
	}
}

func (w *barWatcher) read(string, string) { w.total.Increment() }

func (w *barWatcher) wait() {
	w.mu.Lock()
	for _, b := range w.bars {
		b.bar.Abort(true)
	}
	w.mu.Unlock()
	w.total.Abort(false)
	w.p.Wait()
}

type logWatcher struct {
	mu     sync.Mutex
	log    *slog.Logger
	boards int
	done   int
	last   time.Time
}

func (w *logWatcher) crawled(pr crawl.Progress) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case pr.Finished:
		w.log.Info("fetched", "board", pr.Board, "pages", pr.Done, "bytes", pr.Bytes)
	case time.Since(w.last) > 30*time.Second:
		w.last = time.Now()
		w.log.Info("fetching", "board", pr.Board, "done", pr.Done, "known", pr.Known, "bytes", pr.Bytes)
	}
}

func (w *logWatcher) read(board, status string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	w.log.Info("read", "board", board, "status", status, "done", w.done, "of", w.boards)
}

func (w *logWatcher) wait() {}
