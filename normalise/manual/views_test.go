package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// TestGuidePages reads sections that are guides: pages with nothing but a menu of
// the pages below them.
func TestGuidePages(t *testing.T) {
	guide := func(at string, current int, names ...string) string {
		menu := `<nav aria-label="Pages in this guide"><ol>`
		for i, n := range names {
			if i == current {
				menu += "<li>" + n + "</li>"
			} else {
				menu += `<li><a href="` + at + "/" + wording.Slug(n) + `">` + n + "</a></li>"
			}
		}
		return menu + "</ol></nav>"
	}
	pages := map[string]string{
		"/contents": `<h1>Procedures</h1><ol><li><span>1</span><div><h2><a href="/g/using">Using this manual</a></h2><p>Start here.</p></div></li><li><span>2</span><div><h2><a href="/g/concerns">Concerns</a></h2><p>What to do.</p></div></li></ol>`,
	}
	for at, names := range map[string][]string{"/g/using": {"Words", "Duties"}, "/g/concerns": {"Referrals", "Visits", "Plans"}} {
		pages[at] = "<h1>" + at[3:] + "</h1><p>This guide has these pages.</p>" + guide(at, -1, names...)
		for i, n := range names {
			pages[at+"/"+wording.Slug(n)] = guide(at, i, names...) + "<h1>" + n + "</h1>" + chapterBody(mRow{title: n})
		}
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), "section|1|Using this manual", " chapter||Words", " chapter||Duties", "section|2|Concerns", " chapter||Referrals", " chapter||Visits", " chapter||Plans")
}

// TestGuideInATable reads a guide to the sections of a manual that is a table: the need in one
// cell, where to read in the other.
func TestGuideInATable(t *testing.T) {
	row := func(need, read string) string { return "<tr><td>" + need + "</td><td>" + read + "</td></tr>" }
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, map[string]string{"/contents": "<h1>Quick guide</h1><p>If you want to…</p><table><tr><th>Need</th><th>Where</th></tr>" +
		row("light a lamp", "Read section 2.1") + row("know the ropes", "Read sections 3 and 4, and see section 2.1") + row("ring the bell", "See appendix 2") + row("stand a watch", "Read section 5") + row("ask the keeper", "Ring him") + "</table>"})
	want := []normalise.Guide{
		{Ordinal: 1, Entry: "light a lamp", Sections: []string{"2.1"}},
		{Ordinal: 2, Entry: "know the ropes", Sections: []string{"3", "4", "2.1"}},
		{Ordinal: 3, Entry: "ring the bell", Appendices: []string{"2"}},
		{Ordinal: 4, Entry: "stand a watch", Sections: []string{"5"}},
	}
	if d := cmp.Diff(want, e.Guides); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestOwnEntry reads a list that stands only in the menu of every page, where each
// page's own entry is no link.
func TestOwnEntry(t *testing.T) {
	names := []string{"Words", "Duties", "Referrals", "Visits"}
	menu := func(current string) string {
		out := "<nav><h2>Contents</h2><ul>"
		for i, n := range names {
			if i%2 == 0 {
				out += "<li>Part " + string(rune('1'+i/2)) + ": Stage<ul>"
			}
			if n == current {
				out += "<li>" + n + "</li>"
			} else {
				out += `<li><a href="/c/` + wording.Slug(n) + `">` + n + "</a></li>"
			}
			if i%2 == 1 {
				out += "</ul></li>"
			}
		}
		return out + "</ul></nav>"
	}
	pages := map[string]string{"/contents": "<h1>Guidance</h1><p>For all who help.</p>" + menu("")}
	for _, n := range names {
		pages["/c/"+wording.Slug(n)] = menu(n) + "<h1>" + n + "</h1>" + chapterBody(mRow{title: n})
	}
	check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), "section|1|Stage", " chapter||Words", " chapter||Duties", "section|2|Stage", " chapter||Referrals", " chapter||Visits")
}

