// Package archive keeps what was seen: the raw body of every distinct response,
// named by its SHA-256 and never changed, and an append-only log of captures.
// Everything downstream can be rebuilt from it.
//
// On disk:
//
//	blobs/ab/ab12….zst          a body, compressed with zstd; ab12… is the SHA-256 of the body itself
//	blobs/tmp/                  bodies being written; emptied by Open
//	captures/<run>/_run.log     begin and end of the run, and what it told if it was pruned
//	captures/<run>/<board>.log  what the register said of one board, what was asked of its sites, and the outcome
//
// A log is lines of "<CRC-32C of the JSON, 8 hex digits> <JSON>\n". Lines are
// only ever added; the last one of an address counts.
package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrNotFound is returned for a body or a run that the archive does not hold.
var ErrNotFound = errors.New("not in the archive")

// An Archive is an open archive folder. Its methods may be called from several
// goroutines; two processes must not write to one folder.
type Archive struct {
	dir  string
	mu   sync.Mutex
	logs map[string]*os.File // open for appending, by path below captures/
	bad  map[string]bool     // SHA-256 of bodies that were found damaged; the next Put of them mends the file

	serial atomic.Int64 // numbers temporary files
}

// A Run is one crawl or import.
type Run struct {
	ID          string    `json:"id"` // start in UTC, 20261121T020000Z
	StartedAt   time.Time `json:"started_at"`
	FinishedAt  time.Time `json:"finished_at,omitzero"` // zero while unfinished
	Boards      []string  `json:"boards,omitempty"`     // ids of the boards selected
	ToolVersion string    `json:"tool_version,omitempty"`
	Kind        string    `json:"kind,omitempty"` // "crawl" or "import"
	Complete    bool      `json:"complete,omitempty"`
	// Accept notes that somebody vouched for what was seen: a manual that lost
	// most of its chapters is taken as it is.
	Accept bool `json:"accept,omitempty"`
	// Told is the SHA-256 of a body with what the run told, where it was pruned: its
	// captures are gone.
	Told string `json:"-"`
}

// A Role tells why something was asked for.
type Role string

// The roles of a capture. Only pages are part of a manual.
const (
	Page    Role = ""        // a page or document of the manual
	Robots  Role = "robots"  // robots.txt
	Sitemap Role = "sitemap" // a list of addresses
	Hop     Role = "hop"     // an address between a redirected page and its last address
	Probe   Role = "probe"   // an address that does not exist, to learn how the site says so
	Twin    Role = "twin"    // another spelling of a page's address, which gave the same page
)

// A Capture is one address as it was observed in one run.
type Capture struct {
	RunID        string            `json:"-"`
	BoardID      string            `json:"-"`
	URL          string            `json:"url"`                 // canonical address that was asked for
	FinalURL     string            `json:"final_url,omitempty"` // address after redirects; equal to URL without any
	Redirects    []string          `json:"redirects,omitempty"` // addresses between URL and FinalURL, both excluded
	Location     string            `json:"location,omitempty"`  // where URL itself redirects to, canonical
	Status       int               `json:"status,omitempty"`    // of the last response; 304 where NotModified; 0 without one
	Header       map[string]string `json:"header,omitempty"`    // the response's, selected, names as in RFC 9110
	MediaType    string            `json:"media_type,omitempty"`
	SHA256       string            `json:"sha256,omitempty"` // of the body after content decoding; "" without a body
	Bytes        int64             `json:"bytes,omitempty"`  // length of that body
	ETag         string            `json:"etag,omitempty"`
	LastModified string            `json:"last_modified,omitempty"`
	FetchedAt    time.Time         `json:"fetched_at"`
	NotModified  bool              `json:"not_modified,omitempty"` // the server said 304: SHA256 is the earlier body
	Error        string            `json:"error,omitempty"`        // why this is no content, in words; "" for a success
	Permanent    bool              `json:"permanent,omitempty"`    // trying again tonight is of no use
	Title        string            `json:"title,omitempty"`        // words of the link that led here first
	From         string            `json:"from,omitempty"`         // canonical address of the page it was first found on
	Depth        int               `json:"depth,omitempty"`        // links from a start page
	Role         Role              `json:"role,omitempty"`
	Attempts     int               `json:"attempts,omitempty"` // requests made for it
	Wire         int64             `json:"wire,omitempty"`     // bytes of bodies received for it, as encoded
}

