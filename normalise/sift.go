package normalise

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	// listTitle names a heading that only says "here comes the list".
	listTitle = pattern.New(`(?i)^(?:table\s+of\s+)?(?:welcome(?:\s+to\s.*)?|contents(?:\s+(?:(?:of|for)\s.*|[\d.]+))?|chapters|list\s+of\s+(?:contents|chapters|procedures)|index|procedures?|(?:the\s+|our\s+)?(?:procedures?|policies|chapters?|manual|handbook)(?:\s+(?:manual|handbook|contents|list|index|chapters))*|procedures?\s+manual|policies\s+and\s+procedures|all\s+(?:chapters|procedures|policies)|browse.*|(?:(?:all|our|the|by|list\s+of|choose\s+an?|select\s+an?)\s+)?(?:topics?|categor(?:y|ies)|subjects?)|sections?|full\s+contents|contents?\s+(?:page|list)|(?:(?:pages\s+)?in\s+this|what(?:'s|’s|\s+is)\s+in\s+(?:this|the))\s+(?:section|manual|handbook|guide|document|chapter|part|resource|collection)|on\s+this\s+page|manual\s+contents|children'?s\s+procedures|(?:all\s+|available\s+|the\s+)?(?:documents?|downloads?|attachments?|files)(?:\s+to\s+download)?)$`)
	// boxTitle names a heading over links that are told again elsewhere.
	boxTitle = pattern.New(`(?i)^(?:quick\s*links?|(?:most\s+)?popular.*|latest.*|recent(?:ly)?.*|new\s+(?:and|&|or)\s+(?:updated|amended|revised).*|updated\s+(?:chapters|procedures).*|new\s+(?:chapters|procedures).*|what'?s\s+new.*|featured.*|most\s+(?:read|viewed).*|useful\s+links?|external\s+links?|related\s+(?:links?|pages|information)|see\s+the\s+latest.*|news|(?:(?:forthcoming|upcoming|coming|latest|our|all)\s+)?events(?:\s+(?:and|&)\s+\w+)?|(?:forthcoming|upcoming)\s.*|in\s+this\s+section|on\s+this\s+page|jump\s+to.*|recently\s+.*|key\s+(?:links|documents)|share.*|follow\s+us.*|contact\s+us|cookies?.*)$`)
	// pagerLine is a line of page numbers below a list.
	pagerLine = pattern.New(`(?i)^(?:(?:page|previous|prev|next|first|last|of|\d{1,3})(?:[\s|,»«›‹<>…]+|$)){2,40}$`)
	// byline tells who last changed a page.
	byline = pattern.New(`(?i)^(?:(?:page\s+)?(?:created|added|written|posted|published|uploaded|submitted)\s+(?:by|on)\b|(?:page\s+)?last\s+(?:modified|updated|edited|changed)\s+(?:by|on|at)\b).{0,120}$`)
	// junkTitle names rows of navigation that stand beside chapters.
	junkTitle = pattern.New(`(?i)^(?:home(?:\s*page)?|back(?:\s+to.*)?|contents(?:\s+page)?|search(?:\s.*)?|print(?:able)?(?:\s+(?:this|version|page).*)?|(?:view\s+|see\s+|all\s+)?(?:the\s+)?(?:latest\s+)?(?:amendments?|updates?)(?:\s+(?:to|archive|page|log|history|and).*)?|quick\s*guide(?:\s+to\s+(?:using\b.*|th(?:e|is)\s+(?:manual|site|website|handbook)\b.*))?|register(?:\s+(?:for|to)\b.*)?|sign\s+up.*|subscribe.*|(?:give\s+)?feedback|(?:back\s+to\s+|return\s+to\s+|go\s+to\s+)?top(?:\s+of(?:\s+the)?\s+page)?|next(?:\s+page)?|previous(?:\s+page)?|send\s+(?:this\s+)?page.*|e?-?mail\s+this.*|share(?:\s.*)?|site\s*map|accessibility.*|cookies?.*|privacy.*|terms(?:\s+(?:(?:of\s+(?:use|service|access|sale|business)|(?:and|&)\s+conditions)\b.*|of))?|disclaimer|latest\s+(?:updates|changes|news)|log\s*in|sign\s+in|skip\s+.*|close|menu|expand\s+all|collapse\s+all|show\s+all.*|report\s+abuse|(?:view|download|open)\s+(?:all|full|the\s+(?:full\s+|whole\s+|entire\s+)?manual).*|what'?s\s+new|facebook|twitter|x|linkedin|help|rss(?:\s+feed)?|text\s+size.*|powered\s+by.*|change\s+(?:area|board)|documents?\s+library|see\s+all\s+updates|contact\s+us|about\s+us|news|\d{1,3}|«|»|first|last)$`)
)

