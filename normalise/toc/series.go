package toc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// SettleNumbers decides by the neighbours what may or may not be a number:
// "Section 47 Enquiries" is a title unless a section 46 or 48 stands in the
// list, "D14 A" is D14A where a D14 B follows, "16 and 17 year olds" begins with
// no number where nothing counts to 16. Heads that all say "Section F:" may leave
// letters out.
func SettleNumbers(rows []Row) {
	settleCounters(rows)
	settleBareRomans(rows)
	numbers := make([]*wording.Numeral, len(rows))
	for i := range rows {
		numbers[i] = &rows[i].Num
	}
	settleSignsAmongLetters(numbers)
	settleLettered(rows)
	settleRomans(rows)
	goOnCounting(rows)
	settleAppended(rows)
	settleCountedHeads(rows)
	settleDashed(rows)
	settleLone(rows)
	if !doubtful(rows) {
		return
	}
	seen, marked, codes := make(map[string]bool, 2*len(rows)), make(map[string]int), make(map[string]int)
	for i := range rows {
		n := rows[i].Num
		if n.Text == "" {
			continue
		}
		ordinal := ordinalOf(n)
		seen[n.Keyword+"/"+ordinal] = true
		if letters := CodeLetters(n); letters != "" {
			codes[letters]++
		}
		if whole, letter := cutLetter(ordinal); letter == 'a' {
			seen[n.Keyword+"/"+whole] = true // 1 and 3 stand beside 2A
		}
		if stem, _, deep := strings.Cut(n.Text, "."); deep {
			seen["stem/"+stem] = true
		}
		if n.Keyword != "" && len(n.Text) > 1 && wording.IsDigit(n.Text[1]) && !wording.IsDigit(n.Text[0]) {
			seen["stem/"+n.Keyword+"/"+n.Text[:1]] = true // "Part B1" speaks for a Part B
		}
		if n.Keyword == "roman" && len(n.Text) == 1 {
			seen["letter./"+ordinalOf(asLetter(n))] = true
		}
		if rows[i].Head && n.Mark {
			marked[n.Keyword]++
		}
	}
	counted := countingUp(rows)
	for i := range rows {
		n := &rows[i].Num
		if n.Keyword == "" && (counted[rows[i].Rank] || seen["stem/"+n.Text]) || n.Keyword != "" && seen["stem/"+n.Keyword+"/"+n.Text] {
			continue
		}
		if n.Text == "" || n.Sure || opensCodes(rows, i) || rows[i].Head && n.Mark && marked[n.Keyword] > 2 || CodeLetters(*n) != "" && codes[CodeLetters(*n)] > 2 {
			continue
		}
		if n.Keyword == "roman" && len(n.Text) == 1 && !InSeries(*n, seen) {
			*n = asLetter(*n)
		}
		if InSeries(*n, seen) && !lawSection(*n, seen) {
			if n.Keyword == wording.GluedKeyword {
				n.Keyword = ""
			}
			continue
		}
		if rows[i].Head && n.Keyword != "" && !strings.HasPrefix(n.Keyword, "letter") && n.Keyword != "roman" && n.Keyword != wording.GluedKeyword && (n.Text == "1" || n.Text == "A" || strings.EqualFold(n.Text, "one")) {
			continue
		}
		rows[i].Title, rows[i].Flags = replain(rows[i])
		*n = wording.Numeral{}
	}
	settleLetters(rows)
}

// settleCounters takes the letter that a title begins with for its number where the list only
// counts its lines and the code of the row right below begins with that letter: "1. A Policy"
// above "A1 Values".
func settleCounters(rows []Row) {
	for i := range rows[:max(len(rows)-1, 0)] {
		rw, below := &rows[i], rows[i+1].Num.Text
		if rw.Num.Parts != 1 || len(rw.Title) < 3 || rw.Title[1] != ' ' || len(below) < 2 || below[0] != rw.Title[0] || !wording.IsDigit(below[1]) || !wording.IsDigit(rw.Num.Text[0]) {
			continue
		}
		if n, rest, ok := wording.SplitNumber(rw.Title); ok && n.Text == rw.Title[:1] && rest != "" {
			n.Sure = true
			rw.Num, rw.Title = n, rest
		}
	}
}

// actCode begins what may be the section of an act, "S47 Enquiries", or a chapter.
var actCode = pattern.New(`^S(\d{2})[\s:.–-]+(\S.*)$`)

