package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

const aPeriod = ANumber + `[ -](?:(?:working|school|calendar|clear) )?` + period + `s?`

var (
	// clockStarts says from when a time limit runs: "the 72 hours run from", "day one is".
	clockStarts = regexp.MustCompile(`(?:\b(?:time ?(?:limit|scale|frame)s?|deadlines?|clock|(?:the|this|that|notice|time) period|(?:these|those|the) (?:minutes|hours|days|weeks|months))|(?:^|[.;:,] |\b(?:the|these|those|this|that|each) )` + aPeriod + `) (?:(?:only|always|then|do not|does not|will|will not|should|must) )*` +
		`(?:runs?|starts?|begins?|commences?|(?:is|are|be) (?:to be )?(?:counted|measured|calculated|reckoned|taken))(?: to (?:run|start|begin)| running)? (?:from|when|once|at|upon|after|as soon as|on|until)\b|\bday (?:one|1|zero|0) (?:is|begins|starts|means)\b`)
	// anchors are what a time limit is counted from: "within three days of the referral".
	anchors = regexp.MustCompile(`\b` + aPeriod + ` (?:of|from|after|following) ((?:[a-z'-]+ ?){1,6})`)
	// sameStart are words for one thing to count from.
	sameStart = []string{"meeting conference discussion panel review", "referral request notification contact report receipt receiving received enquiry call", "decision outcome conclusion", "incident event injury", "birth delivery", "discharge release", "visit contact seeing seen", "hold holding held convene convening convened", "made make making sent send sending submitted submitting"}
)

// startOf returns the words by which a folded passage says from when a time limit runs, "" if
// it does not.
func startOf(folded string) string { return strings.Trim(clockStarts.FindString(folded), ".,;: ") }

// atOnePlace tells whether words were changed at one place of a sentence only.
func atOnePlace(spans []Span) bool {
	places, inside := 0, false
	for _, s := range spans {
		changed := s.Op != diff.Keep
		if changed && !inside {
			places++
		}
		inside = changed
	}
	return places == 1
}

// anchorsDiffer tells whether the same time limit is counted from something else.
func anchorsDiffer(old, new string) (gone, come []string) {
	a, b := clockOrAnchor(old), clockOrAnchor(new)
	if len(a) != 1 || len(b) != 1 {
		return nil, nil
	}
	was, is := withoutShared(tellingWords(a[0]), tellingWords(b[0]))
	if len(was) == 0 || len(is) == 0 || slices.ContainsFunc(was, func(w string) bool { return slices.ContainsFunc(is, func(o string) bool { return startsAlike(w, o) }) }) {
		return nil, nil
	}
	return []string{a[0]}, []string{b[0]}
}

// withoutShared takes out of two lists of words those of people, and those that both have, where
// something is left of both: "the [call] is received", "the child [being found]".
func withoutShared(was, is []string) (gone, come []string) {
	but := func(words, others []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return kindsOfPeople[w] != "" || slices.Contains(others, w) })
	}
	if gone, come = but(was, is), but(is, was); len(gone) > 0 && len(come) > 0 {
		return gone, come
	}
	return was, is
}

// clockOrAnchor are the words of a folded text that say what its time limits are counted from.
func clockOrAnchor(folded string) []string {
	var out []string
	for _, m := range anchors.FindAllStringSubmatch(folded, -1) {
		out = append(out, strings.TrimSpace(m[1]))
	}
	for _, at := range clockStarts.FindAllStringIndex(folded, -1) {
		behind, _, _ := strings.Cut(strings.TrimLeft(folded[at[1]:], " "), ",")
		out = append(out, strings.TrimRight(behind, " ."))
	}
	return out
}

// whenWords only lead to what a time limit is counted from.
var whenWords = strings.Fields("moment time date point which when that being been day first last")

// tellingWords are the words of a text that say something.
func tellingWords(folded string) []string {
	return slices.DeleteFunc(strings.Fields(folded), func(w string) bool {
		return strings.Contains(StopWords, " "+w+" ") || len(w) < 4 || slices.Contains(whenWords, w)
	})
}

// startsAlike tells whether two words say the same thing to count from.
func startsAlike(a, b string) bool {
	const stem = 5
	if a[:min(len(a), stem)] == b[:min(len(b), stem)] {
		return true
	}
	return slices.ContainsFunc(sameStart, func(same string) bool {
		words := strings.Fields(same)
		return slices.Contains(words, a) && slices.Contains(words, b)
	})
}
