package night

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// NotNamed ends the reason why a chapter was not observed whose address is one of a host that is
// not read for the board.
const NotNamed = ", which `hosts` in the register does not name"

// ledAway returns the pages of chapters that had words in the prior edition and to which tonight's
// contents lead at a host that is not read for the board: where a site begins to keep its files
// elsewhere nothing was withdrawn. Somebody who vouches for tonight's manual says that they are
// another board's now.
func (v *visit) ledAway(cur *normalise.Edition) ([]archive.Capture, error) {
	if v.prior.EditionID == "" || v.n.Run.Accept {
		return nil, nil
	}
	unread := map[string]bool{}
	for _, f := range cur.Findings {
		if f.Code == normalise.CodeUnreached && strings.HasSuffix(f.Detail, normalise.NoneOfItsHosts) {
			unread[f.SectionID] = true
		}
	}
	if len(unread) == 0 {
		return nil, nil
	}
	rows, err := v.outlineBefore()
	if err != nil {
		return nil, err
	}
	words, wordless := pageWords(rows), wordlessPages(cur)
	byTitle := unlistedByTitle(rows, words, listedPages(cur))
	var away []archive.Capture
	for i := range cur.Sections {
		s := &cur.Sections[i]
		page := pageOf(s.URL)
		if unread[s.ID] && wordless[page] && max(words[page], byTitle[wording.Fold(s.Title)]) > 0 {
			away = append(away, archive.Capture{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: page, Permanent: true,
				Error: "it stands at " + webaddress.Host(page) + NotNamed})
		}
	}
	return away, nil
}

// unlistedByTitle counts the words that chapters had whose pages are listed no more, by the title
// in folded form; none where two have the same.
func unlistedByTitle(rows []out.SectionRow, words map[string]int32, listed map[string]bool) map[string]int32 {
	by := map[string]int32{}
	for i := range rows {
		page, title := pageOf(rows[i].URL), wording.Fold(rows[i].Title)
		if !isChapter(normalise.Kind(rows[i].Kind)) || listed[page] {
			continue
		}
		if _, twice := by[title]; twice {
			by[title] = 0
			continue
		}
		by[title] = words[page]
	}
	return by
}

// awayWords names the hosts at which chapters stand that were not observed for it, "" for none.
func awayWords(away []archive.Capture) string {
	if len(away) == 0 {
		return ""
	}
	var hosts []string
	for _, c := range away {
		if h := webaddress.Host(c.URL); !slices.Contains(hosts, h) {
			hosts = append(hosts, h)
		}
	}
	slices.Sort(hosts)
	return fmt.Sprintf("; %d of its chapters stand at %s%s", len(away), strings.Join(hosts, ", "), NotNamed)
}
