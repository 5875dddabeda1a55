package piece

// nestItems ranks the items of lists without tags by how far they are set in, and
// numbers the lists.
func nestItems(ps []Piece) {
	var stops []float64 // left edges of the open levels
	group, open := 0, false
	for i := range ps {
		p := &ps[i]
		if p.Region == InFurniture {
			continue
		}
		if !p.Item || p.Row != nil {
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
		in := p.X0 - p.left
		for len(stops) > 0 && in < stops[len(stops)-1]-4 {
			stops = stops[:len(stops)-1]
		}
		if len(stops) == 0 || in > stops[len(stops)-1]+6 {
			stops = append(stops, in)
		}
		p.level = min(6, len(stops))
	}
}
