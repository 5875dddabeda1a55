package crawl

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A role tells what a page is to the crawl.
type role uint8

const (
	pageRole  role = iota // a chapter or another page of the manual
	indexRole             // a list of chapters: start pages, amendments pages, their further parts
)

// A scope knows which addresses belong to a board's manual.
type scope struct {
	platform platform
	hosts    []hostEntry // of start and amendments pages
	extra    []hostEntry // further hosts of the register
	prefixes []string    // paths of the start hosts below which everything belongs to the manual
	starts   []string    // paths of the start pages
	// besideStart is true where the prefix is only the folder that a start
	// file happens to lie in: then menus do not lead to the manual, but see takeMenu.
	besideStart bool
	exclude     []string
	folders     map[string]bool // folders that hold known chapters: host + path with a slash at the end
	sections    map[string]bool // folders of the pages that the contents list, what lies below these: the same
}

// A hostEntry is a host of the register; an empty port is any port, and "web"
// is 80 and 443.
type hostEntry struct{ name, port string }

func newScope(b *Board) *scope {
	s := &scope{platform: platformOf(b.Platform), prefixes: b.prefixes(), exclude: b.Exclude, folders: map[string]bool{}, sections: map[string]bool{}}
	for _, a := range append(append([]string{}, b.Start...), b.AmendmentPages()...) {
		if u, err := canonicalURL(nil, a); err == nil {
			s.startsAt(u)
		}
	}
	for _, st := range b.Start {
		if u, err := canonicalURL(nil, st); err == nil {
			s.starts = append(s.starts, u.Path)
			s.besideStart = s.besideStart || path.Ext(u.Path) != "" && !s.platform.besideChapters && !s.platform.wholeHost
		}
	}
	for _, h := range b.Hosts {
		if u, err := canonicalURL(nil, "http://"+h); err == nil {
			s.extra = append(s.extra, hostEntry{bareHost(u.Hostname()), u.Port()})
		}
	}
	return s
}

// startsAt takes the host of a start or amendments page, or of one to which such a page leads, as
// one that serves the manual's own pages.
func (s *scope) startsAt(u *url.URL) {
	if _, own := s.onHost(u); own {
		return
	}
	port := cmp.Or(u.Port(), "web")
	s.hosts = append(s.hosts, hostEntry{bareHost(u.Hostname()), port})
}

func (h hostEntry) matches(u *url.URL) bool {
	if h.name != bareHost(u.Hostname()) {
		return false
	}
	p := u.Port()
	switch h.port {
	case "":
		return true
	case "web":
		return p == "" || p == "80" || p == "443"
	}
	return p == h.port
}

// onHost reports whether the address lies on a host of the register, and
// whether that host serves the manual's own pages.
func (s *scope) onHost(u *url.URL) (known, own bool) {
	for _, h := range s.hosts {
		if h.matches(u) {
			return true, true
		}
	}
	for _, h := range s.extra {
		if h.matches(u) {
			return true, false
		}
	}
	return false, false
}

// excluded reports whether an address is never part of a manual: page tools,
// pictures, what the register excludes.
func (s *scope) excluded(u *url.URL) bool {
	if otherFile.MatchString(u.Path) {
		return true
	}
	for _, e := range s.exclude {
		if strings.HasPrefix(u.EscapedPath(), e) || u.RawQuery != "" && strings.HasPrefix(u.EscapedPath()+"?"+u.RawQuery, e) {
			return true
		}
	}
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, seg := range segments {
		if pageTool.MatchString(seg) && (i == len(segments)-1 || anywhereTool.MatchString(seg)) && !s.startsIn(segments[:i+1]) {
			return true
		}
	}
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		if name, value, _ := strings.Cut(pair, "="); toolParameter.MatchString(name) && !(searchParameter.MatchString(name) && partNumber.MatchString(value)) {
			return true
		}
	}
	return false
}

// startsIn reports whether a start page lies in a folder or is called so: a manual may be
// served from /cgi-bin/.
func (s *scope) startsIn(segments []string) bool {
	folder := "/" + strings.Join(segments, "/") + "/"
	return slices.ContainsFunc(s.starts, func(st string) bool { return strings.HasPrefix(st+"/", folder) })
}

// searchParameter asks for pages that hold some words; a number is no such words, but counts
// the manual's parts.
var (
	searchParameter = regexp.MustCompile(`(?i)^[sq]$`)
	partNumber      = regexp.MustCompile(`^\d{1,4}(?:\.\d{1,3})*$`)
)

// anywhereTool is a page tool wherever it stands in a path.
var anywhereTool = regexp.MustCompile(`(?i)^(?:search|print|printpdf|wp-admin|wp-json|cgi-bin|cdn-cgi|login|feed|_sources)$`)

// isDocument reports whether a link leads to a file that may hold chapters.
func isDocument(u *url.URL, l *link) bool {
	return l.document && !isRoot(u) || documentExtension.MatchString(u.Path) ||
		downloadPath.MatchString(u.Path+"/") || u.RawQuery != "" && downloadPath.MatchString("?"+u.RawQuery)
}

func isRoot(u *url.URL) bool { return u.Path == "/" && u.RawQuery == "" }

// above reports whether the path is a folder that contains a start page: the
// home page and the sections on the way to the manual.
func (s *scope) above(u *url.URL) bool {
	p := strings.TrimSuffix(u.Path, "/") + "/"
	return slices.ContainsFunc(s.starts, func(st string) bool { return strings.HasPrefix(st, p) && strings.TrimSuffix(st, "/")+"/" != p })
}

func (s *scope) underPrefix(u *url.URL) bool {
	return slices.ContainsFunc(s.prefixes, func(p string) bool { return strings.HasPrefix(u.Path+"/", p) })
}

