// Package heading tells what pieces are to the document: its headings and their ranks, by
// bookmarks, numbers and look; lists of contents; labels of boxes; the title.
package heading

import (
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// A style is how a heading is set; headings of one rank share it.
type style struct {
	size   int // half points
	bold   bool
	italic bool
	lined  bool
	caps   bool
	colour uint32
}

// Find finds the headings of a document by their style against the body's,
// and ranks them; it sets Role to "H1" ... "H6".
func Find(ps []piece.Piece) {
	body := bodyStyle(ps)
	larger := largerBodies(ps, body)
	var found []int
	weak := map[style]int{}  // styles told from the body by their colour or slant alone
	fixed := map[style]int{} // ranks that the outline gives
	for i := range ps {
		if p := &ps[i]; len(p.Role) == 2 {
			if s := headStyle(p); fixed[s] == 0 || int(p.Role[1]-'0') < fixed[s] {
				fixed[s] = int(p.Role[1] - '0')
			}
		}
	}
	for i := range ps {
		p := &ps[i]
		if p.Row != nil || p.Region != piece.InMain || p.Role != "" || p.Label {
			continue
		}
		beside := body
		if own, ok := larger[p.Page]; ok {
			beside = own
		}
		ok, faint := looksHeading(p, beside)
		if ok {
			found = append(found, i)
		}
		if faint {
			weak[pieceStyle(p)]++
		}
	}
	found = slices.DeleteFunc(found, func(i int) bool { return weak[pieceStyle(&ps[i])] == 1 })
	found = withPlainTitles(ps, dropTitlePage(ps, found))
	if len(fixed) > 0 {
		for _, part := range boundParts(ps, found) {
			rankBeside(ps, part, fixed, body.size)
		}
	} else {
		rankStyles(ps, found)
		rankByContents(ps, found)
	}
	rankByOpening(ps, found, fixed)
}

// dropTitlePage leaves out what opens a document below its title: who publishes
// it, which version. Those lines follow each other without text and have no number;
// nothing further on is set like them, and the first heading stands out more, or all are
// bolder. found are pieces in order.
func dropTitlePage(ps []piece.Piece, found []int) []int {
	n, first, titled := titleRun(ps, found)
	if first.size > 0 && first.size < 1<<20 && n < len(found) && (n > 0 || titled) && fainter(ps, found, n) {
		found = slices.Delete(slices.Clone(found), n, n+1) // the subtitle
	}
	if n == 0 || n == 1 && !titled {
		return found
	}
	later := map[style]bool{}
	for _, i := range found[n:] {
		later[headStyle(&ps[i])] = true
	}
	title := -1
	for k := range n {
		if !titled && (title < 0 || ps[found[k]].Size > ps[found[title]].Size) {
			title = k
		}
	}
	out := make([]int, 0, len(found))
	for k, i := range found {
		s := headStyle(&ps[i])
		if k >= n || k == title || numbered(&ps[i]) || later[s] || s.above(first) && !fainter(ps, found, k) {
			out = append(out, i)
		}
	}
	return out
}

// fainter reports whether the heading found[n], below the title, is set unlike all
// that follow, which are bold or upright where it is not: a subtitle. It has no number.
func fainter(ps []piece.Piece, found []int, n int) bool {
	at := found[n]
	s := headStyle(&ps[at])
	others, bold, upright := 0, true, true
	for i := at + 1; i < len(ps); i++ {
		if _, is := slices.BinarySearch(found, i); !is && len(ps[i].Role) != 2 {
			continue
		}
		o := headStyle(&ps[i])
		others, bold, upright = others+1, bold && o.bold, upright && !o.italic
	}
	return others > 1 && !numbered(&ps[at]) && (!s.bold && bold || s.italic && upright)
}

// titleRun counts the headings that open a document, on its first page and with
// nothing of the text between them. The one that text follows is not of them: it is
// the first heading of the text, of the style that is returned. A heading that is known
// already is the title above them, or the first heading of the text.
func titleRun(ps []piece.Piece, found []int) (n int, first style, titled bool) {
	page := -1
	for i := range ps {
		p := &ps[i]
		if p.Region == piece.InFurniture {
			continue
		}
		if page < 0 {
			page = p.Page
		}
		switch head := n < len(found) && found[n] == i; {
		case p.Page != page || p.Region == piece.InContents:
			return n, style{size: 1 << 20}, titled
		case head:
			n++
		case len(p.Role) == 2 && n > 0:
			return n, headStyle(p), titled
		case len(p.Role) == 2:
			titled = true
		case n == 0:
			return 0, style{}, titled
		default:
			return n - 1, headStyle(&ps[found[n-1]]), titled
		}
	}
	return 0, style{}, titled
}

// rankBeside ranks headings that the outline leaves out: like those of their style
// that it names, or below all that are set larger; body is the size of the text.
func rankBeside(ps []piece.Piece, found []int, fixed map[style]int, body int) {
	smallest, named, pages := style{size: 1 << 20}, 0, 1
	for s := range fixed {
		if smallest.above(s) {
			smallest = s
		}
	}
	for i := range ps {
		if len(ps[i].Role) == 2 {
			named++
		}
		pages = max(pages, ps[i].Page)
	}
	count := map[style]int{}
	for _, i := range found {
		if r := writing.FirstRune(ps[i].Text); unicode.IsUpper(r) || unicode.IsDigit(r) {
			count[headStyle(&ps[i])]++ // terms that the text explains begin as they will
		}
	}
	subheads, kept, begin := subheadStyles(ps, found, body), map[style]int{}, firstChapter(ps)
	for s := range groupedStyles(ps, found) {
		subheads[s] = true
	}
	found = slices.DeleteFunc(slices.Clone(found), func(i int) bool {
		s := headStyle(&ps[i])
		if fixed[s] == 0 && !subheads[s] && named >= pages && smallest.size >= s.size && count[s] <= named && !numbered(&ps[i]) {
			return true // a full outline: what it leaves out, now and then and set small, is none, unless it is a level below
		}
		if count[s] > 0 && i >= begin {
			kept[s] = count[s]
		}
		return false
	})
	styles := sortedStyles(kept)
	for _, i := range found {
		s := headStyle(&ps[i])
		rank := fixed[s]
		if rank == 0 {
			rank = below(s, fixed, styles)
		}
		ps[i].Role = "H" + string(rune('0'+min(6, rank)))
	}
}

// firstChapter is where the first of several headings of one rank stands, after what is printed in
// front of a book: headings there take no rank from those of the text. It is 0 without any.
func firstChapter(ps []piece.Piece) int {
	first := map[string]int{}
	at := -1
	for i := range ps {
		role := ps[i].Role
		if len(role) != 2 {
			continue
		}
		if k, again := first[role]; !again {
			first[role] = i
		} else if at < 0 || k < at {
			at = k
		}
	}
	return max(at, 0)
}

// subheadStyles are the styles that are both bold and larger than the text, in italics or
// underlined, where each of at least two lines set so stands above text: outlines often end
// above the lowest level of headings. A word that is only bold may be a label.
func subheadStyles(ps []piece.Piece, found []int, body int) map[style]bool {
	const larger = 2 // half points: by less, a reader takes both for one size
	count := map[style]int{}
	for n, i := range found {
		s := headStyle(&ps[i])
		if !s.bold || !s.italic && !s.lined && s.size < body+larger {
			continue
		}
		if !headsText(ps, found[n:]) {
			count[s] = math.MinInt32
		}
		count[s]++
	}
	out := map[style]bool{}
	for s, n := range count {
		out[s] = n >= 2
	}
	return out
}

// below is the rank of a style under the named styles that stand above it and
// the other styles in between.
func below(s style, fixed map[style]int, styles []style) int {
	rank, nearest := 0, style{size: 1 << 20}
	for o, r := range fixed {
		if o.above(s) {
			rank = max(rank, r)
			if nearest.above(o) {
				nearest = o
			}
		}
	}
	for _, o := range styles {
		if fixed[o] == 0 && nearest.above(o) && o.above(s) {
			rank++
		}
	}
	return rank + 1
}

// CountTagged counts the headings that tags name.
func CountTagged(ps []piece.Piece) int {
	n := 0
	for i := range ps {
		if len(ps[i].Role) == 2 && ps[i].Role[0] == 'H' {
			n++
		}
	}
	return n
}

// bodyStyle is the style of most characters.
func bodyStyle(ps []piece.Piece) style {
	count := map[style]int{}
	for i := range ps {
		p := &ps[i]
		if p.Region == piece.InMain && p.Row == nil {
			count[pieceStyle(p)] += len(p.Text)
		}
	}
	var best style
	n := -1
	for _, s := range sortedStyles(count) {
		if count[s] > n {
			best, n = s, count[s]
		}
	}
	return best
}

// largerBodies are the styles of the text of pages that is set larger than the body, as of
// files that were bound of several: paragraphs in that style are most of the page.
func largerBodies(ps []piece.Piece, body style) map[int]style {
	type text struct{ length, paragraphs int }
	styles, all := map[int]map[style]text{}, map[int]int{}
	for i := range ps {
		p := &ps[i]
		if p.Region != piece.InMain || p.Row != nil {
			continue
		}
		all[p.Page] += len(p.Text)
		s := pieceStyle(p)
		if s.size <= body.size || len(p.Lines) < 2 || !endsLikeText(p.Text) {
			continue
		}
		if styles[p.Page] == nil {
			styles[p.Page] = map[style]text{}
		}
		t := styles[p.Page][s]
		styles[p.Page][s] = text{t.length + len(p.Text), t.paragraphs + 1}
	}
	out := map[int]style{}
	for page, of := range styles {
		for s, t := range of {
			if t.paragraphs >= 2 && 2*t.length > all[page] {
				out[page] = s // no two hold most of a page
			}
		}
	}
	return out
}

func sortedStyles(m map[style]int) []style {
	out := make([]style, 0, len(m))
	for s := range m {
		out = append(out, s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].above(out[j]) })
	return out
}

