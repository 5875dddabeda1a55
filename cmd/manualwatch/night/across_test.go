package night

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"manualwatch/crawl/archive"
	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/out"
)

// manyManuals stages one edition of each of n boards with 110 chapters of about
// 1,000 words, a third of them regional text.
func manyManuals(b *testing.B, n int) *Night {
	b.Helper()
	d, err := out.OpenDataset(filepath.Join(b.TempDir(), "dataset"))
	if err != nil {
		b.Fatal(err)
	}
	const run = "20260301T020000Z"
	at := time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)
	w, err := d.Begin(run)
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		e := &normalise.Edition{ID: fmt.Sprintf("b%03d-%s", i, run), BoardID: fmt.Sprintf("b%03d", i), RunID: run, ObservedAt: at}
		for k := range 110 {
			seed := uint64(k)*1000 + uint64(i)
			if k%3 == 0 {
				seed = uint64(k)*1000 + uint64(i%5)
			}
			text := someText(seed, 1000)
			e.Sections = append(e.Sections, normalise.Section{ID: fmt.Sprintf("%d-%d", i, k), Parent: -1, Ordinal: k + 1, Depth: 1, Kind: normalise.KindChapter,
				Number: fmt.Sprint(k), Title: someText(uint64(k), 3) + " " + someText(seed, 1), Text: text, TextSHA256: fmt.Sprint(seed), Words: 1000})
		}
		if err := w.Append(out.EditionTables(e)); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Append(out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at}}}); err != nil {
		b.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		b.Fatal(err)
	}
	past, err := LoadPast(d)
	if err != nil {
		b.Fatal(err)
	}
	return &Night{Dataset: d, Past: past, Run: archive.Run{ID: "20260302T020000Z", StartedAt: at.AddDate(0, 0, 1)}}
}

// someText is words of an invented language, the same for the same seed.
func someText(seed uint64, words int) string {
	r := rand.New(rand.NewPCG(seed, 7))
	const syllables = "babedofigulamenopiqorusatevuwixyzo"
	var b strings.Builder
	for range words {
		for range 2 + r.IntN(2) {
			k := r.IntN(len(syllables)/2) * 2
			b.WriteString(syllables[k : k+2])
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

// BenchmarkCompare compares 150 manuals of 110 chapters. It should stay under 60
// seconds and 1 GiB on two cores.
func BenchmarkCompare(b *testing.B) {
	n := manyManuals(b, 150)
	b.SetBytes(150 * 110 * 6000)
	for b.Loop() {
		n.Past.shared = diff.SharedIndex{}
		t, err := n.Compare(nil, nil, diff.Corrections{})
		if err != nil || len(t.Coverage) == 0 {
			b.Fatal(len(t.Coverage), err)
		}
	}
}
