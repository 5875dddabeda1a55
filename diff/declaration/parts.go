package declaration

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise/wording"
)

// Bounds of what is weighed part by part: a row that repeats a whole chapter, and a chapter that
// was written anew, tell nothing of a single thing.
const (
	mostParts = 12
	mostSpots = 300
	rowBytes  = 4000
)

// A part is one of several things that a row says was done, as printed.
type part struct {
	text   string
	folded string
}

var (
	// partEnd parts the sentences of a row as printed.
	partEnd = regexp.MustCompile(`\.\s+(?:\p{Lu}|$)|;\s+`)
	// partJoint may join two things of which each has its own verb.
	partJoint = regexp.MustCompile(`(?:, and|,| and) (?:the|an?|this|its|all|some|new|further|several|additional)\b`)
	// predicate says what was done, or how it is now.
	predicate = regexp.MustCompile(`\b(?:has|have|had|was|were|is|are)(?: (?:now|also|been|both|all))* (?:[a-z]+ed|rewritten|withdrawn|taken|put|cut|new)\b|\b(?:is|are) now\b|\bnow [a-z]+\b`)
	// purpose begins what only says why something was done.
	purpose = regexp.MustCompile(`,? (?:in line with|in response to|to (?:reflect|align|clarify|ensure|comply|take)|following|because|as a result|due to|after)\b.*$`)
	// timeName names a limit of time.
	timeName = regexp.MustCompile(`\b(?:time-?scales?|time ?frames?|time limits?|deadlines?)\b`)
	// ofChapter is what becomes of a chapter, which its words do not tell.
	ofChapter = regexp.MustCompile(`\bnew (?:chapter|procedure|protocol|policy|appendix|title|name|form|page)\b`)
	// anyRow are words of rows that say nothing of what a row is about.
	anyRow = regexp.MustCompile(`^(?:the|this|that|these|those|with|from|into|within|about|also|been|have|were|will|longer|when|where|which|more|some|each|other|only|than|then|there|their|them|they|` +
		`chapters?|(?:sub-?)?sections?|paragraphs?|passages?|sentences?|words?|wordings?|texts?|points?|bullets?|informations?|details?|procedures?|polic(?:y|ies)|guidances?|documents?|parts?|pages?|headings?|` +
		`time-?scales?|timeframes?|time|times|limits?|deadlines?|dut(?:y|ies)|added|addition(?:al)?|inserted|included?|removed?|deleted|taken|changed?|changes|amended|amendments?|updated?|revised|reviewed|clarified|corrected|replaced|shortened|lengthened|extended|reduced|increased|relaxed|strengthened|weakened|altered|rewritten|reworded|expanded|introduced|further|various|minor|now|new|before|after)$`)
	rowWord = regexp.MustCompile(`[a-z]{4,}`)
)

// partsOf cuts the details of a row into the things that it says one by one; nil where that is
// one thing only.
func partsOf(details string) []part {
	if len(details) > rowBytes {
		return nil
	}
	var parts []part
	for _, s := range cutAt(strings.Join(strings.Fields(details), " "), partEnd) {
		from := 0
		for _, at := range partJoint.FindAllStringIndex(s, -1) {
			left, right := s[from:at[0]], s[at[0]:]
			if predicate.MatchString(textdiff.FoldText(left)) && predicate.MatchString(textdiff.FoldText(right)) {
				parts, from = addPart(parts, left), at[0]
			}
		}
		parts = addPart(parts, s[from:])
	}
	if len(parts) < 2 || len(parts) > mostParts {
		return nil
	}
	return parts
}

// cutAt cuts a text behind the first byte of what a pattern finds, a mark that ends a sentence.
func cutAt(s string, at *regexp.Regexp) []string {
	var out []string
	from := 0
	for _, m := range at.FindAllStringIndex(s, -1) {
		out, from = append(out, s[from:m[0]]), m[0]+1
	}
	return append(out, s[from:])
}

func addPart(parts []part, s string) []part {
	s = strings.TrimSpace(strings.Trim(s, " ,."))
	s = strings.TrimSpace(strings.TrimPrefix(s, "and "))
	if s == "" {
		return parts
	}
	return append(parts, part{s, textdiff.FoldText(s)})
}

