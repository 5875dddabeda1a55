package night

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"manualwatch/out"
	"manualwatch/parse"
)

// sheets is a parser that takes each line of a file for a page: a paragraph, or what its reader
// says of a page or file that it could not read.
func sheets(_ context.Context, in parse.Input) (*parse.Document, error) {
	d := &parse.Document{URL: in.URL, FinalURL: in.FinalURL, MediaType: parse.TypePDF, SHA256: in.SHA256, Title: "Strategy Discussions"}
	for _, l := range strings.Split(strings.TrimSpace(string(in.Body)), "\n")[1:] {
		d.Pages++
		switch code, unread := strings.CutPrefix(l, "#"); {
		case code == "needs_ocr" || code == "pdf_page_failed":
			d.Unread++
			fallthrough
		case unread:
			d.Findings = append(d.Findings, parse.Finding{Code: code, Detail: "as the reader says", Page: d.Pages})
		case l != "":
			d.Blocks = append(d.Blocks, parse.Block{Kind: parse.Paragraph, Text: l, Page: d.Pages})
		}
	}
	return d, nil
}

// TestWhatCouldNotBeRead lets a file of two pages be read in part, or not at all, for a night:
// nothing of it is told, and what changed in it is told when it can be read.
func TestWhatCouldNotBeRead(t *testing.T) {
	const first = "A strategy discussion is held within two days by the police, the school and the social worker of the child."
	const second = "The minutes must be sent to all who were there and to the manager within five working days of the discussion."
	const newer = "The minutes must be sent to all who were there and to the manager within nine working days of the discussion."
	for _, c := range []struct {
		name, before, tonight, then string
		cause                       string
		first, last                 []string
	}{
		{"a scan", first + "\n" + second, "#needs_ocr", first + "\n" + newer, "strategy.pdf (as the reader says)", nil, []string{"edited Strategy Discussions"}},
		{"a scanned page", first + "\n" + second, first + "\n#needs_ocr", first + "\n" + second, "strategy.pdf (as the reader says)", nil, nil},
		{"a page that failed", first + "\n" + second, first + "\n#pdf_page_failed", first + "\n" + newer, "page 2 of 2 cannot be read: as the reader says", nil, []string{"edited Strategy Discussions"}},
		{"no words", first + "\n" + second, "#no_text", first + "\n" + second, "no text of the chapter stands on its page", nil, nil},
		{"cut", first, first + "\n" + second + "\n#pdf_too_large", first, "only the beginning was read: as the reader says", nil, nil},
		{"damaged", first + "\n" + second, first + "\n#pdf_damaged", first + "\n" + second, "it is damaged and was read in part: as the reader says", nil, nil},
		{"a picture beside the text", first + "\n" + second, first + "\n" + newer + "\n#needs_ocr", first + "\n" + newer, "", []string{"edited Strategy Discussions"}, nil},
		{"a scanned page as before", first + "\n" + second + "\n#needs_ocr", first + "\n#needs_ocr", first + "\n#needs_ocr", "", []string{"edited Strategy Discussions"}, nil},
		{"damage beside the text", first + "\n" + second, first + "\n" + newer + "\n#pdf_damaged", first + "\n" + newer, "", []string{"edited Strategy Discussions"}, nil},
		{"a page taken out", first + "\n" + second, first, first, "", []string{"edited Strategy Discussions"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := func(body string) map[string]string {
				p := smallPages("Anyone may refer a child.")
				p["/strategy.pdf"] = "%PDF-1.4\n" + body
				return p
			}
			m := newSmallManual(t)
			_, past := m.night(1, pages(c.before), nil, sheets)
			s, past := m.night(2, pages(c.tonight), past, sheets)
			m.wantNight(s, c.cause, c.first)
			s, _ = m.night(3, pages(c.then), past, sheets)
			m.wantNight(s, "", c.last)
		})
	}
}

// wantNight asserts what a night told, and its cause: "" is that of a manual that was seen whole.
func (m *smallManual) wantNight(s Summary, cause string, told []string) {
	m.t.Helper()
	o, status := s.Observations[0], out.StatusPartial
	if cause == "" {
		status = out.StatusChanged
		if s.Run.Changes == 0 {
			status = out.StatusUnchanged
		}
	}
	if o.Status != status || !strings.Contains(o.Cause, cause) {
		m.t.Errorf("%s: %s, cause %q, want %q", s.Run.RunID, o.Status, o.Cause, cause)
	}
	if got := m.told(s.Run.RunID); strings.Join(got, ", ") != strings.Join(told, ", ") {
		m.t.Errorf("%s: told %q, want %q", s.Run.RunID, got, told)
	}
}

