package parse

import (
	"strings"
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
// matter. Of PDF files, the line that opens or ends pages in most of them is
// furniture; other documents are left alone.
func MarkFurniture(docs []*Document) {
	markLetterheads(docs)
	site := newSite(docs)
	if len(site.pages) < minPages {
		return
	}
	for _, doc := range site.pages {
		site.widen(doc)
		site.markParts(doc)
		site.markEdges(doc)
		site.markCard(doc)
		doc.Title = site.title(doc)
	}
}

// A site counts on how many pages each line stands, and how often in all.
type site struct {
	pages []*Document
	count map[string]int
	total map[string]int
}

func newSite(docs []*Document) *site {
	s := &site{count: map[string]int{}, total: map[string]int{}}
	for _, doc := range docs {
		if doc == nil || doc.MediaType != TypeHTML {
			continue
		}
		s.pages = append(s.pages, doc)
		seen := map[string]bool{}
		for i := range doc.Blocks {
			k := doc.Blocks[i].Text
			s.total[k]++
			if !seen[k] {
				seen[k] = true
				s.count[k]++
			}
		}
	}
	return s
}

// common reports a line that stands on four pages of five.
func (s *site) common(b *Block) bool {
	return s.count[b.Text]*5 >= len(s.pages)*4
}

// surplus finds the common lines that a page has more often than pages have on
// average: the copies above the average are its own. A page of contents lists what
// the menu of every page lists too.
func (s *site) surplus(doc *Document) map[string]bool {
	here := map[string]int{}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; s.common(b) {
			here[b.Text]++
		}
	}
	more := map[string]bool{}
	for k, n := range here {
		if 2*n*len(s.pages) >= 2*s.total[k]+len(s.pages) {
			more[k] = true
		}
	}
	return more
}

// single reports prose that stands on this page only.
func (s *site) single(b *Block) bool {
	return b.Kind != Image && len(b.Text) >= 60 && s.count[b.Text] == 1 && linked(b)*2 < len(b.Text)
}

// linked counts the bytes of a block that are links.
func linked(b *Block) int {
	n := 0
	for _, l := range b.Links {
		n += l.End - l.Start
	}
	return n
}

// widen takes in the prose outside the main region where there is more of it than
// inside: then the region was found in the wrong place.
func (s *site) widen(doc *Document) {
	in, out := 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !s.single(b) {
			continue
		}
		switch {
		case b.Region == Main:
			in += len(b.Text)
		case b.Region == Furniture && !isBoilerplate(b) && !isFact(b):
			out += len(b.Text)
		}
	}
	if out < 300 || out < in {
		return
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region == Furniture && !s.common(b) && !isBoilerplate(b) && !isFact(b) {
			b.Region = Main
		}
	}
	doc.Findings = append(doc.Findings, Finding{Code: FindingWidened, Detail: "text that no other page has stood outside the main region"})
}

// isFact reports a line that gave dates of the page.
func isFact(b *Block) bool {
	if !mayBeFact(b.Text) || len(b.Text) > 400 {
		return false
	}
	key, _ := fact(strings.ToLower(foldKeepLines.Replace(b.Text)))
	return key != ""
}

// A frame is what markParts knows of one part of a page.
type frame struct {
	own          bool // has a line that is this page's own, a box, or a numbered heading
	first, last  int
	text, linked int
	heads        int
	lines        int
}

// markParts moves frames out whose every line is common: menus wherever they stand,
// other text only before the title or behind the last line that is the page's own.
// Between those, chapters share headings and sentences; and on a page that frames
// each of its sections, a frame with a heading is a section.
func (s *site) markParts(doc *Document) {
	frames, lastOwn := s.frames(doc)
	title, sections := s.titleAt(doc), 0
	for _, f := range frames {
		if f.own && f.heads > 0 {
			sections++
		}
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		f := frames[b.Part]
		if b.Region != Main || f.own || sections > 2 && f.heads > 0 && f.first > title {
			continue
		}
		if f.linked*2 >= f.text || f.last < title || f.first > lastOwn && f.heads < f.lines {
			b.Region = asideRegion(b)
		}
	}
}

// frames measures the parts of a page and finds the last line of its own.
func (s *site) frames(doc *Document) (map[int]*frame, int) {
	frames := map[int]*frame{}
	lastOwn := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		f := frames[b.Part]
		if f == nil {
			f = &frame{first: i, own: b.Part == 0}
			frames[b.Part] = f
		}
		f.last = i
		f.lines++
		f.text += len(b.Text)
		f.linked += linked(b)
		if b.Kind == Heading {
			f.heads++
		}
		if b.Kind == Box || b.Kind == Heading && (b.Marker != "" || numbered(b.Text)) || !s.common(b) {
			f.own = true
			lastOwn = i
		}
	}
	return frames, lastOwn
}

// numbered reports a heading with a number before it.
func numbered(s string) bool {
	head, _, ok := strings.Cut(s, " ")
	return ok && strings.ContainsAny(head, "0123456789") && isNumber(head)
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
func (s *site) markEdges(doc *Document) {
	title, more := s.titleAt(doc), s.surplus(doc)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		if !s.common(b) || more[b.Text] || b.Kind == Box || i >= title && asideRegion(b) != Nav || b.Kind == Heading && b.Level > 1 {
			break
		}
		b.Region = asideRegion(b)
	}
	for i := len(doc.Blocks) - 1; i > title; i-- {
		b := &doc.Blocks[i]
		if b.Region != Main {
			continue
		}
		if !s.common(b) || more[b.Text] || asideRegion(b) != Nav || b.Kind == Heading {
			break
		}
		b.Region = Nav
	}
}

// titleAt is the place of the page's own title: a heading of rank one, or the next
// lines' first of rank two, that is not on every page. -1 if there is none.
func (s *site) titleAt(doc *Document) int {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Region == Main && b.Kind == Heading && !s.common(b) {
			if b.Level == 1 || b.Level == 2 && b.Text == doc.Title || strings.HasPrefix(doc.Label, b.Text) {
				return i
			}
			return -1
		}
	}
	return -1
}

// title chooses again where the heading that gave the title is the site's.
func (s *site) title(doc *Document) string {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Kind == Heading && b.Text == doc.Title && b.Region == Main {
			return doc.Title
		}
	}
	if s.count[doc.Title]*5 < len(s.pages)*4 {
		return doc.Title
	}
	if t := s.ownHeading(doc); t != "" {
		return t
	}
	return titleOf(doc)
}

func (s *site) ownHeading(doc *Document) string {
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Kind == Heading && b.Region == Main && !s.common(b) {
			return b.Text
		}
	}
	return ""
}
