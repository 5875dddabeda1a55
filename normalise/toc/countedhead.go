package toc

import (
	"strconv"

	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// countedHead is a heading that counts with a word which begins many a title too, and no sign
// behind the number: "Standard 1 Creating Safe Environments".
var countedHead = pattern.New(`(?i)^(standard|policy|procedure|protocol)\s+(\d{1,2})\s+(\S.*)$`)

// settleCountedHeads reads the numbers of such headings where they count from 1 and head rows:
// "Standard 1", "Standard 2", "Standard 3". What stands below them, "Standard 1 Guidance", is
// called after its heading.
func settleCountedHeads(rows []Row) {
	const least = 3
	var heads []int
	for i := range rows {
		rw := &rows[i]
		if !rw.Head || rw.Linked() || rw.Num.Text != "" {
			continue
		}
		if m := countedHead.FindStringSubmatch(rw.Title); m != nil && m[2] == strconv.Itoa(len(heads)+1) {
			heads = append(heads, i)
		}
	}
	if len(heads) < least {
		return
	}
	for _, i := range heads {
		m := countedHead.FindStringSubmatch(rows[i].Title)
		rows[i].Num = wording.Numeral{Text: m[2], Keyword: wording.LowerLetters(m[1]), Parts: 1, Sure: true, Plain: rows[i].Title}
		rows[i].Title = m[3]
	}
}
