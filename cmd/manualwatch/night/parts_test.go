package night

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestChapterCutIntoPages cuts a chapter into three pages: as long as one of them cannot be seen
// nothing is told of it, and nothing at all once all of them are.
func TestChapterCutIntoPages(t *testing.T) {
	const (
		one   = "<h2>Before</h2><p>In all cases the warden must light the lamp within two hours of dusk.</p>"
		two   = "<h2>During</h2><p>The mate must call the harbour within five minutes of any fog.</p>"
		three = "<h2>After</h2><p>The cook must write down within a day what was seen of the boats.</p>"
	)
	page := func(text string) string {
		return "<html><head><title>1.1 Chapter A</title></head><body><main><h1>1.1 Chapter A</h1>" + text + "</main></body></html>"
	}
	list := `<p>Pages in this chapter</p><ol><li><a href="/c0">Before</a></li><li><a href="/c0-during">During</a></li><li><a href="/c0-after">After</a></li></ol>`
	for name, c := range map[string]struct{ first, second, third, at2, at3 string }{
		"next, in the text":   {one + `<p>Page 1 of 3</p><p><a href="/c0-2">Next</a></p>`, two + `<p>Page 2 of 3</p><p><a href="/c0">Previous</a> <a href="/c0-3">Next</a></p>`, three + `<p>Page 3 of 3</p><p><a href="/c0-2">Previous</a></p>`, "/c0-2", "/c0-3"},
		"next, in a frame":    {one + `<nav><a rel="next" href="/c0/part2">Next page</a></nav>`, two + `<nav><a rel="next" href="/c0/part3">Next page</a></nav>`, three, "/c0/part2", "/c0/part3"},
		"next, in the head":   {one + `<link rel="next" href="/c0/page/2">`, two + `<link rel="next" href="/c0/page/3">`, three, "/c0/page/2", "/c0/page/3"},
		"numbers of pages":    {one + `<p><a href="/c0">1</a> <a href="/c0?page=2">2</a> <a href="/c0?page=3">3</a></p>`, two + `<p><a href="/c0">1</a> <a href="/c0?page=3">3</a></p>`, three + `<p><a href="/c0">1</a></p>`, "/c0?page=2", "/c0?page=3"},
		"a list of the pages": {list + one, list + two, list + three, "/c0-during", "/c0-after"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newSmallManual(t)
			whole := manyChapters(page(one+two+three), "/c0")
			cut := manyChapters(page(c.first), "/c0")
			cut[c.at2] = page(c.second)
			half := map[string]string{}
			for k, v := range cut {
				half[k] = v
			}
			cut[c.at3] = page(c.third)
			_, past := m.night(1, whole, nil, nil)
			if s, _ := m.night(2, cut, past, nil); s.Run.Changes != 0 {
				t.Errorf("cut: %d changes", s.Run.Changes)
			}
			s, past := m.night(3, half, past, nil)
			if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusPartial || !strings.Contains(o.Cause, "goes on at a page that was not read") {
				t.Errorf("one page missing: %s, %d changes, cause %q", o.Status, s.Run.Changes, o.Cause)
			}
			if s, _ = m.night(4, cut, past, nil); s.Run.Changes != 0 {
				t.Errorf("whole again: %d changes", s.Run.Changes)
			}
			first := newSmallManual(t)
			_, past = first.night(1, cut, nil, nil)
			if s, _ := first.night(2, whole, past, nil); s.Run.Changes != 0 {
				t.Errorf("cut on the first night: %d changes when it is one page", s.Run.Changes)
			}
		})
	}
}

// TestNextChapter turns from each chapter to the next of the contents: each stays its own.
func TestNextChapter(t *testing.T) {
	m := newSmallManual(t)
	pages := manyChapters("")
	turned := map[string]string{}
	for path, body := range pages {
		turned[path] = body
		if path != "/" && path != "/c7" {
			turned[path] = strings.Replace(body, "</main>", `<p><a rel="next" href="/c`+string(path[2]+1)+`">Next</a></p></main>`, 1)
		}
	}
	_, past := m.night(1, pages, nil, nil)
	if s, _ := m.night(2, turned, past, nil); s.Run.Changes != 0 || s.Observations[0].Status == out.StatusPartial {
		t.Errorf("%s, %d changes", s.Observations[0].Status, s.Run.Changes)
	}
}
