package parse

import (
	"bytes"
	"context"
	"os"
	"testing"

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
