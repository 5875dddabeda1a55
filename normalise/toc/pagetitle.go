package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// DropPageTitle takes away an entry without a number that holds the whole list and its
// sections, or that leads to the page itself: it names the page, the manual or the board. A
// heading says so unless another does; the first line of a list says so in their words.
func DropPageTitle(s *Site, roots []*Node) []*Node {
	if len(roots) != 1 {
		return roots
	}
	top := roots[0]
	called := IsTitle(top.Title, s.Input.Pages[top.Page].Document.Title)
	edition := top.Head && HasKids(top.Kids) && namesEdition(top.Title, s.Input.Pages[top.Page].Document.Title)
	switch {
	case top.Num.Text != "" || top.Also,
		top.Head && s.named(top) && !edition && !s.namesAll(top),
		!top.Head && !called && !namesPapers(top.Title):
		return roots
	}
	// The page that a heading leads to is its own, under another address or not.
	own := top.Linked() && (top.Target == top.Page || top.Target < 0) && called && (top.Rank == 1 && len(top.Kids) > 1 || holdsSections(top))
	if !own && (top.Linked() || !edition && !holdsSections(top)) {
		return roots
	}
	for _, n := range top.Kids {
		n.Parent = nil
	}
	return top.Kids
}

// holdsSections reports a heading over two sections at least: headings, or most of its
// entries, with more below them than the appendices of a chapter.
func holdsSections(top *Node) bool {
	heads, entries := 0, 0
	for _, n := range top.Kids {
		if len(n.Kids) > 0 {
			heads += wording.BoolInt(n.Head || !n.Linked())
			entries += wording.BoolInt(!allAppendices(n.Kids))
		}
	}
	return heads > 1 || entries > 1 && entries*2 > len(top.Kids)
}

// named reports whether the page of a heading has its title above it, and the heading
// says something else.
func (s *Site) named(n *Node) bool {
	d := s.Input.Pages[n.Page].Document
	if IsTitle(n.Title, d.Title) || n.Block >= len(d.Blocks) || d.Blocks[n.Block].Region != parse.Main {
		return false
	}
	for i := range d.Blocks[:n.Block] {
		if isPageHead(&d.Blocks[i]) {
			return IsTitle(d.Blocks[i].Text, d.Title)
		}
	}
	return false
}

// isPageHead reports a heading of the first rank in the main part.
func isPageHead(b *parse.Block) bool {
	return b.Kind == parse.Heading && b.Level == 1 && b.Region == parse.Main
}

// papers are sorts of papers, one or several.
const papers = `(?:(?:policy|policies|procedures?|protocols?|guidance|guidelines|documents?|publications?|resources?|manual|handbook)(?:\s*,\s*|\s+(?:and|&)\s+|\s+|$)){1,4}`

var (
	// papersTitle names sorts of papers, and at most whose they are, what for or where.
	papersTitle = pattern.New(`(?i)^(?:(.{2,50}?)\s)??` + papers + `(?:(?:of|for|in|from)\s.{2,60})?$`)
	// joining ends words to which papers of another sort are joined.
	joining = pattern.New(`(?i)(?:,|\s(?:and|&|or))$`)
	// boardName is the name of a board.
	boardName = pattern.New(`(?i)\b(?:safeguarding|protection)\b.{0,60}\b(?:board|partnership|committee|panel|forum|council|alliance)$`)
)

// namesPapers reports a title that only says what papers are below it, "Policies and
// procedures", "Multi-agency procedures of the county", and none that names others beside
// them: "Forms and procedures".
func namesPapers(title string) bool {
	m := papersTitle.FindStringSubmatch(title)
	return m != nil && !joining.MatchString(m[1])
}

// namesAll reports a heading below the title of its page that names no section either: sorts
// of papers, the board, or what stands on the front of a book, right below the title and
// above the label of the list.
func (s *Site) namesAll(n *Node) bool {
	if namesPapers(n.Title) || boardName.MatchString(n.Title) {
		return true
	}
	blocks := s.Input.Pages[n.Page].Document.Blocks
	if n.Block == 0 || n.Block >= len(blocks) || !isPageHead(&blocks[n.Block-1]) || len(n.Kids) == 0 || n.Kids[0].Page != n.Page {
		return false
	}
	for i := n.Block + 1; i < min(n.Kids[0].Block, len(blocks)); i++ {
		if ContentLabel.MatchString(strings.TrimSpace(blocks[i].Text)) {
			return true
		}
	}
	return false
}

// madeWith begins what a link says to the program that made the site.
var madeWith = pattern.New(`(?i)^(?:published|made|built|powered|generated|created|hosted)\s+(?:with|by|using|on)\s`)

// namesBook reports a row that leads to its page or the folder of it by the name that most pages
// say behind their own in <title>: the whole manual, in its own list.
func (s *Site) namesBook(rw *Row) bool {
	if own, key := s.Keys[rw.Page], webaddress.Key(rw.Href); own != key && !webaddress.Under(own, key) {
		return false
	}
	pages, named := 0, 0
	for i := range s.Input.Pages {
		d := s.Input.Pages[i].Document
		if !d.IsWebPage() || d.Label == "" {
			continue
		}
		pages++
		own, ok := strings.CutSuffix(d.Label, rw.Title)
		named += wording.BoolInt(ok && (own == "" || strings.HasSuffix(own, " ")))
	}
	return named > 2 && named*3 >= pages*2
}

// getting is how a link to a file of the whole manual begins.
var getting = pattern.New(`(?i)^(?:download|open|view|read|print)\s+(?:(?:the|our|this)\s+)?`)

// editionYears are the years that end the name of an edition.
var editionYears = pattern.New(`\s+\(?(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\)?$`)

// namesEdition reports a heading that says what its page offers and the years of the edition:
// "Rivers and Fens 2013-2014" below "Download Rivers and Fens".
func namesEdition(head, title string) bool {
	years := editionYears.FindString(head)
	name := wording.Bare(strings.TrimSuffix(head, years))
	return years != "" && name != "" && name == wording.Bare(strings.TrimPrefix(title, getting.FindString(title)))
}

// leastBeside is how many pages a list leads to beside the manual as a file, at least.
const leastBeside = 4

// dropBook takes away a link to the manual as one file, by the title of the page or its letters
// and the date of the edition, from a list that leads to its pages: "Download POR March 2024".
func (s *Site) dropBook(rows []Row) []Row {
	pages := 0
	for i := range rows {
		pages += wording.BoolInt(rows[i].Target >= 0 && !IsPaper(rows[i].Href))
	}
	if pages < leastBeside {
		return rows
	}
	return slices.DeleteFunc(rows, func(r Row) bool {
		verb := getting.FindString(r.Title)
		if verb == "" || r.Num.Text != "" || !IsPaper(r.Href) {
			return false
		}
		name := strings.TrimSpace(strings.TrimSuffix(r.Title[len(verb):], TitleDate(r.Title)))
		title := s.Input.Pages[r.Page].Document.Title
		return name != "" && (wording.Fold(name) == wording.Fold(title) || name == capitals(title))
	})
}

// capitals are the first letters of the words of a title that have great ones, of two at least.
func capitals(title string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(title) {
		if c := word[0]; c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}
