package parse

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestCard takes the card below the title for no text, and a chapter that is a
// definition list for text.
func TestCard(t *testing.T) {
	docs := isle(t, 8, func(c int) string {
		return fmt.Sprintf(`<html><body><main><h1>Lamp %d of the harbour</h1><dl><dt>Published</dt><dd>%d June 2021</dd><dt>Office</dt><dd>Keepers and Boats</dd></dl><dl><dt>1. Duties</dt><dd>Trim lamp %d</dd><dt>2. Oil</dt><dd>Store the oil of lamp %d apart from all the others, and lock the door.</dd></dl></main></body></html>`, c, c+1, c, c)
	})
	for c, doc := range docs {
		var main []string
		for _, b := range doc.Blocks {
			if b.Region == Main {
				main = append(main, b.Text)
			}
		}
		want := fmt.Sprintf("Lamp %d of the harbour|1. Duties|Trim lamp %d|2. Oil|Store the oil of lamp %d apart from all the others, and lock the door.", c, c, c)
		if got := strings.Join(main, "|"); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

// isle parses the n pages of a site and marks what they have in common.
func isle(t *testing.T, n int, html func(c int) string) []*Document {
	t.Helper()
	var docs []*Document
	for c := range n {
		doc, err := Parse(context.Background(), Input{URL: fmt.Sprintf("http://isle.example/c%d", c), Body: []byte(html(c)), Platform: "generic"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	MarkFurniture(docs)
	return docs
}
