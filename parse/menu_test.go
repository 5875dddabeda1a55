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

// TestSectionsBesideMenu keeps the last section of a page of contents that has headings
// of its own over what one list beside the text of every chapter says.
func TestSectionsBesideMenu(t *testing.T) {
	entry := func(c int) string { return fmt.Sprintf(`<li><a href="/c%d">Lamp %d</a></li>`, c, c) }
	var menu strings.Builder
	for c := 1; c < 9; c++ {
		menu.WriteString(entry(c))
	}
	docs := isle(t, 9, func(c int) string {
		if c == 0 {
			return `<html><head><title>Contents</title></head><body><div class="text"><h1>Contents</h1><h2>Lamps by night</h2><ul>` + entry(1) + entry(2) + entry(3) + entry(4) + `</ul><h2>Lamps by day</h2><ul>` + entry(5) + entry(6) + entry(7) + entry(8) + `</ul></div></body></html>`
		}
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><div class="text"><h1>Lamp %[1]d</h1><p>Every keeper must trim lamp %[1]d before noon, and a second keeper should watch.</p><h2>By night</h2><p>Lamp %[1]d burns from dusk to dawn, and nobody leaves it. Whoever must go rings the bell and waits for the next keeper, who writes down the hour and the state of the wick.</p></div><div class="side"><ul>%[2]s</ul></div></body></html>`, c, menu.String())
	})
	if got := mainTexts(docs[0]); len(got) != 11 {
		t.Errorf("the page of contents says %q", got)
	}
	for _, doc := range docs[1:] {
		if got := mainTexts(doc); len(got) != 4 {
			t.Errorf("%s says %q", doc.Title, got)
		}
	}
}

// TestNumbersOverMenus: a number in an element of its own before the heading of a list of links
// is that heading's, wherever the list stands.
func TestNumbersOverMenus(t *testing.T) {
	part := func(n int, title string) string {
		return fmt.Sprintf(`<section><header><span>%d</span><h2>%s</h2></header><ul><li><a href="/a%[1]d">Oil</a></li><li><a href="/b%[1]d">Wicks</a></li></ul></section>`, n, title)
	}
	doc := parseString(t, `<main><h1>Keepers</h1><p>Every keeper must trim the lamp before noon, and a second keeper should watch.</p></main><nav>`+part(1, "Lamps")+part(2, "Boats")+`</nav>`, "text/html")
	var got []string
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Kind == Heading && b.Region == Nav {
			got = append(got, b.Marker+" "+b.Text)
		}
	}
	if want := "1 Lamps/2 Boats"; strings.Join(got, "/") != want {
		t.Errorf("headings %q, want %q", got, want)
	}
}

// TestMenuSaysPageTwice reads a menu whose entry of the page itself says its title twice, as the
// label of the switch that shows what is on the page on a small screen and as a link.
func TestMenuSaysPageTwice(t *testing.T) {
	const page = `<html><head><title>Wicks</title></head><body><nav><label class="title" for="__drawer">The isle</label><ul>
<li><a href="/oil/">Oil</a></li>
<li><input type="checkbox" id="__toc"><label for="__toc"><span>Wicks</span><span class="icon"></span></label><a href="./"><span>Wicks</span></a><nav><ul><li><a href="#trim">Trimming</a></li></ul></nav></li>
<li><label for="__2">Glass</label><a href="/bells/">Bells</a></li></ul></nav>
<main><h1>Wicks</h1><h2 id="trim">Trimming</h2><p>Every keeper must trim the wick before noon, and a second keeper should watch.</p></main></body></html>`
	doc, err := Parse(context.Background(), Input{URL: "http://isle.example/wicks/", Body: []byte(page), Platform: "generic"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var menu []string
	for _, b := range doc.Blocks {
		if b.Kind == Item && b.Region == Nav {
			menu = append(menu, b.Text)
		}
	}
	if got := strings.Join(menu, ", "); got != "Oil, Wicks, Trimming, Glass Bells" {
		t.Errorf("the menu says %q", got)
	}
}
