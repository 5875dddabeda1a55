package piece

import (
	"strings"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// pieceText joins the lines of a piece. The mark of a list item is left out.
func pieceText(p *Piece, v line.Vocabulary) string {
	var b strings.Builder
	for i := range p.Lines {
		t := p.Lines[i].Text()
		if i == 0 {
			t = p.withoutMarker(t)
		}
		line.AppendLine(&b, t, v)
	}
	return writing.Squeeze(hyphens.Replace(b.String()))
}

// hyphens drops soft hyphens and makes the typographic hyphen the plain one.
var hyphens = strings.NewReplacer("\u00ad", "", "\u2010", "-", "\u2011", "-")

// withoutMarker cuts the list mark from the first line.
func (p *Piece) withoutMarker(t string) string {
	if !p.Item {
		return t
	}
	return strings.TrimSpace(strings.TrimPrefix(t, p.Marker))
}
