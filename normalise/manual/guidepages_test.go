package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// A nestedBook is a section of a manual whose pages stand in a menu of two levels; the first is also
// what the address of the book shows.
type nestedBook struct {
	title string
	parts []string // a blank before the title of one that stands below the part before it
}

// pages adds the pages of a book with the number n. The page of a part below another has the title
// of that first.
func (b nestedBook) pages(n int, to map[string]string) {
	address := func(i int) string { return fmt.Sprintf("/view?id=%d&part=%d", n, i) }
	show := func(at int) string {
		menu, open, above := "<ul>", false, ""
		for i, part := range b.parts {
			title := strings.TrimSpace(part)
			entry := `<a href="` + address(i) + `">` + title + "</a>"
			if i == at {
				entry = "<strong>" + title + "</strong>"
			}
			switch below := title != part; {
			case below && !open:
				menu, open = strings.TrimSuffix(menu, "</li>")+"<ul>", true
			case !below && open:
				menu, open = menu+"</ul></li>", false
			}
			menu += "<li>" + entry + "</li>"
		}
		if open {
			menu += "</ul></li>"
		}
		title := strings.TrimSpace(b.parts[at])
		if title != b.parts[at] {
			for _, part := range b.parts[:at] {
				if part[0] != ' ' {
					above = part
				}
			}
			above = "<h3>" + above + "</h3><h4>" + title + "</h4>"
		} else {
			above = "<h3>" + title + "</h3>"
		}
		turn := ""
		if at > 0 {
			turn += `<a href="` + address(at-1) + `">Previous</a> `
		}
		if at+1 < len(b.parts) {
			turn += `<a href="` + address(at+1) + `">Next</a>`
		}
		text := ""
		for _, h := range []string{"Signs", "What to do"} {
			text += "<h5>" + h + "</h5><p>Whoever sees " + title + " in " + b.title + " writes it down. " + fillerWords(2) + "</p>"
		}
		return "<main><h1>" + b.title + "</h1><div>" + turn + "</div>" + above + text + `</main><section role="navigation"><h5>Table of contents</h5>` + menu + "</ul></section>"
	}
	to[fmt.Sprintf("/view?id=%d", n)] = show(0)
	for i := range b.parts {
		to[address(i)] = show(i)
	}
}

// TestNestedGuides reads sections whose own addresses show their first pages, and whose other pages
// stand in a menu of two levels, beside what learners do on a course.
func TestNestedGuides(t *testing.T) {
	books := []nestedBook{
		{"Boats", []string{"Introduction", "Oars", " Long oars", " Short oars", "Sails"}},
		{"Shores", []string{"Introduction", "Sand", "Rocks", " Wet rocks"}},
		{"Weather", []string{"Introduction", "Wind", " Gales", "Fog"}},
	}
	pages := map[string]string{"/mod/forum/view.php?id=9": "<h1>Club news</h1><p>There are no posts yet.</p>", "/mod/quiz/view.php?id=8": "<h1>Knots</h1><p>Try the quiz.</p>"}
	list := `<li><a href="/mod/forum/view.php?id=9">Club news</a></li>`
	var want []string
	for n, b := range books {
		b.pages(n+1, pages)
		list += fmt.Sprintf(`<li><a href="/view?id=%d">%s</a></li>`, n+1, b.title)
		want = append(want, "section||"+b.title)
		for _, part := range b.parts {
			want = append(want, strings.Repeat(" ", 1+strings.Count(part[:1], " "))+"chapter||"+strings.TrimSpace(part))
		}
	}
	pages["/course"] = "<h1>Rowing</h1><p>All that rowers know.</p><ul>" + list + `<li><a href="/mod/quiz/view.php?id=8">Knots</a></li></ul>`
	e := readSite(t, normalise.Input{Start: []string{"/course"}}, pages)
	check(t, e, want...)
	for _, s := range e.Sections {
		switch {
		case s.Kind == normalise.KindSection && s.Text != "":
			t.Errorf("section %q says %q", s.Title, s.Text)
		case s.Kind == normalise.KindHeading && (s.Title != "Signs" && s.Title != "What to do"):
			t.Errorf("%q is a heading", s.Title)
		case s.Kind == normalise.KindHeading && !strings.Contains(s.Text, e.Sections[s.Parent].Title+" in "):
			t.Errorf("%q of %q says %q", s.Title, e.Sections[s.Parent].Title, s.Text)
		case s.Title == "Introduction" && !strings.HasSuffix(s.URL, "part=0"):
			t.Errorf("the first page stands at %s", s.URL)
		}
	}
}

// TestBookStartsWithItsFirstPage reads a manual that is one such book: the entry that its start page
// shows, and that the menu does not link there, stands in its place.
func TestBookStartsWithItsFirstPage(t *testing.T) {
	for name, c := range map[string]struct {
		parts, want []string
	}{
		"on two levels": {[]string{"Introduction", "Oars", " Long oars", " Short oars", "Sails", "Ropes", " Wet ropes", "Lamps"},
			[]string{"chapter||Introduction", "section||Oars", " chapter||Long oars", " chapter||Short oars", "chapter||Sails", "section||Ropes", " chapter||Wet ropes", "chapter||Lamps"}},
		"on one level": {[]string{"Introduction", "Oars", "Sails", "Ropes", "Lamps", "Masts"},
			[]string{"chapter||Introduction", "chapter||Oars", "chapter||Sails", "chapter||Ropes", "chapter||Lamps", "chapter||Masts"}},
	} {
		t.Run(name, func(t *testing.T) {
			pages := make(map[string]string)
			nestedBook{"Boats", c.parts}.pages(1, pages)
			check(t, readSite(t, normalise.Input{Start: []string{"/view?id=1"}}, pages), c.want...)
		})
	}
}

// TestManyNestedGuides reads more such sections than a list of section pages has at most.
func TestManyNestedGuides(t *testing.T) {
	pages, list := make(map[string]string), ""
	var want []string
	for n := range 14 {
		lake := fmt.Sprintf("Lake %c", 'A'+n)
		b := nestedBook{"Rules of " + lake, []string{"Introduction", "Oars on " + lake, " Long oars on " + lake, "Sails on " + lake}}
		b.pages(n+1, pages)
		list += fmt.Sprintf(`<li><a href="/view?id=%d">%s</a></li>`, n+1, b.title)
		want = append(want, "section||"+b.title, " chapter||Introduction", " chapter||Oars on "+lake, "  chapter||Long oars on "+lake, " chapter||Sails on "+lake)
	}
	pages["/course"] = "<h1>Rowing</h1><p>All that rowers know.</p><ul>" + list + "</ul>"
	check(t, readSite(t, normalise.Input{Start: []string{"/course"}}, pages), want...)
}
