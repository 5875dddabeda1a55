package toc

import (
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// An annexRuns hangs the appendices of a list in their places.
type annexRuns struct {
	below map[string]bool // numbers of those that stand below a chapter
	last  *Node           // the last row of the list
}

// placeAppendices hangs a run of appendices without numbers of the list under the
// numbered chapter before it, where the numbers go on after the run: appendices of
// the whole manual stand at the end. Where their own count begins again with such a
// chapter, so does a run at the end of a section under its last. With numbers or without,
// a run set as what stands below the row before it hangs there.
func placeAppendices(s *Site, roots *[]*Node) {
	a := annexRuns{below: make(map[string]bool)}
	Walk(*roots, func(n *Node) { a.last = n })
	a.place(roots, func(n, first, next *Node) bool { return next != nil && numbersGoOn(n, next) || s.setBelow(n, first) })
	if len(a.below) > 0 {
		a.place(roots, func(n, first, next *Node) bool {
			return next == nil && n.Num.Text != "" && a.below[annexNumber(first)]
		})
	}
}

// place hangs the runs that belong to the chapter before them, as told from that, the
// first of the run and what follows it, nil for nothing.
func (a *annexRuns) place(nodes *[]*Node, belongs func(chapter, first, next *Node) bool) {
	list := *nodes
	var out []*Node
	for i := 0; i < len(list); {
		n := list[i]
		out = append(out, n)
		a.place(&n.Kids, belongs)
		end, next := i+1, (*Node)(nil)
		for end < len(list) && isAnnex(list[end]) {
			end++
		}
		if end < len(list) {
			next = list[end]
		}
		run := list[i+1 : end]
		if len(run) > 0 && run[len(run)-1] != a.last && n.Linked() && belongs(n, run[0], next) {
			for _, k := range run {
				k.Parent = n
				n.Kids = append(n.Kids, k)
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
func annexNumber(n *Node) string {
	if n.Num.Keyword == "appendix" {
		return wording.Fold(n.Num.Text)
	}
	if m := wording.AppendixStart.FindStringSubmatch(n.Title); m != nil {
		return wording.Fold(m[1] + " " + m[2])
	}
	return wording.Fold(n.Title)
}

// isAnnex reports an appendix that has no number in the list's own count.
func isAnnex(n *Node) bool {
	return !n.Also && len(n.Kids) == 0 && n.Linked() && (n.Num.Keyword == "appendix" || n.Num.Text == "" && AppendixTitle.MatchString(n.Title))
}

func numbersGoOn(a, b *Node) bool {
	return a.Num.Text != "" && b.Num.Parts == a.Num.Parts && b.Num.Keyword == a.Num.Keyword && b.Linked()
}

// lowerClass are class words of rows that stand below the row before them.
var lowerClass = pattern.New(`(?i)(?:^|[\s_-])(?:sub(?:[\s_-]?(?:item|row|entry|chapter|section|level|link|page|doc(?:ument)?))?s?|child(?:ren)?|indent(?:ed)?|nested|inner|append(?:ix|ices)|annex(?:es)?)(?:$|[\s_-])`)

// setBelow reports a row of the same page whose class sets it below another.
func (s *Site) setBelow(above, n *Node) bool {
	if above.Page != n.Page {
		return false
	}
	blocks := s.Input.Pages[n.Page].Document.Blocks
	if above.Block >= len(blocks) || n.Block >= len(blocks) {
		return false
	}
	outer, own := blocks[above.Block].Class, blocks[n.Block].Class
	return outer != own && lowerClass.MatchString(own) && !lowerClass.MatchString(outer)
}

// settleAppended takes the letters with which a list goes on behind its whole numbers for
// those of appendices: "8. Reviews", "9. Complaints", "A. Glossary". Typeset books number so,
// and one letter alone would not be believed.
func settleAppended(rows []Row) {
	const least = 3 // whole numbers
	numbers, rank, next := 0, 0, byte('A')
	for i := range rows {
		switch n := &rows[i].Num; {
		case n.Text == "" || numbers > 0 && rows[i].Rank > rank:
		case n.Keyword == "" && n.Sure && n.Parts == 1 && next == 'A' && (numbers == 0 || rows[i].Rank == rank):
			numbers, rank = numbers+1, rows[i].Rank
		case numbers < least || rows[i].Rank != rank || n.Text != string(next) || !appended(&rows[i]):
			return
		default:
			next++
		}
	}
	for i := range rows {
		if next > 'A' && rows[i].Rank == rank && appended(&rows[i]) {
			rows[i].Num.Keyword, rows[i].Num.Sure = "appendix", true
		}
	}
}

// appended reports a row with a page of its own and a letter with a stop before its title.
func appended(rw *Row) bool {
	n := &rw.Num
	return n.Keyword == "letter." && rw.Linked() && len(n.Plain) > 1 && (n.Plain[1] == '.' || n.Plain[1] == ')')
}