// above orders styles by how much a reader takes them for a higher heading.
func (s style) above(t style) bool {
	switch {
	case s.size != t.size:
		return s.size > t.size
	case s.bold != t.bold:
		return s.bold
	case s.caps != t.caps:
		return s.caps
	case s.lined != t.lined:
		return s.lined
	case s.italic != t.italic:
		return !s.italic
	}
	return s.colour < t.colour
}

func pieceStyle(p *piece.Piece) style {
	return style{int(math.Round(p.Size * 2)), p.Bold, p.Italic, p.Lined, writing.IsCaps(p.Text), p.Colour}
}

// looksHeading reports whether a piece is set off from the body as headings are,
// and whether by its colour or slant alone.
func looksHeading(p *piece.Piece, body style) (ok, weak bool) {
	n := utf8.RuneCountInString(p.Text)
	if n == 0 || n > 200 || len(p.Lines) > 4 || !writing.HasLetter(p.Text) {
		return false, false
	}
	if p.Item && p.Marker != "" && writing.IsBullet(p.Marker) {
		return false, false
	}
	if isSaying(p.Text) {
		return false, false
	}
	s := pieceStyle(p)
	bigger := s.size > body.size+1 || s.size == body.size+1 && s.bold
	stands := s.bold && !body.bold && s.size >= body.size-1
	capital := s.caps && !body.caps && s.size >= body.size && len(p.Lines) <= 2
	coloured := (s.colour != body.colour || s.italic && !body.italic || s.lined && !body.lined) && s.size >= body.size && n < 80 && len(p.Lines) == 1 && setApart(p)
	if !bigger && !stands && !capital && !coloured {
		return false, false
	}
	if endsLikeText(p.Text) && (!bigger || secondSentence.MatchString(p.Text)) {
		return false, false
	}
	return n <= 120 || bigger, !bigger && !stands && !capital
}

