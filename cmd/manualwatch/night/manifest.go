package night

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
)

// An observed address is one page or document of a manual with the bytes that
// stand for it on one night.
type observed struct {
	archive.Capture
	// stale is true where tonight gave no content and the bytes are those of
	// an earlier night.
	stale bool
	// quiet is true where nothing that was seen tonight is otherwise than before.
	quiet bool
	// row is the row of the contents that led to it and has no link tonight.
	row lostRow
	// strays are addresses that led here tonight though their own pages are elsewhere.
	strays map[string]bool
}

// A manifest is all that is read into one edition, sorted by address.
type manifest struct {
	pages []observed
	// missing are addresses that failed tonight for a passing reason, or were
	// content before and are refused or too large now; a manual with any is only
	// partly observed.
	missing []archive.Capture
	// unread are documents that were fetched for the first time and cannot be read.
	unread []archive.Capture
	// unreached are the addresses that nobody asked for because one of missing
	// leads to them, with that one.
	unreached map[string]string
	// late are the views that stand as they were because another view of their page failed,
	// with that one.
	late map[string]string
	// listWent is true on the night on which it is believed that a page of amendments is gone.
	listWent bool
}

// dark returns the addresses of which nothing is known tonight, each with the one
// that failed.
func (m *manifest) dark() map[string]string {
	dark := maps.Clone(m.unreached)
	if dark == nil {
		dark = map[string]string{}
	}
	for _, c := range slices.Concat(m.missing, m.unread) {
		dark[c.URL] = c.URL
	}
	return dark
}

// newManifest decides which bytes stand for each address of a board tonight:
// what was fetched; where that failed, what stood there before. An address that
// was not asked for tonight stands too if the page that led to it failed, for
// then its absence says nothing. Of the views of one page (see viewsOf) all are
// of one night, for what is read out of them together must not be of two.
func newManifest(tonight []archive.Capture, before []observed, views map[string]bool) manifest {
	old := make(map[string]observed, len(before))
	for _, p := range before {
		old[p.URL] = p
	}
	var m manifest
	asked := make(map[string]bool, len(tonight))
	failed := map[string]bool{}
	led := leadNowhere(tonight)
	for _, c := range tonight {
		asked[c.URL] = true
		if c.OK() {
			m.pages = append(m.pages, observed{Capture: c})
			continue
		}
		p, had := old[c.URL]
		if crawl.Unobserved(&c, had) && (had || !led[c.URL]) {
			m.missing = append(m.missing, c)
		}
		failed[c.URL] = true
		if had {
			m.pages = append(m.pages, observed{Capture: p.Capture, stale: true})
		}
	}
	for i, p := range m.pages {
		if from := old[p.URL].From; failed[from] {
			m.pages[i].From = from // tonight another way led there, which says nothing of that one
		}
	}
	m.pages = append(m.pages, unreached(before, asked, failed)...)
	m.noteStrays(tonight)
	m.unreached = m.behindMissing()
	m.oneNight(old, failed, views)
	sort.Slice(m.pages, func(i, j int) bool { return m.pages[i].URL < m.pages[j].URL })
	m.noteQuiet(old)
	return m
}

// noteQuiet tells the pages of a night on which nothing was seen that is otherwise than before.
func (m *manifest) noteQuiet(old map[string]observed) {
	if len(m.pages) != len(old) || slices.ContainsFunc(m.pages, func(p observed) bool { return p.SHA256 != old[p.URL].SHA256 }) {
		return
	}
	for i := range m.pages {
		m.pages[i].quiet = true
	}
}

// noteStrays tells the pages which addresses that were not observed led to them.
func (m *manifest) noteStrays(tonight []archive.Capture) {
	to := map[string]map[string]bool{}
	for _, c := range tonight {
		if c.OK() || c.FinalURL == c.URL {
			continue
		}
		if to[c.FinalURL] == nil {
			to[c.FinalURL] = map[string]bool{}
		}
		to[c.FinalURL][c.URL] = true
	}
	for i := range m.pages {
		m.pages[i].strays = to[m.pages[i].URL]
	}
}

// leadNowhere returns the addresses at which redirects ended that gave no content:
// the page that was asked for is missing, not a login page that it leads to.
func leadNowhere(tonight []archive.Capture) map[string]bool {
	led := map[string]bool{}
	for _, c := range tonight {
		if c.Location != "" && !c.OK() && c.FinalURL != c.URL {
			led[c.FinalURL] = true
		}
	}
	return led
}

// viewKey is what the views of one page have in common: the address without query.
func viewKey(address string) string {
	key, _, _ := strings.Cut(address, "?")
	return key
}

