package out

import (
	"bytes"
	"encoding/gob"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// An appender makes the file of one table in a run.
type appender interface {
	name() string
	append(t *Tables) error
	has() bool              // rows were given
	note(key, value string) // in the file's own description
	finish() error          // completes the file and makes it durable
	abort() error
}

func (t *table[T]) appender(dir string) appender {
	return &tableAppender[T]{t: t, dir: filepath.Join(dir, t.name), late: spool{path: filepath.Join(dir, t.name+".late")}}
}

// A tableAppender writes rows that come in the order of the file straight into
// it. What comes late, because its board sorts before one that is written already,
// waits in a spool and is merged in the end.
type tableAppender[T any] struct {
	t    *table[T]
	dir  string
	w    *rowWriter[T]
	last T // row written last
	late spool
}

func (a *tableAppender[T]) name() string { return a.t.name }
func (a *tableAppender[T]) has() bool    { return a.w != nil }
func (a *tableAppender[T]) file() string { return filepath.Join(a.dir, "part-0.parquet") }

// compare orders rows as they stand in the file. Rows that are equal keep the
// order in which they came.
func (a *tableAppender[T]) compare(x, y *T) int {
	if c := strings.Compare(a.t.key(x), a.t.key(y)); c != 0 || a.t.order == nil {
		return c
	}
	return a.t.order(x, y)
}

// sort returns rows in the order of the file, the slice itself if they stand in
// it already.
func (a *tableAppender[T]) sort(rows []T) []T {
	for i := 1; i < len(rows); i++ {
		if a.compare(&rows[i-1], &rows[i]) > 0 {
			rows = slices.Clone(rows)
			slices.SortStableFunc(rows, func(x, y T) int { return a.compare(&x, &y) })
			return rows
		}
	}
	return rows
}

func (a *tableAppender[T]) append(ts *Tables) error {
	rows := a.sort(*a.t.rows(ts))
	if len(rows) == 0 {
		return nil
	}
	if a.w == nil {
		if err := os.MkdirAll(a.dir, 0o755); err != nil {
			return err
		}
		var err error
		if a.w, err = a.t.create(a.file()); err != nil {
			return err
		}
		a.last = rows[0]
	}
	for len(rows) > 0 { // board by board
		board, n := a.t.key(&rows[0]), 1
		for n < len(rows) && a.t.key(&rows[n]) == board {
			n++
		}
		if err := a.board(board, rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func (a *tableAppender[T]) board(board string, rows []T) error {
	if a.compare(&a.last, &rows[0]) > 0 {
		return a.late.put(board, rows)
	}
	a.last = rows[len(rows)-1]
	return a.w.add(rows)
}

func (a *tableAppender[T]) finish() error {
	if a.w == nil {
		return nil
	}
	err := a.w.close(nil)
	a.w.f = nil
	if err == nil && len(a.late.segments) > 0 {
		err = a.merge()
	}
	if err = errors.Join(err, a.late.remove()); err != nil {
		return err
	}
	return syncDir(a.dir)
}

func (a *tableAppender[T]) note(key, value string) {
	if a.w != nil {
		a.w.w.SetKeyValueMetadata(key, value)
	}
}

func (a *tableAppender[T]) abort() error {
	var err error
	if a.w != nil && a.w.f != nil {
		err = a.w.f.Close()
		a.w.f = nil
	}
	return errors.Join(err, a.late.remove())
}

// merge writes the file again with the late rows in their places, one board in
// memory at a time.
func (a *tableAppender[T]) merge() error {
	first, err := os.Open(a.file())
	if err != nil {
		return err
	}
	defer first.Close()
	f, err := openParquet(first)
	if err != nil {
		return err
	}
	spans, err := readSpans(f, a.t.board != nil)
	if err != nil {
		return err
	}
	merged, err := a.t.create(a.file() + ".merged")
	if err != nil {
		return err
	}
	if err := merged.close(a.boards(f, spans, merged)); err != nil {
		return err
	}
	return os.Rename(a.file()+".merged", a.file())
}

// boards writes all boards in order.
func (a *tableAppender[T]) boards(f *parquet.File, spans boardSpans, w *rowWriter[T]) error {
	boards := maps.Clone(spans)
	for _, s := range a.late.segments {
		boards[s.board] = spans[s.board]
	}
	for _, b := range slices.Sorted(maps.Keys(boards)) {
		var rows []T
		err := readRows(f, boards[b].from, boards[b].to, func(part []T) error {
			rows = append(rows, part...)
			return nil
		})
		if err != nil {
			return err
		}
		if rows, err = appendLate(rows, &a.late, b); err != nil {
			return err
		}
		if err := w.add(a.sort(rows)); err != nil {
			return err
		}
	}
	return nil
}

// A spool keeps rows on disk, in segments of one board each.
type spool struct {
	path     string
	f        *os.File
	end      int64
	segments []segment
}

// A segment is a run of rows of one board in a spool.
type segment struct {
	board     string
	off, size int64
}

// put appends rows (a slice of row structs) of one board.
func (s *spool) put(board string, rows any) error {
	if s.f == nil {
		var err error
		if s.f, err = os.Create(s.path); err != nil {
			return err
		}
	}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(rows); err != nil {
		return err
	}
	if _, err := s.f.WriteAt(buf.Bytes(), s.end); err != nil {
		return err
	}
	s.segments = append(s.segments, segment{board: board, off: s.end, size: int64(buf.Len())})
	s.end += int64(buf.Len())
	return nil
}

func (s *spool) remove() error {
	if s.f == nil {
		return nil
	}
	err := s.f.Close()
	s.f = nil
	return errors.Join(err, RemoveIfThere(s.path))
}

// appendLate adds the spooled rows of a board in the order they came.
func appendLate[T any](rows []T, s *spool, board string) ([]T, error) {
	for _, seg := range s.segments {
		if seg.board != board {
			continue
		}
		var part []T
		if err := gob.NewDecoder(io.NewSectionReader(s.f, seg.off, seg.size)).Decode(&part); err != nil {
			return nil, err
		}
		rows = append(rows, part...)
	}
	return rows, nil
}
