package manual

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestFrontsOfHandbooks reads handbooks by their covers, lists of contents and records of
// changes.
func TestFrontsOfHandbooks(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	chapters := func(titles ...string) string {
		out := ""
		for _, title := range titles {
			out += "# " + title + p + "## Why" + p + "## How" + p
		}
		return out
	}
	three := "chapter||Visits\n heading||Why\n heading||How\nchapter||Plans\n heading||Why\n heading||How\nchapter||Records\n heading||Why\n heading||How\n"
	cases := []struct{ name, text, want string }{
		{"variations", "# Variations to this protocol\n|Date|Clause|Effect|\n|3 May 2016|2|Times changed.|\n" + chapters("1 Visits", "2 Plans", "3 Records"),
			"chapter|1|Visits\n heading||Why\n heading||How\nchapter|2|Plans\n heading||Why\n heading||How\nchapter|3|Records\n heading||Why\n heading||How\namendment|2|Times changed.|2016-05-03"},
		{"counted", "*Record of Amendments\nEach holder signs below.\n|Amendment|Date agreed|Section|Nature of the amendment|\n|1|03.05.2016|3 Records|Times changed.|\n" + chapters("1 Visits", "2 Plans", "3 Records"),
			"chapter|1|Visits\n heading||Why\n heading||How\nchapter|2|Plans\n heading||Why\n heading||How\nchapter|3|Records\n heading||Why\n heading||How\namendment|3 Records|Times changed.|2016-05-03"},
		{"editions", chapters("1 Visits", "2 Plans", "3 Records") + "# What's new\n## 2nd edition – May 2016\nPlans – Times changed.\n",
			"chapter|1|Visits\n heading||Why\n heading||How\nchapter|2|Plans\n heading||Why\n heading||How\nchapter|3|Records\n heading||Why\n heading||How\namendment|Plans|Times changed.|2016-05-01"},
		{"cover", "### Vale Safeguarding Board\n# Procedures\nIssued May 2016\n## Visits" + p + "### Why" + p + "#### At night" + p + "### How" + p + "## Plans" + p + "### Why" + p + "### How" + p + "## Records" + p + "### Why" + p + "### How" + p,
			"chapter||Visits\n heading||Why\n  heading||At night\n heading||How\nchapter||Plans\n heading||Why\n heading||How\nchapter||Records\n heading||Why\n heading||How"},
		{"pages before", "~3 Cases\n~4 Visits\n~7 Plans\n~8 Staff\n~9 Vetting\n~12 Cover\n# Cases\n## Visits" + p + "### Why" + p + "## Plans" + p + "# Staff\n## Vetting" + p + "## Cover" + p + "### Why" + p,
			"section||Cases\n chapter||Visits\n  heading||Why\n chapter||Plans\nsection||Staff\n chapter||Vetting\n chapter||Cover\n  heading||Why"},
		{"codes above numbers", "~S1 Visits\n~1.1 Why\n~1.2 How\n~S2 Plans\n~2.1 Why\n~2.2 How\n~S3 Records\n~3.1 Why\n~3.2 How\n# S1 Visits\n### 1.1 Why" + p + "### 1.2 How" + p + "# S2 Plans\n### 2.1 Why" + p + "### 2.2 How" + p + "# S3 Records\n### 3.1 Why" + p + "### 3.2 How" + p,
			"section|S1|Visits\n heading|1.1|Why\n heading|1.2|How\nsection|S2|Plans\n heading|2.1|Why\n heading|2.2|How\nsection|S3|Records\n heading|3.1|Why\n heading|3.2|How"},
		{"roman", "~I Cases\n~1 Visits\n~2 Plans\n~II Staff\n~3 Vetting\n~4 Cover\n# [Part I] Cases\n# [1] Visits" + p + "## Why" + p + "# [2] Plans" + p + "# [Part II] Staff\n# [3] Vetting" + p + "# [4] Cover" + p + "## Why" + p,
			"section|I|Cases\n chapter|1|Visits\n  heading||Why\n chapter|2|Plans\nsection|II|Staff\n chapter|3|Vetting\n chapter|4|Cover\n  heading||Why"},
		{"roman behind a word", "# Part I: Cases\n## Visits" + p + "### Why" + p + "## Plans" + p + "# Part II: Staff\n## Vetting" + p + "### Why" + p + "# Part III: Places\n## Rooms" + p + "### Why" + p + "## Keys" + p,
			"section|I|Cases\n chapter||Visits\n  heading||Why\n chapter||Plans\nsection|II|Staff\n chapter||Vetting\n  heading||Why\nsection|III|Places\n chapter||Rooms\n  heading||Why\n chapter||Keys"},
		{"parts in boxes", "~Part 1: Cases\n~1 Visits\n~2 Plans\n~Part 2: Staff\n~3 Vetting\n~4 Cover\nPart 1\n*Cases\n# 1 Visits" + p + "## Why" + p + "# 2 Plans" + p + "Part 2\n*Staff\n# 3 Vetting" + p + "# 4 Cover" + p + "## Why" + p,
			"section|1|Cases\n chapter|1|Visits\n  heading||Why\n chapter|2|Plans\nsection|2|Staff\n chapter|3|Vetting\n chapter|4|Cover\n  heading||Why"},
		{"table a year, days in the headings over them", "### Vale Board\n*Table of substantive changes\n*Changes in September 2023\n|Paragraph|Subject|Change|\n|22|Visits|Times changed.|\n|31|Records|New form.|\n*Changes in September 2022\n|Paragraph|Subject|Change|\n|12|Plans|Rewritten.|\n*Contents\n~Visits\n~Plans\n~Records\n" + chapters("Visits", "Plans", "Records"),
			three + "amendment|Visits|Times changed.|2023-09-01\namendment|Records|New form.|2023-09-01\namendment|Plans|Rewritten.|2022-09-01"},
		{"history by month at the back", chapters("Visits", "Plans", "Records") + "# History of the manual\n*November 2020\nVisits: Times changed.\nPlans: Rewritten.\n*April 2019\nRecords: New form.\n",
			three + "amendment|Visits|Times changed.|2020-11-01\namendment|Plans|Rewritten.|2020-11-01\namendment|Records|New form.|2019-04-01"},
		{"tables at the back below dated headings", chapters("Visits", "Plans", "Records") + "# Summary of key changes\n## Edition 3, May 2023\n|Chapter|Change|\n|Visits|Times changed.|\n|Records|New form.|\n## Edition 2, June 2021\n|Chapter|Change|\n|Plans|Rewritten.|\n",
			three + "amendment|Visits|Times changed.|2023-05-01\namendment|Records|New form.|2023-05-01\namendment|Plans|Rewritten.|2021-06-01"},
		{"each edition a heading of its own at the back", chapters("Visits", "Plans", "Records") + "# Appendix: Record of amendments to this manual\n## 3 May 2023\nVisits – Times changed.\nRecords – New form.\n## 4 June 2021\nPlans – Rewritten.\n",
			three + "amendment|Visits|Times changed.|2023-05-03\namendment|Records|New form.|2023-05-03\namendment|Plans|Rewritten.|2021-06-04"},
		{"an appendix counted with the others", "~Visits\n~Plans\n~Records\n~Appendix A – Form\n~Appendix B – Version Control\n" + chapters("Visits", "Plans", "Records") + "# Appendix A – Form" + p + "# Appendix B – Version Control\nThis is the history of the policy.\n|*Version|Date|Comment|\n|1|May 2021|New policy.|\n|2|June 2023|Times changed.|\n",
			three + "appendix|Appendix A|Form\nappendix|Appendix B|Version Control\namendment||New policy.|2021-05-01\namendment||Times changed.|2023-06-01"},
		{"bold label at the back", chapters("Visits", "Plans", "Records") + "*Changes since the last edition\n*May 2023\nVisits: Times changed.\nRecords: New form.\n*June 2021\nPlans: Rewritten.\n",
			three + "amendment|Visits|Times changed.|2023-05-01\namendment|Records|New form.|2023-05-01\namendment|Plans|Rewritten.|2021-06-01"},
		{"a line a change in the cell of a version", "|*Version|Date|Approved by|Changes|\n|2.0|3 May 2016|Policy Group|Visits: Times changed. / • Plans – Rewritten.|\n|1.0|4 June 2014|Policy Group|Records: New form.|\n" + chapters("Visits", "Plans", "Records"),
			three + "amendment|Visits|Times changed.|2016-05-03\namendment|Plans|Rewritten.|2016-05-03\namendment|Records|New form.|2014-06-04"},
		{"what became of a version", "|*Version|Date|Status|Approved by|\n|1|3 May 2014|Superseded|Policy Group|\n|2|4 June 2016|Current|Policy Group|\n" + strings.TrimSpace(chapters("Visits", "Plans", "Records")),
			strings.TrimSpace(three)},
	}
	for _, c := range cases {
		if d := cmp.Diff(strings.Split(c.want, "\n"), bookLines(readBook(t, c.text))); d != "" {
			t.Errorf("%s -want +got\n%s", c.name, d)
		}
	}
}

