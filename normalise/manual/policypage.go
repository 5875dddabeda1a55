package manual

import (
	"math"
	"net/url"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A policyPage is a start page that is itself the text of the manual: a policy on one page of a
// site that is about much else.
type policyPage struct {
	page  int  // -1 if there is none
	long  bool // it is long enough to have chapters, which are its headings
	heads int  // as many, also those that the markup does not tell
	named bool // it is called as one policy is
}

// findPolicy finds the page that is the manual's text. It is the only start page of the register
// and not the front page of its site: a file, or a page that says something below most of its
// headings, as few others do if no menu leads to it, or, among the menus of a whole site or called
// as one policy is, more than where to go.
func (rd *reading) findPolicy() policyPage {
	none := policyPage{page: -1}
	if len(rd.Input.Start) != 1 || isFrontPage(rd.Input.Start[0]) {
		return none
	}
	p := rd.Site.PageAt(rd.Input.Start[0])
	if p < 0 || rd.Roles[p] != toc.RolePage || rd.Input.Platform == "govuk" {
		return none
	}
	d := rd.Input.Pages[p].Document
	if layout.MostlyLinks(d) {
		return none
	}
	own := policyPage{page: p, named: isNamedPolicy(d)}
	if !d.IsWebPage() {
		own.long = saysItself(d)
		if d.IsFile() && saysMore(d) {
			return own
		}
		return none
	}
	amid := amidSite(d)
	if own.long = saysItself(d); !own.long && !rd.mayList(p) {
		own.heads = unmarkedHeads(d)
		own.long = own.heads > 0
	}
	switch {
	case own.long && (amid || rd.inOwnMenu(p) || !rd.oneOfMany(p, rd.textSizes())):
		return own
	case (amid || own.named && !rd.mayList(p)) && saysMore(d):
		own.long = false
		return own
	}
	return none
}

// unmarkedHeads counts the headings of a page that only their class or their count tells, and
// below most of which it says something; 0 where it has none or is too short for a manual.
func unmarkedHeads(d *parse.Document) int {
	const sentence = 10 // words
	heads, told := 0, 0
	toc.Walk(chaptertext.Read(d, d.Blocks, "", d.Title).Heads, func(n *toc.Node) {
		heads++
		words := 0
		for i := range n.Own {
			words += wording.CountWords(n.Own[i].Text)
		}
		told += wording.BoolInt(words >= sentence)
	})
	if _, words := toc.BookSize(d); words < toc.LeastWords || told < toc.LeastListed || told*2 <= heads {
		return 0
	}
	return heads
}

// What one policy is called, and what more than one is, or whoever publishes them.
var (
	policyName = pattern.New(`(?i)\b(?:safeguarding|child(?:ren)?(?:['’]?s)?\s+protection|whistle-?blowing|welfare|(?:anti-)?bullying|complaints?|codes?\s+of\s+conduct|policy)\b`)
	manyNames  = pattern.New(`(?i)\b(?:policies|procedures|manual|handbook|guidance|guidelines|guide|contents|partnership|boards?|council|resources|documents)\b`)
)

// besidePolicies reports a document that is one policy of several: its entry in the list is called
// as one is, and so is another, which opens a text of its own. However much longer the one is, the
// other is no leaflet beside a manual.
func (rd *reading) besidePolicies(page int, roots []*toc.Node) bool {
	own, others := false, 0
	toc.Walk(roots, func(n *toc.Node) {
		if n.Target < 0 || !policyName.MatchString(n.Title) && !ruleName.MatchString(n.Title) || manyNames.MatchString(n.Title) {
			return
		}
		d := rd.Input.Pages[n.Target].Document
		switch {
		case n.Target == page:
			own = true
		case rd.Roles[n.Target] == toc.RolePage && layout.MainWords(d, chapterWords) > chapterWords && !isCopy(rd.Input.Pages[page].Document, d):
			others++
		}
	})
	return own && others > 0
}

// ruleName is what rules are called that are no policies.
var ruleName = pattern.New(`(?i)\b(?:constitution|bye?-?laws|articles\s+of\s+association|terms\s+of\s+reference|protocol|charter|(?:privacy|fair\s+processing)\s+notice)\b`)

// isNamedPolicy reports a page whose title or address names one policy, "Safeguarding".
func isNamedPolicy(d *parse.Document) bool {
	address := fileEnding.ReplaceAllString(strings.TrimSuffix(d.URL, "/"), "")
	address = strings.NewReplacer("-", " ", "_", " ").Replace(address[strings.LastIndexByte(address, '/')+1:])
	said := d.Title + "\n" + address
	return policyName.MatchString(said) && !manyNames.MatchString(said)
}

// fileEnding ends the name of a page's file.
var fileEnding = pattern.New(`(?i)\.(?:html?|aspx?|php|jsp|cfm)$`)

// inOwnMenu reports a page that is an entry of the menus around it.
func (rd *reading) inOwnMenu(p int) bool {
	return toc.AnyRow(rd.rowsOf(p, parse.Nav), func(r *toc.Row) bool { return r.Target == p && r.Linked() && r.Frag == "" })
}

// besideOthers reports a page that stands in a list of the menus around it behind others, and so
// does not open what the menus list.
func (rd *reading) besideOthers(p int) bool {
	opened := make(map[int]bool) // groups
	for _, r := range rd.rowsOf(p, parse.Nav) {
		switch {
		case !r.Linked() || r.Group == 0 || r.Frag != "":
		case r.Target == p && opened[r.Group]:
			return true
		case r.Target != p && !isFrontPage(r.Href):
			opened[r.Group] = true
		}
	}
	return false
}

// isFrontPage reports the address of a whole site.
func isFrontPage(address string) bool {
	u, err := url.Parse(address)
	return err != nil || frontPath.MatchString(u.Path)
}

var frontPath = pattern.New(`(?i)^/?(?:(?:index|default|home)(?:\.\w+)?)?/?$`)

// saysItself reports a page that is long enough for a manual, and most headings of which have words
// below them that are no links, those that stand right above others left out. Lines in bold may be
// its headings.
func saysItself(d *parse.Document) bool {
	const sentence, enough = 10, 100 // words
	heads, over, told, below, words := 0, 0, 0, 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch {
		case b.Region != parse.Main || b.Kind == parse.Image:
		case b.Kind == parse.Heading || b.Bold && b.Kind == parse.Paragraph && isTitle(b.Text):
			heads, below = heads+1, 0
			over += wording.BoolInt(i+1 < len(d.Blocks) && d.Blocks[i+1].Kind != parse.Heading)
		case layout.LinkShare(b.Text, b.Links) < 0.5:
			n := wording.CountWords(b.Text)
			told += wording.BoolInt(heads > 0 && below < sentence && below+n >= sentence)
			below, words = below+n, words+n
		}
	}
	return heads >= toc.LeastHeads && words >= enough && told >= toc.LeastListed && told*2 > over
}

