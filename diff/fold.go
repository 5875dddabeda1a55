package diff

import (
	"crypto/sha256"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word or a mark of a text. Its text runs up to the next token, so
// that the texts of a line's tokens joined give the line again.
type token struct {
	text string
	key  string // folded: what is compared
	mark bool   // punctuation, not a word
}

// foldRune maps typographic variants to one form; drop tells that the rune has no
// width. Ligatures and the ellipsis are handled by foldWord.
func foldRune(r rune) (folded rune, drop bool) {
	switch r {
	case '’', '‘', '‛', '′', '`', '´':
		return '\'', false
	case '“', '”', '„', '″', '«', '»':
		return '"', false
	case '–', '—', '‑', '‐', '−', '‒', '―':
		return '-', false
	case '\u00a0', '\u2007', '\u202f', '\u2009', '\u200a', '\t', '\n', '\r':
		return ' ', false
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f':
		return 0, true
	}
	return unicode.ToLower(r), false
}

var ligatures = strings.NewReplacer("ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl", "…", "...", "''", "\"")

// foldText folds case, quotes, dashes, spaces, soft hyphens and ligatures: two
// texts with one folded form read the same.
func foldText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := true
	odd := false
	for _, r := range s {
		f, drop := foldRune(r)
		if drop {
			continue
		}
		if f == ' ' || unicode.IsSpace(f) {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		odd = odd || f >= 0xfb00 && f <= 0xfb06 || f == '…' || f == '\''
		b.WriteRune(f)
	}
	out := strings.TrimRight(b.String(), " ")
	if odd {
		out = ligatures.Replace(out)
	}
	return out
}

// tokens cuts a line into words and marks. Hyphens, apostrophes, dots and
// slashes inside a word belong to it.
func tokens(s string) []token {
	var out []token
	from := 0 // where the text of the token to come begins
	for i := skipSpace(s, 0); i < len(s); {
		end, mark := wordEnd(s, i)
		key := foldText(s[i:end])
		next := skipSpace(s, end)
		if key != "" {
			out = append(out, token{text: s[from:next], key: key, mark: mark})
			from = next
		}
		i = next
	}
	return out
}

func skipSpace(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if f, drop := foldRune(r); !drop && f != ' ' && !unicode.IsSpace(f) {
			return i
		}
		i += n
	}
	return i
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '£' || r == '%' || r == '@' || r == '_'
}

// wordEnd returns where the token at s[i:] ends, and whether it is a mark.
func wordEnd(s string, i int) (end int, mark bool) {
	r, n := utf8.DecodeRuneInString(s[i:])
	if !isWordRune(r) {
		return i + n, true
	}
	for j := i + n; ; {
		r, n := utf8.DecodeRuneInString(s[j:])
		if n == 0 {
			return j, false
		}
		if isWordRune(r) {
			j += n
			continue
		}
		f, drop := foldRune(r)
		next, m := utf8.DecodeRuneInString(s[j+n:])
		if (drop || strings.ContainsRune("-'./:&", f)) && r != '—' && m > 0 && isWordRune(next) {
			j += n + m
			continue
		}
		return j, false
	}
}

// wordsOf counts the words of a text.
func wordsOf(toks []token) int {
	n := 0
	for _, t := range toks {
		if !t.mark {
			n++
		}
	}
	return n
}

// A sum is the hash of a folded text: equal sums read the same.
type sum [16]byte

func sumOf(folded string) sum {
	h := sha256.Sum256([]byte(folded))
	return sum(h[:16])
}

// foldNumber makes "2.10.", "Section 2.10" and "D14 A" comparable.
func foldNumber(s string) string {
	f := foldText(s)
	for _, word := range []string{"part ", "section ", "chapter ", "appendix "} {
		f = strings.TrimPrefix(f, word)
	}
	return strings.TrimRight(strings.ReplaceAll(f, " ", ""), ".:)")
}

// foldAddress makes addresses comparable: no scheme, www, fragment, session or
// tracking parameter, trailing slash. It is "" for an address that leads nowhere.
func foldAddress(raw string) string {
	if raw == "" || strings.HasPrefix(raw, "#") {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	if u.Host == "" && u.Opaque != "" {
		return u.Scheme + ":" + strings.ToLower(u.Opaque)
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + foldPath(u)
}

func foldPath(u *url.URL) string {
	path := strings.TrimRight(u.Path, "/")
	query := u.Query()
	for name := range query {
		if isSessionName(name) {
			query.Del(name)
		}
	}
	if q := query.Encode(); q != "" {
		path += "?" + q
	}
	return path
}

func isSessionName(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "sid", "phpsessid", "jsessionid", "sessionid", "session", "gclid", "fbclid":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}

// addressPath is the part of a folded address after its host.
func addressPath(folded string) string {
	if i := strings.IndexByte(folded, '/'); i >= 0 {
		return folded[i:]
	}
	return ""
}
