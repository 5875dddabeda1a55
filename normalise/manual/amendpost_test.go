package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A postRow is a row of a post: its chapter and the words on it.
type postRow struct{ chapter, link, words string }

// archive are posts that each tell the changes of one day.
var archive = []struct {
	title, day, iso string
	rows            []postRow
}{
	{"Manual update 9", "22 May 2025", "2025-05-22", []postRow{{"Neglect", "neglect", "Three agencies are needed now."}, {"Bullying", "bullying", "The picture was replaced."}}},
	{"Manual update 8", "11 March 2025", "2025-03-11", []postRow{{"Referrals", "referrals", "Online searches are covered."}, {"Faith and Belief", "faith", "Contacts changed."}}},
	{"Manual update 7", "20 January 2025", "2025-01-20", []postRow{{"Bullying", "bullying", "Written anew to reflect the advice of May 2024."}}},
}

// TestPostsInAnyTheme reads an archive of posts: themes print who wrote a post and when above
// its words or below them, as a list, a paragraph or spans, beside its categories and comments.
func TestPostsInAnyTheme(t *testing.T) {
	const who = `<a href="/author/x">Business Unit</a>`
	var want strings.Builder
	for _, p := range archive {
		for _, r := range p.rows {
			fmt.Fprintf(&want, "%s|local|%s|%s||%s\n", p.iso, r.chapter, r.words, r.chapter)
		}
	}
	for name, theme := range map[string]string{
		"list in the head":         `<article class="post"><header class="entry-header">%[1]s<ul class="post-meta"><li class="post-author"><span>By ` + who + `</span></li><li class="post-date"><span class="screen-reader-text">Post date</span><a href="/p">%[2]s</a></li></ul></header><div class="entry-content">%[3]s</div></article>`,
		"categories and comments":  `<article class="post"><header class="entry-header"><div class="entry-categories"><a href="/category/m">Manual</a></div>%[1]s<ul class="post-meta"><li>By ` + who + `</li><li><a href="/p">%[2]s</a></li><li><a href="/p#respond">No Comments</a></li></ul></header><div class="entry-content">%[3]s</div></article>`,
		"spans with slashes":       `<article><header class="entry-header">%[1]s<div class="entry-meta"><span class="comments-link"><a href="/p#respond">Leave a Comment</a></span> / <span class="cat-links"><a href="/category/u">Updates</a></span> / By <span class="author">` + who + `</span> / <span class="posted-on">%[2]s</span></div></header><div class="entry-content">%[3]s</div></article>`,
		"paragraph with bars":      `<article class="entry">%[1]s<p class="post-meta">by ` + who + ` | <span class="published">%[2]s</span> | <a href="/category/u">Updates</a> | <a href="/p#c">0 comments</a></p><div class="post-content">%[3]s</div></article>`,
		"sentence in the foot":     `<article class="post"><header class="entry-header">%[1]s</header><div class="entry-content">%[3]s</div><footer class="entry-meta">This entry was posted in <a href="/category/u">Updates</a> on <a href="/p"><time>%[2]s</time></a> by ` + who + `.</footer></article>`,
		"spans in the foot":        `<article class="post"><header class="entry-header">%[1]s</header><div class="entry-content">%[3]s</div><footer class="entry-footer"><span class="byline">` + who + `</span><span class="posted-on"><a href="/p"><time>%[2]s</time></a></span><span class="cat-links"><a href="/category/u">Updates</a></span><span class="comments-link"><a href="/p#r">Leave a comment</a></span></footer></article>`,
		"published in the foot":    `<article class="post"><header>%[1]s</header><div class="entry-content">%[3]s</div><footer><span class="posted-on">Published <time>%[2]s</time></span><div class="post-taxonomies"><span>Categorised as <a href="/category/u">Updates</a></span></div></footer></article>`,
		"day below the words":      `<li class="wp-block-post">%[1]s<div class="wp-block-post-content">%[3]s</div><div class="wp-block-post-date"><time><a href="/p">%[2]s</a></time></div></li>`,
		"words on lines of theirs": `<li class="wp-block-post">%[1]s<div class="wp-block-post-date"><time><a href="/p">%[2]s</a></time></div><p>—</p><p>by</p><div class="wp-block-post-author-name">` + who + `</div><div class="wp-block-post-terms"><span>in </span><a href="/category/u">Updates</a></div><div class="wp-block-post-content">%[3]s</div></li>`,
		"terms":                    `<div class="blog-item"><div class="page-header">%[1]s</div><dl class="article-info"><dt>Details</dt><dd class="createdby">Written by: <span>Office</span></dd><dd>Category: <a href="/category/u">Updates</a></dd><dd class="published"><time>Published: %[2]s</time></dd><dd class="hits">Hits: 12</dd></dl>%[3]s</div>`,
		"submitted with the hour":  `<article class="node">%[1]s<footer class="node__meta"><div class="node__submitted">Submitted by <span>office</span> on <span>%[2]s - 10:14</span></div></footer><div class="node__content">%[3]s</div></article>`,
		"small, filed below":       `<div class="post">%[1]s<small>%[2]s</small><div class="entry">%[3]s</div><p class="postmetadata">Posted in <a href="/category/u">Updates</a> | <a href="/p#respond">No Comments »</a></p></div>`,
	} {
		posts := ""
		for _, p := range archive {
			rows := ""
			for _, r := range p.rows {
				rows += `<li><a href="/c/` + r.link + `">` + r.chapter + `</a>: ` + r.words + `</li>`
			}
			posts += fmt.Sprintf(theme, `<h2 class="entry-title"><a href="/p">`+p.title+`</a></h2>`, p.day, `<p>These chapters have been changed since our last update.</p><ul>`+rows+`</ul>`)
		}
		if strings.HasPrefix(posts, "<li") {
			posts = `<ul class="wp-block-post-template">` + posts + `</ul>`
		}
		page := `<header><h1>Category: Manual updates</h1></header>` + posts
		if d := cmp.Diff(want.String(), amendmentLines(readAmended(t, page, nil))); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

// TestLabelsOfCards reads cards with the sort of change and the section in one line, and cards
// that all say the same of their change.
func TestLabelsOfCards(t *testing.T) {
	card := func(label, name, words, day string) string {
		return `<div class="card"><p class="card__tags"><span>` + label + `</span></p><h3><a href="/c/` + name + `">` + strings.ToUpper(name[:1]) + name[1:] + `</a></h3><div class="card__text">` + words + `</div><p class="card__date">Date: ` + day + `</p></div>`
	}
	page := `<h1>Policy updates</h1><div>` + card(`Updated</span> <span>Needs`, "neglect", "The form has changed.", "14 Oct 2025") + card(`New</span> <span>Practice with families`, "bullying", "Our guide to pictures.", "14 Oct 2025") + card(`Minor change</span> <span>Enquiries`, "referrals", "Examples are on the last page.", "2 Sep 2025") + `</div>`
	want := "2025-10-14|local|Neglect|The form has changed.||Neglect\n2025-10-14|local|Bullying|Our guide to pictures.|new|Bullying\n2025-09-02|local|Referrals|Examples are on the last page.||Referrals\n"
	if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
		t.Errorf("sort and section: -want +got\n%s", d)
	}
	page = `<h1>Policy updates</h1><div>` + card("Needs", "neglect", "Links mended.", "14 Oct 2025") + card("Needs", "bullying", "Links mended.", "13 Oct 2025") + card("Enquiries", "referrals", "Links mended.", "2 Sep 2025") + card("Needs", "neglect", "Links mended.", "1 Sep 2025") + `</div>`
	want = "2025-10-14|local|Neglect|Links mended.||Neglect\n2025-10-13|local|Bullying|Links mended.||Bullying\n2025-09-02|local|Referrals|Links mended.||Referrals\n2025-09-01|local|Neglect|Links mended.||Neglect\n"
	if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
		t.Errorf("all the same: -want +got\n%s", d)
	}
}

