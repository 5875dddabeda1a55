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
	Runs  []string // ids of runs whose captures go
	Blobs int      // bodies that nothing that stays refers to
	Bytes int64    // of the files of both
}

// Prune removes the captures of the runs that began before a time and the bodies that
// only they refer to; with dry it only tells what it would remove. It never touches the
// latest finished run of a board, an unfinished run, an import, a run of keepRuns
// or a body of keepBodies (SHA-256): what editions need stays. So does what told
// says of a run whose captures go, see [Run.Told].
func (a *Archive) Prune(ctx context.Context, before time.Time, keepRuns, keepBodies []string, told func(runID string) ([]byte, error), dry bool) (Pruning, error) {
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
		if r.Told != "" {
			needed[r.Told] = true
			if len(boards[r.ID]) == 0 {
				continue // pruned before
			}
		}
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
	if !dry {
		if err := a.keepTold(p.Runs, told, needed); err != nil {
			return p, err
		}
	}
	return p, a.removePruned(ctx, &p, boards, needed, dry)
}

// keepTold puts what runs told into the archive before their captures go.
func (a *Archive) keepTold(runs []string, told func(string) ([]byte, error), needed map[string]bool) error {
	for _, id := range runs {
		body, err := told(id)
		if err != nil {
			return err
		}
		sha, err := a.Put(body)
		if err == nil {
			err = a.append(id, runLog, record{Told: sha})
		}
		if err == nil {
			err = a.closeRun(id)
		}
		if err != nil {
			return err
		}
		needed[sha] = true
	}
	return nil
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
func (a *Archive) removePruned(ctx context.Context, p *Pruning, boards map[string][]string, needed map[string]bool, dry bool) error {
	for _, id := range p.Runs {
		for _, b := range boards[id] {
			if err := p.remove(a.logPath(id, b), dry); err != nil {
				return fmt.Errorf("archive: %w", err)
			}
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
		p.Blobs++
		if err := p.remove(path, dry); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
		return ctx.Err()
	})
}

// remove counts a file and, unless dry, removes it.
func (p *Pruning) remove(path string, dry bool) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	p.Bytes += info.Size()
	if dry {
		return nil
	}
	return os.Remove(path)
}
