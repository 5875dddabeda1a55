package object

import "strconv"

// The pre-flight looks at a file before the object layer opens it, so it needs a
// small reader of objects of its own: values are nil, bool, float64, string (a
// string), nameValue, [Ref], []any and map[string]any.

// A nameValue is a name without its slash.
type nameValue string

// A Ref is an indirect reference, the name of an object in a file.
type Ref struct{ num, gen int }

// maxNesting bounds the depth of arrays and dictionaries.
const maxNesting = 100

// Value reads one object at the lexer's place: nil, bool, float64, string, a name, [Ref],
// []any or map[string]any.
func (l *Lexer) Value() any { return l.valueOf(l.Next(), 0) }

func (l *Lexer) valueOf(t Token, depth int) any {
	switch t.Kind {
	case TokNumber:
		return l.numberOrRef(t)
	case TokString:
		return string(t.Text)
	case TokName:
		return nameValue(t.Text)
	case TokOpenArray:
		return l.array(depth + 1)
	case TokOpenDict:
		return l.dict(depth + 1)
	case TokWord:
		switch string(t.Text) {
		case "true":
			return true
		case "false":
			return false
		}
	}
	return nil
}

// numberOrRef reads "12 0 R" as one value.
func (l *Lexer) numberOrRef(t Token) any {
	back := l.Pos
	if t.Num < 0 || t.Num != float64(int(t.Num)) {
		return t.Num
	}
	gen := l.Next()
	if gen.Kind == TokNumber {
		if r := l.Next(); r.Kind == TokWord && string(r.Text) == "R" {
			return Ref{int(t.Num), int(gen.Num)}
		}
	}
	l.Pos = back
	return t.Num
}

func (l *Lexer) array(depth int) any {
	var out []any
	for {
		t := l.Next()
		if t.Kind == TokEOF || t.Kind == TokCloseArray || depth > maxNesting {
			return out
		}
		if t.Kind == TokCloseDict || t.Kind == TokWord && string(t.Text) == "endobj" {
			return out
		}
		out = append(out, l.valueOf(t, depth))
	}
}

func (l *Lexer) dict(depth int) any {
	out := map[string]any{}
	for {
		t := l.Next()
		if t.Kind == TokEOF || t.Kind == TokCloseDict || depth > maxNesting {
			return out
		}
		if t.Kind == TokWord && (string(t.Text) == "endobj" || string(t.Text) == "stream") {
			l.Pos = t.Pos
			return out
		}
		if t.Kind != TokName {
			continue
		}
		key := string(t.Text)
		v := l.Next()
		if v.Kind == TokCloseDict {
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
	l := &Lexer{Bytes: b[:min(len(b), pos+64)], Pos: pos}
	n, g, w := l.Next(), l.Next(), l.Next()
	if n.Kind != TokNumber || g.Kind != TokNumber || w.Kind != TokWord || len(w.Text) < 3 || string(w.Text[:3]) != "obj" {
		return 0, 0, 0, false
	}
	return int(n.Num), int(g.Num), w.Pos + 3, true
}

func intOf(v any) int {
	f, _ := v.(float64)
	return int(f)
}

// String writes the reference as a file does: "12 0 R".
func (r Ref) String() string { return strconv.Itoa(r.num) + " " + strconv.Itoa(r.gen) + " R" }
