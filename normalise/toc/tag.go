package toc

import (
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

const (
	leastTagged = 6 // entries of a list with tags, at least
	longestTag  = 8 // words
)

// tagsBehind are the words behind the links of a list that say under what each entry is filed, as
// those of an index by letters do: nearly all entries have such words, and few entries others
// than those before them.
func tagsBehind(d *parse.Document, region parse.Region) map[string]bool {
	entries, tagged := 0, 0
	tags := make(map[string]bool)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != region || len(b.Links) != 1 || b.Links[0].Start > 0 || b.Links[0].End == 0 {
			continue
		}
		entries++
		tag := strings.TrimSpace(b.Text[b.Links[0].End:])
		if tag == "" || wording.CountWords(tag) > longestTag || strings.ContainsAny(tag, "0123456789.,:;()\n") || tag[0] < 'A' || tag[0] > 'Z' {
			continue
		}
		tagged++
		tags[tag] = true
	}
	if tagged < leastTagged || tagged*10 < entries*8 || len(tags) < 2 || len(tags)*2 > tagged {
		return nil
	}
	return tags
}
