package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mainTexts are the texts of the blocks of a document's text.
func mainTexts(doc *Document) []string {
	var out []string
	for i := range doc.Blocks {
		if doc.Blocks[i].Region == Main {
			out = append(out, doc.Blocks[i].Text)
		}
	}
	return out
}

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
		got := mainTexts(doc)
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "By night", lamp + " burns from dusk to dawn, and nobody leaves it.", "Contacts", "Duty keeper: 01632 960001"}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestEditors reads chapters beside as many other pages, each with the name of one of
// two editors in a line whose class says that it is about the page.
func TestEditors(t *testing.T) {
	docs := isle(t, 12, func(c int) string {
		if c >= 6 {
			return fmt.Sprintf(`<html><head><title>Part %[1]d</title></head><body><main><h1>Part %[1]d</h1><p>This part has lamp %[1]d.</p></main></body></html>`, c)
		}
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><h1>Lamp %[1]d</h1><div class="node__meta">%[2]s</div><div class="text"><p>Lamp %[1]d is trimmed before noon by two.</p><h2>By night</h2><p>Lamp %[1]d burns from dusk to dawn.</p></div></main></body></html>`, c, []string{"Ada Quay", "Ben Mole"}[c%2])
	})
	for c, doc := range docs[:6] {
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "By night", lamp + " burns from dusk to dawn."}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestCountsOfNumberedPosts reads chapters below whose text the page is counted in a frame
// that has the number of the post for a class, and which tell the day of the visit.
func TestCountsOfNumberedPosts(t *testing.T) {
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><h1>Lamp %[1]d</h1><p>You are reading the version of Monday, 9 March 2026.</p><p>Lamp %[1]d is trimmed before noon by two.</p><h2>By night</h2><p>Lamp %[1]d burns from dusk to dawn.</p><div class="views post-%[2]d"><span>Post Views:</span> <span>%[3]s</span></div></main></body></html>`, c, 7*c, []string{"2,553", "310", "1,204", "88", "9,001", "412"}[c])
	})
	for c, doc := range docs {
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "By night", lamp + " burns from dusk to dawn."}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestHistoriesAtTheEnd reads chapters that end in the history of their versions: all say
// much the same, and none of it is about the page.
func TestHistoriesAtTheEnd(t *testing.T) {
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d | Keepers</title></head><body><div id="main"><h1>Lamp %[1]d</h1><p>Lamp %[1]d is trimmed before noon by two.</p><h2>By night</h2><p>Lamp %[1]d burns from dusk to dawn.</p><details><summary>Version history</summary><ul><li>Version 1 – %[1]d May 2024 – first issued</li></ul></details><p class="tool">Page %[1]d of 6</p></div></body></html>`, c+1)
	})
	for c, doc := range docs {
		lamp := fmt.Sprintf("Lamp %d", c+1)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "By night", lamp + " burns from dusk to dawn.", "Version history", fmt.Sprintf("Version 1 – %d May 2024 – first issued", c+1)}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestHistoryInFrame reads chapters that end in a framed table of their versions.
func TestHistoryInFrame(t *testing.T) {
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d | Keepers</title></head><body><div id="main"><h1>Lamp %[1]d</h1><p>Lamp %[1]d is trimmed before noon by two.</p><h2>By night</h2><p>Lamp %[1]d burns from dusk to dawn.</p><details><summary>Document history</summary><table><tr><th>Date</th><th>Change</th></tr><tr><td>%[1]d May 2024</td><td>Wick added</td></tr><tr><td>3 May 2023</td><td>First issued</td></tr></table></details></div></body></html>`, c+1)
	})
	for c, doc := range docs {
		got := strings.Join(mainTexts(doc), "\n")
		if want := fmt.Sprintf("Document history\nDate | Change\n%d May 2024 | Wick added\n3 May 2023 | First issued", c+1); !strings.HasSuffix(got, want) {
			t.Errorf("page %d ends otherwise than in its history:\n%s", c, got)
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
		got := mainTexts(doc)
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two.", "News", "Whoever has news of l" + lamp[1:] + " tells the desk."}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestCountsOfPages reads pages that count their readers below the text, and one on
// which the count stands amid the main region, since no other part of it stands out.
// Contacts that all chapters end with are text.
func TestCountsOfPages(t *testing.T) {
	docs := isle(t, 6, func(c int) string {
		text := fmt.Sprintf(`<p class="body">Lamp %[1]d is trimmed before noon by two.</p><h2>By night</h2><p class="body">Lamp %[1]d burns from dusk to dawn, and nobody leaves it.</p><h2>Contacts</h2><p class="desk">Duty keeper: ask at the quay</p>`, c)
		if c == 5 {
			text = `<ul><li><a href="/c1">Lamp 1</a></li><li><a href="/c2">Lamp 2</a></li></ul>`
		}
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><div><h1>Lamp %[1]d</h1>%[2]s<p class="meta">Page views: %[3]d. Last viewed 17 January 20%[4]d</p></div><div class="bar"><span>%[3]d views</span></div></body></html>`, c, text, 451+c*c*7, 14+c)
	})
	for c, doc := range docs {
		for _, b := range doc.Blocks {
			if b.Region == Main && strings.Contains(b.Text, "views") {
				t.Errorf("page %d: text %q", c, b.Text)
			}
			if b.Region != Main && strings.HasPrefix(b.Text, "Duty keeper") {
				t.Errorf("page %d: no text %q", c, b.Text)
			}
		}
	}
}

// TestLinesOfPosts reads chapters that are posts of a site with as many other pages: what
// it says of each post below its title is no text, nor the links to edit a section that
// stand behind each heading. The same words on one page only are.
func TestLinesOfPosts(t *testing.T) {
	words := strings.Fields("quay isle mole cape rock bar reef cove bight sound firth creek")
	edit := `<p class="do">[<a href="/edit">change</a>]</p>`
	docs := isle(t, 12, func(c int) string {
		if c >= 6 {
			return fmt.Sprintf(`<html><head><title>Harbour %[1]d</title></head><body><main><h1>Harbour %[1]d</h1><p>The harbour of the %[3]s is dredged by the crew of the mole each spring and autumn.</p><h2>Tides</h2>%[2]s<p>What is known of the tides at the %[3]s.</p><h2>Quays</h2>%[2]s<p>The %[3]s has two quays.</p></main></body></html>`, c, edit, words[c])
		}
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><article><h1>Lamp %[1]d</h1><p class="by">%[3]d March 2024 by Keeper. Leave a Comment</p><div class="text"><p>The lamp of the %[4]s is trimmed before noon by two, as is written in the log.</p><h2>By night</h2>%[2]s<p>At the %[4]s it burns from dusk to dawn, and nobody leaves it.</p><h2>By day</h2>%[2]s<p>The %[4]s is dark.</p></div></article></main></body></html>`, c, edit, c+1, words[c])
	})
	for c, doc := range docs {
		lines := 0
		for _, b := range doc.Blocks {
			if b.Region == Main {
				lines++
				if strings.Contains(b.Text, "Comment") || strings.Contains(b.Text, "change") {
					t.Errorf("page %d: text %q", c, b.Text)
				}
			}
		}
		if lines != 6 {
			t.Errorf("page %d: %d lines of text, want 6", c, lines)
		}
	}
}

// TestBesideTheText reads pages with what the site adds behind the text: people to ask,
// related papers, counts and the way on. The contacts that a chapter ends with are text.
func TestBesideTheText(t *testing.T) {
	people := []string{"Ann Oak", "Bo Elm", "Cy Ash"}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><div class="row"><div class="text"><h1>Lamp %[1]d</h1><p>Lamp %[1]d is trimmed before noon by two, and burns from dusk to dawn, and nobody leaves it before the morning.</p><h2>Contacts</h2><p>Duty keeper: 01632 960001</p><div class="turns"><a href="/a"><span>Previous</span><span>Lamp %[4]d</span></a><a href="/b"><span>Next</span><span>Lamp %[5]d</span></a></div></div><div class="side"><div class="people"><h2>Your lamp team</h2><p><b>%[2]s</b><br>Keeper</p></div><div class="assets"><h2>Related Assets</h2><ul><li><a href="/n">News of %[3]s</a></li></ul></div></div></div></main></body></html>`, c, people[c%3], people[(c+1)%3], c+7, c+8)
	})
	for c, doc := range docs {
		got := mainTexts(doc)
		lamp := fmt.Sprintf("Lamp %d", c)
		want := []string{lamp, lamp + " is trimmed before noon by two, and burns from dusk to dawn, and nobody leaves it before the morning.", "Contacts", "Duty keeper: 01632 960001"}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestScriptedPanels keeps a hidden part that the script of a link or button names, and
// leaves out one that nothing opens.
func TestScriptedPanels(t *testing.T) {
	doc := parseString(t, `<h1>T</h1><p><a href="javascript:toggle('old')">Older</a></p><div id="old" style="display:none"><p>Three days in all.</p></div><p>Between.</p><button onclick='more("#new")'>New</button><div id="new" style="display:none"><p>Two days in all.</p></div><div id="none" style="display:none"><p>One day in all.</p></div>`, "text/html")
	var got []string
	for _, b := range doc.Blocks {
		if b.Region == Main && strings.HasSuffix(b.Text, "in all.") {
			got = append(got, b.Text)
		}
	}
	if d := cmp.Diff([]string{"Three days in all.", "Two days in all."}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestLinesRoundChapters reads chapters with a number that the site prints in a line of its own
// below a label, under the title, and with a closing line of the board that leads to the top of
// the page; both are set as the text is. A number to ring below a label is text.
func TestLinesRoundChapters(t *testing.T) {
	names := []string{"Wicks", "Oil", "Boats", "Ropes", "Guests", "Horns"}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>%[1]s</title></head><body><main><h1>%[1]s</h1><div><div>Chapter number:</div><div>2.%[2]d</div></div><p>%[1]s are in the care of two keepers, who write each day in the log.</p><p align="center">Keepers of the Isle, 2021. <a href="#">Back to top</a> | <a href="/">Contents</a></p></main></body></html>`, names[c], c)
	})
	for c, doc := range docs {
		want := []string{names[c], names[c] + " are in the care of two keepers, who write each day in the log."}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestImprintBelowLinks takes the links at the end of all pages for no text where the line that says
// whose the site is stands below them; the contacts that all chapters close with are text.
func TestImprintBelowLinks(t *testing.T) {
	names := []string{"Wicks", "Oil", "Boats", "Ropes", "Guests", "Horns"}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>%[1]s</title></head><body><table><tr><td><h1>%[1]s</h1><p>%[1]s are in the care of two keepers.<p>Ring the keepers on 01632 960111.<p align="center"><a href="/">Contents</a> | <a href="/log">Log</a><p align="right">light.house rules online &copy; 2009</table></body></html>`, names[c])
	})
	for c, doc := range docs {
		want := []string{names[c], names[c] + " are in the care of two keepers.", "Ring the keepers on 01632 960111."}
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestBoxesBelowSiteName takes the side boxes that all pages have between the name of the site
// and their texts for no text, where no page has a title of its own; a heading right above
// the text is the page's, though others have it too.
func TestBoxesBelowSiteName(t *testing.T) {
	names := []string{"Ness", "Skerry", "Holm", "Bank", "Pier", "Cape"}
	docs := isle(t, 6, func(c int) string {
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d - Keepers</title></head><body><div id="main"><h1>Keepers' guide</h1><p>All that a keeper needs</p><div class="a3"><div class="std"><h2>Duty desk</h2><p>Open from dusk to dawn</p></div><div class="std"><h2>Storekeeper</h2><p>Ann Orr</p></div></div><div class="a9"><h2>Purpose</h2><p>The lamp of %[2]s is trimmed before noon by two keepers, who write down in the book of %[2]s what they found and what oil is left.</p><h2>By night</h2><p>At %[2]s it burns until day, and nobody leaves it; who is ill at %[2]s sends for the next keeper by boat.</p></div></div></body></html>`, c, names[c])
	})
	for c, doc := range docs {
		want := strings.Split(strings.ReplaceAll("Purpose|The lamp of NAME is trimmed before noon by two keepers, who write down in the book of NAME what they found and what oil is left.|By night|At NAME it burns until day, and nobody leaves it; who is ill at NAME sends for the next keeper by boat.", "NAME", names[c]), "|")
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Fatalf("page %d: -want +got\n%s", c, d)
		}
	}
}

