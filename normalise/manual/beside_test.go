package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/normalise/dates"
)

// besideRows are when, which chapter and what was changed, more rows than the manual has
// chapters; besideChapters are these.
var (
	besideRows     = [][3]string{{"1 June 2026", "3.3 Online Harm", "Added. The later chapters moved down."}, {"1 June 2026", "2.3 Enquiry", "Should is now must."}, {"1 June 2026", "3.2 Neglect", "Retitled."}, {"1 June 2026", "3.1 Hate Crime", "Address for reports."}, {"1 June 2026", "1.3 Consent", "Revised following a judgment."}, {"16 March 2026", "2.2 Triage", "Thirty-six hours."}, {"16 March 2026", "1.2 Duties", "New holder of the role."}, {"16 March 2026", "1.1 Scope", "Definition reworded."}, {"16 March 2026", "2.5 Closure", "Checklist simplified."}, {"1 September 2025", "3.1 Hate Crime", "Centres listed."}, {"2 June 2025", "2.1 Referral", "Form replaced."}}
	besideChapters = []string{"1.1 Scope", "1.2 Duties", "1.3 Consent", "2.1 Referral", "2.2 Triage", "2.3 Enquiry", "2.5 Closure", "3.1 Hate Crime", "3.2 Neglect", "3.3 Online Harm"}
)

// TestRecordBesideManual reads start pages that lead to the manual, one document or a page
// for each chapter, and on which a longer record of amendments stands below: it is never
// the contents, and gives the rows of amendments where the register has these there.
func TestRecordBesideManual(t *testing.T) {
	const row, dated = "<tr><td>DATE</td><td>CHAPTER</td><td>WORDS</td></tr>", "<li>DATE – CHAPTER: WORDS</li>"
	for name, form := range map[string][3]string{
		"table":                        {`<h2>Record of changes</h2><table><tr><th>Date</th><th>Chapter</th><th>Change</th></tr>`, row, "</table>"},
		"table without heading":        {`<table><tr><th>Date</th><th>Chapter</th><th>What was changed</th></tr>`, row, "</table>"},
		"table with caption":           {`<table><caption>Record of amendments</caption><thead><tr><th>Date</th><th>Section</th><th>Amendment</th></tr></thead>`, row, "</table>"},
		"table behind a summary":       {`<details><summary>Version history</summary><table><tr><td><b>Date</b></td><td><b>Section</b></td><td><b>Details of change</b></td></tr>`, row, "</table></details>"},
		"table that leads to chapters": {`<h3>Document history</h3><table><tr><th>Date</th><th>Chapter</th><th>Change</th></tr>`, `<tr><td>DATE</td><td><a href="PLACE">CHAPTER</a></td><td>WORDS</td></tr>`, "</table>"},
		"list":                         {`<h2>Recent changes</h2><ul>`, dated, "</ul>"},
		"list below bold words":        {`<p><strong>Changes to this manual</strong></p><ul>`, dated, "</ul>"},
		"list without heading":         {`<ul>`, dated, "</ul>"},
		"dates behind the names":       {`<h2>What has changed</h2><ul>`, "<li><strong>CHAPTER</strong> (DATE) – WORDS</li>", "</ul>"},
		"terms":                        {`<h2>Updates</h2><dl>`, "<dt>DATE</dt><dd>CHAPTER – WORDS</dd>", "</dl>"},
		"headings of days":             {`<h2>Amendments</h2>`, "<h3>DATE</h3><ul><li>CHAPTER: WORDS</li></ul>", ""},
	} {
		for _, parted := range []bool{false, true} {
			for _, register := range []string{"/", "/other"} {
				site := besideSite(form, parted)
				e := readSite(t, normalise.Input{Start: []string{"/"}, Amendments: []string{register}}, site)
				where := fmt.Sprintf("%s, chapters on pages %t, register %s", name, parted, register)
				var chapters []string
				for _, s := range e.Sections {
					if s.Kind == normalise.KindChapter {
						chapters = append(chapters, s.Number+" "+s.Title)
					}
				}
				if d := cmp.Diff(besideChapters, chapters); d != "" {
					t.Errorf("%s: chapters -want +got\n%s", where, d)
				}
				if register == "/" {
					checkBesideRows(t, where, e)
				}
			}
		}
	}
}

// TestRecordPromise reads what a record on the start page promises where the register has
// the amendments elsewhere.
func TestRecordPromise(t *testing.T) {
	form := [3]string{`<h2>Recent changes</h2><p>Next update: March 2027</p><ul>`, "<li>DATE – CHAPTER: WORDS</li>", "</ul>"}
	if e := readSite(t, normalise.Input{Start: []string{"/"}, Amendments: []string{"/other"}}, besideSite(form, true)); e.NextUpdate.String() != "2027-03-01" {
		t.Errorf("the next update is promised for %s", e.NextUpdate)
	}
}

// besideSite is a site whose start page has the record in one form.
func besideSite(form [3]string, parted bool) map[string]string {
	pages := map[string]string{"/other": "<h1>Kept elsewhere</h1><p>None so far.</p>"}
	place := make(map[string]string)
	start, book := "<h1>Procedures</h1>", ""
	for i, c := range besideChapters {
		place[c] = "/m.docx"
		head := ""
		if i == 0 || c[0] != besideChapters[i-1][0] {
			head = fmt.Sprintf("%c Part %c", c[0], c[0])
			book += "<h1>" + head + "</h1>"
		}
		book += "<h2>" + c + "</h2><p>" + fillerWords(40) + "</p>"
		if parted {
			place[c] = fmt.Sprintf("/c%d", i)
			pages[place[c]] = "<h1>" + c + "</h1>" + chapterBody(mRow{title: c})
			start += strings.ReplaceAll("<h2>"+head+"</h2>", "<h2></h2>", "") + `<p><a href="` + place[c] + `">` + c + `</a></p>`
		}
	}
	if !parted {
		pages["/m.docx"] = book
		start += `<p>They are published as a Word document.</p><p><a href="/m.docx">Procedures</a> (Word)</p>`
	}
	start += form[0]
	for _, r := range besideRows {
		start += strings.NewReplacer("DATE", r[0], "CHAPTER", r[1], "WORDS", r[2], "PLACE", place[r[1]]).Replace(form[1])
	}
	pages["/"] = start + form[2]
	return pages
}

// checkBesideRows checks that the rows of amendments are those of the record.
func checkBesideRows(t *testing.T, where string, e *normalise.Edition) {
	var want, got []string
	for _, r := range besideRows {
		d, _ := dates.Parse(r[0])
		want = append(want, d.String()+" "+r[1]+" "+r[2])
	}
	for _, a := range e.Amendments {
		if a.SectionID != "" {
			got = append(got, a.Date.String()+" "+a.Chapter+" "+a.Details)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: rows -want +got\n%s", where, d)
	}
}
