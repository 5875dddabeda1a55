// Package manual reads the edition of a board's manual out of its pages and files. It is
// pure: same documents, same edition.
//
// [Read] goes in this order: what each page is for (by the register, its title, its shape);
// the list of contents (on a start page, on a page it links to, in the menus, as the headings
// of one document, which may be the start page, or as a guide implies it); the tree from
// numbering and typography together; each chapter's document taken apart; amendments, each
// resolved to a section or left with the reason.
package manual

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/amend"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/cite"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// Read makes the edition of one board out of its pages. It is pure and never
// fails: what could not be read, or was read with doubt, is in
// [normalise.Edition.Findings].
func Read(in normalise.Input) *normalise.Edition {
	e := &normalise.Edition{
		ID: in.BoardID + "-" + in.RunID, BoardID: in.BoardID, RunID: in.RunID, Nation: in.Nation, ObservedAt: in.ObservedAt,
		ParserVersion: parse.Version, RulesVersion: normalise.RulesVersion,
	}
	in.Pages = knownPages(in.Pages)
	e.SetAside = setAside(in.Pages)
	stampsOff(in.Pages, in.Start)
	inside := amend.PartOff(&in)
	rd := &reading{Site: toc.NewSite(&in), list: -1, book: -1}
	rd.Inside = inside
	rd.Roles, rd.trails = rd.roles(), newTrails(rd.Site)
	e.Guides = rd.allGuides()
	roots, front := rd.outline(e)
	asm := &assembly{rd: rd, e: e}
	asm.claim(roots)
	asm.open(roots)
	asm.expect(roots)
	asm.add(roots, -1, 1, "")
	asm.bookPictures()
	rd.checkNumbers(e.Sections)
	fill(e.Sections) // on all processors: the sum of the whole waits for it, and takes one of them
	parallel.Together(func() {
		(&amend.Log{Site: rd.Site}).All(e, asm.notes, front)
		if e.NextUpdate.IsZero() {
			e.NextUpdate = rd.promised()
		}
		e.ContentSHA256 = normalise.ContentSum(e)
		asm.outside()
	}, func() { e.References = cite.References(e.Sections, in.Nation, in.ObservedAt) })
	e.Findings = append(e.Findings, rd.Findings...)
	return e
}

// setAside gathers what the pages have outside their texts for the pages beside them.
func setAside(pages []normalise.Page) map[string][]parse.Block {
	out := make(map[string][]parse.Block)
	for i := range pages {
		if d := pages[i].Document; len(d.SetAside) > 0 {
			out[d.SHA256] = d.SetAside
		}
	}
	return out
}

// knownPages leaves out pages without a document and sorts by address.
func knownPages(pages []normalise.Page) []normalise.Page {
	out := make([]normalise.Page, 0, len(pages))
	for _, p := range pages {
		if p.Document != nil {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].URL < out[k].URL })
	return out
}

// stampsOff takes who saved a part of it, and when, out of the text of a manual that is the start
// page.
func stampsOff(pages []normalise.Page, starts []string) {
	for i := range pages {
		p := &pages[i]
		at := append([]string{p.URL, p.FinalURL}, p.Aliases...)
		if slices.ContainsFunc(starts, func(start string) bool {
			return slices.ContainsFunc(at, func(a string) bool { return webaddress.Key(a) == webaddress.Key(start) })
		}) {
			p.Document = toc.WithoutStamps(p.Document)
		}
	}
}

