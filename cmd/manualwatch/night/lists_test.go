package night

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/out"
)

// The pages of amendments of the test manual: of all areas, and of one.
const allAreas, portside = "/page/amendments", "/page/amendments?b=portside"

// areaManual makes a manual whose menu stands on every page; that of one area's page of
// amendments lists a chapter more.
func areaManual(rows string) map[string]string {
	list := `<ul><li>1 Animals<ul><li><a href="/dogs">1.1 Dogs</a></li><li><a href="/cats">1.2 Cats</a></li><li><a href="/owls">1.3 Owls</a></li></ul></li><li>2 Yard<ul><li><a href="/ponies">2.1 Ponies</a></li></ul></li>`
	local := `<li>Portside local procedures<ul><li><a href="/bees">Harbour Bees</a></li></ul></li>`
	page := func(nav, body string) string {
		return `<html><head><title>Manual</title></head><body><nav>` + nav + `</ul></nav><main>` + body + `</main></body></html>`
	}
	table := `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr>` + rows + `</table>`
	pages := map[string]string{"/": page(list, "<h1>Manual</h1>"), allAreas: page(list, table), portside: page(list+local, table)}
	for path, title := range map[string]string{"dogs": "1.1 Dogs", "cats": "1.2 Cats", "owls": "1.3 Owls", "ponies": "2.1 Ponies", "bees": "Harbour Bees"} {
		pages["/"+path] = page(list, "<h1>"+title+"</h1><p>"+passages[path]+"</p>")
	}
	return pages
}

const oneRow = `<tr><td>1.1 Dogs</td><td>A second keeper.</td><td>03-02-2026</td></tr>`

func newAreaManual(t *testing.T) *smallManual {
	m := newSmallManual(t)
	m.lists, m.from = []string{allAreas, portside}, map[string]string{"/bees": portside}
	return m
}

// TestChaptersBehindList lets the pages fail of which one alone lists a chapter, on two nights:
// it is not withdrawn, also where another way leads to it.
func TestChaptersBehindList(t *testing.T) {
	for _, answer := range []string{"", gone} {
		for _, otherWay := range []bool{false, true} {
			m, pdf := newAreaManual(t), pdfSaying("")
			_, past := m.night(1, areaManual(oneRow), nil, pdf)
			dark := answering(answer, areaManual(oneRow), []string{allAreas, portside})
			dark["/cats"] += "<!-- a page that was seen is otherwise than before -->"
			if m.from = map[string]string{"/bees": "/dogs"}; !otherWay {
				delete(dark, "/bees")
			}
			for day := 2; day <= 3; day++ {
				s, _ := m.night(day, dark, past, pdf)
				o := s.Observations[0]
				if told := m.toldAll(s.Run.RunID); len(told) > 0 {
					t.Errorf("%q, other way %v, night %d: %q", answer, otherWay, day, told)
				}
				if o.Status != out.StatusPartial || !strings.Contains(o.Cause, "what became of “Portside local procedures”, “Harbour Bees” is told when") && !strings.Contains(o.Cause, "what became of “Harbour Bees”, “Portside local procedures” is told when") {
					t.Errorf("%q, other way %v, night %d: %s, %s", answer, otherWay, day, o.Status, o.Cause)
				}
			}
			s, _ := m.night(4, areaManual(oneRow), past, pdf)
			if told := m.toldAll(s.Run.RunID); len(told) > 0 || s.Observations[0].Status == out.StatusPartial {
				t.Errorf("%q, other way %v, all was seen: %q, %+v", answer, otherWay, told, s.Observations[0])
			}
			without := areaManual(oneRow)
			without[portside] = without[allAreas]
			delete(without, "/bees")
			s, _ = m.night(5, without, past, pdf)
			if told := strings.Join(m.toldAll(s.Run.RunID), ", "); !strings.Contains(told, "removed Harbour Bees") {
				t.Errorf("%q, other way %v, the list was seen without it: %q", answer, otherWay, told)
			}
		}
	}
}

