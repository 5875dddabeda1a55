package line

import (
	"unicode"
	"unicode/utf8"
)

// JoinBigNumbers puts the large number of a chapter, which stands beside its title and is set
// over two lines of it or between them, before the first word of the title.
func JoinBigNumbers(ws []Word) []Word {
	common, tried := 0.0, 0 // the size of the text is measured once a number asks for it
	for i := range ws {
		a := &ws[i]
		if a.Size < leastCapital || tried == mostCapitals || !isBigNumber(a.Text) {
			continue
		}
		if tried++; common == 0 {
			common = CommonSize(ws)
		}
		if first := titleBeside(ws, a, common); first != nil {
			width := a.Width() * first.Size / a.Size
			a.Size, a.Y, a.Y0, a.Y1 = first.Size, first.Y, first.Y0, first.Y1
			a.X1 = first.X0 - 0.3*first.Size
			a.X0 = a.X1 - width
			a.Bold, a.colour, a.Spaced = first.Bold, first.colour, true
		}
	}
	return ws
}

// isBigNumber reports up to three digits.
func isBigNumber(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return len(text) < 4
}

// titleBeside is the first word of the title beside a large number, nil if there is none: its
// letters are smaller, larger than the text, and on no baseline of the number's.
func titleBeside(ws []Word, a *Word, common float64) *Word {
	var first *Word
	for i := range ws {
		b := &ws[i]
		if b.X0 < a.X1 || b.Y < a.Y-a.Size || b.Y > a.Y+0.9*b.Size {
			continue
		}
		if first == nil || b.Y < first.Y-1 || b.Y < first.Y+1 && b.X0 < first.X0 {
			first = b
		}
	}
	if first == nil || first.Size > 0.75*a.Size || first.Size < 1.3*common || first.X0-a.X1 > 4*first.Size || first.Y > a.Y-0.1*a.Size {
		return nil
	}
	if r, _ := utf8.DecodeRuneInString(first.Text); !unicode.IsUpper(r) {
		return nil
	}
	return first
}
