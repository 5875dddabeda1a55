package diff

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sergi/go-diff/diffmatchpatch"

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

// plainWords is word Myers over the whole text, the reference algorithm.
func plainWords(a, b string) int {
	ra, rb := tokenRunes(tokens(a), tokens(b))
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	return len(dmp.DiffMainRunes(ra, rb, false))
}

func textEdition(text string) *normalise.Edition {
	ed := &normalise.Edition{BoardID: "b", RunID: "1", Sections: []normalise.Section{{Parent: -1, Kind: normalise.KindChapter, Title: "A chapter", Text: text}}}
	for _, l := range strings.Split(text, "\n") {
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Text: l})
	}
	seal(ed)
	return ed
}

func BenchmarkSmallEdit(b *testing.B) {
	old := longText(1, 3000)
	now := editText(old)
	b.Run("manualwatch", func(b *testing.B) {
		b.SetBytes(int64(len(old)))
		for b.Loop() {
			Script(old, now)
		}
	})
	b.Run("plain-word-myers", func(b *testing.B) {
		b.SetBytes(int64(len(old)))
		for b.Loop() {
			plainWords(old, now)
		}
	})
}

func BenchmarkRewrite(b *testing.B) {
	old, now := longText(1, 30000), longText(2, 30000)
	b.Run("manualwatch", func(b *testing.B) {
		b.SetBytes(int64(len(old)))
		for b.Loop() {
			Script(old, now)
		}
	})
	b.Run("anchored-words", func(b *testing.B) {
		b.SetBytes(int64(len(old)))
		for b.Loop() {
			anchored(old, now)
		}
	})
}

// anchored is a diff that only aligns unique lines or words, the linear reference.
func anchored(a, b string) int {
	lines := func(s string) []line {
		var out []line
		for _, t := range tokens(s) {
			out = append(out, line{sum: sum(t.key)})
		}
		return out
	}
	x, y := lines(a), lines(b)
	al := aligner{a: x, b: y}
	return len(al.anchors(0, len(x), 0, len(y)))
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
		Compare(prev, cur, matchTrees(prev, cur), Options{})
	}
}
