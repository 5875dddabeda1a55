// Package report tells in plain English what a run found: the facts and
// sentences that all outputs for readers share, the Markdown changelogs and the
// Atom feeds.
package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/out"
)

// changelogs is the folder of the changelogs in a data folder.
const changelogs = "changelogs"

// WriteChangelogs writes the changelogs of one run under dataDir:
// changelogs/<board>/<run>.md for each board that changed or was not observed, if the
// run is the newest changelogs/latest.md (see [latestRun]), and changelogs/<run>.md in the
// end: where that is, the others are (see [Unwritten]).
// It reads the run from the dataset, so call it after Commit.
func WriteChangelogs(dataDir string, d *out.Dataset, runID string, boards []out.Board, o Options) error {
	l := &changelog{dir: filepath.Join(dataDir, changelogs), runID: runID, o: o, register: boards}
	if err := os.MkdirAll(l.dir, 0o755); err != nil {
		return fmt.Errorf("changelog: %w", err)
	}
	var err error
	if l.h, err = NewHistory(d, boards); err == nil {
		err = l.h.Each(runID, l.board)
	}
	if err == nil {
		err = l.all(d)
	}
	if err != nil {
		return fmt.Errorf("changelog: %w", err)
	}
	return nil
}

// A changelog collects what the document for all boards says of each.
type changelog struct {
	dir    string
	runID  string
	h      *History
	o      Options
	run    out.RunRow
	boards []boardLine

	register []out.Board
}

// A boardLine is a board in the table of the document for all boards.
type boardLine struct {
	board    out.Board
	obs      out.ObservationRow
	baseline bool
	tally    Tally
	file     string    // the board's own changelog, "" if none
	news     bool      // something is told of it
	unseen   string    // what of it could not be seen, where that is more than the cause names
	looked   time.Time // when it was looked at before, zero if it never was or nothing was seen
}

