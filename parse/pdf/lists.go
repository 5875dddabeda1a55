package pdf

// nestItems ranks the items of lists without tags by how far they are set in, and
// numbers the lists.
func nestItems(ps []piece) {
	var stops []float64 // left edges of the open levels
	group, open := 0, false
	for i := range ps {
		p := &ps[i]
		if p.region == inFurniture {
			continue
		}
		if !p.item || p.row != nil {
			stops, open = stops[:0], false
			continue
		}
		if !open {
			group, open = group+1, true
		}
		p.group = group
		if p.level > 0 {
			continue
		}
		in := p.x0 - p.left
		for len(stops) > 0 && in < stops[len(stops)-1]-4 {
			stops = stops[:len(stops)-1]
		}
		if len(stops) == 0 || in > stops[len(stops)-1]+6 {
			stops = append(stops, in)
		}
		p.level = min(6, len(stops))
	}
}
