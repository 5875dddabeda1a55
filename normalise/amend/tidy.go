package amend

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// What all lines of a page have in the same place is no part of what they tell: where each
// begins with its chapter and its day, in whatever signs, "Neglect (3 May 2024): a tool was
// added", or ends with the day, both are taken off the words of the change, and a day that
// no row has yet becomes its date.

// Bounds of what all lines have: so many rows, and such a share of them, in tenths.
const (
	leastAlike = 3
	shareAlike = 8
)

var (
	// dayAfter is the day behind the name of a chapter with the signs around it.
	dayAfter = pattern.New(`(?i)^\s*(?:[(\[|,:.–—-]\s*)?(?:(?:last\s+|was\s+)?(?:new|updated|amended|revised|reviewed|added|published|posted|changed|issued)\s*:?\s*(?:on\s+|in\s+)?)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*[)\]]?\s*[:.|,–—-]?(?:\s+|$)`)
	// dayLast is the day that ends a line.
	dayLast = pattern.New(`(?i)(?:^|[\s(\[|,–—-])\s*(?:(?:updated|amended|revised|reviewed|added|published|posted|changed|date)\s*:?\s*(?:on\s+|in\s+)?)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*[)\].]*$`)
	// dayInBrackets is a day in brackets before a sign that begins a line or stands behind a
	// name there.
	dayInBrackets = pattern.New(`(?i)^([^()\[\].:;]{0,90}?)\s*[(\[]\s*` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)\s*[)\]]\s*[:.|,–—-]\s*`)
	// leadsToDay ends words that go on with a day: "was rewritten on".
	leadsToDay = pattern.New(`(?i)\b(?:on|in|since|from|of|by|until|till|to|dated?|for|before|after|and|or|with|as|at|the|effective)$`)
	// nameAfter parts the name of a chapter, behind a day, from the words on it: a sign, or a
	// capital where the two stand in elements of their own.
	nameAfter = pattern.New(`^(?:\s*[.:|,–—-]\s+|\s*(\()|\s+\b[A-Z])`)
)

// tidy takes off the words of changes what all of them have in the same place.
func (r *amendReader) tidy() {
	r.withoutCalls()
	r.withoutCounts()
	r.nameLost()
	r.nameAsOthers()
	r.tidyAll(r.nameAhead)
	r.tidyAll(r.nameGlued)
	r.tidyAll(r.nameBehind)
	r.tidyAll(func(a *normalise.Amendment) bool { return dayOfChange(a, dayAfter, true) })
	r.tidyAll(func(a *normalise.Amendment) bool { return dayOfChange(a, dayLast, false) })
}

// callsTo is a line that calls to the chapter, in the words of a post: "Explore the section here."
var callsTo = pattern.New(`(?i)^(?:please\s+)?(?:read|see|view|explore|visit|go\s+to|open|browse|find)\s+(?:the|this|our)\s+(?:(?:new|full|whole|updated|revised|amended)\s+){0,2}(?:chapter|section|procedure|policy|protocol|guidance|page|document)\s+here\W*$`)

// withoutCalls takes such a line off the end of the words on a chapter of the manual.
func (r *amendReader) withoutCalls() {
	resolved, _ := r.resolved()
	for i := range r.rows {
		a := &r.rows[i]
		if at := strings.LastIndexByte(a.Details, '\n'); at > 0 && resolved[i] && callsTo.MatchString(a.Details[at+1:]) {
			a.Details = a.Details[:at]
		}
	}
}

// countAhead is the place in a list that is typed before a name: "3. Neglect".
var countAhead = pattern.New(`^(\d{1,3})[.)]\s+`)

// withoutCounts takes the places that a list types before its names off them, where all rows
// count from 1 so and the manual gives the chapters other numbers or none.
func (r *amendReader) withoutCounts() {
	if len(r.rows) < leastAlike {
		return
	}
	for i := range r.rows {
		m := countAhead.FindStringSubmatch(r.rows[i].Chapter)
		if m == nil || m[1] != strconv.Itoa(i+1) {
			return
		}
		if at := r.titles.find(r.rows[i].Chapter[len(m[0]):]); at >= 0 && r.titles.sections[at].Number == m[1] {
			return
		}
	}
	for i := range r.rows {
		r.rows[i].Chapter = countAhead.Cut(r.rows[i].Chapter)
	}
}

// daysInBrackets takes the day in brackets off the words of a change, and the name before it
// that is none of the manual any more, where nothing else tells when: "Whole manual (3 May
// 2024) – links mended."
func (r *amendReader) daysInBrackets() {
	for i := range r.rows {
		a := &r.rows[i]
		if !a.Date.IsZero() || r.stands[i].tabled {
			continue
		}
		at := dayInBrackets.FindStringSubmatchIndex(a.Details)
		if at == nil {
			continue
		}
		name, printed, words := a.Details[:at[3]], a.Details[at[4]:at[5]], a.Details[at[1]:]
		if d, ok := dates.Parse(printed); ok && words != "" && (name == "" || a.Chapter == "" && canNameText(name)) && takeDay(a, d, printed) {
			a.Chapter, a.Details = cmp.Or(a.Chapter, name), words
		}
	}
}

// tidyAll changes the rows outside tables where nearly all of them can be changed so.
func (r *amendReader) tidyAll(change func(a *normalise.Amendment) bool) {
	changed, of := make([]normalise.Amendment, len(r.rows)), 0
	n := 0
	for i := range r.rows {
		changed[i] = r.rows[i]
		if r.stands[i].tabled {
			continue
		}
		of++
		n += wording.BoolInt(change(&changed[i]))
	}
	if n >= leastAlike && n*10 >= of*shareAlike {
		r.rows = changed
	}
}

// nameAhead takes the chapter, and the day before or behind it, off the front of the words
// on its change. A sentence on the chapter, "Neglect was rewritten", stays whole.
func (r *amendReader) nameAhead(a *normalise.Amendment) bool {
	d, printed, rest := r.frontDay(a.Details)
	ahead := !d.IsZero()
	if !ahead {
		rest = a.Details
	}
	rest, ok := strings.CutPrefix(rest, a.Chapter)
	if !ok || a.Chapter == "" || r.titles.find(a.Chapter) < 0 {
		return false
	}
	m := dayAfter.FindStringSubmatch(rest)
	switch {
	case ahead:
		rest, ok = wordsAfter(rest)
	case m != nil:
		d, ok = dates.Parse(m[1])
		printed, rest = m[1], rest[len(m[0]):]
	default:
		return false
	}
	return ok && takeDay(a, d, printed) && say(a, rest)
}

// wordsAfter are the words on a change behind the name of its chapter, see nameAfter.
func wordsAfter(rest string) (words string, ok bool) {
	m := nameAfter.FindStringSubmatch(rest)
	if m == nil {
		return rest, false
	}
	words = strings.TrimLeft(rest, " .:|,–—-(")
	if m[1] != "" {
		words = strings.TrimSuffix(words, ")")
	}
	return words, true
}

// nameGlued takes the chapter off the front of the words on its change where brackets, a stop
// or nothing but a capital parts them: "Neglect (New links.)", "Neglect New links."
func (r *amendReader) nameGlued(a *normalise.Amendment) bool {
	rest, ok := strings.CutPrefix(a.Details, a.Chapter)
	words, parted := wordsAfter(rest)
	if !ok || !parted || a.Chapter == "" || r.titles.find(a.Chapter) < 0 || r.titles.find(a.Details) >= 0 {
		return false
	}
	return say(a, words)
}

// nameBehind takes the chapter out of the brackets that end the words on its change: "New
// wording on records (Neglect)".
func (r *amendReader) nameBehind(a *normalise.Amendment) bool {
	at := bracketsEnd.FindStringSubmatchIndex(a.Details)
	if at == nil || r.titles.find(a.Details[at[2]:at[3]]) < 0 {
		return false
	}
	if name := a.Details[at[2]:at[3]]; name != a.Chapter {
		a.Chapter, a.Link = name, ""
	}
	return say(a, a.Details[:at[0]])
}

var bracketsEnd = pattern.New(`\s*[(\[]([^()\[\]]{3,90})[)\]]\.?$`)

// ofItself is what a row says of "this chapter" behind a name.
var ofItself = pattern.New(`^(.{3,90}?)(?:[.:]\s+|\s*(\()|\s+)((?:This|The)\s+(?:new\s+)?(?:chapter|procedure|policy|section|document|guidance|protocol)\s+(?:was|has|is|now)\b)`)

// nameLost names the rows whose words begin with the name of a chapter that is none any more.
func (r *amendReader) nameLost() {
	for i := range r.rows {
		a := &r.rows[i]
		if a.Chapter != "" || r.stands[i].tabled {
			continue
		}
		at := ofItself.FindStringSubmatchIndex(a.Details)
		if at == nil || !canNameText(a.Details[:at[3]]) {
			continue
		}
		words := a.Details[at[6]:]
		if at[4] >= 0 {
			words = strings.TrimSuffix(words, ")")
		}
		a.Chapter, a.Details = a.Details[:at[3]], words
	}
}

// nameAsOthers takes what stands before a colon in the words of a row for its chapter, where all
// other rows of the page have theirs there: what they are of is none of the contents, "Website:
// the search was repaired".
func (r *amendReader) nameAsOthers() {
	if !slices.ContainsFunc(r.rows, func(a normalise.Amendment) bool { return a.Chapter == "" && strings.Contains(a.Details, ": ") }) {
		return
	}
	var text strings.Builder
	for i := range r.page.Blocks {
		text.WriteString(wording.Squeeze(r.page.Blocks[i].Text) + "\n")
	}
	named, before := 0, 0
	for i := range r.rows {
		if a := &r.rows[i]; a.Chapter != "" {
			first, _, _ := strings.Cut(a.Details, "\n")
			named++
			before += wording.BoolInt(strings.Contains(text.String(), a.Chapter+": "+first))
		}
	}
	if before < leastAlike || before*10 < named*9 {
		return
	}
	for i := range r.rows {
		a := &r.rows[i]
		name, words, ok := strings.Cut(a.Details, ": ")
		if ok && a.Chapter == "" && canNameText(name) && wording.CountWords(name) <= longestLabel && !tellsChange(name) && !strings.ContainsAny(name, ".;") {
			a.Chapter, a.Details = name, words
		}
	}
}

// dayOfChange takes the day that begins or ends the words of a change.
func dayOfChange(a *normalise.Amendment, where *pattern.Pattern, front bool) bool {
	at := where.FindStringSubmatchIndex(a.Details)
	if at == nil {
		return false
	}
	printed := a.Details[at[2]:at[3]]
	d, ok := dates.Parse(printed)
	rest := a.Details[at[1]:]
	if !front {
		rest = a.Details[:at[0]]
		ok = ok && !leadsToDay.MatchString(rest)
	}
	return ok && takeDay(a, d, printed) && say(a, rest)
}

// dayOfName takes the day that ends the name of a chapter, where the row has none.
func dayOfName(a *normalise.Amendment) bool {
	if !a.Date.IsZero() {
		return false
	}
	p := piece{}
	p.takeDate(a.Chapter)
	if p.own.IsZero() {
		return false
	}
	a.Chapter, a.Date, a.DateText = p.name, p.own, p.ownPrinted
	return true
}

// takeDay gives a row its day, if it has none or this one.
func takeDay(a *normalise.Amendment, d normalise.Date, printed string) bool {
	if d.IsZero() || d.Precision == normalise.Year || !a.Date.IsZero() && a.Date != d {
		return false
	}
	a.Date, a.DateText = d, printed
	return true
}

// say gives a row the words of its change, if there are any.
func say(a *normalise.Amendment, words string) bool {
	a.Details = strings.TrimSpace(words)
	return a.Details != ""
}
