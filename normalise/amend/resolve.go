package amend

import (
	"slices"
	"strings"
	"sync"

	"manualwatch/normalise"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

// A titleIndex finds the section of an edition that a printed name means.
type titleIndex struct {
	site     *toc.Site
	sections []normalise.Section
	title    map[string][]int             // folded title -> sections
	number   map[string][]int             // folded number -> sections
	link     map[string]int               // address key -> section
	uses     map[string]int               // address key -> number of sections there
	bare     []string                     // each section's title as bare gives it, "" for headings
	first    map[string]bool              // first words of titles, as bare gives them
	resolved parallel.Memo[string, found] // what resolve found, by chapter and link

	counted   sync.Once
	paragraph map[string]int // see countParagraphs
}

// A found is the section that an amendment names, -1 if none, and why.
type found struct {
	section int
	reason  string
}

func newTitleIndex(s *toc.Site, sections []normalise.Section) *titleIndex {
	n := 0 // sections that can be named
	for i := range sections {
		n += wording.BoolInt(sections[i].Kind != normalise.KindHeading)
	}
	x := &titleIndex{site: s, sections: sections, title: make(map[string][]int, n), number: make(map[string][]int, n), link: make(map[string]int, n), uses: make(map[string]int, n), first: make(map[string]bool)}
	x.bare = make([]string, len(sections))
	for i := range sections {
		sec := &sections[i]
		if sec.Kind == normalise.KindHeading {
			continue
		}
		x.bare[i] = wording.Bare(sec.Title)
		x.title[x.bare[i]] = append(x.title[x.bare[i]], i)
		word, _, _ := strings.Cut(x.bare[i], " ")
		x.first[word] = true
		if sec.Number != "" {
			k := strings.ToLower(sec.Number)
			x.number[k] = append(x.number[k], i)
		}
		if sec.URL != "" && sec.Kind != normalise.KindSeeAlso && !innerAppendix(sections, i) {
			k := webaddress.Key(sec.URL)
			x.uses[k]++
			if _, known := x.link[k]; !known {
				x.link[k] = i
			}
		}
	}
	return x
}

// innerAppendix reports an appendix that is a part of its chapter's own page: the
// address is the chapter's.
func innerAppendix(sections []normalise.Section, i int) bool {
	s := &sections[i]
	if s.Kind != normalise.KindAppendix || s.Parent < 0 {
		return false
	}
	up := &sections[s.Parent]
	return up.Kind != normalise.KindSection && up.Kind != normalise.KindGroup && webaddress.Key(up.URL) == webaddress.Key(s.URL)
}

// byLink finds the section at an address, -1 if none or if several sections
// share the address.
func (x *titleIndex) byLink(href string) int {
	if href == "" {
		return -1
	}
	if i, ok := x.link[webaddress.Key(href)]; ok {
		return i
	}
	if p := x.site.PageAt(href); p >= 0 {
		if i, ok := x.link[webaddress.Key(x.site.Input.Pages[p].URL)]; ok {
			return i
		}
		for _, a := range append([]string{x.site.Input.Pages[p].FinalURL}, x.site.Input.Pages[p].Aliases...) {
			if i, ok := x.link[webaddress.Key(a)]; ok {
				return i
			}
		}
	}
	return -1
}

// find finds the section that a printed name means: by title, with or without
// the number; -1 if none.
func (x *titleIndex) find(name string) int {
	n, rest, numbered := wording.SplitNumber(name)
	if i := x.pick(wording.Bare(name), ""); i >= 0 {
		return i
	}
	if m := partBefore.FindStringSubmatch(name); m != nil {
		if i := x.pick(wording.Bare(name[len(m[0]):]), m[1]+m[2]); i >= 0 { // "Chapter 11, Whistleblowing"
			return i
		}
		return x.find(name[len(m[0]):]) // "Part B, Chapter 11 - Whistleblowing"
	}
	if numbered && rest != "" {
		if i := x.pick(wording.Bare(rest), n.Text); i >= 0 && (!ofAnAct(name) || strings.EqualFold(x.sections[i].Number, n.Text)) {
			return i
		}
		if n.Letter != "" {
			return x.pick(wording.Bare(strings.TrimSpace(rest[len(n.Letter):])), n.Text+n.Letter)
		}
	}
	if i := x.lettered(name); i >= 0 {
		return i
	}
	if i := x.printed(name); i >= 0 {
		return i
	}
	return x.numberedBehind(name)
}

// printed finds the section of a name that begins with its number as the list of contents prints
// it, "08/12 Costs of care", -1 if none has such a number.
func (x *titleIndex) printed(name string) int {
	number, title, ok := strings.Cut(name, " ")
	if !ok || len(x.number[strings.ToLower(number)]) == 0 {
		return -1
	}
	i := x.pick(wording.Bare(title), number)
	if i >= 0 && !strings.EqualFold(x.sections[i].Number, number) {
		return -1
	}
	return i
}

// lettered finds the section of a name that has its number, a letter with a bracket, before the
// title, -1 if none is numbered so.
func (x *titleIndex) lettered(name string) int {
	letter, title, ok := wording.SplitTyped(name)
	if !ok {
		return -1
	}
	i := x.pick(wording.Bare(title), letter)
	if i >= 0 && x.sections[i].Number != letter {
		return -1
	}
	return i
}

// numberBehind is a number in brackets behind a title: "Neglect (SP-04)".
var numberBehind = pattern.New(`^(.{2,200}?)\s*[(\[]\s*([^()\[\]]{1,16})[)\]]$`)

// numberedBehind finds the section of a name with its number in brackets behind the title, -1 if
// none has that title. A code with letters may be one that the list of contents does not print.
func (x *titleIndex) numberedBehind(name string) int {
	m := numberBehind.FindStringSubmatch(strings.TrimSpace(name))
	if m == nil || !wording.HasDigit(m[2]) {
		return -1
	}
	n, ok := wording.PureNumber(m[2])
	if !ok {
		return -1
	}
	i := x.pick(wording.Bare(m[1]), n.Text)
	if i >= 0 && !strings.EqualFold(x.sections[i].Number, n.Text) && !wording.IsLetterByte(n.Text[0]) {
		return -1
	}
	return i
}

// ofAnAct reports whether a name begins like "Section 47 Enquiries": its number
// may be that of an Act and its last words then say too little by themselves.
func ofAnAct(name string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return strings.EqualFold(word, "section") || strings.EqualFold(word, "s.")
}

// pick chooses among sections of one title that of the wanted number, otherwise
// the first that is no pointer.
func (x *titleIndex) pick(key, number string) int {
	if key == "" {
		return -1
	}
	best := -1
	for _, i := range x.title[key] {
		s := &x.sections[i]
		if number != "" && strings.EqualFold(s.Number, number) {
			return i
		}
		if best < 0 || x.sections[best].Kind == normalise.KindSeeAlso && s.Kind != normalise.KindSeeAlso {
			best = i
		}
	}
	return best
}

// fit measures how sure words before a dash are a title of the manual: 1 for a
// title, 0.8 for the number with a like title, 0.5 for a like title.
func (x *titleIndex) fit(name string) float64 {
	if x.find(name) >= 0 {
		return 1
	}
	if x.byKeyword(name) >= 0 {
		return 0.8
	}
	n, rest, ok := wording.SplitNumber(name)
	if ok && n.Sure {
		for _, i := range x.number[strings.ToLower(n.Text)] {
			if rest == "" || wording.Alike(rest, x.sections[i].Title) >= 0.5 {
				return 0.8
			}
		}
		return 0.2
	}
	return 0
}

// resolve finds the section that an amendment names, or says why not.
func (x *titleIndex) resolve(a *normalise.Amendment) (section int, reason string) {
	f := x.resolved.Get(a.Chapter+"\x00"+a.Link, func() (f found) {
		f.section, f.reason = x.lookUp(a)
		return f
	})
	return f.section, f.reason
}

func (x *titleIndex) lookUp(a *normalise.Amendment) (section int, reason string) {
	if i := x.byLink(a.Link); i >= 0 && !x.shared(a.Link) {
		return i, ""
	}
	if a.Chapter == "" {
		return -1, "the row names no chapter"
	}
	if i := x.find(a.Chapter); i >= 0 {
		return i, ""
	}
	if i := x.inPart(a.Chapter); i >= 0 {
		return i, ""
	}
	if m := shortAct.FindStringSubmatch(a.Chapter); m != nil { // "s47 Enquiries"
		named := normalise.Amendment{Chapter: "Section " + m[1] + a.Chapter[len(m[0]):]}
		return x.lookUp(&named)
	}
	for _, behind := range []string{placeBehind.FindString(a.Chapter), toc.TitleDate(a.Chapter)} { // "Neglect, page 4", "Neglect (July 2022)"
		if behind != "" && len(behind) < len(a.Chapter) {
			if i := x.find(a.Chapter[:len(a.Chapter)-len(behind)]); i >= 0 {
				return i, ""
			}
		}
	}
	if i := x.beforePlace(a.Chapter); i >= 0 {
		return i, ""
	}
	n, ok := wording.PureNumber(strings.TrimSpace(a.Chapter))
	rest := ""
	if !ok {
		n, rest, ok = wording.SplitNumber(a.Chapter)
	}
	if ok {
		if i := x.byNumber(n.Text, rest); i >= 0 {
			return i, ""
		}
		if i := x.byHeading(n, rest); i >= 0 {
			return i, ""
		}
		if found := x.number[strings.ToLower(n.Text)]; n.Keyword == "chapter" && len(found) == 1 && x.sections[found[0]].Kind == normalise.KindPlaceholder {
			return found[0], "" // "Chapter 20: Deaf Children", where 20 is not in use any more
		}
		if named := x.appendices(n); rest == "" && len(named) == 1 {
			return named[0], ""
		} else if rest == "" && len(named) > 1 {
			return -1, "several appendices of this edition have this number"
		}
		if n.Letter != "" && len(rest) > len(n.Letter) {
			if i := x.byNumber(n.Text+n.Letter, strings.TrimSpace(rest[len(n.Letter):])); i >= 0 {
				return i, ""
			}
		}
	}
	if ofAnAct(a.Chapter) {
		rest = ""
	}
	if i := x.likest(a.Chapter, rest); i >= 0 {
		return i, ""
	}
	if i := x.shortened(a.Chapter); i >= 0 {
		return i, ""
	}
	if i := x.byParagraph(a.Chapter); i >= 0 {
		return i, ""
	}
	return -1, "no section of this edition has this title, number or address"
}

// placeBehind is a place inside a chapter behind its name.
var placeBehind = pattern.New(`(?i)\s*[,;:(–—-]?\s*\b(?:pages?|pp?\.|chapters?|ch\.|sections?|paragraphs?|paras?\.?|parts?|appendix|appendices)\s+[\w.,&–-]{1,12}(?:\s+(?:and|to)\s+[\w.]{1,8})?\s*\)?$`)

// byNumber finds the section of a number whose title does not speak against it.
func (x *titleIndex) byNumber(number, title string) int {
	found := x.number[strings.ToLower(number)]
	for _, i := range found {
		s := &x.sections[i]
		if title == "" && i == x.only(found) || titleflag.IsPlaceholder(title) && s.Kind == normalise.KindPlaceholder || title != "" && mayBeOf(title, s.Title) {
			return i
		}
	}
	return -1
}

// only is the one section of a number; where chapters of an appendix are counted anew, the one
// outside appendices, for a bare number counts the text itself. -1 if there are several.
func (x *titleIndex) only(found []int) int {
	if len(found) == 1 {
		return found[0]
	}
	out := -1
	for _, i := range found {
		switch up := x.sections[i].Parent; {
		case up >= 0 && x.sections[up].Kind == normalise.KindAppendix:
		case out >= 0:
			return -1
		default:
			out = i
		}
	}
	return out
}

// byHeading finds the chapter in which a heading has the number, counted on from that of the
// chapter, "6.5" in "6", and a title that does not speak against it.
func (x *titleIndex) byHeading(n wording.Numeral, title string) int {
	for i := range x.sections {
		s := &x.sections[i]
		if n.Parts < 2 || s.Kind != normalise.KindHeading || !strings.EqualFold(s.Number, n.Text) || title != "" && !mayBeOf(title, s.Title) {
			continue
		}
		up := x.chapterOf(i)
		if x.sections[up].Number != "" && strings.HasPrefix(n.Text, strings.TrimSuffix(x.sections[up].Number, ".0")+".") {
			return up
		}
	}
	return -1
}

// appendices finds those whose titles have a number, "Appendix 2: Incident record": those of the
// manual or, if there are none, those of its chapters.
func (x *titleIndex) appendices(n wording.Numeral) []int {
	var own, inner []int
	for i := range x.sections {
		s := &x.sections[i]
		switch num, _, ok := toc.SplitAppendix(s.Title); {
		case !ok || s.Kind != normalise.KindAppendix || !strings.EqualFold(num.Text, n.Text):
		case innerAppendix(x.sections, i):
			inner = append(inner, i)
		default:
			own = append(own, i)
		}
	}
	if len(own) > 0 {
		return own
	}
	return inner
}

// littleWord is a word that titles of any subject share.
var littleWord = pattern.New(`^(?:an?|and|as|at|by|for|from|in|into|of|off|on|or|out|over|the|to|under|up|who|with|without)$`)

// mayBeOf reports whether two titles of one number share enough to be those of one chapter, among
// it a word of their subject: "Out of court disposals" has taken the number of "Out of school
// settings".
func mayBeOf(title, other string) bool {
	words := strings.Fields(wording.Bare(other))
	return wording.Alike(title, other) >= 0.4 && slices.ContainsFunc(strings.Fields(wording.Bare(title)), func(w string) bool {
		return !littleWord.MatchString(w) && slices.Contains(words, w)
	})
}

// likest finds the one section whose title is nearly the printed one.
func (x *titleIndex) likest(name, rest string) int {
	best, second, at := 0.0, 0.0, -1
	whole, tail := strings.Fields(wording.Bare(name)), strings.Fields(wording.Bare(rest))
	for i := range x.sections {
		words := strings.Fields(x.bare[i])
		if len(words) == 0 {
			continue
		}
		v := wording.ShareOf(whole, words)
		if len(tail) > 0 {
			v = max(v, wording.ShareOf(tail, words))
		}
		if v > best {
			best, second, at = v, best, i
		} else if v > second {
			second = v
		}
	}
	if best >= 0.8 && best-second >= 0.1 {
		return at
	}
	return -1
}

// shared reports whether several sections stand at one address, as in a manual
// of one document.
func (x *titleIndex) shared(href string) bool { return x.uses[webaddress.Key(href)] > 1 }

// begins reports whether a title begins with a word.
func (x *titleIndex) begins(word string) bool {
	first, _, _ := strings.Cut(wording.Bare(word), " ")
	return x.first[first]
}

// parent reports a section or group that has chapters below it.
func (x *titleIndex) parent(i int) bool {
	if k := x.sections[i].Kind; k != normalise.KindSection && k != normalise.KindGroup {
		return false
	}
	for k := i + 1; k < len(x.sections) && k < i+3; k++ {
		if x.sections[k].Parent == i && x.sections[k].Kind != normalise.KindHeading {
			return true
		}
	}
	return false
}

// isChapter reports a name of what has no chapters below it.
func (x *titleIndex) isChapter(name string) bool {
	i := x.find(name)
	return i >= 0 && !x.parent(i)
}

// byKeyword finds the section that a keyword and its number name: "Part A", "Section
// 3", "Chapter 12", "Section 4.2"; -1 if none.
func (x *titleIndex) byKeyword(name string) int {
	word, number, ok := strings.Cut(strings.TrimSpace(name), " ")
	if !ok || !partWord.MatchString(word) || strings.Contains(number, " ") {
		return -1
	}
	for _, i := range x.number[strings.ToLower(strings.Trim(number, ".:"))] {
		if x.parent(i) || strings.EqualFold(word, "chapter") || strings.Contains(number, ".") {
			return i
		}
	}
	return -1
}

// onlyNumbers names chapters by nothing but their numbers: "Section 2.5", "Sections 3.1
// and 3.2", "Appendix C".
var onlyNumbers = pattern.New(`(?i)^(?:chapters?|sections?|(append)(?:ix|ices))\s+(\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z])(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|to)\s+|\s*[&–-]\s*)(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z]))*[.:]?$`)

// countsSo reports words that are nothing but the number of a chapter, of as many parts as
// those of the manual have. Whether this edition has the number is not asked: a chapter may
// have got another one since.
func (x *titleIndex) countsSo(name string) bool {
	m := onlyNumbers.FindStringSubmatch(wording.Squeeze(name))
	if m == nil {
		return false
	}
	for number := range x.number {
		of, isAppendix := strings.CutPrefix(number, "appendix ")
		if isAppendix == (m[1] != "") && of != "" && wording.IsDigit(of[0]) == wording.IsDigit(m[2][0]) && strings.Count(of, ".") == strings.Count(m[2], ".") {
			return true
		}
	}
	return false
}

// partBefore is what stands before a name and counts it, or the part of the manual that has
// it.
var partBefore = pattern.New(`(?i)^(?:(?:part|section|volume|book|chapter|module|unit|appendix|annexe?)\s+([A-Z]|\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,4}),|ch(?:ap)?\.?\s*(\d{1,3}(?:\.\d{1,3}){0,3})\s*[,:.–—-]?)\s+`)

var partWord = pattern.New(`(?i)^(?:part|section|volume|book|chapter|unit)$`)
