package parse

import (
	"strings"
	"testing"
)

// TestHeadingsOneRankDeeper reads pages whose headings begin with the second rank as those that
// begin with the first, where one heading alone is the title; where none is, the ranks stay.
func TestHeadingsOneRankDeeper(t *testing.T) {
	const at = "http://example.test/c/visits"
	deeper := strings.NewReplacer("h3>", "h4>", "h2>", "h3>", "h1>", "h2>")
	read := func(body string) *Document {
		t.Helper()
		d, err := Parse(t.Context(), Input{URL: at, FinalURL: at, MediaType: "text/html", Body: []byte(body), Platform: "generic"}, Formats{})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	text := "<p>Two workers make the visit, and write down on the same day what they saw and heard.</p>"
	for name, body := range map[string]string{
		"title":  `<title>Visits | Handbook</title><main><h1>Visits</h1><h2>Before</h2>` + text + `<h3>Papers</h3>` + text + `<h2>After</h2>` + text + `</main>`,
		"marked": `<title>Visits | Handbook</title><main><h1><span>New</span> Visits</h1><p>By the office in Core</p>` + text + `<h2>After</h2>` + text + `</main>`,
		"part":   `<title>Visits - Worried about a child | Council</title><header><h2>Bank holiday</h2></header><main><h1>Part 1: Worried about a child</h1><h2>Visits</h2>` + text + `<h3>After</h3>` + text + `</main>`,
	} {
		if a, b := read(body), read(deeper.Replace(body)); dump(a) != dump(b) {
			t.Errorf("%s: read as\n%s\nand, a rank deeper, as\n%s", name, dump(a), dump(b))
		}
	}
	for name, body := range map[string]string{
		"sections":     `<title>Visits | Handbook</title><main><h2>Before</h2>` + text + `<h2>After</h2>` + text + `</main>`,
		"lone section": `<title>Visits | Handbook</title><main>` + text + `<h2>Before</h2>` + text + `</main>`,
	} {
		for _, b := range read(body).Blocks {
			if b.Kind == Heading && b.Level != 2 {
				t.Errorf("%s: %q is of rank %d", name, b.Text, b.Level)
			}
		}
	}
}
