package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

const agoWords = `(?:about |over |almost |nearly )?(?:\d{1,3}|an?|one|two|three|four|five|six) (?:second|minute|hour|day|week|month|year)s? ago`

var (
	// agoLine is how systems print when a page was saved, counted from now.
	agoLine  = pattern.New(`^(?:` + agoVerb + `(?::| by .{1,60})? )?` + agoWords + `(?: by .{1,60})?(?: [·|,–-] \d+ (?:revision|version|edit)s?)?\.?$`)
	agoAlone = pattern.New(`^` + agoWords)
	// savedWord stands beside such words in a line of its own.
	savedWord = pattern.New(`^` + agoVerb + `:?$`)
	// recentLine is how they print it of late.
	recentLine = pattern.New(`^` + agoVerb + `:? (?:today|yesterday|just now|(?:this|last) (?:week|month|year))\.?$`)
	// whoLine names who wrote the page, in the line above.
	whoLine = pattern.New(`^(?:(?:written|created|added|posted|published|maintained) )?by \S+(?: \S+){0,4}$`)
)

const agoVerb = `(?:(?:this |the )?(?:page |article |document |chapter )?(?:was )?(?:last )?(?:updated|modified|edited|changed|saved|created|published|posted|revised))`

// tellsAgo reads a line that tells how long ago the page was saved, and moves it out of
// the main region: it says something else each day. The word that says so stands in the
// line or in the one beside it.
func tellsAgo(doc *Document, i int) bool {
	b := &doc.Blocks[i]
	if b.Kind == Row || b.Kind == Heading {
		return false
	}
	if len(b.Text) <= mostOfWho && strings.Contains(b.Text, "\n") && tellsWhoAndWhen(b.Text) {
		b.Region = Furniture
		return true
	}
	if !agoLine.Opens(b.Text) || !strings.Contains(b.Text, " ago") {
		return false
	}
	t := fold(b.Text)
	if !agoLine.MatchString(t) {
		return false
	}
	if !agoAlone.MatchString(t) {
		b.Region = Furniture
		return true
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k == len(doc.Blocks) {
			continue
		}
		if label := &doc.Blocks[k]; label.Region == b.Region && label.Kind == b.Kind && savedWord.MatchString(fold(label.Text)) {
			b.Region, label.Region = Furniture, Furniture
			return true
		}
	}
	return false
}

// mostOfWho is the most bytes of two such lines.
const mostOfWho = 120

// tellsWhoAndWhen reports two lines that name who wrote the page and tell how long ago it was
// saved.
func tellsWhoAndWhen(text string) bool {
	who, when, _ := strings.Cut(foldKeepLines(text), "\n")
	if !whoLine.MatchString(who) {
		who, when = when, who
	}
	return whoLine.MatchString(who) && (agoLine.MatchString(when) || recentLine.MatchString(when))
}
