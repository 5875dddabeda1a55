package parse

import (
	"slices"
	"strings"
	"unicode"

	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// edgeLines is how many lines behind the title, and at the end, are looked at for
// notes about the page.
const edgeLines = 6

// A tally counts pages, each once, in their order.
type tally struct {
	pages int
	last  int // page that was counted last, from 1
}

func (t *tally) add(page int) {
	if t.last != page {
		t.last = page
		t.pages++
	}
}

// A note is what is known of a line about the page itself, up to what changes in it.
type note struct {
	tally                // pages that have it
	texts map[int32]bool // lines that it is printed as
	class *tally         // pages that have a line of its class there, nil for none
	meta  bool           // its class says that it is about the page
}

// notes are the notes of a site by their key.
type notes struct {
	byKey   map[string]*note
	classes map[string]*tally // pages with a line of the class there
}

// A readNote is the key of a line as it was read last, and the note that it was counted
// for: most lines of pages about themselves are the same on each.
type readNote struct {
	class string
	kind  BlockKind
	bold  bool
	top   bool // a heading of rank one
	key   string
	note  *note  // nil before it was counted, and for no note
	told  *tally // of its class, nil before it was counted
}

// noteOf reads a line of a page, once for those alike.
func (s *site) noteOf(p *page, i int) *readNote {
	b, l := &p.Blocks[i], s.line(p.lines[i])
	class, top := classOf(b), b.Kind == Heading && b.Level == 1
	if r := l.note; r == nil || r.class != class || r.kind != b.Kind || r.bold != b.Bold || r.top != top {
		l.note = &readNote{class: class, kind: b.Kind, bold: b.Bold, top: top, key: noteKey(b)}
	}
	return l.note
}

// add counts line i of a page, the page once.
func (n *notes) add(s *site, p *page, i, page int) {
	r := s.noteOf(p, i)
	if r.told == nil {
		n.enter(r, p.lines[i])
	}
	r.told.add(page)
	if r.note != nil {
		r.note.add(page)
	}
}

// enter finds or makes what a line is counted for.
func (n *notes) enter(r *readNote, line int32) {
	if r.told = n.classes[r.class]; r.told == nil {
		r.told = &tally{}
		n.classes[r.class] = r.told
	}
	if r.key == "" {
		return
	}
	if r.note = n.byKey[r.key]; r.note == nil {
		r.note = &note{texts: map[int32]bool{}}
		if r.class != "" {
			r.note.class, r.note.meta = r.told, metaClass.MatchString(r.class)
		}
		n.byKey[r.key] = r.note
	}
	r.note.texts[line] = true
}

// markNotes moves out what most pages say of themselves behind the title or at the
// end, up to digits and dates: who submitted the page and when, how long it takes to
// read, when it was updated, how often it was seen. Such a line has a class or a frame
// that no line of the page's own has, or stands outside the text on other pages; names
// and numbers to ring, which chapters share, are text.
func (s *site) markNotes() {
	all := &notes{byKey: map[string]*note{}, classes: map[string]*tally{}}
	edges, asides := make([][2][]int, len(s.pages)), make([][]int, len(s.pages))
	parallel.Do(len(s.pages), func(k int) {
		p := &s.pages[k]
		edges[k] = s.edges(p)
		asides[k] = s.asides(p, edges[k])
		for _, i := range asides[k] {
			if s.line(p.lines[i]).count == 1 { // no other page asks for its key
				s.noteOf(p, i)
			}
		}
	})
	for k := range s.pages {
		for _, i := range asides[k] {
			all.add(s, &s.pages[k], i, k+1)
		}
	}
	for k := range s.pages {
		p := &s.pages[k]
		more := s.surplus(p)
		for end, lines := range edges[k] {
			n := 0
			for n < len(lines) && !more(lines[n]) && s.isNote(p, lines[n], end == 1, all) {
				n++
			}
			for n > 0 && (cutsList(p, lines[:n]) || end == 1 && s.endsLists(p, lines[n-1])) {
				n--
			}
			for _, i := range lines[:n] {
				p.Blocks[i].Region = asideRegion(&p.Blocks[i])
			}
		}
	}
}

// markValues moves out the number behind a label that was moved out above the text of a page,
// in a line of its own: "Procedure number:" and "1.8".
func (s *site) markValues(p *page) {
	const longest = 10 // bytes of a number, a version or a day
	for i := 0; i+1 < len(p.Blocks) && p.Blocks[i].Kind != Row; i++ {
		b, next := &p.Blocks[i], &p.Blocks[i+1]
		if b.Region == Main && b.Kind != Heading {
			return // the text
		}
		if b.Region == Furniture && b.Kind == Paragraph && strings.HasSuffix(b.Text, ":") && s.common(p, i) &&
			next.Region == Main && next.Kind == Paragraph && len(next.Text) <= longest && hasDigit(next.Text) && len(next.Links) == 0 {
			next.Region = Furniture
		}
	}
}

// isNote reports a line at the edge of a page that says what most pages say of
// themselves. A label with a value at the end is one where the value is another on most
// pages: the contacts that all chapters end with are the same.
func (s *site) isNote(p *page, i int, last bool, all *notes) bool {
	b := &p.Blocks[i]
	said := all.byKey[s.noteOf(p, i).key]
	if said == nil || !s.common(p, i) && !s.many(said) {
		return false
	}
	if len(said.texts) > 1 && countsReaders(b.Text) {
		return true
	}
	return !(last && labelled(b.Text) && !mayBeFact(b.Text) && len(said.texts)*2 < said.pages) && !s.sharesPlace(p, i, all)
}

// readers is what a count of readers, of what they said, or of the minutes that they
// need is told with.
var readers = pattern.New(`\b(?:article|knowledge|kb) (?:number|no\.?|id):? ?[a-z]{0,3}\d+|\bread(?:ing)? time:? (?:about |approx(?:imately|\.)? )?\d+ min|\d+[- ]min(?:ute)?s?(?: of)? read\b|\d[\d,.]*k? (?:(?:page |total |unique )?(?:views?|visits?|visitors?|hits?|reads?|likes?|comments?|replies|reactions?|votes?|ratings?|shares?|downloads?|times)|(?:people|persons|users?|readers?) (?:like|liked|rated|found|have|viewed|read))\b|\b(?:views?|visits?|visitors?|hits|reads|likes|comments|votes|downloads|viewed|visitor (?:number|no\.?)|number of (?:views|visits|visitors|hits))(?: today| so far)?[: ]{1,2}\d`)

// countsReaders reports a line with such a count.
func countsReaders(s string) bool {
	if !hasDigit(s) {
		return false
	}
	s = fold(s)
	return containsOne(s, readerWords) && readers.MatchString(s)
}

// readerWords are parts of words of which every such line has one.
var readerWords = []string{"read", "view", "visit", "hits", "hit ", "like", "comment", "repl", "reaction", "vote", "rating", "share", "download", "times"}

// endsLists reports an entry or the heading of the last list of links on a page that has such
// lists below other common headings too, or a heading of its own over this one: they are its
// matter, see markTail. How many entries the list has may stand between.
func (s *site) endsLists(p *page, i int) bool {
	from := i
	for i > 0 && p.Blocks[i].Kind == Item && asideRegion(&p.Blocks[i]) == Nav {
		i--
	}
	i = p.aboveCount(i)
	return p.Blocks[i].Kind == Heading && p.Blocks[i].Level > 1 && (s.listsBefore(p, i) || i < from && !s.common(p, i))
}

// aboveCount is the line above line i if that only says how many entries a list has, or else i.
func (p *page) aboveCount(i int) int {
	if b := &p.Blocks[i]; i > 0 && b.Kind == Paragraph && len(b.Links) == 0 && listCount.MatchString(b.Text) {
		return i - 1
	}
	return i
}

// listCount tells how many entries a list has: "8", "8 articles".
var listCount = pattern.New(`^[(\[]?\d{1,4}(?: [a-z]{1,20})?[)\]]?$`)

// cutsList reports whether the last of some lines is an entry of a list that has others.
func cutsList(p *page, lines []int) bool {
	last := &p.Blocks[lines[len(lines)-1]]
	if last.Kind != Item {
		return false
	}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Kind == Item && b.Group == last.Group && b.Region == Main && !slices.Contains(lines, i) {
			return true
		}
	}
	return false
}

