package night

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise/layout"
	"manualwatch/out"
)

// A chapter can stand on several pages, of which the contents list the first; what the others say
// counts as said there. What stands in place of one of them is judged as on the first one.

// mostPages bounds how many pages are turned back to the first one of a chapter.
const mostPages = 100

// findLater notes the pages, of those that are otherwise tonight or gone, on which chapters of the
// prior edition went on, with the first page of each; words are those of the first pages.
func (v *visit) findLater(ctx context.Context, m manifest, words map[string]int32) error {
	v.later = map[string]string{}
	before, gone := byAddress(v.before), map[string]bool{}
	for i := range v.res.Captures {
		c := &v.res.Captures[i]
		gone[c.URL] = !c.OK() && crawl.Gone(c)
	}
	for _, p := range m.pages {
		was, had := before[p.URL]
		if !had || words[p.URL] > 0 || was.From == "" || p.SHA256 == was.SHA256 && !gone[p.URL] {
			continue
		}
		first, found := turnedBack(was, before, words)
		if !found {
			continue
		}
		same, err := v.oneSeries(ctx, first, was)
		if err != nil {
			return err
		}
		if same {
			v.later[p.URL] = first.URL
		}
	}
	return nil
}

// wentOn is in the finding on a page of which it is believed that it is gone, on the night on which it
// first is: what the manual of that night was read from is known by it.
const wentOn = "; a chapter went on there"

// noteLaterGone returns the pages on which chapters went on and of which it is believed that they
// are gone, and says so in the findings.
func (v *visit) noteLaterGone() map[string]bool {
	gone := map[string]bool{}
	for _, c := range v.res.Captures {
		if v.later[c.URL] == "" || !v.goneForGood[c.URL] {
			continue
		}
		gone[c.URL] = true
		at := slices.IndexFunc(v.tables.Findings, func(f out.FindingRow) bool { return f.URL == c.URL && f.Code == codeDeadLink })
		if at < 0 {
			v.finding(c.URL, codeDeadLink, c.Error)
			at = len(v.tables.Findings) - 1
		}
		v.tables.Findings[at].Detail += wentOn
	}
	return gone
}

// laterBelieved are the pages on which chapters went on and of which a run believed that they are gone.
func (n *Night) laterBelieved(board, runID string) (map[string]bool, error) {
	dead, err := n.findingsOf(board, runID, codeDeadLink)
	gone := map[string]bool{}
	for page, detail := range dead {
		if strings.Contains(detail, wentOn) {
			gone[page] = true
		}
	}
	return gone, err
}

// dropLater takes out pages on which chapters went on, with those behind them that nobody could ask
// for, and reports whether there was one.
func (m *manifest) dropLater(gone map[string]bool) bool {
	all, left := len(m.pages), maps.Clone(gone)
	for before := -1; len(m.pages) != before; {
		before = len(m.pages)
		m.pages = slices.DeleteFunc(slices.Clone(m.pages), func(p observed) bool {
			drop := p.stale && (left[p.URL] || left[p.From])
			left[p.URL] = left[p.URL] || drop
			return drop
		})
	}
	return len(m.pages) < all
}

// turnedBack follows the ways that led to a page back to one with words.
func turnedBack(p observed, before map[string]observed, words map[string]int32) (first observed, found bool) {
	for range mostPages {
		from, known := before[p.From]
		if !known || words[from.URL] > 0 {
			return from, known
		}
		p = from
	}
	return p, false
}

// oneSeries reports whether two pages of the prior edition have one title, the second with words of
// its own: the page for printing says what the page says.
func (v *visit) oneSeries(ctx context.Context, first, later observed) (bool, error) {
	a, errA := v.n.Reader.document(ctx, v.b, first.Capture)
	b, errB := v.n.Reader.document(ctx, v.b, later.Capture)
	if err := errors.Join(errA, errB); err != nil {
		if ctx.Err() != nil {
			return false, err
		}
		return false, ignoreUnread(err)
	}
	return a.IsWebPage() && b.IsWebPage() && layout.SameSeries(a, b) && len(wordsOf(b)) > 0 && textOf(a) != textOf(b), nil
}

// withLater are words by page, with some for the pages on which chapters go on.
func (v *visit) withLater(words map[string]int32) map[string]int32 {
	for page := range v.later {
		words[page] = 1
	}
	return words
}

// laterGone returns the pages on which chapters go on and of which the site says that they are gone,
// though a page of the chapter turns to them. Not those of which it is believed.
func (v *visit) laterGone() []archive.Capture {
	var gone []archive.Capture
	for _, c := range v.res.Captures {
		if !c.OK() && crawl.Gone(&c) && v.later[c.URL] != "" && !v.goneForGood[c.URL] {
			gone = append(gone, c)
		}
	}
	return gone
}
