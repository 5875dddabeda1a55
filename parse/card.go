package parse

import "strings"

// cardLine is the most bytes of a line of a page's card.
const cardLine = 80

// markCard moves out the card of a page: the definition list right below the title
// whose terms stand on most pages ("Published", "Directorate"), with one short line
// to each term.
func (s *site) markCard(p *page) {
	from := s.titleAt(p) + 1
	if from == 0 {
		return
	}
	for from < len(p.Blocks) && p.Blocks[from].Region != Main {
		from++
	}
	if from == len(p.Blocks) || p.Blocks[from].Kind != Item {
		return
	}
	end := from
	for end < len(p.Blocks) && p.Blocks[end].Kind == Item && p.Blocks[end].Group == p.Blocks[from].Group {
		end++
	}
	if (end-from)%2 != 0 {
		return
	}
	for i := from; i < end; i += 2 {
		if !s.common(p, i) || !cardPair(&p.Blocks[i], &p.Blocks[i+1]) {
			return
		}
	}
	for i := from; i < end; i++ {
		p.Blocks[i].Region = Furniture
	}
}

// markCardAbove moves out the card that stands above the title instead: a definition list
// whose terms stand on most pages there, with one short line to each. Lines that told dates
// of the page are out of it already.
func (s *site) markCardAbove(p *page) {
	title := s.titleAt(p)
	for from := 0; from < title; from++ {
		if b := &p.Blocks[from]; b.Region != Main || b.Kind != Item || !b.Bold {
			continue
		}
		end, card := from, true
		for end < title && p.Blocks[end].Kind == Item && p.Blocks[end].Group == p.Blocks[from].Group {
			end++
		}
		for i := from; i < end; i += 2 {
			card = card && i+1 < end && s.common(p, i) && cardPair(&p.Blocks[i], &p.Blocks[i+1])
		}
		for i := from; card && i < end; i++ {
			p.Blocks[i].Region = Furniture
		}
		from = end - 1
	}
}

// cardPair reports a term of a definition list and its one line, as a card has
// them.
func cardPair(term, text *Block) bool {
	return term.Bold && !text.Bold && text.Level == term.Level+1 && !numbered(term.Text) &&
		len(term.Text) <= cardLine && len(text.Text) <= cardLine && len(text.Links) <= 2
}

// markKey moves out the box right below the headings of a page that is the same on most pages: what
// the colours and signs on them mean, in short lines that are no sentences. A number to ring, a day or
// a link is the chapter's.
func (s *site) markKey(p *page) {
	more := s.surplus(p)
	from, headed := 0, false
	for ; from < len(p.Blocks) && (p.Blocks[from].Region != Main || p.Blocks[from].Kind == Heading || p.Blocks[from].Kind == Image); from++ {
		headed = headed || p.Blocks[from].Region == Main && p.Blocks[from].Kind == Heading
	}
	if !headed || from == len(p.Blocks) || p.Blocks[from].BoxGroup == 0 {
		return
	}
	end := from
	for ; end < len(p.Blocks) && p.Blocks[end].Region == Main && p.Blocks[end].BoxGroup == p.Blocks[from].BoxGroup; end++ {
		b := &p.Blocks[end]
		if !s.common(p, end) || more(end) || len(b.Text) > cardLine || len(b.AllLinks()) > 0 || hasDigit(b.Text) || strings.HasSuffix(b.Text, ".") {
			return
		}
	}
	if end-from < leastInKey {
		return
	}
	for i := from; i < end; i++ {
		p.Blocks[i].Region = Furniture
	}
}

// leastInKey is how many lines such a box has at least: a label and what two signs mean.
const leastInKey = 3
