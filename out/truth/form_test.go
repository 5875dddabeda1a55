package truth

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"manualwatch/out"
)

// A form is a sort of line that a document may have: where it may stand, how it is
// worded, and what must hold for it to be true. S is what the reader knows from the
// lines before.
type form[S any] struct {
	kinds string                                // of lines, parted by spaces
	says  string                                // a regular expression in which {day}, {n} ... stand for what places lists
	holds func(s S, l *line, m []string) string // what is wrong, "" if it is true
}

// A rule says when a document must have a line of a form: exactly once if it holds,
// never if it does not.
type rule[S any] struct {
	says string // of the form
	when func(s S) bool
}

func always[S any](S) bool { return true }

// places are the variable parts of sentences.
var places = strings.NewReplacer(
	"{day}", `(\d{1,2} [A-Z][a-z]+ \d{4})`, "{date}", `((?:\d{1,2} )?[A-Z][a-z]+ \d{4})`, "{n}", `([\d,]+)`, "{q}", `“(.*?)”`, "{any}", `(.+)`,
	"{words}", `([\d,]+) words?`, "{ago}", `((?:\d+ (?:day|month|year)s?(?:, )?)+)`, "{times}", `(once|twice|[\d,]+ times)`,
)

var compiled = map[string]*regexp.Regexp{}

// pattern compiles what a form says, once.
func pattern(says string) *regexp.Regexp {
	re, ok := compiled[says]
	if !ok {
		re = regexp.MustCompile(places.Replace(says))
		compiled[says] = re
	}
	return re
}

// say notes that a document is wrong.
func (w *world) say(name, format string, args ...any) {
	if w.eager {
		panic(name + ": " + fmt.Sprintf(format, args...))
	}
	w.wrong = append(w.wrong, name+": "+fmt.Sprintf(format, args...))
}

// readAs holds each line against the forms; the first that fits counts. A line that
// fits none is wrong, and so is one that a rule forbids or misses.
func readAs[S any](w *world, name string, s S, forms []form[S], rules []rule[S], lines []line) {
	times := map[string]int{}
	defer func() {
		for _, r := range rules {
			if want := map[bool]int{true: 1}[r.when(s)]; times[r.says] != want {
				w.say(name, "%d lines say %q, it must be %d", times[r.says], r.says, want)
			}
		}
	}()
	for i := range lines {
		l := &lines[i]
		known := false
		for _, f := range forms {
			if !slices.Contains(strings.Fields(f.kinds), l.kind) {
				continue
			}
			m := pattern("^(?:" + f.says + ")$").FindStringSubmatch(l.text)
			if m == nil {
				continue
			}
			known = true
			times[f.says]++
			if f.holds != nil {
				if wrong := f.holds(s, l, m); wrong != "" {
					w.say(name, "%s %q: %s", l.kind, l.text, wrong)
				}
			}
			break
		}
		if !known {
			w.say(name, "no form knows the line (%s %s) %q", l.kind, l.class, l.text)
		}
	}
}

// number reads a count: 1,204 is 1204, "" is 0.
func number(s string) int {
	switch s {
	case "once":
		return 1
	case "twice":
		return 2
	}
	n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSuffix(s, " times"), ",", ""))
	if err != nil && s != "" {
		return -1 // is no count
	}
	return n
}

// thousands writes 1204 as 1,204.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// equal complains about a count that is not the one of the tables.
func equal(what string, said, want int) string {
	if said != want {
		return fmt.Sprintf("%s is said to be %d, the tables have %d", what, said, want)
	}
	return ""
}

// same complains about words that are not those of the tables.
func sameText(what, said, want string) string {
	if one(said) != one(want) {
		return fmt.Sprintf("%s is said to be %q, the tables have %q", what, said, want)
	}
	return ""
}

// first returns the first complaint.
func first(wrong ...string) string {
	for _, w := range wrong {
		if w != "" {
			return w
		}
	}
	return ""
}

// unless is a complaint if something does not hold.
func unless(holds bool, format string, args ...any) string {
	if holds {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

// day writes a moment as the documents do.
func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// printed writes a date that a manual prints: the first of a month is the month.
func printed(d out.Day) string {
	if d == 0 {
		return ""
	}
	if t := d.Time(); t.Day() == 1 {
		return t.Format("January 2006")
	}
	return day(d.Time())
}

// printedAs is printed where the words are known: they may hold the first day of a month.
func printedAs(d out.Day, text string) string {
	if d != 0 && firstDay.MatchString(text) && !monthAlone.MatchString(text) {
		return day(d.Time())
	}
	return printed(d)
}

var (
	firstDay   = regexp.MustCompile(`\b0?1(?:st)?\b`)
	monthAlone = regexp.MustCompile(`^\d{1,2}[/.-]\d{4}$`)
)

var ages = regexp.MustCompile(`(\d+) (day|month|year)`)

// fits reports whether an age in words is that from one day to another, to the unit
// that it is told in.
func fits(age string, from, to out.Day) bool {
	at := from.Time()
	unit := "day"
	for _, m := range ages.FindAllStringSubmatch(age, -1) {
		n := number(m[1])
		switch unit = m[2]; unit {
		case "day":
			at = at.AddDate(0, 0, n)
		case "month":
			at = at.AddDate(0, n, 0)
		case "year":
			at = at.AddDate(n, 0, 0)
		}
	}
	days := int(to) - int(out.DayOf(at))
	return days >= -3 && days <= map[string]int{"day": 0, "month": 31, "year": 31}[unit] && !(unit == "day" && days != 0)
}

// bare writes words as the same whatever quotes, spaces and capitals they have.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
