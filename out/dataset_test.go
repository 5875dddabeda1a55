package out

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const (
	run1 = "20261101T020000Z"
	run2 = "20261102T020000Z"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return t
}

// fullTables returns one row in every table with every field set, and one with
// everything unknown.
func fullTables(run, board string) Tables {
	when := at("2026-11-01T02:00:00.123456Z")
	day := DayOf(at("2026-05-01T00:00:00Z"))
	ed := board + "-" + run
	return Tables{
		Observations: []ObservationRow{
			{RunID: run, BoardID: board, Status: StatusPartial, Cause: "a page was not there", EditionID: ed, PreviousEditionID: "x", Requests: 3, NotModified: 2, Failed: 1, Bytes: 1 << 33, LastSuccessAt: when},
			{RunID: run, BoardID: board, Status: StatusFailed},
		},
		Captures: []CaptureRow{
			{RunID: run, BoardID: board, URL: "http://a/", FinalURL: "http://a/b", Status: 200, MediaType: "text/html", SHA256: "ab", Bytes: 5, ETag: `"x"`, LastModified: "Mon", FetchedAt: when, NotModified: true, Error: "e"},
			{RunID: run, BoardID: board, URL: "http://b/"},
		},
		Editions: []EditionRow{
			{EditionID: ed, BoardID: board, RunID: run, ObservedAt: when, ContentSHA256: "aa", Label: "March 2018", DeclaredNextUpdate: day, Sections: 2, Words: 7, ParserVersion: "1", RulesVersion: "2"},
		},
		Sections: []SectionRow{
			{EditionID: ed, BoardID: board, SectionID: "s1", Ordinal: 1, Depth: 1, Kind: "section", Number: "1", NumberKey: "0001", Title: "Core “Procedures”", Flags: []string{"new", "updated"}, Path: "Core", URL: "http://a/", MediaType: "text/html", Page: 4, Text: "a\nb", TextSHA256: "ff", Words: 2, LastReviewed: day, NextReview: DayOf(at("1969-12-31T00:00:00Z"))},
			{EditionID: ed, BoardID: board, SectionID: "s2", ParentSectionID: "s1", Ordinal: 2, Depth: 2, Kind: "chapter", Title: "T", Path: "Core > T"},
		},
		Amendments: []AmendmentRow{
			{EditionID: ed, BoardID: board, Ordinal: 1, Scope: "local", Chapter: "C", SectionID: "s2", Details: "D", Date: day, DateText: "May 2026", Release: "May", URL: "http://a/am"},
			{EditionID: ed, BoardID: board, Ordinal: 2},
		},
		References: []ReferenceRow{
			{EditionID: ed, BoardID: board, SectionID: "s2", Authority: "HM Government", Title: "Working Together", EditionYear: 2015, CitedText: "WT 2015", URL: "http://g", Status: "superseded", SupersededBy: "2018"},
			{EditionID: ed, BoardID: board, Status: "unknown"},
		},
		Changes: []ChangeRow{
			{RunID: run, BoardID: board, FromEditionID: "a", ToEditionID: "b", ChangeID: "c1", Kind: "edited", Significance: "practice", Reasons: []string{"should became must", "b"}, SectionID: "s2",
				OldNumber: "1", NewNumber: "2", OldTitle: "o", NewTitle: "n", OldPath: "op", NewPath: "np", OldURL: "ou", NewURL: "nu", WordsAdded: 1, WordsRemoved: 2, Similarity: .5,
				Edits:       []EditRow{{"keep", "staff "}, {"delete", "should"}, {"insert", "must"}},
				Obligations: []ObligationRow{{"staff must", "should", "must"}}, CausedBy: "c0", Declared: "confirmed", AmendmentOrdinal: 1, OldSHA256: "1", NewSHA256: "2", Detail: "d", OtherSectionIDs: []string{"s9"}},
			{RunID: run, BoardID: board, ToEditionID: "b", ChangeID: "c2", Kind: "added", Significance: "new_text", Declared: "undeclared"},
		},
		Declarations: []DeclarationRow{
			{RunID: run, BoardID: board, Ordinal: 1, Chapter: "C", Details: "D", Date: day, State: "confirmed", SectionID: "s2", ChangeIDs: []string{"c1", "c2"}, Score: .9, Reason: "found"},
			{RunID: run, BoardID: board, Ordinal: 2, State: "not_detected", Reason: "nothing"},
		},
		Topics: []TopicRow{{RunID: run, TopicID: "t1", Topic: "Fabricated illness", BoardID: board, SectionID: "s2", Score: 1, Standing: "same"}},
		Coverage: []CoverageRow{
			{RunID: run, TopicID: "t1", Topic: "Fabricated illness", BoardID: board, State: "has", Doubtful: true, SectionID: "s2", SectionIDs: []string{"s2", "s3"}, Number: "1.2", Title: "T", URL: "http://a", Words: 9, LastDetected: day, LastDeclared: day, LastReviewed: day, NextReview: day, OldestSuperseded: "WT 2015"},
			{RunID: run, TopicID: "t2", Topic: "Bruising", BoardID: board, State: "absent"},
		},
		Overdue:    []OverdueRow{{RunID: run, BoardID: board, Kind: "update", Detail: "d"}, {RunID: run, BoardID: board, SectionID: "s2", TopicID: "t1", Topic: "Fabricated illness", Number: "1.2", Title: "T", URL: "http://a", Kind: "review", Since: day, Days: 30, Detail: "d"}},
		SharedText: []SharedTextRow{{RunID: run, BoardID: board, SectionID: "s2", TopicID: "t1", Number: "1.2", Title: "T", URL: "http://a", Words: 9, Common: .5, Boards: []string{"x", "y"}, Regional: true}},
		Adoptions:  []AdoptionRow{{RunID: run, PassageID: "p", BoardID: board, SectionID: "s2", Number: "1.2", Title: "T", Words: 30, Excerpt: "e", Standing: "held", FirstSeen: day, LastSeen: day, FromStart: true, LagDays: 4}},
		Guides:     []GuideRow{{EditionID: ed, BoardID: board, Ordinal: 1, Group: "g", Entry: "e", Sections: []string{"10.4", "2"}, Appendices: []string{"1"}}, {EditionID: ed, BoardID: board, Ordinal: 2, Entry: "e2"}},
		Findings:   []FindingRow{{RunID: run, BoardID: board, URL: "http://a", SectionID: "s2", Code: "c", Detail: "d"}, {RunID: run, BoardID: board, Code: "c"}},
	}
}

