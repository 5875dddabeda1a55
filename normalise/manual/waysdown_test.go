package manual

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// sectionWays are the ways in which a start page leads to the pages of its sections.
var sectionWays = map[string]way{
	"cards":          {`<div class="cards">`, `<div class="card"><div class="card-body"><h3 class="card-title">NAME</h3><p class="card-text">TEXT</p><a href="HREF" class="btn btn-primary">Open</a></div></div>`, `</div>`},
	"list cards":     {`<ul class="items">`, `<li class="item"><div class="item-content"><h2 class="item-title">NAME</h2><div class="item-text"><p>COUNT procedures</p></div><a href="HREF" class="item-button">View</a></div></li>`, `</ul>`},
	"cards of links": {`<div class="cards">`, `<a class="card" href="HREF"><h3>NAME</h3><p>TEXT</p></a>`, `</div>`},
	"item cards":     {`<div class="grid" role="list">`, `<a class="card" href="HREF" role="listitem"><div><h2>NAME</h2><p>TEXT</p><span>COUNT articles</span></div></a>`, `</div>`},
	"list":           {`<ul>`, `<li><a href="HREF">NAME</a></li>`, `</ul>`},
	"told list":      {`<ul>`, `<li><a href="HREF">NAME</a> - TEXT</li>`, `</ul>`},
	"tiles":          {`<div class="tiles">`, `<div class="tile"><a href="HREF"><img src="/i.png" alt=""></a><p><a href="HREF">NAME</a></p></div>`, `</div>`},
	"picture tiles":  {`<div class="tiles">`, `<div class="tile"><a href="HREF"><img src="/i.png" alt="NAME"><span class="label">NAME</span></a></div>`, `</div>`},
	"table":          {`<table><thead><tr><th>Section</th><th>What it is about</th></tr></thead><tbody>`, `<tr><td><a href="HREF">NAME</a></td><td>TEXT</td></tr>`, `</tbody></table>`},
	"headings":       {``, `<h2>NAME</h2><p>TEXT</p><p><a href="HREF">Read more</a></p>`, ``},
	"linked heads":   {``, `<div class="teaser"><h2 class="teaser-title"><a href="HREF">NAME</a></h2><p>COUNT pages of guidance for practitioners.</p></div>`, ``},
	"buttons":        {`<div class="buttons">`, `<a class="button" href="HREF">NAME</a> `, `</div>`},
}

// chapterWays are those in which the page of a section leads to its chapters.
var chapterWays = map[string]way{
	"list":       {`<ul>`, `<li><a href="HREF">NAME</a></li>`, `</ul>`},
	"told list":  {`<ul>`, `<li><a href="HREF">NAME</a> - TEXT</li>`, `</ul>`},
	"cards":      {`<div class="cards">`, `<div class="card"><div class="card-body"><h3 class="card-title">NAME</h3><p class="card-text">TEXT</p><a href="HREF" class="btn">View</a></div></div>`, `</div>`},
	"link cards": {`<div class="cards">`, `<a class="card" href="HREF"><h3>NAME</h3><p>TEXT</p></a>`, `</div>`},
	"items":      {`<div role="list">`, `<a role="listitem" href="HREF"><span>NAME</span></a>`, `</div>`},
	"table":      {`<table><thead><tr><th>Procedure</th><th>Reviewed</th></tr></thead><tbody>`, `<tr><td><a href="HREF">NAME</a></td><td>May 2024</td></tr>`, `</tbody></table>`},
	"summaries":  {`<div class="summary-list">`, `<div class="summary-item"><div class="summary-title"><a href="HREF">NAME</a></div><div class="summary-excerpt"><p>TEXT</p></div><a href="HREF" class="more">Read more</a></div>`, `</div>`},
	"excerpts":   {`<div class="summary-list">`, `<div class="summary-item"><div class="summary-title"><a href="HREF">NAME</a></div><div class="summary-excerpt"><p>TEXT</p></div></div>`, `</div>`},
	"headings":   {``, `<h3><a href="HREF">NAME</a></h3>`, ``},
	"guide":      {`<nav class="guide-nav" aria-label="Pages in this guide"><h2>Pages in this guide</h2><ol><li>Overview</li>`, `<li><a href="HREF">NAME</a></li>`, `</ol></nav>`},
	"accordion":  {`<div class="accordion">`, `<div class="accordion-item"><h3 class="accordion-header"><button type="button" class="accordion-button" aria-expanded="false">NAME</button></h3><div class="accordion-body"><p>TEXT</p><p><a href="HREF">Read the procedure</a></p></div></div>`, `</div>`},
	"paragraphs": {``, `<p><a href="HREF">NAME</a></p>`, ``},
}

