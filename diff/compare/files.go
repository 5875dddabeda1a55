package compare

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// A hostMove is a migration of the manual to other addresses.
type hostMove struct {
	happened  bool
	of        map[bool]bool // of documents, of web pages: these moved
	samePlace bool          // the host is the same, the paths changed
	became    map[string]string
	from, to  string // the host of most chapters; on one host the address of one
	units     int
}

// Share and least number of the units with addresses that make a migration.
const (
	hostMoveShare = .6
	hostMoveLeast = 4
)

// findHostMove looks at the addresses of all matched units: most have another host,
// or another path on the same one, or most of the web pages alone, for files often stay where
// they were. A former address of the register makes it surer, but is not needed.
func findHostMove(m *lineage.Match, o Options) hostMove {
	h := hostMove{became: map[string]string{}, of: map[bool]bool{}}
	both := map[bool]int{} // documents, web pages
	votes := map[[2]string]int{}
	voters := map[[2]string]map[bool]int{}
	sample := map[string][2]string{}
	m.EachAddress(func(c int, a, b string) {
		h.became[a] = b
		if o.restless(m.Cur.Sec(c)) {
			return
		}
		document := isDocument(m.Cur.Sec(c))
		both[document]++
		ha, hb := hostOf(a), hostOf(b)
		if v := [2]string{ha, hb}; a != b {
			votes[v]++
			if votes[v] == 1 {
				sample[ha+" "+hb], voters[v] = [2]string{a, b}, map[bool]int{}
			}
			voters[v][document]++
		}
	})
	best := [2]string{}
	for v, n := range votes {
		if n > votes[best] || n == votes[best] && v[0]+v[1] < best[0]+best[1] {
			best = v
		}
	}
	h.from, h.to = best[0], best[1]
	h.samePlace = h.from == h.to
	share := hostMoveShare
	for _, f := range o.Former {
		if hostOf(textdiff.FoldAddress(f)) == h.from {
			share = hostMoveShare / 2
		}
	}
	most := func(n, all int) bool { return n >= hostMoveLeast && float64(n) >= share*float64(all) }
	whole := most(votes[best], both[true]+both[false])
	for document, n := range voters[best] {
		if whole || !document && most(n, both[document]) {
			h.happened, h.of[document] = true, true
			h.units += n
		}
	}
	if one := sample[h.from+" "+h.to]; h.samePlace {
		h.from, h.to = one[0], one[1]
	}
	return h
}

// remember adds the addresses that units had on the last night on which all was
// seen: a link to one of them, seen only now, follows the unit to its new address.
func (h *hostMove) remember(whole *normalise.Edition, cur *lineage.Side) {
	if whole == nil {
		return
	}
	now := map[string]string{}
	for _, c := range cur.Units {
		now[cur.Sec(c).ID] = textdiff.FoldAddress(cur.Sec(c).URL)
	}
	for i := range whole.Sections {
		s := &whole.Sections[i]
		was := textdiff.FoldAddress(s.URL)
		if _, known := h.became[was]; !known && was != "" && now[s.ID] != "" {
			h.became[was] = now[s.ID]
		}
	}
}

func hostOf(folded string) string {
	host, _, _ := strings.Cut(folded, "/")
	return host
}

// hostMove tells a migration once.
func (x *comparison) hostMove() {
	if !x.host.happened {
		return
	}
	ch := x.add(diff.MovedHost, diff.Links, -1, -1, subStructure, x.host.from+" "+x.host.to, "the manual moved to another address")
	ch.OldURL, ch.NewURL = x.host.from, x.host.to
	ch.Detail = fmt.Sprintf("%s moved from %s to %s", Count(x.host.units, "page"), x.host.from, x.host.to)
	if x.host.samePlace {
		ch.Reasons = []string{"the pages of the manual have other addresses on the same host"}
		ch.Detail = fmt.Sprintf("%s have other addresses, for example %s is now %s", Count(x.host.units, "page"), x.host.from, x.host.to)
	}
	x.out[len(x.out)-1].at = -2
}

// linksAndFiles tells changed addresses, replaced documents and links that lead
// elsewhere with the same words.
func (x *comparison) linksAndFiles() {
	for _, c := range x.c.Units {
		p := x.m.ToPrev[c]
		if p < 0 || x.p.Class(p) == 'p' || x.c.Class(c) == 'p' {
			continue
		}
		x.address(p, c)
		if !x.unseen(p, c) && !x.p.Plain && !x.c.Plain {
			x.innerLinks(p, c)
			x.replacedPictures(p, c)
		}
	}
}

// restless tells whether a section stands at another address every night.
func (o *Options) restless(s *normalise.Section) bool {
	_, is := o.Restless[s.ID]
	return is
}

// address compares the unit's own address and bytes.
func (x *comparison) address(p, c int) {
	a, b := x.p.Sec(p), x.c.Sec(c)
	from, to := textdiff.FoldAddress(a.URL), textdiff.FoldAddress(b.URL)
	newBytes := a.FileSHA != b.FileSHA && a.FileSHA != "" && b.FileSHA != ""
	moved := from != to && (x.host.of[isDocument(b)] || x.o.restless(b))
	switch {
	case moved:
	case x.sharesFile(p, c):
		x.sharedAddress(p, c, from, to)
	case from != to && from != "" && to != "":
		if isDocument(a) || isDocument(b) {
			x.add(diff.FileReplaced, diff.Links, p, c, subLinks, "", "the document has another address")
		} else if !x.toldElsewhere(c) {
			x.add(diff.LinkChanged, diff.Links, p, c, subLinks, "own", "the page has another address").Detail = "its own address changed"
		}
		return
	}
	if !newBytes || x.scripts[c] != nil && !x.o.Bytes {
		return
	}
	if noWords := x.p.Docs[p].Words == 0 && x.c.Docs[c].Words == 0; noWords && !x.sharesFile(p, c) && isDocument(b) {
		x.add(diff.FileReplaced, diff.Minor, p, c, subLinks, "", "the file was replaced; it has no words that could be compared").Detail = "bytes changed"
	} else if x.o.Bytes {
		x.add(diff.FileReplaced, diff.Editorial, p, c, subLinks, "", "the bytes of the file changed").Detail = "bytes changed"
	}
}

