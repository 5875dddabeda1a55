package night

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
	"manualwatch/parse"
)

const benchChapters = 100

// A bench is an archive with a first night that has been processed.
type bench struct {
	ar    *archive.Archive
	data  *out.Dataset
	board crawl.Board
	bytes int64 // of one night
}

func newBench(b *testing.B) *bench {
	b.Helper()
	dir := b.TempDir()
	ar, err := archive.Open(filepath.Join(dir, "archive"))
	if err != nil {
		b.Fatal(err)
	}
	data, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		b.Fatal(err)
	}
	k := &bench{ar: ar, data: data, board: crawl.Board{ID: "sample", Platform: "generic", Start: []string{"https://manual.example/"}}}
	run, res := k.visit(b, 1, 0)
	k.process(b, run, res)
	return k
}

// visit archives one night; the first changed chapters have other words.
func (k *bench) visit(b *testing.B, night, changed int) (archive.Run, crawl.Result) {
	b.Helper()
	at := time.Date(2026, 3, night, 2, 0, 0, 0, time.UTC)
	run := archive.Run{ID: at.Format("20060102T150405Z"), StartedAt: at, FinishedAt: at, Boards: []string{"sample"}, Kind: "crawl", Complete: true}
	res := crawl.Result{BoardID: "sample", Complete: true}
	k.bytes = 0
	var list strings.Builder
	if err := k.ar.Begin(run); err != nil {
		b.Fatal(err)
	}
	for c := 1; c <= benchChapters; c++ {
		fmt.Fprintf(&list, `<li><a href="/c%d">1.%d Chapter about matter %d</a></li>`, c, c, c)
		word := "must"
		if c <= changed {
			word = "should"
		}
		res.Captures = append(res.Captures, k.capture(b, run, fmt.Sprintf("https://manual.example/c%d", c), chapterPage(c, word)))
	}
	res.Captures = append(res.Captures, k.capture(b, run, "https://manual.example/", "<html><body><main><h1>Manual</h1><h2>1. Part</h2><ul>"+list.String()+"</ul></main></body></html>"))
	return run, res
}

func chapterPage(c int, word string) string {
	var t strings.Builder
	fmt.Fprintf(&t, "<html><body><main><h1>1.%d Chapter about matter %d</h1>", c, c)
	for s := 1; s <= 8; s++ {
		fmt.Fprintf(&t, "<h2>%d. Heading</h2><p>In matter %d, step %d, the worker %s write down who was there. %s</p>", s, c, s, word,
			strings.Repeat(fmt.Sprintf("What is said of step %d is kept with the papers of matter %d. ", s, c), 12))
	}
	return t.String() + "</main></body></html>"
}

func (k *bench) capture(b *testing.B, run archive.Run, url, body string) archive.Capture {
	b.Helper()
	sha, err := k.ar.Put([]byte(body))
	if err != nil {
		b.Fatal(err)
	}
	c := archive.Capture{RunID: run.ID, BoardID: "sample", URL: url, FinalURL: url, Status: 200, MediaType: "text/html", SHA256: sha, Bytes: int64(len(body)), FetchedAt: run.StartedAt}
	if err := k.ar.Append(c); err != nil {
		b.Fatal(err)
	}
	k.bytes += c.Bytes
	return c
}

func (k *bench) process(b *testing.B, run archive.Run, res crawl.Result) Summary {
	b.Helper()
	past, err := LoadPast(k.data)
	if err != nil {
		b.Fatal(err)
	}
	n := &Night{Archive: k.ar, Dataset: k.data, Past: past, Reader: &Reader{Archive: k.ar, Formats: parse.Formats{}, Jobs: 2}, Run: run, Version: "bench", Now: time.Now}
	s, err := n.Process(context.Background(), []crawl.Board{k.board}, []crawl.Result{res})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkNight compares a night without changes with nights on which a tenth
// or all of 100 chapters changed: what is after the archive, tables included.
func BenchmarkNight(b *testing.B) {
	for _, changed := range []int{0, benchChapters / 10, benchChapters} {
		b.Run(fmt.Sprintf("changed=%d%%", changed), func(b *testing.B) {
			k := newBench(b)
			run, res := k.visit(b, 2, changed)
			b.SetBytes(k.bytes)
			for b.Loop() {
				if s := k.process(b, run, res); (s.Run.Changes > 0) != (changed > 0) {
					b.Fatalf("%d changes with %d chapters changed", s.Run.Changes, changed)
				}
			}
		})
	}
}
