package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFacts reads the lines that give dates of a page, and leaves those that only
// sound like them.
func TestFacts(t *testing.T) {
	for _, c := range []struct{ line, key, date string }{
		{"Last reviewed in April 2024", "last_reviewed", "April 2024"},
		{"Date of next review April 2026", "next_review", "April 2026"},
		{"Last reviewed: 01/04/2024", "last_reviewed", "01/04/2024"},
		{"Reviewed: 3 April 2024", "last_reviewed", "3 April 2024"},
		{"This chapter was last reviewed on 3rd April 2024.", "last_reviewed", "3rd April 2024"},
		{"Date of last review: April 2024", "last_reviewed", "April 2024"},
		{"Review date: April 2026", "next_review", "April 2026"},
		{"Next review due: Spring 2026", "next_review", "Spring 2026"},
		{"Due for review in May 2026", "next_review", "May 2026"},
		{"This policy is due to be reviewed in May 2026", "next_review", "May 2026"},
		{"To be reviewed by: 26.04.17", "next_review", "26.04.17"},
		{"Last Updated: June 22, 2026 v33", "last_updated", "June 22, 2026"},
		{"Last updated: 1 July 2019 v32", "last_updated", "1 July 2019"},
		{"Last Updated: 10 March 2014 v12 | session 38b230fd0c7d3f2f", "last_updated", "10 March 2014"},
		{"This page was last updated on Tuesday 3 May 2022", "last_updated", "Tuesday 3 May 2022"},
		{"Page last modified 2022-05-03", "last_updated", "2022-05-03"},
		{"Published: 3 May 2019", "published", "3 May 2019"},
		{"Page last updated 03/11/04. &copy; Keepers of the Fen", "last_updated", "03/11/04"},
		{"Last updated: 1 July 2019 | &copy; 2019 Keepers", "last_updated", "1 July 2019"},
		{"The plan was updated on 3 May 2019 &copy; Keepers", "", ""},
		{"This procedure was last agreed on 28 May 2016 and it will be reviewed each year.", "", ""},
		{"The plan must be reviewed within 10 days.", "", ""},
		{"Reviewed by the policy group in May 2019", "", ""},
		{"The guidance was updated in 2018 after the national review and must be read.", "", ""},
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p><p>"+c.line+"</p><p>after</p>", "text/html")
		if got := doc.Meta[c.key]; c.key != "" && got != c.date {
			t.Errorf("%s: %s = %q, want %q", c.line, c.key, got, c.date)
		}
		if region := doc.Blocks[2].Region; (region == Main) != (c.key == "") {
			t.Errorf("%s: region %d", c.line, region)
		}
	}
	for _, line := range []string{
		"Last reviewed in April 2024 / Date of next review April 2026", "Last reviewed: April 2024. Next review: April 2026.", "Last reviewed April 2024<br>Date of next review April 2026",
		"Last reviewed April 2024 | Review date April 2026", "This chapter was last reviewed in April 2024 and is due for review in April 2026.", "Reviewed April 2024 (next review April 2026)",
	} {
		doc := parseString(t, "<h1>T</h1><p>"+line+"</p><p>after</p>", "text/html")
		if doc.Meta["last_reviewed"] != "April 2024" || doc.Meta["next_review"] != "April 2026" || doc.Blocks[1].Region != Furniture {
			t.Errorf("%s: %v\n%s", line, doc.Meta, dump(doc))
		}
	}
	table := parseString(t, "<h1>T</h1><p>x</p><table><tr><td>Last reviewed</td><td>April 2024</td></tr><tr><th>Next review</th><td>April 2026</td></tr></table><dl><dt>Last updated</dt><dd>May 2023</dd></dl>", "text/html")
	if table.Meta["last_reviewed"] != "April 2024" || table.Meta["next_review"] != "April 2026" || table.Meta["last_updated"] != "May 2023" {
		t.Errorf("table: %v\n%s", table.Meta, dump(table))
	}
}

