package normalise

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse/pattern"
)

// settleNumbers decides by the neighbours what may or may not be a number:
// "Section 47 Enquiries" is a title unless a section 46 or 48 stands in the
// list, "D14 A" is D14A where a D14 B follows, "16 and 17 year olds" begins with
// no number where nothing counts to 16. Heads that all say "Section F:" may leave
// letters out.
func settleNumbers(rows []row) {
	settleLettered(rows)
	settleRomans(rows)
	goOnCounting(rows)
	settleLone(rows)
	if !doubtful(rows) {
		return
	}
	seen, marked, codes := make(map[string]bool, 2*len(rows)), make(map[string]int), make(map[string]int)
	for i := range rows {
		n := rows[i].num
		if n.text == "" {
			continue
		}
		seen[n.keyword+"/"+ordinalOf(n)] = true
		codes[codeLetters(n)]++
		if whole, letter := cutLetter(ordinalOf(n)); letter == 'a' {
			seen[n.keyword+"/"+whole] = true // 1 and 3 stand beside 2A
		}
		if stem, _, deep := strings.Cut(n.text, "."); deep {
			seen["stem/"+stem] = true
		}
		if n.keyword != "" && len(n.text) > 1 && isDigit(n.text[1]) && !isDigit(n.text[0]) {
			seen["stem/"+n.keyword+"/"+n.text[:1]] = true // "Part B1" speaks for a Part B
		}
		if n.keyword == "roman" && len(n.text) == 1 {
			seen["letter./"+ordinalOf(asLetter(n))] = true
		}
		if rows[i].head && n.mark {
			marked[n.keyword]++
		}
	}
	counted := countingUp(rows)
	for i := range rows {
		n := &rows[i].num
		if n.keyword == "" && (counted[rows[i].rank] || seen["stem/"+n.text]) || n.keyword != "" && seen["stem/"+n.keyword+"/"+n.text] {
			continue
		}
		if n.text == "" || n.sure || opensCodes(rows, i) || rows[i].head && n.mark && marked[n.keyword] > 2 || codeLetters(*n) != "" && codes[codeLetters(*n)] > 2 {
			continue
		}
		if n.keyword == "roman" && len(n.text) == 1 && !inSeries(*n, seen) {
			*n = asLetter(*n)
		}
		if inSeries(*n, seen) && !lawSection(*n, seen) {
			if n.keyword == gluedKeyword {
				n.keyword = ""
			}
			continue
		}
		if rows[i].head && n.keyword != "" && !strings.HasPrefix(n.keyword, "letter") && n.keyword != "roman" && n.keyword != gluedKeyword && (n.text == "1" || n.text == "A" || strings.EqualFold(n.text, "one")) {
			continue
		}
		rows[i].title, rows[i].flags = replain(rows[i])
		*n = numeral{}
	}
	settleLetters(rows)
}

// actCode begins what may be the section of an act, "S47 Enquiries", or a chapter.
var actCode = pattern.New(`^S(\d{2})[\s:.–-]+(\S.*)$`)

// goOnCounting takes S10 for the number of a chapter where S9 is one: alone it would be a
// section of an act.
func goOnCounting(rows []row) {
	for i := range rows {
		n := &rows[i].num
		if n.text != "" || !strings.HasPrefix(rows[i].title, "S") {
			continue
		}
		m := actCode.FindStringSubmatch(rows[i].title)
		if m == nil {
			continue
		}
		v, _ := strconv.Atoi(m[1])
		last := strconv.Itoa(v - 1)
		if anyRow(rows[:i], func(rw *row) bool { return rw.num.text == "S"+last || rw.num.text == "S0"+last }) {
			*n = numeral{text: "S" + m[1], parts: 2, sure: true, plain: rows[i].title}
			rows[i].title = m[2]
		}
	}
}

// settleLettered believes whole numbers with a letter, "1A Legislation" and "1B Visits",
// where a letter beside theirs stands in the list. A lone "2A Joint Protocol" is the
// number 2 glued to its title, and "3D Printing" is words.
func settleLettered(rows []row) {
	have := make(map[string]bool)
	for i := range rows {
		if n := rows[i].num; n.keyword == letteredKeyword {
			have[n.text] = true
		}
	}
	for i := range rows {
		n := &rows[i].num
		if n.keyword != letteredKeyword {
			continue
		}
		whole, letter := n.text[:len(n.text)-1], n.text[len(n.text)-1]
		switch {
		case have[whole+string(letter-1)] || have[whole+string(letter+1)]:
			n.keyword, n.sure = "", true
		case letter == 'A' && gluedInteger.MatchString(n.plain):
			rows[i].title = "A " + rows[i].title
			n.text, n.parts, n.keyword = whole, 1, gluedKeyword
		default:
			rows[i].title, rows[i].flags = replain(rows[i])
			*n = numeral{}
		}
	}
}

