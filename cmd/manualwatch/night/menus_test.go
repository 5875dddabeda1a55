package night

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/crawl"
	"manualwatch/out"
)

// menuParts is a manual whose start page lists its parts, each on a page that lists its chapters in
// its menu alone: below its own name, or all of the site's menu, nested. Addresses may be others.
func menuParts(nested bool, others ...string) map[string]string {
	at := func(path string) string { return strings.NewReplacer(others...).Replace(path) }
	pages, list, whole := map[string]string{}, "", ""
	menus := make([]string, 8)
	for i := range menus {
		own := fmt.Sprintf(`<a href="%s">Yard %c</a>`, at(fmt.Sprintf("/yard%d", i)), 'A'+i)
		kids := ""
		for k := range 4 {
			kids += fmt.Sprintf(`<li><a href="%s">Animals of Pen %d%d</a></li>`, at(fmt.Sprintf("/yard%d/pen%d", i, k)), i, k)
		}
		list += "<li>" + own + "</li>"
		whole += "<li>" + own + "<ul>" + kids + "</ul></li>"
		menus[i] = "<h2>" + own + "</h2><ul>" + kids + "</ul>"
	}
	page := func(path, menu, title, text string) {
		if nested {
			menu = "<ul>" + whole + "</ul>"
		}
		pages[at(path)] = "<html><body><nav>" + menu + "</nav><main><h1>" + title + "</h1>" + text + "</main></body></html>"
	}
	page("/", "", "Manual", "<h2>Contents</h2><ul>"+list+"</ul>")
	for i, menu := range menus {
		page(fmt.Sprintf("/yard%d", i), menu, fmt.Sprintf("Yard %c", 'A'+i), "")
		for k := range 4 {
			page(fmt.Sprintf("/yard%d/pen%d", i, k), menu, fmt.Sprintf("Animals of Pen %d%d", i, k),
				fmt.Sprintf("<p>The keeper of pen %d%d must look at the animals of yard %d before the bell rings %d times.</p>", i, k, i, 7*i+k))
		}
	}
	return pages
}

// TestMoveInAMenu: a chapter, or the page of a part, that moves to an address elsewhere on the site
// is the same in the menus that alone list the chapters, also where the old address is gone; and
// where the start page still leads to the old address of a part, its chapters were not observed.
func TestMoveInAMenu(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	all := [][2]string{{"http://manual.example/", "pages"}}
	for _, nested := range []bool{false, true} {
		gonePart := menuParts(nested)
		delete(gonePart, "/yard1")
		for _, test := range []struct {
			name   string
			pages  map[string]string
			status string
			told   string
		}{
			{"a chapter", menuParts(nested, "/yard1/pen2", "/goats"), out.StatusChanged, "link_changed Animals of Pen 12"},
			{"the page of a part", menuParts(nested, "/yard1/", "/yard1/", "/yard1", "/paddock"), out.StatusChanged, "link_changed Yard B"},
			{"the page of a part, which the contents list where it was", gonePart, out.StatusPartial, ""},
		} {
			m := newSmallManual(t)
			_, past := m.visit(1, b, &web{all, menuParts(nested)}, nil)
			s, _ := m.visit(2, b, &web{all, test.pages}, past)
			if o := s.Observations[0]; o.Status != test.status || strings.Join(m.toldAll(s.Run.RunID), ", ") != test.told {
				t.Errorf("%s, nested %t: %s %s, told %q", test.name, nested, o.Status, o.Cause, m.toldAll(s.Run.RunID))
			}
		}
	}
}
