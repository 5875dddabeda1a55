package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestListOfPagesBelow reads a chapter that ends with the list of its appendices, which sites add,
// and one that ends with a list of other chapters, which is its text.
func TestListOfPagesBelow(t *testing.T) {
	chapter := func(title, end string) string {
		said := strings.Repeat("<p>Whoever goes there rings first, says when he comes, and takes a colleague with him.</p>", 3)
		return "<h1>" + title + "</h1><h2>Before</h2>" + said + end
	}
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, map[string]string{
		"/contents": `<h1>Procedures</h1><ul><li><a href="/visits">1 Visits</a><ul><li><a href="/map">Appendix 1: Map</a></li><li><a href="/form">Appendix 2: Form</a></li></ul></li><li><a href="/plans">2 Plans</a></li><li><a href="/moves">3 Moves</a></li></ul>`,
		"/visits":   chapter("1 Visits", `<div class="well"><h3>Articles</h3><ul><li><a href="/map">Appendix 1: Map</a></li><li><a href="/form">Appendix 2: Form</a></li></ul></div>`),
		"/plans":    chapter("2 Plans", `<h3>Read with this</h3><ul><li><a href="/visits">1 Visits</a></li><li><a href="/map">Map</a></li></ul>`),
		"/moves":    chapter("3 Moves", ""), "/map": chapter("Appendix 1: Map", ""), "/form": chapter("Appendix 2: Form", ""),
	})
	heads := func(chapter string) (out []string) {
		for i := range e.Sections {
			if s := &e.Sections[i]; s.Kind == normalise.KindHeading && strings.Contains(s.URL, "/"+chapter) {
				out = append(out, s.Title)
			}
		}
		return out
	}
	if got := heads("visits"); !slices.Equal(got, []string{"Before"}) {
		t.Errorf("headings of the chapter with appendices: %q", got)
	}
	if got := heads("plans"); !slices.Equal(got, []string{"Before", "Read with this"}) {
		t.Errorf("headings of the other chapter: %q", got)
	}
}

// TestSectionWithTextAndList reads the sections of a manual whose pages have a text, the list of
// their chapters below it with flags, and a menu with that list beside it.
func TestSectionWithTextAndList(t *testing.T) {
	sections := map[string][]string{"Cases": {"Visits", "Plans", "Reviews"}, "Staff": {"Vetting", "Cover", "Leave"}}
	pages := map[string]string{"/contents": `<h1>Procedures</h1><div><h3><a href="/cases">Cases</a></h3><p>From the first call on.</p></div><div><h3><a href="/staff">Staff</a></h3><p>Who may go.</p></div>`}
	said := strings.Repeat("Whoever goes to a home goes with a colleague, and both write down on the same day what they saw there. ", 4)
	for section, chapters := range sections {
		at := "/" + strings.ToLower(section)
		list, menu := "", `<li><a href="`+at+`">Overview</a></li>`
		for i, c := range chapters {
			entry := fmt.Sprintf(`<a href="%s/%s">%d. %s</a>`, at, strings.ToLower(c), i+1, c)
			menu += "<li>" + entry + "</li>"
			if i == 1 {
				entry += ` <span class="tag">Updated</span>`
			}
			list += "<li>" + entry + "</li>"
		}
		side := `<nav><h2>In this policy</h2><ul>` + menu + `</ul></nav>`
		trail := func(last string) string {
			return `<nav class="breadcrumb"><ol><li><a href="/contents">Procedures</a></li>` + last + `</ol></nav>`
		}
		pages[at] = trail("<li>"+section+"</li>") + side + "<main><h1>" + section + "</h1><p>" + said + section + ".</p><h2>Contents</h2><ul>" + list + "</ul></main>"
		for i, c := range chapters {
			pages[at+"/"+strings.ToLower(c)] = trail(`<li><a href="`+at+`">`+section+"</a></li><li>"+c+"</li>") + side + fmt.Sprintf("<main><h1>%d. %s</h1>%s</main>", i+1, c, chapterBody(mRow{title: c}))
		}
	}
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, pages)
	check(t, e, "section||Cases", " chapter|1|Visits", " chapter|2|Plans", " chapter|3|Reviews", "section||Staff", " chapter|1|Vetting", " chapter|2|Cover", " chapter|3|Leave")
	for i := range e.Sections {
		s := &e.Sections[i]
		if s.Kind == normalise.KindSection && s.Text != said+s.Title+"." {
			t.Errorf("the section %s says %q", s.Title, s.Text)
		}
		if want := s.Kind == normalise.KindChapter && s.Number == "2"; want != slices.Equal(s.Flags, []string{"updated"}) {
			t.Errorf("flags of %s: %q", s.Title, s.Flags)
		}
		if s.Kind == normalise.KindHeading && s.Title == "Contents" {
			t.Error("the label of the list is a heading")
		}
	}
}

// TestBookWithPreface reads a book of pages with its contents beside each: its first page, to
// which the name of the book leads too, is a chapter, without what the book prints over it.
func TestBookWithPreface(t *testing.T) {
	chapters := []string{"Visits", "Plans", "Reviews", "Moves", "Lamps", "Boats"}
	side := `<nav><ul><li><a href="./">Handbook of the Isle</a></li><li><a href="index.html">About this handbook</a></li><li class="part"><span><b>Cases</b></span></li>`
	for i, c := range chapters {
		if i == 2 {
			side += `<li class="part"><span><b>After</b></span></li>`
		}
		side += fmt.Sprintf(`<li><a href="%s.html"><b>%d</b> %s</a></li>`, strings.ToLower(c), i+1, c)
	}
	side += `</ul></nav>`
	const origin, said = "http://example.test/book/", "This handbook is for all who go to homes on the isle, by day and by night. It is printed once a year, and what stands here is newer. Read the chapter on visits first."
	var pages []normalise.Page
	var docs []*parse.Document
	add := func(at, title, body string) {
		page := "<html><head><title>" + title + " | Handbook of the Isle</title></head><body>" + side + `<div class="header" role="navigation"><h1><a href="./">Handbook of the Isle</a></h1></div><main>` + body + "</main></body></html>"
		docs = append(docs, parseKit(t, "generic", origin+at, []byte(page)))
		pages = append(pages, normalise.Page{Document: docs[len(docs)-1]})
	}
	add("", "About this handbook", `<div id="header"><h1>Handbook of the Isle</h1><p><em>Keepers</em></p><p><em>2026-03-18</em></p></div><div id="about"><h1>About this handbook</h1><p>`+said+`</p></div>`)
	for i, c := range chapters {
		add(strings.ToLower(c)+".html", fmt.Sprintf("%d %s", i+1, c), fmt.Sprintf("<h1>%d %s</h1>%s", i+1, c, chapterBody(mRow{title: c})))
	}
	pages[0].Aliases = []string{origin + "index.html"}
	parse.MarkFurniture(docs)
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin}, Hosts: []string{"example.test"}, Pages: pages})
	check(t, e, "chapter||About this handbook", "section||Cases", " chapter|1|Visits", " chapter|2|Plans", "section||After", " chapter|3|Reviews", " chapter|4|Moves", " chapter|5|Lamps", " chapter|6|Boats")
	if s := &e.Sections[0]; s.Text != said {
		t.Errorf("%s says %q", s.Title, s.Text)
	}
}
