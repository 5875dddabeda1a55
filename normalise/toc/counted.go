package toc

import (
	"strings"
	"unicode"

	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// countNote says how many entries what a link leads to has, or how often it was read.
var countNote = pattern.New(`(?i)^[(\[]?\s*(?:(?:[a-z]+\s+)?count\s*:?\s*\d{1,5}|(?:articles?|documents?|items?|posts?|files?|entries|records?|results?|hits|views|downloads?)\s*:\s*[\d,]{1,9}|\d{1,5}\s+(?:articles?|pages?|chapters?|topics?|documents?|docs?|polic(?:y|ies)|procedures?|protocols?|guides?|resources?|publications?|items?|posts?|files?|entries|records?|results?|hits|views|downloads?))\s*[)\]]?$`)

// smallCount is a number before a few words in small letters: "4 policies in this theme".
var smallCount = pattern.New(`^[(\[]?\d{1,4}\s[a-z][a-z,& -]{2,60}[)\]]?$`)

// opensCount reports a row whose number those right below it go on with: "2 Topics" above
// "2.1 Bullying" is a section.
func (r *rowReader) opensCount(rw *Row) bool {
	if rw.Block+1 >= len(r.doc.Blocks) {
		return false
	}
	below := &r.doc.Blocks[rw.Block+1]
	n, _, ok := wording.SplitNumber(strings.TrimSpace(below.Marker + " " + below.Text))
	return ok && n.Parts > 1 && rw.Num.Text != "" && wording.NumberPrefix(rw.Num.Text, n.Text)
}

// countsAbove reports a line that counts what the entry right above it leads to, in whatever
// words: a number and small letters, below a title that has a capital and no number.
func (r *rowReader) countsAbove(rw *Row, said string) bool {
	return smallCount.MatchString(said) && r.cardAbove(rw) && !titleflag.IsPlaceholder(rw.Title)
}

// cardAbove reports a row right below an entry that leads on and has a title with a capital
// and no number, as on a card.
func (r *rowReader) cardAbove(rw *Row) bool {
	if len(r.rows) == 0 {
		return false
	}
	above := &r.rows[len(r.rows)-1]
	return r.leadsOn(above, rw.Block) && above.Num.Text == "" && above.Page == rw.Page && rw.Block-above.Block <= 2 && strings.IndexFunc(above.Title, unicode.IsUpper) >= 0
}

// leadsOn reports an entry with a link, or the heading of a card whose button stands right
// below a block of it.
func (r *rowReader) leadsOn(entry *Row, block int) bool {
	return entry.Linked() || entry.Head && entry.Rank > 1 && r.buttonBelow(block)
}

// dropCounted drops lines that have one wording and a number each, right below entries: they
// count what these lead to, "4 Policies" and "1 Policy". Titles of chapters differ.
func (r *rowReader) dropCounted() {
	times := make(map[string]int)
	for i := range r.rows {
		if words := r.counting(i); words != "" {
			times[words]++
		}
	}
	if len(times) == 0 {
		return
	}
	var out []Row
	for i := range r.rows {
		if words := r.counting(i); words == "" || times[words] < 2 {
			out = append(out, r.rows[i])
		}
	}
	r.rows = out
}

// counting are the words behind the number of a row that may count what the entry above it
// leads to, and stands there alone; "" for any other row.
func (r *rowReader) counting(i int) string {
	rw := &r.rows[i]
	if i == 0 || rw.Linked() || rw.Head || rw.Num.Parts != 1 || rw.Num.Keyword != "" || rw.Num.Sure || titleflag.IsPlaceholder(rw.Title) {
		return ""
	}
	if above := &r.rows[i-1]; !r.leadsOn(above, rw.Block) || above.Num.Text != "" || rw.Block-above.Block > 2 {
		return ""
	}
	if i+1 < len(r.rows) && !r.rows[i+1].Linked() && !r.rows[i+1].Head {
		return ""
	}
	return wording.Singular(wording.Fold(rw.Title))
}
