package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// communityRow is an article in the list of its category, behind the picture of who wrote it.
func communityRow(at, tag, title, day, text string) string {
	if tag != "" {
		tag = `<span><a href="/tags/` + wording.Slug(tag) + `/" rel="tag" title="Find other content tagged with '` + tag + `'">` + tag + `</a></span>`
	}
	return `<li class="item"><div class="icon"><a href="/profile/4/"><img src="/w.png" alt="Welfare Team"></a></div><div class="main"><h4 class="title">` + tag + `<div><a href="` + at + `">` + title + `</a></div></h4><div class="meta"><p>By <a href="/profile/4/" rel="nofollow">Jo Penn</a>, <time datetime="2026-02-03T10:13:00Z">` + day + `</time></p><div class="text">` + text + `…</div></div></div><ul class="stats"><li><span>0</span><span>comments</span></li><li><span>1201</span><span>views</span></li></ul></li>`
}

// communityCategory is a category in a list of such.
func communityCategory(at, title string, articles int, below string) string {
	return fmt.Sprintf(`<li class="item"><div class="icon"><span><i class="fa"></i></span></div><div class="main"><h4 class="title"><a href="%s">%s</a></h4><div class="meta"><p>All on %s.</p></div>%s</div><dl class="stats"><dt>%d</dt><dd>articles</dd></dl></li>`, at, title, strings.ToLower(title), below, articles)
}

// TestCommunity reads a manual whose chapters are articles on a site for members: the pages of
// categories list them with who wrote them, how they begin and how often they were read, and
// their tags are flags. What the site says of members is no text.
func TestCommunity(t *testing.T) {
	const lines = "  heading||Signs\n  heading||Next steps"
	const deeper = "   heading||Signs\n   heading||Next steps"
	pages := map[string]string{
		"/manual/": `<h1>Welfare manual</h1><p>Changes are posted in the <a href="/topic/9/">change log</a>.</p><div class="box"><h2>Categories</h2><ol class="list">` +
			communityCategory("/manual/core/", "Core Policy", 2, "") + communityCategory("/manual/water/", "On the Water", 2, `<ul class="sub"><li><a href="/manual/water/races/">Races</a></li></ul>`) + `</ol></div>`,
		"/topic/9/": `<h1>Change log</h1><p>By Welfare Team, in <a href="/forum/2/">Announcements</a></p><h2>2 posts in this topic</h2><article><div class="when"><a href="/topic/9/?p=2">Posted <time datetime="2026-02-08T10:18:00Z">8 February</time></a></div><ul><li><a href="/manual/core/checks/"><strong>Checks</strong></a>: Wording on records.</li></ul></article><article><div class="when"><a href="/topic/9/?p=1">Posted <time datetime="2025-09-14T10:18:00Z">14 September 2025</time></a></div><ul><li><a href="/manual/water/trips/"><strong>Trips</strong></a>: First issue.</li></ul></article><p>This topic is now closed to further replies.</p>`,
	}
	list := func(title, before string, rows ...string) string {
		return `<h1>` + title + `</h1><p>All on ` + strings.ToLower(title) + `.</p>` + before + fmt.Sprintf(`<div class="box"><h2 class="hide">%d articles in this category</h2><div class="bar"><ul><li><a href="#sort">Sort By</a></li></ul></div><ol class="list">%s</ol></div>`, len(rows), strings.Join(rows, ""))
	}
	begins := func(name string) string {
		return "What is said of " + name + " holds for clubs, schools and camps alike, whoever leads them and wherever on the river they are, and is read by all new helpers before they meet"
	}
	pages["/manual/core/"] = list("Core Policy", "", communityRow("/manual/core/checks/", "Updated", "Checks", "3 February", begins("checks")), communityRow("/manual/core/conduct/", "", "Conduct", "3 May 2025", begins("conduct")))
	pages["/manual/water/"] = list("On the Water", `<div class="box"><h2>Subcategories</h2><ol class="list">`+communityCategory("/manual/water/races/", "Races", 2, "")+`</ol></div>`, communityRow("/manual/water/trips/", "New", "Trips", "yesterday", begins("trips")), communityRow("/manual/water/lifts/", "", "Lifts", "3 May 2025", begins("lifts")))
	pages["/manual/water/races/"] = list("Races", "", communityRow("/manual/water/races/desk/", "", "Welfare Desk", "3 May 2025", begins("desks")), communityRow("/manual/water/races/tests/", "Under review", "Tests", "3 May 2025", begins("tests")))
	for at, title := range map[string]string{"core/checks": "Checks", "core/conduct": "Conduct", "water/trips": "Trips", "water/lifts": "Lifts", "water/races/desk": "Welfare Desk", "water/races/tests": "Tests"} {
		pages["/manual/"+at+"/"] = `<h1>` + title + `</h1><p class="by">By <a href="/profile/4/">Jo Penn</a>, <time datetime="2026-02-03">3 February</time> in <a href="/manual/core/">Core Policy</a></p><div class="follow"><a href="/login/">Followers <span>6</span></a></div><article><p>` + begins(strings.ToLower(title)) + ` them.</p><h3>Signs</h3><p>` + wayProse(title, 0) + `</p><h3>Next steps</h3><p>` + wayProse(title, 2) + `</p></article><div class="controls"><ul><li><span><img src="/t.png" alt="Thanks"></span><span>5</span></li></ul></div><div class="box"><h2>User Feedback</h2><div><h3>Create an account or sign in to comment</h3><p>You need to be a member in order to leave a comment</p></div><p>There are no comments to display.</p></div>`
	}
	for _, other := range []string{"forum/2", "profile/4", "login", "tags/new", "tags/updated", "tags/under-review"} {
		pages["/"+other+"/"] = "<h1>" + other + "</h1><p>Members see more of it.</p>"
	}
	e := readCommunity(t, pages)
	want := strings.Split(strings.Join([]string{"section||Core Policy", " chapter||Checks", lines, " chapter||Conduct", lines, "section||On the Water", " group||Races", "  chapter||Welfare Desk", deeper, "  chapter||Tests", deeper,
		" chapter||Trips", lines, " chapter||Lifts", lines, "amendment|Checks|Wording on records.|2026-02-08", "amendment|Trips|First issue.|2025-09-14"}, "\n"), "\n")
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	flags := make(map[string]string)
	for _, s := range e.Sections {
		for _, f := range s.Flags {
			flags[s.Title] += string(f)
		}
		for _, words := range []string{"Jo Penn", "Followers", "comment", "Feedback", "1201", "Members", "Welfare Team"} {
			if strings.Contains(s.Title+s.Text, words) {
				t.Errorf("%s: the text says %q: %q", s.Title, words, s.Text)
			}
		}
	}
	if d := cmp.Diff(map[string]string{"Checks": "updated", "Trips": "new", "Tests": "under_review"}, flags); d != "" {
		t.Errorf("flags: -want +got\n%s", d)
	}
}

