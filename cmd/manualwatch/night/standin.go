package night

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// A site can show something else at the address of a chapter and say that all is well: a
// question about cookies, an apology, its front page, a notice in place of a file. No list
// of words knows them all; what tells them is what stood there before.

// mostStandIn is how many words a page has at most that stands in place of several.
const mostStandIn = 250

// A replacedPage is a page of the prior edition at whose address other bytes stand tonight.
type replacedPage struct {
	url            string
	before, now    *parse.Document // before is nil for a page at a new address
	ledBefore, led string          // where the address led, see [archive.Capture.FinalURL]
	had            int             // words of the chapter before, of a page at a new address
	sameWay        bool            // the same link of the same page leads to it as before
}

// standIns returns the addresses, with the reason, at which tonight something stands that
// cannot be the text of a chapter, see [visit.firstStandIns], or of what stood there when the
// manual was last read: the page of another
// chapter, what a list of amendments gave way to, one and the same short page at several of them, a web page at that of a file, the
// beginning of a chapter that goes on at a page that was not read, a few words that say nothing of
// the chapter, or what could be read in part or not at all; likewise on the pages on which it goes on. Where somebody vouched for tonight's
// manual there are none.
func (v *visit) standIns(ctx context.Context, m manifest, cur *normalise.Edition) (map[string]string, error) {
	if v.n.Run.Accept {
		return nil, nil
	}
	if v.prior.EditionID == "" {
		return v.firstStandIns(ctx, m, nil, cur)
	}
	words, err := v.wordsBefore()
	if err != nil {
		return nil, err
	}
	first, err := v.firstStandIns(ctx, m, words, cur)
	if err != nil {
		return nil, err
	}
	if err := v.findLater(ctx, m, words); err != nil {
		return nil, err
	}
	words = v.withLater(words)
	replaced, chapters, err := v.replacedPages(ctx, m, func(page string) bool { return words[page] > 0 })
	if err != nil {
		return nil, err
	}
	own := v.ownPages(m, words)
	lists, err := v.lostLists(ctx, m, own, cur)
	if err != nil {
		return nil, err
	}
	why := ledElsewhere(replaced, own, cur)
	if history.MostLost(len(why), chapters) {
		clear(why) // a person must look
	}
	if err := v.copiesOf(ctx, why, m, words, replaced, chapters, cur); err != nil {
		return nil, err
	}
	replaced = slices.DeleteFunc(replaced, func(p replacedPage) bool { return why[p.url] != "" })
	sameTexts(why, replaced, chapters)
	cutShort(why, replaced, cur)
	if err := v.loneStandIns(why, replaced, chapters, cur); err != nil {
		return nil, err
	}
	if err := v.newStandIns(ctx, why, m, replaced, cur); err != nil {
		return nil, err
	}
	moved, err := v.movedPages(ctx, m, words, cur)
	if err != nil {
		return nil, err
	}
	halfRead(why, append(replaced, moved...), cur, chapters, v.later)
	maps.Copy(why, first)
	maps.Copy(why, lists)
	maps.Copy(why, v.newAtStart(m, cur))
	return why, nil
}

// sameTexts adds web pages at the addresses of files, and pages that several addresses show.
func sameTexts(why map[string]string, replaced []replacedPage, chapters int) {
	alike := map[string][]replacedPage{} // by text
	for _, p := range replaced {
		if p.before.IsFile() && p.now.IsWebPage() && (isFileName(p.url) || len(wordsOf(p.now))*2 < len(wordsOf(p.before))) {
			why[p.url] = "a web page stands at the address of a file: " + beginning(p.now)
		}
		if words := wordsOf(p.now); len(words) > 0 && len(words) <= mostStandIn {
			text := strings.Join(withoutMarks(words), " ")
			alike[text] = append(alike[text], p)
		}
	}
	for text, pages := range alike {
		if !cannotBeTheirs(text, pages) || history.SameTextTooOften(len(pages), chapters) {
			continue
		}
		for _, p := range pages {
			why[p.url] = fmt.Sprintf("%d pages show one and the same text, which they did not before: %s", len(pages), beginning(p.now))
		}
	}
}

