package textdiff

import (
	"slices"
	"strings"

	"manualwatch/diff"
)

// A clause is a part of a changed sentence, as it was and as it is, folded.
type clause struct{ old, new string }

// clauseEnds are the words and marks at which a sentence is cut into clauses.
var clauseEnds = strings.Fields(", ; : ( ) - | and or but nor then while who which unless if when where")

// clausesOf cuts a changed sentence at the marks and joining words that it kept. Between two
// numbers they join one value: "5 - 10 days".
func clausesOf(spans []Span) []clause {
	var out []clause
	var old, new strings.Builder
	last := "" // word of the newer side
	for i, s := range spans {
		if s.Op == diff.Delete || s.Op == diff.MoveFrom {
			old.WriteString(s.text)
			continue
		}
		toks := Tokens(s.text)
		for k, t := range toks {
			new.WriteString(t.text)
			if s.Op == diff.Insert {
				last = t.Key
				continue
			}
			old.WriteString(t.text)
			if slices.Contains(clauseEnds, t.Key) && !(isNumber(last) && isNumber(nextWord(toks[k+1:], spans[i+1:]))) {
				out = append(out, clause{FoldText(old.String()), FoldText(new.String())})
				old.Reset()
				new.Reset()
			}
			last = t.Key
		}
	}
	return append(out, clause{FoldText(old.String()), FoldText(new.String())})
}

// nextWord is the first word of the newer side of what follows.
func nextWord(toks []token, spans []Span) string {
	if len(toks) > 0 {
		return toks[0].Key
	}
	for _, s := range spans {
		if s.Op != diff.Delete && s.Op != diff.MoveFrom && s.Key != "" {
			return firstWord(s.Key)
		}
	}
	return ""
}

// isNumber reports a folded word that is a number, and no part of a telephone number.
func isNumber(word string) bool {
	const short = 5
	return word != "" && numbers.FindString(word) == word && (HasLetters(word) || len(word) < short)
}

// pairsOf pairs what came to the clauses of a changed sentence with what left them, where the
// sentence as a whole does not tell which took the place of which: a word that one clause lost
// and another got ("must ring and may write" that became "may ring and must write"), or fewer
// values in the place of more. It is nil where the whole tells it, as gone and come do.
func pairsOf(spans []Span, gone, come []string, differ func(old, new string) (gone, come []string)) []differing {
	var out []differing
	told, both, exchange := 0, 0, true
	for _, c := range clausesOf(spans) {
		d := differing{}
		if d.gone, d.come = differ(c.old, c.new); d.empty() {
			continue
		}
		out = append(out, d)
		told += len(d.gone) + len(d.come)
		if len(d.gone) > 0 && len(d.come) > 0 {
			both++
		}
		exchange = exchange && c.without(d)
	}
	switch whole := len(gone) + len(come); {
	case whole == 0 && both >= 2 && both == len(out) && exchange:
	case whole > 0 && told > whole && both > 0:
	case whole > 0 && told == whole && len(out) > 1 && len(gone) != len(come) && len(gone) > 0 && len(come) > 0:
	default:
		return nil
	}
	return out
}

// without tells whether nothing but the words that differ was changed in a clause.
func (c clause) without(d differing) bool {
	take := func(text string, words []string) string {
		for _, w := range words {
			text = strings.Replace(text, w, "", 1)
		}
		return strings.Join(strings.Fields(text), " ")
	}
	return take(c.old, d.gone) == take(c.new, d.come)
}

// eachPair calls add with what differs between two sentences, pair by pair where the clauses
// tell more than the whole.
func eachPair(spans []Span, gone, come []string, differ func(old, new string) (gone, come []string), add func(gone, come []string)) {
	pairs := pairsOf(spans, gone, come, differ)
	if pairs == nil {
		add(gone, come)
	}
	for _, p := range pairs {
		add(p.gone, p.come)
	}
}
