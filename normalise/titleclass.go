package normalise

import (
	"regexp"
	"strings"

	"manualwatch/parse"
)

// classOfTitle is a class that says of itself that its lines are titles.
var classOfTitle = regexp.MustCompile(`(?i)title|head|section|group|categor|topic|accordion|toggle|name`)

// A titleClass counts the lines of one class that do not link.
type titleClass struct {
	all, good int // lines, and those right above links or another title
	counted   int // with a number
	wide      int // above two links or more
	linked    int // lines of the class that link
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
		if b.Kind == parse.Heading && b.Level > 1 && !isReleaseLabel(b.Text) {
			return nil
		}
		if linked := len(blockLinks(b)) > 0; linked && links < 0 {
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
		if classes[name].titles(name, links, ranks) && rankBold+len(ranks) < rankEntry {
			ranks[name] = rankBold + len(ranks)
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
	for i+1+below < len(blocks) && below < 2 && len(blockLinks(blocks[i+1+below])) > 0 {
		below++
	}
	next := blocks[i+1]
	_, _, numbered := splitNumber(b.Text)
	c.counted += boolInt(numbered)
	c.good += boolInt(below > 0 || isTitleLine(next) && next.Class != b.Class && (numbered || classOfTitle.MatchString(next.Class)))
	c.wide += boolInt(below > 1)
}

// titles reports whether the lines of a class are titles: the class is called so, or
// they are counted or stand above several links each, the first above all links or
// right below a title of a higher class.
func (c *titleClass) titles(name string, links int, higher map[string]int) bool {
	if c.good < 2 || c.good*5 < c.all*4 {
		return false
	}
	if classOfTitle.MatchString(name) {
		return true
	}
	opens := c.first < links
	for up := range higher {
		opens = opens || c.below[up] > 0
	}
	return c.linked == 0 && opens && (c.counted*2 >= c.all || c.wide*2 >= c.all)
}

// isTitleLine reports a plain line that reads like a title.
func isTitleLine(b *parse.Block) bool {
	text := strings.TrimSpace(b.Text)
	most := 12
	if _, _, numbered := splitNumber(text); numbered {
		most = 24
	}
	return b.Kind == parse.Paragraph && len(b.Links) == 0 && text != "" && countWords(text) <= most && !strings.ContainsAny(text, "\n") && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":")
}

// titled is the rank of block i as a title by its class, 0 if it is none.
func (r *rowReader) titled(i int) int {
	b := &r.doc.Blocks[i]
	if b.Kind != parse.Paragraph || !isTitleLine(b) {
		return 0
	}
	return r.ranks[b.Class]
}
