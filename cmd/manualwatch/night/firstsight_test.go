package night

import (
	"maps"
	"strings"
	"testing"

	"manualwatch/out"
)

// TestChaptersReadLaterThanTheirEntry: chapters that the contents listed and that nobody asked for
// when the manual was first read (the register left them out, say) are seen for the first time
// when they are: nothing changed in practice. What changes from then on is told, and so is a text
// behind an address of which the site said that there was nothing.
func TestChaptersReadLaterThanTheirEntry(t *testing.T) {
	all, later := manyChapters(""), manyChapters("")
	later["/c1"] = strings.Replace(later["/c1"], "within 3 working days", "within 9 working days", 1)
	first := maps.Clone(all)
	delete(first, "/c1")
	delete(first, "/c4")
	m := newSmallManual(t)
	_, past := m.night(1, first, nil, nil)
	_, past = m.night(2, first, past, nil)
	s, past := m.night(3, all, past, nil)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusChanged || strings.Count(strings.Join(m.codes(s.Run.RunID), " "), "first_seen") != 2 {
		t.Errorf("read at last: %s, told %q, findings %q", o.Status, m.toldAll(s.Run.RunID), m.codes(s.Run.RunID))
	}
	s, _ = m.night(4, later, past, nil)
	if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "edited Chapter B" {
		t.Errorf("changed since: told %q", told)
	}

	m, first["/c1"], first["/c4"] = newSmallManual(t), gone, gone
	_, past = m.night(1, first, nil, nil)
	s, _ = m.night(2, all, past, nil)
	if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "edited Chapter B, edited Chapter E" {
		t.Errorf("there was nothing: told %q", told)
	}
}

const (
	expired = "<html><head><title>Anytown</title></head><body><main><h1>Your session has expired</h1><p>For your security we have ended your session. Please go back to the start page.</p></main></body></html>"
	sorry   = "<html><head><title>Anytown</title></head><body><main><h1>Sorry</h1><p>Something went wrong on our side. Please try again later.</p></main></body></html>"
)

// TestStandInsWhenAManualIsFirstRead: what a site shows of itself in place of chapters on the
// first night is no text of theirs. They were not observed, also on the next night, and their
// texts are no change when they come.
func TestStandInsWhenAManualIsFirstRead(t *testing.T) {
	for _, c := range []struct {
		name, body string
		paths      []string
		cause      string
	}{
		{"cookies at one chapter", wall, []string{"/c4"}, "a short page without the chapter's title stands in its place: “Cookies on this site"},
		{"cookies at three", wall, []string{"/c1", "/c4", "/c5"}, "3 pages show one and the same text, which names none of their chapters: “Cookies on this site"},
		{"a session at one", expired, []string{"/c1"}, "a short page without the chapter's title stands in its place: “Your session has expired"},
		{"an apology at two", sorry, []string{"/c1", "/c4"}, "2 pages show one and the same text, which names none of their chapters: “Sorry"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			var past *Past
			for night := 1; night <= 2; night++ {
				var s Summary
				s, past = m.night(night, manyChapters(c.body, c.paths...), past, nil)
				if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes != 0 || !strings.Contains(o.Cause, c.cause) {
					t.Fatalf("night %d: %s, %d changes, cause %q", night, o.Status, s.Run.Changes, o.Cause)
				}
			}
			s, past := m.night(3, manyChapters(""), past, nil)
			if o := s.Observations[0]; o.Status != out.StatusChanged || s.Run.Changes != 0 {
				t.Fatalf("there at last: %s, told %q, cause %q", o.Status, m.toldAll(s.Run.RunID), o.Cause)
			}
			if s, _ = m.night(4, manyChapters(""), past, nil); s.Observations[0].Status != out.StatusUnchanged {
				t.Errorf("as it was: %+v", s.Observations[0])
			}
		})
	}
}

// TestShortTextsWhenAManualIsFirstRead: a board's own short texts are read as they are, also where
// several chapters have one, where a page only points to a file, where several rows lead to one
// page, and where one is short and called otherwise.
func TestShortTextsWhenAManualIsFirstRead(t *testing.T) {
	page := func(body string) string { return "<html><body><main>" + body + "</main></body></html>" }
	files := manyChapters("")
	for _, p := range []string{"/c1", "/c4"} {
		files[p] = page("<h1>Download</h1><p><a href=\"" + p + ".pdf\">Download the document (PDF)</a></p>")
		files[p+".pdf"] = "%PDF of " + p
	}
	one := manyChapters("")
	one["/c1"], one["/c4"], one["/harm"] = redirectTo+"/harm", redirectTo+"/harm", page("<h1>Harm</h1><p>Ring the team on the day.</p>")
	for _, c := range []struct {
		name  string
		pages map[string]string
	}{
		{"of themselves", manyChapters(page("<h1>Soon</h1><p>This chapter is being written.</p>"), "/c1", "/c4")},
		{"under their names", manyChapters(page("<h1>Chapter B and Chapter E</h1><p>Soon.</p>"), "/c1", "/c4")},
		{"called otherwise", manyChapters(page("<h1>Useful numbers</h1><p>Ring the team on the day.</p>"), "/c1")},
		{"no words", manyChapters(page(`<h1>Manual</h1><img src="/chart.png">`), "/c1", "/c4")},
		{"files", files},
		{"one page", one},
	} {
		m := newSmallManual(t)
		s, past := m.night(1, c.pages, nil, pdfSaying("A strategy discussion is held within two days."))
		if o := s.Observations[0]; o.Status != out.StatusChanged {
			t.Errorf("%s: %s, cause %q", c.name, o.Status, o.Cause)
		}
		if s, _ = m.night(2, c.pages, past, pdfSaying("A strategy discussion is held within two days.")); s.Observations[0].Status != out.StatusUnchanged {
			t.Errorf("%s, the next night: %+v", c.name, s.Observations[0])
		}
	}
}
