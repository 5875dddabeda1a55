package crawl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/gocolly/colly/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// maxLinks bounds the links that are read of one page.
const maxLinks = 20000

// A page is what was found in one web page, for the crawl's own use.
type page struct {
	base     *url.URL
	origin   string // of base, canonical; "" until it is needed
	links    []link
	title    string // <title>
	heading  string // first h1
	heads    int    // headings below it in the content but those of a page's tools, and rows of its tables
	password bool   // it asks for a password
	choosers []chooser
	read     bool             // the page was parsed
	cut      bool             // its links could not be read to the end
	based    bool             // a base element was seen
	onward   string           // where the page sends its reader by itself, soon; "" if nowhere
	path     []place          // where the walk is
	over     []string         // see linkOver, of the lists in its menus, the first of which has the number 1
	within   []int            // the lists that these stand in, 0 for none
	classes  map[string]int   // how many parts of the page have each class; nil until somebody asks
	contents cascadia.Matcher // the register's own selector of the contents, nil for none
}

// A link is one address in a page.
type link struct {
	url      string   // canonical
	parsed   *url.URL // the same
	text     string   // words of the link, at most 200 bytes
	content  bool     // it stands in the page's content, not in its menus
	document bool     // it says that it leads to a PDF or Word file
	next     bool     // it leads to the next part of the same list
	embedded bool     // frame, iframe, object: part of this page
	titled   bool     // it is the whole of a heading below the page's own, or the head of a row
	side     bool     // it stands in a bar at the side of the page's text, see takeMenu
	list     int      // of a menu: the list that it is an entry of, 0 for none, see ownMenus
	amid     bool     // it stands in a menu amid the page's text, see takeMenu
}

// A chooser is a form's list of areas that a page can be shown for.
type chooser struct {
	action    string // canonical, without query
	parameter string
	options   []option
}

type option struct{ value, label string }

// itemHeader carries an item's number from the collector to the transport. It
// never goes over the wire.
const itemHeader = "X-Manualwatch-Item"

// newCollector returns a collector that reads links and nothing else: every
// decision on what is requested, and every byte on the wire, is the transport's.
// The fields are set after NewCollector because that lets COLLY_* environment
// variables override options.
func newCollector(transport http.RoundTripper) *colly.Collector {
	c := colly.NewCollector()
	c.Async, c.AllowURLRevisit, c.IgnoreRobotsTxt = false, true, true
	c.MaxDepth, c.MaxBodySize, c.MaxRequests = 0, 0, 0
	c.CacheDir, c.DetectCharset, c.ParseHTTPErrorResponse, c.TraceHTTP = "", false, false, false
	c.AllowedDomains, c.DisallowedDomains, c.URLFilters, c.DisallowedURLFilters = nil, nil, nil, nil
	c.DisableCookies()
	c.SetRequestTimeout(0)
	c.WithTransport(transport)
	// Every parsed page has one head. A selector of everything that the crawl
	// looks at would be matched against each element of the page, which costs as
	// much as parsing it.
	c.OnHTML("head", func(e *colly.HTMLElement) {
		if p, ok := e.Request.Ctx.GetAny("page").(*page); ok && !p.read {
			p.read = true
			e.ForEach("base", func(_ int, b *colly.HTMLElement) { p.setBase(b.DOM.Nodes[0]) })
			p.walk(e.DOM.Nodes[0].Parent)
		}
	})
	return c
}

// collect lets the collector visit an item; its transport answers from the wire
// or the archive. It reports false where the collector found nothing to read in
// the answer: no page, or one that the HTML parser refuses.
func collect(c *colly.Collector, number int, address string, p *page) bool {
	ctx := colly.NewContext()
	ctx.Put("page", p)
	hdr := http.Header{itemHeader: {strconv.Itoa(number)}, "User-Agent": {""}}
	return c.Request(http.MethodGet, address, nil, ctx, hdr) == nil && p.read
}

// pageResponse is the response that the collector gets to see.
func pageResponse(req *http.Request, body []byte) *http.Response {
	ct := "application/octet-stream"
	if body != nil {
		ct = "text/html; charset=utf-8"
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {ct}}, Body: io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)), Request: req, Uncompressed: true,
	}
}

