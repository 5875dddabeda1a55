package across

import (
	"maps"

	"manualwatch/diff/textdiff"
)

// runOn makes one sentence of each list of which the other part has the same words in one: what
// is set as points here and as prose there is said alike.
func (p *sidePart) runOn(other *sidePart) {
	var out []sideSentence
	for i := 0; i < len(p.sentences); {
		n := i + 1
		for list := p.sentences[i].list; list > 0 && n < len(p.sentences) && p.sentences[n].list == list; {
			n++
		}
		if same := other.inOne(p.sentences[i:n]); same != nil {
			out = append(out, sideSentence{text: same.text, words: same.words, at: same.at})
		} else {
			out = append(out, p.sentences[i:n]...)
		}
		i = n
	}
	p.sentences = out
}

// inOne finds the sentence that has all the words of a list, nil if there is none.
func (p *sidePart) inOne(list []sideSentence) *sideSentence {
	if len(list) < 2 {
		return nil
	}
	words, lines := map[string]bool{}, make([]textdiff.Line, len(list))
	for i := range list {
		maps.Copy(words, list[i].words)
		lines[i].Text = list[i].text
	}
	for i := range p.sentences {
		s := &p.sentences[i]
		if s.list == 0 && sideJaccard(words, s.words) >= sameSentence && textdiff.SaySame(lines, []textdiff.Line{{Text: s.text}}) {
			return s
		}
	}
	return nil
}
