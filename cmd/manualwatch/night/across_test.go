package night

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl/archive"
	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
)

// manyManuals stages one edition of each of n boards with 110 chapters of about
// 1,000 words, a third of them regional text.
func manyManuals(b testing.TB, n int) *Night {
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

// changedManuals returns new editions of some boards, in each of which some chapters
// say other things.
func changedManuals(b testing.TB, n *Night, boards, chapters int) map[string]*normalise.Edition {
	b.Helper()
	fresh := map[string]*normalise.Edition{}
	for i := range boards {
		e, err := n.Standing(fmt.Sprintf("b%03d", i*2))
		if err != nil {
			b.Fatal(err)
		}
		e.ID, e.RunID, e.ObservedAt = e.BoardID+"-"+n.Run.ID, n.Run.ID, n.Run.StartedAt
		for k := range chapters {
			s := &e.Sections[k*7]
			s.Text = "What is new here stands before the rest. " + s.Text
			s.TextSHA256 = fmt.Sprint("new ", i, k)
		}
		fresh[e.BoardID] = e
	}
	return fresh
}

// TestCompareRemembers: what was kept of the night before changes nothing that is
// written of this one, be it whole, damaged or gone.
func TestCompareRemembers(t *testing.T) {
	n := manyManuals(t, 6)
	fresh := changedManuals(t, n, 2, 3)
	file := filepath.Join(t.TempDir(), ".cache", "texts")
	compare := func(fresh map[string]*normalise.Edition) out.Tables {
		n.Past.Remember(file)
		got, err := n.compare(fresh, nil, across.Corrections{})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	want := compare(fresh)
	if len(want.SharedText) == 0 || len(want.Topics) == 0 {
		t.Fatal("nothing was compared")
	}
	if err := n.Past.KeepTexts(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	compare(nil) // the night before
	if err := n.Past.KeepTexts(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"of the night before": before, "of this night": whole, "damaged": whole[:len(whole)/2], "empty": {}} {
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, compare(fresh)); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("beside the file: %v, %v", left, err)
	}
}

// BenchmarkCompare compares 150 manuals of 110 chapters: with nothing known of their
// texts, and on a night with ten changed chapters in each of three manuals, when a
// run begins with what the one before kept. It should stay under 60 seconds and 1 GiB
// on two cores.
func BenchmarkCompare(b *testing.B) {
	n := manyManuals(b, 150)
	fresh := changedManuals(b, n, 3, 10)
	file := filepath.Join(b.TempDir(), "texts")
	compare := func(b *testing.B) {
		t, err := n.compare(fresh, nil, across.Corrections{})
		if err != nil || len(t.Coverage) == 0 {
			b.Fatal(len(t.Coverage), err)
		}
	}
	b.Run("full", func(b *testing.B) {
		b.SetBytes(150 * 110 * 6000)
		for b.Loop() {
			n.Past.Remember("")
			compare(b)
		}
	})
	b.Run("few changes", func(b *testing.B) {
		n.Past.Remember(file)
		if _, err := n.compare(nil, nil, across.Corrections{}); err != nil {
			b.Fatal(err)
		}
		if err := n.Past.KeepTexts(); err != nil {
			b.Fatal(err)
		}
		if f, err := os.Stat(file); err == nil {
			b.ReportMetric(float64(f.Size())/1e6, "MB-kept")
		}
		b.SetBytes(150 * 110 * 6000)
		for b.Loop() {
			n.Past.Remember(file)
			compare(b)
		}
	})
}