// TestScanAtANewAddress puts a file that is a scan, or one of a scanned page, at another address
// than the text that it replaces: the chapter was not observed, on this night and the next.
func TestScanAtANewAddress(t *testing.T) {
	const text = "A strategy discussion is held within two days by the police, the school and the social worker of the child."
	const more = "The minutes must be sent to all who were there and to the manager within five working days of the discussion."
	at := func(path, body string) map[string]string {
		p := smallPages("Anyone may refer a child.")
		delete(p, "/strategy.pdf")
		p["/"] = strings.Replace(p["/"], "/strategy.pdf", path, 1)
		p[path] = "%PDF-1.4\n" + body
		return p
	}
	for name, c := range map[string]struct{ scan, cause string }{
		"all of it": {"#needs_ocr", "strategy-2026.pdf (as the reader says"},
		"one page":  {text + "\n#needs_ocr", "strategy-2026.pdf (as the reader says"},
		"blank":     {"#no_text", "no text of the chapter stands on its page"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newSmallManual(t)
			_, past := m.night(1, at("/strategy.pdf", text+"\n"+more), nil, sheets)
			s, past := m.night(2, at("/strategy-2026.pdf", c.scan), past, sheets)
			m.wantNight(s, c.cause, []string{"file_replaced Strategy Discussions"})
			s, past = m.night(3, at("/strategy-2026.pdf", c.scan), past, sheets)
			m.wantNight(s, c.cause, nil)
			s, _ = m.night(4, at("/strategy-2026.pdf", text+"\n"+strings.Replace(more, "five", "nine", 1)), past, sheets)
			m.wantNight(s, "", []string{"edited Strategy Discussions"})
		})
	}
}

// TestChapterFullOfLinks gives a chapter many links to pages of others: it is not taken for the
// list of contents.
func TestChapterFullOfLinks(t *testing.T) {
	m := newSmallManual(t)
	_, past := m.night(1, manyChapters(""), nil, nil)
	pages := manyChapters("")
	links := ""
	for i := range 100 {
		links += fmt.Sprintf(`<li><a href="https://elsewhere.example/%d">Service %d of the county</a></li>`, i, i)
	}
	pages["/c2"] = strings.Replace(pages["/c2"], "</main>", "<ul>"+links+"</ul></main>", 1)
	s, _ := m.night(2, pages, past, nil)
	m.wantNight(s, "", []string{"edited Chapter C"})
}

// TestPageAroundNothing shows the site's page around no text, or around a picture, for a chapter,
// and for one whose number is not in use any more.
func TestPageAroundNothing(t *testing.T) {
	for _, c := range []struct {
		name, body, row string
		cause           string
		told            []string
	}{
		{"a title", "<main><h1>1.3 Chapter C</h1></main>", "", "no text of the chapter stands on its page: “1.3 Chapter C”", nil},
		{"nothing", "<main></main>", "", "no text of the chapter stands on its page: no words", nil},
		{"a picture", `<main><h1>1.3 Chapter C</h1><img src="/flow.png" alt=""></main>`, "", "no text of the chapter stands on its page", nil},
		{"the page of another chapter", "", "", "no text of the chapter stands on its page: “1.2 Chapter B", nil},
		{"few words", "<main><h1>1.3 Chapter C</h1><p>Ring the team.</p></main>", "", "", []string{"edited Chapter C"}},
		{"not in use", "<main><h1>Not in use</h1></main>", "Not in use", "", []string{"retired Not in use"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			_, past := m.night(1, manyChapters(""), nil, nil)
			pages := manyChapters("<html><body>"+c.body+"</body></html>", "/c2")
			if c.body == "" {
				pages["/c2"] = pages["/c1"]
			}
			if c.row != "" {
				pages["/"] = strings.Replace(pages["/"], "Chapter C", c.row, 1)
			}
			s, past := m.night(2, pages, past, nil)
			m.wantNight(s, c.cause, c.told)
			if c.cause != "" {
				s, _ = m.night(3, manyChapters(""), past, nil)
				m.wantNight(s, "", nil)
			}
		})
	}
}

