package toc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	mailAddress = pattern.New(`^[^\s@]+@[^\s@]+\.[^\s@]+$`)
	versionLine = pattern.New(`(?i)^(?:version|revision|edition|issue|draft|v)[\s.:]*\d{1,3}(?:\.\d{1,3}){0,3}(?:,?\s+` + dates.DatePhrase + `)?$`)
)

// IsImprint reports lines that programs print below the title of a document: who wrote it, where
// to write to them, and which version of which day it is. A name and an address alone may be a
// contact, which is text.
func IsImprint(b *parse.Block) bool {
	const fewest, most = 2, 8 // lines
	lines := strings.Split(strings.TrimSpace(b.Text), "\n")
	if b.Kind != parse.Paragraph || len(lines) < fewest || len(lines) > most {
		return false
	}
	version, day, mail := false, false, false
	for _, line := range lines {
		line = strings.TrimRight(wording.Squeeze(line), ",")
		_, dated := dates.Parse(line)
		switch {
		case versionLine.MatchString(line):
			version = true
		case mailAddress.MatchString(line):
			mail = true
		case dated:
			day = true
		case !isAuthor(line):
			return false
		}
	}
	return version || mail && day
}

var (
	// writtenBy stands before the name of who wrote a page, whenBehind behind it.
	writtenBy  = pattern.New(`(?i)^(?:(?:created|added|written|posted|published|uploaded|submitted|started)\s+)?by\s+$`)
	whenBehind = pattern.New(`(?i)^[\s,;·|–-]*(?:(?:on\s+)?` + dates.WeekdayPattern + `(?:` + dates.DatePhrase + `|` + dates.DayOfYear + `)|(?:\d{1,3}|an?)\s+(?:minute|hour|day|week|month|year)s?\s+ago|today|yesterday)(?:\s+in\s+\S.{0,60})?$`)
)

// IsByline reports a line that says who wrote something, with a link to all that they wrote, and
// when: "By Jo Penn, 3 May in Referrals".
func IsByline(text string, links []parse.Link) bool {
	const mostOfName = 5 // words
	if len(links) == 0 || len(text) > 160 {
		return false
	}
	name := &links[0]
	return writtenBy.MatchString(text[:name.Start]) && wording.CountWords(name.Text) <= mostOfName && whenBehind.MatchString(text[name.End:])
}

// isAuthor reports a line that may be the name of a person or of a team.
func isAuthor(line string) bool {
	const longest = 6 // words
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsUpper(first) && wording.CountWords(line) <= longest && !wording.HasDigit(line) && !strings.ContainsAny(line, ":;!?|")
}