// A way is how a list begins, what an entry of it looks like, and how it ends.
type way [3]string

func (w way) list(names []string, href func(string) string, text string) string {
	var b strings.Builder
	b.WriteString(w[0])
	for i, n := range names {
		b.WriteString(strings.NewReplacer("NAME", n, "HREF", href(n), "TEXT", fmt.Sprintf(text, strings.ToLower(n)), "COUNT", string(rune('4'+i))).Replace(w[1]))
	}
	return b.String() + w[2]
}

// chapterBodies are what the pages of chapters look like below their titles.
var chapterBodies = map[string]func(name string) string{
	"alike": func(name string) string {
		var b strings.Builder
		for i, h := range []string{"Introduction", "Roles", "Contacts"} {
			b.WriteString("<h2>" + h + "</h2><p>" + wayProse(name, i) + "</p><p>" + wayProse(name, i+3) + "</p>")
		}
		return b.String()
	},
	"toggles": func(name string) string {
		var b strings.Builder
		b.WriteString(`<p>` + wayProse(name, 6) + `</p><ul class="accordion-items">`)
		for i, h := range []string{"Purpose", "Immediate action", "Escalation"} {
			b.WriteString(`<li class="accordion-item"><h4 class="accordion-title"><button type="button" aria-expanded="false"><span>` + h + `</span></button></h4><div class="accordion-dropdown"><p>` + wayProse(name, i) + `</p></div></li>`)
		}
		return b.String() + `</ul>`
	},
	"short": func(name string) string { return "<p>" + wayProse(name, 0) + "</p><p>" + wayProse(name, 4) + "</p>" },
}

// wayProse is a passage about a chapter.
func wayProse(name string, i int) string {
	n := strings.ToLower(name)
	return []string{
		"Staff who learn of " + n + " write down what they saw and tell their manager on the same day.",
		"The duty team keeps a list of those who know most of " + n + " and asks one of them before it decides.",
		"Whoever is worried about " + n + " rings the front door, which is open from eight to six.",
		"What is said of " + n + " here holds for schools, clinics and clubs alike, whatever their size.",
		"A plan that names " + n + " is looked at every six weeks and after any change at home.",
		"The list of numbers for " + n + " hangs in each office beside the door and is kept by the business unit.",
		"Families hear in plain words why " + n + " matters and what comes next.",
	}[i]
}

// wayButtons are what cards say below their headings instead of "Open" and "View".
var wayButtons = []string{"Open", "View", "Read more", "Explore", "Go to section", "More information", "Browse"}

// wayHomes are the start pages: with the sections, with nothing but a link to their page, with
// news where only the menu leads to it.
var wayHomes = []string{"", `<p><a href="/procedures">Read the procedures</a></p>`, "news"}

// waySections are the sections of these sites, with their chapters.
var waySections = []struct {
	name     string
	chapters []string
}{
	{"If you are worried", []string{"Referrals", "Sharing Information", "Strategy Meetings", "Section 47 Enquiries", "Paediatric Medicals", "Core Groups"}},
	{"Harm and risk", []string{"Neglect", "Self Harm", "Online Harm", "Bullying", "Gangs and Youth Violence"}},
	{"Families and carers", []string{"Domestic Abuse", "Parental Conflict", "Fathers and Male Carers", "Pets"}},
	{"Safe organisations", []string{"Whistleblowing", "Recruitment", "Allegations Against Staff"}},
}

// A waySite is a site whose start page, or one to which that leads, leads to sections and
// these to chapters, at addresses below those of the sections or beside them.
type waySite struct {
	sections, chapters string // see sectionWays and chapterWays
	body               func(name string) string
	nested             bool
	home, button       string
}

