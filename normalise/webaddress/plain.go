package webaddress

import (
	"strings"

	"manualwatch/normalise/wording"
)

// A plainAddress gives the places of the parts of an address in its regular
// spelling: most are, and url.Parse need not read them.
type plainAddress struct {
	host, path, query, end int // where each begins; query is end where there is none
}

// takeApart finds the parts of an absolute web address whose scheme and host are
// in lower case, in which nothing is escaped and no parameter is of a session. It
// is false for any other, also for an address that url.Parse refuses.
func takeApart(address string) (plainAddress, bool) {
	var p plainAddress
	switch {
	case strings.HasPrefix(address, "http://"):
		p.host = len("http://")
	case strings.HasPrefix(address, "https://"):
		p.host = len("https://")
	default:
		return p, false
	}
	p.path = p.host + wording.SpanOf(address[p.host:], hostBytes)
	if p.path == p.host {
		return p, false
	}
	if p.path < len(address) && address[p.path] == ':' {
		digits := wording.SpanOf(address[p.path+1:], digitBytes)
		p.path += 1 + digits
		if digits == 0 {
			return p, false
		}
	}
	p.query = p.path + wording.SpanOf(address[p.path:], pathBytes)
	if p.query > p.path && address[p.path] != '/' {
		return p, false
	}
	p.end = p.query
	if p.end < len(address) && address[p.end] == '?' {
		p.end += 1 + wording.SpanOf(address[p.end+1:], queryBytes)
		if p.end == p.query+1 || ofSession(address[p.query+1:p.end]) {
			return p, false
		}
	}
	if p.end < len(address) && (address[p.end] != '#' || !plainFragment(address[p.end:])) {
		return p, false
	}
	return p, true
}

// key is the address's key; false where it takes more than leaving out parts.
func (p *plainAddress) key(address string) (string, bool) {
	host := address[p.host:p.path]
	if strings.HasSuffix(host, ":80") || strings.HasSuffix(host, ":443") {
		return "", false
	}
	from := p.host + len(host) - len(strings.TrimPrefix(host, "www."))
	path := strings.TrimRight(address[p.path:p.query], "/")
	if p.query == p.end {
		return address[from : p.path+len(path)], true
	}
	if p.path+len(path) == p.query {
		return address[from:p.end], true
	}
	return address[from:p.path+len(path)] + address[p.query:p.end], true
}

// Sets of bytes that need no escaping in a part of an address.
var (
	digitBytes = wording.ByteSet("0123456789")
	hostBytes  = wording.ByteSet("abcdefghijklmnopqrstuvwxyz0123456789.-")
	pathBytes  = wording.ByteSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~/")
	queryBytes = wording.ByteSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~=&")
)

// ofSession reports whether a query may hold a parameter that keptQuery drops.
func ofSession(query string) bool {
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if name == "_" || len(name) > 2 && sessionName(strings.ToLower(name)) {
			return true
		}
	}
	return false
}

func plainFragment(s string) bool {
	return strings.IndexByte(s, '%') < 0 && s == strings.TrimSpace(s)
}
