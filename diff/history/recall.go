package history

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// Recall gives a section that came back its old ID: one of cur without an ancestor
// in the edition before, or that took a number which was not in use, that an earlier edition
// knew under the same title; where several bore that title, the one that had its text, its
// place or its address. A number "Not in use" that keeps the ID of the chapter that had it gives
// it up to that chapter. earlier is oldest first; its sections may come without texts. It is
// called after Carry and before Compare.
func Recall(cur *normalise.Edition, m lineage.Match, earlier []*normalise.Edition) {
	if m.Prev == nil {
		return
	}
	r := recalling{cur: cur, m: &m, ids: make([]string, len(cur.Sections)), taken: map[string]bool{}, free: map[string]bool{}}
	r.survey()
	known, own := knownUnits(earlier), traitsOf(m.Cur)
	back := map[int]bool{}
	for trait := range traits { // what tells most of all chapters first: none takes the ID of its twin
		for _, c := range m.Cur.Units {
			if back[c] || m.ToPrev[c] >= 0 && !fills(&m, c) || own[c] == nil {
				continue
			}
			if id := known[own[c][trait]]; id != "" && r.give(c, id) {
				back[c] = true
			}
		}
	}
	lineage.GiveIDs(cur, r.ids, r.taken)
}

// A recalling is the work of one Recall.
type recalling struct {
	cur   *normalise.Edition
	m     *lineage.Match
	ids   []string        // of the newer sections, "" for one that gave its own up
	taken map[string]bool // by sections of either edition
	free  map[string]bool // those of them that only numbers "Not in use" have
}

// survey notes which IDs the two editions use.
func (r *recalling) survey() {
	inUse := map[string]bool{}
	for _, s := range []*lineage.Side{r.m.Prev, r.m.Cur} {
		for i := range s.Ed.Sections {
			id := s.Sec(i).ID
			r.taken[id] = true
			inUse[id] = inUse[id] || s.Class(i) != 'p'
		}
	}
	for id := range r.taken {
		r.free[id] = !inUse[id]
	}
	for c := range r.cur.Sections {
		r.ids[c] = r.cur.Sections[c].ID
	}
}

// give gives a section the ID that it had, unless another has it.
func (r *recalling) give(c int, id string) bool {
	if r.ids[c] == id {
		return true
	}
	if r.taken[id] && !r.free[id] {
		return false
	}
	for q := range r.ids {
		if r.ids[q] == id {
			r.ids[q] = ""
		}
	}
	r.ids[c], r.taken[id] = id, true
	delete(r.free, id)
	return true
}

// traits is how many ways there are to know a chapter again.
const traits = 6

// knownUnits are the IDs by the traits of [traitsOf] that one chapter alone had in an earlier
// edition, of which the last counts.
func knownUnits(earlier []*normalise.Edition) map[string]string {
	known := map[string]string{}
	for _, ed := range earlier {
		s := lineage.NewSide(ed)
		own := traitsOf(s)
		for trait := range traits {
			key := func(_ *lineage.Side, u int) string {
				if own[u] == nil {
					return ""
				}
				return own[u][trait]
			}
			for k, u := range lineage.UniqueKeys(s, lineage.None(len(ed.Sections)), key) {
				if u >= 0 {
					known[k] = s.Sec(u).ID
				}
			}
		}
	}
	return known
}

// traitsOf are by what a chapter is known again, what tells most first: its title with its text
// and place or address, with one of these, and the title alone. It is nil for what has none.
func traitsOf(s *lineage.Side) []*[traits]string {
	texts := make([]string, len(s.Ed.Sections)) // by unit: outlines have the sums of texts only
	for i := range s.Ed.Sections {
		texts[s.Home[i]] += "\x00" + s.Sec(i).TextSHA256
	}
	all := make([]*[traits]string, len(s.Ed.Sections))
	for _, u := range s.Units {
		title := lineage.TitleKey(s, u)
		if title == "" {
			continue
		}
		place, address := "", textdiff.FoldAddress(s.Sec(u).URL)
		for p := s.Parent(u); p >= 0; p = s.Parent(p) {
			place += "\x00" + s.Title[p]
		}
		all[u] = &[traits]string{}
		for i, parts := range [traits][]string{{texts[u], place}, {texts[u], address}, {texts[u]}, {place}, {address}, {}} {
			all[u][i] = strconv.Itoa(i) + title + strings.Join(append([]string{""}, parts...), "\x01")
		}
	}
	return all
}

// fills tells whether a newer section took a number that was not in use.
func fills(m *lineage.Match, c int) bool {
	p := m.ToPrev[c]
	return p >= 0 && m.Prev.Class(p) == 'p' && m.Cur.Class(c) != 'p'
}

// Fills tells whether any section took a number that was not in use.
func Fills(m lineage.Match) bool {
	for c := range m.ToPrev {
		if fills(&m, c) {
			return true
		}
	}
	return false
}

// Refill begins a new lineage for each chapter that took a number which another chapter had
// before it went out of use: a number "Not in use" has no words to carry one over, only the
// number, which is nobody's identity. A chapter that has the words of the earlier one, or a
// title like its title, is that one again. earlier are all editions before cur, oldest first;
// their sections may come without texts. It is called after [Recall].
func Refill(cur *normalise.Edition, m lineage.Match, earlier []*normalise.Edition) {
	if !Fills(m) {
		return
	}
	ids, taken, fresh := make([]string, len(cur.Sections)), map[string]bool{}, false
	for _, ed := range append([]*normalise.Edition{cur, m.Prev.Ed}, earlier...) {
		for i := range ed.Sections {
			taken[ed.Sections[i].ID] = true
		}
	}
	for c := range cur.Sections {
		ids[c] = cur.Sections[c].ID
		if fills(&m, c) && ids[c] == m.Prev.Sec(m.ToPrev[c]).ID && isAnother(&cur.Sections[c], earlier) {
			ids[c], fresh = "", true
		}
	}
	if fresh {
		lineage.GiveIDs(cur, ids, taken)
	}
}

// sameChapter is how like the titles of a chapter that went and of one that came at its number
// are where they are one.
const sameChapter = .4

// isAnother tells whether the last chapter that had the ID of s was another one.
func isAnother(s *normalise.Section, earlier []*normalise.Edition) bool {
	for n := len(earlier) - 1; n >= 0; n-- {
		for i := range earlier[n].Sections {
			old := &earlier[n].Sections[i]
			if old.ID != s.ID || old.Kind == normalise.KindPlaceholder {
				continue
			}
			sameText := old.Words >= lineage.TellingWords && old.TextSHA256 != "" && old.TextSHA256 == s.TextSHA256
			return !sameText && lineage.TitleLikeness(textdiff.FoldText(old.Title), textdiff.FoldText(s.Title)) < sameChapter
		}
	}
	return false
}

// cameBackBeside tells whether a chapter has the ID of a number "Not in use" only because it
// came back while that number goes on: the number is not what became of it.
func cameBackBeside(m *lineage.Match, p, c int) bool {
	if m.Prev.Class(p) != 'p' || m.Cur.Class(c) == 'p' {
		return false
	}
	number := textdiff.FoldNumber(m.Prev.Sec(p).Number)
	return slices.ContainsFunc(m.Cur.Units, func(u int) bool {
		return m.Cur.Class(u) == 'p' && number != "" && textdiff.FoldNumber(m.Cur.Sec(u).Number) == number
	})
}
