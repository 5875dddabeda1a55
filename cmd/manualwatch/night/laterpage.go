package night

import (
	"context"
	"errors"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise/layout"
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

// oneSeries reports whether two pages of the prior edition have one title, the second with words.
func (v *visit) oneSeries(ctx context.Context, first, later observed) (bool, error) {
	a, errA := v.n.Reader.document(ctx, v.b, first.Capture)
	b, errB := v.n.Reader.document(ctx, v.b, later.Capture)
	if err := errors.Join(errA, errB); err != nil {
		if ctx.Err() != nil {
			return false, err
		}
		return false, ignoreUnread(err)
	}
	return a.IsWebPage() && b.IsWebPage() && layout.SameSeries(a, b) && len(wordsOf(b)) > 0, nil
}

// withLater are words by page, with some for the pages on which chapters go on.
func (v *visit) withLater(words map[string]int32) map[string]int32 {
	for page := range v.later {
		words[page] = 1
	}
	return words
}

// laterGone returns the pages on which chapters go on and of which the site says that they are gone,
// though a page of the chapter turns to them.
func (v *visit) laterGone() []archive.Capture {
	var gone []archive.Capture
	for _, c := range v.res.Captures {
		if !c.OK() && crawl.Gone(&c) && v.later[c.URL] != "" {
			gone = append(gone, c)
		}
	}
	return gone
}
