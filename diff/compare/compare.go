// Package compare types what became of a manual between two editions whose sections were
// matched: one change for one fact, with what caused it.
package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
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
	Told  []diff.Change
	// Restless are sections of cur, by their IDs, that stand at another address every night:
	// of that nothing is told.
	Restless map[string]string
}

// Editions tells what became of one edition in the next: typed changes, sorted by the place
// of their section in the newer one, with deterministic IDs. m is what Carry returned for
// the two. Without an older edition there is no change: the first one is a baseline.
func Editions(m lineage.Match, o Options) []diff.Change {
	if m.Prev == nil {
		return nil
	}
	c := &comparison{m: &m, p: m.Prev, c: m.Cur, o: o, moved: m.MovedUnits(), scripts: map[int]*textdiff.Script{}, told: map[string]bool{}, named: map[string]bool{}}
	c.host = findHostMove(&m, o)
	c.host.remember(o.Whole, m.Cur)
	c.structure()
	c.pictures = c.gallery()
	c.compareTexts()
	c.texts()
	c.reviews()
	c.linksAndFiles()
	c.renumbering()
	c.hostMove()
	c.amendments()
	return c.sorted()
}

// A comparison is the work of one Compare.
type comparison struct {
	m        *lineage.Match
	p, c     *lineage.Side
	o        Options
	moved    map[int]bool // newer units that moved
	scripts  map[int]*textdiff.Script
	host     hostMove
	told     map[string]bool // addresses of shared documents that are in the report
	pictures gallery
	named    map[string]bool // of values by their sentences: part of a name or a citation
	out      []placed
}

// A placed change knows where in the report it stands.
type placed struct {
	diff.Change
	at  int // ordinal of the newer section, or of the one before a removed one
	sub int // order among changes of one place
}

// sub-orders: what a reader wants first.
const (
	subStructure = iota
	subText
	subReviews
	subLinks
	subFlags
	subNumbers
	subAmendments
)

// add completes a change of the pair p, c (-1 where there is none) and keeps it.
// extra tells changes of one kind and section apart.
func (x *comparison) add(k diff.Kind, sig diff.Significance, p, c, sub int, extra string, reasons ...string) *diff.Change {
	ch := diff.Change{
		RunID: cmp.Or(x.o.RunID, x.c.Ed.RunID), BoardID: x.c.Ed.BoardID, FromEdition: x.p.Ed.ID, ToEdition: x.c.Ed.ID,
		Kind: k, Significance: sig, Reasons: reasons, Similarity: 1,
	}
	at := 0
	if p >= 0 {
		s := x.p.Sec(p)
		ch.SectionID, ch.OldNumber, ch.OldTitle, ch.OldPath, ch.OldURL = s.ID, s.Number, s.Title, x.p.Path(p), s.URL
		ch.OldSHA256 = x.p.TextSHA(p)
		at = x.placeOf(p)
	}
	if c >= 0 {
		s := x.c.Sec(c)
		ch.SectionID, ch.NewNumber, ch.NewTitle, ch.NewPath, ch.NewURL = s.ID, s.Number, s.Title, x.c.Path(c), s.URL
		ch.NewSHA256 = x.c.TextSHA(c)
		at = 2 * c
	}
	ch.ID = lineage.IdOf(ch.RunID, ch.BoardID, string(k), ch.SectionID, extra)
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

func (x *comparison) sorted() []diff.Change {
	slices.SortStableFunc(x.out, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.sub, b.sub))
	})
	out := make([]diff.Change, len(x.out))
	for i := range x.out {
		out[i] = x.out[i].Change
	}
	return out
}

