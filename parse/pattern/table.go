package pattern

import (
	"encoding/binary"
	"math/bits"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// An answer is what a table knows of a text.
type answer uint8

const (
	no      answer = iota // there is no match
	perhaps               // there may be one
	yes                   // there is one
)

// A table is a finite automaton over classes of bytes that accepts every text with a
// match of an expression, and some others: classes are coarse, of the conditions of
// an expression only those on the ends of the text are looked at, and there are at
// most mostStates states, beyond which it accepts. Beside the places of the program that
// a text may have come to it knows those that it surely has, by instructions that take
// all of a class and conditions that hold. It is the powerset construction (Rabin and
// Scott, 1959) over the program that package regexp/syntax compiles, made as far as
// texts ask for it.
type table struct {
	from *state // at the beginning
	back bool   // texts are read from their end, where all matches end

	prog  *syntax.Prog
	begin reach // of a match that begins inside the text, if one may

	mu    sync.Mutex  // of what follows, and of making states
	takes []classSets // of each instruction
	after []reach     // of each instruction that takes: where it leads
	known map[string]*state
}

// A state is what is known of a text after some of its bytes.
type state struct {
	last   bool                           // the reading of a text ends here
	ends   answer                         // for a text that ends here
	next   [classes]atomic.Pointer[state] // by the class of the next byte, nil before it is asked for
	places set                            // of the program that may come next
	surely set                            // those of places that do
}

// States that end the reading of a text.
var (
	refused  = &state{last: true}                // there is no match, whatever follows
	accepted = &state{last: true, ends: perhaps} // there may be one
	certain  = &state{last: true, ends: yes}     // there is one
)

const mostStates = 256

// ask tells whether s holds a match.
func (t *table) ask(s string) answer {
	if t.back {
		return t.askBack(s)
	}
	at := t.from
	for i := 0; i < len(s) && !at.last; i++ {
		next := at.next[byteClass[s[i]]].Load()
		if next == nil {
			next = t.make(at, byteClass[s[i]])
		}
		at = next
	}
	return at.ends
}

// opens tells whether a text that begins as s does can hold a match.
func (t *table) opens(s string) bool {
	const most = 24 // bytes that are looked at
	if t.back {
		return true
	}
	at := t.from
	for i := 0; i < min(len(s), most) && !at.last; i++ {
		class := byteClass[s[i]]
		if class == classWide || class == classLine {
			return true
		}
		next := at.next[class].Load()
		if next == nil {
			next = t.make(at, class)
		}
		at = next
	}
	return at != refused
}

func (t *table) askBack(s string) answer {
	at := t.from
	for i := len(s) - 1; i >= 0 && !at.last; i-- {
		next := at.next[byteClass[s[i]]].Load()
		if next == nil {
			next = t.make(at, byteClass[s[i]])
		}
		at = next
	}
	return at.ends
}

// Classes of bytes: letters of either case are 0 to 25.
const (
	classDigit = 26 + iota
	classSpace // the space itself
	classBlank // other white space but the end of a line
	classLine
	classDot
	classComma
	classDash
	classColon
	classOpen
	classClose
	classSign // any other of ASCII
	classWide // a part of a rune beyond ASCII
	classes
)

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
		return uint8(r - 'a')
	case r >= 'A' && r <= 'Z':
		return uint8(r - 'A')
	case r >= '0' && r <= '9':
		return classDigit
	case r == '\n':
		return classLine
	case r == ' ':
		return classSpace
	case r == '\t' || r == '\f' || r == '\r':
		return classBlank
	case r == '(' || r == '[' || r == '{':
		return classOpen
	case r == ')' || r == ']' || r == '}':
		return classClose
	}
	if i := slices.Index([]rune{'.', ',', '-', ':'}, r); i >= 0 {
		return uint8(classDot + i)
	}
	return classSign
}

