package cite

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// An abbreviation is the letters of a term.
type abbreviation struct {
	letters string
	term    int
}

// otherMeanings tells for each section which terms the letters of which mean something else
// in its chapter, because that spells them out as another name: "the Community Cohesion
// Group (CCG)". Nil for a section stands for none.
func (t *currencyTable) otherMeanings(sections []normalise.Section) []map[int]bool {
	out := make([]map[int]bool, len(sections))
	chapter := 0
	for i := range sections {
		if s := &sections[i]; s.Kind != normalise.KindHeading {
			chapter = i
		}
		for p := range passagesOf(&sections[i]) {
			for _, term := range t.spelledOtherwise(p.text) {
				if out[chapter] == nil {
					out[chapter] = map[int]bool{}
				}
				out[chapter][term] = true
			}
		}
		out[i] = out[chapter]
	}
	for i := len(sections) - 2; i >= 0; i-- { // the first sections of a chapter may come before the name
		if sections[i+1].Kind == normalise.KindHeading && out[i] == nil {
			out[i] = out[i+1]
		}
	}
	return out
}

// spelledOtherwise returns the terms whose letters stand in brackets behind another name.
func (t *currencyTable) spelledOtherwise(text string) []int {
	var terms []int
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '(')
		if i < 0 {
			return terms
		}
		i += from
		from = i + 1
		for _, a := range t.abbreviations {
			rest, ok := strings.CutPrefix(text[from:], a.letters)
			if ok && strings.HasPrefix(strings.TrimPrefix(rest, "s"), ")") && t.isOther(a, text[max(0, i-nameReach):i]) {
				terms = append(terms, a.term)
			}
		}
	}
}

// nameReach is how many bytes before its letters a name may begin.
const nameReach = 120

// smallNameWords are words of a name that give it no letter.
var smallNameWords = wordSet(`of and the for in to on a an`)

// isOther tells whether the words at the end of a text are a name with the letters of a
// term, most words of which are not those of the term.
func (t *currencyTable) isOther(a abbreviation, before string) bool {
	tokens := tokenise(strings.ToValidUTF8(before, ""))
	var words []string
	for i := len(tokens) - 1; i >= 0 && len(words) < len(a.letters); i-- {
		if !smallNameWords[tokens[i].fold] {
			words = append(words, tokens[i].fold)
		}
	}
	slices.Reverse(words)
	for i, w := range words {
		if w[0] != a.letters[i]|0x20 { // the letters are capitals
			return false
		}
	}
	if len(words) < len(a.letters) {
		return false
	}
	for _, name := range t.terms[a.term].Names {
		own := tokenise(name)
		common := 0
		for _, w := range words {
			if slices.ContainsFunc(own, func(o token) bool { return strings.TrimSuffix(w, "s") == strings.TrimSuffix(o.fold, "s") }) {
				common++
			}
		}
		if 2*common >= len(words) {
			return false
		}
	}
	return true
}

// ownName returns where the name of a body begins of which a term is a part: "Northtown
// Clinical Commissioning Group". In a title, and at the beginning of a sentence, capitals
// mean nothing.
func ownName(p *passage, tokens []token, m mention) int {
	first := m.first
	for !p.title && first > 1 && m.first-first < maxNameWords {
		gap := p.text[tokens[first-1].end:tokens[first].start]
		before := p.text[tokens[first-2].end:tokens[first-1].start]
		if gap != " " || before != " " || !wording.StartsUpper(p.text[tokens[first-1].start:]) {
			break
		}
		first--
	}
	return first
}

// maxNameWords is how many words of a name may stand before a term.
const maxNameWords = 4
