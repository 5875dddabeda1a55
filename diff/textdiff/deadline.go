package textdiff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// A differing is what one of two sentences names that the other does not, in the words that
// are printed.
type differing struct{ gone, come []string }

// looseTimes say when, how often or for how long without a number or a day that binds: "on the
// day", "a year", "regularly".
var looseTimes = regexp.MustCompile(`\b(?:on (?:the|that) (?:[a-z]+ )?day|(?:an?|several|some|many|a few|a number of|a couple of) (?:(?:working|calendar|school|full|whole|further) )?` + period + `s?|as (?:soon|early|quickly) as (?:(?:is|it is|reasonably) )*(?:possible|practicable|practical)|` +
	`promptly|swiftly|quickly|speedily|soon|today|in good time|in due course|in a timely (?:manner|way|fashion)|without (?:undue|unnecessary|any) delay|at the (?:first|earliest) (?:possible )?(?:opportunity|moment|time)|` +
	`indefinitely|permanently|for ever|for life|regularly|periodically|frequently|from time to time|at intervals)\b`)

// timesDiffer tells which deadlines and intervals came to a sentence and which left it. Where
// one took the place of a time that binds nobody, or gave way to it, that is named too: nothing
// was added where "a year" became "two years".
func timesDiffer(old, new string) differing {
	gone, come := Differ(DeadlinesOf(old), DeadlinesOf(new))
	if (len(gone) == 0) != (len(come) == 0) {
		lost, got := Differ(asMentions(looseTimes.FindAllString(old, -1), nil), asMentions(looseTimes.FindAllString(new, -1), nil))
		if len(gone) == 0 {
			gone = lost
		} else {
			come = got
		}
	}
	return stillNamed(old, new, differing{asPhrases(old, gone), asPhrases(new, come)})
}

// stillNamed tells of a day that both sentences name, though only in one as a limit, how it is
// named: "[before friday] [after friday]".
func stillNamed(old, new string, d differing) differing {
	if len(d.gone)+len(d.come) != 1 {
		return d
	}
	day := strings.Join(append(d.gone, d.come...), "")
	before, after := withWordBefore(old, day), withWordBefore(new, day)
	if !aNamedDay.MatchString(day) || before == "" || after == "" || before == after {
		return d
	}
	return differing{[]string{before}, []string{after}}
}

// aNamedDay is a day of the week, the month or the year.
var aNamedDay = regexp.MustCompile(`^(?:` + weekday + `|` + aDay + `|` + monthNames + `)$`)

// withWordBefore is a day in a folded text with the word that stands before it, "" if it is not
// there.
func withWordBefore(folded, day string) string {
	before, _, ok := strings.Cut(folded, " "+day)
	if !ok {
		return ""
	}
	return lastWord(before) + " " + day
}

func (d differing) empty() bool { return len(d.gone)+len(d.come) == 0 }

var (
	// starts are days and months from which something holds.
	starts = regexp.MustCompile(`\b(?:(?:with effect |as )?from|since|as of|on or after|(?:starting|commencing|beginning|effective) (?:on|in|from)|(?:comes?|brought) into (?:use|force|effect) (?:on|in|from)|(?:takes? effect|into force|into effect|into operation|in force) (?:on|in|from)) (?:the )?(` + aDay + `|` + monthNames + `(?: \d{4})?)\b`)
	// upTo is behind the first day of a stretch of time.
	upTo = regexp.MustCompile(`^ (?:to|until|till)\b|^ ?-`)
)

// perfect is what has become of a thing by now.
var perfect = regexp.MustCompile(`\b(?:has|have|had) (?:been|` + participles + `)\b|\bsince\b`)

// holdsFrom tells whether a day from which something holds in a folded sentence is part of what is
// laid down, or of how things are to be, and not of what was.
func holdsFrom(folded string) bool {
	return rules(folded) || !Recounts(folded) && !perfect.MatchString(folded)
}

// startsDiffer tells which day from which something holds took the place of another. One that
// came or went alone is none: the day is over by then, as a rule.
func startsDiffer(old, new string) differing {
	of := func(folded string) []mention {
		if ownDays.MatchString(folded) {
			return nil
		}
		var out []mention
		for _, at := range starts.FindAllStringSubmatchIndex(folded, -1) {
			if m := texts(folded, at); !upTo.MatchString(folded[at[1]:]) {
				out = append(out, mention{dayMeans(m[1]), m[0]})
			}
		}
		return out
	}
	gone, come := Differ(of(old), of(new))
	if len(gone) == 0 || len(come) == 0 {
		return differing{}
	}
	return differing{gone, come}
}

// cutOffs are months and years up to which, before which or from which something holds: "forms
// signed before 2023", "ends in June 2025", "made in 2024 or later".
var cutOffs = regexp.MustCompile(`\b(?:by|before|after|until|till|up to|since|(?:no|not) (?:later|earlier) than|on or (?:before|after)|(?:ends?|closes?|expires?|stops?|lapses?|begins?|starts?|opens?|runs? out) (?:on|in|at))(?: (?:the|end|close|start|beginning|of))* (` + aYear + `)\b|\b(` + aYear + `) (?:or|and) (?:later|earlier|before|after|since|onwards)\b`)

// aYear is a year, alone or behind a day or a month of it.
const aYear = `(?:(?:\d{1,2}(?:st|nd|rd|th)? )?` + monthNames + ` )?(?:19|20)\d\d`

// cutOffsDiffer tells which month or year by which something is parted took the place of another,
// in a sentence that does not tell of the past.
func cutOffsDiffer(old, new string) differing {
	of := func(folded string) []mention {
		if ownDays.MatchString(folded) || tells(folded) || perfect.MatchString(folded) {
			return nil
		}
		var out []mention
		for _, m := range cutOffs.FindAllStringSubmatch(folded, -1) {
			out = append(out, mention{m[1] + m[2], m[0]})
		}
		return out
	}
	gone, come := Differ(of(old), of(new))
	if len(gone) == 0 || len(come) == 0 {
		return differing{}
	}
	return differing{gone, come}
}

// names tells whether all of some words are among those that differ, or in them.
func (d differing) names(gone, come []string) bool {
	in := func(all, some []string) bool {
		text := strings.Join(all, "\n")
		return !slices.ContainsFunc(some, func(s string) bool { return !strings.Contains(text, s) })
	}
	return len(gone)+len(come) > 0 && in(d.gone, gone) && in(d.come, come)
}

// within joins the parts of one time: "noon [on the] next day".
var within = regexp.MustCompile(`^,? (?:(?:on|of|in|at|the) )*$`)

// asPhrases puts times in the order in which a folded sentence has them, and those that are
// parts of one into the words of the sentence.
func asPhrases(folded string, times []string) []string {
	type place struct{ from, to int }
	var at []place
	for _, t := range times {
		i := strings.Index(folded, t)
		if i < 0 {
			return times
		}
		at = append(at, place{i, i + len(t)})
	}
	slices.SortStableFunc(at, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	var out []place
	for _, p := range at {
		if n := len(out) - 1; n >= 0 && p.from > out[n].to && within.MatchString(folded[out[n].to:p.from]) {
			out[n].to = p.to
			continue
		}
		out = append(out, p)
	}
	phrases := make([]string, len(out))
	for i, p := range out {
		phrases[i] = folded[p.from:p.to]
	}
	return phrases
}
