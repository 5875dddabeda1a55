package manual

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestRepository reads a manual that is kept in a repository: its list cites each document, the
// page of the record says when it was deposited and where it is filed, and leads to the file that
// is the chapter.
func TestRepository(t *testing.T) {
	const origin = "http://example.test"
	pages := map[string]string{"/view": `<h1>Browse by Subject: Boats</h1><p><a href="/views">Up a level</a></p><h2>Boats</h2>`}
	var files []*parse.Document
	for _, c := range [][2]string{{"41", "BO-01 Oars"}, {"44", "BO-02 Sails and their Ropes in a Gale"}, {"47", "BO-03 Ropes"}, {"50", "BO-04 Nets"}} {
		file := "/" + c[0] + "/1/file.pdf"
		pages["/view"] += `<p>Harbour Team (2022) <a href="/` + c[0] + `/"><em>` + c[1] + `</em></a> Guideline. Isle Trust.</p>`
		pages["/"+c[0]+"/"] = `<h1>` + c[1] + `</h1><p>Harbour Team (2022) <em>` + c[1] + `</em> Guideline.</p><table><tr><td><a href="` + file + `"><img alt="[img]" src="/i.png"></a></td><td>PDF<br><a href="` + file + `">Download (80kB)</a></td></tr></table>` +
			`<table><tr><th>Item Type:</th><td>Guideline</td></tr><tr><th>Divisions:</th><td><a href="/view">Boats</a></td></tr><tr><th>Depositing User:</th><td>Repository Editor</td></tr><tr><th>Date Deposited:</th><td>01 Jan 2022 10:10</td></tr><tr><th>URI:</th><td><a href="/id/` + c[0] + `">http://example.test/id/` + c[0] + `</a></td></tr></table>`
		files = append(files, &parse.Document{URL: origin + file, MediaType: parse.TypePDF, Pages: 2, Title: c[1], Blocks: []parse.Block{
			{Kind: parse.Heading, Level: 1, Text: c[1]},
			{Text: "Reference: " + c[1][:5] + ". Version 5."},
			{Text: "Whoever takes a boat out says so to the keeper, and says when they will be back."},
		}})
	}
	in := normalise.Input{Start: []string{"/view"}}
	for _, d := range files {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	e := readSite(t, in, pages)
	want := []string{"section||Boats", " chapter|BO-01|Oars", " chapter|BO-02|Sails and their Ropes in a Gale", " chapter|BO-03|Ropes", " chapter|BO-04|Nets"}
	if d := cmp.Diff(want, chapterTree(e)); d != "" {
		t.Fatalf("-want +got\n%s", d)
	}
	for _, s := range e.Sections {
		if s.Kind == normalise.KindChapter && s.Text != "Whoever takes a boat out says so to the keeper, and says when they will be back." {
			t.Errorf("%s: text %q", s.Title, s.Text)
		}
	}
}
