package pdf

import "strconv"

// The pre-flight looks at a file before the object layer opens it, so it needs a
// small reader of objects of its own: values are nil, bool, float64, string (a
// string), nameValue, ref, []any and map[string]any.

type nameValue string

// A ref is an indirect reference.
type ref struct{ num, gen int }

// maxNesting bounds the depth of arrays and dictionaries.
const maxNesting = 100

// value reads one object at the lexer's place.
func (l *lexer) value() any { return l.valueOf(l.next(), 0) }

func (l *lexer) valueOf(t token, depth int) any {
	switch t.kind {
	case tokNumber:
		return l.numberOrRef(t)
	case tokString:
		return string(t.text)
	case tokName:
		return nameValue(t.text)
	case tokOpenArray:
		return l.array(depth + 1)
	case tokOpenDict:
		return l.dict(depth + 1)
	case tokWord:
		switch string(t.text) {
		case "true":
			return true
		case "false":
			return false
		}
	}
	return nil
}

// numberOrRef reads "12 0 R" as one value.
func (l *lexer) numberOrRef(t token) any {
	back := l.pos
	if t.num < 0 || t.num != float64(int(t.num)) {
		return t.num
	}
	gen := l.next()
	if gen.kind == tokNumber {
		if r := l.next(); r.kind == tokWord && string(r.text) == "R" {
			return ref{int(t.num), int(gen.num)}
		}
	}
	l.pos = back
	return t.num
}

func (l *lexer) array(depth int) any {
	var out []any
	for {
		t := l.next()
		if t.kind == tokEOF || t.kind == tokCloseArray || depth > maxNesting {
			return out
		}
		if t.kind == tokCloseDict || t.kind == tokWord && string(t.text) == "endobj" {
			return out
		}
		out = append(out, l.valueOf(t, depth))
	}
}

func (l *lexer) dict(depth int) any {
	out := map[string]any{}
	for {
		t := l.next()
		if t.kind == tokEOF || t.kind == tokCloseDict || depth > maxNesting {
			return out
		}
		if t.kind == tokWord && (string(t.text) == "endobj" || string(t.text) == "stream") {
			l.pos = t.pos
			return out
		}
		if t.kind != tokName {
			continue
		}
		key := string(t.text)
		v := l.next()
		if v.kind == tokCloseDict {
			return out
		}
		out[key] = l.valueOf(v, depth)
	}
}

// objectHead reads "12 0 obj" at pos and returns the number, the generation and
// the place after it.
func objectHead(b []byte, pos int) (num, gen, after int, ok bool) {
	if pos < 0 || pos >= len(b) {
		return 0, 0, 0, false
	}
	l := &lexer{b: b[:min(len(b), pos+64)], pos: pos}
	n, g, w := l.next(), l.next(), l.next()
	if n.kind != tokNumber || g.kind != tokNumber || w.kind != tokWord || len(w.text) < 3 || string(w.text[:3]) != "obj" {
		return 0, 0, 0, false
	}
	return int(n.num), int(g.num), w.pos + 3, true
}

func intOf(v any) int {
	f, _ := v.(float64)
	return int(f)
}

func (r ref) String() string { return strconv.Itoa(r.num) + " " + strconv.Itoa(r.gen) + " R" }
