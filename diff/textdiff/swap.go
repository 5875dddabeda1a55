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
	if joint[sw.Old] != "" && joint[sw.New] != "" && joint[sw.Old] != joint[sw.New] || setApart(sw.Old, sw.New, "") {
		return false
	}
	gone, come := Differ(ContactsOf(sw.Old), ContactsOf(sw.New))
	return len(gone) == len(come)
}
