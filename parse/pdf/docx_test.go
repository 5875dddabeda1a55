package pdf

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
	"testing"
)

// A wordBlock is a block of a Word file that a test makes: what is printed, and
// what must come back.
type wordBlock struct {
	kind  string // "title", "h1" ... "h3", "p", "item", "number", "table", "columns", "page"
	text  string
	note  string // text of a footnote
	rows  [][]wordCell
	ruled bool
	bands bool  // lines between rows only
	head  bool  // the first row is a header that pages repeat
	width []int // of columns, twentieths of a point
}

// A wordCell is a cell; its paragraphs are separated by '\n'.
type wordCell struct {
	text  string
	cols  int  // columns it covers, 0 is 1
	start bool // begins a cell over several rows
	more  bool // goes on with the cell above
}

// A wordStyle is how the headings of a Word file look.
type wordStyle struct {
	size     [4]int // half points, of the title and three ranks
	bold     [4]bool
	italic   [4]bool
	caps     [4]bool
	colour   string
	font     string
	body     int  // half points
	after    int  // twentieths of a point below paragraphs
	auto     bool // headings are numbered by Word
	running  string
	indent   int  // of the first line
	justify  bool // both edges straight
	spacing  int  // of lines, 240 is single
	noSpaces bool // no room above headings
}

// wordFile writes a DOCX file.
func wordFile(t testing.TB, st wordStyle, blocks []wordBlock) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	add := func(name, text string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + text)); err != nil {
			t.Fatal(err)
		}
	}
	const ct = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	parts, rels := "", ""
	for i, n := range []string{"styles", "numbering", "footnotes", "header", "footer"} {
		parts += fmt.Sprintf(`<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>`, n, ct, n)
		rels += fmt.Sprintf(`<Relationship Id="r%d" Type="%s/%s" Target="%s.xml"/>`, i+1, rel, n, n)
	}
	add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="`+ct+`document.main+xml"/>`+parts+`</Types>`)
	add("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="`+rel+`/officeDocument" Target="word/document.xml"/></Relationships>`)
	add("word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels+`</Relationships>`)
	body, notes := wordBody(st, blocks)
	add("word/document.xml", `<w:document `+wordSpaces+`><w:body>`+body+wordSection(1)+`</w:body></w:document>`)
	add("word/styles.xml", wordStyles(st))
	add("word/numbering.xml", wordNumbering())
	add("word/footnotes.xml", `<w:footnotes `+wordSpaces+`><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`+notes+`</w:footnotes>`)
	add("word/header.xml", `<w:hdr `+wordSpaces+`>`+wordPara("", "", st.running)+`</w:hdr>`)
	add("word/footer.xml", `<w:ftr `+wordSpaces+`><w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// wordSection ends a section that is set in columns.
func wordSection(columns int) string {
	return fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="r4"/><w:footerReference w:type="default" r:id="r5"/><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:num="%d" w:space="567"/></w:sectPr>`, columns)
}

func wordPara(style, extra, text string) string {
	if style != "" {
		extra = `<w:pStyle w:val="` + style + `"/>` + extra
	}
	return `<w:p><w:pPr>` + extra + `</w:pPr><w:r><w:t xml:space="preserve">` + html.EscapeString(text) + `</w:t></w:r></w:p>`
}

