package parse

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// FuzzHTML wants any bytes to give valid, bounded documents, the same each time.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<p>a<p>b", "<table><tr><td>1.1<td>x</table>", "<h1>T</h1><ul><li>a<ul><li>b</ul></ul>",
		"<details><summary>s</summary><p>x</details>", "<a href='#x'>x</a><div id=x hidden>y</div>", "<ol start=3 reversed type=i><li value=x>z",
		"<b><p>x</b>y<p><a href=//e><h2>q</a>", "<button aria-expanded=false>o</button><div hidden>p", "<sup>1</sup>\x92\xff\x00", "<pre>a\n b<br>c</pre>",
		"<div role=table><div role=row><div role=cell>1<div role=cell>2", "<dl><dt>1.1<dd>x<dt>y</dl>", "<p style='display:none'>x<p>Last reviewed in May 2019",
	} {
		f.Add([]byte("<html>"+s), "text/html; charset=utf-8", "phew")
	}
	f.Fuzz(func(t *testing.T, body []byte, header, platform string) {
		in := Input{URL: "http://isle.example/a", Body: body, MediaType: header, Platform: platform}
		doc, err := Parse(context.Background(), in, nil)
		if err != nil {
			return
		}
		size := 0
		for i := range doc.Blocks {
			checkBlock(t, &doc.Blocks[i])
			size += len(doc.Blocks[i].Text)
		}
		if size > 8*len(body)+1000 {
			t.Errorf("%d bytes of text out of %d", size, len(body))
		}
		again, err := Parse(context.Background(), in, nil)
		if err != nil || dump(again) != dump(doc) {
			t.Errorf("not the same twice: %v", err)
		}
		docs := make([]*Document, 6)
		for i := range docs {
			page := *doc
			page.Blocks = slices.Clone(doc.Blocks)
			docs[i] = &page
		}
		MarkFurniture(docs)
	})
}

func checkBlock(t *testing.T, b *Block) {
	t.Helper()
	if !utf8.ValidString(b.Text) || !norm.NFC.IsNormalString(b.Text) {
		t.Errorf("text is not NFC UTF-8: %q", b.Text)
	}
	if strings.TrimSpace(b.Text) != b.Text || strings.Contains(b.Text, "  ") || strings.Contains(b.Text, "\n\n") {
		t.Errorf("white space: %q", b.Text)
	}
	if b.Text == "" && len(b.Alts) == 0 && len(b.Links) == 0 {
		t.Errorf("empty block %+v", b)
	}
	for _, l := range b.Links {
		if l.Start < 0 || l.End < l.Start || l.End > len(b.Text) || l.Start != l.End && b.Text[l.Start:l.End] != l.Text && b.Kind != Row {
			t.Errorf("link %+v in %q", l, b.Text)
		}
	}
}

