package crawl

import (
	"slices"
	"testing"
)

// TestSitemaps finds pages that only a sitemap names, in an index, packed, damaged;
// what leads elsewhere, or round, is left.
func TestSitemaps(t *testing.T) {
	s := newSite(t, map[string]string{
		"/robots.txt": "User-agent: *\nDisallow: /m/private\nSitemap: /maps.xml",
		"/m/":         htmlPage("Contents", "/m/a"), "/m/a": htmlPage("A"), "/m/packed": htmlPage("Packed"), "/m/bad": htmlPage("Bad"),
	})
	page := func(address string) string { return "<url><loc>" + address + "</loc></url>" }
	sitemap := func(address string) string { return "<sitemap><loc>" + address + "</loc></sitemap>" }
	s.pages["/maps.xml"] = "<sitemapindex>" + sitemap(s.URL+"/packed.xml.gz") + sitemap(s.URL+"/maps.xml") + sitemap("http://other.example/s.xml") + sitemap(s.URL+"/bad.xml") + "</sitemapindex>"
	packed := gzipped([]byte("<urlset>" + page(s.URL+"/m/packed") + page(s.URL+"/m/private") + page("http://169.254.169.254/m/x") + page(s.URL+"/news/1") + "</urlset>"))
	s.pages["/packed.xml.gz"] = string(packed)
	s.pages["/bad.xml"] = `<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset>` + page("&a;") + page(s.URL+"/m/bad") + "<url><loc"
	r := crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "generic", Start: []string{s.URL + "/m/"}})
	want := []string{"/bad.xml", "/m/", "/m/a", "/m/bad", "/m/packed", "/maps.xml", "/packed.xml.gz"}
	if got := s.taken(); !slices.Equal(got, want) || !r.Complete {
		t.Errorf("asked for %v, want %v; %q", got, want, r.Cause)
	}
}
