package night

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"manualwatch/crawl"
	"manualwatch/out"
)

const wall = "<html><head><title>Anytown</title></head><body><main><h1>Cookies on this site</h1><p>Before you continue, please accept or reject cookies.</p></main></body></html>"

// manyChapters is a manual of eight chapters; those at the given paths show a body instead.
func manyChapters(body string, paths ...string) map[string]string {
	pages := map[string]string{}
	var list strings.Builder
	for i := range 8 {
		path := fmt.Sprintf("/c%d", i)
		fmt.Fprintf(&list, "<li><a href=%q>1.%d Chapter %c</a></li>", path, i+1, 'A'+i)
		pages[path] = fmt.Sprintf("<html><body><main><h1>1.%d Chapter %c</h1><p>In case %d the social worker must tell the manager within %d working days.</p></main></body></html>", i+1, 'A'+i, i, i+2)
	}
	pages["/"] = "<html><body><main><h1>Manual</h1><h2>1. Part</h2><ul>" + list.String() + "</ul></main></body></html>"
	for _, p := range paths {
		pages[p] = body
	}
	return pages
}

// TestOneTextInPlaceOfSeveral shows one page at the addresses of some chapters: they were
// not observed. Chapters that say the same of themselves are changed.
func TestOneTextInPlaceOfSeveral(t *testing.T) {
	notice := "<html><body><main><h1>Under review</h1><p>This chapter is under review.</p></main></body></html>"
	for _, c := range []struct {
		name, body string
		paths      []string
		status     string
		changes    int32
	}{
		{"a wall at two chapters", wall, []string{"/c1", "/c4"}, out.StatusPartial, 0},
		{"a wall at three chapters", wall, []string{"/c1", "/c4", "/c5"}, out.StatusPartial, 0},
		{"a wall at most chapters", wall, []string{"/c1", "/c2", "/c3", "/c4", "/c5", "/c6"}, out.StatusNeedsIntervention, 0},
		{"chapters under review", notice, []string{"/c1", "/c4"}, out.StatusChanged, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			_, past := m.night(1, manyChapters(""), nil, nil)
			s, past := m.night(2, manyChapters(c.body, c.paths...), past, nil)
			o := s.Observations[0]
			if o.Status != c.status || s.Run.Changes != c.changes {
				t.Fatalf("%s, %d changes, cause %q", o.Status, s.Run.Changes, o.Cause)
			}
			if o.Status == out.StatusPartial && !strings.Contains(o.Cause, "pages show one and the same text, which they did not before: “Cookies on this site") {
				t.Errorf("cause %q", o.Cause)
			}
			if s, _ = m.night(3, manyChapters(""), past, nil); s.Run.Changes != c.changes {
				t.Errorf("well again: %d changes, want %d", s.Run.Changes, c.changes)
			}
		})
	}
}

// TestPageInPlaceOfAFile shows a web page where a PDF stood: it is no new text of the
// chapter, whatever its words.
func TestPageInPlaceOfAFile(t *testing.T) {
	m, pdf := newSmallManual(t), pdfSaying("A strategy discussion is held within two days.")
	_, past := m.night(1, smallPages("Anyone may refer a child."), nil, pdf)
	pages := smallPages("Anyone must refer a child.")
	pages["/strategy.pdf"] = "<html><body><main><h1>Welcome to our partnership</h1><p>Find out about our training, our news and our events in the whole of the county.</p></main></body></html>"
	s, past := m.night(2, pages, past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 1 || o.Status != out.StatusPartial || !strings.Contains(o.Cause, "a web page stands at the address of a file: “Welcome to our partnership") {
		t.Errorf("%d changes, %+v", s.Run.Changes, o)
	}
	s, _ = m.night(3, smallPages("Anyone must refer a child."), past, pdf)
	if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusUnchanged {
		t.Errorf("well again: %d changes, %+v", s.Run.Changes, o)
	}
}

// TestFewWordsInPlaceOfAChapter shows a few words at the address of one chapter: they are no
// text of it where they say nothing of it. A board's own short text is.
func TestFewWordsInPlaceOfAChapter(t *testing.T) {
	long := strings.Repeat("The social worker tells the manager of the harm. ", 20)
	body := func(title, text string) string {
		return "<html><head><title>Anytown</title></head><body><main><h1>" + title + "</h1><p>" + text + "</p></main></body></html>"
	}
	for _, c := range []struct {
		name, title, body string
		status            string
		changes           int32
	}{
		{"a wall", "", wall, out.StatusPartial, 0},
		{"a front page", "", body("Welcome to our partnership", "Find out about our training and our news."), out.StatusPartial, 0},
		{"an error with words of a title", "Dogs in the home", body("Nothing came back", "What can I do? The error is in the server."), out.StatusPartial, 0},
		{"under its name", "", body("1.3 Chapter C", "Ring the team on the number that you were given."), out.StatusChanged, 1},
		{"of itself", "", body("Removed", "This procedure was withdrawn in March."), out.StatusChanged, 1},
		{"under a new name in the contents too", "Asking for help", body("1.3 Asking for help", "Ring the team on the number that you were given."), out.StatusChanged, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			before, tonight := manyChapters(""), manyChapters("")
			for i, other := range []string{"/c3", "/c4", "/c5", "/c6"} {
				before[other] = body(fmt.Sprintf("1.%d Chapter %c", i+4, 'D'+i), long+long)
				tonight[other] = before[other]
			}
			before["/c2"] = body("1.3 Chapter C", long)
			tonight["/c2"] = c.body
			if c.title != "" && c.changes == 0 {
				before["/"] = strings.Replace(before["/"], "Chapter C", c.title, 1)
			}
			if c.title != "" {
				tonight["/"] = strings.Replace(tonight["/"], "Chapter C", c.title, 1)
			}
			_, past := m.night(1, before, nil, nil)
			s, past := m.night(2, tonight, past, nil)
			o := s.Observations[0]
			if o.Status != c.status || s.Run.Changes < c.changes || c.changes == 0 && s.Run.Changes > 0 {
				t.Fatalf("%s, %d changes, cause %q", o.Status, s.Run.Changes, o.Cause)
			}
			if c.changes > 0 {
				return
			}
			if !strings.Contains(o.Cause, "a short page without the chapter's title stands in its place: “") {
				t.Errorf("cause %q", o.Cause)
			}
			if s, _ = m.night(3, before, past, nil); s.Run.Changes != 0 {
				t.Errorf("well again: %d changes", s.Run.Changes)
			}
		})
	}
}

