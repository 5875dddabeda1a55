package parse

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// oneOfSeveral reports an element that holds blocks and stands beside another made alike:
// the cards, posts and panels of a page. An article is one also where it stands alone, as
// the last page of an archive has it.
func (r *reader) oneOfSeveral(i int32) bool {
	e := &r.s.elems[i]
	if r.cell != nil || !e.is(hasBlock) || e.sort != block && e.sort != listItem && e.sort != anchor || e.n.DataAtom == atom.P {
		return false
	}
	return e.n.DataAtom == atom.Article || r.madeAlike(i, r.besides(i, false)) || r.madeAlike(i, r.besides(i, true))
}

// besides is the element before or behind element i, rules and what is not shown passed over;
// -1 if there is none.
func (r *reader) besides(i int32, behind bool) int32 {
	for k := i; ; {
		if behind {
			k = r.sibling(k)
		} else {
			k = r.s.elems[k].prev
		}
		if k < 0 || r.s.elems[k].text+r.s.elems[k].link > 0 {
			return k
		}
	}
}

// madeAlike reports two elements of one name that share a word of their classes, or have none
// and begin alike.
func (r *reader) madeAlike(i, k int32) bool {
	if k < 0 || r.s.elems[k].n.DataAtom != r.s.elems[i].n.DataAtom || !r.s.elems[k].is(hasBlock) {
		return false
	}
	a, b := attr(r.s.elems[i].n, "class"), attr(r.s.elems[k].n, "class")
	if a == "" || b == "" {
		return a == b
	}
	for word := range strings.FieldsSeq(a) {
		for other := range strings.FieldsSeq(b) {
			if word == other {
				return true
			}
		}
	}
	return false
}
