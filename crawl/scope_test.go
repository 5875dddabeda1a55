package crawl

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A scopeCase is a site and what a crawl asks of it.
type scopeCase struct {
	name  string
	board Board // Start is a path
	pages map[string]string
	want  []string
	codes []string // of findings
}

func TestScope(t *testing.T) {
	for _, test := range slices.Concat(contentsCases(), addressCases(), oddCases()) {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, test.pages)
			b := test.board
			b.ID = "one"
			for i := range b.Start {
				b.Start[i] = s.URL + b.Start[i]
			}
			for i := range b.Amendments {
				b.Amendments[i] = s.URL + b.Amendments[i]
			}
			r := crawlSite(t, openArchive(t), "20260101T020000Z", b)
			taken := s.taken()
			if test.want != nil {
				if d := cmp.Diff(test.want, taken); d != "" {
					t.Errorf("asked for (-want +got):\n%s", d)
				}
			} else if len(taken) > 8 {
				t.Errorf("asked for %v", taken)
			}
			for _, c := range r.Captures {
				if c.FinalURL == "" || c.Error == "" && c.SHA256 == "" {
					t.Errorf("unfinished capture %+v", c)
				}
			}
			var codes []string
			for _, f := range r.Findings {
				codes = append(codes, f.Code)
			}
			if d := cmp.Diff(test.codes, codes); d != "" {
				t.Errorf("findings (-want +got):\n%s\n%v", d, r.Findings)
			}
		})
	}
}

// pageTools are what stands below the text of each page of a site.
const pageTools = "<section><h2>Share this page</h2><p>On two networks</p></section><section><h2>Was this page helpful?</h2><button>Yes</button></section>"

