package toc

import (
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A termList is what is known of a definition list as a list of contents.
type termList struct {
	terms, texts int
	level, below int  // of the last term: its level, the texts below it
	other        bool // it is no list of terms that are told
}

// toldTerms are the definition lists of a region whose terms lead to pages and whose texts, one
// to a term, lead nowhere: each text tells of its term and is no entry. Lists with texts that
// lead somewhere have their entries there, and so may those with several to a term.
func toldTerms(d *parse.Document, region parse.Region) map[int]bool {
	const least = 2 // terms on the page
	lists := make(map[int]*termList)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != region || b.Kind != parse.Item || b.Group == 0 {
			continue
		}
		if l := lists[b.Group]; l != nil {
			l.add(b)
		} else if b.Bold {
			lists[b.Group] = &termList{}
			lists[b.Group].add(b)
		}
	}
	told, terms := make(map[int]bool), 0
	for group, l := range lists {
		if l.texts > 0 && !l.other {
			told[group] = true
			terms += l.terms
		}
	}
	if terms < least {
		return nil
	}
	return told
}

// add takes in an item of the list. A text that is a flag says it of its term and is none.
func (l *termList) add(b *parse.Block) {
	switch {
	case b.Bold:
		l.terms, l.level, l.below = l.terms+1, b.Level, 0
		l.other = l.other || len(b.Links) == 0
	case b.Level <= l.level || layout.LinkShare(b.Text, b.Links) >= 0.5 || startsInNumber(b):
		l.other = true
	default:
		if _, flag := titleflag.PureFlags(b.Text); !flag {
			l.texts, l.below = l.texts+1, l.below+1
			l.other = l.other || l.below > 1
		}
	}
}

// startsInNumber reports an item that has a number as entries have it.
func startsInNumber(b *parse.Block) bool {
	n, _, ok := wording.SplitNumber(strings.TrimSpace(b.Marker + " " + b.Text))
	return ok && (n.Sure || b.Marker != "")
}

// tellsTerm reports the text of such a list.
func (r *rowReader) tellsTerm(b *parse.Block) bool {
	if b.Kind != parse.Item || b.Bold || !r.told[b.Group] {
		return false
	}
	_, flag := titleflag.PureFlags(b.Text)
	return !flag
}
