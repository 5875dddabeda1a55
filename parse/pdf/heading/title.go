package heading

import (
	"strings"

	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// Title is the first heading of the first page that has one of the highest rank;
// without any, the title that the file gives itself.
func Title(ps []piece.Piece, label string) string {
	best, level, more := "", 7, false
	for i := range ps {
		p := &ps[i]
		if best != "" && p.Role == "H"+string(rune('0'+level)) && p.Region == piece.InMain {
			more = true
		}
		if p.Page > 2 || len(p.Role) != 2 || p.Role[0] != 'H' || p.Region != piece.InMain {
			continue
		}
		if n := int(p.Role[1] - '0'); n < level {
			best, level, more = p.FullText(), n, false
		}
	}
	if first, _, ok := strings.Cut(best, " "); best == "" || more && ok && writing.IsSectionNumber(first) {
		return label // "1. Introduction" and its like are not the document's title
	}
	return best
}
