package manual

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"manualwatch/normalise"
)

// golden holds the readings of the pages of a txtar file, each followed by its reading,
// against what was written down. To write them again: -update
func golden(t *testing.T, file string, read func(t *testing.T, page []byte) string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(ar.Files); i += 2 {
		page, want := ar.Files[i], &ar.Files[i+1]
		t.Run(strings.TrimSuffix(page.Name, ".html"), func(t *testing.T) {
			got := read(t, page.Data)
			if *update {
				want.Data = []byte(got)
				return
			}
			if d := cmp.Diff(strings.Split(string(want.Data), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSavedText reads pages that somebody saved as text against golden outlines and
// amendments.
func TestSavedText(t *testing.T) {
	golden(t, "testdata/saved.txtar", func(t *testing.T, page []byte) string {
		const start = "http://example.test/manual"
		doc := parseKit(t, "generic", start, page)
		e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{start}, Pages: []normalise.Page{{Document: doc}}})
		got := rowLines(e)
		for _, a := range e.Amendments {
			got += fmt.Sprintf("%s|%s|%s|%s|new %t\n", a.Date, a.Scope, a.Chapter, strings.ReplaceAll(a.Details, "\n", " / "), a.New)
		}
		return got
	})
}
