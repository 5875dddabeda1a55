package cite

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise/wording"
)

// A token is a word of a text with its place.
type token struct {
	start, end int    // byte offsets
	fold       string // lower case, apostrophes dropped, "&" as "and"
}

// tokenise splits text into words and numbers.
func tokenise(text string) []token {
	return appendTokens(make([]token, 0, len(text)/6+1), text)
}

// appendTokens adds the words and numbers of a text to out.
func appendTokens(out []token, text string) []token {
	low := wording.LowerLetters(text)
	for i := 0; i < len(text); {
		if gapByte(text[i]) {
			i++
			continue
		}
		end, plain := wordEnd(text, i)
		switch {
		case plain:
			out = append(out, token{i, end, low[i:end]})
		case end > i:
			out = append(out, token{i, end, foldWord(text[i:end])})
		case text[i] == '&':
			out = append(out, token{i, i + 1, "and"})
		}
		i = max(end, i+1)
	}
	return out
}

// gapByte reports a byte of ASCII that is no part of a word and stands for none.
func gapByte(c byte) bool { return c < utf8.RuneSelf && !wording.WordByte(c) && c != '&' }

// wordEnd is the end of the word that begins at a place, the place itself if none
// does. A plain word has nothing but ASCII letters and digits.
func wordEnd(text string, i int) (end int, plain bool) {
	plain = true
	for end = i; end < len(text); {
		for end < len(text) && wording.WordByte(text[end]) {
			end++
		}
		if end == len(text) || text[end] < utf8.RuneSelf && text[end] != '\'' {
			break
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !(isApostrophe(r) && end > i && letterFollows(text[end:], r)) {
			break
		}
		plain = false
		end += size
	}
	return end, plain && end > i
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

func letterFollows(s string, r rune) bool {
	next, _ := utf8.DecodeRuneInString(s[utf8.RuneLen(r):])
	return unicode.IsLetter(next)
}

// foldWord folds a word that is not plain.
func foldWord(w string) string {
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, w)
}

// A nameManner tells when a name counts as a citation.
type nameManner uint8

const (
	nameInFull    nameManner = iota // always
	nameBare                        // in this spelling; in titles only with a year
	nameNeedsYear                   // only with a year beside it
)

// A phrase is a name of the table as words.
type phrase struct {
	words    []string
	spelling string // of a bare name
	document int    // index in the table, -1 for a term
	term     int
	manner   nameManner
	year     int // of a name that means one edition, else 0
}

// A phraseBook finds names in a text: by first word, longest first.
type phraseBook map[string]*namesFrom

// A namesFrom holds the names that begin with one word.
type namesFrom struct {
	phrases []phrase
	next    uint32 // classes of the bytes that their second words begin with; all, if one is a word alone
}

func (b *phraseBook) add(name string, p phrase) {
	if *b == nil {
		*b = phraseBook{}
	}
	for _, t := range tokenise(name) {
		p.words = append(p.words, t.fold)
	}
	p.spelling = name
	from := (*b)[p.words[0]]
	if from == nil {
		from = &namesFrom{next: 1 << classWide}
		(*b)[p.words[0]] = from
	}
	from.phrases = append(from.phrases, p)
	if len(p.words) == 1 {
		from.next = ^uint32(0)
	} else {
		from.next |= 1 << byteClass[p.words[1][0]]
	}
}

func (b phraseBook) sort() {
	for _, from := range b {
		sort.SliceStable(from.phrases, func(i, j int) bool { return len(from.phrases[i].words) > len(from.phrases[j].words) })
	}
}

// at returns the longest name that stands at a token, or nil.
func (b phraseBook) at(text string, tokens []token, i int) *phrase {
	from := b[tokens[i].fold]
	if from == nil || i+1 < len(tokens) && from.next>>byteClass[tokens[i+1].fold[0]]&1 == 0 {
		return nil
	}
	for j := range from.phrases {
		p := &from.phrases[j]
		if !p.standsAt(text, tokens, i) {
			continue
		}
		if p.manner != nameBare || sameSpelling(text[tokens[i].start:tokens[i+len(p.words)-1].end], p.spelling) {
			return p
		}
	}
	return nil
}

func (p *phrase) standsAt(text string, tokens []token, i int) bool {
	if i+len(p.words) > len(tokens) {
		return false
	}
	for k, w := range p.words {
		if tokens[i+k].fold != w {
			return false
		}
		if k > 0 && breaksName(text[tokens[i+k-1].end:tokens[i+k].start]) {
			return false
		}
	}
	return true
}

// breaksName tells whether what stands between two words ends a name.
func breaksName(gap string) bool {
	return len(gap) > 8 || strings.ContainsAny(gap, ".!?;|")
}

// sameSpelling compares in case, with white space alike and no apostrophes: "the
// CCG's nurse".
func sameSpelling(a, b string) bool {
	return a == b || spelled(a) == spelled(b)
}

func spelled(s string) string {
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return -1
		}
		return r
	}, strings.Join(strings.Fields(s), " "))
}
