package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// siteMenu are the menus of a club whose policy is one page among others.
const siteMenu = `<nav><ul><li><a href="/">Home</a></li><li><a href="/whats-on">What's on</a><ul><li><a href="/choir">Choir</a></li><li><a href="/cafe">Cafe</a></li><li><a href="/walks">Walks</a></li></ul></li><li><a href="/gallery">Gallery</a></li><li><a href="/policy">Keeping safe</a></li><li><a href="/find-us">Find us</a></li></ul></nav>`

// inClub puts pages into such a site.
func inClub(pages map[string]string) map[string]string {
	others := []string{"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays", "Holidays"}
	for _, at := range []string{"/choir", "/cafe", "/walks", "/whats-on", "/gallery", "/find-us", "/"} {
		text := "<h1>" + at + "</h1>"
		for _, o := range others {
			text += "<h2>" + o + "</h2><p>" + at + " meets in the old boat house: " + fillerWords(3) + "</p>"
		}
		pages[at] = text
	}
	for at, text := range pages {
		pages[at] = siteMenu + "<main>" + text + "</main>"
	}
	return pages
}

// TestPolicyPage reads a policy that is one page of a site that is about much else: neither the
// points of its text nor the pages around it are chapters.
func TestPolicyPage(t *testing.T) {
	points := `<ul><li>Boats are counted twice</li><li>Nobody rows alone</li><li>Coats are worn</li></ul>`
	long := "<h1>Keeping safe</h1><p>The club looks after all who row with it.</p>"
	for _, h := range []string{"1. Our promise", "2. Who is covered", "3. On the water", "4. Telling somebody", "5. Review"} {
		long += "<h2>" + h + "</h2><p>The club keeps to this on every day of the year and says so to all who come to row with it.</p>" + points
	}
	chapters := []string{"chapter|1|Our promise", "chapter|2|Who is covered", "chapter|3|On the water", "chapter|4|Telling somebody", "chapter|5|Review"}
	bold := strings.NewReplacer("<h2>", "<p><strong>", "</h2>", "</strong></p>").Replace(long)
	short := "<h1>Keeping safe</h1><p>" + fillerWords(8) + `</p><p>Ask the keeper of the boats, or see <a href="/find-us">where we are</a>.</p>`
	listing := "<h1>Keeping safe</h1><p>" + fillerWords(2) + "</p>"
	listed := map[string]string{}
	for _, h := range []string{"Rowing", "Camping", "Cooking"} {
		at := "/policies/" + strings.ToLower(h)
		listing += "<h2>" + h + "</h2><p>" + h + " is done by two, and this policy says how it is done, by whom and when, and what they take with them.</p><p><a href=\"" + at + "\">Read here</a></p>"
		listed[at] = "<h1>" + h + "</h1><p>" + fillerWords(6) + h + " must be done by two.</p>"
	}
	library, papers := "<h1>Keeping safe</h1>", map[string]string{}
	for _, h := range []string{"1. Our promise", "2. Who is covered", "3. On the water", "4. Telling somebody", "5. Review"} {
		at := "/papers/" + h[:1]
		library += "<h2>" + h + "</h2><p>" + fillerWords(14) + `</p><p><a href="` + at + `">Paper ` + h[:1] + "</a></p>"
		papers[at] = "<h1>Paper " + h[:1] + "</h1><p>" + fillerWords(80) + h + "</p>"
	}
	for _, c := range []struct {
		name, page string
		more       map[string]string
		want       []string
	}{
		{"points", long, nil, chapters},
		{"a library beside", library, papers, chapters},
		{"headings in bold", bold, nil, chapters},
		{"one chapter", short, nil, []string{"chapter||Keeping safe"}},
		{"a list of policies", listing, listed, []string{"chapter||Rowing", "chapter||Camping", "chapter||Cooking"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := map[string]string{"/policy": c.page}
			for at, text := range c.more {
				pages[at] = text
			}
			e := readSite(t, normalise.Input{Start: []string{"/policy"}}, inClub(pages))
			if d := cmp.Diff(c.want, bookLines(e)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if s := e.Sections[len(e.Sections)-1]; s.Words == 0 {
				t.Errorf("%q says nothing", s.Title)
			}
		})
	}
}

// TestNamedPolicy reads a policy on a page whose title or address says so: where the menus around it
// tell nothing of the site, where the site's name is the title of each page, and where a list of
// policies, to which the page leads back, names it too.
func TestNamedPolicy(t *testing.T) {
	short := "<p>" + fillerWords(9) + `</p><p><a href="/">Back to home</a></p>`
	long := "<h1>Safeguarding</h1>"
	var chapters []string
	for _, h := range []string{"Our promise", "Who is covered", "On the water", "Telling somebody"} {
		long += "<h2>" + h + "</h2><p>" + fillerWords(20) + "</p>"
		chapters = append(chapters, "chapter||"+h)
	}
	front := "<h1>The boat house</h1>"
	for _, h := range []string{"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"} {
		front += "<h2>" + h + "</h2><p>" + fillerWords(6) + "</p>"
	}
	policies := func(pages map[string]string) map[string]string {
		list := "<h1>All papers</h1><ul>"
		for _, n := range []string{"Safeguarding", "Oars", "Ropes", "Lamps", "Coats", "Tides", "Sails", "Knots", "Keys", "Maps"} {
			at := "/p/" + strings.ToLower(n)
			list += `<li><a href="` + at + `">` + n + "</a></li>"
			if pages[at] == "" {
				pages[at] = "<h1>" + n + "</h1><p>" + fillerWords(9) + n + "</p>"
			}
		}
		pages["/p"] = list + "</ul>"
		return pages
	}
	for _, c := range []struct {
		name, start string
		pages       map[string]string
		want        []string
	}{
		{"one chapter", "/safeguarding", map[string]string{"/safeguarding": "<h1>Safeguarding</h1>" + short, "/": front}, []string{"chapter||Safeguarding"}},
		{"the name of the site over all pages", "/safeguarding.html", map[string]string{"/safeguarding.html": `<nav><ul><li><a href="/walks.html">Walks</a></li><li><a href="/choir.html">Choir</a></li></ul></nav><main><h1>The boat house</h1>` + short + "</main>", "/walks.html": "<h1>The boat house</h1><p>" + fillerWords(12) + "Walks.</p>", "/choir.html": "<h1>The boat house</h1><p>" + fillerWords(12) + "Choir.</p>", "/": front}, []string{"chapter||The boat house"}},
		{"a list of policies that names it", "/p/safeguarding", policies(map[string]string{"/p/safeguarding": long + `<p><a href="/p">All papers</a></p>`}), chapters},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := readSite(t, normalise.Input{Start: []string{c.start}}, c.pages)
			if d := cmp.Diff(c.want, bookLines(e)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			for _, s := range e.Sections {
				if strings.Contains(s.Text, "Walks.") || s.Words == 0 {
					t.Errorf("%q says %q", s.Title, s.Text)
				}
			}
		})
	}
}

