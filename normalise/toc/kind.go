package toc

import (
	"slices"
	"strings"
	"unicode"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// AppendixTitle begins with a word for an appendix.
var AppendixTitle = pattern.New(`(?i)^(?:appendix|annexe?)\b`)

// CallsAppendix reports a row that calls itself an appendix, by its number or in its title.
func (r *Row) CallsAppendix() bool {
	return r.Num.Keyword == "appendix" || AppendixTitle.MatchString(r.Title)
}

// PointOutside makes "see also" rows of those without a number that belong to another
// manual, by the name in brackets, and lead to another host: they stand beside the chapters
// and are none.
func PointOutside(s *Site, roots []*Node) {
	Walk(roots, func(n *Node) {
		n.Also = n.Also || n.Other && n.Num.Text == "" && len(n.Kids) == 0 && n.Linked() && !s.Internal(n.Href)
	})
}

// TellChapters makes chapters of entries that have pages below them, where they stand in a
// section themselves and their own page is read as those of chapters are: knowledge bases
// hang articles below articles.
func TellChapters(s *Site, nodes []*Node, depth int) {
	for _, n := range nodes {
		if depth > 1 && n.Kind == "" && n.Num.Text == "" && len(n.Kids) > 0 && s.reads(n) && !slices.ContainsFunc(n.Kids, func(k *Node) bool { return len(k.Kids) > 0 || !k.stands() }) {
			n.Kind = normalise.KindChapter
		}
		TellChapters(s, n.Kids, depth+1)
	}
}

// reads reports an entry whose web page has text below several headings.
func (s *Site) reads(n *Node) bool {
	const leastHeads, leastWords = 3, 2 * StubWords
	if n.Target < 0 || n.Frag != "" || !s.Input.Pages[n.Target].Document.IsWebPage() {
		return false
	}
	d, heads := s.Input.Pages[n.Target].Document, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		heads += wording.BoolInt(b.Region == parse.Main && b.Kind == parse.Heading && b.Level > 1 && len(b.Links) == 0)
	}
	return heads >= leastHeads && layout.MainWords(d, leastWords) >= leastWords
}

// SettleKinds gives each node of the outline its kind.
func SettleKinds(nodes []*Node, depth int) {
	heads := depth == 1 && sectionHeads(nodes)
	for _, n := range nodes {
		if len(n.Kids) == 0 && toBeWritten.MatchString(n.Href) {
			n.Href, n.Frag, n.Target, n.Kind = "", "", -1, normalise.KindPlaceholder
		}
		if n.Kind = kindOf(n, depth); heads && n.Kind == normalise.KindChapter && n.Head {
			n.Kind = normalise.KindSection
		}
		if n.Kind == normalise.KindChapter && n.emptyGroup(nodes) {
			n.Kind = normalise.KindGroup
		}
		if n.Kind == normalise.KindChapter {
			for _, k := range n.Kids {
				if !k.Also && len(k.Kids) == 0 && !k.stands() {
					k.Kind = normalise.KindAppendix
				}
			}
		}
		if depth == 1 && n.Num.Text == "" && AppendicesTitle.MatchString(n.Title) {
			for _, k := range n.Kids {
				if k.Num.Parts == 1 && len(k.Kids) == 0 && wording.Letters(k.Num.Text) == 1 && unicode.IsLetter(rune(k.Num.Text[0])) {
					k.Kind = normalise.KindAppendix // "A Glossary", with which the count of the chapters ends
				}
			}
		}
		SettleKinds(n.Kids, depth+1)
	}
}

// toBeWritten is where a wiki leads for a page that it does not have yet: to the form in which
// the page would be written.
var toBeWritten = pattern.New(`(?i)[?&](?:redlink=1|(?:ve)?action=(?:edit|create)|do=(?:edit|create))(?:&|#|$)|/createpage\.action\b|/bin/(?:edit|create)/`)

