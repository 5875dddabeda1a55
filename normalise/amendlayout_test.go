package normalise

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAmendmentLayouts reads pages of amendments in rarer layouts against readings that
// were checked by hand.
func TestAmendmentLayouts(t *testing.T) {
	golden(t, "testdata/amendments.txtar", func(t *testing.T, page []byte) string { return amendmentLines(readAmended(t, string(page), nil)) })
}

// amendmentLines prints amendments as date|scope|chapter|details|new|section.
func amendmentLines(e *Edition) string {
	titles := make(map[string]string)
	for _, s := range e.Sections {
		titles[s.ID] = s.Title
	}
	var out strings.Builder
	for _, a := range e.Amendments {
		isNew := ""
		if a.New {
			isNew = "new"
		}
		fmt.Fprintf(&out, "%s|%s|%s|%s|%s|%s\n", a.Date, a.Scope, a.Chapter, strings.ReplaceAll(a.Details, "\n", " / "), isNew, titles[a.SectionID])
	}
	return out.String()
}

// TestAmendmentsOverPages reads amendments that go on over further pages of a list,
// and those that stand on a page for each release behind an index.
func TestAmendmentsOverPages(t *testing.T) {
	const origin = "http://example.test"
	read := func(pages map[string]string) string {
		in := Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Amendments: []string{origin + "/changes"}, Hosts: []string{"example.test"}}
		pages["/contents"] = `<h1>Manual</h1><ul><li><a href="/c/neglect">Neglect</a></li><li><a href="/c/bullying">Bullying</a></li><li><a href="/c/faith">Faith and Belief</a></li></ul>`
		for _, c := range []string{"neglect", "bullying", "faith"} {
			pages["/c/"+c] = `<h1>` + c + `</h1>` + chapterBody(mRow{title: c})
		}
		for at, body := range pages {
			in.Pages = append(in.Pages, Page{Document: parseKit(t, "generic", origin+at, []byte(`<html><head><title>Page</title></head><body><main>`+body+`</main></body></html>`))})
		}
		return amendmentLines(Read(in))
	}
	post := func(title, date, words string) string {
		return `<article><h2><a href="/news/` + strings.ReplaceAll(title+date, " ", "") + `">` + title + `</a></h2><p>Posted on ` + date + ` by the office</p><p>` + words + `</p></article>`
	}
	over := read(map[string]string{
		"/changes":        `<h1>Category: Policy updates</h1>` + post("Updated chapter: Neglect", "21 May 2025", "A tool was added.") + post("New chapter: Bullying", "2 May 2025", "Written with schools.") + `<p><a href="/changes/page/2">Older posts</a></p>`,
		"/changes/page/2": `<h1>Category: Policy updates</h1>` + post("Updated chapter: Faith and Belief", "3 March 2025", "Links mended.") + post("Updated chapter: Neglect", "1 March 2025", "Wording.") + `<p><a href="/changes">Newer posts</a></p>`,
	})
	want := "2025-05-21|local|Neglect|A tool was added.||Neglect\n2025-05-02|local|Bullying|Written with schools.|new|Bullying\n2025-03-03|local|Faith and Belief|Links mended.||Faith and Belief\n2025-03-01|local|Neglect|Wording.||Neglect\n"
	if d := cmp.Diff(want, over); d != "" {
		t.Errorf("over pages: -want +got\n%s", d)
	}
	releases := read(map[string]string{
		"/changes":          `<h1>Releases of the manual</h1><p>Choose a release.</p><ul><li><a href="/changes/12-2">Version 12.2 – May 2025</a><p>A short issue.</p></li><li><a href="/changes/12-1">Version 12.1 – January 2025</a><p>For all partners.</p></li></ul>`,
		"/changes/12-2":     `<h1>Version 12.2 – May 2025</h1><p>Two chapters were changed in this release.</p><p><b><a href="/c/neglect">Neglect</a>:</b> A tool was added.</p><p><b><a href="/c/faith">Faith and Belief</a>:</b> Links mended.</p><p><a href="/changes">All releases</a></p>`,
		"/changes/12-1":     `<h1>Version 12.1 – January 2025</h1><p><b><a href="/c/bullying">Bullying</a>:</b> Wording.</p><p><a href="/changes">All releases</a></p>`,
		"/changes/elswhere": `<h1>Something else</h1><p>Nothing here was changed.</p>`,
	})
	want = "2025-01-01|local|Bullying|Wording.||Bullying\n2025-05-01|local|Neglect|A tool was added.||Neglect\n2025-05-01|local|Faith and Belief|Links mended.||Faith and Belief\n"
	if d := cmp.Diff(want, releases); d != "" {
		t.Errorf("releases: -want +got\n%s", d)
	}
}
