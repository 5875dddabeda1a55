package night

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"manualwatch/out"
	"manualwatch/out/report"
	"manualwatch/parse"
)

// saidOf returns what the changelog says of each change of a chapter by a run, with its
// significance.
func (m *smallManual) saidOf(title, run string) (said []string) {
	m.t.Helper()
	rows, err := m.data.Changes(out.Filter{RunID: run})
	if err != nil {
		m.t.Fatal(err)
	}
	for i := range rows {
		if rows[i].NewTitle != title {
			continue
		}
		e := &report.Entry{SectionID: rows[i].SectionID}
		said = append(said, rows[i].Significance+": "+e.Edited(&rows[i]))
	}
	return said
}

// TestNewChapterThatCannotBeRead puts a chapter into the contents whose file is a scan, or
// damaged: that its words could not be read is told, and when they can be, that they can, and
// not that practice changed.
func TestNewChapterThatCannotBeRead(t *testing.T) {
	const text = "The minutes must be sent to all who were there within five working days."
	reader := func(ctx context.Context, in parse.Input) (*parse.Document, error) {
		if strings.Contains(string(in.Body), "#broken") {
			return nil, errors.New("no pages found")
		}
		return sheets(ctx, in)
	}
	with := func(body string) map[string]string {
		p := manyChapters("")
		if body != "" {
			p["/"] = strings.Replace(p["/"], "</ul>", `<li><a href="/late.pdf">1.99 Late Chapter</a></li></ul>`, 1)
			p["/late.pdf"] = "%PDF-1.4\n" + body
			p["/c0"] = strings.Replace(p["/c0"], "In case 0", "In the first case", 1) // so that an edition is made
		}
		return p
	}
	for _, c := range []struct{ body, why string }{
		{"#needs_ocr", "as the reader says"},
		{"#broken", "no pages found"},
	} {
		m := newSmallManual(t)
		_, past := m.night(1, with(""), nil, reader)
		_, past = m.night(2, with(c.body), past, reader)
		s, past := m.night(3, with(c.body), past, reader)
		told := append(m.saidOf("Late Chapter", "20260302T020000Z"), m.saidOf("Late Chapter", s.Run.RunID)...)
		if want := fmt.Sprintf("new_text: New; its words could not be read: %s.", c.why); len(told) != 1 || told[0] != want {
			t.Errorf("%s: %q, want %q", c.body, told, want)
		}
		s, _ = m.night(4, with(text), past, reader)
		if told := m.saidOf("Late Chapter", s.Run.RunID); len(told) != 1 || told[0] != "new_text: Its words could not be read before and can be now: 14 words added." {
			t.Errorf("%s, then read: %q", c.body, told)
		}
	}
}

// TestEmptyPageIsFilled keeps what is said of a page that was read and said nothing, as long as
// it did.
func TestEmptyPageIsFilled(t *testing.T) {
	m := newSmallManual(t)
	pages := manyChapters("")
	pages["/"] = strings.Replace(pages["/"], "</ul>", `<li><a href="/late">1.99 Late Chapter</a></li></ul>`, 1)
	pages["/late"] = "<html><body><main><h1>1.99 Late Chapter</h1></main></body></html>"
	_, past := m.night(1, manyChapters(""), nil, nil)
	s, past := m.night(2, pages, past, nil)
	if told := m.saidOf("Late Chapter", s.Run.RunID); len(told) != 1 || told[0] != "new_text: New; it has no text of its own." {
		t.Errorf("an empty page: %q", told)
	}
	pages["/late"] = strings.Replace(pages["/late"], "</main>", "<p>The minutes must be sent to all who were there within five working days.</p></main>", 1)
	s, _ = m.night(3, pages, past, nil)
	if told := m.saidOf("Late Chapter", s.Run.RunID); len(told) != 1 || told[0] != "practice: Text changed: 14 words added." {
		t.Errorf("a page that was filled: %q", told)
	}
}
