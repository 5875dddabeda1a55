package textdiff

import (
	"strings"
	"testing"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// plainWords is word Myers over the whole text, the reference algorithm.
func plainWords(a, b string) int {
	ra, rb := tokenRunes(Tokens(a), Tokens(b))
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	return len(dmp.DiffMainRunes(ra, rb, false))
}

func BenchmarkSmallEdit(b *testing.B) {
	old := paragraphs(1, 40)
	now := strings.Replace(old, "must", "should", 1)
	b.Run("manualwatch", func(b *testing.B) {
		b.SetBytes(int64(len(old)))
		for b.Loop() {
			Edits(old, now)
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
	old, now := paragraphs(1, 400), paragraphs(2, 400)
	b.Run("manualwatch", func(b *testing.B) {
		b.SetBytes(int64(len(old)))
		for b.Loop() {
			Edits(old, now)
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
	lines := func(s string) []Line {
		var out []Line
		for _, t := range Tokens(s) {
			out = append(out, Line{Sum: Sum(t.Key)})
		}
		return out
	}
	x, y := lines(a), lines(b)
	al := aligner{a: x, b: y}
	return len(al.anchors(0, len(x), 0, len(y)))
}