// settleRomans takes "Part I" for the first part where a "Part II" stands in the list: alone
// it could be the ninth of those that are counted by letters.
func settleRomans(rows []row) {
	var words []string
	for i := range rows {
		if n := rows[i].num; n.keyword != "" && n.keyword != "roman" && len(n.text) > 1 && isRoman(n.text) {
			words = append(words, n.keyword)
		}
	}
	if words == nil {
		return
	}
	for i := range rows {
		n := &rows[i].num
		n.roman = slices.Contains(words, n.keyword) && isRoman(n.text)
	}
}

// isRoman reports a number up to XXXIX in Roman signs.
func isRoman(s string) bool { return s != "" && strings.Trim(s, "IVXivx") == "" }

// opensCodes reports a head "D Special Circumstances" whose letter the code of the row
// right below begins with, D01: its neighbours may be left out.
func opensCodes(rows []row, i int) bool {
	n := rows[i].num
	if !rows[i].head || !strings.HasPrefix(n.keyword, "letter") || i+1 >= len(rows) {
		return false
	}
	below := rows[i+1].num
	return below.keyword == "" && len(below.text) > 1 && below.text[:1] == n.text && isDigit(below.text[1])
}

// codeLetters are the letters that a code of several begins with, "" for others.
func codeLetters(n numeral) string {
	at := strings.IndexAny(n.text, "0123456789")
	if n.keyword != "" || at < 2 {
		return ""
	}
	return n.text[:at]
}

// settleLone gives its code back to the only row of a list that has a number at all:
// "SA1 Concern Form" among papers without numbers is called so.
func settleLone(rows []row) {
	lone, links := -1, 0
	for i := range rows {
		links += boolInt(rows[i].linked())
		if rows[i].num.text == "" {
			continue
		}
		if lone >= 0 {
			return
		}
		lone = i
	}
	if lone < 0 || links < 4 {
		return
	}
	if n := &rows[lone].num; n.keyword == "" && n.sure && isLetterByte(n.text[0]) {
		rows[lone].title, rows[lone].flags = replain(rows[lone])
		*n = numeral{}
	}
}

// doubtful reports whether some number, or a letter behind one, needs its
// neighbours to be believed.
func doubtful(rows []row) bool {
	for i := range rows {
		if rows[i].num.doubtful() {
			return true
		}
	}
	return false
}

// settleParts gives their words back to rows that go on counting what the title of
// the numbered row before them began: "1.3.12 Part 1: Managing Risk", "Part 2:
// Notification". They are no parts of the manual.
func settleParts(rows []row) {
	for i := 0; i < len(rows); i++ {
		if rows[i].num.text == "" || rows[i].num.keyword != "" {
			continue
		}
		last, _, ok := splitNumber(rows[i].title)
		if !ok || !last.mark {
			continue
		}
		for k := i + 1; k < len(rows) && rows[k].num.keyword == last.keyword && follows(last, rows[k].num); k++ {
			last = rows[k].num
			rows[k].title, rows[k].flags = replain(rows[k])
			rows[k].num = numeral{}
			i = k
		}
	}
}

// follows reports whether b is the next whole number after a.
func follows(a, b numeral) bool {
	from, err1 := strconv.Atoi(ordinalOf(a))
	to, err2 := strconv.Atoi(ordinalOf(b))
	return err1 == nil && err2 == nil && to == from+1
}

// raiseParts makes heads of plain lines such as "Part B1: Practice Guidance" where
// at least two of them open a count of their own, so that what they head stands
// below them although its numbers do not continue theirs.
func raiseParts(rows []row) {
	var parts []int
	opening := 0
	for i := range rows {
		n := rows[i].num
		if !n.mark || n.keyword == "" || n.keyword == "appendix" || rows[i].linked() || rows[i].head {
			continue
		}
		parts = append(parts, i)
		if i+1 < len(rows) && rows[i+1].rank >= rows[i].rank && rows[i+1].num.keyword == "" && ordinalOf(rows[i+1].num) == "1" {
			opening++
		}
	}
	if opening < 2 || opening*3 < len(parts)*2 {
		return
	}
	for _, i := range parts {
		rows[i].rank, rows[i].head = rankBold, true
	}
}

// countingUp tells the ranks whose doubtful whole numbers are at least three and
// rise from row to row: a count with gaps is still a count.
func countingUp(rows []row) map[int]bool {
	last, length, falls := make(map[int]int), make(map[int]int), make(map[int]bool)
	for i := range rows {
		n := rows[i].num
		if n.text == "" || n.sure || n.keyword != "" {
			continue
		}
		v, err := strconv.Atoi(n.text)
		if err != nil {
			continue
		}
		rank := rows[i].rank
		falls[rank] = falls[rank] || v <= last[rank]
		last[rank] = v
		length[rank]++
	}
	out := make(map[int]bool)
	for rank, n := range length {
		out[rank] = n >= 3 && !falls[rank]
	}
	return out
}

// lawSection reports "Section 46" and "Section 47" of an Act: high numbers of a
// word whose count does not begin in this list.
func lawSection(n numeral, seen map[string]bool) bool {
	v, err := strconv.Atoi(n.text)
	return n.keyword == "section" && err == nil && v > 6 && !seen["section/1"] && !seen["section/2"]
}

