package out

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// sectionsOf makes rows like those of a real board: headings with own texts.
func sectionsOf(board, n int) []SectionRow {
	r := rand.New(rand.NewPCG(uint64(board), 7))
	vocabulary := strings.Fields("the child worker must should family referral risk within days of a and to in for who record manager police health school assessment meeting decision agreed information share consent plan conference visit strategy discussion threshold harm abuse neglect parents carer concern contact authority safeguarding partnership procedure guidance review section where when not may be made by on this that")
	rows := make([]SectionRow, n)
	var b strings.Builder
	for i := range rows {
		b.Reset()
		for w := range 20 + r.IntN(120) {
			if w > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(vocabulary[min(r.IntN(len(vocabulary)), r.IntN(len(vocabulary)))])
			if r.IntN(40) == 0 {
				b.WriteString(strconv.Itoa(r.IntN(1000)))
			}
		}
		id := fmt.Sprintf("%016x", r.Uint64())
		rows[i] = SectionRow{
			EditionID: fmt.Sprintf("board-%03d-%s", board, run1), BoardID: fmt.Sprintf("board-%03d", board), SectionID: id, ParentSectionID: id[8:], Ordinal: int32(i + 1), Depth: 3, Kind: "heading",
			Number: fmt.Sprintf("%d.%d", i/20, i%20), NumberKey: fmt.Sprintf("%06d.%06d", i/20, i%20), Title: "Section " + strconv.Itoa(i), Path: "Core Procedures > Chapter " + strconv.Itoa(i/20) + " > Section " + strconv.Itoa(i),
			URL: fmt.Sprintf("https://board-%03d.example/chapters/p_%d.html", board, i/20), MediaType: "text/html", Text: b.String(), TextSHA256: fmt.Sprintf("%064x", r.Uint64()), Words: 80,
		}
	}
	return rows
}

// BenchmarkWriteSections writes sections of many boards through a whole run:
// spool, sort, Parquet, commit. MANUALWATCH_BENCH_ROWS sets the number of rows,
// MANUALWATCH_BENCH_DIR keeps the dataset for a comparison with DuckDB's COPY.
func BenchmarkWriteSections(b *testing.B) {
	total, _ := strconv.Atoi(os.Getenv("MANUALWATCH_BENCH_ROWS"))
	if total == 0 {
		total = 50_000
	}
	const perBoard = 2500
	dir := os.Getenv("MANUALWATCH_BENCH_DIR")
	var bytes int64
	var peak uint64
	for b.Loop() {
		at := dir
		if at == "" {
			at = b.TempDir()
		}
		d, err := OpenDataset(filepath.Join(at, "dataset"))
		if err != nil {
			b.Fatal(err)
		}
		stop := watchHeap(&peak)
		w, err := d.Begin(run1)
		if err != nil {
			b.Fatal(err)
		}
		bytes = 0
		for i := range total / perBoard {
			b.StopTimer()
			rows := sectionsOf(i, perBoard)
			for j := range rows {
				bytes += int64(len(rows[j].Text))
			}
			b.StartTimer()
			if err := w.Append(Tables{Sections: rows}); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Commit(); err != nil {
			b.Fatal(err)
		}
		stop()
	}
	b.SetBytes(bytes)
	b.ReportMetric(float64(total)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
}

// watchHeap looks at the heap now and then and keeps the most it saw.
func watchHeap(peak *uint64) (stop func()) {
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapInuse+m.StackInuse)
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); <-stopped }
}
