package normalise

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// Read makes the edition of one board out of its pages. It is pure and never
// fails: what could not be read, or was read with doubt, is in
// [Edition.Findings].
func Read(in Input) *Edition {
	e := &Edition{
		ID: in.BoardID + "-" + in.RunID, BoardID: in.BoardID, RunID: in.RunID, ObservedAt: in.ObservedAt,
		ParserVersion: parse.Version, RulesVersion: RulesVersion,
	}
	in.Pages = knownPages(in.Pages)
	inside := partAmendments(&in)
	rd := &reading{site: newSite(&in)}
	rd.inside = inside
	rd.role, rd.trails = rd.roles(), newTrails(rd.site)
	e.Guides = rd.allGuides()
	roots, front := rd.outline(e)
	asm := &assembly{rd: rd, e: e, reviews: make(map[string]reviewDates)}
	asm.claim(roots)
	asm.open(roots)
	asm.expect(roots)
	asm.add(roots, -1, 1, "")
	rd.checkNumbers(e.Sections)
	parallel.Together(func() {
		parallel.Together(func() {
			(&log{site: rd.site}).allAmendments(e, asm.notes, front)
			if e.NextUpdate.IsZero() {
				e.NextUpdate = rd.promised()
			}
		}, func() { fill(e.Sections) })
		e.ContentSHA256 = ContentSum(e)
	}, func() { e.References = CiteReferences(e.Sections, in.ObservedAt) })
	e.Findings = append(e.Findings, rd.findings...)
	return e
}

// knownPages leaves out pages without a document and sorts by address.
func knownPages(pages []Page) []Page {
	out := make([]Page, 0, len(pages))
	for _, p := range pages {
		if p.Document != nil {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].URL < out[k].URL })
	return out
}

// outline finds the manual's tree: in a list of contents, in a menu, in one
// document, or, failing all, in a guide.
func (rd *reading) outline(e *Edition) (roots []*node, front []Amendment) {
	l := rd.findList()
	many, sections := -1, rd.sectionPages(l.roots)
	if text := rd.isText(l); text || l.entries < 8 && sections == nil {
		b, ok := rd.findBook()
		many = b.many
		if ok && (text && b.page == l.page || bookEntries(b.roots) > l.entries && rd.holdsMore(b.page, l.roots)) {
			rd.find(rd.in.Pages[b.page].URL, CodeFromBook, "no list of contents: sections and chapters are the headings of this document")
			rd.inside = append(rd.inside, b.apart...)
			rd.doubtBook(b.page)
			return b.roots, b.front
		}
	}
	if l.entries == 0 {
		if len(e.Guides) > 0 {
			url := cmp.Or(append(rd.in.Start, "")[0], "")
			rd.find(url, CodeFromGuide, "no list of contents: sections are those that the guide leads to")
			return sectionsOfGuide(e.Guides, url), nil
		}
		rd.find(cmp.Or(append(rd.in.Start, "")[0], ""), CodeNoContents, "no list of contents was found")
		return nil, nil
	}
	rd.byTopics(&l)
	rd.addAreas(&l)
	rd.addAreaMenus(&l)
	rd.doubtList(&l, many)
	if l.nav || l.own {
		rd.find(rd.in.Pages[l.page].URL, CodeFromMenu, "the list of contents stands only in the menus")
	}
	e.Label = l.text
	l.roots = dropSecond(l.roots)
	dropCounts(l.roots)
	pointOutside(rd.site, l.roots)
	settleKinds(l.roots, 1)
	return l.roots, append(openSectionPages(l.roots, sections), rd.openParts(l.roots)...)
}