// OK reports whether the capture is content: a body and no error.
func (c *Capture) OK() bool { return c.Error == "" && c.SHA256 != "" }

// A Finding is a doubt of the crawl about one address.
type Finding struct {
	URL    string `json:"url,omitempty"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// An Outcome is what the visit to one board came to.
type Outcome struct {
	RunID       string            `json:"-"`
	BoardID     string            `json:"-"`
	Requests    int               `json:"requests"`
	NotModified int               `json:"not_modified"`
	Failed      int               `json:"failed"`
	Bytes       int64             `json:"bytes"`
	Complete    bool              `json:"complete"`
	Cause       string            `json:"cause,omitempty"` // why it is not complete, in words
	Findings    []Finding         `json:"findings,omitempty"`
	Aliases     map[string]string `json:"aliases,omitempty"`  // address seen in links -> address it stands for
	Sessions    []string          `json:"sessions,omitempty"` // parameters that carry a session and are no part of addresses
}

var idPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$`)

// Open opens or makes the archive in dir, empties its folder of unfinished
// bodies and cuts off a torn last line of a log.
func Open(dir string) (*Archive, error) {
	a := &Archive{dir: dir, logs: map[string]*os.File{}, bad: map[string]bool{}}
	for _, d := range []string{"blobs/tmp", "captures"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return nil, fmt.Errorf("archive: %w", err)
		}
	}
	if err := a.clearTemporary(); err != nil {
		return nil, err
	}
	if err := a.repair(); err != nil {
		return nil, err
	}
	return a, nil
}

// OpenToRead opens the archive in dir and leaves it as it is, also what a killed process
// left half written.
func OpenToRead(dir string) (*Archive, error) {
	if _, err := os.Stat(filepath.Join(dir, "captures")); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	return &Archive{dir: dir, logs: map[string]*os.File{}, bad: map[string]bool{}}, nil
}

// Close closes the open logs. The archive can be used again afterwards.
func (a *Archive) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	var errs []error
	for _, f := range a.logs {
		errs = append(errs, f.Close())
	}
	clear(a.logs)
	return errors.Join(errs...)
}

// Begin notes the start of a run; beginning an unfinished run again continues
// it and writes nothing.
func (a *Archive) Begin(r Run) error {
	if !idPattern.MatchString(r.ID) {
		return fmt.Errorf("archive: bad run id %q", r.ID)
	}
	known, err := a.run(r.ID)
	switch {
	case err == nil && known.Complete:
		return fmt.Errorf("archive: run %s is finished already", r.ID)
	case err == nil:
		return nil
	case !errors.Is(err, ErrNotFound):
		return err
	}
	r.Complete = false
	return a.append(r.ID, runLog, record{Begin: &r})
}

// Append adds a capture to the log of its run.
func (a *Archive) Append(c Capture) error {
	if !idPattern.MatchString(c.BoardID) || c.BoardID == runLog {
		return fmt.Errorf("archive: bad board id %q", c.BoardID)
	}
	return a.append(c.RunID, c.BoardID, record{Capture: &c})
}

// Describe notes what the register says of a board when it is visited: a JSON value.
func (a *Archive) Describe(runID, boardID string, register []byte) error {
	return a.append(runID, boardID, record{Board: register})
}

// Described returns what Describe noted, or ErrNotFound.
func (a *Archive) Described(runID, boardID string) ([]byte, error) {
	var said []byte
	err := a.read(runID, boardID, func(rec record) {
		if rec.Board != nil {
			said = rec.Board
		}
	})
	if err == nil && said == nil {
		err = ErrNotFound
	}
	return said, err
}

// Conclude notes the outcome of a board.
func (a *Archive) Conclude(o Outcome) error {
	return a.append(o.RunID, o.BoardID, record{Outcome: &o})
}

// Finish notes the end of a run.
func (a *Archive) Finish(r Run) error {
	r.Complete = true
	if err := a.syncRun(r.ID); err != nil {
		return err
	}
	if err := a.append(r.ID, runLog, record{End: &r}); err != nil {
		return err
	}
	return a.closeRun(r.ID)
}

