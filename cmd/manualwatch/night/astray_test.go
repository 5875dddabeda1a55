package night

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"manualwatch/out"
)

// rowLeads is the pages with the row of chapter n (counted from 0) leading to an address, or
// nowhere where that is "".
func rowLeads(pages map[string]string, n int, to string) map[string]string {
	out := maps.Clone(pages)
	title := fmt.Sprintf("1.%d Chapter %c", n+1, 'A'+n)
	row := title
	if to != "" {
		row = fmt.Sprintf("<a href=%q>%s</a>", to, title)
	}
	out["/"] = strings.Replace(out["/"], fmt.Sprintf("<a href=\"/c%d\">%s</a>", n, title), row, 1)
	return out
}

// TestRowsThatLeadAstray: a chapter that the contents list, and whose row leads nowhere for a
// night or to what is not its page, was not observed: nothing is told of its words, and nothing of
// the chapter whose page it leads to. When the link is mended, only what changed since is told.
func TestRowsThatLeadAstray(t *testing.T) {
	after := manyChapters("")
	after["/c1"] = strings.Replace(after["/c1"], "within 3 working days", "within 9 working days", 1)
	for _, c := range []struct{ name, to, cause string }{
		{"no link", "", LeadsNowhere},
		{"#", "#", LeadsNowhere},
		{"mail", "mailto:team@board.example", LeadsNowhere},
		{"the start page", "/", LeadsNowhere},
		{"no address", "http://[bad", LeadsElsewhere},
		{"slides", "/talk.pptx", LeadsElsewhere},
		{"the page of the chapter below", "/c2", LeadsElsewhere + ", https://manual.example/c2"},
		{"the page of the chapter above", "/c0", LeadsElsewhere},
		{"the page of a chapter far off", "/c6", LeadsElsewhere},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			_, past := m.night(1, manyChapters(""), nil, nil)
			for night := 2; night <= 3; night++ {
				var s Summary
				s, past = m.night(night, rowLeads(manyChapters(""), 1, c.to), past, nil)
				if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes != 0 || !strings.Contains(o.Cause, "“1.2 Chapter B”, https://manual.example/c1 ("+c.cause) {
					t.Fatalf("night %d: %s, told %q, cause %q", night, o.Status, m.toldAll(s.Run.RunID), o.Cause)
				}
			}
			edited := rowLeads(after, 1, c.to)
			edited["/c4"] = strings.Replace(edited["/c4"], "must", "should", 1)
			s, past := m.night(4, edited, past, nil)
			if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "edited Chapter E" {
				t.Fatalf("another chapter changed: told %q, cause %q", told, s.Observations[0].Cause)
			}
			edited["/"] = after["/"]
			s, _ = m.night(5, edited, past, nil)
			if told := strings.Join(m.toldAll(s.Run.RunID), ", "); s.Observations[0].Status != out.StatusChanged || told != "edited Chapter B" {
				t.Errorf("mended: %s, told %q", s.Observations[0].Status, told)
			}
		})
	}
}

// TestRowsThatLeadWhereTheySay: two chapters that became one on a page that changed are told, and
// so is one whose number is not in use any more, one that is gone from the contents, and one of
// which somebody says that the board publishes it no more.
func TestRowsThatLeadWhereTheySay(t *testing.T) {
	joined := rowLeads(manyChapters(""), 1, "/c2")
	joined["/c2"] = strings.Replace(joined["/c2"], "</main>", "<p>In case 1 the social worker must tell the manager within 3 working days.</p></main>", 1)
	unused, gone := manyChapters(""), manyChapters("")
	unused["/"] = strings.Replace(unused["/"], `<a href="/c1">1.2 Chapter B</a>`, "1.2 Not in use", 1)
	gone["/"] = strings.Replace(gone["/"], `<li><a href="/c1">1.2 Chapter B</a></li>`, "", 1)
	for _, c := range []struct {
		name  string
		pages map[string]string
	}{{"joined", joined}, {"not in use", unused}, {"gone", gone}} {
		m := newSmallManual(t)
		_, past := m.night(1, manyChapters(""), nil, nil)
		s, _ := m.night(2, c.pages, past, nil)
		if o := s.Observations[0]; o.Status != out.StatusChanged || s.Run.Changes == 0 {
			t.Errorf("%s: %s, %d changes, cause %q", c.name, o.Status, s.Run.Changes, o.Cause)
		}
	}
}

// TestFirstSightOfNoChapter: a manual of whose chapters nobody asked for one is not observed; once
// their pages are, it is. One is read whose chapters stand at hosts that the register does not
// name.
func TestFirstSightOfNoChapter(t *testing.T) {
	all := manyChapters("")
	for name, c := range map[string]struct {
		contents, status string
	}{
		"own":   {all["/"], out.StatusNeedsIntervention},
		"other": {strings.ReplaceAll(all["/"], `href="/`, `href="https://other.example/`), out.StatusChanged},
	} {
		m := newSmallManual(t)
		s, past := m.night(1, map[string]string{"/": c.contents}, nil, nil)
		if o := s.Observations[0]; o.Status != c.status || c.status == out.StatusNeedsIntervention && !strings.Contains(o.Cause, NoneAsked+", such as https://manual.example/c0") {
			t.Errorf("%s: %s, cause %q", name, o.Status, o.Cause)
		}
		if c.status != out.StatusNeedsIntervention {
			continue
		}
		if s, _ := m.night(2, all, past, nil); s.Observations[0].Status != out.StatusChanged || s.Run.Changes != 0 {
			t.Errorf("%s, all read: %s, %d changes", name, s.Observations[0].Status, s.Run.Changes)
		}
	}
}
