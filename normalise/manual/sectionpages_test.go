package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// onPage is a page with a list of places on it and a heading for each, with others below, in
// which HEAD stands for it.
func onPage(title string, heads []string, below ...string) string {
	list, text := "", ""
	for i, h := range heads {
		list += `<li><a href="#` + wording.Slug(h) + `">` + h + `</a></li>`
		text += `<h2 id="` + wording.Slug(h) + `">` + h + `</h2>`
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
		links += `<p><a class="button" href="/` + wording.Slug(s) + `">` + s + `</a></p>`
	}
	inParts := func() (pages map[string]string, want []string) {
		pages = map[string]string{"/contents": "<h1>Procedures</h1><p>They are in three parts.</p>" + links}
		for _, s := range order {
			pages["/"+wording.Slug(s)] = onPage(s, sections[s], below...)
			want = append(want, "section||"+s)
			for _, c := range sections[s] {
				want = append(want, " chapter||"+c)
			}
		}
		return pages, want
	}
	t.Run("sections", func(t *testing.T) {
		pages, want := inParts()
		e := readSite(t, normalise.Input{Start: []string{"/contents"}}, pages)
		check(t, e, want...)
		for _, s := range e.Sections {
			if s.Title == "Plans" && (!strings.HasSuffix(s.URL, "/cases#plans") || len(s.Text) > 0 && !strings.Contains(s.Text, "deal with Plans")) {
				t.Errorf("Plans at %s says %q", s.URL, s.Text)
			}
		}
	})
	t.Run("a chapter in a file", func(t *testing.T) {
		pages, want := inParts()
		const at = "http://example.test/files/oaths.docx"
		pages["/places"] = strings.Replace(pages["/places"], "</ul>", `<li><a href="#oaths">Oaths</a></li></ul>`, 1) + `<h2 id="oaths"><a href="/files/oaths.docx">Oaths</a></h2>`
		file := normalise.Page{Document: fileOf(at, "Oaths", "# Who swears\nThe steward swears first.\n# Where\nIn the hall, on the old bench.\n")}
		e := readSite(t, normalise.Input{Start: []string{"/contents"}, Pages: []normalise.Page{file}}, pages)
		check(t, e, append(want, " chapter||Oaths")...)
		heads := 0
		for _, s := range e.Sections {
			heads += wording.BoolInt(s.URL == at && s.Kind == normalise.KindHeading)
			if s.Title == "Oaths" && s.URL != at {
				t.Errorf("Oaths at %s", s.URL)
			}
		}
		if heads != 2 {
			t.Errorf("%d headings of the file", heads)
		}
	})
	t.Run("chapters set alike", func(t *testing.T) {
		pages, want := map[string]string{"/contents": "<h1>Procedures</h1>" + links}, []string{}
		for _, s := range order {
			pages["/"+wording.Slug(s)] = onPage(s, append([]string{s + " in short"}, below...), "In the day", "At night")
			want = append(want, "chapter||"+s)
		}
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), want...)
	})
	t.Run("chapters with headings of their own", func(t *testing.T) {
		pages, want := map[string]string{"/contents": "<h1>Procedures</h1>" + links}, []string{}
		for _, s := range order {
			pages["/"+wording.Slug(s)] = onPage(s, sections[s], "HEAD in the day", "HEAD at night")
			want = append(want, "chapter||"+s)
		}
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), want...)

		want = nil
		for i, s := range order {
			n := string(rune('1' + i))
			var heads []string
			for k, c := range sections[s] {
				heads = append(heads, n+"."+string(rune('1'+k))+" "+c)
			}
			pages["/"+wording.Slug(s)] = onPage(n+" "+s, heads, "HEAD in the day", "HEAD at night")
			want = append(want, "chapter||"+s)
		}
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), want...)

		want = nil
		for _, s := range order {
			pages["/"+wording.Slug(s)] = onPage(s, sections[s], "HEAD in the day", "HEAD at night")
			want = append(want, "section||"+s)
			for _, c := range sections[s] {
				want = append(want, " chapter||"+c)
			}
		}
		pages["/changes"] = "<h1>Amendments</h1><h3>May 2024</h3><p><b>Plans:</b> The form was replaced.</p><p><b>Cover:</b> A duty was added.</p><h3>March 2023</h3><p><b>Huts:</b> Links were mended.</p><p><b>Visits:</b> Links were mended.</p>"
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}, Amendments: []string{"/changes"}}, pages), want...)
	})
}

