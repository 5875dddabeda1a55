package parse

import (
	"strings"
)

// edgeLines is how many lines behind the title, and at the end, are looked at for
// notes about the page.
const edgeLines = 6

// markNotes moves out what most pages say of themselves behind the title or at the
// end, up to digits and dates: who submitted the page and when, how long it takes to
// read, when it was updated. Such a line has a class or a frame that no line of the
// page's own has; names and numbers to ring, which chapters share, are text.
func (s *site) markNotes() {
	count := map[string]int{}
	edges := make([][2][]int, len(s.pages))
	for k := range s.pages {
		p := &s.pages[k]
		edges[k] = s.edges(p)
		seen := map[string]bool{}
		for _, i := range append(edges[k][0], edges[k][1]...) {
			if key := noteKey(&p.Blocks[i]); key != "" && !seen[key] {
				seen[key] = true
				count[key]++
			}
		}
	}
	for k := range s.pages {
		p := &s.pages[k]
		for _, lines := range edges[k] {
			n := 0
			for ; n < len(lines); n++ {
				b := &p.Blocks[lines[n]]
				if key := noteKey(b); key == "" || !s.common(p, lines[n]) && count[key]*5 < len(s.pages)*3 || s.sharesPlace(p, lines[n], count) {
					break
				}
			}
			for _, i := range lines[:n] {
				p.Blocks[i].Region = asideRegion(&p.Blocks[i])
			}
		}
	}
}

// edges lists the short lines behind the title of a page, and from its end backwards.
func (s *site) edges(p *page) (edges [2][]int) {
	from := s.titleAt(p) + 1
	for i := from; i < len(p.Blocks) && len(edges[0]) < edgeLines; i++ {
		if b := &p.Blocks[i]; b.Region == Main {
			if b.Kind == Heading || b.Kind == Box {
				break
			}
			edges[0] = append(edges[0], i)
			from = i + 1
		}
	}
	for i := len(p.Blocks) - 1; i >= from && len(edges[1]) < edgeLines; i-- {
		if b := &p.Blocks[i]; b.Region == Main {
			if b.Kind == Box || labelled(b.Text) && !mayBeFact(b.Text) {
				break
			}
			edges[1] = append(edges[1], i)
		}
	}
	return edges
}

// sharesPlace reports whether a line of the page's own has the class and the frame of
// line i, or a heading of its own the class of heading i.
func (s *site) sharesPlace(p *page, i int, count map[string]int) bool {
	b := &p.Blocks[i]
	for k := range p.Blocks {
		o := &p.Blocks[k]
		if o.Region == Main && k != i && classOf(o) == classOf(b) && (b.Kind == Heading && o.Kind == Heading || b.Kind != Heading && o.Part == b.Part) && !s.common(p, k) && count[noteKey(o)]*5 < len(s.pages)*3 {
			return true
		}
	}
	return false
}

// noteKey is the class of a line and its words without what changes from page to
// page; "" for a line that is no note of the page about itself.
func noteKey(b *Block) string {
	if len(b.Text) > 120 || b.Kind == Row || b.Kind == Box || b.Kind == Heading && b.Level == 1 || b.Bold && b.Kind == Paragraph || headed(b.Text) || strings.Contains(b.Text, "@") || ringable(b.Text) {
		return ""
	}
	var key strings.Builder
	key.WriteString(classOf(b))
	key.WriteByte(0)
	for _, w := range strings.Fields(b.Text) {
		if c := strings.Trim(w, ",.:;()|-"); c == "" || changes(c) {
			w = "0"
		}
		key.WriteString(w)
		key.WriteByte(' ')
	}
	return key.String()
}

// headed reports a line that begins with the number of a heading: a capital follows.
func headed(s string) bool {
	_, rest, _ := strings.Cut(s, " ")
	return numbered(s) && rest != "" && (rest[0] < 'a' || rest[0] > 'z')
}

// classOf is the class of a block without its own id.
func classOf(b *Block) string {
	if b.Anchor == "" {
		return b.Class
	}
	if b.Kind == Heading && b.Class == b.Anchor {
		return ""
	}
	return strings.TrimSuffix(b.Class, " "+b.Anchor)
}

// changes reports a word with digits, or the name of a day or a month.
func changes(w string) bool {
	if strings.ContainsAny(w, "0123456789") {
		return true
	}
	if len(w) < 3 || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	w = strings.ToLower(w)
	for _, name := range [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	return false
}

// ringable reports a line with a number to ring: seven digits or more with nothing
// but spaces between them.
func ringable(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if digits++; digits >= 7 {
				return true
			}
		case c != ' ':
			digits = 0
		}
	}
	return false
}
