package amend

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Many sites print with each entry what sort of change it tells, on a line, a label or a badge
// of its own. Most say what any reader knows ("New", "Updated"), some what only that site does:
// "Link fixed", "Contact details", "Design". What stands where the others stand is one of them,
// and no part of the words on a change.

// plainTag is what a tag in words of a site's own is read as.
const plainTag = "Updated"

const (
	longestTag = 30 // bytes of a tag
	mostParts  = 3  // parts of a line, from its front, that may be its tag
)

// A tag is a part of a block, or of a cell of it, that may tell what sort of change an entry
// tells.
type tag struct {
	block, cell, from, to int
	kind, odd             bool
	ends                  bool // ends words on a change
}

// A tagPlace is what stands in one place of the blocks that are set alike.
type tagPlace struct {
	tags   []tag
	blocks int // all that are set so
}

// plainTags writes the tags that are words of a site's own as those that any reader knows, and
// leaves out those that end the words on a change.
func (r *amendReader) plainTags(blocks []parse.Block) []parse.Block {
	places := make(map[string]*tagPlace)
	names := 0
	for i, b := range parse.InMain(blocks) {
		if b.Kind == parse.Image || b.Level == 1 && b.Kind == parse.Heading {
			continue
		}
		names += wording.BoolInt(r.titles.find(wording.Squeeze(b.Text)) >= 0)
		for place, t := range r.tagsOf(b) {
			if places[place] == nil {
				places[place] = &tagPlace{}
			}
			t.block = i
			places[place].add(t)
		}
	}
	var tags []tag
	for place, p := range places {
		whole := strings.HasPrefix(place, wholeTag)
		if p.holdsTags() && (!whole || len(p.tags)*5 >= names*4 && p.withWords(r, blocks)) {
			tags = append(tags, p.tags...)
		}
	}
	tags = slices.DeleteFunc(tags, func(t tag) bool { return !t.odd && !t.ends })
	if len(tags) == 0 {
		return blocks
	}
	slices.SortFunc(tags, func(a, b tag) int { // the last of a block first: places of others stay
		return cmp.Or(a.block-b.block, a.cell-b.cell, b.from-a.from, b.to-a.to)
	})
	out := slices.Clone(blocks)
	for i, t := range tags {
		if i == 0 || tags[i-1].block != t.block || tags[i-1].cell != t.cell || t.to <= tags[i-1].from {
			rewriteTag(&out[t.block], t)
		}
	}
	return out
}

// The places of tags that are all of their block, and that end it.
const (
	wholeTag = "whole "
	lastTag  = "last "
)

// tagsOf are the parts of a block that may be tags, by their place.
func (r *amendReader) tagsOf(b *parse.Block) map[string]tag {
	out := make(map[string]tag)
	look := lookOf(b)
	switch cuts := partCuts(b); {
	case b.Kind == parse.Row:
		for k := range b.Cells {
			r.tagsOfLines(out, b, k, fmt.Sprintf("%d of table %d", k, b.Table))
		}
	case strings.Contains(b.Text, "\n"):
		r.tagsOfLines(out, b, 0, look)
	case b.Kind == parse.Heading && len(cuts) < 3:
		r.tagsOfTitle(out, b, look)
	case len(cuts) < 3:
		out[wholeTag+look] = r.tagAt(b.Text, 0, len(b.Text))
	default:
		last := len(cuts) - 2
		for i, from := range cuts[:min(mostParts, last)] {
			t := r.tagAt(b.Text, from, cuts[i+1])
			t.odd = t.odd && r.namesNext(b.Text, b.Links, cuts[i+1]) && (b.Kind != parse.Item || r.titles.find(strings.Trim(b.Text[cuts[i+1]:], partSigns)) < 0)
			out[fmt.Sprintf("%d %s", i, look)] = t
		}
		t := r.tagAt(b.Text, cuts[last], cuts[last+1])
		before := strings.TrimRight(b.Text[:t.from], " ")
		known, apart := r.titles.find(before) >= 0, endsInDash(before) || strings.HasSuffix(before, ":")
		t.ends = (t.kind || t.odd) && beginsUpper(b.Text[t.from:]) && !apart && !known && wording.CountWords(before) > 3 && !onlyDates(before)
		t.odd = t.odd && (t.ends || known && b.Kind == parse.Heading || onlyDates(before)) // or all that is said
		out[lastTag+look] = t
	}
	return out
}

// onlyDates reports words that tell when and nothing else.
func onlyDates(text string) bool {
	_, _, ok := metaDate(text)
	return ok
}

// partCuts are the offsets at which the parts of a block begin: elements, or else links.
func partCuts(b *parse.Block) []int {
	if len(b.Seams) > 0 || len(b.Links) != 1 {
		return cutsOf(b)
	}
	like := parse.Block{Text: b.Text, Links: b.Links, Seams: []int{0}}
	return cutsOf(&like)
}

// namesNext reports a text that goes on behind a tag with the name of a chapter, a link or a
// date: a tag is not the name itself.
func (r *amendReader) namesNext(text string, links []parse.Link, at int) bool {
	rest := strings.TrimLeft(text[at:], partSigns+"\n")
	at = len(text) - len(rest)
	next, _, _ := strings.Cut(rest, "\n")
	if slices.ContainsFunc(links, func(l parse.Link) bool { return l.Start == at }) || dateOfPart(next) != "" {
		return true
	}
	if d, _, _ := frontDate(next); !d.IsZero() {
		return true
	}
	name, _ := r.split(next)
	return r.titles.find(next) >= 0 || name != "" && r.titles.fit(name) >= 1
}

