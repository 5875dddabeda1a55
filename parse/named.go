package parse

import (
	"strings"

	"manualwatch/parse/parallel"
)

// Names of elements often are the words of their headings: "sharing" is a bar of links to
// share a page, or the section on sharing information. One page cannot always tell; the pages
// beside it can: furniture is what they have too.

// leastSentence is how many bytes a line has at least that may be a sentence.
const leastSentence = 24

// onlyCalledSo reports an element that nothing but its name makes furniture or a menu. A foot
// without a heading tells of the page it stands below, each of its own.
func (e *element) onlyCalledSo() bool {
	if e.is(dropped|hidden|isNav) || e.text <= e.link {
		return false
	}
	called := names(e.n)
	h, _ := wordHints(called)
	if h == hintNav {
		return e.link == 0 && e.heads > 0
	}
	return h == hintFurniture && (e.heads > 0 || !strings.Contains(strings.ToLower(called), "foot"))
}

// takeNamed takes in the parts of pages that were set apart for their names alone and say what
// no other page does.
func (s *site) takeNamed() {
	own := s.ownNamed()
	if len(own) == 0 {
		return
	}
	parallel.Do(len(s.pages), func(k int) { s.takeNamedOf(&s.pages[k], own) })
}

// ownNamed are the lines in such parts that one page alone says, with its copies, which have
// its title; as they are, and bare.
func (s *site) ownNamed() map[string]bool {
	sayer, own := make(map[string]string), make(map[string]bool)
	for k := range s.pages {
		p := &s.pages[k]
		name := p.Title
		if s.isSite(name) {
			name = p.URL
		}
		for i := range p.Blocks {
			if p.Blocks[i].Named == 0 {
				continue
			}
			for _, line := range [...]string{p.Blocks[i].Text, bareLine(p, i)} {
				first, said := sayer[line]
				if !said {
					sayer[line] = name
				}
				own[line] = (!said || own[line] && first == name) && s.seldom(p.lines[i])
			}
		}
	}
	return own
}

// bareLine is a line without what changes from page to page in the lines of a site: the title
// of the page, and figures.
func bareLine(p *page, i int) string {
	text := fold(p.Blocks[i].Text)
	if p.Title != "" {
		text = strings.ReplaceAll(text, fold(p.Title), "")
	}
	return "\x00" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, text)
}

// seldom reports a line that half the pages have at most, where they are enough to tell, and
// otherwise one page only.
func (s *site) seldom(line int32) bool {
	n := int(s.line(line).count)
	return n == 1 || len(s.pages) >= minPages && n*2 <= len(s.pages)
}

func (s *site) takeNamedOf(p *page, own map[string]bool) {
	title, heads := -1, [7]bool{}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Region == Main && b.Kind == Heading {
			if title < 0 {
				title = i
			}
			heads[min(b.Level, 6)] = true
		}
	}
	for i := max(title, 0); title >= 0 && i < len(p.Blocks); i++ {
		if p.Blocks[i].Named == 0 {
			continue
		}
		end := i + 1
		for end < len(p.Blocks) && p.Blocks[end].Named == p.Blocks[i].Named {
			end++
		}
		if s.saysOwn(p, i, end, own, heads) {
			p.takeIn(i, end)
		}
		i = end - 1
	}
}

// saysOwn reports blocks most of which are this page's alone, with a sentence among them. Where
// there are not enough pages to tell, they stand under a heading of a rank that others of the
// page have; under one that most pages have, or none, their words are asked for bare.
func (s *site) saysOwn(p *page, from, end int, own map[string]bool, heads [7]bool) bool {
	if isSideLabel(p.Blocks[from].Text) {
		return false
	}
	headed, named := false, false
	for i := from; i < end; i++ {
		if b := &p.Blocks[i]; b.Kind == Heading && heads[min(b.Level, 6)] {
			headed, named = true, named || s.seldom(p.lines[i])
		}
	}
	if !headed && len(s.pages) < minPages {
		return false
	}
	all, said, sentence := 0, 0, false
	for i := from; i < end; i++ {
		b := &p.Blocks[i]
		if b.Kind == Heading {
			continue // chapters share headings
		}
		all += len(b.Text)
		if own[b.Text] && (named || own[bareLine(p, i)]) && linked(b)*2 < len(b.Text) && !isBoilerplate(b) && !isFact(b) {
			said += len(b.Text)
			sentence = sentence || len(b.Text) >= leastSentence
		}
	}
	return sentence && said*2 > all
}

// isSideLabel reports the first line of a box about the site or the page.
func isSideLabel(text string) bool {
	label := strings.Trim(fold(text), " :?.")
	return sideLabel.MatchString(label) || moreLabel.MatchString(label) || feedbackLabel.MatchString(label) || helpQuestion.MatchString(label) || strings.Contains(label, "cookie")
}

// takeIn makes blocks text, but for lines that only sites print.
func (p *page) takeIn(from, end int) {
	for i := from; i < end; i++ {
		if b := &p.Blocks[i]; !isBoilerplate(b) && !isFact(b) {
			b.Region = Main
		}
	}
}
