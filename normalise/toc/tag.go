package toc

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

const (
	leastTagged = 6 // entries of a list with tags, at least
	longestTag  = 8 // words
)

// dayOfTag is the day that stands in front of a tag, "(March 2023) – CYSUR".
var dayOfTag = pattern.New(`(?i)^\(` + dates.DatePhrase + `\)`)

// tagOf is what stands behind a link without the day and the sign in front of it.
func tagOf(suffix string) string {
	tag := strings.TrimSpace(suffix)
	tag = dayOfTag.Cut(tag)
	return strings.TrimLeft(tag, " –—-|\u00a0")
}

// tagsBehind are the words behind the links of a list that say under what each entry is filed, as
// those of an index by letters do: nearly all entries have such words, and few entries others
// than those before them. Of the letters of a few bodies, "– CYSUR", which say whose an entry is,
// half of the entries are enough.
func tagsBehind(d *parse.Document, region parse.Region) map[string]bool {
	entries, tagged, bodies := 0, 0, 0
	tags, names := make(map[string]bool), make(map[string]bool)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != region || len(b.Links) != 1 || b.Links[0].Start > 0 || b.Links[0].End == 0 {
			continue
		}
		entries++
		tag := tagOf(b.Text[b.Links[0].End:])
		if tag == "" || wording.CountWords(tag) > longestTag || strings.ContainsAny(tag, "0123456789.,:;()\n") || tag[0] < 'A' || tag[0] > 'Z' {
			continue
		}
		tagged++
		tags[tag] = true
		if wording.CountWords(tag) == 1 && strings.ToUpper(tag) == tag {
			bodies++
			names[tag] = true
		}
	}
	switch {
	case tagged >= leastTagged && tagged*10 >= entries*8 && len(tags) >= 2 && len(tags)*2 <= tagged:
		return tags
	case bodies >= leastTagged && bodies*2 >= entries && len(names)*3 <= bodies:
		return names
	}
	return nil
}
