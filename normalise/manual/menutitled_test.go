package manual

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// columns is a menu of lists, each below a heading of its own; a title leads to the address
// made of its words.
func columns(lists [][]string) string {
	var b strings.Builder
	b.WriteString("<nav>")
	for _, l := range lists {
		b.WriteString("<section><h2>" + l[0] + "</h2><ul>")
		for _, title := range l[1:] {
			fmt.Fprintf(&b, `<li><a href="/%s">%s</a></li>`, strings.ReplaceAll(strings.ToLower(title), " ", "-"), title)
		}
		b.WriteString("</ul></section>")
	}
	return b.String() + "</nav>"
}

// TestStartPageIsAChapter reads a manual whose first chapter is its start page. The list of
// contents stands beside every chapter only, in lists below headings or as a tree. What the
// first chapter has in points is no list of contents, and it is a chapter like the others.
func TestStartPageIsAChapter(t *testing.T) {
	lists := [][]string{{"Getting started", "How we work", "Kinds of harm"}, {"From worry to visit", "Referrals", "Visits", "Records"}, {"Particular risks", "Hoarding", "Neglect", "Scams"}}
	tree := func(string) string {
		b := "<nav><ul>"
		for _, l := range lists {
			b += "<li><span>" + l[0] + "</span>" + strings.TrimSuffix(strings.TrimPrefix(columns([][]string{{"", l[1]}}), "<nav><section><h2></h2>"), "</ul></section></nav>")
			for _, title := range l[2:] {
				b += `<li><a href="/` + strings.ToLower(strings.ReplaceAll(title, " ", "-")) + `">` + title + "</a></li>"
			}
			b += "</ul></li>"
		}
		return b + "</ul></nav>"
	}
	entry := regexp.MustCompile(`<a href="([^"]*)">([^<]*)</a>`)
	withoutOwn := func(menu, at, own string) string {
		return entry.ReplaceAllStringFunc(menu, func(s string) string {
			if m := entry.FindStringSubmatch(s); m[1] == at {
				return strings.Replace(own, "TITLE", m[2], 1)
			}
			return s
		})
	}
	captions := strings.NewReplacer("<h2>", `<p class="caption">`, "</h2>", "</p>").Replace(columns(lists))
	for name, menu := range map[string]func(string) string{
		"lists below headings": func(string) string { return columns(lists) },
		"tree":                 tree,
		"lists below headings, the page itself without a link": func(at string) string { return withoutOwn(columns(lists), at, "<b>TITLE</b>") },
		"lists below captions, the page itself with its top":   func(at string) string { return withoutOwn(captions, at, `<a class="current" href="#">TITLE</a>`) },
	} {
		t.Run(name, func(t *testing.T) {
			want, pages := []string{}, map[string]string{}
			for _, l := range lists {
				want = append(want, "section||"+l[0])
				for _, title := range l[1:] {
					body := "<h1>" + title + "</h1>"
					want = append(want, " chapter||"+title)
					for _, head := range []string{"What to know about " + strings.ToLower(title), "First steps", "Working together"} {
						body += "<h2>" + head + "</h2><p>" + title + ": " + fillerWords(7) + "</p><ol><li>Listen calmly</li><li>Write it down</li><li>Tell the lead</li><li>Ring the team</li><li>Agree a visit</li></ol>"
						want = append(want, "  heading||"+head)
					}
					at := "/" + strings.ReplaceAll(strings.ToLower(title), " ", "-")
					pages[at] = `<header><a href="/how-we-work">Guides</a> <a href="/contact">Contact</a></header>` + menu(at) + "<main>" + body + "</main>"
				}
			}
			pages["/contact"] = "<main><h1>Contact</h1><p>Write to us.</p></main>"
			e := readSite(t, normalise.Input{Start: []string{"/how-we-work"}}, pages)
			if d := cmp.Diff(want, bookLines(e)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestColumnsOfAWholeSite reads a start page in the menu of a council, a column for each of its
// services: a page of text that leads on to the chapters.
func TestColumnsOfAWholeSite(t *testing.T) {
	lists := [][]string{{"Children", "Adoption", "Fostering", "Youth clubs"}, {"Adults", "Care homes", "Day centres", "Safeguarding"}, {"Council", "Meetings", "Elections", "Safeguarding manual"}}
	for i := range lists {
		for k := range 9 {
			lists[i] = append(lists[i], fmt.Sprintf("%s service %d", lists[i][0], k))
		}
	}
	pages := map[string]string{}
	for _, l := range lists {
		for _, title := range l[1:] {
			body := "<h1>" + title + "</h1><p>" + title + ": " + fillerWords(20) + "</p><h2>Who to ask</h2><p>" + fillerWords(9) + "</p>"
			pages["/"+strings.ReplaceAll(strings.ToLower(title), " ", "-")] = "<header>" + columns(lists) + "</header><main>" + body + "</main>"
		}
	}
	pages["/safeguarding-manual"] = "<header>" + columns(lists) + "</header><main><h1>Safeguarding manual</h1><ul>"
	want := []string{"section||The safeguarding manual"}
	for _, title := range []string{"Referrals", "Visits", "Records", "Bruising", "Neglect", "Bullying", "Conferences", "Core groups", "Reviews", "Cover", "Vetting", "Scams"} {
		at := "/manual/" + strings.ReplaceAll(strings.ToLower(title), " ", "-")
		pages["/safeguarding-manual"] += `<li><a href="` + at + `">` + title + "</a></li>"
		pages[at] = "<header>" + columns(lists) + "</header><main><h1>" + title + "</h1><p>" + fillerWords(30) + "</p></main>"
		want = append(want, " chapter||"+title)
	}
	pages["/safeguarding-manual"] += "</ul></main>"
	pages["/safeguarding"] = "<header>" + columns(lists) + "</header><main><h1>Safeguarding</h1><p>" + fillerWords(20) + `</p><p><a href="/safeguarding-manual">The safeguarding manual</a></p></main>`
	e := readSite(t, normalise.Input{Start: []string{"/safeguarding"}}, pages)
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestStartPageIsCounted reads a document over several pages whose start page is its first
// chapter, of a few sentences, which the numbered list beside the text does not link there. The
// title typed as the first entry of a list is no text, nor are the numbers of the paragraphs.
func TestStartPageIsCounted(t *testing.T) {
	titles := []string{"Introduction", "Visits", "Records", "Cover", "Vetting", "Trips"}
	pages, want := map[string]string{}, []string{}
	at := func(i int) string {
		return strings.TrimSuffix("/policies/safety/"+strings.ToLower(titles[i]), "/introduction")
	}
	for i, title := range titles {
		menu := ""
		for k, other := range titles {
			if k == i {
				menu += fmt.Sprintf(`<li><span aria-current="page">%d. %s</span></li>`, k+1, other)
				continue
			}
			menu += fmt.Sprintf(`<li><a href="%s">%d. %s</a></li>`, at(k), k+1, other)
		}
		n := i + 1
		pages[at(i)] = fmt.Sprintf(`<main><nav><h2>Contents</h2><ol class="unstyled">%s</ol></nav><div><h1>%d. %s</h1><ol><li>%d. %[3]s</li><li><h3>Why</h3><ol><li>%[2]d.1. %[5]s</li></ol></li><li><h3>How</h3><ol><li>%[2]d.2.%[5]s</li></ol></li></ol></div></main>`, menu, n, title, n, strings.Repeat("Two of the "+strings.ToLower(title)+" team go together. ", 3))
		want = append(want, fmt.Sprintf("chapter|%d|%s", n, title), " heading||Why", " heading||How")
	}
	e := readSite(t, normalise.Input{Start: []string{at(0)}}, pages)
	if d := cmp.Diff(strings.Join(want, "\n"), strings.Join(bookLines(e), "\n")); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, s := range e.Sections {
		if strings.ContainsAny(s.Text, "0123456789") {
			t.Errorf("%s: the numbers of paragraphs stayed in %q", s.Title, s.Text)
		}
	}
}
