package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// A side is an edition prepared for comparing: each unit (chapter, section,
// group, placeholder, appendix with a document of its own) with the lines of its
// own document, inner headings and appendices included.
type side struct {
	ed    *normalise.Edition // what is compared
	units []int              // indexes of the sections that are units, in order
	home  []int              // the unit that each section belongs to
	docs  []*doc             // by section index; nil where the section is no unit
	title []string           // folded, by section index
	kids  map[int][]int      // units by parent unit, -1 at the top
	up    []int              // parent unit of each section, -1 at the top

	plain bool           // some section came as text only: its links are not known
	files map[string]int // units per document hash, made when needed
	byID  map[string]int // sections by ID, made when needed

	words map[string]bool // that the edition prints, made when needed

	followers map[string]map[string]bool // words behind certain words, as they are asked for
}

// A doc is the content of one unit as lines.
type doc struct {
	sec   int
	lines []line
	sum   sum // of all lines in order
	words int
}

// newSide prepares an edition for comparing.
func newSide(ed *normalise.Edition) *side {
	n := len(ed.Sections)
	s := &side{ed: ed, home: make([]int, n), docs: make([]*doc, n), title: make([]string, n), kids: map[int][]int{}, up: make([]int, n)}
	for i := range ed.Sections {
		s.title[i] = foldText(ed.Sections[i].Title)
		s.home[i] = i
		p := s.parent(i)
		if p >= 0 && s.isInner(i, p) {
			s.home[i] = s.home[p]
			s.up[i] = s.home[p]
		} else {
			s.up[i] = -1
			if p >= 0 {
				s.up[i] = s.home[p]
			}
			s.units = append(s.units, i)
			s.docs[i] = &doc{sec: i}
			s.kids[s.up[i]] = append(s.kids[s.up[i]], i)
		}
		s.addLines(i)
	}
	for _, u := range s.units {
		s.docs[u].seal()
	}
	return s
}

// parent returns the parent of section i, -1 where there is none or the index is
// no earlier section (a broken edition).
func (s *side) parent(i int) int {
	if p := s.ed.Sections[i].Parent; p >= 0 && p < i {
		return p
	}
	return -1
}

// isInner tells whether section i is a part of its parent's document.
func (s *side) isInner(i, p int) bool {
	sec := &s.ed.Sections[i]
	switch sec.Kind {
	case normalise.KindHeading:
		return true
	case normalise.KindAppendix:
		u := s.home[p]
		if k := s.ed.Sections[u].Kind; k != normalise.KindChapter && k != normalise.KindAppendix {
			return s.home[p] != p // below a heading
		}
		return foldAddress(sec.URL) == foldAddress(s.ed.Sections[u].URL)
	}
	return false
}

func (s *side) addLines(i int) {
	sec := &s.ed.Sections[i]
	d := s.docs[s.home[i]]
	under := -1
	if s.home[i] != i {
		d.lines = append(d.lines, line{text: sec.Title, sum: sum("\x00" + s.title[i]), words: countWords(s.title[i]), kind: parse.Heading, heading: true, under: -1})
		under = len(d.lines) - 1
	}
	blocks := sec.Blocks
	if len(blocks) == 0 && sec.Text != "" {
		blocks = plainBlocks(sec.Text)
		s.plain = true
	}
	for k := range blocks {
		if l, ok := newLine(&blocks[k]); ok {
			l.under = under
			if l.kind == parse.Heading {
				under = len(d.lines)
			}
			d.lines = append(d.lines, l)
		}
	}
}

