package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// overPages are the blocks of a chapter with those of the pages on which it goes
// on: the same address with another query or a further segment, the same title, and
// no row of the outline of their own.
func (a *assembly) overPages(page int, d *parse.Document) []parse.Block {
	blocks := d.Blocks
	if !isWebPage(d) {
		return blocks
	}
	for _, next := range a.rd.pagination(page) {
		more := a.rd.in.Pages[next].Document
		if a.owner[next] != nil || a.rd.role[next] != rolePage || !goesOn(d.URL, more.URL) {
			continue
		}
		a.owner[next] = a.owner[page]
		blocks = slices.Clip(blocks)
		for i := range more.Blocks {
			if b := &more.Blocks[i]; b.Region == parse.Main && !(b.Kind == parse.Heading && b.Level == 1) {
				blocks = append(blocks, *b)
			}
		}
	}
	return blocks
}

// goesOn reports whether an address can be a further part of another.
func goesOn(first, further string) bool {
	at := strings.TrimSuffix(pathKey(first), "/")
	return pathKey(further) == pathKey(first) || strings.HasPrefix(pathKey(further), at+"/")
}
