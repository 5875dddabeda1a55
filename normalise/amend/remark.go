package amend

import (
	"cmp"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// leastRemarks is how many chapters of a list must be told to have changed by remarks in it.
const leastRemarks = 2

// dayOfRemark ends a remark on a chapter that tells when it was changed: "Please note that this
// replaces the earlier guidance (updated September 2021)."
var dayOfRemark = pattern.New(`(?i)[(\[]\s*(?:last\s+)?(?:updated|amended|revised|published|added|new)\s*:?\s*(?:on\s+|in\s+)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*[)\]]\.?\s*$`)

// remarks are the remarks by which a list of contents tells, below the heading of a chapter and its
// link, that it was changed, each behind that heading and the day that it tells; nil if hardly a
// chapter has one.
func remarks(d *parse.Document) []parse.Block {
	var out []parse.Block
	head, n := -1, 0
	for i := range d.Blocks {
		b := d.Blocks[i]
		switch {
		case b.Region != parse.Main:
		case b.Kind == parse.Heading:
			head = i
		case b.Kind == parse.Paragraph && len(b.Links) == 0 && head >= 0 && d.Blocks[head].Level > 1:
			if day := dayOfRemark.FindStringSubmatch(b.Text); day != nil {
				said := strings.TrimSpace(b.Text[:len(b.Text)-len(day[0])])
				b.Text, b.Lead, b.Seams = day[1]+": "+cmp.Or(said, b.Text), 0, nil
				out, n = append(out, d.Blocks[head], b), n+1
			}
		}
	}
	if n < leastRemarks {
		return nil
	}
	return out
}
