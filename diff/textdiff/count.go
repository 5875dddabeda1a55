package textdiff

import (
	"regexp"
	"strings"

	"manualwatch/diff"
)

var (
	// oneOfThem is one of some people or things, manyOfThem more of them, with the words behind.
	oneOfThem  = regexp.MustCompile(`\b(?:an?|one) ((?:[a-z'-]+ ){0,2}[a-z'-]+)`)
	manyOfThem = regexp.MustCompile(`\b(?:` + ANumber + `) ((?:[a-z'-]+ ){0,2}[a-z'-]+)`)
	// someCount is a number before a name.
	someCount = regexp.MustCompile(`^(?:an?|` + ANumber + `) `)
)

// mostCounted is how many such words of a sentence are looked at.
const mostCounted = 20

// manyDiffers tells where one took the place of more, or the other way round: "led by [a trained
// officer] [two trained officers]".
func manyDiffers(old, new string) (gone, come []string) {
	if Recounts(old) || Recounts(new) {
		return nil, nil
	}
	if gone, come = oneBecameMore(old, new); gone == nil {
		come, gone = oneBecameMore(new, old)
	}
	return gone, come
}

func oneBecameMore(from, to string) (one, more []string) {
	for _, a := range oneOfThem.FindAllStringSubmatch(from, mostCounted) {
		for _, b := range manyOfThem.FindAllStringSubmatch(to, mostCounted) {
			was, is := strings.Fields(a[1]), strings.Fields(b[1])
			k := 0
			for k < min(len(was), len(is)) && was[k] == is[k] {
				k++
			}
			if k < min(len(was), len(is)) && isPlural(is[k], was[k]) && !strings.Contains(from, strings.TrimSpace(b[0])) {
				return []string{firstWords(a[0], k+2)}, []string{firstWords(b[0], strings.Count(b[0], " ")+1-len(is)+k+1)}
			}
		}
	}
	return nil, nil
}

// firstWords is the first words of some.
func firstWords(words string, n int) string { return strings.Join(strings.Fields(words)[:n], " ") }

// isPlural tells whether a word is the plural of another.
func isPlural(many, one string) bool {
	switch one {
	case "child":
		return many == "children"
	case "person":
		return many == "people" || many == "persons"
	}
	stem, y := strings.CutSuffix(one, "y")
	return many == one+"s" || many == one+"es" || y && many == stem+"ies"
}

// sameButForCount tells whether two names are of the same people, one or more of them.
func sameButForCount(a, b string) bool {
	bare := func(name string) string { return strings.TrimSuffix(someCount.ReplaceAllString(name, ""), "s") }
	return bare(a) == bare(b)
}

// lettered are the words behind which a letter names one of several sorts: "drivers in band B".
var lettered = regexp.MustCompile(`\b(?:band|class|category|grade|group|level|tier|stage|type|zone)$`)

// isLabel reports a key that is one letter or figure.
func isLabel(key string) bool { return len(bareWord(key)) == 1 }

// labelsDiffer tells for which of several sorts a rule was and for which it is now, where they are
// named by letters.
func labelsDiffer(spans []Span, old, new string) (gone, come []string) {
	if pointing.MatchString(new) || Recounts(old) || Recounts(new) {
		return nil, nil
	}
	for i := 1; i+1 < len(spans); i++ {
		del, ins := spans[i], spans[i+1]
		sort := lettered.FindString(spans[i-1].Key)
		if del.Op == diff.Delete && ins.Op == diff.Insert && isLabel(del.Key) && isLabel(ins.Key) && spans[i-1].Op == diff.Keep && sort != "" {
			gone, come = append(gone, sort+" "+bareWord(del.Key)), append(come, sort+" "+bareWord(ins.Key))
		}
	}
	return gone, come
}

// howManyTimes is how many times a thing is done, where that is no interval.
var howManyTimes = regexp.MustCompile(`\b(?:once|twice|` + ANumber + ` times)\b`)

// oftenDiffers tells how many times a thing had to be done and has to be done now: "seen at least
// [twice] [once]". "Once" alone may begin a condition, and counts only for such a word.
func oftenDiffers(old, new string, at Standing) (gone, come []string) {
	if !ruled(old, new, at) {
		return nil, nil
	}
	of := func(folded string) []mention {
		found := howManyTimes.FindAllString(frequencies.ReplaceAllString(folded, " "), -1)
		return asMentions(found, func(s string) string { return InDigits(timesInWords.Replace(s)) })
	}
	if gone, come = Differ(of(old), of(new)); len(gone) == 0 || len(come) == 0 {
		return nil, nil
	}
	return gone, come
}

// timesInWords writes the adverbs as numbers.
var timesInWords = strings.NewReplacer("once", "one times", "twice", "two times")
