package heading

import (
	"strings"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// An outliner finds the entries of an outline among the pieces of a document.
type outliner struct{ pieces []piece.Piece }

// ApplyOutline gives the pieces of a document that its outline names the rank of their
// entry, and reports whether most of its entries were found; pieces whose text went to
// a title are left out then. on are the sheets of which the outline tells.
func ApplyOutline(ps []piece.Piece, items []content.OutlineItem, on layout.Sheets) ([]piece.Piece, bool) {
	o := &outliner{ps}
	if len(items) < 2 || !o.apply(items, on) {
		return ps, false
	}
	return piece.DropEmpty(ps), true
}

// apply ranks the pieces, unless most entries are not found.
func (o *outliner) apply(items []content.OutlineItem, on layout.Sheets) bool {
	first := map[int]int{} // first piece of a page
	for i := len(o.pieces) - 1; i >= 0; i-- {
		first[o.pieces[i].Page] = i
	}
	found := make([]int, 0, len(items))
	levels := make([]int, 0, len(items))
	wanted := 0
	used := map[int]bool{}
	for _, it := range items {
		if it.Page < 1 || it.Title == "" {
			continue
		}
		it.Page = on.PageOf(it.Page)
		wanted++
		if i := o.findTitle(it, first, used); i >= 0 {
			used[i] = true
			found = append(found, i)
			levels = append(levels, it.Level)
			_, o.pieces[i].Opens = fileTitle(it.Title)
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
		largest = max(largest, o.pieces[i].Size)
	}
	for i := range o.pieces {
		p := &o.pieces[i]
		if i >= found[0] || p.Page > 2 {
			break
		}
		if p.Region == piece.InMain && p.Row == nil && p.Size > largest*1.05 && len(p.Lines) <= 4 && writing.HasLetter(p.Text) {
			p.Role, shift = "H1", 1
			break
		}
	}
	for k, i := range found {
		o.pieces[i].Role = "H" + string(rune('0'+min(6, levels[k]+shift)))
	}
}

// findTitle finds the piece that an entry names, on its page or the pages beside
// it; pieces that together make up the title are joined.
func (o *outliner) findTitle(it content.OutlineItem, first map[int]int, used map[int]bool) int {
	title, file := fileTitle(it.Title)
	want := writing.TitleKey(title)
	if want == "" {
		return -1
	}
	for _, page := range []int{it.Page, it.Page + 1, it.Page - 1} {
		start, ok := first[page]
		if !ok {
			continue
		}
		for i := start; i < len(o.pieces) && o.pieces[i].Page == page; i++ {
			if !used[i] && o.isTitle(i, want) {
				return i
			}
		}
	}
	if start, ok := first[it.Page]; ok && file {
		return o.opening(start, used)
	}
	return -1
}

// isTitle reports whether piece i says what an outline entry says; the number may
// be missing on one side.
func (o *outliner) isTitle(i int, want string) bool {
	p := &o.pieces[i]
	if p.Region != piece.InMain || p.Row != nil || len(p.Lines) == 0 || len(p.Text) > 300 {
		return false
	}
	got := writing.TitleKey(p.FullText())
	if got == want || got != "" && writing.TitleKey(writing.WithoutNumber(p.FullText())) == want {
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
		if q.Page != p.Page || q.Row != nil || q.Region != piece.InMain || len(q.Lines) == 0 {
			return false
		}
		got += writing.TitleKey(q.FullText())
		if got != want {
			continue
		}
		for k := i + 1; k <= j; k++ {
			p.Join(&o.pieces[k])
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
