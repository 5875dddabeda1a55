package toc

import (
	"strconv"

	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// dashedNumber begins a title with the number of its part and its own, "2-10. Career Paths"; alone
// it may be a span, "5-11 Year Olds".
var dashedNumber = pattern.New(`^(\d{1,2})[-–](\d{1,2})(?:\s*[.:)]\s*|\s+)(\S.*)$`)

// settleDashed reads such numbers where nearly all of them count on: "1-1", "1-2", "2-1".
func settleDashed(rows []Row) {
	const least = 4
	var at []int
	on, part, count := 0, 0, 0
	for i := range rows {
		m := dashedNumber.FindStringSubmatch(rows[i].Title)
		if m == nil || rows[i].Num.Text != "" {
			continue
		}
		p, _ := strconv.Atoi(m[1])
		c, _ := strconv.Atoi(m[2])
		on += wording.BoolInt(p == part && c == count+1 || p == part+1 && c == 1)
		part, count = p, c
		at = append(at, i)
	}
	if len(at) < least || on*5 < len(at)*4 {
		return
	}
	for _, i := range at {
		m := dashedNumber.FindStringSubmatch(rows[i].Title)
		rows[i].Num = wording.Numeral{Text: m[1] + "-" + m[2], Parts: 2, Sure: true, Plain: rows[i].Title}
		rows[i].Title = m[3]
	}
}
