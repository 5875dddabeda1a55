package declaration

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

// How the words of a row may speak against the change that they were held for.
const (
	saysContrary = "the row says the contrary"
	saysOther    = "the row says something else"
)

// AgainstTheRow tells how, by the reason of a declaration that was not detected, its row speaks
// against what changed: that it says the contrary, or something else; "" where it does not.
func AgainstTheRow(reason string) string {
	for _, how := range []string{saysContrary, saysOther} {
		if strings.Contains(reason, ", but "+how) {
			return strings.TrimPrefix(how, "the row ")
		}
	}
	return ""
}

// against tells how a row speaks against the edited text that fits it best, "" where it does not:
// a row that says little speaks against nothing. It does not count where another of the things that
// the row says was seen: then that which speaks against it is missing.
func (d *declaring) against(r *reading) string {
	if len(r.weighed) == 0 || d.scene.changes[r.weighed[0].change].Kind != diff.Edited {
		return ""
	}
	if missing, _ := d.missing(r.row.Details, r.Id); len(missing) > 0 {
		return ""
	}
	return d.speaksAgainst(r.row.Details, r.Id, &d.scene.changes[r.weighed[0].change], d.scene.changes)
}

// speaksAgainst tells how one of the things that a row says speaks against an edit of a night with
// these changes, or that none of them was done in it; "" for neither.
func (d *declaring) speaksAgainst(details, id string, c *diff.Change, night []diff.Change) string {
	spots := spotsOf(c.Edits)
	if len(details) > rowBytes || len(spots) > mostSpots {
		return ""
	}
	edits, parts := sentencesOf(spots), partsOf(details)
	if parts == nil {
		parts = []part{{details, textdiff.FoldText(details)}}
	}
	text := d.sentences(id)
	for i := range parts {
		if how := parts[i].against(edits, text, d.dir.newest[id]); how != "" {
			return how
		}
	}
	if e := (editing{c, edits, night}); e.unfounded(parts, d.dir.newest[id]) {
		return saysOther
	}
	return ""
}

// against tells how what a part says speaks against edited sentences; text is all that the chapter
// says now.
func (p *part) against(edits []spot, text []string, title string) string {
	about := p.about(title)
	switch {
	case turnsPair(p.folded, edits), turnsAmount(p.folded, edits), turnsStrength(p.folded, edits), p.turnsDuty(edits, about):
		return saysContrary
	case p.namesAmount(edits, text, about), p.namesClock(edits, text, about), p.namesOther(edits, text, about, title), p.namesContact(edits, text), p.namesEdition(edits, text):
		return saysOther
	}
	return ""
}

// sentencesOf narrows edited lines to the sentences that changed.
func sentencesOf(spots []spot) []spot {
	out := slices.Clone(spots)
	for i := range out {
		s := &out[i]
		old, now := sentenceEnd.Split(s.old, -1), sentenceEnd.Split(s.new, -1)
		s.old, s.new = without(old, now), without(now, old)
	}
	return out
}

// without joins the sentences that are not among others.
func without(sentences, others []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(sentences), func(s string) bool { return slices.Contains(others, s) }), ". ")
}

// sentences are those of a section as it reads now, folded; read once for all rows.
func (d *declaring) sentences(id string) []string {
	if known, ok := d.texts[id]; ok {
		return known
	}
	var out []string
	side := d.sides[0]
	for _, u := range side.Units {
		if side.Sec(u).ID != id {
			continue
		}
		for i := range side.Docs[u].Lines {
			out = append(out, sentenceEnd.Split(textdiff.FoldText(side.Docs[u].Lines[i].Text), -1)...)
		}
	}
	d.texts[id] = out
	return out
}

// Pieces of patterns: what makes one thing another, verbs of duties, and units of size.
const (
	turned    = `(?: (?:was|were|is|are|has|have|been|now))* (?:changed|replaced|amended|updated|corrected|altered|strengthened|weakened|softened|relaxed|tightened|reduced|increased|raised|lowered|extended|shortened) (?:to|with|by|into) `
	dutyWord  = `(?:must|should|shall|may|can|will)`
	unitNames = `minute|hour|day|week|fortnight|month|year|metre|mile|kilometre`
)