// tagsOfLines are the first and the last of several lines of a block or of one of its cells.
func (r *amendReader) tagsOfLines(out map[string]tag, b *parse.Block, cell int, where string) {
	text, links := b.Text, b.Links
	named := false // by another cell
	if b.Kind == parse.Row {
		text, links = b.Cells[cell].Text, b.Cells[cell].Links
		named = slices.ContainsFunc(b.Cells, func(c parse.Cell) bool {
			return c.Text != text && (r.titles.find(wording.Squeeze(c.Text)) >= 0 || r.titles.byLink(layout.LinkOf(c.Links)) >= 0)
		})
	}
	first, last := strings.IndexByte(text, '\n'), strings.LastIndexByte(text, '\n')
	if first < 0 {
		if strings.TrimSpace(text) != "" {
			out["line of "+where] = tag{} // has none
		}
		return
	}
	t := r.tagAt(text, 0, first)
	t.cell, t.odd = cell, t.odd && (named || r.namesNext(text, links, first))
	out["line of "+where] = t
	t = r.tagAt(text, last+1, len(text))
	t.cell = cell
	out["last line of "+where] = t
}

// tagsOfTitle are the first or last words of a heading that is, without them, a title of the
// manual, or all of it.
func (r *amendReader) tagsOfTitle(out map[string]tag, b *parse.Block, look string) {
	words := strings.Fields(b.Text)
	for n := 1; n <= min(3, len(words)-1); n++ {
		front, end := strings.Join(words[:n], " "), strings.Join(words[len(words)-n:], " ")
		if rest := strings.TrimPrefix(b.Text, front); r.titles.find(strings.TrimSpace(rest)) >= 0 {
			out["0 "+look] = r.tagAt(b.Text, 0, len(front))
			return
		}
		if rest := strings.TrimSuffix(b.Text, end); r.titles.find(strings.TrimSpace(rest)) >= 0 {
			out["end "+look] = r.tagAt(b.Text, len(rest), len(b.Text))
			return
		}
	}
	out[wholeTag+look] = r.tagAt(b.Text, 0, len(b.Text))
}

// tagAt tells whether a part of a text is a tag, and of which sort.
func (r *amendReader) tagAt(all string, from, to int) tag {
	part := all[from:to]
	text := strings.Trim(part, partSigns+"()[]")
	t := tag{from: from + max(strings.Index(part, text), 0)}
	t.to = t.from + len(text)
	switch {
	case text == "" || len(text) > longestTag || wording.CountWords(text) > 3 || strings.HasSuffix(strings.TrimSpace(part), "."):
	case kindTag.MatchString(text) || saysKind(text) || badge.MatchString(text):
		t.kind = true
	case !beginsUpper(text) || holdsDate(text) || dateBox.MatchString(text) || tellsContext(text) || scopeHead.MatchString(text) || r.isArea(text):
	default:
		_, number := wording.PureNumber(text)
		t.odd = !number && r.titles.find(text) < 0
	}
	return t
}

func (p *tagPlace) add(t tag) {
	p.blocks++
	if t.kind || t.odd {
		p.tags = append(p.tags, t)
	}
}

// holdsTags reports a place in which nearly always a tag stands, and more often than not one
// that any reader knows.
func (p *tagPlace) holdsTags() bool {
	kinds := 0
	for _, t := range p.tags {
		kinds += wording.BoolInt(t.kind)
	}
	return kinds >= leastAlike-1 && kinds*2 >= len(p.tags) && len(p.tags) >= leastAlike && len(p.tags)*10 >= p.blocks*shareAlike
}

// withWords reports tags that are lines of their own beside the name and the words of an entry:
// where they are all that is said of a name, they are its words.
func (p *tagPlace) withWords(r *amendReader, blocks []parse.Block) bool {
	for k := 1; k < len(p.tags); k++ {
		lines := 0
		for i := p.tags[k-1].block + 1; i < p.tags[k].block; i++ {
			b := &blocks[i]
			if text := wording.Squeeze(b.Text); b.Region == parse.Main && text != "" && b.Kind != parse.Image && !r.onlyMore(text, b.Links) && !onlyDates(text) {
				lines++
			}
		}
		if lines < 2 {
			return false
		}
	}
	return true
}

// rewriteTag writes a tag in the words that any reader knows, or takes it off the end of words.
func rewriteTag(b *parse.Block, t tag) {
	e := edit{t.from, t.to, plainTag}
	if t.ends {
		e = edit{len(strings.TrimRight(b.Text[:t.from], " ([")), len(b.Text), ""}
	}
	if b.Kind == parse.Row {
		b.Cells = slices.Clone(b.Cells)
		c := &b.Cells[t.cell]
		c.Text, c.Links = editedWithin(c.Text, c.Links, e)
		return
	}
	shift := len(e.with) - (e.to - e.from)
	seams := make([]int, 0, len(b.Seams))
	for _, s := range b.Seams {
		if s >= e.to {
			s += shift
		}
		seams = append(seams, min(s, len(b.Text)+shift))
	}
	if len(b.Seams) > 0 {
		b.Seams = seams
	}
	if b.Lead >= e.to {
		b.Lead += shift
	}
	b.Text, b.Links = editedWithin(b.Text, b.Links, e)
}

// editedWithin is a text after an edit, with the link all of which it changes.
func editedWithin(text string, links []parse.Link, e edit) (string, []parse.Link) {
	out, rest := edited(text, links, []edit{e})
	if at := slices.IndexFunc(links, func(l parse.Link) bool { return l.Start == e.from && l.End == e.to }); at >= 0 && e.with != "" {
		l := links[at]
		l.End, l.Text = l.Start+len(e.with), e.with
		rest = slices.Insert(rest, min(at, len(rest)), l)
	}
	return out, rest
}
