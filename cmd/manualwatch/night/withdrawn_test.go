package night

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/out"
)

// guide is a manual of pages that all bear the title of the guide, each with a link that turns to
// the one behind it; the list leads to those that are listed.
func guide(list []string, listed ...string) map[string]string {
	pages := map[string]string{}
	rows := ""
	for i, path := range list {
		title := strings.ToUpper(path[:1]) + path[1:]
		for _, l := range listed {
			if l == path {
				rows += fmt.Sprintf(`<li><a href="/guide/%s">%d. %s</a></li>`, path, i+1, title)
			}
		}
		next := ""
		if i+1 < len(list) {
			next = fmt.Sprintf(`<p class="pagination"><a rel="next" href="/guide/%s">Next: %[1]s</a></p>`, list[i+1])
		}
		pages["/guide/"+path] = fmt.Sprintf("<html><head><title>%s - Council</title></head><body><main><h1>Keeping animals</h1><h2>%d. %[1]s</h2><p>%[3]s</p>%[4]s</main></body></html>", title, i+1, passages[path], next)
	}
	pages["/"] = "<html><body><main><h1>Manual</h1><h2>Contents</h2><ol>" + rows + "</ol></main></body></html>"
	return pages
}

// TestWithdrawnAndStillTurnedTo: a chapter whose row and page are gone was withdrawn, though its
// neighbour still turns the page to it: it is no part of that, on this night and when the manual is
// read again.
func TestWithdrawnAndStillTurnedTo(t *testing.T) {
	all := []string{"dogs", "cats", "owls", "ponies", "goats"}
	m := newSmallManual(t)
	_, past := m.night(1, guide(all, all...), nil, nil)
	after := answering(gone, guide(all, "dogs", "owls", "ponies", "goats"), []string{"/guide/cats"})
	s, past := m.night(2, after, past, nil)
	if told := strings.Join(m.told(s.Run.RunID), ", "); told != "removed Cats" || s.Observations[0].Status != out.StatusChanged {
		t.Errorf("told %q, %+v; want that Cats was withdrawn", told, s.Observations[0])
	}
	after["/guide/dogs"] = strings.Replace(after["/guide/dogs"], "two keepers", "three keepers", 1)
	s, _ = m.night(3, after, past, nil)
	if told := strings.Join(m.told(s.Run.RunID), ", "); told != "edited Dogs" {
		t.Errorf("the night after: told %q", told)
	}
}
