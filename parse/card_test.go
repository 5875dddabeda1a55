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

// TestCardAboveTitle: the card stands below the name of a publication whose pages all have that
// as heading of rank one, above the title of the page, which the menu of each page lists.
func TestCardAboveTitle(t *testing.T) {
	lamps := strings.Split("North Mole;South Mole;Chain Rock;Old Pier;Ferry Stage;Customs House;Bar Buoy;Fog Bell", ";")
	menu := ""
	for k, lamp := range lamps {
		menu += fmt.Sprintf(`<li><a href="/c%d">%s</a></li>`, k, lamp)
	}
	docs := isle(t, len(lamps), func(c int) string {
		lamp := lamps[c]
		return `<html><head><title>` + lamp + ` - Lamps of the Isle - Isle</title></head><body><main><header><span>Publication - Guidance</span><h1>Lamps of the Isle</h1><dl><dt>Issued</dt><dd>3 June 2021</dd><dt>Office</dt><dd>Keepers and Boats</dd></dl></header><nav aria-label="Sections"><h2>Contents</h2><ul>` + menu + `</ul></nav><div><h2>` + lamp + `</h2><p>Trim the lamp of ` + lamp + ` before noon with the shears of that house, and wipe the glass.</p><h3>Oil</h3><p>Store the oil of ` + lamp + ` apart from all the others, lock the door behind it and hang up the key.</p></div></main></body></html>`
	})
	for c, doc := range docs {
		var main []string
		for _, b := range doc.Blocks {
			if b.Region == Main {
				main = append(main, b.Text)
			}
		}
		want := strings.ReplaceAll("LAMP|Trim the lamp of LAMP before noon with the shears of that house, and wipe the glass.|Oil|Store the oil of LAMP apart from all the others, lock the door behind it and hang up the key.", "LAMP", lamps[c])
		if got := strings.Join(main, "|"); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

// TestNameAboveTitle takes the site's name, set as a heading above the titles, for no text,
// also on a page with hardly a word of its own; and knows titles behind the site's name.
func TestNameAboveTitle(t *testing.T) {
	docs := isle(t, 8, func(c int) string {
		text := "<h3>1. Guidance</h3><p>Gone: see the national guidance.</p>"
		if c > 0 {
			text = fmt.Sprintf("<h3>1. Duties</h3>%s", strings.Repeat(fmt.Sprintf("<p>Every keeper must trim lamp %d before noon, and a second keeper should watch what is done.</p>", c), 6))
		}
		return fmt.Sprintf(`<html><head><title>Isle | Lamp %d</title></head><body><div id="page"><div id="hd"><h3 id="strap">Harbour Board of the Isle</h3></div><div id="nav"><p><a href="/">Contents</a></p></div><div id="bd"><h2>2.%d Lamp %d</h2>%s</div></div></body></html>`, c, c, c, text)
	})
	for c, doc := range docs {
		if want := fmt.Sprintf("2.%d Lamp %d", c, c); doc.Title != want {
			t.Errorf("title %q, want %q", doc.Title, want)
		}
		for _, b := range doc.Blocks {
			if b.Region == Main && b.Text == "Harbour Board of the Isle" {
				t.Errorf("page %d: the site's name is text", c)
			}
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
