package out

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/diff"
)

var inQuotes = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// AsPrinted spells what stands between quotes in a reason, which is compared without
// capitals and spaces ("01632960101"), as the texts of the change print it
// ("01632 960101").
func AsPrinted(reason string, edits []EditRow) string {
	return inQuotes.ReplaceAllStringFunc(reason, func(q string) string {
		term, err := strconv.Unquote(q)
		if err != nil || term != strings.ToLower(term) { // with capitals it is as printed
			return q
		}
		for _, old := range []bool{true, false} {
			if p := spelled(term, sideText(edits, old)); p != "" {
				return strconv.Quote(p)
			}
		}
		return q
	})
}

// sideText is the older or the newer text of edits.
func sideText(edits []EditRow, old bool) string {
	var b strings.Builder
	parted := false // by words of the other side
	for _, e := range edits {
		switch op := diff.Op(e.Op); {
		case op == diff.Keep, old && (op == diff.Delete || op == diff.MoveFrom), !old && (op == diff.Insert || op == diff.MoveTo):
			if old && parted && diff.RunTogether(b.String(), e.Text) {
				b.WriteByte(' ')
			}
			b.WriteString(e.Text)
			parted = false
		case op == diff.Insert:
			parted = true
		case op == diff.Break, op == diff.Skip, op == diff.Under:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// spelled finds whole words in a text and returns them as they stand there; ""
// if they do not. Capitals, spaces and punctuation do not matter, but the same
// spelling is preferred, and the signs around the words stay where the text has them.
func spelled(term, text string) string {
	head, tail := signsAround(term)
	var key []rune
	var at []int // byte offset of each rune of key
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			key = append(key, unicode.ToLower(r))
			at = append(at, i)
		}
	}
	var want []rune
	for _, r := range term {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			want = append(want, unicode.ToLower(r))
		}
	}
	found := ""
	for i := 0; len(want) > 0 && i+len(want) <= len(key); i++ {
		if !slices.Equal(key[i:i+len(want)], want) {
			continue
		}
		last := at[i+len(want)-1]
		_, size := utf8.DecodeRuneInString(text[last:])
		if p := text[at[i] : last+size]; wholeWords(text, at[i], last+size) && !strings.ContainsRune(p, '\n') {
			if strings.HasSuffix(text[:at[i]], head) {
				p = head + p
			}
			if strings.HasPrefix(text[last+size:], tail) {
				p += tail
			}
			if p == term {
				return p
			}
			if found == "" {
				found = p
			}
		}
	}
	return found
}

// signsAround are what stands before the first letter or digit of a term and behind the
// last.
func signsAround(term string) (head, tail string) {
	sign := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	inner := strings.TrimLeftFunc(term, sign)
	head = term[:len(term)-len(inner)]
	return head, inner[len(strings.TrimRightFunc(inner, sign)):]
}

// wholeWords reports whether text[from:to] begins and ends at the edges of words.
func wholeWords(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after)
}
