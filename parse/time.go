package parse

import (
	"golang.org/x/net/html"

	"manualwatch/parse/pattern"
)

var (
	// wholeDay is a day as time elements tell it, alone or before the time of day.
	wholeDay = pattern.New(`^((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:$|[T ])`)
	// fullYear is the year in a day.
	fullYear = pattern.New(`(?:19|20)\d\d|[/.-]\d\d\b|['’]\d\d\b`)
)

// noteTime notes a day that is printed without its year.
func (r *reader) noteTime(n *html.Node) {
	const (
		longest = 40 // bytes of such a day
		most    = 8  // such days in a line
	)
	m := wholeDay.FindStringSubmatch(attr(n, "datetime"))
	if m == nil || len(r.run.times) >= most {
		return
	}
	if words := plainText(n, longest+1); words != "" && len(words) <= longest && !fullYear.MatchString(words) {
		r.run.times = append(r.run.times, Time{Words: words, Day: m[1]})
	}
}
