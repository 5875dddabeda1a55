package manual

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/docx"
)

// A wordCount is a way to number a manual: sections and chapters are printed with what the
// functions return, and read to have the numbers behind it. Without section the chapters
// stand alone. auto are the numbering levels of Word that print the same.
type wordCount struct {
	section func(i int) (printed, number string)
	chapter func(section, i, all int) (printed, number string)
	auto    []string
}

func printed(form string, v any) (string, string) { return fmt.Sprintf(form, v), fmt.Sprint(v) }

func letterOf(i int) string { return string(rune('A' + i - 1)) }

// wordCounts are ways to number that manuals use, see [wordCount].
func wordCounts() map[string]wordCount {
	none := func(int) (string, string) { return "", "" }
	plain := func(int, int, int) (string, string) { return "", "" }
	through := func(form string) func(int, int, int) (string, string) {
		return func(_, _, all int) (string, string) { return printed(form, all) }
	}
	below := func(s, i, _ int) (string, string) { return printed("%s ", fmt.Sprintf("%d.%d", s, i)) }
	digits := func(form string) func(int) (string, string) {
		return func(i int) (string, string) { return printed(form, i) }
	}
	letters := func(form string) func(int) (string, string) {
		return func(i int) (string, string) { return printed(form, letterOf(i)) }
	}
	roman := func(i int) (string, string) { return printed("Part %s: ", []string{"", "I", "II", "III"}[i]) }
	codes := func(s, i, _ int) (string, string) { return printed("%s ", fmt.Sprint(letterOf(s), i)) }
	return map[string]wordCount{
		"none": {none, plain, nil}, "1., 1.1": {digits("%d. "), below, []string{"%1.", "%1.%2"}}, "1, 1.1": {digits("%d "), below, []string{"%1", "%1.%2"}},
		"Section 1:, 1.1": {digits("Section %d: "), below, []string{"Section %1:", "%1.%2"}}, "Part A": {letters("Part %s – "), plain, nil},
		"Part A, 1.": {letters("Part %s – "), through("%d. "), nil}, "Part I": {roman, plain, nil}, "Part I, 1.": {roman, through("%d. "), nil},
		"A., A1": {letters("%s. "), codes, nil}, "1. below none": {none, through("%d. "), nil}, "1.1 below none": {none, below, nil},
		"Section 1:, Chapter 1:": {digits("Section %d: "), through("Chapter %d: "), nil}, "Chapter 1: below none": {none, through("Chapter %d: "), nil},
		"flat none": {nil, plain, nil}, "flat 1.": {nil, through("%d. "), []string{"%1."}}, "flat 1": {nil, through("%d "), []string{"%1"}},
		"flat Chapter 1:": {nil, through("Chapter %d: "), []string{"Chapter %1:"}}, "flat Chapter 1 –": {nil, through("Chapter %d – "), []string{"Chapter %1 –"}},
	}
}

var (
	wordSections = []string{"Working Together", "Responding to Concerns", "Children in Particular Circumstances"}
	wordChapters = []string{"Principles", "Information Sharing", "Roles of Agencies", "Early Help", "Making a Referral", "Strategy Discussions", "Conferences", "Core Groups", "Children Who Go Missing"}
	wordHeads    = [][]string{{"Purpose", "What to do"}, {"Definition", "Recording decisions", "Escalation"}, {"Signs", "Response"}}
	// wordLooks set a heading of level 1 to 3: paragraph and character properties.
	wordLooks = map[string]func(level int) (paragraph, run string){
		"heading styles":  func(l int) (string, string) { return fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, l), "" },
		"one style lower": func(l int) (string, string) { return fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, l+1), "" },
		"own styles":      func(l int) (string, string) { return fmt.Sprintf(`<w:pStyle w:val="Own%d"/>`, l), "" },
		"bold":            func(l int) (string, string) { return "", fmt.Sprintf(`<w:b/><w:sz w:val="%d"/>`, 40-4*l) },
		"bold in one size": func(l int) (string, string) {
			return "", `<w:b/>` + []string{"", "", `<w:u w:val="single"/>`, `<w:i/>`}[l]
		},
	}
	wordContents = map[string]func(b *wordBook, entries []wordEntry){"none": nil, "field": (*wordBook).field, "tabs": (*wordBook).tabs, "dots": (*wordBook).dots, "plain": (*wordBook).plain, "table": (*wordBook).table}
)

