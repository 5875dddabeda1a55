package toc

import (
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// nestsAppendices reports contents that show an appendix of a numbered chapter in a list below it.
func nestsAppendices(nodes []*Node) bool {
	found := false
	Walk(nodes, func(n *Node) {
		for _, k := range n.Kids {
			found = found || n.Linked() && n.Num.Text != "" && !k.Also && k.Linked() && k.Group != n.Group && k.Rank > n.Rank && k.CallsAppendix()
		}
	})
	return found
}

// lettersCount reports a list in which the letters behind numbers count chapters as the numbers do:
// "01.01a" and "02.01a" with neither 01.01 nor 02.01.
func lettersCount(nodes []*Node) bool {
	stems := make(map[string]bool)
	Walk(nodes, func(n *Node) {
		number := n.Num.Text
		if stem := strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyz"); n.Num.Keyword == "" && len(stem) == len(number)-1 && strings.Contains(stem, ".") {
			stems[stem] = true
		}
	})
	if len(stems) < 2 {
		return false
	}
	Walk(nodes, func(n *Node) { delete(stems, n.Num.Text) })
	return len(stems) > 1
}

// joinSeries hangs a run of lettered numbers under the number they continue:
// D14A to D14D under D14. A lone C09A stays beside C09, and so does a run that stands in the list of
// the chapter where the contents have lists of their own for appendices. Behind a whole number,
// 21a to 21g are chapters that were counted in.
func joinSeries(nodes *[]*Node, nested bool) {
	list := *nodes
	var out []*Node
	for i := 0; i < len(list); i++ {
		n := list[i]
		out = append(out, n)
		run := letterRun(list, i)
		if run < 2 || nested && n.Group != 0 && list[i+1].Group == n.Group {
			continue
		}
		for _, k := range list[i+1 : i+1+run] {
			k.Parent = n
			k.Kind = normalise.KindAppendix
			n.Kids = append(n.Kids, k)
		}
		i += run
	}
	*nodes = out
	for _, n := range out {
		joinSeries(&n.Kids, nested)
	}
}

// letterRun counts the rows after i that are its number with the letters A, B ...
func letterRun(list []*Node, i int) int {
	stem := list[i].Num.Text
	if stem == "" || !wording.IsDigit(stem[len(stem)-1]) {
		return 0
	}
	run := 0
	for k := i + 1; k < len(list); k++ {
		want := stem + string(rune('A'+run))
		if run > 25 || list[k].Num.Parts == 1 || !strings.EqualFold(list[k].Num.Text, want) {
			break
		}
		run++
	}
	return run
}

// countTyped takes the letters typed before chapters below a heading, or in a list without one, for
// their numbers where they count on from a, one right below the other: "a) Recruitment",
// "b) Conduct". Below a chapter they would count its parts.
func countTyped(nodes []*Node) {
	for i, n := range nodes {
		countTyped(n.Kids)
		run := typedRun(nodes[i:])
		if run < 2 || n.Parent != nil && n.Parent.Linked() {
			continue
		}
		for _, k := range nodes[i : i+run] {
			letter, title, _ := wording.SplitTyped(k.Title)
			k.Num = wording.Numeral{Text: letter, Keyword: "letter.", Parts: 1, Sure: true, Mark: true, Plain: k.Title}
			k.Title = title
		}
	}
}

// typedRun counts the chapters that begin a list and have the letters a, b ... typed before them.
func typedRun(list []*Node) int {
	for i, n := range list {
		letter, _, ok := wording.SplitTyped(n.Title)
		if !ok || n.Num.Text != "" || n.Also || !n.Linked() || letter != string(rune('a'+i)) {
			return i
		}
	}
	return len(list)
}
