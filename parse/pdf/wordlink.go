package pdf

// markLinks notes on each word the link that it lies in.
func markLinks(ws []word, links []annotation) {
	if len(links) == 0 {
		return
	}
	for i := range ws {
		w := &ws[i]
		x, y := (w.x0+w.x1)/2, w.y-0.25*w.size
		for k := range links {
			if links[k].holds(x, y) {
				w.href = links[k].href
				break
			}
		}
	}
}
