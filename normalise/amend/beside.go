package amend

import (
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A page of contents may have its latest changes in a box beside the list, where other pages
// have a menu or news: "Latest updates".

// boxBeside are the amendments that stand in a box beside the text of a page, as text: below a
// heading that names them, or in a list whose items begin with dates, and leading where the
// text leads, if anywhere; nil if there are none.
func boxBeside(d *parse.Document) []parse.Block {
	main := make(map[string]bool)
	for i := range d.Blocks {
		for _, k := range d.Blocks[i].AllLinks() {
			if d.Blocks[i].Region == parse.Main {
				main[webaddress.Key(k.Href)] = true
			}
		}
	}
	for from := 0; from < len(d.Blocks); from++ {
		if d.Blocks[from].Region == parse.Main {
			continue
		}
		to := from + 1
		for to < len(d.Blocks) && d.Blocks[to].Region != parse.Main {
			to++
		}
		if box := boxIn(inRegion(parse.Main, d.Blocks[from:to]), main); box != nil {
			return box
		}
		from = to
	}
	return nil
}

// boxIn is such a box among blocks; main is where the text leads.
func boxIn(blocks []parse.Block, main map[string]bool) []parse.Block {
	known := func(from, to int) (n, all int) {
		for i := from; i < to; i++ {
			for _, k := range blocks[i].AllLinks() {
				all++
				n += wording.BoolInt(main[webaddress.Key(k.Href)])
			}
		}
		return n, all
	}
	named := func(from, to int) bool {
		n, all := known(from, boxEnd(blocks, from, to))
		return n*2 >= all
	}
	from, to := amendPart(blocks, named)
	if from == to {
		from, to = recordPart(blocks, func(from, to int) bool { n, all := known(from, to); return n > 0 && n*2 >= all })
	}
	if from == to {
		return nil
	}
	return blocks[from:boxEnd(blocks, from, to)]
}

// boxEnd is where a box that opens at block from ends: behind the last date, the items of the
// list in which that is or which it heads, and lines set as those between dates are. The foot of
// the page follows.
func boxEnd(blocks []parse.Block, from, to int) int {
	end := from + 1
	between := make(map[string]bool) // how lines between dates are set
	for i := from + 1; i < to; i++ {
		b, above := &blocks[i], &blocks[i-1]
		switch {
		case holdsDate(wording.Squeeze(b.Text)):
			for k := end; k < i; k++ {
				between[lookOf(&blocks[k])] = true
			}
		case end < i:
			continue // only the next date goes on with the box
		case b.Kind == parse.Item && b.Group != 0 && (above.Group == b.Group || tellsContext(wording.Squeeze(above.Text))):
		case !between[lookOf(b)]:
			continue
		}
		end = i + 1
	}
	return end
}
