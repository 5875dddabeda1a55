package night

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
)

// Why chapters were not observed that the contents list.
const (
	// Excluded is in the reason of one that the register leaves out.
	Excluded = "`exclude` in the register"
	// LeadsNowhere is the reason of one without a link; LeadsElsewhere begins that of one whose
	// link is wrong.
	LeadsNowhere   = "the contents list its chapter without a link to a page"
	LeadsElsewhere = "the contents lead from its chapter to another page"
	// NoneAsked begins the cause of a night on which nobody asked for any of them.
	NoneAsked = "no page of a chapter was asked for"
)

// misled finds the chapters that were not observed because of where the contents lead.
func (v *visit) misled(cur *normalise.Edition, m manifest) (err error) {
	if v.away, err = v.ledAway(cur); err == nil {
		v.astray, err = v.ledAstray(cur, m)
	}
	return err
}

// ledAstray returns the pages of chapters that had words in the prior edition and stand in
// tonight's contents by their titles without words, because the contents lead to their pages no
// more, or nobody asked for them: a slip in the list, or in the register, withdraws nothing. That
// two chapters became one, on a page that changed, or that a chapter has a page of its own that
// was read, is for others to judge, as is what stands at other hosts (see ledAway). Where
// somebody vouched for tonight's manual there are none.
func (v *visit) ledAstray(cur *normalise.Edition, m manifest) ([]archive.Capture, error) {
	if v.prior.EditionID == "" || v.n.Run.Accept {
		return nil, nil
	}
	rows, err := v.outlineBefore()
	if err != nil {
		return nil, err
	}
	words, stood := pageWords(rows), map[string]string{} // the page of each title, "" where two have it
	for i := range rows {
		if isChapter(normalise.Kind(rows[i].Kind)) {
			title := wording.Fold(rows[i].Title)
			_, twice := stood[title]
			stood[title] = pageOf(rows[i].URL)
			if twice {
				stood[title] = ""
			}
		}
	}
	l := v.newListing(cur, m)
	var astray []archive.Capture
	for i := range cur.Sections {
		s := &cur.Sections[i]
		page := stood[wording.Fold(s.Title)]
		if page == "" || words[page] == 0 || !l.wordless[i] || s.OtherManual {
			continue
		}
		if why := l.astray(s, page); why != "" {
			astray = append(astray, archive.Capture{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: page, Permanent: true, Error: why})
			v.chapters = append(v.chapters, pageOfChapter{page, strings.TrimSpace(s.Number + " " + s.Title)}) // to be named by
		}
	}
	return astray, nil
}

// unasked says why the first sight of a manual is none: of all the chapters that its contents list
// at the host of the start page nobody asked for a single page, though nothing kept anybody from
// it. "" where that is not so, or where somebody vouched for it.
func (v *visit) unasked(cur *normalise.Edition) string {
	if v.prior.EditionID != "" || v.n.Run.Accept || v.n.Run.Kind == "import" || !v.res.Complete || len(v.b.Start) == 0 {
		return ""
	}
	l, host := v.newListing(cur, manifest{}), webaddress.Host(v.b.Start[0])
	var left []string
	for i := range cur.Sections {
		s := &cur.Sections[i]
		page := pageOf(s.URL)
		switch {
		case !isChapter(s.Kind) || s.OtherManual:
		case !l.wordless[i] || l.asked[page]:
			return ""
		case webaddress.Host(page) == host && l.notAskedWhy(page) == "":
			left = append(left, page)
		}
	}
	if len(left) < 2 {
		return ""
	}
	return fmt.Sprintf("%s, such as %s: the contents list %d, and the site sets the list where no links are followed", NoneAsked, left[0], len(left))
}

// A listing is what tonight's contents lead to.
type listing struct {
	b        crawl.Board
	wordless map[int]bool   // chapters without words, with all their headings
	listed   map[string]int // how many rows lead to each page
	asked    map[string]bool
	settled  map[string]bool // pages that are as they were, or no chapters at all
}

func (v *visit) newListing(cur *normalise.Edition, m manifest) listing {
	l := listing{b: v.b, wordless: wordlessChapters(cur), listed: map[string]int{}, asked: map[string]bool{}, settled: map[string]bool{}}
	for i := range cur.Sections {
		if s := &cur.Sections[i]; s.Kind != normalise.KindSeeAlso && s.Kind != normalise.KindHeading {
			l.listed[pageOf(s.URL)]++
		}
	}
	for _, c := range v.res.Captures {
		l.asked[c.URL] = true
	}
	before := map[string]string{}
	for _, p := range v.before {
		before[p.URL] = p.SHA256
	}
	for _, p := range m.pages {
		l.settled[p.URL] = before[p.URL] == p.SHA256
	}
	for _, u := range slices.Concat(canonicals(v.b.Start), canonicals(v.b.AmendmentPages())) {
		l.listed[u], l.settled[u] = l.listed[u]+1, true
	}
	return l
}

// wordlessChapters are the chapters, by index, that have no words with all that is below them.
func wordlessChapters(e *normalise.Edition) map[int]bool {
	words := make([]int, len(e.Sections))
	for i := len(e.Sections) - 1; i >= 0; i-- { // what is below stands behind
		words[i] += e.Sections[i].Words
		if up := e.Sections[i].Parent; up >= 0 {
			words[up] += words[i]
		}
	}
	wordless := map[int]bool{}
	for i, n := range words {
		if n == 0 && isChapter(e.Sections[i].Kind) {
			wordless[i] = true
		}
	}
	return wordless
}

// astray says why a chapter without words whose text stood on a page was not observed, "" where
// it was, or others say why.
func (l *listing) astray(s *normalise.Section, page string) string {
	to := pageOf(s.URL)
	switch {
	case to == page:
		if l.asked[page] {
			return ""
		}
		return "it was not asked for" + l.notAskedWhy(page)
	case l.listed[page] > 0: // other chapters stand there
		return ""
	case to == "":
		return LeadsNowhere
	case s.FileSHA == "" && !l.asked[to]:
		if host := webaddress.Host(to); host != "" && host != webaddress.Host(page) {
			return ""
		}
	case l.listed[to] < 2 || !l.settled[to]:
		return ""
	}
	return LeadsElsewhere + ", " + to
}

// notAskedWhy names the register where it is the reason.
func (l *listing) notAskedWhy(page string) string {
	u, err := url.Parse(page)
	for _, prefix := range l.b.Exclude {
		if err == nil && strings.HasPrefix(u.EscapedPath(), prefix) {
			return ": " + Excluded + " names " + prefix
		}
	}
	return ""
}

// astrayWords says how many chapters were not observed because of the list or the register.
func (v *visit) astrayWords() string {
	if len(v.astray) == 0 {
		return ""
	}
	return fmt.Sprintf("; of %d of its chapters the pages were not read, such as %s (%s)", len(v.astray), v.astray[0].URL, v.astray[0].Error)
}
