package compare

import (
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise/wording"
)

// compareTexts compares the words of every unit that is in both editions. What a
// split moved out, or a merge moved in, is read as part of the chapter, so that
// only the rest counts as edited.
func (x *comparison) compareTexts() {
	extraNew, extraOld := map[int][]textdiff.Line{}, map[int][]textdiff.Line{}
	for _, b := range x.m.Splits {
		if c := x.m.ToCur[b.From]; c >= 0 {
			extraNew[c] = appendBranch(extraNew[c], x.withFormer(b), b.Into)
		}
	}
	for _, b := range x.m.Merges {
		extraOld[b.Into] = appendBranch(extraOld[b.Into], x.m.TakenIn(b), b.From)
	}
	for _, c := range x.c.Units {
		p := x.m.ToPrev[c]
		if p < 0 || x.unseen(p, c) || (x.p.Class(p) == 'p') != (x.c.Class(c) == 'p') {
			continue
		}
		old, now := x.p.Docs[p], x.c.Docs[c]
		if old.Sum == now.Sum && len(extraNew[c])+len(extraOld[c])+x.pictures.words(c) == 0 {
			continue
		}
		a, b := old.Lines, now.Lines
		b, a = Settle(b, extraNew[c], a)
		a, b = Settle(a, extraOld[c], b)
		if e := x.pictures[c]; e != nil {
			a, b = withPictures(a, e.gone), withPictures(b, e.come)
		}
		if s := textdiff.CompareLines(a, b); s.Changed {
			x.scripts[c] = s
		}
	}
}

// formerPart is the section inside an older chapter that became the chapter which was split off
// it: it had its title, alone or behind the name of an appendix ("Appendix 1: Levels of Need").
// It is -1 where there is none.
func (x *comparison) formerPart(from, into int) int {
	for i, h := range x.p.Home {
		if i == from || h != from {
			continue
		}
		title := x.p.Sec(i).Title
		bare := textdiff.FoldText(title[len(wording.AppendixStart.FindString(title)):])
		if (x.p.Title[i] == x.c.Title[into] || bare == x.c.Title[into]) && !x.stays(x.p.Sec(i).ID) {
			return i
		}
	}
	return -1
}

// stays tells whether a section is in the newer edition.
func (x *comparison) stays(id string) bool {
	return lineage.HasSection(x.c.Ed, id)
}

// withFormer are the lines of a chapter that was split off, behind the heading that they stood
// under in the older chapter: it is their title now, and did not go.
func (x *comparison) withFormer(b lineage.Branch) []textdiff.Line {
	lines := x.m.SplitOff(b)
	part := x.formerPart(b.From, b.Into)
	if part < 0 {
		return lines
	}
	at := slices.IndexFunc(x.p.Docs[b.From].Lines, func(l textdiff.Line) bool { return l.Heading && textdiff.FoldText(l.Text) == x.p.Title[part] })
	if at < 0 {
		return lines
	}
	heading := x.p.Docs[b.From].Lines[at]
	heading.Under = -1
	return appendBranch([]textdiff.Line{heading}, lines, b.Into)
}

// unseen tells that a unit could not be seen on the night of the newer edition and stands there
// in the bytes of the older one: what differs is how they were read. Where the two editions are
// nights apart, the bytes may be those of a night between them, and say what was new then.
func (x *comparison) unseen(p, c int) bool {
	return x.c.Sec(c).Stale && x.c.Sec(c).FileSHA == x.p.Sec(p).FileSHA
}

// appendBranch appends the lines of a section that was split off or absorbed, each below its
// heading.
func appendBranch(to, lines []textdiff.Line, section int) []textdiff.Line {
	n := len(to)
	for _, l := range lines {
		if l.Branch = textdiff.BranchOf(section); l.Under >= 0 {
			l.Under += n
		}
		to = append(to, l)
	}
	return to
}

// Settle adds the lines of another chapter to those of a chapter's own side. A line
// that the chapter's other side has beyond its own was carried over as it stands and
// is left out of both; so is one that the chapter has itself.
func Settle(own, extra, other []textdiff.Line) (mine, theirs []textdiff.Line) {
	if len(extra) == 0 {
		return own, other
	}
	spare, has, gone := map[textdiff.Sum]int{}, map[textdiff.Sum]bool{}, map[textdiff.Sum]int{}
	for i := range other {
		spare[other[i].Sum]++
	}
	for i := range own {
		spare[own[i].Sum]--
		has[own[i].Sum] = true
	}
	seat := seatOf(own, extra, other)
	mine = slices.Clone(own[:seat])
	at := make([]int, len(extra)) // new index of each line
	for i, l := range extra {
		switch at[i] = -1; {
		case spare[l.Sum] > 0:
			spare[l.Sum]--
			gone[l.Sum]++
		case !has[l.Sum]:
			if at[i] = len(mine); l.Under >= 0 {
				l.Under = at[l.Under] // a heading stands before what is below it
			}
			mine = append(mine, l)
		}
	}
	added := len(mine) - seat
	for _, l := range own[seat:] {
		if l.Under >= seat {
			l.Under += added
		}
		mine = append(mine, l)
	}
	return mine, without(other, gone)
}