// TestUnmarkedHeads reads a policy whose headings only their count or their class tells, on sheets
// that each begin with its title again: its points are no chapters.
func TestUnmarkedHeads(t *testing.T) {
	sheet := func(from int, class string, heads ...string) string {
		s := "<h1>Keeping afloat</h1>"
		for i, h := range heads {
			if class == "n" {
				h = fmt.Sprint(from+i, " ", h)
			}
			s += `<div class="` + class + `">` + h + `</div><p class="text">` + fillerWords(6) + `</p><ul class="list"><li>Boats are counted twice</li><li>Nobody rows alone</li></ul>`
		}
		return s
	}
	card := `<h4>The boatman</h4><p>He is asked first.</p>`
	for _, c := range []struct{ name, page, want string }{
		{"a count", sheet(1, "n", "Purpose", "Scope", "Boats") + sheet(4, "n", "Oars", "Review"), "chapter|1|Purpose; chapter|2|Scope; chapter|3|Boats; chapter|4|Oars; chapter|5|Review"},
		{"a class", sheet(1, "section-title", "Purpose", "Scope", "Boats", "Oars", "Review") + card, "chapter||Purpose; chapter||Scope; chapter||Boats; chapter||Oars; chapter||Review;  heading||The boatman"},
	} {
		e := readSite(t, normalise.Input{Start: []string{"/keeping"}}, map[string]string{"/keeping": c.page})
		if got := strings.Join(bookLines(e), "; "); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
		for _, s := range e.Sections {
			if s.Words == 0 {
				t.Errorf("%s: %q says nothing", c.name, s.Title)
			}
		}
	}
}

