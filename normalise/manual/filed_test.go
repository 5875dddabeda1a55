package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// TestSectionsBesideChapters reads lists that say of each chapter in which section it stands, in a
// column of a table or above its title on a card, and those that say something else so.
func TestSectionsBesideChapters(t *testing.T) {
	entries := [][2]string{{"Core steps", "Calls"}, {"Core steps", "Visits"}, {"Core steps", "Notes"}, {"Staff", "Vetting"}, {"Staff", "Cover"}, {"Places", "Halls"}, {"Places", "Camps"}, {"Places", "Huts"}}
	read := func(entry func(i int, section, name, link string) string, frame string) *normalise.Edition {
		pages, list := map[string]string{}, ""
		for i, e := range entries {
			at := "/p/" + wording.Slug(e[1])
			pages[at] = "<h1>" + e[1] + "</h1><h2>Aim</h2>" + strings.Repeat("<p>Staff write down what they see of "+e[1]+" and tell the duty team of it on the day.</p>", 4)
			list += entry(i, e[0], e[1], `<a href="`+at+`">`+e[1]+`</a>`)
		}
		pages["/manual"] = "<h1>Procedures</h1><p>All that are in force.</p>" + strings.Replace(frame, "LIST", list, 1)
		return readSite(t, normalise.Input{Start: []string{"/manual"}}, pages)
	}
	var filed, flat []string
	for i, e := range entries {
		if i == 0 || entries[i-1][0] != e[0] {
			filed = append(filed, "section||"+e[0])
		}
		filed, flat = append(filed, " chapter||"+e[1]), append(flat, "chapter||"+e[1])
	}
	const table = "<table><thead><tr><th>Procedure</th><th>Section</th><th>Published</th></tr></thead><tbody>LIST</tbody></table>"
	row := func(i int, section, _, link string) string {
		return fmt.Sprintf("<tr><td>%s</td><td>%s</td><td>%02d/05/2024</td></tr>", link, section, i+1)
	}
	card := func(_ int, section, _, link string) string {
		return `<div class="card"><div class="k">` + section + `</div><h3>` + link + `</h3><div class="w">What staff do.</div></div>`
	}
	t.Run("column", func(t *testing.T) { check(t, read(row, table), filed...) })
	t.Run("cards", func(t *testing.T) { check(t, read(card, `<div class="grid">LIST</div>`), filed...) })
	t.Run("cards with flags", func(t *testing.T) {
		flagged := func(i int, section, name, link string) string {
			return strings.Replace(card(i, section, name, link), "<h3>", []string{"", "<div>New</div>"}[i%2]+"<h3>", 1)
		}
		e := read(flagged, `<div class="grid">LIST</div>`)
		check(t, e, filed...)
		n := 0
		for _, s := range e.Sections {
			if s.Kind == normalise.KindChapter {
				if got, want := len(s.Flags), n%2; got != want {
					t.Errorf("%s: flags %v", s.Title, s.Flags)
				}
				n++
			}
		}
	})
	t.Run("an owner", func(t *testing.T) {
		check(t, read(row, strings.Replace(table, "Section", "Owner", 1)), flat...)
	})
	t.Run("cards in no order", func(t *testing.T) {
		mixed := func(i int, _, name, link string) string { return card(i, entries[i*3%len(entries)][0], name, link) }
		check(t, read(mixed, `<div class="grid">LIST</div>`), flat...)
	})
}
