package parse

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPagerLines: a line of links between an arrow back and an arrow on is no text, above it or
// below, nor is one of links in brackets to the next page and the contents; a sentence between quotes that point, and a line that says more, are.
func TestPagerLines(t *testing.T) {
	for line, text := range map[string]bool{
		`&lt; <a href="/a">A1 Nets</a> | <a href="/">Contents</a> | <a href="/b">A3 Lamps</a> &gt;`: false,
		`&lt; | <a href="/">Contents</a> | <a href="/b">A3 Lamps</a> &gt;`:                          false,
		`← <a href="/a">Nets</a> · <a href="/b">Lamps</a> →`:                                        false,
		`&lt; <a href="/a">Nets</a> are mended by all &gt;`:                                         true,
		`«<a href="/a">Nets</a>» is what the crew says`:                                             true,
		`&lt; 5 nets | <a href="/b">Lamps</a> &gt;`:                                                 true,
		`[<a href="/">Contents</a>] [<a href="/b">Next</a>]`:                                        false,
		`[<a href="/">Contents</a>]`:                                                                false,
		`[<a href="/a">Nets</a>] [<a href="/b">Next</a>]`:                                           true,
		`See [<a href="/">Contents</a>] [<a href="/b">Next</a>]`:                                    true,
	} {
		doc := parseString(t, "<main><h1>Boats</h1><p>"+line+"</p><p>Each boat is painted once a year.</p><h2>Oars</h2><p>Two for each.</p><p>"+line+"</p></main>", "text/html")
		got := mainTexts(doc)
		want := []string{"Boats", "Each boat is painted once a year.", "Oars", "Two for each."}
		if !text && cmp.Diff(want, got) != "" || text && len(got) != len(want)+2 {
			t.Errorf("%s: text %q", line, got)
		}
	}
}

// TestTrails: the trail to a page is no text, be it marked as one below the title, or called one
// where the name of the site is set as a title above it; nor is a line behind the text that
// turns the page, whatever it begins with.
func TestTrails(t *testing.T) {
	for line, text := range map[string]bool{
		`<div itemtype="http://schema.org/BreadcrumbList"><span itemtype="https://schema.org/ListItem"><a href="/c">Isle</a></span> <span itemtype="https://schema.org/ListItem"><a href="/c/b">Boats and Oars</a></span></div>`: false,
		`<p class="breadcrumb"><a href="/w">Wiki</a> » <a href="/w#b">Part B: Boats</a></p>`:           false,
		`<p class="crumbs"><b>Navigation:</b> <a href="/w">Welcome</a> &gt; 3 Boats and Oars &gt;</p>`: false,
		`<p class="crumbs"><b>Navigation:</b> &nbsp;</p>`:                                              false,
		`<p class="note"><b>Navigation:</b> by the <a href="/w">stars</a> &gt; 3 miles</p>`:            true,
		`<p class="note"><a href="/w">Wiki</a> and <a href="/w#b">Part B: Boats</a></p>`:               true,
	} {
		doc := parseString(t, "<main><h1>Isle Keepers</h1>"+line+"<h1>B3 Oars</h1><p>Each oar is painted once a year.</p><h2>Lending</h2><p>Two for each.</p><p> | <a href='/'>Home</a> | <a href='/n'>Next: 1.2 Nets</a></p></main>", "text/html")
		got := mainTexts(doc)
		want := []string{"Isle Keepers", "B3 Oars", "Each oar is painted once a year.", "Lending", "Two for each."}
		if !text && cmp.Diff(want, got) != "" || text && len(got) != len(want)+1 {
			t.Errorf("%s: text %q", line, got)
		}
	}
}

// TestTurnsBesideTheTop: links to the neighbouring pages are no text where the one to the top
// of the page, which stands between them or first, is left out before.
func TestTurnsBesideTheTop(t *testing.T) {
	for line, text := range map[string]bool{
		`<a href="/a">Previous</a> | <a href="#top">Top of page</a> | <a href="/b">Next</a>`: false,
		`<a href="#top">Top of page</a> | <a href="/b">Next</a>`:                             false,
		`<a href="/a">Previous</a> owners | all of the isle | wrote <a href="/b">this</a>`:   true,
	} {
		doc := parseString(t, "<body><h2>Boats</h2><p>Each boat is painted once a year.</p><hr><p>"+line+"</p>", "text/html")
		if got := mainTexts(doc); len(got) != 2 && !text || len(got) != 3 && text {
			t.Errorf("%s: text %q", line, got)
		}
	}
}