// TestFilesBehindPages reads manuals whose texts are in files: listed on the page that
// tells the changes, too, behind a small page with a button each, and a part below the
// heading of that part.
func TestFilesBehindPages(t *testing.T) {
	const origin = "http://example.test"
	p := "\n" + fillerWords(6) + "\n"
	file := func(name, title, text string) *parse.Document { return fileOf(origin+name, title, text) }
	chapter := func(name, title string) *parse.Document { return file(name, title, "# Why"+p+"# How"+p) }
	read := func(docs ...*parse.Document) string {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Amendments: []string{origin + "/"}, Hosts: []string{"example.test"}}
		for _, d := range docs {
			in.Pages = append(in.Pages, normalise.Page{Document: d})
		}
		parse.MarkFurniture(docs)
		return strings.Join(bookLines(Read(in)), "\n")
	}
	page := func(name, body string) *parse.Document {
		return parseKit(t, "generic", origin+name, []byte("<!DOCTYPE html><html><body>"+body+"</body></html>"))
	}
	got := read(page("/", `<main><h1>Guidance</h1><h2>Documents</h2><h3><a href="/1.docx">Chapter 1: Visits</a></h3><p>Word, 19KB</p><h3><a href="/2.docx">Chapter 2: Plans</a></h3><p>Word, 21KB</p><h3><a href="/3.docx">Chapter 3: Records</a></h3><p>Word, 12KB</p><h3>+ show all updates</h3><ol><li><time>22 August 2022</time><p>Time limits changed.</p></li><li><time>7 October 2019</time><p>First published.</p></li></ol></main>`),
		file("/1.docx", "Visits", "# Visits\n## Chapter 1: Visits"+p+"### Why"+p+"### How"+p), chapter("/2.docx", "Plans"), chapter("/3.docx", "Records"))
	want := "chapter|1|Visits\n heading||Why\n heading||How\nchapter|2|Plans\n heading||Why\n heading||How\nchapter|3|Records\n heading||Why\n heading||How\namendment||Time limits changed.|2022-08-22\namendment||First published.|2019-10-07"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("publication: -want +got\n%s", d)
	}
	row := `<tr><td>%s</td><td>2.0</td><td>3 May 2016</td><td>Times changed.</td><td><a href="%s">PDF<span class="visually-hidden"> %s</span></a></td></tr>`
	head := `<tr><th>Procedure</th><th>Version</th><th>Issued</th><th>What changed in this version</th><th>Download</th></tr>`
	got = read(page("/", `<main><h1>Procedures</h1><p>The table tells what changed.</p><h2>Cases</h2><table>`+head+fmt.Sprintf(row, "Visits", "/1.docx", "Visits")+fmt.Sprintf(row, "Plans", "/2.docx", "Plans")+`</table><h2>Staff</h2><table>`+head+fmt.Sprintf(row, "Vetting", "/3.docx", "Vetting")+`</table></main>`),
		chapter("/1.docx", "Visits"), chapter("/2.docx", "Plans"), chapter("/3.docx", "Vetting"))
	want = "section||Cases\n chapter||Visits\n  heading||Why\n  heading||How\n chapter||Plans\n  heading||Why\n  heading||How\nsection||Staff\n chapter||Vetting\n  heading||Why\n  heading||How\namendment|Visits|Times changed.|2016-05-03\namendment|Plans|Times changed.|2016-05-03\namendment|Vetting|Times changed.|2016-05-03"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("table of versions: -want +got\n%s", d)
	}
	list, docs := "", []*parse.Document{nil}
	want = "section||Cases"
	for i, title := range []string{"Visits", "Plans", "Records", "Reviews", "Transfers", "Closing"} {
		at := fmt.Sprintf("/%d", i)
		list += fmt.Sprintf(`<li><a href="%s">%s</a></li>`, at, title)
		docs = append(docs, page(at, `<main><h1>`+title+`</h1><dl><dt>Document type</dt><dd>Word</dd></dl><div class="button"><a href="`+at+`.docx">Download</a></div></main>`), chapter(at+".docx", title))
		want += "\n chapter||" + title + "\n  heading||Why\n  heading||How"
	}
	docs[0] = page("/", `<main><h1>Procedures</h1><h2>Cases</h2><ul>`+list+`</ul></main>`)
	if d := cmp.Diff(want, read(docs...)); d != "" {
		t.Errorf("buttons: -want +got\n%s", d)
	}
	got = read(page("/", `<main><h1>Procedures</h1><h2>Part 1: Cases</h2><p><a href="/p1.docx">Part 1: Cases</a> (Word)</p><h2>Part 2: Staff</h2><ul><li><a href="/v.docx">2.1 Vetting</a></li><li><a href="/c.docx">2.2 Cover</a></li></ul></main>`),
		file("/p1.docx", "Part 1: Cases", "# 1.1 Visits"+p+"## Why"+p+"# 1.2 Plans"+p+"## Why"+p), chapter("/v.docx", "Vetting"), chapter("/c.docx", "Cover"))
	want = "section|1|Cases\n chapter|1.1|Visits\n  heading||Why\n chapter|1.2|Plans\n  heading||Why\nsection|2|Staff\n chapter|2.1|Vetting\n  heading||Why\n  heading||How\n chapter|2.2|Cover\n  heading||Why\n  heading||How"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("part: -want +got\n%s", d)
	}
	got = read(page("/", `<main><h1>Procedures</h1><p><a href="/s1.docx">Section 1 Cases (Word)</a></p><p>1.1 Visits<br>1.2 Plans</p><p><a href="/s2.docx">Section 2 Staff (Word)</a></p><p>2.1 Vetting<br>2.2 Cover</p></main>`),
		file("/s1.docx", "Cases", "~1.1 Visits\n~1.2 Plans\n# Section 1 – Cases"+p+"## 1.1 Visits"+p+"### Why"+p+"## 1.2 Plans"+p+"### How"+p),
		file("/s2.docx", "Staff", "Vale Board\n## 2.1 Vetting"+p+"### Why"+p+"## 2.2 Cover"+p+"### How"+p))
	want = "section|1|Cases\n chapter|1.1|Visits\n  heading||Why\n chapter|1.2|Plans\n  heading||How\nsection|2|Staff\n chapter|2.1|Vetting\n  heading||Why\n chapter|2.2|Cover\n  heading||How"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("chapters in plain words below a file: -want +got\n%s", d)
	}
	for _, list := range []string{"*Contents of this section\n1.1 Visits\n1.2 Plans\n", "Contents\n+[] 1.1 Visits\n+[] Why\n+[] 1.2 Plans\n+[] How\n", "*Section contents\n|1.1|Visits|2|\n|1.2|Plans|3|\n", "*In this section:\nVisits\nPlans\n"} {
		got = read(page("/", `<main><h1>Procedures</h1><p><a href="/s1.docx">Section 1 Cases (Word)</a></p><p>1.1 Visits<br>1.2 Plans</p><p><a href="/s2.docx">Section 2 Staff (Word)</a></p><p>2.1 Vetting<br>2.2 Cover</p></main>`),
			file("/s1.docx", "Cases", "# Section 1 – Cases\n"+list+"## 1.1 Visits"+p+"### Why"+p+"## 1.2 Plans"+p+"### How"+p),
			file("/s2.docx", "Staff", "Vale Board\n## 2.1 Vetting"+p+"### Why"+p+"## 2.2 Cover"+p+"### How"+p))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("a list of contents in the file of a section, %q: -want +got\n%s", list, d)
		}
	}
	got = read(page("/", `<main><h1>Handbook</h1><h3>First Principles</h3><p>What it is for.</p><p><a href="/a.docx" title="First Principles">Download</a> <small>Word, 6KB</small></p><h3>Working Through a Concern</h3><p>What to do.</p><p><a href="/b.docx" title="Working Through a Concern">Download</a></p><h3>Where It Gets Difficult</h3><p>More.</p><p><a href="/c.docx">Download</a></p></main>`),
		file("/a.docx", "First Principles", "# 1. Purpose"+p+"## Why"+p+"# 2. Law"+p+"## How"+p),
		file("/b.docx", "Working Through a Concern", "# 3. Visits"+p+"## Why"+p+"# 4. Plans"+p),
		file("/c.docx", "Where It Gets Difficult", "# 5. Pets"+p+"# 6. Closing"+p+"## How"+p))
	want = "section||First Principles\n chapter|1|Purpose\n  heading||Why\n chapter|2|Law\n  heading||How\nsection||Working Through a Concern\n chapter|3|Visits\n  heading||Why\n chapter|4|Plans\nsection||Where It Gets Difficult\n chapter|5|Pets\n chapter|6|Closing\n  heading||How"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("one count through files: -want +got\n%s", d)
	}
	library := func(core, words string) *parse.Document {
		return page("/", `<main><h1>Policies</h1><h2>`+core+`</h2><p>They tell what to do.</p><p><a class="btn" href="/core.pdf">`+words+` (PDF)</a></p><h2>Protocols</h2><div><a href="/v.pdf">Vetting <span class="badge">PDF</span></a><a href="/c.pdf"><span class="badge">PDF</span> Cover</a><a href="/l.pdf">Leave <span class="badge">PDF</span> <span class="badge">New</span></a></div><h2>Tools</h2><ul><li><a href="/t.odt">Checklist <em>ODT</em></a></li><li><a href="/s.odt">The Last Word</a></li></ul></main>`)
	}
	core := file("/core.pdf", "Core Procedures", "~1 Visits\n~1.1 Why\n~2 Plans\n~2.1 Why\n# Core Procedures\n## 1 Visits"+p+"### 1.1 Why"+p+"## 2 Plans"+p+"### 2.1 Why"+p)
	files := []*parse.Document{core, chapter("/v.pdf", "Vetting"), chapter("/c.pdf", "Cover"), chapter("/l.pdf", "Leave"), chapter("/t.odt", "Checklist"), chapter("/s.odt", "The Last Word")}
	below := ""
	for _, title := range []string{"section||Protocols", " chapter||Vetting", " chapter||Cover", " chapter||Leave", "section||Tools", " chapter||Checklist", " chapter||The Last Word"} {
		below += "\n" + title
		if title[0] == ' ' {
			below += "\n  heading||Why\n  heading||How"
		}
	}
	want = "section||Core Procedures\n chapter|1|Visits\n  heading|1.1|Why\n chapter|2|Plans\n  heading|2.1|Why" + below
	for _, words := range []string{"Download the core procedures", "Core Procedures April 2022"} {
		if d := cmp.Diff(want, read(append([]*parse.Document{library("Core Procedures", words)}, files...)...)); d != "" {
			t.Errorf("chapters in the file of a section, %q: -want +got\n%s", words, d)
		}
	}
	want = "chapter||Early Help\n heading|1|Visits\n  heading|1.1|Why\n heading|2|Plans\n  heading|2.1|Why" + below
	if d := cmp.Diff(want, read(append([]*parse.Document{library("Early Help", "Download the early help")}, files...)...)); d != "" {
		t.Errorf("a chapter below a heading of its own: -want +got\n%s", d)
	}
}