// markTools moves out the links that stand behind headings on most pages, the same each
// time: to edit the section, or to copy its address.
func (s *site) markTools() {
	tool := func(p *page, i int) bool {
		b := &p.Blocks[i]
		return b.Kind == Paragraph && b.Region == Main && len(b.Text) <= 40 && asideRegion(b) == Nav && i > 0 && p.Blocks[i-1].Kind == Heading
	}
	found := false
	for k := range s.pages {
		for i, l := range s.pages[k].lines {
			if tool(&s.pages[k], i) {
				found = true
				s.line(l).behind++
			}
		}
	}
	if !found {
		return
	}
	for k := range s.pages {
		p := &s.pages[k]
		for i, l := range p.lines {
			if n := s.line(l); n.behind*10 >= n.total*9 && n.total >= 2*n.count && s.onMost(n.count) && tool(p, i) {
				p.Blocks[i].Region = Furniture
			}
		}
	}
}

// markReaderTools moves out the lone links on most pages by which a page is read aloud, translated
// or printed. Where few pages have one, a word such as "Listen" may be a chapter's title.
func (s *site) markReaderTools(p *page) {
	for i, l := range p.lines {
		b := &p.Blocks[i]
		if b.Region == Main && loneLink(b) && s.onMost(s.line(l).count) && readerTool.MatchString(fold(b.Text)) {
			b.Region = Furniture
		}
	}
}

