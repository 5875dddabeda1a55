package crawl

import (
	"fmt"
	"strings"
)

func htmlPage(title string, links ...string) string {
	text := "</h1><p>Words of " + title + ", and enough of them to be a text of its own: who does what, by when, whom they tell of it, and what they write down of all that on the same day.</p>"
	return strings.Replace(listPage(title, links...), "</h1>", text, 1)
}

// listPage says nothing but where to go.
func listPage(title string, links ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html><head><title>%s</title></head><body><div id=content><h1>%s</h1>", title, title)
	for _, l := range links {
		fmt.Fprintf(&b, "<p><a href=\"%s\">Link to %s</a></p>", l, l)
	}
	return b.String() + "</div></body></html>"
}

// libraryPage lists documents in a table with columns, as document libraries do.
func libraryPage(links ...string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html><head><title>Library</title></head><body><div id=content><table><tr><th>Type</th><th>Name</th><th>Modified</th><th>File size</th></tr>")
	for _, l := range links {
		fmt.Fprintf(&b, "<tr><td></td><td><a href=\"%s\">Chapter on what is found</a></td><td>03/05/2023</td><td>58 KB</td></tr>", l)
	}
	return b.String() + "</table></div></body></html>"
}

// forumPage lists topics as forums do: each with who wrote it when, and how many answered.
func forumPage(at, title string, links ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html><head><title>%[1]s</title></head><body><div id="content"><h2><a href="%[2]s">%[1]s</a></h2><ul><li class="header"><dl><dt>Topics</dt><dd>Replies</dd><dd>Views</dd><dd>Last post</dd></dl></li></ul><ul>`, title, at)
	for _, l := range links {
		fmt.Fprintf(&b, `<li><dl><dt><div><a href="%s">Chapter on what is found</a><br><div>by <a href="#">The_Keeper</a> &raquo; Mon Feb 12, 2024 8:14 pm</div></div></dt><dd>3 Replies</dd><dd>581 Views</dd><dd>Last post by <a href="#">The_Keeper</a><br>Mon Feb 12, 2024 8:14 pm</dd></dl></li>`, l)
	}
	return b.String() + `</ul><h3>Forum permissions</h3><p>You cannot post new topics in this forum</p></div></body></html>`
}
