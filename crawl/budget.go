package crawl

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// The most addresses of one pattern that are followed. A pattern is an address
// with its numbers and the values of its parameters left out.
const (
	calendarBudget = 3    // months, weeks, days: no chapters
	yearBudget     = 30   // years that a contents or amendments page lists
	partBudget     = 200  // pages of one list
	queryBudget    = 300  // other parameters, from pages that are no contents
	listedBudget   = 5000 // parameters that contents pages list: documents by number
	datedBudget    = 100  // archives by year and month
	chainBudget    = 200  // addresses that differ in numbers of their paths, each found on the one before
)

// datedPath is the folder of a month in a blog's archive.
var datedPath = regexp.MustCompile(`/(?:19|20)\d\d/\d{1,2}(?:/|$)`)

// yearOnly is a query for one year's amendments.
var yearOnly = regexp.MustCompile(`(?i)^(?:year|yr)=(?:19|20)\d\d$`)

// A budget stops endless address spaces.
type budget struct{ used map[string]int }

// spend takes one from the budget of the address's pattern. It returns what was
// cut short when nothing is left, else "".
func (b *budget) spend(address string, listed bool) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if why := endlessPath(u.Path); why != "" {
		return "addresses of " + u.Host + " " + why + " were not followed"
	}
	var limit int
	switch {
	case isCalendar(u) && listed && yearOnly.MatchString(u.RawQuery):
		limit = yearBudget
	case isCalendar(u):
		limit = calendarBudget
	case u.RawQuery == "" && (listed || !datedPath.MatchString(u.Path)):
		return "" // the board's limit of pages holds for paths
	case u.RawQuery == "":
		limit = datedBudget
	case u.RawQuery != "" && hasPart(u):
		limit = partBudget
	case u.RawQuery != "" && listed:
		limit = listedBudget
	case u.RawQuery != "":
		limit = queryBudget
	}
	pattern := patternOf(u)
	if b.used[pattern] >= limit {
		return fmt.Sprintf("more than %d addresses like %s; the others were not followed", limit, pattern)
	}
	b.used[pattern]++
	return ""
}

// Limits of paths. A relative link that is wrong leads a site which shows the same
// page for /a/, /a/a/ and so on round for ever.
const (
	maxTurns    = 3 // times that the same segments may follow each other
	maxSegments = 30
)

// endlessPath tells in words how a path goes on for ever, "" if it does not.
// Numbers may repeat: 1/1/1 is a section.
func endlessPath(path string) string {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	if len(segments) > maxSegments {
		return fmt.Sprintf("with more than %d folders", maxSegments)
	}
	for length := 1; length*maxTurns <= len(segments); length++ {
		same := 0 // segments in a row that equal those one length before
		for i := length; i < len(segments); i++ {
			if segments[i] != segments[i-length] {
				same = 0
				continue
			}
			same++
			if turn := strings.Join(segments[i-length+1:i+1], "/"); same >= length*(maxTurns-1) && strings.Trim(turn, "0123456789/") != "" {
				return fmt.Sprintf("that repeat /%s/ %d times or more", turn, maxTurns)
			}
		}
	}
	return ""
}

// chain counts the addresses of one pattern of paths on the way to a candidate, each found
// on the one before. A manual's pages may all be numbered, but a few links lead from any
// to any other; what is only ever one further on goes on for ever.
func (c *candidate) chain() int {
	u := mustParse(c.url)
	if c.from.target == nil || u.RawQuery != "" || patternOf(u) != patternOf(c.from.target) { // a sitemap is no page
		return 0
	}
	return c.from.chain + 1
}

func hasPart(u *url.URL) bool {
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		if name, _, _ := strings.Cut(pair, "="); partParameter.MatchString(name) {
			return true
		}
	}
	return false
}

func patternOf(u *url.URL) string {
	p := u.Host + digits.ReplaceAllString(u.Path, "N")
	if u.RawQuery == "" {
		return p
	}
	var names []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		names = append(names, name+"=…")
	}
	slices.Sort(names)
	return p + "?" + strings.Join(slices.Compact(names), "&")
}
