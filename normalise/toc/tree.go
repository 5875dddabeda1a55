// Package toc reads lists of contents, as pages, menus and documents print them: blocks to
// rows (number, title, flags, where it leads), rows to a tree.
//
//	parse.Block  ->  Row  ->  Node
package toc

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A Node is a row in its place.
type Node struct {
	Row
	Kind   normalise.Kind  // what it is in the manual
	Parent *Node           // nil at the top
	Kids   []*Node         // in order
	Doc    *parse.Document // content, nil where none was read
	Own    []parse.Block   // blocks of the node where it is a part of doc
	Listed bool            // the document's list of contents names it
	Sheet  int             // page of the document that its heading stands on, 0 if none is known
	Called string          // what its guide calls its page, "Overview": no heading of what it says
}

// maxRows bounds a list of contents; the largest manuals have some hundred rows.
const maxRows = 20000

// BuildTree puts rows in their places and drops what is no row of the manual.
func BuildTree(s *Site, rows []Row) []*Node {
	rows = dropWaysBack(rows[:min(len(rows), maxRows)])
	enclose(rows)
	dropLabels(rows)
	rows = dropHeadings(s, dropJumps(rows))
	rows = dropJunk(s, s.dropMore(dropCalls(s.dropBook(dropStart(rows)))))
	dropFolios(rows)
	rows = nameByHeads(dropEchoes(rows))
	rows = joinEyebrows(rows)
	stripDates(rows)
	dropUnchanged(rows)
	demoteLone(rows)
	settleParts(rows)
	settleWholes(rows)
	SettleNumbers(rows)
	settleSerials(rows)
	rows = DropRows(rows, func(r *Row) bool { return r.counted && r.Num.Text == "" }) // "30 people liked this page"
	raiseParts(rows)
	demoteHeads(rows)
	besideCards(rows)
	s.raiseBeside(rows)
	raiseCounted(rows)
	alignHeads(rows)
	countOn(rows)
	liftLeads(rows)
	setLevels(rows)
	roots := stack(rows)
	dropDetails(roots)
	roots = dropCardBelow(dropCard(dropIntro(dissolve(roots))))
	roots = oneView(roots)
	roots = dropPublishers(s, DropBoxes(s, roots))
	roots = adopt(roots)
	roots = prune(roots)
	roots = DropPageTitle(s, roots)
	roots = settleAnnounced(dropRepeats(roots))
	dropOwnHeads(roots)
	if !lettersCount(roots) {
		joinSeries(&roots, nestsAppendices(roots))
	}
	placeAlso(s, &roots)
	placeAppendices(s, &roots)
	countTyped(roots)
	return roots
}

// dropIntro takes away what is listed before the first section of a list of links, and
// leads nowhere: words on the manual.
func dropIntro(roots []*Node) []*Node {
	links := 0
	Walk(roots, func(n *Node) { links += wording.BoolInt(n.Linked()) })
	if links < 4 {
		return roots
	}
	for i, n := range roots {
		if n.Head && len(n.Kids) > 0 {
			return roots[i:]
		}
		if n.Linked() || n.Num.Text != "" || n.Head || n.Text || n.Also || len(n.Kids) > 0 || titleflag.IsPlaceholder(n.Title) {
			break
		}
	}
	return roots
}