// goOnCounting takes S10 for the number of a chapter where S9 is one: alone it would be a
// section of an act.
func goOnCounting(rows []Row) {
	for i := range rows {
		n := &rows[i].Num
		if n.Text != "" || !strings.HasPrefix(rows[i].Title, "S") {
			continue
		}
		m := actCode.FindStringSubmatch(rows[i].Title)
		if m == nil {
			continue
		}
		v, _ := strconv.Atoi(m[1])
		last := strconv.Itoa(v - 1)
		if AnyRow(rows[:i], func(rw *Row) bool { return rw.Num.Text == "S"+last || rw.Num.Text == "S0"+last }) {
			*n = wording.Numeral{Text: "S" + m[1], Parts: 2, Sure: true, Plain: rows[i].Title}
			rows[i].Title = m[2]
		}
	}
}

// settleLettered believes whole numbers with a letter, "1A Legislation" and "1B Visits",
// where a letter beside theirs stands in the list, or theirs is the first and two of the number
// before it do, "1A" and "1B" above "2A". A lone "2A Joint Protocol" is the
// number 2 glued to its title, and "3D Printing" is words. "12a. Visits" needs no more than
// the 12 that it counts on from.
func settleLettered(rows []Row) {
	if !AnyRow(rows, func(rw *Row) bool { return rw.Num.Keyword == wording.LetteredKeyword }) {
		return
	}
	have, wholes := make(map[string]bool), make(map[string]bool)
	for i := range rows {
		switch n := rows[i].Num; n.Keyword {
		case wording.LetteredKeyword:
			have[n.Text] = true
		case "":
			wholes[n.Text] = true
		}
	}
	for i := range rows {
		n := &rows[i].Num
		if n.Keyword != wording.LetteredKeyword {
			continue
		}
		whole, letter := n.Text[:len(n.Text)-1], n.Text[len(n.Text)-1]
		before := countBefore(whole)
		switch {
		case have[whole+string(letter-1)], have[whole+string(letter+1)], letter == 'a' && wholes[whole], letter == 'A' && have[before+"A"] && have[before+"B"]:
			n.Keyword, n.Sure = "", true
		case letter == 'A' && wording.GluedInteger.MatchString(n.Plain):
			rows[i].Title = "A " + rows[i].Title
			n.Text, n.Parts, n.Keyword = whole, 1, wording.GluedKeyword
		default:
			rows[i].Title, rows[i].Flags = replain(rows[i])
			*n = wording.Numeral{}
		}
	}
}

// countBefore is the number before a whole one, "" before none.
func countBefore(whole string) string {
	v, err := strconv.Atoi(whole)
	if err != nil {
		return ""
	}
	return strconv.Itoa(v - 1)
}

// settleRomans takes "Part I" for the first part where a "Part II" stands in the list: alone
// it could be the ninth of those that are counted by letters.
func settleRomans(rows []Row) {
	var words []string
	for i := range rows {
		if n := rows[i].Num; n.Keyword != "" && n.Keyword != "roman" && len(n.Text) > 1 && isRoman(n.Text) {
			words = append(words, n.Keyword)
		}
	}
	if words == nil {
		return
	}
	for i := range rows {
		n := &rows[i].Num
		n.Roman = slices.Contains(words, n.Keyword) && isRoman(n.Text)
	}
}

// isRoman reports a number up to XXXIX in Roman signs.
func isRoman(s string) bool { return s != "" && strings.Trim(s, "IVXivx") == "" }

// opensCodes reports a head "D Special Circumstances" whose letter the code of the row
// right below begins with, D01: its neighbours may be left out.
func opensCodes(rows []Row, i int) bool {
	n := rows[i].Num
	if !rows[i].Head || !strings.HasPrefix(n.Keyword, "letter") || i+1 >= len(rows) {
		return false
	}
	below := rows[i+1].Num
	return below.Keyword == "" && len(below.Text) > 1 && below.Text[:1] == n.Text && wording.IsDigit(below.Text[1])
}

// CodeLetters are the letters that a code of several begins with, "" for others.
func CodeLetters(n wording.Numeral) string {
	at := strings.IndexAny(n.Text, "0123456789")
	if n.Keyword != "" || at < 2 {
		return ""
	}
	return n.Text[:at]
}

