package parse

import (
	"context"
	"runtime"
	"strings"
	"testing"
)

// TestDocumentsHoldNoPages keeps the documents of pages of which hardly anything is text: what
// they hold is the text and not the page.
func TestDocumentsHoldNoPages(t *testing.T) {
	const pages, size = 20, 1 << 20
	held := func() uint64 {
		runtime.GC()
		runtime.GC() // what pools hold goes with the second
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	docs, before := make([]*Document, pages), held()
	for i := range docs {
		page := "<!DOCTYPE html><html lang=en><head><title>Neglect</title><script>" + strings.Repeat("x = 1;", size/6) + "</script></head><body><main><h1 id=top>Neglect</h1><p class=lead>Ask <a href=https://example.org/a title=Help>the team</a> first.</p></main></body></html>"
		doc, err := Parse(context.Background(), Input{URL: "https://example.org/", Body: []byte(page)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		docs[i] = doc
	}
	if after := held(); after > before+pages*size/4 {
		t.Errorf("%d documents hold %d bytes", pages, after-before)
	}
	runtime.KeepAlive(docs)
}
