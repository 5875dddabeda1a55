package textdiff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"manualwatch/parse"
)

// A Line is a block, an inner heading or (in a finer comparison) a sentence.
type Line struct {
	Text    string // as printed
	Sum     Sum
	Spread  Sum             // of a row with the merged cells that reach into it, each in its place; "" if there are none
	Words   int             // in it
	Kind    parse.BlockKind // of the block it is
	Heading bool            // an inner heading of the manual's tree
	Branch  int             // the chapter that was split off or absorbed and has it (see BranchOf), 0 for the chapter's own
	Under   int             // index of the heading line it stands below, -1
	Links   []parse.Link
	Class   string  // of its element
	First   string  // folded first cell of a row
	Head    bool    // a row of the names of columns
	toks    []token // made when needed
	sorted  []Gram  // hashes of the words, made when needed
}

// Tokens returns the tokens of the line, cut once.
func (l *Line) Tokens() []token {
	if l.toks == nil {
		l.toks = Tokens(l.Text)
	}
	return l.toks
}

// Look is what the lines at one place of a template have in common: their kind, their
// class, and whether they are links.
func (l *Line) Look() string {
	return strconv.Itoa(int(l.Kind)) + " " + l.Class + " " + strconv.FormatBool(len(l.Links) > 0)
}

// OnlyLink reports a line that is a link and nothing else, as the entries of a list of
// other pages are: such a list may show an entry again in another place.
func (l *Line) OnlyLink() bool {
	return len(l.Links) == 1 && l.Links[0].End-l.Links[0].Start >= len(strings.TrimSpace(l.Text))
}

// bag returns the sorted hashes of the words of the line.
func (l *Line) bag() []Gram {
	if l.Words > 0 && l.sorted == nil {
		l.sorted = make([]Gram, 0, l.Words)
		eachWord(l.Sum, func(h Gram) { l.sorted = append(l.sorted, h) })
		slices.Sort(l.sorted)
	}
	return l.sorted
}

// A Gram is the hash of two words that follow each other.
type Gram uint64

// AllLines holds for every line.
func AllLines(*Line) bool { return true }

// eachWord hashes the words of a folded text in order.
func eachWord(folded Sum, f func(Gram)) {
	const start = Gram(14695981039346656037)
	h := start
	for i := 0; i < len(folded); i++ {
		c := folded[i]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 || c == '@' || c == '%' {
			h = (h ^ Gram(c)) * 1099511628211
		} else if c != '\'' && h != start {
			f(h)
			h = start
		}
	}
	if h != start {
		f(h)
	}
}

// Shared counts how many of a are in b, which is sorted.
func Shared[E cmp.Ordered](a, b []E) (n int) {
	for _, e := range a {
		if _, ok := slices.BinarySearch(b, e); ok {
			n++
		}
	}
	return n
}

// GramsOf returns the distinct grams of the lines for which keep holds.
func GramsOf(lines []Line, keep func(*Line) bool) []Gram {
	n := 0
	for i := range lines {
		n += lines[i].Words
	}
	out := make([]Gram, 0, n)
	for i := range lines {
		if !keep(&lines[i]) {
			continue
		}
		last := Gram(0)
		eachWord(lines[i].Sum, func(h Gram) {
			out = append(out, last*1099511628211^h)
			last = h
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}
