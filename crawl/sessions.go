package crawl

import (
	"regexp"
	"strings"
)

// sessions learns which parameters carry a session: the same opaque value on
// many links of one page, and another value on the next page.
type sessions struct {
	values map[string]string // parameter -> value of the page before
	known  map[string]bool
}

// opaque is a value that nobody would write by hand.
var opaque = regexp.MustCompile(`^(?:[0-9a-fA-F]{8,}|[0-9a-fA-F-]{32,36}|[A-Za-z0-9_-]{16,})$`)

// learn looks at the links of one page.
func (s *sessions) learn(links []link) {
	type use struct {
		value string
		paths map[string]bool
		mixed bool
	}
	uses := map[string]*use{}
	for _, l := range links {
		path, query, ok := strings.Cut(l.url, "?")
		if !ok {
			continue
		}
		for pair := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if !opaque.MatchString(value) || !strings.ContainsAny(value, "0123456789") {
				continue
			}
			u := uses[name]
			if u == nil {
				u = &use{value: value, paths: map[string]bool{}}
				uses[name] = u
			}
			u.mixed = u.mixed || u.value != value
			u.paths[path] = true
		}
	}
	for name, u := range uses {
		if u.mixed || s.known[name] {
			continue
		}
		if s.known == nil {
			s.known, s.values = map[string]bool{}, map[string]string{}
		}
		before, seen := s.values[name]
		s.values[name] = u.value
		if len(u.paths) >= 3 || seen && before != u.value && len(u.paths) >= 2 {
			s.known[name] = true
		}
	}
}

// strip returns the address without session parameters.
func (s *sessions) strip(address string) string {
	if len(s.known) == 0 {
		return address
	}
	return withoutParameters(address, func(name string) bool { return s.known[name] })
}
