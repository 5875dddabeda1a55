package normalise

import (
	"strings"
	"testing"
)

// onPage is a page with a list of places on it and a heading for each, with others below, in
// which HEAD stands for it.
func onPage(title string, heads []string, below ...string) string {
	list, text := "", ""
	for i, h := range heads {
		list += `<li><a href="#` + slug(h) + `">` + h + `</a></li>`
		text += `<h2 id="` + slug(h) + `">` + h + `</h2>`
		for k, b := range below {
			if (i+k)%3 > 0 {
				text += "<h3>" + strings.Replace(b, "HEAD", h, 1) + "</h3>"
			}
			text += strings.Repeat("<p>Staff who deal with "+h+" in "+title+" write down what they see and tell the duty team.</p>", 2)
		}
		text += `<p><a href="#top">Back to top</a></p>`
	}
	return "<h1>" + title + `</h1><p><b>On this page</b></p><ul>` + list + "</ul>" + text
}

// TestSectionsOnOnePageEach reads a list of a few long pages: sections whose chapters are
// their headings, or chapters whose headings are the same in all of them.
func TestSectionsOnOnePageEach(t *testing.T) {
	below := []string{"Background", "What to do", "Records"}
	sections := map[string][]string{"Cases": {"Visits", "Plans", "Reviews"}, "Staff": {"Vetting", "Cover"}, "Places": {"Halls", "Huts", "Camps"}}
	order := []string{"Cases", "Staff", "Places"}
	links := ""
	for _, s := range order {
		links += `<p><a class="button" href="/` + slug(s) + `">` + s + `</a></p>`
	}
	t.Run("sections", func(t *testing.T) {
		pages, want := map[string]string{"/contents": "<h1>Procedures</h1><p>They are in three parts.</p>" + links}, []string{}
		for _, s := range order {
			pages["/"+slug(s)] = onPage(s, sections[s], below...)
			want = append(want, "section||"+s)
			for _, c := range sections[s] {
				want = append(want, " chapter||"+c)
			}
		}
		e := readSite(t, Input{Start: []string{"/contents"}}, pages)
		check(t, e, want...)
		for _, s := range e.Sections {
			if s.Title == "Plans" && (!strings.HasSuffix(s.URL, "/cases#plans") || len(s.Text) > 0 && !strings.Contains(s.Text, "deal with Plans")) {
				t.Errorf("Plans at %s says %q", s.URL, s.Text)
			}
		}
	})
	t.Run("chapters set alike", func(t *testing.T) {
		pages, want := map[string]string{"/contents": "<h1>Procedures</h1>" + links}, []string{}
		for _, s := range order {
			pages["/"+slug(s)] = onPage(s, append([]string{s + " in short"}, below...), "In the day", "At night")
			want = append(want, "chapter||"+s)
		}
		check(t, readSite(t, Input{Start: []string{"/contents"}}, pages), want...)
	})
	t.Run("chapters with headings of their own", func(t *testing.T) {
		pages, want := map[string]string{"/contents": "<h1>Procedures</h1>" + links}, []string{}
		for _, s := range order {
			pages["/"+slug(s)] = onPage(s, sections[s], "HEAD in the day", "HEAD at night")
			want = append(want, "chapter||"+s)
		}
		check(t, readSite(t, Input{Start: []string{"/contents"}}, pages), want...)

		want = nil
		for _, s := range order {
			want = append(want, "section||"+s)
			for _, c := range sections[s] {
				want = append(want, " chapter||"+c)
			}
		}
		pages["/changes"] = "<h1>Amendments</h1><h3>May 2024</h3><p><b>Plans:</b> The form was replaced.</p><p><b>Cover:</b> A duty was added.</p><h3>March 2023</h3><p><b>Huts:</b> Links were mended.</p><p><b>Visits:</b> Links were mended.</p>"
		check(t, readSite(t, Input{Start: []string{"/contents"}, Amendments: []string{"/changes"}}, pages), want...)
	})
}
