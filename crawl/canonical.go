package crawl

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// maxAddress is the longest address that is looked at, in bytes.
const maxAddress = 4096

var errNotWeb = errors.New("not an http or https address")

// Canonical returns the canonical form of an address: two addresses with the
// same form are the same page. It lower-cases scheme and host, drops default
// port, fragment (also one written %23), dot segments and the parameters of
// sessions, trackers and page tools, and writes percent-encoding in one way
// (RFC 3986, section 6.2.2). Canonical(Canonical(x)) is Canonical(x).
func Canonical(raw string) (string, error) {
	u, err := canonicalURL(nil, raw)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// lineBreaks are ignored inside an address, as browsers do.
var lineBreaks = strings.NewReplacer("\t", "", "\n", "", "\r", "")

// canonicalURL resolves raw against base (nil: raw must be absolute).
func canonicalURL(base *url.URL, raw string) (*url.URL, error) {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' || r == '\u00a0' })
	if strings.ContainsAny(raw, "\t\n\r") {
		raw = lineBreaks.Replace(raw)
	}
	if len(raw) > maxAddress {
		return nil, errors.New("address is too long")
	}
	raw, _, _ = strings.Cut(raw, "#")
	u, err := url.Parse(mendEscapes(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotWeb, err)
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	scheme := strings.ToLower(u.Scheme)
	if scheme != "http" && scheme != "https" || u.Opaque != "" {
		return nil, errNotWeb
	}
	if u.User != nil {
		return nil, errors.New("address with a user name")
	}
	host, err := canonicalHost(scheme, u)
	if err != nil {
		return nil, err
	}
	p := canonicalPath(u.EscapedPath())
	out := &url.URL{Scheme: scheme, Host: host, RawQuery: canonicalQuery(u.RawQuery)}
	if out.Path, err = url.PathUnescape(p); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotWeb, err)
	}
	out.RawPath = p
	return out, nil
}

// mendEscapes makes an address parseable as a browser would: a bare % becomes
// %25, spaces, quotes and controls are encoded, \ is / before the query.
func mendEscapes(s string) string {
	var b strings.Builder
	query := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])):
			b.WriteString("%25")
		case c == '\\' && !query:
			b.WriteByte('/')
		case c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`' || c == '{' || c == '}' || c == '|' || c == '^' || c >= 0x7f:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			query = query || c == '?'
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func canonicalHost(scheme string, u *url.URL) (string, error) {
	name, port := u.Hostname(), u.Port()
	if name == "" {
		return "", errors.New("address without a host")
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		name = ip.WithZone("").Unmap().String()
	} else {
		name = strings.TrimSuffix(strings.ToLower(name), ".")
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			if ascii, err = idna.Punycode.ToASCII(name); err != nil {
				return "", fmt.Errorf("host name %q: %w", name, err)
			}
		}
		name = strings.ToLower(ascii)
		if name == "" || name[0] == '.' || strings.HasSuffix(name, ".") || strings.Contains(name, "..") || strings.ContainsAny(name, " %/\\@?#:[]") {
			return "", fmt.Errorf("bad host name %q", u.Host)
		}
	}
	if port == "" || port == "80" && scheme == "http" || port == "443" && scheme == "https" {
		if strings.Contains(name, ":") {
			return "[" + name + "]", nil
		}
		return name, nil
	}
	return net.JoinHostPort(name, port), nil
}

// sessionInPath is a session id that a server keeps in the path: Java's
// ;jsessionid=..., PHP's, and ASP.NET's (S(...)).
var sessionInPath = regexp.MustCompile(`(?i);(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*|/\([AFSXafsx]\([^)/]*\)\)`)

// canonicalPath works on an escaped path.
func canonicalPath(p string) string {
	p = sessionInPath.ReplaceAllString(p, "")
	p = normalEscapes(p)
	if i := strings.Index(p, "%23"); i > 0 {
		p = p[:i] // a fragment that was escaped by mistake
	}
	if p == "" || p[0] != '/' {
		p = "/" + p
	}
	return removeDots(p)
}

// removeDots removes dot segments (RFC 3986, section 5.2.4); doubled slashes stay.
func removeDots(p string) string {
	if !strings.Contains(p, "/.") {
		return p
	}
	segments := strings.Split(p[1:], "/")
	var out []string
	for i, s := range segments {
		last := i == len(segments)-1
		switch {
		case s == "." && last:
			out = append(out, "")
		case s == ".":
		case s == "..":
			out = out[:max(0, len(out)-1)]
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}

// normalEscapes decodes escaped unreserved characters and writes the others in
// upper case (RFC 3986, section 6.2.2.1 and 2).
func normalEscapes(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		c := unhex(s[i+1])<<4 | unhex(s[i+2])
		if isUnreserved(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
		i += 2
	}
	return b.String()
}

func unhex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// droppedParameters never change what a page says: sessions, campaign tracking,
// and the tools that a page offers (text size, print, share). In lower case.
var droppedParameters = []string{
	"_ga", "_gl", "aspxautodetectcookiesupport", "cfid", "cftoken", "dclid", "fbclid", "fontsize", "gclid",
	"gclsrc", "jsessionid", "mc_cid", "mc_eid", "msclkid", "osid", "phpsessid", "print", "printable", "printview", "pvs",
	"replytocom", "session", "session_id", "sessionid", "sessid", "share", "sid", "textsize", "vaction", "yclid",
}

func droppedParameter(name string) bool {
	if n, err := url.QueryUnescape(name); err == nil {
		name = n
	}
	name = strings.ToLower(name)
	_, found := slices.BinarySearch(droppedParameters, name)
	return found || strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "aspsessionid")
}

// setsLetters reports a parameter that only tells how large the letters of a page are.
func setsLetters(name, value string) bool {
	if name = strings.ToLower(name); name != "size" && name != "font" {
		return false
	}
	switch strings.ToLower(value) {
	case "s", "m", "l", "xl", "small", "smaller", "medium", "normal", "large", "larger", "largest":
		return true
	}
	return false
}

func canonicalQuery(q string) string {
	if q == "" {
		return ""
	}
	var keep []string
	for pair := range strings.SplitSeq(q, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if pair == "" || droppedParameter(name) || setsLetters(name, value) {
			continue
		}
		if i := strings.Index(pair, "%23"); i > 0 && strings.HasPrefix(pair, name) && i > len(name) {
			pair = pair[:i]
		}
		keep = append(keep, normalEscapes(pair))
	}
	return strings.Join(keep, "&")
}

// withoutParameters returns the canonical address without the named parameters.
func withoutParameters(canonical string, drop func(name string) bool) string {
	head, query, ok := strings.Cut(canonical, "?")
	if !ok {
		return canonical
	}
	pairs := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return drop(name)
	})
	if len(pairs) == 0 {
		return head
	}
	return head + "?" + strings.Join(pairs, "&")
}
