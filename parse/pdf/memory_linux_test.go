package pdf

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// TestHostileMemory holds that a child that reads a hostile file stays below a
// gibibyte, and that its parent does not grow: no other test runs beside it.
func TestHostileMemory(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector has memory of its own")
	}
	files, _ := filepath.Glob(filepath.Join(corpusDir, "hostile-pdf", "*.pdf"))
	if len(files) == 0 {
		t.Skip("no corpus beside the repository")
	}
	bodies := map[string][]byte{"many glyphs": manyGlyphs()}
	for _, name := range files {
		switch filepath.Base(name) {
		case "bomb.pdf", "huge_count.pdf", "xref_size_1e9.pdf", "parent_loop.pdf":
		default:
			continue
		}
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		bodies[filepath.Base(name)] = body
	}
	before := heap()
	for name, body := range bodies {
		c, err := startChild("", DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.exchange(body, DefaultLimits().Output)
		c.close()
		use, ok := c.cmd.ProcessState.SysUsage().(*syscall.Rusage)
		if !ok {
			t.Fatal("the system does not tell the memory of a child")
		}
		if mib := use.Maxrss >> 10; mib >= 1024 {
			t.Errorf("%s: the child took %d MiB", name, mib)
		} else {
			t.Logf("%s: %d MiB, %v", name, mib, err)
		}
	}
	if grown := int64(heap()) - int64(before); grown > 8<<20 {
		t.Errorf("the parent grew by %d bytes", grown)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// manyGlyphs is a file whose page shows more characters than any page can.
func manyGlyphs() []byte {
	line := make([]byte, 0, 80<<10)
	for range 4000 {
		line = append(line, "abcdefgh ijklmnopqr "...)
	}
	content := ""
	for i := range 20 {
		content += show("F1", 1, 20, float64(800-i), string(line))
	}
	return contentPDF(content, "", "null")
}