var (
	// dutyPair finds one verb of a duty that was turned into another.
	dutyPair = regexp.MustCompile(`(?:^|[^a-z])(` + dutyWord + `)['"]?` + turned + `['"]?(` + dutyWord + `)\b`)
	// noLonger finds what is no longer so, and what is instead.
	noLonger  = regexp.MustCompile(`\bno longer ([^.;,]{1,80}?),? but (?:now )?([^.;,]{1,80})`)
	bareCount = regexp.MustCompile(`^\d+$`)
	counted   = regexp.MustCompile(`^(\d+) [a-z]`)
	inBetween = regexp.MustCompile(`^(?:by|to|with|from|in|at|for|of) `)
)

// turnsPair tells whether words say that one thing became another where the other became the one.
func turnsPair(f string, edits []spot) bool {
	contrary := false
	for _, p := range pairsOf(f) {
		for i := range edits {
			gone, come := key(edits[i].gone), key(edits[i].come)
			if has(gone, p[0]) && has(come, p[1]) {
				return false
			}
			contrary = contrary || has(gone, p[1]) && has(come, p[0]) && !has(gone, p[0]) && !has(come, p[1])
		}
	}
	return contrary
}

// key is a folded text as [has] reads it, numbers in digits.
func key(folded string) string {
	return " " + textdiff.KeyOf(textdiff.Tokens(textdiff.InDigits(folded))) + " "
}

// pairsOf are what words say that something was and is, numbers in digits, without what both have.
func pairsOf(f string) [][2]string {
	k := claim{}
	k.readPairs(f)
	pairs := k.pairs
	for _, m := range dutyPair.FindAllStringSubmatch(f, 4) {
		pairs = append(pairs, [2]string{m[1], m[2]})
	}
	for _, m := range noLonger.FindAllStringSubmatch(f, 4) {
		was, is := m[1], m[2]
		if in := inBetween.FindString(is); in != "" { // "no longer led by the one but by the other"
			_, after, _ := strings.Cut(" "+was, " "+in)
			was, is = after, is[len(in):]
		}
		pairs = append(pairs, [2]string{was, is})
	}
	var out [][2]string
	for _, p := range pairs {
		was, is := withoutEnds(textdiff.InDigits(p[0]), textdiff.InDigits(p[1]))
		if n := counted.FindStringSubmatch(is); n != nil && bareCount.MatchString(was) { // "from 10 to 5 days"
			is = n[1]
		}
		if was != "" && is != "" && was != is {
			out = append(out, [2]string{was, is})
		}
	}
	return out
}

// madeSo and madeSoBy stand around what was done to a limit: "was extended to ten days", not "for
// extended families" or "extended to include".
const (
	madeSo   = `(?:^|\b(?:(?:was|were|is|are|been|being|now|made|an?) (?:now )?|(?:scales?|frames?|limits?|deadlines?|periods?|ages?|minimum|maximum) ))`
	madeSoBy = `(?:$|[.,;)]| (?:(?:from|to|by|at) (?:an? )?\d|and |in line |following |as |because |so |for |time|limit|deadline|period|age))`
)

var (
	upWord   = regexp.MustCompile(madeSo + `(?:extended|lengthened|increased|raised|doubled|longer)` + madeSoBy)
	downWord = regexp.MustCompile(madeSo + `(?:reduced|shortened|decreased|lowered|halved|shorter)` + madeSoBy)
	// onText says that it is the text which was made so: "The section on time limits was extended."
	onText = regexp.MustCompile(`\b(?:sections?|paragraphs?|passages?|chapter|text|guidance|information|advice|list|tables?|details?|wording|descriptions?|explanations?)\b`)
	// ofAmount names what has a size; how often a thing is done grows as the time between shrinks.
	ofAmount = regexp.MustCompile(`\b(?:time-?scales?|time ?frames?|time limits?|deadlines?|periods?|ages?|age limits?|limits?|thresholds?|minimum|maximum|distances?|(?:time|period) (?:for|of|to))\b`)
	howOften = regexp.MustCompile(`\b(?:frequen[a-z]+|often|regular(?:ly)?|intervals?|every)\b`)
)

