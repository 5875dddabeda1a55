package line

import "manualwatch/parse/pdf/content"

// MarkLinks notes on each word the link that it lies in.
func MarkLinks(ws []Word, links []content.Annotation) {
	if len(links) == 0 {
		return
	}
	for i := range ws {
		w := &ws[i]
		x, y := (w.X0+w.X1)/2, w.Y-0.25*w.Size
		for k := range links {
			if links[k].Holds(x, y) {
				w.Href = links[k].Href
				break
			}
		}
	}
}
