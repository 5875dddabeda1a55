package truth

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"manualwatch/out"
)

// A world is a data folder: its tables, read back from Parquet, what its register
// calls the boards, and what was found to be wrong in what is told of them.
type world struct {
	dir        string
	bin        string // the program that wrote it, "" if none
	register   string
	papersRead []paperRead
	boards     []out.Board
	rows       out.Tables // as read
	docs       map[string][]line
	wrong      []string
	eager      bool // the first thing that is wrong ends the reading

	byID    map[string]*edition
	nights  map[[2]string]*night // by run and board
	named   map[string]string    // names of boards
	current map[string]*edition  // the newest of each board
}

// An edition is a state of a manual with its sections by id.
type edition struct {
	out.EditionRow
	sections []*out.SectionRow
	at       map[string]*out.SectionRow
	whole    string // see all
}

// A night is what the tables hold of one board and run.
type night struct {
	run           *out.RunRow
	obs           *out.ObservationRow
	before, after *edition // nil if there is none
	changes       []*out.ChangeRow
	declarations  []*out.DeclarationRow
	findings      []*out.FindingRow
	unlisted      bool // it has undeclared changes, and no list of amendments was ever read
}

// standing are the findings on chapters that went back and forth and do so no longer.
func (n *night) standing() []*out.FindingRow {
	return slices.DeleteFunc(slices.Clone(n.findings), func(f *out.FindingRow) bool { return f.Code != "stands_again" })
}

// openWorld reads all tables of a data folder that a reader is told of.
func openWorld(t *testing.T, dir, register string) *world {
	t.Helper()
	w := &world{dir: dir, register: register, docs: map[string][]line{}}
	var known struct{ Board []out.Board }
	if _, err := toml.DecodeFile(register, &known); err != nil {
		t.Fatal(err)
	}
	w.boards = known.Board
	w.readTables(t)
	return w
}

