package parse

// regionsOf are the regions of the blocks of each document.
func regionsOf(docs []*Document) [][]Region {
	out := make([][]Region, len(docs))
	for k, d := range docs {
		if d == nil {
			continue
		}
		out[k] = make([]Region, len(d.Blocks))
		for i := range out[k] {
			out[k][i] = d.Blocks[i].Region
		}
	}
	return out
}

// setAside notes the blocks that were text.
func setAside(docs []*Document, was [][]Region) {
	for k, d := range docs {
		for i, region := range was[k] {
			if region == Main && d.Blocks[i].Region != Main {
				d.SetAside = append(d.SetAside, d.Blocks[i])
			}
		}
	}
}
