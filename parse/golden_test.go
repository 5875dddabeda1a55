package parse

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// update rewrites the expected parts: go test ./parse -run Golden -update
var update = flag.Bool("update", false, "rewrite golden files")

// TestGolden reads the pages of testdata/*.txtar. An archive holds a page (page.html
// or page.txt, optional platform in the comment's last line "platform: X") and what
// it gives (want).
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { checkGolden(t, file) })
	}
}

func checkGolden(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in := Input{URL: "http://isle.example/manual/page.html"}
	if _, p, ok := strings.Cut(string(ar.Comment), "platform: "); ok {
		in.Platform = strings.TrimSpace(p)
	}
	want := -1
	for i, f := range ar.Files {
		if strings.HasPrefix(f.Name, "page.") {
			in.Body = f.Data
		}
		if f.Name == "want" {
			want = i
		}
	}
	doc, err := Parse(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := dump(doc)
	if *update {
		if want < 0 {
			ar.Files = append(ar.Files, txtar.File{Name: "want"})
			want = len(ar.Files) - 1
		}
		ar.Files[want].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want < 0 {
		t.Fatal("no want; run with -update")
	}
	if d := cmp.Diff(string(ar.Files[want].Data), got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
