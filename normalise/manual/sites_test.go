package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestSites reads small whole sites whose contents stand on several pages or in the
// menus; the head of testdata/sites.txtar says how they are written.
func TestSites(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/sites.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(ar.Files); {
		name, _, _ := strings.Cut(ar.Files[i].Name, "/")
		from := i
		for i < len(ar.Files) && strings.HasPrefix(ar.Files[i].Name, name+"/") {
			i++
		}
		t.Run(name, func(t *testing.T) { readCase(t, name, ar.Files[from:i]) })
	}
}

// readCase reads one site and compares its outline with the one that is wanted.
func readCase(t *testing.T, name string, files []txtar.File) {
	e, want := siteEdition(t, name, files)
	if d := cmp.Diff(strings.Split(strings.TrimSpace(want), "\n"), tree(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// siteEdition reads one site; its first page is the start.
func siteEdition(t *testing.T, name string, files []txtar.File) (e *normalise.Edition, want string) {
	const origin = "http://example.test"
	wrap, record := "BODY", ""
	var at, bodies []string
	for _, f := range files {
		switch path := strings.TrimPrefix(f.Name, name); path {
		case "/wrap":
			wrap = string(f.Data)
		case "/want":
			want = string(f.Data)
		case "/record":
			record = strings.TrimSpace(string(f.Data))
		default:
			at, bodies = append(at, origin+path), append(bodies, string(f.Data))
		}
	}
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: at[:1], Hosts: []string{"example.test"}}
	if record != "" {
		in.Amendments = []string{origin + record}
	}
	var docs []*parse.Document
	for i, body := range bodies {
		if title, rest, chapter := strings.Cut(strings.TrimPrefix(body, "= "), "\n"); chapter && strings.HasPrefix(body, "= ") {
			body = rest + "<main><h1>" + title + "</h1>" + chapterBody(mRow{title: title}) + "</main>"
		}
		doc := parseKit(t, "generic", at[i], []byte("<!DOCTYPE html><html><body>"+strings.Replace(wrap, "BODY", body, 1)+"</body></html>"))
		docs = append(docs, doc)
		in.Pages = append(in.Pages, normalise.Page{Document: doc})
	}
	parse.MarkFurniture(docs)
	return Read(in), want
}

// TestTextsOfSectionsBesideFiles: what a section's page says above its files is its text; the files,
// what is said of each, and the tags under which they are filed are not.
func TestTextsOfSectionsBesideFiles(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/sites.txtar")
	if err != nil {
		t.Fatal(err)
	}
	const name = "sections that the record names"
	var files []txtar.File
	for _, f := range ar.Files {
		if strings.HasPrefix(f.Name, name+"/") {
			files = append(files, f)
		}
	}
	e, _ := siteEdition(t, name, files)
	got := make(map[string]string)
	for _, s := range e.Sections {
		if s.Kind == normalise.KindSection || s.Kind == normalise.KindHeading && s.Depth < 3 {
			got[s.Title] = s.Text
		}
	}
	want := map[string]string{"Policy and procedures": "See below for what all have signed.", "Reviews": "Forms go to the manager.", "Mental Capacity": "", "Homes": "For those who buy care and for those who give it, in homes, in day centres and in the houses of people who live alone. Each of the papers below was agreed by all partners, is looked at again every two years, and holds for everyone who works with adults in the county, whoever pays for the care."}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestListLabelsAreNoHeadings: what heads the list on the page of a section is no heading
// of the section's text.
func TestListLabelsAreNoHeadings(t *testing.T) {
	const origin = "http://example.test"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}}
	for at, body := range map[string]string{
		"/":       `<h1>Manual</h1><ul><li><a href="/cases">Cases</a></li><li><a href="/staff">Staff</a></li><li><a href="/places">Places</a></li></ul>`,
		"/cases":  `<h1>Cases</h1><p>For all who visit.</p><h2>Downloads</h2><ul><li><a href="/visits">Visits</a></li><li><a href="/plans">Plans</a></li></ul>`,
		"/staff":  `<h1>Staff</h1><h2>Downloads</h2><ul><li><a href="/vetting">Vetting</a></li><li><a href="/cover">Cover</a></li></ul><h2>Whom to ask</h2><p>The duty desk knows.</p>`,
		"/places": `<h1>Places</h1><p><b>Table of contents</b></p><ul><li><a href="/homes">Homes</a></li><li><a href="/islands">Islands</a></li></ul>`,
		"/homes":  `<h1>Homes</h1><p>Ring first.</p>`, "/islands": `<h1>Islands</h1><p>Mind the tide.</p>`,
		"/visits": `<h1>Visits</h1><p>Two go together.</p>`, "/plans": `<h1>Plans</h1><p>Who does what.</p>`, "/vetting": `<h1>Vetting</h1><p>Both referees.</p>`, "/cover": `<h1>Cover</h1><p>Never alone.</p>`,
	} {
		in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte("<html><body><main>"+body+"</main></body></html>"))})
	}
	var heads []string
	for _, s := range Read(in).Sections {
		if s.Kind == normalise.KindHeading {
			heads = append(heads, s.Title)
		}
	}
	if d := cmp.Diff([]string{"Whom to ask"}, heads); d != "" {
		t.Error(d)
	}
}
