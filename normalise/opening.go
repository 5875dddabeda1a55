package normalise

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// An anchored is a pattern that begins with "^", behind a table of the openings
// that a match of it can have. Nearly every line of a manual is refused by the
// table, which costs a nanosecond where the pattern costs a microsecond; the
// answers are those of the pattern.
type anchored struct {
	re *regexp.Regexp
	openings
}

// openings are the classes of the first bytes with which something may begin, a
// bit each.
type openings [1 << (openingBytes * classBits) / 32]uint32

const (
	openingBytes = 3 // bytes of a text that are looked up
	classBits    = 5
	classes      = 1 << classBits
)

// Classes of bytes that are no letters; letters of either case are 1 to 26.
const (
	classEnd   = 0
	classDigit = 27 + iota - 1
	classSpace
	classOpen // brackets that open
	classSign // any other of ASCII
	classWide // a part of a rune beyond ASCII
)

// anchor compiles a pattern that begins with "^".
func anchor(pattern string) *anchored {
	a := &anchored{re: regexp.MustCompile(pattern)}
	a.openings.of(syntaxOf(pattern))
	return a
}

// A worded is a pattern whose matches begin with a word of ASCII, behind the same
// table: it is tried only where a word begins that can open it.
type worded struct{ anchored }

// atWord compiles a pattern of which each match begins at the beginning of a word.
func atWord(pattern string) *worded { return &worded{*anchor(`^(?:` + pattern + `)`)} }

// MatchString is that of the pattern behind "\b".
func (w *worded) MatchString(s string) bool { return w.FindStringIndex(s) != nil }

// FindStringIndex is that of the pattern behind "\b".
func (w *worded) FindStringIndex(s string) []int { return w.findFrom(s, 0) }

// findFrom finds the first match that begins at a place or behind it.
func (w *worded) findFrom(s string, from int) []int {
	for i := from; i < len(s); i++ {
		if !wordSign(s[i]) || i > 0 && wordSign(s[i-1]) || !w.may(s[i:]) {
			continue
		}
		if m := w.re.FindStringIndex(s[i:]); m != nil {
			return []int{i, i + m[1]}
		}
	}
	return nil
}

// wordSign reports the bytes that "\b" counts as those of words.
func wordSign(c byte) bool { return wordByte(c) || c == '_' }

// A trailing is a pattern that ends with "$", behind the same table of the closings
// that a match of it can have, read from the end.
type trailing struct {
	re       *regexp.Regexp
	closings openings
}

// ending compiles a pattern that ends with "$".
func ending(pattern string) *trailing {
	t := &trailing{re: regexp.MustCompile(pattern)}
	t.closings.of(reversed(syntaxOf(pattern)))
	return t
}

// may reports whether the last bytes of s can close the pattern.
func (t *trailing) may(s string) bool {
	var last [openingBytes]byte
	n := 0
	for ; n < min(len(s), openingBytes); n++ {
		last[n] = s[len(s)-1-n]
	}
	return t.closings.may(string(last[:n]))
}

// FindString is that of the pattern.
func (t *trailing) FindString(s string) string {
	if !t.may(s) {
		return ""
	}
	return t.re.FindString(s)
}

// syntaxOf parses a pattern that compiles.
func syntaxOf(pattern string) *syntax.Regexp {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err) // the pattern compiled before
	}
	return tree
}

// reversed makes the pattern of the same texts read from the end.
func reversed(tree *syntax.Regexp) *syntax.Regexp {
	switch tree.Op {
	case syntax.OpLiteral:
		slices.Reverse(tree.Rune)
	case syntax.OpConcat:
		slices.Reverse(tree.Sub)
	case syntax.OpEndText:
		tree.Op = syntax.OpBeginText
	case syntax.OpBeginText:
		tree.Op = syntax.OpEndText
	}
	for _, sub := range tree.Sub {
		reversed(sub)
	}
	return tree
}

// of finds the openings of a pattern: all, if it does not begin with "^".
func (o *openings) of(tree *syntax.Regexp) {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil || prog.StartCond()&syntax.EmptyBeginText == 0 {
		o.allow(0, 0)
		return
	}
	w := openingWalk{prog: prog, out: o, seen: make(map[openingState]bool)}
	w.visit(openingState{pc: prog.Start})
}

