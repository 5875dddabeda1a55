package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A line is one printed line of a block.
type line struct {
	text  string       // as printed
	links []parse.Link // with places in text
	alts  []string     // pictures in the line
	lead  int          // bytes of bold text that begin it
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

// linkShare is the share of a text's letters that its links hold, 0 to 1.
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

// sameTarget reports links that all lead to one address, those to it in another format left out.
func sameTarget(links []parse.Link) bool {
	for _, k := range links[1:] {
		if addressKey(k.Href) != addressKey(links[0].Href) && !isFormatName(k.Text) {
			return false
		}
	}
	return true
}

// termOf reports whether item b is the term that the deeper item after it
// explains, as in a definition list or a list in a list.
func termOf(b, next *parse.Block) bool {
	return b.Bold && next.Kind == parse.Item && next.Level > b.Level
}

// mainWords counts the words of a document's main part outside headings, as far as
// there are more than enough.
func mainWords(d *parse.Document, enough int) int {
	words := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && b.Kind != parse.Heading {
			words += countWords(b.Text)
		}
		if words > enough {
			break
		}
	}
	return words
}

// mostlyLinks reports whether a page says hardly more than where to go.
func mostlyLinks(d *parse.Document) bool {
	words, linked := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Main || b.Kind == parse.Heading {
			continue
		}
		words += letters(b.Text)
		for _, k := range b.AllLinks() {
			linked += letters(k.Text)
		}
	}
	return linked*5 >= 2*(words-introLetters)
}

// introLetters is how much an index page may say before its list.
const introLetters = 120

// sameSeries reports two pages with one title, but for the number of a page in it.
func sameSeries(a, b *parse.Document) bool {
	return a.Title != "" && (a.Title == b.Title || seriesTitle(a.Title) == seriesTitle(b.Title))
}

var pageWord = pattern.New(`(?i)\W*\bpage\s+\d+(?:\s+of\s+\d+)?`)

// seriesTitle is the title that the pages of a list or a chapter share, folded.
func seriesTitle(title string) string {
	if strings.ContainsAny(title, "0123456789") {
		title = pageWord.ReplaceAllString(title, "")
	}
	return fold(title)
}

// linkOf is the address of the first link, "" if there is none.
func linkOf(links []parse.Link) string {
	if len(links) == 0 {
		return ""
	}
	return links[0].Href
}

// maxTitle is how long a line may be that is a title, in bytes.
const maxTitle = 200

// filled are the cells that say something or show a flag.
func filled(cells []parse.Cell) []parse.Cell {
	var out []parse.Cell
	for _, c := range cells {
		if strings.TrimSpace(strings.Trim(c.Text, "\u00a0 ")) != "" || len(altFlags(c.Alts)) > 0 {
			out = append(out, c)
		}
	}
	return out
}
