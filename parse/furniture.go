package parse

import (
	"cmp"
	"strings"

	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// FindingWidened says that text outside the main region was taken in because no
// other page has it.
const FindingWidened = "main_region_widened"

// minPages is the least number of pages from which repetition says anything.
const minPages = 5

// MarkFurniture looks at the pages of one site together: what stands on most of
// them, at the edge of the text or in a frame of its own, is furniture. A repeated
// line inside the text stays, since chapters do share sentences and headings. Text
// that stands outside a page's main region and on no other page is text, where the
// main region has less of it. MarkFurniture changes regions in place, and titles
// where the heading that gave them is the site's; the order of docs does not
// matter, and each stands there once. Of PDF files, the line that opens or ends pages in most of them is
// furniture; other documents are left alone. What it takes out of a text is in
// [Document.SetAside].
func MarkFurniture(docs []*Document) {
	was := regionsOf(docs)
	markLetterheads(docs)
	markSite(docs)
	setAside(docs, was)
}

// markSite is MarkFurniture for web pages.
func markSite(docs []*Document) {
	site := newSite(docs)
	site.takeNamed()
	if len(site.pages) < minPages {
		return
	}
	parallel.Do(len(site.pages), func(k int) {
		p := &site.pages[k]
		site.widen(p)
		site.takeList(p)
		site.markReaderTools(p)
		site.markParts(p)
		site.markCardAbove(p)
		site.markEdges(p)
		site.markCard(p)
		site.markKey(p)
		p.Title = site.title(p)
	})
	site.markTools()
	site.markNotes()
	parallel.Do(len(site.pages), func(k int) {
		markDayAbove(site.pages[k].Document)
		site.markEmptyBox(&site.pages[k])
		markEndLinks(site.pages[k].Document)
		site.markValues(&site.pages[k])
	})
}

// common reports a line that stands on four pages of five.
func (s *site) common(p *page, i int) bool {
	return s.onMost(s.line(p.lines[i]).count)
}

func (s *site) onMost(count int32) bool { return int(count)*5 >= len(s.pages)*4 }

// surplus finds the common lines that a page has more often than pages have on
// average: the copies above the average are its own. A page of contents lists what
// the menu of every page lists too.
func (s *site) surplus(p *page) func(i int) bool {
	return func(i int) bool {
		l := s.line(p.lines[i])
		if !s.onMost(l.count) || l.count == l.total {
			return false
		}
		here := 0
		for _, other := range p.lines {
			if other == p.lines[i] {
				here++
			}
		}
		return 2*here*len(s.pages) >= 2*int(l.total)+len(s.pages)
	}
}

// single reports prose that stands on this page only.
func (s *site) single(p *page, i int) bool {
	b := &p.Blocks[i]
	return b.Kind != Image && len(b.Text) >= 60 && s.line(p.lines[i]).count == 1 && linked(b)*2 < len(b.Text)
}

// linked counts the bytes of a block that are links.
func linked(b *Block) int {
	n := 0
	for k := range b.Links {
		n += b.Links[k].End - b.Links[k].Start
	}
	return n
}

// widen takes in the prose outside the main region where there is more of it than
// inside: then the region was found in the wrong place.
func (s *site) widen(p *page) {
	in, out := 0, 0
	first, last := len(p.Blocks), -1 // of what no other page has
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if !s.single(p, i) {
			continue
		}
		switch {
		case b.Region == Main:
			in += len(b.Text)
		case b.Region == Furniture && !isBoilerplate(b) && !isFact(b):
			out += len(b.Text)
			first, last = min(first, i), i
		}
	}
	if out < 300 || out < in {
		return
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		out := b.Region == Furniture || b.Region == Nav && i > first && i < last // links amid the text
		if out && !s.common(p, i) && !isBoilerplate(b) && !isFact(b) {
			b.Region = Main
		}
	}
	p.Findings = append(p.Findings, Finding{Code: FindingWidened, Detail: "text that no other page has stood outside the main region"})
}

// Bounds of a page whose matter is a list that is set as a menu.
const (
	leastMenu = 3   // entries
	mostIntro = 400 // bytes of text beside it
)