// may reports whether the first bytes of s can open it.
func (o *openings) may(s string) bool {
	key := 0
	if len(s) >= openingBytes {
		key = int(byteClass[s[0]])<<(2*classBits) | int(byteClass[s[1]])<<classBits | int(byteClass[s[2]])
	} else {
		for i := range openingBytes {
			key <<= classBits
			if i < len(s) {
				key |= int(byteClass[s[i]])
			}
		}
	}
	return o[key/32]>>(key%32)&1 == 1
}

func (a *anchored) MatchString(s string) bool { return a.may(s) && a.re.MatchString(s) }

func (a *anchored) FindString(s string) string {
	if !a.may(s) {
		return ""
	}
	return a.re.FindString(s)
}

func (a *anchored) FindStringSubmatch(s string) []string {
	if !a.may(s) {
		return nil
	}
	return a.re.FindStringSubmatch(s)
}

// cut is s without the match of the pattern.
func (a *anchored) cut(s string) string { return s[len(a.FindString(s)):] }

// allow sets all openings that begin with the n classes of key.
func (o *openings) allow(key, n int) {
	free := (openingBytes - n) * classBits
	for k := key << free; k < (key+1)<<free; k++ {
		o[k/32] |= 1 << (k % 32)
	}
}

// byteClass maps bytes to classes.
var byteClass = func() (table [256]uint8) {
	for b := range table {
		table[b] = classOf(rune(b))
	}
	return table
}()

func classOf(r rune) uint8 {
	switch {
	case r >= utf8.RuneSelf:
		return classWide
	case r >= 'a' && r <= 'z':
		return uint8(r-'a') + 1
	case r >= 'A' && r <= 'Z':
		return uint8(r-'A') + 1
	case r >= '0' && r <= '9':
		return classDigit
	case unicode.IsSpace(r):
		return classSpace
	case r == '(' || r == '[' || r == '{':
		return classOpen
	}
	return classSign
}

// An openingWalk follows a compiled pattern through its first bytes.
type openingWalk struct {
	prog *syntax.Prog
	out  *openings
	seen map[openingState]bool
}

// An openingState is a place in the pattern after n bytes of the classes in key.
type openingState struct {
	pc     int
	key, n int
}

func (w *openingWalk) visit(at openingState) {
	if at.n == openingBytes {
		w.out.allow(at.key, at.n)
		return
	}
	if w.seen[at] {
		return
	}
	w.seen[at] = true
	in := &w.prog.Inst[at.pc]
	switch in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		w.visit(openingState{int(in.Out), at.key, at.n})
		w.visit(openingState{int(in.Arg), at.key, at.n})
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		w.visit(openingState{int(in.Out), at.key, at.n})
	case syntax.InstMatch:
		w.out.allow(at.key, at.n)
	case syntax.InstFail:
	default:
		w.step(in, at)
	}
}

// step goes on after one rune of the pattern. A rune beyond ASCII has two to four
// bytes, one where the text is no UTF-8.
func (w *openingWalk) step(in *syntax.Inst, at openingState) {
	var reach [classes]bool
	for r := range rune(utf8.RuneSelf) {
		if in.MatchRune(r) {
			reach[classOf(r)] = true
		}
	}
	for c, ok := range reach {
		if ok {
			w.visit(openingState{int(in.Out), at.key<<classBits | c, at.n + 1})
		}
	}
	if !matchesWide(in) {
		return
	}
	next := openingState{int(in.Out), at.key, at.n}
	for next.n < min(openingBytes, at.n+utf8.UTFMax) {
		next.key, next.n = next.key<<classBits|classWide, next.n+1
		w.visit(next)
	}
}

// matchesWide reports whether a rune beyond ASCII can match, by case folding too.
func matchesWide(in *syntax.Inst) bool {
	if in.Op == syntax.InstRuneAny || in.Op == syntax.InstRuneAnyNotNL {
		return true
	}
	return in.Rune[len(in.Rune)-1] >= utf8.RuneSelf || in.MatchRune('\u017f') || in.MatchRune('\u212a')
}