// asLetter reads the I of "H. I. J." as the letter that it is.
func asLetter(n numeral) numeral {
	n.keyword = "letter."
	return n
}

// replain gives a row its words back when its number was none.
func replain(rw row) (string, []string) {
	if rw.num.plain == "" {
		return rw.title, rw.flags
	}
	title, flags := stripFlags(stripFormat(rw.num.plain))
	title = squeeze(title)
	if t := rw.title; t != "" && !strings.HasSuffix(title, t) && len(t) > len(title) {
		title = squeeze(strings.TrimSpace(rw.num.plain[:min(len(rw.num.plain), strings.Index(rw.num.plain, rw.num.text)+len(rw.num.text))]) + " " + t)
	}
	return title, tidyFlags(append(flags, rw.flags...))
}

// ordinalOf gives the place of a number in its series: "3" for Three, C and III.
func ordinalOf(n numeral) string {
	if n.text != "" && isDigit(n.text[0]) {
		return strings.ToLower(n.text)
	}
	t := strings.ToLower(n.text)
	if v := wordValue(t); v > 0 {
		return strconv.Itoa(v)
	}
	if n.keyword == "roman" || n.roman {
		return strconv.Itoa(romanValue(n.text))
	}
	if len(t) == 1 && t[0] >= 'a' && t[0] <= 'z' {
		return strconv.Itoa(int(t[0]-'a') + 1)
	}
	return t
}

func romanValue(s string) int {
	sum, last := 0, 0
	for _, r := range strings.ToUpper(s) {
		v := 0
		switch r {
		case 'I':
			v = 1
		case 'V':
			v = 5
		case 'X':
			v = 10
		}
		if v > last {
			sum -= 2 * last
		}
		sum, last = sum+v, v
	}
	return sum
}

// inSeries reports whether the number before or after n is in the list too.
func inSeries(n numeral, seen map[string]bool) bool {
	o := ordinalOf(n)
	if whole, letter := cutLetter(o); letter != 0 {
		v, _ := strconv.Atoi(whole)
		for _, next := range []string{whole + string(letter-1), whole + string(letter+1), strconv.Itoa(v - 1), strconv.Itoa(v + 1)} {
			if seen[n.keyword+"/"+next] {
				return true
			}
		}
	}
	v, err := strconv.Atoi(o)
	if err != nil {
		i := strings.LastIndexAny(o, ".abcdefghijklmnopqrstuvwxyz") + 1
		if v, err = strconv.Atoi(o[i:]); err != nil {
			return false
		}
		for _, next := range []int{v - 1, v + 1} {
			if seen[n.keyword+"/"+o[:i]+strconv.Itoa(next)] || seen[fmt.Sprintf("%s/%s%0*d", n.keyword, o[:i], len(o)-i, next)] {
				return true
			}
		}
		return false
	}
	return seen[n.keyword+"/"+strconv.Itoa(v-1)] || seen[n.keyword+"/"+strconv.Itoa(v+1)]
}

// cutLetter parts "2a" into its whole number and its letter, which is 0 if there is
// none.
func cutLetter(ordinal string) (whole string, letter rune) {
	last := len(ordinal) - 1
	if last < 1 || ordinal[last] < 'a' || ordinal[last] > 'z' {
		return ordinal, 0
	}
	if _, err := strconv.Atoi(ordinal[:last]); err != nil {
		return ordinal, 0
	}
	return ordinal[:last], rune(ordinal[last])
}

// settleLetters joins a letter that stands apart to its number where the letters
// run on: D14 A, D14 B. A lone "D20 A Joint Protocol" keeps its article.
func settleLetters(rows []row) {
	if !anyRow(rows, func(rw *row) bool { return rw.num.letter != "" }) {
		return
	}
	have := make(map[string]bool)
	for i := range rows {
		n := rows[i].num
		have[n.text] = true
		if n.letter != "" {
			have[n.text+n.letter] = true
		}
	}
	for i := range rows {
		n := &rows[i].num
		if n.letter == "" {
			continue
		}
		stem := n.text
		joins := n.letter != "A" && have[stem+string(n.letter[0]-1)]
		if n.letter == "A" {
			joins = have[stem+"B"] || loneCode(rows, i)
		}
		if rest, ok := strings.CutPrefix(rows[i].title, n.letter+" "); ok && joins {
			n.text, n.letter = stem+n.letter, ""
			rows[i].title = strings.TrimSpace(rest)
		} else {
			n.letter = ""
		}
	}
}

// loneCode reports whether the number of row i is also that of another row, so
// that the "A" after it tells the two apart.
func loneCode(rows []row, i int) bool {
	for k := range rows {
		if k != i && rows[k].num.text == rows[i].num.text && rows[k].num.letter != "A" {
			return true
		}
	}
	return false
}

// partNumber reports a number that names a part of a manual, not a chapter.
func partNumber(n numeral) bool {
	switch n.keyword {
	case "part", "section", "volume", "book":
		return true
	}
	return false
}
