package pdf

import (
	"fmt"
)

// An annotation is a link on a page.
type annotation struct {
	box
	href string // address, or "#page=N" inside the document
}

const maxAnnotations = 5000

// links reads the link annotations of a page.
func (a *addresser) links(s *sheet) []annotation {
	list := s.dict.key("Annots")
	var out []annotation
	for i := range min(list.len(), maxAnnotations) {
		o := list.index(i)
		if o.key("Subtype").name() != "Link" {
			continue
		}
		page, href := a.target(o)
		if page > 0 {
			href = fmt.Sprintf("#page=%d", page)
		}
		if href == "" {
			continue
		}
		r := boxOf(o.key("Rect"))
		x0, y0 := s.base.apply(r.x0, r.y0)
		x1, y1 := s.base.apply(r.x1, r.y1)
		out = append(out, annotation{boxBetween(point{x0, y0}, point{x1, y1}), href})
	}
	return out
}
