package manual

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestBookMenu reads a book whose start page is its cover: it goes on with the first chapter, and
// only the menu beside every page lists the others.
func TestBookMenu(t *testing.T) {
	names := []string{"Boats", "Oars", "Ropes", "Lamps", "Coats", "Tides"}
	var flat, titled strings.Builder
	want := []string{}
	for i, n := range names {
		if i%3 == 0 {
			titled.WriteString(strings.Repeat("</ul>", i/3) + "<h2>" + [...]string{"On the water", "On land"}[i/3] + "</h2><ul>")
		}
		entry := `<li><a href="/` + n + `">` + n + "</a></li>"
		flat.WriteString(entry)
		titled.WriteString(entry)
		want = append(want, "chapter||"+n)
	}
	for name, c := range map[string]struct {
		menu, next string
		want       []string
	}{
		"one list":                                 {"<ul>" + flat.String() + "</ul>", "Boats", want},
		"one list that names the cover":            {`<ul><li><a href="/">The book of boats</a></li>` + flat.String() + "</ul>", "Boats", want},
		"lists below headings":                     {titled.String() + "</ul>", "Boats", []string{"section||On the water", " chapter||Boats", " chapter||Oars", " chapter||Ropes", "section||On land", " chapter||Lamps", " chapter||Coats", " chapter||Tides"}},
		"a menu that the next is not the first of": {"<ul>" + flat.String() + "</ul>", "Lamps", nil},
	} {
		t.Run(name, func(t *testing.T) {
			page := func(text string) string { return `<nav class="book">` + c.menu + "</nav><main>" + text + "</main>" }
			pages := map[string]string{"/": page("<h1>The book of boats</h1><p>" + fillerWords(3) + `</p><p><a rel="next" href="/` + c.next + `">Next</a></p>`)}
			for _, n := range names {
				pages["/"+n] = page("<h1>" + n + "</h1><p>" + fillerWords(5) + n + "</p>")
			}
			e := readSite(t, normalise.Input{Start: []string{"/"}}, pages)
			if c.want == nil {
				if got := tree(e); len(got) == len(names) {
					t.Errorf("read as the contents: %v", got)
				}
				return
			}
			check(t, e, c.want...)
		})
	}
}

// TestMenuOnAnyProcessors reads a menu in which an entry may be taken for a call to the branch above
// it, on one processor and on several: the pages are read in another order then.
func TestMenuOnAnyProcessors(t *testing.T) {
	menu := `<nav><ul>`
	want := []string{}
	pages := map[string]string{}
	for _, branch := range []string{"Boats", "Lamps", "Coats"} {
		at := "/" + strings.ToLower(branch) + "/"
		menu += `<li><a href="` + at + `">` + branch + `</a><p>` + branch + `</p><ul>`
		want = append(want, "section||"+branch)
		pages[at] = "<h1>" + branch + "</h1>"
		for _, entry := range []string{"About " + branch, "Care", "Stores"} {
			to := at + strings.ToLower(strings.ReplaceAll(entry, " ", "-"))
			menu += `<li><a href="` + to + `">` + entry + "</a></li>"
			want = append(want, " chapter||"+entry)
			pages[to] = "<h1>" + entry + "</h1><p>" + fillerWords(5) + branch + entry + "</p>"
		}
		menu += "</ul></li>"
	}
	menu += "</ul></nav>"
	pages["/"] = "<h1>The book of boats</h1><p>" + fillerWords(2) + "</p>"
	for at, text := range pages {
		pages[at] = menu + "<main>" + text + "</main>"
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/"}}, pages), want...)
	if os.Getenv("GOMAXPROCS") == "" {
		run := exec.Command(os.Args[0], "-test.run=^TestMenuOnAnyProcessors$")
		run.Env = append(os.Environ(), "GOMAXPROCS=1")
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("on one processor: %v\n%s", err, out)
		}
	}
}

// TestNamesWithoutLinks reads a manual whose start page only names the chapters, in words or
// others than those of the menu beside it, which leads to them.
func TestNamesWithoutLinks(t *testing.T) {
	names := []string{"Boats", "Oars", "Ropes", "Lamps", "Coats", "Tides"}
	var menu, said, others strings.Builder
	var want []string
	for i, n := range names {
		menu.WriteString(`<li><a href="/` + n + `">` + n + "</a></li>")
		said.WriteString("<li>" + n + "</li>")
		others.WriteString("<li><p>Caring for " + strings.ToLower(n) + "</p><p>" + string(rune('1'+i)) + ".1 Daily</p></li>")
		want = append(want, "chapter||"+n)
	}
	next := `<footer><nav><a rel="next" href="/Boats"><div><div>Next</div>Boats</div></a></nav></footer>`
	for name, start := range map[string]string{
		"the same words":           "<h1>The book of boats</h1><h2>Table of contents</h2><ol>" + said.String() + "</ol></main>" + next,
		"other words, a next page": "<h1>The book of boats</h1><h2>Table of contents</h2><ol>" + others.String() + "</ol></main>" + next,
	} {
		t.Run(name, func(t *testing.T) {
			page := func(text string) string {
				return `<nav class="book"><ul><li><a href="/">The book of boats</a></li>` + menu.String() + "</ul></nav><main>" + text
			}
			pages := map[string]string{"/": page(start)}
			for _, n := range names {
				pages["/"+n] = page("<h1>" + n + "</h1><p>" + fillerWords(5) + n + "</p></main>")
			}
			e := readSite(t, normalise.Input{Start: []string{"/"}}, pages)
			check(t, e, want...)
			for i := range e.Sections {
				if e.Sections[i].Words == 0 {
					t.Errorf("nothing is read of %q", e.Sections[i].Title)
				}
			}
		})
	}
}