// TestCardsInAnyOrder reads cards of one change each, whatever stands first on them and whatever
// stands beside the day.
func TestCardsInAnyOrder(t *testing.T) {
	type card struct{ kind, name, words, day, section string }
	cards := []card{
		{"Updated", `<a href="/c/neglect">Neglect</a>`, `<p>Advice on records is stronger.</p>`, "29 May 2025", "Needs"},
		{"Minor change", `<a href="/c/bullying">Bullying</a>`, `<p>Two links were mended.</p><p>The picture is gone.</p>`, "29 May 2025", "Needs"},
		{"New", `<a href="/c/faith">Faith and Belief</a>`, `<p>Written with faith leaders.</p>`, "10 Apr 2025", "Needs"},
		{"Updated", `<a href="/c/referrals">Referrals</a>`, `<ul><li>Contact changed.</li><li>The form is shorter.</li></ul>`, "7 Jan 2025", "Enquiries"},
		{"Updated", `Hidden Harm`, `<p>Merged with another text.</p>`, "2 Jan 2025", "Needs"},
	}
	const want = `2025-05-29|local|Neglect|Advice on records is stronger.||Neglect
2025-05-29|local|Bullying|Two links were mended. / The picture is gone.||Bullying
2025-04-10|local|Faith and Belief|Written with faith leaders.|new|Faith and Belief
2025-01-07|local|Referrals|Contact changed. / The form is shorter.||Referrals
2025-01-02|local|Hidden Harm|Merged with another text.||
`
	for _, order := range []string{"kind name words day", "day kind name words", "name day words kind", "words name day kind", "day words name kind", "name words kind day"} {
		for _, day := range []string{`<div class="card__meta"><time>%[1]s</time> <span>·</span> <span>%[2]s</span></div>`, `<p class="meta"><span>%[2]s</span> | <span>%[1]s</span></p>`, `<p class="info">%[1]s by Jo Smith, Policy Officer</p>`, `<p>%[1]s · %[2]s</p>`, `<div class="meta"><span>%[1]s</span> <span>Version 3</span></div>`, `<div class="when"><time>%[1]s</time></div>`} {
			for _, frame := range []string{`<article class="card p-6">%s</article>`, `<div class="card">%s</div>`, `<div>%s</div>`} {
				page := `<h1>Updates</h1><p>Every change since May 2024.</p><div class="grid">`
				for _, c := range cards {
					parts := map[string]string{"kind": `<span class="tag">` + c.kind + `</span>`, "name": `<h2 class="card__title">` + c.name + `</h2>`, "words": `<div class="card__text">` + c.words + `</div>`, "day": fmt.Sprintf(day, c.day, c.section)}
					inside := ""
					for part := range strings.FieldsSeq(order) {
						inside += parts[part]
					}
					page += fmt.Sprintf(frame, inside)
				}
				if d := cmp.Diff(want, amendmentLines(readAmended(t, page+`</div>`, nil))); d != "" {
					t.Errorf("%s, %s, %s: -want +got\n%s", order, day, frame, d)
				}
			}
		}
	}
}