// newTable makes the table of an expression that compiles. Where all its matches begin
// at the beginning of a text it is read from there and refused early; where all end
// at the end, from there; else every place may begin a match.
func newTable(expr string) *table {
	prog, anchored := program(syntaxOf(expr))
	t := &table{prog: prog, known: make(map[string]*state)}
	if !anchored {
		if turned, atEnd := program(reversed(syntaxOf(expr))); atEnd {
			t.prog, anchored, t.back = turned, true, true
		}
	}
	t.takes, t.after = make([]classSets, len(t.prog.Inst)), make([]reach, len(t.prog.Inst))
	first := t.reachOf(uint32(t.prog.Start), true)
	t.begin = reach{places: t.empty(), surely: t.empty()}
	if !anchored {
		t.begin = t.reachOf(uint32(t.prog.Start), false)
		first.join(t.begin)
	}
	if t.from = certain; first.match != yes {
		t.from = accepted
	}
	if first.match == no {
		t.from = &state{places: first.places, surely: first.surely, ends: t.atEnd(first, true)} // more can begin here than later
	}
	return t
}

func syntaxOf(expr string) *syntax.Regexp {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err) // it compiled before
	}
	return tree
}

// program compiles an expression; anchored says that it matches only at the beginning.
func program(tree *syntax.Regexp) (prog *syntax.Prog, anchored bool) {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		panic(err) // it compiled before
	}
	return prog, prog.StartCond()&syntax.EmptyBeginText != 0
}

// reversed makes the expression of the same texts read from the end.
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

// A set is a set of places in a program, a bit each: instructions that take a rune,
// and those that wait for the end of the text.
type set []uint64

func (s set) add(pc uint32)      { s[pc/64] |= 1 << (pc % 64) }
func (s set) has(pc uint32) bool { return s[pc/64]>>(pc%64)&1 == 1 }

func (s set) join(other set) {
	for i, w := range other {
		s[i] |= w
	}
}

// each calls f for the places in order.
func (s set) each(f func(pc int)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			f(i*64 + bits.TrailingZeros64(w))
		}
	}
}

func (s set) key() string {
	var b []byte
	for _, w := range s {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return string(b)
}

// A reach is where an instruction leads without taking a rune, and whether to a match.
type reach struct {
	places, surely set
	match          answer
}

func (r *reach) join(other reach) {
	r.places.join(other.places)
	r.surely.join(other.surely)
	r.match = max(r.match, other.match)
}

// make makes the state that a class of bytes leads to. A rune beyond ASCII has two to
// four bytes, or one where the text is no UTF-8: what takes it may take more of them.
func (t *table) make(at *state, class uint8) *state {
	t.mu.Lock()
	defer t.mu.Unlock()
	to := reach{places: slices.Clone(t.begin.places), surely: slices.Clone(t.begin.surely)}
	at.places.each(func(pc int) {
		takes := t.classesOf(pc)
		if takes.some>>class&1 == 0 {
			return
		}
		after := t.afterOf(pc)
		if at.surely.has(uint32(pc)) && takes.all>>class&1 == 1 {
			to.join(after)
		} else {
			to.places.join(after.places)
			to.match = max(to.match, min(after.match, perhaps))
		}
		if class == classWide {
			to.places.add(uint32(pc))
		}
	})
	next := certain
	switch to.match {
	case perhaps:
		next = accepted
	case no:
		next = t.stateOf(to)
	}
	at.next[class].Store(next)
	return next
}

// stateOf gives the state of a reach, a new one where it is not known.
func (t *table) stateOf(r reach) *state {
	if !slices.ContainsFunc(r.places, func(w uint64) bool { return w != 0 }) {
		return refused
	}
	key := r.places.key() + r.surely.key()
	if s := t.known[key]; s != nil {
		return s
	}
	if len(t.known) == mostStates {
		return accepted
	}
	s := &state{places: r.places, surely: r.surely, ends: t.atEnd(r, false)}
	t.known[key] = s
	return s
}

// classesOf are the classes that an instruction takes, afterOf where it leads then.
func (t *table) classesOf(pc int) classSets {
	if in := &t.prog.Inst[pc]; t.takes[pc].some == 0 && takesRune(in) {
		t.takes[pc] = classesOf(in)
	}
	return t.takes[pc]
}

func (t *table) afterOf(pc int) reach {
	if t.after[pc].places == nil {
		t.after[pc] = t.reachOf(t.prog.Inst[pc].Out, false)
	}
	return t.after[pc]
}

func (t *table) empty() set { return make(set, (len(t.prog.Inst)+63)/64) }

func takesRune(in *syntax.Inst) bool {
	switch in.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	}
	return false
}