// stripDates takes the date off the end of titles in a list that prints one
// behind every title, and off a placeholder. One that tells two entries apart stays.
func stripDates(rows []row) {
	dated, links := 0, 0
	same := make(map[string]int)
	for i := range rows {
		if rows[i].linked() {
			if cut := titleDate(rows[i].title); cut != "" {
				dated++
				same[fold(strings.TrimSuffix(rows[i].title, cut))]++
			} else if len(rows[i].flags) > 0 {
				continue // the date may have gone with the flag
			}
			links++
		}
	}
	for i := range rows {
		cut := titleDate(rows[i].title)
		rest := strings.TrimRight(strings.TrimSuffix(rows[i].title, cut), " ,:|–—-")
		if cut == "" || rest == "" {
			continue
		}
		if isPlaceholder(rest) || links >= 2 && dated*5 >= links*3 && same[fold(strings.TrimSuffix(rows[i].title, cut))] < 2 {
			title, flags := stripFlags(rest)
			rows[i].title, rows[i].flags = title, tidyFlags(append(rows[i].flags, flags...))
			rows[i].num.plain = ""
		}
	}
}

var (
	endDate    = pattern.New(`(?i)\s(?:` + datePhrase + `)$`)
	endVersion = pattern.New(`(?i)\s[(\[]?v(?:ersion|er)?[.\s]?\s?\d{1,2}(?:\.\d{1,2})*[)\]]?$`)
)

// titleDate is the month or day, or the version, that a title ends in, in brackets too, ""
// if none.
func titleDate(title string) string {
	switch at := strings.LastIndexAny(title, "(["); {
	case title == "":
		return ""
	case endVersion.MatchString(title):
		return endVersion.FindString(title)
	case isDigit(title[len(title)-1]):
		return endDate.FindString(title)
	case at > 0 && strings.IndexByte(")]", title[len(title)-1]) >= 0 && saysMonth(title[at+1:len(title)-1]):
		return title[at:]
	}
	return ""
}

// saysMonth reports words that are a month or a day and nothing else.
func saysMonth(words string) bool {
	d, ok := ParseDate(words)
	return ok && (d.Precision == Day || d.Precision == Month)
}

// dropJumps drops rows that only jump to a heading of the same page that is a
// row itself; a jump that leads nowhere else is a toggle and stays.
func dropJumps(s *site, rows []row) []row {
	jumps := func(rw *row) bool { return strings.HasPrefix(rw.prefix, "#") }
	if !anyRow(rows, jumps) {
		return slices.Clone(rows)
	}
	titles := make(map[string]int)
	for i := range rows {
		if !jumps(&rows[i]) && !rows[i].linked() {
			titles[fold(rows[i].title)]++
		}
	}
	out := make([]row, 0, len(rows))
	for i := range rows {
		rw := &rows[i]
		if jumps(rw) && (titles[fold(rw.title)] > 0 || rw.prefix != "#" && !rw.head && rw.rank >= rankEntry && rw.num.text == "") {
			continue
		}
		out = append(out, *rw)
	}
	return out
}

// homeLink names the front page of the site.
var homeLink = pattern.New(`(?i)\bhome(?:\s?page)?$`)

// atRoot reports an address of the front page of a host.
func atRoot(href string) bool {
	u, err := url.Parse(href)
	if err != nil || u.Host == "" || u.RawQuery != "" {
		return false
	}
	page := strings.Trim(u.Path, "/")
	return page == "" || frontPage.MatchString(page)
}

