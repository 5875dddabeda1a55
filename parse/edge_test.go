package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNotesOfPages reads pages that say of themselves who wrote them and when, how
// long they take to read and what others think of them, and chapters that close with
// the same numbers to ring.
func TestNotesOfPages(t *testing.T) {
	months := []string{"Jan", "March", "May", "June", "July", "Sept"}
	var menu strings.Builder
	for c := range 6 {
		fmt.Fprintf(&menu, `<li><a href="/c%d">Lamp %d</a></li>`, c, c)
	}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d | Keepers</title></head><body><ul class="menu">%[2]s</ul><div id="main"><h1>Lamp %[1]d</h1><div class="by">Written by Keeper on Tue, 3 %[3]s 20%[4]d</div><div class="time">%[5]d minute read</div><div class="text"><p>Lamp %[1]d is trimmed before noon by two.</p><h2 id="a">By night</h2><p>Lamp %[1]d burns from dusk to dawn, and nobody leaves it.</p><h2>Contacts</h2><p>Duty keeper: 01632 960001</p></div><div class="tags">No labels</div><div class="talk"><h2>1 Comment</h2><ol><li><h4><a href="/u">A Keeper</a></h4><p>Well said of the lamp.</p></li></ol></div></div></body></html>`, c, menu.String(), months[c], 14+c, c+3)
	})
	for c, doc := range docs {
		var got []string
		for _, b := range doc.Blocks {
			if b.Region == Main {
				got = append(got, b.Text)
			}
		}
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "By night", lamp + " burns from dusk to dawn, and nobody leaves it.", "Contacts", "Duty keeper: 01632 960001"}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestTitleInMenu reads pages whose title stands in the bar of the page and in the menu
// of every page: the first heading of the text is no title.
func TestTitleInMenu(t *testing.T) {
	var tree strings.Builder
	for c := range 6 {
		fmt.Fprintf(&tree, `<li><a href="/c%d">2.%d Lamp</a></li>`, c, c)
	}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>2.%[1]d Lamp - Keepers</title></head><body><nav><h5>Pages</h5><ul>%[2]s</ul></nav><div id="main"><div id="navigation"><ol id="breadcrumbs"><li><a href="/">Pages</a></li></ol><h1><a href="#">2.%[1]d Lamp</a></h1></div><div class="text"><p>Lamp %[1]d is trimmed before noon by two.</p><h2>1 By night</h2><p>Lamp %[1]d burns from dusk to dawn.</p></div></div></body></html>`, c, tree.String())
	})
	for c, doc := range docs {
		if want := fmt.Sprintf("2.%d Lamp", c); doc.Title != want {
			t.Errorf("page %d: title %q, want %q", c, doc.Title, want)
		}
	}
}

// TestLinesOfArticles reads pages whose title has a number that <title> leaves out:
// what the site says of each article below it is no text, nor the ways on at the end.
func TestLinesOfArticles(t *testing.T) {
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp of the %[1]s</title></head><body><div id="main"><div class="head"><h2>%[2]d Lamp of the %[1]s</h2></div><dl class="info"><dt>Details</dt><dd class="by">Written by Head Keeper</dd><dd class="hits">Hits: 31%[2]d</dd></dl><div class="text"><p>The lamp of the %[1]s is trimmed before noon by two.</p><p>It burns from dusk to dawn on the %[1]s, and nobody leaves it.</p></div></div><p><a href="/p">Previous chapter</a> | <a href="/n">Next chapter</a><br>&copy; Keepers. Last changed 3 May 20%[2]d.</p></body></html>`, []string{"quay", "isle", "mole", "cape", "rock", "bar"}[c], c+10)
	})
	for c, doc := range docs {
		n := 0
		for _, b := range doc.Blocks {
			if b.Region == Main {
				n++
				if place := doc.Title[strings.LastIndexByte(doc.Title, ' ')+1:]; !strings.Contains(b.Text, place) {
					t.Errorf("page %d: text %q", c, b.Text)
				}
			}
		}
		if n != 3 {
			t.Errorf("page %d: %d lines of text, want 3", c, n)
		}
	}
}

// TestSideMatter reads pages with a box of the site's news beside their text: what it
// says changes from page to page, and is no text of any. A section of the text under
// the same word is.
func TestSideMatter(t *testing.T) {
	news := []string{"Annual report is out", "Save the date", "Winter letter"}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><div class="row"><div class="col-9"><h1>Lamp %[1]d</h1><p>Lamp %[1]d is trimmed before noon by two.</p><h2>News</h2><p>Whoever has news of lamp %[1]d tells the desk.</p></div><div class="col-3"><div class="card"><div class="head">News</div><div><p>%[2]s</p><p>%[3]s</p></div></div></div></div></main></body></html>`, c, news[c%3], news[(c+1)%3])
	})
	for c, doc := range docs {
		var got []string
		for _, b := range doc.Blocks {
			if b.Region == Main {
				got = append(got, b.Text)
			}
		}
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "News", "Whoever has news of l" + lamp[1:] + " tells the desk."}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}
