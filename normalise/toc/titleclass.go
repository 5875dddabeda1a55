package toc

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// classOfTitle is a class that says of itself that its lines are titles.
var classOfTitle = pattern.New(`(?i)title|head|section|group|categor|topic|accordion|toggle|name`)

// A titleClass counts the lines of one class that do not link.
type titleClass struct {
	all, good int // lines, and those right above links or another title
	counted   int // with a number
	wide      int // above two links or more
	linked    int // lines of the class that link
	letters   int // lines that are a letter of an index
	first     int // index of the first line

	below map[string]int // lines right below one of another class
}

// titleClasses finds classes of plain lines that are the titles of a list of
// links, where the markup has no headings: two or more short lines of one class,
// each right above links or above a line of another such class. The first class is
// the highest rank.
func titleClasses(d *parse.Document, region parse.Region) map[string]int {
	var order []string
	classes := make(map[string]*titleClass)
	blocks := make([]*parse.Block, 0, len(d.Blocks))
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == region && b.Kind != parse.Image {
			blocks = append(blocks, b)
		}
	}
	links := -1
	for i, b := range blocks {
		if b.Kind == parse.Heading && b.Level > 1 && len(b.Links) == 0 && !isReleaseLabel(b.Text) {
			return nil
		}
		if linked := len(b.AllLinks()) > 0; linked && links < 0 {
			links = i
		}
		if b.Kind != parse.Paragraph || b.Class == "" {
			continue
		}
		c := classes[b.Class]
		if c == nil {
			c = &titleClass{first: i}
			classes[b.Class] = c
			order = append(order, b.Class)
		}
		c.count(blocks, i)
	}
	ranks := make(map[string]int)
	for _, name := range order {
		if classes[name].titles(name, links, ranks) && RankBold+len(ranks) < RankEntry {
			ranks[name] = RankBold + len(ranks)
		}
	}
	return ranks
}

// count takes line i of the class into account.
func (c *titleClass) count(blocks []*parse.Block, i int) {
	b := blocks[i]
	if len(b.Links) > 0 {
		c.linked++
		return
	}
	c.all++
	if i > 0 && blocks[i-1].Class != b.Class {
		if c.below == nil {
			c.below = make(map[string]int)
		}
		c.below[blocks[i-1].Class]++
	}
	if i+1 == len(blocks) || !isTitleLine(b) {
		return
	}
	below := 0
	for i+1+below < len(blocks) && below < 2 && len(blocks[i+1+below].AllLinks()) > 0 {
		below++
	}
	next := blocks[i+1]
	c.letters += wording.BoolInt(isIndexLetter(strings.TrimSpace(b.Text)))
	_, _, numbered := wording.SplitNumber(b.Text)
	c.counted += wording.BoolInt(numbered)
	c.good += wording.BoolInt(below > 0 || isTitleLine(next) && next.Class != b.Class && (numbered || classOfTitle.MatchString(next.Class)))
	c.wide += wording.BoolInt(below > 1)
}

// titles reports whether the lines of a class are titles: the class is called so, or
// they are counted or stand above several links each, the first above all links or
// right below a title of a higher class, or they are the letters of an index.
func (c *titleClass) titles(name string, links int, higher map[string]int) bool {
	if c.good < 2 || c.good*5 < c.all*4 {
		return false
	}
	if classOfTitle.MatchString(name) || c.linked == 0 && c.letters > 2 && c.letters == c.all {
		return true
	}
	opens := c.first < links
	for up := range higher {
		opens = opens || c.below[up] > 0
	}
	return c.linked == 0 && opens && (c.counted*2 >= c.all || c.wide*2 >= c.all)
}

// isIndexLetter reports a capital letter and nothing else.
func isIndexLetter(text string) bool { return len(text) == 1 && text[0] >= 'A' && text[0] <= 'Z' }

// isTitleLine reports a plain line that reads like a title.
func isTitleLine(b *parse.Block) bool { return b.Kind == parse.Paragraph && readsTitle(b) }

