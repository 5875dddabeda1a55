package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/out"
)

// Why says in sentences why a change has its significance: what makes it matter,
// then what else there is. What [Happened] says already is not said again.
func Why(c *out.ChangeRow) string { return why(c, func(r string) string { return r }) }

// Why says it without the words of the manual, where they may not be quoted.
func (o Options) Why(c *out.ChangeRow, b out.Board) string {
	if o.Quotes(b) {
		return Why(c)
	}
	return why(c, unquoted)
}

func why(c *out.ChangeRow, say func(string) string) string {
	var main, also []string
	forth := ""
	for _, r := range c.Reasons {
		if strings.HasPrefix(r, diff.BackAndForth) {
			forth = capital(stop(r)) // says nothing of the weight
			continue
		}
		if r = asPrinted(Clean(r), c); r == "" || told(r, c) {
			continue
		}
		if c.Significance == string(diff.Practice) && lesser.MatchString(r) {
			also = append(also, say(reworded(r)))
			continue
		}
		main = append(main, say(reworded(r)))
	}
	s := stop(strings.Join(main, "; "))
	if l := lead(c); l != "" && s != "" {
		s = l + s
	}
	s = capital(s)
	if len(also) > 0 {
		s = strings.TrimSpace(s + " Also: " + strings.Join(also, "; ") + ".")
	}
	return strings.TrimSpace(forth + " " + s)
}

func lead(c *out.ChangeRow) string {
	if diff.Kind(c.Kind) == diff.ReviewChanged {
		return "" // which dates is all that there is to say
	}
	switch diff.Significance(c.Significance) {
	case diff.Practice:
		return "Why it matters: "
	case diff.Minor:
		return "Judged minor: "
	}
	return ""
}

// reworded writes a reason as a part of a sentence.
func reworded(r string) string {
	r = inFull(strings.TrimSuffix(r, "."))
	for _, w := range [...]struct{ from, to string }{
		{"obligation: ", ""}, {"timescale: ", "the timescale "}, {"start of a timescale: ", "the start of a timescale "}, {"definition: ", "the definition: "}, {"number: ", "the number "}, {"threshold: ", "the threshold "}, {"contact: ", "the contact "},
		{"date: ", "the date "}, {"condition or negation: ", "a condition: "}, {"scope: ", "the scope: "}, {"edition of ", "the edition of "}, {"cited document: ", "the cited document "}, {"columns: ", "the columns of a table: "}, {"heading ", "the heading "},
		{"new ", "a new "}, {"table row with ", "a table row with "},
	} {
		if rest, ok := strings.CutPrefix(r, w.from); ok {
			return w.to + rest
		}
	}
	if r == "wording" {
		return "the wording changed"
	}
	return r
}

var (
	someone     = regexp.MustCompile(`^(somebody else is named|who has the duty was changed): .*$`)
	wordsBecame = regexp.MustCompile(`:? ?“.*” became “.*”`)
	wordsCame   = regexp.MustCompile(`:? ?“.*” was (added|removed)`)
	wordsBeside = regexp.MustCompile(` ?\(“[^”]*”\)|:? “.*”`)
)

// unquoted takes the words of the manual out of a part of a sentence.
func unquoted(r string) string {
	if strings.HasPrefix(r, "“") {
		r = "the obligation " + r
	}
	r = someone.ReplaceAllString(r, "$1")
	r = wordsCame.ReplaceAllString(wordsBecame.ReplaceAllString(r, " changed"), " was $1")
	return wordsBeside.ReplaceAllString(r, "")
}

// inFull gives a reason the verb that its short form lacks.
func inFull(r string) string {
	for _, end := range []string{" added", " removed"} {
		subject, ok := strings.CutSuffix(r, end)
		switch {
		case !ok, strings.HasSuffix(subject, " was"):
		case strings.HasPrefix(r, "contact details"):
			return subject + " were" + end
		case strings.HasPrefix(r, "heading "), strings.HasPrefix(r, "table row "):
			return subject + " was" + end
		}
	}
	return r
}

// lesser finds the reasons that alone would not make a change one of practice.
var lesser = regexp.MustCompile(`^(?:a (?:sentence|passage) was moved|what stood |the heading .* stood |a sentence was (?:added|removed|divided in two|repeated)|one of two copies of a sentence |the same sentence stands |two sentences became one|new heading |heading |a point was |contact|opening hours: |table row with contact|date: |edition of |cited document: |columns: |wording|punctuation only|a cross-reference |new passage without |the columns of a table |the rows of a table (?:are|stand) |the same words stand |a (?:passage|sentence) says the same in other words)`)

