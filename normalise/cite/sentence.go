package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// notSentenceEnds are abbreviations after which a full stop ends no sentence.
var notSentenceEnds = wordSet(`e.g i.e eg ie etc s ss sec para paras no nos vol dr mr mrs ms st p pp v cf fig art reg regs ch app tel ext approx inc ltd`)

// A sentenceSpan is a sentence's place in a text.
type sentenceSpan struct{ start, end int }

// sentencesOf splits text into sentences: at line breaks, and at a full stop,
// question or exclamation mark that is followed by white space and a capital,
// digit or quotation mark.
func sentencesOf(text string) []sentenceSpan {
	var out []sentenceSpan
	start := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			out = appendSentence(out, text, start, i)
			start = i + 1
		case '.', '!', '?':
			if end := i + 1; stopsAt(text, start, i) {
				for end < len(text) && strings.ContainsRune(`)"'`, rune(text[end])) {
					end++
				}
				out = appendSentence(out, text, start, end)
				start = end
				i = end - 1
			}
		}
	}
	return appendSentence(out, text, start, len(text))
}

func appendSentence(out []sentenceSpan, text string, start, end int) []sentenceSpan {
	s := text[start:end]
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	end = start + len(strings.TrimSpace(s))
	if start >= end {
		return out
	}
	return append(out, sentenceSpan{start, end})
}

// stopsAt tells whether the mark at i ends the sentence begun at start.
func stopsAt(text string, start, i int) bool {
	rest := strings.TrimLeft(text[i+1:], `)"'’”`)
	if rest == "" {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsSpace(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
	if unicode.IsLower(next) {
		return false
	}
	if text[i] != '.' {
		return true
	}
	word := text[start:i]
	if k := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || r == '(' }); k >= 0 {
		word = word[k+1:]
	}
	return !notSentenceEnds[strings.ToLower(word)]
}