// A wordEntry is a line of a list of contents.
type wordEntry struct {
	level int
	text  string
	page  int
}

// A wordBook is the body of a Word file that is being written.
type wordBook struct{ body strings.Builder }

func (b *wordBook) p(paragraph, run, text string) {
	fmt.Fprintf(&b.body, `<w:p><w:pPr>%s</w:pPr><w:r><w:rPr>%s</w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, paragraph, run, text)
}

func (b *wordBook) field(entries []wordEntry) {
	for i, e := range entries {
		begin, end := "", ""
		if i == 0 {
			begin = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`
		}
		if i == len(entries)-1 {
			end = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
		}
		fmt.Fprintf(&b.body, `<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr>%s<w:hyperlink w:anchor="_Toc%d"><w:r><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>%d</w:t></w:r></w:hyperlink>%s</w:p>`, e.level, begin, i, e.text, e.page, end)
	}
}

func (b *wordBook) tabs(entries []wordEntry) {
	for _, e := range entries {
		fmt.Fprintf(&b.body, `<w:p><w:pPr><w:ind w:left="%d"/></w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>%d</w:t></w:r></w:p>`, 360*(e.level-1), e.text, e.page)
	}
}

func (b *wordBook) dots(entries []wordEntry) {
	for _, e := range entries {
		b.p("", "", fmt.Sprintf("%s ................ %d", e.text, e.page))
	}
}

func (b *wordBook) plain(entries []wordEntry) {
	for _, e := range entries {
		b.p("", []string{"", "<w:b/>", ""}[e.level], e.text)
	}
}

func (b *wordBook) table(entries []wordEntry) {
	b.body.WriteString(`<w:tbl>`)
	for _, e := range entries {
		fmt.Fprintf(&b.body, `<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:tc></w:tr>`, e.text, e.page)
	}
	b.body.WriteString(`</w:tbl>`)
	b.p("", "", "")
}

// wordManual writes a manual of nine chapters, with the outline that it has. With deep the
// headings in chapters are numbered, with auto Word prints all numbers.
func wordManual(n wordCount, look func(int) (string, string), contents func(*wordBook, []wordEntry), deep, auto bool) (file []byte, want []string) {
	front, text := &wordBook{}, &wordBook{}
	var entries []wordEntry
	head := func(level int, number, title string, counted bool) {
		paragraph, run := look(level)
		if auto && counted {
			paragraph += fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, level-1)
			number = ""
		}
		text.p(paragraph, run, number+title)
	}
	top := 1
	if n.section != nil {
		top = 2
	}
	for i, title := range wordChapters {
		section, page := i/3+1, 2+3*i
		if n.section != nil && i%3 == 0 {
			shown, number := n.section(section)
			head(1, shown, wordSections[section-1], true)
			entries, want = append(entries, wordEntry{1, shown + wordSections[section-1], page}), append(want, "section|"+number+"|"+wordSections[section-1])
		}
		shown, number := n.chapter(section, i%3+1, i+1)
		head(top, shown, title, true)
		entries, want = append(entries, wordEntry{top, shown + title, page}), append(want, strings.Repeat(" ", top-1)+"chapter|"+number+"|"+title)
		text.p("", `<w:sz w:val="22"/>`, fillerWords(3))
		for k, h := range wordHeads[i%3] {
			shown, inside := "", ""
			if deep {
				shown, inside = printed("%s ", fmt.Sprintf("%s.%d", number, k+1))
			}
			head(top+1, shown, h, deep)
			want = append(want, strings.Repeat(" ", top)+"heading|"+inside+"|"+h)
			text.p("", `<w:sz w:val="22"/>`, fillerWords(2)+h+" is reviewed each year.")
		}
	}
	front.p("", `<w:b/><w:sz w:val="56"/>`, "Safeguarding Procedures Manual")
	front.p("", `<w:sz w:val="28"/>`, "Vale Partnership")
	if contents != nil {
		front.p("", `<w:b/><w:sz w:val="30"/>`, "Contents")
		contents(front, entries)
	}
	return wordZip(front.body.String()+text.body.String(), n.auto), want
}

