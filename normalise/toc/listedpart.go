package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// fewestParts is how many parts a list of contents names at least that the text does not
// head.
const fewestParts = 2

// withParts writes the parts that only a list of contents names as headings above the first
// chapter of each, where most of what the list names has a heading. A line of the part's
// name above a chapter, as some designs repeat it on each opening page, is no text.
func withParts(main []parse.Block, list []ListedTitle) []parse.Block {
	if !slices.ContainsFunc(list, func(t ListedTitle) bool { return t.Words.Num.Text != "" }) {
		return main
	}
	found := FindListed(main, list)
	at := make(map[int]ListedHead)
	headed, top := 0, 0
	for _, f := range found {
		at[f.Entry] = f
		if b := &main[f.to-1]; b.Kind == parse.Heading {
			headed++
			if top == 0 || b.Level < top {
				top = b.Level
			}
		}
	}
	var parts []int
	for _, k := range partEntries(main, list, at) {
		first, ok := at[k+1]
		if f, is := at[k]; ok && !(is && (main[f.At].Kind == parse.Heading || f.to != first.At)) {
			parts = append(parts, k) // it has no heading of its own
		}
	}
	if len(parts) < fewestParts || headed*5 < (len(list)-len(parts))*3 {
		return main
	}
	return writeParts(main, list, parts, at, wording.BoolInt(top == 1))
}

// writeParts writes the entries of parts as headings above what stands next in the list; all
// others are lowered.
func writeParts(main []parse.Block, list []ListedTitle, parts []int, at map[int]ListedHead, lower int) []parse.Block {
	heads, repeats := make(map[int]string), make(map[int]bool)
	for _, k := range parts {
		if f, is := at[k]; is {
			for i := f.At; i < f.to; i++ {
				repeats[i] = true // "Part 2", and its title on the next line
			}
		}
		heads[at[k+1].At] = strings.TrimSpace(folio.ReplaceAllString(list[k].text, ""))
	}
	out := make([]parse.Block, 0, len(main)+len(parts))
	for i := range main {
		b := main[i]
		if repeats[i] || i+1 < len(main) && main[i+1].Kind == parse.Heading && slices.ContainsFunc(parts, func(k int) bool { return list[k].isLine(&b) }) {
			continue
		}
		if title, is := heads[i]; is {
			out = append(out, parse.Block{Kind: parse.Heading, Level: 1, Text: title, Page: b.Page})
		}
		if b.Kind == parse.Heading {
			b.Level += lower
		}
		out = append(out, b)
	}
	return out
}

// isLine reports a line outside tables that says the words of an entry and nothing else.
func (t *ListedTitle) isLine(b *parse.Block) bool {
	if b.Kind != parse.Paragraph || len(b.Text) >= layout.MaxTitle {
		return false
	}
	w := wordsOfTitle(lineOfContents(b))
	return t.Words.same(&w) || t.Cut.same(&w)
}

// partEntries are the places of the entries of a list that are parts, each with one of
// another kind below it: those that a word for parts counts, or those without a number in a
// list that numbers all else, where the first stands above all numbers and none is a title
// of the text or the end of one.
func partEntries(main []parse.Block, list []ListedTitle, at map[int]ListedHead) []int {
	var counted, plain []int
	numbered, above := 0, true
	for k := range list {
		t := &list[k]
		last := k+1 == len(list)
		switch f, is := at[k]; {
		case isPartEntry(t):
			if !last && !isPartEntry(&list[k+1]) {
				counted = append(counted, k)
			}
		case t.Words.Num.Text != "":
			above = above && len(plain) > 0
			numbered++
		case !last && list[k+1].Words.Num.Text != "" && !is && !t.endsTitle(main, at, k) && t.Words.Whole == t.Cut.Whole:
			plain = append(plain, k)
		case is && main[f.to-1].Kind != parse.Heading:
			above = false
		}
	}
	if len(counted) > 0 {
		return counted
	}
	if !above || numbered < len(plain) {
		return nil
	}
	return plain
}

// endsTitle reports an entry that is the end of the title that begins in the line above it.
func (t *ListedTitle) endsTitle(main []parse.Block, at map[int]ListedHead, k int) bool {
	f, ok := at[k-1]
	return ok && strings.HasSuffix(wording.Solid(main[f.to-1].Text), t.Cut.Whole)
}

// isPartEntry reports an entry that a word for parts counts, "Part 2: Making a Referral".
func isPartEntry(t *ListedTitle) bool {
	return slices.Contains([]string{"part", "section", "volume", "book"}, t.Words.Num.Keyword)
}

// WithoutOwnList leaves the list of contents out of the front of a file or of a part of it: the
// label and the lines below it that are all titles in the rest.
func WithoutOwnList(front, rest []parse.Block) []parse.Block {
	isLabel := func(b parse.Block) bool {
		return b.Region == parse.Main && len(b.Text) < layout.MaxTitle && ContentLabel.MatchString(strings.TrimSpace(b.Text))
	}
	label := slices.IndexFunc(front, isLabel)
	if label < 0 {
		return front
	}
	last, lines, end := lastLines(slices.Concat(front, rest)), 0, label+1
	for end < len(front) && (front[end].Region != parse.Main || last.allAfter(front[end:end+1], len(front)-1)) {
		lines += wording.BoolInt(front[end].Region == parse.Main)
		end++
	}
	if lines < 2 {
		return front
	}
	return slices.Concat(front[:label], front[end:])
}

// allAfter reports blocks each of whose lines comes again as a title behind block i.
func (p linePlaces) allAfter(blocks []parse.Block, i int) bool {
	titles := titlesOf(blocks)
	return len(titles) > 0 && !slices.ContainsFunc(titles, func(t ListedTitle) bool { return !p.after(&t.Words, i) && !p.after(&t.Cut, i) })
}
