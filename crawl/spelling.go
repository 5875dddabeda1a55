package crawl

import (
	"strings"

	"manualwatch/crawl/archive"
)

// A Spelling writes the links of a board's pages as a run wrote their addresses,
// so that a link is found among the captures, and is the same on every night,
// whatever session the page was made for.
type Spelling struct {
	hosts    map[string]bool // bare names
	sessions map[string]bool // parameters that the run found to carry a session
}

// NewSpelling returns the spelling of the run that o tells of; the zero Outcome
// is that of an import.
func NewSpelling(b Board, o archive.Outcome) Spelling {
	s := Spelling{hosts: map[string]bool{}, sessions: map[string]bool{}}
	for _, name := range b.Scope() {
		s.hosts[bareHost(name)] = true
	}
	for _, name := range o.Sessions {
		s.sessions[name] = true
	}
	return s
}

// Of returns the address that a link stands for, with the link's own fragment. A
// link to a host that the board does not name stays as it is.
func (s Spelling) Of(href string) string {
	address, fragment, _ := strings.Cut(href, "#")
	u, err := canonicalURL(nil, address)
	if err != nil || !s.hosts[bareHost(u.Hostname())] {
		return href
	}
	to := withoutParameters(u.String(), func(name string) bool { return s.sessions[name] })
	if fragment != "" {
		to += "#" + fragment
	}
	return to
}
