package night

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// A page that is gone says that its chapter is withdrawn only where the contents list it no more.
// While they do, a link or the site is wrong: the chapter could not be observed.

// listedGone returns the pages that tonight's contents list though the site says that they are
// gone. One that gave nothing when the manual was last read, and was not missed then, is a dead link
// of old.
func (v *visit) listedGone(cur *normalise.Edition) ([]archive.Capture, error) {
	listed := listedPages(cur)
	gone := slices.DeleteFunc(slices.Clone(v.res.Captures), func(c archive.Capture) bool {
		return c.OK() || !crawl.Gone(&c) || !listed[c.URL] || v.goneForGood[c.URL]
	})
	if len(gone) == 0 || v.prior.EditionID == "" {
		return nil, nil
	}
	rows, err := v.outlineBefore()
	if err != nil {
		return nil, err
	}
	missed, err := v.n.findingsOf(v.b.ID, v.prior.RunID, codeNotObserved)
	if err != nil {
		return nil, err
	}
	words, moved := pageWords(rows), movedFrom(rows, cur)
	stood := map[string]bool{} // also one of the contents, without words of its own
	for _, p := range v.before {
		stood[p.URL] = true
	}
	return slices.DeleteFunc(gone, func(c archive.Capture) bool {
		at := cmp.Or(moved[c.URL], c.URL)
		had, known := words[at]
		_, still := missed[at]
		return known && had == 0 && !still && !stood[at]
	}), nil
}

// movedFrom returns, for pages that the contents did not list before, where the chapter of their
// title stood then: a site that moves takes its dead links along.
func movedFrom(rows []out.SectionRow, cur *normalise.Edition) map[string]string {
	listed := map[string]bool{}
	before := map[string]string{} // title -> page, "" where several have it
	for i := range rows {
		page := pageOf(rows[i].URL)
		listed[page] = true
		title := wording.Fold(rows[i].Title)
		if other, known := before[title]; known && other != page {
			page = ""
		}
		before[title] = page
	}
	moved := map[string]string{}
	for i := range cur.Sections {
		s := &cur.Sections[i]
		if page := pageOf(s.URL); !listed[page] {
			moved[page] = before[wording.Fold(s.Title)]
		}
	}
	return moved
}

// menuMissing returns a page without words of a part of the manual that could not be seen and in
// whose menus alone the chapters of the part stood: tonight's contents have none below it. Where
// somebody vouched for tonight's manual there is none.
func (v *visit) menuMissing(cur *normalise.Edition, m manifest) (archive.Capture, bool, error) {
	if len(m.missing) == 0 || v.prior.EditionID == "" || v.n.Run.Accept {
		return archive.Capture{}, false, nil
	}
	rows, err := v.outlineBefore()
	words, page := pageWords(rows), map[string]string{} // of each section of before
	led := map[string]bool{}                            // pages that had chapters below them
	for i := range rows {
		page[rows[i].SectionID] = pageOf(rows[i].URL)
		if up := page[rows[i].ParentSectionID]; isChapter(normalise.Kind(rows[i].Kind)) && words[up] == 0 {
			led[up] = true
		}
	}
	for i := range cur.Sections {
		if s := &cur.Sections[i]; isChapter(s.Kind) && s.Parent >= 0 {
			delete(led, pageOf(cur.Sections[s.Parent].URL))
		}
	}
	at := slices.IndexFunc(m.missing, func(c archive.Capture) bool { return led[c.URL] })
	if at < 0 {
		return archive.Capture{}, false, err
	}
	return m.missing[at], true, err
}

// listedPages are the pages that the contents list as the manual's own.
func listedPages(cur *normalise.Edition) map[string]bool {
	listed := map[string]bool{}
	for i := range cur.Sections {
		if s := &cur.Sections[i]; s.Kind != normalise.KindSeeAlso {
			listed[pageOf(s.URL)] = true
		}
	}
	return listed
}

// wordsBefore counts the words that the prior edition has of each page, those without a word
// among them.
func (v *visit) wordsBefore() (map[string]int32, error) {
	rows, err := v.outlineBefore()
	return pageWords(rows), err
}

// outlineBefore is the outline of the prior edition, read once a visit.
func (v *visit) outlineBefore() ([]out.SectionRow, error) {
	if v.outline != nil {
		return v.outline, nil
	}
	rows, err := v.n.Dataset.Outline(v.prior)
	if err == nil {
		v.outline = rows
	}
	return rows, err
}

// pageWords counts the words of an outline on each page.
func pageWords(rows []out.SectionRow) map[string]int32 {
	words := map[string]int32{}
	for i := range rows {
		words[pageOf(rows[i].URL)] += rows[i].Words
	}
	return words
}

// pageOf is an address without its fragment.
func pageOf(address string) string {
	page, _, _ := strings.Cut(address, "#")
	return page
}

// miss adds pages that could not be observed, and what they lead to.
func (m *manifest) miss(captures []archive.Capture) {
	for _, c := range captures {
		if !slices.ContainsFunc(m.missing, func(o archive.Capture) bool { return o.URL == c.URL }) {
			m.missing = append(m.missing, c)
		}
	}
	m.unreached = m.behindMissing()
}

