package cite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// CodeDangling is the code of a reference to a section that does not exist.
const CodeDangling = "dangling_reference"

// maxDangling bounds the findings of one edition.
const maxDangling = 5000

// pointerWord is a kind word with the first number after it: "section 3.4",
// "Appendix B", "paragraphs 2.1".
var pointerWord = pattern.New(`(?i)\b(sections?|chapters?|paragraphs?|paras?\.?|appendix|appendices|procedures?)\s+(` + pointerNumber + `)`)

// pointerMore is a further number of the same pointer: ", 10.2 and 10.3".
var pointerMore = pattern.New(`^(?:,\s*|\s*(?:,\s*)?(?:and|or|&|to|-|–)\s*)(?:(?:sections?|chapters?|paragraphs?)\s+)?(` + pointerNumber + `)`)

// pointerNumber is a number as manuals print it: "3", "3.4", "1.2.10", "D14A", "B".
const pointerNumber = `[A-Z]?\d{1,3}(?:\.\d{1,3}){0,4}[A-Z]?\b|[A-Z]\b`

// What stands after a pointer that leads to another document.
var elsewhere = []*pattern.Pattern{
	// "section 58 of the Children Act", "Chapter 5 of Working Together"
	pattern.New(`^[\s,]*(?:\([0-9a-zA-Z]{1,4}\)\s*)*(?:(?:and|or|to|,)\s*[\d.()a-z]+\s*)*(?:of|in|from|under|to|within)\s+` +
		`(?:(?:the|this|these|that|its|a|an|our|both|part|all)\s+)?[^.;]{0,60}?` +
		`(?:\bActs?\b|\bact \d{4}|Order\b|Regulations?\b|Convention\b|Code\b|Circular\b|Working Together|Keeping Children|[Gg]uidance|[Ff]ramework|` +
		`[Ss]trategy|[Hh]andbook|[Rr]eport|[Pp]olicy|Directions\b|Schedule\b|GDPR|CA ?\d|Standards?\b|Toolkit|document|form\b|Procedures\b|Protocol\b|Manual\b|Agreement\b)`),
	// "section 66 Serious Crime Act 2015", "section 47 children act 1989"
	pattern.New(`^\s*(?:\([0-9a-z]{1,3}\)\s*)*(?:,?\s*(?:the\s+)?[A-Z][A-Za-z' ’&()-]{0,60}\b(?:Act|Order|Regulations|Convention)\b|CA\s?(?:19|20))`),
	pattern.New(`^\s*[,(]?\s*(?:the\s+)?[Cc]hildren [Aa]ct`),
	// "section 7 (Mental Capacity Act)"
	pattern.New(`^\s*\((?:the\s+)?[A-Z][A-Za-z' ’-]{0,60}\bAct\b`),
	// "section 47 enquiries", "section 17 support": what acts are cited for
	pattern.New(`^\s*(?:(?i:enquir|investigat|inquir|assessment)|accommodat|agreement|order\b|meeting|duty|duties|child\b|children\b|plan\b|report|notice|offend|doctor)`),
}

func leadsOut(after string) bool {
	return slices.ContainsFunc(elsewhere, func(re *pattern.Pattern) bool { return re.MatchString(after) })
}

// lawSections are sections of acts that everybody in the field calls by number
// alone: "section 47", "section 17", "section 20".
var lawSections = wordSet(`7 8 11 16 17 20 22 23 25 31 34 37 38 42 44 46 47 76 85 86 117 120 135 136 157 175`)

// leadsElsewhere are words before a pointer that take it to another document:
// "Working Together, chapter 5", "Children Act 1989 section 47".
var leadsElsewhere = pattern.New(`(?:\bActs?\b(?:\s*\d{4})?|Working Together[^.;]{0,40}|Safe in Education[^.;]{0,30}|[Gg]uidance[^.;]{0,20}|Regulations(?:\s*\d{4})?|Convention|Code of Practice|[Aa]nnex|[Ss]chedule \d+|NICE\b[^.;]{0,40}|(?:[A-Z][\w’'-]+\s+)+[Pp]rocedures|Volume \d+|Circular[^.;]{0,20}|\bPACE\b)[\s,:(–-]*(?:under|at|in|see|and|the)?\s*$`)