// TestSomethingElseInPlaceOfList shows something else at the pages of amendments: their rows are
// not gone, and what stands there gives none. A list that says that it is empty is.
func TestSomethingElseInPlaceOfList(t *testing.T) {
	oops := "<html><head><title>Oops</title></head><body><h1>Oops</h1><p>Something went wrong.</p></body></html>"
	sale := `<html><head><title>manual.example</title></head><body><main><h1>manual.example</h1><p>Buy this domain.</p><h2>Related searches</h2><ul><li><a href="/?q=1">Safeguarding Training</a></li><li><a href="/?q=2">Child Protection Courses</a></li><li><a href="/?q=3">Social Work Jobs</a></li><li><a href="/?q=4">Online Policies</a></li></ul></main></body></html>`
	empty := areaManual("")[allAreas]
	none := strings.Replace(empty, "</table>", "</table><p>There have been no amendments since the last release.</p>", 1)
	for _, c := range []struct {
		name, body string
		paths      []string
		cause      string // "" where it is believed
	}{
		{"an apology", oops, []string{allAreas, portside}, NoRows + ": “Oops Something went wrong.”"},
		{"a table without rows", empty, []string{allAreas, portside}, NoRows},
		{"the start page", redirectTo + "/", []string{allAreas, portside}, LedTo + "the contents"},
		{"the site's front page", redirectTo + "/front", []string{allAreas, portside}, NoRows + ": its address leads to https://manual.example/front"},
		{"a domain that is for sale", sale, []string{allAreas, portside}, NoRows + ": “manual.example Buy this domain."},
		{"no amendments", none, []string{allAreas}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newAreaManual(t)
			_, past := m.night(1, areaManual(oneRow), nil, nil)
			tonight := answering(c.body, areaManual(oneRow), c.paths)
			tonight["/front"] = strings.Replace(empty, "</table>", `<tr><td>Bins</td><td>Collected on Monday.</td><td>01-03-2026</td></tr></table>`, 1)
			s, past := m.night(2, tonight, past, nil)
			o, told := s.Observations[0], m.toldAll(s.Run.RunID)
			if c.cause == "" {
				if o.Status == out.StatusPartial {
					t.Errorf("%s, cause %q", o.Status, o.Cause)
				}
				return
			}
			if o.Status != out.StatusPartial || len(told) > 0 || !strings.Contains(o.Cause, c.cause) {
				t.Errorf("%s, %q, cause %q", o.Status, told, o.Cause)
			}
			s, _ = m.night(3, areaManual(oneRow), past, nil)
			if told := m.toldAll(s.Run.RunID); len(told) > 0 {
				t.Errorf("well again: %q", told)
			}
		})
	}
}

// TestListMoves leads the page of amendments, by way of which the chapters were found, to another
// address at which the list stands: it is read there.
func TestListMoves(t *testing.T) {
	m := newAreaManual(t)
	m.lists = []string{allAreas}
	m.from = map[string]string{"/dogs": allAreas, "/cats": allAreas, "/owls": allAreas, "/ponies": allAreas}
	_, past := m.night(1, areaManual(oneRow), nil, nil)
	moved := areaManual(oneRow + `<tr><td>1.2 Cats</td><td>A door for cats.</td><td>01-03-2026</td></tr>`)
	moved["/changes"], moved[allAreas] = moved[allAreas], redirectTo+"/changes"
	s, _ := m.night(2, moved, past, nil)
	if told := strings.Join(m.toldAll(s.Run.RunID), ", "); s.Observations[0].Status != out.StatusChanged || !strings.Contains(told, "amendment_added") {
		t.Errorf("%+v, told %q", s.Observations[0], told)
	}
}

// TestListThatFailsForLong: what a list alone listed stands until the list is seen, however long it
// fails, and every report says so.
func TestListThatFailsForLong(t *testing.T) {
	m := newAreaManual(t)
	_, past := m.night(1, areaManual(oneRow), nil, nil)
	dark := failing(areaManual(oneRow), allAreas, portside)
	dark["/cats"] += "<!-- a page that was seen is otherwise than before -->"
	delete(dark, "/bees")
	for day := 2; day <= 12; day++ {
		s, _ := m.night(day, dark, past, nil)
		o := s.Observations[0]
		if told := m.toldAll(s.Run.RunID); len(told) > 0 || strings.Contains(o.Cause, "not waited for") || strings.Contains(o.Cause, "since 2 March 2026") != (day > 2) {
			t.Errorf("night %d: told %q, cause %q", day, told, o.Cause)
		}
		held := m.heldBack(s.Run.RunID)
		if len(held) == 0 {
			t.Errorf("night %d: nothing waits", day)
		}
		for _, h := range held {
			if strings.Contains(h.Detail, "has not been seen for") || !strings.HasSuffix(h.Detail, portside+" can be seen") {
				t.Errorf("night %d: %s", day, h.Detail)
			}
		}
	}
	s, _ := m.night(13, areaManual(oneRow), past, nil)
	if told := m.toldAll(s.Run.RunID); len(told) > 0 {
		t.Errorf("the list is back: told %q", told)
	}
}

