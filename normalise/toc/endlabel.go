package toc

import (
	"strings"

	"manualwatch/normalise/wording"
)

// leastEndLabels is how many rows a label ends at least.
const leastEndLabels = 2

// dropEndLabels takes off the titles of rows what several of them end with and the titles of their
// pages do not, written on without a space: a badge within the link, "VisitsOverview". Behind a space
// it may be a word of the title that the page leaves out.
func (r *rowReader) dropEndLabels() {
	ends := make(map[string][]int)
	for i := range r.rows {
		if end := r.endLabel(&r.rows[i]); end != "" {
			ends[end] = append(ends[end], i)
		}
	}
	for end, at := range ends {
		if len(at) < leastEndLabels {
			continue
		}
		for _, i := range at {
			r.rows[i].Title = strings.TrimSuffix(r.rows[i].Title, end)
		}
	}
}

// mostEndLabel is how many words a badge has at most.
const mostEndLabel = 2

// endLabel is what the title of a row has right behind the whole title of the page that it leads to,
// "" if nothing or more than a badge has.
func (r *rowReader) endLabel(rw *Row) string {
	if rw.Target < 0 {
		return ""
	}
	page := r.site.Input.Pages[rw.Target].Document
	label, ok := strings.CutPrefix(rw.Title, wording.Squeeze(page.Title))
	if !ok || page.Title == "" || page.IsFile() || !wording.StartsUpper(label) || wording.CountWords(label) > mostEndLabel {
		return ""
	}
	return label
}
