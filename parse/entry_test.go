package parse

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDatedEntries keeps the dates of a list of posts, and takes the one date of a
// page for a fact about it.
func TestDatedEntries(t *testing.T) {
	doc := parseString(t, `<h1>Updates</h1><h2><a href="/a">Lamps</a></h2><p>Posted on 3 May 2019</p><p>New oil.</p><h2><a href="/b">Boats</a></h2><p>Posted on 1 April 2019</p><p>New ropes.</p>`, "text/html")
	dates := 0
	for _, b := range doc.Blocks {
		if b.Region == Main && len(b.Text) > 6 && b.Text[:6] == "Posted" {
			dates++
		}
	}
	if dates != 2 {
		t.Errorf("%d dates of 2", dates)
	}
	doc = parseString(t, `<h1>Lamps</h1><h2>Duties</h2><p>Last updated: 3 May 2019</p><p>Trim them.</p>`, "text/html")
	for _, b := range doc.Blocks {
		if b.Region == Main && b.Text == "Last updated: 3 May 2019" {
			t.Error("the date of the page is text")
		}
	}
}

// TestLabelsOverDates keeps the dates of entries below a label each, and takes the one date of a
// page below such a label for a fact about it.
func TestLabelsOverDates(t *testing.T) {
	text := func(page string) (n int) {
		for _, b := range parseString(t, page, "text/html").Blocks {
			if b.Region == Main && (b.Text == "Updated" || b.Text == "3 May 2019" || b.Text == "1 April 2019") {
				n++
			}
		}
		return n
	}
	if n := text(`<h1>Changes</h1><div><p class="tag">Updated</p><p class="day">3 May 2019</p><h3>Lamps</h3><p>New oil.</p></div><div><p class="tag">Updated</p><p class="day">1 April 2019</p><h3>Boats</h3><p>New ropes.</p></div>`); n != 4 {
		t.Errorf("%d lines of 4 of entries are text", n)
	}
	if n := text(`<h1>Lamps</h1><p>Trim them.</p><div><p class="tag">Updated</p><p class="day">3 May 2019</p></div>`); n != 0 {
		t.Errorf("%d lines that date the page are text", n)
	}
}

// TestCountsBesideDates leaves the date of a line with counts of readers, and words that
// are more than that as they are.
func TestCountsBesideDates(t *testing.T) {
	for text, want := range map[string]string{
		"14 November 2023 1 min read 96 views": "14 November 2023",
		"3 May 2019 | 12 comments":             "3 May 2019",
		"96 views since 3 May 2019 of lamps":   "96 views since 3 May 2019 of lamps",
		"The lamp was read 12 times":           "The lamp was read 12 times",
	} {
		b := Block{Kind: Paragraph, Text: text}
		if cutCounts(&b); b.Text != want {
			t.Errorf("%q became %q, want %q", text, b.Text, want)
		}
	}
}

// TestPostsUnderTheirDay reads posts of a blog, whose <title> says the name of the blog first
// and whose day stands over their title, which is set smaller than the headings below it. One
// page has a month for a section, over a heading that is not its title.
func TestPostsUnderTheirDay(t *testing.T) {
	for _, again := range []string{"", " | Keepers of the Isle"} { // the name of the blog once more
		postsUnderTheirDay(t, again)
	}
}

func postsUnderTheirDay(t *testing.T, again string) {
	names := []string{"Trimming of wicks", "Oil for the lamps", "Boats at night", "Ropes and knots", "Guests on the isle", "Fog and horns", "Log of changes"}
	texts := []string{"Wicks are cut at noon by two keepers.", "Oil is kept in the lower store.", "No boat leaves after dusk.", "Each rope is drawn through the hand.", "Guests sign the book at the quay.", "The horn sounds twice a minute.", ""}
	docs := isle(t, 7, func(c int) string {
		day := fmt.Sprintf("<h2>Sunday, %d March 2024</h2>", c+1)
		post := fmt.Sprintf(`<h3>%s</h3><div class="body"><h2>By whom</h2><p>%s</p></div>`, names[c], texts[c])
		if c == 6 {
			day, post = "", "<h3>Log of changes</h3><h2>May 2024</h2><h3>Oil for the lamps</h3><p>A new store.</p>"
		}
		pager := `<a href="/c1">Newer Post</a> <a href="/c2">Older Post</a> <a href="/">Home</a>`
		if c == 0 {
			pager = `<a href="/c1">Newer Post</a> <a href="/">Home</a>`
		}
		return fmt.Sprintf(`<html><head><title>Keepers of the Isle: %s%s</title></head><body><div><h1><a href="/">Keepers of the Isle</a></h1></div><div id="main">%s%s<div class="by">Posted by Ada Quay</div><h4>No comments:</h4><h4><a href="/say">Post a Comment</a></h4><div>%s</div></div></body></html>`, names[c], again, day, post, pager)
	})
	for c, doc := range docs {
		want := []string{names[c], "By whom", texts[c]}
		if c == 6 {
			want = []string{names[c], "May 2024", "Oil for the lamps", "A new store."}
		}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("page %d: -want +got\n%s", c, d)
		}
		if doc.Title != names[c] {
			t.Errorf("page %d has the title %q", c, doc.Title)
		}
	}
}