// takeList takes in the menu below the title of a page that says little else and links
// nowhere, where no other page has that menu: editors place a list of pages as one.
func (s *site) takeList(p *page) {
	title, text, menu := -1, 0, false
	for i := range p.Blocks {
		switch b := &p.Blocks[i]; {
		case b.Region == Main && b.Kind == Heading && title < 0:
			title = i
		case b.Region == Main:
			if text += len(b.Text); len(b.Links) > 0 || text > mostIntro {
				return
			}
		case title >= 0:
			menu = menu || b.Region == Nav && b.Kind == Item
		}
	}
	if !menu {
		return
	}
	whole, entries := wholeMenus(p.Blocks), make(map[int]int)
	for i := title + 1; i < len(p.Blocks); i++ {
		b := &p.Blocks[i]
		names := len(b.Links) == 0 && i+1 < len(p.Blocks) && whole[i+1] == whole[i] && p.Blocks[i+1].Level > b.Level // a part of the list
		if whole[i] == 0 || names {
			continue
		}
		if entries[whole[i]]++; s.line(p.lines[i]).count > 2 || len(b.Links) != 1 { // the page that it leads to says it, too
			entries[whole[i]] -= len(p.Blocks)
		}
	}
	for i := title + 1; i < len(p.Blocks); i++ {
		if whole[i] != 0 && entries[whole[i]] >= leastMenu {
			p.Blocks[i].Region = Main
		}
	}
}

// wholeMenus gives each item of a menu the number of the outermost list in which it stands,
// 0 to all other blocks.
func wholeMenus(blocks []Block) []int {
	out := make([]int, len(blocks))
	for i := range blocks {
		b := &blocks[i]
		if b.Region != Nav || b.Kind != Item || b.Group == 0 {
			continue
		}
		out[i] = b.Group
		if i > 0 && out[i-1] != 0 && b.Level > 1 {
			out[i] = out[i-1]
		}
	}
	return out
}

// isFact reports a line that gave dates of the page.
func isFact(b *Block) bool {
	if !mayBeFact(b.Text) || len(b.Text) > 400 {
		return false
	}
	key, _ := fact(foldKeepLines(b.Text))
	return key != ""
}

// A frame is what markParts knows of one part of a page.
type frame struct {
	part         int
	own          bool // has a line that is this page's own or a box, or is a section
	numbered     bool // has a numbered heading
	first, last  int
	text, linked int
	heads        int
	head         headDress // of the first heading
	lines        int
	more         int // lines that this page has more often than others, once in its text
}

// markParts moves frames out whose every line is common: menus wherever they stand,
// other text only before the title or behind the last line that is the page's own.
// Between those, chapters share headings and sentences; and on a page that frames
// each of its sections, a frame whose heading is set like theirs is a section.
func (s *site) markParts(p *page) {
	frames, lastOwn, sections := s.frames(p)
	title, body := s.titleAt(p), largest(frames)
	var f *frame
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Region != Main {
			continue
		}
		if f == nil || f.part != b.Part {
			f = frames[b.Part]
		}
		if f.first > title && s.sideMatter(p, f, body, sections) {
			b.Region = asideRegion(b)
			continue
		}
		if f.own || sections.all > 2 && f.heads > 0 && f.first > title && sections.like(f.head) {
			continue
		}
		switch {
		case f.linked*2 >= f.text:
			b.Region = Nav // with the names of its parts that lead nowhere
		case f.last < title || f.first > lastOwn && f.heads < f.lines:
			b.Region = asideRegion(b)
		}
	}
}

// sideLabel is the first line of a box with matters of the site beside a chapter.
var sideLabel = pattern.New(`^(?:(?:latest|recent|our|partnership|site|all) )?(?:news|events|tweets|posts|blog|newsletters?|headlines|announcements)(?: (?:and|&) (?:news|events|updates))?$|^(?:upcoming|forthcoming|coming) (?:events|training|courses)$|^(?:training|events) calendar$|^(?:most (?:read|viewed|popular)|popular (?:pages|posts|topics)|trending|follow us|share this(?: page)?|twitter(?: feed)?|newsletter sign ?up)$|^related (?:pages|articles|news|items|stories)$|^more (?:news|stories|articles)$|^(?:add (?:new |a )?|leave a |post a |your )?(?:comments?|reply)$|^rate this page$|^page (?:contact|owner|editor|author|information|details|manager)$`)

