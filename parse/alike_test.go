package parse

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHeadsOfPosts reads the head of a post as text: its links are its title, who wrote it and
// when, and no menu. The head of a page with a menu stays outside.
func TestHeadsOfPosts(t *testing.T) {
	post := func(n string) string {
		return `<article><header><h2><a href="/p` + n + `">Post ` + n + `</a></h2><ul><li>By <a href="/who">Office</a></li><li><a href="/p` + n + `">` + n + ` May 2025</a></li></ul></header><p>Boats are painted once a year, and nets are mended on the day after.</p></article>`
	}
	d := parsePage(t, `<header><div class="logo"><a href="/">Keepers</a></div><a href="/a">Boats</a> <a href="/b">Nets</a></header><h1>News</h1>`+post("1")+post("2"))
	var got []string
	for _, b := range d.Blocks {
		if b.Region == Main {
			got = append(got, b.Text)
		}
	}
	want := "News|Post 1|By Office|1 May 2025|Boats are painted once a year, and nets are mended on the day after.|Post 2|By Office|2 May 2025|Boats are painted once a year, and nets are mended on the day after."
	if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
		t.Error(diff)
	}
}

// TestEntries tells which blocks stand in which of several elements made alike.
func TestEntries(t *testing.T) {
	for in, want := range map[string]string{
		`<div class="card a"><p>One</p><p>Two</p></div><hr><div class="card b"><p>Three</p></div>`:                                          "1 1 2",
		`<section class="y"><h2>2024</h2><div class="c"><p>One</p></div><div class="c"><p>Two</p></div></section><p>Below</p>`:              " 1 2 ",
		`<div class="y"><h2>2024</h2><div class="c"><p>One</p></div></div><div class="y"><h2>2023</h2><div><p>Two</p></div></div>`:          "1 1 2 2",
		`<ul><li><h3>One</h3><p>Two</p></li><li><h3>Three</h3></li></ul>`:                                                                   "1 1 2",
		`<div class="left"><p>One</p></div><div class="right"><p>Two</p></div>`:                                                             " ",
		`<article><h2>One</h2><p>Two</p></article>`:                                                                                         "1 1",
		`<div class="y"><div class="c"><p>1</p></div><div class="c"><p>2</p></div></div><div class="y"><div class="c"><p>3</p></div></div>`: "1/2 1/3 4",
	} {
		d := parsePage(t, `<h1>Keepers</h1>`+in)
		var got []string
		seen := make(map[int]int)
		for _, b := range d.Blocks[1:] {
			var path []string
			for _, e := range b.Entries {
				if seen[e] == 0 {
					seen[e] = len(seen) + 1
				}
				path = append(path, fmt.Sprint(seen[e]))
			}
			got = append(got, strings.Join(path, "/"))
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}

// parsePage reads the main part of a page.
func parsePage(t *testing.T, body string) *Document {
	t.Helper()
	d, err := Parse(context.Background(), Input{URL: "http://keepers.example/x", Platform: "generic", Body: []byte(`<html><body><main>` + body + `</main></body></html>`)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
