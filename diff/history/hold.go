package history

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// A Held is a judgement that waits until the pages that it hangs on can be seen.
type Held struct {
	SectionID string // of the older edition, "" for a chapter that is new
	URL       string
	Title     string
	Why       string // in words
	Row       bool   // what waits is a row of the list of amendments
	// Until is the page that it hangs on for as long as that is not seen; "" where it is judged
	// without the pages that were not seen for too long, see [Unseen].
	Until string
}

// Unseen tells what could not be seen on a night.
type Unseen struct {
	// Pages are addresses, without fragment, with the first of the nights in a row
	// on which they were not seen. Nothing waits for those that were not seen since
	// Long or earlier; but the words of a chapter stand until they are seen.
	Pages map[string]time.Time
	Long  time.Time
	// Ways are addresses to which only a page led that was not seen, with that one: what
	// the contents list elsewhere says nothing of them.
	Ways map[string]string
	// Waits are addresses of chapters of which a judgement waits, with the first of
	// the nights in a row on which it does. A page that was seen since says nothing
	// against it.
	Waits map[string]time.Time
}

// blocks tells whether a page may hold what a judgement on the chapter of an address
// hangs on.
func (u Unseen) blocks(page, address string) bool {
	first, waits := u.Waits[address]
	return u.waitedFor(page) && (!waits || !u.Pages[page].After(first))
}

// waitedFor tells whether a page was not seen, and not for too long.
func (u Unseen) waitedFor(page string) bool {
	since, dark := u.Pages[page]
	return dark && since.After(u.Long)
}

// Hold keeps back in cur, an edition of a night on which some pages could not be
// seen, what cannot be judged without them. What waits stands in cur as it stood in
// prev:
//
//   - a chapter whose page was never seen is left out, for it may be an old one
//     under a new name, or part of one;
//   - so is a chapter whose words stood in one that was not seen, which may have
//     given them away;
//   - a chapter that is gone stays, for its words may be in one that was not seen,
//     unless a new row of the amendments says that it was withdrawn;
//   - so does one that only a page listed that was not seen;
//   - a chapter that lost a passage keeps it while a new one was not seen.
//
// Parts of which a child came or went so are marked as Waits for Compare: the
// numbers in them follow from what is not told yet. Rows of the amendments table
// about any of these, or about a chapter that was not seen, are marked as Held for
// Declare. It is called before Carry, and again whenever cur is read again.
func Hold(prev, cur *normalise.Edition, unseen Unseen) []Held {
	p, c, _ := lineage.Sides(prev, cur)
	h := &holding{prev: p, cur: c, unseen: unseen, dark: map[int]string{}, loose: map[string]bool{}, numbers: map[string]bool{}, about: map[string]bool{}, ended: map[string]bool{}, older: map[string]string{}, renamed: map[string]bool{}}
	dir := declaration.NewDirectory(h.prev, h.cur, declaration.History{}) // of all that was read
	h.readWithdrawn(dir)
	h.leaveOutNew()
	m := h.match()
	if len(m.Blind)+len(h.news)+len(h.held)+len(unseen.Ways) == 0 {
		return nil
	}
	h.judge(m)
	h.mark()
	h.rows(dir)
	cur.ContentSHA256 = normalise.ContentSum(cur)
	return h.held
}

// A holding is the work of one Hold.
type holding struct {
	prev, cur *lineage.Side
	unseen    Unseen
	held      []Held
	news      []string          // pages of new chapters that were not seen
	dark      map[int]string    // newer units that were not seen, with a page of theirs
	loose     map[string]bool   // parents (by ID) whose children came or went, "" for the top
	numbers   map[string]bool   // of chapters that were left out
	about     map[string]bool   // sections, by ID, of which nothing can be said
	ended     map[string]bool   // older chapters, by ID, that a new row says were withdrawn
	older     map[string]string // of chapters that were not seen: either ID -> that of the older one
	renamed   map[string]bool   // of these, by either ID, that bear another title in the contents
}

func pageOf(s *normalise.Section) string {
	page, _, _ := strings.Cut(s.URL, "#")
	return page
}

