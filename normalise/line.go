package normalise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"manualwatch/parse"
)

// A line is one printed line of a block.
type line struct {
	text  string
	links []parse.Link
	alts  []string // pictures in the line
	lead  int      // bytes of bold text that begin it
}

// pictured gives the pictures of a block or cell to its lines; false if their
// places are not known.
func pictured(lines []line, alts []string, at []int) bool {
	if len(alts) == 0 || len(at) != len(alts) {
		return false
	}
	for k, alt := range alts {
		start := 0
		for i := range lines {
			end := start + len(lines[i].text)
			if at[k] <= end || i == len(lines)-1 {
				lines[i].alts = append(lines[i].alts, alt)
				break
			}
			start = end + 1
		}
	}
	return true
}

// splitLines cuts a block's or a cell's text where its markup breaks lines.
func splitLines(text string, links []parse.Link) []line {
	if !strings.Contains(text, "\n") {
		return []line{{text: text, links: links}}
	}
	var out []line
	start := 0
	for start <= len(text) {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		l := line{text: text[start:end]}
		for _, k := range links {
			if k.Start >= start && k.Start < end || k.Start < start && k.End > start {
				k.Start, k.End = max(k.Start-start, 0), min(k.End, end)-start
				l.links = append(l.links, k)
			}
		}
		out = append(out, l)
		start = end + 1
	}
	return out
}

// bulletLines takes the typed dashes off the lines of a block and tells which of them
// stand below the lines without one.
func bulletLines(lines []line) map[int]bool {
	if len(lines) < 2 {
		return nil
	}
	below := make(map[int]bool)
	for i := range lines {
		l := &lines[i]
		text := strings.TrimLeft(l.text, " \u00a0")
		rest := strings.TrimLeft(text, "-–—•·*")
		if rest == text || len(rest) == 0 || rest[0] != ' ' && !strings.HasPrefix(rest, "\u00a0") {
			continue
		}
		cut := len(l.text) - len(strings.TrimLeft(rest, " \u00a0"))
		if len(l.links) > 0 && l.links[0].Start < cut {
			continue
		}
		l.text = l.text[cut:]
		l.links = slices.Clone(l.links)
		for k := range l.links {
			l.links[k].Start, l.links[k].End = l.links[k].Start-cut, l.links[k].End-cut
		}
		below[i] = i > 0
	}
	if len(below) == len(lines) {
		return nil // a list without any head
	}
	return below
}

// pageLinks leaves out links that lead to a place on the same page, and joins
// what stands side by side with one address.
func (r *rowReader) pageLinks(l line) []parse.Link {
	const script = "javascript:"
	out := make([]parse.Link, 0, len(l.links))
	for _, k := range l.links {
		if k.Start < 0 || k.End > len(l.text) || k.Start >= k.End {
			continue
		}
		if len(k.Href) >= len(script) && strings.EqualFold(k.Href[:len(script)], script) || strings.HasPrefix(k.Href, "mailto:") || strings.HasPrefix(k.Href, "tel:") {
			continue
		}
		if n := len(out); n > 0 && addressKey(out[n-1].Href) == addressKey(k.Href) {
			out[n-1].End = k.End
			out[n-1].Text = l.text[out[n-1].Start:k.End]
			continue
		}
		out = append(out, k)
	}
	return out
}

func linkShare(text string, links []parse.Link) float64 {
	if len(links) == 0 {
		return 0
	}
	n, all := 0, 0
	for _, k := range links {
		if k.Start >= 0 && k.Start <= k.End && k.End <= len(text) {
			n += letters(text[k.Start:k.End])
		}
	}
	all = letters(text)
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// letterSigns holds a 1 for each sign of ASCII that counts as one of a text's letters.
var letterSigns = func() (table [utf8.RuneSelf]int) {
	for c := byte('!'); c < utf8.RuneSelf; c++ {
		table[c] = boolInt(c != '|' && c != '.' && c != '-')
	}
	return table
}()

func letters(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			n += letterSigns[c]
			i++
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		n += boolInt(c != '–' && c != '\u00a0')
		i += size
	}
	return n
}

func sameTarget(links []parse.Link) bool {
	for _, k := range links[1:] {
		if addressKey(k.Href) != addressKey(links[0].Href) && !isFormatName(k.Text) {
			return false
		}
	}
	return true
}
