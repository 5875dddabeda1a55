package parse

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestSelectors reads a page by the selectors of a register: what is the text, what is no text in
// it, what is the list of contents wherever it stands, and the title.
func TestSelectors(t *testing.T) {
	const page = `<title>Isle</title><div class="a"><ul><li><a href="/lamps">Lamps</a></li><li><a href="/ropes">Ropes</a></li></ul></div><div class="b"><p class="name">Lamps at night</p><p>Lamps are lit at dusk by the keeper.</p><p class="c">Ring the shop for lamps.</p></div><div class="d"><p>The shop is open on Mondays, and in the summer on Saturdays.</p></div>`
	read := func(sel map[string]string) *Document {
		doc, err := Parse(context.Background(), Input{URL: "http://isle.example/a", Body: []byte(page), MediaType: "text/html", Platform: "phew", Selectors: sel}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	has := func(doc *Document, region Region, text string) bool {
		return slices.ContainsFunc(doc.Blocks, func(b Block) bool { return b.Region == region && strings.Contains(b.Text, text) })
	}
	doc := read(map[string]string{"main": ".b", "drop": ".c", "contents": ".a ul", "title": ".name"})
	if !has(doc, Main, "at dusk") || has(doc, Main, "shop") {
		t.Errorf("text: want only what is in .b and not in .c\n%s", dump(doc))
	}
	if !has(doc, Main, "Ropes") {
		t.Errorf("contents: want the list in .a, which stands outside\n%s", dump(doc))
	}
	if doc.Title != "Lamps at night" {
		t.Errorf("title %q", doc.Title)
	}
	if doc := read(map[string]string{"main": ".none"}); !slices.ContainsFunc(doc.Findings, func(f Finding) bool { return f.Code == FindingSelector }) {
		t.Errorf("main that names nothing: findings %v", doc.Findings)
	}
	for key, sel := range map[string]string{"text": ".b", "main": ".b["} {
		if err := CompileSelectors(map[string]string{key: sel}); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s = %q: error %v", key, sel, err)
		}
	}
}

// TestHiddenMail reads addresses that a proxy hides, in a link too: how it hides them changes
// with every response.
func TestHiddenMail(t *testing.T) {
	for _, hidden := range []string{"4235233026272c022b312e276c273a232f322e27", "9aedfbe8fefff4daf3e9f6ffb4ffe2fbf7eaf6ff"} {
		doc := parseString(t, `<h1>Boats</h1><p>Mail <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="`+hidden+`">[email&#160;protected]</a> at once.</p>`, "text/html")
		if got := doc.Blocks[1].Text; got != "Mail warden@isle.example at once." {
			t.Errorf("%s: %q", hidden, got)
		}
	}
}
