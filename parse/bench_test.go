package parse

import (
	"bytes"
	"context"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// benchPages are pages of a real manual, every eighth of them.
func benchPages(b *testing.B) ([][]byte, int64) {
	var pages [][]byte
	var size int64
	for k, p := range govukPages(b) {
		if k%8 != 0 {
			continue
		}
		body, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, body)
		size += int64(len(body))
	}
	return pages, size
}

func BenchmarkParseGovuk(b *testing.B) {
	pages, size := benchPages(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, body := range pages {
			if _, err := Parse(context.Background(), Input{URL: "https://example.org/a/b", Body: body, Platform: "govuk"}, nil); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkBareGovuk is html.Parse alone on the same pages.
func BenchmarkBareGovuk(b *testing.B) {
	pages, size := benchPages(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, body := range pages {
			if _, err := html.Parse(bytes.NewReader(body)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// manualPages are the invented manual of the tests in every markup.
func manualPages() ([]string, int64) {
	var pages []string
	var size int64
	for _, f := range stdsorted(frames) {
		for _, g := range stdsorted(bodies) {
			for _, c := range manual()[:2] {
				page := "<!DOCTYPE html><html><head><title>x</title></head><body>" + frames[f](c, bodies[g](c)) + "</body></html>"
				pages = append(pages, page)
				size += int64(len(page))
			}
		}
	}
	return pages, size
}

func stdsorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

func BenchmarkParseManual(b *testing.B) {
	pages, size := manualPages()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, page := range pages {
			if _, err := Parse(context.Background(), Input{URL: "https://example.org/a/b", Body: []byte(page)}, nil); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkBareManual is html.Parse alone on the same pages.
func BenchmarkBareManual(b *testing.B) {
	pages, size := manualPages()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, page := range pages {
			if _, err := html.Parse(bytes.NewReader([]byte(page))); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkRatio reads each page both ways in turn and reports how many times the
// time of html.Parse a whole reading takes; the rest of the machine disturbs both
// alike.
func BenchmarkRatio(b *testing.B) {
	govuk, _ := benchPages(b)
	made, _ := manualPages()
	for _, p := range made {
		govuk = append(govuk, []byte(p))
	}
	split := len(govuk) - len(made)
	var bare, full [2]time.Duration
	for b.Loop() {
		for i, body := range govuk {
			k := 0
			if i >= split {
				k = 1
			}
			t0 := time.Now()
			if _, err := html.Parse(bytes.NewReader(body)); err != nil {
				b.Fatal(err)
			}
			t1 := time.Now()
			if _, err := Parse(context.Background(), Input{URL: "https://example.org/a/b", Body: body, Platform: "govuk"}, nil); err != nil {
				b.Fatal(err)
			}
			bare[k] += t1.Sub(t0)
			full[k] += time.Since(t1)
		}
	}
	b.ReportMetric(float64(full[0])/float64(bare[0]), "govuk-x")
	b.ReportMetric(float64(full[1])/float64(bare[1]), "manual-x")
}
