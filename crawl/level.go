package crawl

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// harvest takes the links of a page that are to be followed; the caller holds
// v.mu.
func (v *visit) harvest(it *item, p *page, a *answer) {
	if it.seed {
		v.choosers = append(v.choosers, p.choosers...)
	}
	from := it.target
	if it.role == indexRole && !it.listing && p.contents == nil {
		if !saysWhatIsContent(p) {
			p.takeLinks(func(*link) bool { return true }, false)
		} else if it.seed {
			v.takeMenu(it, p)
		}
	}
	v.sessions.learn(it.url, p.links, v.isContents)
	if it.role == pageRole && it.listed > 0 && it.listed <= maxListed && v.isList(from, p, a) {
		it.role = indexRole
	}
	barren := it.part && (it.role == indexRole && !v.leadsToMore(it, p) || it.turned >= maxTurned)
	own := v.ownMenus(it, p)
	for i := range p.links {
		l := &p.links[i]
		if v.byURL[l.url] != nil || v.offeredBetter(it, i, l.url) {
			continue
		}
		u := l.target()
		r, ok := v.scope.wanted(from, it.role, l, u)
		ok = ok || own[l.list] && v.scope.inOwnMenu(from, *l, u)
		if !ok {
			v.documentElsewhere(it, l, u)
			continue
		}
		part := isFurtherPart(from, u, l) && !l.embedded
		if part && barren {
			continue
		}
		v.offer(candidate{url: l.url, title: l.text, from: it, place: i, role: r, part: part, side: l.side && l.content})
	}
}

// maxTurned is how many pages of a chapter are turned, one from the other.
const maxTurned = 60

// isContents reports the address of a list of chapters that was asked for.
func (v *visit) isContents(address string) bool {
	it := v.byURL[address]
	return it != nil && it.role == indexRole
}

// leadsToMore reports whether a further part of a list leads to anything but
// still further parts. Lists that can be turned for ever repeat their last part,
// or their first, or are empty.
func (v *visit) leadsToMore(it *item, p *page) bool {
	for i := range p.links {
		l := &p.links[i]
		if v.byURL[v.sessions.strip(l.url)] != nil {
			continue
		}
		if _, ok := v.scope.wanted(it.target, it.role, l, l.target()); ok && !isFurtherPart(it.target, l.target(), l) {
			return true
		}
	}
	return false
}

// offeredBetter reports whether an address is a candidate already and this link
// could not change anything about it.
func (v *visit) offeredBetter(it *item, place int, address string) bool {
	c := v.next[address]
	return c != nil && it.role == pageRole && (c.from.number < it.number || c.from == it && c.place < place)
}

// maxListed is how many lists of lists are followed: manual, part, section.
const maxListed = 3

// isList reports whether a page that a list of chapters leads to is itself such
// a list: a section's own contents page. Its content links at least two pages or
// files, one of them a page that would not be followed otherwise, and at least half
// of its content's words are links, or most of its headings and rows begin with one, or it
// says hardly anything else. Figures, as in dates and sizes, are no words.
func (v *visit) isList(from *url.URL, p *page, a *answer) bool {
	others, all, words, titled := 0, 0, 0, 0
	for i := range p.links {
		l := &p.links[i]
		if !l.content {
			continue
		}
		words += lettered(l.text)
		_, listed := v.scope.wanted(from, indexRole, l, l.target())
		if listed && l.titled {
			titled++
		}
		if v.byURL[l.url] != nil {
			continue
		}
		if isDocument(l.target(), l) {
			all++
		}
		if _, ok := v.scope.wanted(from, pageRole, l, l.target()); !ok && listed {
			others++
			all++
		}
	}
	if others > 0 && titled > 1 && titled*3 >= p.heads*2 {
		return true
	}
	if others == 0 {
		return false
	}
	text := p.contentWords(v.pageText(a))
	if text-words <= fewWords {
		return true
	}
	if all < 2 {
		return false
	}
	room := 0
	if all > 2 || slices.Contains(v.scope.starts, from.Path) {
		room = columnTitles
	}
	return words*2 >= text-room
}

// contentWords counts the words that stand in the content of the page with this body:
// what the site says around each of its pages is none of them.
func (p *page) contentWords(body []byte) int {
	doc, err := html.Parse(bytes.NewReader(unseen.ReplaceAll(body, []byte(" "))))
	if err != nil {
		return lettered(plainText(body))
	}
	reader := page{contents: p.contents}
	return reader.wordsBelow(doc)
}

func (p *page) wordsBelow(n *html.Node) int {
	p.path = append(p.path, place{node: n})
	count := 0
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && p.region(len(p.path)-1) == contentRegion:
			count += lettered(c.Data)
		case c.Type == html.ElementNode && c.Data != "head":
			count += p.wordsBelow(c)
		}
	}
	p.path = p.path[:len(p.path)-1]
	return count
}

// fewWords is what a page may say, its heading included, that has nothing to say but
// where to go.
const fewWords = 24

// columnTitles is how many words the heads of columns may have above a list of
// three, or above a part of the manual's own list.
const columnTitles = 8

