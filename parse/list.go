package parse

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A listState counts the items of the list that is being read.
type listState struct {
	group   int
	ordered bool
	next    int
	step    int
	style   string // type of counter: 1 a A i I
	outline bool   // it and the lists in it are those of sections or of cards, see ofSections and ofCards
	rank    int    // of the terms of a list where they are the titles of sections, 0 where they are not
}

// listElement reads a list.
func (r *reader) listElement(i int32) {
	e := &r.s.elems[i]
	r.flush()
	outer := r.list
	r.groups++
	r.list = newListState(e, r.groups)
	r.list.outline = outer != nil && outer.outline || r.s.ofSections(i) || r.s.ofCards(i)
	r.list.ordered = r.list.ordered && !r.list.outline && r.region != Nav && !inNav(e.n) // menus are counted by their markup, and styles hide it
	r.depth++
	from := len(r.doc.Blocks)
	r.container(i)
	r.depth--
	if r.list.ordered {
		dropCounter(r.doc.Blocks[from:], r.list.group)
	}
	r.list = outer
}

// ofSections reports a list each of whose items is a heading over a list of links alone, as the
// outline of a course: it is set as sections, and styles hide what the markup counts.
func (s *survey) ofSections(i int32) bool {
	const least = 2 // sections
	sections := 0
	for k := i + 1; k < s.elems[i].end; k = s.elems[k].end {
		item, head := &s.elems[k], k+1
		for head < item.end && s.elems[head].sort == block {
			head++
		}
		if item.sort != listItem || head == item.end || s.elems[head].sort != heading {
			return false
		}
		if h := &s.elems[head]; item.heads != 1 || item.text != h.text || item.links <= h.links || !s.listed(h.end, item.end) {
			return false
		}
		sections++
	}
	return sections >= least
}

// ofCards reports a list each of whose items stands in parts beside each other, one of them with
// the heading that leads on: styles set them as cards or rows, and hide what the markup counts.
func (s *survey) ofCards(i int32) bool {
	items := 0
	for k := i + 1; k < s.elems[i].end; k = s.elems[k].end {
		if s.elems[k].sort != listItem || !s.isCard(k) {
			return false
		}
		items++
	}
	return items > 0
}

// isCard reports an item of nothing but parts, two at least, with one heading that is a link.
func (s *survey) isCard(item int32) bool {
	parts, headed := 0, false
	for k := item + 1; k < s.elems[item].end; k = s.elems[k].end {
		e := &s.elems[k]
		if e.sort == heading || !e.sort.isBlock() || e.heads > 1 {
			return false
		}
		parts++
		headed = headed || e.heads == 1 && s.leadsByHeading(k)
	}
	return parts > 1 && headed && s.elems[item].heads == 1
}

// leadsByHeading reports an element whose first heading is a link and nothing else.
func (s *survey) leadsByHeading(i int32) bool {
	for k := i + 1; k < s.elems[i].end; k++ {
		if e := &s.elems[k]; e.sort == heading {
			return e.link > 0 && e.text == 0
		}
	}
	return false
}

// listed reports whether a list begins among some elements.
func (s *survey) listed(from, end int32) bool {
	for k := from; k < end; k++ {
		if s.elems[k].n.DataAtom == atom.Ol || s.elems[k].n.DataAtom == atom.Ul {
			return true
		}
	}
	return false
}

// inNav reports a list in a nav element, also where that is the text of the page.
func inNav(n *html.Node) bool {
	const near = 5 // elements around a list
	for range near {
		if n = n.Parent; n == nil {
			return false
		}
		if n.DataAtom == atom.Nav {
			return true
		}
	}
	return false
}

