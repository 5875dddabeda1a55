package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
)

// joinBrackets joins words in brackets to the line above where one link has both, or where the link
// above ends its line: they tell the chapter from another, "Assessments" and "(Carers)", or whose it
// is, "(Local Resources)". Flags and formats stay.
func joinBrackets(lines []layout.Line) []layout.Line {
	var out []layout.Line
	for i, l := range lines {
		if i > 0 && isBracket(lines[i-1], l) {
			last := &out[len(out)-1]
			at := len(last.Text) + 1
			last.Text += " " + l.Text
			if len(l.Links) > 0 {
				last.Links = slices.Clone(last.Links)
				k := &last.Links[len(last.Links)-1]
				k.End = at + l.Links[0].End
				k.Text = wording.Squeeze(last.Text[k.Start:k.End])
			}
			continue
		}
		out = append(out, l)
	}
	return out
}

// isBracket reports a line of words in brackets that goes on with the line above it.
func isBracket(above, l layout.Line) bool {
	words := spanOn(above, l)
	if len(l.Links) == 0 && endsInLink(above) {
		words = strings.TrimSpace(l.Text)
	}
	if !bracketed(words) || titleflag.StripFormat("x "+words) == "x" {
		return false
	}
	_, flags := titleflag.PureFlags(words)
	return !flags
}

// endsInLink reports a line with one link, which ends it.
func endsInLink(l layout.Line) bool {
	return len(l.Links) == 1 && l.Links[0].End <= len(l.Text) && strings.TrimSpace(l.Text[l.Links[0].End:]) == ""
}

// spanOn are the words of a line over which the last link of the line above goes on.
func spanOn(l, next layout.Line) string {
	if len(l.Links) == 0 || len(next.Links) != 1 {
		return ""
	}
	k, n := l.Links[len(l.Links)-1], next.Links[0]
	if k.Href != n.Href || k.End > len(l.Text) || n.Start > n.End || n.End > len(next.Text) || strings.TrimSpace(l.Text[k.End:]) != "" {
		return ""
	}
	return strings.TrimSpace(next.Text[n.Start:n.End])
}