func parseString(t *testing.T, body, header string) *Document {
	t.Helper()
	doc, err := Parse(context.Background(), Input{URL: "http://isle.example/a", Body: []byte(body), MediaType: header}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestDeepNesting wants the words of pages that are nested deeper than the HTML
// parser allows.
func TestDeepNesting(t *testing.T) {
	for name, page := range map[string]string{
		"divs":       strings.Repeat("<div>", 3000) + "deepword" + strings.Repeat("</div>", 3000) + "<p>after</p>",
		"never shut": strings.Repeat("<div><span>", 3000) + "deepword <p>after",
		"formats":    strings.Repeat("<font size=1><b class=x><i>", 3000) + "deepword</i><p>after</p>",
		"lists":      strings.Repeat("<ul><li>x ", 2000) + "deepword" + strings.Repeat("</ul>", 2000) + "<p>after</p>",
		"tables":     strings.Repeat("<table><tr><td>", 1000) + "deepword" + strings.Repeat("</td></tr></table>", 1000) + "<p>after</p>",
	} {
		t.Run(name, func(t *testing.T) {
			doc := parseString(t, "<html><body><h1>Deep</h1><p>before</p>"+page+"</body></html>", "text/html")
			text := allMain(doc)
			for _, w := range []string{"before", "deepword", "after"} {
				if !strings.Contains(text, w) {
					t.Errorf("%q is lost", w)
				}
			}
			if len(doc.Findings) == 0 {
				t.Error("no finding")
			}
		})
	}
}

// TestCharsets wants the same words whatever the bytes and the labels.
func TestCharsets(t *testing.T) {
	const words = "Café – “must” £5 naïve"
	w1252, err := charmap.Windows1252.NewEncoder().String(words)
	if err != nil {
		t.Fatal(err)
	}
	utf16le := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, c := range s {
			b = append(b, byte(c), byte(c>>8))
		}
		return string(b)
	}
	for _, c := range []struct{ name, header, meta, text string }{
		{"utf-8", "text/html; charset=utf-8", "", words},
		{"no label", "text/html", "", words},
		{"1252 by header", "text/html; charset=windows-1252", "", w1252},
		{"1252 by meta", "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`, w1252},
		{"1252 without label", "text/html", "", w1252},
		{"1252 labelled utf-8", "text/html; charset=utf-8", `<meta charset=utf-8>`, w1252},
		{"utf-8 labelled latin-1", "text/html; charset=iso-8859-1", "", words},
		{"utf-8 labelled 1252 in meta", "text/html", `<meta charset="windows-1252">`, words},
		{"header before meta", "text/html; charset=utf-8", `<meta charset="windows-1252">`, words},
		{"unknown label", "text/html; charset=x-nonsense", "", words},
	} {
		page := "<html><head>" + c.meta + "</head><body><h1>T</h1><p>" + c.text + "</p></body></html>"
		if got := allMain(parseString(t, page, c.header)); !strings.Contains(got, words) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	page := "<html><body><h1>T</h1><p>" + words + "</p></body></html>"
	if got := allMain(parseString(t, utf16le(page), "text/html")); !strings.Contains(got, words) {
		t.Errorf("utf-16: %q", got)
	}
	if got := allMain(parseString(t, utf16le(page)[2:], "text/html; charset=utf-16le")); !strings.Contains(got, words) {
		t.Errorf("utf-16 without mark: %q", got)
	}
	if got := allMain(parseString(t, "\xef\xbb\xbf"+page, "text/html; charset=windows-1252")); !strings.Contains(got, words) {
		t.Errorf("mark before header: %q", got)
	}
	mixed := "<html><body><h1>T</h1><p>" + words + " don\x92t</p></body></html>"
	doc := parseString(t, mixed, "text/html; charset=utf-8")
	if got := allMain(doc); !strings.Contains(got, words+" don’t") || len(doc.Findings) == 0 {
		t.Errorf("mended: %q %v", got, doc.Findings)
	}
}

// TestTypes wants the type of the bytes, or an error that says what to do.
func TestTypes(t *testing.T) {
	ran := ""
	formats := Formats{}
	for _, typ := range []string{TypePDF, TypeDOCX, TypeDOC, TypeODT} {
		formats[typ] = func(_ context.Context, in Input) (*Document, error) {
			ran = typ
			return newDocument(in, typ), nil
		}
	}
	page := "<!DOCTYPE html><html><body><h1>T</h1><p>words</p></body></html>"
	for _, c := range []struct{ body, header, want string }{
		{page, "application/pdf", TypeHTML},
		{page, "", TypeHTML},
		{"<h1>T</h1><p>x</p>", "application/octet-stream", TypeHTML},
		{"%PDF-1.4\n%\xe2\xe3", "text/html", TypePDF},
		{"\n\n%PDF-1.4\n", "application/octet-stream", TypePDF},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "application/msword", TypeDOC},
		{"PK\x03\x04xxxxxxxxxxxxxxxxxxxxxxxxxxword/document.xml", "", TypeDOCX},
		{"Lines of a text.\n\nMore lines, 5 < 6.", "", TypeText},
		{"<p>Half a page", "text/html", TypeHTML},
	} {
		ran = ""
		doc, err := Parse(context.Background(), Input{URL: "u", Body: []byte(c.body), MediaType: c.header}, formats)
		if err != nil || doc.MediaType != c.want || c.want != TypeHTML && c.want != TypeText && ran != c.want {
			t.Errorf("%.20q: %v %v, want %s", c.body, doc, err, c.want)
		}
	}
	for body, say := range map[string]string{
		"": "empty", " \n\t ": "empty", `{"a": 1}`: "JSON", "<?xml version='1.0'?><rss></rss>": "XML", "\x89PNG\r\n\x1a\n\x00\x00": "image/png",
		"PK\x03\x04nothing": "packed", `{\rtf1 x}`: "rich-text", "\x00\x01\x02\x03\x04\x05": "binary", "\x1f\x8b\x08\x00": "gzip",
	} {
		_, err := Parse(context.Background(), Input{URL: "http://x/y", Body: []byte(body)}, formats)
		if err == nil || !strings.Contains(err.Error(), say) || !strings.Contains(err.Error(), "http://x/y") {
			t.Errorf("%.12q: error %v does not say %q", body, err, say)
		}
	}
	if _, err := Parse(context.Background(), Input{URL: "u", Body: []byte("%PDF-1.4")}, nil); err == nil {
		t.Error("a PDF without a reader for it is no error")
	}
}

// TestWideTrees wants no more than linear time: these pages take minutes otherwise.
func TestWideTrees(t *testing.T) {
	for _, unit := range []string{
		`<h2>a</h2><div hidden>b</div>`, `<p hidden>x</p>`, `<button aria-expanded=false>b</button><div hidden>c</div>`, `<div><div>1.1</div></div>`,
		`<a href="#x">x</a><br>`, `<li>1.1 x`, `<dt>1.1`, `<b><p>x`, `<table><tr><td>1.1`, `<p>Last reviewed in`, `<p><b>SCOPE</b></p><p>x</p>`, `<h2>Amendments</h2><table><tr><th>a<td>b</table>`, `<li>Abc</li>`, `<h2>Abc</h2>`, `<div class=sidebar>x`,
	} {
		page := "<html><body><h1>T</h1>" + strings.Repeat(unit, 100_000/len(unit)) + "</body></html>"
		if _, err := Parse(context.Background(), Input{URL: "u", Body: []byte(page)}, nil); err != nil {
			t.Errorf("%s: %v", unit, err)
		}
	}
	if _, err := Parse(context.Background(), Input{URL: "u", Body: bytes.Repeat([]byte("line of text\n"), 100_000)}, nil); err != nil {
		t.Error(err)
	}
}