// TestPlacesInContents reads a list of contents with places on pages below the pages: these
// are chapters where most have headings of their own, and else the headings of chapters.
func TestPlacesInContents(t *testing.T) {
	sections := [][]string{{"Cases", "Visits", "Plans", "Reviews"}, {"Staff", "Vetting", "Cover"}, {"Places", "Halls", "Huts", "Camps"}}
	site := func(below string) (map[string]string, []string, []string) {
		pages, list, places, alone := map[string]string{}, "", []string{}, []string{}
		for i, titles := range sections {
			n := string(rune('1' + i))
			at, inner, text := "/manual?part=s"+n, "", "<h1>Harbour Manual</h1><h2>"+n+" "+titles[0]+"</h2>"
			places, alone = append(places, "section|"+n+"|"+titles[0]), append(alone, "chapter|"+n+"|"+titles[0])
			for k, title := range titles[1:] {
				num := n + "." + string(rune('1'+k))
				inner += `<li><a href="` + at + "#ID-" + title + `">` + num + " " + title + "</a></li>"
				text += `<div><a id="ID-` + title + `"></a><h3>` + num + " " + title + "</h3><p>Staff who deal with " + title + " write down what they see and tell the duty team.</p>" + strings.ReplaceAll(below, "HEAD", title) + "</div>"
				places = append(places, " chapter|"+num+"|"+title)
			}
			list += `<li><a href="` + at + `">` + n + " " + titles[0] + "</a><ul>" + inner + "</ul></li>"
			pages[at] = text
		}
		pages["/manual"] = "<h1>Harbour Manual</h1><h2>Contents</h2><ul>" + list + "</ul>"
		return pages, places, alone
	}
	t.Run("chapters", func(t *testing.T) {
		pages, want, _ := site("<h4>Before</h4><p>Ask who else knows of HEAD.</p><h4>After</h4><p>File the form on HEAD.</p>")
		e := readSite(t, normalise.Input{Start: []string{"/manual"}}, pages)
		check(t, e, want...)
		befores := 0
		for _, s := range e.Sections {
			befores += wording.BoolInt(s.Title == "Before")
			if s.Title == "Plans" && (!strings.HasSuffix(s.URL, "#ID-Plans") || !strings.Contains(s.Text, "deal with Plans")) {
				t.Errorf("Plans at %s says %q", s.URL, s.Text)
			}
			if s.Title == "Cases" && strings.Contains(s.Text, "Visits") {
				t.Errorf("the section says what its chapters do: %q", s.Text)
			}
		}
		if befores != 8 {
			t.Errorf("%d headings below 8 chapters", befores)
		}
	})
	t.Run("headings", func(t *testing.T) {
		pages, _, want := site("<p>Ask who else knows of HEAD.</p><p>File the form on HEAD.</p>")
		check(t, readSite(t, normalise.Input{Start: []string{"/manual"}}, pages), want...)
	})
}

// guidePages are the pages of a guide: each has the guide's title, the list of them all, and
// a part with headings of its own, in which HEAD stands for it.
func guidePages(pages map[string]string, at, title string, parts []string, below ...string) {
	address := func(i int) string { return at + []string{"", "/2", "/3", "/4"}[i] }
	for i, part := range parts {
		nav := `<nav aria-label="Pages in this guide"><h2 class="visually-hidden">Contents</h2><ol>`
		for k, other := range parts {
			if k == i {
				nav += `<li><span aria-current="page">` + other + "</span></li>"
			} else {
				nav += `<li><a href="` + address(k) + `">` + other + "</a></li>"
			}
		}
		body := "<h2>" + part + "</h2><p>Staff write down what they see of " + part + " and tell the duty team of " + title + ".</p>"
		for _, b := range below {
			body += "<h3>" + strings.Replace(b, "HEAD", part, 1) + "</h3>" + strings.Repeat("<p>The duty team reads about "+part+" in "+title+" and tells the family.</p>", 3)
		}
		pages[address(i)] = "<h1>" + title + "</h1>" + nav + "</ol></nav>" + body + `<ul class="pagination"><li><a href="` + at + `">Previous</a></li></ul>`
	}
}