// structure tells what came, went, moved, was renamed or flagged.
func (x *comparison) structure() {
	split := map[int][]lineage.Branch{}
	for _, b := range x.m.Splits {
		split[b.Into] = append(split[b.Into], b)
	}
	for _, c := range x.c.Units {
		if p := x.m.ToPrev[c]; p >= 0 {
			x.lived(p, c)
		}
	}
	for _, c := range x.c.Units {
		switch {
		case x.m.ToPrev[c] >= 0:
		case x.c.Class(c) == 'p' || x.c.IsLetter(c):
			// A number that is reserved, or a letter above chapters in the order of the
			// alphabet, tells nothing to anyone.
		default:
			for _, b := range split[c] {
				x.split(b)
			}
			if len(split[c]) == 0 {
				x.cameNew(c)
			}
		}
	}
	absorbed := map[int][]lineage.Branch{}
	for _, b := range x.m.Merges {
		absorbed[b.From] = append(absorbed[b.From], b)
	}
	for _, p := range x.p.Units {
		if x.m.ToCur[p] >= 0 || x.p.Class(p) == 'p' || x.p.IsLetter(p) {
			continue
		}
		for _, b := range absorbed[p] {
			x.merged(b)
		}
		if len(absorbed[p]) == 0 {
			x.gone(p)
		}
	}
}

func (x *comparison) cameNew(c int) {
	if up := x.c.Up[c]; x.c.Bare(c) && x.withAbove(diff.Added, up, x.m.ToPrev, x.c, c) {
		return
	}
	if x.listedToo(c) {
		return
	}
	sig, reason := diff.NewText, "new "+kindWord(x.c.Sec(c).Kind)
	if x.c.Class(c) == 's' {
		sig = diff.Links
	}
	ch := x.add(diff.Added, sig, -1, c, subStructure, "", reason)
	ch.WordsAdded, ch.Similarity = x.c.Docs[c].Words, 0
	if why := x.c.Sec(c).Illegible; why != "" {
		ch.Reasons = append(ch.Reasons, diff.UnreadReason+why)
	}
}

func (x *comparison) gone(p int) {
	if up := x.p.Up[p]; x.p.Bare(p) && x.withAbove(diff.Removed, up, x.m.ToCur, x.p, p) {
		return
	}
	if x.unlisted(p) {
		return
	}
	sig := diff.Practice
	if x.p.Class(p) == 's' {
		sig = diff.Links
	}
	stands := x.copyOf(p)
	if stands >= 0 || x.p.Bare(p) { // the name of a part is no practice, its chapters are
		sig = diff.Minor
	}
	ch := x.add(diff.Removed, sig, p, -1, subStructure, "", kindWord(x.p.Sec(p).Kind)+" is no longer in the manual")
	ch.WordsRemoved, ch.Similarity = x.p.Docs[p].Words, 0
	if stands >= 0 {
		c := x.c.Sec(stands)
		ch.Detail = "the same text stands on as " + Quoted(strings.TrimSpace(c.Number+" "+c.Title))
	} else if to := x.pointsNow(p); to >= 0 {
		ch.Detail = "the contents point to " + Quoted(x.c.Sec(to).Title) + " now"
	}
}

// copyOf is the newer unit of a chapter that had the title and the text of an older one that is
// gone, -1 for none: one of two copies was taken out, and nothing was withdrawn.
func (x *comparison) copyOf(p int) int {
	if x.p.Class(p) != 'c' || x.p.Docs[p].Words < lineage.TellingWords {
		return -1
	}
	for _, q := range x.p.Units {
		if c := x.m.ToCur[q]; c >= 0 && x.p.Class(q) == 'c' && x.c.Class(c) == 'c' && x.p.Title[q] == x.p.Title[p] && x.p.Docs[q].Sum == x.p.Docs[p].Sum {
			return c
		}
	}
	return -1
}

// pointsNow is the new row of the contents that points to what stands elsewhere under the title of
// an older chapter that is gone, in its part, -1 for none.
func (x *comparison) pointsNow(p int) int {
	if x.p.Class(p) != 'c' || x.p.Title[p] == "" {
		return -1
	}
	at := slices.IndexFunc(x.c.Units, func(c int) bool {
		rest, ok := strings.CutPrefix(x.c.Title[c], x.p.Title[p])
		return ok && (rest == "" || !unicode.IsLetter(rune(rest[0]))) && x.c.Class(c) == 's' && x.m.ToPrev[c] < 0 && x.m.SameParent(p, c)
	})
	if at < 0 {
		return -1
	}
	return x.c.Units[at]
}

