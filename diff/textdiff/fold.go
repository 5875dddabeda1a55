package textdiff

import (
	"manualwatch/normalise/wording"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word or a mark of a text. Its text runs up to the next token, so
// that the texts of a line's tokens joined give the line again.
type token struct {
	text string
	Key  string // folded: what is compared
	Mark bool   // punctuation, not a word
}

// foldRune maps typographic variants to one form; drop tells that the rune has no
// width. Ligatures and the ellipsis are handled by foldWord.
func foldRune(r rune) (folded rune, drop bool) {
	switch r {
	case '’', '‘', '‛', '′', '`', '´':
		return '\'', false
	case '“', '”', '„', '″', '«', '»', utf8.RuneError: // what a site lost is mostly a quote
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

// FoldText folds case, quotes, dashes, spaces, soft hyphens and ligatures: two
// texts with one folded form read the same.
func FoldText(s string) string {
	if isFolded(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	space, odd := true, false
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			f, drop := foldRune(r)
			switch {
			case drop:
				continue
			case f >= utf8.RuneSelf && !unicode.IsSpace(f):
				odd = odd || f >= 0xfb00 && f <= 0xfb04 || f == '…'
				b, space = utf8.AppendRune(b, f), false
				continue
			case f >= utf8.RuneSelf:
				c = ' '
			default:
				c = byte(f)
			}
		} else {
			j := i
			for j < len(s) && s[j] >= 'a' && s[j] <= 'z' {
				j++
			}
			if j > i {
				b, space, i = append(b, s[i:j]...), false, j
				continue
			}
			i++
		}
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			if !space {
				b = append(b, ' ')
			}
			space = true
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '`':
			c = '\''
		}
		odd = odd || c == '\'' && len(b) > 0 && b[len(b)-1] == '\''
		b, space = append(b, c), false
	}
	if n := len(b); n > 0 && b[n-1] == ' ' {
		b = b[:n-1]
	}
	if odd {
		return ligatures.Replace(string(b))
	}
	return string(b)
}

// isFolded tells cheaply that a short text is its own folded form.
func isFolded(s string) bool {
	if len(s) > 40 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '.' && c != ',' && c != '-' && c != ';' && c != ':' && c != '(' && c != ')') {
			return false
		}
	}
	return true
}

// Tokens cuts a line into words and marks. Hyphens, apostrophes, dots and
// slashes inside a word belong to it.
func Tokens(s string) []token {
	out := make([]token, 0, len(s)/5+2)
	from := 0 // where the text of the token to come begins
	for i := skipSpace(s, 0); i < len(s); {
		end, mark := wordEnd(s, i)
		key := FoldText(s[i:end])
		next := skipSpace(s, end)
		if key != "" {
			out = append(out, token{text: s[from:next], Key: key, Mark: mark})
			from = next
		}
		i = next
	}
	return out
}

func skipSpace(s string, i int) int {
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if c != ' ' && (c < '\t' || c > '\r') {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if f, drop := foldRune(r); !drop && f != ' ' && !unicode.IsSpace(f) {
			return i
		}
		i += n
	}
	return i
}

// IsWordRune reports a sign that words are made of.
func IsWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '%' || r == '@' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '£' || strings.ContainsRune("¼½¾⅓⅔", r)
}

// wordEnd returns where the token at s[i:] ends, and whether it is a mark.
func wordEnd(s string, i int) (end int, mark bool) {
	r, n := utf8.DecodeRuneInString(s[i:])
	if !IsWordRune(r) {
		return i + n, true
	}
	for j := i + n; ; {
		if j < len(s) && s[j] >= 'a' && s[j] <= 'z' {
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[j:])
		if n == 0 {
			return j, false
		}
		if IsWordRune(r) {
			j += n
			continue
		}
		f, drop := foldRune(r)
		next, m := utf8.DecodeRuneInString(s[j+n:])
		if thousand(s, j) {
			j += n + m
			continue
		}
		if (drop || strings.ContainsRune("-'./:&", f)) && r != '—' && m > 0 && IsWordRune(next) {
			j += n + m
			continue
		}
		return j, false
	}
}

// thousand tells whether a comma stands inside a number: "1,000".
func thousand(s string, comma int) bool {
	const digits = 3
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	if s[comma] != ',' || !digit(comma-1) {
		return false
	}
	for i := 1; i <= digits; i++ {
		if !digit(comma + i) {
			return false
		}
	}
	return !digit(comma + digits + 1)
}

// wordsOf counts the words of a text.
func wordsOf(toks []token) int {
	n := 0
	for _, t := range toks {
		n += wording.BoolInt(!t.Mark)
	}
	return n
}

// A Sum stands for a text: equal sums read the same. That of a line is its folded
// form, that of a document a hash over those of its lines.
type Sum string

// FoldNumber makes "2.10.", "Section 2.10" and "D14 A" comparable.
func FoldNumber(s string) string {
	f := FoldText(s)
	for _, word := range []string{"part ", "section ", "chapter ", "appendix "} {
		f = strings.TrimPrefix(f, word)
	}
	return strings.TrimRight(strings.ReplaceAll(f, " ", ""), ".:)")
}

// FoldAddress makes addresses comparable: no scheme, www, fragment, session or
// tracking parameter, trailing slash. It is "" for an address that leads nowhere.
func FoldAddress(raw string) string {
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

// AddressPath is the part of a folded address after its host.
func AddressPath(folded string) string {
	if i := strings.IndexByte(folded, '/'); i >= 0 {
		return folded[i:]
	}
	return ""
}