// dropCounter takes the counted markers off a list most of whose items print a number
// of their own, "1.2 Visits", "5 Visits" before "6 Records", "I. Policy" before "II. Practice", or
// "Part 2" behind "Part 1": a style hides the counter. The only item of a list may print "5."
// since its list goes on with the numbers of the one before. One item is enough where those
// further in count on from its number, "8.1" below "8. Visits": the author types all of them.
func dropCounter(blocks []Block, group int) {
	items, printed, romans, alone, typed := 0, 0, 0, false, false
	counted, last := 0, 0          // items with a plain number, each one more than the last
	called := make(map[string]int) // items with a word before their number, by the word
	for i := range blocks {
		if b := &blocks[i]; b.Group == group && b.Marker != "" {
			items, alone = items+1, false
			number, rest := cutNumber(b.Text)
			if rest != "" && strings.Contains(number, ".") && isDotted(number) {
				printed++
				alone = items == 1 && strings.HasSuffix(number, ".")
				typed = typed || items == 1 && countsFurtherIn(blocks[i+1:], b.Level, number)
			} else if rest != "" && number == strings.ToUpper(Roman(romans+1))+"." {
				romans++
			} else if n, err := strconv.Atoi(number); err == nil && rest != "" && (counted == 0 || n == last+1) {
				counted, last = counted+1, n
			} else if countsCalled(number, rest, called[number]+1) {
				called[number]++
			}
		}
	}
	if counted < items {
		counted = 0 // an item that begins with "48 hours" has no number
	}
	if printed = max(printed, romans, counted, countTwice(called)); !alone && !typed && (printed < 2 || printed*2 < items) {
		return
	}
	for i := range blocks {
		if blocks[i].Group == group {
			blocks[i].Marker = ""
		}
	}
}

// cutNumber parts an item into its first word, or the number with points glued to it, "8.2.Fill
// them", and the rest.
func cutNumber(text string) (number, rest string) {
	number, rest, _ = strings.Cut(text, " ")
	at := len(number) - len(strings.TrimLeft(number, "0123456789."))
	if at > 0 && at < len(number) && number[at] >= 'A' && number[at] <= 'Z' && strings.Count(number[:at], ".") > 1 {
		return number[:at], text[at:]
	}
	return number, rest
}

// countsFurtherIn reports whether the first line with a number of its own in the lists further in
// begins the count of an item's: "8.1" of "8.".
func countsFurtherIn(blocks []Block, level int, number string) bool {
	for i := range blocks {
		if b := &blocks[i]; b.Kind == Item && b.Level > level {
			first, rest := cutNumber(b.Text)
			return rest != "" && strings.TrimSuffix(first, ".") == strings.TrimSuffix(number, ".")+".1"
		}
	}
	return false
}

// countsCalled reports an item that is called a part of a whole, with its number in the count
// of those called so: "Part II. Practice", "Appendix 2: Forms".
func countsCalled(word, rest string, n int) bool {
	switch strings.ToLower(word) {
	case "part", "chapter", "section", "volume", "appendix", "annex", "annexe":
	default:
		return false
	}
	number, _, _ := strings.Cut(rest, " ")
	switch strings.TrimRight(number, ".:)") {
	case strconv.Itoa(n), strings.ToUpper(Roman(n)), strings.ToUpper(letters(n)):
		return true
	}
	return false
}

// countTwice counts the items called by words that at least two of them have.
func countTwice(called map[string]int) int {
	n := 0
	for _, c := range called {
		if c > 1 {
			n += c
		}
	}
	return n
}

func newListState(e *element, group int) *listState {
	l := &listState{group: group, step: 1, next: 1, style: "1"}
	l.ordered = e.n.DataAtom == atom.Ol && !e.is(unmarked) && !unstyled(attr(e.n, "class"))
	if !l.ordered {
		return l
	}
	if t := attr(e.n, "type"); t != "" {
		l.style = t
	} else {
		l.style = styleCounter(attr(e.n, "style"))
	}
	if hasAttr(e.n, "reversed") {
		l.step, l.next = -1, countItems(e.n)
	}
	if start := attr(e.n, "start"); start != "" {
		if n, err := strconv.Atoi(strings.TrimSpace(start)); err == nil {
			l.next = n
		}
	}
	return l
}