// TestSavedLines leaves out the lines in which a system tells who saved a page, and keeps
// sentences on saving.
func TestSavedLines(t *testing.T) {
	for line, text := range map[string]bool{
		"Last modified at 04/09/2024 18:15 by Carys Penn":                                        false,
		"This page was last edited on 3 May 2024, at 09:07.":                                     false,
		"Page last updated on 3 May 2024 10:05 am":                                               false,
		"Last modified April 2, 2025: tidy links (3fa91bc)":                                      false,
		"Last changed 3 May 2024 by Jo":                                                          false,
		"by <a href='/a'>Duty Office</a> &mdash; last modified May 03, 2024 10:05 AM":            false,
		"by Jo Penn &mdash; published May 02, 2024, last modified May 03, 2024 10:05 AM":         false,
		"manual/cases/visits.txt · Last modified: 2025/08/23 17:14 by <bdi>policy officer</bdi>": false,
		"Annex 2.1 · Last modified plans go to the chair by 10:00 on 2 May.":                     true,
		"By the chair, last changed plans are sent before 10:00 on 2 May.":                       true,
		"Updated plans are sent by 10:00 on the day of 2 May.":                                   true,
		"Last modified plans go to the chair by email.":                                          true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p><p>"+line+"</p><p>after</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v", line, got, text)
		}
	}
}

// TestScreens leaves out what a site says of the screen or browser that it was made for, and
// keeps sentences on what is best viewed how.
func TestScreens(t *testing.T) {
	for line, text := range map[string]bool{
		"Board of the Fen | <a href='/d'>Disclaimer</a> | Best viewed at 800 x 600":    false,
		"Fen Procedures Group. Best viewed at 800 x 600. <a href='#x'>Top of page</a>": false,
		"This site is best viewed in Netscape 4 or later.":                             false,
		"Records are best viewed on a screen by two people.":                           true,
		"Best viewed in private, the film is shown to one family at a time.":           true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p><p>"+line+"</p><p>after</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v", line, got, text)
		}
	}
}

// TestLinesOfAge leaves out lines that count from now when a page was saved, and does
// not take a heading for the day behind their label.
func TestLinesOfAge(t *testing.T) {
	for line, text := range map[string]bool{
		"<p>Updated 3 weeks ago</p>":                                                     false,
		"<p>Last modified about a month ago by Jo</p>":                                   false,
		"<ul><li>2 days ago</li><li>Updated</li></ul>":                                   false,
		"<p>Updated:</p><p>a year ago</p>":                                               false,
		"<div>Written by <b>Jo</b><br>Updated over a month ago</div>":                    false,
		"<div>Updated this week<br>By the duty office</div>":                             false,
		"<p>Updated by <a href='/u/4'>Jo Penn</a> about 2 months ago · 22 revisions</p>": false,
		"<p>Plans updated by Jo Penn 2 months ago</p>":                                   true,
		"<p>Written by Jo<br>The plan was kept this week</p>":                            true,
		"<p>Updated this week</p>":                                                       true,
		"<p>6 months ago</p>":                                                            true,
		"<p>The chair changed two years ago and the plan was kept.</p>":                  true,
		"<ul><li>Less than 6 months ago</li><li>A year ago</li></ul>":                    true,
		"<p>Updated plans were sent 3 weeks ago to all who asked us.</p>":                true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p>"+line+"<h2>1 May 2024</h2><p>after</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v\n%s", line, got, text, dump(doc))
		}
		if day := doc.Blocks[len(doc.Blocks)-2]; day.Region != Main || doc.Meta["last_updated"] != "" {
			t.Errorf("%s: the heading below is %d, %v", line, day.Region, doc.Meta)
		}
	}
}

