package pdf

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"manualwatch/parse"
	"manualwatch/parse/pdf/writing"
)

// A wordDoc is a Word file of the round trip.
type wordDoc struct {
	name   string
	style  wordStyle
	blocks []wordBlock
}

// phrases are what invented sentences are made of.
var phrases = strings.Split("the duty worker|tells the lead officer|within one working day|and writes down|what was said|by whom and when|so that the school|can act on it|before the next meeting|unless a parent objects|in which case|the review panel|decides at once|who attends|which steps follow|and who is told|about the outcome|of the enquiry|where a child|lives away from home", "|")

// A prose writes invented text, the same every time.
type prose struct{ n uint32 }

func (p *prose) next(limit int) int {
	p.n = p.n*1664525 + 1013904223
	return int(p.n>>16) % limit
}

func (p *prose) sentence(words int) string {
	var b strings.Builder
	for strings.Count(b.String(), " ") < words {
		b.WriteString(phrases[p.next(len(phrases))] + " ")
	}
	s := strings.TrimSpace(b.String())
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func (p *prose) paragraph() wordBlock {
	var parts []string
	for range 2 + p.next(4) {
		parts = append(parts, p.sentence(8+p.next(14)))
	}
	return wordBlock{kind: "p", text: strings.Join(parts, " ")}
}

func (p *prose) cells(n int) []wordCell {
	var out []wordCell
	for i := range n {
		switch {
		case i == 0:
			out = append(out, wordCell{text: fmt.Sprintf("Case %d", 100+p.next(800))})
		case p.next(3) == 0:
			out = append(out, wordCell{text: p.sentence(9)})
		default:
			out = append(out, wordCell{text: phrases[p.next(len(phrases))]})
		}
	}
	return out
}

var headWords = []string{"Referral", "Assessment", "Strategy Discussion", "Initial Enquiry", "Child Protection Plan", "Core Group Meetings", "Information Sharing", "Roles and Responsibilities", "Resolving Professional Disagreements", "Thresholds for Action", "Recording Decisions", "Review and Closure", "Voice of the Child", "Working with Interpreters", "Escalation", "Allegations against Staff and Volunteers who Work with Children and Young People in Care"}

// chapters makes headings of three ranks with text under each; number prints
// their numbers, as typed ones.
func (p *prose) chapters(n int, number bool, each func(i int) []wordBlock) []wordBlock {
	var out []wordBlock
	k := 0
	head := func(level int, no string) {
		text := headWords[k%len(headWords)]
		if k >= len(headWords) {
			text += " " + []string{"in Practice", "across Borders", "at Night"}[k/len(headWords)%3]
		}
		k++
		if number {
			text = no + " " + text
		}
		out = append(out, wordBlock{kind: fmt.Sprintf("h%d", level), text: text})
	}
	for i := 1; i <= n; i++ {
		head(1, fmt.Sprintf("%d.", i))
		out = append(out, p.paragraph())
		for j := 1; j <= 2; j++ {
			head(2, fmt.Sprintf("%d.%d", i, j))
			out = append(out, p.paragraph(), p.paragraph())
			if j == 1 {
				head(3, fmt.Sprintf("%d.%d.1", i, j))
				out = append(out, p.paragraph())
			}
		}
		if each != nil {
			out = append(out, each(i)...)
		}
	}
	return out
}

func title(s string) wordBlock { return wordBlock{kind: "title", text: s} }

func (p *prose) items(kind string, n int) []wordBlock {
	out := []wordBlock{{kind: "p", text: "The record says:"}}
	for range n {
		out = append(out, wordBlock{kind: kind, text: strings.TrimSuffix(p.sentence(4+p.next(16)), ".") + ";"})
	}
	return out
}

// rows makes a table.
func (p *prose) rows(n, cols int, ruled, head bool) wordBlock {
	t := wordBlock{kind: "table", ruled: ruled, head: head}
	for range cols {
		t.width = append(t.width, 9000/cols)
	}
	if head {
		var r []wordCell
		for _, h := range []string{"Reference", "Action", "By whom", "When", "Outcome"}[:cols] {
			r = append(r, wordCell{text: h})
		}
		t.rows = append(t.rows, r)
	}
	for range n {
		t.rows = append(t.rows, p.cells(cols))
	}
	return t
}

var allBold = [4]bool{true, true, true, true}

func wordDocs() []wordDoc {
	large := wordStyle{size: [4]int{44, 32, 26, 23}, bold: allBold, font: "Liberation Sans", body: 22, after: 160, running: "Procedures for the Protection of Children"}
	typed := large
	typed.justify = true
	auto := wordStyle{size: [4]int{40, 28, 24, 22}, bold: allBold, italic: [4]bool{false, false, false, true}, font: "Liberation Serif", body: 22, after: 120, auto: true, running: "Board Manual"}
	caps := wordStyle{size: [4]int{32, 24, 24, 24}, bold: [4]bool{true, true, true, false}, caps: [4]bool{true, true, false, false}, italic: [4]bool{false, false, false, true}, font: "Liberation Sans", body: 24, after: 200, running: "Adults and Children", colour: "1F3864"}
	light := wordStyle{size: [4]int{52, 36, 28, 24}, font: "Liberation Sans", body: 20, after: 140, colour: "2E74B5", running: "Guidance", spacing: 276}
	book := wordStyle{size: [4]int{40, 30, 26, 22}, bold: allBold, font: "Liberation Serif", body: 22, indent: 360, justify: true, running: "Handbook", after: 0}
	p := &prose{n: 7}
	var docs []wordDoc
	add := func(name string, st wordStyle, head string, blocks ...[]wordBlock) {
		d := wordDoc{name: name, style: st, blocks: []wordBlock{title(head)}}
		for _, b := range blocks {
			d.blocks = append(d.blocks, b...)
		}
		docs = append(docs, d)
	}
	one := func(b ...wordBlock) []wordBlock { return b }
	add("typed-ruled", typed, "Neglect of Children", p.chapters(4, true, func(i int) []wordBlock { return one(p.rows(3+i, 3, true, true)) }))
	add("auto-lists", auto, "Children who Go Missing", p.chapters(4, false, func(i int) []wordBlock {
		return append(p.items("item", 4), p.items("number", 3)...)
	}))
	add("plain-unruled", large, "Domestic Abuse", p.chapters(4, false, func(i int) []wordBlock { return one(p.rows(4, 2+i%3, false, i%2 == 0)) }))
	add("caps-notes", caps, "Bruising in Babies", p.chapters(3, false, func(i int) []wordBlock {
		b := p.paragraph()
		b.note = "See " + p.sentence(7)
		return append(one(b), p.items("item", 3)...)
	}))
	add("light-merged", light, "Forced Marriage", p.chapters(3, false, func(i int) []wordBlock { return one(mergedTable(p, i)) }))
	add("long-tables", large, "Training", p.chapters(2, true, func(i int) []wordBlock {
		return one(p.rows(38, 3, true, i == 1), p.paragraph(), p.rows(40, 2, false, false))
	}))
	add("columns", book, "Private Fostering", one(wordBlock{kind: "columns", text: "1"}), p.chapters(5, false, nil), one(wordBlock{kind: "columns", text: "12"}))
	add("book", book, "Working Together Locally", p.chapters(6, true, func(i int) []wordBlock { return p.items("item", 3) }))
	wide := large
	wide.indent, wide.justify = 0, true
	add("unruled-long", wide, "Safer Recruitment", p.chapters(4, false, func(i int) []wordBlock { return one(p.longRows(6, 3, false)) }))
	add("banded", light, "Bullying", p.chapters(4, true, func(i int) []wordBlock {
		k := p.longRows(5, 4, false)
		k.bands = true
		return one(k)
	}))
	add("column-table", book, "Respite Care", one(wordBlock{kind: "columns", text: "1"}), p.chapters(4, false, func(i int) []wordBlock {
		k := p.rows(9, 2, true, true)
		k.width = []int{1700, 2500}
		return one(k)
	}), one(wordBlock{kind: "columns", text: "12"}))
	long := typed
	long.after = 0
	long.spacing = 360
	add("essay", typed, "Foreword", p.essay(30))
	add("double", long, "Reading List", p.chapters(6, true, nil))
	return docs
}

// essay is text without headings but one.
func (p *prose) essay(n int) []wordBlock {
	out := []wordBlock{{kind: "h1", text: "Why We Write"}}
	for range n {
		out = append(out, p.paragraph())
	}
	return append(out, wordBlock{kind: "h1", text: "Who We Are"}, p.paragraph())
}

// longRows makes a table whose cells take several lines.
func (p *prose) longRows(n, cols int, ruled bool) wordBlock {
	t := p.rows(0, cols, ruled, true)
	for range n {
		r := []wordCell{{text: fmt.Sprintf("Case %d", 100+p.next(800))}}
		for range cols - 1 {
			r = append(r, wordCell{text: p.sentence(8 + p.next(14))})
		}
		t.rows = append(t.rows, r)
	}
	return t
}

// mergedTable has cells over columns and rows, and cells of several paragraphs.
func mergedTable(p *prose, i int) wordBlock {
	return wordBlock{kind: "table", ruled: true, width: []int{1800, 2400, 2400, 2400}, rows: [][]wordCell{
		{{text: fmt.Sprintf("Levels of need %d", i), cols: 4}},
		{{text: "Level"}, {text: "Signs", cols: 2}, {text: "Response"}},
		{{text: "Universal", start: true}, {text: p.sentence(5)}, {text: "First line\nSecond line"}, {text: p.sentence(10)}},
		{{more: true}, {text: p.sentence(12)}, {text: "Home\nSchool\nStreet"}, {text: ""}},
		{{text: "Targeted"}, {text: p.sentence(6), cols: 3}},
	}}
}

// convert makes PDFs of files by LibreOffice, with options of its PDF export.
func convert(t *testing.T, dir, options string, files []string) {
	t.Helper()
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "pdf:writer_pdf_Export:" + options, "--outdir", dir}, files...)
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

