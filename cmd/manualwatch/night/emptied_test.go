package night

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/out"
)

// twoParts makes a manual of two parts; the second lists the given chapters.
func twoParts(second ...string) map[string]string {
	pages := chapters(beforeAll...)
	list := ""
	for _, path := range second {
		list += `<li><a href="/` + path + `">` + strings.ToUpper(path[:1]) + path[1:] + `</a></li>`
		pages["/"+path] = "<html><body><main><h1>" + strings.ToUpper(path[:1]) + path[1:] + "</h1><p>" + passages[path] + "</p></main></body></html>"
	}
	pages["/"] = strings.Replace(pages["/"], "</ul>", "</ul><h2>2. Yard</h2><ul>"+list+"</ul>", 1)
	return pages
}

// TestPartThatListsNothing: where the list of a part stands empty for a night the contents were not
// seen; after seven days that is how the manual is, as when somebody vouches for it. One whose chapters
// stand elsewhere, or of whose pages the site says that they are gone, is believed, and so is one that
// lost the only chapter that it had.
func TestPartThatListsNothing(t *testing.T) {
	all := twoParts("geese", "bees")
	elsewhere := twoParts()
	elsewhere["/geese"], elsewhere["/bees"] = all["/geese"], all["/bees"]
	elsewhere["/"] = strings.Replace(elsewhere["/"], "</ul>", `<li><a href="/geese">1.6 Geese</a></li><li><a href="/bees">1.7 Bees</a></li></ul>`, 1)
	linked := answering(gone, all, []string{"/geese", "/bees"})
	linked["/"] = twoParts()["/"]
	both := "removed Bees, removed Geese"
	for _, c := range []struct {
		name   string
		accept int // the night on which somebody vouches for the manual
		first  map[string]string
		pages  map[string]string // from the second night on
		back   int               // the night on which the list is there again
		want   map[int]string
	}{
		{"a slip", 0, all, twoParts(), 5, map[int]string{}},
		{"for good", 0, all, twoParts(), 0, map[int]string{9: both}},
		{"accepted", 3, all, twoParts(), 0, map[int]string{3: both}},
		{"listed elsewhere", 0, all, elsewhere, 0, map[int]string{2: "moved Bees, moved Geese"}},
		{"pages gone", 0, all, linked, 0, map[int]string{2: both}},
		{"the only one", 0, twoParts("bees"), twoParts(), 0, map[int]string{2: "removed Bees"}},
	} {
		m := newSmallManual(t)
		_, past := m.night(1, c.first, nil, nil)
		got := map[int]string{}
		for day := 2; day <= 11; day++ {
			pages := c.pages
			if c.back > 0 && day >= c.back {
				pages = c.first
			}
			m.accept = day == c.accept
			s, _ := m.night(day, pages, past, nil)
			rows := m.told(s.Run.RunID)
			slices.Sort(rows)
			o, told := s.Observations[0], strings.Join(rows, ", ")
			if told != "" {
				got[day] = told
			}
			if waits := len(got) == 0 && (c.back == 0 || day < c.back); waits && (o.Status != out.StatusPartial || !strings.Contains(o.Cause, "https://manual.example/ (“Yard”"+ListsNothing+"“Geese” and 1 more)")) {
				t.Errorf("%s, night %d: %s, %s", c.name, day, o.Status, o.Cause)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +told):\n%s", c.name, d)
		}
	}
}
