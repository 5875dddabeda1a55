package manual

import (
	"cmp"

	"manualwatch/normalise"
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