// TestErrorInPlaceOfShortChapters: an error that a server words with the number of the request, and
// that is not much shorter than the chapters, stands in place of their texts: they were not
// observed. What a board says of a chapter under its title is its text.
func TestErrorInPlaceOfShortChapters(t *testing.T) {
	failure := func(id string) string {
		return "<html><body><main><h1>An unknown failure</h1><p>The proxy could not reach its origin. Request " + id + " was given up.</p></main></body></html>"
	}
	for _, c := range []struct {
		name   string
		pages  map[string]string
		status string
	}{
		{"one", map[string]string{"/c1": failure("0ce89a4fde301fb4")}, out.StatusPartial},
		{"two", map[string]string{"/c1": failure("0ce89a4fde301fb4"), "/c2": failure("77e89a4fde30aa04")}, out.StatusPartial},
		{"one in the board's own frame", map[string]string{"/c1": strings.Replace(failure("0ce89a4fde301fb4"), "<body>", "<head><title>Chapter B - Anytown</title></head><body>", 1)}, out.StatusPartial},
		{"a text of its own", map[string]string{"/c1": strings.Replace(failure("of the parents"), "An unknown failure", "1.2 Chapter B", 1)}, out.StatusChanged},
	} {
		m := newSmallManual(t)
		_, past := m.night(1, manyChapters(""), nil, nil)
		pages := manyChapters("")
		for path, body := range c.pages {
			pages[path] = body
		}
		s, _ := m.night(2, pages, past, nil)
		if o := s.Observations[0]; o.Status != c.status || (s.Run.Changes > 0) != (c.status == out.StatusChanged) {
			t.Errorf("%s: %s, told %q, cause %q", c.name, o.Status, m.toldAll(s.Run.RunID), o.Cause)
		}
	}
}

// TestStandInWithoutItsMenu: a page that shows something else below the chapter's name in its head
// alone, and without the menu of its part, was not observed.
func TestStandInWithoutItsMenu(t *testing.T) {
	b := crawl.Board{ID: "sample", Name: "Sample", Platform: "generic", Start: []string{"http://manual.example/"}, AllowPrivate: true}
	all := [][2]string{{"http://manual.example/", "pages"}}
	whole := menuParts(false)
	for i, animal := range []string{"dogs", "cats", "owls", "goats"} {
		for yard := range 8 {
			path := fmt.Sprintf("/yard%d/pen%d", yard, i)
			whole[path] = strings.Replace(whole[path], "<p>", fmt.Sprintf("<p>Yard %c: %s</p><p>", 'A'+yard, passages[animal]), 1)
		}
	}
	dark := maps.Clone(whole)
	dark["/yard1/pen2"] = "<html><head><title>Animals of Pen 12</title></head><body><main><h1>New site coming</h1><p>We make it better for you. Thank you for your patience.</p></main></body></html>"
	m := newSmallManual(t)
	_, past := m.visit(1, b, &web{all, whole}, nil)
	s, past := m.visit(2, b, &web{all, dark}, past)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes > 0 || !strings.Contains(o.Cause, "a short page without the chapter's title stands in its place: “New site coming") {
		t.Errorf("%s, told %q, cause %q", o.Status, m.toldAll(s.Run.RunID), o.Cause)
	}
	if s, _ = m.visit(3, b, &web{all, whole}, past); s.Run.Changes > 0 {
		t.Errorf("well again: told %q", m.toldAll(s.Run.RunID))
	}
}

// TestNewChapterBehindAWall: a chapter that is new in the contents and shows what stands in place of
// others was not seen; it is told when it is.
func TestNewChapterBehindAWall(t *testing.T) {
	m := newSmallManual(t)
	before, whole := manyChapters(""), manyChapters("")
	delete(before, "/c7")
	before["/"] = strings.Replace(before["/"], `<li><a href="/c7">1.8 Chapter H</a></li>`, "", 1)
	whole["/c7"] = strings.Replace(whole["/c7"], "In case", passages["owls"]+" "+passages["bees"]+" In case", 1)
	_, past := m.night(1, before, nil, nil)
	s, past := m.night(2, answering(wall, whole, []string{"/c1", "/c4", "/c7"}), past, nil)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes > 0 {
		t.Errorf("%s, told %q, cause %q", o.Status, m.toldAll(s.Run.RunID), o.Cause)
	}
	s, _ = m.night(3, whole, past, nil)
	if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "added Chapter H" {
		t.Errorf("told %q when it is seen", told)
	}
}
