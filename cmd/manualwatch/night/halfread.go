package night

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// What could not be read is not observed: a page of a PDF that is a picture now, or is damaged,
// a file that is cut, a page of the site around nothing. What stood there before stands.

// fewWords is how many words may be lost beside what cannot be read: a cover, a signature.
const fewWords = 12

// Findings of a document of which only the beginning was read, and of one that something broken
// was left out of.
var (
	cutCodes     = map[string]bool{"file_too_large": true, "pdf_too_large": true, parse.FindingCut: true}
	damagedCodes = map[string]bool{"file_damaged": true, "pdf_damaged": true}
)

// halfRead adds the pages of which less can be read than before, and those of chapters that gave
// no words at all, or none but the names of chapter and parts; of several chapters that are one and the same document now, one has them; later are pages
// on which chapters go on, with the first ones. Where most chapters have none a person must look: see [history.Shrunk].
func halfRead(why map[string]string, replaced []replacedPage, cur *normalise.Edition, chapters int, later map[string]string) {
	var empty []replacedPage
	wordless, names, copies := wordlessPages(cur), namesOf(cur), map[string]int{}
	for _, p := range replaced {
		copies[p.now.SHA256]++
	}
	for _, p := range replaced {
		switch reason := readLess(p); {
		case why[p.url] != "":
		case reason != "":
			why[p.url] = reason
		case printedTwice(p):
			why[p.url] = "the text of the chapter stands on its page twice: " + beginning(p.now)
		case (wordless[p.url] || later[p.url] != "" && len(wordsOf(p.now)) == 0 || onlyNames(wordsOf(p.now), names[cmp.Or(later[p.url], p.url)])) && (copies[p.now.SHA256] == 1 || len(wordsOf(p.now)) == 0):
			empty = append(empty, p)
		}
	}
	if history.MostLost(len(empty), chapters) {
		return
	}
	for _, p := range empty {
		why[p.url] = "no text of the chapter stands on its page: " + beginning(p.now)
	}
}

// namesOf are the words, of each page, in the titles of its chapters and of what they stand in.
func namesOf(cur *normalise.Edition) map[string]map[string]bool {
	names := map[string]map[string]bool{}
	for i := range cur.Sections {
		page := pageOf(cur.Sections[i].URL)
		if !isChapter(cur.Sections[i].Kind) {
			continue
		}
		if names[page] == nil {
			names[page] = map[string]bool{}
		}
		for at := i; at >= 0; at = cur.Sections[at].Parent {
			for w := range strings.FieldsSeq(wording.Bare(cur.Sections[at].Number + " " + cur.Sections[at].Title)) {
				names[page][w] = true
			}
		}
	}
	return names
}

// onlyNames reports a text of nothing but some words, as the trail to a page is.
func onlyNames(text []string, names map[string]bool) bool {
	bare := strings.Fields(wording.Bare(strings.Join(text, " ")))
	return len(bare) > 0 && !slices.ContainsFunc(bare, func(w string) bool { return !names[w] })
}

// wordlessPages are the pages of chapters that have no words tonight, with all their headings.
func wordlessPages(cur *normalise.Edition) map[string]bool {
	chapter, words := map[string]bool{}, map[string]int{}
	for i := range cur.Sections {
		s := &cur.Sections[i]
		words[pageOf(s.URL)] += s.Words
		if isChapter(s.Kind) {
			chapter[pageOf(s.URL)] = true
		}
	}
	for page, n := range words {
		if n > 0 {
			delete(chapter, page)
		}
	}
	return chapter
}

// readLess says in words why a document is read less far than the one before, "" if it is not, or
// if next to nothing of the text went with it.
func readLess(p replacedPage) string {
	now := len(wordsOf(p.now))
	less, before, unread := p.had-now, p.had, 0 // of a page at a new address
	if p.before != nil {
		words := wordsOf(p.before)
		less, before, unread = lost(words, wordsOf(p.now)), len(words), p.before.Unread
	}
	switch cut, damage := newDoubt(p, cutCodes), newDoubt(p, damagedCodes); {
	case cut != "":
		return "only the beginning was read: " + cut
	case p.now.Unread > unread && less > fewWords:
		return p.now.UnreadWhy()
	case damage != "" && now+fewWords < before:
		return "it is damaged and was read in part: " + damage
	}
	return ""
}

// printedTwice reports a page on which nearly all that was said before stands two times: what heads
// the text, its title and a list of its parts, may stand there once.
func printedTwice(p replacedPage) bool {
	if p.before == nil {
		return false
	}
	before := wordsOf(p.before)
	return len(before) > mostLoneStandIn && lost(slices.Concat(before, before), wordsOf(p.now))*10 <= len(before)
}

// newDoubt is the detail of a finding with one of some codes, "" where there is none or the
// document before had one.
func newDoubt(p replacedPage, codes map[string]bool) string {
	coded := func(f parse.Finding) bool { return codes[f.Code] }
	i := slices.IndexFunc(p.now.Findings, coded)
	if i < 0 || p.before != nil && slices.ContainsFunc(p.before.Findings, coded) {
		return ""
	}
	return p.now.Findings[i].Detail
}

// lost counts the words that a text has no more.
func lost(before, now []string) int {
	left := map[string]int{}
	for _, w := range now {
		left[w]++
	}
	n := 0
	for _, w := range before {
		if left[w]--; left[w] < 0 {
			n++
		}
	}
	return n
}

// movedPages returns the pages of chapters that stand at addresses that were not read before, and
// had words in the prior edition: at another address, which is listed no more, or at this one,
// where they stand since the night on which it could not be read.
func (v *visit) movedPages(ctx context.Context, m manifest, words map[string]int32, cur *normalise.Edition) ([]replacedPage, error) {
	rows, err := v.outlineBefore()
	if err != nil {
		return nil, err
	}
	hadBy := unlistedByTitle(rows, words, listedPages(cur))
	unknown := map[string]observed{}
	for _, p := range m.pages {
		unknown[p.URL] = p
	}
	for _, p := range v.before {
		delete(unknown, p.URL)
	}
	var moved []replacedPage
	for i := range cur.Sections {
		s := &cur.Sections[i]
		p, is := unknown[pageOf(s.URL)]
		had := max(words[p.URL], hadBy[wording.Fold(s.Title)])
		if !is || had == 0 || !isChapter(s.Kind) {
			continue
		}
		doc, err := v.n.Reader.document(ctx, v.b, p.Capture)
		if errors.Is(err, errArchive) || ctx.Err() != nil {
			return nil, err
		} else if err == nil {
			moved = append(moved, replacedPage{url: p.URL, now: doc, had: int(had)})
		}
	}
	return moved, nil
}

func isChapter(k normalise.Kind) bool {
	return k == normalise.KindChapter || k == normalise.KindAppendix
}
