package crawl

import (
	"regexp"
	"strings"

	"manualwatch/crawl/archive"
)

// sessions learns which parameters carry a session, by three signs. One is the same
// opaque value on many links of one page, and another value on the next page. The
// second, for values of any shape, is a page that does not echo its own: all its
// links have one value that no page had before, and another than its address. The
// third is a page of the contents that page after page links to, each time with another
// opaque value.
type sessions struct {
	values  map[string]string          // parameter -> value of the page before
	had     map[string]map[string]bool // parameter -> values seen
	changes map[string]int             // parameter -> pages that did not echo theirs
	turns   map[string]int             // parameter -> pages that gave a page of the contents another value
	met     map[string]bool            // values of the same
	known   map[string]bool
	dropped int // how many of known the items' addresses are rid of
}

// changesProve is how many pages must not echo a parameter.
const changesProve = 2

// turnsProve is how many pages must give a page of the contents another value.
const turnsProve = 4

// maxValues bounds the values that are remembered of one parameter.
const maxValues = 1000

// opaque is a value that nobody would write by hand.
var opaque = regexp.MustCompile(`^(?:[0-9a-fA-F]{8,}|[0-9a-fA-F-]{32,36}|[A-Za-z0-9_-]{16,})$`)

// A use is how the links of one page use a parameter.
type use struct {
	value string
	paths map[string]bool
	mixed bool // they have several values
}

// learn looks at the links of the page at own; contents tells the addresses of the
// contents.
func (s *sessions) learn(own string, links []link, contents func(address string) bool) {
	uses := parameterUses(links)
	if len(uses) == 0 {
		return
	}
	s.begin()
	s.learnTurns(own, links, contents)
	for name, u := range uses {
		if u.mixed || s.known[name] {
			continue
		}
		if isOpaque(u.value) {
			before, seen := s.values[name]
			s.values[name] = u.value
			s.known[name] = len(u.paths) >= 3 || seen && before != u.value && len(u.paths) >= 2
		}
		if mine, has := parameterOf(own, name); has && mine != u.value && len(u.paths) >= 2 && !s.had[name][u.value] {
			s.changes[name]++
			s.known[name] = s.known[name] || s.changes[name] >= changesProve
		}
		if !s.known[name] {
			delete(s.known, name)
		}
		if s.had[name] == nil {
			s.had[name] = map[string]bool{}
		}
		if len(s.had[name]) < maxValues {
			s.had[name][u.value] = true
		}
	}
}

// learnTurns counts the parameters with which a page links to pages of the contents
// under opaque values that were not met before.
func (s *sessions) learnTurns(own string, links []link, contents func(address string) bool) {
	own, _, _ = strings.Cut(own, "?")
	turned := map[string]bool{}
	for i := range links {
		path, query, ok := strings.Cut(links[i].url, "?")
		if !ok || path == own || !contents(path) {
			continue
		}
		for pair := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if !isOpaque(value) || s.met[value] {
				continue
			}
			if len(s.met) < maxValues {
				s.met[value] = true
			}
			if !turned[name] {
				turned[name] = true
				s.turns[name]++
			}
		}
	}
	for name, n := range s.turns {
		if n >= turnsProve {
			s.known[name] = true
		}
	}
}

func (s *sessions) begin() {
	if s.known == nil {
		s.values, s.had, s.changes, s.known = map[string]string{}, map[string]map[string]bool{}, map[string]int{}, map[string]bool{}
		s.turns, s.met = map[string]int{}, map[string]bool{}
	}
}

// believe takes parameters that an earlier night found to carry a session.
func (s *sessions) believe(names []string) {
	s.begin()
	for _, n := range names {
		s.known[n] = true
	}
	s.dropped = len(s.known)
}

func isOpaque(value string) bool {
	return opaque.MatchString(value) && strings.ContainsAny(value, "0123456789")
}

// parameterUses returns how a page's links use each parameter.
func parameterUses(links []link) map[string]*use {
	var uses map[string]*use
	for _, l := range links {
		path, query, ok := strings.Cut(l.url, "?")
		if !ok {
			continue
		}
		for pair := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			u := uses[name]
			if u == nil {
				if uses == nil {
					uses = map[string]*use{}
				}
				u = &use{value: value, paths: map[string]bool{}}
				uses[name] = u
			}
			u.mixed = u.mixed || u.value != value
			u.paths[path] = true
		}
	}
	return uses
}

// parameterOf returns the value of a parameter in an address.
func parameterOf(address, parameter string) (string, bool) {
	_, query, _ := strings.Cut(address, "?")
	for pair := range strings.SplitSeq(query, "&") {
		if name, value, ok := strings.Cut(pair, "="); ok && name == parameter {
			return value, true
		}
	}
	return "", false
}

// dropSessions gives pages that were asked for before their session was known as
// one the addresses that they have without it, so that these are the same on
// every night and no page is asked for again.
func (v *visit) dropSessions() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.sessions.known) == v.sessions.dropped {
		return nil
	}
	v.sessions.dropped = len(v.sessions.known)
	for _, it := range v.items {
		address := v.sessions.strip(it.url)
		if address == it.url || it.seed || it.hop {
			continue
		}
		old := it.capture
		old.Role = archive.Twin
		if err := v.log(old); err != nil {
			return err
		}
		v.aliases[it.url] = address
		if v.byURL[address] != nil {
			it.hop = true // the page stands under its address already
			continue
		}
		it.url, it.target = address, mustParse(address)
		it.capture.URL, it.capture.Attempts, it.capture.Wire = address, 0, 0
		if it.capture.FinalURL == old.URL {
			it.capture.FinalURL = address
		}
		v.byURL[address] = it
		if err := v.log(it.capture); err != nil {
			return err
		}
	}
	return nil
}

// strip returns the address without session parameters.
func (s *sessions) strip(address string) string {
	if len(s.known) == 0 {
		return address
	}
	return withoutParameters(address, func(name string) bool { return s.known[name] })
}