// toUTF8 converts a page for the reading of links: by byte order mark, the
// header's label, the page's own, or a guess, in this order.
func toUTF8(body []byte, contentType string) []byte {
	enc, name, _ := charset.DetermineEncoding(body[:min(len(body), 4096)], contentType)
	if name == "utf-8" {
		return body
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return out
}

func newPage(address string) *page {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{} // unreachable unless the item's address is not canonical
	}
	return &page{base: base}
}

// walk looks at a node and all below it, in the order of the page.
func (p *page) walk(n *html.Node) {
	p.path = append(p.path, place{node: n})
	if n.Type == html.ElementNode {
		p.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			p.walk(c)
		}
	}
	p.path = p.path[:len(p.path)-1]
}

// setBase takes the first base element of a page, which holds for all links
// wherever it stands (HTML, section 4.2.3).
func (p *page) setBase(n *html.Node) {
	if p.based || !hasAttr(n, "href") {
		return
	}
	if u, err := p.base.Parse(strings.TrimSpace(attr(n, "href"))); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		p.base, p.origin, p.based = u, "", true
	}
}

// element takes note of one element, if it is of a kind that the crawl looks at.
func (p *page) element(n *html.Node) {
	switch n.Data {
	case "a", "area":
		if hasAttr(n, "href") {
			p.anchor(n, words(nodeText(n)))
		}
	case "link":
		if attr(n, "rel") == "next" {
			p.add(link{next: true, content: true}, attr(n, "href"))
		}
	case "iframe", "frame", "embed":
		p.add(link{embedded: true, content: true}, attr(n, "src"))
	case "object":
		p.add(link{embedded: true, content: true}, attr(n, "data"))
	case "meta":
		if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			p.refresh(attr(n, "content"))
		}
	case "base":
		p.setBase(n)
	case "title":
		if p.title == "" {
			p.title = words(nodeText(n))
		}
	case "h1":
		if p.heading == "" {
			p.heading = words(nodeText(n))
		}
	case "h2", "h3", "h4", "h5":
		if p.region(len(p.path)-1) == contentRegion && !toolHeading.MatchString(words(nodeText(n))) {
			p.heads++
		}
	case "tr":
		if p.region(len(p.path)-1) == contentRegion && rowCell(n, 1) != nil {
			p.heads++
		}
	case "dl":
		if p.region(len(p.path)-1) == contentRegion && isRowOfTerms(n) {
			p.heads++
		}
	case "input":
		p.password = p.password || attr(n, "type") == "password"
	case "select":
		p.chooser(n)
	}
}