// page is a page of the site.
func (s *waySite) page(title, main string) string {
	menu := `<li><a href="/">Home</a></li>`
	if s.home != "" {
		menu += `<li><a href="/procedures">Procedures</a></li>`
	}
	if s.sections == "menu" {
		for _, o := range waySections {
			menu += `<li><a href="` + sectionAt(o.name) + `">` + o.name + `</a></li>`
		}
	}
	main = strings.NewReplacer(">Open<", ">"+s.button+"<", ">View<", ">"+s.button+"<").Replace(main)
	return `<!DOCTYPE html><html><head><title>` + title + ` - Board</title></head><body><header><div class="logo"><a href="/">Board</a></div><nav><ul>` + menu + `<li><a href="/learn">Learn</a></li><li><a href="/news">News</a></li></ul></nav></header><main><h1>` + title + `</h1>` + main + `</main><footer><p>&copy; Board</p><p><a href="/privacy">Privacy</a></p></footer></body></html>`
}

// sectionAt is the address of a section.
func sectionAt(name string) string { return "/" + wording.Slug(name) }

// pages are all pages of the site by path.
func (s *waySite) pages() map[string]string {
	pages := map[string]string{
		"/news":    s.page("News", "<p>Training dates for the new year are out and can be booked from Monday.</p>"),
		"/learn":   s.page("Learn", "<p>Courses can be booked by all who work with children in the area.</p>"),
		"/privacy": s.page("Privacy", "<p>What we know of those who visit this place is not kept for longer than a day.</p>"),
	}
	var names []string
	for _, o := range waySections {
		names = append(names, o.name)
		s.section(pages, o.name, o.chapters)
	}
	at := "/"
	if s.home != "" {
		pages["/"], at = s.page("Keeping children safe", s.homeText(pages)), "/procedures"
	}
	pages[at] = s.page("Our procedures", "<p>There are many procedures in four areas.</p>"+sectionWays[s.sections].list(names, sectionAt, "What to do about %s, for all who work with children."))
	return pages
}

// homeText is what the start page says that has no sections itself.
func (s *waySite) homeText(pages map[string]string) string {
	if s.home != "news" {
		return s.home
	}
	text := "<p>" + wayProse("harm", 1) + "</p><p>" + wayProse("harm", 2) + "</p><h2>Latest news</h2><ul>"
	for _, n := range []string{"Our annual report is out", "Training dates for the new year", "A new chair for the board", "Week of awareness in March"} {
		pages["/news/"+wording.Slug(n)] = s.page(n, "<p>"+wayProse(n, 1)+"</p><p>"+wayProse(n, 2)+"</p>")
		text += `<li><a href="/news/` + wording.Slug(n) + `">` + n + `</a></li>`
	}
	return text + "</ul>"
}

// section adds the page of a section and those of its chapters.
func (s *waySite) section(pages map[string]string, name string, chapters []string) {
	at, w := sectionAt(name), chapterWays[s.chapters]
	to := func(c string) string {
		if s.nested {
			return at + "/" + wording.Slug(c)
		}
		return "/" + wording.Slug(c)
	}
	pages[at] = s.page(name, w.list(chapters, to, "Guidance on %s for anyone working with families."))
	for i, c := range chapters {
		above, below := `<p class="eyebrow"><a href="`+at+`">`+name+`</a></p>`, `<p><a class="button" href="`+at+`">Back to `+strings.ToLower(name)+`</a></p>`
		if s.chapters == "guide" {
			above = strings.Replace(w.list(chapters, to, ""), `<li>Overview</li>`, `<li><a href="`+at+`">Overview</a></li>`, 1)
			above, below = strings.Replace(above, `<li><a href="`+to(c)+`">`+c+`</a></li>`, `<li>`+c+`</li>`, 1), ""
			if i > 0 {
				below = `<div class="prev-next"><a rel="prev" href="` + to(chapters[i-1]) + `">Previous: ` + chapters[i-1] + `</a></div>`
			}
		}
		pages[to(c)] = s.page(c, above+s.body(c)+below)
	}
}

// readWay reads such a site.
func readWay(t *testing.T, pages map[string]string) *normalise.Edition {
	t.Helper()
	const origin = "http://example.test"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Hosts: []string{"example.test"}, Start: []string{origin + "/"}}
	var docs []*parse.Document
	for at, body := range pages {
		if doc := parseKit(t, "generic", origin+at, []byte(body)); doc != nil {
			docs = append(docs, doc)
		}
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}