// TestToolsByName keeps the title of a page and the entries of a list that have the words
// of a page's tools.
func TestToolsByName(t *testing.T) {
	doc := parseString(t, `<html><head><title>Close | Keepers</title></head><body><main><h1>Close</h1><ul><li><a href="/s/raise">Raise</a></li><li><a href="/s/plan">Plan</a></li><li><a href="/s/close">Close</a></li></ul><ul><li><a href="/s/raise">Raise</a></li><li><a href="/s/plan">Plan</a></li><li><a href="/x">Close</a></li></ul><h3>Share</h3></main></body></html>`, "text/html")
	want := []string{"Close", "Raise", "Plan", "Close", "Raise", "Plan"}
	if d := cmp.Diff(want, mainTexts(doc)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestSharers: a line whose links share the page is no text, whatever the tools are called;
// a link to a board's own page among sharers' is.
func TestSharers(t *testing.T) {
	for line, text := range map[string]bool{
		`Share this page <a href="https://www.facebook.com/sharer.php?u=x">Facebook</a> <a href="https://twitter.com/share?url=x">X</a> <a href="mailto:?subject=page">Email</a>`: false,
		`<a href="https://www.linkedin.com/shareArticle?url=x">Tell colleagues</a>`:                                                                                               false,
		`Share: <a href="https://share.test/linkedin?u=x">LinkedIn</a> <a href="https://share.test/email?u=x">Email</a>`:                                                          false,
		`Share: <a href="/news">the news</a> <a href="https://share.test/email?u=x">Email</a>`:                                                                                    true,
		`Follow the board on <a href="https://www.facebook.com/board">Facebook</a> for dates.`:                                                                                    true,
		`Write to <a href="mailto:duty@board.test">the duty desk</a>.`:                                                                                                            true,
		`A manager who is told of this sends it to all of the team on the same day with <a href="mailto:?subject=child">this form</a>, and keeps a copy of it with the papers.`:   true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before it all</p><p>"+line+"</p><p>after it all</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %t, want %t", line, got, text)
		}
	}
}

// TestReadingServices: a link to have the page read aloud, translated or printed is no text, also
// where it says one word; the same word on a page of the manual is, and so is a service that the
// text tells of.
func TestReadingServices(t *testing.T) {
	for line, text := range map[string]bool{
		`<a href="//app.readspeaker.com/?x">Listen</a>`:                                                                                             false,
		`<a href="https://app-eu.readspeaker.com/cgi-bin/rsent?customerid=1&url=x"><span>Listen</span></a>`:                                         false,
		`<a href="https://translate.google.com/translate?u=http://board.test/a">Cymraeg</a>`:                                                        false,
		`<a href="https://www.printfriendly.com/print?url=x">Print Friendly</a>`:                                                                    false,
		`<a href="/aloud?page=7">Listen to this page</a>`:                                                                                           false,
		`<a href="/aloud?page=7">Listen</a> | <a href="/print/7">Print</a> | <a href="/translate">Translate</a>`:                                    false,
		`<a href="/print/7">PDF version of this page</a>`:                                                                                           false,
		`<a href="https://translate.google.com/">Translate</a>`:                                                                                     false,
		`<a href="/listen">Listen</a>`:                                                                                                              true,
		`<a href="/listen">Listen</a> | <a href="/respond">Respond</a>`:                                                                             true,
		`<a href="https://www.readspeaker.com/">ReadSpeaker</a>`:                                                                                    true,
		`<a href="https://www.reciteme.com/plans?a=1">Staff who need larger letters on a screen</a> ask the office for a licence on the first day.`: true,
		`Listen to this child.`: true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before it all</p><p>"+line+"</p><p>after it all</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %t, want %t", line, got, text)
		}
	}
}

// TestReadingTime: how long a page takes to read is no text; how long people took to read is.
func TestReadingTime(t *testing.T) {
	for line, text := range map[string]bool{
		"Reading time: 4 minutes": false, "Estimated read time: about 12 mins": false, "5 min read": false, "3-minute read.": false,
		"Allow 20 minutes to read the file.": true, "Reading time: none": true, "4 minutes": true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before it all</p><p>"+line+"</p><p>after it all</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %t, want %t", line, got, text)
		}
	}
}

// TestToolBelowTitle: the link or button right below the title of a page by which it is read aloud
// is no text, unless it begins a list of links.
func TestToolBelowTitle(t *testing.T) {
	for page, want := range map[string][]string{
		`<h1>Lamps</h1><p><a href="/aloud?page=7">Listen</a></p><p>Trim them by noon.</p>`:                                     {"Lamps", "Trim them by noon."},
		`<h1>Lamps</h1><div><a href="#">Listen</a></div><p>Trim them by noon.</p>`:                                             {"Lamps", "Trim them by noon."},
		`<h1>Steps</h1><p><a href="/listen">Listen</a></p><p><a href="/note">Note</a></p><p><a href="/tell">Tell</a></p>`:      {"Steps", "Listen", "Note", "Tell"},
		`<h1>Steps</h1><ul><li><a href="/listen">Listen</a></li><li><a href="/note">Note</a></li></ul><p>Do both, always.</p>`: {"Steps", "Listen", "Note", "Do both, always."},
	} {
		if d := cmp.Diff(want, mainTexts(parseString(t, "<main>"+page+"</main>", "text/html"))); d != "" {
			t.Errorf("%s: -want +got\n%s", page, d)
		}
	}
}

