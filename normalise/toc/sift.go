package toc

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	// ListTitle names a heading that only says "here comes the list".
	ListTitle = pattern.New(`(?i)^(?:table\s+of\s+)?(?:welcome(?:\s+to\s.*)?|contents(?:\s+(?:(?:of|for)\s.*|[\d.]+))?|chapters|articles|(?:pages|chapters|articles)\s+in\s.*|(?:[\w/-]+\s+){0,4}list\s+of\s+(?:contents|chapters|procedures|policies)|index|procedures?|(?:the\s+|our\s+)?(?:procedures?|policies|chapters?|manual|handbook)(?:\s+(?:manual|handbook|contents|list|index|chapters))*|procedures?\s+manual|policies\s+(?:and|&)\s+procedures|all\s+(?:chapters|procedures|policies)|browse.*|(?:(?:all|our|the|by|list\s+of|choose\s+an?|select\s+an?)\s+)?(?:topics?|(?:sub-?)?categor(?:y|ies)|subjects?)|sections?|full\s+contents|contents?\s+(?:page|list)|(?:(?:pages\s+)?in\s+this|what(?:'s|’s|\s+is)\s+in\s+(?:this|the))\s+(?:section|manual|handbook|guide|document|chapter|part|resource|collection)|on\s+this\s+page|(?:manual|guide|section|document)\s+contents|children['’]?s\s+procedures|(?:all\s+|available\s+|the\s+)?(?:documents?|downloads?|attachments?|files)(?:\s+to\s+download)?)$`)
	// boxTitle names a heading over links that are told again elsewhere.
	boxTitle = pattern.New(`(?i)^(?:quick\s*links?|(?:most\s+)?popular.*|latest.*|recent(?:ly)?.*|new\s+(?:and|&|or)\s+(?:updated|amended|revised).*|updated\s+(?:chapters|procedures).*|new\s+(?:chapters|procedures).*|what['’]?s\s+new.*|featured.*|promoted.*|pinned\s.*|trending.*|top\s+(?:articles|pages|posts|stories)|most\s+(?:read|viewed).*|useful\s+links?|external\s+links?|related\s+(?:links?|pages|information)|see\s+the\s+latest.*|news|(?:(?:forthcoming|upcoming|coming|latest|our|all)\s+)?events(?:\s+(?:and|&)\s+\w+)?|(?:forthcoming|upcoming)\s.*|in\s+this\s+section|on\s+this\s+page|jump\s+to.*|recently\s+.*|key\s+(?:links|documents)|share.*|follow\s+us.*|contact\s+us|cookies?.*)$`)
	// pagerLine is a line of page numbers below a list.
	pagerLine = pattern.New(`(?i)^(?:(?:page|previous|prev|next|first|last|of|\d{1,3})(?:[\s|,»«›‹<>…]+|$)){2,40}$`)
	// byline tells who last changed a page.
	byline = pattern.New(`(?i)^(?:(?:page\s+)?(?:created|added|written|posted|published|uploaded|submitted)\s+(?:by|on)\b|(?:page\s+)?last\s+(?:modified|updated|edited|changed)\s+(?:by|on|at)\b).{0,120}$`)
	// JunkTitle names rows of navigation that stand beside chapters.
	JunkTitle = pattern.New(`(?i)^(?:(?:(?:this|our|the)\s+(?:web\s*)?site|we)\s+(?:\w+\s+){0,2}(?:use|store|set|place)s?\s+(?:\w+\s+){0,3}cookies\b.*|home(?:\s*page)?|front\s+page|back(?:\s+to.*)?|contents(?:\s+page)?|search(?:\s.*)?|print(?:able)?(?:\s+(?:this|version|page).*)?|(?:view\s+|see\s+|all\s+)?(?:the\s+)?(?:latest\s+)?(?:amendments?|updates?)(?:\s+(?:to|archive|page|log|history|and).*)?|quick\s*guide(?:\s+to\s+(?:using\b.*|th(?:e|is)\s+(?:manual|site|website|handbook)\b.*))?|register(?:\s+(?:for|to)\b.*)?|sign\s+up.*|subscribe.*|(?:give\s+)?feedback|(?:back\s+to\s+|return\s+to\s+|go\s+to\s+)?top(?:\s+of(?:\s+the)?\s+page)?|next(?:\s+page)?|prev(?:ious)?(?:\s+page)?|send\s+(?:this\s+)?page.*|e?-?mail\s+this.*|share(?:\s+(?:(?:this|it|now|via|on|to|by|page|link|post|article|e-?mail|facebook|twitter|x|linkedin|whatsapp)\b.*|the\s+(?:page|link|post|article)\b.*|with\s+(?:(?:a|your)\s+)?(?:friend|colleague|other)s?\b.*))?|site\s*map|accessibility.*|cookies?.*|privacy.*|terms(?:\s+(?:(?:of\s+(?:use|service|access|sale|business)|(?:and|&)\s+conditions)\b.*|of))?|disclaimer|latest\s+(?:updates|changes|news)|log\s*in|sign\s+in|skip\s+.*|close|menu|expand\s+all|collapse\s+all|show\s+all.*|report\s+abuse|(?:view|download|open)\s+(?:all|full|the\s+(?:full\s+|whole\s+|entire\s+)?manual).*|download\s+(?:the\s+)?(?:edition|version|issue)\s+[\d.]+|what['’]?s\s+new|facebook|twitter|x|linkedin|help|rss(?:\s+feed)?|text\s+size.*|powered\s+by.*|change\s+(?:area|board)|documents?\s+library|see\s+all\s+updates|contact\s+us|about\s+us|news|\d{1,3}|«|»|first|last)$`)
)

