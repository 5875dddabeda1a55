package archive

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Problem is a damaged or missing part of the archive, or something that was put there and
// is no part of it.
type Problem struct {
	Path   string // file or folder inside the archive
	Detail string
	Stray  bool // no part of the archive, which is whole without it
}

// Stats counts what Verify read.
type Stats struct {
	Runs, Captures, Blobs int
	Bytes                 int64 // of bodies, decompressed
	Problems              int   // damaged or missing
	Stray                 int   // files and folders that are no part of the archive
}

// Verify reads everything and calls problem for each damage found, and for what others put
// there: a file system's lost+found, a desktop's .DS_Store, a copy of a run. Its error
// tells that reading was not possible, or that ctx ended.
func (a *Archive) Verify(ctx context.Context, problem func(Problem)) (Stats, error) {
	v := verifier{a: a, report: problem, needed: map[string]string{}}
	if err := v.logs(ctx); err != nil {
		return v.stats, err
	}
	if err := v.blobs(ctx); err != nil {
		return v.stats, err
	}
	missing := slices.Sorted(maps.Keys(v.needed))
	for _, sha := range missing {
		v.problem(v.needed[sha], "body "+sha+" is missing")
	}
	return v.stats, nil
}

type verifier struct {
	a      *Archive
	report func(Problem)
	stats  Stats
	needed map[string]string // SHA-256 -> log that names it
}

func (v *verifier) problem(path, detail string) {
	v.stats.Problems++
	v.report(Problem{Path: v.inside(path), Detail: detail})
}

func (v *verifier) stray(path, detail string) {
	v.stats.Stray++
	v.report(Problem{Path: v.inside(path), Detail: detail, Stray: true})
}

// inside is a path as seen from the archive's folder.
func (v *verifier) inside(path string) string {
	if rel, err := filepath.Rel(v.a.dir, path); err == nil {
		return filepath.ToSlash(rel)
	}
	return path
}

func (v *verifier) logs(ctx context.Context) error {
	runs, err := os.ReadDir(filepath.Join(v.a.dir, "captures"))
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	for _, run := range runs {
		dir := filepath.Join(v.a.dir, "captures", run.Name())
		if !isRunFolder(run) {
			v.stray(dir, "not a run's folder")
			continue
		}
		logs, err := os.ReadDir(dir)
		if err != nil {
			v.problem(dir, err.Error())
			continue
		}
		v.stats.Runs++
		r, err := v.a.run(run.Name())
		finished := err == nil && r.Complete
		for _, l := range logs {
			if err := ctx.Err(); err != nil {
				return err
			}
			if filepath.Ext(l.Name()) != ".log" {
				v.stray(filepath.Join(dir, l.Name()), "not a log")
				continue
			}
			if err := v.log(filepath.Join(dir, l.Name()), finished); err != nil {
				return err
			}
		}
	}
	return nil
}

// log reads a log. A torn last line in one of a run that was not finished is no damage: the
// run goes on without it.
func (v *verifier) log(path string, finished bool) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer f.Close()
	keep, size, err := completeLines(f)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	if finished {
		keep = size
	}
	return scanRecords(io.NewSectionReader(f, 0, keep), func(rec record) {
		if rec.Told != "" {
			v.needed[rec.Told] = path
		}
		if rec.Capture == nil {
			return
		}
		v.stats.Captures++
		if sha := rec.Capture.SHA256; sha != "" {
			v.needed[sha] = path
		}
	}, func(line int, err error) {
		v.problem(path, fmt.Sprintf("line %d: %v", line, err))
	})
}

func (v *verifier) blobs(ctx context.Context) error {
	root := filepath.Join(v.a.dir, "blobs")
	return filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("archive: %w", err)
		}
		if d.IsDir() {
			if d.Name() == "tmp" && filepath.Dir(path) == root {
				return filepath.SkipDir
			}
			return ctx.Err()
		}
		v.blob(path)
		return ctx.Err()
	})
}

func (v *verifier) blob(path string) {
	sha, ok := strings.CutSuffix(filepath.Base(path), ".zst")
	if !ok || !shaPattern.MatchString(sha) || v.a.blobPath(sha) != path {
		v.stray(path, "not a body")
		return
	}
	v.stats.Blobs++
	delete(v.needed, sha)
	var n counter
	if err := v.a.copyBody(&n, sha); err != nil {
		v.problem(path, err.Error())
	}
	v.stats.Bytes += int64(n)
}

// A counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

var _ io.Writer = (*counter)(nil)
