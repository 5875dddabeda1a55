package parse

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestContentsBesideMenu keeps the whole list of a page of contents that says, at
// its end too, what the menu of every page says.
func TestContentsBesideMenu(t *testing.T) {
	var list, foot strings.Builder
	for c := range 8 {
		fmt.Fprintf(&list, `<li><a href="/c%d">Chapter of the %d. lamp</a></li>`, c, c)
	}
	foot.WriteString(`<div><a href="/contents">Contents</a> <a href="/help">Help</a></div>`)
	page := func(at, body string) *Document {
		html := `<html><head><title>Keepers</title></head><body><div class="sidebar"><ul>` + list.String() + `</ul></div><div class="main">` + body + foot.String() + `</div></body></html>`
		doc, err := Parse(context.Background(), Input{URL: "http://isle.example" + at, Body: []byte(html), Platform: "generic"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	docs := []*Document{page("/contents", `<h1>Contents</h1><h2>Lamps</h2><ul>`+list.String()+`</ul>`)}
	for c := range 8 {
		docs = append(docs, page(fmt.Sprintf("/c%d", c), fmt.Sprintf(`<h1>Chapter of the %d. lamp</h1><p>Every keeper must trim lamp %d before noon, and a second keeper should watch.</p>`, c, c)))
	}
	MarkFurniture(docs)
	listed := 0
	for _, b := range docs[0].Blocks {
		if b.Region == Main && strings.HasPrefix(b.Text, "Chapter of the") {
			listed++
		}
		if b.Region == Main && strings.Contains(b.Text, "Help") {
			t.Errorf("the links at the foot of every page are text: %q", b.Text)
		}
	}
	if listed != 8 {
		t.Errorf("%d of 8 lines of the list of contents", listed)
	}
}
