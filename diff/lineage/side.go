package lineage

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// A Side is an edition prepared for comparing: each unit (chapter, section,
// group, placeholder, appendix with a document of its own) with the lines of its
// own document, inner headings and appendices included.
type Side struct {
	Ed    *normalise.Edition // what is compared
	Units []int              // indexes of the sections that are units, in order
	Home  []int              // the unit that each section belongs to
	Docs  []*doc             // by section index; nil where the section is no unit
	Title []string           // folded, by section index
	Kids  map[int][]int      // units by parent unit, -1 at the top
	Up    []int              // parent unit of each section, -1 at the top

	Plain bool           // some section came as text only: its links are not known
	files map[string]int // units per document hash, made when needed
	ByID  map[string]int // sections by ID, made when needed

	words map[string]bool // that the edition prints, made when needed

	followers map[string]map[string]bool // words behind certain words, as they are asked for
}

// A doc is the content of one unit as lines.
type doc struct {
	sec   int
	Lines []textdiff.Line
	Sum   textdiff.Sum // of all lines in order
	Words int
}

// NewSide prepares an edition for comparing.
func NewSide(ed *normalise.Edition) *Side {
	n := len(ed.Sections)
	s := &Side{Ed: ed, Home: make([]int, n), Docs: make([]*doc, n), Title: make([]string, n), Kids: map[int][]int{}, Up: make([]int, n)}
	for i := range ed.Sections {
		s.Title[i] = textdiff.FoldText(ed.Sections[i].Title)
		s.Home[i] = i
		p := s.Parent(i)
		if p >= 0 && s.isInner(i, p) {
			s.Home[i] = s.Home[p]
			s.Up[i] = s.Home[p]
		} else {
			s.Up[i] = -1
			if p >= 0 {
				s.Up[i] = s.Home[p]
			}
			s.Units = append(s.Units, i)
			s.Docs[i] = &doc{sec: i}
			s.Kids[s.Up[i]] = append(s.Kids[s.Up[i]], i)
		}
		s.addLines(i)
	}
	for _, u := range s.Units {
		s.Docs[u].seal()
	}
	return s
}

// Parent returns the parent of section i, -1 where there is none or the index is
// no earlier section (a broken edition).
func (s *Side) Parent(i int) int {
	if p := s.Ed.Sections[i].Parent; p >= 0 && p < i {
		return p
	}
	return -1
}

// isInner tells whether section i is a part of its parent's document.
func (s *Side) isInner(i, p int) bool {
	sec := &s.Ed.Sections[i]
	switch sec.Kind {
	case normalise.KindHeading:
		return true
	case normalise.KindAppendix:
		u := s.Home[p]
		if k := s.Ed.Sections[u].Kind; k != normalise.KindChapter && k != normalise.KindAppendix {
			return s.Home[p] != p // below a heading
		}
		return textdiff.FoldAddress(sec.URL) == textdiff.FoldAddress(s.Ed.Sections[u].URL)
	}
	return false
}

func (s *Side) addLines(i int) {
	sec := &s.Ed.Sections[i]
	d := s.Docs[s.Home[i]]
	under := -1
	if s.Home[i] != i {
		d.Lines = append(d.Lines, textdiff.Line{Text: sec.Title, Sum: textdiff.Sum("\x00" + s.Title[i]), Words: textdiff.CountWords(s.Title[i]), Kind: parse.Heading, Heading: true, Under: -1})
		under = len(d.Lines) - 1
	}
	blocks := sec.Blocks
	if len(blocks) == 0 && sec.Text != "" {
		blocks = plainBlocks(sec.Text)
		s.Plain = true
	}
	var rows spreader
	for k := range blocks {
		spread := textdiff.Sum("")
		if blocks[k].Kind == parse.Row {
			spread = rows.row(&blocks[k])
		}
		if l, ok := newLine(&blocks[k]); ok {
			l.Under, l.Spread = under, spread
			if l.Kind == parse.Heading {
				under = len(d.Lines)
			}
			d.Lines = append(d.Lines, l)
		}
	}
}

