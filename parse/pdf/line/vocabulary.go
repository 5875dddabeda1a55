package line

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/parse/pdf/writing"
)

// A Vocabulary holds the words of a document, to decide whether a hyphen at a
// line's end belongs to a word or was put there to break it.
type Vocabulary map[string]bool

// Note adds the words of a line, except the two that may be halves.
func (v Vocabulary) Note(l *Line) {
	for i := range l.Words {
		if i == 0 || i == len(l.Words)-1 && strings.HasSuffix(l.Words[i].Text, "-") {
			continue
		}
		v[wordKey(l.Words[i].Text)] = true
	}
}

func wordKey(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// prefixes make compounds that keep their hyphen whatever follows: "multi-agency". How
// seldom lines of a document end in a hyphen tells nothing: narrow columns break words in
// documents that hardly do so elsewhere.
var prefixes = map[string]bool{
	"multi": true, "self": true, "non": true, "well": true, "cross": true, "anti": true, "semi": true,
	"best": true, "one": true, "two": true, "three": true, "four": true, "five": true, "third": true, "vice": true, "decision": true, "trauma": true,
	"child": true, "face": true, "follow": true, "long": true, "short": true, "ill": true, "follow-up": true,
	"early": true, "easy": true, "evidence": true, "family": true, "gender": true, "looked": true, "needs": true, "strengths": true, "whole": true, "worst": true,
}

// endings are no words of their own that such compounds could end in: "child-ren".
var endings = map[string]bool{"ing": true, "ed": true, "er": true, "ers": true, "est": true, "ish": true, "ly": true, "ren": true, "hood": true}

// compounds keep their hyphen though what stands before it may begin a plain word.
var compounds = map[string]bool{"pre-birth": true, "pre-school": true, "pre-verbal": true, "pre-mobile": true, "pre-conception": true, "pre-proceedings": true, "pre-meeting": true, "post-birth": true, "post-mortem": true, "over-optimism": true, "inter-agency": true, "inter-authority": true, "intra-familial": true, "extra-familial": true, "line-management": true, "line-manager": true, "line-managers": true, "line-managed": true}

// linking are the words within compounds of three and more: "cause-for-concern", "day-to-day".
var linking = map[string]bool{"for": true, "of": true, "to": true, "in": true, "on": true, "by": true, "and": true, "the": true, "a": true}

// joins reports whether the halves of a word broken at a hyphen are joined
// without it.
func (v Vocabulary) joins(left, right string) bool {
	l, r := wordKey(left), wordKey(right)
	first, _ := utf8.DecodeRuneInString(right)
	if l == "" || r == "" || !unicode.IsLower(first) || isAddress(left+right) {
		return false
	}
	compound := false
	if i := strings.LastIndexByte(l, '-'); i >= 0 {
		l = l[i+1:]
		compound = linking[l]
	}
	half, _, goesOn := strings.Cut(r, "-")
	compound = compound || goesOn && linking[half]
	switch {
	case v[l+r] || v[l+half]:
		return true
	case compound || v[l+"-"+r] || v[l+"-"+half] || compounds[l+"-"+half] || prefixes[l] && !endings[half]:
		return false
	}
	return !(v[l] && v[half]) && !meetsItself(l, half)
}

// meetsItself reports a prefix that keeps its hyphen before a word with which it would run into
// itself: "re-engage", "re-referral", "co-operate".
func meetsItself(prefix, word string) bool {
	const least = 4 // letters; "de-er" is one word
	switch prefix {
	case "re", "pre", "de", "co":
		return len(word) >= least && (strings.HasPrefix(word, prefix[len(prefix)-1:]) || strings.HasPrefix(word, prefix))
	}
	return false
}

// parted reports whether a word that alone fills the first line of a narrow cell goes on in the
// next, broken without a hyphen: the document has neither half as a word, but both together.
func (v Vocabulary) parted(left, right string) bool {
	if strings.ContainsRune(left, ' ') || !isLetters(left) || !isLetters(right) || unicode.IsUpper(writing.FirstRune(right)) {
		return false
	}
	l, r := wordKey(left), wordKey(right)
	return v[l+r] && !v[l] && !v[r]
}

// isLetters reports a word of letters and nothing else.
func isLetters(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// isAddress reports a word that is an address of mail or of the web: nobody breaks one at a
// hyphen that it does not have.
func isAddress(s string) bool {
	return strings.Contains(s, "@") || strings.Contains(s, "://") || strings.Contains(s, "www.")
}

// hostEnds are the last labels that hosts of mail have in these islands.
var hostEnds = map[string]bool{"uk": true, "com": true, "org": true, "net": true, "eu": true, "info": true, "wales": true, "cymru": true, "scot": true, "london": true, "church": true, "ie": true, "je": true, "gg": true, "im": true, "example": true}

// mailGoesOn reports an address of mail that is longer than its column, and was broken there
// without a hyphen: its host ends as none does, and with the rest as one does.
func mailGoesOn(left, right string) bool {
	if at := strings.IndexByte(left, '@'); at < 1 || at+1 == len(left) {
		return false
	}
	return (!hostEnds[lastLabel(left)] || strings.HasPrefix(right, ".")) && wordKey(right) != "" && hostEnds[lastLabel(left+right)]
}

func lastLabel(host string) string {
	return wordKey(host[strings.LastIndexByte(strings.TrimRight(host, ".,;:)"), '.')+1:])
}

// cutDay is a day in figures whose column was too narrow for its year, wholeDay one that was not.
var (
	cutDay   = regexp.MustCompile(`^\d{1,2}[/.]\d{1,2}(?:[/.]\d{0,3})?$`)
	wholeDay = regexp.MustCompile(`^\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d$`)
)

// dayGoesOn reports a day in figures that alone fills the first line of a narrow cell and goes on in
// the next: "18/11/202" over "4".
func dayGoesOn(left, right string) bool {
	return cutDay.MatchString(left) && wholeDay.MatchString(left+right)
}

// AppendLine adds a line to a text: with a space, or to the word that the end of
// the text broke.
func AppendLine(b *strings.Builder, t string, v Vocabulary) {
	if b.Len() == 0 {
		b.WriteString(t)
		return
	}
	s := b.String()
	for _, soft := range []string{"\u00ad", "\u2010"} { // put there to break the word
		if head := strings.TrimSuffix(s, soft); head != s && head != "" && !strings.HasSuffix(head, " ") {
			b.Reset()
			b.WriteString(head + t)
			return
		}
	}
	right, _, _ := strings.Cut(t, " ")
	if mailGoesOn(s[strings.LastIndexByte(s, ' ')+1:], right) || v.parted(s, right) || dayGoesOn(s, right) {
		b.WriteString(t)
		return
	}
	head := strings.TrimSuffix(s, "-")
	if head == s || strings.HasSuffix(head, " ") || strings.HasSuffix(head, "-") {
		b.WriteString(" " + t)
		return
	}
	if right == "or" || right == "and" { // "over- or under-stated"
		b.WriteString(" " + t)
		return
	}
	left := head[strings.LastIndexByte(head, ' ')+1:]
	if v.joins(left, right) {
		b.Reset()
		b.WriteString(head + t)
		return
	}
	b.WriteString(t)
}
