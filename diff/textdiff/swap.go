package textdiff

import (
	"regexp"
	"strings"

	"manualwatch/diff"
)

// A Swap is a replacement of words, folded, without possessive endings.
type Swap struct{ Old, New string }

// ofDomains reduces two e-mail addresses that differ in the domain alone to the domains,
// which all addresses of an agency change together.
func (sw Swap) ofDomains() Swap {
	mailbox, old, ok := strings.Cut(sw.Old, "@")
	same, new, ok2 := strings.Cut(sw.New, "@")
	if !ok || !ok2 || mailbox != same || emails.FindString(sw.Old) != sw.Old || emails.FindString(sw.New) != sw.New {
		return sw
	}
	return Swap{"@" + old, "@" + new}
}

// swapOf is the replacement of a span, and of the one behind it where to is that. Parts of a
// telephone number are the whole of it.
func swapOf(spans []Span, from, to int) Swap {
	sw := Swap{Old: bareTerm(spans[from].Key)}
	if to > from {
		sw.New = bareTerm(spans[to].Key)
	}
	if isDigits(sw.Old) && isDigits(sw.New) {
		var before, after string
		if from > 0 && spans[from-1].Op == diff.Keep {
			before = digitsBefore.FindString(spans[from-1].Key + " ")
		}
		if to+1 < len(spans) && spans[to+1].Op == diff.Keep {
			after = digitsBehind.FindString(" " + spans[to+1].Key)
		}
		if whole := before + sw.Old + after; len(ContactsOf(whole)) == 1 {
			sw = Swap{strings.TrimSpace(whole), strings.TrimSpace(before + sw.New + after)}
		}
	}
	return sw.ofDomains()
}

// A Replacement is a swap as it is printed at one place.
type Replacement struct {
	Swap
	WasPrinted, IsPrinted string
}

// A Phrase is one replacement, or more of them with the words that stay between: "[Primary] Care
// [Trust]".
type Phrase struct {
	Parts []Replacement
	Whole Replacement
}

// mostBetween is how many words that stay may stand inside one replaced phrase.
const mostBetween = 2

// EachPhrase calls f for every swept replacement, those that no more than a few words part as
// one.
func (s *Script) EachPhrase(f func(Phrase)) {
	for i := range s.Lines {
		spans := s.Lines[i].Spans
		var p Phrase
		kept := ""
		for k := 0; k < len(spans); k++ {
			first := k
			switch sp := &spans[k]; {
			case sp.Swept && sp.Op == diff.Delete:
				if k+1 < len(spans) && spans[k+1].Swept && spans[k+1].Op == diff.Insert {
					k++
				}
				p.join(kept, spans, first, k)
				kept = ""
				continue
			case (sp.Op == diff.Keep || sp.Op == diff.MoveTo) && len(p.Parts) > 0 && wordsOnly.MatchString(sp.text) && CountWords(sp.Key) <= mostBetween:
				kept = sp.text
				continue
			}
			p.tell(f)
			p, kept = Phrase{}, ""
		}
		p.tell(f)
	}
}

// wordsOnly are words without a mark among them.
var wordsOnly = regexp.MustCompile(`^[\pL\pN'’\s\x{00a0}-]+$`)

// join adds the replacement of spans to a phrase, behind the words that stay before it.
func (p *Phrase) join(kept string, spans []Span, from, to int) {
	was, is := spans[from].text, ""
	if to > from {
		is = spans[to].text
	}
	sw := swapOf(spans, from, to)
	part := printedAs(was, is)
	if part.Swap != sw { // parts of a telephone number
		part = Replacement{sw, sw.Old, sw.New}
	}
	p.Parts = append(p.Parts, part)
	p.Whole.WasPrinted += kept + was
	p.Whole.IsPrinted += kept + is
}

// printedAs makes a replacement of what is printed.
func printedAs(was, is string) Replacement {
	clean := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return Replacement{Swap{BareTerm(was), BareTerm(is)}, clean(was), clean(is)}
}

func (p Phrase) tell(f func(Phrase)) {
	switch len(p.Parts) {
	case 0:
		return
	case 1:
		p.Whole = p.Parts[0]
	default:
		p.Whole = printedAs(p.Whole.WasPrinted, p.Whole.IsPrinted)
	}
	f(p)
}

// Swaps are the swap itself and those of which it is made where words stay between them.
func (sw Swap) Swaps() []Swap {
	out := []Swap{sw}
	spans := wordSpans(Tokens(sw.Old), Tokens(sw.New))
	for i := range spans {
		if spans[i].Op == diff.Delete {
			to := i
			if i+1 < len(spans) && spans[i+1].Op == diff.Insert {
				to++
			}
			out = append(out, swapOf(spans, i, to))
		}
	}
	return out
}

// IsContact reports a folded term that is a telephone number or an address, or the domain of one.
func IsContact(term string) bool { return len(ContactsOf(term)) > 0 || strings.HasPrefix(term, "@") }

// BareTerm folds printed words and takes possessive endings off them.
func BareTerm(printed string) string { return bareTerm(FoldText(printed)) }

func bareTerm(key string) string {
	words := strings.Fields(key)
	for i, w := range words {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "s'")
	}
	return strings.Join(words, " ")
}

var digitsBefore = regexp.MustCompile(`(?:\(? ?\d+ ?\)? )*$`)

var digitsBehind = regexp.MustCompile(`^(?: \(? ?\d+ ?\)?)*`)

func isDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// Sweepable refuses what matters to practice: nobody wants a change from "must" to
// "should" folded away because it was made in many chapters. A contact may have taken the
// place of another (a switchboard has a new number), but neither come nor go.
func Sweepable(sw Swap) bool {
	for _, find := range []func(string) []mention{verbsOf, negationsOf, DeadlinesOf, thresholdsOf} {
		if gone, come := Differ(find(sw.Old), find(sw.New)); len(gone)+len(come) > 0 {
			return false
		}
	}
	if degrees[sw.Old] != degrees[sw.New] || anyTurned(sw.Old, sw.New, "with", "") {
		return false
	}
	if joint[sw.Old] != "" && joint[sw.New] != "" && joint[sw.Old] != joint[sw.New] || setApart(sw.Old, sw.New, "") || saysContrary(sw.Old, sw.New) {
		return false
	}
	gone, come := Differ(ContactsOf(sw.Old), ContactsOf(sw.New))
	return len(gone) == len(come)
}