// cutShort adds the pages of chapters that go on, as they did not before, on a page that was not
// read: what is missing may stand there.
func cutShort(why map[string]string, replaced []replacedPage, cur *normalise.Edition) {
	for i := range cur.Sections {
		s := &cur.Sections[i]
		for _, p := range replaced {
			if s.Unread != "" && p.url == pageOf(s.URL) && why[p.url] == "" && !leadsTo(p.before, s.Unread) {
				why[p.url] = "the chapter goes on at a page that was not read: " + s.Unread
			}
		}
	}
}

func leadsTo(d *parse.Document, address string) bool {
	return d.Next == address || slices.ContainsFunc(d.Blocks, func(b parse.Block) bool {
		return slices.ContainsFunc(b.AllLinks(), func(k parse.Link) bool { return k.Href == address })
	})
}

// replacedPages returns the pages of a kind in the prior edition that have other bytes
// tonight, both readings of each, and how many of that kind there were. What cannot be
// read is not among them.
func (v *visit) replacedPages(ctx context.Context, m manifest, is func(page string) bool) (pages []replacedPage, all int, err error) {
	old := map[string]observed{}
	for _, p := range v.before {
		if is(p.URL) {
			old[p.URL] = p
		}
	}
	for _, p := range m.pages {
		before, had := old[p.URL]
		if !had || p.stale || p.SHA256 == before.SHA256 {
			continue
		}
		r := replacedPage{url: p.URL, led: p.FinalURL, ledBefore: before.FinalURL, sameWay: p.From != "" && p.From == before.From && p.Title == before.Title}
		var errNow, errBefore error
		r.now, errNow = v.n.Reader.document(ctx, v.b, p.Capture)
		r.before, errBefore = v.n.Reader.document(ctx, v.b, before.Capture)
		if err := errors.Join(errNow, errBefore); errors.Is(err, errArchive) || ctx.Err() != nil {
			return nil, 0, err
		} else if err == nil {
			pages = append(pages, r)
		}
	}
	return pages, len(old), nil
}

// ofItself are the words with which a board speaks of a chapter and not of a page of its
// site: the same notice in place of several chapters is what they say now.
var ofItself = regexp.MustCompile(`(?i)\bth(?:is|ese) (?:chapter|section|procedure|protocol|policy|guidance|guideline|pathway)s?\b`)

// cannotBeTheirs reports whether several pages that had texts of their own, each another,
// cannot all have come to be one text.
func cannotBeTheirs(text string, pages []replacedPage) bool {
	if len(pages) < 2 || ofItself.MatchString(text) {
		return false
	}
	before := map[string]bool{text: true}
	for _, p := range pages {
		words := strings.Join(withoutMarks(wordsOf(p.before)), " ")
		if before[words] {
			return false
		}
		before[words] = true
	}
	return true
}

// longMark is how many bytes such a word has at least by which a server tells its answers apart, a
// number of the request or the time.
const longMark = 8

// withoutMarks are words with the same one for each of those.
func withoutMarks(words []string) []string {
	out := slices.Clone(words)
	for i, w := range out {
		if len(w) >= longMark && strings.ContainsAny(w, "0123456789") {
			out[i] = "0"
		}
	}
	return out
}

// isFileName reports an address that ends as those of files do.
func isFileName(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	return slices.Contains([]string{".pdf", ".doc", ".docx", ".odt"}, strings.ToLower(path.Ext(address)))
}

// wordsOf returns the words of a document's text.
func wordsOf(d *parse.Document) []string {
	var words []string
	for _, b := range parse.InMain(d.Blocks) {
		words = append(words, strings.Fields(b.Text)...)
		for _, c := range b.Cells {
			words = append(words, strings.Fields(c.Text)...)
		}
	}
	return words
}

// beginning quotes the first words of a document, so that a person sees what stands there.
func beginning(d *parse.Document) string {
	const most = 12
	words := wordsOf(d)
	if len(words) == 0 {
		return "no words"
	}
	if len(words) > most {
		words = append(slices.Clone(words[:most]), "…")
	}
	return "“" + strings.Join(words, " ") + "”"
}
