package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// A Group is the place of a chapter in a report, most important first.
type Group int

// The groups. A chapter stands in the group of its most important change.
const (
	Practice Group = iota
	New
	Withdrawn
	NewText
	Renamed
	Moved
	Minor
	BackAndForth // all that changed was told before, and taken back since
	Folded       // told in numbers only
)

// Groups lists the groups whose chapters are told one by one.
func Groups() []Group {
	return []Group{Practice, New, Withdrawn, NewText, Renamed, Moved, Minor, BackAndForth}
}

// String returns the heading of the group.
func (g Group) String() string {
	return [...]string{"Changes to practice", "New chapters", "Withdrawn", "New text in existing chapters", "Renamed", "Moved, split, merged or renumbered", "Minor changes", "Going back and forth", "Also changed"}[g]
}

// An Outline finds the nodes of an edition.
type Outline struct {
	rows []out.SectionRow
	byID map[string]int
}

// NewOutline indexes the sections of an edition; texts are not needed.
func NewOutline(rows []out.SectionRow) *Outline {
	o := &Outline{rows: rows, byID: make(map[string]int, len(rows))}
	for i := range rows {
		o.byID[rows[i].SectionID] = i
	}
	return o
}

// Rows returns the sections in the order of the manual.
func (o *Outline) Rows() []out.SectionRow {
	if o == nil {
		return nil
	}
	return o.rows
}

// Find returns a section, nil if the edition does not have it.
func (o *Outline) Find(id string) *out.SectionRow {
	if o == nil {
		return nil
	}
	if i, ok := o.byID[id]; ok && id != "" {
		return &o.rows[i]
	}
	return nil
}

// Chapter returns the chapter that a section belongs to: the section itself
// unless it stands inside a chapter.
func (o *Outline) Chapter(id string) *out.SectionRow {
	at := o.Find(id)
	for n := at; n != nil && n.ParentSectionID != ""; {
		up := o.Find(n.ParentSectionID)
		if up == nil || up.Ordinal >= n.Ordinal { // a parent stands before its children; anything else would not end
			break
		}
		if inside(n.Kind) || up.Kind == string(normalise.KindChapter) && n.Kind != up.Kind {
			at = up
		}
		n = up
	}
	return at
}

// inside reports whether a node of this kind is never a chapter of its own.
func inside(kind string) bool { return kind == string(normalise.KindHeading) }

// Count counts the sections of one kind.
func (o *Outline) Count(kind normalise.Kind) int {
	n := 0
	for _, r := range o.Rows() {
		n += wording.BoolInt(r.Kind == string(kind))
	}
	return n
}

// An Entry is what became of one chapter.
type Entry struct {
	Group     Group
	SectionID string
	Number    string
	Title     string
	URL       string
	Path      string // titles above it, joined by " > "
	Kind      string
	Changes   []out.ChangeRow // most important first
}

// Label returns number and title.
func (e *Entry) Label() string { return Label(e.Number, e.Title) }

// changed reports whether one of the changes is of a kind.
func (e *Entry) changed(kinds ...diff.Kind) bool {
	return slices.ContainsFunc(e.Changes, func(c out.ChangeRow) bool { return slices.Contains(kinds, diff.Kind(c.Kind)) })
}

// Renamed reports whether the chapter, or a part of it, has another title.
func (e *Entry) Renamed() bool { return e.changed(diff.Renamed) }

// Back reports whether the manual had the chapter before, and lost it for a time.
func (e *Entry) Back() bool {
	return slices.ContainsFunc(e.Changes, func(c out.ChangeRow) bool { return diff.IsBack(c.Reasons) })
}

// Relocated reports whether the chapter has another place: it was moved, split,
// merged or renumbered.
func (e *Entry) Relocated() bool {
	return e.changed(diff.Moved, diff.Split, diff.Merged, diff.Renumbered, diff.MovedHost)
}

// Because reports whether a reason of one of the changes begins so.
func (e *Entry) Because(lead string) bool {
	return slices.ContainsFunc(e.Changes, func(c out.ChangeRow) bool {
		return slices.ContainsFunc(c.Reasons, func(r string) bool { return strings.HasPrefix(r, lead) })
	})
}

// Label joins a number and a title.
func Label(number, title string) string {
	return cmp.Or(strings.TrimSpace(number+" "+title), "The manual as a whole")
}

