package manual

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// readSite reads a small site given as pages by path.
func readSite(t *testing.T, in normalise.Input, pages map[string]string) *normalise.Edition {
	t.Helper()
	const origin = "http://example.test"
	in.BoardID, in.RunID, in.Platform, in.Hosts = "b", "r", "generic", []string{"example.test"}
	for i := range in.Start {
		in.Start[i] = origin + in.Start[i]
	}
	for i := range in.Amendments {
		in.Amendments[i] = origin + in.Amendments[i]
	}
	var docs []*parse.Document
	for at, body := range pages {
		if !strings.Contains(body, "<main") {
			body = "<main>" + body + "</main>"
		}
		full := `<!DOCTYPE html><html><head><title>Page</title></head><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li><li><a href="/news">News</a></li><li><a href="/contents">Procedures</a></li></ul></nav></header>` + body + `<footer><p>&copy; Board</p><p><a href="/privacy">Privacy</a></p></footer></body></html>`
		if doc := parseKit(t, "generic", origin+at, []byte(full)); doc != nil {
			docs = append(docs, doc)
		}
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}

// tree is the outline without what stands inside chapters.
func tree(e *normalise.Edition) []string {
	var out []string
	for i, s := range e.Sections {
		if inner(e, i) {
			continue
		}
		line := strings.Repeat(" ", s.Depth-1) + string(s.Kind) + "|" + s.Number + "|" + s.Title
		if len(s.Areas) > 0 {
			line += "|" + strings.Join(s.Areas, ",")
		}
		out = append(out, line)
	}
	return out
}

func withChapters(pages map[string]string, names ...string) map[string]string {
	for _, n := range names {
		pages["/c/"+wording.Slug(n)] = "<h1>" + n + "</h1>" + chapterBody(mRow{title: n})
	}
	return pages
}

func linkList(names ...string) string {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, n := range names {
		b.WriteString(`<li><a href="/c/` + wording.Slug(n) + `">` + n + "</a></li>")
	}
	return b.String() + "</ul>"
}

func check(t *testing.T, e *normalise.Edition, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, tree(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestSiteShapes reads sites whose list of contents does not simply stand on the
// start page.
func TestSiteShapes(t *testing.T) {
	core := []string{"Referrals", "Visits", "Meetings", "Core Groups"}
	needs := []string{"Bullying", "Neglect", "Faith and Belief", "Pets"}
	sections := "<h2>Core</h2>" + linkList(core...) + "<h2>Needs</h2>" + linkList(needs...)
	want := []string{"section||Core", " chapter||Referrals", " chapter||Visits", " chapter||Meetings", " chapter||Core Groups", "section||Needs", " chapter||Bullying", " chapter||Neglect", " chapter||Faith and Belief", " chapter||Pets"}
	all := append(append([]string{}, core...), needs...)

	t.Run("landing page", func(t *testing.T) {
		pages := withChapters(map[string]string{"/": `<h1>Welcome</h1><p>We keep children safe.</p><h2>Latest news</h2><ul><li><a href="/n/1">Training dates for the new year</a></li><li><a href="/n/2">Our annual report is out</a></li></ul><p><a href="/contents">Procedures manual</a></p>`,
			"/contents": "<h1>Contents</h1>" + sections, "/n/1": "<h1>Training</h1><p>Come and join us at the town hall this year.</p>", "/n/2": "<h1>Report</h1><p>It is out and can be read by all.</p>"}, all...)
		check(t, readSite(t, normalise.Input{Start: []string{"/"}}, pages), want...)
	})
	t.Run("parts on pages of their own", func(t *testing.T) {
		pages := withChapters(map[string]string{"/a": "<h1>Part A: Core</h1>" + linkList(core...), "/b": "<h1>Part B: Needs</h1>" + linkList(needs...)}, all...)
		w := append([]string{}, want...)
		w[0], w[5] = "section|A|Core", "section|B|Needs"
		check(t, readSite(t, normalise.Input{Start: []string{"/a", "/b"}}, pages), w...)
	})
	t.Run("pages of a long list", func(t *testing.T) {
		pages := withChapters(map[string]string{"/contents": "<h1>Contents</h1><h2>Core</h2>" + linkList(core...) + `<p>1 <a href="/contents?page=2">2</a> <a href="/contents?page=2">Last »</a></p>`,
			"/contents?page=2": "<h1>Contents</h1><h2>Needs</h2>" + linkList(needs...) + `<p><a href="/contents">1</a> 2</p>`}, all...)
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), want...)
	})
	t.Run("numbers and titles in links of their own, on a site that heads all pages alike", func(t *testing.T) {
		rows := ""
		pages := map[string]string{}
		for i, n := range core {
			at := fmt.Sprintf("/code/%d", i+1)
			rows += fmt.Sprintf(`<li><p><a href="%s">%d.</a> <a href="%s">%s</a></p></li>`, at, i+1, at, n)
			pages[at] = "<h1>Code of Practice</h1><h3>" + n + "</h3>" + chapterBody(mRow{title: n})
		}
		pages["/contents"] = "<h1>Code of Practice</h1><ol>" + rows + "</ol>"
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), "chapter|1|Referrals", "chapter|2|Visits", "chapter|3|Meetings", "chapter|4|Core Groups")
	})
	t.Run("a row that leads to its neighbour's page", func(t *testing.T) {
		for _, at := range []int{0, 1, 2} { // the row that is wrong, of those beside the right one and before
			rows := []string{`<li><a href="/c/referrals">1.1 Referrals</a></li>`, `<li><a href="/c/visits">1.2 Visits</a></li>`, `<li><a href="/c/meetings">1.3 Meetings</a></li>`, `<li><a href="/c/core-groups">1.4 Core Groups</a></li>`}
			rows[at] = regexp.MustCompile(`/c/[a-z]+`).ReplaceAllString(rows[at], "/c/core-groups")
			e := readSite(t, normalise.Input{Start: []string{"/contents"}}, withChapters(map[string]string{"/contents": "<h1>Contents</h1><h2>1. Part</h2><ul>" + strings.Join(rows, "") + "</ul>"}, core...))
			check(t, e, "section|1|Part", " chapter|1.1|Referrals", " chapter|1.2|Visits", " chapter|1.3|Meetings", " chapter|1.4|Core Groups")
			read := map[string]bool{}
			for _, s := range e.Sections {
				if s.Kind == normalise.KindHeading && s.Words > 0 {
					read[e.Sections[s.Parent].Title] = true
				}
			}
			for i, title := range core {
				if read[title] == (i == at) {
					t.Errorf("row %d is wrong: %s has words: %v", at, title, read[title])
				}
			}
		}
	})
	t.Run("a row without a number that leads to another's page", func(t *testing.T) {
		list := strings.Replace(linkList(core...), "/c/visits", "/c/core-groups", 1)
		e := readSite(t, normalise.Input{Start: []string{"/contents"}}, withChapters(map[string]string{"/contents": "<h1>Contents</h1><h2>Core</h2>" + list}, core...))
		check(t, e, "section||Core", " chapter||Referrals", " chapter||Visits", " chapter||Meetings", " chapter||Core Groups")
		for _, s := range e.Sections {
			if s.Kind == normalise.KindHeading && e.Sections[s.Parent].Title == "Visits" {
				t.Errorf("the text of another chapter is read for Visits: %s", s.Title)
			}
		}
	})
	t.Run("sections behind a chooser of areas", func(t *testing.T) {
		pages := withChapters(map[string]string{"/contents": "<h1>Contents</h1>" + sections, "/contents?area=northtown": "<h1>Contents</h1>" + sections + "<h2>Northtown procedures</h2>" + linkList("Northtown Helpline"),
			"/contents?area=southtown": "<h1>Contents</h1>" + sections}, append(all, "Northtown Helpline")...)
		w := append(append([]string{}, want...), "section||Northtown procedures|northtown", " chapter||Northtown Helpline|northtown")
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}, Areas: []string{"Northtown", "Southtown"}}, pages), w...)
	})
	t.Run("index pages two deep", func(t *testing.T) {
		pages := withChapters(map[string]string{"/contents": `<h1>Procedures</h1><p>Choose a part.</p><ul><li><a href="/core">1. Core</a></li><li><a href="/needs">2. Needs</a></li></ul>`,
			"/core":   `<h1>1. Core</h1><ul><li><a href="/core/x">First Steps</a></li><li><a href="/core/y">Later Steps</a></li></ul><p><a href="/contents">Back to contents</a></p>`,
			"/core/x": "<h1>First Steps</h1>" + linkList(core[:2]...), "/core/y": "<h1>Later Steps</h1>" + linkList(core[2:]...), "/needs": "<h1>2. Needs</h1>" + linkList(needs...)}, all...)
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), "section|1|Core", " group||First Steps", "  chapter||Referrals", "  chapter||Visits", " group||Later Steps", "  chapter||Meetings", "  chapter||Core Groups", "section|2|Needs", " chapter||Bullying", " chapter||Neglect", " chapter||Faith and Belief", " chapter||Pets")
	})
	t.Run("a chapter of links stays a chapter", func(t *testing.T) {
		pages := withChapters(map[string]string{"/contents": "<h1>Contents</h1>" + sections}, all...)
		pages["/c/pets"] = `<h1>Pets</h1><ul><li><a href="/f/1.pdf">Leaflet for owners</a></li><li><a href="/f/2.pdf">Leaflet for neighbours</a></li><li><a href="/f/3.pdf">Form</a></li></ul>`
		check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), want...)
	})
	t.Run("status, date and version in the row", func(t *testing.T) {
		body := `<h1>Contents</h1><div class="accordion"><button class="accordion" aria-expanded="false">1. Core</button><div class="panel">`
		for i, n := range core {
			status := []string{"Updated", "", "New", ""}[i]
			body += `<a class="row" href="/c/` + wording.Slug(n) + `"><span>1.` + string(rune('1'+i)) + `</span><span>` + n + `</span><span>` + status + `</span><span>January 27, 2025</span></a>`
		}
		pages := withChapters(map[string]string{"/contents": body + "</div></div>"}, core...)
		e := readSite(t, normalise.Input{Start: []string{"/contents"}}, pages)
		check(t, e, "section|1|Core", " chapter|1.1|Referrals", " chapter|1.2|Visits", " chapter|1.3|Meetings", " chapter|1.4|Core Groups")
	})
	t.Run("chapters on one page", func(t *testing.T) {
		page, rows := "<h1>All procedures</h1>", ""
		for _, n := range core {
			page += `<h2 id="` + wording.Slug(n) + `">` + n + "</h2><p>Staff who read about " + n + " write it down.</p><h3>At night</h3><p>Ring the duty team.</p>"
			rows += `<li><a href="/all#` + wording.Slug(n) + `">` + n + "</a></li>"
		}
		e := readSite(t, normalise.Input{Start: []string{"/contents"}}, map[string]string{"/contents": "<h1>Contents</h1><h2>Core</h2><ul>" + rows + "</ul>", "/all": page})
		var got []string
		for _, s := range e.Sections {
			got = append(got, string(s.Kind)+"|"+s.Title+"|"+s.Text)
		}
		want := []string{"section|Core|"}
		for _, n := range core {
			want = append(want, "chapter|"+n+"|Staff who read about "+n+" write it down.", "heading|At night|Ring the duty team.")
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
	})
	t.Run("one long page", func(t *testing.T) {
		body := "<h1>Handbook</h1>"
		for i, s := range []string{"Core", "Needs"} {
			n := string(rune('1' + i))
			body += "<h2>" + n + " " + s + "</h2>"
			for k, c := range [][]string{core, needs}[i] {
				body += "<h3>" + n + "." + string(rune('1'+k)) + " " + c + "</h3>" + strings.Repeat("<p>Staff write down what they see and tell their manager about it the same day, whatever they think of it.</p>", 2)
			}
		}
		check(t, readSite(t, normalise.Input{Start: []string{"/handbook"}}, map[string]string{"/handbook": body}), "section|1|Core", " chapter|1.1|Referrals", " chapter|1.2|Visits", " chapter|1.3|Meetings", " chapter|1.4|Core Groups", "section|2|Needs", " chapter|2.1|Bullying", " chapter|2.2|Neglect", " chapter|2.3|Faith and Belief", " chapter|2.4|Pets")
	})
}

