package normalise

import "manualwatch/parse/pattern"

// An annexRuns hangs the appendices of a list in their places.
type annexRuns struct {
	below map[string]bool // numbers of those that stand below a chapter
	last  *node           // the last row of the list
}

// placeAppendices hangs a run of appendices without numbers of the list under the
// numbered chapter before it, where the numbers go on after the run: appendices of
// the whole manual stand at the end. Where their own count begins again with such a
// chapter, so does a run at the end of a section under its last. With numbers or without,
// a run set as what stands below the row before it hangs there.
func placeAppendices(s *site, roots *[]*node) {
	a := annexRuns{below: make(map[string]bool)}
	walk(*roots, func(n *node) { a.last = n })
	a.place(roots, func(n, first, next *node) bool { return next != nil && numbersGoOn(n, next) || s.setBelow(n, first) })
	if len(a.below) > 0 {
		a.place(roots, func(n, first, next *node) bool {
			return next == nil && n.num.text != "" && a.below[annexNumber(first)]
		})
	}
}

// place hangs the runs that belong to the chapter before them, as told from that, the
// first of the run and what follows it, nil for nothing.
func (a *annexRuns) place(nodes *[]*node, belongs func(chapter, first, next *node) bool) {
	list := *nodes
	var out []*node
	for i := 0; i < len(list); {
		n := list[i]
		out = append(out, n)
		a.place(&n.kids, belongs)
		end, next := i+1, (*node)(nil)
		for end < len(list) && isAnnex(list[end]) {
			end++
		}
		if end < len(list) {
			next = list[end]
		}
		run := list[i+1 : end]
		if len(run) > 0 && run[len(run)-1] != a.last && n.linked() && belongs(n, run[0], next) {
			for _, k := range run {
				k.parent = n
				n.kids = append(n.kids, k)
				a.below[annexNumber(k)] = true
			}
			run = nil
		}
		out = append(out, run...)
		i = end
	}
	*nodes = out
}

// annexNumber is the number of an appendix, folded: "appendix 1".
func annexNumber(n *node) string {
	if n.num.keyword == "appendix" {
		return fold(n.num.text)
	}
	if m := appendixStart.FindStringSubmatch(n.title); m != nil {
		return fold(m[1] + " " + m[2])
	}
	return fold(n.title)
}

// isAnnex reports an appendix that has no number in the list's own count.
func isAnnex(n *node) bool {
	return !n.also && len(n.kids) == 0 && n.linked() && (n.num.keyword == "appendix" || n.num.text == "" && appendixTitle.MatchString(n.title))
}

func numbersGoOn(a, b *node) bool {
	return a.num.text != "" && b.num.parts == a.num.parts && b.num.keyword == a.num.keyword && b.linked()
}

// lowerClass are class words of rows that stand below the row before them.
var lowerClass = pattern.New(`(?i)(?:^|[\s_-])(?:sub(?:[\s_-]?(?:item|row|entry|chapter|section|level|link|page|doc(?:ument)?))?s?|child(?:ren)?|indent(?:ed)?|nested|inner|append(?:ix|ices)|annex(?:es)?)(?:$|[\s_-])`)

// setBelow reports a row of the same page whose class sets it below another.
func (s *site) setBelow(above, n *node) bool {
	if above.page != n.page {
		return false
	}
	blocks := s.in.Pages[n.page].Document.Blocks
	if above.block >= len(blocks) || n.block >= len(blocks) {
		return false
	}
	outer, own := blocks[above.block].Class, blocks[n.block].Class
	return outer != own && lowerClass.MatchString(own) && !lowerClass.MatchString(outer)
}
