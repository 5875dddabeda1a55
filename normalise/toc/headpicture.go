package toc

import (
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// headPicture makes a row of a picture that heads the entries below it, as hand-made pages
// have them: its alternative text is what a reader who sees no pictures hears in its place
// (HTML Standard, section 4.8.4.4, "Images that contain text"). It stands in a heading, or
// names the number of a part.
func (r *rowReader) headPicture(i int, b *parse.Block) {
	if len(b.Links) > 0 || b.Level == 1 || pictureFile.MatchString(b.Text) || !r.abovePage(i) {
		return
	}
	rw := Row{Block: i, Rank: b.Level, Head: true, Anchor: b.Anchor, Page: r.page, Target: -1}
	r.read(&rw, b.Text, "", "")
	if b.Level == 0 {
		if rw.Num.Keyword == "" {
			return
		}
		rw.Rank = RankBold
	}
	if rw.Title != "" {
		r.rows = append(r.rows, rw)
	}
}

// abovePage reports whether the block below block i leads to a page or file.
func (r *rowReader) abovePage(i int) bool {
	if i+1 >= len(r.doc.Blocks) {
		return false
	}
	next := &r.doc.Blocks[i+1]
	links := next.AllLinks()
	return next.Region == r.doc.Blocks[i].Region && len(links) > 0 && !r.samePageLink(links[0].Href)
}

// pictureFile is the name of a picture's file, which some editors write as its text.
var pictureFile = pattern.New(`(?i)\.(?:gif|png|jpe?g|webp|svg|bmp)$`)
