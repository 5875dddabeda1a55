package diff

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
)

// Options are the facts about a board that Compare needs beside the editions.
type Options struct {
	RunID string
	// Former are addresses that the manual had before, from the register.
	Former []string
	// Bytes also reports documents whose bytes changed while their words are
	// the same (a PDF saved again). It is off for changelogs.
	Bytes bool
	// Whole is the last edition of a night on which all of the manual was seen,
	// where prev is of a later one, and Told are the changes told since. What is
	// seen only now of one of these is told as part of it. The sections of Whole
	// may come without texts.
	Whole *normalise.Edition
	Told  []Change
}

// Compare tells what became of prev in cur: typed changes, sorted by the place
// of their section in cur, with deterministic IDs. m is what Carry returned for
// the same two editions. With prev == nil there is no change: the first edition
// is a baseline.
func Compare(prev, cur *normalise.Edition, m Match, o Options) []Change {
	if prev == nil || cur == nil {
		return nil
	}
	if m.prev == nil || m.prev.ed != prev || m.cur.ed != cur {
		m = matchTrees(prev, cur)
	}
	c := &comparison{m: &m, p: m.prev, c: m.cur, o: o, moved: m.movedUnits(), scripts: map[int]*script{}, told: map[string]bool{}}
	c.host = findHostMove(&m, o.Former)
	c.host.remember(o.Whole, m.cur)
	c.structure()
	c.compareTexts()
	c.texts()
	c.linksAndFiles()
	c.renumbering()
	c.hostMove()
	c.amendments()
	return c.sorted()
}

// A comparison is the work of one Compare.
type comparison struct {
	m       *Match
	p, c    *side
	o       Options
	moved   map[int]bool // newer units that moved
	scripts map[int]*script
	host    hostMove
	told    map[string]bool // addresses of shared documents that are in the report
	out     []placed
}

// A placed change knows where in the report it stands.
type placed struct {
	Change
	at  int // ordinal of the newer section, or of the one before a removed one
	sub int // order among changes of one place
}

// sub-orders: what a reader wants first.
const (
	subStructure = iota
	subText
	subLinks
	subFlags
	subNumbers
	subAmendments
)

// add completes a change of the pair p, c (-1 where there is none) and keeps it.
// extra tells changes of one kind and section apart.
func (x *comparison) add(k Kind, sig Significance, p, c, sub int, extra string, reasons ...string) *Change {
	ch := Change{
		RunID: x.o.RunID, BoardID: x.c.ed.BoardID, FromEdition: x.p.ed.ID, ToEdition: x.c.ed.ID,
		Kind: k, Significance: sig, Reasons: reasons, Similarity: 1,
	}
	if ch.RunID == "" {
		ch.RunID = x.c.ed.RunID
	}
	at := 0
	if p >= 0 {
		s := x.p.sec(p)
		ch.SectionID, ch.OldNumber, ch.OldTitle, ch.OldPath, ch.OldURL = s.ID, s.Number, s.Title, x.p.path(p), s.URL
		ch.OldSHA256 = x.p.textSHA(p)
		at = x.placeOf(p)
	}
	if c >= 0 {
		s := x.c.sec(c)
		ch.SectionID, ch.NewNumber, ch.NewTitle, ch.NewPath, ch.NewURL = s.ID, s.Number, s.Title, x.c.path(c), s.URL
		ch.NewSHA256 = x.c.textSHA(c)
		at = 2 * c
	}
	ch.ID = idOf(ch.RunID, ch.BoardID, string(k), ch.SectionID, extra)
	x.out = append(x.out, placed{ch, at, sub})
	return &x.out[len(x.out)-1].Change
}

// placeOf is where an older unit that is gone would stand: after the unit that
// stood before it.
func (x *comparison) placeOf(p int) int {
	for i := p; i >= 0; i-- {
		if c := x.m.ToCur[i]; c >= 0 {
			return 2*c + 1
		}
	}
	return -1
}

func (x *comparison) sorted() []Change {
	slices.SortStableFunc(x.out, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.sub, b.sub))
	})
	out := make([]Change, len(x.out))
	for i := range x.out {
		out[i] = x.out[i].Change
	}
	return out
}

