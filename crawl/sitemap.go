package crawl

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"manualwatch/crawl/archive"
)

// Limits of sitemaps (sitemaps.org allows 50,000 addresses a file).
const (
	maxSitemaps       = 12
	maxSitemapEntries = 50000
	maxSitemapBytes   = 20 << 20
)

// readSitemaps offers the addresses of the sites' sitemaps that lie in the
// manual's own folders: pages that no contents list leads to.
func (v *visit) readSitemaps(ctx context.Context) error {
	if len(v.scope.prefixes) == 0 && len(v.scope.folders) == 0 {
		return nil
	}
	asked := map[string]bool{}
	queue, err := v.sitemapAddresses(ctx)
	if err != nil {
		return err
	}
	for len(queue) > 0 && len(asked) < maxSitemaps {
		address := queue[0]
		queue = queue[1:]
		if asked[address] {
			continue
		}
		asked[address] = true
		a, err := v.askSitemap(ctx, address)
		if err != nil {
			return err
		}
		if a.SHA256 == "" || a.Bytes > maxSitemapBytes {
			continue
		}
		body, err := v.e.ar.Body(a.SHA256)
		if err != nil {
			continue
		}
		pages, maps := parseSitemap(unpacked(body))
		for _, m := range maps {
			if u, err := canonicalURL(mustParse(address), m); err == nil && v.mayRedirect(u.String()) {
				queue = append(queue, u.String())
			}
		}
		v.offerSitemap(address, pages)
	}
	return nil
}

// sitemapAddresses returns those that robots.txt names, or the usual one.
func (v *visit) sitemapAddresses(ctx context.Context) ([]string, error) {
	var out []string
	for _, it := range v.items {
		u := mustParse(it.url)
		if !it.seed || !it.capture.OK() {
			continue
		}
		r, err := v.e.robotsFor(ctx, v.e.host(u, &v.board), u, v)
		if err != nil {
			return nil, err
		}
		named := r.sitemaps
		if len(named) == 0 {
			named = []string{"/sitemap.xml"}
		}
		for _, n := range named {
			if m, err := canonicalURL(u, n); err == nil && v.mayRedirect(m.String()) {
				out = append(out, m.String())
			}
		}
	}
	return out, nil
}

func (v *visit) offerSitemap(address string, pages []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	from := &item{url: address, number: len(v.items), role: pageRole}
	for i, loc := range pages {
		u, err := canonicalURL(nil, loc)
		if err != nil {
			continue
		}
		known, own := v.scope.onHost(u)
		if !known || !own || v.scope.excluded(u) || v.scope.above(u) || isCalendar(u) {
			continue
		}
		if v.scope.underPrefix(u) || v.scope.folders[folderOf(u)] {
			v.offer(candidate{url: u.String(), from: from, place: i, role: pageRole})
		}
	}
}

func (v *visit) askSitemap(ctx context.Context, address string) (*answer, error) {
	if c, ok := v.resumedRole(address, archive.Sitemap); ok {
		return &answer{Capture: c}, nil
	}
	u := mustParse(address)
	h := v.e.host(u, &v.board)
	robots, err := v.e.robotsFor(ctx, h, u, v)
	if err != nil {
		return nil, err
	}
	if !robots.allowed(u.EscapedPath()) || h.left() != "" {
		return &answer{}, nil
	}
	q := ask{url: address, maxBytes: maxSitemapBytes, private: v.board.AllowPrivate, jar: v.jar}
	if c, ok := v.earlier.validated(address); ok && v.e.ar.Has(c.SHA256) {
		q.earlier = &c
	}
	a, err := v.e.paced(ctx, h, q)
	if err != nil {
		return nil, err
	}
	a.Role = archive.Sitemap
	return a, v.e.record(a.Capture, v.board.ID)
}

func (v *visit) resumedRole(address string, r archive.Role) (archive.Capture, bool) {
	c, ok, err := v.e.logged(v.board.ID, address, r)
	return c, ok && err == nil
}

// unpacked returns what a packed sitemap (sitemap.xml.gz) holds, as far as it can
// be read and within the limit.
func unpacked(body []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body
	}
	var out bytes.Buffer
	io.Copy(&out, io.LimitReader(z, maxSitemapBytes)) // what stands before a damage counts
	return out.Bytes()
}

// parseSitemap returns the pages and the further sitemaps that a file lists. A
// broken file gives what stands before the break.
func parseSitemap(body []byte) (pages, maps []string) {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var path []string
	for len(pages)+len(maps) < maxSitemapEntries {
		t, err := d.Token()
		if err != nil {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			if path = append(path, t.Name.Local); len(path) > 32 {
				return pages, maps
			}
		case xml.EndElement:
			path = path[:max(0, len(path)-1)]
		case xml.CharData:
			text := strings.TrimSpace(string(t))
			if n := len(path); n < 2 || path[n-1] != "loc" || text == "" {
				continue
			} else if path[n-2] == "sitemap" {
				maps = append(maps, text)
			} else if path[n-2] == "url" {
				pages = append(pages, text)
			}
		}
	}
	return pages, slices.Clip(maps)
}
