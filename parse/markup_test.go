package parse

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A chapter is what the pages of this test say, in whatever markup.
type chapter struct {
	number, title string
	parts         []part
}

type part struct {
	number, head string
	paras        []string
	items        []string
	rows         [][]string
}

// manual is an invented manual of a few chapters.
func manual() []chapter {
	verbs := []string{"record", "discuss", "review", "confirm", "explain", "measure", "arrange"}
	nouns := []string{"kite", "lantern", "harbour", "orchard", "ferry", "quarry", "meadow"}
	var out []chapter
	for c := 1; c <= 7; c++ {
		ch := chapter{number: fmt.Sprintf("2.%d", c), title: strings.ToUpper(nouns[c-1][:1]) + nouns[c-1][1:] + " keeping (and mending)"}
		for p := 1; p <= 3; p++ {
			head := []string{"Introduction", "Who must " + verbs[c-1], "Further Information"}[p-1]
			pt := part{number: fmt.Sprintf("%d.%d", c, p), head: head}
			pt.paras = []string{
				fmt.Sprintf("Every keeper must %s the %s before noon, and a second keeper should watch %d times.", verbs[(c+p)%7], nouns[c-1], c*10+p),
				fmt.Sprintf("Where the %s cannot be seen, ring the warden; the %s is written down by both.", nouns[(c+p)%7], nouns[c-1]),
			}
			if p == 2 {
				pt.items = []string{"the colour of the " + nouns[c-1], "the hour at which it was seen", "the name of the keeper, and of the boat"}
			}
			if p == 3 {
				pt.rows = [][]string{{"Step", "Who", "When"}, {"Lift the " + nouns[c-1], "The warden", "at dawn"}, {"Set it down again", "The keeper", "by dusk"}}
			}
			ch.parts = append(ch.parts, pt)
		}
		out = append(out, ch)
	}
	return out
}

// text is the truth: headings without numbers, items without bullets.
func (c chapter) text() string {
	var b strings.Builder
	for _, p := range c.parts {
		b.WriteString(p.head + "\n" + strings.Join(p.paras, "\n") + "\n" + strings.Join(p.items, "\n") + "\n")
		for _, r := range p.rows {
			b.WriteString(strings.Join(r, " | ") + "\n")
		}
	}
	return b.String()
}

