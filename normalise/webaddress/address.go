// Package webaddress makes keys of addresses: two addresses of one page have one key,
// whatever session, fragment or spelling they carry.
package webaddress

import (
	"net/url"
	"path"
	"strings"

	"manualwatch/parse/pattern"
)

// Key folds what does not tell two pages apart: scheme, "www.", the
// default port, a trailing slash, the fragment and parameters of a session.
func Key(address string) string {
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

// Under reports whether the key of an address stands below another.
func Under(key, above string) bool {
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
	case "sid", "phpsessid", "jsessionid", "sessionid", "session", "vaction", "pvs", "_":
		return true
	}
	return strings.HasPrefix(l, "utm_")
}

// Clean is the address that is shown: without a bare "#" and without
// parameters of a session.
func Clean(address string) string {
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

// Fragment returns what stands after '#' in an address.
func Fragment(address string) string {
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

// Host is the host of an address without "www." and port, "" if it has none.
func Host(address string) string {
	var host string
	if p, ok := takeApart(address); ok {
		host, _, _ = strings.Cut(address[p.host:p.path], ":")
	} else if u, err := url.Parse(address); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	return strings.TrimPrefix(host, "www.")
}

// PathKey is the key of an address without its query.
func PathKey(address string) string {
	key, _, _ := strings.Cut(Key(address), "?")
	return key
}

// GoesOn reports an address that says that it is of a page behind another: "/c/visits-2" behind
// "/c/visits", "?page=3" behind "?page=2".
func GoesOn(from, to string) bool {
	a, _ := onward(from)
	b, n := onward(to)
	return n && a == b && from != to
}

// IsPageOf reports an address that is another with the number of a page behind it: "/c/visits/page2"
// or "/c/visits?page=2" beside "/c/visits".
func IsPageOf(first, to string) bool {
	stem, n := onward(to)
	base, _, _ := strings.Cut(first, "?")
	base = strings.TrimSuffix(base, "/")
	return n && (stem == base || stem == strings.TrimSuffix(base, path.Ext(base)))
}

var pageEnd = pattern.New(`(?i)(?:[-_/.](?:page|part|p)?[-_/]?\d{1,3}|[?&](?:page|paged|pg|p|part)=\d{1,3})(?:\.[a-z]{3,5})?/?$`)

// onward is an address without what ends it, and whether it ended in the number of a page.
func onward(address string) (stem string, numbered bool) {
	stem = pageEnd.ReplaceAllString(address, "")
	if numbered = stem != address; !numbered {
		stem = strings.TrimSuffix(strings.TrimSuffix(stem, "/"), path.Ext(stem))
	}
	return stem, numbered
}
