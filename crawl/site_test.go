package crawl

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl/archive"
)

// A site is a web site in memory: pages by path and query.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // "/a?b": HTML; "301 /b" redirects; "503" and the like answer so
	asked []string          // path and query, in order
	heads map[string]http.Header
	hook  func(w http.ResponseWriter, r *http.Request) bool // true: answered
}

func newSite(t *testing.T, pages map[string]string) *site {
	s := &site{pages: pages, heads: map[string]http.Header{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.URL.RequestURI()
	s.mu.Lock()
	s.asked = append(s.asked, key)
	s.heads[key] = r.Header.Clone()
	page, ok := s.pages[key]
	if !ok {
		page, ok = s.pages[r.URL.Path+"?*"]
		page = strings.ReplaceAll(page, "{N}", strconv.Itoa(len(s.asked)))
	}
	hook := s.hook
	s.mu.Unlock()
	if hook != nil && hook(w, r) {
		return
	}
	code, rest, _ := strings.Cut(page, " ")
	status, err := strconv.Atoi(code)
	switch {
	case !ok && s.pages["404"] != "":
		fmt.Fprint(w, s.pages["404"])
	case !ok:
		http.NotFound(w, r)
	case err == nil && rest != "":
		w.Header().Set("Location", rest)
		w.WriteHeader(status)
	case err == nil:
		w.WriteHeader(status)
	case strings.HasPrefix(page, "%PDF"):
		w.Header().Set("Content-Type", "application/pdf")
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(page))
	case strings.HasPrefix(page, "User-agent"):
		fmt.Fprint(w, page)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Etag", fmt.Sprintf(`"%x"`, len(page)))
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(page))
	}
}

// taken returns what was asked for, sorted, without robots.txt, sitemap and the
// probe for missing pages.
func (s *site) taken() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.DeleteFunc(slices.Clone(s.asked), func(p string) bool {
		return p == "/robots.txt" || p == "/sitemap.xml" || strings.Contains(p, "manualwatch-")
	})
	s.asked = nil
	slices.Sort(out)
	return out
}

func openArchive(t testing.TB) *archive.Archive {
	t.Helper()
	ar, err := archive.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ar.Close() })
	return ar
}

func crawlSite(t testing.TB, ar *archive.Archive, id string, b Board) Result {
	t.Helper()
	return crawlNoting(t, ar, id, b, "")
}

// crawlNoting is crawlSite with a folder for notes.
func crawlNoting(t testing.TB, ar *archive.Archive, id string, b Board, notes string) Result {
	t.Helper()
	at := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	b.AllowPrivate = true
	rs, err := Run(context.Background(), ar, archive.Run{ID: id, StartedAt: at}, []Board{b}, Options{Now: func() time.Time { return at }, Backoff: time.Millisecond, Notes: notes})
	if err != nil {
		t.Fatal(err)
	}
	return rs[0]
}

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

// leadsPage lists pages as headings, each with the words that it begins with.
func leadsPage(title string, links ...string) string {
	var b strings.Builder
	b.WriteString("<title>" + title + "</title><main><h1>" + title + "</h1>")
	for _, l := range links {
		b.WriteString("<article><header><h2><a href='" + l + "'>" + l + "</a></h2></header><p>" + strings.Repeat("The words that a chapter begins with. ", 4) + "<a href='" + l + "'>More</a></p></article>")
	}
	return b.String() + "</main>"
}

// wordyPage is a page whose header says more than its list of links.
func wordyPage(title string, links ...string) string {
	list := ""
	for _, l := range links {
		list += "<li><a href='" + l + "'>" + l[strings.LastIndexByte(l, '/')+1:] + "</a></li>"
	}
	return "<title>" + title + " - Council of the Long Fen and the Seven Dykes</title><header><p>Council of the Long Fen and the Seven Dykes</p><button>Toggle the menu of the site</button><p>The offices are open on all days but Sunday, and somebody is at the desk at night.</p></header><main><h1>" + title + "</h1><ul>" + list + "</ul></main>"
}

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
func TestSecondNight(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b"), "/a": htmlPage("A", "/c"), "/b": htmlPage("B"), "/c": htmlPage("C")})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar := openArchive(t)
	first := crawlSite(t, ar, "20260101T020000Z", b)
	for night := 2; night <= 9; night++ {
		r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", night), b)
		want := 4
		if night == 8 {
			want = 0
		}
		if r.NotModified != want || !r.Complete || len(r.Captures) != len(first.Captures) {
			t.Errorf("night %d: %d not modified, want %d; %q", night, r.NotModified, want, r.Cause)
		}
		for i, c := range r.Captures {
			if c.SHA256 != first.Captures[i].SHA256 || c.Bytes == 0 || c.MediaType != "text/html" {
				t.Errorf("night %d: %+v", night, c)
			}
		}
	}
	if stats, err := ar.Verify(context.Background(), func(p archive.Problem) { t.Error(p) }); err != nil || stats.Runs != 9 {
		t.Error(stats, err)
	}
}

