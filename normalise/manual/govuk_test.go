package manual

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

const govukDir = "../../../shared/govuk/self-assessment-manual"

// loadGovuk parses the real manual of the kit.
func loadGovuk(t testing.TB) normalise.Input {
	t.Helper()
	const origin = "http://127.0.2.1:8099"
	root := filepath.Join(govukDir, "site")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the real manual is not here")
	}
	in := normalise.Input{BoardID: "sam", RunID: "r", Platform: "govuk", Start: []string{origin + "/hmrc-internal-manuals/self-assessment-manual"}, Hosts: []string{"127.0.2.1:8099"}}
	var docs []*parse.Document
	filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Base(file) != "index.html" {
			return nil
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(root, filepath.Dir(file))
		if doc := parseKit(t, "govuk", origin+"/"+filepath.ToSlash(rel), body); doc != nil {
			docs = append(docs, doc)
		}
		return nil
	})
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return in
}

// TestGovuk holds the outline of the real manual against its truth: every number
// and title, in order, under its parent.
func TestGovuk(t *testing.T) {
	in := loadGovuk(t)
	var truth struct {
		Outline []struct {
			Number string `json:"number"`
			Title  string `json:"title"`
			Depth  int    `json:"depth"`
		} `json:"outline"`
	}
	data, err := os.ReadFile(filepath.Join(govukDir, "truth.json"))
	if err != nil {
		t.Skip("the truth is not here")
	}
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	want := make(map[string]int)
	for _, r := range truth.Outline {
		want[itoa(r.Depth)+r.Number+" "+wording.Fold(r.Title)]++
	}
	e := Read(in)
	hit, all := 0, 0
	for _, s := range e.Sections {
		if s.Kind == normalise.KindHeading || s.Kind == normalise.KindAppendix && strings.Contains(s.URL, "#") {
			continue
		}
		all++
		k := itoa(s.Depth) + s.Number + " " + wording.Fold(s.Title)
		if want[k] > 0 {
			want[k]--
			hit++
			continue
		}
		if all-hit < 8 {
			t.Logf("extra %d %s %q %s", s.Depth, s.Number, s.Title, s.URL)
		}
	}
	f1 := 2 * float64(hit) / float64(all+len(truth.Outline))
	t.Logf("outline: %d of %d, %d found, F1 %.4f", hit, len(truth.Outline), all, f1)
	if f1 < 1 {
		t.Errorf("outline F1 %.4f, want 1", f1)
	}
}
