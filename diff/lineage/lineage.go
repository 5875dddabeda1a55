package lineage

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// IdOf makes a short deterministic ID of parts.
func IdOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p))))
		h.Write([]byte{':'})
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// freshIDs gives every section of a first edition its ID.
func freshIDs(ed *normalise.Edition) {
	GiveIDs(ed, make([]string, len(ed.Sections)), map[string]bool{})
}

// carryIDs writes the IDs of the older edition into the newer one. A section
// without an ancestor gets a fresh ID that no section of either edition has.
func carryIDs(m *Match) {
	ids := make([]string, len(m.ToPrev))
	taken := map[string]bool{}
	for i := range m.Prev.Ed.Sections {
		taken[m.Prev.Ed.Sections[i].ID] = true
	}
	used := map[string]bool{}
	for c, p := range m.ToPrev {
		if p >= 0 && !used[m.Prev.Ed.Sections[p].ID] {
			ids[c] = m.Prev.Ed.Sections[p].ID
			used[ids[c]] = true
		}
	}
	GiveIDs(m.Cur.Ed, ids, taken)
	CarryRows(m.Prev.Ed, m.Cur.Ed)
}

// CarryRows lets a row of the amendments table that stood in prev, too, keep the section
// that it was resolved to there, if cur has it: a number or title on it is that of its own
// night, and what cur finds of it, that nothing has its name, is no doubt any more. If cur
// has that section no more, the row names no other that only has the number or is newer.
func CarryRows(prev, cur *normalise.Edition) {
	known := map[string][]string{}
	for i := range prev.Amendments {
		a := &prev.Amendments[i]
		k := RowKey(a)
		known[k] = append(known[k], a.SectionID)
	}
	lives := map[string]*normalise.Section{}
	for i := range cur.Sections {
		lives[cur.Sections[i].ID] = &cur.Sections[i]
	}
	for i := range cur.Amendments {
		a := &cur.Amendments[i]
		ids := known[RowKey(a)]
		if len(ids) == 0 {
			continue
		}
		known[RowKey(a)] = ids[1:]
		switch now := lives[a.SectionID]; {
		case lives[ids[0]] != nil:
			SettleDoubt(cur, a)
			a.SectionID, a.Reason = ids[0], ""
		case now != nil && (onlyNumber(a, now) || neverNamed(ids[0], now.ID, prev, cur)):
			a.SectionID, a.Reason = "", ChapterGone
		}
	}
}

// neverNamed tells whether a row of prev, which named the section old or none, did not name one
// that it is found to name now: that is newer, or the same rules read that it did not.
func neverNamed(old, now string, prev, cur *normalise.Edition) bool {
	if old == "" {
		return prev.ParserVersion == cur.ParserVersion && prev.RulesVersion == cur.RulesVersion && HasSection(prev, now)
	}
	return !HasSection(prev, now)
}

// ChapterGone is why a row names no section whose chapter is no longer in the manual.
const ChapterGone = "the chapter that it named is gone"

// HasSection reports whether an edition has a section of an ID.
func HasSection(ed *normalise.Edition, id string) bool {
	return slices.ContainsFunc(ed.Sections, func(s normalise.Section) bool { return s.ID == id })
}

// onlyNumber tells whether a row has the number of a section and not its title.
func onlyNumber(a *normalise.Amendment, s *normalise.Section) bool {
	name, number := textdiff.FoldText(a.Chapter), textdiff.FoldNumber(s.Number)
	return number != "" && strings.HasPrefix(name, number) && !strings.Contains(name, textdiff.FoldText(s.Title))
}

// SettleDoubt takes back the finding that a row names no section.
func SettleDoubt(ed *normalise.Edition, a *normalise.Amendment) {
	if a.SectionID != "" {
		return
	}
	f := normalise.Unresolved(a)
	if i := slices.Index(ed.Findings, f); i >= 0 {
		ed.Findings = slices.Delete(ed.Findings, i, i+1)
	}
}

// GiveIDs sets the section IDs of ed (ids[i], or a fresh one where that is "") and
// follows with the rows that name a section by its provisional ID.
func GiveIDs(ed *normalise.Edition, ids []string, taken map[string]bool) {
	became := map[string]string{}
	for i := range ed.Sections {
		s := &ed.Sections[i]
		if ids[i] == "" {
			ids[i] = freshID(ed, i, taken)
		}
		if _, twice := became[s.ID]; !twice && s.ID != "" {
			became[s.ID] = ids[i]
		}
	}
	for i := range ed.Sections {
		ed.Sections[i].ID = ids[i]
	}
	follow := func(id *string) {
		if now, ok := became[*id]; ok {
			*id = now
		}
	}
	for i := range ed.Amendments {
		follow(&ed.Amendments[i].SectionID)
	}
	for i := range ed.References {
		follow(&ed.References[i].SectionID)
	}
	for i := range ed.Findings {
		follow(&ed.Findings[i].SectionID)
	}
}

