package toc

import (
	"net/url"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// A Site is the pages of one board: where they stand, what each is for, and the doubts
// about them so far.
type Site struct {
	Input *normalise.Input           // what is read
	Keys  []string                   // of the addresses of Input.Pages
	pages map[string]int             // address key -> index in Input.Pages
	asked parallel.Memo[string, int] // address as written -> what PageAt gave; links repeat on every page
	// entries are the rows that entries of menus gave, see rowReader.single.
	entries  parallel.Memo[menuEntry, []Row]
	Roles    []Role              // of each page
	Inside   []normalise.Page    // the amendments of pages that are the manual as well
	Findings []normalise.Finding // the doubts so far
}

// NewSite finds the pages of an input by all addresses that gave them.
func NewSite(in *normalise.Input) *Site {
	s := &Site{Input: in, Keys: make([]string, len(in.Pages)), pages: make(map[string]int, 2*len(in.Pages))}
	s.entries.Most = maxEntries
	for i := range in.Pages {
		s.Keys[i] = webaddress.Key(in.Pages[i].URL)
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

func (s *Site) add(address string, i int) {
	if address == "" {
		return
	}
	k := webaddress.Key(address)
	if _, known := s.pages[k]; !known {
		s.pages[k] = i
	}
}

// PageAt returns the index of the page at an address, -1 if it was not read.
func (s *Site) PageAt(address string) int {
	if address == "" {
		return -1
	}
	return s.asked.Get(address, func() int {
		if i, read := s.pages[webaddress.Key(address)]; read {
			return i
		}
		return -1
	})
}

// Internal reports whether an address belongs to the manual's hosts.
func (s *Site) Internal(address string) bool {
	host := webaddress.Host(address)
	if host == "" {
		return false
	}
	if s.PageAt(address) >= 0 {
		return true
	}
	for _, h := range s.Input.Hosts {
		if i := strings.LastIndexByte(h, ':'); i > 0 {
			h = h[:i]
		}
		if host == strings.TrimPrefix(strings.ToLower(h), "www.") {
			return true
		}
	}
	return slices.ContainsFunc(s.Input.Start, func(a string) bool { return webaddress.Host(a) == host })
}

// SamePage reports whether two addresses show the same page.
func (s *Site) SamePage(a, b string) bool {
	i, j := s.PageAt(a), s.PageAt(b)
	return i == j && (i >= 0 || webaddress.Key(a) == webaddress.Key(b))
}

// service reports whether an address is the list of contents or of amendments
// itself.
func (s *Site) service(href string) bool {
	for _, a := range s.Input.Start {
		if s.SamePage(a, href) {
			return true
		}
	}
	return slices.ContainsFunc(s.Input.Amendments, func(a string) bool {
		return s.SamePage(a, href) && !strings.HasSuffix(a, "docx") && !strings.HasSuffix(a, "pdf")
	})
}

// A Role is what a page is for in the manual.
type Role uint8

const (
	RolePage       Role = iota // a page or document of the manual, or beside it
	RoleAmendments             // a record of changes
	RoleGuide                  // an "if you want ... read section ..." guide
)

// Doubt notes a doubt about an address.
func (s *Site) Doubt(url, code, detail string) {
	if len(s.Findings) < 5000 {
		s.Findings = append(s.Findings, normalise.Finding{URL: url, Code: code, Detail: detail})
	}
}

// AreaOf names the area that an address asks for in its query, as a slug.
func (s *Site) AreaOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return ""
	}
	for _, values := range u.Query() {
		for _, v := range values {
			for _, a := range s.Input.Areas {
				if wording.Slug(a) == wording.Slug(v) && v != "" {
					return wording.Slug(a)
				}
			}
		}
	}
	for _, name := range []string{"b", "board", "area", "la", "council", "region"} {
		if v := u.Query().Get(name); v != "" {
			return wording.Slug(v)
		}
	}
	return ""
}

// Pagination lists the pages that continue the list of page p.
func (s *Site) Pagination(p int) []int {
	seen := map[int]bool{p: true}
	var out []int
	for queue := []int{p}; len(queue) > 0 && len(out) < 40; queue = queue[1:] {
		d := s.Input.Pages[queue[0]].Document
		for i := range d.Blocks {
			links := d.Blocks[i].AllLinks()
			for _, k := range links {
				if !pageLink.MatchString(k.Text) || titled(k, links) {
					continue
				}
				t := s.PageAt(k.Href)
				if t < 0 || seen[t] || !layout.SameSeries(s.Input.Pages[p].Document, s.Input.Pages[t].Document) {
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

// titled reports a link beside another that leads to the same place in more words: "3" before
// "Visits" is the number of an entry, not that of a page.
func titled(k parse.Link, beside []parse.Link) bool {
	return slices.ContainsFunc(beside, func(o parse.Link) bool {
		words := strings.TrimSpace(o.Text)
		return o.Href == k.Href && !pageLink.MatchString(words) && !pageWords.MatchString(words)
	})
}

// pageWords begin what else a link to a page of a list may say.
var pageWords = pattern.New(`(?i)^(?:next|previous|prev|newer|older|earlier|first|last|more|load|show|view|see|go|page|end)\b`)

var pageLink = pattern.New(`(?i)^[«‹←<\s]*(?:(?:next|older|earlier|previous|more)(?:\s+(?:page|posts|entries|updates|news|items|results))?|page\s+\d{1,2}|\d{1,2}|[»>›])\W*$`)

// IsParted reports whether the amendments of a page were taken out of it.
func (s *Site) IsParted(address string) bool {
	for i := range s.Inside {
		if webaddress.Key(s.Inside[i].URL) == webaddress.Key(address) {
			return true
		}
	}
	return false
}

// TurnsPage reports the words of a link to another page of a list or chapter: "Next", "2".
func TurnsPage(words string) bool { return pageLink.MatchString(words) }
