package report

import (
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/out"
)

// mostLinks is how many links of one chapter are told with their addresses.
const mostLinks = 3

// linkDetail tells of the links of a chapter, or of its address, that changed, with the day.
func (o Options) linkDetail(c *out.ChangeRow, b out.Board, seen func(*out.ChangeRow) string) string {
	if c.NewTitle == "" {
		return ""
	}
	said := quoted(Label(c.NewNumber, c.NewTitle))
	words := o.linksWords(c, b)
	if words == "" {
		return said
	}
	said += ": " + words
	if seen != nil {
		said += " (" + seen(c) + ")"
	}
	return said
}

// linksWords says which links of a chapter lead elsewhere, from what to what; "" if the change
// does not hold it.
func (o Options) linksWords(c *out.ChangeRow, b out.Board) string {
	var told []string
	for _, line := range linkLines(c.Edits) {
		line.picture = strings.Contains(c.Detail, compare.Picture)
		told = append(told, o.linkWords(line, b))
	}
	if len(told) == 0 && diff.Kind(c.Kind) != diff.Edited && c.OldURL != "" && c.NewURL != "" && c.OldURL != c.NewURL {
		told = append(told, "its address was "+Clean(c.OldURL)+", is now "+Clean(c.NewURL))
	}
	if n := len(told) - mostLinks; n > 0 {
		told = append(told[:mostLinks:mostLinks], "and "+Number(n, "more link", "more links"))
	}
	return strings.Join(told, ", ")
}

// A linkLine is one link of a change: its words, and where it led and leads, "" where it was put
// in or taken out; of a picture, its files.
type linkLine struct {
	words, from, to string
	picture         bool
}

// linkLines reads the edits of a change of links: "words: ", the address that went and the one
// that came, or "words: address" of a link that was put in or taken out.
func linkLines(edits []out.EditRow) []linkLine {
	var lines []linkLine
	var l linkLine
	for _, e := range edits {
		text := Clean(e.Text)
		words, address := "", text
		if i := strings.LastIndex(text, ": "); i >= 0 {
			words, address = text[:i], text[i+2:]
		}
		switch diff.Op(e.Op) {
		case diff.Keep:
			l = linkLine{words: strings.TrimSuffix(text, ":")}
			continue
		case diff.Delete:
			l.from = address
		case diff.Insert:
			l.to = address
		}
		if words != "" {
			l.words = words
		}
		if strings.HasSuffix(e.Text, "\n") {
			lines, l = append(lines, l), linkLine{}
		}
	}
	return slices.DeleteFunc(lines, func(l linkLine) bool { return l.from+l.to == "" })
}

func (o Options) linkWords(l linkLine, b out.Board) string {
	name := " link"
	if l.picture {
		name = " " + compare.Picture
	}
	if o.Quotes(b) && l.words != "" {
		name += " " + quoted(l.words)
	}
	switch {
	case l.from == "":
		return "a new" + name + " leads to " + l.to
	case l.to == "":
		return "the" + name + " to " + l.from + " was taken out"
	}
	if l.picture {
		return "the" + name + " was " + l.from + ", is now " + l.to
	}
	return "the" + name + " led to " + l.from + ", leads now to " + l.to
}