// TestAmendmentViews reads one page of amendments in several views: for everybody,
// for two areas, in another text size. Shared rows are told once, bursts whole, and
// what only an area sees is the area's.
func TestAmendmentViews(t *testing.T) {
	row := func(chapter, details string) string {
		return "<tr><td>" + chapter + "</td><td>" + details + "</td><td>03-05-2019</td></tr>"
	}
	table := func(rows string) string {
		return "<table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr>" + rows + "</table>"
	}
	shared := row("1.1 Referrals", "New form.") + row("1.1 Referrals", "New form.") + row("1.2 Visits", "Links.")
	pages := withChapters(map[string]string{
		"/contents":     `<h1>Procedures</h1><h2>1 Cases</h2><ul><li><a href="/c/referrals">1.1 Referrals</a></li><li><a href="/c/visits">1.2 Visits</a></li><li><a href="/c/plans">1.3 Plans</a></li><li><a href="/c/meetings">1.4 Meetings</a></li></ul>`,
		"/log":          "<h1>Amendments</h1>" + table(shared),
		"/log?b=port":   "<h1>Amendments</h1><h2>Port amendments</h2>" + table(row("1.3 Plans", "Port only.")) + "<h2>Shared amendments</h2>" + table(shared),
		"/log?b=isle":   "<h1>Amendments</h1>" + table(row("1.4 Meetings", "Isle only.")+shared),
		"/log?size=big": "<h1>Amendments</h1>" + table(shared),
	}, "Referrals", "Visits", "Plans", "Meetings")
	e := readSite(t, normalise.Input{Areas: []string{"Port", "Isle"}, Start: []string{"/contents"}, Amendments: []string{"/log", "/log?b=port", "/log?b=isle"}}, pages)
	var got []string
	for _, a := range e.Amendments {
		got = append(got, a.Scope+"|"+a.Chapter+"|"+a.Details)
	}
	want := []string{"shared|1.1 Referrals|New form.", "shared|1.1 Referrals|New form.", "shared|1.2 Visits|Links.", "port|1.3 Plans|Port only.", "isle|1.4 Meetings|Isle only."}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestChapterOverPages reads a chapter that goes on over a second page, and leaves
// the next chapter of a list alone.
func TestChapterOverPages(t *testing.T) {
	pages := withChapters(map[string]string{
		"/contents":           "<h1>Procedures</h1><h2>Cases</h2>" + linkList("Referrals", "Visits", "Plans", "Long Haul"),
		"/c/long-haul":        `<h1>Long Haul</h1><h2>1 Begin</h2><p>Staff begin at once and write down what they see.</p><p>Page 1 of 2</p><ul><li><a href="/c/long-haul?page=2" rel="next">Next page</a></li></ul>`,
		"/c/long-haul?page=2": `<h1>Long Haul</h1><h2>2 End</h2><p>Staff end when all is written down.</p><p>Page 2 of 2</p><ul><li><a href="/c/long-haul">Previous page</a></li></ul>`,
	}, "Referrals", "Visits", "Plans")
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, pages)
	var heads []string
	for _, s := range e.Sections {
		if s.Kind == normalise.KindHeading && s.Parent >= 0 && e.Sections[s.Parent].Title == "Long Haul" {
			heads = append(heads, s.Number+" "+s.Title+": "+s.Text)
		}
	}
	want := []string{"1 Begin: Staff begin at once and write down what they see.", "2 End: Staff end when all is written down."}
	if d := cmp.Diff(want, heads); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestChapterWithIndexOfParts reads a chapter whose pages each print the list of all,
// and leaves the same page for print and for another area alone. A page that leads to
// the file with the chapter keeps what it says of the chapter itself.
func TestChapterWithIndexOfParts(t *testing.T) {
	part := func(title, head, text string) string {
		return `<h1>Long Haul</h1><ol><li>You are here: ` + title + `</li><li><a href="/c/long-haul?part=2">The Way</a></li><li><a href="/c/long-haul?part=3">The End</a></li></ol><h2>` + head + `</h2><p>` + text + `</p><p><a href="/c/long-haul?print=1">Print all of it</a></p><p><a href="/c/long-haul?part=2">Next page: The Way »</a></p>`
	}
	pages := withChapters(map[string]string{
		"/contents":            "<h1>Procedures</h1><h2>Cases</h2>" + linkList("Referrals", "Visits", "Plans", "Long Haul"),
		"/c/long-haul":         part("The Start", "The Start", "Staff begin at once and write down what they see."),
		"/c/long-haul?part=2":  part("The Way", "The Way", "Staff keep to the left of the river and count."),
		"/c/long-haul?part=3":  part("The End", "The End", "Staff end when all of it is written down."),
		"/c/long-haul?print=1": "<h1>Long Haul</h1><p>Staff begin at once and write down what they see.</p>",
	}, "Referrals", "Visits", "Plans")
	e := readSite(t, normalise.Input{Start: []string{"/contents"}}, pages)
	var got []string
	for i, s := range e.Sections {
		if s.Title == "Long Haul" || s.Parent >= 0 && e.Sections[s.Parent].Title == "Long Haul" {
			got = append(got, s.Title+": "+e.Sections[i].Text)
		}
	}
	want := []string{"Long Haul: ", "The Start: Staff begin at once and write down what they see.\nPrint all of it", "The Way: Staff keep to the left of the river and count.\nPrint all of it", "The End: Staff end when all of it is written down.\nPrint all of it"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestChapterOfListedParts reads a chapter on whose pages the parts and forms are more
// than the words: its list leads to parts, not to chapters below it.
func TestChapterOfListedParts(t *testing.T) {
	part := func(head, text string) string {
		return `<h1>Long Haul</h1><ol><li><strong>You are here:</strong> ` + head + `</li><li><a href="/c/long-haul?part=2">The Way to the Outer Harbour and the Lamp</a></li><li><a href="/c/long-haul?part=3">The End of the Haul and the Count of Oars</a></li></ol><h2>` + head + `</h2><p>` + text + `</p><ul><li><a href="/f/leaflet.pdf">Leaflet for young keepers and their families</a></li><li><a href="/f/form.pdf">Form for whoever counts the oars</a></li></ul>`
	}
	way := strings.Repeat("Staff keep to the left of the river and count. ", 12)
	pages := withChapters(map[string]string{
		"/contents":           "<h1>Procedures</h1><h2>Cases</h2>" + linkList("Referrals", "Visits", "Plans", "Long Haul"),
		"/c/long-haul":        part("The Start", "Staff begin at once."),
		"/c/long-haul?part=2": part("The Way to the Outer Harbour and the Lamp", way),
		"/c/long-haul?part=3": part("The End of the Haul and the Count of Oars", "Staff end when all of it is written down."),
	}, "Referrals", "Visits", "Plans")
	check(t, readSite(t, normalise.Input{Start: []string{"/contents"}}, pages), "section||Cases", " chapter||Referrals", " chapter||Visits", " chapter||Plans", " chapter||Long Haul")
}
