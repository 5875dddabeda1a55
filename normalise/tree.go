package normalise

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse"
)

// A node is a row in its place.
type node struct {
	row
	kind   Kind            // what it is in the manual
	parent *node           // nil at the top
	kids   []*node         // in order
	doc    *parse.Document // content, nil where none was read
	own    []parse.Block   // blocks of the node where it is a part of doc
	listed bool            // the document's list of contents names it
}

// maxRows bounds a list of contents; the largest manuals have some hundred rows.
const maxRows = 20000

// buildTree puts rows in their places and drops what is no row of the manual.
func buildTree(s *site, rows []row) []*node {
	rows = rows[:min(len(rows), maxRows)]
	enclose(rows)
	dropLabels(rows)
	rows = dropHeadings(dropJumps(s, rows))
	rows = dropJunk(s, dropMore(dropCalls(rows)))
	rows = dropEchoes(rows)
	stripDates(rows)
	settleParts(rows)
	settleNumbers(rows)
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.counted && r.num.text == "" }) // "30 people liked this page"
	raiseParts(rows)
	demoteHeads(rows)
	besideCards(rows)
	s.raiseBeside(rows)
	alignHeads(rows)
	liftLeads(rows)
	setLevels(rows)
	roots := stack(rows)
	dropDetails(roots)
	roots = dropCard(dropIntro(dissolve(roots)))
	roots = oneView(roots)
	roots = dropBoxes(s, roots)
	roots = adopt(nil, roots)
	roots = prune(roots)
	roots = dropPageTitle(s, roots)
	roots = dropRepeats(roots)
	joinSeries(nil, &roots)
	placeAlso(nil, &roots)
	placeAppendices(s, &roots)
	return roots
}

// dropHeadings takes away rows that lead to places on the page of the row before them,
// where such pages stand in sections: they are headings of chapters, without numbers or
// with numbers below the chapter's. Where the pages are the sections, such places are the
// chapters.
func dropHeadings(rows []row) []row {
	inside, pages, under := make(map[int]bool), 0, 0
	headed := false
	for i := range rows {
		headed = headed || rows[i].head && !rows[i].linked()
		if rows[i].frag != "" || rows[i].target < 0 {
			continue
		}
		from := i + 1
		for from < len(rows) && rows[from].frag != "" && rows[from].target == rows[i].target && (rows[from].num.text == "" || numberPrefix(rows[i].num.text, rows[from].num.text)) {
			inside[from] = true
			from++
		}
		if from > i+1 {
			pages++
			under += boolInt(headed)
		}
	}
	if pages < 2 || under*2 < pages {
		return rows
	}
	out := rows[:0:0]
	for i := range rows {
		if !inside[i] {
			out = append(out, rows[i])
		}
	}
	return out
}

// dropIntro takes away what is listed before the first section of a list of links, and
// leads nowhere: words on the manual.
func dropIntro(roots []*node) []*node {
	links := 0
	walk(roots, func(n *node) { links += boolInt(n.linked()) })
	if links < 4 {
		return roots
	}
	for i, n := range roots {
		if n.head && len(n.kids) > 0 {
			return roots[i:]
		}
		if n.linked() || n.num.text != "" || n.head || n.text || n.also || len(n.kids) > 0 || isPlaceholder(n.title) {
			break
		}
	}
	return roots
}