// TestListThatFailsOnAQuietNight: where nothing that was seen is otherwise than before, the menu of
// a list that fails is that of tonight, and nothing waits.
func TestListThatFailsOnAQuietNight(t *testing.T) {
	m := newAreaManual(t)
	_, past := m.night(1, areaManual(oneRow), nil, nil)
	dark := failing(areaManual(oneRow), allAreas, portside)
	delete(dark, "/bees")
	s, past := m.night(2, dark, past, nil)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes > 0 || len(m.heldBack(s.Run.RunID)) > 0 {
		t.Errorf("%s, told %q, held back %+v", o.Status, m.toldAll(s.Run.RunID), m.heldBack(s.Run.RunID))
	}
	if s, _ = m.night(3, areaManual(oneRow), past, nil); s.Run.Changes > 0 {
		t.Errorf("the list is back: told %q", m.toldAll(s.Run.RunID))
	}
}

// TestListGoneForGood: a page of amendments that the register names and of which the site says night
// after night that it is gone was not observed for seven days, then its rows are told as gone once and
// the manual is whole, as it is when somebody vouches for it; when the page is back they are told as
// new. One that never was there is believed after the same time. Behind one that alone led to a chapter
// nobody can look.
func TestListGoneForGood(t *testing.T) {
	rowGone, rowBack := "amendment_removed 1.1 Dogs", "amendment_added 1.1 Dogs"
	for _, c := range []struct {
		name         string
		lists, gone  []string
		accept, back int // the nights on which somebody vouches for the manual, and on which the page is back
		want         map[int]string
		whole        int // the night from which on it is
	}{
		{"gone", []string{allAreas}, []string{allAreas}, 0, 0, map[int]string{9: rowGone}, 9},
		{"accepted", []string{allAreas}, []string{allAreas}, 3, 0, map[int]string{3: rowGone}, 3},
		{"back later", []string{allAreas}, []string{allAreas}, 0, 11, map[int]string{9: rowGone, 11: rowBack}, 9},
		{"back before", []string{allAreas}, []string{allAreas}, 0, 5, map[int]string{}, 5},
		{"never there", []string{allAreas, "/other"}, []string{"/other"}, 0, 0, map[int]string{}, 8},
		{"it led to a chapter", []string{allAreas, portside}, []string{portside}, 0, 0, map[int]string{}, 13},
	} {
		m := newAreaManual(t)
		m.lists = c.lists
		all := areaManual(oneRow)
		if len(c.lists) == 1 || c.gone[0] == "/other" {
			delete(all, portside)
			delete(all, "/bees")
		}
		dark := answering(gone, all, c.gone)
		if c.gone[0] == "/other" {
			dark["/other"], all = gone, dark
			all["/other"] = gone
		}
		_, past := m.night(1, all, nil, nil)
		delete(dark, "/bees") // nothing else leads there
		got := map[int]string{}
		for day := 2; day <= 12; day++ {
			pages := dark
			if day == 10 { // another page fails: what is settled stays so
				pages = failing(dark, "/ponies")
			}
			if c.back > 0 && day >= c.back {
				pages = all
			}
			m.accept = day == c.accept
			s, _ := m.night(day, pages, past, nil)
			if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "" {
				got[day] = told
			}
			if o := s.Observations[0]; (o.Status == out.StatusPartial) != (day < c.whole || day == 10 && c.back != 5) {
				t.Errorf("%s, night %d: %s, %s", c.name, day, o.Status, o.Cause)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +told):\n%s", c.name, d)
		}
	}
}
