// Package history judges a night by the nights before it: manuals that shrank, changes that
// came and went, the life of a chapter, what waits for pages that could not be seen.
package history

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// Bounds of the shrink guard.
const (
	shrinkShare  = .3 // loss beyond which nobody believes a manual
	shrinkMost   = .6 // ... whatever the board's past
	shrinkLeast  = 5  // chapters that a manual must have had
	sameTextMost = .3 // share of chapters that may show one text
)

// Shrunk tells whether cur lost so much against prev that the board must be
// looked at before anyone is told of mass deletions: chapters, words, or most
// chapters showing one and the same text (an error page); words that one page alone lost are not
// missed where it has again what it had before. memory holds the
// editions before prev, oldest first, and teaches what is normal for the board;
// it may be nil. cause is in words, "" where shrunk is false.
func Shrunk(prev, cur *normalise.Edition, memory []*normalise.Edition) (cause string, shrunk bool) {
	if prev == nil {
		return "", false
	}
	before, now := sizeOf(prev), sizeOf(cur)
	if before.chapters < shrinkLeast {
		return "", false
	}
	allowed := allowedLoss(append(slices.Clone(memory), prev))
	switch {
	case lostShare(before.chapters, now.chapters) > allowed:
		return fmt.Sprintf("chapters fell from %d to %d", before.chapters, now.chapters), true
	case lostShare(before.words, now.words) > allowed && !takesBackARise(prev, cur, memory, allowed):
		return fmt.Sprintf("words fell from %d to %d", before.words, now.words), true
	case lostShare(before.texts, now.texts) > allowed:
		return fmt.Sprintf("chapters with a text fell from %d to %d", before.texts, now.texts), true
	case SameTextTooOften(now.same, now.chapters) && now.same > 2*before.same:
		return fmt.Sprintf("%d of %d chapters show one and the same text", now.same, now.chapters), true
	}
	return "", false
}

// takesBackARise tells whether the words were lost on one page, which has about as many again as
// it had in an edition before: what was put there by mistake, say, was taken out again.
func takesBackARise(prev, cur *normalise.Edition, memory []*normalise.Edition, allowed float64) bool {
	before, now := wordsByPage(prev), wordsByPage(cur)
	page := ""
	for _, p := range slices.Sorted(maps.Keys(before)) {
		if before[p]-now[p] > before[page]-now[page] {
			page = p
		}
	}
	is := now[page]
	delete(before, page)
	delete(now, page)
	return is > 0 && lostShare(total(before), total(now)) <= allowed && slices.ContainsFunc(memory, func(e *normalise.Edition) bool {
		was := wordsByPage(e)[page]
		return was > 0 && lostShare(was, is) <= allowed
	})
}

// wordsByPage counts the words of an edition on each page, by its address.
func wordsByPage(ed *normalise.Edition) map[string]int {
	words := map[string]int{}
	for i := range ed.Sections {
		s := &ed.Sections[i]
		words[textdiff.FoldAddress(pageOf(s))] += s.Words
	}
	return words
}

func total(words map[string]int) int {
	n := 0
	for _, w := range words {
		n += w
	}
	return n
}

// SameTextTooOften tells whether so many of a manual's chapters show one text that nobody
// believes the manual, see [Shrunk].
func SameTextTooOften(same, chapters int) bool {
	return float64(same) > sameTextMost*float64(chapters) && same >= shrinkLeast
}

// MostLost tells whether so many of a manual's chapters lost all their text that [Shrunk] stops
// it, whatever the board's past.
func MostLost(lost, chapters int) bool {
	return chapters >= shrinkLeast && float64(lost) > shrinkMost*float64(chapters)
}

type size struct{ chapters, texts, words, same int }

