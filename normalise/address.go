package normalise

import (
	"net/url"
	"slices"
	"strings"
)

// addressKey folds what does not tell two pages apart: scheme, "www.", the
// default port, a trailing slash, the fragment and parameters of a session.
func addressKey(address string) string {
	if p, ok := takeApart(address); ok {
		if key, ok := p.key(address); ok {
			return key
		}
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return address
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	path := strings.TrimRight(u.EscapedPath(), "/")
	if i := strings.Index(strings.ToLower(path), "%23"); i >= 0 {
		path = path[:i]
	}
	key := host + path
	if q := keptQuery(u); q != "" {
		key += "?" + q
	}
	return key
}

// underKey reports whether the key of an address stands below another.
func underKey(key, above string) bool {
	rest, ok := strings.CutPrefix(key, above)
	return ok && strings.HasPrefix(rest, "/")
}

// keptQuery is the query of an address without parameters of a session, in a
// fixed order where any were dropped.
func keptQuery(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	q := u.Query()
	dropped := false
	for name := range q {
		if sessionName(strings.ToLower(name)) {
			q.Del(name)
			dropped = true
		}
	}
	if !dropped {
		return u.RawQuery
	}
	return q.Encode()
}

// sessionName reports whether a parameter, in lower case, belongs to a visit and
// not to a page.
func sessionName(l string) bool {
	switch l {
	case "sid", "phpsessid", "jsessionid", "sessionid", "session", "vaction", "_":
		return true
	}
	return strings.HasPrefix(l, "utm_")
}

// cleanAddress is the address that is shown: without a bare "#" and without
// parameters of a session.
func cleanAddress(address string) string {
	if p, ok := takeApart(address); ok {
		return address[:p.end]
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return address
	}
	u.RawQuery = keptQuery(u)
	u.Fragment = ""
	return u.String()
}

// fragment returns what stands after '#' in an address.
func fragment(address string) string {
	if _, after, ok := strings.Cut(address, "#"); ok {
		if strings.IndexByte(after, '%') < 0 {
			return after
		}
		if un, err := url.PathUnescape(after); err == nil {
			return un
		}
		return after
	}
	return ""
}

// A site finds the pages of an input by address.
type site struct {
	in    *Input
	keys  []string          // of the addresses of in.Pages
	pages map[string]int    // address key -> index in in.Pages
	asked memo[string, int] // address as written -> what page gave; links repeat on every page
	// entries are the rows that entries of menus gave, see rowReader.single.
	entries memo[menuEntry, []row]
}

func newSite(in *Input) *site {
	s := &site{in: in, keys: make([]string, len(in.Pages)), pages: make(map[string]int, 2*len(in.Pages))}
	s.entries.most = maxEntries
	for i := range in.Pages {
		s.keys[i] = addressKey(in.Pages[i].URL)
		s.add(in.Pages[i].URL, i)
	}
	for i := range in.Pages {
		p := &in.Pages[i]
		for _, a := range p.Aliases {
			s.add(a, i)
		}
	}
	for i := range in.Pages {
		s.add(in.Pages[i].FinalURL, i)
	}
	return s
}

func (s *site) add(address string, i int) {
	if address == "" {
		return
	}
	k := addressKey(address)
	if _, known := s.pages[k]; !known {
		s.pages[k] = i
	}
}

// page returns the index of the page at an address, -1 if it was not read.
func (s *site) page(address string) int {
	if address == "" {
		return -1
	}
	return s.asked.of(address, func() int {
		if i, read := s.pages[addressKey(address)]; read {
			return i
		}
		return -1
	})
}

// internal reports whether an address belongs to the manual's hosts.
func (s *site) internal(address string) bool {
	host := hostOf(address)
	if host == "" {
		return false
	}
	if s.page(address) >= 0 {
		return true
	}
	for _, h := range s.in.Hosts {
		if i := strings.LastIndexByte(h, ':'); i > 0 {
			h = h[:i]
		}
		if host == strings.TrimPrefix(strings.ToLower(h), "www.") {
			return true
		}
	}
	return slices.ContainsFunc(s.in.Start, func(a string) bool { return hostOf(a) == host })
}

// hostOf is the host of an address without "www." and port, "" if it has none.
func hostOf(address string) string {
	var host string
	if p, ok := takeApart(address); ok {
		host, _, _ = strings.Cut(address[p.host:p.path], ":")
	} else if u, err := url.Parse(address); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	return strings.TrimPrefix(host, "www.")
}

// samePage reports whether two addresses show the same page.
func (s *site) samePage(a, b string) bool {
	i, j := s.page(a), s.page(b)
	return i == j && (i >= 0 || addressKey(a) == addressKey(b))
}