// TestRoundTrip takes Word files with known headings and tables through
// LibreOffice to PDF and back: as it exports by itself, with tags, and with
// neither tags nor outline. MANUALWATCH_TEST_PDF=1 runs it; it needs LibreOffice
// Writer (Debian: libreoffice-writer-nogui) and the Liberation fonts.
func TestRoundTrip(t *testing.T) { roundTrip(t, wordDocs()) }

// TestRoundTripManuals does the same with whole manuals in one file, in styles in
// which boards set them: with a list of contents, sections, chapters, appendices, a
// table of versions, running headers.
func TestRoundTripManuals(t *testing.T) { roundTrip(t, manuals()) }

func roundTrip(t *testing.T, docs []wordDoc) {
	if os.Getenv("MANUALWATCH_TEST_PDF") == "" {
		t.Skip("set MANUALWATCH_TEST_PDF=1 to run it")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Fatal("soffice not found: install libreoffice-writer-nogui")
	}
	src := t.TempDir()
	var files []string
	for _, d := range docs {
		name := filepath.Join(src, d.name+".docx")
		if err := os.WriteFile(name, wordFile(t, d.style, d.blocks), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	option := func(tags, outline bool) string {
		return fmt.Sprintf(`{"UseTaggedPDF":{"type":"boolean","value":"%t"},"ExportBookmarks":{"type":"boolean","value":"%t"}}`, tags, outline)
	}
	for _, v := range []struct{ name, options string }{
		{"outline", option(false, true)}, {"tags", option(true, true)}, {"bare", option(false, false)},
	} {
		t.Run(v.name, func(t *testing.T) {
			dir := t.TempDir()
			convert(t, dir, v.options, files)
			keepRoundTrip(t, dir, v.name)
			var heads, cells, paras score
			var order pairs
			for _, d := range docs {
				body, err := os.ReadFile(filepath.Join(dir, d.name+".pdf"))
				if err != nil {
					t.Fatal(err)
				}
				r := scoreRoundTrip(t, mustRead(t, body), d)
				t.Logf("%-14s headings %.4f  order %.4f  cells %.4f  paragraphs %.4f", d.name, r.heads.f1(), r.order.right(), r.cells.f1(), r.paras.f1())
				for i, x := range r.differ {
					if i < 14 {
						t.Log("      ", x)
					}
				}
				heads.add(r.heads)
				cells.add(r.cells)
				paras.add(r.paras)
				order.add(r.order)
			}
			t.Logf("%-14s headings %.4f  order %.4f  cells %.4f  paragraphs %.4f", "all", heads.f1(), order.right(), cells.f1(), paras.f1())
			if heads.f1() < 0.97 || cells.f1() < 0.97 || order.right() < 0.9 || paras.f1() < 0.95 {
				t.Error("below what is wanted: headings .97, cells .97, order of ranks .90, paragraphs .95")
			}
		})
	}
}

// keepRoundTrip copies the PDFs to MANUALWATCH_KEEP_PDF for a look at them.
func keepRoundTrip(t *testing.T, dir, name string) {
	if keep := os.Getenv("MANUALWATCH_KEEP_PDF"); keep != "" {
		if err := os.CopyFS(filepath.Join(keep, name), os.DirFS(dir)); err != nil {
			t.Log(err)
		}
	}
}

// A pairs counts pairs of headings whose order of rank is right.
type pairs struct{ good, all int }

func (p *pairs) add(o pairs) { p.good, p.all = p.good+o.good, p.all+o.all }

func (p pairs) right() float64 {
	if p.all == 0 {
		return 1
	}
	return float64(p.good) / float64(p.all)
}

// A ranked is a heading: its folded title and its rank.
type ranked struct {
	title string
	level int
}

// orderOf compares the ranks of the headings that both lists have, pair by pair.
func orderOf(got, want []ranked) pairs {
	var a, b []int
	at := 0
	for _, g := range got {
		for k := at; k < len(want); k++ {
			if want[k].title == g.title {
				a, b, at = append(a, g.level), append(b, want[k].level), k+1
				break
			}
		}
	}
	var p pairs
	for i := range a {
		for j := i + 1; j < len(a); j++ {
			p.all++
			if sign(a[i]-a[j]) == sign(b[i]-b[j]) {
				p.good++
			}
		}
	}
	return p
}

func sign(n int) int { return max(-1, min(1, n)) }

type roundTripScore struct {
	heads, cells, paras score
	order               pairs
	differ              []string
}

func scoreRoundTrip(t *testing.T, doc *parse.Document, d wordDoc) roundTripScore {
	var gotH, wantH []ranked
	var gotC, wantC, gotP, wantP []string
	for _, b := range d.blocks {
		switch {
		case b.kind == "title" || len(b.kind) == 2 && b.kind[0] == 'h':
			wantH = append(wantH, ranked{writing.TitleKey(headingTitle(b.text)), strings.Index("t123", b.kind[len(b.kind)-1:])})
			if b.kind == "title" {
				wantH[len(wantH)-1].level = 0
			}
		case b.kind == "p" || b.kind == "item" || b.kind == "number":
			wantP = append(wantP, fold(b.text))
		}
		for _, r := range b.rows {
			for _, c := range r {
				if c.text != "" {
					wantC = append(wantC, writing.Squeeze(c.text))
				}
			}
		}
	}
	for _, b := range doc.Blocks {
		if b.Region != parse.Main {
			continue
		}
		switch b.Kind {
		case parse.Heading:
			gotH = append(gotH, ranked{writing.TitleKey(headingTitle(b.Text)), b.Level})
		case parse.Row:
			for _, c := range b.Cells {
				if c.Text != "" {
					gotC = append(gotC, writing.Squeeze(fold(c.Text)))
				}
			}
		default:
			if !strings.Contains(b.Text, "See ") {
				gotP = append(gotP, fold(b.Text))
			}
		}
	}
	r := roundTripScore{order: orderOf(gotH, wantH)}
	r.heads, r.cells, r.paras = bag(titles(gotH), titles(wantH)), bag(gotC, wantC), bag(gotP, wantP)
	for _, x := range [][2][]string{{titles(gotH), titles(wantH)}, {gotC, wantC}, {gotP, wantP}} {
		r.differ = append(append(r.differ, onlyIn(x[0], x[1], "got  ")...), onlyIn(x[1], x[0], "want ")...)
	}
	return r
}

func titles(hs []ranked) []string {
	var out []string
	for _, h := range hs {
		out = append(out, h.title)
	}
	return out
}