func sizeOf(ed *normalise.Edition) size {
	var z size
	s := lineage.NewSide(ed)
	seen := map[textdiff.Sum]int{}
	for _, u := range s.Units {
		if s.Class(u) != 'c' {
			continue
		}
		z.chapters++
		d := s.Docs[u]
		z.words += d.Words
		if d.Words > 0 {
			z.texts++
			seen[d.Sum]++
			z.same = max(z.same, seen[d.Sum])
		}
	}
	return z
}

// lostShare is the share lost from one count to the next.
func lostShare(from, to int) float64 {
	if from <= 0 {
		return 0
	}
	return float64(from-to) / float64(from)
}

// allowedLoss is half as much again as the board ever lost from one edition to the
// next, within bounds.
func allowedLoss(past []*normalise.Edition) float64 {
	worst := 0.
	for i := 1; i < len(past); i++ {
		a, b := sizeOf(past[i-1]), sizeOf(past[i])
		worst = max(worst, lostShare(a.chapters, b.chapters), lostShare(a.words, b.words))
	}
	return min(shrinkMost, max(shrinkShare, 1.5*worst))
}

// A Flip is a change that took back another within days.
type Flip struct {
	There diff.Change // A -> B
	Back  diff.Change // B -> A
	// Seen are the nights on which they were found.
	Seen [2]time.Time
	// Part tells that only some words of the chapter came back: those in the edits of There.
	Part bool
	// Changed tells that the same words were changed again since, and do not stand as they
	// stood before: what became of them is among the changes of the period.
	Changed bool
	// Otherwise tells that a chapter which was away came back with other words: nothing was
	// taken back but that it was withdrawn.
	Otherwise bool
	// First is the oldest change that There took back: what Back does was told then. It
	// is nil where There took back nothing.
	First *diff.Change
}

// FlipFlop finds changes of tonight that take back a change of an earlier night
// not older than within. nights are oldest first; now is the time of tonight's
// observation. A page that flips every night gives a Flip every night.
func FlipFlop(nights []declaration.Night, tonight []diff.Change, now time.Time, within time.Duration) []Flip {
	var out []Flip
	for i := range tonight {
		for n := len(nights) - 1; n >= 0; n-- {
			if now.Sub(nights[n].ObservedAt) > within {
				break
			}
			if k := slices.IndexFunc(nights[n].Changes, func(c diff.Change) bool { return takesBack(&c, &tonight[i]) }); k >= 0 {
				f := Flip{There: nights[n].Changes[k], Back: tonight[i], Seen: [2]time.Time{nights[n].ObservedAt, now}, Otherwise: otherwise(&tonight[i], tonight)}
				f.First = firstTaken(nights[:n], &f.There)
				out = append(out, f)
				break
			}
		}
	}
	return out
}

// firstTaken returns the oldest change of the nights that back undoes, nil if none.
func firstTaken(nights []declaration.Night, back *diff.Change) *diff.Change {
	for n := range nights {
		if k := slices.IndexFunc(nights[n].Changes, func(c diff.Change) bool { return takesBack(&c, back) }); k >= 0 {
			return &nights[n].Changes[k]
		}
	}
	return nil
}

