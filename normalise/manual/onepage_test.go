package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// TestManualOnOnePage reads a manual that is one long page: a list of jumps, the
// whole text, and the amendments at its end.
func TestManualOnOnePage(t *testing.T) {
	text := func(n int) string {
		return "<p>" + fillerWords(n) + "</p><table><tr><th>Level</th><th>Sign</th></tr><tr><td>Low</td><td>A bruise</td></tr></table>"
	}
	var toc, body strings.Builder
	want := []string{}
	for i, titles := range [][]string{{"Referrals", "Visits"}, {"Faith and Belief", "Bullying", "Neglect"}} {
		section := []string{"Core Duties", "Particular Needs"}[i]
		fmt.Fprintf(&toc, `<li><a href="#s%d">%d %s</a><ul>`, i+1, i+1, section)
		fmt.Fprintf(&body, `<h2 id="s%d">%d %s</h2>%s`, i+1, i+1, section, text(12))
		want = append(want, fmt.Sprintf("section|%d|%s", i+1, section))
		for k, title := range titles {
			fmt.Fprintf(&toc, `<li><a href="#c%d-%d">%d.%d %s</a></li>`, i+1, k+1, i+1, k+1, title)
			fmt.Fprintf(&body, `<h3 id="c%d-%d">%d.%d %s</h3>%s<h4>%d.%d.1 At night</h4>%s<p><a href="#toc">Back to top</a></p>`, i+1, k+1, i+1, k+1, title, text(12), i+1, k+1, text(20))
			want = append(want, fmt.Sprintf(" chapter|%d.%d|%s", i+1, k+1, title), fmt.Sprintf("  heading|%d.%d.1|At night", i+1, k+1))
		}
		toc.WriteString("</ul></li>")
	}
	page := `<h1>Procedures Manual</h1><div id="toc"><h2>Contents</h2><ul>` + toc.String() + "</ul></div>" + body.String() +
		`<h2>Amendments to this manual</h2><h3>May 2020</h3><ul><li><b>Neglect</b>: the tool was replaced.</li></ul><h3>March 2020</h3><ul><li><b>Visits</b>: new section on dogs.</li></ul>`
	e := readSite(t, normalise.Input{Start: []string{"/manual"}, Amendments: []string{"/manual"}}, map[string]string{"/manual": page, "/about": "<h1>About us</h1><p>Who we are.</p>"})
	want = append(want, "amendment|Neglect|the tool was replaced.|2020-05-01", "amendment|Visits|new section on dogs.|2020-03-01")
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got := e.Sections[1].URL; got != "http://example.test/manual#c1-1" {
		t.Errorf("the first chapter stands at %s", got)
	}
	for _, a := range e.Amendments {
		if a.SectionID == "" || a.URL != "http://example.test/manual" {
			t.Errorf("amendment %q: section %q, address %s", a.Chapter, a.SectionID, a.URL)
		}
	}
}

// TestManualOnOnePageOfPoints reads the text version of a printed handbook: its contents, then
// the pages one below the other, more of it in points than in headings. The points are no
// chapters, numbered as they may be.
func TestManualOnOnePageOfPoints(t *testing.T) {
	var toc, body strings.Builder
	want := []string{}
	for i, titles := range [][]string{{"Referrals", "Visits"}, {"Faith and Belief", "Bullying", "Neglect"}} {
		section := []string{"Core Duties", "Particular Needs"}[i]
		fmt.Fprintf(&toc, `<li><a href="#s%d">%d %s</a><ul>`, i+1, i+1, section)
		fmt.Fprintf(&body, `<h2 id="s%d">%d %s</h2>`, i+1, i+1, section)
		want = append(want, fmt.Sprintf("section|%d|%s", i+1, section))
		for k, title := range titles {
			fmt.Fprintf(&toc, `<li><a href="#c%d-%d">%d.%d %s</a></li>`, i+1, k+1, i+1, k+1, title)
			fmt.Fprintf(&body, `<h3 id="c%d-%d">%d.%d %s</h3><p>%s</p><h4>%d.%d.1 First steps</h4><p>%s</p><ol>`, i+1, k+1, i+1, k+1, title, fillerWords(6), i+1, k+1, fillerWords(6))
			for _, point := range []string{"Listen and write it down", "Tell the lead of the service", "Telephone the duty team", "Keep what may be evidence", "Agree who visits and when", "Send the notes to all"} {
				body.WriteString("<li>" + point + "</li>")
			}
			body.WriteString(`</ol></section><section class="page">`)
			want = append(want, fmt.Sprintf(" chapter|%d.%d|%s", i+1, k+1, title), fmt.Sprintf("  heading|%d.%d.1|First steps", i+1, k+1))
		}
		toc.WriteString("</ul></li>")
	}
	page := `<main><h1>Procedures Handbook</h1><p>Text version. <a href="/changes">Record of changes</a></p><section class="page"><p>Contents</p><ul>` + toc.String() +
		`</ul></section><section class="page">` + body.String() + "</section></main>"
	e := readSite(t, normalise.Input{Start: []string{"/text"}}, map[string]string{"/text": page, "/about": "<h1>About us</h1><p>Who we are.</p>"})
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if s := e.Sections[2]; !strings.Contains(s.Text, "Telephone the duty team") {
		t.Errorf("%s stands at %s and says %q", s.Title, s.URL, s.Text)
	}
	if got := e.Sections[1].URL; got != "http://example.test/text#c1-1" {
		t.Errorf("the first chapter stands at %s", got)
	}
}