// blocked tells whether any of some pages may hold what a judgement on the chapter of
// an address hangs on.
func (h *holding) blocked(pages []string, address string) bool {
	return slices.ContainsFunc(pages, func(page string) bool { return h.unseen.blocks(page, address) })
}

func (h *holding) wait(s *normalise.Section, id, why string) {
	h.about[s.ID] = true
	h.held = append(h.held, Held{SectionID: id, URL: s.URL, Title: s.Title, Why: why})
}

// leaveOutNew takes the chapters out of the newer edition whose pages were never
// seen. One that is known by its address, or bears the title of an older chapter
// whose own page is listed no more, is that chapter: its words stand. So do those of one that
// is listed and leads to no page of its own any more, with the address of its older one.
func (h *holding) leaveOutNew() {
	known, listed := pages(h.prev), pages(h.cur)
	olds, news := lineage.UniqueKeys(h.prev, lineage.None(len(h.prev.Ed.Sections)), lineage.TitleKey), lineage.UniqueKeys(h.cur, lineage.None(len(h.cur.Ed.Sections)), lineage.TitleKey)
	p := newPatch(h.prev, h.cur)
	for _, c := range h.cur.Units {
		s, k := h.cur.Sec(c), lineage.TitleKey(h.cur, c)
		if h.cur.Class(c) != 'c' || h.cur.Docs[c].Words > 0 {
			continue
		}
		if twin, named := olds[k]; named && twin >= 0 && news[k] == c && h.leftBehind(twin, listed) {
			p.words[c] = twin
			s.URL = h.prev.Sec(twin).URL
			h.held = append(h.held, Held{SectionID: h.prev.Sec(twin).ID, URL: s.URL, Title: s.Title, Why: "is listed, and does not lead to its page; its words stand as they were", Until: pageOf(s)})
			continue
		}
		if _, dark := h.unseen.Pages[pageOf(s)]; !dark || s.FileSHA != "" {
			continue
		}
		old, is := known[textdiff.FoldAddress(pageOf(s))]
		if twin, named := olds[k]; !is && named && twin >= 0 && news[k] == c {
			_, other := listed[textdiff.FoldAddress(pageOf(h.prev.Sec(twin)))]
			old, is = twin, !other
		}
		switch {
		case is && old >= 0 && h.prev.Docs[old].Words > 0:
			p.words[c] = old
			h.held = append(h.held, Held{SectionID: h.prev.Sec(old).ID, URL: s.URL, Title: s.Title, Why: "could not be seen at its address; its words stand as they were", Until: pageOf(s)})
		case !is && h.unseen.waitedFor(pageOf(s)):
			h.news = append(h.news, pageOf(s))
			h.leaveOut(p, c, "is new in the contents, and its page was not seen yet")
		}
	}
	titles := map[string]bool{}
	for _, u := range h.prev.Units {
		titles[lineage.TitleKey(h.prev, u)] = true
	}
	h.emptied(p, func(c int) bool { return !titles[lineage.TitleKey(h.cur, c)] })
	h.apply(p)
}

// leftBehind reports an older chapter with words whose page was not seen and is listed no more.
func (h *holding) leftBehind(old int, listed map[string]int) bool {
	s := h.prev.Sec(old)
	_, dark := h.unseen.Pages[pageOf(s)]
	_, still := listed[textdiff.FoldAddress(pageOf(s))]
	return dark && !still && s.FileSHA != "" && h.prev.Docs[old].Words > 0
}

// pages returns the unit that each address is the page of, -1 where it is the page of
// several.
func pages(s *lineage.Side) map[string]int {
	out := map[string]int{}
	for _, u := range s.Units {
		page := textdiff.FoldAddress(pageOf(s.Sec(u)))
		if _, several := out[page]; several {
			out[page] = -1
		} else {
			out[page] = u
		}
	}
	return out
}

// leaveOut drops a unit of the newer edition until it can be judged.
func (h *holding) leaveOut(p *patch, c int, why string) {
	s := h.cur.Sec(c)
	h.wait(s, "", why)
	p.drop[c] = true
	h.loose[h.parentID(h.cur, c)] = true
	h.numbers[textdiff.FoldNumber(s.Number)] = true
}

