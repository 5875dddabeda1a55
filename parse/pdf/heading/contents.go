package heading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// contentsTitle matches the heading of a document's own list of contents.
var contentsTitle = regexp.MustCompile(`(?i)^(?:table of )?contents(?: page)?:?$|^index$|^(?:(?:section|chapter|part|number|no\.?|ref\.?) )?(?:contents|title|subject|heading|chapter|section|procedure|topic)s? page(?: (?:no\.?|number))?$`)

// contentsEntry cuts leader and page number from an entry.
func contentsEntry(s string) string {
	if at := line.Leader.FindStringIndex(s); at != nil {
		return strings.TrimSpace(s[:at[0]])
	}
	i := strings.LastIndexByte(s, ' ')
	if i > 0 && (strings.Trim(s[i+1:], "0123456789") == "" || line.IsRomanPage(s[i+1:])) {
		return strings.TrimSpace(s[:i])
	}
	return s
}

// MarkContents finds lists of contents: runs of entries, and the heading above
// them. Entries lose leader and number.
func MarkContents(ps []piece.Piece) {
	for i := range ps {
		markListed(ps, i)
	}
	for i := range ps {
		if p := &ps[i]; p.Region == piece.InContents && p.Row == nil {
			asEntry(p)
			if k := titleAbove(ps, i); k >= 0 {
				ps[k].Region = piece.InContents
			}
		}
	}
	for i := 0; i < len(ps); {
		if !contentsPiece(&ps[i]) {
			i++
			continue
		}
		j, n := i, 0
		for j < len(ps) && (contentsPiece(&ps[j]) || ps[j].Region == piece.InFurniture || j+1 < len(ps) && between(ps, j)) {
			if contentsPiece(&ps[j]) {
				n++
			}
			j++
		}
		titled := titleAbove(ps, i)
		goesOn := i > 0 && ps[i-1].Region == piece.InContents
		if n >= 3 || n >= 1 && (titled >= 0 || goesOn) {
			for k := i; k < j; k++ {
				if ps[k].Region == piece.InMain {
					asEntry(&ps[k])
				}
			}
			if titled >= 0 {
				ps[titled].Region = piece.InContents
				for k := titled + 1; k < i; k++ {
					if ps[k].Region == piece.InMain && ps[k].Row == nil {
						asEntry(&ps[k]) // the name of the first part
					}
				}
			}
		}
		i = j
	}
}

// markListed takes for entries what stands in single lines below the title "Contents", if
// each ends in the number of a page and those do not fall, however near they stand to
// the words.
func markListed(ps []piece.Piece, title int) {
	const entries = 3
	if !contentsTitle.MatchString(ps[title].Text) {
		return
	}
	end, last := title+1, 0
	for ; end < len(ps); end++ {
		page := lastPage(&ps[end])
		if page == 0 || page < last {
			break
		}
		last = page
	}
	if end-title <= entries || last < entries {
		return
	}
	for k := title; k < end; k++ {
		ps[k].Region = piece.InContents
	}
}

// lastPage is the number of a page in which a line of the text ends after words, 0 if it
// does not.
func lastPage(p *piece.Piece) int {
	if p.Region != piece.InMain || p.Row != nil || len(p.Lines) != 1 || !strings.ContainsFunc(p.Text, unicode.IsLetter) {
		return 0
	}
	number := p.Lines[0].Words[len(p.Lines[0].Words)-1].Text
	page, err := strconv.Atoi(number)
	if err != nil || len(number) > 4 {
		return 0
	}
	return page
}

// asEntry makes an entry of a list of contents of a piece: its number belongs to
// the text, leader and page number do not.
func asEntry(p *piece.Piece) {
	p.Region, p.Text = piece.InContents, contentsEntry(writing.Squeeze(p.FullText()))
	p.Item, p.Marker = false, ""
}

// contentsPiece reports whether every line of a piece but a wrapped first one is
// an entry.
func contentsPiece(p *piece.Piece) bool {
	if p.Row != nil || p.Region != piece.InMain || len(p.Lines) == 0 || len(p.Lines) > 3 || len(p.Role) == 2 {
		return false
	}
	return line.IsContentsLine(&p.Lines[len(p.Lines)-1]) || line.EndsInNumber(p.Text) && line.Leader.MatchString(p.Text)
}

// between reports a single piece between entries, such as an entry whose number
// is missing.
func between(ps []piece.Piece, j int) bool {
	return j > 0 && ps[j].Row == nil && len(ps[j].Lines) == 1 && len(ps[j].Text) < 100 &&
		contentsPiece(&ps[j-1]) && contentsPiece(&ps[j+1])
}

// titleAbove finds a heading "Contents" just above piece i.
func titleAbove(ps []piece.Piece, i int) int {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if ps[k].Row == nil && ps[k].Region == piece.InMain && contentsTitle.MatchString(ps[k].Text) {
			return k
		}
	}
	return -1
}
