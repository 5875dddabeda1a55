package textdiff

import (
	"strings"

	"manualwatch/diff"
)

// leastSpelled is the length in bytes from which a word one letter away from another may
// be its misspelling.
const leastSpelled = 5

// misspelled tells whether all that changed are words spelled rightly at last: the older
// words stand nowhere in the newer edition, each is one slip away from the word in its
// place, and that is a word that the older edition has, too.
func (v *Verdict) misspelled(spans []Span) (from, to string, ok bool) {
	for i := 0; i < len(spans); i++ {
		if spans[i].Op == diff.Keep || spans[i].Swept {
			continue
		}
		if spans[i].Op != diff.Delete || i+1 >= len(spans) || spans[i+1].Op != diff.Insert {
			return "", "", false
		}
		was, is := strings.Fields(spans[i].Key), strings.Fields(spans[i+1].Key)
		if len(was) != len(is) {
			return "", "", false
		}
		for k := range was {
			if was[k] != is[k] && !v.slip(was[k], is[k]) {
				return "", "", false
			}
		}
		from, to, ok = spans[i].Key, spans[i+1].Key, true
		i++
	}
	return from, to, ok
}

// slip tells whether a word is but another one misspelled.
func (v *Verdict) slip(word, right string) bool {
	return len(word) >= leastSpelled && len(right) >= leastSpelled && lettersOnly(word) && lettersOnly(right) &&
		(OneLetterAway(word, right) || exchanged(word, right)) && !v.Now.Prints(word) && (v.Then.Prints(right) || v.Then.Prints(right+"s"))
}

// exchanged tells whether two letters of a word changed places: "desicion".
func exchanged(x, y string) bool {
	var at []int
	for i := 0; i < len(x) && len(x) == len(y) && len(at) < 3; i++ {
		if x[i] != y[i] {
			at = append(at, i)
		}
	}
	return len(at) == 2 && x[at[0]] == y[at[1]] && x[at[1]] == y[at[0]]
}

func lettersOnly(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// EachFollower calls f with the word behind each place of whole words in a folded text.
func EachFollower(text, words string, f func(word string)) {
	for {
		at := strings.Index(text, words)
		if at < 0 || words == "" {
			return
		}
		rest := text[at+len(words):]
		if whole := (at == 0 || !IsWordRune(rune(text[at-1]))) && (rest == "" || !IsWordRune(rune(rest[0]))); whole {
			word, _, _ := strings.Cut(strings.TrimPrefix(rest, " "), " ")
			f(word)
		}
		text = rest
	}
}

// OneLetterAway tells whether one letter more, less, other or two changed about
// make one word the other; an ending in "s" or "d" is no misspelling.
func OneLetterAway(x, y string) bool {
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x)-len(y) > 1 {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	if i == len(y) {
		return false // an ending more: the stems are one, or the words are not
	}
	if len(x) > len(y) {
		return x[i+1:] == y[i:]
	}
	return x[i+1:] == y[i+1:] || i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
}
