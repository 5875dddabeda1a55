package archive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Pruning is what Prune removed, or would remove.
type Pruning struct {
	Runs  []string // ids of runs whose logs go
	Blobs int      // bodies that nothing that stays refers to
	Bytes int64    // of their files
}

// Prune removes the runs that began before a time and the bodies that only they
// refer to; with dry it only tells what it would remove. It never touches the
// latest finished run of a board, an unfinished run, an import, a run of keepRuns
// or a body of keepBodies (SHA-256): what editions need stays.
func (a *Archive) Prune(ctx context.Context, before time.Time, keepRuns, keepBodies []string, dry bool) (Pruning, error) {
	var p Pruning
	runs, err := a.Runs()
	if err != nil {
		return p, err
	}
	latest := map[string]string{} // board -> its latest finished run
	boards := map[string][]string{}
	for _, r := range runs {
		if boards[r.ID], err = a.Boards(r.ID); err != nil {
			return p, err
		}
		for _, b := range boards[r.ID] {
			if r.Complete {
				latest[b] = r.ID
			}
		}
	}
	needed := map[string]bool{}
	for _, sha := range keepBodies {
		needed[sha] = true
	}
	for _, r := range runs {
		isLatest := slices.ContainsFunc(boards[r.ID], func(b string) bool { return latest[b] == r.ID })
		if r.Complete && r.Kind != "import" && r.StartedAt.Before(before) && !isLatest && !slices.Contains(keepRuns, r.ID) {
			p.Runs = append(p.Runs, r.ID)
			continue
		}
		if err := a.needs(ctx, r.ID, boards[r.ID], needed); err != nil {
			return p, err
		}
	}
	if len(p.Runs) == 0 {
		return p, nil
	}
	return p, a.removePruned(ctx, &p, needed, dry)
}

// needs notes the bodies that a run refers to.
func (a *Archive) needs(ctx context.Context, runID string, boards []string, needed map[string]bool) error {
	for _, b := range boards {
		if err := ctx.Err(); err != nil {
			return err
		}
		all, err := a.Log(runID, b)
		if err != nil {
			return err
		}
		for _, c := range all {
			if c.SHA256 != "" {
				needed[c.SHA256] = true
			}
		}
	}
	return nil
}

// removePruned removes logs first and bodies after them, so that an interrupted
// pruning leaves bodies that nothing refers to, never references to nothing.
func (a *Archive) removePruned(ctx context.Context, p *Pruning, needed map[string]bool, dry bool) error {
	for _, id := range p.Runs {
		if dry {
			break
		}
		if err := os.RemoveAll(filepath.Join(a.dir, "captures", id)); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
	}
	return filepath.WalkDir(filepath.Join(a.dir, "blobs"), func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("archive: %w", err)
		}
		sha, ok := strings.CutSuffix(d.Name(), ".zst")
		if d.IsDir() || !ok || needed[sha] {
			return ctx.Err()
		}
		info, err := d.Info()
		if err != nil {
			return fmt.Errorf("archive: %w", err)
		}
		p.Blobs++
		p.Bytes += info.Size()
		if dry {
			return ctx.Err()
		}
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
		return ctx.Err()
	})
}
