package night

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// ofSite are words of what a site shows in place of a page that was asked for, when it tells of
// itself and its visitor.
var ofSite = regexp.MustCompile(`(?i)\b(?:cookies?|session\s+(?:(?:has|have|is|was)\s+)?(?:expired|ended|timed\s+out)|ended\s+your\s+session|(?:log|sign|logged|signed)\s+in\s+(?:to|again|first)|you\s+(?:are|were|have\s+been)\s+(?:logged|signed)\s+out|captcha|enable\s+javascript)\b`)

// A firstPage is what stands at the page of a chapter of which no words are known.
type firstPage struct {
	url, led string
	doc      *parse.Document
}

// firstStandIns returns the web pages, with the reason, of chapters of which no words are known
// and at which a few words stand that name the chapter nowhere: the same, with the same links, at
// several of them, or what a site says of itself. When a manual is read for the first time nothing
// stood there with which they could be compared.
func (v *visit) firstStandIns(ctx context.Context, m manifest, words map[string]int32, cur *normalise.Edition) (map[string]string, error) {
	titles := firstTitles(cur, words)
	alike := map[string][]firstPage{} // by all that the page says
	for _, p := range m.pages {
		named := titles[p.URL+" "+p.SHA256]
		if len(named) == 0 || p.stale {
			continue
		}
		d, err := v.n.Reader.document(ctx, v.b, p.Capture)
		if errors.Is(err, errArchive) || ctx.Err() != nil {
			return nil, err
		}
		if said := saidBy(d); err == nil && d.IsWebPage() && len(wordsOf(d)) <= mostLoneStandIn && !namesOne(named, said) {
			alike[said+linksOf(d)] = append(alike[said+linksOf(d)], firstPage{p.URL, p.FinalURL, d})
		}
	}
	why := map[string]string{}
	for _, pages := range alike {
		if !standFor(pages) {
			continue
		}
		for _, p := range pages {
			why[p.url] = firstReason(len(pages), p.doc)
		}
	}
	return why, nil
}

// standFor reports whether what some chapters show alike is no text of theirs. A page that
// several addresses lead to may be, and so may a heading over a picture.
func standFor(pages []firstPage) bool {
	said, led := saidBy(pages[0].doc), map[string]bool{}
	for _, p := range pages {
		led[p.led] = true
	}
	switch {
	case ofItself.MatchString(said):
		return false
	case ofSite.MatchString(said):
		return true
	}
	return len(led) > 1 && slices.ContainsFunc(pages[0].doc.Blocks, func(b parse.Block) bool {
		return b.Region == parse.Main && b.Kind != parse.Heading && strings.TrimSpace(b.Text) != ""
	})
}

// saidBy is all that a page says: its titles and its text.
func saidBy(d *parse.Document) string {
	return d.Title + " " + d.Label + " " + strings.Join(wordsOf(d), " ")
}

// linksOf are the addresses that the text of a page leads to.
func linksOf(d *parse.Document) string {
	var links strings.Builder
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main {
			for _, k := range d.Blocks[i].AllLinks() {
				links.WriteString("\n" + k.Href)
			}
		}
	}
	return links.String()
}

func firstReason(pages int, d *parse.Document) string {
	what := beginning(d)
	if len(wordsOf(d)) == 0 {
		what = "“" + d.Title + "”"
	}
	if pages > 1 {
		return fmt.Sprintf("%d pages show one and the same text, which names none of their chapters: %s", pages, what)
	}
	return "a short page without the chapter's title stands in its place: " + what
}

// firstTitles are the titles of the chapters without known words that the contents list at each
// page, by its address and the sum of what was read for them: not of those whose text is in a file
// that the page points to, or in a part of the page.
func firstTitles(cur *normalise.Edition, words map[string]int32) map[string][]string {
	titles := map[string][]string{}
	for i := range cur.Sections {
		if s := &cur.Sections[i]; isChapter(s.Kind) && words[s.URL] == 0 {
			titles[s.URL+" "+s.FileSHA] = append(titles[s.URL+" "+s.FileSHA], wording.Fold(s.Title))
		}
	}
	return titles
}