// A Night is what one run found at one board.
type Night struct {
	Board        out.Board
	Run          out.RunRow
	Since        time.Time // for a change between two dates: the first of them
	Observation  out.ObservationRow
	Edition      *out.EditionRow // that stands after the run, nil if none was ever read
	Before, Now  *Outline        // of the editions before and after, nil if there is none
	Changes      []out.ChangeRow
	Declarations []out.DeclarationRow
	FirstSeen    int              // pages that were seen at last; what they say is no change
	Unread       out.Unread       // of a first reading: chapters that were never read
	Sight        Sight            // how much of the manual this run saw
	Sights       []Sight          // what the runs before saw, newest first, back to one that saw all
	Standing     []out.FindingRow // chapters that went back and forth and do so no longer
	Restless     []out.FindingRow // places that most chapters changed, of which nothing is told, on the first night
	Outside      []out.FindingRow // pages whose words in no chapter changed
	Unlisted     bool             // there are changes that no list could declare: see [Unlisted]
}

// baseline reports whether this run read the manual for the first time.
func (n *Night) baseline() bool {
	return n.Edition != nil && n.Edition.RunID == n.Run.RunID && n.Observation.PreviousEditionID == ""
}

// observed reports whether the board was read completely.
func (n *Night) observed() bool {
	return n.Observation.Status == out.StatusChanged || n.Observation.Status == out.StatusUnchanged
}

// Entries returns one entry for each chapter that changed, in the order of the
// groups and inside a group in that of the manual. Changes that only follow from
// another, links and typography are not among them: see [FoldedChanges].
func Entries(changes []out.ChangeRow, before, now *Outline) []Entry {
	at := map[string]int{}
	var entries []Entry
	for _, c := range changes {
		node := locate(&c, before, now)
		g := groupOf(&c, node)
		if g == Folded {
			continue
		}
		e := entryFor(&c, node, g)
		key := cmp.Or(e.SectionID, e.Label(), c.ChangeID)
		i, ok := at[key]
		if !ok {
			i = len(entries)
			at[key] = i
			entries = append(entries, e)
		}
		entries[i].Group = min(entries[i].Group, g)
		entries[i].Changes = append(entries[i].Changes, c)
	}
	for i := range entries {
		entries[i].backAndForth()
	}
	sortEntries(entries, before, now)
	return entries
}

// backAndForth puts a chapter into the group of those of which everything was told before.
func (e *Entry) backAndForth() {
	if slices.ContainsFunc(e.Changes, func(c out.ChangeRow) bool { return !ToldBefore(&c) }) {
		return
	}
	if e.Group == Withdrawn {
		e.URL = "" // its page is gone, or will be
	}
	e.Group = BackAndForth
}

// ToldBefore reports whether a change brings back a state that was told before and taken
// back since: its words were told then.
func ToldBefore(c *out.ChangeRow) bool {
	return slices.ContainsFunc(c.Reasons, func(r string) bool { return strings.HasPrefix(r, diff.BackAndForth) })
}

// FoldedChanges returns the changes that a report tells in numbers only.
func FoldedChanges(changes []out.ChangeRow, before, now *Outline) []out.ChangeRow {
	var folded []out.ChangeRow
	for _, c := range changes {
		if groupOf(&c, locate(&c, before, now)) == Folded {
			folded = append(folded, c)
		}
	}
	return folded
}

// A place is where a change happened: the node itself and its chapter, either
// of which may be unknown.
type place struct{ node, chapter *out.SectionRow }

func locate(c *out.ChangeRow, before, now *Outline) place {
	if diff.Kind(c.Kind) == diff.Retired { // what was withdrawn is the chapter of before
		before, now = now, before
	}
	if n := now.Find(c.SectionID); n != nil {
		return place{n, now.Chapter(c.SectionID)}
	}
	return place{before.Find(c.SectionID), before.Chapter(c.SectionID)}
}

// whole reports whether the change concerns a chapter itself, not a part of it.
func (p place) whole() bool { return p.node == nil || p.chapter == nil || p.node == p.chapter }

// emptyPart reports whether a change is a part or a group of the manual that came or went and
// holds chapters only: it is none itself, and nothing to read.
func (p place) emptyPart(c *out.ChangeRow) bool {
	if k := diff.Kind(c.Kind); p.node == nil || k != diff.Added && k != diff.Removed || c.WordsAdded+c.WordsRemoved > 0 {
		return false
	}
	return isPart(p.node.Kind)
}

// isPart reports whether a node of this kind holds chapters.
func isPart(kind string) bool {
	return kind == string(normalise.KindSection) || kind == string(normalise.KindGroup)
}