// isTitle reports a line that may be a title by its length and its end.
func isTitle(line string) bool {
	return len(line) <= layout.MaxTitle && !strings.HasSuffix(line, ".")
}

// saysMore reports a page with sentences of its own that are no links.
func saysMore(d *parse.Document) bool {
	const enough = 60 // words
	words := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && b.Kind != parse.Heading && toc.IsSentence(b.Text) && layout.LinkShare(b.Text, b.Links) < 0.5 {
			words += wording.CountWords(b.Text)
		}
	}
	return words >= enough
}

// siteEntry is what the menu of a whole site has among its entries, and that of a manual has not.
var siteEntry = pattern.New(`(?i)^(?:(?:(?:our|photo)\s+)?gallery|photos|donate|donations|giving|shop|what(?:'|’)?s\s+on|join(?:\s+us)?|(?:how\s+to\s+)?find\s+us|get\s+involved|(?:(?:our|the|meet\s+the|meet\s+our)\s+)?(?:team|staff|history|people|coaches|committee|governors)|(?:latest\s+)?news(?:\s*(?:&|and)\s*events)?|events|newsletters?|calendar|term\s+dates|uniform|fixtures(?:\s*(?:&|and)\s*results)?|results|timetable|(?:plan\s+(?:a|your)\s+)?visit(?:\s+us)?|blog|services|sponsors?|partners|vacancies|memberships?|bookings?|book\s+now|live\s*stream|watch\s+live|sermons|prices|classes|testimonials|fundraising|support\s+us|volunteer(?:ing)?)$`)

// leastOfSite is how many such entries make a menu that of a whole site.
const leastOfSite = 2

// anySite is what any site has in its menus, that of a manual too.
var anySite = pattern.New(`(?i)^(?:home|about(?:\s+us)?|contact(?:\s+us)?)$`)