// readsTitle reports words without a link that read like a title.
func readsTitle(b *parse.Block) bool {
	text := strings.TrimSpace(b.Text)
	most := 12
	if _, _, numbered := wording.SplitNumber(text); numbered {
		most = 24
	}
	return len(b.Links) == 0 && text != "" && wording.CountWords(text) <= most && !strings.ContainsAny(text, "\n") && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":")
}

// titled is the rank of block i as a title by its class, 0 if it is none.
func (r *rowReader) titled(i int) int {
	b := &r.doc.Blocks[i]
	if b.Kind != parse.Paragraph || !isTitleLine(b) {
		return 0
	}
	return r.ranks[b.Class]
}

// An itemLook is how the items of one list are set.
type itemLook struct {
	group int
	class string
	bold  bool
}

// titleItems finds the items of lists of links that name what stands below them: the
// items of one look, none of them linked, each right above linked ones of another. Bold
// tells them at once; another class does if it says so or if they open the list.
func titleItems(d *parse.Document, region parse.Region) map[int]bool {
	if !mayTitle(d, region) {
		return nil
	}
	looks := make(map[itemLook]*titleClass)
	var plain []int // items that do not link
	opened := make(map[int]bool)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != region || b.Kind != parse.Item {
			continue
		}
		look := itemLook{b.Group, b.Class, b.Bold}
		c := looks[look]
		if c == nil {
			c = &titleClass{}
			if opened[b.Group] && !b.Bold {
				c.first = 1 // below links that no title stands above
			}
			looks[look] = c
		}
		opened[b.Group] = true
		if len(b.Links) > 0 {
			c.linked++
			continue
		}
		c.all++
		if below := linkedBelow(d.Blocks, i); below > 0 {
			c.good++
			c.wide += wording.BoolInt(below > 1)
		}
		plain = append(plain, i)
	}
	inBold := make(map[int]bool) // lists with several titles in bold: one of another class is one too
	for look, c := range looks {
		inBold[look.group] = inBold[look.group] || look.bold && c.linked == 0 && c.titles(look.class, 1, nil)
	}
	var titles map[int]bool
	for _, i := range plain {
		b := &d.Blocks[i]
		if c := looks[itemLook{b.Group, b.Class, b.Bold}]; c.linked == 0 && (c.titles(b.Class, 1, nil) || b.Bold && inBold[b.Group]) && linkedBelow(d.Blocks, i) > 0 {
			if titles == nil {
				titles = make(map[int]bool)
			}
			titles[i] = true
		}
	}
	return titles
}

// mayTitle is a cheap look for two items that may be titles.
func mayTitle(d *parse.Document, region parse.Region) bool {
	n := 0
	for i := 0; i+1 < len(d.Blocks) && n < 2; i++ {
		b, next := &d.Blocks[i], &d.Blocks[i+1]
		n += wording.BoolInt(b.Kind == parse.Item && b.Region == region && len(b.Links) == 0 && len(next.Links) > 0 && next.Group == b.Group && next.Level == b.Level)
	}
	return n == 2
}

// linkedBelow counts, up to two, the linked items right below an item that reads like
// a title and is not one of their count, whatever lists they have below themselves.
func linkedBelow(blocks []parse.Block, i int) int {
	b := &blocks[i]
	if !readsTitle(b) {
		return 0
	}
	n := 0
	for k := i + 1; k < len(blocks) && n < 2; k++ {
		next := &blocks[k]
		if n > 0 && next.Kind == parse.Item && next.Region == b.Region && next.Level > b.Level {
			continue
		}
		if next.Kind != parse.Item || next.Region != b.Region || next.Group != b.Group || next.Level != b.Level || len(next.Links) == 0 {
			break
		}
		n++
	}
	if n == 0 {
		return 0
	}
	own, _, _ := wording.SplitNumber(b.Text)
	first, _, _ := wording.SplitNumber(blocks[i+1].Text)
	if own.Text != "" && own.Parts == first.Parts && own.Keyword == first.Keyword {
		return 0
	}
	return n
}
