package textdiff

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// withoutVerb takes the verb off two names where it only follows them in number: "the [police
// carry] [nurse carries] out the check".
func withoutVerb(was, is string) (string, string) {
	a, b := lastWord(was), lastWord(is)
	if a == b || a == was || b == is || !sameVerb(a, b) && !sameVerb(b, a) || bearer.MatchString(a) || bearer.MatchString(b) {
		return was, is
	}
	return strings.TrimSuffix(was, " "+a), strings.TrimSuffix(is, " "+b)
}

// sameVerb tells whether a verb is another one as many do it: "carries", "carry".
func sameVerb(one, many string) bool {
	switch many {
	case "are":
		return one == "is"
	case "have":
		return one == "has"
	}
	stem, y := strings.CutSuffix(many, "y")
	return one == many+"s" || one == many+"es" || y && one == stem+"ies"
}

// doer is who does a thing in a folded sentence that begins with the name, or with the case for
// which it is and the name: "when she is away the nurse calls". "" if nobody with duties does.
func doer(folded string) string {
	if name := doerAhead(folded); name != "" {
		return name
	}
	if !caseFirst.MatchString(folded) {
		return ""
	}
	for rest, ok := folded, true; ok; {
		if _, rest, ok = strings.Cut(rest, " "); article.MatchString(rest) {
			if name := doerAhead(rest); name != "" {
				return name
			}
		}
	}
	return ""
}

// doerAhead is the name with which a clause begins in which somebody with duties does a thing.
func doerAhead(clause string) string {
	words := strings.Fields(article.ReplaceAllString(clause, ""))
	for n := min(longestName+1, len(words)-2); n > 0; n-- {
		if NameIn(strings.Join(words[:n], " ")) != "" && beginsWithDeed(words[n-1:]) {
			return strings.Join(words[:n], " ")
		}
	}
	return ""
}

// doersDiffer tells who did what a sentence says and who does it now, where the name and the verb
// were replaced together: "the [first team keeps] [new team takes] the case".
func (v *Verdict) doersDiffer(spans []Span, old, new string) (gone, come []string) {
	if Recounts(old) || Recounts(new) || onlyContact(new) {
		return nil, nil
	}
	was, is := doer(old), doer(new)
	switch {
	case was == "" || is == "", strings.Contains(new, was), strings.Contains(old, is):
		return nil, nil
	case Anybody.MatchString(was) && Anybody.MatchString(is), sameName(was, is), sameButForCount(was, is), Renamed(v.Then, v.Now, was, is, false), succeeded(spans, was, is):
		return nil, nil
	}
	return named(was, is)
}

// bounding are words by which a sentence says on what condition, how often or by when a thing is done.
var bounding = strings.Fields("if when where whenever wherever unless until before after within each every only never once")

// bindsDoer tells whether a folded sentence says what somebody with duties does and on what
// condition, or by when: a rule, and no description.
func bindsDoer(folded string) bool {
	if Recounts(folded) || pointing.MatchString(folded) || doer(folded) == "" {
		return false
	}
	return slices.ContainsFunc(strings.Fields(folded), func(w string) bool { return slices.Contains(bounding, strings.Trim(w, ",;")) })
}

// bindsSomebody tells whether a sentence of a passage does, or says what is not done.
func bindsSomebody(l *Line) bool {
	return l.Kind == parse.Paragraph && slices.ContainsFunc(Sentences(l), func(s Line) bool {
		folded := FoldText(s.Text)
		return bindsDoer(folded) || forbids(folded)
	})
}

// withholds are negations of what is done, as the unlike "not" never said of how things are.
var withholds = strings.Fields("no only except")

// forbids tells whether a folded sentence says what is not done, or only on a condition: "nothing
// is thrown away without leave".
func forbids(folded string) bool {
	if Recounts(folded) || pointing.MatchString(folded) || !laysDown(folded) {
		return false
	}
	main := subordinate.ReplaceAllString(folded, " ")
	return slices.ContainsFunc(negationsOf(main), func(m mention) bool {
		return slices.Contains(withholds, m.means) || strings.HasPrefix(m.means, "without ")
	})
}
