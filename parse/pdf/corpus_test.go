package pdf

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"manualwatch/parse"
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
	for _, m := range files {
		path := filepath.Join(corpusDir, "pdf", m["file"])
		ref, refErr := exec.Command("pdftotext", "-q", path, "-").Output()
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := wordsOf(string(ref))
		doc, err := ReadInProcess(body)
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
	t.Log(fmt.Sprintf("%d files: mean %.4f median %.4f", len(all), mean, median))
	if mean < 0.95 || median < 0.995 {
		t.Error("below what is wanted: mean .95, median .995")
	}
}
