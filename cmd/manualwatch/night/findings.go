package night

import (
	"strings"

	"manualwatch/normalise"
	"manualwatch/out"
)

// codeDeadLink is the code of the finding on an address of which the site says that it is gone.
const codeDeadLink = "dead_link"

// Findings that say why an address gave nothing, and those that say what followed
// for a chapter.
var (
	causes       = map[string]bool{codeNotObserved: true, codeUnreadable: true, codeDeadLink: true, "link_failed": true, "needs_ocr": true}
	consequences = map[string]bool{normalise.CodeStale: true, normalise.CodeUnreached: true, normalise.CodeNoText: true}
)

// oneEach tells of an address once: what followed for its chapter joins the finding
// that says why, and a link that failed is told where its page was not observed.
func oneEach(rows []out.FindingRow) []out.FindingRow {
	why := map[string]int{} // address -> row, codeNotObserved first
	for i, f := range rows {
		if at, known := why[f.URL]; causes[f.Code] && f.URL != "" && (!known || f.Code == codeNotObserved && rows[at].Code != codeNotObserved) {
			why[f.URL] = i
		}
	}
	drop := map[int]bool{}
	for i, f := range rows {
		at, known := why[pageOf(f.URL)]
		switch {
		case !known || at == i:
		case consequences[f.Code] && (rows[at].SectionID == "" || rows[at].SectionID == f.SectionID):
			rows[at].SectionID = f.SectionID
			rows[at].Detail += "; " + f.Detail
			drop[i] = true
		case f.Code == "link_failed" || f.Code == codeDeadLink:
			drop[i] = true
		}
	}
	kept := rows[:0]
	for i, f := range rows {
		if !drop[i] {
			kept = append(kept, f)
		}
	}
	return kept
}

// asBefore tells of addresses that give nothing what followed for their chapters, on a night
// on which nothing was read anew: as it was told when the edition that stands was made.
func asBefore(rows, before []out.FindingRow) {
	for i := range rows {
		f := &rows[i]
		if !causes[f.Code] || f.SectionID != "" {
			continue
		}
		for _, b := range before {
			if b.Code == f.Code && b.URL == f.URL && b.SectionID != "" && strings.HasPrefix(b.Detail, f.Detail+"; ") {
				f.SectionID, f.Detail = b.SectionID, b.Detail
				break
			}
		}
	}
}