// TestWaysDown reads manuals whose start page leads to the pages of sections, and these to
// chapters, in all ways in which either is done.
func TestWaysDown(t *testing.T) {
	want := wayOutline()
	for i, sections := range slices.Sorted(maps.Keys(sectionWays)) {
		for k, chapters := range slices.Sorted(maps.Keys(chapterWays)) {
			for n, kind := range slices.Sorted(maps.Keys(chapterBodies)) {
				s := waySite{sections, chapters, chapterBodies[kind], (i+k+n)%2 == 0, wayHomes[(i+k+n)%len(wayHomes)], wayButtons[(i+2*k+3*n)%len(wayButtons)]}
				name := fmt.Sprintf("%s to %s of %s chapters, below their sections %t, buttons %q, home %q", sections, chapters, kind, s.nested, s.button, s.home)
				e := readWay(t, s.pages())
				if d := cmp.Diff(want, tree(e)); d != "" {
					t.Errorf("%s: -want +got\n%s", name, d)
					continue
				}
				checkTexts(t, name, e, kind != "short")
			}
		}
	}
}

// TestSectionsInMenu reads such manuals where only the menu leads to the sections, beside other
// pages of the site.
func TestSectionsInMenu(t *testing.T) {
	for i, chapters := range slices.Sorted(maps.Keys(chapterWays)) {
		if chapters == "guide" {
			continue // the menus of the pages are all there is
		}
		for k, kind := range slices.Sorted(maps.Keys(chapterBodies)) {
			s := waySite{sections: "menu", chapters: chapters, body: chapterBodies[kind], nested: (i+k)%2 == 0, button: "View"}
			t.Run(chapters+" of "+kind, func(t *testing.T) { check(t, readWay(t, s.pages()), wayOutline()...) })
		}
	}
}

// TestCardOfRecord: a card beside those of the sections whose page leads to the record of changes
// and to who keeps the manual is none of them, nor is what it says.
func TestCardOfRecord(t *testing.T) {
	for _, sections := range []string{"item cards", "cards of links", "linked heads", "list"} {
		s := waySite{sections: sections, chapters: "items", body: chapterBodies["alike"], button: "View"}
		pages := s.pages()
		card := sectionWays[sections].list([]string{"About these procedures"}, sectionAt, "Changes and contacts for %s.")
		pages["/"] = strings.Replace(pages["/"], "</main>", card+"</main>", 1)
		pages[sectionAt("About these procedures")] = s.page("About these procedures", `<p>Changes and contacts.</p>`+chapterWays["items"].list([]string{"Changes to the procedures", "Contact the board office"}, sectionAt, ""))
		pages[sectionAt("Changes to the procedures")] = s.page("Changes to the procedures", `<table><tr><th>Date</th><th>Chapter</th><th>Details</th></tr><tr><td>1 May 2024</td><td>Neglect</td><td>A paragraph was added.</td></tr><tr><td>3 April 2024</td><td>Pets</td><td>The links were mended.</td></tr><tr><td>2 March 2024</td><td>Bullying</td><td>New chapter.</td></tr></table>`)
		pages[sectionAt("Contact the board office")] = s.page("Contact the board office", "<p>Harbour House, open from nine to five.</p>")
		t.Run(sections, func(t *testing.T) { check(t, readWay(t, pages), wayOutline()...) })
	}
}

// TestGroupBesideChapters reads a section in which one entry of many leads to a page with further
// chapters: their own trails say that they stand below it. A chapter with nothing but links to
// the chapters of another section is none.
func TestGroupBesideChapters(t *testing.T) {
	trail := func(steps ...string) string {
		b := `<ol class="breadcrumb"><li><a href="/">Home</a></li>`
		for _, step := range steps[:len(steps)-1] {
			b += `<li><a href="` + sectionAt(step) + `">` + step + `</a></li>`
		}
		return b + `<li>` + steps[len(steps)-1] + `</li></ol>`
	}
	for _, way := range []string{"list", "cards", "items", "table", "paragraphs"} {
		s := waySite{sections: "list", chapters: way, body: chapterBodies["alike"], button: "View"}
		pages := s.pages()
		put := func(main string, steps ...string) {
			name := steps[len(steps)-1]
			pages[sectionAt(name)] = strings.Replace(s.page(name, main), "<main>", trail(steps...)+"<main>", 1)
		}
		list := func(names ...string) string {
			return chapterWays[way].list(names, sectionAt, "Guidance on %s for anyone working with families.")
		}
		const section, group, links = "Harm and risk", "Sexual harm", "Related procedures"
		put(list("Neglect", "Self Harm", "Online Harm", "Bullying", "Gangs and Youth Violence", group, links), section)
		put(list("Medical Examination", "Younger Children", "Aftercare"), section, group)
		put(chapterWays["list"].list([]string{"Whistleblowing", "Recruitment"}, sectionAt, ""), section, links)
		want := wayOutline()
		at := slices.Index(want, " chapter||Gangs and Youth Violence") + 1
		added := []string{" group||" + group}
		for _, c := range []string{"Medical Examination", "Younger Children", "Aftercare"} {
			put(s.body(c), section, group, c)
			added = append(added, "  chapter||"+c)
		}
		want = slices.Insert(want, at, append(added, " chapter||"+links)...)
		t.Run(way, func(t *testing.T) { check(t, readWay(t, pages), want...) })
	}
}

