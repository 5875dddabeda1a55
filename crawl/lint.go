package crawl

import (
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
)

var boardID = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// nations are those whose terms differ. A register may name others, but not misspell these.
var nations = []string{"England", "Northern Ireland", "Scotland", "Wales"}

// selectorKeys are the keys of a board's selectors that package parse knows.
var selectorKeys = []string{"main", "drop", "contents", "title"}

// lint notes everything that is wrong with a register's values.
func (rd *registerReader) lint(r *Register) {
	first, visited := map[string]int{}, map[string]int{}
	for i := range r.Boards {
		b := &r.Boards[i]
		bad := func(key, format string, args ...any) {
			if !rd.wrong[wrongKey{i, key}] { // one mistake is told once
				rd.problem(i, b.ID, key, format, args...)
			}
		}
		lintNames(b, bad)
		if at, ok := first[b.ID]; ok && b.ID != "" {
			bad("id", "duplicate id, first used on line %d", rd.where.line(at, "id"))
		} else {
			first[b.ID] = i
		}
		lintAddresses(b, bad)
		if at, ok := visited[sameManual(b)]; ok && r.Boards[at].ID != b.ID {
			bad("start", "board %q on line %d has the same; a manual that serves many areas is one board", r.Boards[at].ID, rd.where.line(at, "start"))
		} else if len(b.Start) > 0 {
			visited[sameManual(b)] = i
		}
		lintLimits(b, bad)
	}
}

// sameManual is the same for boards of which the same is read: two parts of one site have
// other selectors or areas, or leave out other folders.
func sameManual(b *Board) string {
	var starts []string
	for _, s := range b.Start {
		if u, err := canonicalURL(nil, s); err == nil {
			s = u.String()
		}
		starts = append(starts, s)
	}
	slices.Sort(starts)
	exclude := slices.Sorted(slices.Values(b.Exclude))
	return fmt.Sprintf("%q %q %q %q", starts, exclude, b.Selectors, b.Areas)
}

type complain func(key, format string, args ...any)

func lintNames(b *Board, bad complain) {
	if !boardID.MatchString(b.ID) || len(b.ID) > 64 {
		bad("id", "must be lower-case letters, digits and single hyphens, got %q", b.ID)
	}
	if strings.TrimSpace(b.Name) == "" {
		bad("name", "missing")
	}
	if b.Platform == "" {
		bad("platform", "missing, one of %s", strings.Join(Platforms(), ", "))
	} else if !slices.Contains(Platforms(), b.Platform) {
		bad("platform", "unknown platform %q%s; known are %s", b.Platform, didYouMean(b.Platform, Platforms()), strings.Join(Platforms(), ", "))
	}
	if hint := didYouMean(b.Nation, nations); hint != "" && !slices.ContainsFunc(nations, func(n string) bool { return strings.EqualFold(n, b.Nation) }) {
		bad("nation", "unknown nation %q%s", b.Nation, hint)
	}
	for _, role := range slices.Sorted(maps.Keys(b.Selectors)) {
		if !slices.Contains(selectorKeys, role) {
			bad("selectors."+role, "unknown key%s; the keys are %s", didYouMean(role, selectorKeys), strings.Join(selectorKeys, ", "))
			continue
		}
		if _, err := cascadia.ParseGroup(b.Selectors[role]); err != nil {
			bad("selectors", "%s: bad CSS selector %q: %v", role, b.Selectors[role], err)
		}
	}
}

func lintAddresses(b *Board, bad complain) {
	if len(b.Start) == 0 {
		bad("start", "missing: at least one address of the contents")
	}
	for _, h := range b.Hosts {
		u, err := canonicalURL(nil, "http://"+h)
		if strings.Contains(h, "*") {
			bad("hosts", "%q has a *: name every host by itself", h)
		} else if err != nil || strings.ContainsAny(h, "/?#@ ") || u.Path != "/" {
			bad("hosts", "%q is no host name (write example.org, without http:// and path)", h)
		}
	}
	allowed := allowedHosts(b)
	for _, key := range []string{"start", "amendments"} {
		list := b.Start
		if key == "amendments" {
			list = b.Amendments
		}
		for _, s := range list {
			lintSeed(b, key, s, allowed, bad)
		}
	}
	for _, f := range b.Former {
		if _, err := canonicalURL(nil, f); err != nil {
			bad("former", "%q: %v", f, err)
		}
	}
	for _, e := range b.Exclude {
		if !strings.HasPrefix(e, "/") {
			bad("exclude", "%q must begin with a slash", e)
		}
		if strings.Trim(e, "/") == "" && e != "" {
			bad("exclude", "%q leaves out every page", e)
		}
	}
}

// allowedHosts returns what seeds may lie on: the first start page's host, and
// the register's further hosts.
func allowedHosts(b *Board) []hostEntry {
	s := newScope(&Board{Start: b.Start[:min(1, len(b.Start))], Amendments: []string{}, Hosts: b.Hosts})
	return append(s.hosts, s.extra...)
}

func lintSeed(b *Board, key, address string, allowed []hostEntry, bad complain) {
	u, err := canonicalURL(nil, address)
	if err != nil {
		bad(key, "%q: %v", address, err)
		return
	}
	if !slices.ContainsFunc(allowed, func(h hostEntry) bool { return h.matches(u) }) {
		bad(key, "%s lies outside the board's hosts; add %q to hosts", address, u.Host)
	}
	if !b.AllowPrivate && isPrivateName(u) {
		bad(key, "%s is a private address; set allow_private = true if it is meant", address)
	}
}

func isPrivateName(u *url.URL) bool {
	name := u.Hostname()
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && checkAddress(ip, false) != nil
}

func lintLimits(b *Board, bad complain) {
	if d := time.Duration(b.Delay); d < 0 || d > 10*time.Minute {
		bad("delay", "%v is not between 0s and 10m", d)
	}
	if b.Parallel < 0 || b.Parallel > 8 {
		bad("parallel", "%d is not between 1 and 8", b.Parallel)
	}
	if b.MaxBytes < 0 || b.MaxBytes > 1<<30 {
		bad("max_bytes", "%d is not between 1 and %d", b.MaxBytes, 1<<30)
	}
	if b.MaxPages < 0 || b.MaxPages > 1000000 {
		bad("max_pages", "%d is not between 1 and 1000000", b.MaxPages)
	}
}

// didYouMean returns a hint with the known word nearest to got, or "".
func didYouMean(got string, known []string) string {
	best, at := "", 1+max(1, len(got)/3)
	for _, k := range known {
		if d := editDistance(got, k); d < at {
			best, at = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// editDistance counts insertions, deletions and substitutions of bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