// TestRecordsBesideChapters lists the file with the record of changes among those of the
// chapters, above, between or below them, whether the register names it or not: it is none.
func TestRecordsBesideChapters(t *testing.T) {
	const origin = "http://example.test"
	p := "\n" + fillerWords(6) + "\n"
	for _, name := range strings.Split("Table of amendments;Change log;Record of changes;Amendments to the manual;Revision history", ";") {
		record := fileOf(origin+"/log.docx", name, "# "+name+"\nSpelling is not told.\n## May 2023\nVisits: Times were changed.\n## June 2021\nPlans: Rewritten.\n")
		log := `<li><a href="/log.docx">` + name + `</a> (Word)</li>`
		for place, list := range map[string]string{
			"above":   log + `<li><a href="/visits.docx">Visits</a></li><li><a href="/plans.docx">Plans</a></li><li><a href="/vetting.docx">Vetting of Staff</a></li>`,
			"between": `<li><a href="/visits.docx">Visits</a></li>` + log + `<li><a href="/plans.docx">Plans</a></li><li><a href="/vetting.docx">Vetting of Staff</a></li>`,
			"below":   `<li><a href="/visits.docx">Visits</a></li><li><a href="/plans.docx">Plans</a></li><li><a href="/vetting.docx">Vetting of Staff</a></li>` + log,
		} {
			for _, known := range []bool{true, false} {
				in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}}
				if known {
					in.Amendments = []string{record.URL}
				}
				in.Pages = []normalise.Page{{Document: parseKit(t, "generic", origin+"/", []byte("<html><head><title>Manual</title></head><body><main><h1>Manual</h1><ul>"+list+"</ul></main></body></html>"))}, {Document: record}}
				for file, title := range map[string]string{"visits": "Visits", "plans": "Plans", "vetting": "Vetting of Staff"} {
					in.Pages = append(in.Pages, normalise.Page{Document: fileOf(origin+"/"+file+".docx", title, "# "+title+p)})
				}
				got := strings.Join(bookLines(Read(in)), "\n")
				if want := "chapter||Visits\nchapter||Plans\nchapter||Vetting of Staff\namendment|Visits|Times were changed.|2023-05-01\namendment|Plans|Rewritten.|2021-06-01"; got != want {
					t.Errorf("%s %s the chapters, in the register %t:\n%s", name, place, known, got)
				}
			}
		}
	}
}

