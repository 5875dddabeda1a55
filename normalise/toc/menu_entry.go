package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
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
// many pages and are read once, but for those that may answer the row above them.
func (r *rowReader) single(base Row, l layout.Line, marker string, kind parse.BlockKind) {
	if !r.nav || len(l.Links) != 1 || len(l.Alts) > 0 || strings.IndexByte(l.Links[0].Href, '#') >= 0 || r.mayAnswer(&l) {
		r.fresh(base, l, marker, kind)
		return
	}
	k := l.Links[0]
	key := menuEntry{text: l.Text, href: k.Href, marker: marker, start: k.Start, end: k.End, rank: base.Rank, head: base.Head, bold: base.Bold, lead: base.Lead, kind: kind}
	for _, rw := range r.site.entries.Get(key, func() []Row {
		before := len(r.rows)
		r.fresh(base, l, marker, kind)
		rows := slices.Clone(r.rows[before:])
		r.rows = r.rows[:before]
		return rows
	}) {
		r.rows = append(r.rows, rw)
		own := &r.rows[len(r.rows)-1]
		own.Block, own.table, own.Group, own.Anchor, own.Page = base.Block, base.table, base.Group, base.Anchor, base.Page
	}
}

// mayAnswer reports a line with a link of which the row above it makes something else than a row of
// its own: what calls to it, or goes on with it.
func (r *rowReader) mayAnswer(l *layout.Line) bool {
	k := l.Links[0]
	return wording.HasLetters(l.Text[:k.Start]) || wording.IsFormatName(k.Text) || r.calls(k.Text) || len(r.alike) > 0 && r.alike[wording.Fold(l.Text)]
}
