package out

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
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
			URL: fmt.Sprintf("https://board-%03d.example/chapters/p_%d.html", board, i/20), MediaType: "text/html", Text: b.String(), TextSHA256: fmt.Sprintf("%016x%016x%016x%016x", r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64()), Words: 80,
		}
	}
	return rows
}

// benchRows is the number of rows of the benchmarks, MANUALWATCH_BENCH_ROWS if set.
func benchRows() int {
	if n, _ := strconv.Atoi(os.Getenv("MANUALWATCH_BENCH_ROWS")); n > 0 {
		return n
	}
	return 50_000
}

const perBoard = 2500 // rows of the benchmarks

// BenchmarkWriteSections writes sections of many boards through a whole run:
// sort, Parquet, commit.
func BenchmarkWriteSections(b *testing.B) {
	total := benchRows()
	var bytes int64
	var peak uint64
	for b.Loop() {
		d, err := OpenDataset(filepath.Join(b.TempDir(), "dataset"))
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

// BenchmarkBesideDuckDB writes the same rows in turn with a run of ours and with
// DuckDB's COPY on one thread (zstd, the same row groups), from memory both, and
// reports how fast (by processor time) and how large ours is beside it: shortest of
// three each. It skips without DuckDB; see [duck].
func BenchmarkBesideDuckDB(b *testing.B) {
	total := benchRows()
	procs := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(procs)
	var boards [][]SectionRow
	for i := range total / perBoard {
		boards = append(boards, sectionsOf(i, perBoard))
	}
	dir := b.TempDir()
	d, err := OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		b.Fatal(err)
	}
	ours := d.file("sections", run1)
	theirs := filepath.Join(dir, "duck.parquet")
	write := func() time.Duration {
		start := cpuTime(b)
		w, err := d.Begin(run1)
		if err != nil {
			b.Fatal(err)
		}
		for _, rows := range boards {
			if err := w.Append(Tables{Sections: rows}); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Commit(); err != nil {
			b.Fatal(err)
		}
		return cpuTime(b) - start
	}
	write()
	copies := startDuckCopies(b, ours, theirs)
	for b.Loop() {
		us, duck := write(), copies.next()
		for range 2 {
			us, duck = min(us, write()), min(duck, copies.next())
		}
		b.ReportMetric(duck.Seconds()/us.Seconds(), "speed/duckdb")
		b.ReportMetric(float64(sizeOf(b, ours))/float64(sizeOf(b, theirs)), "size/duckdb")
	}
}

// cpuTime is the processor time that the process has used, which does not depend on
// what else the machine does.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func sizeOf(b *testing.B, path string) int64 {
	st, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return st.Size()
}

// duckCopies is DuckDB with a table in memory, which it writes to a file when asked.
type duckCopies struct {
	b   *testing.B
	in  io.Writer
	out *bufio.Reader
}

func startDuckCopies(b *testing.B, from, to string) *duckCopies {
	node, dir := duckTools(b)
	const program = `
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
const [dir, from, to] = process.argv.slice(1);
const { DuckDBInstance } = createRequire(dir + '/')('@duckdb/node-api');
const db = await (await DuckDBInstance.create(':memory:')).connect();
await db.run("SET threads = 1");
await db.run("CREATE TABLE t AS SELECT * FROM read_parquet('" + from + "', hive_partitioning = false)");
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const start = process.cpuUsage();
  await db.run("COPY t TO '" + to + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)");
  const { user, system } = process.cpuUsage(start);
  console.log(user + system);
}`
	cmd := exec.CommandContext(b.Context(), node, "--input-type=module", "-e", program, dir, from, to)
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	c := &duckCopies{b: b, in: in, out: bufio.NewReader(out)}
	if line := c.read(); line != "ready" {
		b.Fatalf("duckdb says %q", line)
	}
	return c
}

func (c *duckCopies) read() string {
	line, err := c.out.ReadString('\n')
	if err != nil {
		c.b.Fatal(err)
	}
	return strings.TrimSpace(line)
}

func (c *duckCopies) next() time.Duration {
	fmt.Fprintln(c.in, "copy")
	us, err := strconv.ParseInt(c.read(), 10, 64)
	if err != nil {
		c.b.Fatal(err)
	}
	return time.Duration(us) * time.Microsecond
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