// structure tells what came, went, moved, was renamed or flagged.
func (x *comparison) structure() {
	split := map[int]int{}
	for _, b := range x.m.Splits {
		split[b.Into] = b.From
	}
	for _, c := range x.c.units {
		p := x.m.ToPrev[c]
		switch {
		case p >= 0:
			x.lived(p, c)
		case x.c.class(c) == 'p' || x.c.isLetter(c):
			// A number that is reserved, or a letter above chapters in the order of the
			// alphabet, tells nothing to anyone.
		default:
			if from, ok := split[c]; ok {
				x.split(from, c)
			} else {
				x.cameNew(c)
			}
		}
	}
	absorbed := map[int]int{}
	for _, b := range x.m.Merges {
		absorbed[b.From] = b.Into
	}
	for _, p := range x.p.units {
		if x.m.ToCur[p] >= 0 || x.p.class(p) == 'p' || x.p.isLetter(p) {
			continue
		}
		if into, ok := absorbed[p]; ok {
			x.merged(p, into)
		} else {
			x.gone(p)
		}
	}
}

func (x *comparison) cameNew(c int) {
	if up := x.c.up[c]; x.c.bare(c) && x.withAbove(Added, up, x.m.ToPrev, x.c, c) {
		return
	}
	sig, reason := NewText, "new "+kindWord(x.c.sec(c).Kind)
	if x.c.class(c) == 's' {
		sig = Links
	}
	ch := x.add(Added, sig, -1, c, subStructure, "", reason)
	ch.WordsAdded, ch.Similarity = x.c.docs[c].words, 0
}

func (x *comparison) gone(p int) {
	if up := x.p.up[p]; x.p.bare(p) && x.withAbove(Removed, up, x.m.ToCur, x.p, p) {
		return
	}
	sig := Practice
	if x.p.class(p) == 's' {
		sig = Links
	}
	ch := x.add(Removed, sig, p, -1, subStructure, "", kindWord(x.p.sec(p).Kind)+" is no longer in the manual")
	ch.WordsRemoved, ch.Similarity = x.p.docs[p].words, 0
}

// withAbove tells that a part of the manual that came or went did so with the one that it
// stands in, where that came or went the same night: its name is a step of the way to its
// chapters and no news of its own.
func (x *comparison) withAbove(k Kind, up int, other []int, s *side, i int) bool {
	if up < 0 || other[up] >= 0 || s.class(up) != 'g' {
		return false
	}
	at := slices.IndexFunc(x.out, func(p placed) bool {
		return p.Kind == k && (p.SectionID == s.sec(up).ID || slices.Contains(p.OtherIDs, s.sec(up).ID))
	})
	if at < 0 {
		return false
	}
	ch := &x.out[at].Change
	ch.OtherIDs = append(ch.OtherIDs, s.sec(i).ID)
	if ch.Detail == "" {
		ch.Detail = "with " + quoted(s.sec(i).Title)
	} else {
		ch.Detail += ", " + quoted(s.sec(i).Title)
	}
	return true
}

func kindWord(k normalise.Kind) string {
	return strings.ReplaceAll(string(k), "_", " ")
}

// split tells that part of an older unit is a unit of its own now.
func (x *comparison) split(from, c int) {
	ch := x.add(Split, Practice, from, c, subStructure, x.c.sec(c).ID, "one chapter became two")
	ch.SectionID = x.p.sec(from).ID
	ch.OtherIDs = []string{x.c.sec(c).ID}
	ch.Detail = "part of " + quoted(ch.OldTitle) + " is now " + quoted(ch.NewTitle)
	ch.WordsAdded = x.c.docs[c].words
}

// merged tells that an older unit was absorbed by another.
func (x *comparison) merged(p, into int) {
	ch := x.add(Merged, Practice, p, into, subStructure, x.p.sec(p).ID, "two chapters became one")
	ch.SectionID = x.c.sec(into).ID
	ch.OtherIDs = []string{x.p.sec(p).ID}
	ch.Detail = quoted(ch.OldTitle) + " is now part of " + quoted(ch.NewTitle)
	ch.WordsRemoved = x.p.docs[p].words
}

// quoted is a text in the quotation marks of the reports.
func quoted(s string) string { return "“" + s + "”" }