// TestFilterBoxes: the heading of a box that filters what a page lists is no text, one of a
// chapter that speaks of filters is.
func TestFilterBoxes(t *testing.T) {
	doc := parseString(t, "<main><h2>Filter results</h2><form><label><input type=checkbox> All staff</label></form><h1>Nets</h1><h2>Filters on computers</h2><p>Each is tried out once a year.</p></main>", "text/html")
	if d := cmp.Diff([]string{"Nets", "Filters on computers", "Each is tried out once a year."}, mainTexts(doc)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestOtherForms leaves out the line with the same page in other forms and the box without files,
// and keeps text that begins as they do.
func TestOtherForms(t *testing.T) {
	for line, text := range map[string]bool{
		`<p>Also available in: <span><a href="/a.pdf">PDF</a></span> <span><a href="/a.txt">TXT</a></span></p>`: false,
		`<p>This page is also available as <a href="/a.docx">Word</a> and <a href="/a.pdf">PDF</a>.</p>`:        false,
		`<h3>Files (0)</h3>`: false,
		`<p>Also available in: <a href="/cy">Welsh</a></p>`:                                  true,
		`<p>Also available in <a href="/a.pdf">PDF</a> for those who fill it in by hand</p>`: true,
		`<h3>Files (2)</h3>`: true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p>"+line+"<p>after</p>", "text/html")
		if got := len(mainTexts(doc)) == 4; got != text {
			t.Errorf("%s: %v", line, mainTexts(doc))
		}
	}
}

// TestReaderTools leaves out the lines in which a reader sets the size of the letters or gives a
// mark to the page, and keeps text that begins as they do.
func TestReaderTools(t *testing.T) {
	for line, text := range map[string]bool{
		`<a href="?print=1">Print this page</a> <a href="javascript:void(0)">Text size A A A</a>`: false,
		"Text size: A- A A+":                     false,
		"Rate this page: 1 2 3 4 5":              false,
		"Rate this page ★★★★★":                   false,
		"Rate this article: poor, fair, good":    false,
		"Text size matters to those who read it": true,
		"Rate this page of the form with care":   true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p><div>"+line+"</div><p>after</p>", "text/html")
		if got := len(mainTexts(doc)) == 4; got != text {
			t.Errorf("%s: %v", line, mainTexts(doc))
		}
	}
}

// TestTeasersOfTheLog leaves out the lines that send the reader of any page to the site's list of
// changes, and keeps those of the text.
func TestTeasersOfTheLog(t *testing.T) {
	for line, text := range map[string]bool{
		"See change log for recent updates":                                        false,
		"Find out what’s changed and why in the most recent updates to this page.": false,
		"View the latest changes to this policy":                                   false,
		"Click here to see the version history.":                                   false,
		"See the change log kept by the nurse for recent updates to the plan.":     true,
		"Find out what has changed at home and why before the visit.":              true,
		"See changes":                         true,
		"Look at recent changes in behaviour": true,
		"Read the most recent updates to the plan with the child before each visit.": true,
	} {
		doc := parseString(t, "<h1>T</h1><p>before</p><p>"+line+"</p><p>after</p>", "text/html")
		if got := len(mainTexts(doc)) == 4; got != text {
			t.Errorf("%s: %v", line, mainTexts(doc))
		}
	}
}

// TestNothingHere leaves out the box of the site that says that there is nothing in it, with its
// label, and keeps what a chapter says that it lacks, and headings with more below them.
func TestNothingHere(t *testing.T) {
	const none = "<p>There are no documents linked to this page.</p>"
	for part, text := range map[string][]string{
		`<div class="related"><h3>Related documents</h3>` + none + `</div>`:             nil,
		`<h2>Files</h2><p>No files are attached to this article</p>`:                    nil,
		`<h2>Files</h2>` + none + `<p>Ask the desk for the form.</p>`:                   {"Files", "Ask the desk for the form."},
		`<h2>Forms</h2><p>There are no forms for this step.</p>`:                        {"Forms", "There are no forms for this step."},
		`<h2>Files</h2><p>There are no files linked to this child: open one today.</p>`: {"Files", "There are no files linked to this child: open one today."},
	} {
		doc := parseString(t, "<main><h1>T</h1><p>Before all else, write down what was said.</p>"+part+"</main>", "text/html")
		if d := cmp.Diff(append([]string{"T", "Before all else, write down what was said."}, text...), mainTexts(doc)); d != "" {
			t.Errorf("%s: -want +got\n%s", part, d)
		}
	}
}
