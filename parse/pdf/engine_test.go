package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// contentPDF makes a file of one page with the content as given; the fonts are F1
// (Helvetica) and F2 (Helvetica-Bold), extra is put into the page's dictionary and
// more objects, from number 7 on, behind it.
func contentPDF(content, extra string, objects ...string) []byte {
	all := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</I 7 0 R>>>>" + extra + ">>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(all))
	for i, o := range all {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, start)
	return b.Bytes()
}

// show writes lines of text as content: font, size, left edge, baseline, text.
func show(font string, size, x, y float64, text string) string {
	return fmt.Sprintf("BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, size, x, y, text)
}

func mustRead(t *testing.T, body []byte) *parse.Document {
	t.Helper()
	doc, err := ReadInProcess(body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// outlineOf writes blocks in one line each: kind, level, text.
func outlineOf(doc *parse.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		kind := [...]string{"p", "h", "item", "row", "image", "box"}[b.Kind]
		if b.Level > 0 {
			kind += fmt.Sprint(b.Level)
		}
		if b.Marker != "" {
			kind += " " + b.Marker
		}
		out = append(out, kind+": "+b.Text)
	}
	return out
}

func TestDamagedFilesAreRead(t *testing.T) {
	good := simplePDF("The duty team answers at once.")
	replace := func(pattern, by string) []byte {
		return regexp.MustCompile(pattern).ReplaceAll(good, []byte(by))
	}
	for name, body := range map[string][]byte{
		"as it is":           good,
		"junk before header": append([]byte("HTTP/1.1 200 OK\r\n\r\n"), good...),
		"version 2.0":        replace(`%PDF-1\.4`, "%PDF-2.0"),
		"trailing junk":      append(bytes.Clone(good), bytes.Repeat([]byte("<!-- -->\n"), 300)...),
		"no startxref":       replace(`startxref[\s\S]*`, ""),
		"cut in the trailer": replace(`trailer[\s\S]*`, ""),
		"wrong startxref":    replace(`startxref\n\d+`, "startxref\n7"),
		"wrong offsets":      replace(`\n00000(\d{5}) 00000 n`, "\n00001$1 00000 n"),
		"absurd size":        replace(`/Size \d+`, "/Size 999999999"),
		"wrong length":       replace(`/Length \d+`, "/Length 9999"),
		"previous is itself": replace(`trailer\n<<`, "trailer\n<</Prev 9 "),
	} {
		t.Run(name, func(t *testing.T) {
			doc := mustRead(t, body)
			if diff := cmp.Diff([]string{"p: The duty team answers at once."}, outlineOf(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHeadingsParagraphsAndLists(t *testing.T) {
	content := show("F2", 18, 72, 760, "Missing Children") +
		show("F2", 13, 72, 725, "1. What to do") +
		show("F1", 11, 72, 705, "A worker who hears that a child is missing from home tells the duty team and the multi-") +
		show("F1", 11, 72, 691, "agency hub within the hour. The worker writes down what was said, by whom it was noti-") +
		show("F1", 11, 72, 677, "ced, and when.") +
		show("F1", 11, 72, 655, "The hub asks:") +
		show("F1", 11, 90, 641, `\225`) + show("F1", 11, 104, 641, "where the child was seen last;") +
		show("F1", 11, 90, 627, `\225`) + show("F1", 11, 104, 627, "who was there.") +
		show("F2", 13, 72, 595, "2. Afterwards") +
		show("F1", 11, 72, 575, "1.") + show("F1", 11, 90, 575, "Meet the family.") +
		show("F1", 11, 72, 561, "2.") + show("F1", 11, 90, 561, "Review the plan.") +
		show("F1", 11, 72, 530, "LADO: 01632 960297") +
		show("F1", 9, 500, 30, "Page 1 of 1")
	doc := mustRead(t, contentPDF(content, ""))
	want := []string{
		"h1: Missing Children",
		"h2: 1. What to do",
		"p: A worker who hears that a child is missing from home tells the duty team and the multi-agency hub within the hour. The worker writes down what was said, by whom it was noticed, and when.",
		"p: The hub asks:",
		"item1: where the child was seen last;",
		"item1: who was there.",
		"h2: 2. Afterwards",
		"item1 1.: Meet the family.",
		"item1 2.: Review the plan.",
		"p: LADO: 01632 960297",
		"p: Page 1 of 1",
	}
	if diff := cmp.Diff(want, outlineOf(doc)); diff != "" {
		t.Error(diff)
	}
	if last := doc.Blocks[len(doc.Blocks)-1]; last.Region != parse.Furniture {
		t.Errorf("the page number is in region %d", last.Region)
	}
	if doc.Title != "Missing Children" {
		t.Errorf("title %q", doc.Title)
	}
}

func TestPaintedTable(t *testing.T) {
	var c strings.Builder
	for _, y := range []int{700, 680, 638, 620} {
		fmt.Fprintf(&c, "72 %d m 472 %d l S\n", y, y)
	}
	for _, x := range []int{72, 272, 472} {
		fmt.Fprintf(&c, "%d 620 m %d 700 l S\n", x, x)
	}
	c.WriteString(show("F2", 10, 76, 686, "Sign") + show("F2", 10, 276, 686, "Action") +
		show("F1", 10, 76, 666, "A bruise on a baby") + show("F1", 10, 276, 666, "Call the duty team by noon on the follow-") +
		show("F1", 10, 276, 654, "ing day and read the fire-") + show("F1", 10, 276, 642, "door list") + show("F1", 10, 76, 560, "The fire and the door are looked after by the porter.") +
		show("F1", 10, 76, 626, "Absence") + show("F1", 10, 276, 626, "2.5 days: ask"))
	doc := mustRead(t, contentPDF(c.String(), ""))
	want := []string{"row: Sign | Action", "row: A bruise on a baby | Call the duty team by noon on the following day and read the fire-door list", "row: Absence | 2.5 days: ask", "p: The fire and the door are looked after by the porter."}
	if diff := cmp.Diff(want, outlineOf(doc)); diff != "" {
		t.Error(diff)
	}
	if !doc.Blocks[0].Header || doc.Blocks[1].Header || doc.Blocks[2].Table != 1 {
		t.Errorf("header or number of the table: %+v", doc.Blocks)
	}
}

func TestLinksCarryTheirWords(t *testing.T) {
	annot := `/Annots[<</Subtype/Link/Rect[95 695 195 715]/A<</S/URI/URI(https://example.org/guide)>>>>]`
	doc := mustRead(t, contentPDF(show("F1", 12, 72, 700, "See the national guide first."), annot))
	want := []parse.Link{{Start: 4, End: 22, Text: "the national guide", Href: "https://example.org/guide"}}
	if diff := cmp.Diff(want, doc.Blocks[0].Links); diff != "" {
		t.Error(diff)
	}
}

func TestPictureOnlyPageNeedsOCR(t *testing.T) {
	image := "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream"
	doc := mustRead(t, contentPDF("q 595 0 0 842 0 0 cm /I Do Q", "", image))
	if len(doc.Blocks) != 0 || !hasFinding(doc, findOCR) || doc.Unread != 1 {
		t.Errorf("blocks %v, findings %v, %d unread", doc.Blocks, doc.Findings, doc.Unread)
	}
	if doc = mustRead(t, contentPDF(show("F1", 12, 72, 700, "A page with words."), "", image)); doc.Unread != 0 {
		t.Errorf("%d pages unread, want none", doc.Unread)
	}
}

func TestOutlineGivesRanks(t *testing.T) {
	content := show("F1", 11, 72, 760, "Part One") + show("F1", 11, 72, 720, "The duty to tell") +
		show("F1", 11, 72, 690, "Everybody who works with children has this duty and keeps to it.")
	body := contentPDF(content, "", "null",
		"<</First 9 0 R>>", "<</Title(Part One)/Dest[3 0 R/Fit]/First 10 0 R/Next 9 0 R>>", "<</Title(1.1 The duty to tell)/Dest[3 0 R/Fit]/Next 9 0 R>>")
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/Outlines 8 0 R"), 1)
	want := []string{"h1: Part One", "h2: The duty to tell", "p: Everybody who works with children has this duty and keeps to it."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, body))); diff != "" {
		t.Error(diff)
	}
}

func TestTagsGiveBlocks(t *testing.T) {
	content := "/H1 <</MCID 0>> BDC\n" + show("F1", 11, 72, 760, "Part One") + "EMC\n" +
		"/P <</MCID 1>> BDC\n" + show("F1", 11, 72, 740, "First words") + "EMC\n" +
		"/P <</MCID 2>> BDC\n" + show("F1", 11, 300, 740, "and others.") + "EMC\n" +
		"/H1 <</MCID 3>> BDC\n" + show("F1", 11, 72, 720, "Part Two") + "EMC\n" +
		"/Artifact BMC\n" + show("F1", 11, 72, 700, "Draft") + "EMC\n"
	elem := func(s, k string) string { return "<</Type/StructElem/S/" + s + "/Pg 3 0 R/K " + k + ">>" }
	body := contentPDF(content, "", "null", "<</K[9 0 R 10 0 R 11 0 R]/RoleMap<</Kop/H1>>>>",
		elem("Kop", "0"), elem("P", "[1 2]"), elem("H1", "3"))
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R"), 1)
	want := []string{"h1: Part One", "p: First words and others.", "h1: Part Two", "p: Draft"}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, body))); diff != "" {
		t.Error(diff)
	}
}

// TestInvisibleSpaces reads a line of words each of which a program sets between two spaces that it
// says are of no width: the room between the words parts them.
func TestInvisibleSpaces(t *testing.T) {
	const none = "/Span<</ActualText <FEFF200B>>> BDC\n( ) Tj\nEMC\n"
	content, x := "", 72.0
	for _, w := range []struct {
		text  string
		width float64 // in Helvetica, of 1000
	}{{"Trim", 1999}, {"each", 2168}, {"lamp", 2167}} {
		content += fmt.Sprintf("BT\n/F1 10 Tf 1 0 0 1 %g 700 Tm\n%s0 0 Td (%s) Tj\n%sET\n", x, none, w.text, none)
		x += w.width/100 + 2.5
	}
	if diff := cmp.Diff([]string{"p: Trim each lamp"}, outlineOf(mustRead(t, contentPDF(content, "")))); diff != "" {
		t.Error(diff)
	}
}

// TestAllMarkedAsArtifacts reads a file whose maker marks all that it writes as artifacts, and has
// tags that name none of it. A running head that is marked beside text that is not stays one.
func TestAllMarkedAsArtifacts(t *testing.T) {
	page := func(mark, head string) string {
		out := "/Artifact BMC\n" + show("F1", 9, 72, 820, "Keepers of Lamps") + "EMC\n" + mark +
			show("F2", 16, 72, 760, head) +
			show("F1", 11, 72, 735, "Everybody who keeps a lamp reads these pages at the start of the year and again at its end,") +
			show("F1", 11, 72, 721, "and tells the others what is new.")
		if mark != "" {
			out += "EMC\n"
		}
		return out
	}
	const text = "Everybody who keeps a lamp reads these pages at the start of the year and again at its end, and tells the others what is new."
	want := []string{"Wicks", text, "Glass", text}
	for _, mark := range []string{"", "/Artifact BMC\n"} {
		body := bytes.Replace(manyPages(page(mark, "Wicks"), page(mark, "Glass")), []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/StructTreeRoot<</K[<</Type/StructElem/S/P/K 0>>]>>"), 1)
		var got []string
		for _, b := range parse.InMain(mustRead(t, body).Blocks) {
			got = append(got, b.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("marked %q: %s", mark, diff)
		}
	}
}

// TestNumbersInNoParagraph reads numbers that are tagged apart, left of the paragraphs that they
// count; one that stands above a line is text.
func TestNumbersInNoParagraph(t *testing.T) {
	var content string
	elems := []string{"<</K[9 0 R 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R]>>"}
	for i, l := range []struct {
		tag, text string
		x, y      float64
	}{{"H1", "Visits", 72, 780}, {"NonStruct", "5.1", 72, 760}, {"P", "Two workers go.", 112, 760}, {"NonStruct", "5.2", 72, 740}, {"P", "Write it down.", 72, 720}, {"P", "Lamps are lit.", 72, 700}} {
		content += fmt.Sprintf("/%s <</MCID %d>> BDC\n", l.tag, i) + show("F1", 11, l.x, l.y, l.text) + "EMC\n"
		elems = append(elems, fmt.Sprintf("<</Type/StructElem/S/%s/Pg 3 0 R/K %d>>", l.tag, i))
	}
	body := contentPDF(content, "", append([]string{"null"}, elems...)...)
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R"), 1)
	var got []string
	for _, b := range mustRead(t, body).Blocks {
		got = append(got, strings.TrimSpace(b.Marker+" "+b.Text))
	}
	if diff := cmp.Diff([]string{"Visits", "5.1 Two workers go.", "5.2", "Write it down.", "Lamps are lit."}, got); diff != "" {
		t.Error(diff)
	}
	if b := mustRead(t, body).Blocks[1]; b.Marker != "5.1" {
		t.Errorf("marker %q", b.Marker)
	}
}

// TestTableOfOneCellIsAFrame reads what a tagged table of one cell holds as paragraphs, whose lines end
// where the frame has room for no more: programs frame a note so.
func TestTableOfOneCellIsAFrame(t *testing.T) {
	content := ""
	for i, l := range []string{"Trim the lamps before the night has come and the boats are out again.", "Remember", "Fog comes without a sign.", "Ring the bell twice after the lamp"} {
		content += fmt.Sprintf("/P <</MCID %d>> BDC\n", i) + show("F1", 11, 72, 760-30*float64(i), l)
		if i == 3 {
			content += show("F1", 11, 72, 656, "has been seen.")
		}
		content += "EMC\n"
	}
	elem := func(s, k string) string { return "<</Type/StructElem/S/" + s + "/Pg 3 0 R/K " + k + ">>" }
	body := contentPDF(content, "", "null", "<</K[9 0 R 10 0 R]>>", elem("P", "0"), elem("Table", "11 0 R"),
		elem("TR", "12 0 R"), elem("TD", "[13 0 R 14 0 R 15 0 R]"), elem("P", "1"), elem("P", "2"), elem("P", "3"))
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R"), 1)
	want := []string{"p: Trim the lamps before the night has come and the boats are out again.", "p: Remember", "p: Fog comes without a sign.", "p: Ring the bell twice after the lamp has been seen."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, body))); diff != "" {
		t.Error(diff)
	}
}

// TestLinksOfContentsInNoTag reads a list of contents as browsers print one, whose entries
// are links that stand in no block of their own.
func TestLinksOfContentsInNoTag(t *testing.T) {
	content := "/P <</MCID 0>> BDC\n" + show("F1", 11, 72, 780, "Contents") + "EMC\n"
	elems := []string{"<</K[9 0 R 10 0 R 11 0 R 12 0 R 13 0 R]>>"}
	elem := func(s string, id int) string {
		return fmt.Sprintf("<</Type/StructElem/S/%s/Pg 3 0 R/K %d>>", s, id)
	}
	elems = append(elems, elem("P", 0))
	for i, title := range []string{"1. Lamps", "2. Boats", "3. Bells"} {
		content += fmt.Sprintf("/Link <</MCID %d>> BDC\n", i+1) + show("F1", 11, 72, 760-20*float64(i), title+" "+strings.Repeat(". ", 60)+strconv.Itoa(i+2)) + "EMC\n"
		elems = append(elems, elem("Link", i+1))
	}
	content += "/P <</MCID 4>> BDC\n" + show("F1", 11, 72, 600, "Trim the lamps.") + "EMC\n"
	body := contentPDF(content, "", append(append([]string{"null"}, elems...), elem("P", 4))...)
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R"), 1)
	var got []string
	for _, b := range mustRead(t, body).Blocks {
		if b.Region == parse.Contents {
			got = append(got, b.Text)
		}
	}
	if diff := cmp.Diff([]string{"Contents", "1. Lamps", "2. Boats", "3. Bells"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestAnyBytes cuts and changes a file in many places: it may fail, but not panic,
// and what it gives must be the same twice.
func TestAnyBytes(t *testing.T) {
	good := simplePDF("One page.\nTwo lines.", "Another page.")
	for i := 0; i < len(good); i += 7 {
		for _, body := range [][]byte{good[:i], good[i:], change(good, i)} {
			a, errA := ReadInProcess(body)
			b, errB := ReadInProcess(body)
			if (errA == nil) != (errB == nil) || errA == nil && !cmp.Equal(a.Blocks, b.Blocks) {
				t.Fatalf("byte %d: not the same twice", i)
			}
		}
	}
}

func change(b []byte, i int) []byte {
	out := bytes.Clone(b)
	out[i] ^= 0x55
	return out
}

func FuzzRead(f *testing.F) {
	f.Add(simplePDF("A page."))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if doc, err := ReadInProcess(body); err == nil && doc == nil {
			t.Error("neither a document nor an error")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	line := strings.Repeat("A worker who hears that a child is missing tells the duty team at once.\n", 45)
	pages := make([]string, 50)
	for i := range pages {
		pages[i] = strings.TrimSpace(line)
	}
	body := simplePDF(pages...)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := ReadInProcess(body); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}
