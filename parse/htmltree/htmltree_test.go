package htmltree

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pages are written plainly, and use what HTML lets an author leave out.
var pages = []string{
	"<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>A &amp; B</title><script>if (a < b) { '<p>' }</script></head>\n<body class='x y'><main><h1>A</h1><p>One<p>Two &mdash; <b>three <i>four</i></b><ul><li>a<li>b<ul><li>c</ul></ul></main></body>\n</html>\n",
	"<!doctype html><html><head></head><body><table class=t><caption>C</caption><tr><th>a<th>b<tr><td>c<td><p>d<table><tbody><tr><td>e</table></table><dl><dt>f<dd>g<dt>h</dl></body></html>",
	"<!-- old --><HTML><TITLE>T</TITLE><BODY BGCOLOR=white><P>Before<TABLE BORDER=0><TR><TD>in the paragraph</TABLE><FONT COLOR=red>x</FONT><BR>y<HR>z</BODY></HTML>",
	`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head><link rel="a" href="b?c=1&d=2&amp;e" /></head><body><p>a<table><tr><td>b</td></tr></table><br /></body></html>`,
	"<!DOCTYPE html><html><head></head><body><form action='?a'><input type=hidden><select><optgroup label=a><option>b<option selected>c</select><button>d</button><textarea>\n e</textarea></form><pre>\n\n f</pre></body></html>",
	"<!DOCTYPE html><html><head></head><body>\r\n<a href=#x>a</a><svg viewBox='0 0 1 1'><title>t</title><linearGradient/><path d='M0'></path></svg></p><template id=t><div><img></div></template><noscript><p>x</noscript></body></html>",
}

// odd are pages that are left to the library.
var odd = []string{
	"no head", "<html><head></head><body><b><p>a</b></p>", "<html><head></head><body><table>a</table>",
	"<html><head></head><frameset><frame></frameset></html>", "<html><head></head><body><a>b<a>c</a></body></html>",
	"<html><head></head><body a=1 a=2></body></html>", "<html><head></head><body " + strings.Repeat("a ", 200) + "></body></html>", "<html><head></head><body><script><!-- <script></script> --></script></body></html>",
	"<html><head></head><body>" + strings.Repeat("<div>", 511), "<html><head></head><body>a\x00b", "<html><head></head><body><!-->",
}

func TestPlainPagesAreTheLibrarys(t *testing.T) {
	for _, page := range pages {
		if !isLibrarys(t, page) {
			t.Errorf("%s\nis left to the library", page)
		}
	}
}

func TestOddPagesAreLeftToTheLibrary(t *testing.T) {
	for _, page := range odd {
		if new(builder).build([]byte(page)) != nil {
			t.Errorf("%.100s\nis read as if written plainly", page)
		}
	}
}

// TestAnyMixIsTheLibrarys puts pieces of markup together at random: what comes of them is the
// library's tree, or left to the library.
func TestAnyMixIsTheLibrarys(t *testing.T) {
	pieces := strings.Split("a| |\n|&amp;|&#60;|&copy|<|</|<!-- c -->|<!x>|<p>|</p>|<div>|</div>|<b>|</b>|<i id=2 class=1>|</i>|<a href='?x=1&copy=2&lt'>|<a id='&copyright;&#38;&amp;&sem&semi;&notit;&#x41b'>|</a>|<span>|</span>|<x-y/>|</x-y>|"+
		"<h2>|</h2>|<h3>|</h3>|<ul>|</ul>|<li>|</li>|<dl>|</dl>|<dt>|<dd>|</dd>|<br>|</br>|<hr>|<img alt=x/>|<input>|<table>|</table>|<tbody>|</tbody>|<thead>|</thead>|<tr>|</tr>|<td>|</td>|<th>|</th>|"+
		"<caption>|</caption>|<colgroup>|<col>|</colgroup>|<form>|</form>|<select>|</select>|<option>|</option>|<optgroup>|<button>|</button>|<pre>|</pre>|<textarea>|</textarea>|"+
		"<script>|</script>|<style>|</style>|<title>|</title>|<svg>|</svg>|<path/>|<template>|</template>|<object>|</object>|<body>|</body>|</html>|<html>|<head>|</head>|<link>|<math>|</math>|<noscript>|</noscript>|<iframe>|</iframe>", "|")
	begins := []string{"", "<!DOCTYPE html>", "<html><head>", "<!DOCTYPE html><html><head></head><body>", "<!doctype HTML><html><head></head><body><p>", "<!DOCTYPE html><html><head></head><body><table><tr><td>"}
	rnd, read := rand.New(rand.NewPCG(1, 2)), 0
	for range 60000 {
		var page strings.Builder
		page.WriteString(begins[rnd.IntN(len(begins))])
		for range rnd.IntN(16) {
			page.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		if isLibrarys(t, page.String()) {
			read++
		}
		if t.Failed() {
			return
		}
	}
	if read < 5000 {
		t.Errorf("only %d of the mixes were read", read)
	}
}

func FuzzParse(f *testing.F) {
	for _, page := range slices.Concat(pages, odd) {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, body []byte) { isLibrarys(t, string(body)) })
}

// isLibrarys holds the tree of a page against the library's; false where it is left to the
// library.
func isLibrarys(t *testing.T, page string) bool {
	tree, _ := Parse([]byte(page))
	defer tree.Release()
	if tree.b == nil {
		return false
	}
	want, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Errorf("%q: the library refuses it: %v", page, err)
	} else if a, b := outline(tree.Root), outline(want); a != b {
		t.Errorf("%q\ngot\n%swant\n%s", page, a, b)
	}
	return true
}

// outline writes a tree down with all that its nodes say and how they hang together.
func outline(root *html.Node) string {
	var b bytes.Buffer
	var write func(n *html.Node, depth int)
	write = func(n *html.Node, depth int) {
		fmt.Fprintf(&b, "%*s%d %s:%s %q %q\n", depth, "", n.Type, n.Namespace, n.DataAtom, n.Data, n.Attr)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Parent != n || c.NextSibling == nil && n.LastChild != c || c.PrevSibling != nil && c.PrevSibling.NextSibling != c || c.PrevSibling == nil && n.FirstChild != c {
				b.WriteString("not hung together\n")
			}
			write(c, depth+1)
		}
	}
	write(root, 0)
	return b.String()
}

func BenchmarkPlain(b *testing.B) {
	body := []byte(strings.Replace(pages[0], "<main>", "<main>"+strings.Repeat("<p class=a id=b>A paragraph with <a href='/some/page'>a link</a> in it.</p>\n", 400), 1))
	b.Run("library", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			html.Parse(bytes.NewReader(body))
		}
	})
	b.Run("plain", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			tree, _ := Parse(body)
			if tree.b == nil {
				b.Fatal("not plain")
			}
			tree.Release()
		}
	})
}