func (h *holding) parentID(s *lineage.Side, i int) string {
	if u := s.Up[i]; u >= 0 {
		return s.Sec(u).ID
	}
	return ""
}

// emptied drops the parts that are new and of which all chapters are left out.
func (h *holding) emptied(p *patch, isNew func(c int) bool) {
	for k := len(h.cur.Units) - 1; k >= 0; k-- {
		c := h.cur.Units[k]
		kids := h.cur.Kids[c]
		if len(kids) > 0 && !p.drop[c] && isNew(c) && !slices.ContainsFunc(kids, func(kid int) bool { return !p.drop[kid] }) {
			h.leaveOut(p, c, "is a new part of the contents without a chapter that can be judged")
		}
	}
}

// apply makes the newer edition what a patch says.
func (h *holding) apply(p *patch) {
	if p.empty() {
		return
	}
	p.apply()
	h.prev, h.cur, _ = lineage.Sides(h.prev.Ed, h.cur.Ed)
}

// match pairs the two trees; a chapter that was not seen may have given away all of
// its words.
func (h *holding) match() *lineage.Match {
	m := &lineage.Match{Prev: h.prev, Cur: h.cur, Blind: map[int]bool{}}
	m.ToPrev, m.ToCur = lineage.None(len(h.cur.Ed.Sections)), lineage.None(len(h.prev.Ed.Sections))
	for i := range h.cur.Ed.Sections {
		if s := h.cur.Sec(i); s.Stale && h.unseen.waitedFor(pageOf(s)) {
			u := h.cur.Home[i]
			m.Blind[u], h.dark[u] = true, pageOf(s)
			h.about[h.cur.Sec(u).ID] = true
		}
	}
	m.Stages()
	for c := range m.Blind {
		if old := m.ToPrev[c]; old >= 0 {
			h.about[h.prev.Sec(old).ID] = true
			for _, id := range []string{h.prev.Sec(old).ID, h.cur.Sec(c).ID} {
				h.older[id], h.renamed[id] = h.prev.Sec(old).ID, lineage.TitleKey(h.prev, old) != lineage.TitleKey(h.cur, c)
			}
		}
	}
	return m
}

// judge decides what came, went and lost words, as far as it can be known.
func (h *holding) judge(m *lineage.Match) {
	p := newPatch(h.prev, h.cur)
	p.m = m
	for _, b := range m.Splits {
		if source := m.ToCur[b.From]; m.Blind[source] && h.unseen.blocks(h.dark[source], h.cur.Sec(b.Into).URL) {
			h.leaveOut(p, b.Into, "is new in the contents, and may be a part of "+compare.Quoted(h.prev.Sec(b.From).Title)+", which could not be seen")
		}
	}
	for _, b := range m.Splits { // made of parts of several: what others gave to it is told with it
		if c := m.ToCur[b.From]; p.drop[b.Into] && !m.Blind[c] {
			h.keepWords(p, b.From, c, "lost a passage to a new chapter, of which more may be elsewhere")
		}
	}
	if len(h.news) > 0 {
		h.lost(p, m)
	}
	h.emptied(p, func(c int) bool { return m.ToPrev[c] < 0 })
	h.withdrawn(p, m)
	h.gone(p, m)
	h.apply(p)
}

// withdrawn keeps a chapter whose number is not in use any more: its words may have
// gone into another chapter.
func (h *holding) withdrawn(p *patch, m *lineage.Match) {
	for _, old := range h.prev.Units {
		c := m.ToCur[old]
		if c < 0 || h.prev.Class(old) != 'c' || h.cur.Class(c) != 'p' || !h.mayGoOn(p, old) {
			continue
		}
		m.ToCur[old], m.ToPrev[c] = -1, -1
		p.drop[c] = true
		h.about[h.cur.Sec(c).ID] = true
	}
}

