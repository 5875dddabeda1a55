package truth

import (
	"fmt"
	"slices"
)

// alike are several chapters of which the same is told.
type alike struct {
	chapters    int // still to come
	place, says string
	links       []link // in a feed, of the chapters
}

// another reads one of several chapters of which the same is told.
func (r *boardLog) another(l *line) string {
	r.alike.chapters--
	wrong := r.open(l)
	if r.entry == nil {
		return wrong
	}
	wrong = first(wrong, unless(r.entry.row != nil && !slices.Contains([]string{"section", "group"}, r.entry.row.Kind), "it is no chapter"), sameText("place", r.alike.place, r.place()), r.change(r.alike.says))
	r.close()
	return wrong
}

// allAlike reads what a feed tells of several chapters with links.
func (r *boardLog) allAlike() string {
	a := r.alike
	wrong := equal("chapters", a.chapters, len(a.links))
	for _, to := range a.links {
		wrong = first(wrong, r.open(&line{text: to.text, cell: cell{links: []link{to}}}))
		if r.entry != nil {
			told, w := tell(r.n, r.left, r.entry.id, a.says, tells{reasons: true})
			r.entry.changes, wrong = told, first(wrong, w)
		}
		r.close()
	}
	r.alike = nil
	return wrong
}

// allNamed ends the chapters of which the same is told.
func (r *boardLog) allNamed() string {
	a := r.alike
	r.alike = nil
	if a == nil || a.chapters == 0 {
		return ""
	}
	return fmt.Sprintf("%d chapters are told of and not named", a.chapters)
}