// isToolBelowTitle reports such a link, or a button in its place that leads nowhere, right below the
// title of a page, which begins no list of links.
func isToolBelowTitle(doc *Document, i int) bool {
	b := &doc.Blocks[i]
	if i == 0 || !loneLink(b) && (b.Kind != Paragraph || len(b.Links) > 0) || doc.Blocks[i-1].Kind != Heading || doc.Blocks[i-1].Level != 1 || !readerTool.MatchString(fold(b.Text)) {
		return false
	}
	return i+1 == len(doc.Blocks) || !loneLink(&doc.Blocks[i+1])
}

// loneLink reports a paragraph that is one link.
func loneLink(b *Block) bool {
	return b.Kind == Paragraph && len(b.Links) == 1 && linked(b) == len(b.Text)
}

// many reports a note of three pages in five; or of the pages that have its class there,
// if it is not the same on all of them or the class says what it is: chapters beside many
// other pages. Such a class tells of an editor with few pages too.
func (s *site) many(n *note) bool {
	if n == nil || n.pages*5 >= len(s.pages)*3 {
		return n != nil
	}
	return n.class != nil && n.class.pages >= minPages && (n.meta || n.pages >= minPages && len(n.texts) > 1 && n.pages*5 >= n.class.pages*3)
}

// metaClass is the class of a line about the page: who wrote it, and when.
var metaClass = pattern.New(`(?i)(?:^|[\s_-])(?:meta|byline|submitted|author|posted)(?:$|[\s_-])`)

// edges lists the lines behind the title of a page, and from its end backwards; on a
// short page a line may stand in both.
func (s *site) edges(p *page) (edges [2][]int) {
	from := s.titleAt(p) + 1
	for i := from; i < len(p.Blocks) && len(edges[0]) < edgeLines; i++ {
		if b := &p.Blocks[i]; b.Region == Main {
			if b.Kind == Heading || b.Kind == Box {
				break
			}
			edges[0] = append(edges[0], i)
		}
	}
	for i := len(p.Blocks) - 1; i >= from && len(edges[1]) < edgeLines; i-- {
		if b := &p.Blocks[i]; b.Region == Main {
			if b.Kind == Box || labelled(b.Text) && !mayBeFact(b.Text) && (ringable(b.Text) || !hasDigit(b.Text)) {
				break
			}
			if end := listBelow(p, i); end > i+1 && historyHead.MatchString(fold(b.Text)) {
				edges[1] = slices.DeleteFunc(edges[1], func(line int) bool { return line < end })
				break
			}
			edges[1] = append(edges[1], i)
		}
	}
	return edges
}

// markBelowName moves out what stands on most pages between the site's name, the first
// heading of a page that has no title of its own, and the page's text: side boxes with headings
// of their own, and the notice of the day above the name. A heading right above the text is the text's.
func (s *site) markBelowName(p *page, more func(i int) bool) {
	var above, run []int
	boxed := false
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Region != Main {
			continue
		}
		if len(run) == 0 && b.Kind != Heading && s.common(p, i) {
			above = append(above, i)
			continue
		}
		if len(run) == 0 && (b.Kind != Heading || b.Level != 1) || !s.common(p, i) || more(i) || b.Kind == Box {
			break
		}
		run = append(run, i)
		boxed = boxed || len(run) > 1 && b.Kind == Heading
	}
	for len(run) > 0 && p.Blocks[run[len(run)-1]].Kind == Heading {
		run = run[:len(run)-1]
	}
	if !boxed || len(run) < 3 {
		return
	}
	for _, i := range append(above, run...) {
		p.Blocks[i].Region = asideRegion(&p.Blocks[i])
	}
}

// historyHead names the list of what was changed in the chapter that it ends: no note,
// however alike such lists are.
var historyHead = pattern.New(`^(?:(?:version|change|amendment|revision|update|document) (?:history|log|control|record)|(?:history|record) of (?:this \w+|changes|amendments|versions|revisions)|(?:previous )?versions|(?:amendments|changes)(?: to this \w+)?)$`)

