package night

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"manualwatch/out"
)

var anyLink = regexp.MustCompile(`<a href="[^"]*">(.*?)</a>`)

// rowsOf is a manual whose contents are rows of some form, with the titles of all chapters linked
// but one.
func rowsOf(form, unlinked string) map[string]string {
	titles := []string{"Boats", "Lamps at Night", "Ropes", "Sails", "Oars", "Nets"}
	pages, list := map[string]string{}, ""
	for i, title := range titles {
		path := "/" + strings.ToLower(strings.ReplaceAll(title, " ", "-"))
		pages[path] = fmt.Sprintf("<html><body><main><h1>%s</h1><p>Of %s the keeper must tell the harbour within %d working days, in writing.</p></main></body></html>", title, title, i+2)
		number := fmt.Sprintf("1.%d", i+1)
		row := strings.NewReplacer("N", number, "<a>", fmt.Sprintf("<a href=%q>", path), "TITLE", title).Replace(form)
		if title == unlinked {
			row = anyLink.ReplaceAllString(row, "$1")
		}
		list += row
	}
	pages["/"] = "<html><body><main><h1>Manual</h1><h2>Chapters</h2>" + list + "</main></body></html>"
	return pages
}

// TestRowsThatLostOnlyTheirLink: a chapter whose line in the contents is the one that it was, but
// for the link, was not observed, in whatever form the rows are set; other changes are told
// meanwhile, and its own when the link is back.
func TestRowsThatLostOnlyTheirLink(t *testing.T) {
	const lost = "Lamps at Night"
	for name, form := range map[string]string{
		"paragraphs":             "<p><a>TITLE</a></p>",
		"bold paragraphs":        "<p><strong><a>TITLE</a></strong></p>",
		"with dates":             "<p>N <a>TITLE</a> <span>March 4, 2022</span></p>",
		"with their numbers":     "<ul><li><a><span>N</span> <span>TITLE</span></a> <span>March 4, 2022</span></li></ul>",
		"with what they tell of": "<div><a>TITLE</a> <em>Wicks, oil and glass</em></div>",
		"cells":                  "<table><tr><td>N</td><td><a>TITLE</a></td><td>March 4, 2022</td></tr></table>",
	} {
		t.Run(name, func(t *testing.T) {
			m := newSmallManual(t)
			_, past := m.night(1, rowsOf(form, ""), nil, nil)
			edited := maps.Clone(rowsOf(form, lost))
			edited["/nets"] = strings.Replace(edited["/nets"], "must", "should", 1)
			mended := maps.Clone(edited)
			mended["/"] = rowsOf(form, "")["/"]
			mended["/lamps-at-night"] = strings.Replace(mended["/lamps-at-night"], "within 3", "within 9", 1)
			for i, night := range []struct {
				pages        map[string]string
				status, told string
			}{
				{rowsOf(form, lost), out.StatusPartial, ""}, {edited, out.StatusPartial, "edited Nets"}, {edited, out.StatusPartial, ""}, {mended, out.StatusChanged, "edited " + lost},
			} {
				if asked := maps.Clone(night.pages); night.status == out.StatusPartial {
					delete(asked, "/lamps-at-night")
					night.pages = asked
				}
				s, next := m.night(i+2, night.pages, past, nil)
				past = next
				o := s.Observations[0]
				if told := strings.Join(m.toldAll(s.Run.RunID), ", "); o.Status != night.status || told != night.told {
					t.Fatalf("night %d: %s, told %q, want %q; cause %q", i+2, o.Status, told, night.told, o.Cause)
				}
				if o.Status == out.StatusPartial && !strings.Contains(o.Cause, "https://manual.example/lamps-at-night ("+LeadsNowhere) {
					t.Errorf("night %d: cause %q", i+2, o.Cause)
				}
			}
		})
	}
}

// TestRowsThatWent: a chapter whose row went is withdrawn, though its title is said elsewhere on
// the page of contents without a link.
func TestRowsThatWent(t *testing.T) {
	const form = "<p>N <a>TITLE</a></p>"
	m := newSmallManual(t)
	_, past := m.night(1, rowsOf(form, ""), nil, nil)
	pages := rowsOf(form, "Ropes")
	delete(pages, "/ropes")
	pages["/"] = strings.Replace(pages["/"], "<p>1.3 Ropes</p>", "<p>Ropes are dealt with in the chapters on boats and on nets from this year.</p>", 1)
	s, _ := m.night(2, pages, past, nil)
	if told := m.toldAll(s.Run.RunID); !slices.Contains(told, "removed Ropes") {
		t.Errorf("told %q, cause %q", told, s.Observations[0].Cause)
	}
}

// TestReasonsOfLostRows: a row is read back out of the finding that told of it.
func TestReasonsOfLostRows(t *testing.T) {
	row := lostRow{"Boats, and “Lamps”", "https://manual.example/info/7,a"}
	for _, behind := range []string{"", ", since 2 March 2026", "; Boats: not observed this time, stands as it was seen before"} {
		if got := rowOf(row.reason() + behind); got != row {
			t.Errorf("%q: %+v", row.reason()+behind, got)
		}
	}
	if got := rowOf(LeadsNowhere); got != (lostRow{}) {
		t.Errorf("no row: %+v", got)
	}
}