// freshID hashes board, run and place. The place alone would name two sections of
// one night alike only if it occurred twice; the ordinal prevents it.
func freshID(ed *normalise.Edition, i int, taken map[string]bool) string {
	s := &ed.Sections[i]
	for n := 0; ; n++ {
		id := IdOf(ed.BoardID, ed.RunID, strconv.Itoa(i), s.Number, s.Title, strconv.Itoa(n))
		if !taken[id] {
			taken[id] = true
			return id
		}
	}
}

// RowKey folds a row of an amendments table: rows that read the same have one key.
func RowKey(a *normalise.Amendment) string {
	return textdiff.FoldText(a.Scope) + "\x00" + textdiff.FoldText(a.Chapter) + "\x00" + textdiff.FoldText(a.Details) + "\x00" + a.Date.String()
}

// NewRows are the rows of now that old has not, compared as multisets.
func NewRows(old, now []normalise.Amendment) []normalise.Amendment {
	left := map[string]int{}
	for i := range old {
		left[RowKey(&old[i])]++
	}
	var out []normalise.Amendment
	for i := range now {
		k := RowKey(&now[i])
		if left[k] > 0 {
			left[k]--
			continue
		}
		out = append(out, now[i])
	}
	return out
}

// mostAlike bounds the rows that say the same which are held against each other by their dates.
const mostAlike = 200

// WithoutRedated takes from rows that came, and from those that went, each that is another one
// with its date printed more or less exactly: "September 2026", "2 September 2026".
func WithoutRedated(come, gone []normalise.Amendment) (came, went []normalise.Amendment) {
	_, came, went = paired(come, gone, redated)
	return came, went
}

// Corrected takes from rows that came, and from those that went, each that is another one with its
// date put right, and returns these as they were and are.
func Corrected(come, gone []normalise.Amendment) (pairs [][2]normalise.Amendment, came, went []normalise.Amendment) {
	return paired(come, gone, DayCorrected)
}

// paired pairs rows that went and came and say the same, with dates that may be one.
func paired(come, gone []normalise.Amendment, one func(a, b normalise.Date) bool) (pairs [][2]normalise.Amendment, came, went []normalise.Amendment) {
	left := map[string][]int{} // rows of gone by what they say
	for i := range gone {
		k := saidKey(&gone[i])
		if len(left[k]) < mostAlike {
			left[k] = append(left[k], i)
		}
	}
	same := map[int]bool{}
	for i := range come {
		k := saidKey(&come[i])
		at := slices.IndexFunc(left[k], func(g int) bool { return one(come[i].Date, gone[g].Date) })
		if at < 0 {
			came = append(came, come[i])
			continue
		}
		same[left[k][at]] = true
		pairs = append(pairs, [2]normalise.Amendment{gone[left[k][at]], come[i]})
		left[k] = slices.Delete(left[k], at, at+1)
	}
	for i := range gone {
		if !same[i] {
			went = append(went, gone[i])
		}
	}
	return pairs, came, went
}

// saidKey is the key of a row without its date.
func saidKey(a *normalise.Amendment) string {
	undated := *a
	undated.Date = normalise.Date{}
	return RowKey(&undated)
}

// redated tells whether one of two dates is the other, less exactly.
func redated(a, b normalise.Date) bool {
	if a.IsZero() || b.IsZero() || a.Precision == b.Precision {
		return false
	}
	from, to := a.Span()
	start, end := b.Span()
	return !from.After(start) && !end.After(to) || !start.After(from) && !to.After(end)
}

// nearDays is how many days a day that was mistaken is off at most, if not in its month.
const nearDays = 14

// DayCorrected tells whether one of two days may be the other, put right: of the same month, or a few
// days away. What is printed as a month may be that of another row.
func DayCorrected(a, b normalise.Date) bool {
	if a.Precision != normalise.Day || b.Precision != normalise.Day {
		return false
	}
	apart := a.Time().Sub(b.Time()).Abs()
	return a.Y == b.Y && a.M == b.M || apart <= nearDays*24*time.Hour
}
