package parse

import "testing"

// TestJumpWords reads a list of contents of two lines whose links are only the
// words behind the titles.
func TestJumpWords(t *testing.T) {
	doc := parseString(t, `<h1>Lamps</h1><p>Contents</p><ul><li>Trimming the lamp before the tide turns <a href="#a">(Jump to)</a></li><li>Oil and where the keeper stores it <a href="#b">(Jump to)</a></li></ul><h2 id="a">Trimming the lamp before the tide turns</h2><p>The keeper trims it, as <a href="#b">below</a>.</p><h2 id="b">Oil and where the keeper stores it</h2><p>Is stored apart.</p>`, "text/html")
	for _, b := range doc.Blocks {
		if b.Kind == Item && b.Region != Contents {
			t.Errorf("%q is text", b.Text)
		}
		if b.Kind == Paragraph && b.Text != "Contents" && b.Region != Main {
			t.Errorf("%q is no text", b.Text)
		}
	}
}
