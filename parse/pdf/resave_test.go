package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// chapterPDF is a small chapter: headings, paragraphs over lines, a list, a table,
// two pages; deadline stands in one of its paragraphs.
func chapterPDF(deadline string) []byte {
	page := func(head string, y float64) string {
		return show("F2", 14, 72, y, head) +
			show("F1", 11, 72, y-24, "A worker who hears that a child is missing from home tells the duty team and the local") +
			show("F1", 11, 72, y-38, "hub within "+deadline+". The worker writes down what was said.") +
			show("F1", 11, 72, y-60, "The hub keeps a record of every call and of what was done about it.") +
			show("F1", 11, 90, y-82, `\225`) + show("F1", 11, 104, y-82, "where the child was seen last;") +
			show("F1", 11, 90, y-96, `\225`) + show("F1", 11, 104, y-96, "who was there.")
	}
	table := "0.5 w 72 500 m 400 500 l 72 480 m 400 480 l 72 460 m 400 460 l 72 460 m 72 500 l 200 460 m 200 500 l 400 460 m 400 500 l S\n" +
		show("F1", 10, 76, 486, "Role") + show("F1", 10, 204, 486, "Duty") + show("F1", 10, 76, 466, "Nurse") + show("F1", 10, 204, 466, "Tells the hub")
	return contentPDF(page("1. Children who are missing", 760)+table+page("2. Children who come back", 420), "", "null")
}

// TestEditedFileGivesEditedParagraphs changes a deadline in a file: only the
// paragraphs with the deadline differ.
func TestEditedFileGivesEditedParagraphs(t *testing.T) {
	old, now := outlineOf(mustRead(t, chapterPDF("one hour"))), outlineOf(mustRead(t, chapterPDF("one working day")))
	if len(old) != len(now) || len(old) < 12 {
		t.Fatalf("%d blocks became %d: %q", len(old), len(now), now)
	}
	changed := 0
	for i := range old {
		if old[i] == now[i] {
			continue
		}
		changed++
		if strings.ReplaceAll(old[i], "one hour", "one working day") != now[i] {
			t.Errorf("%q became %q", old[i], now[i])
		}
	}
	if changed != 2 {
		t.Errorf("%d blocks changed, want the two with the deadline", changed)
	}
}

// TestResavedFileGivesSameBlocks saves a file again as other programs do: the
// blocks stay the same. Programs that are missing are left out.
func TestResavedFileGivesSameBlocks(t *testing.T) {
	bodies := map[string][]byte{"chapter": chapterPDF("one hour")}
	files, _ := filepath.Glob(filepath.Join(kitDir, "stoke-on-trent", "night1", "ccm", "cms-service", "stream", "asset", "*.pdf"))
	for i, name := range files {
		if b, err := os.ReadFile(name); err == nil && i%12 == 0 {
			bodies[filepath.Base(name)] = b
		}
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	ways := [][]string{
		{"qpdf", "--linearize", in, out},
		{"qpdf", "--object-streams=generate", "--recompress-flate", in, out},
		{"qpdf", "--qdf", "--object-streams=disable", in, out},
		{"qpdf", "--encrypt", "", "owner", "256", "--", in, out},
		{"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.5", "-sOutputFile=" + out, in},
	}
	for name, body := range bodies {
		want := mainBlocks(mustRead(t, body))
		if err := os.WriteFile(in, body, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, way := range ways {
			if _, err := exec.LookPath(way[0]); err != nil {
				continue
			}
			if said, err := exec.Command(way[0], way[1:]...).CombinedOutput(); err != nil {
				t.Logf("%s %v: %v %s", name, way[:2], err, said)
				continue
			}
			again, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			doc := mustRead(t, again)
			if way[0] == "gs" && name != "chapter" {
				// Ghostscript 10.0 gives some ligatures another letter, which
				// pdftotext reads, too
				if f := bag(wordsOf(allText(doc)), wordsOf(allText(mustRead(t, body)))).f1(); f < 0.97 {
					t.Errorf("%s saved by gs: words F1 %.4f", name, f)
				}
				continue
			}
			if diff := cmp.Diff(want, mainBlocks(doc)); diff != "" {
				t.Errorf("%s saved by %v: other blocks\n%.1500s", name, way[:2], diff)
			}
		}
		// an update that changes nothing but facts of the file
		update := append(bytes.Clone(body), "\n999 0 obj\n<</Producer(Another)>>\nendobj\n"...)
		if diff := cmp.Diff(want, mainBlocks(mustRead(t, update))); diff != "" {
			t.Errorf("%s with an update: other blocks\n%.1500s", name, diff)
		}
	}
}