// outline finds the manual's tree: in a list of contents, in a menu, in one
// document, or, failing all, in a guide.
func (rd *reading) outline(e *normalise.Edition) (roots []*toc.Node, front []normalise.Amendment) {
	own := rd.findPolicy()
	l, alone, listed := rd.listBeside(own, rd.findList())
	many, sections := -1, rd.sectionPages(l.roots)
	text := alone || rd.isText(l)
	if text || l.entries < 8 && sections == nil && !listed {
		b, ok := rd.findBook(own)
		many = b.many
		if ok && (alone || text && b.page == l.page || bookEntries(b.roots) > l.entries && !rd.isVolume(b.page, l.roots) && !rd.besidePolicies(b.page, l.roots) && rd.holdsMore(b.page, l.roots)) {
			rd.Doubt(rd.Input.Pages[b.page].URL, normalise.CodeFromBook, "no list of contents: sections and chapters are the headings of this document")
			rd.Inside = append(rd.Inside, b.apart...)
			rd.doubtBook(b.page)
			rd.doubtReviews(&b)
			rd.book = b.page
			return b.roots, b.front
		}
		if alone && len(e.Guides) == 0 {
			return rd.onlyChapter(own), nil
		}
	}
	if l.entries == 0 {
		if len(e.Guides) > 0 {
			url := cmp.Or(append(rd.Input.Start, "")[0], "")
			rd.Doubt(url, normalise.CodeFromGuide, "no list of contents: sections are those that the guide leads to")
			return sectionsOfGuide(e.Guides, url), nil
		}
		rd.Doubt(cmp.Or(append(rd.Input.Start, "")[0], ""), normalise.CodeNoContents, "no list of contents was found")
		return nil, nil
	}
	rd.list = l.page
	rd.addRecorded(&l)
	rd.byTopics(&l)
	rd.addAreas(&l)
	rd.addAreaMenus(&l)
	rd.doubtList(&l, many)
	if l.nav || l.own {
		rd.Doubt(rd.Input.Pages[l.page].URL, normalise.CodeFromMenu, "the list of contents stands only in the menus")
	}
	e.Label = l.text
	l.roots = toc.DropSecond(toc.DropBoxes(rd.Site, l.roots)) // boxes may name chapters of pages below
	toc.DropCounts(l.roots)
	toc.PointOutside(rd.Site, l.roots)
	toc.TellChapters(rd.Site, l.roots, 1)
	toc.SettleKinds(l.roots, 1)
	return l.roots, append(rd.openSectionPages(l.roots, sections), rd.openParts(l.roots)...)
}

// holdsMore reports whether one document says more than all pages together that a list
// leads to. A copy in another format is left out.
func (rd *reading) holdsMore(book int, roots []*toc.Node) bool {
	d := rd.Input.Pages[book].Document
	enough := layout.MainWords(d, math.MaxInt)
	words, seen := 0, map[int]bool{book: true}
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target >= 0 && !seen[n.Target] && words <= enough {
			seen[n.Target] = true
			if to := rd.Input.Pages[n.Target].Document; !isCopy(d, to) {
				words += layout.MainWords(to, enough)
			}
		}
	})
	return words <= enough
}

// isCopy reports whether two documents say the same: most passages of one begin as
// passages of the other do.
func isCopy(a, b *parse.Document) bool {
	opens := passages(a)
	shared, all := 0, 0
	for open := range passages(b) {
		shared += wording.BoolInt(opens[open])
		all++
	}
	return all > 0 && shared*2 > all
}

// passages are how the longer passages of a document begin.
func passages(d *parse.Document) map[string]bool {
	const long, begin = 60, 30
	out := make(map[string]bool)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && len(b.Text) > long {
			if s := wording.Solid(b.Text); len(s) > begin {
				out[s[:begin]] = true
			}
		}
	}
	return out
}

// doubtBook tells of pages and documents with texts of their own beside the one
// document that was taken for the manual: a list that leads to them may have a layout
// that was not understood.
func (rd *reading) doubtBook(book int) {
	texts := 0
	for i := range rd.Input.Pages {
		if i != book && rd.Roles[i] == toc.RolePage && layout.MainWords(rd.Input.Pages[i].Document, chapterWords) > chapterWords {
			texts++
		}
	}
	if texts >= manyTexts {
		rd.Doubt(rd.Input.Pages[book].URL, normalise.CodeOutside, fmt.Sprintf("%d other pages and documents hold texts that this outline does not: there may be a list of contents that was not understood", texts))
	}
}

// doubtReviews tells of the dates of review of a document that is the whole manual: they stand on
// its first pages, or below some chapter, and no chapter has them.
func (rd *reading) doubtReviews(b *book) {
	d := rd.Input.Pages[b.page].Document
	b.text.PageReviews(d, new(parallel.Memo[string, chaptertext.ReviewDates]))
	rd.inNone(d, b.text.ReviewDates)
}