// acronymAfter and acronymBefore are acts by their initials: "section 29 TMA 1970",
// "FA 2009 Section 101". inForm is a part of a form to be filled in.
var (
	acronymAfter  = pattern.New(`^(?:\s*\([0-9A-Za-z]{1,4}\))*[\s,]*(?:of\s+(?:the\s+)?)?[A-Z]{2,6}\s?(?:\d{2}|\d{4})?\b`)
	acronymBefore = pattern.New(`\b[A-Z]{2,5}\s?(?:\d{2}|\d{4})(?:,?\s*Sch(?:edule)?\s*\d+)?[\s,/]*$`)
	inForm        = pattern.New(`(?i)\b(?:complete|sign|fill in)\s+(?:the\s+)?$`)
)

// Dangling finds the sentences that send the reader to a numbered
// section, paragraph, chapter or appendix which no node of the manual carries:
// what a renumbering leaves behind. "section 3.4" is looked up among the numbers
// of the same chapter and of the manual, a "chapter" in the manual, an appendix in
// the chapter and in the manual. Sections of acts and of other documents are left
// alone, and so is a chapter none of whose headings has a number. A pointer that
// gives the title too ("see Section 3, Timescales") also dangles when that title
// has another number now. Detail holds the reason and the exact sentence.
func Dangling(sections []normalise.Section) []normalise.Finding {
	d := dangler{sections: sections, manual: newNumbers(), chapters: map[int]numbers{}}
	for i := range sections {
		d.manual.enter(&sections[i])
		d.local(d.chapterOf(i)).enter(&sections[i])
	}
	var out []normalise.Finding
	for i := range sections {
		for p := range passagesOf(&sections[i]) {
			if p.title || len(out) >= maxDangling {
				continue
			}
			out = append(out, d.read(i, &p)...)
		}
	}
	return out
}

// numbers are the numbers that nodes carry.
type numbers struct {
	any      map[string]bool   // folded: "3.4", "D14A", "appendix 1"
	titles   map[string]string // number of a heading or chapter -> its title, folded
	numberOf map[string]string // title, folded -> number, "" if several have it
	count    *int              // of numbered nodes
	appendix *int              // of numbered appendices
	shapes   map[string]bool   // see shapeOf
	highest  *int              // whole number
}

func newNumbers() numbers {
	return numbers{any: map[string]bool{}, titles: map[string]string{}, numberOf: map[string]string{}, count: new(int), appendix: new(int), shapes: map[string]bool{}, highest: new(int)}
}

// foldNumber makes numbers comparable: "3.4.", "3.04" and "3.4" are one.
func foldNumber(s string) string {
	parts := strings.Split(strings.Trim(strings.ToUpper(s), ". "), ".")
	for i, p := range parts {
		if t := strings.TrimLeft(p, "0"); t != "" {
			parts[i] = t
		}
	}
	return strings.Join(parts, ".")
}

// add notes a number; one with a dot before it is counted from its chapter.
func (n numbers) add(number string) {
	n.any[number] = true
	number = strings.TrimPrefix(number, ".")
	n.shapes[shapeOf(number)] = true
	if whole, err := strconv.Atoi(number); err == nil {
		*n.highest = max(*n.highest, whole)
	}
}

// enterTitle notes which title a number has and which number a title.
func (n numbers) enterTitle(number, title string) {
	n.titles[number] = title
	if _, twice := n.numberOf[title]; twice || !strings.Contains(title, " ") {
		number = ""
	}
	n.numberOf[title] = number
}

// foldTitle makes titles comparable: words in lower case.
func foldTitle(title string) string {
	var words []string
	for _, t := range tokenise(title) {
		words = append(words, t.fold)
	}
	return strings.Join(words, " ")
}

// maxTitleWords bounds the title that is looked for after a pointer.
const maxTitleWords = 24

// movedTo returns the number that a heading named after a pointer has now, when the
// number pointed to belongs to another: "see Section 3, Timescales" where
// Timescales is section 4.
func (n numbers) movedTo(num, after string) string {
	after = strings.TrimLeft(after, " ,:–—-('‘“\"")
	tokens := tokenise(after[:min(len(after), 200)])
	for k := min(len(tokens), maxTitleWords); k >= 2; k-- {
		words := make([]string, k)
		for i := range words {
			words[i] = tokens[i].fold
		}
		title := strings.Join(words, " ")
		now, known := n.numberOf[title]
		if known && now != "" && now != num && n.titles[num] != title && n.titles[num] != "" {
			return now
		}
		if known {
			return ""
		}
	}
	return ""
}