// TestChapterNeverHadText reads a scan on all nights: nobody waits for its words.
func TestChapterNeverHadText(t *testing.T) {
	m := newSmallManual(t)
	pages := func(scan string) map[string]string {
		p := smallPages("Anyone may refer a child.")
		p["/strategy.pdf"] = "%PDF-1.4\n#needs_ocr\n" + scan
		return p
	}
	_, past := m.night(1, pages("%%EOF1"), nil, scans)
	s, _ := m.night(2, pages("%%EOF2"), past, scans)
	if o := s.Observations[0]; o.Status == out.StatusPartial {
		t.Errorf("%+v", o)
	}
}

// scans is a parser that finds no word in any file.
func scans(_ context.Context, in parse.Input) (*parse.Document, error) {
	return &parse.Document{URL: in.URL, FinalURL: in.FinalURL, MediaType: parse.TypePDF, SHA256: in.SHA256, Pages: 1, Unread: 1, Findings: []parse.Finding{{Code: "needs_ocr", Detail: "a picture"}}}, nil
}

// TestAddressLeadsToAnotherChapter lets chapters lead to others and to the contents: while the
// contents list them they were not observed, and where these say so too they were merged.
func TestAddressLeadsToAnotherChapter(t *testing.T) {
	to5 := map[string]string{"/c4": redirectTo + "/c5"}
	for _, c := range []struct {
		name  string
		leads map[string]string
		row   [2]string // of the contents, and what stands there instead
		cause string
		told  []string
	}{
		{"to another", to5, [2]string{}, "its address leads to the page of another chapter: https://manual.example/c5", nil},
		{"two to another", map[string]string{"/c4": redirectTo + "/c5", "/c6": redirectTo + "/c5"}, [2]string{}, "its address leads to the page of another chapter: https://manual.example/c5", nil},
		{"to the contents", map[string]string{"/c4": redirectTo + "/"}, [2]string{}, "its address leads to the page of the contents: https://manual.example/", nil},
		{"the row is gone", to5, [2]string{`<li><a href="/c4">1.5 Chapter E</a></li>`, ""}, "", []string{"removed Chapter E"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			_, past := m.night(1, manyChapters(""), nil, nil)
			pages := manyChapters("")
			for from, to := range c.leads {
				pages[from] = to
			}
			pages["/"] = strings.Replace(pages["/"], c.row[0], c.row[1], 1)
			s, past := m.night(2, pages, past, nil)
			m.wantNight(s, c.cause, c.told)
			if c.cause != "" {
				s, past = m.night(3, pages, past, nil)
				m.wantNight(s, c.cause, nil)
				s, _ = m.night(4, manyChapters(""), past, nil)
				m.wantNight(s, "", nil)
			}
		})
	}
}

// TestNothingButNames: a page on which nothing stands but the trail that leads to its chapter gives
// no word of it.
func TestNothingButNames(t *testing.T) {
	pages := manyChapters("")
	m := newSmallManual(t)
	_, past := m.night(1, pages, nil, nil)
	dark := answering("<html><body><main><p>Part</p><p>Chapter C</p></main></body></html>", pages, []string{"/c2"})
	s, past := m.night(2, dark, past, nil)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes > 0 || !strings.Contains(o.Cause, "no text of the chapter stands on its page: “Part Chapter C”") {
		t.Errorf("%s, told %q, cause %q", o.Status, m.toldAll(s.Run.RunID), o.Cause)
	}
	if s, _ = m.night(3, pages, past, nil); s.Run.Changes > 0 {
		t.Errorf("well again: told %q", m.toldAll(s.Run.RunID))
	}
}

// TestTextPrintedTwice: a page on which the text of its chapter stands two times says nothing new.
func TestTextPrintedTwice(t *testing.T) {
	pages := chapters("/dogs Dogs: dogs puppies geese bees", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats")
	m := newSmallManual(t)
	_, past := m.night(1, pages, nil, nil)
	body := strings.TrimSuffix(strings.SplitAfterN(pages["/dogs"], "</h1>", 2)[1], "</main></body></html>")
	twice := strings.Replace(pages["/dogs"], "</main>", body+"</main>", 1)
	s, past := m.night(2, answering(twice, pages, []string{"/dogs"}), past, nil)
	if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes > 0 || !strings.Contains(o.Cause, "stands on its page twice") {
		t.Errorf("%s, told %q, cause %q", o.Status, m.toldAll(s.Run.RunID), o.Cause)
	}
	if s, _ = m.night(3, pages, past, nil); s.Run.Changes > 0 {
		t.Errorf("well again: told %q", m.toldAll(s.Run.RunID))
	}
}
