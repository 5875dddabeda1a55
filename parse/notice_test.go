package parse

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lampPage is a page of a library's software, which has no main element and no title but the
// site's; what stands in front of it is put before all.
func lampPage(front string, c int) string {
	keepers := []string{"Ada Quay", "Ben Mole", "Old Tom", "The widow Ness", "Nan", "Young Pike"}
	return fmt.Sprintf(`<html><head><title>Lamp %[2]d - Keepers</title></head><body>%[1]s<div class="head"><h1>Keepers of the isle</h1><p>What all keepers do by day and by night</p></div><div class="cols"><div class="col"><h2>Harbour office</h2><p>Open from eight to six</p><p>Ring twice for the boat</p></div><div class="col"><h2>Why this matters</h2><p>%[3]s keeps lamp %[2]d, and nobody else trims it.</p><h2>By night</h2><p>A ship that misses lamp %[2]d is lost, as %[3]s knows.</p></div></div></body></html>`, front, c, keepers[c])
}

// notices are what sites put in front of all pages for a time.
var notices = []string{
	`<div class="site-notice" role="alert"><p>The harbour is closed on Monday, and the pilot should be rung.</p></div>`,
	`<div id="ccc" role="dialog"><h2>Your choice</h2><p>The isle keeps small files on your machine; say within a month whether it may.</p><button>Yes</button></div>`,
}

// TestNoticeInFront reads the same pages with and without a notice in front of them.
func TestNoticeInFront(t *testing.T) {
	read := func(front string) (texts [][]string) {
		for _, doc := range isle(t, 6, func(c int) string { return lampPage(front, c) }) {
			texts = append(texts, mainTexts(doc))
		}
		return texts
	}
	was := read("")
	for _, front := range notices {
		if d := cmp.Diff(was, read(front)); d != "" {
			t.Errorf("%s: -was +got\n%s", front, d)
		}
	}
}

// TestNoticeBesideAList reads a list of contents with hardly a word beside it, and a record
// without others of its site.
func TestNoticeBesideAList(t *testing.T) {
	var entries strings.Builder
	for c := range 30 {
		fmt.Fprintf(&entries, `<li><a href="/c%[1]d">%[1]d The lamp on the rock</a></li>`, c)
	}
	pages := []string{
		`<html><head><title>Contents</title></head><body>%s<table><tr><td><b>Contents</b></td><td>| <a href="/i">Index</a></td><td>| <a href="/s">Search</a></td></tr></table><p>Keepers of the isle</p><div><ul>` + entries.String() + `</ul></div></body></html>`,
		`<html><head><title>Changes</title></head><body>%s<div><h1>Changes</h1><p>Keeper of the book, 1 October 2026</p></div><div><dl><dt>1 October 2026</dt><dd><ul><li>Lamps: a second wick.</li></ul></dd></dl></div></body></html>`,
	}
	for _, page := range pages {
		read := func(front string) []string {
			return mainTexts(isle(t, 1, func(int) string { return fmt.Sprintf(page, front) })[0])
		}
		was := read("")
		for _, front := range notices {
			if got := read(front); !slices.Equal(got, was) {
				t.Errorf("%s\nwas %q\ngot %q", front, was, got)
			}
		}
	}
}

// TestOwnNoticeAboveTitle keeps what a page alone says above its title in an element that is
// only called a notice.
func TestOwnNoticeAboveTitle(t *testing.T) {
	doc := isle(t, 1, func(int) string {
		return `<html><head><title>Lamps</title></head><body><div class="amendment-notice"><p>This chapter was written anew in May 2024.</p></div><h1>Lamps</h1><p>Each lamp is trimmed before noon by two keepers.</p></body></html>`
	})[0]
	if got := mainTexts(doc); !slices.Contains(got, "This chapter was written anew in May 2024.") {
		t.Errorf("got %q", got)
	}
}
