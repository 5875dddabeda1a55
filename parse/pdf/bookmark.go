package pdf

import "strings"

// An outliner finds the entries of an outline among the pieces of a document.
type outliner struct{ pieces []piece }

// applyOutline gives the pieces of a document that its outline names the rank of their
// entry, and reports whether most of its entries were found; pieces whose text went to
// a title are left out then. on are the sheets of which the outline tells.
func applyOutline(ps []piece, items []outlineItem, on sheets) ([]piece, bool) {
	o := &outliner{ps}
	if len(items) < 2 || !o.apply(items, on) {
		return ps, false
	}
	return dropEmpty(ps), true
}

// apply ranks the pieces, unless most entries are not found.
func (o *outliner) apply(items []outlineItem, on sheets) bool {
	first := map[int]int{} // first piece of a page
	for i := len(o.pieces) - 1; i >= 0; i-- {
		first[o.pieces[i].page] = i
	}
	found := make([]int, 0, len(items))
	levels := make([]int, 0, len(items))
	wanted := 0
	used := map[int]bool{}
	for _, it := range items {
		if it.page < 1 || it.title == "" {
			continue
		}
		it.page = on.pageOf(it.page)
		wanted++
		if i := o.findTitle(it, first, used); i >= 0 {
			used[i] = true
			found = append(found, i)
			levels = append(levels, it.level)
			_, o.pieces[i].opens = fileTitle(it.title)
		}
	}
	if 2*len(found) < wanted || len(found) < 2 {
		return false
	}
	o.rankOutline(found, levels)
	return true
}

// rankOutline sets the ranks; they begin one lower where a title above the first
// entry is set larger than all of them.
func (o *outliner) rankOutline(found, levels []int) {
	shift := 0
	largest := 0.0
	for _, i := range found {
		largest = max(largest, o.pieces[i].size)
	}
	for i := range o.pieces {
		p := &o.pieces[i]
		if i >= found[0] || p.page > 2 {
			break
		}
		if p.region == inMain && p.row == nil && p.size > largest*1.05 && len(p.lines) <= 4 && hasLetter(p.text) {
			p.role, shift = "H1", 1
			break
		}
	}
	for k, i := range found {
		o.pieces[i].role = "H" + string(rune('0'+min(6, levels[k]+shift)))
	}
}

// findTitle finds the piece that an entry names, on its page or the pages beside
// it; pieces that together make up the title are joined.
func (o *outliner) findTitle(it outlineItem, first map[int]int, used map[int]bool) int {
	title, file := fileTitle(it.title)
	want := titleKey(title)
	if want == "" {
		return -1
	}
	for _, page := range []int{it.page, it.page + 1, it.page - 1} {
		start, ok := first[page]
		if !ok {
			continue
		}
		for i := start; i < len(o.pieces) && o.pieces[i].page == page; i++ {
			if !used[i] && o.isTitle(i, want) {
				return i
			}
		}
	}
	if start, ok := first[it.page]; ok && file {
		return o.opening(start, used)
	}
	return -1
}

// isTitle reports whether piece i says what an outline entry says; the number may
// be missing on one side.
func (o *outliner) isTitle(i int, want string) bool {
	p := &o.pieces[i]
	if p.region != inMain || p.row != nil || len(p.lines) == 0 || len(p.text) > 300 {
		return false
	}
	got := titleKey(p.fullText())
	if got == want || got != "" && titleKey(stripNumber(p.fullText())) == want {
		return true
	}
	if len(got) >= 4 && strings.HasSuffix(want, got) && numeralKey(strings.TrimSuffix(want, got)) {
		return true
	}
	if len(got) < 3 || !strings.HasPrefix(want, got) {
		return false
	}
	// a title over several pieces
	for j := i + 1; j < len(o.pieces) && j <= i+3; j++ {
		q := &o.pieces[j]
		if q.page != p.page || q.row != nil || q.region != inMain || len(q.lines) == 0 {
			return false
		}
		got += titleKey(q.fullText())
		if got != want {
			continue
		}
		for k := i + 1; k <= j; k++ {
			p.text += " " + o.pieces[k].fullText()
			p.lines = append(p.lines, o.pieces[k].lines...)
			o.pieces[k].lines = nil
		}
		return true
	}
	return false
}

// numeralKey reports whether a folded text can be a number: digits, with words
// such as "section" before them.
func numeralKey(s string) bool {
	for _, w := range []string{"section", "chapter", "part", "appendix"} {
		s = strings.TrimPrefix(s, w)
	}
	return len(s) <= 8 && strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyz") == "" && (s == "" || strings.ContainsAny(s, "0123456789") || len(s) == 1)
}
