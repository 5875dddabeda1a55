package manual

import (
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
		want       []string
	}{
		"each page leads to the next": {func(i int) string { return head(titles[i]) }, next, chapters},
		"titled as parts of one":      {named, none, chapters},
		"both":                        {named, next, chapters},
		"one title over all":          {func(i int) string { return head(guide) + "<h2>" + titles[i] + "</h2>" }, none, chapters},
		"the menu of a site":          {func(i int) string { return head(titles[i]) }, none, nil},
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
			e := readSite(t, normalise.Input{Start: []string{at(0)}}, pages)
			if d := cmp.Diff(c.want, bookLines(e)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			for _, s := range e.Sections {
				if !strings.HasPrefix(s.Text, s.Title+": ") {
					t.Errorf("%s says %q", s.Title, s.Text)
				}
			}
		})
	}
}
