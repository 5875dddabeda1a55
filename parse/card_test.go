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

// TestListAboveTitle takes the particulars that policy software prints in a definition list
// above the title of each page for no text.
func TestListAboveTitle(t *testing.T) {
	owners := []string{"Harbour Master", "Keeper of Oil", "Clerk", "Harbour Master", "Clerk", "Boatswain"}
	names := []string{"Ness", "Skerry", "Holm", "Bank", "Pier", "Cape"}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d - Keepers</title></head><body><article><div><dl><dt>Status</dt><dd>Active</dd><dt>Policy ID</dt><dd>77%[1]d</dd><dt>Origination</dt><dd>04/201%[1]d</dd></dl><dl><dt>Owner</dt><dd>%[2]s</dd></dl></div><h1>Lamp %[1]d</h1><div><h2>1. Aim</h2><p>The lamp of %[3]s is trimmed before noon by two keepers.</p><dl><dt>Oil</dt><dd>Whale, from %[3]s</dd></dl><p>At %[3]s the glass is wiped as well.</p></div></article></body></html>`, c, owners[c], names[c])
	})
	for c, doc := range docs {
		want := strings.ReplaceAll(fmt.Sprintf("Lamp %d|1. Aim|The lamp of NAME is trimmed before noon by two keepers.|Oil|Whale, from NAME|At NAME the glass is wiped as well.", c), "NAME", names[c])
		if got := strings.Join(mainTexts(doc), "|"); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

// TestSignature takes the address that closes each page, who is to be asked about it and
// when it was made, for no text.
func TestSignature(t *testing.T) {
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><h1>Lamp %[1]d</h1><p>Lamp %[1]d is trimmed before noon by two keepers.</p><h2>At night</h2>Lamp %[1]d burns from dusk to dawn.<hr><address>Clerk to the Keepers 2025-10-20</address></body></html>`, c)
	})
	for c, doc := range docs {
		lamp := fmt.Sprintf("Lamp %d", c)
		want := lamp + "|" + lamp + " is trimmed before noon by two keepers.|At night|" + lamp + " burns from dusk to dawn."
		if got := strings.Join(mainTexts(doc), "|"); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

// TestArticlesBelow reads an article of a knowledge base, which lists the articles below it
// and asks how it was liked; a page that says nothing else keeps its list.
func TestArticlesBelow(t *testing.T) {
	list := `<div class="h4">Child Articles (2)</div><ul><li><a href="/oil">Oil</a></li><li><a href="/wicks">Wicks</a></li></ul><div><strong>Was this article helpful?</strong></div>`
	text := strings.Repeat("Every keeper must trim the lamp before noon, and a second one watches. ", 5)
	got := mainLines(t, `<html><body><main><p><a href="/toc">Contents</a> <a href="/next">Next chapter</a></p><h1>Lamps</h1><p>`+text+`</p>`+list+`</main></body></html>`)
	if strings.Contains(got, "Wicks") || strings.Contains(got, "helpful") || strings.Contains(got, "Next chapter") || !strings.Contains(got, "second one watches") {
		t.Errorf("got %s", got)
	}
	if got := mainLines(t, `<html><body><main><h1>Lamps</h1><p>All on lamps.</p>`+list+`</main></body></html>`); !strings.Contains(got, "Wicks") {
		t.Errorf("got %s", got)
	}
}

// TestKeyBelowTitle takes the box that says on every page what its colours mean for no text; a box
// with a sentence, a number to ring or words of its own is the chapter's.
func TestKeyBelowTitle(t *testing.T) {
	for box, isText := range map[string]bool{
		"<p><b>Key to colours:</b></p><ul><li>Red: law</li><li>Blue: rules of the harbour</li></ul>":                false,
		"<p><b>Key to colours:</b></p><ul><li>Red: law</li><li>Blue: rules of lamp %d</li></ul>":                    true,
		"<p><b>If a lamp is out</b></p><ul><li>Ring the keeper: 01632 960111</li><li>Light the next</li></ul>":      true,
		"<p><b>Keep in mind</b></p><ul><li>Never light a lamp alone.</li><li>Always lock the door.</li></ul>":       true,
		`<p><b>See also</b></p><ul><li><a href="/oil">Oil for lamps</a></li><li>The keeper's book</li></ul>`:        true,
		"<p><b>Key to colours:</b></p><ul><li>Red: law</li><li>Blue: rules</li></ul><p>Lamp %d is red all over</p>": true,
	} {
		docs := isle(t, 8, func(c int) string {
			own := strings.ReplaceAll(box, "%d", fmt.Sprint(c))
			return fmt.Sprintf(`<html><body><main><h1>Lamps of the Isle</h1><h2>Lamp %d</h2><div class="panel key">%s</div><h3>Oil</h3><p>Store the oil of lamp %d apart from all the others, and lock the door.</p></main></body></html>`, c, own, c)
		})
		for c, doc := range docs {
			got := false
			for _, b := range doc.Blocks {
				got = got || b.Region == Main && b.BoxGroup != 0
			}
			if got != isText {
				t.Errorf("page %d: the box %s is text: %v", c, box, got)
				break
			}
		}
	}
}
