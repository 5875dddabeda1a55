package lineage

import (
	"path"
	"strings"

	"manualwatch/diff/textdiff"
)

// sameWay is how many pages tell at least that a site has other addresses.
const sameWay = 3

// A form is what the addresses of many pages share: the folder and the ending, ".html".
type form struct{ folder, ending string }

// formOf parts a folded address into its form and the name of the page.
func formOf(address string) (f form, name string) {
	f.folder, name = path.Split(address)
	if !strings.Contains(name, "?") {
		f.ending = path.Ext(name)
		name = strings.TrimSuffix(name, f.ending)
	}
	return f, name
}

// EachAddress calls f for every newer unit that corresponds to an older one, where both have an
// address, with the two, folded.
func (m *Match) EachAddress(f func(c int, old, now string)) {
	for _, c := range m.Cur.Units {
		p := m.ToPrev[c]
		if p < 0 {
			continue
		}
		old, now := textdiff.FoldAddress(m.Prev.Sec(p).URL), textdiff.FoldAddress(m.Cur.Sec(c).URL)
		if old != "" && now != "" {
			f(c, old, now)
		}
	}
}

// learnForms finds how the site changed the addresses of its pages, of those that correspond
// already: most of one form have the same other one, and the names that they had.
func (m *Match) learnForms() {
	all, same := map[form]int{}, map[[2]form]int{}
	m.EachAddress(func(_ int, old, now string) {
		from, was := formOf(old)
		to, is := formOf(now)
		all[from]++
		if was == is {
			same[[2]form{from, to}]++
		}
	})
	m.forms = map[form]form{}
	for way, n := range same {
		if n >= sameWay && 2*n > all[way[0]] {
			m.forms[way[0]] = way[1]
		}
	}
}

// NowAt is where a page would stand now that had a folded address, if it moved as the others of
// its site did.
func (m *Match) NowAt(address string) string {
	from, name := formOf(address)
	if to, ok := m.forms[from]; ok {
		return to.folder + name + to.ending
	}
	return address
}

// address is where a unit stands, folded; of an older one where it would stand now.
func (m *Match) address(s *Side, i int) string {
	address := textdiff.FoldAddress(s.Sec(i).URL)
	if s == m.Prev && address != "" {
		return m.NowAt(address)
	}
	return address
}

// sameAddress tells whether two units stand at one address.
func (m *Match) sameAddress(p, c int) bool {
	at := m.address(m.Prev, p)
	return at != "" && at == m.address(m.Cur, c)
}
