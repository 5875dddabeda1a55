package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestPrintedDates: a day below a year is a whole date, and what was printed of it is
// kept as it was.
func TestPrintedDates(t *testing.T) {
	for name, page := range map[string]string{
		"lines": `<h1>Amendments</h1><h2>2025</h2><h3>12 March</h3><ul><li>Neglect: A tool was added.</li></ul><h3>Friday 3rd January</h3><ul><li>Bullying: New links.</li></ul>`,
		"cells": `<h1>Amendments</h1><h2>2025</h2><table><tr><th>Date</th><th>Chapter</th><th>Change</th></tr><tr><td>12 March</td><td>Neglect</td><td>A tool was added.</td></tr><tr><td>Friday 3rd January</td><td>Bullying</td><td>New links.</td></tr></table>`,
	} {
		var got []string
		for _, a := range readAmended(t, page, nil).Amendments {
			got = append(got, a.Date.String()+" "+a.DateText)
		}
		if want := "2025-03-12 12 March, 2025-01-03 Friday 3rd January"; strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestReleaseOfTheYear: the release of a month below a year is told with the year.
func TestReleaseOfTheYear(t *testing.T) {
	page := `<h1>Amendments</h1><h2>2025</h2><h3>March</h3><ul><li>Neglect: A tool was added.</li></ul><h3>January</h3><ul><li>Bullying: New links.</li></ul>`
	var got []string
	for _, a := range readAmended(t, page, nil).Amendments {
		got = append(got, a.DateText+" of "+a.Release)
	}
	if want := "March of March 2025, January of January 2025"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestDaysInMarkup: posts print days of this year without it, and those of this week in words that
// change by the hour; the markup tells the whole day, and a time of day in it is none.
func TestDaysInMarkup(t *testing.T) {
	post := func(when, name, words string) string {
		return `<article><div class="meta"><a href="#p">Posted ` + when + `</a></div><ul><li><a href="/c/` + strings.ToLower(name) + `"><strong>` + name + `</strong></a>: ` + words + `</li></ul></article>`
	}
	page := `<h1>Changes to the manual</h1>` +
		post(`<time datetime="2026-03-18T21:02:00Z">17 hours ago</time>`, "Visits", "Added a form.") +
		post(`<time datetime="2026-03-16">Monday at 09:12</time>`, "Reviews", "Added a table.") +
		post(`<time datetime="2026-02-08T10:18:00Z">8 February</time>`, "Neglect", "A tool was added.") +
		post(`<time datetime="2026-01-03T10:18:00Z">January 3</time>`, "Bullying", "New links.") +
		post(`20 November 2025 <time datetime="2025-11-20T09:30:00Z">09:30</time>`, "Referrals", "Telephone number changed.")
	var got []string
	for _, a := range readAmended(t, page, nil).Amendments {
		got = append(got, a.Date.String()+" "+a.Chapter+" ("+a.DateText+")")
	}
	want := "2026-03-18 Visits (18 March 2026), 2026-03-16 Reviews (16 March 2026), 2026-02-08 Neglect (8 February), 2026-01-03 Bullying (January 3), 2025-11-20 Referrals (20 November 2025 09:30)"
	if d := cmp.Diff(strings.Split(want, ", "), got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestHeadlineOfTheStart: the page that a manual starts with, which the register names
// for its amendments, too, tells them below a headline with the month.
func TestHeadlineOfTheStart(t *testing.T) {
	const start = "http://example.test/manual"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{start}, Amendments: []string{start}, Hosts: []string{"example.test"}}
	pages := map[string]string{start: `<h1>Procedures</h1><h2>Procedures - updates May 2022</h2><p>The main changes are:</p><ul><li><b>Neglect</b> was rewritten.</li><li><b>Visits</b> has a new form.</li></ul><h2>Chapters</h2><ul><li><a href="/neglect">1. Neglect</a></li><li><a href="/visits">2. Visits</a></li><li><a href="/plans">3. Plans</a></li><li><a href="/staff">4. Staff</a></li></ul>`}
	for _, title := range []string{"Neglect", "Visits", "Plans", "Staff"} {
		pages["http://example.test/"+strings.ToLower(title)] = "<h1>" + title + "</h1>" + chapterBody(mRow{title: title})
	}
	for at, body := range pages {
		in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", at, []byte("<!DOCTYPE html><html><head><title>Page</title></head><body><main>"+body+"</main></body></html>"))})
	}
	var got []string
	for _, a := range Read(in).Amendments {
		got = append(got, a.Date.String()+" "+a.Chapter)
	}
	if want := "2022-05-01 Neglect, 2022-05-01 Visits"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