// stripDates takes the date off the end of titles in a list that prints one
// behind every title, and off a placeholder. One that tells two entries apart stays.
func stripDates(rows []Row) {
	dated, links := 0, 0
	same := make(map[string]int)
	for i := range rows {
		if rows[i].Linked() {
			if cut := TitleDate(rows[i].Title); cut != "" {
				dated++
				same[wording.Fold(strings.TrimSuffix(rows[i].Title, cut))]++
			} else if len(rows[i].Flags) > 0 {
				continue // the date may have gone with the flag
			}
			links++
		}
	}
	for i := range rows {
		cut := TitleDate(rows[i].Title)
		rest := strings.TrimRight(strings.TrimSuffix(rows[i].Title, cut), " ,:|–—-")
		if cut == "" || rest == "" {
			continue
		}
		if titleflag.IsPlaceholder(rest) || links >= 2 && dated*5 >= links*3 && same[wording.Fold(strings.TrimSuffix(rows[i].Title, cut))] < 2 {
			title, flags := titleflag.StripFlags(rest)
			rows[i].Title, rows[i].Flags = title, titleflag.TidyFlags(append(rows[i].Flags, flags...))
			rows[i].Num.Plain = ""
		}
	}
}

var (
	endDate    = pattern.New(`(?i)\s(?:` + dates.DatePhrase + `)$`)
	endVersion = pattern.New(`(?i)\s[(\[]?v(?:ersion|er)?[.\s]?\s?\d{1,2}(?:\.\d{1,2})*[)\]]?$`)
)

// TitleDate is the month or day, or the version, that a title ends in, in brackets too, ""
// if none.
func TitleDate(title string) string {
	switch at := lastBracket(title); {
	case title == "":
		return ""
	case endVersion.MatchString(title):
		return endVersion.FindString(title)
	case wording.IsDigit(title[len(title)-1]):
		return endDate.FindString(title)
	case at > 0 && strings.IndexByte(")]", title[len(title)-1]) >= 0 && saysMonth(title[at+1:len(title)-1]):
		return title[at:]
	}
	return ""
}

// lastBracket is the place of the last bracket that opens in a title, -1 without one.
func lastBracket(title string) int {
	return max(strings.LastIndexByte(title, '('), strings.LastIndexByte(title, '['))
}

// saysMonth reports words that are a month or a day and nothing else.
func saysMonth(words string) bool {
	d, ok := dates.Parse(words)
	return ok && (d.Precision == normalise.Day || d.Precision == normalise.Month)
}

