package pdf

import "fmt"

// A manual is a plan of sections of chapters, with how titles are numbered.
type manual struct {
	name    string
	style   wordStyle
	section func(i int, title string) string
	chapter func(i, j int, title string) string
	flat    bool // chapters only, no sections
	columns bool
	note    string // number of appendices: "Appendix %d: "
	tabs    bool   // a contents list stands in front
	breaks  bool   // each section begins a page
}

var sectionNames = []string{"Core Procedures", "Working Together", "Children in Specific Circumstances"}

var chapterNames = [][]string{
	{"Making a Referral", "Child Protection Enquiries", "Child Protection Conferences"},
	{"Roles of Agencies", "Information Sharing and Consent"},
	{"Fabricated or Induced Illness", "Children who Go Missing from Home or Care", "Harmful Practices"},
}

var numberWords = []string{"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"}

func plain(_ int, t string) string       { return t }
func plainTwo(_, _ int, t string) string { return t }

// manuals are whole manuals in one file.
func manuals() []wordDoc {
	bold := [4]bool{true, true, true, true}
	sans := wordStyle{size: [4]int{48, 36, 28, 24}, bold: bold, font: "Liberation Sans", body: 22, after: 160, running: "Safeguarding Partnership Procedures Manual"}
	same := wordStyle{size: [4]int{24, 24, 24, 24}, bold: bold, caps: [4]bool{true, true, false, false}, italic: [4]bool{false, false, false, true}, font: "Liberation Serif", body: 24, after: 180, running: "Inter-Agency Manual"}
	codes := wordStyle{size: [4]int{44, 32, 26, 22}, bold: [4]bool{true, true, true, false}, italic: [4]bool{false, false, false, true}, colour: "17365D", font: "Liberation Serif", body: 22, after: 140, running: "Manual of Procedures"}
	words := wordStyle{size: [4]int{40, 32, 24, 22}, bold: bold, font: "Liberation Sans", body: 20, after: 120, justify: true, running: "Policies and Procedures"}
	book := wordStyle{size: [4]int{40, 30, 24, 21}, bold: [4]bool{true, true, true, true}, font: "Liberation Serif", body: 21, indent: 300, justify: true, running: "Handbook"}
	list := []manual{
		{name: "numbered", style: sans, tabs: true, breaks: true, note: "Appendix %d: ",
			section: func(i int, t string) string { return fmt.Sprintf("%d. %s", i, t) },
			chapter: func(i, j int, t string) string { return fmt.Sprintf("%d.%d %s", i, j, t) }},
		{name: "caps", style: same, tabs: true, section: plain, chapter: plainTwo, note: "Appendix %d - "},
		{name: "codes", style: codes, tabs: true, breaks: true, note: "Annex %d ",
			section: func(i int, t string) string { return fmt.Sprintf("Part %c - %s", 'A'+i-1, t) },
			chapter: func(i, j int, t string) string { return fmt.Sprintf("%c%02d %s", 'A'+i-1, j, t) }},
		{name: "words", style: words, flat: true, tabs: true, breaks: true, note: "Appendix %d ", section: plain,
			chapter: func(i, _ int, t string) string { return fmt.Sprintf("Chapter %s: %s", numberWords[i-1], t) }},
		{name: "columns", style: book, columns: true, section: plain, chapter: plainTwo},
		{name: "bare", style: sans, section: plain, chapter: plainTwo, note: "Appendix %d: "},
	}
	var out []wordDoc
	for k, m := range list {
		out = append(out, m.write(&prose{n: uint32(100 + k)}))
	}
	return out
}

func (m manual) write(p *prose) wordDoc {
	d := wordDoc{name: "manual-" + m.name, style: m.style, blocks: []wordBlock{title("Safeguarding Children Procedures")}}
	var body []wordBlock
	n := 0
	chapter := func(i, j int, name string) {
		kind, inner := "h2", "h3"
		if m.flat {
			kind, inner = "h1", "h2"
		}
		body = append(body, wordBlock{kind: kind, text: m.chapter(i, j, name)}, p.paragraph())
		for _, h := range []string{"Introduction", "What to Do when " + headWords[n%5], "Further Information"} {
			body = append(body, wordBlock{kind: inner, text: h}, p.paragraph(), p.paragraph())
		}
		body = append(body, p.items("item", 3)...)
		n++
	}
	for i, names := range chapterNames {
		if m.breaks && len(body) > 0 {
			body = append(body, wordBlock{kind: "page"})
		}
		if !m.flat {
			body = append(body, wordBlock{kind: "h1", text: m.section(i+1, sectionNames[i])}, p.paragraph())
		}
		for j, name := range names {
			if m.flat {
				chapter(n+1, 0, name)
			} else {
				chapter(i+1, j+1, name)
			}
		}
	}
	if m.note != "" {
		body = append(body, wordBlock{kind: "h1", text: fmt.Sprintf(m.note, 1) + "Referral Form"}, p.paragraph(), p.rows(4, 3, true, true),
			wordBlock{kind: "h1", text: fmt.Sprintf(m.note, 2) + "Useful Contacts"}, p.paragraph())
	}
	d.blocks = append(d.blocks, p.paragraph())
	if m.tabs {
		d.blocks = append(d.blocks, m.contents(body)...)
	}
	d.blocks = append(d.blocks, wordBlock{kind: "table", ruled: true, head: true, width: []int{1500, 1800, 5400}, rows: [][]wordCell{
		{{text: "Version"}, {text: "Date"}, {text: "Amendment"}},
		{{text: "3.1"}, {text: "12/03/2019"}, {text: "Chapter on missing children rewritten."}},
		{{text: "3.0"}, {text: "01/09/2018"}, {text: "New statutory guidance."}},
	}}, wordBlock{kind: "page"})
	if m.columns {
		d.blocks = append(append(d.blocks, wordBlock{kind: "columns", text: "1"}), body...)
		d.blocks = append(d.blocks, wordBlock{kind: "columns", text: "12"})
		return d
	}
	d.blocks = append(d.blocks, body...)
	return d
}

// contents lists the titles with dots and page numbers.
func (m manual) contents(body []wordBlock) []wordBlock {
	out := []wordBlock{{kind: "note", text: "Contents"}}
	for i, b := range body {
		if b.kind == "h1" || b.kind == "h2" {
			out = append(out, wordBlock{kind: "toc", text: fmt.Sprintf("%s\t%d", b.text, 2+i/20)})
		}
	}
	return out
}
