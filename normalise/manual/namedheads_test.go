package manual

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestHeadingsNameTheirLinks reads a list that prints each chapter as a heading, words on it and a
// link that is called otherwise, and that tells below some when they were changed.
func TestHeadingsNameTheirLinks(t *testing.T) {
	const origin = "http://example.test"
	const body = `<h1>Local protocols</h1><p>All who work with children follow these.</p>
<h3>Burns and Scalds</h3><p>How to look at a burn.</p><p><a href="/burns.pdf">Burns and scalds protocol</a> (level 2)</p><p><em>Please note this replaces the earlier guidance (updated September 2021).</em></p>
<h3>Missing Children</h3><p>With the police.</p><p><a href="/missing.pdf">Download the protocol</a></p>
<h3>Dogs</h3><p><a href="/dogs.pdf">Dogs</a></p>
<h3>Home Alone</h3><p>See also the page of the city.</p><p><a href="http://city.test/alone">The City: home alone</a></p>
<h3>Made-up Illness</h3><p>This protocol is being reviewed by the health group and will be published here in due course.</p>
<h3>Sudden Death</h3><p>What all do together.</p><p><a href="/sudic.pdf">SUDIC protocol</a></p><p><em>Please note this replaces the earlier guidance (updated June 2020).</em></p>
<h3>Young Carers</h3><p><a href="/carers.pdf">Young Carers (level 1)</a></p>
<h3>Neglect</h3><p>The strategy goes with it.</p><p><a href="/neglect.pdf">Neglect toolkit</a></p>
<h3>Supervision</h3><p><a href="/supervision.docx">Supervision guidance</a></p>
<h3>Forced Marriage</h3><p><a href="/marriage.pdf">Forced Marriage</a></p>`
	doc := parseKit(t, "generic", origin+"/protocols", []byte("<html><body><main>"+body+"</main></body></html>"))
	at := []string{origin + "/protocols"}
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: at, Amendments: at, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: doc}}})
	var got []string
	for _, s := range e.Sections {
		got = append(got, string(s.Kind)+" "+s.Title+" "+s.URL)
		got = append(got, s.Flags...)
	}
	want := []string{
		"chapter Burns and Scalds " + origin + "/burns.pdf", "chapter Missing Children " + origin + "/missing.pdf", "chapter Dogs " + origin + "/dogs.pdf",
		"chapter Home Alone http://city.test/alone", "chapter Made-up Illness ", "under_review", "chapter Sudden Death " + origin + "/sudic.pdf",
		"chapter Young Carers " + origin + "/carers.pdf", "chapter Neglect " + origin + "/neglect.pdf", "chapter Supervision " + origin + "/supervision.docx", "chapter Forced Marriage " + origin + "/marriage.pdf",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	wantTold := "2021-09-01|local|Burns and Scalds|Please note this replaces the earlier guidance||Burns and Scalds\n2020-06-01|local|Sudden Death|Please note this replaces the earlier guidance||Sudden Death\n"
	if d := cmp.Diff(wantTold, amendmentLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestRecordIsNoChaptersText: a short page whose one link leads to the record of changes, a file, has
// its own words and not those of the record.
func TestRecordIsNoChaptersText(t *testing.T) {
	const origin = "http://example.test"
	page := func(at, body string) normalise.Page {
		return normalise.Page{Document: parseKit(t, "generic", origin+at, []byte("<html><body><main>"+body+"</main></body></html>"))}
	}
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Amendments: []string{origin + "/record.docx"}, Hosts: []string{"example.test"}}
	in.Pages = []normalise.Page{
		page("/", `<h1>Procedures</h1><ul><li><a href="/use">How to use them</a></li><li><a href="/visits">Visits</a></li><li><a href="/plans">Plans</a></li></ul>`),
		page("/use", `<h1>How to use them</h1><p>What changed is told in the <a href="/record.docx">record of changes</a>.</p>`),
		page("/visits", "<h1>Visits</h1><p>Two go together.</p>"), page("/plans", "<h1>Plans</h1><p>Who does what.</p>"),
		{Document: fileOf(origin+"/record.docx", "Record of changes", "# Record of changes\n|Date|Chapter|Change|\n|3 May 2016|Visits|Times changed.|\n|4 June 2014|Plans|Rewritten.|")},
	}
	e := Read(in)
	if got, want := e.Sections[0].Text, "What changed is told in the record of changes."; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}