// settleLone gives its code back to the only row of a list that has a number at all:
// "SA1 Concern Form" among papers without numbers is called so.
func settleLone(rows []Row) {
	lone, links := -1, 0
	for i := range rows {
		links += wording.BoolInt(rows[i].Linked())
		if rows[i].Num.Text == "" {
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
	if n := &rows[lone].Num; n.Keyword == "" && n.Sure && wording.IsLetterByte(n.Text[0]) {
		rows[lone].Title, rows[lone].Flags = replain(rows[lone])
		*n = wording.Numeral{}
	}
}

// doubtful reports whether some number, or a letter behind one, needs its
// neighbours to be believed.
func doubtful(rows []Row) bool {
	for i := range rows {
		if rows[i].Num.Doubtful() {
			return true
		}
	}
	return false
}

// settleParts gives their words back to rows that go on counting what the title of
// the numbered row before them began: "1.3.12 Part 1: Managing Risk", "Part 2:
// Notification". They are no parts of the manual.
func settleParts(rows []Row) {
	for i := 0; i < len(rows); i++ {
		if rows[i].Num.Text == "" || rows[i].Num.Keyword != "" {
			continue
		}
		last, _, ok := wording.SplitNumber(rows[i].Title)
		if !ok || !last.Mark {
			continue
		}
		for k := i + 1; k < len(rows) && rows[k].Num.Keyword == last.Keyword && follows(last, rows[k].Num); k++ {
			last = rows[k].Num
			rows[k].Title, rows[k].Flags = replain(rows[k])
			rows[k].Num = wording.Numeral{}
			i = k
		}
	}
}

// follows reports whether b is the next whole number after a.
func follows(a, b wording.Numeral) bool {
	from, err1 := strconv.Atoi(ordinalOf(a))
	to, err2 := strconv.Atoi(ordinalOf(b))
	return err1 == nil && err2 == nil && to == from+1
}

// raiseParts makes heads of plain lines such as "Part B1: Practice Guidance" where
// at least two of them open a count of their own, so that what they head stands
// below them although its numbers do not continue theirs; and where all of them count on
// and stand above entries set alike, whose numbers may run through the whole list.
func raiseParts(rows []Row) {
	var parts []int
	opening, counting := 0, true
	for i := range rows {
		n := rows[i].Num
		if !n.Mark || n.Keyword == "" || n.Keyword == "appendix" || rows[i].Linked() || rows[i].Head {
			continue
		}
		if len(parts) > 0 {
			last := rows[parts[len(parts)-1]].Num
			counting = counting && last.Keyword == n.Keyword && follows(last, n)
		}
		parts = append(parts, i)
		below := i+1 < len(rows) && rows[i+1].Rank >= rows[i].Rank
		if below && rows[i+1].Num.Keyword == "" && ordinalOf(rows[i+1].Num) == "1" {
			opening++
		}
		counting = counting && below && rows[i+1].Rank == rows[i].Rank && rows[i+1].Linked() && PartNumber(n)
	}
	if len(parts) < 2 || !counting && (opening < 2 || opening*3 < len(parts)*2) {
		return
	}
	for _, i := range parts {
		rows[i].Rank, rows[i].Head = RankBold, true
	}
}

// countingUp tells the ranks whose doubtful whole numbers are at least three and
// rise from row to row: a count with gaps is still a count.
func countingUp(rows []Row) map[int]bool {
	last, length, falls := make(map[int]int), make(map[int]int), make(map[int]bool)
	for i := range rows {
		n := rows[i].Num
		if n.Text == "" || n.Sure || n.Keyword != "" {
			continue
		}
		v, err := strconv.Atoi(n.Text)
		if err != nil {
			continue
		}
		rank := rows[i].Rank
		falls[rank] = falls[rank] || v <= last[rank] && (v > 0 || length[rank] > 0) // a count may begin with 0
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
func lawSection(n wording.Numeral, seen map[string]bool) bool {
	v, err := strconv.Atoi(n.Text)
	return n.Keyword == "section" && err == nil && v > 6 && !seen["section/1"] && !seen["section/2"]
}

// ofAct reports a number that stands before titles as that of a section of an Act, "Section
// 47: Enquiries": manuals are seldom in so many sections, and the row has its own number.
func ofAct(n wording.Numeral) bool {
	v, err := strconv.Atoi(n.Text)
	return n.Keyword == "section" && err == nil && v > 10
}

// asLetter reads the I of "H. I. J." as the letter that it is.
func asLetter(n wording.Numeral) wording.Numeral {
	n.Keyword = "letter."
	return n
}

// replain gives a row its words back when its number was none.
func replain(rw Row) (string, []string) {
	if rw.Num.Plain == "" {
		return rw.Title, rw.Flags
	}
	title, flags := titleflag.StripFlags(titleflag.StripFormat(rw.Num.Plain))
	title = wording.Squeeze(title)
	if t := rw.Title; t != "" && !strings.HasSuffix(title, t) && len(t) > len(title) {
		title = wording.Squeeze(strings.TrimSpace(rw.Num.Plain[:min(len(rw.Num.Plain), strings.Index(rw.Num.Plain, rw.Num.Text)+len(rw.Num.Text))]) + " " + t)
	}
	return title, titleflag.TidyFlags(append(flags, rw.Flags...))
}

// ordinalOf gives the place of a number in its series: "3" for Three, C, III and Section 3.0.
func ordinalOf(n wording.Numeral) string {
	if n.Text != "" && wording.IsDigit(n.Text[0]) {
		if n.Keyword != "" || n.Parts == 1 {
			return strings.ToLower(strings.TrimSuffix(n.Text, ".0"))
		}
		return strings.ToLower(n.Text)
	}
	t := strings.ToLower(n.Text)
	if v := wording.WordValue(t); v > 0 {
		return strconv.Itoa(v)
	}
	if n.Keyword == "roman" || n.Roman {
		return strconv.Itoa(romanValue(n.Text))
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

// InSeries reports whether the number before or after n is in the list too.
func InSeries(n wording.Numeral, seen map[string]bool) bool {
	o := ordinalOf(n)
	if whole, letter := cutLetter(o); letter != 0 {
		v, _ := strconv.Atoi(whole)
		for _, next := range []string{whole + string(letter-1), whole + string(letter+1), strconv.Itoa(v - 1), strconv.Itoa(v + 1)} {
			if seen[n.Keyword+"/"+next] {
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
			if seen[n.Keyword+"/"+o[:i]+strconv.Itoa(next)] || seen[fmt.Sprintf("%s/%s%0*d", n.Keyword, o[:i], len(o)-i, next)] {
				return true
			}
		}
		return false
	}
	return seen[n.Keyword+"/"+strconv.Itoa(v-1)] || seen[n.Keyword+"/"+strconv.Itoa(v+1)]
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
func settleLetters(rows []Row) {
	if !AnyRow(rows, func(rw *Row) bool { return rw.Num.Letter != "" }) {
		return
	}
	have, dotted := make(map[string]bool), false
	for i := range rows {
		n := rows[i].Num
		have[n.Text] = true
		dotted = dotted || letteredDots.MatchString(n.Text)
		if n.Letter != "" {
			have[n.Text+n.Letter] = true
		}
	}
	for i := range rows {
		n := &rows[i].Num
		if n.Letter == "" {
			continue
		}
		stem := n.Text
		joins := n.Letter != "A" && have[stem+string(n.Letter[0]-1)]
		if n.Letter == "A" {
			joins = have[stem+"B"] || loneCode(rows, i) || dotted && strings.Contains(stem, ".")
		}
		if rest, ok := strings.CutPrefix(rows[i].Title, n.Letter+" "); ok && joins {
			n.Text, n.Letter = stem+n.Letter, ""
			rows[i].Title = strings.TrimSpace(rest)
		} else {
			n.Letter = ""
		}
	}
}

// letteredDots is a dotted number with a letter: "1.1B".
var letteredDots = pattern.New(`^\d+(?:\.\d+)+[A-H]$`)

// loneCode reports whether the number of row i is also that of another row, so
// that the "A" after it tells the two apart.
func loneCode(rows []Row, i int) bool {
	for k := range rows {
		if k != i && rows[k].Num.Text == rows[i].Num.Text && rows[k].Num.Letter != "A" {
			return true
		}
	}
	return false
}

// PartNumber reports a number that names a part of a manual, not a chapter.
func PartNumber(n wording.Numeral) bool {
	switch n.Keyword {
	case "part", "section", "volume", "book":
		return true
	}
	return false
}
