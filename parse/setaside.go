package parse

import "manualwatch/parse/parallel"

// regionsOf are the regions of the blocks of each document.
func regionsOf(docs []*Document) [][]Region {
	out := make([][]Region, len(docs))
	parallel.Do(len(docs), func(k int) {
		if docs[k] == nil {
			return
		}
		out[k] = make([]Region, len(docs[k].Blocks))
		for i := range out[k] {
			out[k][i] = docs[k].Blocks[i].Region
		}
	})
	return out
}

// setAside notes the blocks that were text.
func setAside(docs []*Document, was [][]Region) {
	parallel.Do(len(docs), func(k int) {
		for i, region := range was[k] {
			if d := docs[k]; region == Main && d.Blocks[i].Region != Main {
				d.SetAside = append(d.SetAside, d.Blocks[i])
			}
		}
	})
}