// amidSite reports a page with the menus of a whole site around it.
func amidSite(d *parse.Document) bool {
	const any = 3 // entries, if not all can only be of a whole site
	entries, others := make(map[string]bool), make(map[string]bool)
	for i := range d.Blocks {
		if d.Blocks[i].Region == parse.Main {
			continue
		}
		for _, k := range d.Blocks[i].Links {
			switch said := wording.Squeeze(k.Text); {
			case siteEntry.MatchString(said):
				entries[wording.Fold(said)] = true
			case anySite.MatchString(said):
				others[wording.Fold(said)] = true
			}
		}
	}
	return len(entries) >= leastOfSite || len(entries) > 0 && len(entries)+len(others) >= any
}

// isSiteMenu reports a list that holds more than a manual.
func isSiteMenu(roots []*toc.Node) bool {
	n := 0
	toc.Walk(roots, func(k *toc.Node) {
		n += wording.BoolInt(k.Num.Text == "" && siteEntry.MatchString(wording.Squeeze(k.Title)))
	})
	return n >= leastOfSite
}

// listBeside is the manual's list where a start page may be the text of the manual: l, which was
// found, or that of the page itself, which says something of each policy to which it leads, or none
// (alone), for l lists what the site is about.
func (rd *reading) listBeside(own policyPage, l list) (of list, alone, listed bool) {
	if own.page < 0 || rd.isListOf(l, own) {
		return l, false, false
	}
	if m := rd.mainList(own.page); m.entries > 1 && rd.isListOf(m, own) {
		return m, false, true
	}
	return l, true, false
}

// isListOf reports whether a list of contents is that of the manual of which page own is the text:
// one that leads away from the page, also with what is named below an entry that does, and not to
// all that the site is about.
func (rd *reading) isListOf(l list, own policyPage) bool {
	switch {
	case l.page < 0:
		return false
	case l.own, l.nav:
		return !isSiteMenu(l.roots) && (!own.long && !(l.nav && own.named) || listsByNumber(l.roots) || !rd.besideOthers(own.page) && rd.keepsTo(folderOf(rd.Input.Start[0]), l.roots))
	case l.page != own.page && rd.Input.Pages[own.page].Document.IsFile():
		return true
	case l.page != own.page:
		at := rd.Input.Pages[l.page]
		all, read := linkedEntries(l.roots)
		return contentsTitle.MatchString(at.Title) || rd.links(own.page, l.page) && !(own.named && (isFrontPage(at.URL) || rd.links(l.page, own.page))) || !own.long && !own.named && !isFrontPage(at.URL) && !isSiteMenu(l.roots) && read*2 > all
	}
	if own.long && own.named && rd.onlyBack(l.roots, own.page) {
		return false
	}
	d := rd.Input.Pages[own.page].Document
	rows, away := rd.countAway(l.roots, own.page, false)
	words := layout.MainWords(d, math.MaxInt)
	if away*4 >= rows {
		return !own.long || d.IsFile() || words < wordsOfEach*away
	}
	titles := 0
	toc.Walk(l.roots, func(n *toc.Node) { titles += wording.CountWords(n.Title) })
	return d.IsFile() && !own.long && words < titles+max(enoughBeside, wordsBeside*rows)
}

// onlyBack reports a list on page p that leads away from it once or twice, to pages that lead to it
// in turn: "All policies" below one of them.
func (rd *reading) onlyBack(roots []*toc.Node, p int) bool {
	const most = 2
	away, back := 0, 0
	toc.Walk(roots, func(n *toc.Node) {
		if n.Page == p && n.Target >= 0 && n.Target != p {
			away++
			back += wording.BoolInt(rd.links(n.Target, p))
		}
	})
	return back > 0 && back == away && away <= most
}

// listsByNumber reports a list most entries of which have numbers, as those of a manual have and the
// parts of a site have not.
func listsByNumber(roots []*toc.Node) bool {
	all, counted := 0, 0
	toc.Walk(roots, func(n *toc.Node) {
		all++
		counted += wording.BoolInt(n.Num.Text != "")
	})
	return counted >= toc.LeastListed && counted*2 > all
}

// wordsOfEach is how much a page says at least for each link to others where its own text is the
// manual, and no list of these with a few words on each.
const wordsOfEach = 100

// What a file without such headings says at least beside the rows that were read from it, and for each of them, if these
// are no list of contents but its headings or points.
const enoughBeside, wordsBeside = 100, 5

// folderOf is the key of the folder in which an address stands, "" for that of the whole site.
func folderOf(address string) string {
	key := webaddress.Key(address)
	if !strings.HasSuffix(address, "/") {
		key = key[:max(strings.LastIndexByte(key, '/'), 0)]
	}
	if !strings.Contains(key, "/") {
		return ""
	}
	return key
}

