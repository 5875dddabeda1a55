package manual

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"golang.org/x/net/html"
	"manualwatch/normalise"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// benchPages are the web pages of one modelled board, with their bytes.
func benchPages(b *testing.B) (kitBoard, map[string][]byte, int64) {
	b.Helper()
	for _, board := range kitBoards(b) {
		if board.Platform != "trix-static" {
			continue
		}
		root := filepath.Join(kitDir, board.ID, "night1")
		pages := make(map[string][]byte)
		size := int64(0)
		for u, f := range kitFiles(root, "http://"+board.Address+":8099") {
			if filepath.Ext(f) != ".html" {
				continue
			}
			body, err := os.ReadFile(filepath.Join(root, f))
			if err != nil {
				b.Fatal(err)
			}
			pages[u] = bytes.ReplaceAll(body, []byte("@@ORIGIN@@"), []byte("http://"+board.Address+":8099"))
			size += int64(len(body))
		}
		return board, pages, size
	}
	b.Skip("no board")
	return kitBoard{}, nil, 0
}

// BenchmarkHTMLParse is the bare parser on the same pages: the yardstick for
// BenchmarkParseAndRead, which should take at most twice its time.
func BenchmarkHTMLParse(b *testing.B) {
	_, pages, size := benchPages(b)
	b.SetBytes(size)
	for b.Loop() {
		for _, body := range pages {
			if _, err := html.Parse(bytes.NewReader(body)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkParseAndRead parses the pages of a board and reads its edition, hash
// included.
func BenchmarkParseAndRead(b *testing.B) {
	board, pages, size := benchPages(b)
	b.SetBytes(size)
	for b.Loop() {
		readBench(b, board, pages)
	}
}

// BenchmarkRead is the reading alone, on parsed pages.
func BenchmarkRead(b *testing.B) {
	board, pages, size := benchPages(b)
	in := parseBench(b, board, pages)
	b.SetBytes(size)
	for b.Loop() {
		Read(in)
	}
}

func readBench(b *testing.B, board kitBoard, pages map[string][]byte) *normalise.Edition {
	return Read(parseBench(b, board, pages))
}

func parseBench(b *testing.B, board kitBoard, pages map[string][]byte) normalise.Input {
	in := normalise.Input{BoardID: board.ID, RunID: "r", Platform: board.Platform, Start: board.Start, Amendments: board.Amendments, Hosts: []string{board.Address + ":8099"}}
	var urls []string
	for u := range pages {
		urls = append(urls, u)
	}
	sort.Strings(urls)
	docs, errs := make([]*parse.Document, len(urls)), make([]error, len(urls))
	parallel.Do(len(urls), func(i int) {
		docs[i], errs[i] = parse.Parse(context.Background(), parse.Input{URL: urls[i], FinalURL: urls[i], Body: pages[urls[i]], Platform: board.Platform}, nil)
	})
	if err := errors.Join(errs...); err != nil {
		b.Fatal(err)
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return in
}
