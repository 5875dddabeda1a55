package textdiff

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// degrees say how grave a harm or how good a reason is, those that say the same by one word.
var degrees = func() map[string]string {
	out := map[string]string{}
	for _, same := range []string{"significant", "serious severe grave", "substantial", "immediate imminent", "reasonable", "credible", "high", "medium moderate", "low", "exceptional", "life-threatening", "life-changing", "permanent"} {
		words := strings.Fields(same)
		for _, w := range words {
			out[w] = words[0]
		}
	}
	return out
}()

const gradedNouns = `harm|risk|danger|injury|injuries|impairment|cause|grounds|suspicion|likelihood|concerns?|threat|incidents?|circumstances`

// degreeWords are the degrees as a part of a pattern.
var degreeWords = strings.Join(slices.Sorted(maps.Keys(degrees)), "|")

var (
	// graded are the harms and reasons of which statutes and thresholds give a degree, with the
	// words that may give it.
	graded     = regexp.MustCompile(`\b((?:(?:` + degreeWords + `)(?:, (?:or |and )?| or | and | ))*)(` + gradedNouns + `)\b`)
	gradedNoun = regexp.MustCompile(`\b(?:` + gradedNouns + `)\b`)
	// gradedBehind are those whose degree stands behind them: "the risk is high".
	gradedBehind = regexp.MustCompile(`\b(` + gradedNouns + `) (?:is|are) (?:[a-z]+ as )?(` + degreeWords + `)\b`)
	// gradesMatter are words of a threshold, which a degree is part of.
	gradesMatter = regexp.MustCompile(`\b(?:likely|suffer(?:s|ed|ing)?|suspect(?:s|ed|ing)?|likelihood of|believ(?:e|es|ing)|satisfied|thresholds?|criteria|criterion|meets?|if|where|when|unless|whether|(?:at|of) (?:[a-z-]+ )?(?:risk|danger))\b`)
	pastTense    = regexp.MustCompile(`\b(?:was|were|had|did)\b`)
)

// degreesDiffer tells what degree of a harm or a reason gave way to another, or to none, where
// something hangs on it: "likely to suffer [significant] harm".
func degreesDiffer(old, new string) (gone, come []string) {
	for _, s := range []string{old, new} {
		if pastTense.MatchString(s) || !gradesMatter.MatchString(s) && !laysDown(s) && dutyIn(s, true) == "" {
			return nil, nil
		}
	}
	gone, come = Differ(degreesOf(old), degreesOf(new))
	matched := func(words, others []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
			return !slices.ContainsFunc(others, func(o string) bool { return gradedNoun.FindString(o) == gradedNoun.FindString(w) })
		})
	}
	return matched(gone, come), matched(come, gone)
}

// degreesOf are the harms and reasons of a folded text with their degrees.
func degreesOf(folded string) []mention {
	var out []mention
	for _, m := range graded.FindAllStringSubmatch(folded, -1) {
		var means []string
		for _, w := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == ',' }) {
			if d := degrees[w]; d != "" {
				means = append(means, d)
			}
		}
		slices.Sort(means)
		out = append(out, mention{strings.Join(append(means, m[2]), " "), m[0]})
	}
	for _, m := range gradedBehind.FindAllStringSubmatch(folded, -1) {
		out = append(out, mention{degrees[m[2]] + " behind " + m[1], m[0]})
	}
	return out
}

// fromAll are words of all of some, which "any" of them is not.
var fromAll = strings.Fields("all every each both")

// anyAsAll ends where "any" says what "all" says: of whom a sentence is, and of what it is about.
var anyAsAll = regexp.MustCompile(`(?:^|[,.;:]|\b(?:for|in|on|at|of|about|from|that|covers?|includes?|appl(?:y|ies) to|open to|available to))$`)

// ofList begins what is said of the points of a list, of which see [quantitiesDiffer].
var ofList = regexp.MustCompile(`^of (?:the following|these|the above)\b`)

// anyTurned tells whether "any" took the place of "all", or the other way round, where one is
// enough then: "agreed with [all] [any] members".
func anyTurned(from, to, before, after string) bool {
	a, b := firstWord(from), firstWord(to)
	if a == "any" {
		a, b = b, a
	}
	if b != "any" || ofList.MatchString(after) || !slices.Contains(fromAll, a) || max(CountWords(from), CountWords(to)) > mostOtherWords {
		return false
	}
	return underCondition.MatchString(before) || !anyAsAll.MatchString(before)
}

// statutory are enquiries and their kin by the section of the Act under which they are made, which
// names the threshold: "a section 47 enquiry", "an enquiry under section 47".
var statutory = regexp.MustCompile(`\b(?:section|s\.?) ?(\d+[a-z]?) (?:enquir(?:y|ies)|investigations?|assessments?|criteria|thresholds?)\b|\b(?:enquir(?:y|ies)|investigations?|assessments?) under (?:section|s\.?) ?(\d+[a-z]?)\b`)

// statutesDiffer tells where one took the place of another.
func statutesDiffer(old, new string) (gone, come []string) {
	of := func(folded string) []mention {
		var out []mention
		for _, m := range statutory.FindAllStringSubmatch(folded, -1) {
			out = append(out, mention{m[1] + m[2], m[0]})
		}
		return out
	}
	if gone, come = Differ(of(old), of(new)); len(gone) == 0 || len(come) == 0 || pointing.MatchString(new) {
		return nil, nil
	}
	return gone, come
}
