package normalise

import (
	"strings"

	"manualwatch/parse/pattern"
)

// appendixTitle begins with a word for an appendix.
var appendixTitle = pattern.New(`(?i)^(?:appendix|annexe?)\b`)

// callsAppendix reports a row that calls itself an appendix, by its number or in its title.
func (r *row) callsAppendix() bool {
	return r.num.keyword == "appendix" || appendixTitle.MatchString(r.title)
}

// pointOutside makes "see also" rows of those without a number that belong to another
// manual, by the name in brackets, and lead to another host: they stand beside the chapters
// and are none.
func pointOutside(s *site, roots []*node) {
	walk(roots, func(n *node) {
		n.also = n.also || n.other && n.num.text == "" && len(n.kids) == 0 && n.linked() && !s.internal(n.href)
	})
}

// settleKinds gives each node of the outline its kind.
func settleKinds(nodes []*node, depth int) {
	for _, n := range nodes {
		n.kind = kindOf(n, depth)
		if n.kind == KindChapter {
			for _, k := range n.kids {
				if !k.also && len(k.kids) == 0 && !k.stands() {
					k.kind = KindAppendix
				}
			}
		}
		settleKinds(n.kids, depth+1)
	}
}

// stands reports a row below a chapter that is none of its appendices: a page with a
// plain name, without number, label or the ending of a file.
func (n *node) stands() bool {
	return n.linked() && n.num.text == "" && !n.callsAppendix() && !strings.Contains(n.title, ":") && !isPaper(n.href)
}

func kindOf(n *node, depth int) Kind {
	kids := 0
	for _, k := range n.kids {
		if !k.also && k.kind != KindAppendix {
			kids++
		}
	}
	switch {
	case n.also:
		return KindSeeAlso
	case n.kind != "":
		return n.kind
	case kids == 0 && isPlaceholder(n.title):
		return KindPlaceholder
	case n.num.keyword == "appendix", kids == 0 && appendixTitle.MatchString(n.title) && (n.linked() || n.num.text == ""):
		return KindAppendix
	case kids == 0 && depth == 1 && !n.linked() && (n.head || n.num.keyword == "section" || n.num.keyword == "part"):
		return KindSection
	case kids == 0:
		return KindChapter
	case n.linked() && allAppendices(n.kids):
		return KindChapter
	case depth == 1:
		return KindSection
	case n.linked() && n.num.text != "" && annexes(n):
		return KindChapter
	}
	return KindGroup
}

// allAppendices reports whether the rows below one all call themselves appendices.
func allAppendices(kids []*node) bool {
	for _, k := range kids {
		if !k.also && (len(k.kids) > 0 || !k.callsAppendix()) {
			return false
		}
	}
	return true
}

// annexes reports whether what hangs below a chapter belongs to it: rows without
// numbers of their own, or with its number and a letter.
func annexes(n *node) bool {
	for _, k := range n.kids {
		if len(k.kids) > 0 || k.num.text != "" && k.num.keyword != "appendix" && !letterSuffix(n.num.text, k.num.text) {
			return false
		}
	}
	return true
}

func letterSuffix(stem, number string) bool {
	if len(number) != len(stem)+1 || number[:len(stem)] != stem {
		return false
	}
	c := number[len(stem)]
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// splitAppendix parts "Appendix 1: Flowchart", with whatever sign stands between.
func splitAppendix(s string) (num numeral, title string, ok bool) {
	m := appendixStart.FindString(s)
	if m == "" || m == s {
		return numeral{}, "", false
	}
	num, ok = pureNumber(strings.Trim(m, " :.)-–—"))
	return num, trimLead(s[len(m):]), ok
}
