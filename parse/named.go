package parse

import "strings"

// Names of elements often are the words of their headings: "sharing" is a bar of links to
// share a page, or the section on sharing information. One page cannot always tell; the pages
// beside it can: furniture is what they have too.

// leastSentence is how many bytes a line has at least that may be a sentence.
const leastSentence = 24

// onlyCalledSo reports an element that nothing but its name makes furniture. A foot without a
// heading tells of the page it stands below, each of its own.
func (e *element) onlyCalledSo() bool {
	if e.is(dropped|hidden|isNav) || e.text <= e.link {
		return false
	}
	called := names(e.n)
	h, _ := wordHints(called)
	return h == hintFurniture && (e.heads > 0 || !strings.Contains(strings.ToLower(called), "foot"))
}

// takeNamed takes in the parts of a page that were set apart for their names alone and say
// what no other page does.
func (s *site) takeNamed(p *page) {
	title, heads := -1, [7]bool{}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Region == Main && b.Kind == Heading {
			if title < 0 {
				title = i
			}
			heads[min(b.Level, 6)] = true
		}
	}
	for i := 0; title >= 0 && i < len(p.Blocks); i++ {
		if i < title || p.Blocks[i].Named == 0 {
			continue
		}
		end := i + 1
		for end < len(p.Blocks) && p.Blocks[end].Named == p.Blocks[i].Named {
			end++
		}
		if s.saysOwn(p, i, end, heads) {
			p.takeIn(i, end)
		}
		i = end - 1
	}
}

// saysOwn reports blocks most of which are this page's alone, with a sentence among them. Where
// there are not enough pages to tell, they stand under a heading of a rank that others of the
// page have.
func (s *site) saysOwn(p *page, from, end int, heads [7]bool) bool {
	if isSideLabel(p.Blocks[from].Text) {
		return false
	}
	all, own, sentence, headed := 0, 0, false, len(s.pages) >= minPages
	for i := from; i < end; i++ {
		b := &p.Blocks[i]
		if b.Kind == Heading {
			headed = headed || heads[min(b.Level, 6)]
			continue // chapters share headings
		}
		all += len(b.Text)
		if s.rare(p.lines[i]) && linked(b)*2 < len(b.Text) && !isBoilerplate(b) && !isFact(b) {
			own += len(b.Text)
			sentence = sentence || len(b.Text) >= leastSentence
		}
	}
	return headed && sentence && own*2 > all
}

// rare reports a line of one page, or of the two on which a large site has a chapter twice.
func (s *site) rare(line int32) bool {
	n := s.line(line).count
	return n == 1 || n == 2 && len(s.pages) >= 4*minPages
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