// calendar is a parameter or folder that can be turned for ever.
var (
	calendarParameter = regexp.MustCompile(`(?i)^(?:month|year|day|date|week|yr|mon|cal(?:endar)?|eventdate|tribe-bar-date|from|to|start_?date|end_?date)$`)
	calendarPath      = regexp.MustCompile(`(?i)/(?:events?|calendar|diary|whats-?on)(?:/|$)`)
)

func isCalendar(u *url.URL) bool {
	if calendarPath.MatchString(u.Path) {
		return true
	}
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		if name, _, _ := strings.Cut(pair, "="); calendarParameter.MatchString(name) {
			return true
		}
	}
	return false
}

// pagination is a parameter or path that leads through the parts of one list.
var (
	partParameter = regexp.MustCompile(`(?i)^(?:page|paged|pg|p|part|offset|start|skip|pageno|page_?num(?:ber)?|pagenumber|_page)$`)
	partPath      = regexp.MustCompile(`(?i)/(?:page|p|part)[/-]?\d{1,3}/?$`)
)

// isFurtherPart reports whether u is another part of the list at from: the same
// path with a page number, or a link called "next" below the same folder.
func isFurtherPart(from, u *url.URL, l *link) bool {
	if u.Host != from.Host {
		return false
	}
	if l.next && l.embedded {
		return true // meta refresh
	}
	base := partPath.ReplaceAllString(from.Path, "")
	if strings.TrimSuffix(partPath.ReplaceAllString(u.Path, ""), "/") == strings.TrimSuffix(base, "/") && u.Path != from.Path && partPath.MatchString(u.Path) {
		return true
	}
	if u.Path == from.Path && u.RawQuery != from.RawQuery {
		for pair := range strings.SplitSeq(u.RawQuery, "&") {
			if name, _, _ := strings.Cut(pair, "="); partParameter.MatchString(name) {
				return true
			}
		}
	}
	return l.next && path.Dir(strings.TrimSuffix(u.Path, "/")) == path.Dir(strings.TrimSuffix(from.Path, "/"))
}

// wanted decides whether a link found on a page is followed, and as what.
func (s *scope) wanted(from *url.URL, as role, l *link, u *url.URL) (role, bool) {
	known, own := s.onHost(u)
	if !known || s.excluded(u) || s.above(u) {
		return pageRole, false
	}
	index := as == indexRole
	if isDocument(u, l) {
		return pageRole, l.content || index || s.underPrefix(u)
	}
	if (index || u.Path == from.Path) && !isCalendar(u) && (isFurtherPart(from, u, l) || index && own && l.embedded) {
		return as, true
	}
	switch {
	case !own:
		return pageRole, index && (l.content || s.platform.wholeHost)
	case isCalendar(u) && !(index && l.content):
		return pageRole, s.platform.wholeHost
	case s.underPrefix(u):
		return pageRole, l.content || !s.besideStart
	case index && l.content:
		return pageRole, true
	case l.embedded && l.content:
		return pageRole, true
	}
	return pageRole, s.belongs(from, u) || own && goesOn(from, u, l)
}

// partName ends the address of a page of a chapter: "-2", "/part3", "_p4.html".
var partName = regexp.MustCompile(`(?i)[-_/.](?:page|part|p)?[-_/]?\d{1,3}(?:\.[a-z]{3,5})?/?$`)

// goesOn reports a link called "next" from one page of a chapter to another, beside it: their
// addresses differ in what ends them.
func goesOn(from, u *url.URL, l *link) bool {
	stem := strings.TrimSuffix(partName.ReplaceAllString(from.Path, ""), path.Ext(from.Path))
	rest, ok := strings.CutPrefix(u.Path, strings.TrimSuffix(stem, "/"))
	return l.next && u.Host == from.Host && ok && len(stem) > 1 && rest != "" && strings.ContainsRune("-_./", rune(rest[0]))
}

// belongs reports whether an address lies beside known chapters, below the page that links
// to it or, as that of a chapter does that another section lists now, below a section's page.
func (s *scope) belongs(from, u *url.URL) bool {
	if s.folders[folderOf(u)] || s.belowSection(u) {
		return true
	}
	return isBelow(from, u)
}

// isBelow reports an address below another one that is not the root of its host.
func isBelow(from, u *url.URL) bool {
	below := folderBelow(from)
	return below != "/" && u.Host == from.Host && strings.HasPrefix(u.Path, below)
}

// fileEnding ends the name of a page's file.
var fileEnding = regexp.MustCompile(`(?i)\.(?:html?|aspx?|php|jsp|cfm)$`)

// folderBelow is the path of the folder that has the name of a page: what lies there is below it.
func folderBelow(u *url.URL) string {
	return fileEnding.ReplaceAllString(strings.TrimSuffix(u.Path, "/"), "") + "/"
}

// inOwnMenu decides whether a link is followed that stands in a menu of the page's own.
func (s *scope) inOwnMenu(from *url.URL, l link, u *url.URL) bool {
	l.content = true
	_, ok := s.wanted(from, indexRole, &l, u)
	return ok && !isCalendar(u)
}

// belowSection reports an address below a page that the contents list.
func (s *scope) belowSection(u *url.URL) bool {
	folder := folderOf(u)
	for !isRootFolder(folder) {
		if s.sections[folder] {
			return true
		}
		folder = folder[:strings.LastIndexByte(folder[:len(folder)-1], '/')+1]
	}
	return false
}

// folderOf names the folder of an address, or of the page that a trailing slash
// makes a folder.
func folderOf(u *url.URL) string {
	dir, _ := path.Split(strings.TrimSuffix(u.Path, "/"))
	return u.Host + dir
}

// isRootFolder reports the folder that is all of a host.
func isRootFolder(folder string) bool { return strings.Count(folder, "/") < 2 }