func (l *changelog) board(n *Night) error {
	l.run = n.Run
	if len(n.Changes) > 0 {
		var err error
		if n.Sights, err = sightsBefore(l.h.d, l.h.Runs, n); err != nil {
			return err
		}
	}
	line := boardLine{board: n.Board, obs: n.Observation, baseline: n.baseline(), news: n.observed() || n.baseline() || len(n.Changes) > 0, unseen: notSeenWords(n)}
	if !line.baseline {
		line.tally = tallyOf(n)
	}
	quiet := n.Observation.Status == out.StatusUnchanged && len(n.Changes)+len(n.Standing)+len(n.Restless)+len(n.Outside) == 0
	path := filepath.Join(l.dir, filepath.Base(n.Board.ID), l.runID+".md")
	if quiet {
		l.boards = append(l.boards, line)
		return out.RemoveIfThere(path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	var b bytes.Buffer
	BoardMarkdown(&b, n, l.o)
	line.file = path
	l.boards = append(l.boards, line)
	return writeFile(path, func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
}

// all writes the document for all boards. The boards' own documents are copied
// from disk, one after the other, with their headings one level down.
func (l *changelog) all(d *out.Dataset) error {
	slices.SortStableFunc(l.boards, func(a, b boardLine) int {
		return cmp.Or(cmp.Compare(b.tally.Entries[Practice], a.tally.Entries[Practice]), strings.Compare(a.board.Name, b.board.Name))
	})
	if err := l.look(d); err != nil {
		return err
	}
	if err := l.latest(d); err != nil {
		return err
	}
	return writeFile(l.path(l.runID), l.write)
}

// path is where the document of a run for all boards stands.
func (l *changelog) path(runID string) string { return filepath.Join(l.dir, runID+".md") }

func (l *changelog) write(w io.Writer) error {
	fmt.Fprintf(w, "# Safeguarding manuals: what changed, %s\n\n", Day(l.run.StartedAt))
	l.summary(w)
	l.table(w)
	l.unlooked(w)
	for _, line := range l.boards {
		if line.file == "" || !line.news {
			continue // those that were not read stand at the end
		}
		fmt.Fprintf(w, "\n## %s\n", Escape(line.board.Name))
		if err := copyDemoted(w, line.file); err != nil {
			return err
		}
	}
	l.unobserved(w)
	return nil
}

// summary opens the document with what matters.
func (l *changelog) summary(w io.Writer) {
	var sum Tally
	var changed, base, missed, blind int
	for _, b := range l.boards {
		sum.add(b.tally)
		switch {
		case b.baseline:
			base++
		case b.obs.Status == out.StatusChanged, b.obs.Status == out.StatusPartial:
			changed++
		}
		if b.obs.Status != out.StatusChanged && b.obs.Status != out.StatusUnchanged {
			missed++
		}
		if unread(b.obs) {
			blind++
		}
	}
	if n := sum.Entries[Practice]; n > 0 {
		fmt.Fprintf(w, "**Practice changed in %s.** ", Number(n, "chapter", "chapters"))
	} else if changed > 0 && sum.Entries[BackAndForth] == 0 {
		fmt.Fprintf(w, "No change to practice was found%s. ", inWhatWasRead(missed))
	}
	if s := tallyWords(sum, New); s != "" {
		fmt.Fprintf(w, "%s. ", capital(s))
	}
	if changed+base+missed == 0 {
		fmt.Fprint(w, "Nothing changed. ")
	}
	fmt.Fprintf(w, "%s looked at", Number(len(l.boards), "manual was", "manuals were"))
	switch {
	case base > 0 && base == len(l.boards):
		fmt.Fprint(w, " for the first time")
	case base > 0:
		fmt.Fprintf(w, ", %d of them for the first time", base)
	}
	if missed > 0 {
		fmt.Fprintf(w, "; **%s** (see the end)", notRead(missed-blind, blind))
	}
	fmt.Fprint(w, ".\n")
}

// tallyWords tells the groups from one on, "2 new chapters, 1 withdrawn".
func tallyWords(t Tally, from Group) string {
	counts := t.Entries
	counts[Renamed], counts[Moved] = t.Renamed, t.Moved
	counts[Minor] -= t.Throughout.Entries
	var parts []string
	for g := from; g < Folded; g++ {
		n := counts[g]
		switch noun := Number(n, "chapter", "chapters"); {
		case n == 0:
		case g == Practice:
			parts = append(parts, "practice changed in "+noun)
		case g == New:
			parts = append(parts, Number(n, "new chapter", "new chapters"))
		default:
			if len(parts) > 0 {
				noun = Thousands(n) // of chapters, as was said before
			}
			parts = append(parts, noun+" "+[...]string{Withdrawn: "withdrawn", NewText: "with new text", Renamed: "renamed", Moved: "moved, split or merged", Minor: "with minor changes", BackAndForth: "going back and forth"}[g])
		}
	}
	if n := t.Throughout; n.Changes > 0 {
		parts = append(parts, ThroughoutWords(n.Changes, n.Chapters))
	}
	if n := t.Parts.Renamed; n > 0 {
		parts = append(parts, Number(n, "part", "parts")+" renamed")
	}
	if n := t.Parts.Moved; n > 0 {
		parts = append(parts, Number(n, "part", "parts")+" moved or renumbered")
	}
	if from == Practice && counts[Practice] > 0 && len(parts) > 1 {
		parts = []string{parts[0] + "; " + parts[1], strings.Join(parts[2:], ", ")}
	}
	return strings.TrimSuffix(strings.Join(parts, ", "), ", ")
}

func (l *changelog) table(w io.Writer) {
	fmt.Fprint(w, "\n| Manual | State | Practice | New | Withdrawn | Other changes | Declared, not found |\n|---|---|--:|--:|--:|--:|--:|\n")
	for _, b := range l.boards {
		if b.baseline || unread(b.obs) { // nothing was compared
			fmt.Fprintf(w, "| %s | %s | – | – | – | – | – |\n", Escape(b.board.Name), stateWords(b.obs, b.baseline))
			continue
		}
		other := b.tally.Entries[NewText] + b.tally.Entries[Renamed] + b.tally.Entries[Moved] + b.tally.Entries[Minor] + b.tally.Entries[BackAndForth]
		fmt.Fprintf(w, "| %s | %s | %d | %d | %d | %d | %d |\n", Escape(b.board.Name), stateWords(b.obs, b.baseline),
			b.tally.Entries[Practice], b.tally.Entries[New], b.tally.Entries[Withdrawn], other, b.tally.NotFound)
	}
}

// stateWords says how a board fared, in two or three words.
func stateWords(o out.ObservationRow, baseline bool) string {
	switch {
	case baseline:
		return "first reading"
	case o.Status == out.StatusChanged:
		return "changed"
	case o.Status == out.StatusUnchanged:
		return "unchanged"
	case o.Status == out.StatusPartial:
		return "read in part"
	case o.Status == out.StatusNeedsIntervention:
		return "not read, needs attention"
	default:
		return "not read"
	}
}

func (l *changelog) unobserved(w io.Writer) {
	first := true
	for _, b := range l.boards {
		if b.obs.Status == out.StatusChanged || b.obs.Status == out.StatusUnchanged {
			continue
		}
		if first {
			fmt.Fprint(w, "\n## Not observed, and since when\n\n")
			first = false
		}
		fmt.Fprintf(w, "- **%s**: %s", Escape(b.board.Name), Escape(Missed(b.obs, l.run)))
		if b.unseen != "" && !b.news { // else it stands above
			fmt.Fprintf(w, " %s", Escape(b.unseen))
		}
		fmt.Fprint(w, "\n")
	}
}

// HowFar says of a board that was not read completely how far the reading came.
func HowFar(o out.ObservationRow) string {
	if o.Status == out.StatusPartial {
		return "Read in part"
	}
	return "Not read"
}

// Missed says in words why a board was not read and since when.
func Missed(o out.ObservationRow, run out.RunRow) string {
	cause := stop(capital(cmp.Or(Clean(o.Cause), "the cause is not known")))
	if o.LastSuccessAt.IsZero() {
		return cause + " It has never been read completely."
	}
	days := int(out.DayOf(run.StartedAt) - out.DayOf(o.LastSuccessAt))
	return fmt.Sprintf("%s Last read completely on %s, %s before this run.", cause, Day(o.LastSuccessAt), Number(days, "day", "days"))
}

// BoardMarkdown writes the changelog of one board and night.
func BoardMarkdown(w io.Writer, n *Night, o Options) {
	fmt.Fprintf(w, "# %s: what changed, %s\n\n", Escape(n.Board.Name), n.when())
	if !n.observed() {
		fmt.Fprintf(w, "**%s.** %s\n", HowFar(n.Observation), Escape(Missed(n.Observation, n.Run)))
		if s := notSeenWords(n); s != "" {
			fmt.Fprintf(w, "\n%s\n", Escape(s))
		}
		if n.Edition != nil {
			fmt.Fprint(w, "\n")
		}
	}
	if n.baseline() {
		baseline(w, n)
		return
	}
	if n.Observation.Status != out.StatusChanged && len(n.Changes)+len(n.Standing)+len(n.Restless)+len(n.Outside) == 0 {
		if n.Edition != nil {
			fmt.Fprintf(w, "The manual stands in this record as it was read on %s. That nothing is listed here does not mean that nothing changed.\n", Day(n.Edition.ObservedAt))
		}
		return
	}
	t := tallyOf(n)
	none := "no chapter changed in its words"
	if !n.observed() {
		none += " in what could be read"
	}
	fmt.Fprintf(w, "%s.\n%s", capital(cmp.Or(tallyWords(t, Practice), none)), unlookedWords(n))
	if n.Unlisted {
		fmt.Fprintf(w, "\n%s\n", NoList)
	}
	if n.FirstSeen > 0 {
		fmt.Fprintf(w, "\n%s could be seen for the first time: what stands there is no change.\n", Number(n.FirstSeen, "page", "pages"))
	}
	entries := Entries(n.Changes, n.Before, n.Now)
	for _, g := range Groups() {
		writeGroup(w, n, o, entries, g)
	}
	writeOutside(w, n, o)
	writeStanding(w, n)
	writeRestless(w, n, o)
	writeFolded(w, n, o)
	writeLate(w, n, o)
	writeNotFound(w, n, o)
}

// when is the day of a night, or the two dates between which something changed.
func (n *Night) when() string {
	if n.Since.IsZero() {
		return Day(n.Run.StartedAt)
	}
	return Day(n.Since) + " to " + Day(n.Run.StartedAt)
}

func baseline(w io.Writer, n *Night) {
	fmt.Fprint(w, "This is the first reading of this manual, a baseline: later changes are told against it.\n\n")
	var parts []string
	for _, k := range []struct {
		kind      normalise.Kind
		one, many string
	}{
		{normalise.KindSection, "part", "parts"}, {normalise.KindGroup, "group", "groups"}, {normalise.KindChapter, "chapter", "chapters"},
		{normalise.KindAppendix, "appendix", "appendices"}, {normalise.KindPlaceholder, "number not in use", "numbers not in use"},
	} {
		if c := n.Now.Count(k.kind); c > 0 {
			parts = append(parts, Number(c, k.one, k.many))
		}
	}
	parts = append(parts, Number(int(n.Edition.Words), "word", "words"))
	fmt.Fprintf(w, "It holds %s.", List(parts))
	if n.Edition.Label != "" {
		fmt.Fprintf(w, " The manual calls this release “%s”.", Escape(n.Edition.Label))
	}
	if n.Edition.DeclaredNextUpdate != 0 {
		fmt.Fprintf(w, " It announces its next update for %s.", Printed(n.Edition.DeclaredNextUpdate))
	}
	fmt.Fprint(w, "\n")
	if n.Unread.Count() > 0 {
		fmt.Fprintf(w, "\n**%s.** What changes in them will not be seen.\n", capital(Escape(n.Unread.String())))
	}
}

func writeGroup(w io.Writer, n *Night, o Options, entries []Entry, g Group) {
	var own []*Entry
	var above []string
	for i := range entries {
		switch e := &entries[i]; {
		case e.Group == g:
			own = append(own, e)
		case e.Group == BackAndForth: // told below
		case g == Renamed && e.Renamed(), g == Moved && e.Relocated():
			above = append(above, Escape(e.Label()))
		}
	}
	if len(own)+len(above) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## %s\n", g)
	if g == BackAndForth {
		fmt.Fprintf(w, "\n%s\n", backAndForthWords)
	}
	for _, es := range alike(n, o, own) {
		if len(es) > 1 {
			writeAlike(w, n, o, es)
		} else {
			writeEntry(w, n, o, es[0])
		}
	}
	if len(above) > 0 {
		fmt.Fprintf(w, "\nTold above already: %s.\n", strings.Join(above, "; "))
	}
}

func writeEntry(w io.Writer, n *Night, o Options, e *Entry) {
	fmt.Fprintf(w, "\n### %s\n\n", Link(e.Label(), e.URL))
	writePlace(w, e)
	if since := NotSeenSince(n.Sights, e.URL); !since.IsZero() {
		fmt.Fprintf(w, "It had not been seen since %s.\n\n", Day(since))
	}
	shown, said := 0, Quoted{}
	for i := range e.Changes {
		c := &e.Changes[i]
		shown += writeChange(w, n, o, e, c, said.Once(o.Declared(c, n.Declarations, n.Board)), shown)
	}
}

// writeChange writes one change, and what is said of its declaration, as list items and
// returns the passages shown.
func writeChange(w io.Writer, n *Night, o Options, e *Entry, c *out.ChangeRow, declared string, before int) int {
	writeWords(w, n, o, e, c, declared)
	if e.Group == BackAndForth {
		return 0
	}
	writeBranch(w, BranchOf(c, n.Before, n.Now))
	writeThroughout(w, n, c)
	if !o.Quotes(n.Board) && len(c.Edits) > 0 {
		fmt.Fprintf(w, "  - %s\n", Unquoted(n.Board))
		return 0
	}
	shown, more := o.Passages(c, n.Board)
	if room := max(0, mostPassages-before); len(shown) > room {
		more += len(shown) - room
		shown = shown[:room]
	}
	writePassages(w, shown, more)
	return len(shown)
}

// Edited is what [Happened] says of a change of e, and for an edit of text how much
// changed.
func (e *Entry) Edited(c *out.ChangeRow) string {
	p := e.partFor(c)
	if s := Happened(c, p); s != "" {
		return s
	}
	where := "Text changed"
	switch {
	case p == "" && slices.Contains(c.Reasons, diff.ReadNowReason):
		where = "Its words could not be read before and can be now"
	case p != "":
		where = "In the part " + quoted(string(p))
	case c.Detail != "":
		where += " " + curly(Clean(c.Detail))
	case e.changed(diff.Merged):
		where += " beside the merger"
	case e.changed(diff.Split):
		where += " beside the split"
	}
	var counts []string
	for _, n := range [...]struct {
		words int32
		what  string
	}{{c.WordsAdded, "added"}, {c.WordsRemoved, "removed"}} {
		if n.words > 0 {
			counts = append(counts, Number(int(n.words), "word", "words")+" "+n.what)
		}
	}
	return where + ": " + cmp.Or(strings.Join(counts, ", "), "no words added or removed") + "."
}

// Edited is what [Entry.Edited] says, without the words of the manual where they may not be
// quoted.
func (o Options) Edited(e *Entry, c *out.ChangeRow, b out.Board) string {
	if diff.Kind(c.Kind) != diff.TermsSwept || o.Quotes(b) {
		return e.Edited(c)
	}
	return capital(strings.Join(c.Reasons, "; ")) + ", in " + Number(len(c.OtherSectionIDs), "chapter", "chapters") + "."
}

// writeLate tells of rows that came after the changes that they declare, which were told as
// undeclared.
func writeLate(w io.Writer, n *Night, o Options) {
	late := LateRows(n.Declarations)
	if len(late) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Declared later\n\nThese rows of the board’s own list of amendments tell of changes that were told on an earlier night.\n\n")
	for i := range late {
		fmt.Fprintf(w, "- %s\n", Escape(o.DeclarationWords(&late[i], n.Board)))
	}
}

func writeNotFound(w io.Writer, n *Night, o Options) {
	sorts := []struct {
		sentence string
		rows     []out.DeclarationRow
		words    func(*out.DeclarationRow, out.Board) string
	}{
		{"The board’s own list of amendments tells of these, and nothing like it was seen in the manual.", NotFound(n.Declarations), o.DeclarationWords},
		{"Of these a part was seen, and the rest was not.", FoundInPart(n.Declarations), o.InPartWords},
		{UncheckedSentence, Unchecked(n.Declarations), o.DeclarationWords},
	}
	head := "\n## Declared but not found\n"
	for _, s := range sorts {
		if len(s.rows) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s\n%s\n\n", head, s.sentence)
		head = ""
		for _, d := range s.rows {
			fmt.Fprintf(w, "- %s\n", Escape(s.words(&d, n.Board)))
		}
	}
}

// DeclarationWords tells of a declared amendment and what became of it.
func (o Options) DeclarationWords(d *out.DeclarationRow, b out.Board) string {
	said := declaredOf(d)
	row, reason := o.row(d.Details, b), Clean(d.Reason)
	if row != "" {
		said += ": " + row
	}
	if row != "" || reason != "" {
		said += "."
	}
	if reason != "" {
		said += " " + capital(stop(inWords(reason)))
	}
	return said
}

// Shorten cuts a text after so many words.
func Shorten(s string, words int) string {
	f := strings.Fields(Clean(s))
	if len(f) <= words {
		return strings.Join(f, " ")
	}
	return strings.Join(f[:words], " ") + " " + gap
}