// withAbove tells that a part of the manual that came or went did so with the one that it
// stands in, where that came or went the same night: its name is a step of the way to its
// chapters and no news of its own.
func (x *comparison) withAbove(k diff.Kind, up int, other []int, s *lineage.Side, i int) bool {
	if up < 0 || other[up] >= 0 || s.Class(up) != 'g' {
		return false
	}
	at := slices.IndexFunc(x.out, func(p placed) bool {
		return p.Kind == k && (p.SectionID == s.Sec(up).ID || slices.Contains(p.OtherIDs, s.Sec(up).ID))
	})
	if at < 0 {
		return false
	}
	ch := &x.out[at].Change
	ch.OtherIDs = append(ch.OtherIDs, s.Sec(i).ID)
	if ch.Detail == "" {
		ch.Detail = "with " + Quoted(s.Sec(i).Title)
	} else {
		ch.Detail += ", " + Quoted(s.Sec(i).Title)
	}
	return true
}

func kindWord(k normalise.Kind) string {
	return strings.ReplaceAll(string(k), "_", " ")
}

// split tells that part of an older unit is a unit of its own now, or part of one.
func (x *comparison) split(b lineage.Branch) {
	ch := x.add(diff.Split, diff.Practice, b.From, b.Into, subStructure, x.c.Sec(b.Into).ID+x.branchKey(b), "one chapter became two")
	ch.SectionID = x.p.Sec(b.From).ID
	ch.OtherIDs = []string{x.c.Sec(b.Into).ID}
	if part := x.formerPart(b.From, b.Into); part >= 0 {
		ch.OtherIDs = append(ch.OtherIDs, x.p.Sec(part).ID)
	}
	ch.Detail = "part of " + Quoted(ch.OldTitle) + " is now " + Quoted(ch.NewTitle)
	ch.WordsAdded = x.c.Docs[b.Into].Words
	if x.m.Gathered(b.Into) {
		ch.Reasons = []string{diff.GatheredReason}
		ch.Detail = "part of " + Quoted(ch.OldTitle) + " is now part of " + Quoted(ch.NewTitle)
		ch.WordsAdded = wordsOf(x.m.SplitOff(b))
	}
}

// branchKey tells the changes of a chapter apart that was made of parts of several.
func (x *comparison) branchKey(b lineage.Branch) string {
	if !x.m.Gathered(b.Into) {
		return ""
	}
	return "\x00" + x.p.Sec(b.From).ID
}

func wordsOf(lines []textdiff.Line) int {
	n := 0
	for _, l := range lines {
		n += l.Words
	}
	return n
}

// merged tells that an older unit was absorbed by another, or part of it.
func (x *comparison) merged(b lineage.Branch) {
	gone := x.p.Sec(b.From).ID
	ch := x.add(diff.Merged, diff.Practice, b.From, b.Into, subStructure, gone, "two chapters became one")
	ch.SectionID = x.c.Sec(b.Into).ID
	ch.OtherIDs = []string{gone}
	ch.Detail = Quoted(ch.OldTitle) + " is now part of " + Quoted(ch.NewTitle)
	ch.WordsRemoved = x.p.Docs[b.From].Words
	if x.m.Divided(b.From) {
		ch.Reasons = []string{diff.DividedReason}
		ch.Detail = "part of " + ch.Detail
		ch.WordsRemoved = wordsOf(x.m.TakenIn(b))
	}
}

// Quoted is a text in the quotation marks of the reports.
func Quoted(s string) string { return "“" + s + "”" }

