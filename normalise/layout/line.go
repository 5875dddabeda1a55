// Package layout tells what the blocks of a page are to each other: the lines of a block
// with their links, the columns of a table, the table a row belongs to.
package layout

import (
	"slices"
	"strings"

	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A Line is one printed line of a block.
type Line struct {
	Text  string       // as printed
	Links []parse.Link // with places in text
	Alts  []string     // pictures in the line
	AltAt []int        // their places in Text
	Lead  int          // bytes of bold text that begin it
}

// Pictured gives the pictures of a block or cell to its lines; false if their
// places are not known.
func Pictured(lines []Line, alts []string, at []int) bool {
	if len(alts) == 0 || len(at) != len(alts) {
		return false
	}
	for k, alt := range alts {
		start := 0
		for i := range lines {
			end := start + len(lines[i].Text)
			if at[k] <= end || i == len(lines)-1 {
				lines[i].Alts, lines[i].AltAt = append(lines[i].Alts, alt), append(lines[i].AltAt, max(at[k]-start, 0))
				break
			}
			start = end + 1
		}
	}
	return true
}

// SplitLines cuts a block's or a cell's text where its markup breaks lines.
func SplitLines(text string, links []parse.Link) []Line {
	if !strings.Contains(text, "\n") {
		return []Line{{Text: text, Links: links}}
	}
	var out []Line
	start := 0
	for start <= len(text) {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		l := Line{Text: text[start:end]}
		for _, k := range links {
			if k.Start >= start && k.Start < end || k.Start < start && k.End > start {
				k.Start, k.End = max(k.Start-start, 0), min(k.End, end)-start
				l.Links = append(l.Links, k)
			}
		}
		out = append(out, l)
		start = end + 1
	}
	return out
}

// BulletLines takes the typed dashes off the lines of a block and tells which of them
// stand below the lines without one.
func BulletLines(lines []Line) map[int]bool {
	if len(lines) < 2 {
		return nil
	}
	below := make(map[int]bool)
	for i := range lines {
		l := &lines[i]
		text := strings.TrimLeft(l.Text, " \u00a0")
		rest := strings.TrimLeft(text, "-–—•·*")
		if rest == text || len(rest) == 0 || rest[0] != ' ' && !strings.HasPrefix(rest, "\u00a0") {
			continue
		}
		cut := len(l.Text) - len(strings.TrimLeft(rest, " \u00a0"))
		if len(l.Links) > 0 && l.Links[0].Start < cut {
			continue
		}
		l.Text = l.Text[cut:]
		l.Links = slices.Clone(l.Links)
		for k := range l.Links {
			l.Links[k].Start, l.Links[k].End = l.Links[k].Start-cut, l.Links[k].End-cut
		}
		for k := range l.AltAt {
			l.AltAt[k] = max(l.AltAt[k]-cut, 0)
		}
		below[i] = i > 0
	}
	if len(below) == len(lines) {
		return nil // a list without any head
	}
	return below
}

// LinkShare is the share of a text's letters that its links hold, 0 to 1.
func LinkShare(text string, links []parse.Link) float64 {
	if len(links) == 0 {
		return 0
	}
	n, all := 0, 0
	for _, k := range links {
		if k.Start >= 0 && k.Start <= k.End && k.End <= len(text) {
			n += wording.Letters(text[k.Start:k.End])
		}
	}
	all = wording.Letters(text)
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// SameTarget reports links that all lead to one address, those to it in another format left out.
func SameTarget(links []parse.Link) bool {
	return !slices.ContainsFunc(links[1:], func(k parse.Link) bool {
		return webaddress.Key(k.Href) != webaddress.Key(links[0].Href) && !wording.IsFormatName(k.Text)
	})
}

// TermOf reports whether item b is the term that the deeper item after it
// explains, as in a definition list or a list in a list.
func TermOf(b, next *parse.Block) bool {
	return b.Bold && next.Kind == parse.Item && next.Level > b.Level
}

// MainWords counts the words of a document's main part outside headings, as far as
// there are more than enough.
func MainWords(d *parse.Document, enough int) int {
	words := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && b.Kind != parse.Heading {
			words += wording.CountWords(b.Text)
		}
		if words > enough {
			break
		}
	}
	return words
}

// MostlyLinks reports whether a page says hardly more than where to go.
func MostlyLinks(d *parse.Document) bool {
	words, linked := 0, 0
	for _, b := range parse.InMain(d.Blocks) {
		if b.Kind == parse.Heading {
			continue
		}
		words += wording.Letters(b.Text)
		for _, k := range b.AllLinks() {
			linked += wording.Letters(k.Text)
		}
	}
	return linked*5 >= 2*(words-IntroLetters)
}

// IntroLetters is how much an index page may say before its list.
const IntroLetters = 120

// SameSeries reports two pages with one title, but for the number of a page in it.
func SameSeries(a, b *parse.Document) bool {
	return a.Title != "" && (a.Title == b.Title || seriesTitle(a.Title) == seriesTitle(b.Title))
}

var pageWord = pattern.New(`(?i)\W*\bpage\s+\d+(?:\s+of\s+\d+)?`)

// seriesTitle is the title that the pages of a list or a chapter share, folded.
func seriesTitle(title string) string {
	if strings.ContainsAny(title, "0123456789") {
		title = pageWord.ReplaceAllString(title, "")
	}
	return wording.Fold(title)
}

// UnnumberedTitle is the title that the pages of a chapter share where its number was changed on
// some of them only, folded.
func UnnumberedTitle(title string) string {
	if _, rest, ok := wording.SplitNumber(title); ok && rest != "" {
		title = rest
	}
	return seriesTitle(title)
}

// LinkOf is the address of the first link, "" if there is none.
func LinkOf(links []parse.Link) string {
	if len(links) == 0 {
		return ""
	}
	return links[0].Href
}

// MaxTitle is how long a line may be that is a title, in bytes.
const MaxTitle = 200

// Filled are the cells that say something or show a flag. Where all do it is the same slice: who
// changes cells copies them.
func Filled(cells []parse.Cell) []parse.Cell {
	n := 0
	for n < len(cells) && isFilled(&cells[n]) {
		n++
	}
	out := cells[:n:n]
	for i := n; i < len(cells); i++ {
		if isFilled(&cells[i]) {
			out = append(out, cells[i])
		}
	}
	return out
}

func isFilled(c *parse.Cell) bool {
	return strings.TrimSpace(strings.Trim(c.Text, "\u00a0 ")) != "" || len(titleflag.AltFlags(c.Alts)) > 0
}

// SameTable reports a row of the table in which a row stands.
func SameTable(a, b *parse.Block) bool { return a.Kind == parse.Row && a.Table == b.Table }

// TableEnd is the place behind the last row of the table that begins with a block, or behind the
// block if that is no row.
func TableEnd(blocks []parse.Block, from int) int {
	end := from + 1
	for end < len(blocks) && SameTable(&blocks[from], &blocks[end]) {
		end++
	}
	return end
}