// TestLinesLedByTheirDay reads lines that begin with their day and the chapter, some of them
// with a name that is none of the manual, some with a day only and words on the whole of it.
func TestLinesLedByTheirDay(t *testing.T) {
	lines := []struct{ day, name, words string }{
		{"9th May 2025", "Neglect", "Five outcomes are listed."},
		{"24th April 2025", "Bullying", "Names of trusts were replaced."},
		{"2nd October 2024", "Bruising Protocol", "A new chapter has been added to the manual."},
		{"18th July 2024", "", "All references to the group now read board."},
		{"1st December 2023", "Faith and Belief", "The form is online now."},
		{"22nd September 2023", "", "Web links checked throughout the manual and broken ones mended."},
	}
	const want = `2025-05-09|local|Neglect|Five outcomes are listed.||Neglect
2025-04-24|local|Bullying|Names of trusts were replaced.||Bullying
2024-10-02|local|Bruising Protocol|A new chapter has been added to the manual.|new|
2024-07-18|local||All references to the group now read board.||
2023-12-01|local|Faith and Belief|The form is online now.||Faith and Belief
2023-09-22|local||Web links checked throughout the manual and broken ones mended.||
`
	for form, bare := range map[string]string{
		"<p><strong>%[1]s – %[2]s.</strong> %[3]s</p>":                                "<p><strong>%[1]s.</strong> %[2]s</p>",
		`<p><strong>%[1]s – %[2]s.</strong> %[3]s <a href="/page">Go to page</a></p>`: "<p><strong>%[1]s.</strong> %[2]s</p>",
		"<p><b>%[1]s: %[2]s</b> – %[3]s</p>":                                          "<p><b>%[1]s</b> – %[2]s</p>",
		"<p><strong>%[2]s (%[1]s):</strong> %[3]s</p>":                                "<p><strong>%[1]s:</strong> %[2]s</p>",
		"<p><strong>%[1]s – %[2]s</strong><br>%[3]s</p>":                              "<p><strong>%[1]s</strong><br>%[2]s</p>",
		"<p><strong>%[1]s – %[2]s</strong></p><p>%[3]s</p>":                           "<p><strong>%[1]s</strong></p><p>%[2]s</p>",
		"<p>%[1]s – %[2]s. %[3]s</p>":                                                 "<p>%[1]s. %[2]s</p>",
		"<p><strong>%[1]s</strong> %[2]s. %[3]s</p>":                                  "<p><strong>%[1]s</strong> %[2]s</p>",
		"<p><b>%[1]s</b> – <b>%[2]s.</b> %[3]s</p>":                                   "<p><b>%[1]s.</b> %[2]s</p>",
		"<dl><dt>%[1]s – %[2]s</dt><dd>%[3]s</dd></dl>":                               "<dl><dt>%[1]s</dt><dd>%[2]s</dd></dl>",
		"<ul><li><strong>%[1]s | %[2]s</strong> %[3]s</li></ul>":                      "<ul><li><strong>%[1]s</strong> %[2]s</li></ul>",
	} {
		page := `<h1>What’s changed</h1><p>We tell you here what has changed and when.</p>`
		for _, l := range lines {
			if l.name == "" {
				page += fmt.Sprintf(bare, l.day, l.words)
			} else {
				page += fmt.Sprintf(form, l.day, l.name, l.words)
			}
		}
		page = strings.NewReplacer("</ul><ul>", "", "</dl><dl>", "").Replace(page)
		if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
			t.Errorf("%s: -want +got\n%s", form, d)
		}
	}
}

