package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// TestAmendmentLayouts reads pages of amendments in rarer layouts against readings that
// were checked by hand.
func TestAmendmentLayouts(t *testing.T) {
	golden(t, "testdata/amendments.txtar", func(t *testing.T, page []byte) string { return amendmentLines(readAmended(t, string(page), nil)) })
}

// amendmentLines prints amendments as date|scope|chapter|details|new|section.
func amendmentLines(e *normalise.Edition) string {
	titles := make(map[string]string)
	for _, s := range e.Sections {
		titles[s.ID] = s.Title
	}
	var out strings.Builder
	for _, a := range e.Amendments {
		isNew := ""
		if a.New {
			isNew = "new"
		}
		fmt.Fprintf(&out, "%s|%s|%s|%s|%s|%s\n", a.Date, a.Scope, a.Chapter, strings.ReplaceAll(a.Details, "\n", " / "), isNew, titles[a.SectionID])
	}
	return out.String()
}

// TestAmendmentsOverPages reads amendments that go on over further pages of a list,
// and those that stand on a page for each release behind an index.
func TestAmendmentsOverPages(t *testing.T) {
	const origin = "http://example.test"
	read := func(pages map[string]string) string {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Amendments: []string{origin + "/changes"}, Hosts: []string{"example.test"}}
		pages["/contents"] = `<h1>Manual</h1><ul><li><a href="/c/neglect">Neglect</a></li><li><a href="/c/bullying">Bullying</a></li><li><a href="/c/faith">Faith and Belief</a></li></ul>`
		for _, c := range []string{"neglect", "bullying", "faith"} {
			pages["/c/"+c] = `<h1>` + c + `</h1>` + chapterBody(mRow{title: c})
		}
		for at, body := range pages {
			in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte(`<html><head><title>Page</title></head><body><main>`+body+`</main></body></html>`))})
		}
		return amendmentLines(Read(in))
	}
	post := func(title, date, words string) string {
		return `<article><h2><a href="/news/` + strings.ReplaceAll(title+date, " ", "") + `">` + title + `</a></h2><p>Posted on ` + date + ` by the office</p><p>` + words + `</p></article>`
	}
	over := read(map[string]string{
		"/changes":        `<h1>Category: Policy updates</h1>` + post("Updated chapter: Neglect", "21 May 2025", "A tool was added.") + post("New chapter: Bullying", "2 May 2025", "Written with schools.") + `<p><a href="/changes/page/2">Older posts</a></p>`,
		"/changes/page/2": `<h1>Category: Policy updates</h1>` + post("Updated chapter: Faith and Belief", "3 March 2025", "Links mended.") + post("Updated chapter: Neglect", "1 March 2025", "Wording.") + `<p><a href="/changes">Newer posts</a></p>`,
	})
	want := "2025-05-21|local|Neglect|A tool was added.||Neglect\n2025-05-02|local|Bullying|Written with schools.|new|Bullying\n2025-03-03|local|Faith and Belief|Links mended.||Faith and Belief\n2025-03-01|local|Neglect|Wording.||Neglect\n"
	if d := cmp.Diff(want, over); d != "" {
		t.Errorf("over pages: -want +got\n%s", d)
	}
	releases := read(map[string]string{
		"/changes":          `<h1>Releases of the manual</h1><p>Choose a release.</p><ul><li><a href="/changes/12-2">Version 12.2 – May 2025</a><p>A short issue.</p></li><li><a href="/changes/12-1">Version 12.1 – January 2025</a><p>For all partners.</p></li></ul>`,
		"/changes/12-2":     `<h1>Version 12.2 – May 2025</h1><p>Two chapters were changed in this release.</p><p><b><a href="/c/neglect">Neglect</a>:</b> A tool was added.</p><p><b><a href="/c/faith">Faith and Belief</a>:</b> Links mended.</p><p><a href="/changes">All releases</a></p>`,
		"/changes/12-1":     `<h1>Version 12.1 – January 2025</h1><p><b><a href="/c/bullying">Bullying</a>:</b> Wording.</p><p><a href="/changes">All releases</a></p>`,
		"/changes/elswhere": `<h1>Something else</h1><p>Nothing here was changed.</p>`,
	})
	want = "2025-01-01|local|Bullying|Wording.||Bullying\n2025-05-01|local|Neglect|A tool was added.||Neglect\n2025-05-01|local|Faith and Belief|Links mended.||Faith and Belief\n"
	if d := cmp.Diff(want, releases); d != "" {
		t.Errorf("releases: -want +got\n%s", d)
	}
	entries := read(map[string]string{
		"/changes":        `<h1>Procedure updates</h1><table><tr><th>Title</th><th>Published Date</th><th>Hits</th></tr><tr><td><a href="/updates/3">Neglect</a></td><td>19 May 2025</td><td>Hits: 51</td></tr><tr><td><a href="/updates/2">Bullying</a></td><td>2 May 2025</td><td>Hits: 17</td></tr><tr><td><a href="/updates/1">Neglect</a></td><td>1 March 2025</td><td>Hits: 80</td></tr></table>`,
		"/updates/3":      `<h1>Neglect</h1><dl><dt>Details</dt><dd class="hits">Hits: 51</dd></dl><p>Three examples have been added.</p>`,
		"/updates/2":      `<h1>Bullying</h1><dl><dt>Details</dt><dd class="hits">Hits: 17</dd></dl><p>This takes in the new law.</p>`,
		"/updates/1":      `<h1>Neglect</h1><dl><dt>Details</dt><dd class="hits">Hits: 80</dd></dl><p>Nothing has been taken away.</p><p>Wording only.</p>`,
		"/updates/nobody": `<h1>Faith and Belief</h1><p>No list leads here.</p>`,
	})
	want = "2025-05-19|local|Neglect|Three examples have been added.||Neglect\n2025-05-02|local|Bullying|This takes in the new law.||Bullying\n2025-03-01|local|Neglect|Nothing has been taken away. / Wording only.||Neglect\n"
	if d := cmp.Diff(want, entries); d != "" {
		t.Errorf("entries: -want +got\n%s", d)
	}
	stages := read(map[string]string{
		"/changes":  `<h1>Updates</h1><p>The manual is released in stages.</p><ul><li><a href="/stage31">Stage 31 updates</a></li><li><a href="/stage30">Stage 30 updates</a></li></ul>`,
		"/stage31":  `<h1>Stage 31 updates</h1><p>Released online on 28 April 2025.</p><p>Stage 31 includes new procedures. The content is outlined below with a summary of the changes.</p><p>One amended procedure:</p><h3><a href="/c/neglect">Neglect</a></h3><ul><li>Explain who may be present.</li><li>Remove the second signature.</li></ul>`,
		"/stage30":  `<h1>Stage 30 updates</h1><p>Released online on 11 November 2024.</p><p>One new procedure:</p><h3><a href="/c/faith">Faith and Belief</a></h3><ul><li>Provide new guidance.</li></ul>`,
		"/training": `<h1>Training</h1><p>Neglect: a course on 3 May 2025.</p>`,
	})
	want = "2025-04-28|local|Neglect|Explain who may be present. / Remove the second signature.||Neglect\n2024-11-11|local|Faith and Belief|Provide new guidance.|new|Faith and Belief\n"
	if d := cmp.Diff(want, stages); d != "" {
		t.Errorf("stages: -want +got\n%s", d)
	}
	memos := read(map[string]string{
		"/changes":          `<h1>Revision memos</h1><p>Select a revision.</p><ul><li><a href="/revision/2025-05">Handbook Revision, May 2025</a></li><li><a href="/revision/2025-01">Handbook Revision, January 2025</a></li></ul>`,
		"/revision/2025-05": `<h1>Handbook Revision, May 2025</h1><p>This revision of the Handbook was published on May 3, 2025. Summaries of revised items are provided below.</p><h2>Neglect</h2><p>The text is reorganized.</p><h2>Faith and Belief</h2><p>Clarifies the difference between a visit and a review.</p>`,
		"/revision/2025-01": `<h1>Handbook Revision, January 2025</h1><p>This revision of the Handbook was published on January 3, 2025.</p><h2>Bullying</h2><p>Corrects references.</p>`,
	})
	want = "2025-05-03|local|Neglect|The text is reorganized.||Neglect\n2025-05-03|local|Faith and Belief|Clarifies the difference between a visit and a review.||Faith and Belief\n2025-01-03|local|Bullying|Corrects references.||Bullying\n"
	if d := cmp.Diff(want, memos); d != "" {
		t.Errorf("memos: -want +got\n%s", d)
	}
	news := read(map[string]string{
		"/changes":      `<h1>News</h1><ul><li><a href="/changes/week">Safeguarding week</a> (4 November 2024): tell us what your team is planning.</li><li><a href="/c/neglect">Neglect</a> (3 November 2024): the lead agency is named.</li><li><a href="/c/faith">Faith and Belief</a> (2 November 2024): the helpline has a new number.</li><li><a href="/c/gone">Hidden Harm</a> (1 November 2024): wording only.</li></ul>`,
		"/changes/week": `<h1>Safeguarding week</h1><p>Tell us what your team is planning.</p>`,
		"/c/gone":       `<h1>Hidden Harm</h1><p>No list of contents leads here.</p>`,
	})
	want = "2024-11-03|local|Neglect|the lead agency is named.||Neglect\n2024-11-02|local|Faith and Belief|the helpline has a new number.||Faith and Belief\n2024-11-01|local|Hidden Harm|wording only.||\n"
	if d := cmp.Diff(want, news); d != "" {
		t.Errorf("news: -want +got\n%s", d)
	}
	withdrawn := read(map[string]string{
		"/changes": `<h1>Changes</h1><h2>12 September 2024</h2><table><tr><td><b>Chapter</b></td><td><b>What has changed</b></td></tr><tr><td><a href="/c/neglect">Neglect</a></td><td>Contact details updated.</td></tr><tr><td><a href="/c/gone">Hidden Harm</a></td><td>Page withdrawn pending national guidance.</td></tr><tr><td><a href="/c/faith">Faith and Belief</a></td><td>New links.</td></tr></table>`,
		"/c/gone":  `<h1>Hidden Harm</h1><p>Practice changed after a review of 3 March 2023. The chapter Neglect applies as well.</p><p>When a family moves, staff must hand over the plan. Bullying was added to the form.</p>`,
	})
	want = "2024-09-12|local|Neglect|Contact details updated.||Neglect\n2024-09-12|local|Hidden Harm|Page withdrawn pending national guidance.||\n2024-09-12|local|Faith and Belief|New links.||Faith and Belief\n"
	if d := cmp.Diff(want, withdrawn); d != "" {
		t.Errorf("withdrawn: -want +got\n%s", d)
	}
	guide := read(map[string]string{
		"/changes":              `<nav><ul><li>About these changes</li><li><a href="/changes/may-2025">May 2025</a></li><li><a href="/changes/january-2025">January 2025</a></li></ul></nav><h1>Changes to our procedures</h1><p>We change the manual three times a year. Choose a release.</p>`,
		"/changes/may-2025":     `<h1>Changes to our procedures</h1><h2>May 2025</h2><h3>All Children</h3><h4><a href="/c/neglect">Neglect</a></h4><p>We have corrected the name of the team.</p><h4><a href="/c/faith">Faith and Belief</a></h4><p>What is different:</p><ul><li>The form has a new question.</li></ul>`,
		"/changes/january-2025": `<h1>Changes to our procedures</h1><h2>January 2025</h2><h3>All Children</h3><h4><a href="/c/bullying">Bullying</a></h4><p>There are new timescales for reports.</p>`,
	})
	want = "2025-01-01|local|Bullying|There are new timescales for reports.||Bullying\n2025-05-01|local|Neglect|We have corrected the name of the team.||Neglect\n2025-05-01|local|Faith and Belief|What is different: / The form has a new question.||Faith and Belief\n"
	if d := cmp.Diff(want, guide); d != "" {
		t.Errorf("guide: -want +got\n%s", d)
	}
	mixed := read(map[string]string{
		"/changes":    `<h1>Safeguarding news</h1><ul><li><h2><a href="/article/80">New-look procedures</a></h2><p>Monday 19 May 2025</p><p>The board has agreed what is new.</p></li><li><h2><a href="/article/88">Carers honoured</a></h2><p>Monday 7 April 2025</p><p>Twelve families were thanked.</p></li><li><h2><a href="/article/60">Procedures updated</a></h2><p>Monday 3 June 2024</p><p>The board has agreed what is new.</p></li></ul>`,
		"/article/80": `<h1>New-look procedures</h1><p>Published: Monday 19 May 2025</p><ul><li><strong><a href="/c/neglect">Neglect</a></strong>: a paragraph has been added</li><li><strong><a href="/c/faith">Faith and Belief</a></strong>: an old link has been replaced</li></ul>`,
		"/article/88": `<h1>Carers honoured</h1><p>Published: Monday 7 April 2025</p><p>Twelve families were thanked for their years of care.</p>`,
		"/article/60": `<h1>Procedures updated</h1><p>Published: Monday 3 June 2024</p><ul><li><strong><a href="/c/bullying">Bullying</a></strong>: wording has been strengthened</li></ul>`,
	})
	want = "2025-05-19|local|Neglect|a paragraph has been added||Neglect\n2025-05-19|local|Faith and Belief|an old link has been replaced||Faith and Belief\n2024-06-03|local|Bullying|wording has been strengthened||Bullying\n"
	if d := cmp.Diff(want, mixed); d != "" {
		t.Errorf("mixed: -want +got\n%s", d)
	}
	posts := read(map[string]string{
		"/changes":         `<h1>Category: News</h1><article><h2><a href="/2025/03/spring">Neglectful spring programme</a></h2><p>3 March 2025</p><p>Partnership</p></article><article><h2><a href="/2025/01/changes">Changes to our procedures</a></h2><p>20 January 2025</p><p>Procedures</p></article><article><h2><a href="/2024/09/changes">Changes to our procedures, autumn</a></h2><p>16 September 2024</p><p>Procedures</p></article>`,
		"/2025/03/spring":  `<h1>Neglectful spring programme</h1><p>3 March 2025</p><p>Places are left.</p>`,
		"/2025/01/changes": `<h1>Changes to our procedures</h1><p>20 January 2025</p><h2>Updated procedures</h2><table><tr><td><a href="/c/neglect">Neglect</a></td><td>Adds a route for weekends.</td></tr><tr><td><a href="/c/faith">Faith and Belief</a></td><td>Links mended.</td></tr></table><h2>New procedures</h2><table><tr><td><a href="/c/bullying">Bullying</a></td><td>For all agencies.</td></tr></table>`,
		"/2024/09/changes": `<h1>Changes to our procedures, autumn</h1><p>16 September 2024</p><h2>Updated procedures</h2><table><tr><td><a href="/c/neglect">Neglect</a></td><td>Paragraphs are in one place.</td></tr></table><h2>New procedures</h2><p>None.</p>`,
	})
	want = "2024-09-16|local|Neglect|Paragraphs are in one place.||Neglect\n2025-01-20|local|Neglect|Adds a route for weekends.||Neglect\n2025-01-20|local|Faith and Belief|Links mended.||Faith and Belief\n2025-01-20|local|Bullying|For all agencies.|new|Bullying\n"
	if d := cmp.Diff(want, posts); d != "" {
		t.Errorf("posts: -want +got\n%s", d)
	}
	small := read(map[string]string{
		"/changes":        `<h1>News</h1><p><a href="/changes/winter">Winter changes to our procedures</a></p>`,
		"/changes/winter": `<h1>Winter changes to our procedures</h1><ul class="meta"><li class="meta-date">29 January 2025</li><li><a href="/changes">News</a></li></ul><h2>Updated procedures</h2><ul><li><strong><a href="/c/neglect">Neglect</a></strong><br>Only links were changed.</li><li><strong><a href="/c/faith">Faith and Belief</a></strong><br>Wording has been replaced.</li></ul><h2>New procedures</h2><ul><li><strong><a href="/c/bullying">Bullying</a></strong><br>Agreed in the spring.</li></ul>`,
	})
	want = "2025-01-29|local|Neglect|Only links were changed.||Neglect\n2025-01-29|local|Faith and Belief|Wording has been replaced.||Faith and Belief\n2025-01-29|local|Bullying|Agreed in the spring.|new|Bullying\n"
	if d := cmp.Diff(want, small); d != "" {
		t.Errorf("small print: -want +got\n%s", d)
	}
	cards := read(map[string]string{
		"/changes": `<h1>Latest updates</h1><div class="list-group"><a class="item" href="/c/neglect"><div><h5>Neglect</h5><small>12-05-2025</small></div><p>A tool was added</p></a><a class="item" href="/c/faith"><div><h5>Faith and Belief</h5><small><span class="badge">New</span> 26-02-2024</small></div><p>New chapter</p></a><a class="item" href="/c/bullying"><div><h5>Bullying</h5><small>17-01-2024</small></div><p>Wording only</p></a></div>`,
	})
	want = "2025-05-12|local|Neglect|A tool was added||Neglect\n2024-02-26|local|Faith and Belief|New chapter|new|Faith and Belief\n2024-01-17|local|Bullying|Wording only||Bullying\n"
	if d := cmp.Diff(want, cards); d != "" {
		t.Errorf("cards: -want +got\n%s", d)
	}
}
