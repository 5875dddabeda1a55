package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Themes print in one line of a post all that they know of it, in an order of their own: "Leave a
// Comment / Updates, Families / By Jo Smith / 21 October 2025 / 1 minute of reading". One field
// says the day; that the others are no words on a change is known by those that no sentence has:
// who wrote it, how many answered, read or liked it, how long it takes to read.

var (
	// bylineSigns part the fields of such a line.
	bylineSigns = pattern.New(`\s*[|·•]\s*|\s+[/–—-]\s+|\n`)
	// postedField is the day of a post as a field says it.
	postedField = pattern.New(`(?i)^(?:(?:last\s+)?(?:posted|published|written|added|created|updated|modified|date)\b\s*:?\s*(?:on\b\s*:?\s*)?)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*(?:(?:at|@)?\s*\d{1,2}[:.]\d\d\s*(?:am|pm)?)?$`)
	// machineTime is a time as programs read it, which themes print beside the date and hide.
	machineTime = pattern.New(`\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)`)
	// countField counts who answered, read, shared or liked an entry, or asks for an answer.
	countField = pattern.New(`(?i)^(?:(?:no|\d[\d,]{0,8})\s+(?:comments?|repl(?:y|ies)|responses?|views?|reads|hits|likes?|shares?)|(?:comments?|views|hits|likes|shares|reads)\s*(?:\(\d{1,6}\)|:\s*\d{1,6})|leave\s+a\s+(?:comment|reply)|(?:add|post)\s+a?\s*comment|comments?\s+(?:are\s+)?(?:off|closed|disabled))(?:\s+on\s+\S.*)?$`)
	// readingTime says how long an entry takes to read.
	readingTime = pattern.New(`(?i)^(?:(?:est(?:\.|imated)?\s+)?(?:reading|read)\s+time\s*:?\s*(?:about\s+|approx\.?\s+)?\d{1,3}\s*(?:min|mins|minutes?)\.?|(?:about\s+|approx\.?\s+|<\s*)?(?:\d{1,3}|one|a)[\s-]*(?:min|mins|minutes?)\.?\s*(?:of\s+)?(?:read|reading)(?:\s+time)?)\.?$`)
	// readingTimeLast is how long an entry takes to read, behind its last words.
	readingTimeLast = pattern.New(`(?i)(?:[.!?;:)”’"|·•–—-]|\n)\s*((?:(?:est(?:\.|imated)?\s+)?reading\s+time\s*:?\s*\d{1,3}\s*(?:min|mins|minutes?)|\d{1,3}[\s-]*(?:min|mins|minutes?)\.?\s*(?:of\s+)?read(?:ing)?(?:\s+time)?)\.?)\s*$`)
)

// longestField is how many words a field of such a line has at most.
const longestField = 14

// bylineDate reads a line of fields that say who wrote an entry, when, and what became of it: its
// day and what else it says; false for other lines.
func bylineDate(text string) (d normalise.Date, printed, beside string, ok bool) {
	if !dates.MayHoldDate(text) {
		return d, "", "", false
	}
	if rest := machineTime.ReplaceAllString(text, " "); rest != text && dates.MayHoldDate(rest) {
		text = rest
	}
	fields := bylineSigns.Split(text, -1)
	if len(fields) < 2 {
		return d, "", "", false
	}
	known := 0
	var others []string
	for _, field := range fields {
		field = strings.Trim(wording.Squeeze(field), " ,;")
		if m := postedField.FindStringSubmatch(field); m != nil && d.IsZero() {
			if d, ok = dates.Parse(m[1]); ok && d.Precision == normalise.Day {
				printed = m[1]
				continue
			}
			return normalise.Date{}, "", "", false
		}
		if saysOfEntry(field) {
			known++
		} else if wording.CountWords(field) > longestField || changeSentence.MatchString(field) || strings.HasSuffix(field, ".") {
			return normalise.Date{}, "", "", false
		}
		others = append(others, field)
	}
	return d, printed, strings.Join(others, " "), known > 0 && printed != ""
}

// nameInFront is the first field of such a line, which may be the name of a chapter; false where it
// says when or of the entry itself.
func nameInFront(text, printed, beside string) (field string, ok bool) {
	field = bylineSigns.Split(strings.TrimSpace(text), 2)[0]
	first := strings.Trim(wording.Squeeze(field), " ,;")
	return field, strings.HasPrefix(beside, first) && !strings.Contains(first, printed) && !saysOfEntry(first)
}

// saysOfEntry reports words that say of an entry itself who wrote it, how long it takes to read,
// or how many have answered.
func saysOfEntry(text string) bool {
	return writtenBy.MatchString(text) || countField.MatchString(text) || readingTime.MatchString(text)
}

// withoutReadingTime are the words on a change without how long they take to read.
func withoutReadingTime(text string) string {
	if m := readingTimeLast.FindStringSubmatchIndex(text); m != nil {
		return strings.TrimRight(text[:m[2]], " \n|·•–—-")
	}
	return text
}

// shareLine asks for an entry to be sent on, and says by what.
var shareLine = pattern.New(`(?i)^(?:(?:please\s+)?share(?:\s+(?:this|it|on|via|with))?(?:\s+(?:page|post|article|story|update|news))?\s*:?\s*)?(?:(?:facebook|twitter|x|x-twitter|linked-?in|whats-?app|e-?mail|print|telegram|pinterest|reddit|bluesky|mastodon|threads|messenger|copy\s+link|tweet|like\s+this|more)\b[\s,|·•/]*){2,}$`)

// withoutShares are the blocks of a page without those that ask for it to be sent on, a line of
// the names of networks and the label above them, and without those that file its entries.
func withoutShares(blocks []parse.Block) []parse.Block {
	drop, filed := make(map[int]bool), []int(nil)
	for i, b := range parse.InMain(blocks) {
		if b.Kind == parse.Row || b.Kind == parse.Image {
			continue
		}
		switch text := wording.Squeeze(b.Text); {
		case shareLine.MatchString(text):
			drop[i] = true
			if i > 0 && shareLabel.MatchString(wording.Squeeze(blocks[i-1].Text)) {
				drop[i-1] = true
			}
		case b.Kind != parse.Heading && len(b.Links) > 0 && tagsLine.MatchString(text):
			filed = append(filed, i)
		}
	}
	if len(filed) >= leastRecords {
		for _, i := range filed {
			drop[i] = true
		}
	}
	return leftOut(blocks, drop)
}

// leftOut are blocks without those at some places.
func leftOut(blocks []parse.Block, drop map[int]bool) []parse.Block {
	if len(drop) == 0 {
		return blocks
	}
	out := make([]parse.Block, 0, len(blocks))
	for i := range blocks {
		if !drop[i] {
			out = append(out, blocks[i])
		}
	}
	return slices.Clip(out)
}

// tagsLine says under which words of the site an entry is filed.
var tagsLine = pattern.New(`(?i)^(?:tags?|tagged(?:\s+(?:as|with))?|(?:filed|posted)\s+(?:under|in))\s*:\s*\S.{0,80}$`)

// shareLabel stands over the names of networks.
var shareLabel = pattern.New(`(?i)^(?:please\s+)?share(?:\s+(?:this|it|on|via))?(?:\s+(?:page|post|article|story|update|news))?\s*:?$`)
