package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestMain lets this test binary serve as the child process, too.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ChildVerb {
		os.Exit(Child(os.Stdin, os.Stdout, os.Args[2:]))
	}
	os.Exit(m.Run())
}

// simplePDF makes a file of one page for each text, set in Helvetica of 12 points
// with one line for each line of the text.
func simplePDF(pages ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String())
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for i, text := range pages {
		var c strings.Builder
		c.WriteString("BT /F1 12 Tf 14 TL 72 720 Td ")
		for _, line := range strings.Split(text, "\n") {
			fmt.Fprintf(&c, "(%s) Tj T* ", strings.NewReplacer("(", `\(`, ")", `\)`, `\`, `\\`).Replace(line))
		}
		c.WriteString("ET")
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", 5+2*i)
		object("<</Length %d>>stream\n%s\nendstream", c.Len(), c.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

func texts(doc *parse.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		out = append(out, b.Text)
	}
	return out
}

func TestReaderServesManyFiles(t *testing.T) {
	r := NewReader("", DefaultLimits())
	defer r.Close()
	for i := range filesPerChild + 3 {
		want := fmt.Sprintf("The form number %d goes to the board.", i)
		in := parse.Input{URL: "http://example.org/a.pdf", SHA256: "ab", Body: simplePDF(want)}
		doc, err := r.Read(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{want}, texts(doc)); diff != "" {
			t.Fatal(diff)
		}
		if doc.URL != in.URL || doc.FinalURL != in.URL || doc.SHA256 != "ab" || doc.MediaType != parse.TypePDF || doc.Pages != 1 {
			t.Errorf("facts of the response: %+v", doc)
		}
	}
}

func TestReadNamesTheCause(t *testing.T) {
	short := DefaultLimits()
	short.Wall = time.Millisecond
	small := DefaultLimits()
	small.Output = 10
	tight := DefaultLimits()
	tight.Input = 100
	memory := DefaultLimits()
	memory.AddressSpace = 16 << 20
	page := simplePDF("A page.")
	for _, tt := range []struct {
		name   string
		limits Limits
		body   []byte
		wraps  error
		says   string
	}{
		{"no PDF", DefaultLimits(), []byte("<html>"), nil, "not a PDF"},
		{"empty", DefaultLimits(), nil, nil, "not a PDF"},
		{"time", short, page, ErrLimit, "too long"},
		{"output", small, page, ErrLimit, "output"},
		{"input", tight, page, ErrLimit, "file of"},
		{"memory", memory, append(page, make([]byte, 64<<20)...), ErrLimit, "memory"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if raceDetector && tt.says == "memory" {
				t.Skip("the race detector has an address space of its own")
			}
			r := NewReader("", tt.limits)
			defer r.Close()
			_, err := r.Read(context.Background(), parse.Input{Body: tt.body})
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("error %v, want one that says %q", err, tt.says)
			}
			if tt.wraps != nil && !errors.Is(err, tt.wraps) {
				t.Errorf("error %v does not wrap %v", err, tt.wraps)
			}
		})
	}
}

func TestReadStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := NewReader("", DefaultLimits()).Read(ctx, parse.Input{Body: simplePDF("A page.")}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// TestHostile reads files that are made to hang, crash or exhaust a reader: each
// ends with a finding or an error that names the damage.
func TestHostile(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(corpusDir, "hostile-pdf", "*.pdf"))
	if len(files) == 0 {
		t.Skip("no corpus beside the repository")
	}
	sound := map[string]bool{"ok.pdf": true, "v20.pdf": true} // nothing is wrong with these
	limits := DefaultLimits()
	limits.Wall = time.Minute
	r := NewReader("", limits)
	defer r.Close()
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		doc, err := r.Read(context.Background(), parse.Input{Body: body})
		if err != nil {
			t.Logf("%s: %v", base, err)
			continue
		}
		t.Logf("%s: %d blocks, %v", base, len(doc.Blocks), doc.Findings)
		named := hasFinding(doc, "pdf_damaged") || hasFinding(doc, findBudget) || hasFinding(doc, "pdf_mended")
		if named == sound[base] {
			t.Errorf("%s: damage named: %v, findings %v", base, named, doc.Findings)
		}
	}
}