// dropJumps drops rows that only jump to a heading of the same page that is a
// row itself; a jump that leads nowhere else is a toggle and stays.
func dropJumps(rows []Row) []Row {
	jumps := func(rw *Row) bool { return strings.HasPrefix(rw.Prefix, "#") }
	if !AnyRow(rows, jumps) {
		return slices.Clone(rows)
	}
	titles := make(map[string]int)
	for i := range rows {
		if !jumps(&rows[i]) && !rows[i].Linked() {
			titles[wording.Fold(rows[i].Title)]++
		}
	}
	out := make([]Row, 0, len(rows))
	for i := range rows {
		rw := &rows[i]
		if jumps(rw) && (titles[wording.Fold(rw.Title)] > 0 || rw.Prefix != "#" && !rw.Head && rw.Rank >= RankEntry && rw.Num.Text == "") {
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
func dropJunk(s *Site, rows []Row) []Row {
	subjects := make(map[int]bool) // asked before rows move
	for i := range rows {
		if subjectTitle.MatchString(rows[i].Title) && s.amongChapters(rows, i) || paperTitle.MatchString(rows[i].Title) && s.amongPapers(rows, i) {
			subjects[i] = true
		}
	}
	tools, counts, host := toolLines(s, rows), countsBeside(rows), s.otherHost(rows)
	out := rows[:0]
	for i := range rows {
		rw := &rows[i]
		said := rw.said()
		if tools[placeOf{rw.Page, rw.Block}] || pagerLine.MatchString(said) {
			continue
		}
		if isCount(rw) && !counts[i] {
			continue // the number of a page of the list
		}
		if s.saysReach(rw, said) || host != "" && rw.Num.Text == "" && rw.Frag == "" && webaddress.Host(rw.Href) == host && atRoot(rw.Href) {
			continue
		}
		if rw.Num.Keyword != "" && !rw.Linked() && listCaption.MatchString(rw.Title) {
			continue
		}
		if rw.Num.Text == "" && (byline.MatchString(rw.Title) || homeLink.MatchString(rw.Title) && atRoot(rw.Href) || rw.Linked() && (JunkTitle.MatchString(rw.Title) && !s.calledTool(rw) && !subjects[i] && !(rw.Also && (!s.Internal(rw.Href) || documentsLibrary.MatchString(rw.Title))) || s.service(rw.Href) && !rw.Chapter || activity.MatchString(rw.Href))) {
			continue
		}
		if rw.Num.Text == "" && rw.Linked() && (rw.Target < 0 && madeWith.MatchString(rw.Title) || s.namesBook(rw)) {
			continue
		}
		if rw.Num.Text == "" && !rw.Linked() && (JunkTitle.MatchString(rw.Title) && !rw.Head || strings.HasPrefix(wording.Fold(rw.Title), "powered by")) {
			continue
		}
		out = append(out, *rw)
	}
	return out
}

// activity is the address of what a course has beside its reading, where the learner writes or is asked.
var activity = pattern.New(`(?i)/mod/(?:assign(?:ment)?|attendance|bigbluebuttonbn|chat|choice|custom(?:cert)?|certificate|feedback|forum|h5pactivity|quiz|questionnaire|scheduler|scorm|survey|workshop)/(?:view\.php|index\.php|\?)`)

// documentsLibrary is a page tool that a "see also" row points to as well: there it is part of the list.
var documentsLibrary = pattern.New(`(?i)^documents?\s+library$`)

// Ways to reach somebody: a telephone number, an address of e-mail, one of a web site.
var (
	reachBy  = pattern.New(`(?i)^(?:(?:tel|telephone|phone|mobile|email|e-mail|web|website)\s*:\s*)?(?:\+?[\d\s()–-]{9,24}|[^\s@]+@[^\s@]+\.[^\s@]+)$`)
	siteName = pattern.New(`(?i)^(?:(?:web|website)\s*:\s*)?(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$`)
)

// saysReach reports a line of a card on whom to ask: it says no more than how to reach them, or
// where the site of others is.
func (s *Site) saysReach(rw *Row, said string) bool {
	if rw.Target >= 0 {
		return false
	}
	return reachBy.MatchString(said) || rw.Linked() && siteName.MatchString(said) && !s.Internal(rw.Href) && !IsPaper(rw.Href)
}

// said is a row as it is printed: its number and its title.
func (r *Row) said() string {
	if r.Num.Text == "" {
		return strings.TrimSpace(r.Title)
	}
	return strings.TrimSpace(r.Num.Text + " " + r.Title)
}

// listCaption is what stands behind the number of a part of the list: "Volume 1 - Contents", and
// for readers of screens "Section 1 of contents".
var listCaption = pattern.New(`(?i)^(?:of\s+(?:the\s+)?)?contents$`)

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
func (s *Site) calledTool(rw *Row) bool {
	words := toolWords.MatchString(rw.Title) && !policyOnly.MatchString(rw.Title)
	if rw.Target < 0 || rw.Frag != "" || !words && !toolTitle.MatchString(rw.Title) {
		return false
	}
	d, least := s.Input.Pages[rw.Target].Document, StubWords
	if words {
		least = StubWords / 3 // there are other signs
	}
	return IsTitle(rw.Title, d.Title) && layout.MainWords(d, least) > least && !(words && s.around(rw))
}

// subjectTitle are words of the site's own pages that may be all of a chapter's title.
var subjectTitle = pattern.New(`(?i)^(?:privacy|accessibility|feedback)$`)

// amongChapters reports a row that leads to a page of text that is called so, and to which
// nothing around the text leads, in a list whose other entries are chapters.
func (s *Site) amongChapters(rows []Row, at int) bool {
	rw := &rows[at]
	beside := func(o *Row) bool {
		return o.Linked() && o.Page == rw.Page && o.Group == rw.Group && o.Rank == rw.Rank
	}
	from, to := at, at+1
	for from > 0 && beside(&rows[from-1]) {
		from--
	}
	for to < len(rows) && beside(&rows[to]) {
		to++
	}
	for i := from; i < to; i++ {
		if o := &rows[i]; o.Target < 0 || i != at && JunkTitle.MatchString(o.Title) {
			return false
		}
	}
	if to-from < 2 || rw.Frag != "" {
		return false
	}
	d := s.Input.Pages[rw.Target].Document
	return IsTitle(rw.Title, d.Title) && layout.MainWords(d, StubWords) > StubWords && !s.around(rw)
}

// around reports whether the page of a row leads to the same address around its text.
func (s *Site) around(rw *Row) bool {
	blocks := s.Input.Pages[rw.Page].Document.Blocks
	for i := range blocks {
		if b := &blocks[i]; b.Region != parse.Main && slices.ContainsFunc(b.AllLinks(), func(k parse.Link) bool { return s.SamePage(k.Href, rw.Href) }) {
			return true
		}
	}
	return false
}

// clickHere begins the words of a link that call to a page, or of what opens the list below it.
var clickHere = pattern.New(`(?i)^(?:please\s+)?click\s+(?:here|(?:on\s+)?this\s+link)\s+(?:for|to\s+(?:view|see|read|access|open|download|find|visit|go\s+to))\s+(?:(?:a\s+copy\s+of\s+)?the\s+)?`)

// startReading is what a button says that opens the first page of the manual.
var startReading = pattern.New(`(?i)^(?:(?:start|begin|resume)(?:\s+(?:reading|now))?|(?:start|begin|launch|resume)\s+(?:(?:the|this|our)\s+)?(?:course|module|e-?learning)|(?:start|begin|read|open|enter)\s+(?:(?:the|this|our)\s+)?(?:online\s+)?(?:e-?book|book|manual|handbook))$`)

// dropStart takes away the button that opens the manual at its first page, where another
// row leads there by its title.
func dropStart(rows []Row) []Row {
	if !AnyRow(rows, func(r *Row) bool { return r.Linked() && startReading.MatchString(r.Title) }) {
		return rows
	}
	named := make(map[string]bool)
	for i := range rows {
		if r := &rows[i]; r.Linked() && !startReading.MatchString(r.Title) {
			named[r.Place()] = true
		}
	}
	return DropRows(rows, func(r *Row) bool {
		return r.Linked() && r.Num.Text == "" && startReading.MatchString(r.Title) && named[r.Place()]
	})
}

// dropCalls takes away links that call to pages which other rows lead to: "Click here to
// view the Escalation Procedures". Where no other does, the row is called as the page is.
func dropCalls(rows []Row) []Row {
	calls := func(r *Row) bool { return r.Linked() && r.Num.Text == "" && clickHere.MatchString(r.Title) }
	if !AnyRow(rows, calls) {
		return rows
	}
	listed := make(map[string]bool)
	for i := range rows {
		if r := &rows[i]; r.Linked() && !calls(r) {
			listed[r.Place()] = true
		}
	}
	out := rows[:0]
	for _, r := range rows {
		if calls(&r) {
			if listed[r.Place()] {
				continue
			}
			r.Title = strings.TrimSpace(clickHere.Cut(r.Title))
		}
		out = append(out, r)
	}
	return out
}

// dropEchoes joins rows side by side that lead to one page: a card whose title and
// description are both the link, or a title with its picture. What stands between
// a title and the link that only says "more about" it describes it. The rows are changed
// in place.
func dropEchoes(rows []Row) []Row {
	out, place := rows[:0], "" // of the last row with a link in out
	for i := range rows {
		rw := &rows[i]
		here := ""
		if rw.Linked() {
			here = rw.Place()
		}
		if k := lastLinked(out); k >= 0 && rw.Linked() && here == place && !rw.besideInFile(&out[k]) && !rw.countsOn(&out[k]) && !rw.Also && !out[k].Also && (k == len(out)-1 || rw.Num.Text == "") {
			out = out[:k+1]
			out[k].echo(rw)
			continue
		}
		if out = append(out, *rw); rw.Linked() {
			place = here
		}
	}
	return out
}

// besideInFile reports rows that lead to one page of a file, where one chapter ends and
// another begins.
func (r *Row) besideInFile(o *Row) bool {
	if !IsPaper(r.Href) || wording.Fold(r.Title) == wording.Fold(o.Title) {
		return false
	}
	return PageFrag.MatchString(r.Frag) || r.Num.Text != "" && o.Num.Text != "" && r.Num.Text != o.Num.Text
}

// countsOn reports rows of two numbers and two titles: one of them leads to the page of the
// other by mistake, or both are on one page.
func (r *Row) countsOn(o *Row) bool {
	return r.Num.Sure && o.Num.Sure && r.Num.Parts == o.Num.Parts && r.Num.Text != o.Num.Text && r.Title != "" && o.Title != "" && wording.Fold(r.Title) != wording.Fold(o.Title)
}

// PageFrag is the fragment that opens a PDF at a page (RFC 8118, section 3).
var PageFrag = pattern.New(`(?i)^page=(\d{1,5})\b`)

// lastLinked is the last row with a link, if no more than two plain lines stand
// below it; -1 if none.
func lastLinked(rows []Row) int {
	for k := len(rows) - 1; k >= max(0, len(rows)-3); k-- {
		if rows[k].Linked() {
			return k
		}
		if rows[k].Head || rows[k].Num.Sure {
			return -1
		}
	}
	return -1
}

// echo takes into a row what another line of the same link adds to it: number,
// title or flags.
func (r *Row) echo(rw *Row) {
	flags, only := titleflag.PureFlags(rw.Title)
	if !only {
		flags = nil
	}
	r.Flags = titleflag.TidyFlags(append(append(r.Flags, rw.Flags...), flags...))
	switch {
	case r.Num.Text == "" && rw.Num.Text != "" && (r.Title == "" || rw.Title == "" || rw.Num.Sure && wording.Alike(r.Title, rw.Title) > 0.5):
		r.Num = rw.Num
		if r.Title == "" || rw.Title != "" {
			r.Title = rw.Title
		}
	case r.Title == "" && !only:
		r.Title = rw.besides(r.Num)
	}
}

// besides is the title of a row that has its number apart: what its words begin with is a
// number only if it is the same or surely one. In "B2" beside "Section 47 Enquiries" the
// section is that of an Act.
func (r *Row) besides(number wording.Numeral) string {
	if n := r.Num; n.Text == "" || n.Text == number.Text || n.Sure {
		return r.Title
	}
	title, _ := replain(*r)
	return title
}

// dissolve takes away headings that are no part of the manual's tree: the page's
// own title, "Contents", a release month. "Procedures" beside "Policies" and
// "Guidance" is a section.
func dissolve(nodes []*Node) []*Node {
	var out []*Node
	for _, n := range nodes {
		n.Kids = dissolve(n.Kids)
		if n.Head && n.Num.Text == "" && !n.Linked() && (n.Rank == 1 || ListTitle.MatchString(n.Title) && !besideSections(n, nodes) || isReleaseLabel(n.Title) && !byYears(n, nodes)) {
			out = append(out, n.Kids...)
			continue
		}
		out = append(out, n)
	}
	return out
}

// besideSections reports whether a heading called after papers heads entries of its
// own, as at least two others set alike do.
func besideSections(n *Node, nodes []*Node) bool {
	if contentsHead.MatchString(n.Title) || !hasLeaf(n.Kids) {
		return false
	}
	others := 0
	for _, o := range nodes {
		others += wording.BoolInt(o != n && o.Head && o.Rank == n.Rank && o.Num.Text == "" && hasLeaf(o.Kids) && !boxTitle.MatchString(o.Title))
	}
	return others >= 1
}

// byYears reports a year over entries of its own, as at least one other set alike is: the list is
// by date, and its years are sections.
func byYears(n *Node, nodes []*Node) bool {
	headsYear := func(o *Node) bool { return yearTitle.MatchString(o.Title) && o.Rank == n.Rank && hasLeaf(o.Kids) }
	return headsYear(n) && slices.ContainsFunc(nodes, func(o *Node) bool { return o != n && o.Head && headsYear(o) && o.Title != n.Title })
}

// yearTitle is a year and nothing else.
var yearTitle = pattern.New(`^(?:19|20)\d\d$`)

// contentsHead are the titles of a list that name no sort of paper.
var contentsHead = pattern.New(`(?i)^(?:table\s|contents|full\s|list\s|index|chapters|browse|sections?|all\s|manual|the\s)`)

func hasLeaf(nodes []*Node) bool {
	return slices.ContainsFunc(nodes, func(n *Node) bool { return n.Linked() && len(n.Kids) == 0 })
}

// isReleaseLabel reports a date, or words on the version of the manual with one.
func isReleaseLabel(s string) bool {
	if versionLabel.MatchString(s) {
		return true
	}
	d, ok := dates.Parse(s)
	return ok && !d.IsZero()
}

var versionLabel = pattern.New(`(?i)^(?:manual\s+|procedures?\s+|handbook\s+|document\s+)?(?:version|edition|issue|release)\s*(?:no\.?|number|:)?\s*\d[\d.]*\b.{0,30}$`)

// jumpTitle names the list of jumps above the sections; a chapter that stands in it
// and nowhere else stands before them.
var jumpTitle = pattern.New(`(?i)^quick\s*links?$`)

// hoist gives the rows below a node its place.
func hoist(n *Node) []*Node {
	for _, k := range n.Kids {
		k.Parent = n.Parent
	}
	return n.Kids
}

// DropBoxes drops boxes of links ("Quick links", "New and updated") whose rows
// stand elsewhere too, lead to other sites or to pages above, boxes of news of which no page
// was read, and such boxes without rows.
func DropBoxes(s *Site, roots []*Node) []*Node {
	isBox := func(n *Node) bool { return n.Num.Text == "" && !n.Linked() && boxTitle.MatchString(n.Title) }
	boxes := false
	Walk(roots, func(n *Node) { boxes = boxes || isBox(n) })
	count := make(map[string]int) // asked for boxes alone
	Walk(roots, func(n *Node) {
		if boxes && n.Linked() {
			count[n.Place()]++
		}
	})
	var prune func([]*Node) []*Node
	prune = func(nodes []*Node) []*Node {
		var out []*Node
		for _, n := range nodes {
			label := n.Num.Text == "" && !n.Linked()
			if isBox(n) && (repeated(n.Kids, count) || allOutside(s, n.Kids) || allAbove(s, n.Kids)) || label && newsTitle.MatchString(n.Title) && noneRead(n.Kids) {
				continue
			}
			if label && jumpTitle.MatchString(n.Title) {
				for _, k := range hoist(n) {
					k.Jump = true
					out = append(out, k)
				}
				continue
			}
			n.Kids = prune(n.Kids)
			out = append(out, n)
		}
		return out
	}
	return prune(roots)
}

// dropRepeats drops a list of the sections, and of what is in them, above the
// sections themselves.
func dropRepeats(roots []*Node) []*Node {
	var out []*Node
	for k, n := range roots {
		if !n.Linked() && saidBelow(n, roots[k+1:]) {
			continue
		}
		out = append(out, n)
	}
	return out
}

// saidBelow reports whether one of the roots after n says the same with more: its
// number and title and, below it, every title below n.
func saidBelow(n *Node, after []*Node) bool {
	for _, m := range after {
		if m.Num.Text != n.Num.Text || wording.Fold(m.Title) != wording.Fold(n.Title) || len(m.Kids) == 0 {
			continue
		}
		more, titles := 0, make(map[string]bool)
		Walk(m.Kids, func(k *Node) { more, titles[wording.Fold(k.Title)] = more+1, true })
		said := true
		Walk(n.Kids, func(k *Node) { more, said = more-1, said && !k.Linked() && titles[wording.Fold(k.Title)] })
		if said && more > 0 {
			return true
		}
	}
	return false
}

// newsTitle names a box of news, which no section of a manual is.
var newsTitle = pattern.New(`(?i)^(?:(?:latest|recent|our|all|partnership|board|site|website|handbook|manual|procedures|policy|safeguarding)\s+){0,2}(?:news|events|tweets|posts|headlines|announcements)(?:\s+(?:and|&)\s+(?:news|events|updates))?$`)

// noneRead reports entries none of which leads to a page that was read, nor to a paper.
func noneRead(kids []*Node) bool {
	return !slices.ContainsFunc(kids, func(k *Node) bool { return len(k.Kids) > 0 || k.Target >= 0 || IsPaper(k.Href) })
}

// allOutside reports entries that all lead to pages, not papers, of other sites.
func allOutside(s *Site, kids []*Node) bool {
	return len(kids) > 0 && !slices.ContainsFunc(kids, func(k *Node) bool { return !k.Linked() || len(k.Kids) > 0 || s.Internal(k.Href) || IsPaper(k.Href) })
}

// allAbove reports entries that all lead to pages above the one they stand on, as the
// steps of a trail do.
func allAbove(s *Site, kids []*Node) bool {
	return len(kids) > 0 && !slices.ContainsFunc(kids, func(k *Node) bool {
		return !k.Linked() || len(k.Kids) > 0 || !webaddress.Under(s.Keys[k.Page], webaddress.Key(k.Href))
	})
}

// IsPaper reports an address of a file that is no web page.
func IsPaper(href string) bool {
	switch strings.ToLower(path.Ext(webaddress.Key(href))) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf":
		return true
	}
	return false
}

func repeated(kids []*Node, count map[string]int) bool {
	twice, all := 0, 0
	for _, k := range kids {
		all++
		if !k.Linked() || count[k.Place()] > 1 || len(k.Kids) > 0 {
			twice++
		}
	}
	return twice*2 >= all
}

// prune drops headings that head nothing and are no numbered section.
func prune(nodes []*Node) []*Node {
	var out []*Node
	for _, n := range nodes {
		n.Kids = prune(n.Kids)
		if len(n.Kids) == 0 && !n.Linked() && n.Head && n.Num.Text == "" && !titleflag.IsPlaceholder(n.Title) && !n.Also {
			continue
		}
		if len(n.Kids) == 0 && !n.Linked() && n.Num.Text == "" && n.Rank >= RankEntry && !n.Also && !titleflag.IsPlaceholder(n.Title) && !n.Text && n.doubtful() {
			continue
		}
		out = append(out, n)
	}
	return out
}

// doubtful reports whether an unlinked, unnumbered entry is more likely a word
// on the page than a chapter.
func (n *Node) doubtful() bool {
	return JunkTitle.MatchString(n.Title) || boxTitle.MatchString(n.Title) || len(strings.Fields(n.Title)) > 25
}
