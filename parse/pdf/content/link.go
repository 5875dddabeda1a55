package content

import (
	"fmt"

	"manualwatch/parse/pdf/geometry"
)

// An Annotation is a link on a page.
type Annotation struct {
	geometry.Box
	Href string // address, or "#page=N" inside the document
}

const maxAnnotations = 5000

// Links reads the link annotations of a page, their boxes on the upright page.
func (a *Addresser) Links(s *Sheet) []Annotation {
	list := s.dict.Key("Annots")
	var out []Annotation
	for i := range min(list.Len(), maxAnnotations) {
		o := list.Index(i)
		if o.Key("Subtype").Name() != "Link" {
			continue
		}
		page, href := a.target(o)
		if page > 0 {
			href = fmt.Sprintf("#page=%d", page)
		}
		if href == "" {
			continue
		}
		r := boxOf(o.Key("Rect"))
		x0, y0 := s.base.Apply(r.X0, r.Y0)
		x1, y1 := s.base.Apply(r.X1, r.Y1)
		out = append(out, Annotation{geometry.Between(geometry.Point{X: x0, Y: y0}, geometry.Point{X: x1, Y: y1}), href})
	}
	return out
}
