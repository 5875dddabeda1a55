package parse

import (
	"net/url"
	"strings"
)

// A resolver makes the addresses of a page absolute. Most are of a few plain
// shapes, which it puts together without parsing.
type resolver struct {
	base   *url.URL
	page   string // address of the page without fragment
	origin string // scheme and host
	folder string // address of the base up to its last slash; "" if it is not plain
}

func newResolver(page, baseHref string) resolver {
	u, err := url.Parse(page)
	if err != nil {
		u = &url.URL{}
	}
	r := resolver{page: strings.SplitN(page, "#", 2)[0], base: u}
	if b, err := url.Parse(strings.TrimSpace(baseHref)); err == nil && baseHref != "" {
		r.base = u.ResolveReference(b)
	}
	if r.base.Host != "" {
		r.origin = r.base.Scheme + "://" + r.base.Host
		if path := r.base.EscapedPath(); r.base.User == nil && strings.HasPrefix(path, "/") && !strings.Contains(path, "/.") && !strings.Contains(path, "//") {
			r.folder = r.origin + path[:strings.LastIndexByte(path, '/')+1]
		}
	}
	return r
}

// resolve makes a reference absolute. Scripts and empty references give "".
func (r resolver) resolve(ref string) string {
	ref = strings.TrimSpace(ref)
	switch {
	case ref == "":
		return ""
	case ref[0] == '#':
		return r.page + ref
	case !tidy(ref):
		return r.parse(ref)
	case strings.HasPrefix(ref, "https://"), strings.HasPrefix(ref, "http://"):
		return ref
	case ref[0] == '/' && r.origin != "" && !strings.HasPrefix(ref, "//"):
		return r.origin + ref
	case r.folder != "" && plainName(ref):
		return r.folder + ref
	}
	return r.parse(ref)
}

// plainName reports a tidy reference to a page beside or below the base, with nothing
// that is written in two ways.
func plainName(ref string) bool {
	for i := range len(ref) {
		if c := ref[i]; !labelByte(c) && c != '/' && c != '#' || c == ':' {
			return false
		}
	}
	return ref[0] != '/' && ref[0] != '.' && ref[0] != '#' && ref[len(ref)-1] != '#' && strings.Count(ref, "#") <= 1 && !strings.Contains(ref, "//")
}

// tidy reports whether a reference needs no cleaning: no white space, no dot
// segments, no characters outside ASCII.
func tidy(ref string) bool {
	for i := range len(ref) {
		if c := ref[i]; untidy[c] || c == '.' && i > 0 && ref[i-1] == '/' {
			return false
		}
	}
	return true
}

// untidy are the bytes that a browser escapes, drops or reads as others.
var untidy = func() (set [256]bool) {
	for c := range set {
		set[c] = c <= ' ' || c >= 0x7f || strings.IndexByte("\\\"<>", byte(c)) >= 0
	}
	return set
}()

// parse resolves by the book. A reference that cannot be parsed is escaped first;
// if that fails too, it is kept as it is, so that a person can see it.
func (r resolver) parse(ref string) string {
	low := lowerASCII(ref)
	if strings.HasPrefix(low, "javascript:") || strings.HasPrefix(low, "data:") || strings.HasPrefix(low, "vbscript:") {
		return ""
	}
	u, err := url.Parse(strings.Map(unbroken, ref))
	if err != nil {
		if u, err = url.Parse(strings.ReplaceAll(strings.Map(unbroken, ref), "%", "%25")); err != nil {
			return ref
		}
	}
	return r.base.ResolveReference(u).String()
}

// unbroken drops the line breaks and tabs that browsers drop from addresses.
func unbroken(c rune) rune {
	if c == '\n' || c == '\r' || c == '\t' {
		return -1
	}
	if c == '\\' {
		return '/'
	}
	return c
}