// TestSectionsInBoxes: the boxes of a page, each alone in elements of its own, are the sections
// of its text, be one called as the boxes are that chapters open with. Such a box beside the
// text is none of them.
func TestSectionsInBoxes(t *testing.T) {
	box := func(n, title, body string) string {
		return `<div class="box-wrapper-` + n + `"><div id="c` + n + `" class="box-container"><div class="box box-std"><h2 class="box-title">` + title + `</h2><div class="box-content">` + body + `</div></div></div></div>`
	}
	heads := func(body string) []string {
		doc := parseString(t, "<main><h1>Boats</h1>"+body+"</main>", "text/html")
		var out []string
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Kind == Heading && b.Level > 1 {
				out = append(out, b.Text)
			}
		}
		return out
	}
	related := `<ul><li><a href="/nets">Nets</a></li><li><a href="/lamps">Lamps</a></li></ul>`
	got := heads(box("71", "Standards", "<p>Each boat is painted once a year.</p>") + box("72", "What to do", "<p>Bail it first.</p>") + box("73", "Related guidance", related))
	if want := []string{"Standards", "What to do", "Related guidance"}; !slices.Equal(got, want) {
		t.Errorf("boxes: headings %q, want %q", got, want)
	}
	got = heads(`<div class="row-1"><div class="panel"><h2>Related guidance</h2>` + related + `</div></div><div class="row-2"><div class="text"><h2>What to do</h2><p>Bail it first.</p></div></div>`)
	if want := []string{"What to do"}; !slices.Equal(got, want) {
		t.Errorf("a box beside the text: headings %q, want %q", got, want)
	}
}

// TestFolios: the numbers of the printed pages are no text of the one page that was made of
// them; other numbers in lines of their own are.
func TestFolios(t *testing.T) {
	for class, text := range map[string]bool{"view-folio": false, "page-number": false, "para": true, "page": true} {
		body := "<h1>Boats</h1>"
		want := []string{"Boats"}
		for _, line := range []string{"3", "4", "5", "Page 6"} {
			said := "Boat " + line + " is painted once a year."
			body += `<section class="sheet"><p>` + said + `</p><p class="` + class + `">` + line + "</p></section>"
			if want = append(want, said); text {
				want = append(want, line)
			}
		}
		doc := parseString(t, "<main>"+body+"</main>", "text/html")
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("%s: -want +got\n%s", class, d)
		}
	}
}

// TestBelowFrame: the links that a site adds under a label behind the frame of the text are no
// text; those in that frame are, and so are those below a heading set as the others, with words
// beside them, or with more text behind.
func TestBelowFrame(t *testing.T) {
	prose := strings.Repeat("Each boat is painted once a year. ", 12)
	text := "<p>" + prose + "</p><h2>Oars</h2><p>Count them.</p>"
	related := `<div class="more"><div class="l">Related chapters</div><a href="/n"><div>2.1</div><div>Nets</div></a><a href="/l"><div>2.2</div><div>Lamps</div></a></div>`
	for _, c := range []struct {
		name, body string
		kept       bool
	}{
		{"behind the text", `<div class="text">` + text + "</div>" + related + "<div><p>Three keepers read this.</p></div>", false},
		{"in the text", `<div class="text">` + text + related + "</div><div><p>Three keepers read this.</p></div>", true},
		{"in no frame", text + related, true},
		{"text behind", `<div class="text">` + text + "</div>" + related + "<div><p>" + prose + "</p></div>", true},
		{"a heading as the others", `<div class="text">` + text + "</div>" + strings.NewReplacer(`<div class="l">`, "<h2>", "chapters</div>", "chapters</h2>").Replace(related), true},
		{"words beside a link", `<div class="text">` + text + "</div>" + strings.Replace(related, "<div>Lamps</div></a>", "<div>Lamps</div></a><p>These are trimmed first.</p>", 1), true},
		{"another label", `<div class="text">` + text + "</div>" + strings.Replace(related, "Related chapters", "Forms of the harbour", 1), true},
	} {
		doc := parseString(t, `<main><div class="head"><h1>Boats</h1><div>7 min read</div></div>`+c.body+"</main>", "text/html")
		if got := strings.Join(mainTexts(doc), "|"); strings.Contains(got, "Lamps") != c.kept {
			t.Errorf("%s: text %q", c.name, got)
		}
	}
}

// TestBelowTurns: the links that a site adds under a label below those to the neighbouring pages
// are no text; above those, or with words beside them, or below no text, they are.
func TestBelowTurns(t *testing.T) {
	text := "<h1>Boats</h1><p>" + strings.Repeat("Each boat is painted once a year. ", 12) + "</p>"
	turns := `<nav><a href="/a" rel="prev">Previous</a> <a href="/c" rel="next">Next</a></nav>`
	related := `<aside class="block-related"><h2>Related procedures</h2><ul><li><a href="/n">Nets</a></li><li><a href="/l">Lamps</a></li></ul></aside>`
	for _, c := range []struct {
		name, body string
		kept       bool
	}{
		{"below the way on", text + turns + related, false},
		{"above the way on", text + related + turns, true},
		{"no way on", text + related, true},
		{"words beside a link", text + turns + strings.Replace(related, "Nets</a>", "Nets</a>, which are mended first", 1), true},
		{"another label", text + turns + strings.Replace(related, "Related procedures", "Forms of the harbour", 1), true},
		{"behind the article", "<article>" + text + "</article>" + related, false},
		{"in the article", "<article>" + text + related + "</article>", true},
		{"behind a small article", text + "<article><p>Boats</p></article>" + related, true},
		{"words beside a link behind the article", "<article>" + text + "</article>" + strings.Replace(related, "Lamps</a>", "Lamps</a>, and oil", 1), true},
		{"no text above", "<h1>Boats</h1>" + turns + related, true},
	} {
		doc := parseString(t, "<main>"+c.body+"</main>", "text/html")
		if got := strings.Join(mainTexts(doc), "|"); strings.Contains(got, "Lamps") != c.kept {
			t.Errorf("%s: text %q", c.name, got)
		}
	}
}