// keepsTo reports a list most entries of which stand in a folder.
func (rd *reading) keepsTo(folder string, roots []*toc.Node) bool {
	all, in := 0, 0
	toc.Walk(roots, func(n *toc.Node) {
		if n.Linked() {
			all++
			in += wording.BoolInt(folder == "" || webaddress.Under(webaddress.Key(n.Href), folder))
		}
	})
	return in*2 >= all
}

// countAway counts the entries of a list and those that lead away from a page or stand below one
// that does.
func (rd *reading) countAway(nodes []*toc.Node, page int, below bool) (rows, away int) {
	for _, n := range nodes {
		leads := below || n.Target >= 0 && n.Target != page || n.Linked() && n.Target < 0 && rd.Site.Internal(n.Href)
		r, a := rd.countAway(n.Kids, page, leads)
		rows, away = rows+1+r, away+wording.BoolInt(leads)+a
	}
	return rows, away
}

// listsFolder reports a list on the start page all of whose entries lead to what was read below the
// folder of that page, which is not the whole site: the folder's own, however short.
func (rd *reading) listsFolder(roots []*toc.Node) bool {
	const least = 2
	folder, n := folderOf(rd.Input.Start[0]), 0
	if folder == "" {
		return false
	}
	all := true
	toc.Walk(roots, func(k *toc.Node) {
		if k.Linked() {
			n++
			all = all && k.Target >= 0 && webaddress.Under(webaddress.Key(k.Href), folder)
		}
	})
	return all && n >= least
}

// links reports whether the text of one page links to another.
func (rd *reading) links(from, to int) bool {
	return parse.AnyBlock(rd.Input.Pages[from].Blocks, func(b *parse.Block) bool {
		return b.Region == parse.Main && slices.ContainsFunc(b.AllLinks(), func(k parse.Link) bool { return rd.Site.PageAt(k.Href) == to })
	})
}

// bookTitle names what may be a manual in one document.
var bookTitle = pattern.New(`(?i)\b(?:procedures?|manual|handbook|polic(?:y|ies)|guidelines)\b`)

// inReach are the pages among which the one document is sought that is the manual: where the start
// page is a policy, that and what it calls to, if this may be its full text and no library of
// papers; a short one may be an introduction to a handbook that stands elsewhere.
func (rd *reading) inReach(own policyPage) []bool {
	const library = 3 // papers
	out := make([]bool, len(rd.Input.Pages))
	for i := range out {
		out[i] = own.page < 0 || i == own.page || !own.long && !own.named && bookTitle.MatchString(rd.Input.Pages[i].Title) && !isFrontPage(rd.Input.Pages[i].URL)
	}
	if own.page < 0 {
		return out
	}
	if called := rd.calledFrom(own.page); !own.long || len(called) < library {
		for _, t := range called {
			out[t] = !own.named || !isFrontPage(rd.Input.Pages[t].URL) // a way back
		}
	}
	return out
}

// calledFrom are the files to which the text of page p leads, and the pages to which lines of it lead
// that are hardly more than the link.
func (rd *reading) calledFrom(p int) []int {
	var out []int
	for _, b := range parse.InMain(rd.Input.Pages[p].Blocks) {
		for _, k := range b.AllLinks() {
			t := rd.Site.PageAt(k.Href)
			if t >= 0 && t != p && !slices.Contains(out, t) && (rd.Input.Pages[t].Document.IsFile() || layout.LinkShare(b.Text, b.Links) >= 0.5) {
				out = append(out, t)
			}
		}
	}
	return out
}

// onlyChapter is the outline of a manual that is one page or file, too short to have chapters.
func (rd *reading) onlyChapter(own policyPage) []*toc.Node {
	p := &rd.Input.Pages[own.page]
	rd.Doubt(p.URL, normalise.CodeFromBook, "no list of contents: this document is the only chapter")
	return []*toc.Node{{Row: toc.Row{Title: titleOf(p.Document), Href: p.URL, Page: own.page, Target: own.page}, Kind: normalise.KindChapter}}
}

// titleOf is the title of a document, its first line where that may be one, or its address.
func titleOf(d *parse.Document) string {
	if d.Title != "" {
		return d.Title
	}
	for i := range d.Blocks {
		if line, _, _ := strings.Cut(strings.TrimSpace(d.Blocks[i].Text), "\n"); d.Blocks[i].Region == parse.Main && line != "" {
			if isTitle(line) {
				return line
			}
			break
		}
	}
	return d.URL[strings.LastIndexByte(d.URL, '/')+1:]
}
