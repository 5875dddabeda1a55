package diff

import (
	"manualwatch/parse"
	"slices"
	"strconv"
	"strings"
)

// A line is a block, an inner heading or (in a finer comparison) a sentence.
type line struct {
	text    string // as printed
	sum     sum
	words   int             // in it
	kind    parse.BlockKind // of the block it is
	heading bool            // an inner heading of the manual's tree
	branch  bool            // of another chapter, that was split off or absorbed
	under   int             // index of the heading line it stands below, -1
	links   []parse.Link
	class   string  // of its element
	first   string  // folded first cell of a row
	head    bool    // a row of the names of columns
	toks    []token // made when needed
	sorted  []gram  // hashes of the words, made when needed
}

// tokens returns the tokens of the line, cut once.
func (l *line) tokens() []token {
	if l.toks == nil {
		l.toks = tokens(l.text)
	}
	return l.toks
}

// look is what the lines at one place of a template have in common: their kind, their
// class, and whether they are links.
func (l *line) look() string {
	return strconv.Itoa(int(l.kind)) + " " + l.class + " " + strconv.FormatBool(len(l.links) > 0)
}

// onlyLink reports a line that is a link and nothing else, as the entries of a list of
// other pages are: such a list may show an entry again in another place.
func (l *line) onlyLink() bool {
	return len(l.links) == 1 && l.links[0].End-l.links[0].Start >= len(strings.TrimSpace(l.text))
}

// bag returns the sorted hashes of the words of the line.
func (l *line) bag() []gram {
	if l.words > 0 && l.sorted == nil {
		l.sorted = make([]gram, 0, l.words)
		eachWord(l.sum, func(h gram) { l.sorted = append(l.sorted, h) })
		slices.Sort(l.sorted)
	}
	return l.sorted
}

// A gram is the hash of two words that follow each other.
type gram uint64

// allLines holds for every line.
func allLines(*line) bool { return true }

// eachWord hashes the words of a folded text in order.
func eachWord(folded sum, f func(gram)) {
	const start = gram(14695981039346656037)
	h := start
	for i := 0; i < len(folded); i++ {
		c := folded[i]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 || c == '@' || c == '%' {
			h = (h ^ gram(c)) * 1099511628211
		} else if c != '\'' && h != start {
			f(h)
			h = start
		}
	}
	if h != start {
		f(h)
	}
}

// gramsOf returns the distinct grams of the lines for which keep holds.
func gramsOf(lines []line, keep func(*line) bool) []gram {
	n := 0
	for i := range lines {
		n += lines[i].words
	}
	out := make([]gram, 0, n)
	for i := range lines {
		if !keep(&lines[i]) {
			continue
		}
		last := gram(0)
		eachWord(lines[i].sum, func(h gram) {
			out = append(out, last*1099511628211^h)
			last = h
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}