// TestSilenceIsNoRow reads records that say, below a chapter or a month, that nothing was
// changed there.
func TestSilenceIsNoRow(t *testing.T) {
	for _, words := range []string{"No amendments recorded.", "No amendments were made.", "No changes this month", "Not amended since publication.", "None", "No amendments to date", "This chapter has not been amended.", "There were no updates in July.", "Nothing to report.", "No chapters were changed."} {
		page := `<h1>Amendment archive</h1><h2>2.3 Neglect</h2><p>Last amended: 20.02.25</p><table><tr><th>Date</th><th>Amendment</th></tr><tr><td>20.02.25</td><td>A booklet was added.</td></tr></table><h2>1.2 Referrals</h2><p>` + words + `</p><h2>2.1 Bullying</h2><p>` + words + `</p><h2>2.4 Faith and Belief</h2><table><tr><th>Date</th><th>Amendment</th></tr><tr><td>05.11.24</td><td>Examples were added.</td></tr></table>`
		want := "2025-02-20|local|2.3 Neglect|A booklet was added.||Neglect\n2024-11-05|local|2.4 Faith and Belief|Examples were added.||Faith and Belief\n"
		if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
			t.Errorf("%s, below a chapter: -want +got\n%s", words, d)
		}
		page = `<h1>Amendments</h1><h2>2024</h2><h4>September</h4><ul><li>Neglect – Examples were added.</li><li>Bullying – Links checked.</li></ul><h4>July</h4><p>` + words + `</p><h4>April</h4><ul><li>Faith and Belief – No longer names the team; nothing has changed for schools.</li></ul>`
		want = "2024-09-01|local|Neglect|Examples were added.||Neglect\n2024-09-01|local|Bullying|Links checked.||Bullying\n2024-04-01|local|Faith and Belief|No longer names the team; nothing has changed for schools.||Faith and Belief\n"
		if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
			t.Errorf("%s, below a month: -want +got\n%s", words, d)
		}
	}
}