// feedbackLabel is the first line of a box that asks the reader what he thinks of the page.
var feedbackLabel = pattern.New(`^(?:(?:page )?feedback|tell us what you think|help us improve(?: this page)?)$`)

// largest is the frame with the most text, the first of those alike.
func largest(frames map[int]*frame) *frame {
	var most *frame
	for _, f := range frames {
		if most == nil || f.text > most.text || f.text == most.text && f.first < most.first {
			most = f
		}
	}
	return most
}

// ownLabel is the first line of what belongs to a chapter, although most have it.
var ownLabel = pattern.New(`contact|further|related (?:guidance|chapters?|procedures?|polic|legislation|links|documents)|guidance|legislation|reference|resource|reading|appendi|annex|amendment|scope|summary|overview|key |aims?\b|purpose|introduction|definition|duties|duty|procedure|policy|policies|protocol|practice|review|record|information|training|support|children|adult|what |when |who |how |why |if |see `)

// sideMatter reports a small frame that most pages have under such a label, or behind
// most of the text under a heading set otherwise than those of the text: what it says
// changes from page to page and from night to night.
func (s *site) sideMatter(p *page, f, body *frame, sections sectionHeads) bool {
	const fewest = 4 // pages that have a label of the site's
	first := &p.Blocks[f.first]
	if f.part == 0 || f.text >= 600 || len(first.Text) >= 40 {
		return false
	}
	label, count := strings.Trim(fold(first.Text), " :"), int(s.line(p.lines[f.first]).count)
	asks := feedbackLabel.MatchString(label) || helpQuestion.MatchString(label)
	if asks && count >= fewest && count*4 >= len(s.pages) {
		return true
	}
	if count*5 < len(s.pages)*3 {
		return false // chapters may stand beside other pages
	}
	return sideLabel.MatchString(label) || moreLabel.MatchString(label) || first.Kind == Heading && f.first > body.last && f.more*2 <= f.lines && !sections.besides(f) && !s.headsHere(p, f) && !ownLabel.MatchString(label) && !historyHead.MatchString(label)
}

// headsHere reports a frame whose heading is hardly one elsewhere: the section of a list that
// other pages have as a menu.
func (s *site) headsHere(p *page, f *frame) bool {
	l := s.line(p.lines[f.first])
	return p.Blocks[f.first].Kind == Heading && p.Blocks[f.first].Level > 1 && s.onMost(l.count) && l.heads*5 < l.count
}

// frames measures the parts of a page, finds the last line of its own, and counts the
// headings of parts of its own.
func (s *site) frames(p *page) (map[int]*frame, int, sectionHeads) {
	frames := map[int]*frame{}
	var f *frame
	more := s.surplus(p)
	lastOwn := 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Region != Main {
			continue
		}
		if f == nil || f.part != b.Part {
			if f = frames[b.Part]; f == nil {
				f = &frame{part: b.Part, first: i, own: b.Part == 0}
				frames[b.Part] = f
			}
		}
		f.add(b, i)
		if b.Kind == Box || !s.common(p, i) {
			f.own = true
			lastOwn = i
		} else if more(i) && p.onceInText(i) {
			f.more++
		}
	}
	sections := sectionHeads{count: map[headDress]int{}}
	for _, f := range frames {
		if f.own && f.heads > 0 && !(f.heads == 1 && f.head.level == 1) {
			sections.add(f.head)
		}
	}
	for _, f := range frames {
		if f.more*2 > f.lines {
			f.own = true
			lastOwn = max(lastOwn, f.last)
		}
		if !f.own && (f.numbered || s.headsHere(p, f)) && (sections.all == 0 || sections.like(f.head)) {
			f.own = true
			lastOwn = max(lastOwn, f.last)
		}
	}
	return frames, lastOwn, sections
}

// onceInText reports whether the text of a page has a line of it no more than once.
func (p *page) onceInText(i int) bool {
	n := 0
	for k, l := range p.lines {
		if l == p.lines[i] && p.Blocks[k].Region == Main {
			n++
		}
	}
	return n == 1
}

// A headDress is how the heading of a frame is set.
type headDress struct {
	level int
	class string
}

