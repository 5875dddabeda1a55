package parse

import "strings"

// markBeside finds the list of the pages beside this one, "In this section", that sites set
// in a column of its own behind the text: links and nothing else, one of them to the page
// itself by its title. Authors do not lead their readers to the page that these read. Where
// the page has hardly another word, it is a list of contents with the page in it.
func markBeside(doc *Document) {
	for i := 0; i < len(doc.Blocks); {
		end := i + 1
		for end < len(doc.Blocks) && doc.Blocks[end].Group == doc.Blocks[i].Group && doc.Blocks[end].Kind == Item {
			end++
		}
		if i > 0 && doc.Blocks[i].Kind == Item && listsItself(doc, i, end) && saidAround(doc, i) {
			if head := &doc.Blocks[i-1]; head.Region == Main && head.Kind == Heading && head.Level > 1 {
				i--
			}
			for k := i; k < end; k++ {
				doc.Blocks[k].Region = Nav
			}
		}
		i = end
	}
}

// listsItself reports a list of links to pages of which one leads to the page itself and has
// the words of its title.
func listsItself(doc *Document, from, to int) bool {
	own := -1
	for i := from; i < to; i++ {
		b := &doc.Blocks[i]
		if b.Region != Main || len(b.Links) != 1 || linked(b) < len(b.Text) || strings.Contains(b.Links[0].Href, "#") {
			return false
		}
		if sameAddress(b.Links[0].Href, doc.FinalURL) {
			own = i
		}
	}
	if own < 0 {
		return false
	}
	entry, title := doc.Blocks[own].Text, titleOf(doc)
	return fold(unnumbered(entry)) == fold(unnumbered(title))
}

// sameAddress reports two addresses that differ at most in a slash at the end.
func sameAddress(a, b string) bool {
	return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}

// saidAround reports whether the text of a page before a list, in another column, is more than
// all that stands with the list or behind it.
func saidAround(doc *Document, from int) bool {
	said, rest := 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.Region != Main || b.Kind == Heading:
		case i < from && b.Part != doc.Blocks[from].Part:
			said += len(b.Text) - linked(b)
		default:
			rest += len(b.Text)
		}
	}
	return said > rest && said > 100
}