// TestFirstChaptersAlike takes no first chapter for a button although those of all sections have
// one name.
func TestFirstChaptersAlike(t *testing.T) {
	body := "<h1>Contents</h1>"
	var want strings.Builder
	for _, s := range waySections {
		body += "<h2>" + s.name + `</h2><p><a href="` + sectionAt(s.name) + `/introduction">Introduction</a></p>`
		want.WriteString("section||" + s.name + "|\n chapter||Introduction|\n")
		for _, c := range s.chapters {
			body += `<p><a href="` + sectionAt(s.name) + "/" + wording.Slug(c) + `">` + c + `</a></p>`
			want.WriteString(" chapter||" + c + "|\n")
		}
	}
	if d := cmp.Diff(want.String(), rowLines(readPageRows(t, body))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// checkTexts checks that each chapter has text, and headings if it should.
func checkTexts(t *testing.T, name string, e *normalise.Edition, headed bool) {
	t.Helper()
	for i, s := range e.Sections {
		if s.Kind != normalise.KindChapter {
			continue
		}
		words, heads := s.Words, 0
		for _, h := range e.Sections[i+1:] {
			if h.Depth <= s.Depth {
				break
			}
			words, heads = words+h.Words, heads+1
		}
		if words < 20 || headed != (heads == 3) {
			t.Errorf("%s: %s has %d words and %d headings", name, s.Title, words, heads)
		}
	}
}

// wayOutline is the outline of all these sites.
func wayOutline() []string {
	var out []string
	for _, s := range waySections {
		out = append(out, "section||"+s.name)
		for _, c := range s.chapters {
			out = append(out, " chapter||"+c)
		}
	}
	return out
}

// TestTilesBesideMenu reads a start page with a tile for each section, headed by a link to its
// page and with its chapters, where the menu of every page has the same; and one that has the
// menu alone.
func TestTilesBesideMenu(t *testing.T) {
	var menu, tiles strings.Builder
	pages := make(map[string]string)
	texts := make(map[string]string)
	for _, s := range waySections {
		at := "/x" + wording.Slug(s.name)
		list := "<ul>"
		for _, c := range s.chapters {
			to := "/y" + wording.Slug(c) + "/" + wording.Slug(s.name)
			list += `<li><a href="` + to + `">` + c + `</a></li>`
			texts[to] = `<ul class="trail"><li><a href="/">Home</a></li><li>` + s.name + `</li><li>` + c + `</li></ul><h1>` + c + `</h1>` + chapterBodies["alike"](c)
		}
		list += "</ul>"
		menu.WriteString(`<li class="section"><a href="` + at + `">` + s.name + `</a>` + list + `</li>`)
		tiles.WriteString(`<div class="tile"><h2><a href="` + at + `">` + s.name + `</a></h2>` + list + `</div>`)
		texts[at] = "<h1>" + s.name + "</h1>" + list
	}
	for _, start := range []string{"<p>Choose a section or a chapter.</p>" + tiles.String(), "<p>Choose a section or a chapter in the menu.</p>"} {
		texts["/"] = "<h1>Our procedures</h1>" + start
		for at, text := range texts {
			pages[at] = `<!DOCTYPE html><html><head><title>Board</title></head><body><header><ul class="menu"><li><a href="/">Home</a></li><li><a href="/search">Search</a></li></ul></header><div class="sidebar"><nav><ul>` + menu.String() + `</ul></nav></div><div class="main">` + text + `</div><footer><p>Board House</p></footer></body></html>`
		}
		check(t, readWay(t, pages), wayOutline()...)
	}
}
