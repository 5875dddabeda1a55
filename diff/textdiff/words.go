package textdiff

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
	"manualwatch/diff"
)

// maxProduct bounds the word comparison of one pair of sentences by its cost, the
// product of their lengths after common ends are cut off. Beyond it the pair is
// shown as old and new.
const maxProduct = 1_500_000

// firstRune is where the runes that stand for words begin: the private use area,
// above the surrogates, which no rune may be.
const firstRune = 0xE000

// A Span is a stretch of a line's script.
type Span struct {
	Op   diff.Op
	text string
	Key  string // folded
	was  string // the first word as it was, where a kept span behind an edit has it with other capitals
	// Swept marks the halves of a replacement that belongs to a sweep of terms.
	Swept bool
}

// wordSpans returns the script that turns a into b: its Keep and Insert texts
// joined are b as printed. Words that differ in typography only are kept.
func wordSpans(a, b []token) []Span {
	n, m := CommonEnds(a, b)
	var s spanner
	s.keep(a[:n], b[:n])
	s.middle(a[n:len(a)-m], b[n:len(b)-m])
	s.keep(a[len(a)-m:], b[len(b)-m:])
	return s.out
}

// CommonEnds counts the words that two texts begin and end with alike.
func CommonEnds(a, b []token) (head, tail int) {
	for head < len(a) && head < len(b) && a[head].Key == b[head].Key {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail].Key == b[len(b)-1-tail].Key {
		tail++
	}
	return head, tail
}

type spanner struct {
	out []Span
	gap string // between the last word kept and the next of the older text
}

// append adds a span, joined to the last one if both have one op.
func (s *spanner) append(sp Span) {
	if n := len(s.out); n > 0 && s.out[n-1].Op == sp.Op {
		s.out[n-1].text += sp.text
		s.out[n-1].Key += " " + sp.Key
		return
	}
	s.out = append(s.out, sp)
}

func (s *spanner) middle(a, b []token) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > maxProduct {
		s.add(diff.Delete, a)
		s.add(diff.Insert, b)
		return
	}
	ra, rb := tokenRunes(a, b)
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // never by the clock
	i, j := 0, 0
	for _, d := range dmp.DiffMainRunes(ra, rb, false) {
		n := len([]rune(d.Text))
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			s.keep(a[i:i+n], b[j:j+n])
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			s.add(diff.Delete, a[i:i+n])
			i += n
		case diffmatchpatch.DiffInsert:
			s.add(diff.Insert, b[j:j+n])
			j += n
		}
	}
	s.out = bridge(s.out)
}

// tokenRunes gives every distinct word one rune.
func tokenRunes(a, b []token) (ra, rb []rune) {
	id := make(map[string]rune, len(a)+len(b))
	runes := func(ts []token) []rune {
		out := make([]rune, len(ts))
		for i, t := range ts {
			r, ok := id[t.Key]
			if !ok {
				r = firstRune + rune(len(id))
				id[t.Key] = r
			}
			out[i] = r
		}
		return out
	}
	return runes(a), runes(b)
}

func (s *spanner) keep(a, b []token) {
	if len(b) == 0 {
		return
	}
	first := len(s.out)
	s.add(diff.Keep, b)
	if first > 0 && len(s.out) > first && recased(a[0].text, b[0].text) {
		s.out[first].was = a[0].text
	}
	// The word that ends the newer line has no space behind it; where the older one goes
	// on, the deletion that follows would be glued to it otherwise.
	s.gap = ""
	if old := a[len(a)-1].text; !endsInSpace(b[len(b)-1].text) && endsInSpace(old) {
		s.gap = old[len(strings.TrimRight(old, " \u00a0")):]
	}
}

