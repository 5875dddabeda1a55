package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// amendContents is the list of contents behind the amendment cases.
const amendContents = `<h1>Procedures Manual</h1><h2>1. Enquiries</h2><ul>
<li>1.1 <a href="/c/sharing">Sharing What Is Known</a></li>
<li>1.2 <a href="/c/referrals">Referrals</a></li>
<li>1.3 <a href="/c/reviews">Reviews of Practice (June 2019)</a></li>
<li>1.4 <a href="/c/visits">Visits: who, when and why</a></li></ul>
<h2>2. Needs</h2><ul>
<li>2.1 <a href="/c/bullying">Bullying</a></li>
<li>2.2 <a href="/c/joint">Joint Protocol – Police and Health</a></li>
<li>2.3 <a href="/c/neglect">Neglect</a></li>
<li>2.4 <a href="/c/faith">Faith and Belief</a></li></ul>`

// TestAmendmentForms reads the forms in which boards publish amendments. Each
// want line is scope|chapter|details|date|resolved title.
func TestAmendmentForms(t *testing.T) {
	cases := []struct {
		name, url, html string
		areas           []string
		want            []string
	}{
		{name: "releases with local and shared blocks", html: `<h1>Amendments</h1><p>Next update: March 2025</p>
<h2>Local Amendments</h2><h3>March 2024</h3><h4>Updated Chapters</h4><table><tr><td><b>Chapter Name</b></td><td><b>Details</b></td></tr><tr><td><a href="/c/bullying">Bullying</a></td><td><p>Section 2 was updated.</p></td></tr></table>
<h2>Shared Amendments</h2><h3>January 2024</h3><h4>Updated Chapters</h4><table><tr><td><b>Chapter Name</b></td><td><b>Details</b></td></tr><tr><td><a href="/c/neglect">Neglect</a></td><td><p>Links added.</p><p>A new tool is named.</p></td></tr></table>
<h4>New Chapters and Features</h4><table><tr><td><b>Chapter Name</b></td><td><b>Details</b></td></tr><tr><td><a href="/c/faith">Faith and Belief</a></td><td>This is a new chapter.</td></tr></table>`,
			want: []string{"local|Bullying|Section 2 was updated.|2024-03-01|Bullying", "shared|Neglect|Links added. A new tool is named.|2024-01-01|Neglect", "shared|Faith and Belief|This is a new chapter.|2024-01-01|Faith and Belief"}},
		{name: "year, month, chapter, paragraphs", html: `<h1>Amendments</h1><h2>2024</h2><h3>May</h3><h4>Bullying</h4><p>The section on schools was rewritten.</p><p>Links were added.</p><h4>Neglect</h4><p>A tool was added.</p><h3>January</h3><p>Minor changes were made throughout the manual.</p><h2>2023</h2><h3>November</h3><h4><a href="/c/referrals">Referrals</a></h4><p>Contact details updated.</p>`,
			want: []string{"local|Bullying|The section on schools was rewritten. Links were added.|2024-05-01|Bullying", "local|Neglect|A tool was added.|2024-05-01|Neglect", "local||Minor changes were made throughout the manual.|2024-01-01|", "local|Referrals|Contact details updated.|2023-11-01|Referrals"}},
		{name: "two columns without header", html: `<h1>Amendments</h1><h2>January 2025</h2><table><tr><td>Bullying</td><td>This chapter was reviewed and links were added.</td></tr><tr><td></td><td>All links were checked.</td></tr></table>`,
			want: []string{"local|Bullying|This chapter was reviewed and links were added.|2025-01-01|Bullying", "local||All links were checked.|2025-01-01|"}},
		{name: "a cell over all columns that lists what was removed, and one that tells of nothing new", html: `<h1>Amendments</h1><h2>May 2018</h2><table><tr><td colspan="2"><strong>Updated Chapters</strong></td></tr><tr><th>Chapter Name</th><th>Details</th></tr><tr><td><a href="/c/neglect">Neglect</a></td><td>Links were added.</td></tr><tr><td colspan="2"><p>There are no new chapters in this update.</p></td></tr><tr><td colspan="2"><strong>Removed Chapters</strong><ul><li>Hospital Stays.</li><li>Children on Boats.</li></ul></td></tr></table>`,
			want: []string{"local|Neglect|Links were added.|2018-05-01|Neglect", "local|Hospital Stays||2018-05-01|", "local|Children on Boats||2018-05-01|"}},
		{name: "date beside chapter and paragraphs in one cell", html: `<h1>Amendments</h1><h2>2025</h2><table><tr><td>January 27, 2025</td><td><p><strong><a href="/c/neglect">Neglect</a></strong></p><p>A tool was added.</p></td></tr><tr><td>January 27, 2025</td><td><p><strong>Hospital Stays</strong></p><p>This chapter has been withdrawn.</p></td></tr><tr><td>January 6, 2025</td><td><p>All links were checked.</p><p>Spelling was mended.</p></td></tr></table>`,
			want: []string{"local|Neglect|A tool was added.|2025-01-27|Neglect", "local|Hospital Stays|This chapter has been withdrawn.|2025-01-27|", "local||All links were checked. Spelling was mended.|2025-01-06|"}},
		{name: "months over bold links and sentences, no title", html: `<div class="pt">Amendments</div><p>The next update is planned for May 2026.</p><div class="y">2025</div><div><strong>March</strong></div><p><strong><a href="/c/neglect">Neglect</a>:</strong> A tool was added.</p><p><strong><a href="/c/faith">Faith and Belief</a>:</strong> This is a new chapter.</p><div class="y">2024</div><div><strong>September</strong></div><p><strong><a href="/c/bullying">Bullying</a>:</strong> Links were added.</p>`,
			want: []string{"local|Neglect|A tool was added.|2025-03-01|Neglect", "local|Faith and Belief|This is a new chapter.|2025-03-01|Faith and Belief", "local|Bullying|Links were added.|2024-09-01|Bullying"}},
		{name: "names in bold, some over words that tell no change", html: `<p><b><big>AMENDMENTS</big></b></p><p><b><u>July 2010</u></b></p><p><b><a href="/c/neglect">Neglect</a></b><br>Section 2 was updated.</p><p><b><a href="/c/faith">Faith and Belief</a></b><br>Renamed; formerly Customs.</p><p><b>Hospital Stays</b><br>This chapter has been withdrawn.</p><p><b><a href="/c/referrals">Referrals</a></b><br>This chapter was rewritten.</p><p><b><a href="/c/bullying">Bullying</a></b><br>The table was revised.</p>`,
			want: []string{"local|Neglect|Section 2 was updated.|2010-07-01|Neglect", "local|Faith and Belief|Renamed; formerly Customs.|2010-07-01|Faith and Belief", "local|Hospital Stays|This chapter has been withdrawn.|2010-07-01|", "local|Referrals|This chapter was rewritten.|2010-07-01|Referrals", "local|Bullying|The table was revised.|2010-07-01|Bullying"}},
		{name: "lists under names that are no headings", html: `<h1>Amendments</h1><p class="d">May 2025</p><div><p><em>Neglect</em></p><ul><li>This is a new chapter.</li></ul></div><div><p><em>Hospital Stays</em></p><ul><li>Withdrawn.</li></ul></div><p class="d">November 2024</p><div><p><em>Bullying</em></p><ul><li>Minor changes were made throughout.</li><li>A tool was added.</li></ul></div>`,
			want: []string{"local|Neglect|This is a new chapter.|2025-05-01|Neglect", "local|Hospital Stays|Withdrawn.|2025-05-01|", "local|Bullying|Minor changes were made throughout. A tool was added.|2024-11-01|Bullying"}},
		{name: "chapter, date, details in lines of their own", html: `<h1>Amendments</h1><div><div class="t"><a href="/c/neglect">2.3 Neglect</a></div><div class="d">13/02/2018</div><div class="b">A tool was added.</div></div><div><div class="t">2.9 Hospital Stays</div><div class="d">12/02/2018</div><div class="b">This chapter has been withdrawn.</div></div><div><div class="t"><a href="/c/faith">2.4 Faith and Belief</a></div><div class="d">22/08/2017</div><div class="b">This is a new chapter.</div></div><div><div class="t"><a href="/c/bullying">2.1 Bullying</a></div><div class="d">21/08/2017</div><div class="b">Links were added.</div><div class="b">Minor changes were made.</div></div>`,
			want: []string{"local|2.3 Neglect|A tool was added.|2018-02-13|Neglect", "local|2.9 Hospital Stays|This chapter has been withdrawn.|2018-02-12|", "local|2.4 Faith and Belief|This is a new chapter.|2017-08-22|Faith and Belief", "local|2.1 Bullying|Links were added. Minor changes were made.|2017-08-21|Bullying"}},
		{name: "chapter, details, date", html: `<h1>Amendments</h1><h2>Shared Board Amendments</h2><table><thead><tr><th>Chapter</th><th>Details</th><th>Date</th></tr></thead><tbody><tr><td><a href="/c/referrals">1.2 Referrals</a></td><td>Phone number changed.</td><td>27-02-2018</td></tr><tr><td></td><td>Phone number changed.</td><td>27-02-2018</td></tr><tr><td></td><td>Phone number changed.</td><td>27-02-2018</td></tr></tbody></table><h2>Northtown Board Amendments</h2><table><thead><tr><th>Chapter</th><th>Details</th><th>Date</th></tr></thead><tbody><tr><td>2.1 Bullying</td><td>New helpline.</td><td>03-01-2018</td></tr></tbody></table>`,
			areas: []string{"Northtown"},
			want:  []string{"shared|1.2 Referrals|Phone number changed.|2018-02-27|Referrals", "shared||Phone number changed.|2018-02-27|", "shared||Phone number changed.|2018-02-27|", "northtown|2.1 Bullying|New helpline.|2018-01-03|Bullying"}},
		{name: "date first, spanning rows", html: `<h1>Latest updates</h1><table><tr><th>Date</th><th>Policy</th><th>Summary of changes</th></tr><tr><td rowspan="2">12/03/2019</td><td>Neglect</td><td>Tool replaced.</td></tr><tr><td>Referrals</td><td>Form replaced.</td></tr><tr><td>1st April 2019</td><td>Bullying</td><td>New chapter.</td></tr></table>`,
			want: []string{"local|Neglect|Tool replaced.|2019-03-12|Neglect", "local|Referrals|Form replaced.|2019-03-12|Referrals", "local|Bullying|New chapter.|2019-04-01|Bullying"}},
		{name: "lists under months", html: `<h1>Updates to the procedures</h1><h3>April 2019</h3><ul><li>1.4 Visits: who, when and why – updated to reflect local practice</li><li>2.2 Joint Protocol – Police and Health – Section 3 has been amended.</li><li>1.3 Reviews of Practice (June 2019): decision making revised.</li></ul>`,
			want: []string{"local|1.4 Visits: who, when and why|updated to reflect local practice|2019-04-01|Visits: who, when and why", "local|2.2 Joint Protocol – Police and Health|Section 3 has been amended.|2019-04-01|Joint Protocol – Police and Health", "local|1.3 Reviews of Practice (June 2019)|decision making revised.|2019-04-01|Reviews of Practice (June 2019)"}},
		{name: "dated lines under chapters", html: `<h1>Change log</h1><h3>Neglect</h3><p>12-03-2019: Tool replaced.</p><p>03-01-2018: New section on pets.</p><h3>2.1 Bullying</h3><p>1 February 2019 - links added.</p>`,
			want: []string{"local|Neglect|Tool replaced.|2019-03-12|Neglect", "local|Neglect|New section on pets.|2018-01-03|Neglect", "local|2.1 Bullying|links added.|2019-02-01|Bullying"}},
		{name: "dated list", html: `<h1>What's new</h1><ul><li>12 March 2019 – Neglect – tool replaced</li><li>1 February 2019: Bullying: new section on phones</li><li>03/01/2019 Referrals - form replaced</li></ul>`,
			want: []string{"local|Neglect|tool replaced|2019-03-12|Neglect", "local|Bullying|new section on phones|2019-02-01|Bullying", "local|Referrals|form replaced|2019-01-03|Referrals"}},
		{name: "metadata lines under links", html: `<h1>Latest updates</h1><ul><li><a href="/c/neglect">Neglect</a><br>Updated 12 March 2019<br>Tool replaced.</li><li><a href="/c/bullying">Bullying</a><br>Updated 1 February 2019<br>New section on phones.</li></ul>`,
			want: []string{"local|Neglect|Tool replaced.|2019-03-12|Neglect", "local|Bullying|New section on phones.|2019-02-01|Bullying"}},
		{name: "old and new location", html: `<h1>Amendments</h1><h2>September 2023</h2><table><tr><th>Old location</th><th>New location</th><th>Level</th><th>Update</th></tr><tr><td>1.2 Referrals</td><td>1.2 Referrals</td><td>SA</td><td>Timescale shortened.</td></tr></table>`,
			want: []string{"local|1.2 Referrals|Timescale shortened.|2023-09-01|Referrals"}},
		{name: "dates as headings, bold chapters", html: `<h1>Latest updates</h1><h4>24 June 2019</h4><p><strong>1.2 Referrals</strong>: New form.</p><p><strong>2.3 Neglect</strong>: Contact details updated.</p>`,
			want: []string{"local|1.2 Referrals|New form.|2019-06-24|Referrals", "local|2.3 Neglect|Contact details updated.|2019-06-24|Neglect"}},
		{name: "paragraphs that begin with dates", html: `<h1>Updates</h1><p><b>02.05.24</b> – Neglect – Moved from Needs to Enquiries.</p><p><b>02.05.24</b> – Bullying – If You Disagree has been amended.</p><p><b>02.05.24</b> – Referrals – The table of stages was revised.</p>`,
			want: []string{"local|Neglect|Moved from Needs to Enquiries.|2024-05-02|Neglect", "local|Bullying|If You Disagree has been amended.|2024-05-02|Bullying", "local|Referrals|The table of stages was revised.|2024-05-02|Referrals"}},
		{name: "a date below each chapter", html: `<h1>Updates</h1><h2><a href="/c/neglect">Neglect</a></h2><p>Updated 26 September 2023</p><p>Tool replaced.</p><h2>Bullying</h2><p>Updated 3 May 2023</p><p>Section 3 rewritten.</p>`,
			want: []string{"local|Neglect|Tool replaced.|2023-09-26|Neglect", "local|Bullying|Section 3 rewritten.|2023-05-03|Bullying"}},
		{name: "versions with dates, under a caption", html: `<h1>Version history</h1><p>Changes made to the manual</p><h2>Version 9.0 (15/01/2024)</h2><ul><li>1.2 Referrals: New form.</li></ul><h2>Shared</h2><h2>Version 8.1 - 3 May 2023</h2><ul><li>2.3 Neglect: Tool replaced.</li></ul><p>Changes made to the manual</p>`,
			want: []string{"local|1.2 Referrals|New form.|2024-01-15|Referrals", "shared|2.3 Neglect|Tool replaced.|2023-05-03|Neglect"}},
		{name: "details elements", html: `<h1>Amendments</h1><details><summary>May 2022</summary><h4>New Chapters</h4><ul><li><a href="/c/faith">Faith and Belief</a></li></ul><h4>Updated Chapters</h4><ul><li><a href="/c/neglect">Neglect</a> – links added.</li></ul></details>`,
			want: []string{"local|Faith and Belief||2022-05-01|Faith and Belief", "local|Neglect|links added.|2022-05-01|Neglect"}},
		{name: "months in the table", html: `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Amendment</th></tr><tr><td colspan="2"><strong>March 2021</strong></td></tr><tr><td>Neglect</td><td>Links added.</td></tr><tr><td colspan="2"><strong>October 2020</strong></td></tr><tr><td>Bullying</td><td>Rewritten.</td></tr></table>`,
			want: []string{"local|Neglect|Links added.|2021-03-01|Neglect", "local|Bullying|Rewritten.|2020-10-01|Bullying"}},
		{name: "area, chapter, details, American dates", html: `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Updated</th><th>Area</th></tr><tr><td>Neglect</td><td>Links added.</td><td>January 27, 2025</td><td>Shared</td></tr><tr><td>Bullying</td><td>Local helpline.</td><td>February 3, 2025</td><td>Northtown</td></tr></table>`,
			areas: []string{"Northtown"},
			want:  []string{"shared|Neglect|Links added.|2025-01-27|Neglect", "northtown|Bullying|Local helpline.|2025-02-03|Bullying"}},
		{name: "lines of date, chapter, details", html: `<h1>Log</h1><div>12 March 2019</div><div>2.3 Neglect</div><div>Tool replaced.</div><div>1 March 2019</div><div>2.1 Bullying</div><div>Checked</div><div>1 February 2019</div><div>1.2 Referrals</div><div>Form replaced</div><div>3 January 2019</div><div>2.6 Runaways</div><div>Contact list refreshed.</div>`,
			want: []string{"local|2.3 Neglect|Tool replaced.|2019-03-12|Neglect", "local|2.1 Bullying|Checked|2019-03-01|Bullying", "local|1.2 Referrals|Form replaced|2019-02-01|Referrals", "local|2.6 Runaways|Contact list refreshed.|2019-01-03|"}},
		{name: "lines of an item, chapters named loosely", html: `<h1>Amendments</h1><h2>March 2016</h2><ul><li><b>2.3</b><br>Section 2 was amended.</li><li><b>Joint Protocol – Police &amp; Health</b><br>New form.</li><li><b>Hidden Harm Procedure</b><br>This chapter was removed.</li><li><b>Section 85 Notifications</b><br>This chapter was renamed.</li></ul>`,
			want: []string{"local|2.3|Section 2 was amended.|2016-03-01|Neglect", "local|Joint Protocol – Police & Health|New form.|2016-03-01|Joint Protocol – Police and Health", "local|Hidden Harm Procedure|This chapter was removed.|2016-03-01|", "local|Section 85 Notifications|This chapter was renamed.|2016-03-01|"}},
		{name: "definition list", html: `<h1>Amendments</h1><h2>June 2020</h2><dl><dt>Neglect</dt><dd>Tool replaced.</dd><dt><a href="/c/bullying">Bullying</a></dt><dd>Section 3 rewritten.</dd></dl>`,
			want: []string{"local|Neglect|Tool replaced.|2020-06-01|Neglect", "local|Bullying|Section 3 rewritten.|2020-06-01|Bullying"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := readAmended(t, c.html, c.areas)
			var got []string
			for _, a := range e.Amendments {
				title := ""
				for _, s := range e.Sections {
					if s.ID == a.SectionID {
						title = s.Title
					}
				}
				got = append(got, strings.Join([]string{a.Scope, a.Chapter, strings.ReplaceAll(a.Details, "\n", " "), a.Date.String(), title}, "|"))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

func readAmended(t *testing.T, html string, areas []string) *normalise.Edition {
	const origin = "http://example.test"
	pages := map[string]string{"/contents": amendContents, "/amendments": html}
	for _, s := range []string{"sharing", "referrals", "reviews", "visits", "bullying", "joint", "neglect", "faith"} {
		pages["/c/"+s] = "<h1>" + s + "</h1>" + chapterBody(mRow{title: s})
	}
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Amendments: []string{origin + "/amendments"}, Hosts: []string{"example.test"}, Areas: areas}
	var docs []*parse.Document
	for at, body := range pages {
		full := `<!DOCTYPE html><html><head><title>Page</title></head><body><header><nav><ul><li><a href="/contents">Contents</a></li><li><a href="/amendments">Amendments</a></li></ul></nav></header><main>` + body + `</main><footer><p>&copy; Example Board</p></footer></body></html>`
		if doc := parseKit(t, "generic", origin+at, []byte(full)); doc != nil {
			docs = append(docs, doc)
		}
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}
