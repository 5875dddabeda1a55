package normalise

import (
	"net/url"
	"slices"
	"strings"

	"manualwatch/parse/pattern"
)

// A site is the pages of one board: where they stand, what each is for, and the doubts
// about them so far.
type site struct {
	in    *Input            // what is read
	keys  []string          // of the addresses of in.Pages
	pages map[string]int    // address key -> index in in.Pages
	asked memo[string, int] // address as written -> what page gave; links repeat on every page
	// entries are the rows that entries of menus gave, see rowReader.single.
	entries  memo[menuEntry, []row]
	role     []role    // of each page
	inside   []Page    // the amendments of pages that are the manual as well
	findings []Finding // the doubts so far
}

// newSite finds the pages of an input by all addresses that gave them.
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

// samePage reports whether two addresses show the same page.
func (s *site) samePage(a, b string) bool {
	i, j := s.page(a), s.page(b)
	return i == j && (i >= 0 || addressKey(a) == addressKey(b))
}

// service reports whether an address is the list of contents or of amendments
// itself.
func (s *site) service(href string) bool {
	for _, a := range s.in.Start {
		if s.samePage(a, href) {
			return true
		}
	}
	for _, a := range s.in.Amendments {
		if s.samePage(a, href) && !strings.HasSuffix(a, "docx") && !strings.HasSuffix(a, "pdf") {
			return true
		}
	}
	return false
}

// A role is what a page is for in the manual.
type role uint8

const (
	rolePage       role = iota // a page or document of the manual, or beside it
	roleAmendments             // a record of changes
	roleGuide                  // an "if you want ... read section ..." guide
)

// find notes a doubt about an address.
func (s *site) find(url, code, detail string) {
	if len(s.findings) < 5000 {
		s.findings = append(s.findings, Finding{URL: url, Code: code, Detail: detail})
	}
}

// area names the area that an address asks for in its query, as a slug.
func (s *site) area(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return ""
	}
	for _, values := range u.Query() {
		for _, v := range values {
			for _, a := range s.in.Areas {
				if slug(a) == slug(v) && v != "" {
					return slug(a)
				}
			}
		}
	}
	for _, name := range []string{"b", "board", "area", "la", "council", "region"} {
		if v := u.Query().Get(name); v != "" {
			return slug(v)
		}
	}
	return ""
}

// pagination lists the pages that continue the list of page p.
func (s *site) pagination(p int) []int {
	seen := map[int]bool{p: true}
	var out []int
	for queue := []int{p}; len(queue) > 0 && len(out) < 40; queue = queue[1:] {
		d := s.in.Pages[queue[0]].Document
		for i := range d.Blocks {
			for _, k := range d.Blocks[i].AllLinks() {
				if !pageLink.MatchString(k.Text) {
					continue
				}
				t := s.page(k.Href)
				if t < 0 || seen[t] || !sameSeries(s.in.Pages[p].Document, s.in.Pages[t].Document) {
					continue
				}
				seen[t] = true
				out = append(out, t)
				queue = append(queue, t)
			}
		}
	}
	return out
}

var pageLink = pattern.New(`(?i)^(?:(?:next|older|earlier|previous|more)(?:\s+(?:page|posts|entries|updates|news|items|results))?|page\s+\d{1,2}|\d{1,2}|[»>›])\W*$`)

// isParted reports whether the amendments of a page were taken out of it.
func (s *site) isParted(address string) bool {
	for i := range s.inside {
		if addressKey(s.inside[i].URL) == addressKey(address) {
			return true
		}
	}
	return false
}
