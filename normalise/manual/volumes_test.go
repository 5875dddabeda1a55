package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// readFiles reads the manual of a start page and files beside it; the register names the address
// of the record of changes.
func readFiles(t *testing.T, body, record string, files ...*parse.Document) string {
	t.Helper()
	const origin = "http://example.test"
	docs := append(files, parseKit(t, "generic", origin+"/", []byte("<!DOCTYPE html><html><body><main>"+body+"</main></body></html>")))
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Amendments: []string{origin + record}, Hosts: []string{"example.test"}}
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return strings.Join(bookLines(Read(in)), "\n")
}

// TestVolumes reads a manual of several volumes whole: the longest alone has more chapters than
// the start page has links. Where one document beside them is the whole, that is read.
func TestVolumes(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	chapter := func(title string) string { return "# " + title + p + "## Why" + p + "## How" + p }
	file := func(name string, chapters ...string) *parse.Document {
		text := ""
		for _, title := range chapters {
			text += chapter(title)
		}
		return fileOf("http://example.test/"+name, "Manual", text)
	}
	one, two := file("v1.odt", "1 Visits", "2 Plans"), file("v2.odt", "3 Faith", "4 Pets", "5 Closing")
	const volumes = `<h1>Manual</h1><h2>Volume 1: Core</h2><p><a href="/v1.odt">Download volume 1</a> (ODT, 17 KB)</p><h2>Volume 2: Special</h2><p><a href="/v2.odt">Download volume 2</a> (ODT, 18 KB)</p>`
	below := func(titles ...string) (out string) {
		for _, title := range titles {
			out += "\n chapter|" + title + "\n  heading||Why\n  heading||How"
		}
		return out
	}
	want := "section|1|Core" + below("1|Visits", "2|Plans") + "\nsection|2|Special" + below("3|Faith", "4|Pets", "5|Closing")
	if d := cmp.Diff(want, readFiles(t, volumes, "/none", one, two)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	named := strings.NewReplacer("Volume 1: ", "", "Volume 2: ", "", " volume 1", "", " volume 2", "").Replace(volumes)
	if d := cmp.Diff(strings.NewReplacer("section|1|", "section||", "section|2|", "section||").Replace(want), readFiles(t, named, "/none", one, two)); d != "" {
		t.Errorf("by names, one count through both: -want +got\n%s", d)
	}
	whole := file("all.docx", "1 Visits", "2 Plans", "3 Faith", "4 Pets", "5 Closing")
	want = strings.ReplaceAll(strings.TrimPrefix(below("1|Visits", "2|Plans", "3|Faith", "4|Pets", "5|Closing"), "\n "), "\n ", "\n")
	if d := cmp.Diff(want, readFiles(t, volumes+`<p><a href="/all.docx">Both volumes in one</a> (Word)</p>`, "/none", one, two, whole)); d != "" {
		t.Errorf("with the whole beside them: -want +got\n%s", d)
	}
}

// TestRecordBehindWords leaves out the link to the record of changes where the line says more
// than the link.
func TestRecordBehindWords(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	var files []*parse.Document
	for _, name := range []string{"Visits", "Plans", "Pets"} {
		files = append(files, fileOf("http://example.test/"+name+".docx", name, "# Why"+p+"# How"+p))
	}
	files = append(files, fileOf("http://example.test/record.docx", "Record of amendments", "|*Chapter|Change|Date|\n|Visits|New form.|3 May 2024|\n|Pets|Rewritten.|4 June 2023|"))
	got := readFiles(t, `<h1>Manual</h1><h2>Core</h2><ul><li><a href="/Visits.docx">Visits</a></li><li><a href="/Plans.docx">Plans</a></li><li><a href="/Pets.docx">Pets</a></li></ul><hr><p>Keeping track: <a href="/record.docx">Record of amendments</a> (DOCX)</p>`, "/record.docx", files...)
	want := "section||Core"
	for _, name := range []string{"Visits", "Plans", "Pets"} {
		want += "\n chapter||" + name + "\n  heading||Why\n  heading||How"
	}
	want += "\namendment|Visits|New form.|2024-05-03\namendment|Pets|Rewritten.|2023-06-04"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestAppendicesListedBesideChapters reads the appendices at the end of a manual as its own, where
// its list of contents sets them as the chapters of the last section; those that it sets below a
// chapter or a section of appendices stay there.
func TestAppendicesListedBesideChapters(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	read := func(list []string, text string) string {
		lines := ""
		for _, l := range list {
			lines += "~" + strings.TrimSpace(l) + "\n"
		}
		d := fileOf("http://example.test/handbook.docx", "Handbook", lines+text)
		for i, l := range list {
			d.Blocks[i].Kind, d.Blocks[i].Level = parse.Item, 1+strings.Count(l, " ")-strings.Count(strings.TrimSpace(l), " ")
		}
		return strings.Join(bookLines(readBookFile(d, nil)), "\n")
	}
	list := []string{"Part 1 Core", " 1 Visits", " 2 Plans", "Part 2 Special", " 3 Faith", " 4 Pets"}
	text := "# Part 1 Core\n## 1 Visits" + p + "### Why" + p + "## 2 Plans" + p + "# Part 2 Special\n## 3 Faith" + p + "### Why" + p + "## 4 Pets" + p
	want := "section|1|Core\n chapter|1|Visits\n  heading||Why\n chapter|2|Plans\nsection|2|Special\n chapter|3|Faith\n  heading||Why\n chapter|4|Pets\n"
	got := read(append(list, " Appendix A Chart", " Appendix B Form"), text+"## [Appendix A:] Chart"+p+"## [Appendix B:] Form"+p)
	if d := cmp.Diff(want+"appendix|Appendix A|Chart\nappendix|Appendix B|Form", got); d != "" {
		t.Errorf("beside chapters: -want +got\n%s", d)
	}
	got = read(append(list, "Part 3 Tools", " Appendix A Chart", " Appendix B Form"), text+"# Part 3 Tools\n## [Appendix A:] Chart"+p+"## [Appendix B:] Form"+p)
	if d := cmp.Diff(want+"section|3|Tools\n appendix|Appendix A|Chart\n appendix|Appendix B|Form", got); d != "" {
		t.Errorf("in a section of their own: -want +got\n%s", d)
	}
}
