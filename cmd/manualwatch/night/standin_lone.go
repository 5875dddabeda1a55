package night

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// mostLoneStandIn is how many words a page has at most that stands in place of one chapter,
// and lessThan how many times as many stood there before: a board that rewrites a chapter
// leaves more than a notice, or its title. shortWord is how many bytes the words of a title have
// at most that stand everywhere.
const (
	mostLoneStandIn = 100
	lessThan        = 3
	shortWord       = 3
)

// loneStandIns adds to why the pages that each show, for a chapter that the contents name as
// they did before, or to which the same link leads though the outline has it no more (in some it
// stands by what its own page says), a few words in which the chapter's title is not: the front page of the
// site, a question about cookies, an apology. Where most chapters show the same a person must look.
func (v *visit) loneStandIns(why map[string]string, replaced []replacedPage, chapters int, cur *normalise.Edition) error {
	named, err := v.namedAsBefore(cur)
	if err != nil {
		return err
	}
	listed, same := listedPages(cur), map[string]int{}
	for _, p := range replaced {
		same[textOf(p.now)]++
		if p.sameWay && !listed[p.url] {
			named[p.url] = v.titlesBefore(cmp.Or(v.later[p.url], p.url))
		}
	}
	for _, p := range replaced {
		if why[p.url] == "" && len(named[p.url]) > 0 && !history.SameTextTooOften(same[textOf(p.now)], chapters) && saysNothingOf(named[p.url], p) {
			why[p.url] = "a short page without the chapter's title stands in its place: " + beginning(p.now)
		}
	}
	return nil
}

// namedAsBefore returns the titles of the chapters of each page that the contents name
// tonight, all as they did in the prior edition, also of those on which they go on; nothing for a
// page with another one.
func (v *visit) namedAsBefore(cur *normalise.Edition) (map[string][]string, error) {
	rows, err := v.outlineBefore()
	if err != nil {
		return nil, err
	}
	before := map[string]bool{}
	for i := range rows {
		before[pageOf(rows[i].URL)+" "+wording.Fold(rows[i].Title)] = true
	}
	named, other := map[string][]string{}, map[string]bool{}
	for i := range cur.Sections {
		s := &cur.Sections[i]
		page, title := pageOf(s.URL), wording.Fold(s.Title)
		switch {
		case page == "" || s.Kind == normalise.KindHeading:
		case before[page+" "+title]:
			named[page] = append(named[page], title)
		default:
			other[page] = true
		}
	}
	for page := range other {
		delete(named, page)
	}
	for page, first := range v.later {
		if len(named[first]) > 0 {
			named[page] = named[first]
		}
	}
	return named, nil
}

// titlesBefore are the titles of the chapters of a page in the prior edition, whose outline was read.
func (v *visit) titlesBefore(page string) []string {
	var titles []string
	for i := range v.outline {
		if s := &v.outline[i]; isChapter(normalise.Kind(s.Kind)) && pageOf(s.URL) == page {
			titles = append(titles, wording.Fold(s.Title))
		}
	}
	return titles
}

// saysNothingOf reports whether a page shrank to a few words that neither name one of its
// chapters nor speak of one, or lost its chapter's title, as people see it, with most of its text.
func saysNothingOf(titles []string, p replacedPage) bool {
	now, before := wordsOf(p.now), wordsOf(p.before)
	text := strings.Join(now, " ")
	if !p.now.IsWebPage() || len(now) == 0 || len(now) > mostLoneStandIn || ofItself.MatchString(text) || namesOne(titles, text) {
		return false
	}
	return len(now)*lessThan <= len(before) && !namesOne(titles, saidBy(p.now)) ||
		lost(before, now)*lessThan >= len(before)*(lessThan-1) && namesOne(titles, textOf(p.before))
}

// namesOne reports a text with more than half of the words of one of some titles.
func namesOne(titles []string, text string) bool {
	shown := map[string]bool{}
	for w := range strings.FieldsSeq(wording.Bare(text)) {
		shown[w] = true
	}
	return slices.ContainsFunc(titles, func(t string) bool { return mostOf(longWords(t), shown) })
}

// longWords are the words of a title, without those that stand everywhere where there are others.
func longWords(title string) []string {
	words := strings.Fields(wording.Bare(title))
	if long := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) <= shortWord }); len(long) > 0 {
		return long
	}
	return words
}

// mostOf reports whether more than half of the words of a title are shown.
func mostOf(title []string, shown map[string]bool) bool {
	n := 0
	for _, w := range title {
		n += wording.BoolInt(shown[w])
	}
	return 2*n > len(title)
}