// readTables reads the dataset.
func (w *world) readTables(t *testing.T) {
	t.Helper()
	d, err := out.OpenToRead(filepath.Join(w.dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	r := &w.rows
	r.Runs, r.Observations, r.Editions = must(d.Runs())(t), must(d.Observations(""))(t), must(d.Editions(""))(t)
	for _, e := range r.Editions {
		r.Sections = append(r.Sections, must(d.Sections(e))(t)...)
		r.Amendments = append(r.Amendments, must(d.Amendments(e))(t)...)
		r.References = append(r.References, must(d.References(e))(t)...)
	}
	all := out.Filter{}
	r.Changes, r.Declarations, r.Findings = must(d.Changes(all))(t), must(d.Declarations(all))(t), must(d.Findings(all))(t)
	r.Topics, r.Coverage, r.Overdue = must(d.Topics(all))(t), must(d.Coverage(all))(t), must(d.Overdue(all))(t)
	r.SharedText, r.Adoptions = must(d.SharedText(all))(t), must(d.Adoptions(all))(t)
	w.index()
}

// must returns a value that a test cannot go on without.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// index prepares what is looked up; call it again when rows were changed.
func (w *world) index() {
	w.byID, w.nights, w.named, w.current = map[string]*edition{}, map[[2]string]*night{}, map[string]string{}, map[string]*edition{}
	for _, b := range w.boards {
		w.named[b.ID] = b.Name
	}
	r := &w.rows
	for i := range r.Editions {
		e := &edition{EditionRow: r.Editions[i], at: map[string]*out.SectionRow{}}
		w.byID[e.EditionID] = e
		w.current[e.BoardID] = e
	}
	for i := range r.Sections {
		s := &r.Sections[i]
		if e := w.byID[s.EditionID]; e != nil {
			e.sections = append(e.sections, s)
			e.at[s.SectionID] = s
		}
	}
	runs := map[string]*out.RunRow{}
	for i := range r.Runs {
		runs[r.Runs[i].RunID] = &r.Runs[i]
	}
	for i := range r.Observations {
		o := &r.Observations[i]
		w.nights[[2]string{o.RunID, o.BoardID}] = &night{run: runs[o.RunID], obs: o, before: w.byID[o.PreviousEditionID], after: w.byID[o.EditionID]}
	}
	for i := range r.Changes {
		c := &r.Changes[i]
		if n := w.nights[[2]string{c.RunID, c.BoardID}]; n != nil {
			n.changes = append(n.changes, c)
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if n := w.nights[[2]string{f.RunID, f.BoardID}]; n != nil {
			n.findings = append(n.findings, f)
		}
	}
	for i := range r.Declarations {
		d := &r.Declarations[i]
		if n := w.nights[[2]string{d.RunID, d.BoardID}]; n != nil {
			n.declarations = append(n.declarations, d)
		}
	}
	w.unlist()
}

// unlist takes undeclared changes of manuals of which no list of amendments was read up to then as
// neither declared nor not, as the documents tell them; the tables say that no row declares them.
func (w *world) unlist() {
	since := map[string]string{} // the first run that read a row, by board
	for i := range w.rows.Amendments {
		a := &w.rows.Amendments[i]
		if e := w.byID[a.EditionID]; e != nil && (since[a.BoardID] == "" || e.RunID < since[a.BoardID]) {
			since[a.BoardID] = e.RunID
		}
	}
	for _, n := range w.nights {
		if s := since[n.obs.BoardID]; s != "" && s <= n.obs.RunID {
			continue
		}
		for i, c := range n.changes {
			if c.Declared == "undeclared" {
				own := *c
				own.Declared, n.changes[i], n.unlisted = "not_applicable", &own, true
			}
		}
	}
}

// latest is the newest run.
func (w *world) latest() *out.RunRow { return &w.rows.Runs[len(w.rows.Runs)-1] }

// ofRun lists the nights of one run, or of all with "", by run and board.
func (w *world) ofRun(run string) []*night {
	var list []*night
	for key, n := range w.nights {
		if n.run != nil && (run == "" || key[0] == run) {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b *night) int {
		return cmp.Or(cmp.Compare(a.obs.RunID, b.obs.RunID), cmp.Compare(a.obs.BoardID, b.obs.BoardID))
	})
	return list
}

// baseline reports whether a night read a manual for the first time.
func (n *night) baseline() bool {
	return n.after != nil && n.after.RunID == n.obs.RunID && n.obs.PreviousEditionID == ""
}

// seen and whole say how much of a manual a night saw.
func (n *night) seen() bool  { return n.obs.Status != "failed" && n.obs.Status != "needs_intervention" }
func (n *night) whole() bool { return n.obs.Status == "changed" || n.obs.Status == "unchanged" }

// chapter returns the chapter that a section belongs to: what it is itself, unless it
// is a heading or stands below a chapter.
func (e *edition) chapter(id string) *out.SectionRow {
	if e == nil {
		return nil
	}
	s := e.at[id]
	for s != nil && s.Kind == "heading" && e.at[s.ParentSectionID] != nil {
		s = e.at[s.ParentSectionID]
	}
	for up := s; up != nil; up = e.at[up.ParentSectionID] {
		if up.Kind == "chapter" {
			return up
		}
	}
	return s
}

// chapterOf returns the chapter of a change as it stands after the night, or stood
// before it. What was withdrawn is the chapter of before.
func (n *night) chapterOf(c *out.ChangeRow) *out.SectionRow {
	first, second := n.after, n.before
	if c.Kind == "retired" {
		first, second = second, first
	}
	return cmp.Or(first.chapter(c.SectionID), second.chapter(c.SectionID))
}

// label names a section.
func label(number, title string) string {
	return one(cmp.Or(strings.TrimSpace(number+" "+title), "The manual as a whole"))
}

func labelOf(s *out.SectionRow) string {
	if s == nil {
		return ""
	}
	return label(s.Number, s.Title)
}

// above cuts the last title off a path and writes it as the documents do.
func above(path string) string {
	i := strings.LastIndex(path, " > ")
	if i < 0 {
		return ""
	}
	return one(strings.ReplaceAll(path[:i], " > ", " › "))
}

// count counts the sections of one kind.
func (e *edition) count(kind string) int {
	n := 0
	if e != nil {
		for _, s := range e.sections {
			if s.Kind == kind {
				n++
			}
		}
	}
	return n
}