// stale reports whether bytes of an earlier night stand for a page.
func (m *manifest) stale() bool {
	return slices.ContainsFunc(m.pages, func(p observed) bool { return p.stale })
}

// nothingSeen reports whether no chapter of a manual that was read before could be seen.
func (m *manifest) nothingSeen(cur *normalise.Edition) bool {
	stands := map[string]bool{} // page -> with the bytes of an earlier night
	for _, p := range m.pages {
		stands[p.URL] = p.stale
	}
	any := false
	for i := range cur.Sections {
		s := &cur.Sections[i]
		stale, read := stands[pageOf(s.URL)]
		if !read || s.Kind != normalise.KindChapter && s.Kind != normalise.KindAppendix {
			continue
		}
		if !stale {
			return false
		}
		any = true
	}
	return any
}

// blind ends a night on which no chapter was seen: the old edition stands. Where the site says
// that the pages are gone, or refuses them, a person must look.
func (v *visit) blind(m manifest) {
	v.row.Status = out.StatusNeedsIntervention
	if slices.ContainsFunc(m.missing, func(c archive.Capture) bool { return !c.Permanent }) {
		v.row.Status = out.StatusFailed
	}
	v.row.Cause = fmt.Sprintf("no chapter could be observed: %s; the last edition stands", v.nameMissing(m.missing))
	v.tellMissing(m)
}

// mostReasons is how many reasons for which pages were not seen are named.
const mostReasons = 3

// nameMissing names the pages that were not seen: of each reason the first one, chapters as they
// stand in the manual before others, with how many more there are and since when.
func (v *visit) nameMissing(missing []archive.Capture) string {
	place := map[string]int{}
	for i, c := range slices.Backward(v.chapters) {
		place[c.page] = i - len(v.chapters)
	}
	byPlace := slices.Clone(missing)
	slices.SortStableFunc(byPlace, func(a, b archive.Capture) int { return place[a.URL] - place[b.URL] })
	var reasons []string
	of := map[string][]archive.Capture{}
	for _, c := range byPlace {
		if of[c.Error] == nil {
			reasons = append(reasons, c.Error)
		}
		of[c.Error] = append(of[c.Error], c)
	}
	var named []string
	left := len(missing)
	for _, reason := range reasons[:min(mostReasons, len(reasons))] {
		named = append(named, v.nameOf(of[reason]))
		left -= len(of[reason])
	}
	if left > 0 {
		named = append(named, fmt.Sprintf("%d more for other reasons", left))
	}
	return strings.Join(named, "; ")
}

// standsFor says what stands for the pages that were not seen: what was known of them last, and of
// one that was never seen, also on a later night, nothing.
func (v *visit) standsFor(missing []archive.Capture, cur *normalise.Edition) string {
	known := map[string]bool{}
	for _, p := range v.before {
		known[p.URL] = true
	}
	for i := range cur.Sections {
		if s := &cur.Sections[i]; s.Words > 0 { // of a chapter that was known at another address
			known[pageOf(s.URL)] = true
		}
	}
	unknown := 0
	for _, c := range missing {
		unknown += wording.BoolInt(!known[c.URL])
	}
	switch n := len(missing); {
	case unknown == 0 && n == 1:
		return "its last known state stands"
	case unknown == 0:
		return "their last known state stands"
	case unknown == n && n == 1:
		return "nothing is known of what it says"
	case unknown == n:
		return "nothing is known of what they say"
	}
	return fmt.Sprintf("their last known state stands, and nothing is known of %d of them", unknown)
}

// nameOf names the first of the pages that were not seen for one reason.
func (v *visit) nameOf(pages []archive.Capture) string {
	c := pages[0]
	name, more := c.URL, ""
	if at := v.place(c.URL); at < len(v.chapters) {
		name = "“" + v.chapters[at].title + "”, " + c.URL
	}
	if n := len(pages); n > 1 {
		more = fmt.Sprintf(" and %d more", n-1)
		if name != c.URL {
			more = "," + more
		}
	}
	var addresses []string
	for _, p := range pages {
		addresses = append(addresses, p.URL)
	}
	return fmt.Sprintf("%s%s (%s)%s", name, more, c.Error, v.sinceWords(addresses...))
}

// place is the place of the chapter of a page in tonight's manual, behind all for other pages.
func (v *visit) place(page string) int {
	if at := slices.IndexFunc(v.chapters, func(c pageOfChapter) bool { return c.page == page }); at >= 0 {
		return at
	}
	return len(v.chapters)
}

// A pageOfChapter is a chapter that is a page of its own.
type pageOfChapter struct{ page, title string }

// pagesOfChapters are the chapters of a manual that are pages of their own, in reading order.
func pagesOfChapters(e *normalise.Edition) []pageOfChapter {
	var pages []pageOfChapter
	on := map[string]int{}
	for i := range e.Sections {
		if s := &e.Sections[i]; isChapter(s.Kind) {
			pages = append(pages, pageOfChapter{pageOf(s.URL), strings.TrimSpace(s.Number + " " + s.Title)})
			on[pageOf(s.URL)]++
		}
	}
	return slices.DeleteFunc(pages, func(c pageOfChapter) bool { return on[c.page] > 1 })
}