// listBelow is the end of the list or table right below heading i; i+1 if none is there.
func listBelow(p *page, i int) int {
	end := i + 1
	if p.Blocks[i].Kind != Heading || end == len(p.Blocks) || p.Blocks[end].Kind != Item && p.Blocks[end].Kind != Row {
		return end
	}
	for end < len(p.Blocks) && p.Blocks[end].Kind == p.Blocks[i+1].Kind {
		end++
	}
	return end
}

// asides lists the lines of a page that may be notes about it: at its edges, and outside
// its text.
func (s *site) asides(p *page, edges [2][]int) []int {
	lines := slices.Concat(edges[0], edges[1])
	for i := range p.Blocks {
		if p.Blocks[i].Region == Furniture {
			lines = append(lines, i)
		}
	}
	return lines
}

// sharesPlace reports whether a line of the page's own, or one that says the same of
// something else, has the class and the frame of line i and is set as large, or a heading of
// its own the class of heading i.
func (s *site) sharesPlace(p *page, i int, all *notes) bool {
	b := &p.Blocks[i]
	key := s.noteOf(p, i).key
	for k := range p.Blocks {
		o := &p.Blocks[k]
		if o.Region == Main && k != i && classOf(o) == classOf(b) && !smaller(b, o) && (b.Kind == Heading && o.Kind == Heading || b.Kind != Heading && o.Part == b.Part) {
			if other := s.noteOf(p, k).key; other == key || !s.common(p, k) && !s.many(all.byKey[other]) {
				return true
			}
		}
	}
	return false
}

// smaller reports a line in small print where the other is set larger, or as the page is.
func smaller(b, than *Block) bool {
	const smallPrint = 11 // pixels
	return b.Look.Size > 0 && b.Look.Size <= smallPrint && (than.Look.Size == 0 || than.Look.Size > b.Look.Size)
}

// noteKey is the class of a line and its words without what changes from page to
// page; "" for a line that is no note of the page about itself.
func noteKey(b *Block) string {
	if len(b.Text) > 120 || b.Kind == Row || b.Kind == Box || b.Kind == Heading && b.Level == 1 || b.Bold && b.Kind == Paragraph || headed(b.Text) && !countsReaders(b.Text) || strings.Contains(b.Text, "@") || ringable(b.Text) {
		return ""
	}
	var key strings.Builder
	key.Grow(len(b.Class) + len(b.Text) + 2)
	key.WriteString(classOf(b))
	key.WriteByte(0)
	for w := range strings.FieldsSeq(b.Text) {
		if c := trimSigns(w); c == "" || changes(c) {
			w = "0"
		}
		key.WriteString(w)
		key.WriteByte(' ')
	}
	return key.String()
}

// trimSigns takes the signs off both ends of a word.
func trimSigns(w string) string {
	for w != "" && strings.IndexByte(wordSigns, w[0]) >= 0 {
		w = w[1:]
	}
	for w != "" && strings.IndexByte(wordSigns, w[len(w)-1]) >= 0 {
		w = w[:len(w)-1]
	}
	return w
}

const wordSigns = ",.:;()|-"

// headed reports a line that begins with the number of a heading: a capital follows,
// and it is no date.
func headed(s string) bool {
	_, rest, _ := strings.Cut(s, " ")
	word, _, _ := strings.Cut(rest, " ")
	return numbered(s) && rest != "" && (rest[0] < 'a' || rest[0] > 'z') && !changes(word)
}

// classOf is the class of a block without its own id.
func classOf(b *Block) string {
	if b.Anchor == "" {
		return b.Class
	}
	if b.Kind == Heading && b.Class == b.Anchor {
		return ""
	}
	return strings.TrimSuffix(b.Class, " "+b.Anchor)
}

// changes reports a word with digits, or the name of a day or a month.
func changes(w string) bool {
	if hasDigit(w) {
		return true
	}
	if len(w) < 3 || len(w) > len("september") || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	w = strings.ToLower(w)
	for _, name := range [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	return false
}

// ringable reports a line with a number to ring: seven digits or more with nothing
// but spaces between them, and no letter beside them as in the marks of a machine.
func ringable(s string) bool {
	if digitsIn(s) < 7 {
		return false
	}
	digits := 0
	for w := range strings.FieldsSeq(s) {
		if label, number, ok := strings.Cut(w, ":"); ok && !hasDigit(label) {
			w = number
		}
		w = strings.TrimLeft(w, "(+")
		rest := strings.TrimLeft(w, "0123456789")
		if strings.IndexFunc(rest, unicode.IsLetter) >= 0 {
			digits = 0
			continue
		}
		if digits += len(w) - len(rest); digits >= 7 {
			return true
		}
		if rest != "" && rest != ")" {
			digits = 0
		}
	}
	return false
}

// digitsIn counts the digits of a text.
func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}