func plainBlocks(text string) []parse.Block {
	var out []parse.Block
	for l := range strings.SplitSeq(text, "\n") {
		b := parse.Block{Text: l}
		if strings.Contains(l, " | ") {
			b.Kind = parse.Row
		}
		out = append(out, b)
	}
	return out
}

var (
	bullet     = regexp.MustCompile(`^(?:[•·▪◦‣●○■□*\p{Pd}\x{2212}]|o)[\s\p{Zs}]+`)
	enumerator = regexp.MustCompile(`^\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)][\s\p{Zs}]+`)
	paraNumber = regexp.MustCompile(`^[A-Z]?\d{1,2}(?:\.\d{1,3}){1,4}\.?[\s\p{Zs}]+`)
)

// newLine makes a line of a block; ok is false for a block without words or links.
func newLine(b *parse.Block) (l textdiff.Line, ok bool) {
	if b.Kind == parse.Image || b.Region != parse.Main {
		return textdiff.Line{}, false
	}
	text := b.Text
	if b.Kind == parse.Item {
		text = bullet.ReplaceAllString(text, "")
		text = enumerator.ReplaceAllString(text, "")
	}
	if b.Kind != parse.Row && len(text) > 2 && strings.ContainsAny(text[:3], "0123456789") {
		text = paraNumber.ReplaceAllString(text, "")
	}
	links := b.Links
	if b.Kind == parse.Row && len(b.Cells) > 0 {
		links = nil
		for _, c := range b.Cells {
			links = append(links, c.Links...)
		}
	}
	folded := textdiff.FoldText(text)
	if folded == "" && len(links) == 0 {
		return textdiff.Line{}, false
	}
	l = textdiff.Line{Text: text, Sum: textdiff.Sum(folded), Words: textdiff.CountWords(folded), Kind: b.Kind, Links: links, Class: b.Class}
	if b.Kind == parse.Row {
		l.First, _, _ = strings.Cut(folded, " | ")
		l.Head = b.Header
	}
	return l, true
}

func (d *doc) seal() {
	h := sha256.New()
	for i := range d.Lines {
		if d.Lines[i].Text == "" {
			continue
		}
		io.WriteString(h, string(d.Lines[i].Sum))
		h.Write([]byte{'\n'})
		d.Words += d.Lines[i].Words
	}
	d.Sum = textdiff.Sum(h.Sum(nil))
}