// classSets are the classes of which an instruction takes some bytes, and those of which
// it takes all, a bit each.
type classSets struct{ some, all uint64 }

// classesOf are the classes of bytes that an instruction takes.
func classesOf(in *syntax.Inst) classSets {
	takes := classSets{all: 1<<classWide - 1}
	for r := range rune(utf8.RuneSelf) {
		if bit := uint64(1) << classOf(r); in.MatchRune(r) {
			takes.some |= bit
		} else {
			takes.all &^= bit
		}
	}
	if in.Op == syntax.InstRuneAny || in.Op == syntax.InstRuneAnyNotNL || in.Rune[len(in.Rune)-1] >= utf8.RuneSelf ||
		in.MatchRune('\u017f') || in.MatchRune('\u212a') { // which fold to s and k
		takes.some |= 1 << classWide
	}
	return takes
}

// reachOf is where an instruction leads to. At the beginning of a text that condition is
// met; the end is waited for.
func (t *table) reachOf(from uint32, beginning bool) reach {
	r := reach{places: t.empty(), surely: t.empty()}
	var met syntax.EmptyOp
	if beginning {
		met = syntax.EmptyBeginText
	}
	for said, places := range map[answer]set{perhaps: r.places, yes: r.surely} {
		t.follow(t.empty(), from, met, said, func(pc uint32, in *syntax.Inst) {
			switch {
			case in.Op == syntax.InstMatch:
				r.match = max(r.match, said)
			case takesRune(in) || in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg) == syntax.EmptyEndText:
				places.add(pc)
			}
		})
	}
	return r
}

// atEnd tells whether a text that ends at some places matches.
func (t *table) atEnd(r reach, beginning bool) answer {
	met := syntax.EmptyEndText
	if beginning {
		met |= syntax.EmptyBeginText
	}
	found := no
	for said, places := range map[answer]set{perhaps: r.places, yes: r.surely} {
		seen := t.empty()
		places.each(func(pc int) {
			t.follow(seen, uint32(pc), met, said, func(_ uint32, in *syntax.Inst) {
				if in.Op == syntax.InstMatch {
					found = max(found, said)
				}
			})
		})
	}
	return found
}

// follow follows the program from an instruction on, over all that takes no rune, and
// gives the instructions at which it must stop. Of the conditions on the ends of the
// text those of met hold; all others count as met, unless a sure answer is asked for.
func (t *table) follow(seen set, pc uint32, met syntax.EmptyOp, said answer, stop func(pc uint32, in *syntax.Inst)) {
	if seen.has(pc) {
		return
	}
	seen.add(pc)
	in := &t.prog.Inst[pc]
	unmet := syntax.EmptyOp(0)
	if in.Op == syntax.InstEmptyWidth {
		if unmet = syntax.EmptyOp(in.Arg) &^ met; said == perhaps {
			unmet &= syntax.EmptyBeginText | syntax.EmptyEndText
		}
	}
	switch {
	case in.Op == syntax.InstAlt || in.Op == syntax.InstAltMatch:
		t.follow(seen, in.Out, met, said, stop)
		t.follow(seen, in.Arg, met, said, stop)
	case in.Op == syntax.InstCapture || in.Op == syntax.InstNop, in.Op == syntax.InstEmptyWidth && unmet == 0:
		t.follow(seen, in.Out, met, said, stop)
	default:
		stop(pc, in)
	}
}
