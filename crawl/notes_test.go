package crawl

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// everyLink is a page with one of each thing that the crawl looks for.
const everyLink = `<!doctype html><html><head><title> The  Manual </title><base href="/m/"><link rel="next" href="?page=2">
<meta http-equiv="refresh" content="5; url='later.html'"></head><body class="page">
<header><a href="/">Home</a></header><nav class="contents"><a href="one.html">One</a></nav>
<div id="main"><h1>Contents<br>here</h1><a href="TWO.html?b=1&amp;sid=9#x">Two</a> <a href="//other.example/x.pdf">Form (PDF)</a>
<a class="file-download" href="/download?id=7">Three</a> <a href="javascript:open('four.docx')">Four</a> <a href="mailto:a@b.example">Mail</a>
<a rel="next" href="?page=2">More</a><a href="?page=3">Next page</a><iframe src="frame.html"></iframe><object data="o.html"></object>
<map><area href="area.html"></map><article><header><h2><a href="case.html">Case</a></h2></header><h3>On <a href="part.html">part</a></h3></article><h4 class="module_header"><a href="card.pdf">Card</a></h4><dl><dt><a href="topic.html">Topic</a> by A</dt><dd>3 replies</dd><dd>7 views</dd></dl><nav><a href="five.pdf?v=1">Five</a><a href="six.html">Six</a></nav><form action="/view"><select name="b"><option value="x">X</option><option value="y">Y &amp; Z</option></select></form>
<div class="card"><div class="card-header"><a href="a.html">A</a></div></div><div class="card"><div class="card-header"><a href="b.html">B</a></div></div><aside><a class="active" href="#">Here</a><ul><li>Part<ul><li><a href="seven.html">Seven</a></li></ul></li></ul></aside>
<select><option value="/jump.html">Jump</option></select><input type="password"></div><footer id="footer"><a href="foot.html">Foot</a></footer></body></html>`

// TestLinkRules fails when something else is found in pages than what linkRules
// stands for: then notes of earlier nights must not be believed.
func TestLinkRules(t *testing.T) {
	p := newPage("http://example.org/m/contents.html")
	p.titles([]byte(everyLink))
	var b strings.Builder
	fmt.Fprintln(&b, p.title, p.heading, p.heads, p.password, p.choosers, p.over, p.within)
	for _, l := range p.links {
		fmt.Fprintln(&b, l.url, l.text, l.content, l.document, l.next, l.embedded, l.titled, l.side, l.amid)
	}
	sum := sha256.Sum256([]byte(b.String()))
	const rules, digest = 10, "476c0baf764a"
	if got := hex.EncodeToString(sum[:6]); got != digest || linkRules != rules {
		t.Errorf("links of rules %d have the digest %s: raise linkRules, and set both here\n%s", linkRules, got, &b)
	}
}

// TestNotes lets a night on which nothing changed find its links in the notes of
// the night before: the same pages are asked for, with and without notes, and
// with notes that are damaged.
func TestNotes(t *testing.T) {
	for _, test := range slices.Concat(contentsCases(), addressCases(), oddCases()) {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, test.pages)
			b := test.board
			b.ID, b.Start = "one", slices.Clone(b.Start)
			for i := range b.Start {
				b.Start[i] = s.URL + b.Start[i]
			}
			plain, noting, dir := openArchive(t), openArchive(t), t.TempDir()
			night := func(n int) (with, without Result) {
				id := fmt.Sprintf("2026010%dT020000Z", n)
				without = crawlSite(t, plain, id, b)
				wanted := s.taken()
				with = crawlNoting(t, noting, id, b, dir)
				if d := cmp.Diff(wanted, s.taken()); d != "" && test.name != "endless calendar" {
					t.Errorf("night %d: asked for (-without notes +with):\n%s", n, d)
				}
				return with, without
			}
			night(1)
			with, without := night(2)
			if d := cmp.Diff(without, with); d != "" && test.name != "endless calendar" {
				t.Errorf("night 2 (-without notes +with):\n%s", d)
			}
			file := filepath.Join(dir, "one")
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			raw[len(raw)-1] ^= 1
			if err := os.WriteFile(file, raw, 0o644); err != nil {
				t.Fatal(err)
			}
			night(3)
		})
	}
}

// TestNotesAreUsed writes a link into the notes that stands on no page: it is
// followed, for pages that did not change are not read again, until one does.
func TestNotesAreUsed(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a"), "/a": htmlPage("A"), "/noted": htmlPage("Noted")})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar, dir := openArchive(t), t.TempDir()
	crawlNoting(t, ar, "run-1", b, dir)
	n := openNotes(dir, "one")
	if len(n.pages) != 2 || len(n.links) != 1 {
		t.Fatalf("%d pages and %d links noted", len(n.pages), len(n.links))
	}
	n.links[0].URL, n.fresh = s.URL+"/noted", true
	if err := n.save(false); err != nil {
		t.Fatal(err)
	}
	s.taken()
	crawlNoting(t, ar, "run-2", b, dir)
	if got := s.taken(); !slices.Equal(got, []string{"/", "/noted"}) {
		t.Errorf("asked for %v", got)
	}
	s.pages["/"] = htmlPage("Home has new words", "/a")
	crawlNoting(t, ar, "run-3", b, dir)
	if got := s.taken(); !slices.Equal(got, []string{"/", "/a"}) {
		t.Errorf("asked for %v once the page had changed", got)
	}
	if n := openNotes(dir, "one"); len(n.pages) != 2 || len(n.links) != 1 {
		t.Errorf("%d pages and %d links are noted after all", len(n.pages), len(n.links))
	}
}

// TestNotesOfWall never takes a page for content because it was seen before.
func TestNotesOfWall(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a"), "/a": htmlPage("Just a moment")})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	ar, dir := openArchive(t), t.TempDir()
	for night := range 3 {
		r := crawlNoting(t, ar, fmt.Sprint("run-", night), b, dir)
		if r.Complete || r.Captures[1].OK() {
			t.Errorf("night %d: %+v", night, r.Captures[1])
		}
	}
}

// TestNotesSameBytes writes the same file whatever the order of the night.
func TestNotesSameBytes(t *testing.T) {
	var files [][]byte
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}} {
		dir := t.TempDir()
		n := openNotes(dir, "one")
		for _, i := range order {
			address := fmt.Sprintf("http://example.org/%d", i)
			p := newPage(address)
			p.titles([]byte(htmlPage(address, "/shared", fmt.Sprint("/own", i))))
			n.add(newNoteKey(address, "sha", "text/html", ""), p)
		}
		if err := n.save(true); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, "one"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, raw)
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the files differ")
	}
}
