package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// TestGuideFromItsFirstPage reads a guide whose start page is its first chapter. Its pages are
// listed beside the text of each only, in one list of one level without numbers; that they are
// one after the other, or titled as parts of one, tells that they are chapters.
func TestGuideFromItsFirstPage(t *testing.T) {
	const guide = "Working together to protect children"
	titles := []string{"Introduction", "Principles", "Sharing information", "Visits", "Planning meetings", "Core groups", "Version history"}
	at := func(i int) string { return "/" + strings.ReplaceAll(strings.ToLower(titles[i]), " ", "-") }
	head := func(s string) string { return "<h1>" + s + "</h1>" }
	named := func(i int) string { return head(guide + " - " + titles[i]) }
	next := func(i int) string {
		if i+1 == len(titles) {
			return ""
		}
		return `<nav><ul><li><a rel="next" href="` + at(i+1) + `"><span>Next</span></a></li></ul></nav>`
	}
	none := func(int) string { return "" }
	var chapters []string
	for _, title := range titles {
		chapters = append(chapters, "chapter||"+title)
	}
	for name, c := range map[string]struct {
		head, turn func(i int) string
		unread     string // address of a page that was not read
		want       []string
	}{
		"each page leads to the next": {func(i int) string { return head(titles[i]) }, next, "", chapters},
		"one of them was not read":    {func(i int) string { return head(titles[i]) }, next, at(3), chapters},
		"titled as parts of one":      {named, none, "", chapters},
		"both":                        {named, next, "", chapters},
		"one title over all":          {func(i int) string { return head(guide) + "<h2>" + titles[i] + "</h2>" }, none, "", chapters},
		"the menu of a site":          {func(i int) string { return head(titles[i]) }, none, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			pages := map[string]string{}
			for i := range titles {
				menu := ""
				for k, title := range titles {
					if k == i {
						menu += `<li><span class="active">` + title + "</span></li>"
						continue
					}
					menu += `<li><a href="` + at(k) + `">` + title + "</a></li>"
				}
				pages[at(i)] = "<main>" + c.head(i) + "<p>" + titles[i] + ": " + fillerWords(6) + "</p>" + c.turn(i) + "</main><aside><nav><h2>Pages in this guide</h2><ol>" + menu + "</ol></nav></aside>"
			}
			delete(pages, c.unread)
			e := readSite(t, normalise.Input{Start: []string{at(0)}}, pages)
			if d := cmp.Diff(c.want, bookLines(e)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			for _, s := range e.Sections {
				if !strings.HasPrefix(s.Text, s.Title+": ") && s.URL != "http://example.test"+c.unread {
					t.Errorf("%s says %q", s.Title, s.Text)
				}
			}
		})
	}
}

// TestPublicationOfNumberedPages reads a publication whose title heads each page, that of the page
// below it, with the list of all its pages between: below the trail, under a label of its own, the
// entry of the page itself marked in words. Small letters count chapters in behind whole numbers.
func TestPublicationOfNumberedPages(t *testing.T) {
	const publication = "Child Protection in the Four Councils of the East and among their Partners - Plain Text Web Version"
	titles := []string{"1. Introduction", "2. Visits", "3. Particular Harm", "3a. Neglect", "3b. Online Harm", "4. Reviews", "4a. Learning Reviews", "Appendix 1: Timescales"}
	at := func(i int) string { return fmt.Sprintf("/article/%d", 100+i) }
	page := func(own int, body string) string {
		menu, label := "", publication
		for i, title := range titles {
			if i == own {
				label = title
				menu += `<li><span class="current">You are here: ` + title + "</span></li>"
				continue
			}
			menu += `<li><a href="` + at(i) + `">` + title + "</a></li>"
		}
		return "<html><head><title>" + label + " - Four Councils</title></head>" + `<body><nav class="breadcrumb" aria-label="Breadcrumb"><ol><li class="breadcrumb__item"><a href="http://council.test/">Home</a></li><li class="breadcrumb__item"><a href="http://council.test/child-protection">Child protection</a></li><li class="breadcrumb__item"><span>` + publication + "</span></li></ol></nav>" +
			`<main><h1>` + publication + "</h1>" + `<nav class="multipage" aria-label="Pages in this publication"><h2 class="multipage__title">Pages in ` + publication + "</h2><ol>" + menu + "</ol></nav>" + body + "</main></body></html>"
	}
	pages := map[string]string{"/": page(-1, "<p>Agreed by the four councils.</p>")}
	for i, title := range titles {
		body := "<article><h2>" + title + "</h2>"
		if number, _, ok := strings.Cut(title, ". "); ok {
			body += "<h3>" + number + ".1 Who this is for</h3><p>" + fillerWords(3) + "</p><h3>" + number + ".2 When to ask</h3>"
		}
		pages[at(i)] = page(i, body+"<p>"+fillerWords(4)+"</p></article>")
	}
	heads := func(n string) []string {
		return []string{" heading|" + n + ".1|Who this is for", " heading|" + n + ".2|When to ask"}
	}
	var want []string
	for _, title := range titles[:len(titles)-1] {
		number, rest, _ := strings.Cut(title, ". ")
		want = append(append(want, "chapter|"+number+"|"+rest), heads(number)...)
	}
	want = append(want, "appendix||Appendix 1: Timescales")
	e := readWay(t, pages)
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