// lived tells what became of the outside of a unit that is in both editions.
func (x *comparison) lived(p, c int) {
	a, b := x.p.sec(p), x.c.sec(c)
	switch wasFree, isFree := x.p.class(p) == 'p', x.c.class(c) == 'p'; {
	case wasFree && !isFree:
		ch := x.add(Activated, NewText, p, c, subStructure, "", "a number that was not in use became a chapter")
		ch.WordsAdded, ch.Similarity = x.c.docs[c].words, 0
		return
	case !wasFree && isFree:
		ch := x.add(Retired, Practice, p, c, subStructure, "", "the chapter was withdrawn, its number is not in use")
		ch.WordsRemoved, ch.Similarity = x.p.docs[p].words, 0
		return
	case wasFree:
		return
	}
	renamed := !sameTitle(x.p.title[p], x.c.title[c])
	if renamed && !(x.p.isLetter(p) && x.c.isLetter(c)) {
		x.add(Renamed, Minor, p, c, subStructure, "", "the title changed")
	}
	if x.moved[c] && !(renamed && x.p.isLetter(x.p.up[p]) && x.c.isLetter(x.c.up[c])) {
		ch := x.add(Moved, Minor, p, c, subStructure, "", "the place in the manual changed")
		ch.Detail = x.moveDetail(p, c)
	}
	if old, now := flagsOf(a), flagsOf(b); old != now {
		ch := x.add(Flagged, Editorial, p, c, subFlags, "", "a flag in the contents list changed")
		ch.Detail = orNone(old) + " became " + orNone(now)
	}
}

func sameTitle(a, b string) bool {
	return strings.TrimRight(a, " .:;") == strings.TrimRight(b, " .:;")
}

func (x *comparison) moveDetail(p, c int) string {
	if x.m.sameParent(p, c) {
		return "moved inside " + quoted(x.parentTitle(x.c, c))
	}
	return "moved from " + quoted(x.parentTitle(x.p, p)) + " to " + quoted(x.parentTitle(x.c, c))
}

func (x *comparison) parentTitle(s *side, i int) string {
	if u := s.up[i]; u >= 0 {
		return s.sec(u).Title
	}
	return "the manual"
}

func flagsOf(s *normalise.Section) string {
	f := slices.Clone(s.Flags)
	slices.Sort(f)
	return strings.Join(slices.Compact(f), ", ")
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return strings.ReplaceAll(s, "_", " ")
}

// compareTexts compares the words of every unit that is in both editions. What a
// split moved out, or a merge moved in, is read as part of the chapter, so that
// only the rest counts as edited.
func (x *comparison) compareTexts() {
	extraNew, extraOld := map[int][]line{}, map[int][]line{}
	for _, b := range x.m.Splits {
		if c := x.m.ToCur[b.From]; c >= 0 {
			extraNew[c] = append(extraNew[c], x.c.docs[b.Into].lines...)
		}
	}
	for _, b := range x.m.Merges {
		extraOld[b.Into] = append(extraOld[b.Into], x.p.docs[b.From].lines...)
	}
	for _, c := range x.c.units {
		p := x.m.ToPrev[c]
		if p < 0 || x.c.sec(c).Stale || (x.p.class(p) == 'p') != (x.c.class(c) == 'p') {
			continue
		}
		old, now := x.p.docs[p], x.c.docs[c]
		if old.sum == now.sum && len(extraNew[c])+len(extraOld[c]) == 0 {
			continue
		}
		a, b := old.lines, now.lines
		b, a = settle(b, extraNew[c], a)
		a, b = settle(a, extraOld[c], b)
		if s := compareLines(a, b); s.changed {
			x.scripts[c] = s
		}
	}
}

// settle adds the lines of another chapter to those of a chapter's own side. A line
// that the chapter's other side has beyond its own was carried over as it stands and
// is left out of both; so is one that the chapter has itself.
func settle(own, extra, other []line) (mine, theirs []line) {
	if len(extra) == 0 {
		return own, other
	}
	spare, has, gone := map[sum]int{}, map[sum]bool{}, map[sum]int{}
	for i := range other {
		spare[other[i].sum]++
	}
	for i := range own {
		spare[own[i].sum]--
		has[own[i].sum] = true
	}
	mine = slices.Clone(own)
	for _, l := range extra {
		switch {
		case spare[l.sum] > 0:
			spare[l.sum]--
			gone[l.sum]++
		case !has[l.sum]:
			l.under, l.branch = -1, true
			mine = append(mine, l)
		}
	}
	return mine, without(other, gone)
}

