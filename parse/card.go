package parse

// cardLine is the most bytes of a line of a page's card.
const cardLine = 80

// markCard moves out the card of a page: the definition list right below the title
// whose terms stand on most pages ("Published", "Directorate"), with one short line
// to each term.
func (s *site) markCard(doc *Document) {
	from := s.titleAt(doc) + 1
	if from == 0 {
		return
	}
	for from < len(doc.Blocks) && doc.Blocks[from].Region != Main {
		from++
	}
	if from == len(doc.Blocks) || doc.Blocks[from].Kind != Item {
		return
	}
	end := from
	for end < len(doc.Blocks) && doc.Blocks[end].Kind == Item && doc.Blocks[end].Group == doc.Blocks[from].Group {
		end++
	}
	if (end-from)%2 != 0 {
		return
	}
	for i := from; i < end; i += 2 {
		if !s.cardPair(&doc.Blocks[i], &doc.Blocks[i+1]) {
			return
		}
	}
	for i := from; i < end; i++ {
		doc.Blocks[i].Region = Furniture
	}
}

// cardPair reports a term of a definition list and its one line, as a card has
// them.
func (s *site) cardPair(term, text *Block) bool {
	return term.Bold && !text.Bold && text.Level == term.Level+1 && s.common(term) && !numbered(term.Text) &&
		len(term.Text) <= cardLine && len(text.Text) <= cardLine && len(text.Links) <= 2
}
