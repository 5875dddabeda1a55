package parse

import (
	"strings"
	"testing"
)

// TestSideColumn: a few links under a label of the site's, in a column beside the list of the
// page, are no entries of it; those in the list are, as are its sections and what has no list
// beside it.
func TestSideColumn(t *testing.T) {
	list := "<h2>Boats</h2><p>All that are kept.</p><h3>By day</h3><ul><li><a href='/a'>Oars</a></li><li><a href='/b'>Nets</a></li><li><a href='/c'>Sails</a></li></ul><h3>By night</h3><ul><li><a href='/d'>Lamps</a></li><li><a href='/e'>Horns</a></li><li><a href='/f'>Bells</a></li></ul>"
	links := "<h4>Quick links</h4><ul><li><a href='/r'>Report</a></li><li><a href='/n'>Letter</a></li></ul><p>At night: 01632 960999</p>"
	columns := func(left, right string) string {
		return "<div id='main'><div id='left'>" + left + "</div><div id='right'>" + right + "</div></div>"
	}
	for _, c := range []struct {
		name, body string
		kept       bool
	}{
		{"before the list", columns(links, list), false},
		{"behind the list", columns(list, links), false},
		{"in cells", "<table><tr><td>" + links + "</td><td>" + list + "</td></tr></table>", false},
		{"two boxes in the column", columns(links+"<h4>News:</h4><p>None.</p>", list), false},
		{"in the column of the list", columns("<h2>Boats</h2><p>They are painted.</p>", links+list), true},
		{"a heading as the others", columns(strings.ReplaceAll(links, "h4>", "h3>"), list), true},
		{"another label", columns(strings.Replace(links, "Quick links", "Forms", 1), list), true},
		{"a list below the links", columns(links+"<h4>Forms</h4>", list), true},
		{"as many links beside", columns(links, "<h2>Boats</h2><p>See <a href='/a'>Oars</a> and <a href='/b'>Nets</a>.</p>"), true},
	} {
		got := strings.Join(mainTexts(parseString(t, "<body>"+c.body+"</body>", "text/html")), "|")
		if strings.Contains(got, "Letter") != c.kept || !strings.Contains(got, "Oars") && strings.Contains(c.body, "Oars") {
			t.Errorf("%s: text %q", c.name, got)
		}
	}
}
