package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise/wording"
)

var (
	// definition says what a word of the field means, with the word: "Neglect is the failure to",
	// "harm means".
	definition = regexp.MustCompile(`^(?:(?:an?|the|term) )*["']?([a-z][a-z' -]{2,60}?)["']? (?:means|refers to|(?:is|are) (?:defined|described) as|(?:is|are) (?:when|where)|(?:occurs|happens|takes place) (?:when|where)|` +
		`(?:is|are) (?:the|an?|any) (?:[a-z'-]+,? (?:(?:and|or) )?){0,4}?(?:failure|form|type|kind|act|actions?|omission|behaviours?|pattern|use|misuse|abuse|harm|maltreatment|exploitation|violence|situation|practice|term|process|person|child|adult|young person|imbalance|infliction|incidents?))\b`)
	// notDefined are words that no term begins with.
	notDefined = regexp.MustCompile(`^(?:it|this|that|these|those|there|he|she|they|we|you|who|what|where|when|if|one|each|every|any|all|some|most|many)\b`)
)

// leastReworded is from how many words of weight a definition is another one; fewer may be
// synonyms.
const leastReworded = 4

// mostQuotedOf is how many of the words that changed in a definition are told of each side.
const mostQuotedOf = 4

// definitionDiffers tells what came to the definition of a term, or left it: what it lists, or
// more of its words than synonyms may be.
func definitionDiffers(spans []Span, old, new string) (gone, come []string) {
	if was, is := termOf(old), termOf(new); was == "" || was != is {
		return nil, nil
	}
	if gone, come = listDiffers(spans); len(gone)+len(come) > 0 {
		return gone, come
	}
	words := map[diff.Op]int{}
	for _, s := range spans {
		if s.Swept || s.Op != diff.Delete && s.Op != diff.Insert {
			continue
		}
		n := 0
		for w := range strings.FieldsSeq(s.Key) {
			n += wording.BoolInt(HasLetters(w) && !strings.Contains(StopWords, " "+w+" ") && joint[w] == "")
		}
		if words[s.Op] += n; n > 0 && s.Op == diff.Delete {
			gone = append(gone, strings.Trim(s.Key, " ,"))
		} else if n > 0 {
			come = append(come, strings.Trim(s.Key, " ,"))
		}
	}
	if max(words[diff.Delete], words[diff.Insert]) < leastReworded {
		return nil, nil
	}
	return gone[:min(len(gone), mostQuotedOf)], come[:min(len(come), mostQuotedOf)]
}

// termOf is what a folded sentence defines, "" if it defines nothing.
func termOf(folded string) string {
	m := definition.FindStringSubmatch(folded)
	if m == nil || notDefined.MatchString(m[1]) || slices.ContainsFunc(strings.Fields(m[1]), bearer.MatchString) {
		return ""
	}
	return m[1]
}