// TestChaptersThatAreGuides reads a site whose chapters all go on over the pages of guides,
// the first of which says little: they are chapters, not sections of chapters.
func TestChaptersThatAreGuides(t *testing.T) {
	parts := []string{"Signs to look for", "What to do", "Contacts"}
	pages, list := map[string]string{}, ""
	for _, c := range []string{"Hoarding", "Neglect", "Bullying", "Plans", "Reviews"} {
		at := "/m/" + strings.ToLower(c)
		list += `<li><a href="` + at + `">` + c + `</a></li>`
		nav := `<nav aria-label="Guide pages"><ol><li>Overview</li>`
		for _, p := range parts {
			nav += `<li><a href="` + at + "/" + wording.Slug(p) + `">` + p + `</a></li>`
		}
		nav += `</ol></nav>`
		pages[at] = "<h1>" + c + "</h1>" + nav + "<p>Staff who read about " + strings.ToLower(c) + " ask the child first.</p>"
		for _, p := range parts {
			pages[at+"/"+wording.Slug(p)] = "<h1>" + c + "</h1>" + nav + "<h2>" + p + "</h2>" + strings.Repeat("<p>The duty team writes down what it sees and tells the family of "+strings.ToLower(c)+".</p>", 6)
		}
	}
	pages["/contents"] = "<h1>Manual</h1><ul>" + list + "</ul>"
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, pages)
	chapters := 0
	for _, s := range e.Sections {
		if s.Kind == normalise.KindChapter {
			chapters++
		}
		if s.Kind == normalise.KindSection || s.Kind == normalise.KindGroup {
			t.Errorf("%s %q", s.Kind, s.Title)
		}
	}
	if chapters != 5 {
		t.Errorf("%d chapters: %q", chapters, tree(e))
	}
}