// holdsMore reports whether one document says more than all pages together that a list
// leads to. A copy in another format is left out.
func (rd *reading) holdsMore(book int, roots []*node) bool {
	d := rd.in.Pages[book].Document
	enough := mainWords(d, math.MaxInt)
	words, seen := 0, map[int]bool{book: true}
	walk(roots, func(n *node) {
		if n.target >= 0 && !seen[n.target] && words <= enough {
			seen[n.target] = true
			if to := rd.in.Pages[n.target].Document; !isCopy(d, to) {
				words += mainWords(to, enough)
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
		shared += boolInt(opens[open])
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
			if s := solid(b.Text); len(s) > begin {
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
	for i := range rd.in.Pages {
		if i != book && rd.role[i] == rolePage && mainWords(rd.in.Pages[i].Document, chapterWords) > chapterWords {
			texts++
		}
	}
	if texts >= manyTexts {
		rd.find(rd.in.Pages[book].URL, CodeOutside, fmt.Sprintf("%d other pages and documents hold texts that this outline does not: there may be a list of contents that was not understood", texts))
	}
}

// doubtList tells of a page that is one of many with texts alike and to which a short list of
// contents does not lead: what leads from the list to them may not have been understood.
func (rd *reading) doubtList(l *list, many int) {
	if many < 0 {
		return
	}
	reached := false
	walk(l.roots, func(n *node) {
		reached = reached || n.target == many || n.target >= 0 && sameSeries(rd.in.Pages[n.target].Document, rd.in.Pages[many].Document)
	})
	if !reached {
		rd.find(rd.in.Pages[many].URL, CodeOutside, "the list of contents is short, and many pages like this one hold texts to which it does not lead: there may be lists that were not understood")
	}
}

// chapterWords is what a page says at least that is a chapter and no notice;
// manyTexts is how many of them make one document as the whole manual doubtful.
const (
	chapterWords = 150
	manyTexts    = 5
)

func bookEntries(roots []*node) int {
	n := 0
	walk(roots, func(k *node) {
		if k.kind != KindHeading {
			n++
		}
	})
	return n
}

// promised finds a next-update promise on any page.
func (rd *reading) promised() Date {
	found := make([]Date, len(rd.in.Pages))
	parallel.Do(len(found), func(i int) {
		blocks := rd.in.Pages[i].Blocks
		for k := 0; k < len(blocks) && found[i].IsZero(); k++ {
			if t := blocks[k].Text; len(t) < 400 {
				found[i], _ = nextUpdate(t)
			}
		}
	})
	if i := slices.IndexFunc(found, func(d Date) bool { return !d.IsZero() }); i >= 0 {
		return found[i]
	}
	return Date{}
}

// checkNumbers notes numbers that occur twice and numbers that are left out, as
// doubts about the list and not as repairs.
func (rd *reading) checkNumbers(sections []Section) {
	seen := make(map[string]int)
	for i := range sections {
		s := &sections[i]
		if s.Kind == KindHeading || s.Kind == KindAppendix || s.Number == "" {
			continue
		}
		key := strconv.Itoa(rootOf(sections, i)) + "/" + s.Number
		if first, twice := seen[key]; twice {
			rd.find(s.URL, CodeDuplicate, s.Number+" stands before "+sections[first].Title+" and before "+s.Title)
			continue
		}
		seen[key] = i
	}
	rd.checkGaps(sections, seen)
}

func rootOf(sections []Section, i int) int {
	for sections[i].Parent >= 0 {
		i = sections[i].Parent
	}
	return i
}

func (rd *reading) checkGaps(sections []Section, seen map[string]int) {
	for i := range sections {
		s := &sections[i]
		at := strings.LastIndexByte(s.Number, '.')
		if s.Kind == KindHeading || s.Kind == KindAppendix || at < 0 {
			continue
		}
		n, err := strconv.Atoi(s.Number[at+1:])
		if err != nil || n < 2 {
			continue
		}
		before := strconv.Itoa(rootOf(sections, i)) + "/" + s.Number[:at+1] + strconv.Itoa(n-1)
		if _, ok := seen[before]; !ok {
			rd.find(s.URL, CodeGap, s.Number+" stands in the list, the number before it does not")
		}
	}
}

// provisional is the ID of a section before lineage is known: a hash of what tells
// it from others (number, title and path) and the count of sections alike before
// it.
func provisional(told string, nth int) string {
	key := append(append(make([]byte, 0, 256), told...), 0)
	sum := sha256.Sum256(strconv.AppendInt(key, int64(nth), 10))
	return "p" + hex.EncodeToString(sum[:8])
}