// gone keeps what the newer edition has not, unless it is known where its words are.
func (h *holding) gone(p *patch, m *lineage.Match) {
	absorbed := map[int]bool{}
	for _, b := range m.Merges {
		if _, stands := p.words[b.Into]; !stands {
			absorbed[b.From] = true
		}
	}
	for k := len(h.prev.Units) - 1; k >= 0; k-- { // chapters before the part they are in
		old := h.prev.Units[k]
		if m.ToCur[old] < 0 && (!absorbed[old] || h.unseenList(old) != "") && h.mayGoOn(p, old) {
			p.keep[old] = true
		}
	}
	h.renamedParts(p, m)
	for _, old := range h.prev.Units {
		if p.keep[old] {
			h.loose[h.parentIn(m, old)] = true
			s, why := h.prev.Sec(old), "is no longer in the contents, and its words may be in a chapter that could not be seen"
			list := h.unseenList(old)
			if list != "" {
				why = "stood in the list of a page that could not be seen"
			}
			h.wait(s, s.ID, why)
			h.held[len(h.held)-1].Until = list
		}
	}
}

// unseenList is the page that could not be seen and alone listed an older unit, or all its chapters;
// "" where there is none.
func (h *holding) unseenList(old int) string {
	kids := h.prev.Kids[old]
	if h.prev.Class(old) != 'g' {
		return h.unseen.Ways[pageOf(h.prev.Sec(old))]
	}
	if len(kids) == 0 || slices.ContainsFunc(kids, func(kid int) bool { return h.unseenList(kid) == "" }) {
		return ""
	}
	return h.unseenList(kids[0])
}

// renamedParts pairs a part that is new with the one that is gone from which most of
// its chapters came, where others of these chapters cannot be judged.
func (h *holding) renamedParts(p *patch, m *lineage.Match) {
	for k := len(h.cur.Units) - 1; k >= 0; k-- {
		c := h.cur.Units[k]
		if m.ToPrev[c] >= 0 || p.drop[c] || h.cur.Class(c) != 'g' {
			continue
		}
		votes, best := map[int]int{}, -1
		for _, kid := range h.cur.Kids[c] {
			if old := m.ToPrev[kid]; old >= 0 && p.keep[h.prev.Up[old]] {
				u := h.prev.Up[old]
				if votes[u]++; best < 0 || votes[u] > votes[best] {
					best = u
				}
			}
		}
		if best >= 0 {
			m.Pair(best, c)
			delete(p.keep, best)
		}
	}
}

// mayGoOn tells whether an older unit without an heir may have one that was not seen.
func (h *holding) mayGoOn(p *patch, old int) bool {
	switch h.prev.Class(old) {
	case 'p':
		return h.numbers[textdiff.FoldNumber(h.prev.Sec(old).Number)]
	case 'g':
		return slices.ContainsFunc(h.prev.Kids[old], func(kid int) bool { return p.keep[kid] })
	case 'c':
		address := h.prev.Sec(old).URL
		if h.ended[h.prev.Sec(old).ID] {
			return false
		}
		return h.unseenList(old) != "" || h.blocked(h.news, address) || h.prev.Docs[old].Words >= lineage.BranchWords && h.blocked(slices.Collect(maps.Values(h.dark)), address)
	}
	return false
}

// parentIn is the ID, in the newer edition, of the parent that an older unit had.
func (h *holding) parentIn(m *lineage.Match, old int) string {
	for u := h.prev.Up[old]; u >= 0; u = h.prev.Up[u] {
		if c := m.ToCur[u]; c >= 0 {
			return h.cur.Sec(c).ID
		}
	}
	return ""
}

// lost lets chapters keep their words that lost a passage: it may be in the new
// chapter that was not seen. What is known to have gone into another one is not lost.
func (h *holding) lost(p *patch, m *lineage.Match) {
	given := map[int][]lineage.Branch{}
	for _, b := range m.Splits {
		given[b.From] = append(given[b.From], b)
	}
	for _, c := range h.cur.Units {
		old := m.ToPrev[c]
		if _, kept := p.words[c]; kept || old < 0 || m.Blind[c] || !h.blocked(h.news, h.cur.Sec(c).URL) || h.cur.Class(c) != 'c' || h.prev.Docs[old].Sum == h.cur.Docs[c].Sum {
			continue
		}
		var elsewhere []textdiff.Line
		for _, b := range given[old] {
			elsewhere = append(elsewhere, h.cur.Docs[b.Into].Lines...)
		}
		now, was := compare.Settle(h.cur.Docs[c].Lines, elsewhere, h.prev.Docs[old].Lines)
		if textdiff.CompareLines(was, now).PassagesGone() < lineage.BranchWords {
			continue
		}
		h.keepWords(p, old, c, "lost a passage, which may be in a new chapter that could not be seen")
		for _, b := range given[old] {
			h.leaveOut(p, b.Into, "is new in the contents, and may be a part of "+compare.Quoted(h.prev.Sec(old).Title)+", of which more may be elsewhere")
		}
	}
}