// inNone tells of dates of review on a page that no chapter has.
func (rd *reading) inNone(d *parse.Document, r chaptertext.ReviewDates) {
	if told := r.Printed(); told != "" {
		rd.Doubt(d.URL, normalise.CodeInNone, "dates of review are printed that no chapter has: "+told)
	}
}

// doubtList tells of a page that is one of many with texts alike and to which a short list of
// contents does not lead: what leads from the list to them may not have been understood.
func (rd *reading) doubtList(l *list, many int) {
	if many < 0 {
		return
	}
	reached := false
	toc.Walk(l.roots, func(n *toc.Node) {
		reached = reached || n.Target == many || n.Target >= 0 && layout.SameSeries(rd.Input.Pages[n.Target].Document, rd.Input.Pages[many].Document)
	})
	if !reached {
		rd.Doubt(rd.Input.Pages[many].URL, normalise.CodeOutside, "the list of contents is short, and many pages like this one hold texts to which it does not lead: there may be lists that were not understood")
	}
}

// chapterWords is what a page says at least that is a chapter and no notice;
// manyTexts is how many of them make one document as the whole manual doubtful.
const (
	chapterWords = 150
	manyTexts    = 5
)

func bookEntries(roots []*toc.Node) int {
	n := 0
	toc.Walk(roots, func(k *toc.Node) {
		if k.Kind != normalise.KindHeading {
			n++
		}
	})
	return n
}

// promised finds a next-update promise on any page.
func (rd *reading) promised() normalise.Date {
	found := make([]normalise.Date, len(rd.Input.Pages))
	parallel.Do(len(found), func(i int) {
		blocks := rd.Input.Pages[i].Blocks
		for k := 0; k < len(blocks) && found[i].IsZero(); k++ {
			if t := blocks[k].Text; len(t) < 400 {
				found[i], _ = amend.NextUpdate(t)
			}
		}
	})
	if i := slices.IndexFunc(found, func(d normalise.Date) bool { return !d.IsZero() }); i >= 0 {
		return found[i]
	}
	return normalise.Date{}
}

// checkNumbers notes numbers that occur twice and numbers that are left out, as
// doubts about the list and not as repairs.
func (rd *reading) checkNumbers(sections []normalise.Section) {
	seen := make(map[string]int)
	for i := range sections {
		s := &sections[i]
		if !isCounted(s) {
			continue
		}
		key := countOf(sections, i) + "/" + s.Number
		if first, twice := seen[key]; twice {
			rd.Doubt(s.URL, normalise.CodeDuplicate, s.Number+" stands before "+sections[first].Title+" and before "+s.Title)
			continue
		}
		seen[key] = i
	}
	rd.checkGaps(sections, seen)
}

// isCounted reports whether the number of a section belongs to the count of the list;
// headings and appendices have counts of their own.
func isCounted(s *normalise.Section) bool {
	return s.Kind != normalise.KindHeading && s.Kind != normalise.KindAppendix && s.Number != ""
}

// countOf tells the counts of a list apart: each part begins anew, and what stands at
// the top is one count, whether parts or, in a flat list, the chapters themselves.
func countOf(sections []normalise.Section, i int) string {
	if sections[i].Parent < 0 {
		return ""
	}
	for sections[i].Parent >= 0 {
		i = sections[i].Parent
	}
	return strconv.Itoa(i)
}

// checkGaps notes each number whose predecessor stands neither in its own part nor right
// before it in the list: groups without a number go on with the count of the one above.
func (rd *reading) checkGaps(sections []normalise.Section, seen map[string]int) {
	last := make(map[string]int)
	for i := range sections {
		s := &sections[i]
		at := strings.LastIndexByte(s.Number, '.')
		if !isCounted(s) || at < 0 {
			continue
		}
		stem := s.Number[:at+1]
		n, err := strconv.Atoi(s.Number[at+1:])
		if err != nil {
			continue
		}
		_, inPart := seen[countOf(sections, i)+"/"+stem+strconv.Itoa(n-1)]
		if n >= 2 && !inPart && last[stem] != n-1 {
			rd.Doubt(s.URL, normalise.CodeGap, s.Number+" stands in the list, the number before it does not")
		}
		last[stem] = n
	}
}
