package manual

import (
	"cmp"
	"slices"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// maxPictures bounds the pictures of one chapter.
const maxPictures = 200

// picturesOf are the pictures and films of a chapter, with the heading that each stands below.
// Pictures inside headings, items and rows are marks of these, and one without words adorns the
// page.
func picturesOf(blocks []parse.Block) []normalise.Picture {
	var out []normalise.Picture
	under := ""
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Region != parse.Main || len(out) >= maxPictures:
		case b.Kind == parse.Heading:
			under = b.Text
		case b.Kind == parse.Image:
			if p := pictureOf(b); p.Words != "" {
				p.Under = under
				out = append(out, p)
			}
		case b.Kind == parse.Paragraph && len(b.Srcs) == len(b.Alts):
			for k, words := range b.Alts {
				if b.Srcs[k] != "" {
					out = append(out, normalise.Picture{Words: words, URL: b.Srcs[k], Under: under})
				}
			}
		}
	}
	return out
}

// pictureOf is a picture that stands alone, or a film or document that is shown in the page, which
// goes by its address if it has no words. What only readers who do not see are told is none: it
// has no address.
func pictureOf(b *parse.Block) normalise.Picture {
	switch {
	case len(b.Srcs) > 0 && b.Srcs[0] == "":
		return normalise.Picture{}
	case len(b.Srcs) > 0:
		return normalise.Picture{Words: b.Text, URL: b.Srcs[0]}
	case len(b.Links) > 0:
		return normalise.Picture{Words: cmp.Or(b.Text, b.Links[0].Href), URL: b.Links[0].Href}
	}
	return normalise.Picture{Words: b.Text}
}

// bookPictures gives the chapters of a manual on one web page the pictures that stand in them.
func (a *assembly) bookPictures() {
	if a.rd.book < 0 || !a.rd.Input.Pages[a.rd.book].Document.IsWebPage() {
		return
	}
	d := a.rd.Input.Pages[a.rd.book].Document
	places, sections := placesOf(d), a.e.Sections
	from, chapter := 0, -1
	give := func(to int) {
		if chapter >= 0 {
			sections[chapter].Pictures = picturesOf(d.Blocks[from:to])
		}
	}
	for i := range sections {
		s := &sections[i]
		if s.Kind == normalise.KindHeading || s.Kind == normalise.KindAppendix && s.Parent >= 0 && sections[s.Parent].Kind == normalise.KindChapter {
			continue // pictures are those of the chapter around it
		}
		if at := places.of(s, from); at >= from {
			give(at)
			from, chapter = at, i
		}
	}
	give(len(d.Blocks))
}

// The places of a page by their anchors, and those of its headings by their titles.
type bookPlaces struct {
	anchors map[string]int
	titles  map[string][]int
}

func placesOf(d *parse.Document) bookPlaces {
	p := bookPlaces{make(map[string]int), make(map[string][]int)}
	for i, b := range parse.InMain(d.Blocks) {
		for _, anchor := range append([]string{b.Anchor}, b.Anchors...) {
			if _, known := p.anchors[anchor]; !known {
				p.anchors[anchor] = i
			}
		}
		if b.Kind == parse.Heading {
			title := wording.Fold(toc.HeadRow(b).Title)
			p.titles[title] = append(p.titles[title], i)
		}
	}
	return p
}

// of is the block with which a section begins, by its title from some block on; -1 if it is not
// known.
func (p bookPlaces) of(s *normalise.Section, from int) int {
	if anchor := webaddress.Fragment(s.URL); anchor != "" {
		if at, ok := p.anchors[anchor]; ok {
			return at
		}
	}
	at := p.titles[wording.Fold(s.Title)]
	if k, _ := slices.BinarySearch(at, from); k < len(at) {
		return at[k]
	}
	return -1
}
