package manual

import (
	"cmp"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/parse"
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

// inSeries is the page at an address, if it has the title of another page; -1 if not.
func (rd *reading) inSeries(href string, first *parse.Document) int {
	t := rd.Site.PageAt(href)
	if t < 0 || rd.Roles[t] != toc.RolePage {
		return -1
	}
	if to := rd.Input.Pages[t].Document; !to.IsWebPage() || !layout.SameSeries(first, to) {
		return -1
	}
	return t
}

// pageLists are the groups of items of a page that list the pages of its title: all of them that
// lead anywhere lead to one, and no less than two.
func (rd *reading) pageLists(from, first *parse.Document) map[int]bool {
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
			leading[b.Group][t] = true
			lists[b.Group] = lists[b.Group] && t >= 0
		}
	}
	for g, to := range leading {
		lists[g] = lists[g] && len(to) > 1
	}
	return lists
}

// labelsList reports a short line right over one of some lists, "Pages in this chapter".
func labelsList(blocks []parse.Block, i int, lists map[int]bool) bool {
	const longest = 60 // bytes
	b := &blocks[i]
	return b.Kind != parse.Item && b.Kind != parse.Row && len(b.Text) <= longest && len(b.Links) == 0 && b.Level != 1 && !strings.HasSuffix(b.Text, ".") &&
		i+1 < len(blocks) && blocks[i+1].Kind == parse.Item && lists[blocks[i+1].Group]
}