// sectionHeads are the headings of the frames of a page's own.
type sectionHeads struct {
	all    int
	count  map[headDress]int
	levels [7]int
	most   int // times of the dress that is met most
}

func (s *sectionHeads) add(d headDress) {
	s.all++
	s.count[d]++
	s.levels[min(d.level, 6)]++
	s.most = max(s.most, s.count[d])
}

// like reports whether a heading is set as those of the page's own sections are; by
// its rank alone where each of those has a class of its own.
func (s *sectionHeads) like(d headDress) bool {
	return s.count[d] > 0 || s.all > 1 && s.most < 2 && s.levels[min(d.level, 6)] > 0
}

// besides is like for the heading of a frame that may be counted itself.
func (s sectionHeads) besides(f *frame) bool {
	if !f.own || f.heads == 0 {
		return s.like(f.head)
	}
	return s.count[f.head] > 1 || s.most < 2 && s.levels[min(f.head.level, 6)] > 3
}

// add measures block i of the page as a line of the frame.
func (f *frame) add(b *Block, i int) {
	f.last = i
	f.lines++
	f.text += len(b.Text)
	f.linked += linked(b)
	if b.Kind == Heading {
		if f.heads++; f.heads == 1 {
			f.head = headDress{b.Level, classOf(b)}
		}
		f.numbered = f.numbered || b.Marker != "" || numbered(b.Text)
	}
}

// numbered reports a heading with a number before it.
func numbered(s string) bool {
	head, _, ok := strings.Cut(s, " ")
	return ok && hasDigit(head) && isNumber(head)
}

// asideRegion is the region of a block that is no text: menus are kept apart.
func asideRegion(b *Block) Region {
	if linked(b)*3 >= len(b.Text)*2 && len(b.Links) > 0 {
		return Nav
	}
	return Furniture
}

// markEdges moves out the common lines before the title, and the common lines of
// links at both ends. Other common lines at the end stay: they may be the contacts
// that every chapter closes with.
func (s *site) markEdges(p *page) {
	title, more := s.titleAt(p), s.surplus(p)
	if title < 0 {
		s.markBelowName(p, more)
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Region != Main {
			continue
		}
		if !s.common(p, i) || more(i) || b.Kind == Box || i >= title && (asideRegion(b) != Nav || b.Kind == Heading && b.Level > 1) {
			break
		}
		b.Region = asideRegion(b)
	}
	for i := len(p.Blocks) - 1; i > title; i-- {
		b := &p.Blocks[i]
		if b.Region != Main {
			continue
		}
		if s.common(p, i) && b.Kind == Paragraph && (backToTop.MatchString(fold(b.Text)) || imprint.MatchString(b.Text)) {
			b.Region = Furniture
			continue
		}
		if !s.common(p, i) || more(i) || asideRegion(b) != Nav || b.Kind == Heading {
			if !p.wholeList(i) {
				s.markTail(p, i, more)
			}
			break
		}
		b.Region = Nav
	}
}

// backToTop are words of a link that only sites print, in the middle of a line too: "Keepers
// of the Isle, 2021. Back to top | Contents".
var backToTop = pattern.New(`\b(?:back|return|go) to (?:the )?top\b|\btop of (?:the )?page\b`)

// imprint is a short line that says whose the site is, below the links at its end: "Isle of
// Keepers online © 2009".
var imprint = pattern.New(`^.{0,60}(?:©|\([cC]\)|(?i:copyright)) ?(?:19|20)\d\d\b.{0,60}$`)

// wholeList gives the list of block at its end back, if that was moved out: an entry and
// what stands below it are one.
func (p *page) wholeList(at int) bool {
	if at+1 >= len(p.Blocks) || p.Blocks[at].Kind != Item || p.Blocks[at+1].Kind != Item || p.Blocks[at+1].Level <= p.Blocks[at].Level {
		return false
	}
	for i := at + 1; i < len(p.Blocks) && p.Blocks[i].Kind == Item && p.Blocks[i].Region == Nav; i++ {
		p.Blocks[i].Region = Main
	}
	return true
}