var frontPage = pattern.New(`(?i)^(?:index|default|home)\.[a-z]{3,5}$`)

// dropJunk drops rows of page tools and of words about the page, in place.
func dropJunk(s *site, rows []row) []row {
	subjects := make(map[int]bool) // asked before rows move
	for i := range rows {
		if subjectTitle.MatchString(rows[i].title) && s.amongChapters(rows, i) {
			subjects[i] = true
		}
	}
	out := rows[:0]
	for i := range rows {
		rw := &rows[i]
		if pagerLine.MatchString(strings.TrimSpace(rw.num.text + " " + rw.title)) {
			continue
		}
		if rw.title == "" && rw.num.parts == 1 && rw.num.keyword == "" && isDigit(rw.num.text[0]) {
			continue // the number of a page of the list
		}
		if rw.num.keyword != "" && !rw.linked() && fold(rw.title) == "contents" {
			continue // "Volume 1 - Contents"
		}
		if rw.num.text == "" && (byline.MatchString(rw.title) || homeLink.MatchString(rw.title) && atRoot(rw.href) || rw.linked() && (junkTitle.MatchString(rw.title) && !s.calledTool(rw) && !subjects[i] || s.service(rw.href))) {
			continue
		}
		if rw.num.text == "" && !rw.linked() && (junkTitle.MatchString(rw.title) && !rw.head || strings.HasPrefix(fold(rw.title), "powered by")) {
			continue
		}
		out = append(out, *rw)
	}
	return out
}

// Words of page tools that may name a step or a chapter as well: "Share", "Close", and
// "Privacy Notices", "Search of Premises", "Sharing".
var (
	toolTitle  = pattern.New(`(?i)^(?:close|share|print|back|next|first|last|top|menu)$`)
	toolWords  = pattern.New(`(?i)^(?:privacy|search|share|print|accessibility|cookies?|register|amendments?|updates?)\s`)
	policyOnly = pattern.New(`(?i)^(?:privacy|cookies?|accessibility)(?:\s+(?:and|&)\s+(?:privacy|cookies?|accessibility))?\s+(?:policy|statement|settings|preferences)$`)
)

// calledTool reports a row that has the words of a page tool and leads to a page of text
// that is called so: tools lead to no page of their own, and those of the whole site stand
// around the text as well.
func (s *site) calledTool(rw *row) bool {
	words := toolWords.MatchString(rw.title) && !policyOnly.MatchString(rw.title)
	if rw.target < 0 || rw.frag != "" || !words && !toolTitle.MatchString(rw.title) {
		return false
	}
	d, least := s.in.Pages[rw.target].Document, stubWords
	if words {
		least = stubWords / 3 // there are other signs
	}
	return isTitle(rw.title, d.Title) && mainWords(d, least) > least && !(words && s.around(rw))
}

// subjectTitle are words of the site's own pages that may be all of a chapter's title.
var subjectTitle = pattern.New(`(?i)^(?:privacy|accessibility|feedback)$`)

// amongChapters reports a row that leads to a page of text that is called so, and to which
// nothing around the text leads, in a list whose other entries are chapters.
func (s *site) amongChapters(rows []row, at int) bool {
	rw := &rows[at]
	beside := func(o *row) bool {
		return o.linked() && o.page == rw.page && o.group == rw.group && o.rank == rw.rank
	}
	from, to := at, at+1
	for from > 0 && beside(&rows[from-1]) {
		from--
	}
	for to < len(rows) && beside(&rows[to]) {
		to++
	}
	for i := from; i < to; i++ {
		if o := &rows[i]; o.target < 0 || i != at && junkTitle.MatchString(o.title) {
			return false
		}
	}
	if to-from < 2 || rw.frag != "" {
		return false
	}
	d := s.in.Pages[rw.target].Document
	return isTitle(rw.title, d.Title) && mainWords(d, stubWords) > stubWords && !s.around(rw)
}

// around reports whether the page of a row leads to the same address around its text.
func (s *site) around(rw *row) bool {
	blocks := s.in.Pages[rw.page].Document.Blocks
	for i := range blocks {
		if b := &blocks[i]; b.Region != parse.Main && slices.ContainsFunc(b.AllLinks(), func(k parse.Link) bool { return s.samePage(k.Href, rw.href) }) {
			return true
		}
	}
	return false
}