// wordZip is a Word file of a body, with styles, and numbering of which levels are the
// first texts; the next counts within the last.
func wordZip(body string, levels []string) []byte {
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	style := func(id, name string, outline, size int) string {
		props := ""
		if outline >= 0 {
			props = fmt.Sprintf(`<w:pPr><w:outlineLvl w:val="%d"/></w:pPr>`, outline)
		}
		return fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>%s<w:rPr><w:b/><w:sz w:val="%d"/></w:rPr></w:style>`, id, name, props, size)
	}
	styles := `<w:styles ` + ns + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="22"/></w:rPr></w:style>`
	for i := range 4 {
		styles += style(fmt.Sprint("Heading", i+1), fmt.Sprint("heading ", i+1), i, 36-4*i) + style(fmt.Sprint("Own", i+1), fmt.Sprint("Manual ", letterOf(i+1)), -1, 36-4*i)
	}
	numbering := `<w:numbering ` + ns + `><w:abstractNum w:abstractNumId="1">`
	if len(levels) > 0 {
		inner := strings.TrimSuffix(levels[len(levels)-1], ".")
		inner = inner[strings.IndexByte(inner, '%'):]
		levels = append(slices.Clone(levels), fmt.Sprintf("%s.%%%d", strings.TrimRight(inner, ":– "), len(levels)+1))
	}
	for i, l := range levels {
		numbering += fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%s"/></w:lvl>`, i, l)
	}
	numbering += `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range map[string]string{"word/document.xml": `<w:document ` + ns + `><w:body>` + body + `</w:body></w:document>`, "word/styles.xml": styles + `</w:styles>`, "word/numbering.xml": numbering} {
		w, _ := z.Create(name) // neither fails in memory
		w.Write([]byte(content))
	}
	z.Close()
	return out.Bytes()
}

// TestManualsAsWordFiles writes the same manual numbered, set and listed in all these ways:
// its outline is read alike from each.
func TestManualsAsWordFiles(t *testing.T) {
	t.Parallel()
	for count, n := range wordCounts() {
		_, number := n.chapter(1, 1, 1)
		digits := number != "" && wording.IsDigit(number[0])
		for look, set := range wordLooks {
			for list, contents := range wordContents {
				for _, deep := range []bool{false, true} {
					for _, auto := range []bool{false, true} {
						switch {
						case deep && (!digits || n.section == nil && contents == nil):
							continue // 1 and 1.1 without a list of contents are sections and chapters
						case auto && (n.auto == nil || look != "heading styles"):
							continue
						}
						body, want := wordManual(n, set, contents, deep, auto)
						if got := bookLines(readWord(t, body)); !slices.Equal(got, want) {
							t.Errorf("%s, %s, contents %s, deep %t, auto %t:\n%s", count, look, list, deep, auto, strings.Join(got, "\n"))
						}
					}
				}
			}
		}
	}
}

// readWord reads a manual that is one Word file.
func readWord(t *testing.T, body []byte) *normalise.Edition {
	t.Helper()
	const url = "http://example.test/handbook.docx"
	d, err := docx.Read(context.Background(), parse.Input{URL: url, Body: body})
	if err != nil {
		t.Fatal(err)
	}
	d.URL = url
	return readBookFile(d, []string{url})
}
