package wording

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NumberKey returns a string that sorts as people count: "1.10" after "1.9",
// "C09A" between "C09" and "C10", "Chapter Two" as 2. An empty number gives "".
func NumberKey(number string) string {
	var b strings.Builder
	for rest := number; rest != ""; {
		var run string
		if run, rest = numberRun(rest); run == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		} else {
			b.Grow(9 * (1 + strings.Count(number, ".")))
		}
		if IsDigit(run[0]) {
			writeCount(&b, strings.TrimLeft(run[:len(run)-1], "0")+run[len(run)-1:])
		} else if n, ok := numberWords[strings.ToLower(run)]; ok {
			writeCount(&b, strconv.Itoa(n))
		} else {
			b.WriteString(strings.ToUpper(run))
		}
	}
	return b.String()
}

// writeCount writes a count with eight digits at least.
func writeCount(b *strings.Builder, digits string) {
	b.WriteString("00000000"[min(len(digits), 8):])
	b.WriteString(digits)
}

// numberRun cuts the run of digits or of letters off the front of a number; a run of
// digits is cut at nine. It gives "" for any other character, which goes too.
func numberRun(s string) (run, rest string) {
	first, size := utf8.DecodeRuneInString(s)
	digit := first >= '0' && first <= '9'
	if !digit && !unicode.IsLetter(first) {
		return "", s[size:]
	}
	end := 0
	for i, r := range s {
		if (r >= '0' && r <= '9') != digit || !digit && !unicode.IsLetter(r) || digit && i == 9 {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return s[:end], s[end:]
}
