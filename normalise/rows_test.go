package normalise

import (
	"flag"
	"strings"
	"testing"
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
	golden(t, "testdata/rows.txtar", func(t *testing.T, page []byte) string { return rowLines(readPageRows(t, string(page))) })
}
