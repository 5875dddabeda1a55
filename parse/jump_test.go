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

// TestLabelOverNothing: the label of a list that the site left empty is no text, a label with a text
// below it is.
func TestLabelOverNothing(t *testing.T) {
	const below = `<h2>1. Oil</h2><p>The keeper must store it apart.</p><h2>2. Wicks</h2><p>Are trimmed daily.</p>`
	for html, text := range map[string]bool{
		`<p>Contents</p><ul></ul>` + below:                         false,
		`<h3>In this chapter</h3><h3>Oil</h3><p>Stored apart.</p>`: false,
		`<h2>In this chapter</h2><ul></ul>` + below:                false,
		`<h2>Contents</h2><p>Oil and wicks for a winter.</p>`:      true,
		`<h2>Contents</h2><h3>Oil</h3><p>It is stored apart.</p>`:  true,
		`<p>Contents</p><h2><a href="/oil">Oil</a></h2><p>Oil</p>`: true,
		`<p>The keeper has it.</p><ul></ul>` + below:               true,
	} {
		doc := parseString(t, "<h1>Lamps</h1>"+html, "text/html")
		if label := doc.Blocks[1]; (label.Region == Main) != text {
			t.Errorf("%s: %q stands in region %v", html, label.Text, label.Region)
		}
	}
}
