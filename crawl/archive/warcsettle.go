package archive

import (
	"bufio"
	"io"
	"net/textproto"
	"net/url"
	"path"
	"strings"
	"time"
)

// maxRedirects bounds how many redirects of a WARC file are followed one after another.
const maxRedirects = 12

// leadsTo is the canonical address that a redirect leads to, "" for one that is not kept.
func (im *warcImport) leadsTo(from string, to *url.URL) string {
	base, err := url.Parse(from)
	if err != nil {
		return ""
	}
	address := base.ResolveReference(to).String()
	if im.keep == nil {
		return address
	}
	if canonical, ok := im.keep(address); ok && canonical != from {
		return canonical
	}
	return ""
}

// metadata learns from a record that manualwatch wrote what an address was asked for: only
// pages are part of a manual.
func (im *warcImport) metadata(h textproto.MIMEHeader, block io.Reader) error {
	of := h.Get("WARC-Concurrent-To")
	at, ok := im.record[of]
	if !ok || of == "" || h.Get("Content-Type") != "application/warc-fields" {
		return nil
	}
	fields, _ := textproto.NewReader(bufio.NewReader(io.LimitReader(block, 64<<10))).ReadMIMEHeader() // ends without an empty line
	switch role := Role(fields.Get("role")); role {
	case Robots, Sitemap, Hop, Probe:
		im.captures[at].Role = role
	}
	return nil
}

// settle appends one capture of each address, in the order of the file, and returns how many
// they are.
func (im *warcImport) settle(until time.Time) (int, error) {
	chosen := map[string]int{} // by role and address
	pages := map[string]*Capture{}
	for i := range im.captures {
		c := &im.captures[i]
		if c.Role == Page && path.Base(c.URL) == "robots.txt" {
			c.Role = Robots
		}
		key := string(c.Role) + " " + c.URL
		if j, had := chosen[key]; !had || c.nearer(&im.captures[j], until) {
			chosen[key] = i
		}
	}
	for _, i := range chosen {
		if c := &im.captures[i]; c.Role == Page || c.Role == Hop {
			pages[c.URL] = c
		}
	}
	n := 0
	for i := range im.captures {
		c := im.captures[i]
		if chosen[string(c.Role)+" "+c.URL] != i {
			continue
		}
		c.follow(pages)
		if err := im.a.Append(c); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// nearer reports whether a capture tells better than one before it in the file what an address
// held at a time: the last up to it, else the first after it.
func (c *Capture) nearer(before *Capture, until time.Time) bool {
	if until.IsZero() || !c.FetchedAt.After(until) {
		return before.FetchedAt.After(until) && !until.IsZero() || !c.FetchedAt.Before(before.FetchedAt)
	}
	return before.FetchedAt.After(until) && c.FetchedAt.Before(before.FetchedAt)
}

// follow gives a redirected address what its redirects led to, as a crawl does.
func (c *Capture) follow(pages map[string]*Capture) {
	at := c
	for range maxRedirects {
		next := pages[at.Location]
		if at.Location == "" || next == nil {
			break
		}
		at = next
	}
	if at != c && at.Location == "" && strings.HasPrefix(c.Error, "HTTP 3") {
		c.FinalURL, c.Status, c.MediaType, c.SHA256, c.Bytes, c.Error = at.URL, at.Status, at.MediaType, at.SHA256, at.Bytes, at.Error
	}
}