func contentsCases() []scopeCase {
	return []scopeCase{
		{
			name:  "contents over several pages",
			board: Board{Platform: "wordpress", Start: []string{"/manual/"}},
			pages: map[string]string{
				"/manual/":        htmlPage("Contents", "/one/", "?page=2", "/", "mailto:a@b.example", "https://elsewhere.example/"),
				"/manual/?page=2": htmlPage("Contents", "/two/", "/manual/?page=3", "/manual/?page=1"),
				"/manual/?page=3": htmlPage("Contents", "/three/"),
				"/manual/?page=1": htmlPage("Contents", "/one/", "?page=2"),
				"/one/":           htmlPage("One", "/news/", "/files/a.pdf"),
				"/two/":           htmlPage("Two"), "/three/": htmlPage("Three"), "/files/a.pdf": "%PDF-1.4",
			},
			want: []string{"/files/a.pdf", "/manual/", "/manual/?page=1", "/manual/?page=2", "/manual/?page=3", "/one/", "/three/", "/two/"},
		},
		{
			name:  "lists of a section that a modifier of their class calls navigation",
			board: Board{Platform: "generic", Start: []string{"/a/1-manual"}},
			pages: map[string]string{
				"/a/1-manual": htmlPage("Contents", "/a/2-boats", "/a/3-lamps", "/a/4-ropes"), "/a/3-lamps": htmlPage("Lamps"), "/a/4-ropes": htmlPage("Ropes"), "/a/5-oars": htmlPage("Oars"), "/a/6-sails": htmlPage("Sails"), "/n/9-news": htmlPage("News"),
				"/a/2-boats": `<html><body><main><h1>Boats</h1><section class="widget widget--relatedarticles"><ul class="list list--navigation"><li><a href="/a/5-oars">Oars</a></li><li><a href="/a/6-sails">Sails</a></li></ul></section></main><footer class="site"><a href="/n/9-news">News</a></footer></body></html>`,
			},
			want: []string{"/a/1-manual", "/a/2-boats", "/a/3-lamps", "/a/4-ropes", "/a/5-oars", "/a/6-sails"},
		},
		{
			name:  "pages below one whose address has an ending",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/": htmlPage("Contents", "/boats.aspx", "/lamps.aspx"), "/lamps.aspx": htmlPage("Lamps"), "/boats/oars.aspx": htmlPage("Oars"), "/bins/oars.aspx": htmlPage("Bins"),
				"/boats.aspx": "<html><body><main><h1>Boats</h1>" + strings.Repeat("<p>Boats lie on the slip in winter and are turned over.</p>", 9) + `<p>See <a href="/boats/oars.aspx">oars</a> and <a href="/bins/oars.aspx">bins</a>.</p></main></body></html>`,
			},
			want: []string{"/", "/boats.aspx", "/boats/oars.aspx", "/lamps.aspx"},
		},
		{
			name:  "a chapter over pages, each with a link to the next",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/": htmlPage("Contents", "/p/boats", "/p/oars", "/p/sails", "/lamps"), "/p/oars": htmlPage("Oars"), "/p/sails": htmlPage("Sails"),
				"/p/boats": nextPage("Boats", "/p/boats-2"), "/p/boats-2": nextPage("Boats", "/p/boats-3"), "/p/boats-3": nextPage("Boats", "/p/boats-4"), "/p/boats-4": htmlPage("Boats"),
				"/lamps": nextPage("Lamps", "/lamps-2"), "/lamps-2": nextPage("Lamps", "/lamps-3"), "/lamps-3": nextPage("Lamps", "/weather"), "/weather": htmlPage("Weather"),
			},
			want: []string{"/", "/lamps", "/lamps-2", "/lamps-3", "/p/boats", "/p/boats-2", "/p/boats-3", "/p/boats-4", "/p/oars", "/p/sails"},
		},
		{
			name:  "a guide whose menu lists a file among its pages",
			board: Board{Platform: "council-cms", Start: []string{"/procedures"}},
			pages: map[string]string{
				"/procedures":       htmlPage("Contents", "/procedures/cases", "/procedures/homes"),
				"/procedures/homes": htmlPage("Homes"), "/procedures/cases/visits": htmlPage("Visits"), "/files/plans.docx": "PK",
				"/procedures/cases": `<html><body><nav><a href="/files/bins.pdf">Bins</a></nav><main><h1>Cases</h1><nav class="guide-nav"><ul><li><a href="/procedures/cases/visits">Visits</a></li><li><a href="/files/plans.docx">Plans</a></li></ul></nav></main></body></html>`,
			},
			want: []string{"/files/plans.docx", "/procedures", "/procedures/cases", "/procedures/cases/visits", "/procedures/homes"},
		},
		{
			name:  "a chapter in plain text",
			board: Board{Platform: "council-cms", Start: []string{"/procedures"}},
			pages: map[string]string{
				"/procedures": htmlPage("Contents", "/files/cases.pdf", "/files/plans.txt", "/robots.txt"), "/files/cases.pdf": "%PDF-1.4", "/files/plans.txt": "Plans\n\nMake one.",
			},
			want: []string{"/files/cases.pdf", "/files/plans.txt", "/procedures"},
		},
		{
			name:  "a file below the heading of a card, which its class calls a header",
			board: Board{Platform: "wordpress", Start: []string{"/procedures/"}},
			pages: map[string]string{
				"/procedures/":            htmlPage("Contents", "/procedures/boats/", "/procedures/lamps/"),
				"/procedures/boats/":      `<html><body><header class="site-header"><a href="/files/hours.pdf">Hours</a></header><div id="content"><h1>Boats</h1><div class="card"><h4 class="module_header"><a href="/procedures/boats/oars/">Oars</a></h4><p>Guidance on oars, and on who looks after them when the boats are out.</p></div><div class="card"><h4 class="module_header"><a href="/files/ropes.pdf">Ropes</a></h4><p>PDF document</p></div></div></body></html>`,
				"/procedures/boats/oars/": htmlPage("Oars"), "/procedures/lamps/": htmlPage("Lamps"), "/files/ropes.pdf": "%PDF-1.4", "/files/hours.pdf": "%PDF-1.4",
			},
			want: []string{"/files/ropes.pdf", "/procedures/", "/procedures/boats/", "/procedures/boats/oars/", "/procedures/lamps/"},
		},
		{
			name:  "a start page that is a chapter, with the others in the bar at its side",
			board: Board{Platform: "generic", Start: []string{"/boats"}},
			pages: map[string]string{
				"/boats": besideBar("Boats", `<a class="active" href="#">Boats</a>`), "/oars": htmlPage("Oars", "/about"), "/lamps/oil": htmlPage("Oil"), "/lamps/wicks": htmlPage("Wicks"), "/staff/cover": htmlPage("Cover"),
				"/about": htmlPage("About"), "/lamps/news": htmlPage("News"),
			},
			want: []string{"/boats", "/lamps/oil", "/lamps/wicks", "/oars", "/staff/cover"},
		},
		{
			name:  "a start page of a book, which goes on with what follows it in the menu",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/":           `<head><link rel="next" href="/boats.html"></head>` + bookPage("Manual"),
				"/boats.html": htmlPage("Boats"), "/oars.html": htmlPage("Oars"), "/oil.html": htmlPage("Oil"), "/wicks.html": htmlPage("Wicks"), "/cover.html": htmlPage("Cover"), "/pay.html": htmlPage("Pay"),
			},
			want: []string{"/", "/boats.html", "/cover.html", "/oars.html", "/oil.html", "/wicks.html"},
		},
		{
			name:  "a start page with the menu of a site that goes on with something else",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/":           `<head><link rel="next" href="/cover.html"></head>` + bookPage("Manual"),
				"/boats.html": htmlPage("Boats"), "/oars.html": htmlPage("Oars"), "/oil.html": htmlPage("Oil"), "/wicks.html": htmlPage("Wicks"), "/cover.html": htmlPage("Cover"), "/pay.html": htmlPage("Pay"),
			},
			want: []string{"/", "/cover.html", "/oars.html", "/oil.html", "/wicks.html"},
		},
		{
			name:  "a start page that is a chapter, with the others of its folder in a menu",
			board: Board{Platform: "generic", Start: []string{"/m/boats.htm"}},
			pages: map[string]string{
				"/m/boats.htm": `<div class="menu"><a href="/about">About</a><p>Boats</p><a href="boats.htm">Boats</a><a href="oars.htm">Oars</a><a href="ropes.htm">Ropes</a><p>Lamps</p><a href="oil.htm">Oil</a><a href="wicks.htm">Wicks</a></div><div id="content"><h1>Boats</h1><p>See <a href="ropes.htm">Ropes</a> and <a href="oil.htm">Oil</a>, and <a href="http://elsewhere.example/">the law</a>.</p></div>`,
				"/m/oars.htm":  htmlPage("Oars"), "/m/ropes.htm": htmlPage("Ropes"), "/m/oil.htm": htmlPage("Oil"), "/m/wicks.htm": htmlPage("Wicks"), "/about": htmlPage("About"),
			},
			want: []string{"/m/boats.htm", "/m/oars.htm", "/m/oil.htm", "/m/ropes.htm", "/m/wicks.htm"},
		},
		{
			name:  "a start page whose bar has all its links, and a chapter of one folder that only another leads to",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/":            `<div class="sidebar"><ul><li>Lamps<ul><li><a href="/lamps/oil">Oil</a></li><li><a href="/lamps/wicks">Wicks</a></li><li><a href="/lamps/glass">Glass</a></li></ul></li></ul></div><main><h1>Manual</h1><p>Use the menu.</p></main>`,
				"/lamps/oil":   `<nav><a href="/lamps/tins">Tins</a> <a href="/about">About</a></nav>` + htmlPage("Oil"),
				"/lamps/wicks": htmlPage("Wicks"), "/lamps/glass": htmlPage("Glass"), "/lamps/tins": htmlPage("Tins"), "/about": htmlPage("About"),
			},
			want: []string{"/", "/lamps/glass", "/lamps/oil", "/lamps/tins", "/lamps/wicks"},
		},
		{
			name:  "a start page whose contents stand in a menu amid its text, which leads only elsewhere",
			board: Board{Platform: "generic", Start: []string{"/article/9/manual"}},
			pages: map[string]string{
				"/article/9/manual": `<nav><a href="/pay">Pay</a><a href="/jobs">Jobs</a></nav><a href="http://weather.example/">Leave this site</a><main><h1>Manual</h1><p>See <a href="http://elsewhere.example/m.pdf">the whole</a>, or <a href="http://elsewhere.example/staff">ask</a>.</p><nav aria-label="Pages in this publication"><ol><li><a href="/article/10/oars">Oars</a></li><li><a href="/article/11/ropes">Ropes</a></li><li><a href="/article/12/oil">Oil</a></li><li><a href="/article/13/wicks">Wicks</a></li><li><a href="/article/14/cover">Cover</a></li></ol></nav></main>`,
				"/article/10/oars":  htmlPage("Oars"), "/article/11/ropes": htmlPage("Ropes"), "/article/12/oil": htmlPage("Oil"), "/article/13/wicks": htmlPage("Wicks"), "/article/14/cover": htmlPage("Cover"), "/pay": htmlPage("Pay"), "/jobs": htmlPage("Jobs"),
			},
			want:  []string{"/article/10/oars", "/article/11/ropes", "/article/12/oil", "/article/13/wicks", "/article/14/cover", "/article/9/manual"},
			codes: []string{"document_elsewhere"},
		},
		{
			name:  "a menu amid a list of contents that leads to fewer pages than that",
			board: Board{Platform: "generic", Start: []string{"/m/contents.html"}},
			pages: map[string]string{
				"/m/contents.html": `<main><h1>Manual</h1><nav><a href="/pay">Pay</a><a href="/jobs">Jobs</a><a href="/parks">Parks</a><a href="/roads">Roads</a><a href="/bins">Bins</a></nav><ul><li><a href="/m/oars.html">Oars</a></li><li><a href="/m/oil.html">Oil</a></li><li><a href="/m/wicks.html">Wicks</a></li></ul></main>`,
				"/m/oars.html":     htmlPage("Oars"), "/m/oil.html": htmlPage("Oil"), "/m/wicks.html": htmlPage("Wicks"), "/pay": htmlPage("Pay"), "/jobs": htmlPage("Jobs"), "/parks": htmlPage("Parks"), "/roads": htmlPage("Roads"), "/bins": htmlPage("Bins"),
			},
			want: []string{"/m/contents.html", "/m/oars.html", "/m/oil.html", "/m/wicks.html"},
		},
		{
			name:  "a start page of files, whose record may tell of those on the pages beside it in a menu amid its text",
			board: Board{Platform: "wordpress", Start: []string{"/adults/work/policies/"}, Amendments: []string{"/f/changes.pdf"}},
			pages: map[string]string{
				"/adults/work/policies/": filesPage("Policies", "/f/a.pdf", "/f/b.pdf", "/f/c.pdf", "/f/d.pdf", "/f/h.pdf", "/f/i.pdf"),
				"/adults/work/reviews/":  filesPage("Reviews", "/f/e.pdf"), "/adults/work/homes/": filesPage("Homes", "/f/g.pdf"), "/adults/work/falls/": filesPage("Falls"), "/adults/work/training/": filesPage("Training"),
				"/f/a.pdf": "%PDF-1.4", "/f/b.pdf": "%PDF-1.4", "/f/c.pdf": "%PDF-1.4", "/f/d.pdf": "%PDF-1.4", "/f/e.pdf": "%PDF-1.4", "/f/g.pdf": "%PDF-1.4", "/f/h.pdf": "%PDF-1.4", "/f/i.pdf": "%PDF-1.4", "/f/changes.pdf": "%PDF-1.4", "/about": htmlPage("About"),
			},
			want: []string{"/adults/work/falls/", "/adults/work/homes/", "/adults/work/policies/", "/adults/work/reviews/", "/adults/work/training/", "/f/a.pdf", "/f/b.pdf", "/f/c.pdf", "/f/changes.pdf", "/f/d.pdf", "/f/e.pdf", "/f/g.pdf", "/f/h.pdf", "/f/i.pdf"},
		},
		{
			name:  "a start page of files beside others, without a record",
			board: Board{Platform: "wordpress", Start: []string{"/adults/work/policies/"}},
			pages: map[string]string{
				"/adults/work/policies/": filesPage("Policies", "/f/a.pdf", "/f/b.pdf", "/f/c.pdf", "/f/d.pdf", "/f/h.pdf", "/f/i.pdf"),
				"/adults/work/reviews/":  filesPage("Reviews", "/f/e.pdf"), "/adults/work/homes/": filesPage("Homes", "/f/g.pdf"), "/adults/work/falls/": filesPage("Falls"), "/adults/work/training/": filesPage("Training"),
				"/f/a.pdf": "%PDF-1.4", "/f/b.pdf": "%PDF-1.4", "/f/c.pdf": "%PDF-1.4", "/f/d.pdf": "%PDF-1.4", "/f/e.pdf": "%PDF-1.4", "/f/g.pdf": "%PDF-1.4", "/f/h.pdf": "%PDF-1.4", "/f/i.pdf": "%PDF-1.4", "/f/changes.pdf": "%PDF-1.4", "/about": htmlPage("About"),
			},
			want: []string{"/adults/work/policies/", "/f/a.pdf", "/f/b.pdf", "/f/c.pdf", "/f/d.pdf", "/f/h.pdf", "/f/i.pdf"},
		},
		{
			name:  "a front page that leads nowhere, with a menu of parts, each with its list in a box",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/": frontPageOf("<a href='/news'>News</a>"), "/news": htmlPage("News"), "/help": htmlPage("Help"), "/legal": htmlPage("Legal"),
				"/boats": htmlPage("Boats"), "/oars": htmlPage("Oars"), "/sails": htmlPage("Sails"), "/keels": htmlPage("Keels"),
				"/lamps": htmlPage("Lamps"), "/oil": htmlPage("Oil"), "/wicks": htmlPage("Wicks"), "/terms": htmlPage("Terms"),
			},
			want: []string{"/", "/boats", "/help", "/keels", "/lamps", "/news", "/oars", "/oil", "/sails", "/terms", "/wicks"},
		},
		{
			name:  "a front page of one file, with the menu of a site about much else",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{"/": frontPageOf("<a href='/boats.pdf'>Our manual</a>"), "/boats.pdf": "%PDF-1.4", "/boats": htmlPage("Boats"), "/help": htmlPage("Help")},
			want:  []string{"/", "/boats.pdf", "/help"},
		},
		{
			name:  "a page of a site about much else, with its menu",
			board: Board{Platform: "generic", Start: []string{"/manual"}},
			pages: map[string]string{"/manual": frontPageOf("<a href='/news'>News</a>"), "/news": htmlPage("News"), "/boats": htmlPage("Boats"), "/help": htmlPage("Help")},
			want:  []string{"/help", "/manual", "/news"},
		},
		{
			name:  "a list of contents beside which a bar leads through the site",
			board: Board{Platform: "generic", Start: []string{"/boats"}},
			pages: map[string]string{
				"/boats": besideBar("Boats", `<a aria-current="page" href="/boats">Boats</a>`, "/b/1", "/b/2", "/b/3", "/b/4", "/b/5"), "/oars": htmlPage("Oars"), "/lamps/oil": htmlPage("Oil"), "/lamps/wicks": htmlPage("Wicks"), "/staff/cover": htmlPage("Cover"),
				"/b/1": htmlPage("One"), "/b/2": htmlPage("Two"), "/b/3": htmlPage("Three"), "/b/4": htmlPage("Four"), "/b/5": htmlPage("Five"),
			},
			want: []string{"/b/1", "/b/2", "/b/3", "/b/4", "/b/5", "/boats"},
		},
		{
			name:  "sections on cards whose titles stand in a header each",
			board: Board{Platform: "wordpress", Start: []string{"/docs/"}},
			pages: map[string]string{
				"/docs/":           `<html><body><div class="header"><a href="/about">About</a></div><div id="content"><div class="card"><div class="card-header"><h2><a href="/category/boats/">Boats</a></h2></div><ul><li><a href="/docs/oars/">Oars</a></li></ul></div><div class="card"><div class="card-header"><h2>Lamps</h2></div><ul><li><a href="/docs/oil/">Oil</a></li></ul><div class="card-footer"><a href="/category/lamps/">View all</a></div></div><div class="card"><div class="card-header"><h2>Staff</h2></div><ul><li><a href="/docs/cover/">Cover</a></li></ul><div class="card-footer"><a href="/category/staff/">View all</a></div></div></div></body></html>`,
				"/category/boats/": listPage("Boats", "/docs/oars/", "/docs/ropes/"), "/category/lamps/": listPage("Lamps", "/docs/oil/", "/docs/wicks/"), "/category/staff/": listPage("Staff", "/docs/cover/"), "/about": htmlPage("About"),
				"/docs/oars/": htmlPage("Oars"), "/docs/ropes/": htmlPage("Ropes"), "/docs/oil/": htmlPage("Oil"), "/docs/wicks/": htmlPage("Wicks"), "/docs/cover/": htmlPage("Cover"),
			},
			want: []string{"/category/boats/", "/category/lamps/", "/category/staff/", "/docs/", "/docs/cover/", "/docs/oars/", "/docs/oil/", "/docs/ropes/", "/docs/wicks/"},
		},
		{
			name:  "topics of a forum, each with who wrote and how many looked",
			board: Board{Platform: "generic", Start: []string{"/viewforum.php?f=2"}},
			pages: map[string]string{
				"/viewforum.php?f=2":            forumPage("/viewforum.php?f=2", "Manual", "/viewforum.php?f=3"),
				"/viewforum.php?f=3":            forumPage("/viewforum.php?f=3", "Boats", "/viewtopic.php?t=90", "/viewtopic.php?t=21", "/viewtopic.php?t=22"),
				"/viewtopic.php?t=21":           htmlPage("Oars", "/viewtopic.php?t=77"),
				"/viewtopic.php?t=22":           htmlPage("Ropes"),
				"/viewtopic.php?t=90":           htmlPage("Changes", "/memberlist.php?u=2", "/posting.php?mode=quote&p=900"),
				"/viewtopic.php?t=77":           htmlPage("Chat"),
				"/memberlist.php?u=2":           htmlPage("Writer"),
				"/posting.php?mode=quote&p=900": htmlPage("Quote"),
			},
			want: []string{"/viewforum.php?f=2", "/viewforum.php?f=3", "/viewtopic.php?t=21", "/viewtopic.php?t=22", "/viewtopic.php?t=90"},
		},
		{
			name:  "a contents page for each section",
			board: Board{Platform: "wordpress", Start: []string{"/procedures/"}},
			pages: map[string]string{
				"/procedures/": htmlPage("Contents", "/section-a/", "/section-b/", "/section-c/", "/alone/"),
				"/section-c/":  listPage("C", "/c1/"), "/c1/": htmlPage("C1"),
				"/section-a/": listPage("A", "/a1/", "/a2/", "/a3/", "/a4/"), "/section-b/": listPage("B", "/b1/", "/b2/", "/b3/", "/b4/"),
				"/alone/": htmlPage("Alone", "/news/1/", "/news/2/", "/news/3/", "/news/4/") + strings.Repeat("<p>A chapter has words of its own.</p>", 20),
				"/a1/":    htmlPage("A1", "/about-us/"), "/a2/": htmlPage("A2"), "/a3/": htmlPage("A3"), "/a4/": htmlPage("A4"),
				"/b1/": htmlPage("B1"), "/b2/": htmlPage("B2"), "/b3/": htmlPage("B3"), "/b4/": htmlPage("B4"),
			},
			want: []string{"/a1/", "/a2/", "/a3/", "/a4/", "/alone/", "/b1/", "/b2/", "/b3/", "/b4/", "/c1/", "/procedures/", "/section-a/", "/section-b/", "/section-c/"},
		},
		{
			name:  "a section of two chapters amid what the site says on each page",
			board: Board{Platform: "council-cms", Start: []string{"/article/1/Procedures"}},
			pages: map[string]string{
				"/article/1/Procedures": wordyPage("Procedures", "/article/2/Staff", "/article/3/Homes"),
				"/article/2/Staff":      wordyPage("Part 1 - People who work with us", "/article/4/Vetting", "/article/5/Cover"),
				"/article/3/Homes":      wordyPage("Part 2 - Homes", "/article/6/Visits", "/article/7/Plans"),
				"/article/4/Vetting":    wordyPage("Vetting"), "/article/5/Cover": wordyPage("Cover"), "/article/6/Visits": wordyPage("Visits"), "/article/7/Plans": wordyPage("Plans"),
			},
			want: []string{"/article/1/Procedures", "/article/2/Staff", "/article/3/Homes", "/article/4/Vetting", "/article/5/Cover", "/article/6/Visits", "/article/7/Plans"},
		},
		{
			name:  "a section of cards above the tools of each page",
			board: Board{Platform: "council-cms", Start: []string{"/article/1/Procedures"}},
			pages: map[string]string{
				"/article/1/Procedures": htmlPage("Contents", "/article/2/Staff", "/article/3/Homes"),
				"/article/2/Staff":      leadsPage("Staff", "/article/4/Vetting", "/article/5/Cover") + pageTools,
				"/article/3/Homes":      strings.ReplaceAll(leadsPage("Homes", "/article/6/Visits", "/article/7/Plans"), "</h2>", " <span>NEW</span></h2>") + pageTools,
				"/article/4/Vetting":    htmlPage("Vetting"), "/article/5/Cover": htmlPage("Cover"), "/article/6/Visits": htmlPage("Visits"), "/article/7/Plans": htmlPage("Plans"),
			},
			want: []string{"/article/1/Procedures", "/article/2/Staff", "/article/3/Homes", "/article/4/Vetting", "/article/5/Cover", "/article/6/Visits", "/article/7/Plans"},
		},
		{
			name:  "a section whose chapters are headings with their first words",
			board: Board{Platform: "wordpress", Start: []string{"/procedures/"}},
			pages: map[string]string{
				"/procedures/":  htmlPage("Contents", "/topic/cases/", "/topic/staff/", "/alone/"),
				"/topic/cases/": leadsPage("Cases", "/case/visits/", "/case/referrals/", "/case/plans/"),
				"/topic/staff/": leadsPage("Staff", "/case/vetting/", "/case/cover/"),
				"/alone/":       "<h1>Alone</h1><h2>Aims</h2><p>" + strings.Repeat("A chapter has words of its own. ", 20) + `<h2><a href="/news/1/">News</a></h2><h2>Duties</h2>`,
				"/case/visits/": htmlPage("Visits", "/about-us/"), "/case/referrals/": htmlPage("Referrals"), "/case/plans/": htmlPage("Plans"),
				"/case/vetting/": htmlPage("Vetting"), "/case/cover/": htmlPage("Cover"),
			},
			want: []string{"/alone/", "/case/cover/", "/case/plans/", "/case/referrals/", "/case/vetting/", "/case/visits/", "/procedures/", "/topic/cases/", "/topic/staff/"},
		},
		{
			name:  "a chapter that stands in another section than its address says",
			board: Board{Platform: "council-cms", Start: []string{"/procedures"}},
			pages: map[string]string{
				"/procedures":          htmlPage("Contents", "/info/7/cases", "/info/7/help"),
				"/info/7/cases":        guidePage("Cases", "/info/7/cases/visits"),
				"/info/7/help":         guidePage("Help", "/info/7/help/meetings", "/info/7/cases/sharing", "/info/8/tax/bands"),
				"/info/7/cases/visits": htmlPage("Visits"), "/info/7/help/meetings": htmlPage("Meetings"), "/info/7/cases/sharing": htmlPage("Sharing"),
			},
			want: []string{"/info/7/cases", "/info/7/cases/sharing", "/info/7/cases/visits", "/info/7/help", "/info/7/help/meetings", "/procedures"},
		},
		{
			name:  "folders of a library, chapters as files and pages",
			board: Board{Platform: "council-cms", Start: []string{"/lib/forms/all.aspx"}},
			pages: map[string]string{
				"/lib/forms/all.aspx":          htmlPage("Library", "/lib/forms/all.aspx?folder=a", "/lib/forms/all.aspx?folder=b"),
				"/lib/forms/all.aspx?folder=a": libraryPage("/lib/one.pdf", "/pages/two.aspx", "/lib/three.docx"),
				"/lib/forms/all.aspx?folder=b": libraryPage("/pages/four.aspx", "/pages/five.aspx"),
				"/lib/one.pdf":                 "%PDF-1.4", "/lib/three.docx": "PK", "/pages/two.aspx": htmlPage("Two", "/council/tax"),
				"/pages/four.aspx": htmlPage("Four"), "/pages/five.aspx": htmlPage("Five"),
			},
			want: []string{"/lib/forms/all.aspx", "/lib/forms/all.aspx?folder=a", "/lib/forms/all.aspx?folder=b", "/lib/one.pdf", "/lib/three.docx", "/pages/five.aspx", "/pages/four.aspx", "/pages/two.aspx"},
		},
		{
			name:  "the register says where the contents are",
			board: Board{Platform: "generic", Start: []string{"/m.htm"}, Selectors: map[string]string{"contents": ".list"}},
			pages: map[string]string{
				"/m.htm":   "<title>M</title><div><a href=/q/1.htm>Q1</a> <a href=/q/2.htm>Q2</a></div><div class=list><a href=/x/1.htm>1</a></div>",
				"/x/1.htm": htmlPage("1"),
			},
			want: []string{"/m.htm", "/x/1.htm"},
		},
		{
			name:  "a page nested too deeply for the parser",
			board: Board{Platform: "generic", Start: []string{"/m/"}, Parallel: 3},
			pages: map[string]string{
				"/m/":  strings.Repeat("<div>", 2000) + "<a href=/m/1>1</a><a href=/x/2>2</a>" + strings.Repeat("</div>", 2000),
				"/m/1": htmlPage("1"), "/x/2": htmlPage("2"),
			},
			want: []string{"/m/", "/m/1", "/x/2"},
		},
	}
}

