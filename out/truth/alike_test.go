package truth

import (
	"fmt"
	"slices"
)

// alike are several chapters of which the same is told.
type alike struct {
	chapters    int // still to come
	place, says string
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

// allNamed ends the chapters of which the same is told.
func (r *boardLog) allNamed() string {
	a := r.alike
	r.alike = nil
	if a == nil || a.chapters == 0 {
		return ""
	}
	return fmt.Sprintf("%d chapters are told of and not named", a.chapters)
}
