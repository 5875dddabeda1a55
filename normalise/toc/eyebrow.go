package toc

import (
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// joinEyebrows gives headings without a number that of the line right above them which says
// nothing else, "Part A" over "Welfare": together they are the title of one part. Where
// such a line stands over several headings set alike, it is the title of what they are in.
func joinEyebrows(rows []Row) []Row {
	var at []int
	for i := range rows {
		if isEyebrow(rows, i) {
			at = append(at, i)
		}
	}
	for k, i := range at {
		to := len(rows)
		if k+1 < len(at) {
			to = at[k+1]
		} else if k > 0 {
			break // what follows the last part may be no part
		}
		if headsAlike(rows[i+1:to]) > 1 {
			raiseEyebrows(rows, at)
			return rows
		}
	}
	for _, i := range at {
		rows[i+1].Num = rows[i].Num
		rows[i+1].Num.Sure, rows[i+1].Num.Plain = true, ""
	}
	out := rows[:0]
	for i := range rows {
		if len(at) > 0 && at[0] == i {
			at = at[1:]
			continue
		}
		out = append(out, rows[i])
	}
	return out
}

// raiseEyebrows sets the lines with the numbers of parts above the plain lines that they stand
// over.
func raiseEyebrows(rows []Row, at []int) {
	for _, i := range at {
		if rows[i+1].Lead {
			rows[i].Rank, rows[i].Head = rows[i+1].Rank-1, true
		}
	}
}

// isEyebrow reports a line that is only the number of a part or chapter, in a smaller type than the
// heading right below it or in the same, or above the plain line that opens a list.
func isEyebrow(rows []Row, i int) bool {
	if i+1 >= len(rows) {
		return false
	}
	r, head := &rows[i], &rows[i+1]
	return (PartNumber(r.Num) || r.Num.Keyword == "chapter") && r.Title == "" && !r.Linked() && head.Head && head.Num.Text == "" && head.Title != "" &&
		(head.Rank < RankBold || head.Lead) && r.Rank >= head.Rank && head.Block == r.Block+1 && head.Page == r.Page
}

// overTitle reports a line above a heading where both are one link, as on a card that leads on as a
// whole: it says what sort of thing the heading names, "Policy". Its flags and its number are told
// of that.
func (r *rowReader) overTitle(i int, b *parse.Block) bool {
	if i+1 >= len(r.doc.Blocks) || b.Kind != parse.Paragraph {
		return false
	}
	head := &r.doc.Blocks[i+1]
	if head.Kind != parse.Heading || head.Region != b.Region || !allOneLink(b) || !allOneLink(head) || b.Links[0].Href != head.Links[0].Href {
		return false
	}
	_, flagged := titleflag.PureFlags(b.Text)
	_, numbered := wording.PureNumber(b.Text)
	return !flagged && !numbered
}

// allOneLink reports a block that is one link and nothing else.
func allOneLink(b *parse.Block) bool {
	return len(b.Links) == 1 && layout.LinkShare(b.Text, b.Links) == 1
}

// headsAlike counts the headings among rows that are set as the first is, or higher.
func headsAlike(rows []Row) int {
	n := 0
	for i := range rows {
		n += wording.BoolInt(rows[i].Head && rows[i].Rank <= rows[0].Rank)
	}
	return n
}
