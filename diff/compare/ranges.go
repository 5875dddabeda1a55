package compare

import (
	"strconv"
	"strings"

	"manualwatch/normalise/wording"
)

// maxRanges is how many runs of numbers one change names; the others are counted.
const maxRanges = 8

// rangeDetail says which numbers became which: "2-10 became 3-11". Only numbers that follow one
// another, before as after, are one range: it says something of every number in it, and one that
// stayed as it was is none of them.
func rangeDetail(g []shift) string {
	var runs []string
	named := 0
	for i := 0; i < len(g); {
		end := i + 1
		for end < len(g) && follows(g[end-1].from, g[end].from) && follows(g[end-1].to, g[end].to) {
			end++
		}
		if len(runs) < maxRanges {
			runs = append(runs, runDetail(g[i:end]))
			named = end
		}
		i = end
	}
	out := strings.Join(runs, ", ")
	if named < len(g) {
		out += " and " + strconv.Itoa(len(g)-named) + " more"
	}
	if len(g) > 1 {
		out += " (" + Count(len(g), "number") + ")"
	}
	return out
}

// runDetail tells of numbers that follow one another.
func runDetail(g []shift) string {
	first, last := g[0], g[len(g)-1]
	return span(first.from, last.from) + " became " + span(first.to, last.to)
}

func span(first, last string) string {
	if first == last {
		return orNone(first)
	}
	return first + "-" + last
}

// follows tells whether number b is the next after a. Where no number was printed, none follows
// none.
func follows(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	before, n, after, ok := lastCount(a)
	before2, n2, after2, ok2 := lastCount(b)
	return ok && ok2 && n2 == n+1 && before == before2 && after == after2
}

// lastCount is the last count of a number with what stands around it: 10 of "2.10", where there
// are no digits the letter of "Appendix B".
func lastCount(number string) (before string, n int, after string, ok bool) {
	if start, end := lastDigits(number); start < end {
		n, _ := lastNumber(number)
		return number[:start], n, number[end:], true
	}
	i := len(strings.TrimRight(number, ".): ")) - 1
	if i < 0 || !wording.IsLetterByte(number[i]) || i > 0 && wording.IsLetterByte(number[i-1]) {
		return "", 0, "", false
	}
	return number[:i], int(number[i]), number[i+1:], true
}

// lastNumber is the last count of a number: 10 of "2.10".
func lastNumber(number string) (n int, ok bool) {
	const most = 6 // digits
	start, end := lastDigits(number)
	for _, d := range number[max(start, end-most):end] {
		n = n*10 + int(d-'0')
	}
	return n, start < end
}

// lastDigits are where the last digits of a number begin and end.
func lastDigits(number string) (start, end int) {
	end = strings.LastIndexAny(number, "0123456789") + 1
	for start = end; start > 0 && wording.IsDigit(number[start-1]); start-- {
	}
	return start, end
}
