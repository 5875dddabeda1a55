package out

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/webaddress"
)

// leastElsewhere is how many chapters of other hosts are told of: one or two are links to
// what others publish.
const leastElsewhere = 3

// Unread counts the chapters that the contents of an edition list and whose pages were never
// read, though no night failed: what changes in them is not seen.
type Unread struct {
	Refused   int            // the site, or its robots.txt, does not show the page
	Left      int            // nobody asked for the page: the register leaves it out, or it is none that is read
	Elsewhere map[string]int // by host, where that is none of the manual's
}

// UnreadOf counts the unread chapters of an edition; rows are the findings of its own run.
func UnreadOf(rows []FindingRow) Unread {
	u := Unread{Elsewhere: map[string]int{}}
	for i := range rows {
		switch f := &rows[i]; {
		case f.Code == normalise.CodeUnreached && strings.HasSuffix(f.Detail, normalise.NoneOfItsHosts):
			u.Elsewhere[webaddress.Host(f.URL)]++
		case !strings.HasSuffix(f.Detail, normalise.NotReached):
		case f.Code == normalise.CodeUnreached:
			u.Left++
		case f.Code == CodeLinkFailed:
			u.Refused++
		}
	}
	if u.AtHosts() < leastElsewhere {
		clear(u.Elsewhere)
	}
	return u
}

// UnreadAt reads what an edition does not hold of the chapters that its contents list.
func (d *Dataset) UnreadAt(e EditionRow) (Unread, error) {
	rows, err := d.Findings(Filter{RunID: e.RunID, BoardID: e.BoardID})
	return UnreadOf(rows), err
}

// AtHosts counts the chapters at other hosts.
func (u Unread) AtHosts() int {
	n := 0
	for _, c := range u.Elsewhere {
		n += c
	}
	return n
}

// Count counts all of them.
func (u Unread) Count() int { return u.Refused + u.Left + u.AtHosts() }

// String says what was not read and why:
// "8 chapters of its contents were not read, since the site refuses them to programs or leads elsewhere".
func (u Unread) String() string {
	var hosts, parts []string
	for _, h := range slices.Sorted(maps.Keys(u.Elsewhere)) {
		hosts = append(hosts, fmt.Sprintf("%d at %s", u.Elsewhere[h], h))
	}
	for _, k := range []struct {
		n   int
		one string
		all string
	}{
		{u.Refused, "the site refuses it to programs or leads elsewhere", "the site refuses them to programs or leads elsewhere"},
		{u.AtHosts(), "", "they stand at other hosts (" + strings.Join(hosts, ", ") + ")"},
		{u.Left, "its page was never asked for", "their pages were never asked for"},
	} {
		switch k.n {
		case 0:
		case 1:
			parts = append(parts, "1 chapter of its contents was not read, since "+k.one)
		default:
			parts = append(parts, fmt.Sprintf("%d chapters of its contents were not read, since %s", k.n, k.all))
		}
	}
	return strings.Join(parts, "; ")
}
