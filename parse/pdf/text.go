package pdf

import (
	"strings"
)

// pieceText joins the lines of a piece. The mark of a list item is left out.
func pieceText(p *piece, v vocabulary) string {
	var b strings.Builder
	for i := range p.lines {
		t := p.lines[i].text()
		if i == 0 {
			t = p.withoutMarker(t)
		}
		appendLine(&b, t, v)
	}
	return squeeze(hyphens.Replace(b.String()))
}

// hyphens drops soft hyphens and makes the typographic hyphen the plain one.
var hyphens = strings.NewReplacer("\u00ad", "", "\u2010", "-", "\u2011", "-")

// withoutMarker cuts the list mark from the first line.
func (p *piece) withoutMarker(t string) string {
	if !p.item {
		return t
	}
	return strings.TrimSpace(strings.TrimPrefix(t, p.marker))
}