// TestPolicyFile reads a policy that is one file: the points and numbered lines of its text are no
// list of contents, however few headings it has.
func TestPolicyFile(t *testing.T) {
	promise := "# 1. Our promise\nThe club looks after all who row with it, by day and by night.\n+[1.] Boats are counted twice\n+[2.] Nobody rows alone\n"
	points := promise
	for _, h := range []string{"2. Who is covered", "3. On the water", "4. Telling somebody", "5. Review", "6. Records"} {
		points += "# " + h + "\nThe club keeps to this on every day and says so to all who come to row with it.\n+[1.] Coats are worn\n+[2.] Lamps are lit\n+[3.] Oars are dry\n"
	}
	for _, c := range []struct{ name, title, text, want string }{
		{"points", "Keeping safe", points, "chapter|1|Our promise; chapter|2|Who is covered; chapter|3|On the water; chapter|4|Telling somebody; chapter|5|Review; chapter|6|Records"},
		{"no headings", "Keeping safe", strings.Repeat("The club looks after all who row with it, by day and by night.\n", 9), "chapter||Keeping safe"},
		{"no title", "", "Keeping safe\n" + strings.Repeat("+[1.] The club looks after all who row with it, by day and by night, and counts the boats twice.\n", 9), "chapter||Keeping safe"},
	} {
		const at = "http://example.test/policy.docx"
		e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "document", Start: []string{at}, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: fileOf(at, c.title, c.text)}}})
		if got := strings.Join(bookLines(e), "; "); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
		for _, s := range e.Sections {
			if s.Words == 0 {
				t.Errorf("%s: %q says nothing", c.name, s.Title)
			}
		}
	}
}

