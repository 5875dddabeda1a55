package crawl

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"manualwatch/crawl/archive"
)

// Two addresses of one page are told apart from two pages in three steps. Where
// hardly any server makes a difference (looseKey) the second spelling is not
// asked for. Where some do, and only letter case differs, both are asked for and
// compared. A host that gave the same page for caseProofs such pairs, and never
// another, is believed for what its menus and texts link to; what contents pages
// list is always looked at.

// caseProofs is how many pairs show that a host takes no notice of letter case.
const caseProofs = 2

// A caseSense is what the night has shown of how a host reads letter case.
type caseSense struct {
	same      int  // pairs that were one page
	different bool // a pair was two pages: the host tells them apart
	asked     bool // a pair is being looked at in this level
}

// ignored reports whether the host takes no notice of letter case.
func (s *caseSense) ignored() bool { return !s.different && s.same >= caseProofs }

// indexNames are the file names that servers show for a folder.
var indexNames = regexp.MustCompile(`(?i)^(?:index|default)\.(?:html?|shtml|php|aspx?|jsp|cfm)$`)

// looseKey is equal for addresses that nearly always give the same page: http
// or https, with www. or without, with a trailing slash or without, index.html
// or its folder, parameters in another order.
func looseKey(canonical string) string {
	u, err := url.Parse(canonical)
	if err != nil {
		return canonical
	}
	p := u.Path
	if dir, file := path.Split(p); indexNames.MatchString(file) {
		p = dir
	}
	query := u.RawQuery
	if strings.Contains(query, "&") {
		pairs := strings.Split(query, "&")
		slices.Sort(pairs)
		query = strings.Join(pairs, "&")
	}
	return bareHost(u.Host) + strings.TrimRight(p, "/") + "?" + query
}

// bareHost drops a leading www.
func bareHost(host string) string { return strings.TrimPrefix(host, "www.") }

// caseKey is equal for loose keys that differ in the letter case of the path.
func caseKey(loose string) string {
	p, query, _ := strings.Cut(loose, "?")
	return strings.ToLower(p) + "?" + query
}

// otherIndex reports whether two addresses of one folder name two files of it.
func otherIndex(a, b string) bool {
	fa, fb := path.Base(mustParse(a).Path), path.Base(mustParse(b).Path)
	return indexNames.MatchString(fa) && indexNames.MatchString(fb) && !strings.EqualFold(fa, fb)
}

// spelled returns the item that an address is another spelling of, nil if it
// must be asked for.
func (v *visit) spelled(c *candidate, address string) *item {
	loose := looseKey(address)
	if it := v.byLoose[loose]; it.stands() && !otherIndex(it.url, address) {
		return it
	}
	it := v.byCase[caseKey(loose)]
	if it.stands() && c.from.role != indexRole && v.sense(it).ignored() && !otherIndex(it.url, address) {
		return it
	}
	return nil
}

// stands reports whether an item is a page, or may yet turn out to be one.
func (it *item) stands() bool { return it != nil && (!it.finished || it.capture.Error == "") }

// sense returns what is known of the item's host.
func (v *visit) sense(it *item) *caseSense {
	key := it.target.Host
	if v.cases[key] == nil {
		v.cases[key] = &caseSense{}
	}
	return v.cases[key]
}

// mustWait reports whether a candidate is to be left for the next level: one
// pair at a time is enough to learn how a host reads letter case.
func (v *visit) mustWait(c *candidate) bool {
	address := v.sessions.strip(c.url)
	if c.from.role == indexRole || v.byURL[address] != nil {
		return false
	}
	it := v.byCase[caseKey(looseKey(address))]
	if it == nil {
		return false
	}
	s := v.sense(it)
	return s.asked && !s.different && !s.ignored()
}

// doubt notes that a new item may be another spelling of an older one.
func (v *visit) doubt(it *item) {
	first := v.byCase[caseKey(looseKey(it.url))]
	if first == nil || first == it || otherIndex(first.url, it.url) {
		return
	}
	it.twin = first
	v.doubtful = append(v.doubtful, it)
	v.sense(first).asked = true
}

// settleTwins compares the pairs of a level that was fetched.
func (v *visit) settleTwins() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var open []*item
	for _, it := range v.doubtful {
		s := v.sense(it.twin)
		s.asked = false
		a, b := &it.capture, &it.twin.capture
		switch {
		case a.Location != "" && a.Location == it.twin.url, b.Location != "" && b.Location == it.url:
			s.same++
		case a.OK() && b.OK() && a.Location == "" && b.Location == "":
			if !v.samePage(it, it.twin) {
				s.different = true
				continue
			}
			s.same++
			a.Role = archive.Twin
			v.aliases[it.url] = it.twin.url
			if err := v.log(*a); err != nil {
				return err
			}
		case a.Permanent != b.Permanent:
			s.different = true // one of them is not there
		default:
			open = append(open, it)
		}
	}
	v.doubtful = open
	return nil
}

// samePage reports whether two answers are one page: the same bytes, or the
// same words but for digits (pages say when they were made and how often they
// were read).
func (v *visit) samePage(x, y *item) bool {
	if x.capture.SHA256 == y.capture.SHA256 {
		return true
	}
	a, b := v.pageWords(x), v.pageWords(y)
	return a != "" && a == b
}

// pageWords returns the folded words of a page, "" for anything else.
func (v *visit) pageWords(it *item) string {
	text := plainText(v.archivedPage(&it.capture))
	return string(bytes.Join(bytes.Fields([]byte(fold(text))), []byte(" ")))
}

// archivedPage returns a page of the archive in UTF-8, nil if it is none.
func (v *visit) archivedPage(c *archive.Capture) []byte {
	k := &pageKeeper{mediaType: c.MediaType}
	if v.e.ar.CopyBody(k, c.SHA256) != nil {
		return nil
	}
	return toUTF8(k.buf.Bytes(), c.Header["Content-Type"])
}