func aRun(run string) RunRow {
	return RunRow{RunID: run, StartedAt: at("2026-11-01T02:00:00Z"), FinishedAt: at("2026-11-01T02:10:00Z"), ToolVersion: "v1", ParserVersion: "1", RulesVersion: "1", BoardsSelected: 2, BoardsObserved: 2, Changes: 2}
}

func open(t *testing.T, dir string) *Dataset {
	t.Helper()
	d, err := OpenDataset(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func writeRun(t *testing.T, d *Dataset, run string, boards ...string) {
	t.Helper()
	w, err := d.Begin(run)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range boards {
		if err := w.Append(fullTables(run, b)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Append(Tables{Runs: []RunRow{aRun(run)}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
}

// readBack reads everything of one board and run.
func readBack(t *testing.T, d *Dataset, run, board string) Tables {
	t.Helper()
	f := Filter{RunID: run, BoardID: board}
	ed := EditionRow{EditionID: board + "-" + run, BoardID: board, RunID: run}
	var got Tables
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	got.Observations, err = readAll(d, observationsTable(), f)
	must(err)
	got.Captures, err = d.Captures(f)
	must(err)
	got.Editions, err = readAll(d, editionsTable(), f)
	must(err)
	got.Sections, err = d.Sections(ed)
	must(err)
	got.Amendments, err = d.Amendments(ed)
	must(err)
	got.References, err = d.References(ed)
	must(err)
	got.Changes, err = d.Changes(f)
	must(err)
	got.Declarations, err = d.Declarations(f)
	must(err)
	got.Topics, err = d.Topics(f)
	must(err)
	got.Coverage, err = d.Coverage(f)
	must(err)
	got.Overdue, err = d.Overdue(f)
	must(err)
	got.SharedText, err = d.SharedText(f)
	must(err)
	got.Adoptions, err = d.Adoptions(f)
	must(err)
	got.Guides, err = d.Guides(ed)
	must(err)
	got.Findings, err = d.Findings(f)
	must(err)
	return got
}

func TestReadBackEveryColumn(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run2, "zeta", "alpha", "mid")
	writeRun(t, d, run1, "mid")
	for _, board := range []string{"alpha", "mid", "zeta"} {
		if diff := cmp.Diff(fullTables(run2, board), readBack(t, d, run2, board), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: rows read back differ (-written +read):\n%s", board, diff)
		}
	}
	runs, err := d.Runs()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]RunRow{aRun(run1), aRun(run2)}, runs); diff != "" {
		t.Error(diff)
	}
	eds, err := d.Editions("mid")
	if err != nil || len(eds) != 2 {
		t.Errorf("editions of mid: %d, %v; want 2", len(eds), err)
	}
}

// TestDateOfReviewIsAnEdit: readers of the dataset know no kind of change but those of the
// documentation; read back, the change of a date is what it was.
func TestDateOfReviewIsAnEdit(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	rows := []ChangeRow{
		{RunID: run1, BoardID: "a", ChangeID: "1", Kind: "review_changed", Reasons: []string{"a date of review changed"}},
		{RunID: run1, BoardID: "a", ChangeID: "2", Kind: "edited", Reasons: []string{"the wording changed"}},
	}
	if err := d.WriteRun(run1, Tables{Runs: []RunRow{aRun(run1)}, Changes: rows}); err != nil {
		t.Fatal(err)
	}
	stored, err := readAll(d, changesTable(), Filter{})
	if err != nil || len(stored) != 2 || stored[0].Kind != "edited" || stored[1].Kind != "edited" {
		t.Errorf("stored: %v, %v", stored, err)
	}
	back, err := d.Changes(Filter{})
	if err != nil || len(back) != 2 || back[0].Kind != rows[0].Kind || back[1].Kind != rows[1].Kind {
		t.Errorf("read back: %v, %v", back, err)
	}
	if rows[0].Kind != "review_changed" {
		t.Error("the rows of the night were changed")
	}
}

func TestSameBytesWhateverTheOrder(t *testing.T) {
	sum := func(procs int, boards ...string) map[string]string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		d := open(t, filepath.Join(t.TempDir(), "dataset"))
		writeRun(t, d, run1, boards...)
		return sums(t, d.dir)
	}
	want := sum(1, "a", "b", "c", "d")
	if diff := cmp.Diff(want, sum(2, "d", "b", "a", "c")); diff != "" {
		t.Error(diff)
	}
}

func sums(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		m[rel] = fmt.Sprintf("%x", sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRunReplacesRunOfSameID(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run1, "a", "b")
	if _, err := d.Changes(Filter{RunID: run1, BoardID: "a"}); err != nil {
		t.Fatal(err)
	}
	if err := d.WriteRun(run1, Tables{Runs: []RunRow{aRun(run1)}, Observations: []ObservationRow{{RunID: run1, BoardID: "a", Status: StatusUnchanged}}}); err != nil {
		t.Fatal(err)
	}
	got := readBack(t, d, run1, "a")
	if len(got.Changes)+len(got.Sections) != 0 || len(got.Observations) != 1 {
		t.Errorf("rows of the earlier run remain: %d changes, %d sections, %d observations", len(got.Changes), len(got.Sections), len(got.Observations))
	}
	if _, err := os.Stat(filepath.Join(d.dir, "sections", "run="+run1)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a table without rows has a folder: %v", err)
	}
}

// TestInterruptedCommit stops a commit at every step of its life and expects all
// of the run or nothing.
func TestInterruptedCommit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dataset")
	d := open(t, dir)
	writeRun(t, d, run1, "a")
	before := sums(t, dir)

	w, err := d.Begin(run2)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Append(fullTables(run2, "a")); err != nil {
		t.Fatal(err)
	}
	if err := w.stage(); err != nil {
		t.Fatal(err)
	}
	open(t, dir) // killed before the mark: nothing happened
	if diff := cmp.Diff(before, sums(t, dir)); diff != "" {
		t.Fatalf("an unmarked run left traces:\n%s", diff)
	}

	for step := range 4 {
		w, err := d.Begin(run2)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Append(fullTables(run2, "a")); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.stage(), d.mark(run2, w.written())); err != nil {
			t.Fatal(err)
		}
		for _, name := range w.written()[:step] { // killed after some tables
			if err := d.place(name, run2, true); err != nil {
				t.Fatal(err)
			}
		}
		again := open(t, dir)
		if diff := cmp.Diff(fullTables(run2, "a"), readBack(t, again, run2, "a"), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("step %d: %s", step, diff)
		}
		if _, err := os.Stat(filepath.Join(dir, staging)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("step %d: staging remains", step)
		}
	}
}

// TestMissingTablesAreNamed takes tables out of a dataset one by one: each that had rows is
// missed, and none that had none.
func TestMissingTablesAreNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dataset")
	d := open(t, dir)
	writeRun(t, d, run1, "a")
	if err := d.WriteRun(run2, Tables{Runs: []RunRow{aRun(run2)}, Observations: []ObservationRow{{RunID: run2, BoardID: "a", Status: StatusUnchanged}}}); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Missing(); err != nil || len(got) > 0 {
		t.Fatalf("missing of a whole dataset: %v, %v", got, err)
	}
	for _, name := range TableNames() {
		was, aside := filepath.Dir(d.file(name, run1)), filepath.Join(t.TempDir(), "aside")
		if err := os.Rename(was, aside); err != nil {
			t.Fatal(err)
		}
		got, err := d.Missing()
		if want := []string{name + "/run=" + run1}; err != nil || !slices.Equal(got, want) {
			t.Errorf("missing %v, %v, want %v", got, err, want)
		}
		if err := os.Rename(aside, was); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dataset")
	d := open(t, dir)
	w, err := d.Begin(run1)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Append(fullTables(run1, "a")), w.Abort(), w.Abort()); err != nil {
		t.Fatal(err)
	}
	if got := sums(t, dir); len(got) != 0 {
		t.Errorf("files remain: %v", got)
	}
	if err := w.Commit(); err == nil {
		t.Error("an aborted run was committed")
	}
}

