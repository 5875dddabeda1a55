package normalise

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the golden files")

// readPageRows reads one page as the list of contents of a board.
func readPageRows(t *testing.T, body string) *Edition {
	const origin = "http://example.test"
	full := `<!DOCTYPE html><html><head><title>Page</title></head><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/contents">Contents</a></li></ul></nav></header><main>` + body + `</main><footer><p>&copy; Board</p></footer></body></html>`
	doc := parseKit(t, "generic", origin+"/contents", []byte(full))
	return Read(Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Amendments: []string{origin + "/amendments"}, Hosts: []string{"example.test"}, Pages: []Page{{Document: doc}}})
}

func rowLines(e *Edition) string {
	var b strings.Builder
	for _, s := range e.Sections {
		b.WriteString(strings.Repeat(" ", s.Depth-1) + string(s.Kind) + "|" + s.Number + "|" + s.Title + "|" + strings.Join(s.Flags, " "))
		if s.OtherManual {
			b.WriteString(" other")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestRows holds oddities of lists of contents against golden outlines.
func TestRows(t *testing.T) {
	const file = "testdata/rows.txtar"
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string]*txtar.File)
	for i := range ar.Files {
		want[ar.Files[i].Name] = &ar.Files[i]
	}
	for _, f := range ar.Files {
		name, ok := strings.CutSuffix(f.Name, ".html")
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got := rowLines(readPageRows(t, string(f.Data)))
			w := want[name+".want"]
			if *update {
				w.Data = []byte(got)
				return
			}
			if d := cmp.Diff(strings.Split(string(w.Data), "\n"), strings.Split(got, "\n")); d != "" {
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
