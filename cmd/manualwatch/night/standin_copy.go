package night

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A cache that mixes up its answers shows the page of one chapter, or the start page, at the
// address of another one, and nothing but what stands at both tells so.

// CopyOf begins the reason of such a page.
const CopyOf = "the page of another address stands in its place"

// shownAt is a page of tonight's and its text.
type shownAt struct {
	url   string
	stood bool // it is a start page, or says most of what it said before
}

// copiesOf adds the pages of chapters that the contents name as they did, or to which the same
// link leads (two pages with the same bytes are one in the outline), and at which, word for word, the page of another chapter or a start page stands, as it did not before. A chapter that
// took in another one says what that said.
func (v *visit) copiesOf(ctx context.Context, why map[string]string, m manifest, words map[string]int32, replaced []replacedPage, chapters int, cur *normalise.Edition) error {
	if len(replaced) == 0 {
		return nil
	}
	named, err := v.namedAsBefore(cur)
	if err != nil {
		return err
	}
	shown, err := v.texts(ctx, m, words, replaced)
	if err != nil {
		return err
	}
	copies := map[string]string{}
	for _, p := range replaced {
		if why[p.url] != "" || len(named[p.url]) == 0 && !p.sameWay || v.later[p.url] == "" && !lostMuch(p) {
			continue
		}
		of := append(slices.Clone(shown[textOf(p.now)]), shown[p.now.SHA256]...)
		if i := slices.IndexFunc(of, func(s shownAt) bool { return s.stood && s.url != p.url }); i >= 0 {
			copies[p.url] = fmt.Sprintf("%s, %s: %s", CopyOf, of[i].url, beginning(p.now))
		}
	}
	if history.MostLost(len(copies), chapters) {
		return nil // a person must look
	}
	maps.Copy(why, copies)
	return nil
}

// texts returns the pages of chapters with words, and the start pages, by what they say tonight, and by
// their bytes, for a link to the page itself may be no text of it; the start pages also by what they
// said before, for a cache keeps that.
func (v *visit) texts(ctx context.Context, m manifest, words map[string]int32, replaced []replacedPage) (map[string][]shownAt, error) {
	moved := map[string]bool{} // says something else than before
	for _, p := range replaced {
		moved[p.url] = lostMuch(p)
	}
	starts, shown := canonicals(v.b.Start), map[string][]shownAt{}
	isStart := func(p observed) bool { return slices.Contains(starts, p.URL) }
	old := slices.DeleteFunc(slices.Clone(v.before), func(p observed) bool { return !isStart(p) })
	for i, p := range slices.Concat(m.pages, old) {
		start := isStart(p)
		if p.stale && i < len(m.pages) || !start && words[p.URL] == 0 {
			continue
		}
		d, err := v.n.Reader.document(ctx, v.b, p.Capture)
		if errors.Is(err, errArchive) || ctx.Err() != nil {
			return nil, err
		}
		if err != nil {
			continue
		}
		if text := textOf(d); text != "" {
			at := shownAt{p.URL, start || !moved[p.URL]}
			shown[text], shown[d.SHA256] = append(shown[text], at), append(shown[d.SHA256], at)
		}
	}
	return shown, nil
}

func textOf(d *parse.Document) string { return strings.Join(wordsOf(d), " ") }

// lostMuch reports a page that says a third and more of what it said no more.
func lostMuch(p replacedPage) bool {
	before := wordsOf(p.before)
	return lost(before, wordsOf(p.now))*3 > len(before)
}

// newStandIns adds the pages of chapters at addresses that were not read before and that show, word
// for word, what stands in place of others tonight.
func (v *visit) newStandIns(ctx context.Context, why map[string]string, m manifest, replaced []replacedPage, cur *normalise.Edition) error {
	texts := map[string]string{} // with the reason
	for _, p := range replaced {
		if words := wordsOf(p.now); why[p.url] != "" && len(words) > 0 && len(words) <= mostStandIn {
			texts[strings.Join(withoutMarks(words), " ")] = why[p.url]
		}
	}
	if len(texts) == 0 {
		return nil
	}
	known, chapter := byAddress(v.before), map[string]bool{}
	for _, c := range pagesOfChapters(cur) {
		chapter[c.page] = true
	}
	for _, p := range m.pages {
		if _, had := known[p.URL]; had || p.stale || !chapter[p.URL] {
			continue
		}
		d, err := v.n.Reader.document(ctx, v.b, p.Capture)
		if errors.Is(err, errArchive) || ctx.Err() != nil {
			return err
		}
		if err != nil {
			continue
		}
		if reason := texts[strings.Join(withoutMarks(wordsOf(d)), " ")]; reason != "" {
			why[p.URL] = reason
		}
	}
	return nil
}

// newAtStart returns the pages of chapters that are new in the contents, with the reason, whose
// addresses lead to a start page, or the front page of its site, or show it: what stands there is
// no text of theirs.
func (v *visit) newAtStart(m manifest, cur *normalise.Edition) map[string]string {
	starts, sums, known := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, u := range canonicals(v.b.Start) {
		starts[webaddress.Key(u)] = true
		if front, err := url.Parse(u); err == nil {
			starts[webaddress.Key(front.Scheme+"://"+front.Host+"/")] = true
		}
	}
	for _, p := range m.pages {
		if starts[webaddress.Key(p.URL)] && !p.stale {
			starts[webaddress.Key(p.FinalURL)], sums[p.SHA256] = true, true
		}
	}
	for _, p := range v.before {
		known[p.URL] = true
	}
	why := map[string]string{}
	for _, p := range m.pages {
		if known[p.URL] || starts[webaddress.Key(p.URL)] || !leadsBy(p, starts) && !sums[p.SHA256] {
			continue
		}
		if slices.ContainsFunc(cur.Sections, func(s normalise.Section) bool { return isRowOf(&s, p, starts) }) {
			why[p.URL] = LedTo + "the contents: " + p.FinalURL
		}
	}
	return why
}

// leadsBy reports whether an address led to one of some others, or on by way of one.
func leadsBy(p observed, others map[string]bool) bool {
	return slices.ContainsFunc(slices.Concat([]string{p.FinalURL, p.Location}, p.Redirects), func(u string) bool {
		return u != "" && others[webaddress.Key(u)]
	})
}

// isRowOf reports a row of the contents that led to a page; one that leads on to a start page
// may be known by its title alone.
func isRowOf(s *normalise.Section, p observed, starts map[string]bool) bool {
	if s.Kind == normalise.KindHeading || s.Kind == normalise.KindSeeAlso {
		return false
	}
	page, title := pageOf(s.URL), wording.Fold(s.Title)
	return page == p.URL || (page == "" || starts[webaddress.Key(page)]) && title != "" && strings.HasSuffix(" "+wording.Fold(p.Title), " "+title)
}