// lived tells what became of the outside of a unit that is in both editions.
func (x *comparison) lived(p, c int) {
	a, b := x.p.Sec(p), x.c.Sec(c)
	switch wasFree, isFree := x.p.Class(p) == 'p', x.c.Class(c) == 'p'; {
	case wasFree && !isFree:
		ch := x.add(diff.Activated, diff.NewText, p, c, subStructure, "", "a number that was not in use became a chapter")
		ch.WordsAdded, ch.Similarity = x.c.Docs[c].Words, 0
		return
	case !wasFree && isFree:
		ch := x.add(diff.Retired, diff.Practice, p, c, subStructure, "", "the chapter was withdrawn, its number is not in use")
		ch.WordsRemoved, ch.Similarity = x.p.Docs[p].Words, 0
		return
	case wasFree:
		return
	}
	was, wasDraft := textdiff.CutDraft(x.p.Title[p])
	is, isDraft := textdiff.CutDraft(x.c.Title[c])
	renamed := !sameTitle(was, is)
	if renamed && !(x.p.IsLetter(p) && x.c.IsLetter(c)) {
		x.add(diff.Renamed, diff.Minor, p, c, subStructure, "", "the title changed")
	}
	if x.moved[c] && !(renamed && x.p.IsLetter(x.p.Up[p]) && x.c.IsLetter(x.c.Up[c])) {
		ch := x.add(diff.Moved, diff.Minor, p, c, subStructure, "", x.moveReason(p, c))
		ch.Detail = x.moveDetail(p, c)
	}
	if old, now := flagsOf(a, wasDraft), flagsOf(b, isDraft); old != now {
		sig, reason := diff.Editorial, "a flag in the contents list changed"
		switch {
		case isDraft && !wasDraft:
			sig, reason = diff.Minor, "the title was marked as that of a draft"
		case wasDraft && !isDraft:
			sig, reason = diff.Minor, "the title is no longer marked as that of a draft"
		}
		ch := x.add(diff.Flagged, sig, p, c, subFlags, "", reason)
		ch.Detail = orNone(old) + " became " + orNone(now)
	}
}

func sameTitle(a, b string) bool {
	return strings.TrimRight(a, " .:;") == strings.TrimRight(b, " .:;")
}

// flagsOf are the flags of a section, among them that its title is marked as that of a draft.
func flagsOf(s *normalise.Section, draft bool) string {
	f := slices.Clone(s.Flags)
	if draft {
		f = append(f, "draft")
	}
	slices.Sort(f)
	return strings.Join(slices.Compact(f), ", ")
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return strings.ReplaceAll(s, "_", " ")
}

// texts turns the scripts into changes: a sweep of terms once, one of contacts once, and each chapter where
// anything else changed once.
func (x *comparison) texts() {
	chapters := 0
	for _, c := range x.c.Units {
		chapters += wording.BoolInt(x.c.Docs[c].Words > 0)
	}
	for _, sw := range x.findSweeps(chapters) {
		x.swept(sw)
	}
	for _, t := range findThroughout(x.scripts, x.c.Units, chapters) {
		x.throughout(t)
	}
	x.moveAcross()
	refs := x.crossRefs()
	defined := definedWords(x.c)
	x.branchTexts(refs, defined)
	for _, c := range x.c.Units {
		if s := x.scripts[c]; s != nil {
			x.edited(s, x.m.ToPrev[c], c, "", refs, defined)
		}
	}
}

func (x *comparison) swept(sw *sweep) {
	ch := x.add(diff.TermsSwept, diff.Minor, -1, -1, subText, sw.detail(), TermReason)
	ch.Similarity = 0
	ch.Detail = sw.detail()
	for _, u := range sw.units {
		ch.OtherIDs = append(ch.OtherIDs, x.c.Sec(u).ID)
	}
	for i, t := range sw.terms {
		if i > 0 {
			ch.Edits = append(ch.Edits, diff.Edit{Op: diff.Break, Text: "\n"})
		}
		ch.Edits = append(ch.Edits, diff.Edit{Op: diff.Delete, Text: t.old})
		if t.new != "" {
			ch.Edits = append(ch.Edits, diff.Edit{Op: diff.Insert, Text: t.new})
		}
	}
}

// maxObligations bounds the sentences listed for one chapter.
const maxObligations = 200