// moreTitle is what a link says at the end of the first entries of a section.
var moreTitle = pattern.New(`(?i)^(?:explore|view|see|show|load|browse)\s+(?:more|all|the\s+rest)\b.{0,60}$`)

// clickHere begins the words of a link that call to a page.
var clickHere = pattern.New(`(?i)^(?:please\s+)?click\s+(?:here|(?:on\s+)?this\s+link)\s+(?:for|to\s+(?:view|see|read|access|open|download|find|visit|go\s+to))\s+(?:(?:a\s+copy\s+of\s+)?the\s+)?`)

// dropCalls takes away links that call to pages which other rows lead to: "Click here to
// view the Escalation Procedures". Where no other does, the row is called as the page is.
func dropCalls(rows []row) []row {
	calls := func(r *row) bool { return r.linked() && r.num.text == "" && clickHere.MatchString(r.title) }
	if !slices.ContainsFunc(rows, func(r row) bool { return calls(&r) }) {
		return rows
	}
	listed := make(map[string]bool)
	for i := range rows {
		if r := &rows[i]; r.linked() && !calls(r) {
			listed[r.place()] = true
		}
	}
	out := rows[:0]
	for _, r := range rows {
		if calls(&r) {
			if listed[r.place()] {
				continue
			}
			r.title = strings.TrimSpace(clickHere.Cut(r.title))
		}
		out = append(out, r)
	}
	return out
}

// dropMore takes away links that only say that a section has more entries than are
// shown, and gives them to the section's heading, in place.
func dropMore(rows []row) []row {
	out := rows[:0]
	for i := range rows {
		rw := &rows[i]
		if !rw.linked() || rw.num.text != "" || !moreTitle.MatchString(rw.title) {
			out = append(out, *rw)
			continue
		}
		for k := len(out) - 1; k >= 0; k-- {
			if h := &out[k]; h.head && h.rank < rw.rank {
				if h.rank > 1 && !h.linked() {
					h.href, h.frag, h.target = rw.href, rw.frag, rw.target
				}
				break
			}
		}
	}
	return out
}

// dropEchoes joins rows side by side that lead to one page: a card whose title and
// description are both the link, or a title with its picture. What stands between
// a title and the link that only says "more about" it describes it. The rows are changed
// in place.
func dropEchoes(rows []row) []row {
	out := rows[:0]
	for i := range rows {
		rw := &rows[i]
		if k := lastLinked(out); k >= 0 && rw.linked() && rw.place() == out[k].place() && !rw.besideInFile(&out[k]) && !rw.also && !out[k].also && (k == len(out)-1 || rw.num.text == "") {
			out = out[:k+1]
			out[k].echo(rw)
			continue
		}
		out = append(out, *rw)
	}
	return out
}

// besideInFile reports rows that lead to one page of a file, where one chapter ends and
// another begins.
func (r *row) besideInFile(o *row) bool {
	if !isPaper(r.href) || fold(r.title) == fold(o.title) {
		return false
	}
	return pageFrag.MatchString(r.frag) || r.num.text != "" && o.num.text != "" && r.num.text != o.num.text
}

// pageFrag is the fragment that opens a PDF at a page (RFC 8118, section 3).
var pageFrag = pattern.New(`(?i)^page=(\d{1,5})\b`)

// lastLinked is the last row with a link, if no more than two plain lines stand
// below it; -1 if none.
func lastLinked(rows []row) int {
	for k := len(rows) - 1; k >= max(0, len(rows)-3); k-- {
		if rows[k].linked() {
			return k
		}
		if rows[k].head || rows[k].num.sure {
			return -1
		}
	}
	return -1
}

// echo takes into a row what another line of the same link adds to it: number,
// title or flags.
func (r *row) echo(rw *row) {
	flags, only := pureFlags(rw.title)
	if !only {
		flags = nil
	}
	r.flags = tidyFlags(append(append(r.flags, rw.flags...), flags...))
	switch {
	case r.num.text == "" && rw.num.text != "" && (r.title == "" || rw.title == "" || rw.num.sure && alike(r.title, rw.title) > 0.5):
		r.num = rw.num
		if r.title == "" || rw.title != "" {
			r.title = rw.title
		}
	case r.title == "" && !only:
		r.title = rw.title
	}
}

