package manual

import (
	"testing"

	"manualwatch/normalise/toc"
)

// TestWholeText asks for the text of a page that was read before, for the same row, for one that
// has another title since, and for a row that has a part of the page.
func TestWholeText(t *testing.T) {
	d := parseKit(t, "generic", "http://example.test/visits", []byte(`<html><body><main><h1>Visits</h1><p>Two workers go together.</p><h2>After</h2><p>Both write down what they saw.</p></main></body></html>`))
	for name, c := range map[string]struct {
		change func(c *content)
		again  bool
		heads  int
	}{
		"the same":      {func(*content) {}, false, 1},
		"another title": {func(c *content) { c.node.Title = "Calls" }, true, 1},
		"a part":        {func(c *content) { c.blocks = d.Blocks[:2] }, true, 0},
	} {
		rd, n := &reading{}, &toc.Node{Row: toc.Row{Title: "Visits"}}
		whole := wholeText{doc: d, title: n.Title, text: readWhole(d, n)}
		rd.whole.Store(n, whole)
		asked := &content{node: n, doc: d, blocks: d.Blocks}
		c.change(asked)
		text := rd.textOf(asked)
		if len(text.Heads) != c.heads {
			t.Errorf("%s: %d headings", name, len(text.Heads))
		} else if again := c.heads == 0 || text.Heads[0] != whole.text.Heads[0]; again != c.again {
			t.Errorf("%s: read again: %v", name, again)
		}
	}
}
