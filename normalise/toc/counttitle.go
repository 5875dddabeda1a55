package toc

import (
	"strconv"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// DropCounts takes the number of entries off the titles of sections that print it,
// where most of the numbers are right, "Core procedures (7)", or, with nothing around them,
// all: "Core procedures 7".
func DropCounts(roots []*Node) {
	right, all := 0, 0
	Walk(roots, func(n *Node) {
		if _, count := entryCount(n.Title); count > 0 && len(n.Kids) > 0 {
			all++
			right += wording.BoolInt(n.counts(count))
		}
	})
	bare := bareCounts(roots)
	if (right == 0 || right*2 < all) && !bare {
		return
	}
	Walk(roots, func(n *Node) {
		if title, count := entryCount(n.Title); count > 0 && len(n.Kids) > 0 {
			n.Title = title
		} else if bare && len(n.Kids) > 0 {
			n.Title, _ = bareCount(n.Title)
		}
	})
}

// counts reports whether a number is that of the entries below a section.
func (n *Node) counts(count int) bool {
	return count == len(n.Kids) || count == CountEntries(n.Kids)
}

// bareCounts reports sections of which each, two at least, ends in the number of its
// entries: what is left of their titles must tell them apart, as "Stage 1" and "Stage 2"
// would not.
func bareCounts(roots []*Node) bool {
	sections, right := 0, make(map[string]bool)
	Walk(roots, func(n *Node) {
		if len(n.Kids) == 0 || n.Linked() && allAppendices(n.Kids) {
			return
		}
		sections++
		if title, count := bareCount(n.Title); count > 0 && n.counts(count) {
			right[wording.Fold(title)] = true
		}
	})
	return sections > 1 && len(right) == sections
}

// endCount is a number behind a title, with or without what it counts.
var endCount = pattern.New(`(?i)[\s:–—-]+(\d{1,3})(?:\s+(?:articles?|chapters?|documents?|entries|files?|guides?|items?|pages?|policies|procedures?|topics?))?$`)

// bareCount parts a title from the number behind it, which is 0 if there is none.
func bareCount(title string) (string, int) {
	m := endCount.FindStringSubmatch(title)
	if m == nil || len(m[0]) == len(title) {
		return title, 0
	}
	n, _ := strconv.Atoi(m[1])
	return strings.TrimRight(title[:len(title)-len(m[0])], " "), n
}

// entryCount parts a title from the number of entries behind it in brackets, which is
// 0 if there is none.
func entryCount(title string) (string, int) {
	at := lastBracket(title)
	if at <= 0 || at+1 == len(title) || len(title)-at > 20 || !wording.IsDigit(title[at+1]) {
		return title, 0
	}
	digits, _, _ := strings.Cut(strings.Trim(title[at:], "()[] "), " ")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return title, 0
	}
	return strings.TrimRight(title[:at], " \u200e\u200f"), n
}

// countOf parts a title from the number behind it, with or without brackets; 0 if none.
func countOf(title string) (string, int) {
	if bare, count := entryCount(title); count > 0 {
		return bare, count
	}
	return bareCount(title)
}

// SameTitle reports the titles of a page and of the entry that leads to it, behind which the
// number of what is on the page may stand.
func SameTitle(page, entry string) bool {
	if wording.Fold(page) == wording.Fold(entry) {
		return true
	}
	bare, count := countOf(entry)
	return count > 0 && wording.Fold(page) == wording.Fold(bare)
}

// raiseCounted makes sections of entries that say how many others stand right below them,
// set no deeper: "Referrals 2" and two entries, "Visits 3" and three. All that end in a
// number must be right, and nothing else may stand among them.
func raiseCounted(rows []Row) {
	var sections []int
	first, end := 0, len(rows)
	for first < len(rows) && rows[first].Head && !rows[first].Linked() {
		first++ // over all of them
	}
	for end > first && !counted(&rows[end-1]) {
		end--
	}
	entries := 0
	for i := first; i < end; {
		_, count := countOf(rows[i].Title)
		if !rows[i].countsBelow(rows[i+1:], count) {
			return
		}
		sections, entries, i = append(sections, i), entries+count, i+count+1
	}
	if entries <= len(sections) || len(sections) < 2 {
		return
	}
	for _, i := range sections {
		rows[i].Rank, rows[i].Head = RankEntry-1, true
	}
}

// counted reports an entry with a number behind its title.
func counted(rw *Row) bool {
	_, count := countOf(rw.Title)
	return count > 0
}

// countsBelow reports an entry that as many as it says follow, set alike in a list of their own.
func (r *Row) countsBelow(below []Row, count int) bool {
	if count == 0 || count > len(below) || !r.Linked() || r.Head || r.Rank != RankEntry {
		return false
	}
	for k := range below[:count] {
		if e := &below[k]; !e.Linked() || e.Head || e.Rank != r.Rank || e.Group == r.Group || counted(e) {
			return false
		}
	}
	return true
}