// takesBack tells whether back undoes there.
func takesBack(there, back *diff.Change) bool {
	if there.SectionID != back.SectionID {
		return there.Kind == diff.Removed && back.Kind == diff.Added && textdiff.FoldText(there.OldTitle) == textdiff.FoldText(back.NewTitle) && there.OldSHA256 == back.NewSHA256
	}
	if back.SectionID == "" {
		return false
	}
	opposite := map[diff.Kind]diff.Kind{diff.Added: diff.Removed, diff.Removed: diff.Added, diff.Retired: diff.Activated, diff.Activated: diff.Retired, diff.Split: diff.Merged, diff.Merged: diff.Split}
	if k, ok := opposite[there.Kind]; ok {
		return back.Kind == k || there.Kind == diff.Retired && back.Kind == diff.Added // it was listed all the time
	}
	if there.Kind != back.Kind {
		return false
	}
	switch there.Kind {
	case diff.Edited:
		return there.OldSHA256 == back.NewSHA256 && there.NewSHA256 == back.OldSHA256 && there.OldSHA256 != ""
	case diff.Renamed:
		return textdiff.FoldText(there.OldTitle) == textdiff.FoldText(back.NewTitle)
	case diff.Moved:
		stood, stands := diff.Seats(there.Detail)
		left, is := diff.Seats(back.Detail)
		return there.OldPath == back.NewPath && there.NewPath == back.OldPath && stood == is && stands == left
	case diff.Renumbered:
		return there.OldNumber == back.NewNumber && there.NewNumber == back.OldNumber && there.OldNumber != there.NewNumber
	case diff.LinkChanged, diff.FileReplaced:
		return there.OldURL == back.NewURL && there.NewURL == back.OldURL && there.OldURL != ""
	case diff.ReviewChanged:
		return there.Detail == wayBack(back.Detail)
	case diff.Flagged:
		a, b, _ := strings.Cut(there.Detail, " became ")
		c, d, _ := strings.Cut(back.Detail, " became ")
		return a == d && b == c
	}
	return false
}

// wayBack tells of other dates of review what would take them back.
func wayBack(detail string) string {
	parts := strings.Split(detail, diff.ReviewJoin)
	for i, p := range parts {
		what, dates, _ := strings.Cut(p, ": ")
		old, now, _ := strings.Cut(dates, " became ")
		parts[i] = what + ": " + now + " became " + old
	}
	return strings.Join(parts, diff.ReviewJoin)
}

// Net is the change between the first and the last edition of chain as one
// comparison, never the sum of nights; what was changed and taken back in between
// is listed in flips, also where other words of the chapter stay changed. A chapter that was
// away is told against the last edition that had it, in earlier where need be. The editions
// carry lineage IDs already and stay as they are. The error is one of reading an earlier edition.
func Net(earlier Earlier, chain []*normalise.Edition, o compare.Options) (changes []diff.Change, flips []Flip, err error) {
	if len(chain) < 2 {
		return nil, nil, nil
	}
	between := func(a, b int, o compare.Options) ([]diff.Change, error) {
		changes := compare.Editions(matchByID(chain[a], chain[b]), o)
		return ComeBack(earlier.then(chain[:a+1]), chain[a+1:b+1], changes, o)
	}
	first, end := chain[0], len(chain)-1
	if changes, err = between(0, end, o); err != nil {
		return nil, nil, err
	}
	var nights []declaration.Night
	for i := 1; i < len(chain) && len(chain) > 2; i++ {
		n := declaration.Night{RunID: chain[i].RunID, ObservedAt: chain[i].ObservedAt}
		if n.Changes, err = between(i-1, i, compare.Options{RunID: n.RunID, Former: o.Former}); err != nil {
			return nil, nil, err
		}
		nights = append(nights, n)
	}
	flips = flipsOf(nights, first.ObservedAt)
	for i := range flips {
		flips[i].Changed = slices.ContainsFunc(changes, func(c diff.Change) bool { return shareWords(&c, &flips[i].There) })
	}
	return changes, flips, nil
}

// matchByID pairs the sections that bear one ID, then what is left over as Carry
// would: a chapter that went and came back under a new ID is still itself.
func matchByID(prev, cur *normalise.Edition) lineage.Match {
	var m lineage.Match
	m.Prev, m.Cur, m.Restless = lineage.Sides(prev, cur)
	m.ToPrev, m.ToCur = lineage.None(len(cur.Sections)), lineage.None(len(prev.Sections))
	at := map[string]int{}
	for i := range prev.Sections {
		if id := prev.Sections[i].ID; id != "" {
			at[id] = i
		}
	}
	for c := range cur.Sections {
		if p, ok := at[cur.Sections[c].ID]; ok && m.ToCur[p] < 0 && !cameBackBeside(&m, p, c) {
			m.Pair(p, c)
		}
	}
	m.Stages()
	return m
}