// TestBoardsOnOneHost lets three boards share a host: one polite stream, and no
// address asked for twice.
func TestBoardsOnOneHost(t *testing.T) {
	s := newSite(t, map[string]string{
		"/one/": htmlPage("One", "/one/a", "/files/shared.pdf"), "/two/": htmlPage("Two", "/two/a", "/files/shared.pdf"), "/three/": htmlPage("Three", "/files/shared.pdf"),
		"/one/a": htmlPage("A"), "/two/a": htmlPage("A"), "/files/shared.pdf": "%PDF-1.4",
	})
	var mu sync.Mutex
	var starts []time.Time
	inside, most := 0, 0
	s.hook = func(http.ResponseWriter, *http.Request) bool {
		mu.Lock()
		starts = append(starts, time.Now())
		inside++
		most = max(most, inside)
		mu.Unlock()
		time.Sleep(3 * time.Millisecond)
		mu.Lock()
		inside--
		mu.Unlock()
		return false
	}
	var boards []Board
	for _, name := range []string{"one", "two", "three"} {
		boards = append(boards, Board{ID: name, Platform: "trix-static", Start: []string{s.URL + "/" + name + "/"}, Amendments: []string{}, AllowPrivate: true, Delay: Duration(20 * time.Millisecond)})
	}
	rs, err := Run(context.Background(), openArchive(t), archive.Run{ID: "r"}, boards, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rs {
		if r.BoardID != boards[i].ID || !r.Complete || !slices.ContainsFunc(r.Captures, func(c archive.Capture) bool { return strings.HasSuffix(c.URL, ".pdf") && c.OK() }) {
			t.Errorf("%s: %q, %d captures", r.BoardID, r.Cause, len(r.Captures))
		}
	}
	if got := s.taken(); !slices.Equal(got, slices.Compact(slices.Clone(got))) {
		t.Errorf("asked for %v", got)
	}
	if most > 1 {
		t.Errorf("%d requests at a time", most)
	}
	if span, least := starts[len(starts)-1].Sub(starts[0]), time.Duration(len(starts)-1)*19*time.Millisecond; span < least {
		t.Errorf("%d requests in %v, want at least %v", len(starts), span, least)
	}
}

// TestCrawlDelay keeps the delay that robots.txt asks for, beginning with the
// request after robots.txt itself.
func TestCrawlDelay(t *testing.T) {
	s := newSite(t, map[string]string{"/robots.txt": "User-agent: *\nCrawl-delay: 0.1\n", "/": htmlPage("Home")})
	var mu sync.Mutex
	var starts []time.Time
	s.hook = func(http.ResponseWriter, *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		starts = append(starts, time.Now())
		return false
	}
	begin := time.Now() // a busy machine may see the first request late, but none early
	crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
	if span, least := starts[len(starts)-1].Sub(begin), time.Duration(len(starts)-1)*100*time.Millisecond; len(starts) < 3 || span < least {
		t.Errorf("%d requests in %v, want at least %v", len(starts), span, least)
	}
}

// TestRefusedPage tells a page that was content and is now refused, which was not
// observed, from one that is gone, which was.
func TestRefusedPage(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b", "/never"), "/a": htmlPage("A"), "/b": htmlPage("B"), "/never": "403"})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar := openArchive(t)
	for i, night := range []struct{ a, b, cause string }{
		{"", "", ""}, {"", "404", ""}, {"403", "404", "1 of 4 addresses could not be read: 1 × HTTP 403 Forbidden"}, {"302 https://elsewhere.example/", "404", "1 of 4 addresses could not be read: 1 × redirect to elsewhere.example, a host that the register does not name"},
	} {
		if night.a != "" {
			s.pages["/a"] = night.a
		}
		if night.b != "" {
			s.pages["/b"] = night.b
		}
		if r := crawlSite(t, ar, fmt.Sprintf("2026010%dT020000Z", i+1), b); r.Cause != night.cause {
			t.Errorf("night %d: cause %q, want %q", i+1, r.Cause, night.cause)
		}
	}
}

func TestNotContent(t *testing.T) {
	menu := strings.Repeat(`<li><a href="/">Menu entry of the site</a></li>`, 30)
	tests := []struct{ name, page, want string }{
		{"soft 404 by words", htmlPage("Page not found"), "soft 404"},
		{"soft 404 of this site", strings.ReplaceAll(htmlPage("Our site", "/"), "Words", "The thing you want is at 12345, words"), "soft 404"},
		{"login", `<title>Log in</title><h1>Please sign in</h1><form><input type=password></form>`, "login page"},
		{"maintenance", `<title>Manual</title><h1>The site is down for maintenance</h1>` + menu, "maintenance page"},
		{"browser check under another title", `<title>One more step</title><h2>Please complete the security check to access this site</h2>`, "browser check"},
		{"maintenance under the site's title", `<title>Board</title><p>Our website is undergoing essential maintenance.</p>`, "maintenance page"},
		{"a short chapter", htmlPage("Neglect") + menu + `<p>This content has been removed while the service is under essential maintenance.</p>`, ""},
		{"browser check", `<title>Just a moment...</title><p>Checking</p>`, "browser check"},
		{"a chapter on passwords", htmlPage("Passwords and signing in"), ""},
		{"a long chapter", htmlPage("Maintenance") + strings.Repeat("<p>Scheduled maintenance of play areas must be recorded.</p>", 100), ""},
	}
	for _, test := range tests {
		s := newSite(t, map[string]string{"/": htmlPage("Home", "/a"), "/a": test.page, "404": strings.ReplaceAll(htmlPage("Our site", "/"), "Words", "The thing you want is at 99, words")})
		r := crawlSite(t, openArchive(t), "20260101T020000Z", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
		i := slices.IndexFunc(r.Captures, func(c archive.Capture) bool { return strings.HasSuffix(c.URL, "/a") })
		c := r.Captures[i]
		if !strings.HasPrefix(c.Error, test.want) || test.want == "" && c.Error != "" || c.SHA256 == "" {
			t.Errorf("%s: error %q, want %q", test.name, c.Error, test.want)
		}
	}
}

// TestBodies sends bodies that cannot be trusted.
func TestBodies(t *testing.T) {
	bomb := gzipped(bytes.Repeat([]byte("a"), 8<<20))
	tests := []struct {
		name string
		hook func(w http.ResponseWriter)
		want string
	}{
		{"too large when decoded", func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); w.Write(bomb) }, "body larger than the limit of 1048576 bytes"},
		{"too large by its own word", func(w http.ResponseWriter) { w.Header().Set("Content-Length", "99999999") }, "larger than the limit of 1048576 bytes"},
		{"cut gzip", func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); w.Write(bomb[:len(bomb)/8]) }, "body ended early"},
		{"shorter than it says", func(w http.ResponseWriter) { w.Header().Set("Content-Length", "100"); w.Write([]byte("<html>")) }, "body ended early"},
		{"empty", func(w http.ResponseWriter) {}, "body cannot be read: empty body"},
		{"unknown coding", func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "rot13"); w.Write([]byte("x")) }, `unknown content coding: "rot13"`},
		{"server error", func(w http.ResponseWriter) { w.WriteHeader(500) }, "HTTP 500 Internal Server Error"},
	}
	for _, test := range tests {
		s := newSite(t, map[string]string{"/": htmlPage("Home", "/a", "/b"), "/b": htmlPage("B")})
		s.hook = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/a" {
				test.hook(w)
			}
			return r.URL.Path == "/a"
		}
		r := crawlSite(t, openArchive(t), "20260101T020000Z", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, MaxBytes: 1 << 20})
		c := r.Captures[1]
		if c.Error != test.want || c.SHA256 != "" || r.Complete || !strings.Contains(r.Cause, "1 of 3 addresses could not be read: 1 × "+test.want) || !r.Captures[2].OK() {
			t.Errorf("%s: %+v, cause %q", test.name, c, r.Cause)
		}
	}
}
