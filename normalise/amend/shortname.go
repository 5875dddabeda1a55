package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// Records of changes call chapters by fewer words than their titles have: "Allegations" for
// "Allegations Against Staff", "ICPC", "s47 Enquiries".

// shortAct is a section of an Act as practitioners write it: "s47 Enquiries", "S.42".
var shortAct = pattern.New(`^[Ss]\.?\s?(\d{1,3}[A-Z]?)\b`)

// commonWord is a word too common in titles to tell one chapter from another by itself.
var commonWord = pattern.New(`^(?:an?|and|the|of|for|to|in|on|with|or|child|children|adult|people|person|family|young|safeguarding|protection|procedure|policy|guidance|guide|protocol|practice|process|pathway|chapter|section|form|information|contact|detail|appendix|staff|work|working|service|general|introduction|new|local|national|review|update|link)$`)

// shortened finds the one chapter or appendix whose title has all the words of a name, in their
// order, or whose words begin with its letters; -1 if none, or several, do.
func (x *titleIndex) shortened(name string) int {
	name = strings.TrimSpace(name)
	if otherNews.MatchString(name) || wholeManual.MatchString(name) {
		return -1
	}
	letters := byLetters.MatchString(name)
	words := stems(wording.Bare(name))
	if !letters && !slices.ContainsFunc(words, func(w string) bool { return len(w) >= 5 && !commonWord.MatchString(w) }) {
		return -1
	}
	at := -1
	for i := range x.sections {
		if k := x.sections[i].Kind; x.bare[i] == "" || k != normalise.KindChapter && k != normalise.KindAppendix {
			continue
		}
		title := strings.Fields(x.bare[i])
		if !(letters && beginsWith(title, strings.ToLower(name))) && !inOrderOf(words, stems(x.bare[i])) {
			continue
		}
		if at >= 0 && x.bare[at] != x.bare[i] {
			return -1
		}
		if at < 0 {
			at = i
		}
	}
	return at
}

// byLetters is a name that is the letters by which a chapter is known: "MSP", "PiPoT".
var byLetters = pattern.New(`^[A-Z][A-Za-z]{0,5}[A-Z]s?$`)

// beginsWith reports whether letters are those with which the words of a title begin, its small
// words among them or not.
func beginsWith(title []string, letters string) bool {
	all, large := "", ""
	for _, w := range title {
		all += w[:1]
		if !smallTitleWord.MatchString(w) {
			large += w[:1]
		}
	}
	letters = strings.TrimSuffix(letters, "s")
	return len(letters) >= 3 && (letters == all || letters == large)
}

var smallTitleWord = pattern.New(`^(?:an?|and|the|of|for|to|in|on|with|or|from|at|by)$`)

// stems are the words of a text without what makes them plural.
func stems(bare string) []string {
	words := strings.Fields(bare)
	for i, w := range words {
		if len(w) > 3 && !strings.HasSuffix(w, "ss") {
			words[i] = wording.Singular(w)
		}
	}
	return words
}

// inOrderOf reports whether all words stand among others in their order.
func inOrderOf(words, among []string) bool {
	for _, w := range words {
		at := slices.Index(among, w)
		if at < 0 {
			return false
		}
		among = among[at+1:]
	}
	return len(words) > 0
}
