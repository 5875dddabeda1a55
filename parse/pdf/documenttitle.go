package pdf

import "strings"

// documentTitle is the first heading of the first page that has one of the highest rank;
// without any, the title that the file gives itself.
func documentTitle(ps []piece, label string) string {
	best, level, more := "", 7, false
	for i := range ps {
		p := &ps[i]
		if best != "" && p.role == "H"+string(rune('0'+level)) && p.region == inMain {
			more = true
		}
		if p.page > 2 || len(p.role) != 2 || p.role[0] != 'H' || p.region != inMain {
			continue
		}
		if n := int(p.role[1] - '0'); n < level {
			best, level, more = p.fullText(), n, false
		}
	}
	if first, _, ok := strings.Cut(best, " "); best == "" || more && ok && isSectionNumber(first) {
		return label // "1. Introduction" and its like are not the document's title
	}
	return best
}