// TestBookOfPages reads a book of pages: those of its sections list what stands below them
// in an element for navigation, with the ways back, up and on under it, and the label of the
// trail is the heading before that.
func TestBookOfPages(t *testing.T) {
	parts := map[string][]string{"Policy": {"Aims", "Duties"}, "Steps": {"Calls", "Visits", "Notes", "Plans", "Reviews"}, "Papers": {"Agreement", "Terms"}}
	order := []string{"Policy", "Steps", "Papers"}
	page := func(title, body, list, pager string) string {
		return `<div class="region-breadcrumb"><nav role="navigation"><h2 class="visually-hidden">Breadcrumb</h2><ol><li><a href="/">Home</a></li><li><a href="/book">Manual</a></li></ol></nav></div>` +
			`<main><div id="block-pagetitle"><h1>` + title + `</h1></div><article><div class="field">` + body + `</div><nav id="book-navigation-4" class="book-navigation" role="navigation">` + list + `<h2 class="visually-hidden">Book traversal links for ` + title + `</h2><ul class="book-pager">` + pager + `</ul></nav></article></main>`
	}
	li := func(at, text string) string { return `<li><a href="` + at + `">` + text + `</a></li>` }
	menu := func(items string) string { return `<ul class="menu">` + items + `</ul>` }
	pages, want, sections := map[string]string{}, []string{}, ""
	before, beforeTitle := "/book", "Manual"
	for i, p := range order {
		at := "/book/" + wording.Slug(p)
		title := fmt.Sprintf("%d. %s", i+1, p)
		sections += li(at, title)
		want = append(want, fmt.Sprintf("section|%d|%s", i+1, p))
		list := ""
		for k, c := range parts[p] {
			name := fmt.Sprintf("%d.%d %s", i+1, k+1, c)
			list += li(at+"/"+wording.Slug(c), name)
			want = append(want, fmt.Sprintf(" chapter|%d.%d|%s", i+1, k+1, c))
			pages[at+"/"+wording.Slug(c)] = page(name, chapterBody(mRow{title: c}), "", `<li><a href="`+at+`"><b>‹</b> `+title+`</a></li>`+li(at, "Up"))
		}
		first := parts[p][0]
		pages[at] = page(title, "<p>This part is for all staff.</p>", menu(list), `<li><a href="`+before+`"><b>‹</b> `+beforeTitle+`</a></li>`+li("/book", "Up")+`<li><a href="`+at+"/"+wording.Slug(first)+`">`+fmt.Sprintf("%d.1 %s", i+1, first)+` <b>›</b></a></li>`)
		before, beforeTitle = at+"/"+wording.Slug(first), fmt.Sprintf("%d.1 %s", i+1, first)
	}
	pages["/book"] = page("Manual", "<p>The manual is a book.</p>", menu(sections), `<li><a href="/book/policy">1. Policy <b>›</b></a></li>`)
	check(t, readSite(t, normalise.Input{Start: []string{"/book"}}, pages), want...)
}
