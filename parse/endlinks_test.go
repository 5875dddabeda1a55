package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWikiPages reads pages of a wiki: the site's name is their only heading above the text,
// whose title is a plain line; a box beside it lists pages and parts, a control folds the list of
// headings, and below stand the way back and the tags.
func TestWikiPages(t *testing.T) {
	parts := ""
	for i, s := range islands {
		parts += fmt.Sprintf(`<li><a href="/start#p%d">%s</a></li>`, i, s.name)
	}
	frame := func(title, text string) string {
		return `<html><head><title>` + title + ` - Isle of Lamps</title></head><body><div id="header"><h1><a href="/"><span>Isle of Lamps</span></a></h1></div><div id="wrap"><div id="side-bar"><p><strong>Pages</strong></p><ul><li><a href="/start">Contents</a></li><li><a href="/edit">How to edit</a></li></ul><p><strong>Parts</strong></p><ul>` + parts + `</ul></div><div id="main-content"><div id="page-title">` + title + `</div><div id="page-content">` + text + `</div></div></div></body></html>`
	}
	docs := isle(t, 8, func(i int) string {
		if i == 0 {
			list := ""
			for i, s := range islands {
				list += fmt.Sprintf(`<h2 id="p%d">%s</h2><ul><li><a href="/c/%d">%s</a></li></ul>`, i, s.name, i, s.chapters[0])
			}
			return frame("Contents of the manual", "<p>Welcome to all.</p>"+list)
		}
		tags := `<div><span><a href="/system:page-tags/tag/manual">manual</a><a href="/system:page-tags/tag/lamps">lamps</a></span></div>`
		return frame(fmt.Sprintf("Lamp %d", i), fmt.Sprintf(`<div><div><a href="javascript:;">Fold</a></div><div>Table of Contents</div><div><a href="#t0">Background</a></div><div><a href="#t1">By night</a></div></div><h1 id="t0">Background</h1><p>Lamp %[1]d is trimmed before noon by two, and burns from dusk to dawn, and nobody leaves it before the morning without a word.</p><h1 id="t1">By night</h1><p>Keeper %[1]d rings twice, then writes in the log what was seen at sea, and sleeps only when the next one has come up the stairs.</p><p>Whoever finds lamp %[1]d dark lights it and tells the others of it on the same day, whatever the weather is.</p><p><a href="/start">Contents</a></p>`, i)+tags)
	})
	want := []string{"Contents of the manual", "Welcome to all."}
	for _, s := range islands {
		want = append(want, s.name, s.chapters[0])
	}
	if d := cmp.Diff(want, mainTexts(docs[0])); d != "" {
		t.Errorf("the list: -want +got\n%s", d)
	}
	for i, doc := range docs[1:] {
		got := mainTexts(doc)
		if doc.Title != fmt.Sprintf("Lamp %d", i+1) || len(got) != 6 || got[1] != "Background" || !strings.HasPrefix(got[5], "Whoever finds") {
			t.Errorf("page %q: %q", doc.Title, got)
		}
	}
}

// TestEndLinks leaves out the way back and the tags below a text, and keeps such links where they
// are what a page says.
func TestEndLinks(t *testing.T) {
	const words = `<p>The lamp is trimmed before noon by two, and who did it is written in the book that lies below the stairs, with the hour and the weather.</p>`
	for line, kept := range map[string]bool{
		`<a href="/start">Contents</a>`:                                                                                                  false,
		`<a href="/tag/oil">oil</a>, <a href="/tag/night">night</a>`:                                                                     false,
		`<a href="/f?tag=oil">oil</a>`:                                                                                                   false,
		`<a href="/lamps">Back to lamps</a> | <a href="javascript:print()">Print</a>`:                                                    false,
		`<a href="/lamps">Return to lamp room contents</a>`:                                                                              false,
		`<table><tr><td><a href="/lamps">Back to lamps</a></td><td><a href="javascript:print()">Print</a></td></tr></table>`:             false,
		`<table><tr><td>Lamp</td><td>Hour</td></tr><tr><td><a href="/">Back to bed</a></td><td><a href="/6">Print</a></td></tr></table>`: true,
		`<a href="/school">Back to school</a>`:                                                                                           true,
		`<a href="/lamps">Back to lamps</a> with the oil`:                                                                                true,
		`<a href="/start">Contents of the chest</a>`:                                                                                     true,
		`<a href="/stage/oil">Oil</a>`:                                                                                                   true,
		`See <a href="/tag/oil">oil</a>`:                                                                                                 true,
	} {
		for said, text := range map[bool]string{true: words + words + words, false: "<p>Read on.</p>"} {
			doc := parseString(t, `<html><body><main><h1>Lamps</h1>`+text+`<p>`+line+`</p></main></body></html>`, "text/html")
			last := doc.Blocks[len(doc.Blocks)-1]
			if got := last.Region == Main; got != (kept || !said) {
				t.Errorf("%s below %d bytes: kept %t", line, len(text), got)
			}
		}
	}
}

// TestBoxOfSiteLinks: of a box with links of the site that ends each page nothing is text, also
// below a list.
func TestBoxOfSiteLinks(t *testing.T) {
	docs := isle(t, 8, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><h1>Lamp %[1]d</h1><p>Lamp %[1]d burns from dusk to dawn. Take with you:</p><ul><li>Oil for lamp %[1]d.</li><li>A wick.</li></ul><aside class="related"><h2>Related links</h2><ul><li><a href="https://sea.example/">Sea</a></li><li><a href="https://sky.example/">Sky</a></li></ul></aside><ul class="turn"><li><a href="/%[2]d">Previous: Lamp %[2]d</a></li></ul></main></body></html>`, c, c-1)
	})
	want := []string{"Lamp 3", "Lamp 3 burns from dusk to dawn. Take with you:", "Oil for lamp 3.", "A wick."}
	if d := cmp.Diff(want, mainTexts(docs[3])); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestSmallPrint: a line in small print below every text is no part of it, one set as the text is
// may be what all chapters end with.
func TestSmallPrint(t *testing.T) {
	const said = "Rules of the Isle, page issued 05/2025. Printed copies lapse at dusk."
	for set, kept := range map[string]bool{`<font size="1">` + said + `</font>`: false, said: true} {
		docs := isle(t, 8, func(c int) string {
			return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><h1>Lamp %[1]d</h1><p>Lamp %[1]d burns from dusk to dawn.</p><p>Who finds lamp %[1]d dark lights it.</p><hr><p align="center">%[2]s</p></body></html>`, c, set)
		})
		if got := strings.Contains(strings.Join(mainTexts(docs[3]), "\n"), said); got != kept {
			t.Errorf("%s: kept %t", set, got)
		}
	}
}