func plainBlocks(text string) []parse.Block {
	var out []parse.Block
	for _, l := range strings.Split(text, "\n") {
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
func newLine(b *parse.Block) (l line, ok bool) {
	if b.Kind == parse.Image || b.Region != parse.Main {
		return line{}, false
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
	folded := foldText(text)
	if folded == "" && len(links) == 0 {
		return line{}, false
	}
	l = line{text: text, sum: sum(folded), words: countWords(folded), kind: b.Kind, links: links, class: b.Class}
	if b.Kind == parse.Row {
		l.first, _, _ = strings.Cut(folded, " | ")
		l.head = b.Header
	}
	return l, true
}

func (d *doc) seal() {
	h := sha256.New()
	for i := range d.lines {
		if d.lines[i].text == "" {
			continue
		}
		io.WriteString(h, string(d.lines[i].sum))
		h.Write([]byte{'\n'})
		d.words += d.lines[i].words
	}
	d.sum = sum(h.Sum(nil))
}

// textSHA is the SHA-256, in hexadecimal, of the folded text of a unit with all its
// headings: equal sums read the same. "" for a unit without a text.
func (s *side) textSHA(i int) string {
	d := s.docs[i]
	if d == nil || d.words == 0 {
		return ""
	}
	h := sha256.New()
	for k := range d.lines {
		h.Write([]byte(foldText(d.lines[k].text)))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sec is the section with an index.
func (s *side) sec(i int) *normalise.Section { return &s.ed.Sections[i] }

// class groups the kinds that can be the same thing on two nights.
func (s *side) class(i int) byte {
	switch s.ed.Sections[i].Kind {
	case normalise.KindSection, normalise.KindGroup:
		return 'g'
	case normalise.KindSeeAlso:
		return 's'
	case normalise.KindPlaceholder:
		return 'p'
	}
	return 'c'
}

// bare tells whether unit i is a part or a group that only holds chapters.
func (s *side) bare(i int) bool { return s.class(i) == 'g' && s.docs[i].words == 0 }

// neighbours are the units before and after unit i under its parent, -1 for none.
func (s *side) neighbours(i int) (before, after int) {
	before, after = -1, -1
	kids := s.kids[s.up[i]]
	at, ok := slices.BinarySearch(kids, i)
	if ok && at > 0 {
		before = kids[at-1]
	}
	if ok && at+1 < len(kids) {
		after = kids[at+1]
	}
	return before, after
}

// isLetter reports a letter above the chapters that begin with it in a list from A to Z:
// chapters alone say which letters there are.
func (s *side) isLetter(i int) bool {
	if i < 0 || len(s.title[i]) != 1 || s.docs[i] == nil || s.docs[i].words > 1 {
		return false
	}
	sec := s.sec(i)
	return sec.Number == "" && (sec.Kind == normalise.KindSection || sec.Kind == normalise.KindGroup)
}

// path joins the titles down to section i.
func (s *side) path(i int) string {
	var titles []string
	for ; i >= 0; i = s.parent(i) {
		titles = append(titles, s.ed.Sections[i].Title)
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
func (d *doc) at(i int) *line {
	if i < 0 || i >= len(d.lines) {
		return nil
	}
	l := &d.lines[i]
	if l.heading || l.words > restlessLength || l.kind == parse.Box {
		return nil
	}
	return l
}

// leaveOut drops lines from a document.
func (d *doc) leaveOut(at map[int]bool) {
	to := make([]int, len(d.lines))
	var kept []line
	for i, l := range d.lines {
		if to[i] = len(kept); !at[i] {
			kept = append(kept, l)
		}
	}
	for i := range kept {
		switch u := kept[i].under; {
		case u >= 0 && at[u]:
			kept[i].under = -1
		case u >= 0:
			kept[i].under = to[u]
		}
	}
	d.lines, d.words = kept, 0
	d.seal()
}

// ofClass is the index of the line n of a class, -1 if there is none.
func (d *doc) ofClass(class string, n int) int {
	for i := range d.lines {
		if d.lines[i].class == class {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
}

// says reports whether a document has a line's words: they were only set otherwise.
func (d *doc) says(l *line) bool {
	return slices.ContainsFunc(d.lines, func(o line) bool { return o.sum == l.sum }) || d.saysInside(l)
}

// saysInside reports whether a document has a line's words in a longer one.
func (d *doc) saysInside(l *line) bool {
	f := foldText(l.text)
	return slices.ContainsFunc(d.lines, func(o line) bool {
		return o.sum != l.sum && len(o.text) > len(l.text) && strings.Contains(foldText(o.text), f)
	})
}

// sides prepares two editions for comparing. What changed on most pages in the same
// place in one night is the site's and no change of the manual: such lines are left out
// on both sides. That is found from the two editions alone, so that any two compare
// alike; no text is lost, the editions keep the lines.
func sides(prev, cur *normalise.Edition) (p, c *side, found []Restless) {
	p, c = newSide(prev), newSide(cur)
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

// under tells whether unit i stands below an ancestor, or is it; all stand below -1,
// the top.
func (s *side) under(i, ancestor int) bool {
	for ; i >= 0 && i != ancestor; i = s.up[i] {
	}
	return i == ancestor
}

// shared counts the units read from each document.
func (s *side) shared() map[string]int {
	if s.files == nil {
		s.files = map[string]int{}
		for _, u := range s.units {
			if sha := s.sec(u).FileSHA; sha != "" {
				s.files[sha]++
			}
		}
	}
	return s.files
}
