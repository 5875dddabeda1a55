package lineage

import (
	"strconv"

	"manualwatch/diff/textdiff"
)

// innerStages pairs the headings inside chapters: first inside the matched
// chapter (title and place among headings of that title), then by the text below
// them, then across chapters where title and text are the same and unique, which
// is what a split or a merge leaves behind.
func (m *Match) innerStages() {
	old, cur := innerOf(m.Prev), innerOf(m.Cur)
	for _, c := range m.Cur.Units {
		if p := m.ToPrev[c]; p >= 0 && (len(old[p]) > 0 && len(cur[c]) > 0) {
			m.pairInner(old[p], cur[c], innerTitle)
			m.pairInner(old[p], cur[c], innerText)
			m.pairInOrder(old[p], cur[c])
		}
	}
	var leftOld, leftCur []int
	for _, p := range m.Prev.Units {
		leftOld = append(leftOld, old[p]...)
	}
	for _, c := range m.Cur.Units {
		leftCur = append(leftCur, cur[c]...)
	}
	m.pairInner(leftOld, leftCur, func(s *Side, i, n int) string {
		if n > 0 || s.Ed.Sections[i].Words < 8 {
			return ""
		}
		return innerTitle(s, i, 0) + innerText(s, i, 0)
	})
}

func innerOf(s *Side) map[int][]int {
	out := map[int][]int{}
	for i, h := range s.Home {
		if h != i {
			out[h] = append(out[h], i)
		}
	}
	return out
}

// innerTitle is the title with its turn among equal titles of the chapter.
func innerTitle(s *Side, i, n int) string {
	if s.Title[i] == "" {
		return ""
	}
	return s.Title[i] + "\x00" + strconv.Itoa(n)
}

func innerText(s *Side, i, n int) string {
	sec := &s.Ed.Sections[i]
	if n > 0 || sec.Words < 8 {
		return ""
	}
	return textdiff.FoldText(sec.Text)
}

// pairInner pairs free headings by key; n counts how often the bare key (n = 0)
// was seen before, so that equal headings pair in turn.
func (m *Match) pairInner(old, cur []int, key func(s *Side, i, n int) string) {
	at := map[string]int{}
	turn := map[string]int{}
	put := func(s *Side, i int) string {
		bare := key(s, i, 0)
		if bare == "" {
			return ""
		}
		n := turn[bare]
		turn[bare]++
		return key(s, i, n)
	}
	for _, p := range old {
		if m.ToCur[p] < 0 {
			if k := put(m.Prev, p); k != "" {
				at[k] = p
			}
		}
	}
	clear(turn)
	for _, c := range cur {
		if m.ToPrev[c] >= 0 {
			continue
		}
		if k := put(m.Cur, c); k != "" {
			if p, ok := at[k]; ok && m.ToCur[p] < 0 {
				m.Pair(p, c)
			}
		}
	}
}

// pairInOrder pairs a run of unmatched headings with the run that stands in its
// place, where both are as long and alike: headings that were renamed.
func (m *Match) pairInOrder(old, cur []int) {
	for ci, c := range cur {
		if p := m.ToPrev[c]; p >= 0 {
			continue
		}
		after := -1 // the older heading before this one
		if ci > 0 {
			after = m.ToPrev[cur[ci-1]]
		}
		for next, p := range old {
			if m.ToCur[p] < 0 && (after < 0 && next == 0 || after >= 0 && next > 0 && old[next-1] == after) {
				if m.Prev.Ed.Sections[p].Depth == m.Cur.Ed.Sections[c].Depth {
					m.Pair(p, c)
				}
				break
			}
		}
	}
}
