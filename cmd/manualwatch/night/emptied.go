package night

import (
	"fmt"
	"slices"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/out"
)

// ListsNothing is in the reason of a page of the contents on which a part that listed chapters stands
// empty.
const ListsNothing = " lists nothing, where chapters stood: "

// fewestListed is how many chapters such a part must have listed: a board that withdraws the only one
// may well forget its heading.
const fewestListed = 2

// A part of the manual with the chapters right below it.
type part struct {
	title, page string
	chapters    []*out.SectionRow
}

// emptiedPart finds a part that listed several chapters and stands in tonight's contents without one,
// while none of them stands elsewhere and the site says of none that its page is gone: what fills the
// list failed. What is so for long, or somebody vouches for, is how the manual is.
func (v *visit) emptiedPart(cur *normalise.Edition) (c archive.Capture, emptied bool, err error) {
	if v.prior.EditionID == "" || v.n.Run.Accept {
		return c, false, nil
	}
	rows, err := v.outlineBefore()
	if err != nil {
		return c, false, err
	}
	nights, err := v.n.darkBefore(v.b.ID, v.n.Run.ID, v.n.Run.StartedAt)
	empty, there := emptyParts(cur), v.stillThere(cur)
	for _, p := range partsOf(rows) {
		if !empty[wording.Fold(p.title)] || len(p.chapters) < fewestListed || slices.ContainsFunc(p.chapters, there) {
			continue
		}
		c = archive.Capture{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: p.page,
			Error: fmt.Sprintf("“%s”%s“%s” and %d more", p.title, ListsNothing, p.chapters[0].Title, len(p.chapters)-1)}
		if c.URL == "" {
			c.URL = canonicals(v.b.Start)[0]
		}
		if !v.forLong(nights, func(d darkNight) bool { return strings.Contains(d.pages[c.URL], ListsNothing) }) {
			return c, true, err
		}
	}
	return c, false, err
}

// stillThere tells of a chapter whether it stands somewhere in tonight's manual, by its title or its
// page, or its page answered that it is gone. Under a heading it is a part of another one, unless its
// own page was read: that is turned to, and nothing lists it.
func (v *visit) stillThere(cur *normalise.Edition) func(*out.SectionRow) bool {
	pages, titles, headings, read := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range cur.Sections {
		if s := &cur.Sections[i]; s.Kind == normalise.KindHeading {
			headings[wording.Fold(s.Title)] = true
		} else {
			pages[pageOf(s.URL)], titles[wording.Fold(s.Title)] = true, true
		}
	}
	for i := range v.res.Captures {
		c := &v.res.Captures[i]
		read[c.URL] = c.OK()
		pages[c.URL] = pages[c.URL] || !c.OK() && crawl.Gone(c)
	}
	return func(s *out.SectionRow) bool {
		page, title := pageOf(s.URL), wording.Fold(s.Title)
		return pages[page] || titles[title] || headings[title] && !read[page]
	}
}

// emptyParts are the titles, in folded form, of the parts of an edition that list nothing: what stands
// on a page of their own is no row.
func emptyParts(e *normalise.Edition) map[string]bool {
	empty := map[string]bool{}
	for i := range e.Sections {
		if isPart(e.Sections[i].Kind) {
			empty[wording.Fold(e.Sections[i].Title)] = true
		}
	}
	for i := range e.Sections {
		s := &e.Sections[i]
		if isPart(s.Kind) || s.Kind == normalise.KindHeading || s.Kind == normalise.KindAppendix {
			continue
		}
		for up := s.Parent; up >= 0; up = e.Sections[up].Parent {
			delete(empty, wording.Fold(e.Sections[up].Title))
		}
	}
	return empty
}

// partsOf are the parts of an outline.
func partsOf(rows []out.SectionRow) []part {
	var parts []part
	at := map[string]int{}
	for i := range rows {
		s := &rows[i]
		if isPart(normalise.Kind(s.Kind)) {
			at[s.SectionID] = len(parts)
			parts = append(parts, part{title: s.Title, page: pageOf(s.URL)})
		}
		if up, in := at[s.ParentSectionID]; in && normalise.Kind(s.Kind) == normalise.KindChapter && s.MediaType != "" {
			parts[up].chapters = append(parts[up].chapters, s)
		}
	}
	return parts
}

func isPart(k normalise.Kind) bool { return k == normalise.KindSection || k == normalise.KindGroup }