// TestPolicyBehindOthers reads a policy that stands behind other pages in the menu of its folder.
func TestPolicyBehindOthers(t *testing.T) {
	menu, long := `<nav><ul><li><a href="/key/">Key facts</a><ul>`, "<h1>Keeping safe</h1>"
	pages := map[string]string{"/key/": "<h1>Key facts</h1><p>What the club is.</p>"}
	for _, n := range []string{"Plans", "Fees", "Terms", "Coats", "Keys", "Oars", "Maps", "Lamps", "Ropes"} {
		at := "/key/" + strings.ToLower(n)
		menu += `<li><a href="` + at + `">` + n + "</a></li>"
		pages[at] = "<h1>" + n + "</h1><p>" + fillerWords(6) + n + "</p>"
	}
	menu += `<li><a href="/key/policy">Keeping safe</a></li></ul></li><li><a href="/boats">Boats</a></li></ul></nav>`
	var want []string
	for _, h := range []string{"Our promise", "Who is covered", "On the water", "Telling somebody", "Review"} {
		long += "<h2>" + h + "</h2><p>" + fillerWords(3) + "</p>"
		want = append(want, "chapter||"+h)
	}
	pages["/key/policy"] = long
	for at, text := range pages {
		pages[at] = menu + "<main>" + text + "</main>"
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/key/policy"}}, pages), want...)
}

// TestListOfFolder reads the short list of a start page whose entries stand below it: a longer one,
// to which only the menu leads, is of something else.
func TestListOfFolder(t *testing.T) {
	pages := map[string]string{}
	list := func(at string, names ...string) {
		text := "<h1>" + at + "</h1><ul>"
		for _, n := range names {
			to := at + strings.ToLower(n) + "/"
			text += `<li><a href="` + to + `">` + n + "</a></li>"
			pages[to] = "<h1>" + n + "</h1><p>" + fillerWords(6) + n + " is done by two.</p>"
		}
		pages[at] = text + "</ul>"
	}
	list("/rules/", "Rowing", "Camping")
	list("/recipes/", "Soups", "Breads", "Cakes", "Pies", "Stews", "Jams", "Salads", "Sauces")
	for at, text := range pages {
		pages[at] = `<nav><a href="/rules/">Rules</a> <a href="/recipes/">Recipes</a></nav><main>` + text + "</main>"
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/rules/"}}, pages), "chapter||Rowing", "chapter||Camping")
}

// TestParticularsSetLarge reads a document whose cover sets what it tells of itself, and how
// somebody is reached, as large as headings; who was given it is no amendment.
func TestParticularsSetLarge(t *testing.T) {
	text := "# Version: 2.0\n# Published: October 2020\n# Telephone: 01632 960018\n# desk@lamps.example\n"
	for _, h := range []string{"Purpose", "Boats", "Oars", "Lamps", "Ropes", "Review: how and when"} {
		text += "# " + h + "\n" + fillerWords(6) + "\n"
	}
	text += "# Distribution\nThis document was given to:\n|Name|Position|Date|Version\n|All rowers|All rowers|07/09/2024|2.0\n"
	e := readBook(t, text)
	want := []string{"chapter||Purpose", "chapter||Boats", "chapter||Oars", "chapter||Lamps", "chapter||Ropes", "chapter||Review: how and when", "chapter||Distribution"}
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestWaysToReach: how to reach somebody, and the sites of others, are no chapters.
func TestWaysToReach(t *testing.T) {
	names := []string{"Referrals", "Visits", "Meetings", "Bullying"}
	page := "<h1>Procedures</h1><h2>Duty desk</h2><h3>01632 960017</h3>" + linkList(names...) +
		`<h2>Elsewhere</h2><ul><li><a href="https://lamps.example/">https://lamps.example</a></li><li><a href="https://www.oil.example/">oil.example</a></li></ul>`
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, withChapters(map[string]string{"/contents": page}, names...))
	for _, line := range tree(e) {
		if strings.Contains(line, "960017") || strings.Contains(line, ".example") {
			t.Errorf("a chapter or a section: %s", line)
		}
	}
	if got := slices.DeleteFunc(tree(e), func(l string) bool { return !strings.Contains(l, "chapter|") }); len(got) != len(names) {
		t.Errorf("chapters: %q", got)
	}
}

// TestMenuNamesBranchTwice reads a menu each branch of which is a link and has its name once more
// at the head of the list below, for small screens: the branches are the sections.
func TestMenuNamesBranchTwice(t *testing.T) {
	menu := `<nav class="side"><ul>`
	pages := map[string]string{}
	var want []string
	for _, s := range [][]string{{"Boats", "Oars", "Sails", "Ropes"}, {"Lamps", "Oil", "Wicks", "Glass"}} {
		at := "/" + strings.ToLower(s[0])
		menu += `<li><div><a href="` + at + `">` + s[0] + `</a><label for="x"><span class="icon"></span></label></div><nav><label for="x">` + s[0] + "</label><ul>"
		pages[at] = "<h1>" + s[0] + "</h1><p>" + fillerWords(5) + s[0] + "</p>"
		want = append(want, "section||"+s[0])
		for _, c := range s[1:] {
			menu += `<li><a href="` + at + "-" + strings.ToLower(c) + `">` + c + "</a></li>"
			pages[at+"-"+strings.ToLower(c)] = "<h1>" + c + "</h1><p>" + fillerWords(6) + c + "</p>"
			want = append(want, " chapter||"+c)
		}
		menu += "</ul></nav></li>"
	}
	pages["/manual"] = "<h1>The manual</h1><p>It is kept by the harbour.</p>"
	for at, text := range pages {
		pages[at] = menu + "</ul></nav><main>" + text + "</main>"
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/manual"}}, pages), want...)
}

// TestWelcomeBesideMenu reads a manual whose start page says much under headings of its own and
// whose chapters, in other folders, stand in the menu beside it by their numbers.
func TestWelcomeBesideMenu(t *testing.T) {
	menu, pages, want := `<nav><ul><li><a href="/about/welcome">Welcome</a></li>`, map[string]string{}, []string(nil)
	for i, part := range []string{"core", "special"} {
		for k, n := range []string{"Plans", "Visits", "Terms", "Coats"} {
			at, title := fmt.Sprintf("/%s/%s", part, strings.ToLower(n)), fmt.Sprintf("%s at %s", n, part)
			menu += fmt.Sprintf(`<li><a href="%s">%d.%d %s</a></li>`, at, i+1, k+1, title)
			pages[at] = "<h1>" + title + "</h1><p>" + fillerWords(6) + title + "</p>"
			want = append(want, fmt.Sprintf("chapter|%d.%d|%s", i+1, k+1, title))
		}
	}
	welcome := "<h1>Welcome</h1>"
	for _, h := range []string{"Our promise", "Who is covered", "How to search", "Telling us", "Review"} {
		welcome += "<h2>" + h + "</h2><p>" + fillerWords(3) + "</p>"
	}
	pages["/about/welcome"] = welcome
	for at, text := range pages {
		pages[at] = menu + "</ul></nav><main>" + text + "</main>"
	}
	var got []string
	for _, s := range readSite(t, normalise.Input{Start: []string{"/about/welcome"}}, pages).Sections {
		if s.Kind == normalise.KindChapter {
			got = append(got, fmt.Sprintf("chapter|%s|%s", s.Number, s.Title))
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
