package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestNameOfTheBook reads the chapters of a book made as a site, whose menu begins with the name
// of the book and ends with that of the program that made it, beside a link to the front page. All pages
// say the name of the book behind their own.
func TestNameOfTheBook(t *testing.T) {
	names := []string{"Lamps", "Boats", "Ropes", "Guests", "Storms"}
	menu := `<li><a href="./">Keeping an Isle</a></li><li><a href="index.html">Coming ashore</a></li>`
	for i, n := range names {
		menu += fmt.Sprintf(`<li><a href="%s.html"><b>%d</b> %s</a></li>`, strings.ToLower(n), i+1, n)
	}
	menu = `<nav><ul>` + menu + `<li><a href="https://books.example/">Published with Bookmaker</a></li><li><a href="cover.html">Front page</a></li></ul></nav>`
	page := func(name string) string {
		return fmt.Sprintf(`<html><head><title>%[1]s | Keeping an Isle</title></head><body>%[2]s<main><h1>%[1]s</h1>%[3]s</main></body></html>`, name, menu, chapterBody(mRow{title: name}))
	}
	const origin = "http://isle.example/book/"
	pages := map[string]string{"": page("Coming ashore"), "index.html": page("Coming ashore"), "cover.html": page("Cover")}
	for _, n := range names {
		pages[strings.ToLower(n)+".html"] = page(n)
	}
	var docs []*parse.Document
	for at, body := range pages {
		docs = append(docs, parseKit(t, "generic", origin+at, []byte(body)))
	}
	parse.MarkFurniture(docs)
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Hosts: []string{"isle.example"}, Start: []string{origin + "index.html"}}
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	check(t, Read(in), "chapter|1|Lamps", "chapter|2|Boats", "chapter|3|Ropes", "chapter|4|Guests", "chapter|5|Storms")
}
