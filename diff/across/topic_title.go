package across

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
)

// A stemmer folds words and keeps what it has seen. It is not for use by several
// goroutines.
type stemmer struct{ seen map[string]string }

func newStemmer() *stemmer { return &stemmer{seen: map[string]string{}} }

// stem returns the stem of a folded word.
func (s *stemmer) stem(word string) string {
	if out, ok := s.seen[word]; ok {
		return out
	}
	out := word
	if len(word) < 40 {
		out = english.Stem(word, false)
	}
	if len(s.seen) < 1<<18 { // bounds memory on hostile text
		s.seen[word] = out
	}
	return out
}

// foldWords splits text into words in lower case; apostrophes vanish, "&" is
// "and", hyphens and all else part words.
func foldWords(text string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '‘':
		default:
			flush()
			if r == '&' {
				out = append(out, "and")
			}
		}
	}
	flush()
	return out
}

// A titleWord is a word of a title.
type titleWord struct {
	word, stem string
	aside      bool // in brackets
}

// maxTitleWords bounds what is read of a title.
const maxTitleWords = 80

// everyWord are the places of all words of a title.
var everyWord = func() (at [maxTitleWords]int) {
	for i := range at {
		at[i] = i
	}
	return at
}()

// dotted are abbreviations written with dots: "M.A.P.P.A.", and "S.47".
var dotted = regexp.MustCompile(`\b(?:\pL\.){2,}\pL?(?:\b|$)|\b[Ss]\.\d`)

// TitleWords reads a title. A title that is all in brackets has no asides.
func (s *stemmer) titleWords(title string) []titleWord {
	var out []titleWord
	plain := 0
	title = dotted.ReplaceAllStringFunc(title, func(s string) string { return strings.ReplaceAll(s, ".", "") })
	for depth, rest := 0, title; rest != "" && len(out) < maxTitleWords; {
		i := strings.IndexAny(rest, "()[]")
		piece, mark := rest, byte(0)
		if i >= 0 {
			piece, mark, rest = rest[:i], rest[i], rest[i+1:]
		} else {
			rest = ""
		}
		for _, w := range foldWords(piece) {
			if len(out) == maxTitleWords {
				break
			}
			out = append(out, titleWord{word: w, stem: s.stem(w), aside: depth > 0})
			if depth == 0 {
				plain++
			}
		}
		switch {
		case mark == '(' || mark == '[':
			depth++
		case mark != 0 && depth > 0:
			depth--
		}
	}
	if plain == 0 {
		for i := range out {
			out[i].aside = false
		}
	}
	return out
}

// slug makes an id of a title: "media-protocol".
func slug(title string) string {
	words := foldWords(title)
	if len(words) > 8 {
		words = words[:8]
	}
	s := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, strings.Join(words, "-"))
	if s = strings.Trim(s, "-"); s == "" {
		return "topic"
	}
	return s
}