// TestRecordUnderItsOwnHeading lists the record of changes that the register names under a heading
// of its own, by the name of the board: it is no chapter, and the heading over the sections, alone
// then, no section.
func TestRecordUnderItsOwnHeading(t *testing.T) {
	const origin = "http://example.test"
	p := "\n" + fillerWords(6) + "\n"
	record := fileOf(origin+"/log.docx", "Fen amendments log", "# Fen amendments log\n|*Section|Amendment|Date|\n|1.2|Times were changed.|May 2023|\n|2.1|Rewritten.|June 2021|\n")
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Amendments: []string{record.URL}, Hosts: []string{"example.test"}}
	list := ""
	for i, title := range []string{"Cases", "Staff", "Places"} {
		n := strconv.Itoa(i + 1)
		file := fileOf(origin+"/section-"+n+".docx", "Section "+n+" "+title, "# Section "+n+" "+title+"\n## ["+n+".1] Visits"+p+"## ["+n+".2] Plans"+p)
		in.Pages = append(in.Pages, normalise.Page{Document: file})
		list += `<li><a href="` + file.URL + `">Section ` + n + " " + title + `</a> (DOCX, 39 KB)<br>` + n + ".1 Visits<br>" + n + ".2 Plans</li>"
	}
	in.Pages = append(in.Pages, normalise.Page{Document: record}, normalise.Page{Document: parseKit(t, "generic", origin+"/", []byte("<html><head><title>Fen resources</title></head><body><main><h1>Fen resources</h1><h2>Procedures of all agencies</h2><ul>"+list+
		`</ul><h2>Changes</h2><p><a href="/log.docx">Fen amendments log</a> (DOCX, 37 KB)</p></main></body></html>`))})
	want := "section|1|Cases\n chapter|1.1|Visits\n chapter|1.2|Plans\nsection|2|Staff\n chapter|2.1|Visits\n chapter|2.2|Plans\nsection|3|Places\n chapter|3.1|Visits\n chapter|3.2|Plans\n" +
		"amendment|1.2|Times were changed.|2023-05-01\namendment|2.1|Rewritten.|2021-06-01"
	if d := cmp.Diff(strings.Split(want, "\n"), bookLines(Read(in))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestFilesInAMenu reads a manual whose contents stand in a menu of its first page: files
// that it lists beside the pages below that are chapters, files of other menus are none.
func TestFilesInAMenu(t *testing.T) {
	const origin = "http://example.test"
	p := "\n" + fillerWords(6) + "\n"
	menu := func(entries string) string {
		return `<nav role="navigation" class="block menu--procedures"><h2>Procedures menu</h2><ul class="menu">` + entries + `</ul></nav>`
	}
	entry := func(at, title string) string { return `<li><a href="` + at + `">` + title + `</a></li>` }
	part := func(title string, entries ...string) string {
		return `<li><span>` + title + `</span><ul>` + strings.Join(entries, "") + `</ul></li>`
	}
	visits, plans, records := entry("/p/visits", "Visits"), entry("/p/plans", "Plans"), entry("/p/records", "Records")
	vetting, leave, cover := entry("/p/vetting", "Vetting"), entry("/p/leave", "Leave"), entry("/files/cover.docx", "Cover")
	other := `<nav class="menu--papers"><h2>Papers</h2><ul class="menu">` + entry("/about", "About the keepers") + entry("/files/report.docx", "Yearly report") + `</ul></nav>`
	outline := func(titles ...string) string { // sections end in a colon
		out := ""
		for _, title := range titles {
			if section, ok := strings.CutSuffix(title, ":"); ok {
				out += "section||" + section + "\n"
			} else {
				out += " chapter||" + title + "\n  heading||Why\n  heading||How\n"
			}
		}
		return strings.TrimSuffix(out, "\n")
	}
	for name, c := range map[string]struct{ menu, want string }{
		"last":  {part("Cases", visits, plans, records) + part("Staff", vetting, leave, cover), outline("Cases:", "Visits", "Plans", "Records", "Staff:", "Vetting", "Leave", "Cover")},
		"first": {part("Cases", cover, visits, plans, records) + part("Staff", vetting, leave), outline("Cases:", "Cover", "Visits", "Plans", "Records", "Staff:", "Vetting", "Leave")},
		"flat":  {visits + plans + records + cover + vetting + leave, strings.ReplaceAll(outline("Visits", "Plans", "Records", "Cover", "Vetting", "Leave"), "\n ", "\n")[1:]},
	} {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/p"}, Hosts: []string{"example.test"}}
		docs := []*parse.Document{fileOf(origin+"/files/cover.docx", "Cover", "# Why"+p+"# How"+p), fileOf(origin+"/files/report.docx", "Yearly report", "# Why"+p)}
		page := func(at, body string) {
			docs = append(docs, parseKit(t, "generic", origin+at, []byte("<!DOCTYPE html><html><body>"+body+"</body></html>")))
		}
		page("/p", `<main><h1>Procedures</h1><p>They are kept by the policy group.</p></main>`+menu(c.menu)+other)
		page("/about", `<main><h1>About the keepers</h1><p>Who they are.</p></main>`)
		for _, title := range []string{"Visits", "Plans", "Records", "Vetting", "Leave"} {
			page("/p/"+strings.ToLower(title), `<main><h1>`+title+`</h1><h2>Why</h2><p>`+fillerWords(6)+`</p><h2>How</h2><p>`+fillerWords(6)+`</p></main>`)
		}
		for _, d := range docs {
			in.Pages = append(in.Pages, normalise.Page{Document: d})
		}
		parse.MarkFurniture(docs)
		if d := cmp.Diff(strings.Split(c.want, "\n"), bookLines(Read(in))); d != "" {
			t.Errorf("%s -want +got\n%s", name, d)
		}
	}
}
