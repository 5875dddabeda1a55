package declaration

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/parse/pattern"
)

// Pieces of patterns: a passage of a text, its number and what it is on, and what stands before a
// verb.
const (
	passageNoun = `(?:appendix|appendices|annex(?:es)?|(?:sub-?)?sections?|paragraphs?|passages?|tables?|forms?|footnotes?)`
	passageOf   = passageNoun + `(?: (?:[a-z]?\d[\d.]*[a-z]?|[a-z]))?(?: (?:on|about|for|with|of|covering) [^.;]{1,80}?)?`
	auxiliaries = `(?:(?:has|have|was|were|is|are|been|now|also) )*`
	everyWord   = `(?:(?:the|an?|all|some|two|three|several|further|additional|short|old|former|whole|entire|contact|staff) )*`
)

var (
	// passageCame and passageWent say of a whole passage that it is new, or there no more.
	passageCame = regexp.MustCompile(`^` + everyWord + `(?:` + passageOf + ` ` + auxiliaries + `(?:added|inserted)\b|new ` + passageNoun + `\b)`)
	passageWent = regexp.MustCompile(`^` + everyWord + `(?:` + passageOf + ` ` + auxiliaries + `(?:removed|deleted|withdrawn|taken out)(?:$|[.,;:]| (?:as|because|since|and|in line|following)\b)|(?:removal|deletion) of ` + everyWord + passageNoun + `\b)`)
	// firstIssue says that a chapter was not there before.
	firstIssue = regexp.MustCompile(`^(?:this is )?(?:the )?first (?:issue|edition|version|publication|published|issued)\b|^(?:this is )?(?:an? )?(?:entirely |brand )?new chapter$`)
	// namesNow says that people have other names.
	namesNow = regexp.MustCompile(`^` + everyWord + `names?(?: (?:of|for|and) [^.;]{1,60}?)? ` + auxiliaries + `(?:brought up to date|updated|changed|corrected|amended|replaced|revised)(?:$|[.])`)
	// saysNow begins what a text is said to lay down now.
	saysNow    = regexp.MustCompile(`\bnow (?:says?|reads?|states?)\b.*$`)
	dutyVerb   = regexp.MustCompile(`\b` + dutyWord + `\b`)
	aWord      = regexp.MustCompile(`[a-z]+`)
	ofDuties   = regexp.MustCompile(`^(?:` + dutyWord + `|could|not|never|always)$`)
	dateOfDays = regexp.MustCompile(`\d|review|\b(?:` + pattern.Months + `|spring|summer|autumn|winter)\b`)
)

// An editing is what was done to the words of one chapter in a night.
type editing struct {
	change *diff.Change
	spots  []spot // its lines, narrowed to the sentences that changed
	night  []diff.Change
}

// unfounded tells whether none of the things that a row says was done: each is one that a text
// shows if it was, and nothing like it is among the edits.
func (e *editing) unfounded(parts []part, title string) bool {
	for i := range e.night {
		if c := &e.night[i]; c.SectionID == e.change.SectionID && !besideWords(c) {
			return false // its words are not all that changed
		}
	}
	return !slices.ContainsFunc(parts, func(p part) bool { return !e.refutes(&p, title) })
}

// besideWords tells whether a change is an edit of words, or nothing that a row on a passage, a
// date or a name may mean.
func besideWords(c *diff.Change) bool {
	switch c.Kind {
	case diff.Edited, diff.Moved, diff.Renumbered, diff.Flagged, diff.AmendmentAdded, diff.AmendmentRemoved, diff.MovedHost:
		return true
	}
	return false
}

// refutes tells whether an editing shows that one thing that a row says was not done.
func (e *editing) refutes(p *part, title string) bool {
	said := part{folded: strings.Trim(p.folded, " .!")}
	about := said.about(title)
	switch f := said.folded; {
	case passageCame.MatchString(f):
		return !e.shows(diff.Added, diff.Split, diff.Activated) && !e.some(func(s *spot) bool { return isPassage(s.come, s.old, about) })
	case passageWent.MatchString(f):
		return !e.shows(diff.Removed, diff.Retired, diff.Merged) && !e.some(func(s *spot) bool { return isPassage(s.gone, s.new, about) })
	case firstIssue.MatchString(f):
		return e.change.Similarity >= .5
	case saysRedated(f):
		return !e.some(func(s *spot) bool { return dateOfDays.MatchString(s.gone + " " + s.come + " " + s.heading) })
	case namesNow.MatchString(f):
		return e.ofDutiesAlone()
	}
	return said.saysFormerDuty(e.spots) && e.ofDutiesAlone()
}

func (e *editing) some(holds func(s *spot) bool) bool {
	return slices.ContainsFunc(e.spots, func(s spot) bool { return holds(&s) })
}

// shows tells whether a passage may be a chapter of its own that came or went in that night, or a
// table or picture, of which the lines do not tell all.
func (e *editing) shows(kinds ...diff.Kind) bool {
	return slices.ContainsFunc(e.night, func(c diff.Change) bool { return slices.Contains(kinds, c.Kind) }) ||
		slices.ContainsFunc(e.change.Reasons, func(r string) bool { return textdiff.TellsOfPicture(r) || strings.Contains(r, "table") })
}

// isPassage tells whether words that came or went may be a passage, or those of the one in
// question: several in one piece, or a sentence beside which nothing else stands.
func isPassage(words, beside string, about []string) bool {
	return textdiff.CountWords(words) >= passageLeast || beside == "" && textdiff.HasLetters(words) || countLike(about, words) > 0
}

// ofDutiesAlone tells whether nothing changed but verbs of duties and numbers.
func (e *editing) ofDutiesAlone() bool {
	return !e.some(func(s *spot) bool {
		words := aWord.FindAllString(textdiff.InDigits(s.gone+" "+s.come), -1)
		return slices.ContainsFunc(words, func(w string) bool { return !ofDuties.MatchString(w) })
	})
}

// saysFormerDuty tells whether a part says of one duty that the text has it now where all that was
// done was to take that duty out for another.
func (p *part) saysFormerDuty(edits []spot) bool {
	verbs := dutyVerb.FindAllString(saysNow.FindString(p.folded), -1)
	if len(verbs) != 1 {
		return false
	}
	is := func(v string) bool { return strings.HasPrefix(v, verbs[0]) }
	turned := false
	for i := range edits {
		gone, come := textdiff.VerbsDiffer(edits[i].old, edits[i].new)
		if slices.ContainsFunc(come, is) {
			return false
		}
		turned = turned || len(come) > 0 && slices.ContainsFunc(gone, is)
	}
	return turned
}