// TextSHA is the SHA-256, in hexadecimal, of the folded text of a unit with all its
// headings: equal sums read the same. "" for a unit without a text.
func (s *Side) TextSHA(i int) string {
	d := s.Docs[i]
	if d == nil || d.Words == 0 {
		return ""
	}
	h := sha256.New()
	for k := range d.Lines {
		h.Write([]byte(textdiff.FoldText(d.Lines[k].Text)))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Sec is the section with an index.
func (s *Side) Sec(i int) *normalise.Section { return &s.Ed.Sections[i] }

// Class groups the kinds that can be the same thing on two nights.
func (s *Side) Class(i int) byte {
	switch s.Ed.Sections[i].Kind {
	case normalise.KindSection, normalise.KindGroup:
		return 'g'
	case normalise.KindSeeAlso:
		return 's'
	case normalise.KindPlaceholder:
		return 'p'
	}
	return 'c'
}

// Bare tells whether unit i is a part or a group that only holds chapters.
func (s *Side) Bare(i int) bool { return s.Class(i) == 'g' && s.Docs[i].Words == 0 }

// neighbours are the units before and after unit i under its parent, -1 for none.
func (s *Side) neighbours(i int) (before, after int) {
	before, after = -1, -1
	kids := s.Kids[s.Up[i]]
	at, ok := slices.BinarySearch(kids, i)
	if ok && at > 0 {
		before = kids[at-1]
	}
	if ok && at+1 < len(kids) {
		after = kids[at+1]
	}
	return before, after
}

// IsLetter reports a letter above the chapters that begin with it in a list from A to Z:
// chapters alone say which letters there are.
func (s *Side) IsLetter(i int) bool {
	if i < 0 || len(s.Title[i]) != 1 || s.Docs[i] == nil || s.Docs[i].Words > 1 {
		return false
	}
	sec := s.Sec(i)
	return sec.Number == "" && (sec.Kind == normalise.KindSection || sec.Kind == normalise.KindGroup)
}

// Path joins the titles down to section i.
func (s *Side) Path(i int) string {
	var titles []string
	for ; i >= 0; i = s.Parent(i) {
		titles = append(titles, s.Ed.Sections[i].Name())
	}
	for a, b := 0, len(titles)-1; a < b; a, b = a+1, b-1 {
		titles[a], titles[b] = titles[b], titles[a]
	}
	return strings.Join(titles, " > ")
}

// A Restless is a place on the pages of a manual whose line is another one on each
// night: page counts, votes, news, the day of the visit.
type Restless struct {
	URL      string // of one of the chapters
	Chapters int    // that changed there
	Old, New string // the line of that one
}

// at is a line of a document; nil if there is none, or none that a site prints around
// the text.
func (d *doc) at(i int) *textdiff.Line {
	if i < 0 || i >= len(d.Lines) {
		return nil
	}
	l := &d.Lines[i]
	if l.Heading || l.Words > restlessLength || l.Kind == parse.Box {
		return nil
	}
	return l
}

// leaveOut drops lines from a document.
func (d *doc) leaveOut(at map[int]bool) {
	to := make([]int, len(d.Lines))
	var kept []textdiff.Line
	for i, l := range d.Lines {
		if to[i] = len(kept); !at[i] {
			kept = append(kept, l)
		}
	}
	for i := range kept {
		switch u := kept[i].Under; {
		case u >= 0 && at[u]:
			kept[i].Under = -1
		case u >= 0:
			kept[i].Under = to[u]
		}
	}
	d.Lines, d.Words = kept, 0
	d.seal()
}

// ofClass is the index of the line n of a class, -1 if there is none.
func (d *doc) ofClass(class string, n int) int {
	for i := range d.Lines {
		if d.Lines[i].Class == class {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
}

// says reports whether a document has a line's words: they were only set otherwise.
func (d *doc) says(l *textdiff.Line) bool {
	return slices.ContainsFunc(d.Lines, func(o textdiff.Line) bool { return o.Sum == l.Sum }) || d.saysInside(l)
}

// saysInside reports whether a document has a line's words in a longer one.
func (d *doc) saysInside(l *textdiff.Line) bool {
	f := textdiff.FoldText(l.Text)
	return slices.ContainsFunc(d.Lines, func(o textdiff.Line) bool {
		return o.Sum != l.Sum && len(o.Text) > len(l.Text) && strings.Contains(textdiff.FoldText(o.Text), f)
	})
}

// Sides prepares two editions for comparing. What changed on most pages in the same
// place in one night is the site's and no change of the manual: such lines are left out
// on both sides. That is found from the two editions alone, so that any two compare
// alike; no text is lost, the editions keep the lines.
func Sides(prev, cur *normalise.Edition) (p, c *Side, found []Restless) {
	p, c = NewSide(prev), NewSide(cur)
	settleAside(p, c)
	r := restless{prev: p, cur: c, pairs: samePages(p, c), drop: map[*doc]map[int]bool{}, known: map[string]bool{}}
	if !r.mostDiffer() {
		return p, c, nil
	}
	places := r.places()
	for range 2 { // the second time beside those that were found
		for _, at := range places {
			found = append(found, r.place(at)...)
		}
	}
	if !r.calmBeside() {
		return p, c, nil
	}
	for d, at := range r.drop {
		d.leaveOut(at)
	}
	return p, c, found
}

// Under tells whether unit i stands below an ancestor, or is it; all stand below -1,
// the top.
func (s *Side) Under(i, ancestor int) bool {
	for ; i >= 0 && i != ancestor; i = s.Up[i] {
	}
	return i == ancestor
}

// Shared counts the units read from each document.
func (s *Side) Shared() map[string]int {
	if s.files == nil {
		s.files = map[string]int{}
		for _, u := range s.Units {
			if sha := s.Sec(u).FileSHA; sha != "" {
				s.files[sha]++
			}
		}
	}
	return s.files
}
