package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// zipFile makes an archive of name, content pairs.
func zipFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// wordFile makes a .docx of the content of w:body and further parts.
func wordFile(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	return zipFile(t, append([]string{"word/document.xml", `<w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`}, parts...)...)
}

func readBytes(t testing.TB, body []byte) *parse.Document {
	t.Helper()
	d, err := Read(context.Background(), parse.Input{URL: "http://board.example/a/b.docx", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lines shows blocks as a person would write them down: rank, number, text.
func lines(blocks []parse.Block) []string {
	var out []string
	for _, b := range blocks {
		s := b.Text
		if b.Marker != "" {
			s = "[" + b.Marker + "] " + s
		}
		switch {
		case b.Class == "title":
			s = "title: " + s
		case b.Class == "footnote":
			s = "note: " + s
		case b.Region == parse.Furniture:
			s = "furniture: " + s
		case b.Region == parse.Contents:
			s = "contents: " + s
		case b.Kind == parse.Heading:
			s = strings.Repeat("#", b.Level) + " " + s
		case b.Kind == parse.Item:
			s = strings.Repeat("*", b.Level) + " " + s
		case b.Kind == parse.Row:
			s = "row: " + s
		case b.Kind == parse.Box:
			s = "box: " + s
		case b.Kind == parse.Image:
			s = "image: " + s
		}
		out = append(out, s)
	}
	return out
}

// TestFormats reads the same small handbook in all formats, written by hand and
// by LibreOffice.
func TestFormats(t *testing.T) {
	want := []string{
		"title: Otter Valley Handbook",
		"contents: 1 First steps",
		"# [1] First steps",
		"Every worker must ring the duty team within one day.",
		"note: [1] The number is on the back page.",
		"## [1.1] Who does what",
		"* [1.] The lead",
		"** [(a)] keeps the record",
		"** [(b)] checks the plan",
		"* [2.] The deputy",
		"* a bullet",
		"Read the national rules and the second page, or see above.",
		"## [1.2] Time limits",
		"row: Step | Limit",
		"row: Visit | one day | lead\ndeputy",
		"A box hangs here.",
		"box: SCOPE OF THIS CHAPTER",
		"All staff of the valley.",
		"# [2] Second part",
		"All bold here",
		"# [Appendix A:] Forms",
		"# [Appendix B:] More forms",
		"* [1.] restarted one",
		"controlled words",
		"furniture: Otter Valley Board",
	}
	files := map[string]parse.Reader{"handbook.docx": Read, "libreoffice.docx": Read, "handbook.odt": ReadODT, "handbook.doc": ReadDOC}
	for name, read := range files {
		body, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := read(context.Background(), parse.Input{URL: "http://board.example/d", Body: body})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		at := 0
		for _, l := range lines(d.Blocks) {
			if at < len(want) && l == want[at] {
				got = append(got, l)
				at++
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: lines in order (-want +got):\n%s\nall: %q", name, diff, lines(d.Blocks))
		}
		text := strings.Join(lines(d.Blocks), "\n")
		for _, word := range []string{"may", "secret", "Somebody"} {
			if strings.Contains(text, word) {
				t.Errorf("%s: %q is deleted, hidden or private and still there", name, word)
			}
		}
		if n := strings.Count(text, "A worried child"); n != 1 {
			t.Errorf("%s: the text box was read %d times", name, n)
		}
		for _, b := range d.Blocks {
			for _, l := range b.Links {
				if b.Text[l.Start:l.End] != l.Text || l.Text == "" {
					t.Errorf("%s: link %+v does not lie on its words in %q", name, l, b.Text)
				}
			}
		}
	}
}

func TestTableSpans(t *testing.T) {
	body, err := os.ReadFile("testdata/handbook.docx")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range readBytes(t, body).Blocks {
		for _, c := range b.Cells {
			got = append(got, fmt.Sprintf("%dx%d %v %s", c.ColSpan, c.RowSpan, c.Header, c.Text))
		}
	}
	want := []string{
		"1x1 true Step", "2x1 true Limit", "1x2 false Visit", "1x1 false one day", "1x1 false lead\ndeputy",
		"1x1 false two days", "1x1 false inner a | inner b",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func p(ppr, text string) string {
	return `<w:p><w:pPr>` + ppr + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func num(id, lvl int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, lvl, id)
}

func TestNumbering(t *testing.T) {
	numbering := `<w:numbering ` + wordNS + `>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/><w:lvlText w:val="(%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>`
	body := p(num(1, 0), "a") + p(num(1, 1), "b") + p(num(1, 2), "c") + p(num(1, 0), "d") + p(num(1, 1), "e") +
		p(num(1, 1), "") + p(num(1, 1), "f") + p(num(1, 2), "g") + p(num(1, 3), "h") + p(num(2, 0), "i") + p(num(2, 0), "j") + p(num(0, 0), "k")
	d := readBytes(t, wordFile(t, body, "word/numbering.xml", numbering))
	want := []string{
		"* [Part I] a", "** [1.1] b", "*** [(a)] c", "* [Part II] d", "** [2.1] e", "** [2.3] f", "*** [(b)] g",
		"**** h", "* [Part IX] i", "* [Part X] j", "k",
	}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
}

func TestNumberFormats(t *testing.T) {
	for _, c := range []struct {
		v            int
		format, want string
	}{
		{14, "lowerRoman", "xiv"}, {28, "upperLetter", "BB"}, {7, "decimalZero", "07"}, {22, "ordinal", "22nd"}, {13, "ordinal", "13th"},
		{21, "cardinalText", "Twenty-one"}, {30, "ordinalText", "Thirtieth"}, {12, "ordinalText", "Twelfth"}, {5000, "upperRoman", "5000"}, {3, "arabicAbjad", "3"},
	} {
		if got := formatNumber(c.v, c.format, 0); got != c.want {
			t.Errorf("%d as %s: %q, want %q", c.v, c.format, got, c.want)
		}
	}
}

// TestStyles: rank comes through basedOn, from outline levels in foreign
// languages, from built-in names without a level; numbered prose in a heading's
// style is no heading.
func TestStyles(t *testing.T) {
	styles := `<w:styles ` + wordNS + `>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Überschrift"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="Own"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="X3"><w:name w:val="heading 3"/></w:style></w:styles>`
	st := func(id, text string) string { return p(`<w:pStyle w:val="`+id+`"/>`, text) }
	long := "Every person who works with a child in the valley has a duty to ring the team on the same day, and to write down what was said."
	body := st("Own", "one") + st("Body", "two") + st("Loop", "three") + st("X3", "four") + st("Heading2", "undeclared") + st("X3", long) + p(`<w:outlineLvl w:val="1"/>`, "direct")
	d := readBytes(t, wordFile(t, body, "word/styles.xml", styles))
	want := []string{"# one", "two", "three", "### four", "## undeclared", long, "## direct"}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestChangesAndFields covers deleted paragraph marks, moved text, fields over
// several paragraphs, and a field that never ends.
func TestChangesAndFields(t *testing.T) {
	fld := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	instr := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	r := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	body := `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("joined") + `</w:p>` + p("", "here") +
		`<w:p><w:moveFrom>` + r("old place") + `</w:moveFrom><w:moveTo>` + r("new place") + `</w:moveTo></w:p>` +
		`<w:p>` + fld("begin") + instr(` TOC \o "1-3" `) + fld("separate") + r("1 Alpha") + `</w:p>` + p("", "2 Beta") + `<w:p>` + fld("end") + `</w:p>` +
		`<w:p>` + fld("begin") + instr(`IF x`) + r("code") + `</w:p>` +
		`<w:p>` + r("after a broken field") + fld("end") + `</w:p>` +
		`<w:p>` + fld("begin") + instr(` TOC `) + fld("separate") + r("3 Gamma") + `</w:p>` + p(`<w:outlineLvl w:val="0"/>`, "Heading") + p("", "text")
	d := readBytes(t, wordFile(t, body))
	want := []string{"joined here", "new place", "contents: 1 Alpha", "contents: 2 Beta", "after a broken field", "contents: 3 Gamma", "# Heading", "text"}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
	if len(d.Findings) != 1 || d.Findings[0].Code != "tracked_changes" {
		t.Errorf("findings %v", d.Findings)
	}
}

// TestLayoutTable: headings that stand in a table used as a frame are headings,
// with the number from the cell before them.
func TestLayoutTable(t *testing.T) {
	h := `<w:outlineLvl w:val="1"/>`
	row := func(cells ...string) string {
		s := "<w:tr>"
		for _, c := range cells {
			s += "<w:tc>" + c + "</w:tc>"
		}
		return s + "</w:tr>"
	}
	body := `<w:tbl>` + row(p("", "1.2"), p(h, "Scope")) + row(p("", "a"), p("", "b")) + row(p(h, "Alone")+p("", "text")) + `</w:tbl>`
	d := readBytes(t, wordFile(t, body))
	want := []string{"## [1.2] Scope", "row: a | b", "## Alone", "text"}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestHeadTable: the only heading of a small table is the title of what follows; of
// several, or in a long one, none is.
func TestHeadTable(t *testing.T) {
	h := p(`<w:outlineLvl w:val="0"/>`, "Visits")
	table := func(rows ...string) string { return "<w:tbl>" + strings.Join(rows, "") + "</w:tbl>" }
	row := func(cells ...string) string {
		return "<w:tr><w:tc>" + strings.Join(cells, "</w:tc><w:tc>") + "</w:tc></w:tr>"
	}
	text := func(s string) string { return p("", s) }
	pair := func(a, b string) string { return row(text(a), text(b)) }
	for _, c := range []struct{ body, want string }{
		{table(row(text("Board"), h), pair("Issue: 2", "Date: 1 May 2019")), "# Visits|Board|row: Issue: 2 | Date: 1 May 2019"},
		{table(pair("Reference", "SP04"), row(text("Title:"), h), pair("Owner", "The manager")), "# [SP04] Visits|row: Reference | SP04|row: Owner | The manager"},
		{table(row(text("Sign"), h), row(h, text("Who"))), "row: Sign | Visits|row: Visits | Who"},
		{table(pair("a", "b"), pair("c", "d"), pair("e", "f"), row(h, text("g"))), "row: a | b|row: c | d|row: e | f|row: Visits | g"},
	} {
		if got := strings.Join(lines(readBytes(t, wordFile(t, c.body+text("after"))).Blocks), "|"); got != c.want+"|after" {
			t.Errorf("got %q, want %q", got, c.want+"|after")
		}
	}
}

func TestDamaged(t *testing.T) {
	body := p("", "kept") + `<w:p><w:r><w:t>cut off`
	d := readBytes(t, zipFile(t, "word/document.xml", `<w:document `+wordNS+`><w:body>`+body))
	if len(d.Blocks) == 0 || d.Blocks[0].Text != "kept" || len(d.Findings) == 0 || d.Findings[0].Code != "file_damaged" {
		t.Errorf("blocks %q, findings %v", lines(d.Blocks), d.Findings)
	}
}

func TestBomb(t *testing.T) {
	deep := strings.Repeat("<w:tbl><w:tr><w:tc>", 20_000) + p("", "deep words") + strings.Repeat("</w:tc></w:tr></w:tbl>", 20_000)
	d := readBytes(t, wordFile(t, deep))
	if got := strings.Join(lines(d.Blocks), "\n"); !strings.Contains(got, "deep words") {
		t.Errorf("deep nesting lost its words: %q", got)
	}
	for name, text := range map[string]string{
		"elements": strings.Repeat("<w:p/>", 7_000_000),
		"blocks":   strings.Repeat(p("", "x"), maxBlocks+1),
		"bytes":    strings.Repeat(" ", maxPart),
	} {
		big := wordFile(t, p("", "first")+text)
		_, err := Read(context.Background(), parse.Input{URL: "http://board.example/a/b.docx", Body: big})
		if !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), "larger than this reader allows") {
			t.Errorf("too many %s: %v", name, err)
		}
	}
}

// TestErrors: what cannot be read says what it is and what to do.
func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		read parse.Reader
		body string
		want string
	}{
		"garbage":  {Read, "<html>", "zip"},
		"workbook": {Read, string(zipFile(t, "xl/workbook.xml", "x")), "Excel"},
		"rtf":      {ReadDOC, `{\rtf1 hello}`, "rich text"},
		"old":      {ReadDOC, "\xDB\xA5-\x00", "saved as .docx"},
		"odt":      {ReadODT, "x", "OpenDocument"},
	} {
		_, err := c.read(context.Background(), parse.Input{Body: []byte(c.body)})
		if err == nil || !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func TestSameTwice(t *testing.T) {
	body, err := os.ReadFile("testdata/handbook.docx")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(readBytes(t, body), readBytes(t, body)); diff != "" {
		t.Error(diff)
	}
}

// TestHeadingsByLook: a document without any heading style, as people write it.
func TestHeadingsByLook(t *testing.T) {
	run := func(rpr, s string) string {
		return `<w:p><w:r><w:rPr>` + rpr + `</w:rPr><w:t>` + s + `</w:t></w:r></w:p>`
	}
	body := run(`<w:b/><w:sz w:val="36"/>`, "Visiting Homes") + run(``, "Version of May.") +
		run(`<w:b/><w:sz w:val="28"/>`, "1. Before the visit") + run(``, "Plan it.") +
		run(`<w:b/>`, "Who goes") + run(``, "Two workers go.") + run(`<w:b/>`, "Two workers must always go.") +
		run(`<w:b/><w:sz w:val="28"/>`, "2. After<w:br/>the visit") + run(``, "Write it down.")
	d := readBytes(t, wordFile(t, strings.ReplaceAll(body, "<w:br/>", `</w:t><w:tab/><w:t>`)))
	want := []string{
		"title: Visiting Homes", "Version of May.", "## 1. Before the visit", "Plan it.", "### Who goes", "Two workers go.",
		"Two workers must always go.", "## 2. After the visit", "Write it down.",
	}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
	if d.Title != "Visiting Homes" || len(d.Findings) != 1 || d.Findings[0].Code != "headings_by_look" {
		t.Errorf("title %q, findings %v", d.Title, d.Findings)
	}
}

// TestHeadingsSetApart: of bold lines in the size of the text the underlined stand above
// those in italics.
func TestHeadingsSetApart(t *testing.T) {
	run := func(rpr, s string) string {
		return `<w:p><w:r><w:rPr>` + rpr + `</w:rPr><w:t>` + s + `</w:t></w:r></w:p>`
	}
	body := run(`<w:b/>`, "CASES") + run(`<w:b/><w:u w:val="single"/>`, "Visits") + run(``, "Plan it well ahead.") + run(`<w:b/><w:i/>`, "Who goes") + run(``, "Two workers go.") +
		run(`<w:b/><w:u w:val="single"/>`, "Plans") + run(``, "Write it down at once.") + run(`<w:b/><w:i/>`, "Who writes") + run(``, "Both of them do.")
	want := []string{"## CASES", "### Visits", "Plan it well ahead.", "#### Who goes", "Two workers go.", "### Plans", "Write it down at once.", "#### Who writes", "Both of them do."}
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, body)).Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestBoldLead tells the bold words that begin a paragraph from the rest.
func TestBoldLead(t *testing.T) {
	run := func(props, text string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	body := `<w:p>` + run(`<w:b/>`, "Joint ") + run(`<w:b/>`, "Visits") + run(``, ": times changed.") + `</w:p><w:p>` + run(``, "None ") + run(`<w:b/>`, "here.") + `</w:p><w:p>` + run(`<w:b/>`, "All of it.") + `</w:p>`
	var got []string
	for _, b := range readBytes(t, wordFile(t, body)).Blocks {
		got = append(got, b.Text[:b.Lead])
	}
	if d := cmp.Diff([]string{"Joint Visits", "", ""}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestHeadingsByOwnStyles reads headings whose styles have no outline level, or that are
// only set apart, beside those that have one, and keeps what is set in a style of its own
// but is text.
func TestHeadingsByOwnStyles(t *testing.T) {
	style := func(id, rest string) string {
		return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + id + `"/>` + rest + `</w:style>`
	}
	styles := `<w:styles ` + wordNS + `>` +
		style("Part", `<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>`) +
		style("Side", `<w:rPr><w:b/><w:sz w:val="24"/></w:rPr>`) +
		style("Minor", `<w:rPr><w:b/><w:i/><w:sz w:val="22"/></w:rPr>`) +
		style("Strong", `<w:rPr><w:b/></w:rPr>`) + `</w:styles>`
	st := func(id, text string) string { return p(`<w:pStyle w:val="`+id+`"/>`, text) }
	run := func(rpr, s string) string {
		return `<w:p><w:r><w:rPr>` + rpr + `</w:rPr><w:t>` + s + `</w:t></w:r></w:p>`
	}
	direct := st("Part", "Visits") + run(`<w:b/>`, "Before") + p("", "Plan it.") + run(`<w:u w:val="single"/>`, "Who goes") + p("", "Two go.") +
		run(`<w:b/>`, "After") + p("", "Write it.") + run(`<w:u w:val="single"/>`, "Who writes") + p("", "Both do.") +
		run(`<w:b/>`, "Later") + p("", "Read it.") + run(`<w:u w:val="single"/>`, "Who reads") + p("", "The chair does.") + run(`<w:i/>`, "A word in italics")
	want := []string{"# Visits", "## Before", "Plan it.", "### Who goes", "Two go.", "## After", "Write it.", "### Who writes", "Both do.", "## Later", "Read it.", "### Who reads", "The chair does.", "A word in italics"}
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, direct, "word/styles.xml", styles)).Blocks)); diff != "" {
		t.Error(diff)
	}
	body := st("Part", "Visits") + st("Side", "Before") + p("", "Plan it.") + st("Minor", "Who goes") + p("", "Two go.") +
		st("Side", "After") + st("Minor", "What to write") + p("", "All of it.") + st("Strong", "Two workers must always go.") + st("Strong", "Nobody goes alone")
	d := readBytes(t, wordFile(t, body, "word/styles.xml", styles))
	want = []string{"# Visits", "## Before", "Plan it.", "### Who goes", "Two go.", "## After", "### What to write", "All of it.", "Two workers must always go.", "Nobody goes alone"}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestQuotations keeps quotations and who said them as text, however they are set: the names
// of Word's own styles are the same in every language.
func TestQuotations(t *testing.T) {
	style := func(id, name, rest string) string {
		return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + rest + `</w:style>`
	}
	styles := `<w:styles ` + wordNS + `>` + style("berschrift1", "heading 1", `<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>`) +
		style("IntensivesZitat", "Intense Quote", `<w:rPr><w:b/><w:i/></w:rPr>`) + style("Beschriftung", "caption", `<w:rPr><w:b/><w:sz w:val="18"/></w:rPr>`) + `</w:styles>`
	st := func(id, text string) string { return p(`<w:pStyle w:val="`+id+`"/>`, text) }
	said := func(words, who string) string { return st("IntensivesZitat", words) + st("Beschriftung", who) }
	body := st("berschrift1", "Visits") + p("", "Plan it.") + said("‘Nobody asked me’", "Parent") + st("berschrift1", "After") + p("", "Write it.") + said("‘I could draw’", "Child, aged 9")
	want := []string{"# Visits", "Plan it.", "‘Nobody asked me’", "Parent", "# After", "Write it.", "‘I could draw’", "Child, aged 9"}
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, body, "word/styles.xml", styles)).Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestHeadingsAsBars reads headings set as tables of one cell beside those that are lines.
func TestHeadingsAsBars(t *testing.T) {
	run := func(rpr, s string) string {
		return `<w:p><w:r><w:rPr>` + rpr + `</w:rPr><w:t>` + s + `</w:t></w:r></w:p>`
	}
	bar := func(s string) string { return `<w:tbl><w:tr><w:tc>` + s + `</w:tc></w:tr></w:tbl>` }
	body := bar(run(`<w:b/><w:sz w:val="36"/>`, "Visits")) + run(`<w:b/><w:sz w:val="28"/>`, "Before") + run(``, "Plan it.") +
		bar(run(``, "Two workers go.")) + bar(run(`<w:b/><w:sz w:val="36"/>`, "Records")) + run(`<w:b/><w:sz w:val="28"/>`, "After") + run(``, "Write it down.")
	want := []string{"## Visits", "### Before", "Plan it.", "Two workers go.", "## Records", "### After", "Write it down."}
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, body)).Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestForm: a form in whose rows bars head texts, below names and values; a bold row
// across a table over rows of several cells heads none.
func TestForm(t *testing.T) {
	bold := func(s string) string { return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r></w:p>` }
	across := func(s string) string {
		return `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + s + `</w:tc></w:tr>`
	}
	pair := func(a, b string) string {
		return `<w:tr><w:tc>` + p("", a) + `</w:tc><w:tc>` + p("", b) + `</w:tc></w:tr>`
	}
	form := `<w:tbl>` + pair("Reference", "SOP01") + across(bold("1. Purpose")) + across(p("", "Plan it.")+p("", "Two workers go.")) +
		across(bold("2. Records")) + across(p("", "Write it down.")) + pair("Date", "May 2019") + `</w:tbl>`
	want := []string{"row: Reference | SOP01", "## 1. Purpose", "Plan it.", "Two workers go.", "## 2. Records", "Write it down.", "row: Date | May 2019"}
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, form)).Blocks)); diff != "" {
		t.Error(diff)
	}
	groups := `<w:tbl>` + across(bold("North")) + pair("a", "b") + across(bold("South")) + pair("c", "d") + `</w:tbl>`
	want = []string{"row: North", "row: a | b", "row: South", "row: c | d"}
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, groups)).Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestSmallThings: a drop cap, a heading on two lines, a table whose bold first
// row is its header.
func TestSmallThings(t *testing.T) {
	bold := func(s string) string { return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r></w:p>` }
	body := p(`<w:framePr w:dropCap="drop" w:lines="3"/>`, "E") + p("", "very child") +
		`<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Two</w:t><w:br/><w:t>lines</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc>` + bold("Date") + `</w:tc><w:tc>` + bold("Change") + `</w:tc></w:tr><w:tr><w:tc>` + p("", "May") + `</w:tc><w:tc>` + p("", "None") + `</w:tc></w:tr></w:tbl>`
	d := readBytes(t, wordFile(t, body))
	want := []string{"Every child", "# Two lines", "row: Date | Change", "row: May | None"}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
	if !d.Blocks[2].Header || d.Blocks[3].Header {
		t.Error("the bold first row is not the header")
	}
}

// TestPromptsOfForms leaves out what Word puts into empty fields of a form, in a paragraph or around
// one, and keeps what the author asks for or somebody has chosen.
func TestPromptsOfForms(t *testing.T) {
	field := func(empty bool, content string) string {
		showing := ""
		if empty {
			showing = "<w:showingPlcHdr/>"
		}
		return "<w:sdt><w:sdtPr>" + showing + "</w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>"
	}
	words := func(s string) string { return "<w:r><w:t xml:space=\"preserve\">" + s + "</w:t></w:r>" }
	d := readBytes(t, wordFile(t, "<w:p>"+words("Name: ")+field(true, words("Click or tap here to enter text."))+"</w:p>"+
		"<w:p>"+words("Seen: ")+field(true, words("What the child said"))+"</w:p>"+
		"<w:p>"+words("Told: ")+field(false, words("Choose an item."))+"</w:p>"+
		field(true, p("", "Choose an item."))+p("", "After.")))
	if diff := cmp.Diff([]string{"Name:", "Seen: What the child said", "Told: Choose an item.", "After."}, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestDeepNesting: what stands too deep comes out as text, with a finding.
func TestDeepNesting(t *testing.T) {
	const deep = 3000
	d := readBytes(t, wordFile(t, strings.Repeat("<w:sdt><w:sdtContent>", deep)+p("", "Deep words.")+strings.Repeat("</w:sdtContent></w:sdt>", deep)+p("", "After.")))
	if diff := cmp.Diff([]string{"Deep words.", "After."}, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
	if len(d.Findings) != 1 || d.Findings[0].Code != parse.FindingDeep {
		t.Errorf("findings %v", d.Findings)
	}
}

// TestLooksOfOldFiles ranks the headings of .doc files without styles by how they are
// set: the size of their type, bold, underlined.
func TestLooksOfOldFiles(t *testing.T) {
	for file, want := range map[string][]string{ // both made by LibreOffice
		"bylook.doc": {
			"title: Visiting Homes", "Version of May", "## 1 Before the visit", "Plan it with the team and write the plan down.",
			"### 1.1 Who goes", "Two workers go.", "## 2 After the visit", "Write it down.",
		},
		"underlined.doc": {
			"## PROCEDURE 7", "## HOME VISITS", "### 7.1 Before the Visit", "The worker reads the file and plans the visit.",
			"#### Pets", "The worker asks and notes the answer.", "A note in italics", "It is kept on the file.",
			"### 7.2 At the Door", "The worker reads the file and plans the visit.",
			"#### Keys", "The worker asks and notes the answer.", "A note in italics", "It is kept on the file.",
		},
	} {
		body, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := ReadDOC(context.Background(), parse.Input{URL: "http://board.example/d", Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
