package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestCapitalsAsPrinted: a word that begins the sentence on one side only has its capital there
// and not on the other: both sides read as their pages print them.
func TestCapitalsAsPrinted(t *testing.T) {
	const after = " The lamp is lit at six."
	for _, c := range [][2]string{
		{"Only the mate can open the chest.", "The mate can open the chest."},
		{"The mate can open the chest.", "Only the mate can open the chest."},
		{"Neither the cook nor the mate is told of it.", "The cook or the mate is told of it."},
		{"Never may the mate open the chest.", "The mate may open the chest."},
	} {
		got := compared(oneChapter(c[0]+after, parse.Paragraph), oneChapter(c[1]+after, parse.Paragraph))
		was, now := "", ""
		for _, e := range got[0].Edits {
			if e.Op != diff.Insert {
				was += e.Text
			}
			if e.Op != diff.Delete {
				now += e.Text
			}
		}
		if was != c[0]+after || now != c[1]+after {
			t.Errorf("quoted as %q and %q, want %q and %q", was, now, c[0], c[1])
		}
	}
}
