package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// runLog is the name of a run's own log; no board id begins so.
const runLog = "_run"

// maxLine bounds a log line. Longer ones are damage.
const maxLine = 16 << 20

// A record is one line: exactly one field is set.
type record struct {
	Begin   *Run     `json:"begin,omitempty"`
	End     *Run     `json:"end,omitempty"`
	Capture *Capture `json:"capture,omitempty"`
	Outcome *Outcome `json:"outcome,omitempty"`
	// Board is what the register said of the board when it was visited, in the words
	// of package crawl.
	Board json.RawMessage `json:"board,omitempty"`
	// Told is the SHA-256 of a body that holds what a pruned run told.
	Told string `json:"told,omitempty"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encodeRecord returns the line of a record.
func encodeRecord(rec record) ([]byte, error) {
	js, err := json.Marshal(rec)
	if err != nil {
		return nil, err
	}
	line := fmt.Appendf(make([]byte, 0, len(js)+10), "%08x ", crc32.Checksum(js, castagnoli))
	return append(append(line, js...), '\n'), nil
}

// decodeRecord reads one line without its line end.
func decodeRecord(line []byte) (record, error) {
	var rec record
	if len(line) < 10 || line[8] != ' ' {
		return rec, errors.New("no log line")
	}
	sum, err := strconv.ParseUint(string(line[:8]), 16, 32)
	if err != nil {
		return rec, errors.New("no checksum")
	}
	if crc32.Checksum(line[9:], castagnoli) != uint32(sum) {
		return rec, errors.New("checksum does not match")
	}
	if err := json.Unmarshal(line[9:], &rec); err != nil {
		return record{}, err
	}
	return rec, nil
}

// scanRecords calls record for every good line of r and damaged for every other,
// with its number from 1.
func scanRecords(r io.Reader, good func(record), damaged func(line int, err error)) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for sc.Scan() {
		n++
		rec, err := decodeRecord(sc.Bytes())
		if err != nil {
			damaged(n, err)
			continue
		}
		good(rec)
	}
	if errors.Is(sc.Err(), bufio.ErrTooLong) {
		damaged(n+1, sc.Err())
		return nil
	}
	return sc.Err()
}

func (a *Archive) logPath(runID, name string) string {
	return filepath.Join(a.dir, "captures", runID, name+".log")
}

// read calls f for each undamaged record of a log, in order. Damaged lines are
// the business of Verify: what the others say still holds.
func (a *Archive) read(runID, name string, f func(record)) error {
	if !idPattern.MatchString(runID) {
		return fmt.Errorf("archive: bad run id %q", runID)
	}
	file, err := os.Open(a.logPath(runID, name))
	if errors.Is(err, os.ErrNotExist) {
		return ErrNotFound
	} else if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer file.Close()
	if err := scanRecords(file, f, func(int, error) {}); err != nil {
		return fmt.Errorf("archive: %s: %w", file.Name(), err)
	}
	return nil
}

// append writes one record with a single write, so that a killed process leaves
// at most one torn line, at the end.
func (a *Archive) append(runID, name string, rec record) error {
	if !idPattern.MatchString(runID) {
		return fmt.Errorf("archive: bad run id %q", runID)
	}
	line, err := encodeRecord(rec)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	f, err := a.openLog(runID, name)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	if n, err := f.Write(line); err != nil {
		if info, serr := f.Stat(); serr == nil && n > 0 {
			err = errors.Join(err, f.Truncate(info.Size()-int64(n)))
		}
		return fmt.Errorf("archive: %w", err)
	}
	return nil
}

func (a *Archive) openLog(runID, name string) (*os.File, error) {
	path := a.logPath(runID, name)
	if f := a.logs[path]; f != nil {
		return f, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	a.logs[path] = f
	return f, nil
}

// syncRun brings a run's logs to the disk.
func (a *Archive) syncRun(runID string) error {
	return a.eachLog(runID, func(path string, f *os.File) error { return f.Sync() })
}

// closeRun brings a run's logs to the disk and closes them.
func (a *Archive) closeRun(runID string) error {
	return a.eachLog(runID, func(path string, f *os.File) error {
		delete(a.logs, path)
		return errors.Join(f.Sync(), f.Close())
	})
}

func (a *Archive) eachLog(runID string, do func(path string, f *os.File) error) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	dir := filepath.Join(a.dir, "captures", runID)
	var errs []error
	for path, f := range a.logs {
		if filepath.Dir(path) == dir {
			errs = append(errs, do(path, f))
		}
	}
	return errors.Join(errs...)
}

// repair cuts the torn last line off every log of a run that was not finished.
// Logs of finished runs were brought to the disk and are left as they are.
func (a *Archive) repair() error {
	entries, err := os.ReadDir(filepath.Join(a.dir, "captures"))
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	for _, e := range entries {
		if !isRunFolder(e) {
			continue
		}
		if r, err := a.run(e.Name()); err == nil && r.Complete {
			continue
		}
		if err := a.repairRun(e.Name()); err != nil {
			return err
		}
	}
	return nil
}

func (a *Archive) repairRun(runID string) error {
	logs, err := os.ReadDir(filepath.Join(a.dir, "captures", runID))
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	for _, l := range logs {
		name, ok := strings.CutSuffix(l.Name(), ".log")
		if !ok {
			continue
		}
		if err := cutTornLine(a.logPath(runID, name)); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
	}
	return nil
}

// cutTornLine truncates a log after its last complete line.
func cutTornLine(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	keep, size, err := completeLines(f)
	if err != nil || keep == size {
		return err
	}
	return errors.Join(f.Truncate(keep), f.Sync())
}

// completeLines returns how long a log is up to the end of its last complete line, and in all.
func completeLines(f *os.File) (keep, size int64, err error) {
	if size, err = f.Seek(0, io.SeekEnd); err != nil {
		return 0, 0, err
	}
	keep = size
	buf := make([]byte, 4096)
	for keep > 0 {
		from := max(0, keep-int64(len(buf)))
		b := buf[:keep-from]
		if _, err := f.ReadAt(b, from); err != nil {
			return 0, 0, err
		}
		if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
			return from + int64(i) + 1, size, nil
		}
		keep = from
	}
	return keep, size, nil
}
