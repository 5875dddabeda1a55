package toc

import (
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/webaddress"
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

// A filing is the links of one class below the titles of entries.
type filing struct {
	at     []int // blocks
	places map[string]bool
	titles map[int]bool // blocks over them
	named  int          // by their addresses
	carded bool         // one stands on a card with the title
}

// isTags reports links under which entries are filed: all lead by their address to what is filed
// under a word, or, one on each card, most lead where others do.
func (f *filing) isTags() bool {
	return f.named == len(f.at) || f.carded && len(f.titles) == len(f.at) && len(f.places)*2 <= len(f.at)
}

// filedLinks are the links under which the entries of a page are filed, each below the heading that
// leads to its entry. They are no entries.
func filedLinks(d *parse.Document, region parse.Region) map[int]bool {
	found := make(map[string]*filing) // by class
	title := -1
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != region || len(b.Links) == 0 && b.Kind != parse.Heading:
		case b.Kind == parse.Heading && len(b.Links) == 1:
			title = i
		case title < 0 || len(b.Links) != 1 || b.Kind == parse.Heading || layout.LinkShare(b.Text, b.Links) < 1 || webaddress.Key(b.Links[0].Href) == webaddress.Key(d.Blocks[title].Links[0].Href):
			title = -1
		default:
			f := found[b.Class]
			if f == nil {
				f = &filing{places: make(map[string]bool), titles: make(map[int]bool)}
				found[b.Class] = f
			}
			f.titles[title] = true
			f.add(i, b, &d.Blocks[title])
		}
	}
	out := make(map[int]bool)
	for _, f := range found {
		for _, i := range f.at {
			out[i] = f.isTags()
		}
	}
	return out
}

// add takes in the link of block i below a title.
func (f *filing) add(i int, b, title *parse.Block) {
	href := b.Links[0].Href
	f.at = append(f.at, i)
	f.places[href] = true
	f.named += wording.BoolInt(filedAddress.MatchString(href))
	f.carded = f.carded || sameCard(title, b) && b.Class != title.Class
}

// filedAddress is that of a page that lists what is filed under a word.
var filedAddress = pattern.New(`(?i)[?&/][\w-]*(?:categor(?:y|ies)|tags?|topics?)[=/][^=/]+/?$`)

// sameCard reports blocks that stand in the same innermost of the elements made alike.
func sameCard(a, b *parse.Block) bool {
	return len(a.Entries) > 0 && len(a.Entries) == len(b.Entries) && a.Entries[len(a.Entries)-1] == b.Entries[len(b.Entries)-1]
}
