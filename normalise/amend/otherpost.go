package amend

import (
	"slices"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Boards that tell of changes among their news say so above each post that does: "Document
// updated: Neglect", "Latest updates to the procedures". What is posted without such words, on a
// conference or the opening hours, is no change of the manual, though it has a heading and a day as
// the others have.

// A post is what stands below one of several headings set alike.
type post struct {
	from, to int    // blocks, the heading among them
	label    string // words that say that it tells a change, "" without
	known    bool   // its heading names a title of the manual, or what stands below leads to one
	other    bool   // nothing in it says or leads to anything of the manual
}

// leastLabelled is how many posts are announced as changes at least, of which two tell of chapters
// of the manual.
const leastLabelled = 3

// withoutOtherPosts leaves out the posts of other news, where all that tell of chapters are
// announced. What is announced and names a chapter that left the manual is called so.
func (r *amendReader) withoutOtherPosts(blocks []parse.Block) []parse.Block {
	posts := r.announcedPosts(blocks)
	if !slices.ContainsFunc(posts, func(p post) bool { return p.other }) {
		return blocks
	}
	out := slices.Clone(blocks)
	for _, p := range posts {
		switch head := &out[p.from]; {
		case p.other:
			r.beside++
			for i := p.from; i < p.to; i++ {
				if out[i].Region == parse.Main || isSmallPrint(&out[i]) {
					out[i].Region, out[i].Kind, out[i].Text, out[i].Links = parse.Furniture, parse.Image, "", nil
				}
			}
		case p.label != "" && len(p.label) < len(head.Text) && r.titleIn(wording.Squeeze(head.Text)) == "":
			if name := partCell(head, len(p.label), len(head.Text)); !newTag.MatchString(p.label) && namesLost(name.Text) {
				head.Text, head.Links = name.Text, name.Links
			}
		}
	}
	return out
}

// announcedPosts are the posts of a page on which all that tell of chapters are announced, and as
// many at least as are not; nil for any other page.
func (r *amendReader) announcedPosts(blocks []parse.Block) []post {
	for _, look := range postLooks(blocks) {
		posts := r.postsAt(blocks, look)
		known, labelled, others := 0, 0, 0
		silent := false // a post tells of a chapter or of a change without announcing it
		for _, p := range posts {
			known += wording.BoolInt(p.known)
			labelled += wording.BoolInt(p.label != "")
			others += wording.BoolInt(p.other)
			silent = silent || p.label == "" && !p.other
		}
		if known >= leastRecords && labelled >= leastLabelled && labelled >= others && !silent {
			return posts
		}
	}
	return nil
}

// postLooks are the ways in which headings below that of the page are set, of several each.
func postLooks(blocks []parse.Block) []string {
	var order []string
	count := make(map[string]int)
	for _, b := range parse.InMain(blocks) {
		if b.Kind != parse.Heading || b.Level < 2 {
			continue
		}
		look := lookOf(b)
		if count[look]++; count[look] == leastLabelled && len(order) < mostLooks {
			order = append(order, look)
		}
	}
	return order
}

// postsAt are the posts below the headings of one look; each ends at the next heading that ranks as
// high.
func (r *amendReader) postsAt(blocks []parse.Block, look string) []post {
	var posts []post
	open := false
	for i := range blocks {
		b := &blocks[i]
		if b.Region != parse.Main || b.Kind != parse.Heading {
			continue
		}
		if open && b.Level <= blocks[posts[len(posts)-1].from].Level {
			posts[len(posts)-1].to, open = i, false
		}
		if lookOf(b) == look {
			posts, open = append(posts, post{from: i, to: len(blocks)}), true
		}
	}
	for i := range posts {
		r.weighPost(blocks[posts[i].from:posts[i].to], &posts[i])
	}
	return posts
}

// weighPost tells what a post is about.
func (r *amendReader) weighPost(blocks []parse.Block, p *post) {
	text := wording.Squeeze(blocks[0].Text)
	p.label = changeLabel.FindString(text)
	if p.label == "" && recordTitle.MatchString(text) {
		p.label = text
	}
	p.known = r.titleIn(text) != ""
	p.other = p.label == "" && !p.known
	for _, b := range parse.InMain(blocks) {
		p.other = p.other && b.Kind != parse.Row && !tellsChange(wording.Squeeze(b.Text))
		for _, l := range b.AllLinks() {
			p.known = p.known || r.titles.byLink(l.Href) >= 0
		}
	}
	p.other = p.other && !p.known
}

// namesLost reports words behind such a label that may be the name of a chapter which left the manual,
// in the case of sentences too; a month is that of a release.
func namesLost(name string) bool {
	_, _, dated := dates.FirstDate(name)
	return beginsUpper(name) && wording.CountWords(name) <= 16 && !dated && !toc.IsSentence(name) && !tellsChange(name)
}
