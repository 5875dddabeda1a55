package pdf

import (
	"context"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"manualwatch/parse"
	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// corpusDir holds files of public test folders, beside the repository.
const corpusDir = "../../../shared/corpus"

// manifest reads the corpus's list of files, by file name.
func manifest(t testing.TB) []map[string]string {
	f, err := os.Open(filepath.Join(corpusDir, "pdf", "manifest.csv"))
	if err != nil {
		t.Skip("no corpus beside the repository")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, v := range r {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out
}

// allText is every word of a document, in every region.
func allText(doc *parse.Document) string {
	var b strings.Builder
	for _, x := range doc.Blocks {
		if x.Marker != "" && x.Kind != parse.Heading {
			b.WriteString(x.Marker + " ")
		}
		b.WriteString(x.Text + "\n")
	}
	return b.String()
}

// TestCorpusWords holds the words of each file against those that Debian's
// pdftotext reads.
func TestCorpusWords(t *testing.T) {
	t.Parallel()
	files := manifest(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext (poppler-utils) to compare with")
	}
	if testing.Short() {
		t.Skip("long")
	}
	type group struct {
		n   int
		sum float64
	}
	by := map[string]*group{}
	var all []float64
	limits := DefaultLimits()
	limits.Cache = t.TempDir()
	r := NewReader("", limits)
	defer r.Close()
	for i, m := range files {
		if os.Getenv("PDF_CORPUS") == "" && i%6 != 0 {
			continue // PDF_CORPUS=all reads every file
		}
		path := filepath.Join(corpusDir, "pdf", m["file"])
		ref, refErr := exec.Command("pdftotext", "-q", path, "-").Output()
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := wordsOf(string(ref))
		doc, err := r.Read(context.Background(), parse.Input{Body: body})
		if err != nil {
			t.Logf("%s (%s, %d words): not read: %v; pdftotext: %v", m["file"], m["producer"], len(want), err, refErr)
			doc = &parse.Document{}
		}
		if len(want) < 20 {
			continue
		}
		f := bag(wordsOf(allText(doc)), want).f1()
		all = append(all, f)
		name := "(none)"
		if p := strings.Fields(m["producer"]); len(p) > 0 {
			name = p[0]
		}
		if by[name] == nil {
			by[name] = &group{}
		}
		by[name].n++
		by[name].sum += f
		if f < 0.98 {
			t.Logf("%s %-40s %4d words F1 %.4f %v", m["file"], m["producer"], len(want), f, doc.Findings)
		}
	}
	names := make([]string, 0, len(by))
	for n := range by {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		t.Logf("%-30s %3d files  word F1 %.4f", n, by[n].n, by[n].sum/float64(by[n].n))
	}
	sort.Float64s(all)
	sum := 0.0
	for _, f := range all {
		sum += f
	}
	mean, median := sum/float64(len(all)), all[len(all)/2]
	t.Logf("%d files: mean %.4f median %.4f", len(all), mean, median)
	if mean < 0.95 || median < 0.995 {
		t.Error("below what is wanted: mean .95, median .995")
	}
}

// taggedHeadings reads the headings that a file's tags name, without looking at
// the page.
func taggedHeadings(f *object.File) []ranked {
	sheets := content.Sheets(f)
	tree := content.Tags(f, sheets)
	if tree == nil {
		return nil
	}
	e := &engine{f: f, sheets: sheets, vocab: line.Vocabulary{}, tree: tree, address: content.NewAddresser(f, sheets)}
	e.readPages()
	byContent := map[content.MarkedContent][]line.Word{}
	for _, p := range e.pages {
		for _, w := range p.Tagged {
			at := content.MarkedContent{Page: p.Number, MCID: w.MCID}
			byContent[at] = append(byContent[at], w)
		}
	}
	var out []ranked
	var walk func(n *content.Node, depth int)
	walk = func(n *content.Node, depth int) {
		level := 0
		switch {
		case n.Role == "Title":
		case n.Role == "H":
			level = depth
		case len(n.Role) == 2 && n.Role[0] == 'H':
			level = int(n.Role[1] - '0')
		default:
			if n.Role == "Sect" || n.Role == "Part" || n.Role == "Art" {
				depth++
			}
			for _, k := range n.Kids {
				walk(k, depth)
			}
			return
		}
		if s := line.Join(wordsUnder(n, byContent)); s != "" {
			out = append(out, ranked{s, level})
		}
	}
	walk(tree, 0)
	return out
}

// wordsUnder takes the words of the content under a node, in the order of the tree.
func wordsUnder(n *content.Node, words map[content.MarkedContent][]line.Word) []line.Word {
	if n.Leaf != nil {
		ws := words[*n.Leaf]
		delete(words, *n.Leaf)
		return ws
	}
	var out []line.Word
	for _, k := range n.Kids {
		out = append(out, wordsUnder(k, words)...)
	}
	if n.ActualText != "" && len(out) > 0 {
		out[0].Text = writing.Regular(writing.Squeeze(n.ActualText))
		out = out[:1]
	}
	return out
}

// printed leaves out the outline's entries that name no text of the document.
func printed(heads []ranked, doc *parse.Document) []ranked {
	all := writing.TitleKey(fold(allText(doc)))
	var out []ranked
	for _, t := range heads {
		if k := writing.TitleKey(fold(writing.WithoutNumber(writing.Squeeze(t.title)))); k != "" && strings.Contains(all, k) {
			out = append(out, t)
		}
	}
	return out
}

func headsOf(doc *parse.Document) []ranked {
	var out []ranked
	for _, b := range doc.Blocks {
		if b.Kind == parse.Heading {
			out = append(out, ranked{writing.TitleKey(fold(writing.WithoutNumber(b.Text))), b.Level})
		}
	}
	return out
}

// byLook reads a file as if it had neither tags nor an outline.
func byLook(t *testing.T, body []byte) *parse.Document {
	t.Helper()
	e, err := readFile(body, settings{})
	if err != nil {
		t.Fatal(err)
	}
	e.tree, e.address = nil, nil
	e.build()
	return e.document()
}

// TestCorpusHeadings holds the headings of tagged and outlined files against what
// the files say themselves.
func TestCorpusHeadings(t *testing.T) {
	t.Parallel()
	files := manifest(t)
	sum, n := 0.0, 0
	blindSum := 0.0 // of the same files with tags and outline hidden
	var order, blind pairs
	for _, m := range files {
		if m["tagged"] != "yes" && m["outline_items"] == "0" {
			continue
		}
		path := filepath.Join(corpusDir, "pdf", m["file"])
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := object.Open(body)
		if err != nil {
			continue
		}
		want := taggedHeadings(f)
		kind := "tags"
		if len(want) == 0 {
			kind = "outline"
			for _, it := range content.NewAddresser(f, content.Sheets(f)).Outline() {
				if it.Page > 0 && it.Title != "" {
					want = append(want, ranked{it.Title, it.Level})
				}
			}
		}
		if len(want) < 2 {
			continue
		}
		doc, err := ReadInProcess(body)
		if err != nil {
			continue
		}
		if kind == "outline" {
			want = printed(want, doc)
		}
		if len(want) < 2 {
			continue
		}
		got, look := headsOf(doc), headsOf(byLook(t, body))
		for i := range want {
			want[i].title = writing.TitleKey(fold(writing.WithoutNumber(writing.Squeeze(want[i].title))))
		}
		s, o := bag(titles(got), titles(want)), orderOf(got, want)
		sum, n = sum+s.f1(), n+1
		order.add(o)
		blindSum += bag(titles(look), titles(want)).f1()
		blind.add(orderOf(look, want))
		t.Logf("%s %-7s %3d got %3d wanted F1 %.3f order %.3f  %s", m["file"], kind, s.got, s.want, s.f1(), o.right(), m["producer"])
		if s.f1() < 0.7 {
			for i, d := range append(onlyIn(titles(got), titles(want), "got  "), onlyIn(titles(want), titles(got), "want ")...) {
				if i < 12 {
					t.Log("     ", d)
				}
			}
		}
	}
	t.Logf("%d files, macro F1 %.4f, order of ranks right in %.4f of %d pairs", n, sum/float64(max(1, n)), order.right(), order.all)
	t.Logf("by look alone: macro F1 %.4f, order of ranks right in %.4f of %d pairs", blindSum/float64(max(1, n)), blind.right(), blind.all)
	if n > 0 && order.right() < 0.9 {
		t.Error("order of ranks below .90")
	}
	if n > 0 && blindSum/float64(n) < 0.7 {
		t.Error("macro heading F1 by look alone below .70")
	}
	if n > 0 && sum/float64(n) < 0.8 {
		t.Error("macro heading F1 below .80")
	}
}