var appendixNumber = pattern.New(`(?i)\b(?:appendix|annex)\s+([A-Z0-9]{1,3})\b`)

// enter notes the numbers of a node.
func (n numbers) enter(s *normalise.Section) {
	if s.Kind == normalise.KindSeeAlso {
		return
	}
	if s.Number != "" {
		n.add(foldNumber(s.Number))
		n.enterTitle(foldNumber(s.Number), foldTitle(s.Title))
		*n.count++
		// a paragraph "5.12.9" of chapter 5.12 is its section 9
		for rest := s.Number; ; {
			_, after, ok := strings.Cut(rest, ".")
			if !ok || s.Kind != normalise.KindHeading && s.Kind != normalise.KindAppendix {
				break
			}
			n.add("." + foldNumber(after))
			rest = after
		}
	}
	for _, text := range []string{s.Number, s.Title} {
		if m := appendixNumber.FindStringSubmatch(text); m != nil {
			n.any["appendix "+foldNumber(m[1])] = true
			*n.appendix++
		}
	}
	for _, b := range s.Blocks {
		n.enterBlock(b)
	}
}

// enterBlock notes numbered paragraphs.
func (n numbers) enterBlock(b parse.Block) {
	if marker := strings.Trim(b.Marker, ".() "); marker != "" && strings.ContainsAny(marker, "0123456789") {
		n.add(foldNumber(marker))
	}
	if len(b.Cells) > 0 {
		if first := strings.TrimSpace(b.Cells[0].Text); len(first) < 12 && strings.ContainsAny(first, "0123456789") {
			n.add(foldNumber(first))
		}
	}
}

// A dangler looks pointers up.
type dangler struct {
	sections []normalise.Section
	manual   numbers
	chapters map[int]numbers
}

// chapterOf returns the index of the chapter that a section belongs to, or of the
// section itself.
func (d *dangler) chapterOf(i int) int {
	for k, n := i, 0; k >= 0 && k < len(d.sections) && n < 64; k, n = d.sections[k].Parent, n+1 {
		if d.sections[k].Kind == normalise.KindChapter {
			return k
		}
	}
	return i
}

func (d *dangler) local(chapter int) numbers {
	n, ok := d.chapters[chapter]
	if !ok {
		n = newNumbers()
		d.chapters[chapter] = n
	}
	return n
}

// read finds the dangling pointers of a passage, one finding for each sentence.
func (d *dangler) read(i int, p *passage) []normalise.Finding {
	var out []normalise.Finding
	said := map[string]bool{}
	for _, m := range pointerWord.FindAllStringSubmatchIndex(p.text, -1) {
		word := strings.ToLower(p.text[m[2]:m[3]])
		nums, end := allNumbers(p.text, m[4], m[5])
		if otherDocument(p.text, m[0], end, word, nums) {
			continue
		}
		for _, num := range nums {
			doubt := d.doubt(i, word, num, p.text[end:])
			sentence := p.sentence(m[0])
			if key := num + sentence; doubt != "" && !said[key] {
				said[key] = true
				out = append(out, normalise.Finding{URL: d.sections[i].URL, SectionID: d.sections[i].ID, Code: CodeDangling, Detail: doubt + ": " + sentence})
			}
		}
	}
	return out
}

// doubt says in words why a pointer leads nowhere or astray, "" if it does not.
func (d *dangler) doubt(i int, word, num, after string) string {
	word = strings.TrimSuffix(wording.Singular(word), ".")
	if !d.exists(i, word, num) {
		return fmt.Sprintf("no %s %s in this manual", word, num)
	}
	set := d.manual
	if word != "chapter" {
		set = d.local(d.chapterOf(i))
	}
	if now := set.movedTo(foldNumber(num), after); now != "" {
		return fmt.Sprintf("%s %s is another now, the title is that of %s", word, num, now)
	}
	return ""
}

// allNumbers reads the list of numbers that begins at a place.
func allNumbers(text string, start, end int) (nums []string, after int) {
	nums = []string{text[start:end]}
	for len(nums) < 20 {
		m := pointerMore.FindStringSubmatchIndex(text[end:])
		if m == nil {
			break
		}
		nums = append(nums, text[end+m[2]:end+m[3]])
		end += m[3]
	}
	return nums, end
}

