package manual

import (
	"cmp"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// addressBase is the address of a page without its query.
func addressBase(d *parse.Document) string {
	base, _, _ := strings.Cut(cmp.Or(d.FinalURL, d.URL), "?")
	return strings.TrimSuffix(base, "/")
}

// isBelow reports an address with another query or a further segment than a base.
func isBelow(href, base string) bool {
	rest, ok := strings.CutPrefix(href, base)
	return ok && rest != "" && (rest[0] == '?' || rest[0] == '/')
}

// inSeries is the page at an address, if it has the title of another page, or is one of its pages
// with another number; -1 if not.
func (rd *reading) inSeries(href string, first *parse.Document) int {
	t := rd.Site.PageAt(href)
	if t < 0 || rd.Roles[t] != toc.RolePage {
		return -1
	}
	if to := rd.Input.Pages[t].Document; !to.IsWebPage() || !layout.SameSeries(first, to) && !renumbered(first, to) {
		return -1
	}
	return t
}

// renumbered reports a page of a chapter, by its address, that prints another number before the same
// title: sites that number their chapters anew do so page by page.
func renumbered(first, to *parse.Document) bool {
	return webaddress.IsPageOf(cmp.Or(first.FinalURL, first.URL), cmp.Or(to.FinalURL, to.URL)) &&
		layout.UnnumberedTitle(first.Title) == layout.UnnumberedTitle(to.Title)
}

// alone reports a page whose title no other web page of the site has, but for its number and that of
// a page in it: it goes on nowhere. Most pages are, and need not be looked through for where. What
// the front page of the site has as its title too is the name of the site.
func (rd *reading) alone(d *parse.Document) bool {
	rd.titled.Do(func() {
		rd.titles, rd.fronts = make(map[string]int, len(rd.Input.Pages)), make(map[string]bool)
		for i := range rd.Input.Pages {
			if p := rd.Input.Pages[i].Document; p.IsWebPage() && p.Title != "" {
				title := layout.UnnumberedTitle(p.Title)
				rd.titles[title]++
				rd.fronts[title] = rd.fronts[title] || isFrontPage(p.URL)
			}
		}
	})
	title := layout.UnnumberedTitle(d.Title)
	return d.Title == "" || rd.titles[title] < 2 || rd.fronts[title] && !isFrontPage(d.URL)
}

// pageLists are the groups of items of a page that list the pages of its title: all of them that
// lead to a page that was read lead to one, and no less than two.
func (rd *reading) pageLists(from, first *parse.Document) map[int]bool {
	if rd.alone(first) {
		return nil
	}
	lists, leading := make(map[int]bool), make(map[int]map[int]bool)
	for i := range from.Blocks {
		b := &from.Blocks[i]
		if b.Kind != parse.Item || b.Group == 0 {
			continue
		}
		for _, k := range b.Links {
			t := rd.inSeries(k.Href, first)
			if leading[b.Group] == nil {
				leading[b.Group], lists[b.Group] = make(map[int]bool), true
			}
			if t >= 0 {
				leading[b.Group][t] = true
			}
			lists[b.Group] = lists[b.Group] && (t >= 0 || rd.Site.PageAt(k.Href) < 0 && rd.Site.Internal(k.Href))
		}
	}
	for g, to := range leading {
		lists[g] = lists[g] && len(to) > 1
	}
	return lists
}

// pagesPrinted tells how many pages a chapter has, as one of them prints.
var pagesPrinted = pattern.New(`(?i)^page\s+\d{1,2}\s+of\s+(\d{1,2})$`)

// unreadPart notes a page on which a chapter goes on beside its pages that were read: one more is
// printed to be there, or one of them leads on to an address like its own or in the list of its
// pages, and it was not read.
func (a *assembly) unreadPart(page int, parts []int) {
	first := a.rd.Input.Pages[page].Document
	for _, p := range parts {
		d := a.rd.Input.Pages[p].Document
		if next := a.unreadNext(d, first, len(parts)); next != "" {
			if a.onward == nil {
				a.onward = make(map[int]string)
			}
			a.onward[page] = next
			return
		}
	}
}

// unreadNext is the first address to which a page of a chapter turns that was not read, where
// something says that it is of the chapter, and no chapter by itself.
func (a *assembly) unreadNext(d, first *parse.Document, parts int) string {
	isUnread := func(href string) bool {
		return href != "" && a.rd.Site.PageAt(href) < 0 && a.rd.Site.Internal(href) && !a.unreadRows[webaddress.Key(href)]
	}
	missing := printedPages(d) > parts
	lists := a.rd.pageLists(d, first)
	if isUnread(d.Next) && (missing || webaddress.GoesOn(d.URL, d.Next)) {
		return webaddress.Clean(d.Next)
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for _, k := range b.AllLinks() {
			turns := toc.TurnsPage(k.Text) && (missing || webaddress.GoesOn(d.URL, k.Href))
			if (turns || b.Kind == parse.Item && lists[b.Group]) && isUnread(k.Href) {
				return webaddress.Clean(k.Href)
			}
		}
	}
	return ""
}

// printedPages is how many pages a chapter has as one of them prints, 0 if it does not.
func printedPages(d *parse.Document) int {
	for i := range d.Blocks {
		text := strings.TrimSpace(d.Blocks[i].Text)
		if len(text) > len("page 99 of 99")+4 {
			continue // a cheap test: there may be wider spaces, and no more words
		}
		if m := pagesPrinted.FindStringSubmatch(text); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n
		}
	}
	return 0
}

// labelsList reports a short line right over one of some lists, "Pages in this chapter".
func labelsList(blocks []parse.Block, i int, lists map[int]bool) bool {
	const longest = 60 // bytes
	b := &blocks[i]
	return b.Kind != parse.Item && b.Kind != parse.Row && len(b.Text) <= longest && len(b.Links) == 0 && b.Level != 1 && !strings.HasSuffix(b.Text, ".") &&
		i+1 < len(blocks) && blocks[i+1].Kind == parse.Item && lists[blocks[i+1].Group]
}

// goesUnread notes that a chapter goes on where nobody read.
func (a *assembly) goesUnread(n *toc.Node, at int) {
	s := &a.e.Sections[at]
	if s.Unread = a.onward[n.Target]; s.Unread != "" {
		a.e.Findings = append(a.e.Findings, normalise.Finding{URL: s.Unread, SectionID: s.ID, Code: normalise.CodeUnreached, Detail: s.Title + ": it goes on at this page, which was not read"})
	}
}