// TestTimesForMachines reads posts whose small print has the time as programs read it, which
// themes hide, beside the date.
func TestTimesForMachines(t *testing.T) {
	post := func(name, words, machine, day string) string {
		return `<article class="post"><h2><a href="/x">` + name + `</a></h2><p>` + words + `</p><div class="meta">By <a href="/author/office" rel="author">Board Office</a> <span>|</span> <span class="stamp">` + machine + `</span><span>` + day + `</span> <span>|</span> Categories: <a href="/c/updates">Updates</a> <span>|</span> 1 min read <span>|</span> 0 Comments</div></article>`
	}
	page := `<h1>Updates</h1>` + post("Neglect", "A booklet was added.", "2024-06-03T09:30:00+01:00", "June 3, 2024") +
		post("Bullying", "Schools are told within a day.", "2024-05-02T09:30:00+00:00", "May 2, 2024") + post("Faith and Belief", "Links checked.", "2024-02-05T09:30:00Z", "February 5, 2024")
	want := "2024-06-03|local|Neglect|A booklet was added.||Neglect\n2024-05-02|local|Bullying|Schools are told within a day.||Bullying\n2024-02-05|local|Faith and Belief|Links checked.||Faith and Belief\n"
	if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestItemsOfNoChapter reads lists by sort of change in which an item among those that name
// their chapter, or the only one of a list, is on no chapter in particular.
func TestItemsOfNoChapter(t *testing.T) {
	named := func(name, words string) string { return `<li><strong>` + name + `</strong>: ` + words + `</li>` }
	page := `<h1>Release notes</h1><h2>Version 4.2 <span>20 October 2025</span></h2><h3>New</h3><ul>` + named("Neglect", "guidance for nurses.") + `</ul>
<h3>Changed</h3><ul>` + named("Bullying", "schools answer on the same day.") + named("Faith and Belief", "the form is filled in on screen.") + `<li>The duty line is open until 8pm; its number is the same.</li></ul>
<h2>Version 4.1 <span>10 June 2025</span></h2><h3>Changed</h3><ul><li>The whole of it moved from the intranet to the public website.</li>` + named("Neglect", "routine questions.") + `</ul><h3>Removed</h3><ul><li>Appendix of old telephone numbers.</li></ul>`
	want := `2025-10-20|local|Neglect|guidance for nurses.|new|Neglect
2025-10-20|local|Bullying|schools answer on the same day.||Bullying
2025-10-20|local|Faith and Belief|the form is filled in on screen.||Faith and Belief
2025-10-20|local||The duty line is open until 8pm; its number is the same.||
2025-06-10|local||The whole of it moved from the intranet to the public website.||
2025-06-10|local|Neglect|routine questions.||Neglect
2025-06-10|local||Appendix of old telephone numbers.||
`
	if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestDaysOfTheWeek reads cards whose small print has the day of the week before the date and what
// was done before that.
func TestDaysOfTheWeek(t *testing.T) {
	card := func(day, link, name, words string) string {
		return `<div><a href="/c/` + link + `"><div><p class="a">Updated · ` + day + `</p></div><div><p class="b">` + name + `</p></div><div><p class="d">` + words + `</p></div></a></div>`
	}
	page := `<h1>Latest changes</h1>` + card("Thursday 17th July 2025", "neglect", "Neglect", "Children over ten are now invited.") + card("Monday 2nd June 2025", "bullying", "Bullying", "Wording made plainer.") +
		card("Friday 4th April 2025", "faith", "Faith and Belief", "A page on oaths, written with the police.") + card("Tuesday 11th March 2025", "referrals", "Referrals", "The form has been shortened.")
	want := "2025-07-17|local|Neglect|Children over ten are now invited.||Neglect\n2025-06-02|local|Bullying|Wording made plainer.||Bullying\n2025-04-04|local|Faith and Belief|A page on oaths, written with the police.||Faith and Belief\n2025-03-11|local|Referrals|The form has been shortened.||Referrals\n"
	if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestReleasesByNumber reads releases whose number and month a dot parts.
func TestReleasesByNumber(t *testing.T) {
	page := `<h1>Releases</h1><p>A release is published when a set of changes has been agreed.</p><h2>Release 15 · October 2025</h2><ul><li><a href="/c/neglect">Neglect</a><p>Paragraph on records strengthened.</p></li></ul><h2>Release 14 · August 2025</h2><ul><li><a href="/c/bullying">Bullying</a><p>Revised throughout.</p></li><li><a href="/c/faith">Faith and Belief</a><p>Links checked.</p></li></ul>`
	want := "2025-10-01|local|Neglect|Paragraph on records strengthened.||Neglect\n2025-08-01|local|Bullying|Revised throughout.||Bullying\n2025-08-01|local|Faith and Belief|Links checked.||Faith and Belief\n"
	if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