// adopt hangs headings without a number under the numbered heading before them
// whose number their own rows continue, where both are set alike: "1. Enquiries",
// "Early Help", "1.1.1 ...".
func adopt(nodes []*Node) []*Node {
	var out []*Node
	for _, n := range nodes {
		n.Kids = adopt(n.Kids)
		if len(out) > 0 && n.Num.Text == "" && !n.Linked() && len(n.Kids) > 0 {
			at := out[len(out)-1]
			if first := firstNumber(n.Kids); at.Num.Text != "" && !at.Linked() && (wording.NumberPrefix(at.Num.Text, first) || nextBelow(at.Kids, first)) {
				n.Parent = at
				at.Kids = append(at.Kids, n)
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// nextBelow reports whether a number is one level below the next of the last of nodes,
// which nobody has: "4.1" behind "3".
func nextBelow(nodes []*Node, number string) bool {
	if len(nodes) == 0 {
		return false
	}
	last, err := strconv.Atoi(nodes[len(nodes)-1].Num.Text)
	return err == nil && wording.NumberPrefix(strconv.Itoa(last+1), number)
}

func firstNumber(nodes []*Node) string {
	for _, n := range nodes {
		if n.Num.Text != "" {
			return n.Num.Text
		}
		if f := firstNumber(n.Kids); f != "" {
			return f
		}
	}
	return ""
}

// raiseBeside gives entries below a heading that links to a file the heading's rank,
// where most such headings have nothing below them: a title of a file is no section.
func (s *Site) raiseBeside(rows []Row) {
	linked, bare := make(map[int]int), make(map[int]int)
	for i := range rows {
		if r := rows[i].Rank; rows[i].Head && rows[i].Linked() && r > 1 && r < RankBold {
			linked[r]++
			bare[r] += wording.BoolInt(i+1 == len(rows) || rows[i+1].Rank <= r)
		}
	}
	for i := range rows {
		r := rows[i].Rank
		if !rows[i].Head || rows[i].Target < 0 || s.Input.Pages[rows[i].Target].Document.IsWebPage() || linked[r] < 4 || bare[r]*3 < linked[r]*2 {
			continue
		}
		for k := i + 1; k < len(rows) && rows[k].Rank > r && rows[k].Linked() && !rows[k].Also && AppendixTitle.FindString(rows[k].Title) == ""; k++ {
			rows[k].Rank = r
		}
	}
}

// demoteLone makes an entry of the only bold row, where it leads to a file and has a number that
// the rows below it do not go on from, "0 How to use them" above "01.1 Visits": somebody set it
// apart by hand, and a section would hold them.
func demoteLone(rows []Row) {
	lone := -1
	for i := range rows {
		if !rows[i].Head || rows[i].Rank != RankBold {
			continue
		}
		if lone >= 0 {
			return
		}
		lone = i
	}
	if lone < 0 || lone+1 == len(rows) {
		return
	}
	rw, below := &rows[lone], &rows[lone+1]
	counts := rw.Num.Keyword == "" && rw.Num.Text != "" && wording.IsDigit(rw.Num.Text[0])
	if counts && IsPaper(rw.Href) && below.Linked() && below.Num.Text != "" && below.Num.Text != "1" && !wording.NumberPrefix(rw.Num.Text, below.Num.Text) {
		rw.Rank, rw.Head = below.Rank, false
	}
}

// demoteHeads makes entries of bold rows that link, where most entries are bold:
// then bold is the dress of a chapter, not of a section. One that counts on with bold lines
// that lead nowhere, "Section 3" between "Section 2" and "Section 4", stays what these are.
func demoteHeads(rows []Row) {
	bold, links := 0, 0
	parts := make(map[string]bool) // words with which bold lines count
	for i := range rows {
		if rw := &rows[i]; !rw.Linked() && rw.Head && rw.Rank == RankBold && PartNumber(rw.Num) {
			parts[rw.Num.Keyword] = true
		}
		if rows[i].Linked() {
			links++
			if rows[i].Head && rows[i].Rank == RankBold {
				bold++
			}
		}
	}
	if bold*5 < links*2 {
		return
	}
	for i := range rows {
		if rows[i].Head && rows[i].Rank == RankBold && rows[i].Linked() && !parts[rows[i].Num.Keyword] {
			rows[i].Rank, rows[i].Head = RankEntry, false
		}
	}
}

// countOn sets the entries that count on with a bold line amid them, "Standard 4" behind the bold
// "Standard 3" over its parts, or "3" behind the bold "2" over "2.1", beside that line and not below it.
func countOn(rows []Row) {
	for i := 1; i < len(rows); i++ {
		h := &rows[i]
		if !h.Head || h.Linked() || h.Rank != RankBold || !countsAmid(rows, i) && !countsOver(rows, i) {
			continue
		}
		on := false
		for k := i + 1; k < len(rows) && rows[k].Rank > RankBold; k++ {
			on = on || rows[k].Num.Keyword == h.Num.Keyword && follows(h.Num, rows[k].Num)
			if on {
				rows[k].Rank = RankBold
			}
		}
	}
}

// countsAmid reports a line that counts on from the entry above it, "Standard 3" behind "Standard 2".
func countsAmid(rows []Row, i int) bool {
	h, ahead := &rows[i], &rows[i-1]
	return h.Num.Keyword != "" && ahead.Linked() && ahead.Num.Keyword == h.Num.Keyword && follows(ahead.Num, h.Num)
}

// countsOver reports a line over an entry that has its number and one of its own: "2" over "2.1".
func countsOver(rows []Row, i int) bool {
	n := rows[i].Num
	return n.Keyword == "" && n.Parts == 1 && i+1 < len(rows) && rows[i+1].Num.Parts > 1 && wording.NumberPrefix(n.Text, rows[i+1].Num.Text)
}

// besideCards sets files beside the headings above them where headings of their rank that
// lead to pages are chapters themselves: at least two in three have nothing below, and
// the others one file each.
func besideCards(rows []Row) {
	alone, files := make(map[int]int), make(map[int][]int)
	for i := range rows {
		h := &rows[i]
		if !h.Head || !h.Linked() || h.Num.Text != "" || h.Rank <= 1 || h.Rank >= RankBold {
			continue
		}
		end := i + 1
		for end < len(rows) && rows[end].Rank > h.Rank {
			end++
		}
		switch {
		case end == i+1:
			alone[h.Rank]++
		case end == i+2 && rows[i+1].Num.Text == "" && rows[i+1].Linked() && IsPaper(rows[i+1].Href) && !IsPaper(h.Href):
			files[h.Rank] = append(files[h.Rank], i+1)
		default:
			alone[h.Rank] -= len(rows) // it is a section
		}
	}
	for rank, at := range files {
		if alone[rank] < 2*len(at) || alone[rank] < LeastListed {
			continue
		}
		for _, i := range at {
			rows[i].Rank = rank
		}
	}
}

// alignHeads gives rows that head a part of the list with the same word, as "Section
// A" and "Section B", one rank: the page after the first may set them less clearly.
func alignHeads(rows []Row) {
	rank := make(map[string]int)
	heads := func(f func(rw *Row)) {
		for i := range rows {
			if rw := &rows[i]; !rw.Linked() && (rw.Num.Keyword == "section" || rw.Num.Keyword == "part") {
				f(rw)
			}
		}
	}
	heads(func(rw *Row) {
		if at := rank[rw.Num.Keyword]; rw.Head && (at == 0 || rw.Rank < at) {
			rank[rw.Num.Keyword] = rw.Rank
		}
	})
	heads(func(rw *Row) {
		if at := rank[rw.Num.Keyword]; at != 0 {
			rw.Rank, rw.Head = at, true
		}
	})
}

// liftLeads sets lines that link nowhere, in bold or plain, above the headings where all of
// them stand right above one: sections need not be set as headings where their groups or
// chapters are.
func liftLeads(rows []Row) {
	lines, over, least := make(map[int]int), make(map[int][]int), RankBold
	for i := range rows {
		rw := &rows[i]
		if rw.Linked() || rw.Also || rw.Rank < RankBold || titleflag.IsPlaceholder(rw.Title) {
			continue
		}
		lines[rw.Rank]++
		if i+1 < len(rows) && rows[i+1].Head && rows[i+1].Rank > 1 && rows[i+1].Rank < RankBold {
			over[rw.Rank], least = append(over[rw.Rank], i), min(least, rows[i+1].Rank)
		}
	}
	for rank, at := range over {
		if len(at) < 2 || len(at) < lines[rank] {
			continue
		}
		for _, i := range at {
			rows[i].Rank, rows[i].Head = least-1, true
		}
	}
}

// setLevels gives each row its level from its typographic rank and, among rows
// set alike, from the depth of its number.
func setLevels(rows []Row) {
	least, parts := leastParts(rows), partRanks(rows)
	for i := range rows {
		rw := &rows[i]
		rw.Level = rw.Rank*40 + 2*rankParts(rows, i)
		switch {
		case rw.Head && rw.Num.Text == "" && parts[rw.Rank]:
			rw.Level = rw.Rank*40 + 1
		case rw.Head && rw.Num.Text == "":
			rw.Level = rw.Rank*40 + headParts(rows, i, least[rw.Rank])
		}
	}
}

// partRanks are the ranks whose headings without a number stand above those with one: of
// two at least that head something, one not the first stands right above a heading set
// alike that begins a count.
func partRanks(rows []Row) map[int]bool {
	parts, before := make(map[int]bool), make(map[int]bool)
	for i := range rows[:max(0, len(rows)-1)] {
		rw, next := &rows[i], &rows[i+1]
		if !rw.Head || rw.Linked() || rw.Num.Text != "" {
			continue
		}
		opens := next.Head && next.Rank == rw.Rank && next.Num.Parts == 1 && slices.Contains(firstNumbers, next.Num.Text)
		parts[rw.Rank] = parts[rw.Rank] || opens && before[rw.Rank]
		before[rw.Rank] = before[rw.Rank] || opens || next.Linked() && next.Rank > rw.Rank
	}
	return parts
}

// firstNumbers are those that begin a count.
var firstNumbers = []string{"1", "A", "I"}

// rankParts is the depth that the number gives an entry; an entry without a
// number goes with its nearest numbered neighbour set alike.
func rankParts(rows []Row, i int) int {
	if p := rows[i].Num.Parts; p > 0 {
		if rows[i].Num.Keyword == "appendix" && endsCount(rows, i) {
			return 1
		}
		return min(runsOn(rows, i, p), 15)
	}
	if !rows[i].Linked() && !titleflag.IsPlaceholder(rows[i].Title) && !rows[i].Head {
		if n := nextNumbered(rows, i); n >= 0 && rows[n].Rank == rows[i].Rank && n == i+1 && rows[n].Num.Parts > 1 && rows[n].Linked() {
			return rows[n].Num.Parts - 1
		}
	}
	for k := i + 1; k < min(len(rows), i+500) && rows[k].Rank >= rows[i].Rank; k++ {
		if rows[k].Rank == rows[i].Rank && rows[k].Num.Parts > 0 {
			return deeper(rows, i, k)
		}
	}
	for k := i - 1; k >= max(0, i-500) && rows[k].Rank >= rows[i].Rank; k-- {
		if rows[k].Rank == rows[i].Rank && rows[k].Num.Parts > 0 {
			return min(rows[k].Num.Parts, 15)
		}
	}
	return 1
}

// endsCount reports an appendix in a list, set alike, of chapters that count 1, 2, 3: it
// stands beside them.
func endsCount(rows []Row, i int) bool {
	chapters := 0
	for k := i - 1; k >= max(0, i-500) && rows[k].Rank >= rows[i].Rank && chapters < 2; k-- {
		if rows[k].Rank > rows[i].Rank || rows[k].Num.Keyword == "appendix" || rows[k].Also {
			continue
		}
		if rows[k].Num.Parts != 1 || !rows[k].Linked() {
			return false
		}
		chapters++
	}
	return chapters == 2
}

// runsOn guards against doubled numbers: "13.13.13" between 13.12 and 13.14 is as
// deep as they are, for no 13.13 stands above it.
func runsOn(rows []Row, i, p int) int {
	heads := false
	for k := i - 1; k >= max(0, i-500) && rows[k].Rank >= rows[i].Rank; k-- {
		if rows[k].Rank > rows[i].Rank {
			continue
		}
		if rows[k].Num.Text == "" {
			heads = heads || rows[k].Head
			continue
		}
		if wording.NumberPrefix(rows[k].Num.Text, rows[i].Num.Text) && (heads || rows[k].Num.Parts == p-1) {
			return p
		}
		if rows[k].Num.Parts < p && !heads && rows[k].Num.Keyword == rows[i].Num.Keyword && !wording.NumberPrefix(rows[k].Num.Text, rows[i].Num.Text) {
			if up := prefixRow(rows, k, i); up >= 0 {
				return rows[up].Num.Parts + 1
			}
			return rows[k].Num.Parts
		}
	}
	return p
}

// prefixRow finds the row before k, set like row i, whose number i continues; of
// several the longest number.
func prefixRow(rows []Row, k, i int) int {
	best := -1
	for ; k >= max(0, i-2000) && rows[k].Rank >= rows[i].Rank; k-- {
		if rows[k].Rank == rows[i].Rank && wording.NumberPrefix(rows[k].Num.Text, rows[i].Num.Text) && (best < 0 || len(rows[k].Num.Text) > len(rows[best].Num.Text)) {
			best = k
		}
	}
	return best
}

// deeper is the depth of numbered row k for an unnumbered one before it: a
// linked entry before the next section's head belongs to the section above.
func deeper(rows []Row, i, k int) int {
	p := rows[k].Num.Parts
	for j := i - 1; j >= max(0, i-500) && rows[j].Rank >= rows[i].Rank; j-- {
		if rows[j].Rank == rows[i].Rank && rows[j].Num.Parts > 0 {
			return min(max(p, rows[j].Num.Parts), 15)
		}
	}
	return min(p, 15)
}

func nextNumbered(rows []Row, i int) int {
	for k := i + 1; k < len(rows); k++ {
		if rows[k].Num.Text != "" {
			return k
		}
	}
	return -1
}

// headParts is the level, in halves of a number's part, of a heading without a
// number: just above what follows if that is set alike and numbered deeper,
// otherwise beside the numbered headings set alike.
func headParts(rows []Row, i, least int) int {
	next := i + 1
	for next < len(rows) && rows[next].Also {
		next++
	}
	if next < len(rows) && rows[next].Rank == rows[i].Rank && rows[next].Num.Parts > 1 {
		if foreign(rows, i, next) {
			return 2 * min(rows[next].Num.Parts-1, 15)
		}
		if amidCount(rows, i, next) {
			return 2 * min(rows[next].Num.Parts, 15)
		}
		return 2*min(rows[next].Num.Parts, 15) - 1
	}
	return 2 * min(max(least, 1), 15)
}

// amidCount reports a heading that leads to a page as the numbered ones right before and behind
// it do, set alike, which count on over it: "4.4", "Gangs", "4.5". It is an entry that has no
// number, not the head of what follows.
func amidCount(rows []Row, i, next int) bool {
	before := i
	for before >= 0 && rows[before].Num.Text == "" && rows[before].Rank == rows[i].Rank && rows[before].Linked() {
		before--
	}
	if before < 0 || before == i || !rows[next].Linked() {
		return false
	}
	a, b := &rows[before], &rows[next]
	stem := strings.LastIndexByte(b.Num.Text, '.') + 1
	if !a.Head || a.Rank != rows[i].Rank || !a.Linked() || a.Num.Parts != b.Num.Parts || !strings.HasPrefix(a.Num.Text, b.Num.Text[:stem]) {
		return false
	}
	last, err := strconv.Atoi(a.Num.Text[stem:])
	return err == nil && b.Num.Text[stem:] == strconv.Itoa(last+1)
}

// foreign reports whether the numbers below heading i, from row next on, continue none of the numbers
// above it, though the row above is one part shorter: "18. Bullying", "Living Away
// from Home", "19.1 Foster Care". Then the heading stands beside that row.
func foreign(rows []Row, i, next int) bool {
	below := rows[next].Num
	for k := i - 1; k >= max(0, i-500) && rows[k].Rank >= rows[i].Rank; k-- {
		if n := rows[k].Num; rows[k].Rank == rows[i].Rank && n.Text != "" && n.Parts < below.Parts {
			return n.Parts == below.Parts-1 && n.Keyword == below.Keyword && !rows[k].Head && !wording.NumberPrefix(n.Text, below.Text)
		}
	}
	return false
}

// leastParts is the least depth of the numbers of each rank.
func leastParts(rows []Row) map[int]int {
	least := make(map[int]int)
	for i := range rows {
		if p := rows[i].Num.Parts; p > 0 && (least[rows[i].Rank] == 0 || p < least[rows[i].Rank]) {
			least[rows[i].Rank] = p
		}
	}
	return least
}

// stack nests rows by level.
func stack(rows []Row) []*Node {
	var roots []*Node
	var open []*Node
	for i := range rows {
		n := &Node{Row: rows[i]}
		for len(open) > 0 && open[len(open)-1].Level >= n.Level {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			n.Parent = open[len(open)-1]
			n.Parent.Kids = append(n.Parent.Kids, n)
		} else {
			roots = append(roots, n)
		}
		if !n.Also {
			open = append(open, n)
		}
	}
	return roots
}

// Walk calls f for all nodes of a tree, parents first.
func Walk(nodes []*Node, f func(*Node)) {
	for _, n := range nodes {
		f(n)
		Walk(n.Kids, f)
	}
}

// CountEntries counts the rows that are chapters, each address once.
func CountEntries(roots []*Node) int {
	n := 0
	seen := make(map[string]bool)
	Walk(roots, func(k *Node) {
		if len(k.Kids) > 0 || k.Also || !k.Linked() && k.Num.Text == "" && !titleflag.IsPlaceholder(k.Title) {
			return
		}
		if k.Linked() {
			at := k.Place()
			if IsPaper(k.Href) {
				at += "\x00" + k.Num.Text
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

// IsTitle reports words that are the title of a page, with or without its number.
func IsTitle(words, title string) bool {
	w, t := wording.Bare(words), wording.Bare(title)
	return w != "" && (w == t || strings.HasSuffix(t, " "+w) && len(t)-len(w) < 12)
}

// NodeKey tells an entry of a list from others: number, title and, without a number, where it leads.
func NodeKey(n *Node) string {
	key := n.Num.Text + "\x00" + wording.Fold(n.Title)
	if n.Linked() && n.Num.Text == "" {
		key += "\x00" + webaddress.Key(n.Href)
	}
	return key
}

// StubWords is how much a page may say that only introduces the file with the chapter;
// what it says of the chapter itself is kept.
const StubWords = 60
