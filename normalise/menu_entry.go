package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// A menuEntry is all that tells the row of an entry of a menu.
type menuEntry struct {
	text, href, marker string
	start, end, rank   int
	head, bold, lead   bool
	kind               parse.BlockKind
}

// maxEntries bounds the entries of menus that are kept.
const maxEntries = 20000

// single makes one row of a line, if it can be one. The entries of menus stand on
// many pages and are read once.
func (r *rowReader) single(base row, l line, marker string, kind parse.BlockKind) {
	if !r.nav || len(l.links) != 1 || len(l.alts) > 0 || strings.IndexByte(l.links[0].Href, '#') >= 0 {
		r.fresh(base, l, marker, kind)
		return
	}
	k := l.links[0]
	key := menuEntry{text: l.text, href: k.Href, marker: marker, start: k.Start, end: k.End, rank: base.rank, head: base.head, bold: base.bold, lead: base.lead, kind: kind}
	for _, rw := range r.site.entries.of(key, func() []row {
		before := len(r.rows)
		r.fresh(base, l, marker, kind)
		rows := slices.Clone(r.rows[before:])
		r.rows = r.rows[:before]
		return rows
	}) {
		rw.block, rw.table, rw.group, rw.anchor, rw.page = base.block, base.table, base.group, base.anchor, base.page
		r.rows = append(r.rows, rw)
	}
}