// otherDocument tells whether a pointer leads out of the manual.
func otherDocument(text string, start, end int, word string, nums []string) bool {
	before := text[max(0, start-80):start]
	after := text[end:min(len(text), end+140)]
	if strings.HasPrefix(word, "procedure") && !strings.Contains(nums[0], ".") {
		return true // "procedures 2 weeks later"
	}
	if ofThis.MatchString(after) {
		return false
	}
	if acronymAfter.MatchString(after) || acronymBefore.MatchString(before) || inForm.MatchString(before) {
		return true
	}
	if strings.HasPrefix(after, "/") || strings.HasPrefix(after, " /") || strings.HasPrefix(after, "%") || strings.HasPrefix(after, "(") && word != "appendix" {
		return true // "section 12/98", "section 47(1)"
	}
	if strings.HasPrefix(word, "section") && lawSections[nums[0]] && !pointsInside(before, after, nums[0]) {
		return true
	}
	if line := before[strings.LastIndexByte(before, '\n')+1:]; strings.TrimSpace(line) == "" && (len(line) < len(before) || start == len(before)) && headsLine.MatchString(after) {
		return true // "Appendix 1: Checklist" is a heading
	}
	letters := strings.Trim(nums[0], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	if letters && strings.TrimSpace(nums[0]) == "A" && !strings.HasPrefix(word, "append") {
		return true // "Section A child ..." at the start of a sentence
	}
	return leadsOut(after) || leadsElsewhere.MatchString(before)
}

// sendsReader are words that send the reader to another place of the same text.
var sendsReader = pattern.New(`(?i)\b(?:see(?: also)?|refer to|read|follow|go to|set out in|described in|outlined in|detailed in|as in|in)\s+$`)

// headsLine stands after a number that heads its line.
var headsLine = pattern.New(`^\s*(?:$|[:–—-]|\n)`)

// ofThis stands after a pointer that stays inside.
var ofThis = pattern.New(`^\s*(?:,\s*)?(?:above|below|of (?:these (?:procedures|guidelines)|this (?:chapter|section|procedure|guidance|protocol|policy|manual|document|handbook|framework|strategy|toolkit)|the (?:chapter|manual)))`)

// pointsInside tells whether "section 8" is a section of the manual and not of an
// act that everybody knows by the number.
func pointsInside(before, after, num string) bool {
	if ofThis.MatchString(after) {
		return true
	}
	return len(num) == 1 && sendsReader.MatchString(before)
}

// exists tells whether a node carries the number that a section points to.
func (d *dangler) exists(i int, word, num string) bool {
	local, n := d.local(d.chapterOf(i)), foldNumber(num)
	switch {
	case strings.HasPrefix(word, "append"):
		if local.any["appendix "+n] || d.manual.any["appendix "+n] || local.any[n] && n >= "A" {
			return true
		}
		return *d.manual.appendix == 0 // a manual that numbers no appendices
	case strings.HasPrefix(word, "chapter"), strings.HasPrefix(word, "procedure"):
		return d.manual.any[n] || *d.manual.count == 0
	}
	if local.any[n] || local.any["."+n] || d.manual.any[n] {
		return true
	}
	return !local.shapes[shapeOf(n)] && !d.manual.shapes[shapeOf(n)] || beyond(n, local, d.manual)
}

// shapeOf tells how a number is built: "3.4" is "9.9", "D14A" is "A9A". A pointer of
// a shape that no node has is to something whose numbers were not read, or to
// another document.
func shapeOf(number string) string {
	var b strings.Builder
	last := byte(0)
	for i := range len(number) {
		c := number[i]
		switch {
		case c >= '0' && c <= '9':
			c = '9'
		case c >= 'A' && c <= 'Z':
			c = 'A'
		}
		if c != '9' || last != '9' {
			b.WriteByte(c)
		}
		last = c
	}
	return b.String()
}

// farBeyond is how far above the last number a pointer can still be one that a
// renumbering left behind; "section 147" of twelve is a section of an act.
const farBeyond = 10

// beyond tells whether a whole number lies far above all of its kind.
func beyond(number string, sets ...numbers) bool {
	n, err := strconv.Atoi(number)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(sets, func(set numbers) bool { return *set.highest > 0 && n <= *set.highest+farBeyond })
}
