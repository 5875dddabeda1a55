package amend

import (
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// numberInPart is the name of a part of the manual with a number that counts in it: "Procedural
// Framework 8", "Part B, chapter 3", "Guidance - section 2.1".
var numberInPart = pattern.New(`(?i)^(.{2,200}?)\s*[,;:(–—-]?\s+(?:(?:chapters?|ch\.?|sections?|paragraphs?|paras?\.?|no\.?)\s*)?(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?$`)

// inPart finds the chapter of a name that is the title of a part and a number in it, -1 if none is
// named so: each part may count its chapters from 1, and the part itself is not what is meant.
func (x *titleIndex) inPart(name string) int {
	m := numberInPart.FindStringSubmatch(strings.TrimSpace(name))
	if m == nil {
		return -1
	}
	part := x.pick(wording.Bare(m[1]), "")
	if part < 0 {
		part = x.byKeyword(m[1])
	}
	if part < 0 || !x.parent(part) {
		return -1
	}
	at := -1
	for i := part + 1; i < len(x.sections) && x.within(i, part); i++ {
		if x.sections[i].Number != m[2] {
			continue
		}
		chapter := x.chapterOf(i)
		if at >= 0 && at != chapter {
			return -1
		}
		at = chapter
	}
	return at
}

// within reports whether a section stands anywhere below another.
func (x *titleIndex) within(i, above int) bool {
	for i > above {
		i = x.sections[i].Parent
	}
	return i == above
}

// chapterOf is the section that a heading belongs to, or the section itself if it is none.
func (x *titleIndex) chapterOf(i int) int {
	for x.sections[i].Kind == normalise.KindHeading && x.sections[i].Parent >= 0 {
		i = x.sections[i].Parent
	}
	return i
}
