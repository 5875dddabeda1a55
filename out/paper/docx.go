package paper

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"manualwatch/out/report"
)

// The Word document is written here, as the few parts of Office Open XML that it
// needs: the kept Go libraries have no footers with page numbers, no repeated table
// heads and no deterministic files.

const docxTypes = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`</Types>`

const docxRoot = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`</Relationships>`

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const docxNumbering = xml.Header + `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="260"/></w:pPr></w:lvl>` +
	`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

const docxFooter = xml.Header + `<w:ftr ` + wordNS + `><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>` +
	`<w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
	`<w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`

// WriteDOCX writes the paper as a Word document with real headings, tables whose
// heads repeat on every page, and page numbers. The bytes depend on the paper only.
func (p *Paper) WriteDOCX(w io.Writer) error {
	d := p.compose()
	x := &docx{links: map[string]string{}}
	body := x.body(d)
	z := zip.NewWriter(w)
	for _, f := range []struct{ name, content string }{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRoot},
		{"docProps/core.xml", coreProps(d.title)},
		{"word/document.xml", body},
		{"word/_rels/document.xml.rels", x.relations()},
		{"word/styles.xml", docxStyles()},
		{"word/numbering.xml", docxNumbering},
		{"word/footer1.xml", docxFooter},
	} {
		fw, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("docx: %w", err)
		}
		if _, err := io.WriteString(fw, f.content); err != nil {
			return fmt.Errorf("docx: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}

func coreProps(title string) string {
	return xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` +
		esc(title) + `</dc:title><dc:creator>manualwatch</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>`
}

// A docx collects the links of the document.
type docx struct {
	links map[string]string // id by address
	order []string
}

func (x *docx) body(d *document) string {
	var b strings.Builder
	b.WriteString(xml.Header + `<w:document ` + wordNS + `><w:body>`)
	b.WriteString(para("Title", "", run(inline{text: d.title})))
	for i := range d.blocks {
		x.block(&b, &d.blocks[i], i+1 < len(d.blocks) && d.blocks[i+1].kind == quote)
	}
	b.WriteString(`<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1021" w:bottom="1247" w:left="1021" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

// block writes a block; one that a quotation follows stays on its page.
func (x *docx) block(b *strings.Builder, k *block, quoted bool) {
	keep := ""
	if quoted {
		keep = keepNext
	}
	switch k.kind {
	case heading:
		b.WriteString(para(fmt.Sprintf("Heading%d", k.level), "", x.runs(k.text)))
	case paragraph:
		b.WriteString(para("", "", x.runs(k.text)))
	case item:
		b.WriteString(para("ListParagraph", keep+fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, k.level-1), x.runs(k.text)))
	case quote:
		for i, l := range k.lines {
			keep := ""
			if i < len(k.lines)-1 {
				keep = keepNext
			}
			b.WriteString(para("Quote", keep, x.runs(l)))
		}
	case grid:
		x.table(b, k)
	}
}

// keepNext keeps a paragraph on the page of the next one.
const keepNext = "<w:keepNext/>"

// para writes a paragraph. The order of properties is that of the schema: style,
// keepNext, numbering.
func para(style, props, runs string) string {
	s := ""
	if style != "" {
		s = `<w:pStyle w:val="` + style + `"/>`
	}
	return "<w:p><w:pPr>" + s + props + "</w:pPr>" + runs + "</w:p>"
}

func (x *docx) runs(text []inline) string {
	var b strings.Builder
	for _, t := range text {
		if t.url == "" {
			b.WriteString(run(t))
			continue
		}
		fmt.Fprintf(&b, `<w:hyperlink r:id="%s" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>%s</w:r></w:hyperlink>`, x.link(t.url), text0(t.text))
	}
	return b.String()
}

func (x *docx) link(url string) string {
	id, ok := x.links[url]
	if !ok {
		id = fmt.Sprintf("rId%d", 10+len(x.order))
		x.links[url] = id
		x.order = append(x.order, url)
	}
	return id
}

func (x *docx) relations() string {
	const t = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	var b strings.Builder
	b.WriteString(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, part := range []string{"styles", "numbering", "footer"} {
		target := part + ".xml"
		if part == "footer" {
			target = "footer1.xml"
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s"/>`, i+1, t, part, target)
	}
	for _, u := range x.order {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%shyperlink" Target="%s" TargetMode="External"/>`, x.links[u], t, esc(u))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// run writes a piece of text. What came is green and underlined, what went red and
// struck through; the label before it says so in words.
func run(t inline) string {
	props := ""
	if t.bold {
		props += "<w:b/>"
	}
	switch t.mark {
	case report.Inserted:
		props += `<w:color w:val="0B6E2E"/><w:u w:val="single"/>`
	case report.Deleted:
		props += `<w:strike/><w:color w:val="B3261E"/>`
	}
	return "<w:r><w:rPr>" + props + "</w:rPr>" + text0(t.text) + "</w:r>"
}

func text0(s string) string {
	return `<w:t xml:space="preserve">` + esc(cleanKeep(s)) + "</w:t>"
}

func esc(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

func (x *docx) table(b *strings.Builder, k *block) {
	b.WriteString(para("Gap", keepNext, "") + `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	widths := columnWidths(k)
	for _, w := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, h := range k.head {
		cell(b, widths[i], `<w:shd w:val="clear" w:color="auto" w:fill="E8EDF2"/>`, keepNext, run(inline{text: h, bold: true}))
	}
	b.WriteString(`</w:tr>`)
	for _, r := range k.rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, c := range r {
			cell(b, widths[i], "", "", x.runs(c))
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>` + para("Gap", "", ""))
}

func cell(b *strings.Builder, width int, props, keep, runs string) {
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>%s</w:tc>`, width, props, para("TableText", keep, runs))
}

// pageWidth is the width of the text on the page, in twentieths of a point.
const pageWidth = 9864

// columnWidths shares the page among the columns by the length of their texts,
// none under a tenth.
func columnWidths(k *block) []int {
	longest := make([]int, len(k.head))
	sum := 0
	for i, h := range k.head {
		n := len([]rune(h))
		for _, r := range k.rows {
			l := 0
			for _, t := range r[i] {
				l += len([]rune(t.text))
			}
			n = max(n, min(l, 60))
		}
		longest[i] = n
		sum += n
	}
	widths := make([]int, len(longest))
	rest := pageWidth - len(longest)*(pageWidth/10)
	for i, n := range longest {
		widths[i] = pageWidth/10 + rest*n/max(sum, 1)
	}
	return widths
}

func docxStyles() string {
	var b strings.Builder
	b.WriteString(xml.Header + `<w:styles ` + wordNS + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	for _, s := range []struct{ id, name, p, r string }{
		{"Title", "Title", `<w:spacing w:after="160"/>`, `<w:b/><w:color w:val="12324A"/><w:sz w:val="40"/>`},
		{"Heading1", "heading 1", `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="8" w:space="2" w:color="12324A"/></w:pBdr><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:color w:val="12324A"/><w:sz w:val="28"/>`},
		{"Heading2", "heading 2", `<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:sz w:val="24"/>`},
		{"Heading3", "heading 3", `<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="2"/>`, `<w:b/>`},
		{"ListParagraph", "List Paragraph", `<w:spacing w:after="80"/>`, ``},
		{"Quote", "Quote", `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="C8D1DA"/></w:pBdr><w:spacing w:after="60"/><w:ind w:left="500"/>`, `<w:sz w:val="21"/>`},
		{"TableText", "Table Text", `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>`, `<w:sz w:val="19"/>`},
		{"Gap", "Gap", `<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>`, `<w:sz w:val="8"/>`},
		{"Footer", "footer", ``, `<w:color w:val="57606A"/><w:sz w:val="18"/>`},
	} {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`, s.id, s.name, s.p, s.r)
	}
	b.WriteString(`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0550AE"/><w:u w:val="single"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="C8D1DA"/><w:bottom w:val="single" w:sz="4" w:color="C8D1DA"/><w:insideH w:val="single" w:sz="4" w:color="C8D1DA"/></w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`)
	return b.String()
}
