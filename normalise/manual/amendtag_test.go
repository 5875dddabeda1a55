package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTagsInWordsOfASite reads entries with a tag that says what sort of change each tells, some
// in words that only the site uses, wherever it stands: it is no part of a name or of the words
// on a change.
func TestTagsInWordsOfASite(t *testing.T) {
	entries := []struct{ tag, link, name, words, day, date string }{
		{"Contact details", "neglect", "Neglect", "The poster has a new number. Please take down old copies.", "12 November 2025", "2025-11-12"},
		{"Updated", "bullying", "Bullying", "We have added advice on pictures.", "11 November 2025", "2025-11-11"},
		{"New", "faith", "Faith and Belief", "A page on oaths, written with the police.", "30 October 2025", "2025-10-30"},
		{"Updated", "referrals", "Referrals", "The form has been shortened from nine pages to four.", "2 October 2025", "2025-10-02"},
		{"Link fixed", "sharing", "Sharing What Is Known", "The link to the advice was broken. It works now.", "11 September 2025", "2025-09-11"},
		{"Updated", "neglect", "Neglect", "Children over ten are now invited.", "5 August 2025", "2025-08-05"},
		{"Updated", "bullying", "Bullying", "Schools can join by telephone.", "17 July 2025", "2025-07-17"},
		{"Design", "faith", "Faith and Belief", "New pictures, same words.", "13 March 2025", "2025-03-13"},
		{"Updated", "referrals", "Referrals", "Opening hours were taken off.", "9 January 2025", "2025-01-09"},
	}
	var want []string
	for _, e := range entries {
		want = append(want, e.date+"|local|"+e.name+"|"+e.words)
	}
	for name, form := range map[string]string{
		"above the name, in items":  `<div role="listitem"><p class="f"><span style="font-weight:bold">TAG</span></p><h3>NAME</h3><p class="w">WORDS</p><p class="f">DAY</p><a href="LINK">Read the page</a></div>`,
		"above the name":            `<div><p class="tag">TAG</p><h3><a href="LINK">NAME</a></h3><p class="w">WORDS</p><p class="d">DAY</p></div>`,
		"a heading above the name":  `<div><h5>TAG</h5><h3><a href="LINK">NAME</a></h3><p class="w">WORDS</p><p class="d">DAY</p></div>`,
		"above the day":             `<div><p class="tag">TAG</p><p class="d">DAY</p><h3><a href="LINK">NAME</a></h3><p class="w">WORDS</p></div>`,
		"below the day":             `<div><h3><a href="LINK">NAME</a></h3><p class="w">WORDS</p><p class="d">DAY</p><p class="tag">TAG</p></div>`,
		"below the words":           `<div><p class="d">DAY</p><h3><a href="LINK">NAME</a></h3><p class="w">WORDS</p><p class="tag">TAG</p></div>`,
		"between name and words":    `<div><h3><a href="LINK">NAME</a></h3><p class="tag">TAG</p><p class="w">WORDS</p><p class="d">DAY</p></div>`,
		"beside the day":            `<div><h3><a href="LINK">NAME</a></h3><p class="m"><span>TAG</span> <span>DAY</span></p><p class="w">WORDS</p></div>`,
		"below a heading of days":   `<h2>DAY</h2><p class="t">TAG</p><p><b><a href="LINK">NAME</a></b></p><p>WORDS</p>`,
		"behind the name":           `<div><h3><a href="LINK">NAME</a> <span>TAG</span></h3><p class="w">WORDS</p><p class="d">DAY</p></div>`,
		"before the name":           `<div><h3><span>TAG</span> NAME</h3><p class="w">WORDS</p><p class="d">DAY</p></div>`,
		"between day and name":      `<ul><li><span>DAY</span> <span>TAG</span> <a href="LINK">NAME</a> – WORDS</li></ul>`,
		"behind the words":          `<ul><li><span>DAY</span> <a href="LINK">NAME</a> – WORDS <span>TAG</span></li></ul>`,
		"in a cell before the name": `<table><tr><td>DAY</td><td>TAG</td><td><a href="LINK">NAME</a></td><td>WORDS</td></tr></table>`,
		"in the cell of the name":   `<table><tr><td>DAY</td><td><a href="LINK">NAME</a><br><span>TAG</span></td><td>WORDS</td></tr></table>`,
		"in the cell of the words":  `<table><tr><td>DAY</td><td><a href="LINK">NAME</a></td><td><b>TAG</b><br>WORDS</td></tr></table>`,
	} {
		var page strings.Builder
		page.WriteString(`<h1>Latest changes</h1><p>Every change gets a card. The tag tells what sort of change it is.</p>`)
		for _, e := range entries {
			page.WriteString(strings.NewReplacer("TAG", e.tag, "NAME", e.name, "LINK", "/c/"+e.link, "WORDS", e.words, "DAY", e.day).Replace(form))
		}
		body := strings.NewReplacer(`</ul><ul>`, "", `</table><table>`, "", `<table>`, `<table><tr><th>Date</th><th>Chapter</th><th>Change</th></tr>`).Replace(page.String())
		if strings.Contains(name, "cell before") {
			body = strings.Replace(body, "<th>Chapter</th>", "<th>Type</th><th>Chapter</th>", 1)
		}
		var got []string
		for _, a := range readAmended(t, body, nil).Amendments {
			got = append(got, fmt.Sprintf("%s|%s|%s|%s", a.Date, a.Scope, a.Chapter, a.Details))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

// TestNoTags leaves what is all that is said of a name, and headings over several entries.
func TestNoTags(t *testing.T) {
	for page, want := range map[string]string{
		`<h1>Amendments</h1><h2>May 2025</h2><h3>Neglect</h3><p>Updated</p><h3>Bullying</h3><p>Link fixed</p><h3>Faith and Belief</h3><p>New</p><h3>Referrals</h3><p>Updated</p>`:                                                                                                                          "2025-05-01|local|Neglect|Updated||Neglect\n2025-05-01|local|Bullying|Link fixed||Bullying\n2025-05-01|local|Faith and Belief|New||Faith and Belief\n2025-05-01|local|Referrals|Updated||Referrals\n",
		`<h1>Amendments</h1><h2>May 2025</h2><ul><li><b>New</b> <a href="/c/neglect">Neglect</a>: a tool.</li><li><b>Updated</b> <a href="/c/bullying">Bullying</a>: links.</li><li><b>Updated</b> <a href="/c/faith">Faith and Belief</a>: links.</li><li><b>Hidden Harm</b> withdrawn.</li></ul>`:        "2025-05-01|local|Neglect|a tool.|new|Neglect\n2025-05-01|local|Bullying|links.||Bullying\n2025-05-01|local|Faith and Belief|links.||Faith and Belief\n2025-05-01|local|Hidden Harm|withdrawn.||\n",
		`<h1>Amendments</h1><h2>May 2025</h2><ul><li><a href="/c/neglect">Neglect</a> – <b>Updated</b></li><li><a href="/c/bullying">Bullying</a> – <b>Links</b></li><li><a href="/c/faith">Faith and Belief</a> – <b>Updated</b></li><li><a href="/c/referrals">Referrals</a> – <b>Updated</b></li></ul>`: "2025-05-01|local|Neglect|Updated||Neglect\n2025-05-01|local|Bullying|Links||Bullying\n2025-05-01|local|Faith and Belief|Updated||Faith and Belief\n2025-05-01|local|Referrals|Updated||Referrals\n",
	} {
		if d := cmp.Diff(want, amendmentLines(readAmended(t, page, nil))); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
	}
}

// TestFiledUnder reads entries below whose words stand the names under which the site files them:
// they are no words on a change where they come back, whatever they are, and words where they do not.
func TestFiledUnder(t *testing.T) {
	entries := []struct{ link, name, words, files string }{
		{"neglect", "Neglect", "The poster has a new number.", "North"},
		{"bullying", "Bullying", "We have added advice on pictures.", "North,South"},
		{"faith", "Faith and Belief", "A page on oaths, written with the police.", "South"},
		{"referrals", "Referrals", "The form has been shortened from nine pages to four.", "Early Years,South"},
		{"sharing", "Sharing What Is Known", "The link to the advice was broken.", "North"},
		{"neglect", "Neglect", "Children over ten are now invited.", "North,Early Years"},
	}
	for _, c := range []struct {
		name string
		file func(i int, names string) string
		kept bool
	}{
		{"names that come back", func(_ int, names string) string { return names }, false},
		{"names that do not", func(i int, _ string) string { return []string{"Oaks", "Elms", "Firs", "Pines", "Limes", "Beeches"}[i] }, true},
	} {
		page := "<h1>Latest changes</h1>"
		var want []string
		for i, e := range entries {
			files, words := c.file(i, e.files), e.words
			page += `<div class="m"><div class="d">1` + fmt.Sprint(i) + ` May 2025</div><div class="b"><h4><a href="/c/` + e.link + `">` + e.name + `</a></h4><p>` + e.words + `</p><div class="x"><span class="g">` + strings.ReplaceAll(files, ",", `</span> <span class="g">`) + `</span></div></div></div>`
			if c.kept {
				words += "\n" + files
			}
			want = append(want, fmt.Sprintf("2025-05-1%d|%s|%s", i, e.name, words))
		}
		var got []string
		for _, a := range readAmended(t, page, nil).Amendments {
			got = append(got, fmt.Sprintf("%s|%s|%s", a.Date, a.Chapter, a.Details))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
	}
}
