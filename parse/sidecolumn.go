package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// linksLabel is a label over links to other pages of a site or to others.
var linksLabel = pattern.New(`^(?:(?:quick|useful|helpful|important|related|external|other|more) )?links?$|^shortcuts$`)

// Bytes of text that stand at most in a column of such links, and how many times as many links
// stand in the column that is the list.
const (
	mostSide   = 400
	timesLinks = 3
)

// sideColumn reports a column that holds a few links under such labels, next to the column that
// holds the list of the page: many more links, under headings set otherwise.
func (s *survey) sideColumn(i int32) bool {
	e := &s.elems[i]
	if !e.isColumn() || e.links == 0 || e.text+e.link > mostSide || e.up < 0 {
		return false
	}
	for _, k := range [...]int32{s.behind(i), e.prev} {
		if k >= 0 && s.elems[k].isColumn() && int(s.elems[k].links) >= timesLinks*int(e.links) {
			return s.labelsOf(i, k)
		}
	}
	return false
}

// isColumn reports an element that may be a column of a page, with a heading.
func (e *element) isColumn() bool {
	return (e.sort == block || e.sort == tableCell) && e.heads > 0
}

// behind is the next element with the same parent, -1 if there is none.
func (s *survey) behind(i int32) int32 {
	if end := s.elems[i].end; int(end) < len(s.elems) && s.elems[end].up == s.elems[i].up {
		return end
	}
	return -1
}

// labelsOf reports whether the headings of a column are all such labels, and set as none of
// those of the list beside it.
func (s *survey) labelsOf(column, list int32) bool {
	ranks := make(map[int]bool)
	for k := list; k < s.elems[list].end; k++ {
		if s.elems[k].sort == heading {
			ranks[headingRank(s.elems[k].n)] = true
		}
	}
	for k := column; k < s.elems[column].end; k++ {
		if s.elems[k].sort != heading {
			continue
		}
		label := strings.Trim(fold(plainText(s.elems[k].n, 60)), " :.")
		if ranks[headingRank(s.elems[k].n)] || !linksLabel.MatchString(label) && !sideLabel.MatchString(label) {
			return false
		}
	}
	return true
}