// isRunFolder tells the folders of runs from what others put beside them: lost+found, @eaDir,
// "20260902T020000Z (copy)".
func isRunFolder(e os.DirEntry) bool { return e.IsDir() && idPattern.MatchString(e.Name()) }

// Runs returns all runs in order of their start, unfinished ones included.
func (a *Archive) Runs() ([]Run, error) {
	entries, err := os.ReadDir(filepath.Join(a.dir, "captures"))
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	var runs []Run
	for _, e := range entries {
		if !isRunFolder(e) {
			continue
		}
		r, err := a.run(e.Name())
		if errors.Is(err, ErrNotFound) {
			continue // killed before its first record was written
		} else if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	slices.SortStableFunc(runs, func(x, y Run) int {
		if c := x.StartedAt.Compare(y.StartedAt); c != 0 {
			return c
		}
		return strings.Compare(x.ID, y.ID)
	})
	return runs, nil
}

// run reads one run's own log.
func (a *Archive) run(id string) (Run, error) {
	var r Run
	found, told := false, ""
	err := a.read(id, runLog, func(rec record) {
		switch {
		case rec.Begin != nil && !found:
			r, found = *rec.Begin, true
		case rec.End != nil:
			if !found {
				r = *rec.End
			}
			r.FinishedAt, r.Complete, found = rec.End.FinishedAt, true, true
		case rec.Told != "":
			told = rec.Told
		}
	})
	r.Told = told
	if err == nil && !found {
		err = ErrNotFound
	}
	return r, err
}

// Boards returns the ids of the boards that a run has records of, sorted.
func (a *Archive) Boards(runID string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(a.dir, "captures", runID))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".log"); ok && id != runLog {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Captures returns what a run recorded of a board's manual, sorted by address;
// the last record of an address wins. Robots.txt, addresses between redirects and
// the like are left out.
func (a *Archive) Captures(runID, boardID string) ([]Capture, error) {
	all, err := a.Log(runID, boardID)
	if err != nil {
		return nil, err
	}
	return Pages(all), nil
}

// Pages returns the captures of a log that are of a board's manual, as Captures
// does.
func Pages(log []Capture) []Capture {
	last := make(map[string]int, len(log))
	for i := range log {
		if r := log[i].Role; r == Page || r == Twin {
			last[log[i].URL] = i
		}
	}
	out := make([]Capture, 0, len(last))
	for i := range log {
		if j, ok := last[log[i].URL]; ok && j == i && log[i].Role == Page {
			out = append(out, log[i])
		}
	}
	slices.SortFunc(out, func(x, y Capture) int { return strings.Compare(x.URL, y.URL) })
	return out
}

// Log returns every record of a run and board in the order of writing, all
// roles. A run or board that is not there has none.
func (a *Archive) Log(runID, boardID string) ([]Capture, error) {
	var out []Capture
	err := a.EachCapture(runID, boardID, func(c *Capture) { out = append(out, *c) })
	return out, err
}

// EachCapture calls f for every record that Log returns, one at a time, so that a
// long log need not be in memory.
func (a *Archive) EachCapture(runID, boardID string, f func(*Capture)) error {
	err := a.read(runID, boardID, func(rec record) {
		if c := rec.Capture; c != nil {
			c.RunID, c.BoardID = runID, boardID
			f(c)
		}
	})
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return err
}

// Outcome returns the outcome of a board in a run, or ErrNotFound where the
// visit was not concluded.
func (a *Archive) Outcome(runID, boardID string) (Outcome, error) {
	var o *Outcome
	err := a.read(runID, boardID, func(rec record) {
		if rec.Outcome != nil {
			o = rec.Outcome
		}
	})
	if err != nil {
		return Outcome{}, err
	}
	if o == nil {
		return Outcome{}, ErrNotFound
	}
	o.RunID, o.BoardID = runID, boardID
	return *o, nil
}

// HasBoard reports whether a run has records of a board.
func (a *Archive) HasBoard(runID, boardID string) bool {
	_, err := os.Stat(a.logPath(runID, boardID))
	return err == nil
}