// viewsOf returns the keys of the pages that a board shows in several views, one
// for each area: its amendments.
func viewsOf(b crawl.Board) map[string]bool {
	views := map[string]bool{}
	for _, u := range canonicals(b.AmendmentPages()) {
		views[viewKey(u)] = true
	}
	return views
}

// oneNight gives all views of a page their earlier bytes where one of them failed.
func (m *manifest) oneNight(old map[string]observed, failed map[string]bool, views map[string]bool) {
	first := map[string]string{}
	for _, u := range slices.Sorted(maps.Keys(failed)) {
		if key := viewKey(u); views[key] && first[key] == "" {
			first[key] = u
		}
	}
	m.late = map[string]string{}
	for i, p := range m.pages {
		if before, had := old[p.URL]; had && first[viewKey(p.URL)] != "" {
			m.pages[i] = observed{Capture: before.Capture, stale: true}
			m.late[p.URL] = first[viewKey(p.URL)]
		}
	}
}

// contentsMissing returns a page of the contents that could not be seen: a view
// of a start page, or a page on which several others were found. An outline put
// together from two nights would tell of chapters that come and go.
func (m *manifest) contentsMissing(b crawl.Board, before []observed) (archive.Capture, bool) {
	starts := map[string]bool{}
	for _, u := range canonicals(b.Start) {
		starts[viewKey(u)] = true
	}
	found := map[string]int{}
	for _, p := range before {
		found[p.From]++
	}
	for _, c := range m.missing {
		if starts[viewKey(c.URL)] || found[c.URL] >= crawl.ContentsLinks {
			return c, true
		}
	}
	return archive.Capture{}, false
}

// markFailed returns the captures with an error at those whose documents cannot be
// read although earlier ones could.
func markFailed(captures []archive.Capture, why map[string]string) []archive.Capture {
	out := slices.Clone(captures)
	for i := range out {
		if e, bad := why[out[i].URL]; bad && out[i].OK() {
			out[i].Error, out[i].Permanent = e, false
		}
	}
	return out
}

// unreached returns the earlier pages that nobody asked for tonight because the
// page that leads to them failed, directly or over other such pages.
func unreached(before []observed, asked, failed map[string]bool) []observed {
	var out []observed
	taken := map[string]bool{}
	for more := true; more; {
		more = false
		for _, p := range before {
			if asked[p.URL] || taken[p.URL] || !(failed[p.From] || taken[p.From]) {
				continue
			}
			taken[p.URL], more = true, true
			out = append(out, observed{Capture: p.Capture, stale: true})
		}
	}
	return out
}

// behindMissing finds the pages, of those that stand, that a missing one leads to.
func (m *manifest) behindMissing() map[string]string {
	root := map[string]string{}
	for _, c := range m.missing {
		root[c.URL] = c.URL
	}
	out := map[string]string{}
	for more := true; more; {
		more = false
		for _, p := range m.pages {
			if r, behind := root[p.From]; behind && p.stale && root[p.URL] == "" {
				root[p.URL], out[p.URL], more = r, r, true
			}
		}
	}
	return out
}

// ways finds the earlier pages to which only a missing page, or another view of one, led, directly or over others that
// nobody asked for, each with that one: what such a page lists was not seen, even where tonight
// another way led to one of them.
func (m *manifest) ways(before []observed) map[string]string {
	root, seen := maps.Clone(m.late), map[string]bool{}
	if root == nil {
		root = map[string]string{}
	}
	for _, c := range m.missing {
		root[c.URL] = c.URL
	}
	for _, p := range m.pages {
		seen[p.URL] = !p.stale
	}
	out := map[string]string{}
	for more := true; more; {
		more = false
		for _, p := range before {
			if r := root[p.From]; r != "" && !seen[p.From] && root[p.URL] == "" {
				root[p.URL], out[p.URL], more = r, r, true
			}
		}
	}
	return out
}

// sameBytes reports whether two manifests hold the same bytes at the same addresses.
func sameBytes(a, b []observed) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].URL != b[i].URL || a[i].SHA256 != b[i].SHA256 {
			return false
		}
	}
	return true
}

// startFailed returns the first start page of the board without content tonight.
// aliases leads from an address to the one it was found to stand for.
func startFailed(b crawl.Board, tonight []archive.Capture, aliases map[string]string) (archive.Capture, bool) {
	by := make(map[string]archive.Capture, len(tonight))
	for _, c := range tonight {
		by[c.URL] = c
	}
	for _, raw := range b.Start {
		u, err := crawl.Canonical(raw)
		if err != nil {
			u = raw
		}
		if to, moved := aliases[u]; moved && by[u].URL == "" {
			u = to
		}
		c, asked := by[u]
		if !asked {
			return archive.Capture{URL: u, Error: "not visited"}, true
		}
		if !c.OK() {
			return c, true
		}
	}
	return archive.Capture{}, false
}
