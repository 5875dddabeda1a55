package docx

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"manualwatch/parse"
)

func seed(f *testing.F, names ...string) {
	f.Helper()
	for _, name := range names {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
}

// check fails on a document that no later stage could use.
func check(t *testing.T, d *parse.Document, err error) {
	if err != nil {
		return
	}
	for _, b := range d.Blocks {
		if strings.TrimSpace(b.Text) != b.Text || strings.Contains(b.Text, "  ") {
			t.Fatalf("white space not collapsed: %q", b.Text)
		}
		for _, l := range b.Links {
			if l.Start < 0 || l.End > len(b.Text) || l.Start > l.End || b.Text[l.Start:l.End] != l.Text {
				t.Fatalf("link %+v in %q", l, b.Text)
			}
		}
		for _, c := range b.Cells {
			for _, l := range c.Links {
				if l.Start < 0 || l.End > len(c.Text) || c.Text[l.Start:l.End] != l.Text {
					t.Fatalf("link %+v in cell %q", l, c.Text)
				}
			}
		}
	}
}

// FuzzDOCX gives the reader whole files, and the XML of a main part.
func FuzzDOCX(f *testing.F) {
	seed(f, "handbook.docx", "libreoffice.docx")
	f.Add([]byte(`<w:document ` + wordNS + `><w:body><w:p><w:hyperlink w:anchor="a"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if !bytes.HasPrefix(b, []byte("PK")) {
			b = zipFile(t, "word/document.xml", string(b), "word/numbering.xml", string(b), "word/styles.xml", string(b))
		}
		d, err := Read(context.Background(), parse.Input{URL: "http://b.example/", Body: b})
		check(t, d, err)
	})
}

func FuzzODT(f *testing.F) {
	seed(f, "handbook.odt")
	f.Add([]byte(`<office:document-content><office:body><office:text><text:list><text:list-item><text:p>a<text:a xlink:href="b">c</text:a></text:p></text:list-item></text:list></office:text></office:body></office:document-content>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if !bytes.HasPrefix(b, []byte("PK")) {
			b = zipFile(t, "content.xml", string(b), "styles.xml", string(b))
		}
		d, err := ReadODT(context.Background(), parse.Input{URL: "http://b.example/", Body: b})
		check(t, d, err)
	})
}

func FuzzDOC(f *testing.F) {
	seed(f, "handbook.doc")
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := ReadDOC(context.Background(), parse.Input{URL: "http://b.example/", Body: b})
		check(t, d, err)
	})
}

// BenchmarkDOCX counts the bytes of the main part, which is what is read.
func BenchmarkDOCX(b *testing.B) {
	var body strings.Builder
	for range 3000 {
		body.WriteString(p(`<w:pStyle w:val="Heading2"/>`, "A heading") + p("", strings.Repeat("Workers record what the child says and what they did. ", 6)))
	}
	file := wordFile(b, body.String())
	b.SetBytes(int64(body.Len()))
	for b.Loop() {
		readBytes(b, file)
	}
}
