package truth

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"manualwatch/cmd/manualwatch/demosite"
)

// A scene is boards on the loopback address as they stand night after night.
type scene struct {
	bin, dir, register string
	night              atomic.Int32
}

// An edit is what a board does to its pages from a night on: old becomes new wherever
// it stands, on one page or (path "") on all. A page without old is gone, or answers
// with the status.
type edit struct {
	night       int
	board, path string
	old, new    string
	until       int // the last night, 0 for ever
	status      int
}

// nights are the days of the visits. On the fourth a page fails, on the fifth nothing
// changes, on the sixth a manual cannot be read, on the seventh only time has passed.
var nights = []string{"2025-02-28", "2025-04-02", "2025-04-10", "2025-04-17", "2025-04-18", "2025-04-30", "2026-06-15"}

const (
	llr     = "leicester-leicestershire-rutland"
	norfolk = "norfolk"
	midland = "west-midlands"
	pages   = "/about/policies-procedures/"
)

// takenUp is a paragraph that boards take up.
const takenUp = "Whoever chairs the talk reads out at its beginning who was asked to come and who did not answer, writes down which of the absent were rung a second time, and sends the minutes on the same evening to the school nurse, the midwife and the housing office, each of whom signs for them."

// edits are what happens after the two nights of the demo.
var edits = []edit{
	// A chapter goes, the next one takes its number; another is renamed.
	{night: 3, board: llr, path: "/contents.html", old: `<tr><td width="8%" valign="top">2.1.3</td><td><a href="p_dangerous_dogs.html">Dangerous Dogs and Safeguarding Children</a></td><td width="12%">&nbsp;</td></tr>`},
	{night: 3, board: llr, path: "/p_dangerous_dogs.html"},
	{night: 3, board: llr, old: "2.1.4", new: "2.1.3"},
	{night: 3, board: llr, old: "Principles of Assessment<", new: "Assessing *together*: “who” & [how]<"},
	// Everywhere one word takes the place of another; a title with signs of Markdown.
	{night: 3, board: norfolk, old: "worker", new: "practitioner"},
	// New words, a duty that goes, a citation out of date, pointers to nothing.
	{night: 3, board: norfolk, path: pages + "3-1-resolving-professional-disagreements/", old: "<p>Brothers and sisters are thought about one by one, as their days are not the same.</p>",
		new: "<p>Both managers read the notes at the end of the month. See section 9.9 of this manual. Working Together to Safeguard Children 2018 says more. <a href=\"/about/policies-procedures/lost/\">Form</a></p>"},
	{night: 3, board: norfolk, path: pages + "4-1-managing-child-deaths/", old: "<p>Advice line: 01632", new: "<p>A worker must ring before noon, must write the same day and must keep a copy for six years.</p><p>Advice line: 01633"},
	// A number falls out of use; an address and a review.
	{night: 3, board: midland, old: `<a href="/ykbbbe/additional-procedures/sexting">2.4 Sexting</a>`, new: "2.4 Not in use"},
	{night: 3, board: midland, path: "/ykbbba/additional-procedures/bullying", old: "</h1>", new: "</h1><p>Last reviewed in April 2025. Date of next review April 2026.</p><p>The <a href=\"https://elsewhere.example/one\">form</a> is kept.</p>"},
	{night: 4, board: midland, path: "/ykbbba/additional-procedures/bullying", old: "next review April 2026", new: "next review April 2029"},
	{night: 4, board: midland, path: "/ykbbba/additional-procedures/bullying", old: "https://elsewhere.example/one", new: "https://elsewhere.example/two"},
	// A page fails for a night, and meanwhile another changes.
	{night: 4, board: norfolk, path: pages + "2-3-initial-child-protection-conferences/", until: 4, status: http.StatusInternalServerError},
	{night: 4, board: llr, path: "/p_thresholds.html", old: "</h1>", new: "</h1><p>Families may ask for a copy, and staff should send it within five working days.</p>"},
	// Two boards take up the same paragraph, one after the other.
	{night: 3, board: midland, path: "/ykaaae/core-procedures/strategy-discussions-and-meetings", old: "</h1>", new: "</h1><p>" + takenUp + "</p>"},
	{night: 4, board: norfolk, path: pages + "2-2-strategy-discussions/", old: "</h1>", new: "</h1><p>" + takenUp + "</p>"},
	// The start of a manual is gone for a night.
	{night: 6, board: norfolk, path: pages, until: 6},
}

var shared *world

// TestMain takes away what all tests use.
func TestMain(m *testing.M) {
	code := m.Run()
	if shared != nil {
		os.RemoveAll(filepath.Dir(shared.dir))
	}
	os.Exit(code)
}

// played returns the world of all nights; it is made once.
func played(t *testing.T) *world {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the binary")
	}
	if shared == nil {
		shared = play(t)
		shared.papers(t)
		shared.check() // reads all documents, so that they can be altered
	}
	return shared
}

// play runs all nights with the real binary and returns the world that it wrote.
func play(t *testing.T) *world {
	t.Helper()
	dir, err := os.MkdirTemp("", "truth")
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{bin: buildBinary(t), dir: filepath.Join(dir, "data"), register: filepath.Join(dir, "boards.toml")}
	origins := map[string]string{}
	for _, board := range demosite.Boards() {
		srv := httptest.NewServer(s.serve(board))
		t.Cleanup(srv.Close)
		origins[board] = srv.URL
	}
	if err := os.WriteFile(s.register, demosite.Register(origins), 0o644); err != nil {
		t.Fatal(err)
	}
	for i, night := range nights {
		s.night.Store(int32(i + 1))
		s.run(t, night)
	}
	w := openWorld(t, s.dir, s.register)
	w.bin = s.bin
	return w
}

// run is one night; exit code 3 says that a board could not be read whole.
func (s *scene) run(t *testing.T, night string) {
	t.Helper()
	cmd := exec.Command(s.bin, "run", "--data", s.dir, "--boards", s.register, "--now", night+"T02:00:00Z", "--progress", "off")
	said, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 0 && code != 3 {
		t.Fatalf("night of %s: %v\n%s", night, err, said)
	}
}

// serve shows a board as the demo has it, with the edits up to the night.
func (s *scene) serve(board string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		night := int(s.night.Load())
		plain := r.Clone(r.Context())
		plain.Header = http.Header{}
		got := httptest.NewRecorder()
		demosite.Handler(board, min(night, demosite.Nights)).ServeHTTP(got, plain)
		body, kind := got.Body.Bytes(), got.Header().Get("Content-Type")
		for _, e := range edits {
			if e.board != board || e.night > night || e.until != 0 && e.until < night || e.path != "" && e.path != r.URL.Path {
				continue
			}
			if e.old == "" {
				http.Error(w, "the page is not there", cmp.Or(e.status, http.StatusNotFound))
				return
			}
			if strings.HasPrefix(kind, "text/html") {
				body = bytes.ReplaceAll(body, []byte(e.old), []byte(e.new))
			}
		}
		if got.Code != http.StatusOK {
			http.Redirect(w, r, got.Header().Get("Location"), got.Code)
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(body)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	})
}
