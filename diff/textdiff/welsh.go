package textdiff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Of Welsh the words by which a rule binds are known, in the forms that mutation gives them: duties,
// limits of time and conditions. They are read in Welsh sentences only: "gall" and "os" are words of
// other languages too.
var (
	// welshOnly are small words and words of duty that English has not.
	welshOnly = regexp.MustCompile(`(?:^|[ (])(?:yn|y|yr|mae|gan|gyda|sydd|bod|fod|wedi|neu|eu|ei|oni|rhaid|d?dylai|d?dylid|fewn|d?diwrnod|gwaith)\b|[a-z]'(?:r|n|i|u)\b`)
	welshVerb = regexp.MustCompile(`\b(?:ni (?:ddyl(?:ai|id|ent|ech|em)|all|allant|ellir|chaiff|chaniateir)|rhaid|d?dyl(?:ai|id|ent|ech|em)|g?all(?:ant)?|g?ellir|caiff|caniateir)\b`)
	welshCase = regexp.MustCompile(`\b(?:oni bai|os|pan|ac eithrio|heblaw|yn unig|dim ond|[pb]h?eidio|heb|nid|byth)\b`)
	welshTime = regexp.MustCompile(`\b(` + welshNumbers + `|\d+) (?:o )?(d?diwrnod|niwrnod|d?dyddiau|awr|oriau|wythnos|wythnosau|mis|fis|misoedd|[bfm]lynedd|munud|funud|munudau)(?: (gwaith|calendr|ysgol))?\b`)
	welshSoon = regexp.MustCompile(`\b(?:yn syth|ar unwaith|yn ddi-oed|yr un diwrnod|y diwrnod (?:gwaith )?nesaf|bob (?:dydd|diwrnod|wythnos|pythefnos|mis|chwarter|blwyddyn))\b`)
	// welshDone is what is done as a rule, in the impersonal form: "anfonir".
	welshDone = regexp.MustCompile(`\b[a-z]{4,}ir\b`)
)

const welshNumbers = `un|d?dau|d?dwy|t?dri|tri|tair|dair|[pb]edwar|[pb]edair|[pb]um|[pb]ump|chwech|chwe|saith|wyth|naw|d?deg|d?deng|d?deuddeg|[pb]ymtheg|ugain`

// welshValues are the numbers of Welsh without the mutation of their first letter.
var welshValues = map[string]string{"un": "1", "dau": "2", "dwy": "2", "tri": "3", "tair": "3", "pedwar": "4", "pedair": "4", "pum": "5", "pump": "5", "chwe": "6", "chwech": "6", "saith": "7", "wyth": "8", "naw": "9", "deg": "10", "deng": "10", "deuddeg": "12", "pymtheg": "15", "ugain": "20"}

// radicals are words without the mutation of their first letter, in the singular.
var radicals = func() map[string]string {
	out := map[string]string{}
	for _, same := range []string{"dau ddau", "dwy ddwy", "tri dri", "tair dair", "pedwar bedwar", "pedair bedair", "pum bum", "pump bump", "deg ddeg", "deng ddeng", "deuddeg ddeuddeg", "pymtheg bymtheg",
		"diwrnod ddiwrnod niwrnod dyddiau ddyddiau", "awr oriau", "wythnos wythnosau", "mis fis misoedd", "blynedd flynedd mlynedd", "munud funud munudau"} {
		words := strings.Fields(same)
		for _, w := range words {
			out[w] = words[0]
		}
	}
	return out
}()

func radical(word string) string { return cmp.Or(radicals[word], word) }

// welshHints are in nearly every sentence of Welsh: those without any need no second look.
var welshHints = []string{" y ", " yn ", " yr ", "'r", "rhaid", "dyl"}

// isWelsh tells whether a folded text has more than one word that only Welsh has.
func isWelsh(folded string) bool {
	hinted := func(hint string) bool { return strings.Contains(folded, hint) }
	return slices.ContainsFunc(welshHints, hinted) && len(welshOnly.FindAllString(folded, 2)) == 2
}

// welshVerbsOf lists the words of duty of a folded text in Welsh.
func welshVerbsOf(folded string) []mention {
	if !isWelsh(folded) {
		return nil
	}
	return asMentions(welshVerb.FindAllString(folded, -1), func(printed string) string {
		verb, not := strings.CutPrefix(printed, "ni ")
		sort := "rhaid"
		switch {
		case strings.Contains(verb, "dyl"):
			sort = "dylai"
		case verb != "rhaid":
			sort = "gall"
		}
		if not {
			return "ni " + sort
		}
		return sort
	})
}

// welshConditionsOf lists its conditions and negations.
func welshConditionsOf(folded string) []mention {
	if !isWelsh(folded) {
		return nil
	}
	return asMentions(welshCase.FindAllString(folded, -1), func(printed string) string {
		switch {
		case printed == "os", printed == "pan":
			return "if"
		case strings.HasSuffix(printed, "eidio"), printed == "nid", printed == "byth":
			return "not"
		case printed == "heblaw":
			return "ac eithrio"
		case printed == "dim ond":
			return "yn unig"
		}
		return printed
	})
}

// welshTimesOf lists its limits of time, and how often.
func welshTimesOf(folded string) []mention {
	if !isWelsh(folded) {
		return nil
	}
	out := asMentions(welshSoon.FindAllString(folded, -1), nil)
	for _, m := range welshTime.FindAllStringSubmatch(folded, -1) {
		n := radical(m[1])
		out = append(out, mention{strings.TrimSpace(cmp.Or(welshValues[n], n) + " " + radical(m[2]) + " " + m[3]), m[0]})
	}
	return out
}

// welshDuty is what makes a new or removed passage one with a duty, "" if there is nothing.
func welshDuty(folded string) string {
	for _, m := range welshVerbsOf(folded) {
		if m.means != "gall" {
			return m.printed
		}
	}
	return ""
}