func endsInSpace(s string) bool { return strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\u00a0") }

func (s *spanner) add(op diff.Op, ts []token) {
	if len(ts) == 0 {
		return
	}
	text := textsOf(ts)
	if op == diff.Delete {
		text, s.gap = s.gap+text, ""
	}
	s.append(Span{Op: op, text: text, Key: KeyOf(ts)})
}

// textsOf joins the texts of tokens: what they were cut from.
func textsOf(ts []token) string {
	n := 0
	for i := range ts {
		n += len(ts[i].text)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range ts {
		b.WriteString(ts[i].text)
	}
	return b.String()
}

// bridge joins edits that only a mark or a stop word keeps apart, so that people
// read one replacement and not confetti. Order inside a run: deleted, then
// inserted.
func bridge(in []Span) []Span {
	var out []Span
	for i := 0; i < len(in); {
		if in[i].Op == diff.Keep {
			out = append(out, in[i])
			i++
			continue
		}
		j := i
		for j < len(in) && (in[j].Op != diff.Keep || j+1 < len(in) && j > i && isThin(in[j]) && isThick(in[i:j]) && isThick(in[j+1:nextKeep(in, j+1)])) {
			j++
		}
		out = append(out, flatten(in[i:j])...)
		i = j
	}
	return out
}

func nextKeep(in []Span, i int) int {
	for i < len(in) && in[i].Op != diff.Keep {
		i++
	}
	return i
}

func isThin(s Span) bool {
	return !strings.Contains(s.Key, " ") && (len(s.Key) == 1 || strings.Contains(StopWords, " "+s.Key+" "))
}

// isThick tells whether a run of edits replaces at least two words.
func isThick(run []Span) bool {
	del, ins := 0, 0
	for _, s := range run {
		switch s.Op {
		case diff.Delete:
			del += 1 + strings.Count(s.Key, " ")
		case diff.Insert:
			ins += 1 + strings.Count(s.Key, " ")
		}
	}
	return del >= 2 && ins >= 2
}

// flatten turns a run of edits and thin keeps into one deletion and one insertion.
func flatten(run []Span) []Span {
	del, ins := Span{Op: diff.Delete}, Span{Op: diff.Insert}
	grow := func(s *Span, from Span) {
		if s.Op == diff.Delete && from.was != "" {
			from.text = from.was
		}
		s.text += from.text
		if s.Key != "" {
			s.Key += " "
		}
		s.Key += from.Key
	}
	for _, s := range run {
		if s.Op != diff.Insert {
			grow(&del, s)
		}
		if s.Op != diff.Delete {
			grow(&ins, s)
		}
	}
	var out []Span
	if del.text != "" {
		out = append(out, del)
	}
	if ins.text != "" {
		out = append(out, ins)
	}
	return out
}

// Sentences cuts a line into sentences, each a line of its own; their texts joined
// give the line again.
func Sentences(l *Line) []Line {
	toks := l.Tokens()
	var out []Line
	start := 0
	for i := range toks {
		if !endsSentence(toks, i) {
			continue
		}
		out = append(out, sentenceLine(l, toks[start:i+1]))
		start = i + 1
	}
	return out
}

func sentenceLine(l *Line, toks []token) Line {
	return Line{Text: textsOf(toks), Sum: Sum(KeyOf(toks)), Words: wordsOf(toks), Kind: l.Kind, Under: -1, toks: toks}
}

// endsSentence tells whether a sentence ends with token i: a full stop, question
// or exclamation mark (a closing mark may follow) before white space and a word
// that does not begin in lower case; or a printed line break.
func endsSentence(toks []token, i int) bool {
	if i+1 >= len(toks) {
		return true
	}
	if strings.Contains(toks[i].text, "\n") {
		return true
	}
	end := i
	for end > 0 && (toks[end].Key == "\"" || toks[end].Key == "'" || toks[end].Key == ")") {
		end--
	}
	k := toks[end].Key
	if k != "." && k != "?" && k != "!" || !strings.ContainsAny(toks[i].text, " \u00a0") {
		return false
	}
	if end > 0 && len(toks[end-1].Key) == 1 && !toks[end-1].Mark {
		return false // an initial
	}
	next := strings.TrimLeft(toks[i+1].text, "\"'“‘(")
	return next == "" || !(next[0] >= 'a' && next[0] <= 'z')
}

// CountWords counts the words of a text.
func CountWords(folded string) int {
	n, in := 0, false
	for _, r := range folded {
		if r >= 'a' && r <= 'z' {
			if !in {
				n++
			}
			in = true
			continue
		}
		w := IsWordRune(r)
		if w && !in {
			n++
		}
		in = w || in && r != ' '
	}
	return n
}

// StopWords say nothing about which chapter a title names.
const StopWords = " a an and the of to in for with on or by from at as is are be who that their this under "