// tableHTML renders the rows of a part.
func (p part) tableHTML(head string) string {
	if len(p.rows) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("<table border=1>")
	for i, r := range p.rows {
		cell := "td"
		if i == 0 {
			cell = head
		}
		b.WriteString("<tr>")
		for _, c := range r {
			fmt.Fprintf(&b, "<%s>%s</%s>", cell, c, cell)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

func (p part) listHTML() string {
	if len(p.items) == 0 {
		return ""
	}
	return "<ul><li>" + strings.Join(p.items, "</li><li>") + "</li></ul>"
}

func (p part) parasHTML() string { return "<p>" + strings.Join(p.paras, "</p>\n<p>") + "</p>" }

// bodies render the text of a chapter without its title.
var bodies = map[string]func(c chapter) string{
	"headings": func(c chapter) string {
		return each(c, func(p part) string {
			return "<h2>" + p.number + " " + p.head + "</h2>" + p.parasHTML() + p.listHTML() + p.tableHTML("th")
		})
	},
	"bold paragraphs": func(c chapter) string {
		return each(c, func(p part) string {
			return "<p><b>" + p.number + "&nbsp; " + p.head + "</b></p>" + p.parasHTML() + p.listHTML() + p.tableHTML("td")
		})
	},
	"run-in bold": func(c chapter) string {
		return each(c, func(p part) string {
			return "<p><strong>" + p.number + " " + p.head + "</strong><br>" + strings.Join(p.paras, "<br><br>") + "</p>" + p.listHTML() + p.tableHTML("th")
		})
	},
	"details": func(c chapter) string {
		return each(c, func(p part) string {
			return "<details><summary>" + p.number + " " + p.head + "</summary><div>" + p.parasHTML() + p.listHTML() + p.tableHTML("th") + "</div></details>"
		})
	},
	"buttons and hidden panels": func(c chapter) string {
		return each(c, func(p part) string {
			id := "p" + strings.ReplaceAll(p.number, ".", "")
			return `<div class="x"><button aria-expanded="false" aria-controls="` + id + `">` + p.number + " " + p.head + `</button><div id="` + id + `" hidden>` + p.parasHTML() + p.listHTML() + p.tableHTML("th") + `</div></div>`
		})
	},
	"jquery accordion": func(c chapter) string {
		return each(c, func(p part) string {
			return "<h3>" + p.number + " " + p.head + `</h3><div style="display: none;">` + p.parasHTML() + p.listHTML() + p.tableHTML("th") + `</div>`
		})
	},
	"headings, each in a frame with its hidden panel": func(c chapter) string {
		return each(c, func(p part) string {
			return `<div class="qa"><h3>` + p.number + " " + p.head + `</h3><div style="display: none;">` + p.parasHTML() + p.listHTML() + p.tableHTML("th") + `</div></div>`
		})
	},
	"headings with buttons that only say that they open": func(c chapter) string {
		return each(c, func(p part) string {
			id := "p" + strings.ReplaceAll(p.number, ".", "")
			return "<h3>" + p.number + " " + p.head + ` <button aria-expanded="false" aria-controls="` + id + `">Show</button></h3><div id="` + id + `" hidden>` + p.parasHTML() + p.listHTML() + p.tableHTML("th") + `</div>`
		})
	},
	"definition list": func(c chapter) string {
		return "<dl>" + each(c, func(p part) string {
			return "<dt>" + p.number + " " + p.head + "</dt><dd>" + p.parasHTML() + p.listHTML() + p.tableHTML("th") + "</dd>"
		}) + "</dl>"
	},
	"word": func(c chapter) string {
		return each(c, func(p part) string {
			s := `<p class=MsoNormal><b><span style='font-size:14.0pt'>` + p.number + ` ` + p.head + `<o:p></o:p></span></b></p>`
			for _, t := range p.paras {
				s += `<p class=MsoNormal><span lang=EN-GB>` + t + `<o:p></o:p></span></p>`
			}
			for _, t := range p.items {
				s += `<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>` + t + `</p>`
			}
			return s + p.tableHTML("td")
		})
	},
	"numbers in cells": func(c chapter) string {
		return "<table>" + each(c, func(p part) string {
			s := "<tr><td colspan=2><h3>" + p.number + " " + p.head + "</h3></td></tr>"
			for i, t := range p.paras {
				s += fmt.Sprintf("<tr><td>%s.%d</td><td><p>%s</p></td></tr>", p.number, i+1, t)
			}
			return s + "<tr><td>&nbsp;</td><td>" + p.listHTML() + p.tableHTML("th") + "</td></tr>"
		}) + "</table>"
	},
	"line breaks only": func(c chapter) string {
		return each(c, func(p part) string {
			s := "<br><br><b>" + p.number + " " + p.head + "</b><br>" + strings.Join(p.paras, "<br><br>") + "<br><br>"
			for _, t := range p.items {
				s += "• " + t + "<br>"
			}
			return s + p.tableHTML("td")
		})
	},
	"div soup": func(c chapter) string {
		return each(c, func(p part) string {
			s := `<div class="a1"><div class="b2">` + p.number + " " + p.head + "</div>"
			for _, t := range p.paras {
				s += "<div>" + t + "</div>"
			}
			return s + p.listHTML() + p.tableHTML("th") + "</div>"
		})
	},
	"number and title in spans": func(c chapter) string {
		return each(c, func(p part) string {
			return `<h4><span class="num">` + p.number + `</span><span class="txt">` + p.head + `</span></h4>` + p.parasHTML() + p.listHTML() + p.tableHTML("th")
		})
	},
	"unclosed tags": func(c chapter) string {
		return each(c, func(p part) string {
			s := "<h2>" + p.number + " " + p.head + "</h2><p>" + strings.Join(p.paras, "<p>")
			if len(p.items) > 0 {
				s += "<ul><li>" + strings.Join(p.items, "<li>") + "</ul>"
			}
			return s + p.tableHTML("th")
		})
	},
	"numbers in floats": func(c chapter) string {
		return each(c, func(p part) string {
			s := `<div class="row"><div class="l">` + p.number + `</div><div class="r"><h3>` + p.head + `</h3></div></div>`
			for i, t := range p.paras {
				s += fmt.Sprintf(`<div class="row"><div class="l">%s.%d</div><div class="r"><p>%s</p></div></div>`, p.number, i+1, t)
			}
			return s + p.listHTML() + p.tableHTML("th")
		})
	},
	"font headings": func(c chapter) string {
		return each(c, func(p part) string {
			return `<font size="4">` + p.number + " " + p.head + "</font><br>" + p.parasHTML() + p.listHTML() + p.tableHTML("td")
		})
	},
	"headings in tables of their own": func(c chapter) string {
		return each(c, func(p part) string {
			return `<table class="hd" width="100%"><tr><td width=40>` + p.number + `</td><td><h2>` + p.head + `</h2></td></tr></table>` + p.parasHTML() + p.listHTML() + p.tableHTML("th")
		})
	},
	"list of parts": func(c chapter) string {
		return "<ol class=parts>" + each(c, func(p part) string {
			return "<li><h3>" + p.number + " " + p.head + "</h3>" + p.parasHTML() + p.listHTML() + p.tableHTML("th") + "</li>"
		}) + "</ol>"
	},
	"spans as blocks": func(c chapter) string {
		return each(c, func(p part) string {
			return `<span style="display:block;font-weight:bold">` + p.number + " " + p.head + `</span><span style="display: block">` + strings.Join(p.paras, `</span><span style="display: block">`) + `</span>` + p.listHTML() + p.tableHTML("th")
		})
	},
	"custom elements": func(c chapter) string {
		return each(c, func(p part) string {
			return `<x-section><x-title><h2>` + p.number + " " + p.head + `</h2></x-title><x-text>` + p.parasHTML() + p.listHTML() + p.tableHTML("th") + `</x-text></x-section>`
		})
	},
	"links around headings": func(c chapter) string {
		return each(c, func(p part) string {
			return `<a name="x` + p.number + `"><h2>` + p.number + " " + p.head + `</h2></a>` + p.parasHTML() + p.listHTML() + p.tableHTML("th") + `<p align="right"><a href="#top">Back to top</a></p>`
		})
	},
	"one-column table": func(c chapter) string {
		return "<table width='100%'>" + each(c, func(p part) string {
			return "<tr><td><h2>" + p.number + " " + p.head + "</h2>" + p.parasHTML() + p.listHTML() + p.tableHTML("th") + "</td></tr>"
		}) + "</table>"
	},
}

func each(c chapter, f func(part) string) string {
	var b strings.Builder
	for _, p := range c.parts {
		b.WriteString(f(p))
		b.WriteString("\n")
	}
	return b.String()
}

// menu is a menu longer than most chapters.
func menu(tag string) string {
	var b strings.Builder
	for _, c := range manual() {
		for k := 0; k < 6; k++ {
			fmt.Fprintf(&b, `<%s><a href="/c%s-%d">%s chapter %d of the menu</a></%s>`, tag, c.number, k, c.title, k, tag)
		}
	}
	return b.String()
}

// frames render a page around a title and a body.
var frames = map[string]func(c chapter, body string) string{
	"semantic": func(c chapter, body string) string {
		return `<header><a href="/">Isle Keepers</a><nav><ul>` + menu("li") + `</ul></nav></header><main><h1>` + c.number + " " + c.title + `</h1>` + body + `</main><footer><p>© Isle Keepers 2019. Registered office: 1 Pier Road.</p></footer>`
	},
	"menu cell on the left": func(c chapter, body string) string {
		return `<table width="100%" border=0><tr><td colspan=2><img src=l.gif alt="Isle Keepers"><font size=5>Isle Keepers</font></td></tr><tr><td width=180><ul>` + menu("li") + `</ul></td><td valign=top><h1>` + c.number + " " + c.title + `</h1>` + body + `</td></tr><tr><td colspan=2><font size=1>Isle Keepers, 1 Pier Road. Terms and conditions apply to this site.</font></td></tr></table>`
	},
	"menu cell on the right, title a h2": func(c chapter, body string) string {
		return `<center><table width=900><tr><td><h2>` + c.number + " " + c.title + `</h2>` + body + `</td><td width=150>` + menu("div") + `</td></tr></table></center><p align=center><a href="/">Home</a> | <a href="/map">Site map</a></p>`
	},
	"nameless divs": func(c chapter, body string) string {
		return `<div><div><a href="/">Isle Keepers</a></div><div><ul>` + menu("li") + `</ul></div><div><div><a href="/">Home</a> &gt; <a href="/m">Manual</a> &gt; ` + c.title + `</div><h1>` + c.number + " " + c.title + `</h1>` + body + `</div><div>Isle Keepers, 1 Pier Road. Terms and conditions apply to this site.</div></div>`
	},
	"site name as h1": func(c chapter, body string) string {
		return `<div id="wrap"><div id="head"><h1><a href="/">Isle Keepers</a></h1><p>Keeping the isle since 1901</p></div><div id="links"><ul>` + menu("li") + `</ul></div><div id="text"><h2>` + c.number + " " + c.title + `</h2>` + body + `</div><div id="end"><p>Isle Keepers, 1 Pier Road. Terms and conditions apply to this site.</p></div></div>`
	},
	"title apart from the text": func(c chapter, body string) string {
		return `<div class="top-bar"><a href="/">Isle Keepers</a></div><div class="title-row"><h1>` + c.number + " " + c.title + `</h1></div><div class="row has-sidebar"><div class="col-9">` + body + `</div><div class="col-3 sidebar"><h3>See also</h3><ul>` + menu("li") + `</ul></div></div><div class="site-footer"><p>Isle Keepers, 1 Pier Road.</p></div>`
	},
	"form around everything": func(c chapter, body string) string {
		return `<form id="aspnetForm" method="post"><input type=hidden name=v value=x><div class="masthead"><a href="/">Isle Keepers</a></div><div class="leftnav">` + menu("p") + `</div><div class="ms-rte"><h1>` + c.number + " " + c.title + `</h1>` + body + `</div></form>`
	},
	"empty main": func(c chapter, body string) string {
		return `<main></main><nav>` + menu("span") + `</nav><div id="real"><h1>` + c.number + " " + c.title + `</h1>` + body + `</div><footer>Isle Keepers</footer>`
	},
	"everything in main": func(c chapter, body string) string {
		return `<div role="main"><div class="skiplinks"><a href="#c">Skip to content</a></div><div class="cookie-notice"><p>We use cookies to make this site work.</p><button>Accept</button></div><div class="sidebar-left"><h3>Chapters</h3><ul>` + menu("li") + `</ul></div><div id="c"><div class="breadcrumbs"><a href="/">Home</a><span>/</span><a href="/m">Manual</a></div><h1>` + c.number + " " + c.title + `</h1><p>Last reviewed: May 2019</p>` + body + `<p><a href="/pdf">Print this page</a></p></div><div class="page-footer"><p>Isle Keepers, 1 Pier Road. Terms and conditions apply to this site.</p></div></div>`
	},
	"text before the menu": func(c chapter, body string) string {
		return `<div class="c1"><h1>` + c.number + " " + c.title + `</h1><div class="c2">` + body + `</div></div><div class="c3"><p>More chapters</p>` + menu("p") + `</div><div class="c4"><p>This page is correct as printed on Tuesday 24th of April 2018 1:21:33 PM please refer back to this website (http://isle.example) for updates.</p></div>`
	},
	"font around the text": func(c chapter, body string) string {
		return `<table width="100%"><tr><td colspan=2><font size=5>Isle Keepers</font></td></tr><tr><td width=150><font size=2>` + menu("div") + `</font></td><td><font face="Arial" size=2><h1>` + c.number + " " + c.title + `</h1>` + body + `</font></td></tr></table>`
	},
	"nested layout tables": func(c chapter, body string) string {
		return `<table><tr><td><table><tr><td>` + menu("div") + `</td></tr></table></td><td><table><tr><td><h1>` + c.number + " " + c.title + `</h1></td></tr><tr><td>` + body + `</td></tr></table></td></tr></table>`
	},
}

// TestMarkups reads the same manual in every markup by structure alone.
func TestMarkups(t *testing.T) {
	for fname, frame := range frames {
		for bname, body := range bodies {
			t.Run(fname+"/"+bname, func(t *testing.T) { checkMarkup(t, frame, body) })
		}
	}
}

func checkMarkup(t *testing.T, frame func(chapter, string) string, body func(chapter) string) {
	var docs []*Document
	chapters := manual()
	for i, c := range chapters {
		page := `<!DOCTYPE html><html><head><title>` + c.number + " " + c.title + ` - Isle Keepers</title></head><body>` + frame(c, body(c)) + `</body></html>`
		doc, err := Parse(context.Background(), Input{URL: fmt.Sprintf("http://isle.example/c%d", i), Body: []byte(page), Platform: "generic"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	MarkFurniture(docs)
	for i, c := range chapters {
		got := chapterText(docs[i], c)
		if f1 := wordF1(c.text(), got); f1 < 1 {
			t.Errorf("word F1 %.4f; want\n%s\ngot\n%s", f1, c.text(), dump(docs[i]))
			return
		}
		if want := c.number + " " + c.title; docs[i].Title != want {
			t.Errorf("title %q, want %q", docs[i].Title, want)
		}
	}
}

// chapterText is the main text without the title and without numbers, which may
// stand before headings or as markers.
func chapterText(doc *Document, c chapter) string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Region != Main || b.Kind == Image || b.Text == c.number+" "+c.title {
			continue
		}
		text := b.Text
		for _, p := range c.parts {
			text = strings.TrimPrefix(text, p.number+" ")
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

// TestCountedMenus: browsers count the items of a menu only where no style hides it, so that
// the numbers of a list in a nav element are none, also where it is all that the page says;
// those of a list beside it are.
func TestCountedMenus(t *testing.T) {
	items := ""
	for _, title := range strings.Fields("Bullying Neglect Faith Drugs Gangs Courts Schools Homes Visits") {
		items += `<li><a href="/c/` + title + `">` + title + ` and what to do about it</a></li>`
	}
	for html, counted := range map[string]bool{
		"<main><h1>Concerns</h1><nav><h2>Guide contents</h2><ol>" + items + "</ol></nav></main>": false,
		"<main><h1>Concerns</h1><div><h2>Guide contents</h2><ol>" + items + "</ol></div></main>": true,
	} {
		for _, b := range parseString(t, html, "text/html").Blocks {
			if b.Kind == Item && (b.Marker != "") != counted {
				t.Errorf("%s: %q is counted %q", html[:40], b.Text, b.Marker)
			}
		}
	}
}
