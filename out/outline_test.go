package out

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOutlineIsSectionsWithoutText reads an edition both ways.
func TestOutlineIsSectionsWithoutText(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run1, "a", "b")
	ed := EditionRow{EditionID: "b-" + run1, BoardID: "b", RunID: run1}
	want, err := d.Sections(ed)
	if err != nil || len(want) == 0 {
		t.Fatalf("%d sections, %v", len(want), err)
	}
	for i := range want {
		want[i].Text = ""
	}
	got, err := d.Outline(ed)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// BenchmarkOutline shows what leaving the texts out saves.
func BenchmarkOutline(b *testing.B) {
	d, err := OpenDataset(filepath.Join(b.TempDir(), "dataset"))
	if err != nil {
		b.Fatal(err)
	}
	ts, size := Tables{Runs: []RunRow{aRun(run1)}}, 0
	for i := range 2000 {
		text := strings.Repeat("some words of a manual that nobody reads here ", 20+i%30)
		size += len(text)
		ts.Sections = append(ts.Sections, SectionRow{EditionID: "e", BoardID: "a", SectionID: "s", Ordinal: int32(i + 1), Kind: "heading", Title: "Title", Path: "Path", Text: text})
	}
	if err := d.WriteRun(run1, ts); err != nil {
		b.Fatal(err)
	}
	for name, read := range map[string]func(EditionRow) ([]SectionRow, error){"outline": d.Outline, "with texts": d.Sections} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				if rows, err := read(EditionRow{EditionID: "e", BoardID: "a", RunID: run1}); err != nil || len(rows) != 2000 {
					b.Fatal(len(rows), err)
				}
			}
		})
	}
}
