package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// contentsTitle matches the heading of a document's own list of contents.
var contentsTitle = regexp.MustCompile(`(?i)^(?:table of )?contents(?: page)?:?$|^index$|^(?:(?:section|chapter|part|number|no\.?|ref\.?) )?(?:contents|title|subject|heading|chapter|section|procedure|topic)s? page(?: (?:no\.?|number))?$`)

// contentsEntry cuts leader and page number from an entry.
func contentsEntry(s string) string {
	if at := leader.FindStringIndex(s); at != nil {
		return strings.TrimSpace(s[:at[0]])
	}
	i := strings.LastIndexByte(s, ' ')
	if i > 0 && (strings.Trim(s[i+1:], "0123456789") == "" || isRomanPage(s[i+1:])) {
		return strings.TrimSpace(s[:i])
	}
	return s
}

// markContents finds lists of contents: runs of entries, and the heading above
// them. Entries lose leader and number.
func markContents(ps []piece) {
	for i := range ps {
		markListed(ps, i)
	}
	for i := range ps {
		if p := &ps[i]; p.region == inContents && p.row == nil {
			asEntry(p)
			if k := titleAbove(ps, i); k >= 0 {
				ps[k].region = inContents
			}
		}
	}
	for i := 0; i < len(ps); {
		if !contentsPiece(&ps[i]) {
			i++
			continue
		}
		j, n := i, 0
		for j < len(ps) && (contentsPiece(&ps[j]) || ps[j].region == inFurniture || j+1 < len(ps) && between(ps, j)) {
			if contentsPiece(&ps[j]) {
				n++
			}
			j++
		}
		titled := titleAbove(ps, i)
		if n >= 3 || n >= 1 && titled >= 0 {
			for k := i; k < j; k++ {
				if ps[k].region == inMain {
					asEntry(&ps[k])
				}
			}
			if titled >= 0 {
				ps[titled].region = inContents
				for k := titled + 1; k < i; k++ {
					if ps[k].region == inMain && ps[k].row == nil {
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
func markListed(ps []piece, title int) {
	const entries = 3
	if !contentsTitle.MatchString(ps[title].text) {
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
		ps[k].region = inContents
	}
}

// lastPage is the number of a page in which a line of the text ends after words, 0 if it
// does not.
func lastPage(p *piece) int {
	if p.region != inMain || p.row != nil || len(p.lines) != 1 || !strings.ContainsFunc(p.text, unicode.IsLetter) {
		return 0
	}
	number := p.lines[0].words[len(p.lines[0].words)-1].text
	page, err := strconv.Atoi(number)
	if err != nil || len(number) > 4 {
		return 0
	}
	return page
}

// asEntry makes an entry of a list of contents of a piece: its number belongs to
// the text, leader and page number do not.
func asEntry(p *piece) {
	p.region, p.text = inContents, contentsEntry(squeeze(p.fullText()))
	p.item, p.marker = false, ""
}

// contentsPiece reports whether every line of a piece but a wrapped first one is
// an entry.
func contentsPiece(p *piece) bool {
	if p.row != nil || p.region != inMain || len(p.lines) == 0 || len(p.lines) > 3 || len(p.role) == 2 {
		return false
	}
	return isContentsLine(&p.lines[len(p.lines)-1]) || endsInNumber(p.text) && leader.MatchString(p.text)
}

// between reports a single piece between entries, such as an entry whose number
// is missing.
func between(ps []piece, j int) bool {
	return j > 0 && ps[j].row == nil && len(ps[j].lines) == 1 && len(ps[j].text) < 100 &&
		contentsPiece(&ps[j-1]) && contentsPiece(&ps[j+1])
}

// titleAbove finds a heading "Contents" just above piece i.
func titleAbove(ps []piece, i int) int {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if ps[k].row == nil && ps[k].region == inMain && contentsTitle.MatchString(ps[k].text) {
			return k
		}
	}
	return -1
}