// seatOf is where the lines of another chapter stand among a chapter's own: behind the line that
// the first of them is behind on the chapter's other side, so that what was changed on the way is
// found where it was. They come last where nothing tells it.
func seatOf(own, extra, other []textdiff.Line) int {
	mine, theirs := map[textdiff.Sum]int{}, map[textdiff.Sum]bool{}
	for i := range own {
		mine[own[i].Sum] = i + 1
	}
	for i := range extra {
		theirs[extra[i].Sum] = true
	}
	seat := 0
	for i := range other {
		if at := mine[other[i].Sum]; at > 0 {
			seat = at
		} else if theirs[other[i].Sum] {
			return seat
		}
	}
	return len(own)
}

// without takes lines away, the last of each sort, and keeps the others below
// their headings.
func without(lines []textdiff.Line, gone map[textdiff.Sum]int) []textdiff.Line {
	drop := make([]bool, len(lines))
	for i := len(lines) - 1; i >= 0; i-- {
		if gone[lines[i].Sum] > 0 {
			gone[lines[i].Sum]--
			drop[i] = true
		}
	}
	at := make([]int, len(lines)) // new index of each line
	var kept []textdiff.Line
	for i, l := range lines {
		if at[i] = -1; drop[i] {
			continue
		}
		at[i] = len(kept)
		if l.Under >= 0 {
			l.Under = at[l.Under] // a heading stands before what is below it
		}
		kept = append(kept, l)
	}
	return kept
}

// branchTexts tells with each merger what the chapter that took another in did not take over,
// and with each split what the new chapter says beyond the old one: of the chapter that goes on
// neither would be true.
func (x *comparison) branchTexts(refs map[string]string, defined map[string]bool) {
	tell := func(kind diff.Kind, host, section int, goesOn, id string) {
		s := x.scripts[host]
		if s == nil {
			return
		}
		if part := s.TakeBranch(section); part != nil {
			x.branchText(part, kind, goesOn, id, refs, defined)
		}
	}
	for _, b := range x.m.Merges {
		tell(diff.Merged, b.Into, b.From, x.c.Sec(b.Into).ID, x.p.Sec(b.From).ID)
	}
	for _, b := range x.m.Splits {
		if c := x.m.ToCur[b.From]; c >= 0 {
			tell(diff.Split, c, b.Into, x.p.Sec(b.From).ID, x.c.Sec(b.Into).ID)
			x.carriedOver(b, x.scripts[c], refs, defined)
		}
	}
}

// carriedOver tells what was changed of the passages that a split moved out: they are words of
// the new chapter now.
func (x *comparison) carriedOver(b lineage.Branch, s *textdiff.Script, refs map[string]string, defined map[string]bool) {
	if s == nil {
		return
	}
	if part := s.TakeCarried(b.Into); part != nil {
		if ch := x.edited(part, b.From, b.Into, x.branchKey(b), refs, defined); ch != nil {
			ch.Detail = "since it was part of " + Quoted(ch.OldTitle)
		}
	}
}

// branchText gives a merger or split, by the chapter that goes on and the other one, the words of
// one of its chapters, with what in them matters to practice.
func (x *comparison) branchText(part *textdiff.Script, kind diff.Kind, goesOn, id string, refs map[string]string, defined map[string]bool) {
	at := slices.IndexFunc(x.out, func(ch placed) bool {
		return ch.Kind == kind && slices.Contains(ch.OtherIDs, id) && ch.SectionID == goesOn
	})
	if at < 0 {
		return
	}
	v := textdiff.Verdict{Defined: defined, Then: x.p, Now: x.c}
	part.Judge(&v, refs)
	ch := &x.out[at].Change
	ch.Edits = part.Excerpt()
	ch.Obligations = v.Obligations[:min(len(v.Obligations), maxObligations)]
	ch.Reasons = append(ch.Reasons, v.Weighty()...)
}