func addressCases() []scopeCase {
	return []scopeCase{
		{
			name:  "frames and jump menus",
			board: Board{Platform: "generic", Start: []string{"/m/start.htm"}},
			pages: map[string]string{
				"/m/start.htm": `<html><head><title>Manual</title></head><frameset cols="20%,*"><frame src="menu.htm"><frame src="main.htm"></frameset></html>`,
				"/m/menu.htm":  htmlPage("Menu", "/x/1.htm", "/y/2.htm"), "/m/main.htm": htmlPage("Main") + `<select onchange="go(this)"><option>Choose<option value="/z/3.htm">Three</select>`,
				"/x/1.htm": htmlPage("1"), "/y/2.htm": htmlPage("2"), "/z/3.htm": htmlPage("3"),
			},
			want: []string{"/m/main.htm", "/m/menu.htm", "/m/start.htm", "/x/1.htm", "/y/2.htm", "/z/3.htm"},
		},
		{
			name:  "a manual served by a script where tools mostly are, its parts by number",
			board: Board{Platform: "generic", Start: []string{"/cgi-bin/manual.pl"}, Amendments: []string{}},
			pages: map[string]string{
				"/cgi-bin/manual.pl":         listPage("Contents", "?s=1&c=1", "?s=1&c=2", "?s=neglect", "?s=1&c=1&print=1", "/cgi-bin/login", "/search/manual.pl"),
				"/cgi-bin/manual.pl?s=1&c=1": htmlPage("Neglect"), "/cgi-bin/manual.pl?s=1&c=2": htmlPage("Bullying"),
			},
			want: []string{"/cgi-bin/manual.pl", "/cgi-bin/manual.pl?s=1&c=1", "/cgi-bin/manual.pl?s=1&c=2"},
		},
		{
			name:  "menus are not contents",
			board: Board{Platform: "council-cms", Start: []string{"/a/b/manual/"}},
			pages: map[string]string{
				"/a/b/manual/": strings.Replace(htmlPage("Contents", "/x/1", "/x/2", "/x/3"), "<div id=content>", `<div id="header"><a href="/news/">News</a></div><ul class="site-nav"><li><a href="/jobs/">Jobs</a></li></ul><div id=content>`, 1),
				"/x/1":         htmlPage("1", "/x/4", "/y/5"), "/x/2": htmlPage("2"), "/x/3": htmlPage("3"), "/x/4": htmlPage("4"),
			},
			want: []string{"/a/b/manual/", "/x/1", "/x/2", "/x/3", "/x/4"},
		},
		{
			name:  "steps list chapters in tables, categories with their first words",
			board: Board{Platform: "generic", Start: []string{"/guide/steps/"}, Amendments: []string{}},
			pages: map[string]string{
				"/guide/steps/":   htmlPage("Steps", "/known/", "/guide/step/one", "/category/two/"),
				"/guide/step/one": `<html><main><h1>One</h1><table><tr><th>Document</th><th>Purpose</th></tr><tr><td><a href="/guide/referral">Referral</a></td><td>For what was said and agreed by all who were there.</td></tr><tr><td><a href="/files/form.docx">Form</a></td><td>For what to look for when a home is visited.</td></tr></table></main></html>`,
				"/category/two/":  `<html><main><h1>Two</h1><h2><a href="/known/">Known</a></h2><p>Whoever knows of it says so on the same day and writes it down. <a href="/known/">Read more</a></p><h2><a href="/unknown/">Unknown</a></h2><p>Nobody has said anything about this one before today. <a href="/unknown/">Read more</a></p></main></html>`,
				"/known/":         htmlPage("Known"), "/unknown/": htmlPage("Unknown"), "/guide/referral": htmlPage("Referral", "/elsewhere"), "/files/form.docx": "docx",
			},
			want: []string{"/category/two/", "/files/form.docx", "/guide/referral", "/guide/step/one", "/guide/steps/", "/known/", "/unknown/"},
		},
		{
			name:  "spellings of one address",
			board: Board{Platform: "trix-static", Start: []string{"/contents.html"}, Amendments: []string{}},
			pages: map[string]string{
				"/contents.html": htmlPage("Contents", "p_a.html", "P_A.html", "./p_a.html#s2", "p_a.html?vAction=fntUp", "p%5Fa.html", "p_a.html%23s1", "b", "b/", "b/index.html"),
				"/p_a.html":      htmlPage("A"), "/b": htmlPage("B"),
			},
			want:  []string{"/P_A.html", "/b", "/contents.html", "/p_a.html"},
			codes: []string{"dead_link"}, // this server tells letter case apart
		},
		{
			name:  "redirects are followed once",
			board: Board{Platform: "trix-online", Start: []string{"/"}, Amendments: []string{}},
			pages: map[string]string{
				"/": "302 /contents/contents", "/contents/contents": htmlPage("Contents", "/old", "/chapter/new", "/older", "/away", "/loop1"),
				"/old": "301 /chapter/new", "/older": "301 /old", "/chapter/new": htmlPage("New"), "/away": "302 https://elsewhere.example/", "/loop1": "302 /loop2", "/loop2": "302 /loop1",
			},
			want:  []string{"/", "/away", "/chapter/new", "/contents/contents", "/loop1", "/loop2", "/old", "/older"},
			codes: []string{"link_failed"},
		},
	}
}

