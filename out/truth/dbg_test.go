package truth

import "testing"

func (w *world) dbg(t *testing.T) {
	n := 0
	for _, p := range w.papersRead {
		n += len(p.lines)
	}
	t.Logf("%d papers %d lines, %d docs", len(w.papersRead), n, len(w.docs))
}