// plain finds the reasons that only say again what sort of change it is.
var plain = regexp.MustCompile(`^(?:new (?:` + kindWords + `)|(?:` + kindWords + `) is no longer in the manual|the title changed|a date of review changed|the place in the manual changed|another place and number in the same part of the manual|one chapter became two|two chapters became one|one chapter was divided among several|one chapter was made of parts of several|` +
	`a number that was not in use became a chapter|the chapter was withdrawn, its number is not in use|the chapter is still listed, and no page of it can be read any more|the contents do not list the withdrawn chapter any more|one term was replaced throughout|one line was (?:put into|taken out of) nearly all chapters|the manual moved to another address|the number changed by itself|the chapter is listed in one more place|one of the places in which the chapter is listed was taken out)$`)

// lineThroughout is the reason of a line that came or went in nearly all chapters.
var lineThroughout = regexp.MustCompile(`^one line was (?:put into|taken out of) nearly all chapters$`)

var kindWords = strings.ReplaceAll(strings.Join([]string{
	string(normalise.KindSection), string(normalise.KindGroup), string(normalise.KindChapter), string(normalise.KindHeading),
	string(normalise.KindAppendix), string(normalise.KindPlaceholder), string(normalise.KindSeeAlso),
}, "|"), "_", "[_ ]")

// told reports whether the change itself, or another of its reasons, says r.
func told(r string, c *out.ChangeRow) bool {
	if diff.Kind(c.Kind) != diff.Edited && plain.MatchString(r) || diff.Kind(c.Kind) == diff.Added && (strings.HasPrefix(r, diff.BackAfter) || strings.HasPrefix(r, diff.UnreadReason)) {
		return true
	}
	return r == diff.ReadNowReason || (r == "a passage was removed" || r == "a table row was removed") && slices.ContainsFunc(c.Reasons, func(o string) bool {
		return strings.HasPrefix(o, "a passage with ") && strings.HasSuffix(o, " was removed")
	})
}

var inQuotes = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// asPrinted puts typographic quotes into a reason and what stands in them as the
// texts of the change print it.
func asPrinted(reason string, c *out.ChangeRow) string {
	return inQuotes.ReplaceAllStringFunc(out.AsPrinted(reason, c.Edits), func(q string) string {
		term, err := strconv.Unquote(q)
		if err != nil {
			term = strings.Trim(q, `"`)
		}
		return quoted(term)
	})
}

// PrintTerms gives the terms that were replaced throughout as they are mostly
// printed, where the comparison knows them without capitals alone. texts reads the sections of
// the editions before and after; it is called only if there are such changes.
func PrintTerms(changes []out.ChangeRow, texts func() (before, after []out.SectionRow, err error)) error {
	var before, after []out.SectionRow
	for i := range changes {
		c := &changes[i]
		if diff.Kind(c.Kind) != diff.TermsSwept {
			continue
		}
		if before == nil && after == nil {
			var err error
			if before, after, err = texts(); err != nil {
				return err
			}
		}
		c.Detail = printedDetail(c.Detail, before, after)
	}
	return nil
}

// printedDetail spells the older terms of a detail as the older texts do, and the
// newer, which stand after "became", as the newer do.
func printedDetail(detail string, before, after []out.SectionRow) string {
	var b strings.Builder
	done := 0
	for _, at := range inQuotes.FindAllStringIndex(detail, -1) {
		rows := before
		if strings.HasSuffix(detail[:at[0]], "became ") {
			rows = after
		}
		b.WriteString(detail[done:at[0]])
		term := strings.Trim(detail[at[0]:at[1]], `"`)
		if term == strings.ToLower(term) { // with capitals it is as printed
			term = mostly(term, rows)
		}
		b.WriteString(quoted(term))
		done = at[1]
	}
	return b.String() + detail[done:]
}

// mostly returns the commonest spelling of a term, which is known without possessive
// endings, in the texts of sections.
func mostly(term string, rows []out.SectionRow) string {
	words := strings.Fields(term)
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	find, err := regexp.Compile(`(?i)\b` + strings.Join(words, `(?:['’]s?)?[\s\x{00A0}]+`) + `\b`)
	if err != nil || len(words) == 0 {
		return term
	}
	counts := map[string]int{}
	for i := range rows {
		for _, s := range find.FindAllString(rows[i].Text, -1) {
			counts[Clean(s)]++
		}
	}
	best := term
	for s, n := range counts {
		if n > counts[best] || n == counts[best] && s < best {
			best = s
		}
	}
	return best
}

var isoDate = regexp.MustCompile(`\b(?:19|20)\d\d-[01]\d-[0-3]\d\b`)

// inWords writes the dates in a sentence as people do.
func inWords(s string) string {
	return isoDate.ReplaceAllStringFunc(s, func(d string) string {
		t, err := time.Parse(time.DateOnly, d)
		if err != nil {
			return d
		}
		return Day(t)
	})
}