// turnsAmount tells whether words say that a limit grew where all that changed shrank, or the other
// way round.
func turnsAmount(f string, edits []spot) bool {
	said := textdiff.InDigits(f)
	up := upWord.MatchString(said)
	if up == downWord.MatchString(said) || !ofAmount.MatchString(f) || matchesAny(f, howOften, onText) {
		return false
	}
	grew, shrank := 0, 0
	for i := range edits {
		old, now := amountsOf(edits[i].old), amountsOf(edits[i].new)
		if len(old) != len(now) || howOften.MatchString(edits[i].old+" "+edits[i].new) {
			return false
		}
		for j := range old {
			switch {
			case old[j].unit != now[j].unit:
				return false
			case old[j].n < now[j].n:
				grew++
			case old[j].n > now[j].n:
				shrank++
			}
		}
	}
	if up {
		return grew == 0 && shrank > 0
	}
	return shrank == 0 && grew > 0
}

// strength ranks the verbs of duties.
func strength(verb string) int {
	switch {
	case strings.Contains(verb, " not"):
		return 0
	case verb == "must" || verb == "shall":
		return 3
	case verb == "should":
		return 2
	case verb == "may" || verb == "can" || verb == "could":
		return 1
	}
	return 0
}

var (
	ofDuty   = regexp.MustCompile(`\b(?:dut(?:y|ies)|obligations?|requirements?|expectations?|compulsory|mandatory|optional|voluntary)\b`)
	stronger = regexp.MustCompile(`\b(?:strengthened|tightened|made (?:stronger|compulsory|mandatory|a requirement))\b`)
	weaker   = regexp.MustCompile(`\b(?:weakened|relaxed|softened|loosened|made (?:weaker|optional|voluntary))\b`)
)

// turnsStrength tells whether words say that a duty was strengthened where all that changed was
// weakened, or the other way round.
func turnsStrength(f string, edits []spot) bool {
	up := stronger.MatchString(f)
	if up == weaker.MatchString(f) || !ofDuty.MatchString(f) || onText.MatchString(f) {
		return false
	}
	grew, shrank := 0, 0
	for i := range edits {
		gone, come := textdiff.VerbsDiffer(edits[i].old, edits[i].new)
		if len(gone) == 0 && len(come) == 0 {
			continue
		}
		if len(gone) != 1 || len(come) != 1 || strength(gone[0])*strength(come[0]) == 0 {
			return false
		}
		if strength(gone[0]) < strength(come[0]) {
			grew++
		} else {
			shrank++
		}
	}
	if up {
		return grew == 0 && shrank > 0
	}
	return shrank == 0 && grew > 0
}

// dutyNow is a duty that holds now.
var dutyNow = regexp.MustCompile(`\b(must|should|shall|may) now\b|\bnow (must|should|shall|may)\b`)

// turnsDuty tells whether a part says that a duty holds now which is what it was before.
func (p *part) turnsDuty(edits []spot, about []string) bool {
	m := dutyNow.FindStringSubmatch(p.folded)
	if m == nil {
		return false
	}
	verb, contrary := m[1]+m[2], false
	for i := range edits {
		gone, come := textdiff.VerbsDiffer(edits[i].old, edits[i].new)
		if slices.Contains(come, verb) {
			return false
		}
		turned := slices.Contains(gone, verb) && slices.ContainsFunc(come, func(c string) bool { return strength(c) > 0 && strength(c) != strength(verb) })
		contrary = contrary || turned && countLike(about, edits[i].all()) > 0
	}
	return contrary
}

// An amount is a number with what it counts; times are in minutes or months.
type amount struct {
	n    float64
	unit string
}

var (
	anAmount = regexp.MustCompile(`\b(\d+(?:\.\d+)?)(?:[- ](?:(?:working|calendar|school|clear|full)[- ])?(` + unitNames + `)s?\b)?`)
	// newAmount is a size that something is said to have now.
	newAmount = regexp.MustCompile(`\b(?:now (?:[a-z]+ ){0,5}?|(?:[a-z]+ed|cut|set|\d+(?: [a-z]+){0,2}) to (?:every |within |an? |at (?:least|most) )?)\d+(?:\.\d+)?[- ](?:[a-z]+[- ])?(?:` + unitNames + `)s?\b`)
)

