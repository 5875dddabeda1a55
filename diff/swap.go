package diff

import (
	"regexp"
	"strings"
)

// A swap is a replacement of words, folded, without possessive endings.
type swap struct{ old, new string }

// ofDomains reduces two e-mail addresses that differ in the domain alone to the domains,
// which all addresses of an agency change together.
func (sw swap) ofDomains() swap {
	mailbox, old, ok := strings.Cut(sw.old, "@")
	same, new, ok2 := strings.Cut(sw.new, "@")
	if !ok || !ok2 || mailbox != same || emails.FindString(sw.old) != sw.old || emails.FindString(sw.new) != sw.new {
		return sw
	}
	return swap{"@" + old, "@" + new}
}

// swapOf is the replacement of a span, and of the one behind it where to is that. Parts of a
// telephone number are the whole of it.
func swapOf(spans []span, from, to int) swap {
	sw := swap{old: bareTerm(spans[from].key)}
	if to > from {
		sw.new = bareTerm(spans[to].key)
	}
	if isDigits(sw.old) && isDigits(sw.new) {
		var before, after string
		if from > 0 && spans[from-1].op == Keep {
			before = digitsBefore.FindString(spans[from-1].key + " ")
		}
		if to+1 < len(spans) && spans[to+1].op == Keep {
			after = digitsBehind.FindString(" " + spans[to+1].key)
		}
		if whole := before + sw.old + after; len(contactsOf(whole)) == 1 {
			sw = swap{strings.TrimSpace(whole), strings.TrimSpace(before + sw.new + after)}
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

// sweepable refuses what matters to practice: nobody wants a change from "must" to
// "should" folded away because it was made in many chapters. A contact may have taken the
// place of another (a switchboard has a new number), but neither come nor go.
func sweepable(sw swap) bool {
	for _, find := range []func(string) []mention{verbsOf, negationsOf, deadlinesOf, thresholdsOf} {
		if gone, come := differ(find(sw.old), find(sw.new)); len(gone)+len(come) > 0 {
			return false
		}
	}
	gone, come := differ(contactsOf(sw.old), contactsOf(sw.new))
	return len(gone) == len(come)
}