// markTail judges the links at the end of a page, behind block at, that were moved
// out. Where a heading stands above them and the page lists links below another
// common heading too, they are one of its lists and come back, and so does a list right
// below a heading of the page's own; otherwise a common heading goes with them.
func (s *site) markTail(p *page, at int, more func(i int) bool) {
	head := at
	for head > 0 && at-head < 2 && p.Blocks[head].Kind != Heading {
		head--
	}
	switch {
	case at+1 == len(p.Blocks) || p.Blocks[head].Kind != Heading || p.Blocks[head].Level == 1:
	case s.listsBefore(p, head):
		for i := at + 1; i < len(p.Blocks); i++ {
			if b := &p.Blocks[i]; b.Region == Nav && b.Part == p.Blocks[at].Part && s.common(p, i) {
				b.Region = Main
			}
		}
	case head == p.aboveCount(at) && !s.common(p, head):
		for i := at + 1; i < len(p.Blocks) && p.Blocks[i].Kind == Item && p.Blocks[i].Group == p.Blocks[at+1].Group; i++ {
			p.Blocks[i].Region = Main
		}
	case head == at:
		for i := at; i > 0 && p.Blocks[i].Kind == Heading && p.Blocks[i].Level > 1 && s.common(p, i) && !more(i); i-- {
			p.Blocks[i].Region = Furniture
		}
	}
}

// listsBefore reports whether links stand right below another common heading of the
// rank of block head, before it.
func (s *site) listsBefore(p *page, head int) bool {
	for i := 0; i+2 < head; i++ {
		b := &p.Blocks[i]
		if b.Region == Main && b.Kind == Heading && b.Level == p.Blocks[head].Level && s.common(p, i) && (asideRegion(&p.Blocks[i+1]) == Nav || asideRegion(&p.Blocks[i+2]) == Nav) {
			return true
		}
	}
	return false
}

// titleAt is the place of the page's own title: a heading of rank one, or the next
// lines' first of rank two, that is not on every page, in menus apart, or with which the
// page's <title> begins; or such a line above all headings but the site's. -1 if there is none.
func (s *site) titleAt(p *page) int {
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Region == Main && b.Kind == Paragraph && (b.Text == p.Title && !s.isSite(p.Title) || s.isTitleLine(p, i)) {
			return i
		}
		if b.Region == Main && b.Kind == Heading && (!s.common(p, i) || b.Level == 1 && !s.onMost(s.line(p.lines[i]).titles) || s.namesPage(p, b.Text)) {
			if b.Level == 1 && s.isSite(p.Title) || b.Level <= 2 && unnumbered(b.Text) == unnumbered(p.Title) || strings.HasPrefix(p.Label, b.Text) {
				return i
			}
			return -1
		}
	}
	return -1
}

// unnumbered is a title without its number.
func unnumbered(title string) string {
	if n, rest, ok := strings.Cut(title, " "); ok && isNumber(n) && rest != "" {
		return rest
	}
	return title
}

// title chooses again where the heading that gave the title is the site's.
func (s *site) title(p *page) string {
	if !s.isSite(p.Title) {
		return p.Title
	}
	if t := cmp.Or(s.labelled(p), s.titleLine(p)); t != "" {
		return t
	}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Kind == Heading && b.Text == p.Title && b.Region == Main {
			return p.Title
		}
	}
	if s.namesPage(p, p.Title) {
		return p.Title
	}
	if t := s.ownHeading(p); t != "" {
		return t
	}
	return titleOf(p.Document)
}

// labelled is the heading of a page, and of hardly another, with which its <title> begins;
// "" if there is none.
func (s *site) labelled(p *page) string {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Kind == Heading && b.Region == Main && p.Label != "" && b.Text != p.Title && s.namesPage(p, b.Text) {
			return b.Text
		}
	}
	return ""
}

// isSite reports a title that is a line of most pages: the site's.
func (s *site) isSite(title string) bool {
	return title == "" || s.onMost(s.countOf(title))
}

// namesPage reports words that the page's <title> begins with, or ends with behind the
// name of the site, and hardly another's: what most pages say elsewhere is an entry of a
// menu.
func (s *site) namesPage(p *page, title string) bool {
	if title == "" || !strings.HasPrefix(p.Label, title) {
		return s.behindSite(p.Label, title)
	}
	return !s.opensMost(title)
}

func (s *site) ownHeading(p *page) string {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Kind == Heading && b.Region == Main && !s.common(p, i) {
			return b.Text
		}
	}
	return ""
}