// isSaying reports a sentence in quotation marks, as of a child, that a designer set apart in
// larger or coloured type.
func isSaying(s string) bool { return saying.MatchString(s) }

var saying = regexp.MustCompile(`^["“‘][^"“”]+[.?!…]["”’]$`)

// secondSentence is where a sentence begins after another, as in an introduction that is
// set larger than the text.
var secondSentence = regexp.MustCompile(`\p{Ll}{2}[.?!] \p{Lu}`)

// setApart reports whether a coloured or slanted line is no link and has a number, or room
// above it and a capital at its beginning.
func setApart(p *piece.Piece) bool {
	for i := range p.Lines[0].Words {
		if p.Lines[0].Words[i].Href != "" {
			return false
		}
	}
	return numbered(p) || unicode.IsUpper(writing.FirstRune(p.Text)) && (p.Gap == -1 || p.Gap > 0.3*p.Size)
}

// endsLikeText reports whether a text ends as a sentence does.
func endsLikeText(s string) bool {
	return strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "etc.") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ",")
}

func numbered(p *piece.Piece) bool {
	first, rest, ok := strings.Cut(p.FullText(), " ")
	return ok && rest != "" && writing.IsSectionNumber(first)
}

// rankStyles gives each heading the rank of its style; numbers overrule it. Where there
// are more styles than ranks, those that are used once, but for the title's, share the
// rank of the next.
func rankStyles(ps []piece.Piece, found []int) {
	count := map[style]int{}
	for _, i := range found {
		count[headStyle(&ps[i])]++
	}
	styles := sortedStyles(count)
	rank := map[style]int{}
	next := 1
	for i, s := range styles {
		rank[s] = min(6, next)
		if i == 0 || count[s] > 1 || len(styles) <= 6 {
			next++
		}
	}
	for _, i := range found {
		ps[i].Role = "H" + string(rune('0'+rank[headStyle(&ps[i])]))
	}
	numberRanks(ps, found)
}