func wordBody(st wordStyle, blocks []wordBlock) (body, notes string) {
	var b, n strings.Builder
	id := 0
	for _, k := range blocks {
		switch k.kind {
		case "title":
			b.WriteString(wordPara("Title", "", k.text))
		case "h1", "h2", "h3":
			b.WriteString(wordPara("Heading"+k.kind[1:], "", k.text))
		case "item":
			b.WriteString(wordPara("", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, k.text))
		case "number":
			b.WriteString(wordPara("", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>`, k.text))
		case "table":
			b.WriteString(wordTable(k))
		case "toc": // title and page
			name, page, _ := strings.Cut(k.text, "\t")
			b.WriteString(`<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs><w:spacing w:after="40"/></w:pPr><w:r><w:t xml:space="preserve">` + html.EscapeString(name) + `</w:t></w:r><w:r><w:tab/><w:t>` + page + `</w:t></w:r></w:p>`)
		case "columns":
			b.WriteString(`<w:p><w:pPr>` + wordSection(len(k.text)) + `</w:pPr></w:p>`)
		case "page":
			b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
		default:
			p := wordPara("", "", k.text)
			if k.note != "" {
				id++
				p = strings.TrimSuffix(p, "</w:p>") + fmt.Sprintf(`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="%d"/></w:r></w:p>`, id)
				fmt.Fprintf(&n, `<w:footnote w:id="%d"><w:p><w:r><w:rPr><w:sz w:val="16"/><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve"> %s</w:t></w:r></w:p></w:footnote>`, id, html.EscapeString(k.note))
			}
			b.WriteString(p)
		}
	}
	return b.String(), n.String()
}

func wordTable(k wordBlock) string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>`)
	if k.ruled || k.bands {
		b.WriteString(`<w:tblBorders>`)
		sides := []string{"top", "bottom", "insideH", "left", "right", "insideV"}
		if k.bands {
			sides = sides[:3]
		}
		for _, side := range sides {
			fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
		}
		b.WriteString(`</w:tblBorders>`)
	}
	b.WriteString(`<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range k.width {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	for i, r := range k.rows {
		b.WriteString(`<w:tr>`)
		if i == 0 && k.head {
			b.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		at := 0
		for _, c := range r {
			at += wordTableCell(&b, c, k.width[at:], i == 0 && k.head)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>` + wordPara("", "", ""))
	return b.String()
}

// wordTableCell writes a cell and returns how many columns it covers.
func wordTableCell(b *strings.Builder, c wordCell, widths []int, head bool) int {
	n := max(1, c.cols)
	w := 0
	for _, x := range widths[:n] {
		w += x
	}
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, w)
	if n > 1 {
		fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, n)
	}
	if c.start {
		b.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	if c.more {
		b.WriteString(`<w:vMerge/>`)
	}
	b.WriteString(`</w:tcPr>`)
	for _, p := range strings.Split(c.text, "\n") {
		text := wordPara("", `<w:spacing w:after="40"/>`, p)
		if head {
			text = strings.Replace(text, "<w:r>", "<w:r><w:rPr><w:b/></w:rPr>", 1)
		}
		b.WriteString(text)
	}
	b.WriteString(`</w:tc>`)
	return n
}

func wordStyles(st wordStyle) string {
	var b strings.Builder
	para := fmt.Sprintf(`<w:spacing w:after="%d" w:line="%d" w:lineRule="auto"/>`, st.after, max(240, st.spacing))
	if st.indent > 0 {
		para += fmt.Sprintf(`<w:ind w:firstLine="%d"/>`, st.indent)
	}
	if st.justify {
		para += `<w:jc w:val="both"/>`
	}
	fmt.Fprintf(&b, `<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s"/><w:sz w:val="%d"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>%s</w:pPr></w:style>`, wordSpaces, st.font, st.font, st.body, para)
	for i := range 4 {
		id, name, outline := "Title", "Title", ""
		if i > 0 {
			id, name, outline = fmt.Sprintf("Heading%d", i), fmt.Sprintf("heading %d", i), fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, i-1)
			if st.auto {
				outline = fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="2"/></w:numPr>`, i-1) + outline
			}
		}
		before := 240
		if st.noSpaces {
			before = 0
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="%d" w:after="100"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>%s</w:pPr><w:rPr>`, id, name, before, outline)
		flag := func(on bool, tag string) {
			if on {
				b.WriteString("<w:" + tag + "/>")
			}
		}
		flag(st.bold[i], "b")
		flag(st.italic[i], "i")
		flag(st.caps[i], "caps")
		if st.colour != "" {
			fmt.Fprintf(&b, `<w:color w:val="%s"/>`, st.colour)
		}
		fmt.Fprintf(&b, `<w:sz w:val="%d"/></w:rPr></w:style>`, st.size[i])
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}

// wordNumbering has bullets (1), the numbers of headings (2) and those of lists
// (3).
func wordNumbering() string {
	heads := ""
	for i, text := range []string{"%1.", "%1.%2", "%1.%2.%3"} {
		heads += fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading%d"/><w:lvlText w:val="%s"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>`, i, i+1, text)
	}
	return `<w:numbering ` + wordSpaces + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1">` + heads + `</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>`
}
