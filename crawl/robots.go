package crawl

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"time"
)

// robotsToken is the product token that robots.txt files may name.
const robotsToken = "manualwatch"

// maxRobots is how much of a robots.txt is read (RFC 9309, section 2.5).
const maxRobots = 500 << 10

// A robotsFile is what one robots.txt says to us (RFC 9309).
type robotsFile struct {
	rules    []robotsRule
	delay    time.Duration // Crawl-delay, not part of the RFC but widely meant
	sitemaps []string
	blocked  string // why nothing at all may be fetched; "" otherwise
	since    time.Time
}

type robotsRule struct {
	allow   bool
	pattern string // escapes made regular; a final $ anchors, * is any text
}

// parseRobots reads a robots.txt for the product token. A line that cannot be
// read harms nothing but itself.
func parseRobots(body []byte, token string) *robotsFile {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if len(body) > maxRobots {
		body = body[:maxRobots]
		if i := bytes.LastIndexAny(body, "\r\n"); i >= 0 {
			body = body[:i]
		}
	}
	var p robotsParser
	p.token = strings.ToLower(token)
	for line := range strings.FieldsFuncSeq(string(body), func(r rune) bool { return r == '\n' || r == '\r' }) {
		p.line(line)
	}
	g := &p.any
	if p.named {
		g = &p.ours
	}
	return &robotsFile{rules: g.rules, delay: g.delay, sitemaps: p.sitemaps}
}

type robotsGroup struct {
	rules []robotsRule
	delay time.Duration
}

type robotsParser struct {
	token     string
	ours, any robotsGroup
	named     bool // a group names our token
	inAgents  bool // the last group line was a user-agent line
	forUs     bool // the current group names our token
	forAny    bool // the current group names *
	sitemaps  []string
}

func (p *robotsParser) line(line string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		p.agent(value)
	case "allow", "disallow":
		p.rule(robotsRule{allow: strings.EqualFold(strings.TrimSpace(key), "allow"), pattern: value})
	case "crawl-delay":
		p.delay(value)
	case "sitemap":
		if len(p.sitemaps) < 20 {
			p.sitemaps = append(p.sitemaps, value)
		}
	}
}

func (p *robotsParser) agent(value string) {
	if !p.inAgents {
		p.forUs, p.forAny = false, false
	}
	p.inAgents = true
	if value == "*" || strings.HasPrefix(value, "* ") {
		p.forAny = true
		return
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_')
	})
	if end >= 0 {
		value = value[:end]
	}
	if strings.EqualFold(value, p.token) {
		p.forUs, p.named = true, true
	}
}

// groups calls f for the groups that the current line belongs to.
func (p *robotsParser) groups(f func(*robotsGroup)) {
	if p.forUs {
		f(&p.ours)
	}
	if p.forAny {
		f(&p.any)
	}
}

func (p *robotsParser) rule(r robotsRule) {
	p.inAgents = false
	if r.pattern == "" {
		return // "Disallow:" alone forbids nothing
	}
	if r.pattern[0] != '/' && r.pattern[0] != '*' {
		r.pattern = "/" + r.pattern
	}
	r.pattern = robotsPattern(r.pattern)
	p.groups(func(g *robotsGroup) { g.rules = append(g.rules, r) })
}

// delay reads a Crawl-delay. It ends the list of agents as a rule does, though the
// RFC knows no such line: many files give everybody a delay and shut out others
// right below it.
func (p *robotsParser) delay(value string) {
	p.inAgents = false
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0) {
		return
	}
	d := time.Duration(min(seconds, 86400) * float64(time.Second))
	p.groups(func(g *robotsGroup) { g.delay = max(g.delay, d) })
}

// robotsPattern makes the escapes of a rule regular and its inner dollar signs
// literal.
func robotsPattern(s string) string {
	anchored := strings.HasSuffix(s, "$")
	s = strings.ReplaceAll(strings.TrimSuffix(s, "$"), "$", "%24")
	s = robotsEscapes(s)
	if anchored {
		s += "$"
	}
	return s
}

// robotsEscapes encodes what is not ASCII and makes existing escapes regular
// (RFC 9309, section 2.2.2), so that octets can be compared.
func robotsEscapes(s string) string {
	return normalEscapes(mendEscapes(s))
}

// robotsLiterals writes the characters that have a meaning in patterns.
var robotsLiterals = strings.NewReplacer("*", "%2A", "$", "%24")

// allowed reports whether an address, given as its path with query, may be
// fetched. The longest pattern that matches decides; allow wins over disallow
// of the same length.
func (f *robotsFile) allowed(pathQuery string) bool {
	if f.blocked != "" {
		return false
	}
	pathQuery = cmp.Or(pathQuery, "/")
	if pathQuery == "/robots.txt" {
		return true
	}
	target := robotsEscapes(pathQuery)
	if strings.ContainsAny(target, "*$") {
		target = robotsLiterals.Replace(target)
	}
	best, allow := -1, true
	for _, r := range f.rules {
		n := len(r.pattern)
		if n < best || n == best && (allow || !r.allow) {
			continue
		}
		if robotsMatch(r.pattern, target) {
			best, allow = n, r.allow
		}
	}
	return allow
}

// robotsMatch reports whether the pattern matches the beginning of target, or
// all of it when the pattern ends in $. Its cost is at most the product of the
// lengths.
func robotsMatch(pattern, target string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	parts := strings.Split(strings.TrimSuffix(pattern, "$"), "*")
	if !strings.HasPrefix(target, parts[0]) {
		return false
	}
	rest := target[len(parts[0]):]
	for i, part := range parts[1:] {
		if anchored && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !anchored || rest == ""
}
