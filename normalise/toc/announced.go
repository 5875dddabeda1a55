package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/titleflag"
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
	if i := slices.IndexFunc(roots, func(n *Node) bool { return isAnnounced(n) && appendicesFirst.MatchString(n.Title) }); i >= 0 {
		takeAppendices(roots[i], roots[i+1:])
	}
	heads := make(map[[2]string]*Node) // the first root that heads something, by its number
	for _, n := range roots {
		if at := announcedAs(n); len(n.Kids) > 0 && heads[at] == nil {
			heads[at] = n
		}
	}
	var out []*Node
	for _, n := range roots {
		if section := heads[announcedAs(n)]; isAnnounced(n) && names(n, section) {
			section.Flags = titleflag.TidyFlags(append(section.Flags, n.Flags...))
			continue
		}
		out = append(out, n)
	}
	return out
}

func announcedAs(n *Node) [2]string { return [2]string{n.Num.Keyword, n.Num.Text} }

// names reports a line in which the name of a section stands, "There are forms that help you" and
// "Forms".
func names(line, section *Node) bool {
	return section != nil && strings.Contains(" "+wording.Bare(line.Title)+" ", " "+wording.Bare(section.Title)+" ")
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
