package history

import (
	"slices"
	"strings"

	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// AddressNights is on how many nights in a row a chapter must have had another address each time
// before its addresses are the site's own: a session or the day in them.
const AddressNights = 3

// Addresses is what is known of where chapters stood on earlier nights.
type Addresses struct {
	Earlier []*normalise.Edition // oldest first; their sections may come without texts
	Nights  []string             // the last runs that saw something of the board, oldest first
	Known   bool                 // the last of them found restless addresses
	Seen    map[string]bool      // folded addresses that the last of them visited
}

// Restless returns the sections of cur whose address is another one on every night, with the one
// before: nothing is told of these. An address that the night before knew, one on another host or
// of another form is a change like any other.
func (a Addresses) Restless(cur *normalise.Edition) map[string]string {
	restless := map[string]string{}
	if len(a.Nights) == 0 {
		return restless
	}
	stood := a.stood()
	for i := range cur.Sections {
		s := &cur.Sections[i]
		now, was := textdiff.FoldAddress(s.URL), stood[s.ID]
		if now != "" && a.restless(now, was) && formOf(now, was) {
			restless[s.ID] = was[0].url
		}
	}
	return restless
}

// Moved reports whether any section stands at another address than before.
func (a Addresses) Moved(cur *normalise.Edition) bool {
	stood := a.stood()
	return slices.ContainsFunc(cur.Sections, func(s normalise.Section) bool {
		was := stood[s.ID]
		return len(was) > 0 && was[0].folded != textdiff.FoldAddress(s.URL)
	})
}

// An address is where a section stood in the edition of a run.
type address struct{ run, folded, url string }

// stood are the addresses of the sections, newest first, as far back as each edition had one.
func (a Addresses) stood() map[string][]address {
	stood := map[string][]address{}
	for back, e := range slices.Backward(a.Earlier) {
		for i := range e.Sections {
			s := &e.Sections[i]
			if at := textdiff.FoldAddress(s.URL); at != "" && len(stood[s.ID]) == len(a.Earlier)-1-back {
				stood[s.ID] = append(stood[s.ID], address{e.RunID, at, s.URL})
			}
		}
	}
	return stood
}

// restless tells whether a section has yet another address, as on each night before.
func (a Addresses) restless(now string, was []address) bool {
	if len(was) < 2 || a.Seen[now] || slices.ContainsFunc(was, func(w address) bool { return w.folded == now }) {
		return false
	}
	last := a.Nights[len(a.Nights)-1]
	switch {
	case was[0].run != last: // that night made no edition: nothing but addresses had changed
		return a.Known && !a.Seen[was[0].folded]
	case a.Known:
		return was[0].folded != was[1].folded
	case len(was) < AddressNights || len(a.Nights) < AddressNights:
		return false
	}
	for i := range AddressNights {
		if was[i].run != a.Nights[len(a.Nights)-1-i] || slices.ContainsFunc(was[:i], func(w address) bool { return w.folded == was[i].folded }) {
			return false
		}
	}
	return true
}

// formOf tells whether an address has the form of earlier ones: it differs from the last only
// where these differed among themselves.
func formOf(now string, was []address) bool {
	parts, last := partsOf(now), partsOf(was[0].folded)
	if len(parts) != len(last) || parts[0] != last[0] {
		return false
	}
	for i := range parts {
		moves := func(w address) bool {
			p := partsOf(w.folded)
			return len(p) == len(parts) && p[i] != last[i]
		}
		if parts[i] != last[i] && !slices.ContainsFunc(was, moves) {
			return false
		}
	}
	return true
}

// partsOf are the host, the parts of the path, and the query of a folded address.
func partsOf(folded string) []string {
	path, query, _ := strings.Cut(folded, "?")
	return append(strings.Split(path, "/"), query)
}
