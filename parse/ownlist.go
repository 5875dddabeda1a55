package parse

// markLabels takes the label right above a list of contents that the reader of a file knows
// for a part of it.
func markLabels(doc *Document) {
	for i := 1; i < len(doc.Blocks); i++ {
		if label := &doc.Blocks[i-1]; doc.Blocks[i].Region == Contents && label.Region == Main && isContentsLabel(label) {
			label.Region = Contents
		}
	}
}

// markOwnLists takes out of the text of a file the lists that its chapters print of their
// own headings, below a label such as "In this chapter:". They are no [Contents], which is
// the whole file's.
func markOwnLists(doc *Document) {
	var heads []headingKey // once there is a label
	for i := range doc.Blocks {
		if !isContentsLabel(&doc.Blocks[i]) {
			continue
		}
		if heads == nil {
			heads = headingKeys(doc)
		}
		end := ownList(doc.Blocks, i+1)
		lines := linesOf(doc.Blocks[i+1 : end])
		if hits, first := announced(lines, heads, end); hits >= 2 && hits*5 >= len(lines)*4 && ownedBelow(doc.Blocks, i, first) {
			for k := i; k < end; k++ {
				doc.Blocks[k].Region = Furniture
			}
		}
	}
}

// ownList is the end of the list that begins at block i: items of one list, or lines that
// are no sentences.
func ownList(blocks []Block, i int) int {
	end := i
	for ; end < len(blocks) && listed(&blocks[end]); end++ {
		b, first := &blocks[end], &blocks[i]
		if b.Kind != first.Kind || b.Group != first.Group || b.Kind == Paragraph && endsSentence(b.Text) {
			break
		}
	}
	return end
}

// ownedBelow reports whether the headings that a list at block i announces, of which
// first is one, stand below the heading above it, and that is one of several: the list
// is not that of the whole file.
func ownedBelow(blocks []Block, i, first int) bool {
	owner, beside := 0, 0
	for k := i - 1; k >= 0 && owner == 0; k-- {
		if blocks[k].Kind == Heading && blocks[k].Level < rankOf(&blocks[first]) {
			owner = blocks[k].Level
		}
	}
	for k := range blocks {
		if blocks[k].Kind == Heading && blocks[k].Level == owner && blocks[k].Region == Main {
			beside++
		}
	}
	return beside > 1
}

// rankOf is the level of a heading; a line in bold stands below all that are marked.
func rankOf(b *Block) int {
	if b.Kind == Heading {
		return b.Level
	}
	return 7
}