// without takes lines away, the last of each sort, and keeps the others below
// their headings.
func without(lines []line, gone map[sum]int) []line {
	drop := make([]bool, len(lines))
	for i := len(lines) - 1; i >= 0; i-- {
		if gone[lines[i].sum] > 0 {
			gone[lines[i].sum]--
			drop[i] = true
		}
	}
	at := make([]int, len(lines)) // new index of each line
	var kept []line
	for i, l := range lines {
		if at[i] = -1; drop[i] {
			continue
		}
		at[i] = len(kept)
		if l.under >= 0 {
			l.under = at[l.under] // a heading stands before what is below it
		}
		kept = append(kept, l)
	}
	return kept
}

// texts turns the scripts into changes: a sweep once, and each chapter where
// anything else changed once.
func (x *comparison) texts() {
	chapters := 0
	for _, c := range x.c.units {
		if x.c.docs[c].words > 0 {
			chapters++
		}
	}
	if sw := x.findSweep(chapters); sw != nil {
		x.swept(sw)
	}
	for _, t := range findThroughout(x.scripts, x.c.units, chapters) {
		x.throughout(t)
	}
	refs := x.crossRefs()
	defined := definedWords(x.c)
	for _, c := range x.c.units {
		if s := x.scripts[c]; s != nil {
			x.edited(s, c, refs, defined)
		}
	}
}

func (x *comparison) swept(sw *sweep) {
	ch := x.add(TermsSwept, Minor, -1, -1, subText, sw.detail(), termReason)
	ch.Similarity = 0
	ch.Detail = sw.detail()
	for _, u := range sw.units {
		ch.OtherIDs = append(ch.OtherIDs, x.c.sec(u).ID)
	}
	for i, s := range sw.swaps {
		if i > 0 {
			ch.Edits = append(ch.Edits, Edit{Break, "\n"})
		}
		ch.Edits = append(ch.Edits, Edit{Delete, s.old + " "})
		if s.new != "" {
			ch.Edits = append(ch.Edits, Edit{Insert, s.new})
		}
	}
}

// maxObligations bounds the sentences listed for one chapter.
const maxObligations = 200

func (x *comparison) edited(s *script, c int, refs map[string]string, defined map[string]bool) {
	v := verdict{defined: defined, then: x.p, now: x.c}
	s.judge(&v, refs)
	if v.sig == "" {
		return
	}
	ch := x.add(Edited, v.sig, x.m.ToPrev[c], c, subText, "", v.all()...)
	t := s.tally()
	ch.WordsAdded, ch.WordsRemoved, ch.Similarity = t.added, t.removed, t.similarity()
	ch.Edits = s.excerpt()
	ch.Obligations = v.obligations[:min(len(v.obligations), maxObligations)]
}

// crossRefs maps the old number of every renumbered unit to its new one.
func (x *comparison) crossRefs() map[string]string {
	out := map[string]string{}
	for _, c := range x.c.units {
		if p := x.m.ToPrev[c]; p >= 0 {
			a, b := foldNumber(x.p.sec(p).Number), foldNumber(x.c.sec(c).Number)
			if a != b && a != "" && b != "" {
				out[a] = b
			}
		}
	}
	return out
}

// amendments compares the board's own table as a multiset of rows.
func (x *comparison) amendments() {
	for i, a := range newRows(x.p.ed.Amendments, x.c.ed.Amendments) {
		x.row(AmendmentAdded, a, i)
	}
	for i, a := range newRows(x.c.ed.Amendments, x.p.ed.Amendments) {
		x.row(AmendmentRemoved, a, i)
	}
}

func (x *comparison) row(k Kind, a normalise.Amendment, n int) {
	reason := "the board declared an amendment"
	if k == AmendmentRemoved {
		reason = "a row left the board's amendments table"
	}
	ch := x.add(k, Editorial, -1, -1, subAmendments, rowKey(&a)+"\x00"+itoa(n), reason)
	ch.SectionID = a.SectionID
	ch.Similarity = 0
	ch.Detail = strings.Join(slices.DeleteFunc([]string{a.Chapter, a.Details, a.Date.String()}, func(s string) bool { return s == "" }), " | ")
	if k == AmendmentAdded {
		ch.NewTitle, ch.NewURL = a.Chapter, a.URL
		ch.AmendmentOrdinal = a.Ordinal
	} else {
		ch.OldTitle, ch.OldURL = a.Chapter, a.URL
	}
	x.out[len(x.out)-1].at = 2*len(x.c.ed.Sections) + 2
}
