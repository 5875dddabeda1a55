package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkBesidePdftotext reads the same files, of several producers, by this
// package and by Debian's pdftotext: pages a second, CPU time a page, and the
// greatest memory of the reading process. pdftotext only writes text down; this
// package finds headings and tables, too.
func BenchmarkBesidePdftotext(b *testing.B) {
	var files []string
	for _, pattern := range []string{"*/night1/*/*/*/*/*.pdf", "*/night1/*/*/*/*.pdf", "*/night1/*/*/*/*/*/*.pdf"} {
		m, _ := filepath.Glob(filepath.Join(kitDir, pattern))
		files = append(files, m...)
	}
	if len(files) == 0 {
		b.Skip("no kit of modelled sites beside the repository")
	}
	bodies := make([][]byte, len(files))
	pages, size := 0, int64(0)
	for i, name := range files {
		var err error
		if bodies[i], err = os.ReadFile(name); err != nil {
			b.Fatal(err)
		}
		doc, err := ReadInProcess(bodies[i])
		if err != nil {
			b.Fatal(err)
		}
		pages, size = pages+doc.Pages, size+int64(len(bodies[i]))
	}
	report := func(b *testing.B, cpu time.Duration, kib int64) {
		n := float64(pages * b.N)
		b.ReportMetric(n/b.Elapsed().Seconds(), "pages/s")
		b.ReportMetric(cpu.Seconds()*1e3/n, "cpu-ms/page")
		b.ReportMetric(float64(kib)/1024, "peak-MiB")
	}
	b.Run("child", func(b *testing.B) {
		b.SetBytes(size)
		var cpu time.Duration
		var peak int64
		for b.Loop() {
			c, err := startChild("", DefaultLimits())
			if err != nil {
				b.Fatal(err)
			}
			for i, body := range bodies {
				a, err := c.exchange(body, DefaultLimits().Output)
				if err != nil {
					b.Fatal(files[i], err)
				}
				if a.Last {
					c.close()
					cpu, peak = spent(c.cmd, cpu, peak)
					if c, err = startChild("", DefaultLimits()); err != nil {
						b.Fatal(err)
					}
				}
			}
			c.close()
			cpu, peak = spent(c.cmd, cpu, peak)
		}
		report(b, cpu, peak)
	})
	b.Run("pdftotext", func(b *testing.B) {
		if _, err := exec.LookPath("pdftotext"); err != nil {
			b.Skip("no pdftotext (poppler-utils) to compare with")
		}
		b.SetBytes(size)
		var cpu time.Duration
		var peak int64
		for b.Loop() {
			for _, name := range files {
				cmd := exec.Command("pdftotext", "-q", name, "-")
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				cpu, peak = spent(cmd, cpu, peak)
			}
		}
		report(b, cpu, peak)
	})
}

// spent adds the CPU time and memory of an ended process.
func spent(cmd *exec.Cmd, cpu time.Duration, peak int64) (time.Duration, int64) {
	s := cmd.ProcessState
	if use, ok := s.SysUsage().(*syscall.Rusage); ok {
		peak = max(peak, use.Maxrss)
	}
	return cpu + s.UserTime() + s.SystemTime(), peak
}