// TestSectionsThatAreGuides reads a list of more than a few guides over pages: sections whose
// pages are chapters, by their numbers, by the headings below them or by the record of
// changes, or chapters whose pages are the same in all of them.
func TestSectionsThatAreGuides(t *testing.T) {
	titles := []string{"Core steps", "Early help", "Staff", "Places"}
	parts := [][]string{{"Calls", "Visits", "Notes"}, {"Offers", "Lead workers"}, {"Vetting", "Cover", "Section 47 for staff"}, {"Halls", "Camps"}}
	number := func(n ...string) string { return strings.Join(n, ".") + " " }
	edit := func(map[string]string) {}
	read := func(t *testing.T, numbered bool, parts func(i int) []string, record string, below ...string) *normalise.Edition {
		pages, links := map[string]string{"/updates": "<h1>Updates</h1>" + record}, ""
		for i, title := range titles {
			at := "/g/" + wording.Slug(title)
			if numbered {
				title = number(string(rune('1'+i))) + title
			}
			guidePages(pages, at, title, parts(i), below...)
			links += `<li><a href="` + at + `">` + title + `</a></li>`
		}
		pages["/manual"] = "<h1>Procedures</h1><p>They are in four guides.</p><ul>" + links + "</ul>"
		edit(pages)
		return readSite(t, normalise.Input{Start: []string{"/manual"}, Amendments: []string{"/updates"}}, pages)
	}
	own := func(i int) []string { return parts[i] }
	want := []string{}
	for i, title := range titles {
		want = append(want, "section||"+title)
		for _, p := range parts[i] {
			want = append(want, " chapter||"+p)
		}
	}
	t.Run("numbered", func(t *testing.T) {
		var want []string
		counted := func(i int) []string {
			var out []string
			for k, p := range parts[i] {
				out = append(out, number(string(rune('1'+i)), string(rune('1'+k)))+p)
			}
			return out
		}
		for i, title := range titles {
			want = append(want, "section|"+string(rune('1'+i))+"|"+title)
			for k, p := range parts[i] {
				want = append(want, " chapter|"+string(rune('1'+i))+"."+string(rune('1'+k))+"|"+p)
			}
		}
		e := read(t, true, counted, "", "In the day")
		check(t, e, want...)
		for _, s := range e.Sections {
			switch {
			case s.Kind == normalise.KindSection && s.Text != "":
				t.Errorf("section %q says %q", s.Title, s.Text)
			case s.Kind == normalise.KindChapter && (!strings.Contains(s.Text, "see of "+s.Number+" "+s.Title) || strings.Contains(s.Text, "Previous")):
				t.Errorf("chapter %q says %q", s.Title, s.Text)
			case s.Title == "Visits" && !strings.HasSuffix(s.URL, "/g/core-steps/2"):
				t.Errorf("Visits stand at %s", s.URL)
			}
		}
	})
	t.Run("headings shared below", func(t *testing.T) {
		check(t, read(t, false, own, "", "In the day", "At night"), want...)
	})
	t.Run("named by the record of changes", func(t *testing.T) {
		record := "<table><tr><th>Date</th><th>Page</th><th>Change</th></tr>"
		for _, p := range []string{"Visits", "Cover", "Halls", "Notes"} {
			record += "<tr><td>4 May 2025</td><td>" + p + "</td><td>Dogs were added.</td></tr>"
		}
		e := read(t, false, own, record+"</table>", "HEAD in the day", "HEAD at night")
		check(t, e, want...)
		for _, a := range e.Amendments {
			if a.SectionID == "" {
				t.Errorf("amendment %q names no chapter: %s", a.Chapter, a.Reason)
			}
		}
	})
	t.Run("with a page on each guide", func(t *testing.T) {
		record := "<ul>"
		for _, p := range []string{"Visits", "Cover", "Halls", "Calls"} {
			record += "<li><b>" + p + "</b>: Dogs were added (4 May 2025).</li>"
		}
		opened := func(i int) []string { return append([]string{"Overview"}, parts[i][:2]...) }
		var want []string
		for i, title := range titles {
			want = append(want, "section||"+title, " chapter||"+parts[i][0], " chapter||"+parts[i][1])
		}
		e := read(t, false, opened, record+"</ul>", "HEAD in the day", "HEAD at night")
		check(t, e, want...)
		for _, s := range e.Sections {
			switch {
			case s.Title == "Overview":
				t.Errorf("%q is a heading", s.Title)
			case s.Kind == normalise.KindSection && !strings.Contains(s.Text, "see of Overview"):
				t.Errorf("section %q says %q", s.Title, s.Text)
			}
		}
	})
	t.Run("with an appendix", func(t *testing.T) {
		record := "<ul>"
		for _, p := range []string{"Visits", "Cover", "Halls", "Calls"} {
			record += "<li><b>" + p + "</b>: Dogs were added (4 May 2025).</li>"
		}
		ended := func(i int) []string {
			return append(slices.Clone(parts[i][:2]), fmt.Sprintf("Appendix %d: Form for %s", i+1, titles[i]))
		}
		var want []string
		for i, title := range titles {
			want = append(want, "section||"+title, " chapter||"+parts[i][0], " chapter||"+parts[i][1], " appendix||"+ended(i)[2])
		}
		check(t, read(t, false, ended, record+"</ul>", "HEAD in the day"), want...)
	})
	t.Run("with pages that were not seen", func(t *testing.T) {
		edit = func(pages map[string]string) {
			delete(pages, "/g/core-steps/2")
			pages["/g/staff/3"] = strings.Replace(pages["/g/staff/3"], "<h1>Staff", "<h1>All staff", 1) // as it was seen before
		}
		defer func() { edit = func(map[string]string) {} }()
		e := read(t, false, own, "", "In the day", "At night")
		check(t, e, want...)
		var doubts []string
		for _, f := range e.Findings {
			if f.Code == normalise.CodeUnreached {
				doubts = append(doubts, f.Detail)
			}
		}
		if d := cmp.Diff([]string{"Visits: " + normalise.NotReached}, doubts); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
	})
	t.Run("neither", func(t *testing.T) {
		var want []string
		for _, title := range titles {
			want = append(want, "chapter||"+title)
		}
		check(t, read(t, false, own, "", "HEAD in the day", "HEAD at night"), want...)
	})
	t.Run("chapters over pages", func(t *testing.T) {
		var want []string
		for _, title := range titles {
			want = append(want, "chapter||"+title)
		}
		same := func(int) []string { return []string{"Signs to look for", "What to do", "Contacts"} }
		check(t, read(t, false, same, "", "In the day", "At night"), want...)
	})
}

