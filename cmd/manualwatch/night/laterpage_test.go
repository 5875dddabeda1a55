package night

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/out"
)

// twoPages makes a manual of which one chapter goes on at a second page.
func twoPages() (pages, from map[string]string) {
	pages = chapters(beforeAll...)
	turn := func(at, to, word string) {
		pages[at] = strings.Replace(pages[at], "</main>", fmt.Sprintf(`<p class="pagination"><a rel="%s" href="%s">%[1]s page</a></p></main>`, word, to), 1)
	}
	pages["/owls/2"] = "<html><body><main><h1>1.3 Owls</h1><h2>Visits</h2><p>" + passages["geese"] + " " + passages["bees"] + " " + passages["goats"] + "</p></main></body></html>"
	turn("/owls", "/owls/2", "next")
	turn("/owls/2", "/owls", "prev")
	return pages, map[string]string{"/owls/2": "/owls", "/owls": "/"}
}

// TestSomethingElseOnALaterPage: what stands for two nights in place of the page on which a chapter goes
// on, or says that there is none while the first page still turns to it, takes nothing from the
// chapter; a duty that changes there on the night on which it is back is told as what it is.
func TestSomethingElseOnALaterPage(t *testing.T) {
	all, from := twoPages()
	for name, body := range map[string]string{
		"an apology":         "<html><head><title>Oops</title></head><body><h1>Oops</h1><p>Something went wrong.</p></body></html>",
		"its title alone":    "<html><body><main><h1>1.3 Owls</h1></main></body></html>",
		"the start page":     all["/"],
		"another chapter":    all["/cats"],
		"the first page":     all["/owls"],
		"leads to the start": redirectTo + "/",
		"gone":               gone,
	} {
		m := newSmallManual(t)
		m.from = from
		_, past := m.night(1, all, nil, nil)
		for day := 2; day <= 3; day++ {
			s, _ := m.night(day, answering(body, all, []string{"/owls/2"}), past, nil)
			if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes != 0 || !strings.Contains(o.Cause, "https://manual.example/owls/2 (") {
				t.Errorf("%s, night %d: %s, told %q, %s", name, day, o.Status, m.toldAll(s.Run.RunID), o.Cause)
			}
		}
		back := answering(strings.Replace(all["/owls/2"], "waits on", "must wait on", 1), all, []string{"/owls/2"})
		s, _ := m.night(4, back, past, nil)
		if o, told := s.Observations[0], strings.Join(m.toldAll(s.Run.RunID), ", "); o.Status != out.StatusChanged || told != "edited Visits" && told != "edited Owls" {
			t.Errorf("%s, well again: %s, told %q", name, o.Status, told)
		}
	}
}

// TestLaterPageGoneForGood: a page on which a chapter goes on and of which the site says night after
// night that it is gone is believed to be after seven days, or when somebody vouches for the manual:
// its passages are told as gone once, and nothing is amiss from then on; when it is back, they are.
func TestLaterPageGoneForGood(t *testing.T) {
	all, from := twoPages()
	all["/owls/2"] = strings.Replace(all["/owls/2"], passages["geese"]+" "+passages["bees"]+" ", "", 1)
	missing := answering(gone, all, []string{"/owls/2"})
	for name, c := range map[string]struct{ accept, told, back int }{
		"for long":           {0, 9, 20},
		"accepted":           {3, 3, 20},
		"back":               {3, 3, 8},
		"back before a week": {0, 20, 6},
	} {
		m := newSmallManual(t)
		m.from = from
		_, past := m.night(1, all, nil, nil)
		for day := 2; day <= 12; day++ {
			pages, status := missing, out.StatusPartial
			m.accept = day == c.accept
			switch {
			case day == 5 && c.told < day: // what else changes is told alone
				pages, status = answering(strings.Replace(all["/cats"], "</p>", " The cat must be fed.</p>", 1), missing, []string{"/cats"}), out.StatusChanged
			case day == 6 && c.told < day, day == c.told, day == c.back && c.told < day:
				status = out.StatusChanged
			case day > c.told, day >= c.back:
				status = out.StatusUnchanged
			}
			if day >= c.back {
				pages = all
			}
			s, _ := m.night(day, pages, past, nil)
			told := strings.Join(m.toldAll(s.Run.RunID), ", ")
			ofOwls := strings.Contains(told, "Owls") || strings.Contains(told, "Visits")
			if o := s.Observations[0]; o.Status != status || ofOwls != (day == c.told || day == c.back && c.told < day) {
				t.Errorf("%s, night %d: %s, told %q, %s", name, day, o.Status, told, o.Cause)
			}
		}
	}
}

// TestPageForPrintingIsNoLaterPage: a chapter that is edited is told, and nothing is amiss, where the
// site shows its text at the address of a page for printing as well.
func TestPageForPrintingIsNoLaterPage(t *testing.T) {
	all := chapters(beforeAll...)
	all["/owls.html"] = all["/owls"]
	all["/owls"] = strings.Replace(all["/owls"], "</main>", `</main><p>Also available as: <a href="/owls.html">HTML</a></p>`, 1)
	m := newSmallManual(t)
	m.from = map[string]string{"/owls.html": "/owls", "/owls": "/"}
	_, past := m.night(1, all, nil, nil)
	for _, path := range []string{"/owls", "/owls.html"} {
		all[path] = strings.Replace(all[path], "</p>", " The owl must be fed.</p>", 1)
	}
	s, _ := m.night(2, all, past, nil)
	if o, told := s.Observations[0], strings.Join(m.toldAll(s.Run.RunID), ", "); o.Status != out.StatusChanged || told != "edited Owls" {
		t.Errorf("%s, told %q, %s", o.Status, told, o.Cause)
	}
}

// TestLaterPageIsRewritten: a page on which a chapter goes on and that says something else of it is told.
func TestLaterPageIsRewritten(t *testing.T) {
	all, from := twoPages()
	m := newSmallManual(t)
	m.from = from
	_, past := m.night(1, all, nil, nil)
	short := answering("<html><body><main><h1>1.3 Owls</h1><h2>Visits</h2><p>Nobody visits the owls.</p></main></body></html>", all, []string{"/owls/2"})
	s, _ := m.night(2, short, past, nil)
	if o := s.Observations[0]; o.Status != out.StatusChanged || s.Run.Changes == 0 {
		t.Errorf("%s, %d changes, %s", o.Status, s.Run.Changes, o.Cause)
	}
}
