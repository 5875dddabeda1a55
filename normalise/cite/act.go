package cite

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// laws are the words that end the title of a law.
var laws = [...]string{"act", "regulations", "order"}

// endsLaw reports one of them.
func endsLaw(word string) bool { return word == laws[0] || word == laws[1] || word == laws[2] }

// inLawTitle are the small words of a law's title.
var inLawTitle = wordSet(`and of the to from against for in on with or under`)

// maxLawWords bounds the title of a law: "Safeguarding Vulnerable Groups Act 2006
// (Prescribed Criteria and Miscellaneous Provisions) Regulations 2009".
const maxLawWords = 20

// lawAt reads the law that begins at a token and is not in the table, given the name
// that stands there, nil if none does. A mention with end 0 is none. A name is only the
// beginning of a title that goes straight on: "Rehabilitation of Offenders Act 1974
// (Exceptions) Order 1975".
func (c *citer) lawAt(text string, tokens []token, i, lastLaw int, name *phrase) mention {
	if i >= lastLaw {
		return mention{}
	}
	law := c.otherLaw(text, tokens, i)
	if name == nil || law.end == 0 {
		return law
	}
	behind := i + len(name.words)
	if _, ok := yearAt(tokens, behind); ok {
		behind++
	}
	if law.last < behind || !titleGoesOn(text, tokens, behind) {
		return mention{}
	}
	return law
}

// otherLaw reads a law that is not in the table, "Gangmasters (Licensing) Act 2004",
// from its first word.
func (c *citer) otherLaw(text string, tokens []token, i int) (law mention) {
	if !capitalAt(text, tokens[i]) || inLawTitle[tokens[i].fold] || leadsIn[tokens[i].fold] || (i > 0 && inTitleRun(text, tokens, i)) {
		return mention{}
	}
	for k := i; k+1 < len(tokens) && k-i < maxLawWords; k++ {
		if k > i && strings.ContainsAny(text[tokens[k-1].end:tokens[k].start], ".;:|!?") {
			return law
		}
		if k > i && tokens[k-1].fold == "the" && c.table.names.at(text, tokens, k) != nil {
			return law // "GDPR and the Data Protection Act 2018"
		}
		if k > i && isLaw(text, tokens, k) {
			last := lawEnd(text, tokens, k)
			if y, ok := yearAt(tokens, last+1); ok && mayEnd(text[tokens[i].start:tokens[k].start], tokens[k].fold) {
				law = mention{first: i, last: last, years: []int{y}, end: numberEnd(text, tokens, last+1), before: -1}
				if k = last + 1; !titleGoesOn(text, tokens, k+1) {
					return law
				}
				continue
			}
			if tokens[k].fold == "act" {
				return law
			}
		}
		if !capitalAt(text, tokens[k]) && !inLawTitle[tokens[k].fold] {
			return law
		}
	}
	return law
}

// isLaw tells whether a token is the word for a law, as its title has it.
func isLaw(text string, tokens []token, k int) bool {
	return endsLaw(tokens[k].fold) && capitalAt(text, tokens[k])
}

// lawEnd is the last token of a title that has the word for a law at a token: laws of
// the Assembly are called "Justice Act (Northern Ireland) 2015".
func lawEnd(text string, tokens []token, k int) int {
	if k+2 < len(tokens) && tokens[k+1].fold == "northern" && tokens[k+2].fold == "ireland" && text[tokens[k].end:tokens[k+1].start] == " (" {
		return k + 2
	}
	return k
}

// mayEnd tells whether a word for a law, which has a year behind it, can end a title. An
// order that is a law has brackets in its title, "(Northern Ireland)"; courts make
// others: "Interim Care Order 2019".
func mayEnd(title, word string) bool {
	return word != "order" || strings.Contains(title, ")")
}

// titleGoesOn tells whether a title goes straight on with a token, without a comma or
// an "and".
func titleGoesOn(text string, tokens []token, k int) bool {
	if k >= len(tokens) || !capitalAt(text, tokens[k]) || leadsIn[tokens[k].fold] {
		return false
	}
	gap := text[tokens[k-1].end:tokens[k].start]
	return gap == " " || gap == " ("
}

// lawNumber is the number under which an instrument is published, behind its year:
// "(SI 2010/959)", "(S.R. 2007 No. 1351)", "SI 1995/755 (N.I. 2)".
var lawNumber = regexp.MustCompile(`^,? ?\(?(?:SSI|WSI|SI|SR|S\.S\.I\.|S\.I\.|S\.R\.) ?(?:No\.? ?)?\d{4}(?:/| ?No\.? ?)\d{1,4}(?: ?\((?:N\.?I|W|C)\.? ?\d{1,4}\))?`)

// numberEnd is the token after the year of a law and the number printed behind it.
func numberEnd(text string, tokens []token, year int) int {
	number := lawNumber.FindString(text[tokens[year].end:])
	end := year + 1
	for end < len(tokens) && tokens[end].end <= tokens[year].end+len(number) {
		end++
	}
	return end
}

// lastLawOf is the last token that ends the title of a law with its year behind it,
// -1 if there is none.
func lastLawOf(text string, tokens []token) int {
	for k := len(tokens) - 2; k > 0; k-- {
		if !isLaw(text, tokens, k) {
			continue
		}
		if _, ok := yearAt(tokens, lawEnd(text, tokens, k)+1); ok {
			return k
		}
	}
	return -1
}

// yearAt reads the year at a token, if there is one.
func yearAt(tokens []token, k int) (int, bool) {
	if k >= len(tokens) {
		return 0, false
	}
	return yearOf(tokens[k].fold)
}

// inTitleRun tells whether the word before belongs to the same title, so that the
// title does not begin here.
func inTitleRun(text string, tokens []token, i int) bool {
	if strings.ContainsAny(text[tokens[i-1].end:tokens[i].start], ".;:|!?\n") {
		return false
	}
	return capitalAt(text, tokens[i-1]) && !inLawTitle[tokens[i-1].fold] && !leadsIn[tokens[i-1].fold]
}

// leadsIn are capitalised words before a law that are not of its title: "Section
// 5", "See", "Under".
var leadsIn = wordSet(`see under section sections part schedule the in by s ss refer and`)

func capitalAt(text string, t token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.start:t.end])
	return unicode.IsUpper(r)
}

func isUpperByte(c byte) bool { return c >= 'A' && c <= 'Z' }

// lawTitle is the title of a law as it stands in the text, on one line; a bracket that
// ends it is closed.
func lawTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.Count(s, "(") > strings.Count(s, ")") {
		s += ")"
	}
	return s
}

// lawMaker is who made a law of a title: acts are Parliament's, the rest is the
// government's or that of the nation which the title names.
func lawMaker(title string) string {
	if slices.Contains(strings.Fields(title), "Act") && !strings.HasSuffix(title, "Regulations") && !strings.HasSuffix(title, "Order") {
		if strings.HasSuffix(title, "Act (Northern Ireland)") {
			return "Northern Ireland Assembly"
		}
		return "UK Parliament"
	}
	for _, nation := range []string{"Northern Ireland", "Scotland", "Wales"} {
		if strings.Contains(title, "("+nation+")") {
			return nation
		}
	}
	return "UK Government"
}
