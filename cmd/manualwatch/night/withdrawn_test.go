package night

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// TestWithdrawnAndStillTurnedTo: a chapter whose row is gone and whose page is gone or fails was withdrawn, though its
// neighbour still turns the page to it: it is no part of that, on this night and when the manual is
// read again.
func TestWithdrawnAndStillTurnedTo(t *testing.T) {
	all := []string{"dogs", "cats", "owls", "ponies", "goats"}
	for answer, status := range map[string]string{gone: out.StatusChanged, "": out.StatusPartial} {
		m := newSmallManual(t)
		_, past := m.night(1, guide(all, all...), nil, nil)
		after := answering(answer, guide(all, "dogs", "owls", "ponies", "goats"), []string{"/guide/cats"})
		s, past := m.night(2, after, past, nil)
		if told := strings.Join(m.told(s.Run.RunID), ", "); told != "removed Cats" || s.Observations[0].Status != status {
			t.Errorf("%q: told %q, %+v; want that Cats was withdrawn", answer, told, s.Observations[0])
		}
		after["/guide/dogs"] = strings.Replace(after["/guide/dogs"], "two keepers", "three keepers", 1)
		s, _ = m.night(3, after, past, nil)
		if told := strings.Join(m.told(s.Run.RunID), ", "); told != "edited Dogs" {
			t.Errorf("%q: the night after: told %q", answer, told)
		}
	}
}

// TestWithdrawnBehindAWall: nor is one that is listed no more and at whose address something else
// stands tonight, as it does at another one's.
func TestWithdrawnBehindAWall(t *testing.T) {
	all := []string{"dogs", "cats", "owls", "ponies", "goats"}
	m := newSmallManual(t)
	_, past := m.night(1, guide(all, all...), nil, nil)
	after := guide(all, "dogs", "owls", "ponies", "goats")
	s, past := m.night(2, answering(wall, after, []string{"/guide/cats", "/guide/goats"}), past, nil)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes > 0 {
		t.Errorf("%s, told %q", o.Status, m.toldAll(s.Run.RunID))
	}
	s, _ = m.night(3, answering(gone, after, []string{"/guide/cats"}), past, nil)
	if told := strings.Join(m.told(s.Run.RunID), ", "); told != "removed Cats" {
		t.Errorf("the wall is gone: told %q", told)
	}
}

// TestPageGoneForGood: a chapter that the contents list and of whose page the site says night after
// night that it is gone is told as withdrawn after seven days, once, or when somebody vouches for the
// manual; where something else is amiss on that night, later. When the page is back its words are.
func TestPageGoneForGood(t *testing.T) {
	all := chapters(beforeAll...)
	night := func(missing ...string) map[string]string { return answering(gone, all, missing) }
	for _, c := range []struct {
		name   string
		accept int // the night on which somebody vouches for the manual
		pages  func(day int) map[string]string
		want   map[int]string
	}{
		{"gone", 0, func(int) map[string]string { return night("/owls") }, map[int]string{9: "retired Owls"}},
		{"accepted", 3, func(int) map[string]string { return night("/owls") }, map[int]string{3: "retired Owls"}},
		{"another page fails", 0, func(day int) map[string]string {
			if day == 9 {
				return failing(night("/owls"), "/cats")
			}
			return night("/owls")
		}, map[int]string{10: "retired Owls"}},
		{"there on one night", 0, func(day int) map[string]string {
			if day == 5 {
				return all
			}
			return night("/owls")
		}, map[int]string{}},
		{"back", 0, func(day int) map[string]string {
			if day > 10 {
				return all
			}
			return night("/owls")
		}, map[int]string{9: "retired Owls", 11: "added Owls"}},
		{"most of the manual", 0, func(int) map[string]string { return night("/dogs", "/cats", "/owls", "/ponies") }, map[int]string{}},
	} {
		m := newSmallManual(t)
		_, past := m.night(1, all, nil, nil)
		got := map[int]string{}
		for day := 2; day <= 11; day++ {
			m.accept = day == c.accept
			s, _ := m.night(day, c.pages(day), past, nil)
			told := strings.Join(m.told(s.Run.RunID), ", ")
			if told != "" {
				got[day] = told
			}
			if o := s.Observations[0]; (o.Status == out.StatusChanged) != (told != "") || told == "" && len(got) == 1 && o.Status != out.StatusUnchanged {
				t.Errorf("%s, night %d: told %q, %s, %s", c.name, day, told, o.Status, o.Cause)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +told):\n%s", c.name, d)
		}
	}
}