// dissolve takes away headings that are no part of the manual's tree: the page's
// own title, "Contents", a release month. "Procedures" beside "Policies" and
// "Guidance" is a section.
func dissolve(nodes []*node) []*node {
	var out []*node
	for _, n := range nodes {
		n.kids = dissolve(n.kids)
		if n.head && n.num.text == "" && !n.linked() && (n.rank == 1 || listTitle.MatchString(n.title) && !besideSections(n, nodes) || isReleaseLabel(n.title)) {
			out = append(out, n.kids...)
			continue
		}
		out = append(out, n)
	}
	return out
}

// besideSections reports whether a heading called after papers heads entries of its
// own, as at least two others set alike do.
func besideSections(n *node, nodes []*node) bool {
	if contentsHead.MatchString(n.title) || !hasLeaf(n.kids) {
		return false
	}
	others := 0
	for _, o := range nodes {
		others += boolInt(o != n && o.head && o.rank == n.rank && o.num.text == "" && hasLeaf(o.kids) && !boxTitle.MatchString(o.title))
	}
	return others >= 1
}

// contentsHead are the titles of a list that name no sort of paper.
var contentsHead = pattern.New(`(?i)^(?:table\s|contents|full\s|list\s|index|chapters|browse|sections?|all\s|manual|the\s)`)

func hasLeaf(nodes []*node) bool {
	return slices.ContainsFunc(nodes, func(n *node) bool { return n.linked() && len(n.kids) == 0 })
}

// papersTitle names sorts of papers and nothing else.
var papersTitle = pattern.New(`(?i)^(?:(?:policy|policies|procedures?|protocols?|guidance|documents?)(?:\s*,\s*|\s+(?:and|&)\s+|\s*$)){2,4}$`)

// dropPageTitle takes away a heading without a number that holds the whole list
// and the headings of its sections, or that leads to the page itself: it names the page,
// unless another does.
func dropPageTitle(s *site, roots []*node) []*node {
	if len(roots) != 1 || s.named(roots[0]) && !papersTitle.MatchString(roots[0].title) {
		return roots
	}
	top, sections := roots[0], 0
	for _, n := range top.kids {
		sections += boolInt((n.head || !n.linked()) && len(n.kids) > 0)
	}
	// The page that a heading leads to is its own, under another address or not.
	own := top.linked() && (top.target == top.page || top.target < 0) && top.rank == 1 && len(top.kids) > 1 && isTitle(top.title, s.in.Pages[top.page].Document.Title)
	if !top.head || top.num.text != "" || !own && (top.linked() || sections < 2) {
		return roots
	}
	for _, n := range top.kids {
		n.parent = nil
	}
	return top.kids
}

// named reports whether the page of a heading has its title above it, and the heading
// says something else.
func (s *site) named(n *node) bool {
	d := s.in.Pages[n.page].Document
	if isTitle(n.title, d.Title) || n.block >= len(d.Blocks) || d.Blocks[n.block].Region != parse.Main {
		return false
	}
	for i := range d.Blocks[:n.block] {
		if b := &d.Blocks[i]; b.Kind == parse.Heading && b.Level == 1 && b.Region == parse.Main {
			return isTitle(b.Text, d.Title)
		}
	}
	return false
}

// isReleaseLabel reports a date, or words on the version of the manual with one.
func isReleaseLabel(s string) bool {
	if versionLabel.MatchString(s) {
		return true
	}
	d, ok := ParseDate(s)
	return ok && !d.IsZero()
}

var versionLabel = pattern.New(`(?i)^(?:manual\s+|procedures?\s+|handbook\s+|document\s+)?(?:version|edition|issue|release)\s*(?:no\.?|number|:)?\s*\d[\d.]*\b.{0,30}$`)

// jumpTitle names the list of jumps above the sections; a chapter that stands in it
// and nowhere else stands before them.
var jumpTitle = pattern.New(`(?i)^quick\s*links?$`)

