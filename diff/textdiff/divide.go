package textdiff

import (
	"slices"
	"strings"

	"manualwatch/diff"
)

// divided says of two edits of a passage that follow each other that a sentence was divided in
// two, or two were joined, with all of their words and no other: neither says anything new, and
// nothing of it is gone. It is "" where that is not so.
func divided(a, b *sentenceEdit, spans []Span) string {
	if a.moved || b.moved || a.over+b.over != "" || a.end != b.first || a.lone() == b.lone() {
		return ""
	}
	for _, s := range spans[a.first:b.end] {
		if s.Op == diff.MoveFrom || s.Op == diff.MoveTo {
			return ""
		}
	}
	old, new := slices.Concat(a.old, b.old), slices.Concat(a.new, b.new)
	switch one, other := len(a.old) == 0 || len(b.old) == 0, len(a.new) == 0 || len(b.new) == 0; {
	case one && saysAgain(old, new):
		return "a sentence was divided in two"
	case other && saysAgain(new, old):
		return "two sentences became one"
	}
	return ""
}

// saysAgain tells whether two sentences have the words of one in their order, beside words that
// they only repeat of it.
func saysAgain(one, two []token) bool {
	words, again := contentOf(one), contentOf(two)
	at := 0
	for _, w := range again {
		switch {
		case at < len(words) && words[at] == w:
			at++
		case !slices.Contains(words[:at], w):
			return false
		}
	}
	if at < len(words) {
		return false
	}
	a, b := FoldText(textOf(one)), FoldText(textOf(two))
	lost, got := VerbsDiffer(a, b)
	less, more := ConditionsDiffer(a, b)
	repeats := func(w string) bool { return strings.Contains(" "+a+" ", " "+w+" ") }
	ors := func(s string) int { return strings.Count(" "+s+" ", " or ") }
	return len(lost)+len(less)+len(more) == 0 && ors(a) == ors(b) && !slices.ContainsFunc(got, func(w string) bool { return !repeats(w) }) && !LimitsDiffer(a, b)
}

// contentOf are the words of a sentence without stop words and marks, and without the "which" by
// which it goes on from another.
func contentOf(toks []token) []string {
	var words []string
	for _, t := range toks {
		if wordsOf([]token{t}) > 0 && !strings.Contains(StopWords, " "+t.Key+" ") && t.Key != "which" {
			words = append(words, t.Key)
		}
	}
	return words
}