var (
	refreshTarget = regexp.MustCompile(`(?i)^\s*([\d.]*)\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+)`)
	scriptedFile  = regexp.MustCompile(`(?i)['"]([^'"]+\.(?:pdf|docx?|odt)(?:[?#][^'"]*)?)['"]`)
	nextText      = regexp.MustCompile(`(?i)^(?:(?:next(?: page)?|older(?: posts| entries)?|page \d{1,3})\s*[›»→>]*|[›»→>]+)$`)
	documentText  = regexp.MustCompile(`(?i)[(\[]\s*(?:pdf|word|docx?|odt)\b|\b(?:pdf|word) (?:document|version|format)`)
	documentClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:pdf|docx?|word|odt|document|download|attachment)(?:$|[\s_-])`)
	toolHeading   = regexp.MustCompile(`(?i)^(?:share|print|feedback|rate) ?(?:this|on|page|with|\W*$)|^(?:was|did|is|how) .{0,40}\b(?:page|helpful|useful|looking for)\b.{0,20}\?$`)
	documentType  = regexp.MustCompile(`(?i)^application/(?:pdf|msword|vnd\.openxmlformats-officedocument\.wordprocessingml|vnd\.oasis\.opendocument\.text)`)
)

func (p *page) anchor(n *html.Node, text string) {
	href := attr(n, "href")
	l := link{text: text, content: p.region(len(p.path)-1) == contentRegion}
	if file, _, _ := strings.Cut(href, "?"); documentExtension.MatchString(file) && p.contents == nil && p.inArticle(len(p.path)) {
		l.content = true // one of the guide's parts, which its menu lists, or a download
	}
	l.document, l.titled = saysDocument(n, text), text != "" && p.inHeading(text)
	l.side = !l.content && p.sideBar(len(p.path)-1)
	if !l.content {
		l.list = p.listOf(len(p.path) - 1)
	}
	l.amid = !l.content && p.amidText()
	if href == "#" && !l.content && isCurrent(n) {
		href = p.base.String() // the entry of the page itself
	}
	l.next = strings.EqualFold(attr(n, "rel"), "next") || len(text) < 30 && mayBeNext(text) && nextText.MatchString(text)
	if scheme, rest, ok := strings.Cut(href, ":"); ok && strings.EqualFold(strings.TrimSpace(scheme), "javascript") {
		m := scriptedFile.FindStringSubmatch(rest)
		if m == nil {
			return
		}
		href = m[1]
	}
	p.add(l, href)
}

// inHeading reports whether the link that the walk is at is the whole of a heading
// below the page's own, or of the first cell of a row, flags apart, or begins the term of a row.
func (p *page) inHeading(text string) bool {
	for i := len(p.path) - 2; i >= max(0, len(p.path)-4); i-- {
		switch n := p.path[i].node; n.Data {
		case "h2", "h3", "h4", "h5":
			return headedBy(n, text)
		case "td", "th":
			return n.Parent != nil && rowCell(n.Parent, 0) == n && rowCell(n.Parent, 1) != nil && headedBy(n, text)
		case "dt":
			return n.Parent != nil && isRowOfTerms(n.Parent) && strings.HasPrefix(words(nodeText(n)), text)
		}
	}
	return false
}

// isRowOfTerms reports a list of one term with a link and several words on it, as forums have one
// for each topic, like a row of a table: "Neglect", "0 replies", "581 views".
func isRowOfTerms(n *html.Node) bool {
	terms, texts := 0, 0
	for c := range n.ChildNodes() {
		switch {
		case c.Type != html.ElementNode:
		case c.Data == "dt" && terms == 0 && holdsLink(c):
			terms++
		case c.Data == "dd":
			texts++
		default:
			return false
		}
	}
	return terms == 1 && texts > 1
}

func holdsLink(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == "a" && hasAttr(c, "href") {
			return true
		}
	}
	return false
}

// headedBy reports whether a heading or cell says a link's words and nothing else but a flag,
// "(under review)".
func headedBy(n *html.Node, text string) bool {
	const longestFlag = 20 // bytes
	rest, ok := strings.CutPrefix(words(nodeText(n)), text)
	return ok && len(rest) <= longestFlag
}

// rowCell is a cell of a row of data, nil if it has none there.
func rowCell(row *html.Node, at int) *html.Node {
	data := false
	var found *html.Node
	for c := range row.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		data = data || c.Data == "td"
		if at == 0 {
			found = c
		}
		at--
	}
	if !data {
		return nil
	}
	return found
}

// saysDocument reports whether a link's attributes or words call it a file. Most
// links have neither class nor brackets, and cost no search.
func saysDocument(n *html.Node, text string) bool {
	if t := attr(n, "type"); t != "" && documentType.MatchString(t) {
		return true
	}
	if c := attr(n, "class"); c != "" && documentClass.MatchString(c) {
		return true
	}
	return mayNameFile(text) && documentText.MatchString(text)
}

func mayNameFile(text string) bool {
	return strings.ContainsAny(text, "([") || strings.Contains(text, "PDF") || strings.Contains(text, "pdf") || strings.Contains(text, "Word") || strings.Contains(text, "word")
}

func mayBeNext(text string) bool {
	return text != "" && (text[0] >= 0x80 || strings.IndexByte("nNpPoO>", text[0]) >= 0)
}

func (p *page) refresh(content string) {
	m := refreshTarget.FindStringSubmatch(content)
	if m == nil {
		return
	}
	before := len(p.links)
	p.add(link{next: true, embedded: true, content: true}, m[2])
	if seconds, err := strconv.ParseFloat("0"+m[1], 64); err == nil && seconds <= maxRefresh && len(p.links) > before {
		p.onward = p.links[before].url
	}
}

// A page that sends its reader on at once, within maxRefresh seconds, in fewer
// than maxStub words, is a redirect that the server did not know how to make.
const (
	maxRefresh = 10
	maxStub    = 100
)

// leadsOn returns where a page sends its reader, "" if it has anything to show
// itself.
func (p *page) leadsOn(address string, text []byte) string {
	if p.onward == "" || p.onward == address || len(strings.Fields(plainText(text))) >= maxStub {
		return ""
	}
	for i := range p.links {
		if p.links[i].url != p.onward {
			return ""
		}
	}
	return p.onward
}

func (p *page) add(l link, href string) {
	href = strings.TrimSpace(href)
	if href == "" || href[0] == '#' || len(p.links) >= maxLinks {
		return
	}
	if simple, ok := p.simple(href); ok {
		l.url = simple
	} else {
		u, err := canonicalURL(p.base, href)
		if err != nil {
			return
		}
		l.url, l.parsed = u.String(), u
	}
	if p.links == nil {
		p.links = make([]link, 0, 64)
	}
	p.links = append(p.links, l)
}

// simple returns the canonical form of an absolute path of plain characters
// without parsing it: most links of most pages are such.
func (p *page) simple(href string) (string, bool) {
	if len(href) > 1000 || href[0] != '/' || strings.Contains(href, "//") || strings.Contains(href, "/.") {
		return "", false
	}
	for i := 0; i < len(href); i++ {
		c := href[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '/' || c == '-' || c == '_' || c == '.') {
			return "", false
		}
	}
	if p.origin == "" {
		u, err := canonicalURL(p.base, "/")
		if err != nil {
			return "", false
		}
		p.origin = strings.TrimSuffix(u.String(), "/")
	}
	return p.origin + href, true
}

// target returns the link's address as a URL.
func (l *link) target() *url.URL {
	if l.parsed == nil {
		l.parsed = mustParse(l.url)
	}
	return l.parsed
}

func (p *page) chooser(n *html.Node) {
	c := chooser{parameter: attr(n, "name"), action: p.base.String()}
	for f := n.Parent; f != nil; f = f.Parent {
		if f.Data == "form" {
			if strings.EqualFold(attr(f, "method"), "post") {
				return
			}
			if a := attr(f, "action"); a != "" {
				c.action = a
			}
			break
		}
	}
	u, err := canonicalURL(p.base, c.action)
	if err != nil {
		return
	}
	u.RawQuery = ""
	c.action = u.String()
	for o := range n.Descendants() {
		if o.Type == html.ElementNode && o.Data == "option" && len(c.options) < 200 {
			c.options = append(c.options, option{attr(o, "value"), words(nodeText(o))})
		}
	}
	if !p.jumpMenu(c.options) {
		p.choosers = append(p.choosers, c)
	}
}

// jumpMenu takes the options of a list whose values are addresses as links.
func (p *page) jumpMenu(options []option) bool {
	found := false
	for _, o := range options {
		if strings.HasPrefix(o.value, "/") || strings.HasPrefix(o.value, "http") || pageFile.MatchString(o.value) {
			p.add(link{text: o.label, content: true}, o.value)
			found = true
		}
	}
	return found
}

// pageFile is a relative address of a page or document.
var pageFile = regexp.MustCompile(`(?i)^[\w./-]+\.(?:html?|aspx?|php|pdf|docx?)$`)

func nodeText(n *html.Node) string {
	if c := n.FirstChild; c != nil && c == n.LastChild && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

// words collapses white space and cuts to 200 bytes at a character.
func words(s string) string {
	if !areWords(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	return s
}

// areWords reports whether a text is printable ASCII with single spaces inside,
// as most links' words are.
func areWords(s string) bool {
	before := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' ' || s == ""
}

// scanLinks reads the links of a page that the HTML parser refused (nested too
// deeply), from its tags alone.
func scanLinks(p *page, body []byte) error {
	z := html.NewTokenizer(bytes.NewReader(body))
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return nil
			}
			return fmt.Errorf("reading links: %w", z.Err())
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			p.walk(&html.Node{Type: html.ElementNode, Data: t.Data, Attr: t.Attr})
		}
	}
}

// titles reads title and first heading of a page without the collector.
func (p *page) titles(body []byte) {
	if doc, err := html.Parse(bytes.NewReader(body)); err == nil {
		p.walk(doc)
	}
}