// adopt hangs headings without a number under the numbered heading before them
// whose number their own rows continue, where both are set alike: "1. Enquiries",
// "Early Help", "1.1.1 ...".
func adopt(parent *node, nodes []*node) []*node {
	var out []*node
	for _, n := range nodes {
		n.kids = adopt(n, n.kids)
		if len(out) > 0 && n.num.text == "" && !n.linked() && len(n.kids) > 0 {
			at := out[len(out)-1]
			if first := firstNumber(n.kids); at.num.text != "" && !at.linked() && (numberPrefix(at.num.text, first) || nextBelow(at.kids, first)) {
				n.parent = at
				at.kids = append(at.kids, n)
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// nextBelow reports whether a number is one level below the next of the last of nodes,
// which nobody has: "4.1" behind "3".
func nextBelow(nodes []*node, number string) bool {
	if len(nodes) == 0 {
		return false
	}
	last, err := strconv.Atoi(nodes[len(nodes)-1].num.text)
	return err == nil && numberPrefix(strconv.Itoa(last+1), number)
}

func firstNumber(nodes []*node) string {
	for _, n := range nodes {
		if n.num.text != "" {
			return n.num.text
		}
		if f := firstNumber(n.kids); f != "" {
			return f
		}
	}
	return ""
}

// raiseBeside gives entries below a heading that links to a file the heading's rank,
// where most such headings have nothing below them: a title of a file is no section.
func (s *site) raiseBeside(rows []row) {
	linked, bare := make(map[int]int), make(map[int]int)
	for i := range rows {
		if r := rows[i].rank; rows[i].head && rows[i].linked() && r > 1 && r < rankBold {
			linked[r]++
			bare[r] += boolInt(i+1 == len(rows) || rows[i+1].rank <= r)
		}
	}
	for i := range rows {
		r := rows[i].rank
		if !rows[i].head || rows[i].target < 0 || s.in.Pages[rows[i].target].Document.IsWebPage() || linked[r] < 4 || bare[r]*3 < linked[r]*2 {
			continue
		}
		for k := i + 1; k < len(rows) && rows[k].rank > r && rows[k].linked() && !rows[k].also && appendixTitle.FindString(rows[k].title) == ""; k++ {
			rows[k].rank = r
		}
	}
}

// demoteHeads makes entries of bold rows that link, where most entries are bold:
// then bold is the dress of a chapter, not of a section.
func demoteHeads(rows []row) {
	bold, links := 0, 0
	for i := range rows {
		if rows[i].linked() {
			links++
			if rows[i].head && rows[i].rank == rankBold {
				bold++
			}
		}
	}
	if bold*5 < links*2 {
		return
	}
	for i := range rows {
		if rows[i].head && rows[i].rank == rankBold && rows[i].linked() {
			rows[i].rank, rows[i].head = rankEntry, false
		}
	}
}

// besideCards sets files beside the headings above them where headings of their rank that
// lead to pages are chapters themselves: at least two in three have nothing below, and
// the others one file each.
func besideCards(rows []row) {
	alone, files := make(map[int]int), make(map[int][]int)
	for i := range rows {
		h := &rows[i]
		if !h.head || !h.linked() || h.num.text != "" || h.rank <= 1 || h.rank >= rankBold {
			continue
		}
		end := i + 1
		for end < len(rows) && rows[end].rank > h.rank {
			end++
		}
		switch {
		case end == i+1:
			alone[h.rank]++
		case end == i+2 && rows[i+1].num.text == "" && rows[i+1].linked() && isPaper(rows[i+1].href) && !isPaper(h.href):
			files[h.rank] = append(files[h.rank], i+1)
		default:
			alone[h.rank] -= len(rows) // it is a section
		}
	}
	for rank, at := range files {
		if alone[rank] < 2*len(at) || alone[rank] < leastListed {
			continue
		}
		for _, i := range at {
			rows[i].rank = rank
		}
	}
}

// alignHeads gives rows that head a part of the list with the same word, as "Section
// A" and "Section B", one rank: the page after the first may set them less clearly.
func alignHeads(rows []row) {
	rank := make(map[string]int)
	heads := func(f func(rw *row)) {
		for i := range rows {
			if rw := &rows[i]; !rw.linked() && (rw.num.keyword == "section" || rw.num.keyword == "part") {
				f(rw)
			}
		}
	}
	heads(func(rw *row) {
		if at := rank[rw.num.keyword]; rw.head && (at == 0 || rw.rank < at) {
			rank[rw.num.keyword] = rw.rank
		}
	})
	heads(func(rw *row) {
		if at := rank[rw.num.keyword]; at != 0 {
			rw.rank, rw.head = at, true
		}
	})
}

// liftLeads sets lines that link nowhere, in bold or plain, above the headings where all of
// them stand right above one: sections need not be set as headings where their groups or
// chapters are.
func liftLeads(rows []row) {
	lines, over, least := make(map[int]int), make(map[int][]int), rankBold
	for i := range rows {
		rw := &rows[i]
		if rw.linked() || rw.also || rw.rank < rankBold || isPlaceholder(rw.title) {
			continue
		}
		lines[rw.rank]++
		if i+1 < len(rows) && rows[i+1].head && rows[i+1].rank > 1 && rows[i+1].rank < rankBold {
			over[rw.rank], least = append(over[rw.rank], i), min(least, rows[i+1].rank)
		}
	}
	for rank, at := range over {
		if len(at) < 2 || len(at) < lines[rank] {
			continue
		}
		for _, i := range at {
			rows[i].rank, rows[i].head = least-1, true
		}
	}
}

// setLevels gives each row its level from its typographic rank and, among rows
// set alike, from the depth of its number.
func setLevels(rows []row) {
	least, parts := leastParts(rows), partRanks(rows)
	for i := range rows {
		rw := &rows[i]
		rw.level = rw.rank*40 + 2*rankParts(rows, i)
		switch {
		case rw.head && rw.num.text == "" && parts[rw.rank]:
			rw.level = rw.rank*40 + 1
		case rw.head && rw.num.text == "":
			rw.level = rw.rank*40 + headParts(rows, i, least[rw.rank])
		}
	}
}

// partRanks are the ranks whose headings without a number stand above those with one: of
// two at least that head something, one not the first stands right above a heading set
// alike that begins a count.
func partRanks(rows []row) map[int]bool {
	parts, before := make(map[int]bool), make(map[int]bool)
	for i := range rows[:max(0, len(rows)-1)] {
		rw, next := &rows[i], &rows[i+1]
		if !rw.head || rw.linked() || rw.num.text != "" {
			continue
		}
		opens := next.head && next.rank == rw.rank && next.num.parts == 1 && slices.Contains(firstNumbers, next.num.text)
		parts[rw.rank] = parts[rw.rank] || opens && before[rw.rank]
		before[rw.rank] = before[rw.rank] || opens || next.linked() && next.rank > rw.rank
	}
	return parts
}

// firstNumbers are those that begin a count.
var firstNumbers = []string{"1", "A", "I"}

// rankParts is the depth that the number gives an entry; an entry without a
// number goes with its nearest numbered neighbour set alike.
func rankParts(rows []row, i int) int {
	if p := rows[i].num.parts; p > 0 {
		if rows[i].num.keyword == "appendix" && endsCount(rows, i) {
			return 1
		}
		return min(runsOn(rows, i, p), 15)
	}
	if !rows[i].linked() && !isPlaceholder(rows[i].title) && !rows[i].head {
		if n := nextNumbered(rows, i); n >= 0 && rows[n].rank == rows[i].rank && n == i+1 && rows[n].num.parts > 1 && rows[n].linked() {
			return rows[n].num.parts - 1
		}
	}
	for k := i + 1; k < min(len(rows), i+500) && rows[k].rank >= rows[i].rank; k++ {
		if rows[k].rank == rows[i].rank && rows[k].num.parts > 0 {
			return deeper(rows, i, k)
		}
	}
	for k := i - 1; k >= max(0, i-500) && rows[k].rank >= rows[i].rank; k-- {
		if rows[k].rank == rows[i].rank && rows[k].num.parts > 0 {
			return min(rows[k].num.parts, 15)
		}
	}
	return 1
}

// endsCount reports an appendix in a list, set alike, of chapters that count 1, 2, 3: it
// stands beside them.
func endsCount(rows []row, i int) bool {
	chapters := 0
	for k := i - 1; k >= max(0, i-500) && rows[k].rank >= rows[i].rank && chapters < 2; k-- {
		if rows[k].rank > rows[i].rank || rows[k].num.keyword == "appendix" || rows[k].also {
			continue
		}
		if rows[k].num.parts != 1 || !rows[k].linked() {
			return false
		}
		chapters++
	}
	return chapters == 2
}

// runsOn guards against doubled numbers: "13.13.13" between 13.12 and 13.14 is as
// deep as they are, for no 13.13 stands above it.
func runsOn(rows []row, i, p int) int {
	heads := false
	for k := i - 1; k >= max(0, i-500) && rows[k].rank >= rows[i].rank; k-- {
		if rows[k].rank > rows[i].rank {
			continue
		}
		if rows[k].num.text == "" {
			heads = heads || rows[k].head
			continue
		}
		if numberPrefix(rows[k].num.text, rows[i].num.text) && (heads || rows[k].num.parts == p-1) {
			return p
		}
		if rows[k].num.parts < p && !heads && rows[k].num.keyword == rows[i].num.keyword && !numberPrefix(rows[k].num.text, rows[i].num.text) {
			if up := prefixRow(rows, k, i); up >= 0 {
				return rows[up].num.parts + 1
			}
			return rows[k].num.parts
		}
	}
	return p
}

// prefixRow finds the row before k, set like row i, whose number i continues; of
// several the longest number.
func prefixRow(rows []row, k, i int) int {
	best := -1
	for ; k >= max(0, i-2000) && rows[k].rank >= rows[i].rank; k-- {
		if rows[k].rank == rows[i].rank && numberPrefix(rows[k].num.text, rows[i].num.text) && (best < 0 || len(rows[k].num.text) > len(rows[best].num.text)) {
			best = k
		}
	}
	return best
}

// deeper is the depth of numbered row k for an unnumbered one before it: a
// linked entry before the next section's head belongs to the section above.
func deeper(rows []row, i, k int) int {
	p := rows[k].num.parts
	for j := i - 1; j >= max(0, i-500) && rows[j].rank >= rows[i].rank; j-- {
		if rows[j].rank == rows[i].rank && rows[j].num.parts > 0 {
			return min(max(p, rows[j].num.parts), 15)
		}
	}
	return min(p, 15)
}

func nextNumbered(rows []row, i int) int {
	for k := i + 1; k < len(rows); k++ {
		if rows[k].num.text != "" {
			return k
		}
	}
	return -1
}

// headParts is the level, in halves of a number's part, of a heading without a
// number: just above what follows if that is set alike and numbered deeper,
// otherwise beside the numbered headings set alike.
func headParts(rows []row, i, least int) int {
	next := i + 1
	for next < len(rows) && rows[next].also {
		next++
	}
	if next < len(rows) && rows[next].rank == rows[i].rank && rows[next].num.parts > 1 {
		if foreign(rows, i, next) {
			return 2 * min(rows[next].num.parts-1, 15)
		}
		return 2*min(rows[next].num.parts, 15) - 1
	}
	return 2 * min(max(least, 1), 15)
}

// foreign reports whether the numbers below heading i, from row next on, continue none of the numbers
// above it, though the row above is one part shorter: "18. Bullying", "Living Away
// from Home", "19.1 Foster Care". Then the heading stands beside that row.
func foreign(rows []row, i, next int) bool {
	below := rows[next].num
	for k := i - 1; k >= max(0, i-500) && rows[k].rank >= rows[i].rank; k-- {
		if n := rows[k].num; rows[k].rank == rows[i].rank && n.text != "" && n.parts < below.parts {
			return n.parts == below.parts-1 && n.keyword == below.keyword && !rows[k].head && !numberPrefix(n.text, below.text)
		}
	}
	return false
}

// leastParts is the least depth of the numbers of each rank.
func leastParts(rows []row) map[int]int {
	least := make(map[int]int)
	for i := range rows {
		if p := rows[i].num.parts; p > 0 && (least[rows[i].rank] == 0 || p < least[rows[i].rank]) {
			least[rows[i].rank] = p
		}
	}
	return least
}

// stack nests rows by level.
func stack(rows []row) []*node {
	var roots []*node
	var open []*node
	for i := range rows {
		n := &node{row: rows[i]}
		for len(open) > 0 && open[len(open)-1].level >= n.level {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			n.parent = open[len(open)-1]
			n.parent.kids = append(n.parent.kids, n)
		} else {
			roots = append(roots, n)
		}
		if !n.also {
			open = append(open, n)
		}
	}
	return roots
}

// walk calls f for all nodes of a tree, parents first.
func walk(nodes []*node, f func(*node)) {
	for _, n := range nodes {
		f(n)
		walk(n.kids, f)
	}
}

// joinSeries hangs a run of lettered numbers under the number they continue:
// D14A to D14D under D14. A lone C09A stays beside C09.
func joinSeries(parent *node, nodes *[]*node) {
	list := *nodes
	var out []*node
	for i := 0; i < len(list); i++ {
		n := list[i]
		out = append(out, n)
		run := letterRun(list, i)
		if run < 2 {
			continue
		}
		for _, k := range list[i+1 : i+1+run] {
			k.parent = n
			k.kind = KindAppendix
			n.kids = append(n.kids, k)
		}
		i += run
	}
	*nodes = out
	for _, n := range out {
		joinSeries(n, &n.kids)
	}
}

// letterRun counts the rows after i that are its number with the letters A, B ...
func letterRun(list []*node, i int) int {
	stem := list[i].num.text
	if stem == "" || !isDigit(stem[len(stem)-1]) {
		return 0
	}
	run := 0
	for k := i + 1; k < len(list); k++ {
		want := stem + string(rune('A'+run))
		if run > 25 || !strings.EqualFold(list[k].num.text, want) {
			break
		}
		run++
	}
	return run
}

// placeAlso hangs "see also" rows under the row they follow.
func placeAlso(parent *node, nodes *[]*node) {
	var out []*node
	for _, n := range *nodes {
		if n.also && len(out) > 0 {
			at := out[len(out)-1]
			if !at.also && !(at.head && len(at.kids) == 0) {
				n.parent = at
				at.kids = append(at.kids, n)
				continue
			}
		}
		out = append(out, n)
	}
	*nodes = out
	for _, n := range out {
		placeAlso(n, &n.kids)
	}
}

// countEntries counts the rows that are chapters, each address once.
func countEntries(roots []*node) int {
	n := 0
	seen := make(map[string]bool)
	walk(roots, func(k *node) {
		if len(k.kids) > 0 || k.also || !k.linked() && k.num.text == "" && !isPlaceholder(k.title) {
			return
		}
		if k.linked() {
			at := k.place()
			if isPaper(k.href) {
				at += "\x00" + k.num.text
			}
			if seen[at] {
				return
			}
			seen[at] = true
		}
		n++
	})
	return n
}

// isTitle reports words that are the title of a page, with or without its number.
func isTitle(words, title string) bool {
	w, t := bare(words), bare(title)
	return w != "" && (w == t || strings.HasSuffix(t, " "+w) && len(t)-len(w) < 12)
}

// nodeKey tells an entry of a list from others: number, title and, without a number, where it leads.
func nodeKey(n *node) string {
	key := n.num.text + "\x00" + fold(n.title)
	if n.linked() && n.num.text == "" {
		key += "\x00" + addressKey(n.href)
	}
	return key
}

// stubWords is how much a page may say that only introduces the file with the chapter;
// what it says of the chapter itself is kept.
const stubWords = 60
