package docx

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

const flatODT = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>Visits</dc:title></office:meta>
<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style></office:styles>
<office:body><office:text>
<text:h text:outline-level="1">Before</text:h><text:p>Plan it.</text:p>
<text:h text:outline-level="1" text:restart-numbering="true" text:start-value="5">After</text:h><text:h text:outline-level="2">The same day</text:h><text:p>Write it down.</text:p>
<text:h text:outline-level="1" text:is-list-header="true">Notes</text:h><text:h text:outline-level="1">Later</text:h>
</office:text></office:body></office:document>`

// TestFlatOpenDocument reads OpenDocument text in one XML file, with headings that
// begin their count anew.
func TestFlatOpenDocument(t *testing.T) {
	f := parse.Formats{parse.TypeODT: ReadODT}
	d, err := parse.Parse(context.Background(), parse.Input{URL: "http://board.example/visits.fodt", MediaType: "text/xml", Body: []byte(flatODT)}, f)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"# [1.] Before", "Plan it.", "# [5.] After", "## [5.1] The same day", "Write it down.", "# Notes", "# [6.] Later"}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" || d.Label != "Visits" {
		t.Errorf("label %q %s", d.Label, diff)
	}
}

// TestOpenDocumentHeadingsByLook reads headings that are only set as such: in automatic
// styles, in spans, larger, bold or underlined. Notes stay with what cites them.
func TestOpenDocumentHeadingsByLook(t *testing.T) {
	auto := func(name, parent, text string) string {
		return `<style:style style:name="` + name + `" style:family="paragraph" style:parent-style-name="` + parent + `"><style:text-properties ` + text + `/></style:style>`
	}
	doc := `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>` + auto("P1", "Standard", `fo:font-size="18pt" fo:font-weight="bold"`) + auto("P2", "Standard", `style:text-underline-style="solid"`) +
		`<style:style style:name="T1" style:family="text"><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:text><text:p text:style-name="P1">Visits</text:p><text:p><text:span text:style-name="T1">Before</text:span></text:p><text:p>Plan it.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>On paper.</text:p></text:note-body></text:note></text:p>
<text:p text:style-name="P2">Who goes</text:p><text:p>Two go.</text:p><text:p text:style-name="P1">Records</text:p><text:p><text:span text:style-name="T1">After</text:span></text:p><text:p>Write it down.</text:p></office:text></office:body></office:document>`
	d, err := parse.Parse(context.Background(), parse.Input{URL: "http://board.example/visits.fodt", MediaType: "text/xml", Body: []byte(doc)}, parse.Formats{parse.TypeODT: ReadODT})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"## Visits", "### Before", "Plan it.", "note: [1] On paper.", "#### Who goes", "Two go.", "## Records", "### After", "Write it down."}
	if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestTextUnderAnyName reads a Word file whose text is no part below word/.
func TestTextUnderAnyName(t *testing.T) {
	body := zipFile(t,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/doc/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="doc/main.xml"/></Relationships>`,
		"doc/main.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Plan it.</w:t></w:r></w:p></w:body></w:document>`)
	d, err := parse.Parse(context.Background(), parse.Input{URL: "http://board.example/visits", Body: body}, parse.Formats{parse.TypeDOCX: Read})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Plan it."}, lines(d.Blocks)); diff != "" {
		t.Error(diff)
	}
	if _, err := parse.Parse(context.Background(), parse.Input{Body: zipFile(t, "a.txt", "x")}, parse.Formats{parse.TypeDOCX: Read}); err == nil {
		t.Error("any archive is taken for a Word file")
	}
}
