// Package site writes the dataset as a static web site that needs no server:
// boards, manuals, chapters with their history, changes with filters, runs and the
// coverage of topics. Reading works without JavaScript; a small script filters.
//
//	data/site/index.html                        boards
//	data/site/boards/<board>/index.html         one manual
//	data/site/boards/<board>/<chapter>.html     one chapter
//	data/site/boards/<board>/<chapter>-<i>-<j>.html   two of its versions side by side
//	data/site/changes/index.html, 2.html ...    changes over all boards
//	data/site/runs.html, coverage.html, style.css, app.js
package site

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/out"
	"manualwatch/out/report"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/*
var staticFiles embed.FS

// version stands in the stamp of each board's folder: a change of it makes all
// pages anew.
const version = "6"

// Write writes the site under dataDir/site. Chapters of boards whose manual did
// not change since the last call are left as they are unless o.Anew is set. It
// holds one board in memory at a time.
func Write(dataDir string, d *out.Dataset, boards []out.Board, o report.Options) error {
	w, err := newWriter(filepath.Join(dataDir, "site"), d, boards, o)
	if err != nil {
		return fmt.Errorf("site: %w", err)
	}
	for _, step := range []func() error{w.static, w.observe, w.changes, w.manuals, w.index, w.runs, w.coverage} {
		if err := step(); err != nil {
			return fmt.Errorf("site: %w", err)
		}
	}
	return nil
}

// A writer makes the pages of one state of the dataset.
type writer struct {
	dir    string
	d      *out.Dataset
	o      report.Options
	h      *report.History
	boards []out.Board // of the register and of the dataset, by name
	pages  *template.Template
	now    time.Time // start of the newest run: all ages are told against it

	lives  map[string]*life // by board
	months []monthCount     // changes by month and significance, oldest first
	recent []changeLine     // newest changes of weight, for the first page
}

// A life is what happened to a board, small enough to keep for all of them.
type life struct {
	nights   []night
	edition  *out.EditionRow
	editions []out.EditionRow
	chapters int
	changes  int // of weight, in the last 365 days
	last     out.ObservationRow
}

// A night is a board's observation in one run.
type night struct {
	at     time.Time
	status string
}

func newWriter(dir string, d *out.Dataset, boards []out.Board, o report.Options) (*writer, error) {
	w := &writer{dir: dir, d: d, o: o, lives: map[string]*life{}}
	var err error
	if w.pages, err = template.New("").ParseFS(templateFiles, "templates/*.html"); err != nil {
		return nil, err
	}
	if w.h, err = report.NewHistory(d, boards); err != nil {
		return nil, err
	}
	if n := len(w.h.Runs); n > 0 {
		w.now = w.h.Runs[n-1].StartedAt
	}
	for _, b := range boards {
		w.boards = append(w.boards, cleanBoard(b))
	}
	return w, nil
}

// cleanBoard makes what the register says of a board safe to show.
func cleanBoard(b out.Board) out.Board {
	b.Name, b.Nation, b.Licence = report.Clean(b.Name), report.Clean(b.Nation), report.Clean(b.Licence)
	b.Areas = slices.Clone(b.Areas)
	for i := range b.Areas {
		b.Areas[i] = report.Clean(b.Areas[i])
	}
	return b
}

// A page is what every template gets.
type page struct {
	Title string
	Root  string // way to the top of the site: "", "../", "../../"
	Here  string // part of the site, for the navigation
	Feed  string // name of the board's feed, "" on pages of no board or of one without a feed
	As    string // day of the newest run; "" on pages that stand until their manual changes
	Body  any
}

// write makes a page if it differs from what is there.
func (w *writer) write(path, name, here, title string, body any) error {
	root := ""
	for range bytes.Count([]byte(path), []byte("/")) {
		root += "../"
	}
	var b bytes.Buffer
	p := page{Title: title, Root: root, Here: here, Body: body}
	if board, _, ok := strings.Cut(strings.TrimPrefix(path, "boards/"), "/"); ok && here == "boards" && len(w.life(board).editions) > 0 {
		p.Feed = board
	}
	if name != "chapter.html" && name != "compare.html" {
		p.As = report.Day(w.now)
	}
	if err := w.pages.ExecuteTemplate(&b, name, p); err != nil {
		return err
	}
	return replace(filepath.Join(w.dir, filepath.FromSlash(path)), b.Bytes())
}

// replace writes a file that readers see whole, if it is not there already.
func replace(path string, content []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".tmp", content, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

// static copies style sheet and script.
func (w *writer) static() error {
	return fs.WalkDir(staticFiles, "static", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := staticFiles.ReadFile(path)
		if err != nil {
			return err
		}
		return replace(filepath.Join(w.dir, e.Name()), b)
	})
}

// observe reads how all boards fared in all runs.
func (w *writer) observe() error {
	for _, r := range w.h.Runs {
		obs, err := w.d.Observations(r.RunID)
		if err != nil {
			return err
		}
		for _, o := range obs {
			l := w.life(o.BoardID)
			l.nights = append(l.nights, night{r.StartedAt, o.Status})
			l.last = o
		}
	}
	editions, err := w.d.Editions("")
	if err != nil {
		return err
	}
	for _, e := range editions {
		l := w.life(e.BoardID)
		l.editions = append(l.editions, e)
		l.edition = &l.editions[len(l.editions)-1]
	}
	slices.SortStableFunc(w.boards, func(a, b out.Board) int { return compareFold(a.Name, b.Name) })
	return nil
}

// life returns the record of a board; a board that the register does not know
// is added to the boards.
func (w *writer) life(id string) *life {
	l := w.lives[id]
	if l == nil {
		l = &life{}
		w.lives[id] = l
		if !slices.ContainsFunc(w.boards, func(b out.Board) bool { return b.ID == id }) {
			w.boards = append(w.boards, out.Board{ID: id, Name: id})
		}
	}
	return l
}

// fileName returns a name for a chapter's page: short, the same for ever, and
// harmless whatever the id is.
func fileName(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:6])
}

// boardDir returns the folder of a board's pages in the site.
func boardDir(id string) string { return "boards/" + filepath.Base(id) }

// A mark stands in a board's folder: what its pages were made from, and the day
// of each chapter's last change, which the board's page needs every night.
type mark struct {
	Made    string
	Changed map[string]time.Time
}

// stamped reports whether a folder was made from the same things, and the days
// of the chapters' last changes.
func stamped(dir, made string) (map[string]time.Time, bool) {
	b, err := os.ReadFile(filepath.Join(dir, ".stamp"))
	if err != nil {
		return nil, false
	}
	var m mark
	if err := json.Unmarshal(b, &m); err != nil || m.Made != made {
		return nil, false
	}
	return m.Changed, true
}

func putStamp(dir, made string, changed map[string]time.Time) error {
	b, err := json.Marshal(mark{Made: made, Changed: changed})
	if err != nil {
		return err
	}
	return replace(filepath.Join(dir, ".stamp"), b)
}
