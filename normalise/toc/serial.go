package toc

import (
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// serial is the number of a paper in its year, in front of a title: "08/12 Costs of care".
var serial = pattern.New(`^(\d{2}/\d{2}(?:\d{2})?)\s+\p{Lu}`)

// settleSerials reads such numbers where two rows at least begin with different ones: alone it may
// be words, "50/50 Care".
func settleSerials(rows []Row) {
	var at []int
	different := make(map[string]bool)
	for i := range rows {
		if m := serial.FindStringSubmatch(rows[i].Title); rows[i].Num.Text == "" && m != nil {
			at = append(at, i)
			different[m[1]] = true
		}
	}
	if len(different) < 2 {
		return
	}
	for _, i := range at {
		rw := &rows[i]
		text := serial.FindStringSubmatch(rw.Title)[1]
		rw.Num = wording.Numeral{Text: text, Keyword: "serial", Parts: 1, Sure: true, Plain: rw.Title}
		rw.Title = wording.Squeeze(rw.Title[len(text):])
	}
}
