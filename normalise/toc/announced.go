package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// appendicesFirst begins the title of the section that holds the appendices, whatever is said of
// them.
var appendicesFirst = pattern.New(`(?i)^(?:appendices|annexes)\b`)

// newAmong is what a line says of the new ones among the appendices that it announces.
var newAmong = pattern.New(`(?i)[\s,(]+including\s+\d+\s+(?:brand\s+)?(?:new|updated|revised)\b.*$`)

// settleAnnounced puts right the sections that a list first names in a line each, without links:
// the appendices listed below the last of the lines belong to the section that is called after
// them, and a section that is headed again further down is announced by its line.
func settleAnnounced(roots []*Node) []*Node {
	for i, n := range roots {
		if isAnnounced(n) && appendicesFirst.MatchString(n.Title) {
			takeAppendices(n, roots[i+1:])
		}
	}
	return slices.DeleteFunc(slices.Clone(roots), func(n *Node) bool { return headedAgain(n, roots) })
}

// isAnnounced reports a line with the number of a section that leads nowhere and heads nothing.
func isAnnounced(n *Node) bool { return n.Num.Text != "" && !n.Linked() && len(n.Kids) == 0 }

// takeAppendices hangs what stands below the last of the lines right behind a section under it,
// where these are appendices alone.
func takeAppendices(n *Node, after []*Node) {
	end := 0
	for end < len(after) && isAnnounced(after[end]) {
		end++
	}
	if end == len(after) || after[end].Linked() || after[end].Num.Keyword != n.Num.Keyword || !allAnnexes(after[end].Kids) {
		return
	}
	n.Kids, after[end].Kids = after[end].Kids, nil
	n.Title = newAmong.ReplaceAllString(n.Title, "")
	for _, k := range n.Kids {
		k.Parent = n
	}
}

func allAnnexes(nodes []*Node) bool {
	return len(nodes) > 1 && !slices.ContainsFunc(nodes, func(n *Node) bool { return !isAnnex(n) })
}

// headedAgain reports a line that announces a section which another root heads: with its number,
// and a name that stands in the line, "7: There are forms that help you" and "7 Forms".
func headedAgain(n *Node, roots []*Node) bool {
	return isAnnounced(n) && slices.ContainsFunc(roots, func(m *Node) bool {
		return m != n && len(m.Kids) > 0 && m.Num.Text == n.Num.Text && m.Num.Keyword == n.Num.Keyword && strings.Contains(" "+wording.Bare(n.Title)+" ", " "+wording.Bare(m.Title)+" ")
	})
}
