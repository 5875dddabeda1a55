package night

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestOldRowsStayWithARenamedChapter renames a chapter: what the board said of it under
// its former title is said of it on all nights that follow, and is no doubt.
func TestOldRowsStayWithARenamedChapter(t *testing.T) {
	m := newSmallManual(t)
	words := func(what string) string {
		return strings.Repeat("<p>The "+what+" must be seen within two days, and whoever sees them writes down what was said and by whom.</p>", 3)
	}
	pages := func(title, more string) map[string]string {
		return map[string]string{
			"/":  `<h1>Procedures</h1><h2>1. Cases</h2><ul><li><a href="/a">1.1 Referrals</a></li><li><a href="/b">1.2 ` + title + `</a></li><li><a href="/c">1.3 Plans</a></li></ul><p><a href="/amendments">Amendments</a></p>`,
			"/a": "<h1>Referrals</h1>" + words("children"), "/b": "<h1>" + title + "</h1>" + words("carers"), "/c": "<h1>Plans</h1>" + words("doctors") + more,
			"/amendments": `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr><tr><td>Plans</td><td>Form replaced.</td><td>3 February 2026</td></tr><tr><td>Hidden Harm</td><td>New helpline.</td><td>2 February 2026</td></tr></table>`,
		}
	}
	_, past := m.night(1, pages("Hidden Harm", ""), nil, pdfSaying(""))
	_, past = m.night(2, pages("Drugs, Alcohol and Parenting", ""), past, pdfSaying(""))
	m.night(3, pages("Drugs, Alcohol and Parenting", "<p>Plans must be kept in ink.</p>"), past, pdfSaying(""))

	editions, err := m.data.Editions("sample")
	if err != nil || len(editions) != 3 {
		t.Fatalf("%d editions, %v", len(editions), err)
	}
	first := ""
	for i, e := range editions {
		rows, err := m.data.Amendments(e)
		if err != nil || len(rows) != 2 {
			t.Fatalf("night %d: %d rows, %v", i+1, len(rows), err)
		}
		if i == 0 {
			first = rows[1].SectionID
		}
		if first == "" || rows[1].SectionID != first {
			t.Errorf("night %d: the row names %q, want %q", i+1, rows[1].SectionID, first)
		}
	}
	findings, err := m.data.Findings(out.Filter{BoardID: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Code == "amendment_unresolved" {
			t.Errorf("a doubt: %s", f.Detail)
		}
	}
}

// TestRowsThatWereFoundAreNoDoubt: a row on a chapter that was withdrawn, and one for all chapters,
// name no section of the edition; where they were borne out nobody need look, on no later night.
func TestRowsThatWereFoundAreNoDoubt(t *testing.T) {
	m := newSmallManual(t)
	titles := []string{"Referrals", "Hidden Harm", "Plans", "Boats", "Lamps", "Bells", "Wicks", "Oil"}
	pages := func(trust, more, rows string, withdrawn bool) map[string]string {
		list := ""
		site := map[string]string{"/amendments": `<h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr>` + rows + `<tr><td>Barges</td><td>Form replaced.</td><td>2 February 2020</td></tr><tr><td>Plans</td><td>New helpline.</td><td>1 February 2020</td></tr></table>`}
		for i, title := range titles {
			if withdrawn && i == 1 {
				continue
			}
			page := "/" + strings.ToLower(strings.Fields(title)[0])
			list += `<li><a href="` + page + `">` + title + `</a></li>`
			site[page] = "<h1>" + title + "</h1>" + strings.Repeat("<p>Whoever looks after the "+strings.ToLower(title)+" writes down what was said, by whom, and on which day.</p>", 3) + "<p>The nurses of " + trust + " are told.</p>"
		}
		site["/boats"] += more
		site["/"] = `<h1>Procedures</h1><h2>1. Cases</h2><ul>` + list + `</ul><p><a href="/amendments">Amendments</a></p>`
		return site
	}
	rows := `<tr><td>All chapters</td><td>Airedale Health Trust has become North Dales Alliance.</td><td>2 February 2026</td></tr><tr><td>Hidden Harm</td><td>Withdrawn.</td><td>2 February 2026</td></tr>`
	_, past := m.night(1, pages("Airedale Health Trust", "", "", false), nil, pdfSaying(""))
	_, past = m.night(2, pages("North Dales Alliance", "", rows, true), past, pdfSaying(""))
	m.night(3, pages("North Dales Alliance", "<p>Boats must be kept dry.</p>", rows, true), past, pdfSaying(""))
	findings, err := m.data.Findings(out.Filter{BoardID: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	doubts := 0
	for _, f := range findings {
		if f.Code != "amendment_unresolved" {
			continue
		}
		if doubts++; !strings.HasPrefix(f.Detail, "Barges: ") {
			t.Errorf("%s: a doubt: %s", f.RunID, f.Detail)
		}
	}
	if doubts != 3 {
		t.Errorf("%d doubts on a row that names nothing", doubts)
	}
}
