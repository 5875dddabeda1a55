package manual

import (
	"slices"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Sites lead from each chapter to the ones before and behind it, below the text. Where they say
// so ("Next", a class), parse knows it; some print the titles of the two chapters and nothing
// else, so that only the list of contents tells what these links are.

// leastTurning is how many chapters end so, at least, before bare titles are read as turns.
const leastTurning = 3

// withoutTurns takes such links off the ends of the chapters' texts.
func (a *assembly) withoutTurns(all []*content) {
	pages := slices.DeleteFunc(slices.Clone(all), func(c *content) bool { return c.node.Target < 0 || !c.doc.IsWebPage() })
	ends, turning := make([][]int, len(pages)), 0
	for i, c := range pages {
		var beside []*toc.Node
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(pages) && pages[k].doc != c.doc {
				beside = append(beside, pages[k].node)
			}
		}
		if ends[i] = a.turnsAtEnd(c.blocks, beside); len(ends[i]) > 0 {
			turning++
		}
	}
	sure := turning >= leastTurning && turning*2 >= len(pages)
	for i, c := range pages {
		if len(ends[i]) > 0 && (sure || strings.ContainsAny(c.blocks[ends[i][0]].Text, arrows)) {
			c.blocks = slices.Clone(c.blocks)
			for _, k := range ends[i] {
				c.blocks[k].Region = parse.Nav
			}
		}
	}
}

// turnsAtEnd are the last blocks of a text that are nothing but links to the chapters beside it
// and say no more than the titles of these, two blocks at most.
func (a *assembly) turnsAtEnd(blocks []parse.Block, beside []*toc.Node) []int {
	var out []int
	for i := len(blocks) - 1; i >= 0 && len(out) < 2; i-- {
		if blocks[i].Region != parse.Main {
			continue
		}
		if !a.isTurn(&blocks[i], beside) {
			break
		}
		out = append(out, i)
	}
	return out
}

func (a *assembly) isTurn(b *parse.Block, beside []*toc.Node) bool {
	if len(b.Links) == 0 || len(b.Links) > 2 || b.Kind == parse.Heading || b.Kind == parse.Row {
		return false
	}
	for _, l := range b.Links {
		if !a.namesBeside(l, beside) {
			return false
		}
	}
	between, ok := b.BesideLinks()
	return ok && !wording.HasLetters(strings.Join(between, ""))
}

// namesBeside reports a link to one of some chapters in the words of its title.
func (a *assembly) namesBeside(l parse.Link, beside []*toc.Node) bool {
	to := a.rd.Site.PageAt(l.Href)
	said := wording.Fold(strings.Trim(l.Text, arrows+" \u00a0"))
	return said != "" && slices.ContainsFunc(beside, func(n *toc.Node) bool {
		return n.Target == to && (said == wording.Fold(n.Title) || said == wording.Fold(n.Num.Text+" "+n.Title))
	})
}

// arrows are signs that turn pages.
const arrows = "«»‹›←→<>⟵⟶⇐⇒"
