package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"manualwatch/out"
)

var update = flag.Bool("update", false, "write what the code gives into the golden files")

// A scene is the input of a golden case: nights in order.
type scene struct {
	Boards     []out.Board
	QuoteWords int
	Nights     []out.Tables
}

// stage writes a scene's nights into a dataset and returns the data folder.
func stage(t *testing.T, s scene) (string, *out.Dataset) {
	t.Helper()
	dir := t.TempDir()
	d, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range s.Nights {
		if err := d.WriteRun(n.Runs[0].RunID, n); err != nil {
			t.Fatal(err)
		}
		if err := WriteChangelogs(dir, d, n.Runs[0].RunID, s.Boards, Options{QuoteWords: s.QuoteWords}); err != nil {
			t.Fatal(err)
		}
	}
	if err := WriteFeeds(dir, d, s.Boards, Options{QuoteWords: s.QuoteWords}); err != nil {
		t.Fatal(err)
	}
	if err := WriteAcross(dir, d, s.Boards, Options{QuoteWords: s.QuoteWords}); err != nil {
		t.Fatal(err)
	}
	return dir, d
}

// written reads all that was written for readers.
func written(t *testing.T, dir string) []txtar.File {
	t.Helper()
	var files []txtar.File
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && e.Name() == "dataset" {
			return filepath.SkipDir
		}
		if e.IsDir() {
			return nil
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files = append(files, txtar.File{Name: filepath.ToSlash(rel), Data: b})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func readScene(t *testing.T, path string) (scene, *txtar.Archive) {
	t.Helper()
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var s scene
	dec := json.NewDecoder(bytes.NewReader(ar.Files[0].Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return s, ar
}

// To write the golden files again: go test ./out/report -run Golden -update
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	for _, path := range cases {
		t.Run(filepath.Base(path), func(t *testing.T) {
			s, ar := readScene(t, path)
			dir, _ := stage(t, s)
			got := written(t, dir)
			if *update {
				ar.Files = append(ar.Files[:1], got...)
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := map[string]string{}
			for _, f := range ar.Files[1:] {
				want[f.Name] = string(f.Data)
			}
			for _, f := range got {
				if diff := cmp.Diff(want[f.Name], string(f.Data)); diff != "" {
					t.Errorf("%s differs (-want +got):\n%s", f.Name, diff)
				}
				delete(want, f.Name)
			}
			for name := range want {
				t.Errorf("%s was not written", name)
			}
		})
	}
}

func TestFeedsAreAtom(t *testing.T) {
	s, _ := readScene(t, "testdata/night.txtar")
	dir, _ := stage(t, s)
	type feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  string   `xml:"author>name"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	seen := map[string]bool{}
	for _, f := range written(t, dir) {
		if !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		var a feed
		if err := xml.Unmarshal(f.Data, &a); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if a.ID == "" || a.Title == "" || a.Updated == "" || a.Author == "" || seen[a.ID] {
			t.Errorf("%s: head %+v", f.Name, a)
		}
		seen[a.ID] = true
		if f.Name == "feed.xml" && len(a.Entries) != 3 {
			t.Errorf("%d entries in the feed of all boards, want 3", len(a.Entries))
		}
		ids := map[string]bool{}
		for _, e := range a.Entries {
			if e.ID == "" || ids[e.ID] || e.Title == "" || e.Updated == "" || e.Content == "" {
				t.Errorf("%s: entry %+v", f.Name, e)
			}
			ids[e.ID] = true
		}
	}
}