// headStyle leaves out what varies among headings of one rank.
func headStyle(p *piece.Piece) style {
	s := pieceStyle(p)
	s.colour = 0
	return s
}

// numberRanks makes ranks follow the depth of printed numbers: "3.1" stands one
// below "3" wherever both are found in one style or in the wrong order.
func numberRanks(ps []piece.Piece, found []int) {
	base := map[int]map[int]int{} // depth of number -> rank -> count
	for _, i := range found {
		if d := numberDepth(&ps[i]); d > 0 {
			if base[d] == nil {
				base[d] = map[int]int{}
			}
			base[d][int(ps[i].Role[1]-'0')]++
		}
	}
	if len(base) < 2 {
		return
	}
	rankOf := map[int]int{}
	last := 0
	for d := 1; d <= 6; d++ {
		r := mostCommon(base[d])
		if r == 0 {
			continue
		}
		r = max(r, last+1)
		rankOf[d], last = min(6, r), r
	}
	deepest := map[style]int{}
	titles := map[string]int{}
	exact := map[style]bool{} // styles of numbered headings, with their colour
	for _, i := range found {
		p := &ps[i]
		titles[p.Text]++
		if d := numberDepth(p); d > 0 && rankOf[d] > 0 {
			p.Role = "H" + string(rune('0'+rankOf[d]))
			deepest[headStyle(p)] = max(deepest[headStyle(p)], d)
			exact[pieceStyle(p)] = true
		}
	}
	// Titles without a number stand under the numbered headings of their style if
	// these are of the third depth, or the titles come again in many chapters, or
	// have a colour of their own.
	for _, i := range found {
		p := &ps[i]
		d := deepest[headStyle(p)]
		if numberDepth(p) == 0 && d > 1 && (d > 2 || titles[p.Text] > 2 || !exact[pieceStyle(p)]) {
			p.Role = "H" + string(rune('0'+min(6, rankOf[d]+1)))
		}
	}
}

func mostCommon(m map[int]int) int {
	best, n := 0, 0
	for r := 1; r <= 6; r++ {
		if m[r] > n {
			best, n = r, m[r]
		}
	}
	return best
}

// numberDepth is the depth of the section number that a heading begins with, 0
// for none.
func numberDepth(p *piece.Piece) int {
	first, rest, ok := strings.Cut(p.FullText(), " ")
	if !ok || rest == "" || !writing.IsSectionNumber(first) || first[0] > '9' {
		return 0 // codes such as "B03" are a scheme of their own
	}
	return min(6, strings.Count(strings.Trim(first, "."), ".")+1)
}