// IsPart reports whether the entry is a part or a group of the manual, which holds chapters.
func (e *Entry) IsPart() bool { return isPart(e.Kind) }

// IsChapter reports whether the entry is neither a part nor the manual as a whole.
func (e *Entry) IsChapter() bool { return e.SectionID != "" && !e.IsPart() }

func entryFor(c *out.ChangeRow, p place, g Group) Entry {
	e := Entry{
		Group: g, SectionID: c.SectionID, Number: cmp.Or(c.NewNumber, c.OldNumber),
		Title: cmp.Or(c.NewTitle, c.OldTitle), URL: cmp.Or(c.NewURL, c.OldURL), Path: diff.PathAbove(cmp.Or(c.NewPath, c.OldPath)),
	}
	if p.chapter != nil {
		e.SectionID, e.Number, e.Title = p.chapter.SectionID, p.chapter.Number, p.chapter.Title
		e.URL, e.Path, e.Kind = p.chapter.URL, diff.PathAbove(p.chapter.Path), p.chapter.Kind
	}
	return e
}

// GroupOf returns the group that a change belongs to by itself.
func GroupOf(c *out.ChangeRow, before, now *Outline) Group { return groupOf(c, locate(c, before, now)) }

func groupOf(c *out.ChangeRow, p place) Group {
	kind, sig := diff.Kind(c.Kind), diff.Significance(c.Significance)
	if c.CausedBy != "" && sig != diff.Practice {
		return Folded
	}
	if p.emptyPart(c) || isPointer(c) {
		return Folded
	}
	switch kind {
	case diff.Flagged, diff.LinkChanged, diff.AmendmentAdded, diff.AmendmentRemoved:
		return Folded
	case diff.Added, diff.Activated:
		if p.whole() && !isListing(c) {
			return New
		}
	case diff.Removed, diff.Retired:
		if p.whole() && !isCopy(c) && !isListing(c) {
			return Withdrawn
		}
	}
	switch {
	case sig == diff.Practice:
		return Practice
	case sig == diff.Links, sig == diff.Editorial:
		return Folded
	}
	switch kind {
	case diff.Renamed:
		return Renamed
	case diff.Moved, diff.Split, diff.Merged, diff.Renumbered, diff.MovedHost:
		return Moved
	}
	if sig == diff.NewText {
		return NewText
	}
	return Minor
}

// isCopy reports a chapter of which a copy was taken out: the same text stands on.
func isCopy(c *out.ChangeRow) bool {
	return diff.Kind(c.Kind) == diff.Removed && diff.Significance(c.Significance) == diff.Minor && c.WordsRemoved > 0
}

// isPointer reports a row of the contents that came or went and only points to what stands
// elsewhere, or whose chapter was withdrawn before: it is no chapter.
func isPointer(c *out.ChangeRow) bool {
	k := diff.Kind(c.Kind)
	return (k == diff.Added || k == diff.Removed) && diff.Significance(c.Significance) == diff.Links
}

// isListing reports a place of the contents that came or went of a chapter that is listed in
// another one as well.
func isListing(c *out.ChangeRow) bool {
	k := diff.Kind(c.Kind)
	return (k == diff.Added || k == diff.Removed) && diff.Significance(c.Significance) == diff.Minor && c.OldPath != "" && c.NewPath != ""
}

func sortEntries(entries []Entry, before, now *Outline) {
	place := func(e *Entry) int32 {
		if n := now.Find(e.SectionID); n != nil {
			return n.Ordinal
		}
		if n := before.Find(e.SectionID); n != nil {
			return n.Ordinal
		}
		return 1 << 30
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(place(&a), place(&b)))
	})
	for i := range entries {
		if entries[i].Group == Withdrawn || slices.ContainsFunc(entries[i].Changes, func(c out.ChangeRow) bool { return isCopy(&c) }) {
			entries[i].URL = "" // its page is gone, or will be
		}
		slices.SortStableFunc(entries[i].Changes, func(a, b out.ChangeRow) int {
			return cmp.Or(cmp.Compare(backFirst(&a), backFirst(&b)), cmp.Compare(rank(a.Significance), rank(b.Significance)))
		})
	}
}

// backFirst puts that a chapter is back before what became of its words meanwhile.
func backFirst(c *out.ChangeRow) int {
	if diff.IsBack(c.Reasons) {
		return 0
	}
	return 1
}

// rank orders significances, most important first.
func rank(sig string) int {
	order := []diff.Significance{diff.Practice, diff.NewText, diff.Minor, diff.Links, diff.Editorial}
	if i := slices.Index(order, diff.Significance(sig)); i >= 0 {
		return i
	}
	return len(order)
}

