package toc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	// issuer ends the name of a body that issues papers.
	issuer = pattern.New(`(?i)\b(?:committees?|boards?|partnerships?|councils?|trusts?|authorit(?:y|ies)|police|service|forum)$`)
	// fileSign is what the picture of a sort of file is called.
	fileSign = pattern.New(`(?i)^(?:(?:icon|logo|image|symbol)\s+(?:of|for)\s+)?(?:an?\s+)?(?:adobe\s+|acrobat\s+|ms\s+|microsoft\s+)*(?:pdf|word|docx?|odt|rtf|document|file|acrobat)(?:\s+(?:document|file|format))?(?:\s+(?:icon|logo|image|symbol))?$`)
)

// behindIssuer is where the title of a file begins behind the body that issued it: the picture
// of the sort of file stands between them; 0 where the line does not begin so.
func behindIssuer(l layout.Line, k parse.Link) int {
	before := strings.TrimSpace(l.Text[:k.Start])
	if len(l.Alts) != 1 || len(l.AltAt) != 1 || len(l.Links) != 1 || !isName(before) || !issuer.MatchString(before) || !fileSign.MatchString(strings.TrimSpace(l.Alts[0])) {
		return 0
	}
	if at := l.AltAt[0]; at < len(before) || at > k.Start {
		return 0
	}
	return k.Start
}

// isName reports words before a link that are the name of a body or of a paper and no beginning
// of a sentence: two words at least, and all but the small ones begin with capitals.
func isName(words string) bool {
	const small = 3 // letters: "and", "of", "the"
	if _, _, ok := wording.SplitNumber(words); ok {
		return false
	}
	names := strings.Fields(words)
	for i, w := range names {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && first != '&' && (i == 0 || utf8.RuneCountInString(w) > small) {
			return false
		}
	}
	return len(names) > 1 && !strings.ContainsAny(words, ".;!?")
}

// closesWithFile reports words behind a link that begin with what kind of file it leads to, in
// brackets: no title goes on behind that, "<a>Visits</a> [225kb] - guidance for teams".
func closesWithFile(suffix string) bool {
	suffix = strings.TrimSpace(suffix)
	end := strings.IndexAny(suffix, ")]")
	return end > 0 && strings.IndexByte("([", suffix[0]) >= 0 && titleflag.Particulars(suffix[:end])
}