// sectionHeads reports whether most headings of a list have rows below them, so that one that has
// none, and a page of its own, is a section as well.
func sectionHeads(nodes []*Node) bool {
	const least = 3
	heads, sections := 0, 0
	for _, n := range nodes {
		heads += wording.BoolInt(n.Head && !n.Also)
		sections += wording.BoolInt(n.Head && len(n.Kids) > 0)
	}
	return sections >= least && sections*2 > heads
}

// emptyGroup reports a heading that leads nowhere and has nothing below it beside groups that
// are numbered and set as it is: one more group, whose chapters are to come.
func (n *Node) emptyGroup(beside []*Node) bool {
	if !n.Head || n.Linked() || n.Num.Text == "" || len(n.Kids) > 0 {
		return false
	}
	groups := 0
	for _, o := range beside {
		groups += wording.BoolInt(len(o.Kids) > 0 && o.Head && !o.Linked() && o.Rank == n.Rank && o.Num.Parts == n.Num.Parts)
	}
	return groups > 1
}

// AppendicesTitle is the name of a section that holds nothing but appendices.
var AppendicesTitle = pattern.New(`(?i)^(?:appendi(?:x|ces)|annex(?:es?)?)$`)

// stands reports a row below a chapter that is none of its appendices: a page with a
// plain name, without number, label or the ending of a file.
func (n *Node) stands() bool {
	return n.Linked() && n.Num.Text == "" && !n.CallsAppendix() && !strings.Contains(n.Title, ":") && !IsPaper(n.Href)
}

func kindOf(n *Node, depth int) normalise.Kind {
	kids := 0
	for _, k := range n.Kids {
		kids += wording.BoolInt(!k.Also && k.Kind != normalise.KindAppendix)
	}
	switch {
	case n.Also:
		return normalise.KindSeeAlso
	case n.Kind != "":
		return n.Kind
	case kids == 0 && (titleflag.IsPlaceholder(n.Title) || !n.Linked() && titleflag.IsPromise(n.Title)):
		return normalise.KindPlaceholder
	case n.Num.Keyword == "appendix", kids == 0 && AppendixTitle.MatchString(n.Title) && (n.Linked() || n.Num.Text == ""):
		return normalise.KindAppendix
	case kids == 0 && depth == 1 && !n.Linked() && (n.Head || n.Num.Keyword == "section" || n.Num.Keyword == "part"):
		return normalise.KindSection
	case kids == 0:
		return normalise.KindChapter
	case depth == 1 && n.Num.Text == "" && AppendicesTitle.MatchString(n.Title):
		return normalise.KindSection
	case n.Linked() && (allAppendices(n.Kids) || !slices.ContainsFunc(n.Kids, func(k *Node) bool { return !k.Within })):
		return normalise.KindChapter
	case depth == 1:
		return normalise.KindSection
	case n.Linked() && n.Num.Text != "" && annexes(n):
		return normalise.KindChapter
	}
	return normalise.KindGroup
}

// allAppendices reports whether the rows below one all call themselves appendices.
func allAppendices(kids []*Node) bool {
	return !slices.ContainsFunc(kids, func(k *Node) bool { return !k.Also && (len(k.Kids) > 0 || !k.CallsAppendix()) })
}

// annexes reports whether what hangs below a chapter belongs to it: rows without
// numbers of their own, or with its number and a letter.
func annexes(n *Node) bool {
	return !slices.ContainsFunc(n.Kids, func(k *Node) bool {
		return len(k.Kids) > 0 || k.Num.Text != "" && k.Num.Keyword != "appendix" && !letterSuffix(n.Num.Text, k.Num.Text)
	})
}

func letterSuffix(stem, number string) bool {
	if len(number) != len(stem)+1 || number[:len(stem)] != stem {
		return false
	}
	c := number[len(stem)]
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// SplitAppendix parts "Appendix 1: Flowchart", with whatever sign stands between.
func SplitAppendix(s string) (num wording.Numeral, title string, ok bool) {
	m := wording.AppendixStart.FindString(s)
	if m == "" || m == s {
		return wording.Numeral{}, "", false
	}
	num, ok = wording.PureNumber(strings.Trim(m, " :.)-–—"))
	return num, wording.TrimLead(s[len(m):]), ok
}
