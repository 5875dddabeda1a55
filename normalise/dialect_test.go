package normalise

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestDialects holds lists of contents in rarer dialects against outlines
// written by hand.
func TestDialects(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/dialects.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(ar.Files); i += 2 {
		name := strings.TrimSuffix(ar.Files[i].Name, ".html")
		t.Run(name, func(t *testing.T) {
			got := rowLines(readPageRows(t, string(ar.Files[i].Data)))
			if d := cmp.Diff(strings.Split(string(ar.Files[i+1].Data), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}
