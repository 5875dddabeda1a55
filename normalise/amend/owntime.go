package amend

import (
	"slices"
	"strings"
	"time"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Sites of posts print days of this year without it, and those of this week in words that change
// by the hour, "8 February", "Yesterday at 09:12", "17 hours ago". The markup tells the whole day.

// withOwnYears writes what the markup tells of such days: the year behind a day and its month, of
// which printed takes what stood there, or else the day in place of the words.
func withOwnYears(blocks []parse.Block, printed map[string]string) []parse.Block {
	set := classesOfDays(blocks)
	out, copied := blocks, false
	for i := range blocks {
		b := &blocks[i]
		if len(b.Times) == 0 || b.Kind == parse.Row || b.Region != parse.Main && !(b.Region == parse.Furniture && set[b.Class]) {
			continue
		}
		if !copied {
			out, copied = slices.Clone(blocks), true
		}
		out[i].Region = parse.Main
		for _, t := range b.Times {
			writeTime(&out[i], t, printed)
		}
	}
	return out
}

// classesOfDays are the classes of the lines with days on the page: one whose words were taken for
// an age of the page is set as the days of other posts are.
func classesOfDays(blocks []parse.Block) map[string]bool {
	set := make(map[string]bool)
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main && b.Class != "" && b.Kind != parse.Row && (len(b.Times) > 0 || dates.MayHoldDate(b.Text) && lineOfDate(b)) {
			set[b.Class] = true
		}
	}
	return set
}

var (
	// dayOfYear is a day and its month and no more.
	dayOfYear = pattern.New(`(?i)^` + dates.WeekdayPattern + dates.DayOfYear + `$`)
	// sinceThen is a day as it is counted from now.
	sinceThen = pattern.New(`(?i)^(?:(?:about|over|almost)\s+)?(?:\d{1,3}|an?)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago$|^(?:just\s+now|(?:today|yesterday|(?:last\s+)?` + dates.WeekdayName + `)(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]m)?)?)$`)
)

// writeTime writes one such day into a block.
func writeTime(b *parse.Block, t parse.Time, printed map[string]string) {
	at := strings.Index(b.Text, t.Words)
	day, err := time.Parse(time.DateOnly, t.Day)
	if at < 0 || err != nil {
		return
	}
	end, whole := at+len(t.Words), ""
	switch {
	case dayOfYear.MatchString(t.Words):
		sign := " "
		if wording.IsDigit(t.Words[len(t.Words)-1]) { // "February 8"
			sign = ", "
		}
		whole = t.Words + sign + t.Day[:4]
		printed[whole] = t.Words
	case sinceThen.MatchString(t.Words):
		whole = day.Format("2 January 2006")
	default:
		return
	}
	b.Text, b.Links = insertAt(b.Text, b.Links, end, whole)
	b.Text, b.Links = cutOut(b.Text, b.Links, at, end)
}

// cutOut takes words out of a text, and moves its links.
func cutOut(text string, links []parse.Link, at, end int) (string, []parse.Link) {
	text = text[:at] + text[end:]
	moved := func(place int) int { return max(min(place, at), place-(end-at)) }
	for k := range links {
		l := &links[k]
		if l.Start, l.End = moved(l.Start), moved(l.End); l.End <= len(text) {
			l.Text = text[l.Start:l.End]
		}
	}
	return text, links
}
