package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLinesForMembers leaves out what sites with members print below a page for those who are none,
// with the heading over it, and keeps text that begins as they do.
func TestLinesForMembers(t *testing.T) {
	for line, text := range map[string]bool{
		`<a href="/login">Followers 6</a>`:                         false,
		"Please sign in to comment.":                               false,
		"Create an account or sign in to comment":                  false,
		"You must be logged in to post a comment.":                 false,
		"There are no comments to display.":                        false,
		"This topic is now closed to further replies.":             false,
		"Please sign in to comment on the plan before the meeting": true,
		"You need to be a member of staff to leave a child there":  true,
		"No comments to display on the board are made by staff":    true,
		"Followers 6 and 7 lead the walk":                          true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p><h3>User Feedback</h3><p>"+line+"</p>", "text/html")
		want := []string{"T", "before"}
		if text {
			want = append(want, "User Feedback", mainTexts(doc)[len(mainTexts(doc))-1])
		}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("%s: -want +got\n%s", line, d)
		}
	}
}

// TestFigures leaves out lists that count readers and entries, and keeps those that say more.
func TestFigures(t *testing.T) {
	for list, text := range map[string]bool{
		"<dl><dt>3</dt><dd>articles</dd></dl>": false,
		"<ul><li><span>0</span><span>comments</span></li><li><span>1,201</span><span>views</span></li></ul>": false,
		"<ul><li><span><img src=/t.png alt=Thanks></span><span>5</span></li></ul>":                           false,
		"<dl><dt>3</dt><dd>Articles of the Convention</dd></dl>":                                             true,
		"<ul><li>0 comments</li><li>Two views of the child</li></ul>":                                        true,
		"<ul><li>Views</li></ul>": true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p>"+list+"<p>after</p>", "text/html")
		if got := len(mainTexts(doc)) > 3; got != text {
			t.Errorf("%s: %q", list, mainTexts(doc))
		}
	}
}

// TestCardsInOrder: what the markup counts is not shown where styles set the items as cards, and is
// where they are lines of a list.
func TestCardsInOrder(t *testing.T) {
	for item, marker := range map[string]string{
		`<li><div class="icon"><i></i></div><div class="main"><h4><a href="/a">Checks</a></h4><p>All on checks.</p></div></li>`: "",
		`<li><h4><a href="/a">Checks</a></h4><p>All on checks.</p></li>`:                                                        "1.",
		`<li><div><h4>Checks</h4></div><div><p>All on checks.</p></div></li>`:                                                   "1.",
	} {
		doc := parseString(t, "<h1>T</h1><ol>"+item+"</ol>", "text/html")
		if got := doc.Blocks[1]; got.Text != "Checks" || got.Marker != marker {
			t.Errorf("%s: %q before %q", item, got.Marker, got.Text)
		}
	}
}

// TestTagsOfTitles: a tag beside the title in a heading leads to no chapter; one that is all of a
// heading does.
func TestTagsOfTitles(t *testing.T) {
	const tag = `<a rel="tag" href="/tags/new">New</a>`
	for head, links := range map[string]int{tag + ` <a href="/c">Checks</a>`: 1, tag: 1} {
		doc := parseString(t, "<h1>T</h1><h2>"+head+"</h2><p>after</p>", "text/html")
		if got := doc.Blocks[1].Links; len(got) != links || len(got) > 0 && head != tag && got[0].Text != "Checks" {
			t.Errorf("%s: %v", head, got)
		}
	}
}

// TestTimes notes the days that are printed without a year, and no others.
func TestTimes(t *testing.T) {
	for words, noted := range map[string]bool{"8 February": true, "yesterday": true, "8 February 2026": false, "08/02/26": false, "8 Feb '26": false} {
		doc := parseString(t, `<h1>T</h1><p>Posted <time datetime="2026-02-08T10:18:00Z">`+words+`</time> by Jo</p>`, "text/html")
		var want []Time
		if noted {
			want = []Time{{Words: words, Day: "2026-02-08"}}
		}
		if d := cmp.Diff(want, doc.Blocks[1].Times); d != "" {
			t.Errorf("%s: -want +got\n%s", words, d)
		}
	}
}
