package textdiff

import (
	"strings"

	"manualwatch/parse"
)

// broken cuts the passages of a text that are lines kept apart by breaks where the other text
// has some of them as passages of their own: a design that makes a list of a block of contacts
// changed none of them, and the one that did change is told of alone.
func broken(lines, other []Line) []Line {
	if !anyBroken(lines) {
		return lines
	}
	own, apart := sumsOf(lines), sumsOf(other)
	for sum := range own {
		delete(apart, sum)
	}
	out := make([]Line, 0, len(lines))
	to := make([]int, len(lines)) // new index of each line
	for i := range lines {
		to[i] = len(out)
		l := lines[i]
		if l.Under >= 0 && l.Under < i { // a heading stands before what is below it
			l.Under = to[l.Under]
		}
		out = append(out, parted(&l, apart)...)
	}
	return out
}

func anyBroken(lines []Line) bool {
	for i := range lines {
		if strings.Contains(lines[i].Text, "\n") {
			return true
		}
	}
	return false
}

func sumsOf(lines []Line) map[Sum]bool {
	out := make(map[Sum]bool, len(lines))
	for i := range lines {
		out[lines[i].Sum] = true
	}
	return out
}

// parted is a line cut at its breaks, if one of its parts at least stands apart elsewhere, and
// the line itself else.
func parted(l *Line, apart map[Sum]bool) []Line {
	if l.Kind != parse.Paragraph && l.Kind != parse.Item || !strings.Contains(l.Text, "\n") {
		return []Line{*l}
	}
	var out []Line
	known := false
	at := 0
	for _, text := range strings.SplitAfter(l.Text, "\n") {
		part := partOf(l, at, strings.TrimRight(text, "\n"))
		at += len(text)
		if part.Words == 0 {
			continue
		}
		known = known || apart[part.Sum]
		out = append(out, part)
	}
	if !known {
		return []Line{*l}
	}
	return out
}

// partOf is the line that a text from a byte of another line makes, with the links in it.
func partOf(l *Line, from int, text string) Line {
	folded := FoldText(text)
	part := Line{Text: text, Sum: Sum(folded), Words: CountWords(folded), Kind: l.Kind, Branch: l.Branch, Under: l.Under, Class: l.Class}
	for _, k := range l.Links {
		if k.Start >= from && k.Start < from+len(text) {
			k.Start, k.End = k.Start-from, min(k.End-from, len(text))
			part.Links = append(part.Links, k)
		}
	}
	return part
}
