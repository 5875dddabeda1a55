package manual

import (
	"maps"

	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/toc"
	"manualwatch/parse"
)

// dateParts gives each of the rows that share a page, known with the blocks from which on it is
// theirs, the dates of review that the parser took out of its part. What is printed above the
// first part is the page's, and so is what stands in the last one alone, as in the foot of a page:
// no chapter has it.
func (a *assembly) dateParts(d *parse.Document, starts map[*toc.Node]int) {
	at := make(map[int]*toc.Node, len(starts))
	for n, from := range starts {
		at[from] = n
	}
	var ofPage chaptertext.ReviewDates
	dated := make(map[*toc.Node]chaptertext.ReviewDates)
	var part *toc.Node
	for i := range d.Blocks {
		if n := at[i]; n != nil {
			part = n
		}
		r, ok := chaptertext.TakenOut(&d.Blocks[i])
		switch {
		case !ok:
		case part == nil:
			ofPage.Add(r)
		default:
			of := dated[part]
			of.Add(r)
			dated[part] = of
		}
	}
	if of, only := dated[part]; only && len(dated) == 1 { // part is the last one
		ofPage.Add(of)
		delete(dated, part)
	}
	a.rd.inNone(d, ofPage)
	if a.dated == nil {
		a.dated = make(map[*toc.Node]chaptertext.ReviewDates)
	}
	maps.Copy(a.dated, dated)
}
