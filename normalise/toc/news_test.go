package toc

import (
	"testing"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestNewsIsNoSection leaves out a box of news of which no page was read, and keeps a section
// of that name with chapters, and one of another name whose pages were not reached.
func TestNewsIsNoSection(t *testing.T) {
	s := NewSite(&normalise.Input{Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: &parse.Document{URL: "http://example.test/start"}}}})
	head := func(title string, kids ...*Node) *Node {
		return &Node{Row: Row{Title: title, Head: true, Target: -1}, Kids: kids}
	}
	link := func(href string, target int) *Node {
		return &Node{Row: Row{Title: href, Href: "http://example.test/" + href, Target: target}}
	}
	for _, c := range []struct {
		head *Node
		kept bool
	}{
		{head("Latest news", link("news/film", -1), link("news/bins", -1)), false},
		{head("News and events", link("news/film", -1)), false},
		{head("Latest news", link("visits", 3), link("news/bins", -1)), true},
		{head("Latest news", link("news/guide.pdf", -1)), true},
		{head("Events at Sea", link("boats", -1)), true},
	} {
		if got := len(DropBoxes(s, []*Node{c.head})) > 0; got != c.kept {
			t.Errorf("%q with %d entries is kept: %t, want %t", c.head.Title, len(c.head.Kids), got, c.kept)
		}
	}
}