// TestManualSavedByWordProcessor reads a manual that a start page links to: one long page
// that a word processor saved, the record of its changes and its contents in front, with
// headings that are marked or only bold. It is the page of amendments of the register, too.
func TestManualSavedByWordProcessor(t *testing.T) {
	para := func(n int) string { return "<p class=MsoNormal>" + fillerWords(n) + "</p>" }
	marked := func(level int, anchor, text string) string {
		return fmt.Sprintf(`<h%d><a name="%s">%s</a></h%d>`, level, anchor, text, level)
	}
	bold := func(_ int, anchor, text string) string {
		return fmt.Sprintf(`<p class=MsoNormal><a name="%s"></a><b><span style='font-size:13.0pt'>%s</span></b></p>`, anchor, text)
	}
	word := func(level int, anchor, text string) string {
		return fmt.Sprintf(`<p class=MsoToc%d><span class=MsoHyperlink><a href="#%s">%s<span>........ </span><span>%d</span></a></span></p>`, level, anchor, text, level+3)
	}
	typed := func(_ int, _, text string) string { return "<p class=MsoNormal>" + text + "............ 7</p>" }
	styled := func(level int, _, text string) string {
		return fmt.Sprintf("<p class=MsoToc%d>%s............ 7</p>", level, text)
	}
	none := func(int, string, string) string { return "" }
	for name, set := range map[string]struct {
		head, entry func(int, string, string) string
	}{
		"headings": {marked, word}, "headings, contents without places": {marked, styled}, "headings, typed contents": {marked, typed},
		"bold lines": {bold, word}, "bold lines, contents without places": {bold, styled}, "bold lines, typed contents": {bold, typed}, "bold lines, no contents": {bold, none},
	} {
		t.Run(name, func(t *testing.T) {
			var toc, body strings.Builder
			want := []string{}
			add := func(kind string, level int, number, title string) {
				anchor := "_Toc20" + strings.ReplaceAll(number, ".", "0")
				toc.WriteString(set.entry(level, anchor, number+" "+title))
				body.WriteString(set.head(level, anchor, number+" "+title))
				want = append(want, strings.Repeat(" ", level-1)+kind+"|"+strings.TrimSuffix(number, ".")+"|"+title)
			}
			for i, titles := range [][]string{{"Referrals", "Visits", "Records"}, {"Bruising", "Bullying", "Neglect"}, {"Conferences", "Core groups", "Reviews"}} {
				add("section", 1, fmt.Sprintf("%d.", i+1), []string{"First steps", "Particular needs", "Planning"}[i])
				for k, title := range titles {
					add("chapter", 2, fmt.Sprintf("%d.%d", i+1, k+1), title)
					body.WriteString(para(6) + set.head(3, fmt.Sprintf("h%d%d", i, k), "At night") + para(6))
					want = append(want, "  heading||At night")
				}
			}
			row := func(cells ...string) string {
				return "<tr><td><p class=MsoNormal>" + strings.Join(cells, "</p></td><td><p class=MsoNormal>") + "</p></td></tr>"
			}
			page := `<main><div class=WordSection1><p class=MsoTitle>Protection Manual</p><p class=MsoNormal>Third edition</p><p class=MsoNormal><b>Record of changes</b></p><table class=MsoTableGrid>` +
				row("<b>Date</b>", "<b>Chapter</b>", "<b>Change</b>") + row("4th March 2025", "1.2 Visits", "Dogs were added.") + row("11th June 2024", "2.3 Neglect", "New chapter.") +
				"</table><p class=MsoTocHeading>Contents</p>" + toc.String() + body.String() + "</div></main>"
			e := readSite(t, normalise.Input{Start: []string{"/procedures"}, Amendments: []string{"/manual.htm"}}, map[string]string{
				"/procedures": `<h1>Procedures</h1><p>The manual is published here as one document.</p><p><a href="/manual.htm">Protection Manual (third edition)</a></p>`,
				"/manual.htm": page, "/contact": "<h1>Contact</h1><p>Write to us.</p>"})
			want = append(want, "amendment|1.2 Visits|Dogs were added.|2025-03-04", "amendment|2.3 Neglect|New chapter.|2024-06-11")
			if d := cmp.Diff(want, bookLines(e)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			for _, a := range e.Amendments {
				if a.SectionID == "" {
					t.Errorf("amendment %q names no chapter: %s", a.Chapter, a.Reason)
				}
			}
		})
	}
}

// TestAmendmentsWithRecentPart reads a page of amendments that has a part for the latest
// ones before those of the months before, under the names of the chapters: it is no manual.
func TestAmendmentsWithRecentPart(t *testing.T) {
	var page strings.Builder
	page.WriteString("<h2>Amendments</h2><h2>Latest amendments</h2><h3>May 2025</h3><ul><li><b>Visits</b>: dogs were added.</li></ul>")
	for _, month := range []string{"March 2025", "January 2025"} {
		page.WriteString("<h2>" + month + "</h2>")
		for _, title := range []string{"Referrals", "Visits", "Records", "Neglect"} {
			page.WriteString("<h3>" + title + "</h3><p>" + fillerWords(8) + "The chapter was revised.</p>")
		}
	}
	list := "<h1>Procedures</h1><ul>"
	pages := map[string]string{"/updates": page.String()}
	for _, title := range []string{"Referrals", "Visits", "Records", "Neglect"} {
		list += `<li><a href="/` + strings.ToLower(title) + `">` + title + "</a></li>"
		pages["/"+strings.ToLower(title)] = "<h1>" + title + "</h1><p>" + fillerWords(9) + "</p>"
	}
	pages["/procedures"] = list + "</ul>"
	e := readSite(t, normalise.Input{Start: []string{"/procedures"}, Amendments: []string{"/updates"}}, pages)
	if got := len(e.Amendments); got != 9 {
		t.Errorf("%d amendments, want 9: %v", got, bookLines(e))
	}
	if d := cmp.Diff([]string{"chapter||Referrals", "chapter||Visits", "chapter||Records", "chapter||Neglect"}, tree(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestWikiOnOnePage reads a wiki that was saved as one page: entries are set like the headings in
// them, and only the list of contents tells which are chapters. Who saved an entry last is no text
// of it, and no change in the record that is an entry too.
func TestWikiOnOnePage(t *testing.T) {
	entry := func(title, body string) string {
		id := strings.ReplaceAll(title, " ", "%20")
		return `<p><a name="` + id + `"></a></p><div id="` + id + `" class="entry"><div class="bar"><h2 class="title"><span>` + title + `</span></h2></div><div class="subtitle"><a href="#Rose">Rose</a> 14th February 2025 at 10:22am</div><div class="body">` + body + `</div></div>`
	}
	link := func(title string) string {
		return `<a href="#` + strings.ReplaceAll(title, " ", "%20") + `">` + title + `</a>`
	}
	var list, body strings.Builder
	var want []string
	for i, section := range []string{"Our Policy", "Working With Families"} {
		titles := [][]string{{"Code of Conduct", "Safer Hiring"}, {"Older Women", "Pets and Abuse", "Phones and Trackers"}}[i]
		list.WriteString("<li>" + link(section) + "<ol>")
		want = append(want, "section||"+section)
		var links, chapters strings.Builder
		for _, title := range titles {
			links.WriteString("<li>" + link(title) + "</li>")
			chapters.WriteString(entry(title, "<p>"+fillerWords(6)+"</p><h2>Key terms</h2><p>"+fillerWords(6)+"</p><h2>What to do in "+title+"</h2><p>"+fillerWords(8)+"</p><h3>At night</h3><p>"+fillerWords(4)+"</p>"))
			want = append(want, " chapter||"+title, "  heading||Key terms", "  heading||What to do in "+title, "   heading||At night")
		}
		list.WriteString(links.String() + "</ol></li>")
		body.WriteString(entry(section, "<ul>"+links.String()+"</ul>") + chapters.String())
	}
	page := "<p>Riverside Refuge</p>" + entry("Contents", "<ol>"+list.String()+"</ol><p>What has changed lately: "+link("Version History")+"</p>") + body.String() +
		entry("Version History", "<ul><li>2025-03-21: "+link("Safer Hiring")+" - references are taken up by telephone</li><li>2024-12-02: "+link("Older Women")+" - new entry</li></ul>")
	e := readSite(t, normalise.Input{Start: []string{"/wiki"}, Amendments: []string{"/wiki"}}, map[string]string{"/wiki": page})
	want = append(want, "amendment|Safer Hiring|references are taken up by telephone|2025-03-21", "amendment|Older Women|new entry|2024-12-02")
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, s := range e.Sections {
		if strings.Contains(s.Text, "Rose") || strings.Contains(s.Text, "10:22") {
			t.Errorf("%s says who saved it: %q", s.Title, s.Text)
		}
	}
}

// TestSomeHeadingsNamed reads a manual on one page whose list of jumps names a few of its chapters:
// the others do not stand below these.
func TestSomeHeadingsNamed(t *testing.T) {
	var body strings.Builder
	var want []string
	for i, title := range []string{"Referrals", "Visits", "Faith and Belief", "Bullying", "Neglect", "Gangs", "Joint Work", "Information Sharing"} {
		fmt.Fprintf(&body, `<h2 id="c%d">%s</h2><p>%s</p><h3>At night</h3><p>%s</p>`, i, title, fillerWords(9), fillerWords(9))
		want = append(want, "chapter||"+title, " heading||At night")
	}
	page := `<h1>Procedures Manual</h1><ul><li><a href="#c0">Referrals</a></li><li><a href="#c3">Bullying</a></li><li><a href="#c4">Neglect</a></li></ul>` + body.String()
	e := readSite(t, normalise.Input{Start: []string{"/manual"}}, map[string]string{"/manual": page, "/about": "<h1>About us</h1><p>Who we are.</p>"})
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestMainChangesAboveDownloads reads a page of files with the main changes of the edition above
// them, under a sentence that tells since when they hold: what lists the files tells no change, and
// the heading that names the edition is no part of it.
func TestMainChangesAboveDownloads(t *testing.T) {
	page := `<h1>Download Fair Play</h1><p>Fair Play is our policy for all clubs.</p><h3>Fair Play 2019-2020</h3><p>Please replace the pages that you have.</p>
<h4>Main changes</h4><p>There are some changes for this year. They apply from 1 June 2019.</p><ul><li><b>Posters</b> - the notice has been shortened.</li><li><b>Whistle blowing</b> - new guidance for leagues.</li></ul><p>We hope that you like them.</p>
<p><a href="/f/1.pdf">Section 1: Policy and roles</a></p><p><a href="/f/2.pdf">Section 2: Training</a></p>
<h4>Section 3: Tools</h4><p>You can download them one by one.</p><h5>For clubs</h5><ul><li><a href="/f/3.pdf">Posters</a> (PDF 27KB)</li><li><a href="/f/4.pdf">Checklists</a> (PDF 31KB)</li></ul>
<h5>For you</h5><ul><li><a href="/f/5.pdf">Whistle blowing</a> (PDF 12KB)</li><li><a href="/f/6.pdf">Bullying</a> (PDF 40KB)</li></ul>`
	e := readSite(t, normalise.Input{Start: []string{"/get"}, Amendments: []string{"/get"}}, map[string]string{"/get": page})
	want := []string{
		"chapter|1|Policy and roles", "chapter|2|Training", "section|3|Tools",
		" group||For clubs", "  chapter||Posters", "  chapter||Checklists",
		" group||For you", "  chapter||Whistle blowing", "  chapter||Bullying",
		"amendment|Posters|the notice has been shortened.|2019-06-01", "amendment|Whistle blowing|new guidance for leagues.|2019-06-01",
	}
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
