package declaration

import (
	"regexp"
	"slices"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

// generalWord are words of boards that sum up what a text says in others: that they stand nowhere
// in it says nothing.
var generalWord = regexp.MustCompile(`^(?:access|account|action|advice|agenc|agree|align|approach|arrange|assess|assur|award|aware|best|care|case|chang|child|clarit|clear|compl|concern|condition|consist|content|contex|correct|criteri|current|day|decision|definition|descri|detail|differ|emphas|ensur|escalat|exam|expect|explain|fact|famil|feedback|file|first|flag|follow|form|general|govern|guid|edition|head|health|help|hour|important|improv|includ|inspect|intro|issue|item|join|keep|key|language|law|lead|learn|legal|legis|level|line|link|list|local|made|main|make|manage|mandat|matter|mean|meet|mention|minute|month|multi|must|name|nation|note|number|order|organi|other|outcome|output|overall|parent|partner|people|person|phras|plain|plan|position|practi|present|principle|process|professional|protect|provi|purpose|quality|question|reason|recent|recogni|recommend|record|refer|reflect|regul|relat|relevant|report|requir|respon|review|revis|right|risk|role|rule|safe|scope|service|share|sharing|should|simpl|specif|staff|stage|standard|statut|step|strateg|structur|style|support|task|team|tense|term|theme|thresh|time|title|tone|topic|train|turn|typing|typo|used|using|various|version|view|week|welfare|work|young|year)`)

// cameOrWent says plainly that something was put in or taken out.
var cameOrWent = regexp.MustCompile(`\b(?:added|inserted|removed|deleted|taken out)\b`)

// wasDone says what was done to a thing; how it is now may be said in words of one's own.
var wasDone = regexp.MustCompile(`\b(?:was|were|been)(?: (?:now|also|both|all))* (?:[a-z]+ed|rewritten|withdrawn|put|cut)\b`)

// namesStranger tells whether a part says what became of a thing of which the chapter says
// nothing, before and after: the pool in a chapter on camps without one. That a passage came or
// went, and what is a duty now, may be said in words of one's own.
func (p *part) namesStranger(edits []spot, text []string, title string) bool {
	f := textdiff.WithoutDates(p.folded)
	adds, removes := addWord.MatchString(f), removeWord.MatchString(f)
	if !adds && !removes && !wasDone.MatchString(f) || anAmount.MatchString(textdiff.InDigits(f)) || matchesAny(f, linkWord, contactWord, minorWord, pictureWord, laidDown, required, timeName) || isNarrow(f) || ofChapterItself(f) {
		return false
	}
	about := (&part{folded: predicate.ReplaceAllString(f, " ")}).about(title)
	own := slices.DeleteFunc(slices.Clone(about), generalWord.MatchString)
	if len(own) == 0 || len(own) < 2 && !cameOrWent.MatchString(f) || len(about) > len(own)+1 {
		return false
	}
	for i := range edits {
		s := &edits[i]
		if adds && textdiff.CountWords(s.come) >= passageLeast || removes && textdiff.CountWords(s.gone) > 1 || countLike(own, s.all()) > 0 {
			return false
		}
	}
	return !slices.ContainsFunc(text, func(s string) bool { return countLike(own, s) > 0 })
}

// ofChapterItself tells whether words say what became of the chapter, which its text does not tell,
// or that somebody looked at it.
func ofChapterItself(f string) bool {
	return withoutKinds(f) != f || ofChapter.MatchString(f) || saysNothing(f) || saysChecked(f)
}

// TellsElsewhere tells whether a row that was held for the edit of a night speaks of lines of it
// that are not among those of another edit, to which the night also contributed.
func TellsElsewhere(details string, night, other *diff.Change) bool {
	if len(details) > rowBytes {
		return false
	}
	about := (&part{folded: textdiff.FoldText(details)}).about(other.NewTitle)
	here, there := mostLike(about, night.Edits), mostLike(about, other.Edits)
	return here > 1 && 2*there <= here
}

// mostLike counts the words that the edited sentence which has most of them has.
func mostLike(words []string, edits []diff.Edit) (most int) {
	spots := spotsOf(edits)
	for _, s := range sentencesOf(spots[:min(len(spots), mostSpots)]) {
		most = max(most, countLike(words, s.all()))
	}
	return most
}