// TestSectionsOfPanels reads a list of a few pages with panels that open: these are chapters
// where the record of changes names them and not the pages, and headings where it does not.
func TestSectionsOfPanels(t *testing.T) {
	sections := map[string][]string{"Cases": {"Visits", "Plans", "Reviews"}, "Staff": {"Vetting", "Cover"}, "Places": {"Halls", "Huts", "Camps"}}
	order := []string{"Cases", "Staff", "Places"}
	pages, whole, parted := map[string]string{}, []string{}, []string{}
	links := ""
	for _, s := range order {
		links += `<li><h2><a href="/` + wording.Slug(s) + `">` + s + `</a></h2></li>`
		whole, parted = append(whole, "chapter||"+s), append(parted, "section||"+s)
		body := "<h1>" + s + "</h1>"
		for i, c := range sections[s] {
			body += `<details id="panel-` + string(rune('1'+i)) + `"><summary><h2>` + c + `</h2></summary><div>`
			for _, h := range []string{"Background", c + " at night"} {
				body += "<h3>" + h + "</h3><p>Staff who deal with " + c + " write down what they see and tell the duty team.</p>"
			}
			body += "</div></details>"
			parted = append(parted, " chapter||"+c)
		}
		if s == "Staff" { // a panel without a text is a chapter that is to come
			body, parted = body+"<details><summary><h2>Coming soon</h2></summary></details>", append(parted, " placeholder||Coming soon")
		}
		pages["/"+wording.Slug(s)] = body
	}
	pages["/contents"] = "<h1>Procedures</h1><ul>" + links + "</ul>"
	record := func(rows ...string) string {
		out := "<h1>Changes</h1><table><tr><th>Date</th><th>Chapter</th><th>Details</th></tr>"
		for i, r := range rows {
			out += "<tr><td>" + string(rune('1'+i)) + " May 2024</td><td>" + r + "</td><td>The form was replaced.</td></tr>"
		}
		return out + "</table>"
	}
	for name, c := range map[string]struct{ rows, want []string }{
		"the record names panels": {[]string{"Plans", "Cover", "Huts", "Visits"}, parted},
		"the record names pages":  {[]string{"Cases", "Staff", "Places", "Cases"}, whole},
		"the record names both":   {[]string{"Cases", "Plans", "Staff", "Places", "Cover", "Huts"}, whole},
	} {
		t.Run(name, func(t *testing.T) {
			pages["/changes"] = record(c.rows...)
			e := readSite(t, normalise.Input{Start: []string{"/contents"}, Amendments: []string{"/changes"}}, pages)
			check(t, e, c.want...)
			for _, s := range e.Sections {
				if s.Title == "Plans" && s.Kind == normalise.KindChapter && !strings.HasSuffix(s.URL, "/cases#panel-2") {
					t.Errorf("Plans at %s", s.URL)
				}
			}
		})
	}
}