// keepWords lets a chapter of the newer edition say what it said in the older one.
func (h *holding) keepWords(p *patch, old, c int, why string) {
	p.words[c] = old
	h.about[h.prev.Sec(old).ID] = true
	h.wait(h.cur.Sec(c), h.prev.Sec(old).ID, why)
}

// goesElsewhere are words of a row that leave open where the text of a chapter went.
var goesElsewhere = regexp.MustCompile(`\b(?:replac|supersed|merg|combin|incorporat|consolidat|amalgamat|absorb|moved|transferred|now (?:in|part|covered|included|found)|see|covered|renamed|split)`)

// readWithdrawn notes the chapters of which a new row of the amendments table says that
// they were withdrawn, and nothing else: the board itself tells that their words are
// nowhere, and a page that was not seen cannot say otherwise.
func (h *holding) readWithdrawn(dir *declaration.Directory) {
	for _, a := range declaration.OpenRows(h.prev.Ed, h.cur.Ed) {
		c := declaration.ReadClaim(a.Details, false)
		other := func(k diff.Kind) bool { return k != diff.Removed && k != diff.Retired }
		if !c.Whole || slices.ContainsFunc(c.Kinds, other) || goesElsewhere.MatchString(c.Details) {
			continue
		}
		if named := dir.Find(&a); len(named) > 0 {
			h.ended[named[0].Id] = true
		}
	}
}

// mark tells of the parts of the newer edition whether a child of theirs waits.
func (h *holding) mark() {
	ed := h.cur.Ed
	ed.Waits = h.loose[""]
	for i := range ed.Sections {
		ed.Sections[i].Waits = h.loose[ed.Sections[i].ID]
	}
}

// rows marks the new rows of the amendments table that cannot be held against
// anything yet. One that only says that a chapter was renamed can: the contents show it.
func (h *holding) rows(dir *declaration.Directory) {
	waits := map[int]bool{}
	for _, a := range declaration.OpenRows(h.prev.Ed, h.cur.Ed) {
		named := dir.Find(&a)
		if len(named) == 0 || !h.about[named[0].Id] || h.renamed[named[0].Id] && onlyRenames(&a) {
			continue
		}
		waits[a.Ordinal] = true
		if !slices.ContainsFunc(h.held, func(o Held) bool { return textdiff.FoldText(o.Title) == textdiff.FoldText(a.Chapter) }) {
			h.held = append(h.held, Held{SectionID: h.older[named[0].Id], URL: a.URL, Title: a.Chapter, Why: "has a new row in the list of amendments, and could not be seen", Row: true})
		}
	}
	lives := map[string]bool{}
	for i := range h.cur.Ed.Sections {
		lives[h.cur.Ed.Sections[i].ID] = true
	}
	for i := range h.cur.Ed.Amendments {
		a := &h.cur.Ed.Amendments[i]
		a.Held = waits[a.Ordinal]
		if a.SectionID != "" && !lives[a.SectionID] {
			a.SectionID, a.Reason = "", cmp.Or(a.Reason, "its chapter could not be seen")
		}
	}
}

// onlyRenames reports a row that says that a chapter was renamed, and nothing of its text.
func onlyRenames(a *normalise.Amendment) bool {
	c := declaration.ReadClaim(a.Details, false)
	return c.Whole && len(c.Kinds) == 1 && c.Kinds[0] == diff.Renamed
}

// RowsToJudge reports whether rows of cur were held until the pages that they hang on were
// seen, or are new, and can be judged now.
func RowsToJudge(prev, cur *normalise.Edition) bool { return len(declaration.OpenRows(prev, cur)) > 0 }
