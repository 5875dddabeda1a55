package cite

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// editionFillers are words that can stand between a document's name and its year:
// "Working Together to Safeguard Children: statutory guidance (HM Government,
// March 2015)".
var editionFillers = wordSet(`a advice agencies amended and april aug august care colleges dcsf dec december department
dfe dfes dh dhsc doh draft edition education england feb february for from government guidance guide health hm ho home
in inter interagency jan january july june jun jul mar march ministry multi agency no nov november oct october of
office organisations or page promote published publication revised revision safeguard schools sept sep september
statutory framework their the to govt gov hmg hmso stationery london tso moj rcn rcpch royal college nursing justice scottish welsh northern ireland practitioners professionals managers wales scotland families local authorities authority proceedings updated update version was welfare working children child factual 1st 2nd 3rd st nd rd th may 2`)

// actFillers are those between an act's name and its year.
var actFillers = wordSet(`of`)

// updateWords stand before the year of an update of the edition just named.
var updateWords = wordSet(`updated update revised amended factual reissued including`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// maxFillers bounds the words between a name and its year.
const maxFillers = 24

// readEdition finds the editions that a mention names, after it or before it.
func (c *citer) readEdition(text string, tokens []token, m *mention) {
	d := &c.table.documents[m.name.document]
	if year := d.FixedYear + m.name.year; year != 0 {
		m.years = []int{year}
		return
	}
	if i := c.yearAfter(text, tokens, m, d); i >= 0 {
		m.years, m.end = d.yearsFrom(text, tokens, i)
		return
	}
	if i := c.editionBefore(text, tokens, m.first); i >= 0 {
		y, _ := yearOf(tokens[i].fold)
		m.years, m.before = []int{y}, i
		return
	}
	if i := c.subtitleYear(text, tokens, m); i >= 0 {
		m.years, m.end = d.yearsFrom(text, tokens, i)
		return
	}
	if y := c.editionLater(text, tokens, m, d); y != 0 {
		m.years = []int{y}
	}
}

// editionBefore returns the token of the year before a name, -1 if there is none.
func (c *citer) editionBefore(text string, tokens []token, first int) int {
	if i := yearBefore(text, tokens, first); i >= 0 {
		return i
	}
	return imprintBefore(text, tokens, first)
}

// imprintBefore returns the token of the year of a reference in the Harvard style,
// "HM Government (2018) Working Together ...", -1 if there is none.
func imprintBefore(text string, tokens []token, first int) int {
	i := first - 1
	if i < 1 {
		return -1
	}
	if _, ok := yearOf(tokens[i].fold); !ok || !publisherEnds[tokens[i-1].fold] {
		return -1
	}
	opens, closes := text[tokens[i-1].end:tokens[i].start], text[tokens[i].end:tokens[first].start]
	if strings.TrimSpace(opens) != "(" || !strings.HasPrefix(closes, ")") || strings.Trim(closes, "), .:‘'\"“*_") != "" {
		return -1
	}
	return i
}

// publisherEnds end the name of a publisher.
var publisherEnds = wordSet(`government govt hmg dfe dcsf dfes dh doh dhsc education skills families health care office justice moj rcn rcpch nice gmc scotland wales`)

// maxSubtitle bounds the words of a subtitle.
const maxSubtitle = 16

// subtitleYear returns the token of the year in the brackets behind a subtitle,
// "Channel Duty Guidance: protecting people (Home Office, 2023)", -1 if there is
// none.
func (c *citer) subtitleYear(text string, tokens []token, m *mention) int {
	for i := m.last + 1; i < len(tokens) && i <= m.last+maxSubtitle; i++ {
		gap := text[tokens[i-1].end:tokens[i].start]
		if i == m.last+1 && !strings.ContainsAny(gap, ":–—-") || endsSentence(gap) || strings.ContainsAny(gap, ")]") || c.table.names.at(text, tokens, i) != nil {
			return -1
		}
		if strings.ContainsAny(gap, "([") {
			return imprintYear(text, tokens, i)
		}
	}
	return -1
}

// imprintYear returns the token of the year if the brackets opened before a token
// hold an imprint: a publisher, a month and a year.
func imprintYear(text string, tokens []token, i int) int {
	for k := i; k < len(tokens) && k < i+8; k++ {
		if k > i && strings.ContainsAny(text[tokens[k-1].end:tokens[k].start], ")];.") {
			return -1
		}
		if _, ok := yearOf(tokens[k].fold); ok {
			return k
		}
		if !editionFillers[tokens[k].fold] {
			return -1
		}
	}
	return -1
}

// maxClause bounds how far behind a name its edition is named.
const maxClause = 14

// editionLater reads the edition that a later clause of the sentence names, "...
// sets this out; the 2018 edition adds to it", 0 if none does before another
// document is named.
func (c *citer) editionLater(text string, tokens []token, m *mention, d *citedDocument) int {
	for i := m.last + 1; i+2 < len(tokens) && i <= m.last+maxClause; i++ {
		gap := text[tokens[i-1].end:tokens[i].start]
		if endsSentence(gap) && !strings.HasPrefix(gap, ";") || c.table.names.at(text, tokens, i) != nil {
			return 0
		}
		y, ok := yearOf(tokens[i+1].fold)
		if ok && tokens[i].fold == "the" && (tokens[i+2].fold == "edition" || tokens[i+2].fold == "version") && d.edition(y) != nil {
			return y
		}
	}
	return 0
}

// yearAfter returns the token of the year that follows a name, -1 if none does.
func (c *citer) yearAfter(text string, tokens []token, m *mention, d *citedDocument) int {
	fillers := editionFillers
	if d.parallel {
		fillers = actFillers
	}
	for i, n := m.last+1, 0; i < len(tokens) && n < maxFillers; n++ {
		gap := text[tokens[i-1].end:tokens[i].start]
		_, isYear := yearOf(tokens[i].fold)
		if endsSentence(gap) && (d.parallel || !imprintGoesOn(gap, tokens[i].fold, isYear && i > m.last+1)) {
			return -1
		}
		if isYear {
			return i
		}
		if i == m.last+1 && abbreviated(text, tokens, i) {
			i++
			continue
		}
		if strings.ContainsAny(gap, "([") && i == m.last+1 {
			if k := yearInside(text, tokens, i); k >= 0 {
				return k
			}
		}
		// An abbreviation of the same name: "... in Education (KCSIE) 2016".
		if p := c.table.names.at(text, tokens, i); p != nil && p.document == m.name.document && p.manner == nameBare {
			m.end = i + len(p.words)
			i = m.end
			continue
		}
		if !fillers[tokens[i].fold] && !isDay(tokens[i].fold) && (d.parallel || !isLocator(tokens[i].fold)) {
			return -1
		}
		i++
	}
	return -1
}

// imprintGoesOn tells whether a document's imprint goes on behind a mark that would
// end a sentence: "... of children. London: The Stationery Office; 2010."
func imprintGoesOn(gap, word string, isYear bool) bool {
	return strings.HasPrefix(gap, ".") && publishers[word] || isYear && strings.TrimSpace(gap) == ";"
}

// abbreviated tells whether a token is the abbreviation of the name before it: "the
// Human Rights Act (HRA) 1998".
func abbreviated(text string, tokens []token, i int) bool {
	word := text[tokens[i].start:tokens[i].end]
	return strings.HasSuffix(text[:tokens[i].start], "(") && strings.HasPrefix(text[tokens[i].end:], ")") && word == strings.ToUpper(word) && capitalAt(text, tokens[i])
}

// isLocator tells whether a word belongs to a place in a document: "para 4.12".
func isLocator(w string) bool {
	if locators[w] {
		return true
	}
	_, err := strconv.Atoi(w)
	return err == nil && len(w) < 4
}

var locators = wordSet(`para paras paragraph paragraphs page pages p pp chapter appendix annex part section`)

// publishers begin the imprint of a document: "... of children. Department for
// Education, 2018."
var publishers = wordSet(`hm dfe dcsf dfes dh doh department london tso crown home`)

// yearInside returns the token of the year that ends the brackets opened before a
// token: "(HM Govt and partners, July 2018)", "(KCSIE) 2016"; -1 if there is none.
func yearInside(text string, tokens []token, i int) int {
	for k, n := i, 0; k < len(tokens) && n < 10; k, n = k+1, n+1 {
		if k > i && strings.ContainsAny(text[tokens[k-1].end:tokens[k].start], ")];.") {
			break
		}
		if _, ok := yearOf(tokens[k].fold); ok {
			return k
		}
	}
	return -1
}

// yearsFrom reads "2013", "1989 and 2004", "2018 (updated 2020)" from a year on and
// returns the editions meant and the token after them.
func (d *citedDocument) yearsFrom(text string, tokens []token, i int) (years []int, end int) {
	y, _ := yearOf(tokens[i].fold)
	years, end = []int{y}, i+1
	bracketed := inBrackets(text, tokens[i].end)
	for end < len(tokens) && len(years) < 8 {
		gap := text[tokens[end-1].end:tokens[end].start]
		next, ok := yearOf(tokens[end].fold)
		switch {
		case endsSentence(gap) && !(bracketed && strings.TrimSpace(gap) == ";"):
			return years, end
		case ok && strings.ContainsAny(gap, "/,&-–(;"):
			if d.edition(next) == nil {
				return years, end
			}
			years, end = append(years, next), end+1
			continue
		case tokens[end].fold == "and" && end+1 < len(tokens):
			next, ok := yearOf(tokens[end+1].fold)
			if !ok || d.edition(next) == nil {
				return years, end
			}
			years, end = append(years, next), end+2
			continue
		}
		upd := d.updateFrom(text, tokens, end)
		if upd < 0 {
			return years, end
		}
		// An act that was amended is still the act of its own year.
		if next, _ := yearOf(tokens[upd].fold); !d.parallel && d.edition(next) != nil && d.edition(next).Year == next {
			years[len(years)-1] = next
		}
		return years, upd + 1
	}
	return years, end
}

// inBrackets tells whether a place stands in round brackets that close soon.
func inBrackets(text string, at int) bool {
	rest := text[at:min(len(text), at+80)]
	i := strings.IndexAny(rest, "().")
	return i >= 0 && rest[i] == ')'
}

// updateFrom returns the token of the year in "(updated December 2020)", -1 if
// there is none.
func (d *citedDocument) updateFrom(text string, tokens []token, i int) int {
	updated := false
	for n := 0; i < len(tokens) && n < 5; i, n = i+1, n+1 {
		if gap := text[tokens[i-1].end:tokens[i].start]; endsSentence(gap) && !(n == 0 && strings.TrimSpace(gap) == ";") {
			return -1
		}
		if _, ok := yearOf(tokens[i].fold); ok {
			if updated {
				return i
			}
			return -1
		}
		updated = updated || updateWords[tokens[i].fold]
		if !updateWords[tokens[i].fold] && !editionFillers[tokens[i].fold] && !isDay(tokens[i].fold) && tokens[i].fold != "as" {
			return -1
		}
	}
	return -1
}

// beforeFillers can stand between a year and the name it belongs to: "the 2018
// edition of Working Together".
var beforeFillers = wordSet(`edition version of the statutory guidance revised updated`)

// yearBefore returns the token of a year that stands before a name, -1 if none.
func yearBefore(text string, tokens []token, first int) int {
	for i, n := first-1, 0; i >= 0 && n < 4; i, n = i-1, n+1 {
		if strings.ContainsAny(text[tokens[i].end:tokens[i+1].start], ".,;:!?|()") {
			return -1
		}
		if _, ok := yearOf(tokens[i].fold); ok {
			if i > 0 && dateLeads[tokens[i-1].fold] {
				return -1
			}
			return i
		}
		if !beforeFillers[tokens[i].fold] {
			return -1
		}
	}
	return -1
}

// dateLeads stand before a year that is a date, not an edition: "In 2015 Working
// Together said".
var dateLeads = wordSet(`in since by from until during after before act january february march april may june july august
september october november december children education`)

// yearOf reads a year of print.
func yearOf(s string) (int, bool) {
	if len(s) != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(s)
	return y, err == nil && y >= 1850 && y <= 2099
}

func isDay(s string) bool {
	d, err := strconv.Atoi(strings.TrimRight(s, "sthndr"))
	return err == nil && d >= 1 && d <= 31
}

// endsSentence tells whether the text between two words ends a sentence or cell.
func endsSentence(gap string) bool {
	if strings.ContainsAny(gap, "!?;|") {
		return true
	}
	i := strings.IndexByte(gap, '.')
	return i >= 0 && (i+1 < len(gap))
}

// notAfterBare are words after which "Working Together" is plain English.
var notAfterBare = wordSet(`with in for to across as on towards between within effectively well is means arrangements agreement protocol group team`)

// bareStands tells whether a short name without a year is meant as the document:
// "as set out in Working Together", but not "Working Together with Parents".
func bareStands(text string, tokens []token, m mention, words string) bool {
	if m.last+1 < len(tokens) && !endsSentence(text[tokens[m.last].end:tokens[m.last+1].start]) && notAfterBare[tokens[m.last+1].fold] {
		return false
	}
	if words == strings.ToUpper(words) || !strings.Contains(words, " ") {
		return len(words) > 2
	}
	return !mostlyCapitals(text, tokens)
}

// mostlyCapitals tells whether a passage is set like a title.
func mostlyCapitals(text string, tokens []token) bool {
	capitals := 0
	for _, t := range tokens {
		if r, _ := utf8.DecodeRuneInString(text[t.start:t.end]); unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals*10 > len(tokens)*6
}

// localTitle tells whether the words go on as a local title: "Working together to
// safeguard children in Stockport".
func localTitle(text string, tokens []token, m mention) bool {
	if m.last+2 >= len(tokens) || tokens[m.last+1].fold != "in" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[tokens[m.last+2].start:])
	name := text[tokens[m.last].start:tokens[m.last].end]
	return unicode.IsUpper(r) && name == strings.ToLower(name)
}
