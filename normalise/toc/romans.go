package toc

import (
	"strings"

	"manualwatch/normalise/wording"
)

// settleBareRomans reads the Roman numbers that stand before titles with nothing but a space
// behind them, where rows set alike count by them: "II Council Duties" behind "I Foundations".
// Alone the one is words, and the other may be a letter.
func settleBareRomans(rows []Row) {
	var at []int
	for i := range rows {
		rw := &rows[i]
		if rw.Also || rw.Num.Text != "" && rw.Num.Keyword != "letter" || len(at) > 0 && rw.Rank != rows[at[0]].Rank {
			continue
		}
		if m := bareRoman.FindStringSubmatch(wording.Squeeze(rw.Num.Text + " " + rw.Title)); m != nil && romanValue(m[1]) == len(at)+1 {
			at = append(at, i)
		}
	}
	if len(at) < 2 {
		return
	}
	for _, i := range at {
		rw := &rows[i]
		printed := wording.Squeeze(rw.Num.Text + " " + rw.Title)
		number, title, _ := strings.Cut(printed, " ")
		rw.Num = wording.Numeral{Text: number, Parts: 1, Keyword: "roman", Sure: true, Plain: printed}
		rw.Title = title
	}
}

// settleSignsAmongLetters reads a Roman sign as the letter that it is where the letter before it
// counts what stands before: "I." behind "H.", in a list that counts its parts by "I." and "II." as
// well. Behind part IV the V is the next part.
func settleSignsAmongLetters(numbers []*wording.Numeral) {
	var last *wording.Numeral
	met := make(map[string]bool)
	for _, n := range numbers {
		if n.Text == "" || wording.IsDigit(n.Text[0]) {
			continue
		}
		if last != nil && n.Keyword == "roman" && len(n.Text) == 1 && len(last.Text) == 1 && strings.HasPrefix(last.Keyword, "letter") && n.Text[0] == last.Text[0]+1 && (n.Text == "I" || !met["I"+n.Text]) {
			*n = asLetter(*n)
		}
		last, met[n.Text] = n, true
	}
}