// A Tally counts what a report says of one board.
type Tally struct {
	Entries [Folded]int                  // chapters by group
	Renamed int                          // chapters with another title, of any group
	Moved   int                          // chapters at another place, of any group
	Parts   struct{ Renamed, Moved int } // parts of the manual, which are no chapters
	// Throughout are changes that were made throughout, in how many chapters, and the minor
	// entries among Entries that tell of them and are no chapters.
	Throughout struct{ Changes, Chapters, Entries int }
	Folded     int // changes told in numbers only
	NotFound   int // declared and not found
}

func (t *Tally) add(o Tally) {
	for g, n := range o.Entries {
		t.Entries[g] += n
	}
	t.Renamed += o.Renamed
	t.Moved += o.Moved
	t.Parts.Renamed += o.Parts.Renamed
	t.Parts.Moved += o.Parts.Moved
	t.Throughout.Changes += o.Throughout.Changes
	t.Throughout.Chapters += o.Throughout.Chapters
	t.Throughout.Entries += o.Throughout.Entries
	t.Folded += o.Folded
	t.NotFound += o.NotFound
}

// tallyOf counts a night.
func tallyOf(n *Night) Tally {
	var t Tally
	for _, e := range Entries(n.Changes, n.Before, n.Now) {
		t.Entries[e.Group]++
		if e.Group == BackAndForth {
			continue
		}
		t.place(&e)
		if n, in := e.Throughout(); n > 0 {
			t.Throughout.Changes += n
			t.Throughout.Chapters += in
			t.Throughout.Entries++
		}
	}
	t.Folded = len(FoldedChanges(n.Changes, n.Before, n.Now))
	t.NotFound = len(NotFound(n.Declarations))
	return t
}

// Throughout counts the minor changes of an entry on the manual as a whole that were made
// throughout, and the chapters in which they were.
func (e *Entry) Throughout() (changes, chapters int) {
	if e.SectionID != "" || e.Group != Minor {
		return 0, 0
	}
	in := map[string]bool{}
	for i := range e.Changes {
		if c := &e.Changes[i]; diff.Kind(c.Kind) == diff.TermsSwept {
			changes++
			for _, id := range c.OtherSectionIDs {
				in[id] = true
			}
		}
	}
	return changes, len(in)
}

// ThroughoutWords says that changes were made throughout some chapters.
func ThroughoutWords(changes, chapters int) string {
	what := "one change"
	if changes != 1 {
		what = Thousands(changes) + " changes"
	}
	return what + " throughout " + Number(chapters, "chapter", "chapters")
}

// place counts an entry that has another title or place. The manual as a whole is neither a
// chapter nor a part.
func (t *Tally) place(e *Entry) {
	renamed, moved := &t.Renamed, &t.Moved
	switch {
	case e.SectionID == "":
		return
	case e.IsPart():
		renamed, moved = &t.Parts.Renamed, &t.Parts.Moved
	}
	if e.Renamed() {
		*renamed++
	}
	if e.Group == Moved || e.Relocated() {
		*moved++
	}
}

// NotFound returns the declarations that say something happened that was not found. That a
// chapter was reviewed and did not change says nothing of the kind, and what is in pictures
// nobody looked for.
func NotFound(ds []out.DeclarationRow) []out.DeclarationRow {
	var rows []out.DeclarationRow
	for _, d := range ds {
		switch diff.State(d.State) {
		case diff.NotDetected, diff.UnknownChapter, diff.Ambiguous:
			if !declaration.TellsNothing(d.Reason) && d.Reason != declaration.PictureUnread {
				rows = append(rows, d)
			}
		}
	}
	return rows
}

// Unchecked returns the declarations of what is in pictures and films, which are not read.
func Unchecked(ds []out.DeclarationRow) []out.DeclarationRow {
	return slices.DeleteFunc(slices.Clone(ds), func(d out.DeclarationRow) bool { return d.Reason != declaration.PictureUnread })
}

// UncheckedSentence stands above them.
const UncheckedSentence = "These tell of a picture or film, and could not be checked."

// Found returns the declarations that were confirmed.
func Found(ds []out.DeclarationRow) []out.DeclarationRow {
	var rows []out.DeclarationRow
	for _, d := range ds {
		switch diff.State(d.State) {
		case diff.Confirmed, diff.ConfirmedLate, diff.ConfirmedEarly:
			rows = append(rows, d)
		}
	}
	return rows
}