// unstyled reports the class names that common frameworks give lists without
// markers, and councils' sites the lists of a guide's pages.
func unstyled(class string) bool {
	return strings.Contains(class, "guide") || strings.Contains(class, "unstyled") || strings.Contains(class, "list-none") || strings.Contains(class, "no-bullet") || strings.Contains(class, "nobullet")
}

func styleCounter(style string) string {
	style = strings.ToLower(style)
	for _, s := range [...][2]string{{"lower-alpha", "a"}, {"lower-latin", "a"}, {"upper-alpha", "A"}, {"upper-latin", "A"}, {"lower-roman", "i"}, {"upper-roman", "I"}} {
		if strings.Contains(style, s[0]) {
			return s[1]
		}
	}
	return "1"
}

func hasAttr(n *html.Node, key string) bool {
	for k := range n.Attr {
		if n.Attr[k].Key == key {
			return true
		}
	}
	return false
}

func countItems(n *html.Node) int {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			count++
		}
	}
	return count
}

// marker is the next item's printed marker.
func (l *listState) marker(li *html.Node) string {
	if !l.ordered {
		return ""
	}
	if val := attr(li, "value"); val != "" {
		if v, err := strconv.Atoi(strings.TrimSpace(val)); err == nil {
			l.next = v
		}
	}
	n := l.next
	l.next += l.step
	style := l.style
	if t := attr(li, "type"); t != "" {
		style = t
	}
	return counter(n, style) + "."
}

// counter spells a number as a list does.
func counter(n int, style string) string {
	switch {
	case n < 1 || n > 3999:
	case style == "a":
		return letters(n)
	case style == "A":
		return strings.ToUpper(letters(n))
	case style == "i":
		return Roman(n)
	case style == "I":
		return strings.ToUpper(Roman(n))
	}
	return strconv.Itoa(n)
}

func letters(n int) string {
	s := ""
	for n > 0 {
		n--
		s = string(rune('a'+n%26)) + s
		n /= 26
	}
	return s
}

// Roman is a number from 1 on in small Roman numerals.
func Roman(n int) string {
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}
	var b strings.Builder
	for k, v := range values {
		for n >= v {
			b.WriteString(signs[k])
			n -= v
		}
	}
	return b.String()
}

// listItem reads one item; an item outside a list counts as one of a list.
func (r *reader) listItem(i int32) {
	e := &r.s.elems[i]
	r.flush()
	outer := r.item
	it := r.newItem()
	if r.list != nil {
		it.group, it.marker = r.list.group, r.list.marker(e.n)
	}
	if e.is(unmarked) {
		it.marker = ""
	}
	r.item = it
	r.container(i)
	r.item = outer
}

// newItem is an item at the nesting that the walk is in.
func (r *reader) newItem() *item {
	if len(r.items) == 0 {
		r.items = make([]item, 32)
	}
	it := &r.items[0]
	r.items = r.items[1:]
	it.level = max(r.depth, 1)
	return it
}

// definitionList reads terms and their texts.
func (r *reader) definitionList(i int32) {
	r.flush()
	outer := r.list
	r.groups++
	r.list = &listState{group: r.groups, rank: r.termRank(i)}
	r.depth++
	r.container(i)
	r.depth--
	r.list = outer
}

// termRank is the rank of the terms of a list whose texts hold headings, for the most part: they are
// the titles of sections, above these headings. It is 0 for other lists.
func (r *reader) termRank(i int32) int {
	if r.item != nil || r.cell != nil || r.region != Main {
		return 0
	}
	rank, texts, headed := min(max(r.lastRank, 1)+1, 6), 0, 0
	for k := i + 1; k < r.s.elems[i].end; k++ {
		switch e := &r.s.elems[k]; e.sort {
		case defText:
			texts++
			if e.heads > 0 {
				headed++
			}
		case heading:
			rank = max(1, min(rank, headingRank(e.n)-1))
		}
	}
	if texts < 2 || headed*2 <= texts {
		return 0
	}
	return rank
}