// about are the words that say what a part is about, without those of the chapter's title,
// which every change of the chapter is about.
func (p *part) about(title string) []string {
	var words []string
	of := rowWord.FindAllString(textdiff.FoldText(title), -1)
	for _, w := range rowWord.FindAllString(purpose.ReplaceAllString(p.folded, ""), -1) {
		if !anyRow.MatchString(w) && !amongLike(of, w) && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// amongLike tells whether a word, or one of the same stem, is among others.
func amongLike(words []string, w string) bool {
	return slices.ContainsFunc(words, func(o string) bool {
		n := 0
		for n < len(o) && n < len(w) && o[n] == w[n] {
			n++
		}
		return n >= max(4, min(len(o), len(w))-1)
	})
}

// countLike counts the words of which a text has the same stem.
func countLike(words []string, text string) (n int) {
	in := rowWord.FindAllString(text, -1)
	for _, w := range words {
		n += wording.BoolInt(amongLike(in, w))
	}
	return n
}

// A spot is one edited line of a text, folded.
type spot struct {
	heading, old, new string
	gone, come        string // the words of it that went and came
}

func (s *spot) all() string { return s.heading + " " + s.old + " " + s.new }

// timed tells whether the line has other limits than before.
func (s *spot) timed() bool {
	gone, come := textdiff.Differ(textdiff.DeadlinesOf(s.old), textdiff.DeadlinesOf(s.new))
	return len(gone)+len(come) > 0 || textdiff.LimitsDiffer(s.old, s.new) || weekday.MatchString(s.gone+" "+s.come)
}

// spotsOf are the edited lines of a change.
func spotsOf(edits []diff.Edit) []spot {
	var out []spot
	var old, now, gone, come strings.Builder
	heading := ""
	flush := func() {
		s := spot{heading: textdiff.FoldText(heading), old: textdiff.FoldText(old.String()), new: textdiff.FoldText(now.String()), gone: textdiff.FoldText(gone.String()), come: textdiff.FoldText(come.String())}
		if s.gone+s.come != "" {
			out = append(out, s)
		}
		for _, b := range []*strings.Builder{&old, &now, &gone, &come} {
			b.Reset()
		}
	}
	write := func(text string, to ...*strings.Builder) {
		for _, b := range to {
			b.WriteString(text + " ")
		}
	}
	for _, e := range edits {
		switch e.Op {
		case diff.Under:
			flush()
			heading = e.Text
		case diff.Break, diff.Skip:
			flush()
		case diff.Delete, diff.MoveFrom:
			write(e.Text, &old, &gone)
		case diff.Insert, diff.MoveTo:
			write(e.Text, &now, &come)
		default:
			write(e.Text, &old, &now)
		}
	}
	flush()
	return out
}

// A sight says whether something that a row says was seen.
type sight int

const (
	unclear sight = iota
	seen
	plainlySeen // the words that changed are those that it is about
	unseen
)

// passageLeast is how many words that came in one piece may be what a row says was added,
// whatever words it has for it.
const passageLeast = 4

// sightOf holds a part against the edited lines of its chapter. That nothing of it was seen is
// said only where the words leave no doubt.
func (p *part) sightOf(spots []spot, title string) sight {
	about := p.about(title)
	best := sight(unclear)
	for i := range spots {
		best = max(best, p.seenIn(&spots[i], about))
	}
	some := func(holds func(s *spot) bool) bool {
		return slices.ContainsFunc(spots, func(s spot) bool { return holds(&s) })
	}
	none := unclear
	switch f := p.folded; {
	case matchesAny(f, linkWord, contactWord, minorWord, ofChapter) || withoutKinds(f) != f && !addWord.MatchString(f) || saysNothing(f) || saysChecked(f):
		return best
	case removeWord.MatchString(f):
		switch {
		case some(func(s *spot) bool { return countLike(about, s.gone) > 0 }):
			return max(best, seen)
		case !some(func(s *spot) bool { return textdiff.HasLetters(s.gone) }):
			none = unseen
		}
	case addWord.MatchString(f):
		switch {
		case some(func(s *spot) bool { return countLike(about, s.come) > 0 }):
			return max(best, seen)
		case !some(func(s *spot) bool { return textdiff.CountWords(s.come) >= passageLeast }):
			return unseen
		}
		return unclear
	case timeName.MatchString(f):
		if some(func(s *spot) bool { return s.timed() && (len(about) < 2 || countLike(about, s.all()) > 0) }) {
			return max(best, seen)
		}
		return unseen
	case predicate.MatchString(f) && len(about) >= 2 && !some(func(s *spot) bool { return countLike(about, s.all()) > 0 }):
		none = unseen
	}
	if best == unclear {
		return none
	}
	return best
}

// seenIn tells whether a part is about an edited line.
func (p *part) seenIn(s *spot, about []string) sight {
	n := countLike(about, s.all())
	gone, come := textdiff.VerbsDiffer(s.old, s.new)
	switch {
	case len(about) < 2 || n == 0:
		return unclear
	case n == len(about) && (countLike(about, s.gone+" "+s.come) > 0 || len(gone)+len(come) > 0 && laidDown.MatchString(p.folded)):
		return plainlySeen
	}
	return seen
}

// tellsPlainly tells whether the words of one of the things that a row says are those of an edited
// line, with what changed in it among them.
func (d *declaring) tellsPlainly(details, id string, c *diff.Change) bool {
	parts, spots := partsOf(details), spotsOf(c.Edits)
	if parts == nil {
		parts = []part{{details, textdiff.FoldText(details)}}
	}
	if c.Kind != diff.Edited || len(details) > rowBytes || len(spots) > mostSpots {
		return false
	}
	return slices.ContainsFunc(parts, func(p part) bool {
		about := p.about(d.dir.newest[id])
		return slices.ContainsFunc(sentencesOf(spots), func(s spot) bool { return p.seenIn(&s, about) == plainlySeen })
	})
}

// missing are the parts of a row of which nothing was seen in its chapter, or that speak against
// what was, where something was seen of another; plain tells whether something of it was seen beyond doubt.
func (d *declaring) missing(details, id string) (missing []string, plain bool) {
	parts := partsOf(details)
	if parts == nil {
		return nil, false
	}
	spots, ok := d.spots(id)
	if !ok {
		return nil, false
	}
	some := false
	edits, text := sentencesOf(spots), d.sentences(id)
	for i := range parts {
		if parts[i].against(edits, text, d.dir.newest[id]) != "" {
			missing = append(missing, parts[i].text)
			continue
		}
		switch parts[i].sightOf(spots, d.dir.newest[id]) {
		case plainlySeen:
			some, plain = true, true
		case seen:
			some = true
		case unseen:
			missing = append(missing, parts[i].text)
		}
	}
	if !some {
		return nil, false
	}
	return missing, plain
}

// borneOutInPart tells whether a row that as a whole is not borne out tells plainly of an edit
// beside what was not seen, and takes it for that.
func (d *declaring) borneOutInPart(r *reading, plain bool) bool {
	if !plain {
		return false
	}
	for _, w := range r.weighed {
		if d.scene.changes[w.change].Kind == diff.Edited {
			r.weighed, r.score = []weighed{{change: w.change, score: partly, says: []string{"a part of what it says is among the edits"}}}, partly
			return true
		}
	}
	return false
}

// inQuotes writes parts of a row one behind the other.
func inQuotes(parts []string) string {
	quoted := make([]string, len(parts))
	for i, p := range parts {
		quoted[i] = compare.Quoted(p)
	}
	return strings.Join(quoted, ", ")
}

// spots are the edited lines of a section; ok is false where they are not all that was done to
// its words.
func (d *declaring) spots(id string) (spots []spot, ok bool) {
	for _, i := range d.scene.byID[id] {
		switch c := &d.scene.changes[i]; c.Kind {
		case diff.Edited:
			spots = append(spots, spotsOf(c.Edits)...)
		case diff.Renamed, diff.Moved, diff.ReviewChanged, diff.Renumbered, diff.Flagged, diff.AmendmentAdded, diff.AmendmentRemoved, diff.MovedHost:
		default:
			return nil, false
		}
	}
	return spots, len(spots) > 0 && len(spots) <= mostSpots
}
