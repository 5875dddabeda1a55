package crawl

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A platform is what is known about the sites made with one product.
type platform struct {
	name string
	// wholeHost is true where a host serves nothing but one manual, so that
	// every page of it belongs to the manual.
	wholeHost bool
	// besideChapters is true where the contents page may lie in a folder
	// chapters/ while documents and menus lie beside that folder.
	besideChapters bool
	// amendments is where the amendments page lies, relative to the contents
	// page's root; "" where there is no custom.
	amendments string
}

// platforms is the table of known platforms, sorted by name.
var platforms = []platform{
	{name: "council-cms"},
	{name: "document"},
	{name: "generic"},
	{name: "govuk"},
	{name: "phew", wholeHost: true, amendments: "/page/amendments"},
	{name: "trix-online", wholeHost: true, amendments: "/amendments"},
	{name: "trix-static", besideChapters: true, amendments: "amendments.html"},
	{name: "wordpress"},
}

// Platforms returns the names that a board's platform may have, sorted.
func Platforms() []string {
	names := make([]string, len(platforms))
	for i, p := range platforms {
		names[i] = p.name
	}
	return names
}

// platformOf returns the table's line, that of generic for an unknown name.
func platformOf(name string) platform {
	i := slices.IndexFunc(platforms, func(p platform) bool { return p.name == name })
	if i < 0 {
		return platformOf("generic")
	}
	return platforms[i]
}

// AmendmentPages returns the addresses of the board's amendments pages: those
// of the register, or else the platform's custom, which may not exist.
func (b *Board) AmendmentPages() []string {
	p := platformOf(b.Platform)
	if b.Amendments != nil || p.amendments == "" || len(b.Start) == 0 {
		return b.Amendments
	}
	u, err := url.Parse(b.Start[0])
	if err != nil {
		return nil
	}
	return []string{u.ResolveReference(&url.URL{Path: p.amendments}).String()}
}

// prefixes returns the paths below which pages of the board's start host belong
// to the manual, each ending in a slash. It is empty where the manual begins at
// the root of a site that holds more than the manual.
func (b *Board) prefixes() []string {
	p := platformOf(b.Platform)
	if p.wholeHost {
		return []string{"/"}
	}
	var out []string
	for _, s := range b.Start {
		u, err := url.Parse(s)
		if err != nil {
			continue
		}
		dir := manualFolder(u.Path, p)
		if dir == "/" && !p.besideChapters {
			continue
		}
		out = append(out, dir)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// manualFolder returns the folder whose pages belong with a start page: its own
// folder, or for an address without slash and extension the one of its name.
func manualFolder(p string, pl platform) string {
	dir, file := path.Split(p)
	if file != "" && path.Ext(file) == "" && !pl.besideChapters {
		return p + "/"
	}
	if pl.besideChapters {
		dir = strings.TrimSuffix(dir, "chapters/")
	}
	dir = cmp.Or(dir, "/")
	return dir
}

// documentExtension is a file that may hold chapters.
var documentExtension = regexp.MustCompile(`(?i)\.(?:pdf|docx?|docm|dotx?|odt|txt)$`)

// downloadPath is where content management systems keep files whose address
// need not say what they are.
var downloadPath = regexp.MustCompile(`(?i)/(?:stream|download)/asset\b|/(?:wp-content/uploads|trixcms/media|documents?/download|downloads?/file|media/(?:\d+|documents?|files?)|assets/(?:documents?|files?)|sites/default/files)/|/downloads?/\d+|[?&](?:asset_?id|attachment_?id|file_?id|doc(?:ument)?_?id)=`)

// otherFile is a file that holds no chapters: pictures, style, data, archives.
var otherFile = regexp.MustCompile(`(?i)\.(?:css|js|mjs|json|map|png|jpe?g|gif|svg|webp|ico|bmp|tiff?|woff2?|ttf|eot|mp[34g]|m4[av]|avi|mov|wmv|webm|wav|ogg|zip|rar|7z|gz|tar|exe|msi|dmg|xlsx?|xlsm|csv|pptx?|ppsx?|pub|rtf|ics|vcf|rss|atom|xml|swf)$`)

// pageTool is a part of every site that is not the manual: in _sources, what the pages of one were made from.
var pageTool = regexp.MustCompile(`(?i)^(?:(?:robots|llms|humans|security|ads)\.txt|search|searchresults?|search\.(?:html?|aspx?|php)|print|printpdf|print-?version|login|log-?in|logon|signin|sign-?in|logout|wp-admin|wp-login\.php|wp-json|xmlrpc\.php|(?:ucp|mcp|memberlist|posting)\.php|feed|rss|cgi-bin|cdn-cgi|cart|checkout|register|register\.html?|sitemap|site-?map|sitemap\.html?|cookies|cookie-policy|privacy-(?:policy|notice)|terms-(?:and-conditions|of-use)|trackback|_sources)$`)

// toolParameter asks for a view of a page, not for another page.
var toolParameter = regexp.MustCompile(`(?i)^(?:s|q|query|search|keywords?|format|output|sort|order(?:by)?|replytocom|share|add-to-cart|ical|outlook-ical|feed|preview|print|printable|printer|returnurl|redirect|redirect_to|tmpl)$`)