// lettered counts the words of a text that begin with a letter.
func lettered(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// pageText returns an answer's page in UTF-8, from the archive where nobody had to
// read it; nil if it is none.
func (v *visit) pageText(a *answer) []byte {
	if a.html != nil {
		return a.text()
	}
	return v.archivedPage(&a.Capture)
}

// saysWhatIsContent reports whether a page's links can be told into content and
// menus: where hardly any is content, the markup says nothing.
func saysWhatIsContent(p *page) bool {
	n := 0
	for _, l := range p.links {
		if l.content {
			n++
		}
	}
	return n >= 3 || n*5 >= len(p.links)
}

// documentElsewhere notes documents that a contents page links to on hosts that
// the register does not name: they may belong to the manual.
func (v *visit) documentElsewhere(it *item, l *link, u *url.URL) {
	known, _ := v.scope.onHost(u)
	if known || it.role != indexRole || !l.content || !documentExtension.MatchString(u.Path) {
		return
	}
	v.aside(u.Hostname(), l.url)
}

func (v *visit) aside(host, address string) {
	if !slices.ContainsFunc(v.findings, func(f Finding) bool { return f.Code == "document_elsewhere" && strings.HasSuffix(f.Detail, " "+host) }) {
		v.note(address, "document_elsewhere", "the contents link to documents on a host that the register does not name: "+host)
	}
}

// offer keeps a candidate, the first link to an address in the order of pages
// and places, with the highest role that any link gives it.
func (v *visit) offer(c candidate) {
	old := v.next[c.url]
	if old == nil {
		v.next[c.url] = &c
		return
	}
	old.role = max(old.role, c.role)
	if c.from.number < old.from.number || c.from.number == old.from.number && c.place < old.place {
		old.title, old.from, old.place = c.title, c.from, c.place
	}
}

// nextLevel makes the next level from what this one led to, then from sitemaps,
// then from what failed.
func (v *visit) nextLevel(ctx context.Context) ([]*item, error) {
	level := v.fromCandidates()
	if len(level) == 0 && !v.sitemapped {
		v.sitemapped = true
		if err := v.readSitemaps(ctx); err != nil {
			return nil, err
		}
		level = v.fromCandidates()
	}
	if len(level) == 0 && !v.secondTime {
		v.secondTime = true
		level = v.failedItems()
	}
	return level, nil
}

func (v *visit) fromCandidates() []*item {
	v.mu.Lock()
	defer v.mu.Unlock()
	candidates := slices.Collect(maps.Values(v.next))
	clear(v.next)
	slices.SortFunc(candidates, func(a, b *candidate) int {
		if d := a.from.number - b.from.number; d != 0 {
			return d
		}
		if d := a.place - b.place; d != 0 {
			return d
		}
		return strings.Compare(a.url, b.url)
	})
	var level []*item
	folders := map[string]int{}
	for _, c := range candidates {
		if v.mustWait(c) {
			v.next[c.url] = c
			continue
		}
		it := v.admit(c)
		if it == nil {
			continue
		}
		level = append(level, it)
		if u := mustParse(c.url); c.from.role == indexRole && !c.side && !isDocument(u, &link{}) {
			folders[folderOf(u)]++
			v.scope.sections[u.Host+folderBelow(u)] = true
		}
	}
	v.learnFolders(folders)
	return level
}

// learnFolders takes folders with several pages of the contents as places of
// chapters; the root of a host is none, it holds everything.
func (v *visit) learnFolders(folders map[string]int) {
	for f, n := range folders {
		if n >= 3 && !isRootFolder(f) {
			v.scope.folders[f] = true
		}
	}
}

// admit schedules a candidate, unless it is another spelling of a known address
// or its pattern's budget is used up.
func (v *visit) admit(c *candidate) *item {
	address := v.sessions.strip(c.url)
	if known := v.byURL[address]; known != nil {
		return nil
	}
	if twin := v.spelled(c, address); twin != nil {
		v.aliases[c.url] = twin.url
		return nil
	}
	if why := v.budget.spend(address, c.from.role == indexRole); why != "" {
		v.findPattern(address, why)
		return nil
	}
	chain := c.chain()
	if chain > chainBudget {
		v.findPattern(address, fmt.Sprintf("more than %d addresses like %s, each found on the one before; the others were not followed", chainBudget, patternOf(mustParse(address))))
		return nil
	}
	listed := 0
	if c.from.role == indexRole {
		listed = c.from.listed + 1
	}
	it := v.schedule(item{url: address, role: c.role, listed: listed, depth: c.from.depth + 1, from: c.from.url, title: c.title, part: c.part, turned: c.turned(), chain: chain})
	if it != nil {
		v.doubt(it)
	}
	return it
}

func (v *visit) findPattern(address, why string) {
	if !slices.ContainsFunc(v.findings, func(f Finding) bool { return f.Code == "endless_addresses" && f.Detail == why }) {
		v.note(address, "endless_addresses", why)
	}
}

// maxSlowAgain is how many slow addresses get a second chance: each costs the
// host ten seconds.
const maxSlowAgain = 3

// failedItems returns what deserves a second chance at the end of the night.
func (v *visit) failedItems() []*item {
	var out []*item
	slow := 0
	for _, it := range v.items {
		if it.slow {
			if slow++; slow > maxSlowAgain {
				continue
			}
		}
		if it.capture.Error != "" && !it.capture.Permanent && it.capture.Location == "" && v.hostOf(it).left() == "" {
			it.finished, it.tries = false, 0
			v.done--
			out = append(out, it)
		}
	}
	return out
}