// TestReaderToolsOfPages: the lone link by which each page of a site is read aloud is no text of
// any, wherever it leads; on a few pages the same word is.
func TestReaderToolsOfPages(t *testing.T) {
	for few, want := range map[bool][]string{
		false: {"Lamp 0", "Trim it before noon, by two.", "By night", "Lamp 0 burns from dusk to dawn."},
		true:  {"Lamp 0", "Trim it before noon, by two.", "Listen", "By night", "Lamp 0 burns from dusk to dawn."},
	} {
		docs := isle(t, 8, func(c int) string {
			listen := ""
			if !few || c < 3 {
				listen = fmt.Sprintf(`<p><a href="/aloud?page=%d">Listen</a></p>`, c)
			}
			return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><h1>Lamp %[1]d</h1><p>Trim it before noon, by two.</p>%[2]s<h2>By night</h2><p>Lamp %[1]d burns from dusk to dawn.</p></main></body></html>`, c, listen)
		})
		if d := cmp.Diff(want, mainTexts(docs[0])); d != "" {
			t.Errorf("few %t: -want +got\n%s", few, d)
		}
	}
}

// TestLineBelowNumberedTitle: what each page of a site says of itself below its title is no text,
// also where the title has a number there and the headings of the page are set as it is.
func TestLineBelowNumberedTitle(t *testing.T) {
	docs := isle(t, 8, func(c int) string {
		rank := 2 - c/6 // of the last two pages
		return fmt.Sprintf(`<html><head><title>Lamp %[1]d</title></head><body><main><h1>%[1]d.1 Lamp %[1]d</h1><p class="rt">Hub seen %[1]d times</p><h%[2]d>1. By night</h%[2]d><p>Lamp %[1]d burns from dusk to dawn.</p><h%[2]d>2. By day</h%[2]d><p>Lamp %[1]d is trimmed by two.</p></main></body></html>`, c, rank)
	})
	want := []string{"7.1 Lamp 7", "1. By night", "Lamp 7 burns from dusk to dawn.", "2. By day", "Lamp 7 is trimmed by two."}
	if d := cmp.Diff(want, mainTexts(docs[7])); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
