package manual

import (
	"slices"

	"manualwatch/normalise/toc"
	"manualwatch/parse"
)

// pagers are the blocks of a page whose list goes on over others that lead from one of these to
// the next: "1 2 >> Last", in a line or in a list of their own.
func (rd *reading) pagers(p int) map[int]bool {
	pages := rd.Pagination(p)
	if len(pages) == 0 {
		return nil
	}
	pages = append(pages, p)
	blocks := rd.Input.Pages[p].Blocks
	turns := make(map[int]bool) // groups, by whether a link in them turns the page
	for i := range blocks {
		b := &blocks[i]
		if _, known := turns[b.Group]; b.Region == parse.Main && (!known || turns[b.Group]) {
			turns[b.Group] = rd.turnsAmong(b, pages)
		}
	}
	out := make(map[int]bool)
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main {
			out[i] = b.Group != 0 && turns[b.Group] || len(b.Links) > 0 && rd.turnsAmong(b, pages)
		}
	}
	return out
}

// turnsAmong reports a block that says no more than where it is among some pages: a sign or number
// without a link, or links to these alone.
func (rd *reading) turnsAmong(b *parse.Block, pages []int) bool {
	if len(b.Links) == 0 {
		return toc.TurnsPage(b.Text)
	}
	return linkedBytes(b)*2 > len(b.Text) && !slices.ContainsFunc(b.Links, func(k parse.Link) bool {
		return !slices.Contains(pages, rd.Site.PageAt(k.Href))
	})
}

// withoutPagers takes away the rows of such blocks.
func (rd *reading) withoutPagers(rows []toc.Row) []toc.Row {
	pagers := make(map[int]map[int]bool) // by page
	return toc.DropRows(rows, func(r *toc.Row) bool {
		if _, known := pagers[r.Page]; !known && r.Page >= 0 {
			pagers[r.Page] = rd.pagers(r.Page)
		}
		return pagers[r.Page][r.Block]
	})
}