// TestPreviewsInSections: the page of a section shows how each chapter begins, below a heading
// that leads to it or above a button that does. That is no text of the section, and what stands
// above it is.
func TestPreviewsInSections(t *testing.T) {
	const origin = "http://example.test"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}}
	page := func(path, title, body string) {
		in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+path, []byte(`<html><head><title>`+title+`</title></head><body><main><h1>`+title+`</h1>`+body+`</main></body></html>`))})
	}
	page("/", "Procedures", `<h2><a href="/cases">Cases</a></h2><ul><li><a href="/visits">Visits</a></li><li><a href="/plans">Plans</a></li></ul><h2><a href="/staff">Staff</a></h2><ul><li><a href="/vetting">Vetting</a></li><li><a href="/cover">Cover</a></li></ul><h2><a href="/places">Places</a></h2><ul><li><a href="/homes">Homes</a></li><li><a href="/islands">Islands</a></li></ul>`)
	long := fillerWords(40) + "&hellip;"
	page("/cases", "Cases", `<p>For all who work with families.</p><h3><a href="/visits">Visits</a></h3><p>`+long+`</p><h3><a href="/plans">Plans</a></h3><p>`+long+`</p>`)
	page("/staff", "Staff", `<h2>Why it matters</h2><p>`+long+`</p><h3><a href="/vetting">Vetting</a></h3><p>`+long+`</p>`)
	page("/places", "Places", `<p>For all who go out.</p><h4>Homes</h4><p>`+long+`</p><p><a href="/homes">Read more</a></p><h4>Islands</h4><p>`+long+`</p><p><a href="/islands">Read more</a></p>`)
	for _, c := range []string{"Visits", "Plans", "Vetting", "Cover", "Homes", "Islands"} {
		page("/"+strings.ToLower(c), c, "<h2>Why</h2><p>"+fillerWords(30)+"</p>")
	}
	var got []string
	own := map[string]string{"Cases": "For all who work with families.", "Places": "For all who go out."}
	for _, s := range Read(in).Sections {
		if s.Depth < 3 {
			got = append(got, string(s.Kind)+" "+s.Title)
		}
		if want := own[s.Title]; want != "" && s.Text != want {
			t.Errorf("%s says %q", s.Title, s.Text)
		}
	}
	want := []string{"section Cases", "chapter Visits", "chapter Plans", "section Staff", "heading Why it matters", "chapter Vetting", "chapter Cover", "section Places", "chapter Homes", "chapter Islands"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