// amountsOf lists the amounts of a folded text, in order.
func amountsOf(f string) []amount {
	var out []amount
	for _, m := range anAmount.FindAllStringSubmatch(textdiff.InDigits(f), -1) {
		n, _ := strconv.ParseFloat(m[1], 64)
		out = append(out, inBase(n, m[2]))
	}
	return out
}

// inBase counts days and weeks in minutes and years in months, so that two days are 48 hours.
func inBase(n float64, unit string) amount {
	switch unit {
	case "hour":
		return amount{n * 60, "minute"}
	case "day":
		return amount{n * 24 * 60, "minute"}
	case "week":
		return amount{n * 7 * 24 * 60, "minute"}
	case "fortnight":
		return amount{n * 14 * 24 * 60, "minute"}
	case "year":
		return amount{n * 12, "month"}
	}
	return amount{n, unit}
}

// namesAmount tells whether a part says that something is now of a size which stands nowhere in
// the chapter, where one of the same sort was changed to another.
func (p *part) namesAmount(edits []spot, text, about []string) bool {
	said := amountsOf(newAmount.FindString(textdiff.InDigits(purpose.ReplaceAllString(p.folded, ""))))
	if len(said) > 1 { // "from 4 weeks to 6 weeks"
		said = said[len(said)-1:]
	}
	if len(said) != 1 {
		return false
	}
	turned := slices.ContainsFunc(edits, func(s spot) bool {
		old, now := amountsOf(s.old), amountsOf(s.new)
		if len(about) > 0 && countLike(about, s.all()) == 0 || slices.Equal(old, now) {
			return false
		}
		return len(now) == 1 && now[0].unit == said[0].unit
	})
	return turned && !slices.ContainsFunc(text, func(s string) bool { return slices.Contains(amountsOf(s), said[0]) })
}

// namesClock tells whether a part names a time of day which stands nowhere in the chapter, where
// another one came; what it says of the time before does not count.
func (p *part) namesClock(edits []spot, text, about []string) bool {
	said := textdiff.ClocksOf(p.folded)
	if len(said) == 2 && len(pairsOf(p.folded)) == 1 { // "from 6pm to 8pm"
		said = said[1:]
	}
	if len(said) != 1 {
		return false
	}
	turned := false
	for i := range edits {
		old, now := textdiff.ClocksOf(edits[i].old), textdiff.ClocksOf(edits[i].new)
		if slices.Contains(old, said[0]) && !strings.Contains(p.folded, "now ") {
			return false
		}
		turned = turned || len(now) > 0 && !slices.Equal(old, now) && (len(about) < 2 || countLike(about, edits[i].all()) > 0)
	}
	return turned && !slices.ContainsFunc(text, func(s string) bool { return slices.Contains(textdiff.ClocksOf(s), said[0]) })
}

// subjectOf finds what a sentence on how something is now is about.
var subjectOf = regexp.MustCompile(`^(?:(?:the|all|our|these|each|every) )*([a-z-]+(?: [a-z-]+){0,2}?) (?:(?:is|are|has|have|will|must|should|shall|may|can)(?: be)? now|now (?:is|are|has|have|must|should|may|can)|(?:is|are|must|should|may) now)\b`)

// namesOther tells whether a part says how something is now of which the chapter speaks elsewhere,
// and in nothing that changed.
func (p *part) namesOther(edits []spot, text, about []string, title string) bool {
	m := subjectOf.FindStringSubmatch(p.folded)
	if m == nil {
		return false
	}
	subject := (&part{folded: m[1]}).about(title)
	if len(subject) == 0 {
		return false
	}
	most := 0
	for i := range edits {
		if countLike(subject, edits[i].all()) > 0 {
			return false
		}
		most = max(most, countLike(about, edits[i].all()))
	}
	return slices.ContainsFunc(text, func(s string) bool {
		return countLike(subject, s) == len(subject) && countLike(about, s) > max(1, most)
	})
}