// edited tells what became of the words of an older unit in a newer one; nil if that is nothing.
// extra is as in add.
func (x *comparison) edited(s *textdiff.Script, p, c int, extra string, refs map[string]string, defined map[string]bool) *diff.Change {
	if p >= 0 && x.lostPage(p, c) {
		return x.lostWhole(p, c)
	}
	v := textdiff.Verdict{Defined: defined, Then: x.p, Now: x.c}
	s.Judge(&v, refs)
	if v.Sig == "" {
		return nil
	}
	reasons := v.All()
	if p >= 0 && x.p.Sec(p).Illegible != "" && x.c.Sec(c).Illegible == "" {
		v.Sig, v.Obligations, reasons = diff.NewText, nil, []string{diff.ReadNowReason}
	}
	ch := x.add(diff.Edited, v.Sig, p, c, subText, extra, reasons...)
	t := s.Tally()
	ch.WordsAdded, ch.WordsRemoved, ch.Similarity = t.Added, t.Removed, t.Similarity()
	ch.Edits = s.Excerpt()
	ch.Obligations = v.Obligations[:min(len(v.Obligations), maxObligations)]
	return ch
}

// lostPage reports a chapter that had words from a page or document and has neither any more.
func (x *comparison) lostPage(p, c int) bool {
	return x.p.Class(p) == 'c' && x.c.Class(c) == 'c' && x.p.Sec(p).FileSHA != "" && x.c.Sec(c).FileSHA == "" && x.p.Docs[p].Words > 0 && x.c.Docs[c].Words == 0
}

// lostWhole tells of such a chapter that it is withdrawn, whatever its row says.
func (x *comparison) lostWhole(p, c int) *diff.Change {
	ch := x.add(diff.Retired, diff.Practice, p, c, subText, "", diff.PageGoneReason)
	ch.WordsRemoved, ch.Similarity = x.p.Docs[p].Words, 0
	return ch
}

// crossRefs maps the old number of every renumbered unit to its new one.
func (x *comparison) crossRefs() map[string]string {
	out := map[string]string{}
	for _, c := range x.c.Units {
		if p := x.m.ToPrev[c]; p >= 0 {
			a, b := textdiff.FoldNumber(x.p.Sec(p).Number), textdiff.FoldNumber(x.c.Sec(c).Number)
			if a != b && a != "" && b != "" {
				out[a] = b
			}
		}
	}
	return out
}

// amendments compares the board's own table as a multiset of rows. One that prints its date more
// or less exactly than before is the same row, and so is one whose date was corrected.
func (x *comparison) amendments() {
	come, gone := lineage.NewRows(x.p.Ed.Amendments, x.c.Ed.Amendments), lineage.NewRows(x.c.Ed.Amendments, x.p.Ed.Amendments)
	come, gone = lineage.WithoutRedated(come, gone)
	redated, come, gone := lineage.Corrected(come, gone)
	for i, r := range redated {
		was := &r[0]
		ch := x.row(diff.AmendmentAdded, r[1], i, diff.RedatedReason)
		ch.OldTitle, ch.OldURL = was.Chapter, was.URL
		ch.Detail = rowDetail(&r[1], was.Date.Printed()+" became "+r[1].Date.Printed())
	}
	for i, a := range come {
		x.row(diff.AmendmentAdded, a, i, "the board declared an amendment")
	}
	for i, a := range gone {
		x.row(diff.AmendmentRemoved, a, i, "a row left the board's amendments table")
	}
}

func (x *comparison) row(k diff.Kind, a normalise.Amendment, n int, reason string) *diff.Change {
	ch := x.add(k, diff.Editorial, -1, -1, subAmendments, lineage.RowKey(&a)+"\x00"+strconv.Itoa(n), reason)
	ch.SectionID = a.SectionID
	ch.Similarity = 0
	ch.Detail = rowDetail(&a, a.Date.String())
	if k == diff.AmendmentAdded {
		ch.NewTitle, ch.NewURL = a.Chapter, a.URL
		ch.AmendmentOrdinal = a.Ordinal
	} else {
		ch.OldTitle, ch.OldURL = a.Chapter, a.URL
	}
	x.out[len(x.out)-1].at = 2*len(x.c.Ed.Sections) + 2
	return ch
}

// rowDetail is a row of amendments in one line, with its date as given.
func rowDetail(a *normalise.Amendment, date string) string {
	return strings.Join(slices.DeleteFunc([]string{a.Chapter, a.Details, date}, func(s string) bool { return s == "" }), " | ")
}
