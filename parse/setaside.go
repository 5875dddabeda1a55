package parse

// regionsOf are the regions of the blocks of all documents, in order.
func regionsOf(docs []*Document) []Region {
	n := 0
	for _, d := range docs {
		if d != nil {
			n += len(d.Blocks)
		}
	}
	out := make([]Region, 0, n)
	for _, d := range docs {
		if d != nil {
			for i := range d.Blocks {
				out = append(out, d.Blocks[i].Region)
			}
		}
	}
	return out
}

// setAside notes the blocks that were text.
func setAside(docs []*Document, was []Region) {
	for _, d := range docs {
		if d == nil {
			continue
		}
		for i := range d.Blocks {
			if was[i] == Main && d.Blocks[i].Region != Main {
				d.SetAside = append(d.SetAside, d.Blocks[i])
			}
		}
		was = was[len(d.Blocks):]
	}
}
