package parse

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNewsAtTheFoot reads pages with a box of news behind their footer: what it lists stands in
// no menu, and the menu beside it does; a page that is all there is of a site keeps its text.
func TestNewsAtTheFoot(t *testing.T) {
	const news = `<div class="related"><h2>Related news</h2><ul><li><a href="/news/1">Keepers are needed</a></li><li><a href="/news/2">The pier opens in five days</a></li></ul><ul><li><a href="/c7">Ropes</a></li></ul></div>`
	page := func(box string, c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[2]d</title></head><body><div class="menu"><h2>The manual</h2><ul><li><a href="/c1">Lamps</a></li><li><a href="/c2">Boats</a></li></ul></div><main><h1>Lamp %[2]d</h1><p>Lamp %[2]d is trimmed before noon by two.</p></main><div id="footer"><p>Keepers of the isle</p></div>%[1]s</body></html>`, box, c)
	}
	for c, doc := range isle(t, 6, func(c int) string { return page(news, c) }) {
		var menu []string
		for i := range doc.Blocks {
			if doc.Blocks[i].Region == Nav {
				menu = append(menu, doc.Blocks[i].Text)
			}
		}
		if d := cmp.Diff([]string{"The manual", "Lamps", "Boats", "Ropes"}, menu); d != "" {
			t.Errorf("menus of page %d: -want +got\n%s", c, d)
		}
	}
	one := func(box string) []string {
		return mainTexts(isle(t, 1, func(int) string {
			return `<html><head><title>Lamps</title></head><body><h1>Lamps</h1><h2>News</h2><p>Keepers who hear news of a wreck tell the harbour at once.</p><h2>Events</h2><ul><li><a href="/wreck">A wreck</a> is told to the harbour.</li></ul>` + box + `</body></html>`
		})[0])
	}
	if d := cmp.Diff(one(""), one(news)); d != "" {
		t.Errorf("one page: -was +got\n%s", d)
	}
}