// definition reads a term, or the text of one, as an item: the term one level
// above its text. A term that is only a number becomes the marker of its text.
func (r *reader) definition(i int32) {
	e := &r.s.elems[i]
	r.flush()
	if r.list != nil && r.list.rank > 0 && r.item == nil {
		r.section(i)
		return
	}
	outer := r.item
	it := r.newItem()
	if r.list != nil {
		it.group = r.list.group
	}
	if e.sort == defText {
		it.level++
		it.marker, r.marker = r.marker, ""
		if before := r.before(i); before >= 0 && r.s.elems[before].sort == defTerm && r.s.elems[before].text+r.s.elems[before].link == 0 {
			it.level-- // the column of terms is empty beside a text without a number
		}
	} else if t := plainText(e.n, 24); e.text+e.link <= 16 && isNumber(t) && r.followedByText(i) {
		r.marker = t
		return
	}
	it.bold = e.sort == defTerm
	if it.marker != "" {
		it.level--
	}
	depth := r.depth
	r.item, r.depth = it, max(it.level, depth) // a list in the text of a term stands below that text
	r.container(i)
	r.item, r.depth = outer, depth
}

// section reads a term that is the title of a section as a heading, and the text of one as it is.
func (r *reader) section(i int32) {
	e := &r.s.elems[i]
	if e.sort == defText || e.heads > 0 || e.text+e.link == 0 {
		r.container(i)
		return
	}
	r.titled(i, r.list.rank)
	r.next = e.end
}

// followedByText reports whether the element after a term is its text.
func (r *reader) followedByText(i int32) bool {
	end := r.s.elems[i].end
	return int(end) < len(r.s.elems) && r.s.elems[end].sort == defText && r.s.elems[end].up == r.s.elems[i].up
}

// isDay reports a day written in digits: 13/02/2018, 2018-02-13, 13.02.2018.
func isDay(s string) bool {
	at := strings.IndexAny(s, "/-.")
	if at < 0 {
		return false
	}
	last := strings.LastIndexByte(s, s[at])
	if !allDigits(s[:at]) || last == at || !allDigits(s[at+1:last]) || !allDigits(s[last+1:]) {
		return false
	}
	return s[at] != '.' || at == 4 || len(s)-last-1 == 4 || ShortDay(s)
}

// leastYear is a year in two digits that the number of a paragraph hardly reaches in a
// section of two digits.
const leastYear = "15"

// ShortDay reports a day in dots whose year has two digits, "26.04.17", and not the number
// of a paragraph: "10.11.12" may be one, none is printed "10.04.12".
func ShortDay(s string) bool {
	if len(s) != 8 || s[2] != '.' || s[5] != '.' || !allDigits(s[:2]+s[3:5]+s[6:]) {
		return false
	}
	day, month, year := s[:2], s[3:5], s[6:]
	if day < "01" || day > "31" || month < "01" || month > "12" {
		return false
	}
	return month[0] == '0' || day[0] == '0' || year >= leastYear
}

func allDigits(s string) bool {
	for k := range len(s) {
		if s[k] < '0' || s[k] > '9' {
			return false
		}
	}
	return true
}

// isNumber reports a printed number that stands alone: 1, 1.2.3, 1.2), A05, D14 A,
// (iv), a).
func isNumber(s string) bool {
	s = strings.Trim(s, " .():[]")
	if s == "" || len(s) > 12 || isDay(s) {
		return false
	}
	digits, alphas := 0, 0
	for k := 0; k < len(s); k++ {
		switch c := s[k]; {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			alphas++
		case c == '.' || c == ' ' || c == '-' || c == '/':
		default:
			return false
		}
	}
	if digits == 0 {
		return alphas == 1 || alphas == len(s) && alphas <= 5 && strings.Trim(strings.ToLower(s), "ivx") == ""
	}
	return alphas <= 2
}