func oddCases() []scopeCase {
	return []scopeCase{
		{
			name:  "the place that a link skips to",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/":        `<title>Home</title><div class="k1"><a href="/news/">News</a></div><div id="wp--skip-link--target"><h1>Procedures</h1><ul><li><a href="/visits/">Visits</a></li><li><a href="/plans/">Plans</a></li><li><a href="/neglect/">Neglect</a></li><li><a href="/boats/">Boats</a></li></ul></div>`,
				"/visits/": htmlPage("Visits"), "/plans/": htmlPage("Plans"), "/neglect/": htmlPage("Neglect"), "/boats/": htmlPage("Boats"), "/news/": htmlPage("News"),
			},
			want: []string{"/", "/boats/", "/neglect/", "/news/", "/plans/", "/visits/"},
		},
		{
			name:  "a menu that says that it is the contents",
			board: Board{Platform: "generic", Start: []string{"/m/index.html"}},
			pages: map[string]string{
				"/m/index.html":  `<title>Home</title><nav class="sidebar" aria-label="Table of contents"><ol><li><a href="/m/visits.html">Visits</a></li><li><a href="/m/plans.html">Plans</a></li></ol></nav><main><h1>About</h1><p>Read the chapters.</p></main><nav aria-label="Site"><a href="/m/news.html">News</a></nav>`,
				"/m/visits.html": htmlPage("Visits"), "/m/plans.html": htmlPage("Plans"), "/m/news.html": htmlPage("News"),
			},
			want: []string{"/m/index.html", "/m/plans.html", "/m/visits.html"},
		},
		{
			name:  "sessions in addresses",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/":  htmlPage("Contents", "/m/a?token=0011223344556677", "/m/b?token=0011223344556677", "/m/c?id=7&token=0011223344556677"),
				"/m/a": htmlPage("A", "/m/b?token=99aabbccddeeff00"), "/m/b": htmlPage("B"), "/m/c?id=7": htmlPage("C"),
			},
			want: []string{"/m/", "/m/a", "/m/b", "/m/c?id=7"},
		},
		{
			name:  "ways back with another token on each page",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/":  htmlPage("Contents", "/m/a", "/m/b", "/m/c", "/m/d", "/m/e"),
				"/m/a": htmlPage("A", "/m/?auth=03338f541dc2b367"), "/m/b": htmlPage("B", "/m/?auth=0d970ac58e8aed15"), "/m/c": htmlPage("C", "/m/?auth=35546908e63f53c8"),
				"/m/d": htmlPage("D", "/m/?auth=4ab748f76df9ad26"), "/m/e": htmlPage("E", "/m/?auth=c7071ff53691c5fc"),
			},
			want: []string{"/m/", "/m/a", "/m/b", "/m/c", "/m/d", "/m/e"},
		},
		{
			name:  "sessions of any shape",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/":         htmlPage("Contents", "/m/a?v=7001", "/m/b?v=7001", "/m/c?v=7001", "/m/d?v=7001"),
				"/m/a?v=7001": htmlPage("A", "/m/?v=7002", "/m/b?v=7002"), "/m/b?v=7001": htmlPage("B", "/m/?v=7003", "/m/c?v=7003"),
				"/m/c?v=7001": htmlPage("C", "/m/?v=7004", "/m/e?v=7004"), "/m/d?v=7001": htmlPage("D", "/m/?v=7005", "/m/a?v=7005"), "/m/e": htmlPage("E"),
			},
			want: []string{"/m/", "/m/a?v=7001", "/m/b?v=7001", "/m/c?v=7001", "/m/d?v=7001", "/m/e"},
		},
		{
			name:  "a parameter that pages echo is none of a session",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/":      htmlPage("Contents", "/m/a?b=1", "/m/a?b=2"),
				"/m/a?b=1": htmlPage("A 1", "/m/c?b=1", "/m/d?b=1"), "/m/a?b=2": htmlPage("A 2", "/m/c?b=2", "/m/d?b=2"),
				"/m/c?b=1": htmlPage("C 1"), "/m/c?b=2": htmlPage("C 2"), "/m/d?b=1": htmlPage("D 1"), "/m/d?b=2": htmlPage("D 2"),
			},
			want: []string{"/m/", "/m/a?b=1", "/m/a?b=2", "/m/c?b=1", "/m/c?b=2", "/m/d?b=1", "/m/d?b=2"},
		},
		{
			name:  "a list that can be turned for ever",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/":   htmlPage("Contents", "/m/a", "/m/?page=2"),
				"/m/?*": htmlPage("Contents", "/m/a", "/m/?page={N}"), "/m/a": htmlPage("A"),
			},
			want: []string{"/m/", "/m/?page=2", "/m/a"},
		},
		{
			name:  "a page that only sends its reader on",
			board: Board{Platform: "generic", Start: []string{"/m/"}, Amendments: []string{}},
			pages: map[string]string{
				"/m/":          `<html><head><title>Moved</title><meta http-equiv="refresh" content="0; url=list.html"></head><body>Please <a href="list.html">go on</a>.</body></html>`,
				"/m/list.html": htmlPage("Contents", "/m/a"), "/m/a": htmlPage("A"),
			},
			want: []string{"/m/", "/m/a", "/m/list.html"},
		},
		{
			name:  "a base element below other links",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/":      strings.Replace(htmlPage("Contents", "a", "b"), "<title>", `<link rel="next" href="b"><BASE HREF="/files/"><base href="/no/"><title>`, 1),
				"/files/a": htmlPage("A"), "/files/b": htmlPage("B"),
			},
			want: []string{"/files/a", "/files/b", "/m/"},
		},
		{
			name:  "endless calendar",
			board: Board{Platform: "phew", Start: []string{"/"}, Amendments: []string{}},
			pages: map[string]string{
				"/":         htmlPage("Home", "/abc/core/one", "/events?month=1"),
				"/events?*": htmlPage("Events", "/events?month={N}"), "/abc/core/one": htmlPage("One"),
			},
			want:  nil,
			codes: []string{"endless_addresses"},
		},
		{
			name:  "menus of a part that are its own, and those of the site",
			board: Board{Platform: "generic", Start: []string{"/"}},
			pages: map[string]string{
				"/":     htmlPage("Contents", "/one", "/two"),
				"/one":  `<nav><ul><li><a href="/about">About</a></li><li><a href="/one">One</a><ul><li><a href="/elsewhere">Elsewhere</a></li><li><a href="/one/a">A</a></li></ul></li><li><a href="/two">Two</a><ul><li><a href="/news">News</a></li></ul></li></ul></nav>` + htmlPage("One"),
				"/two":  `<nav><ul><li><a href="/about">About</a></li><li><a href="/two/b">B</a></li></ul><ul><li><a href="/two/c">C</a></li><li><a href="/moved">Moved</a></li><li><a href="/two/d">D</a></li></ul></nav>` + htmlPage("Two"),
				"/news": htmlPage("News"), "/about": htmlPage("About"), "/elsewhere": htmlPage("Elsewhere"), "/moved": htmlPage("Moved"),
				"/one/a": htmlPage("A"), "/two/b": htmlPage("B"), "/two/c": htmlPage("C"), "/two/d": htmlPage("D"),
			},
			want: []string{"/", "/elsewhere", "/moved", "/one", "/one/a", "/two", "/two/b", "/two/c", "/two/d"},
		},
		{
			name:  "a wrong relative link on every page",
			board: Board{Platform: "generic", Start: []string{"/m/"}},
			pages: map[string]string{
				"/m/": htmlPage("Contents", "x/", "1/1/1/"), "/m/x/": htmlPage("X", "x/"), "/m/x/x/": htmlPage("X", "x/"), "/m/x/x/x/": htmlPage("X", "x/"),
				"/m/1/1/1/": htmlPage("One"),
			},
			want:  []string{"/m/", "/m/1/1/1/", "/m/x/", "/m/x/x/"},
			codes: []string{"endless_addresses"},
		},
		{
			name:  "what robots.txt forbids",
			board: Board{Platform: "trix-online", Start: []string{"/"}, Amendments: []string{}},
			pages: map[string]string{
				"/robots.txt": "User-agent: *\nDisallow: /private/\n", "/": htmlPage("Home", "/private/a", "/b"), "/b": "302 /private/b",
			},
			want:  []string{"/", "/b"},
			codes: []string{"link_failed", "link_failed"},
		},
		{
			name:  "views for areas",
			board: Board{Platform: "phew", Start: []string{"/"}, Areas: []string{"Telford & Wrekin"}},
			pages: map[string]string{
				"/":                  htmlPage("Home", "/abc/core/one") + `<form><select name="b"><option value="">--</option><option value="dudley">Dudley</option><option value="telford-wrekin">Telford &amp; Wrekin</option></select></form>`,
				"/?b=telford-wrekin": htmlPage("Home", "/abc/core/one", "/xyz/local/two"), "/abc/core/one": htmlPage("One"), "/xyz/local/two": htmlPage("Two"), "/page/amendments": htmlPage("Amendments"),
			},
			want: []string{"/", "/?b=telford-wrekin", "/abc/core/one", "/page/amendments", "/xyz/local/two"},
		},
	}
}

// TestSecondNight asks conditionally for what it knows, and sees the whole site
// all the same; every seventh run asks for everything.