func TestRebuildSwapsOnlyWhenComplete(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dataset")
	d := open(t, dir)
	writeRun(t, d, run1, "old")
	before := sums(t, dir)
	bad := errors.New("archive broken")
	if err := d.Rebuild(func(n *Dataset) error { writeRun(t, n, run1, "new"); return bad }); !errors.Is(err, bad) {
		t.Fatalf("error %v", err)
	}
	if diff := cmp.Diff(before, sums(t, dir)); diff != "" {
		t.Fatalf("a failed rebuild changed the dataset:\n%s", diff)
	}
	if err := d.Rebuild(func(n *Dataset) error { writeRun(t, n, run2, "new"); return nil }); err != nil {
		t.Fatal(err)
	}
	ids, err := d.RunIDs()
	if err != nil || len(ids) != 1 || ids[0] != run2 {
		t.Errorf("runs %v, %v", ids, err)
	}
	// Killed between the two renames of the swap.
	if err := errors.Join(os.Rename(dir, dir+".old"), os.Mkdir(dir+".new", 0o755)); err != nil {
		t.Fatal(err)
	}
	if ids, err := open(t, dir).RunIDs(); err != nil || len(ids) != 1 {
		t.Errorf("after a killed swap: runs %v, %v", ids, err)
	}
}

func TestOtherSchemaIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dataset")
	d := open(t, dir)
	writeRun(t, d, run1, "a")
	path := d.file("runs", run1)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b = []byte(strings.Replace(string(b), schemaKey+"\x18\x01"+SchemaVersion, schemaKey+"\x18\x010", 1))
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = OpenDataset(dir)
	if !errors.Is(err, ErrIncompatible) || !strings.Contains(err.Error(), "manualwatch rebuild") {
		t.Errorf("error %v, want ErrIncompatible with the way out", err)
	}
}

func TestInvalidTextIsMended(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	row := ChangeRow{RunID: run1, BoardID: "a", ToEditionID: "b", ChangeID: "c", Reasons: []string{"x\x92y"}, Edits: []EditRow{{"insert", "a\xff"}}}
	if err := d.WriteRun(run1, Tables{Changes: []ChangeRow{row}}); err != nil {
		t.Fatal(err)
	}
	got, err := d.Changes(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Reasons[0] != "x\uFFFDy" || got[0].Edits[0].Text != "a\uFFFD" {
		t.Errorf("read %q %q", got[0].Reasons, got[0].Edits[0].Text)
	}
}

func TestBadRunID(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	for _, id := range []string{"", "..", "../x", "a/b", "a b"} {
		if _, err := d.Begin(id); err == nil {
			t.Errorf("run id %q was taken", id)
		}
	}
}