// hoist gives the rows below a node its place.
func hoist(n *node) []*node {
	for _, k := range n.kids {
		k.parent = n.parent
	}
	return n.kids
}

// dropBoxes drops boxes of links ("Quick links", "New and updated") whose rows
// stand elsewhere too, lead to other sites or to pages above, and such boxes without rows.
func dropBoxes(s *site, roots []*node) []*node {
	count := make(map[string]int)
	walk(roots, func(n *node) {
		if n.linked() {
			count[n.place()]++
		}
	})
	var prune func([]*node) []*node
	prune = func(nodes []*node) []*node {
		var out []*node
		for _, n := range nodes {
			if n.num.text == "" && !n.linked() && boxTitle.MatchString(n.title) && (repeated(n.kids, count) || allOutside(s, n.kids) || allAbove(s, n.kids)) {
				continue
			}
			if n.num.text == "" && !n.linked() && jumpTitle.MatchString(n.title) {
				for _, k := range hoist(n) {
					k.jump = true
					out = append(out, k)
				}
				continue
			}
			n.kids = prune(n.kids)
			out = append(out, n)
		}
		return out
	}
	return prune(roots)
}

// dropRepeats drops a list of the sections, and of what is in them, above the
// sections themselves.
func dropRepeats(roots []*node) []*node {
	var out []*node
	for k, n := range roots {
		if !n.linked() && saidBelow(n, roots[k+1:]) {
			continue
		}
		out = append(out, n)
	}
	return out
}

// saidBelow reports whether one of the roots after n says the same with more: its
// number and title and, below it, every title below n.
func saidBelow(n *node, after []*node) bool {
	for _, m := range after {
		if m.num.text != n.num.text || fold(m.title) != fold(n.title) || len(m.kids) == 0 {
			continue
		}
		more, titles := 0, make(map[string]bool)
		walk(m.kids, func(k *node) { more, titles[fold(k.title)] = more+1, true })
		said := true
		walk(n.kids, func(k *node) { more, said = more-1, said && !k.linked() && titles[fold(k.title)] })
		if said && more > 0 {
			return true
		}
	}
	return false
}

// allOutside reports entries that all lead to pages, not papers, of other sites.
func allOutside(s *site, kids []*node) bool {
	for _, k := range kids {
		if !k.linked() || len(k.kids) > 0 || s.internal(k.href) || isPaper(k.href) {
			return false
		}
	}
	return len(kids) > 0
}

// allAbove reports entries that all lead to pages above the one they stand on, as the
// steps of a trail do.
func allAbove(s *site, kids []*node) bool {
	for _, k := range kids {
		if !k.linked() || len(k.kids) > 0 || !underKey(s.keys[k.page], addressKey(k.href)) {
			return false
		}
	}
	return len(kids) > 0
}

// isPaper reports an address of a file that is no web page.
func isPaper(href string) bool {
	switch strings.ToLower(path.Ext(addressKey(href))) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf":
		return true
	}
	return false
}

func repeated(kids []*node, count map[string]int) bool {
	twice, all := 0, 0
	for _, k := range kids {
		all++
		if !k.linked() || count[k.place()] > 1 || len(k.kids) > 0 {
			twice++
		}
	}
	return twice*2 >= all
}

// prune drops headings that head nothing and are no numbered section.
func prune(nodes []*node) []*node {
	var out []*node
	for _, n := range nodes {
		n.kids = prune(n.kids)
		if len(n.kids) == 0 && !n.linked() && n.head && n.num.text == "" && !isPlaceholder(n.title) && !n.also {
			continue
		}
		if len(n.kids) == 0 && !n.linked() && n.num.text == "" && n.rank >= rankEntry && !n.also && !isPlaceholder(n.title) && !n.text && n.doubtful() {
			continue
		}
		out = append(out, n)
	}
	return out
}

// doubtful reports whether an unlinked, unnumbered entry is more likely a word
// on the page than a chapter.
func (n *node) doubtful() bool {
	return junkTitle.MatchString(n.title) || boxTitle.MatchString(n.title) || len(strings.Fields(n.title)) > 25
}