// readCommunity reads the pages of such a site; /manual/ is the start, topic 9 the record.
func readCommunity(t *testing.T, pages map[string]string) *normalise.Edition {
	const origin = "http://example.test"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/manual/"}, Amendments: []string{origin + "/topic/9/"}, Hosts: []string{"example.test"}}
	var docs []*parse.Document
	for at, body := range pages {
		full := `<!DOCTYPE html><html><head><title>Paddlers</title></head><body><header><a href="/">Paddlers</a><ul><li><a href="/login/">Sign In</a></li></ul></header><nav><ul><li><a href="/">Home</a></li><li><a href="/manual/">Manual</a></li></ul></nav><main><div class="area">` + body + `</div></main><footer><p>&copy; Paddlers</p></footer></body></html>`
		docs = append(docs, parseKit(t, "generic", origin+at, []byte(full)))
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}

// TestAmendmentsOfGroups takes the heading of a table of amendments that is called as a group of
// the manual, beside one for all areas, for the area whose chapters the group holds.
func TestAmendmentsOfGroups(t *testing.T) {
	table := func(chapter, details, day string) string {
		return `<table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr><tr><td>` + chapter + `</td><td>` + details + `</td><td>` + day + `</td></tr></table>`
	}
	pages := map[string]string{
		"/manual/":  `<h1>Paddling</h1><h2>1. Rivers</h2><ul><li><a href="/c/weirs">1.1 Weirs</a></li><li><a href="/c/floods">1.2 Floods</a></li></ul><h3>Northtown</h3><ul><li><a href="/c/locks">Locks at night</a></li></ul><h2>2. People</h2><ul><li><a href="/c/trips">2.1 Trips</a></li></ul><h3>East Fell</h3><ul><li><a href="/c/tarns">Tarns in winter</a></li></ul>`,
		"/topic/9/": `<h1>Amendments</h1><h3>All areas</h3>` + table("1.1 Weirs", "Ropes are longer.", "30-08-2023") + `<h3>Northtown</h3><p>There have been no amendments yet.</p><h3>East Fell</h3>` + table("Tarns in winter", "New local chapter.", "02-08-2023"),
	}
	for _, c := range []string{"weirs", "floods", "locks", "trips", "tarns"} {
		pages["/c/"+c] = "<h1>" + c + "</h1>" + chapterBody(mRow{title: c})
	}
	var got []string
	for _, a := range readCommunity(t, pages).Amendments {
		got = append(got, a.Scope+" "+a.Chapter)
	}
	if d := cmp.Diff([]string{"shared 1.1 Weirs", "east-fell Tarns in winter"}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
