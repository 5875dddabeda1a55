package parse

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTermsOverSections reads the terms of a list as headings where the texts under most of them
// have headings, and as terms where they have none.
func TestTermsOverSections(t *testing.T) {
	list := func(body string) []string {
		doc := parseString(t, `<html><body><main><h1>Lamps</h1><dl><dt>By night</dt><dd>`+body+`</dd><dt>By day</dt><dd>`+body+`</dd></dl></main></body></html>`, "text/html")
		var out []string
		for i := range doc.Blocks {
			out = append(out, fmt.Sprintf("%d/%d %s", doc.Blocks[i].Kind, doc.Blocks[i].Level, doc.Blocks[i].Text))
		}
		return out
	}
	for body, want := range map[string][]string{
		"<p>Two go.</p><h4>Oil</h4><p>Bring some.</p>": {"1/1 Lamps", "1/2 By night", "0/0 Two go.", "1/4 Oil", "0/0 Bring some.", "1/2 By day", "0/0 Two go.", "1/4 Oil", "0/0 Bring some."},
		"<h2>Oil</h2><p>Bring some.</p>":               {"1/1 Lamps", "1/1 By night", "1/2 Oil", "0/0 Bring some.", "1/1 By day", "1/2 Oil", "0/0 Bring some."},
		"<p>Two go.</p>":                               {"1/1 Lamps", "2/1 By night", "2/2 Two go.", "2/1 By day", "2/2 Two go."},
	} {
		if d := cmp.Diff(want, list(body)); d != "" {
			t.Errorf("%s: -want +got\n%s", body, d)
		}
	}
}
