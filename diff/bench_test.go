package diff_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

func longText(seed uint64, words int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var lines []string
	for n := 0; n < words; n += 80 {
		lines = append(lines, inventParagraph(r, min(80, words-n)))
	}
	return strings.Join(lines, "\n")
}

func editText(text string) string {
	text = strings.Replace(text, "must", "should", 1)
	i := len(text) / 2
	j := i + strings.Index(text[i:], "five working days")
	return text[:j] + "three" + text[j+len("five"):]
}

func textEdition(text string) *normalise.Edition {
	ed := &normalise.Edition{BoardID: "b", RunID: "1", Sections: []normalise.Section{{Parent: -1, Kind: normalise.KindChapter, Title: "A chapter", Text: text}}}
	for _, l := range strings.Split(text, "\n") {
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: l})
	}
	seal(ed)
	return ed
}

func BenchmarkManual(b *testing.B) {
	prev := manual(1, 10, 11, 3640)
	cur := next(prev, func(ed *normalise.Edition) {
		for i := range ed.Sections {
			if i%10 == 5 && len(ed.Sections[i].Blocks) > 0 {
				ed.Sections[i].Blocks[3].Text = editText(ed.Sections[i].Blocks[3].Text + " Nobody must wait five working days.")
			}
		}
		ed.Sections = append(ed.Sections[:40], ed.Sections[41:]...)
	})
	bytes := 0
	for _, s := range prev.Sections {
		bytes += len(s.Text)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		compare.Editions(lineage.Carry(prev, cur), compare.Options{})
	}
}