// sharedAddress tells once that a document of many chapters has another address.
func (x *comparison) sharedAddress(p, c int, from, to string) {
	if from == to || from == "" || to == "" || !isDocument(x.c.Sec(c)) || x.told[from+" "+to] {
		return
	}
	x.told[from+" "+to] = true
	x.add(diff.FileReplaced, diff.Links, p, c, subLinks, "shared", "the document has another address").Detail = "the document of several chapters"
}

// sharesFile tells whether the unit is one of several in one document, whose
// address and bytes say nothing about the unit.
func (x *comparison) sharesFile(p, c int) bool {
	return x.p.Shared()[x.p.Sec(p).FileSHA] > 1 || x.c.Shared()[x.c.Sec(c).FileSHA] > 1
}

// toldElsewhere tells whether a change that names both addresses of the unit is in
// the report already.
func (x *comparison) toldElsewhere(c int) bool {
	id := x.c.Sec(c).ID
	return slices.ContainsFunc(x.out, func(p placed) bool {
		return p.SectionID == id && (p.Kind == diff.Renamed || p.Kind == diff.Moved)
	})
}

// isDocument tells whether a section was read from a file other than a web page.
func isDocument(s *normalise.Section) bool {
	if s.MediaType != "" {
		return !strings.Contains(s.MediaType, "html")
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ppt", ".pptx":
		return true
	}
	return false
}

// A target is where the words of a link lead.
type target struct{ words, href string }

// innerLinks compares the links inside the unit whose words are in both editions.
// Links that follow a page of this manual to its new address are no change.
func (x *comparison) innerLinks(p, c int) {
	gone, come := x.withoutFollowed(linkDiff(x.targets(x.p.Docs[p].Lines, true), x.targets(x.c.Docs[c].Lines, false)))
	if len(gone)+len(come) == 0 {
		return
	}
	var edits []diff.Edit
	var first *[2]string
	n := 0
	for _, g := range gone {
		i := slices.IndexFunc(come, func(t target) bool { return t.words == g.words })
		if i < 0 {
			if x.scripts[c] == nil {
				n++
				edits = append(edits, diff.Edit{Op: diff.Delete, Text: g.words + ": " + g.href + "\n"})
			}
			continue
		}
		n++
		edits = append(edits, diff.Edit{Op: diff.Keep, Text: g.words + ": "}, diff.Edit{Op: diff.Delete, Text: g.href + " "}, diff.Edit{Op: diff.Insert, Text: come[i].href + "\n"})
		if first == nil {
			first = &[2]string{g.href, come[i].href}
		}
		come = slices.Delete(come, i, i+1)
	}
	for _, t := range come {
		if x.scripts[c] == nil {
			n++
			edits = append(edits, diff.Edit{Op: diff.Insert, Text: t.words + ": " + t.href + "\n"})
		}
	}
	if n == 0 {
		return
	}
	ch := x.add(diff.LinkChanged, diff.Links, p, c, subLinks, "inner", Count(n, "link")+" inside the chapter changed, the words did not")
	ch.Edits = edits
	ch.Detail = Count(n, "link") + " inside the chapter"
	if first != nil {
		ch.OldURL, ch.NewURL = first[0], first[1]
	}
}

// targets lists the links of a document. Of the older one each is read with the
// address that its target has now.
func (x *comparison) targets(lines []textdiff.Line, old bool) []target {
	var out []target
	for i := range lines {
		for _, l := range lines[i].Links {
			out = append(out, target{textdiff.FoldText(textdiff.LinkWords(&lines[i], l)), x.hrefNow(l.Href, old)})
		}
	}
	return out
}

// withoutFollowed takes out the links to pages that moved as the chapters did and are none: a
// glossary, a form.
func (x *comparison) withoutFollowed(gone, come []target) (left, others []target) {
	if !x.host.happened || !x.host.samePlace {
		return gone, come
	}
	for _, g := range gone {
		if i := slices.Index(come, target{g.words, x.m.NowAt(g.href)}); i >= 0 {
			come = slices.Delete(come, i, i+1)
		} else {
			left = append(left, g)
		}
	}
	return left, come
}

func (x *comparison) hrefNow(href string, old bool) string {
	folded := textdiff.FoldAddress(href)
	if !old {
		return folded
	}
	if now, ok := x.host.became[folded]; ok {
		return now
	}
	if x.host.happened && !x.host.samePlace && hostOf(folded) == x.host.from {
		return x.host.to + textdiff.AddressPath(folded)
	}
	return folded
}

// linkDiff compares two lists of links as multisets.
func linkDiff(old, now []target) (gone, come []target) {
	left := map[target]int{}
	for _, t := range now {
		left[t]++
	}
	for _, t := range old {
		if left[t] > 0 {
			left[t]--
		} else {
			gone = append(gone, t)
		}
	}
	for _, t := range now {
		if left[t] > 0 {
			left[t]--
			come = append(come, t)
		}
	}
	return gone, come
}
