package textdiff

import (
	"math/rand/v2"
	"strings"
	"testing"

	"manualwatch/diff"
)

// sentence is one of words that come back in others.
func sentence(r *rand.Rand) string {
	words := strings.Fields("kettle ladder orchard must should the a of and keeper within five three days gate lantern")
	var out []string
	for range 14 {
		out = append(out, words[r.IntN(len(words))])
	}
	return "Where " + strings.Join(out, " ") + "."
}

// paragraphs are lines of five sentences each.
func paragraphs(seed uint64, lines int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []string
	for range lines {
		var line []string
		for range 5 {
			line = append(line, sentence(r))
		}
		out = append(out, strings.Join(line, " "))
	}
	return strings.Join(out, "\n")
}

// TestQuotationsGiveOldWords takes words out of sentences, puts others in and changes their
// order: what was kept and deleted are the older words, none glued to the next.
func TestQuotationsGiveOldWords(t *testing.T) {
	pairs := [][2]string{{"Children with Disabilities", "Disabled Children"}, {"The gate of the yard", "The gate"}, {"The gate, and the door.", "The door and the gate."}}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		old := strings.Fields(sentence(r))
		now := append([]string(nil), old...)
		for range 1 + r.IntN(4) {
			i, j := r.IntN(len(now)), r.IntN(len(now))
			switch r.IntN(3) {
			case 0:
				now[i], now[j] = now[j], now[i]
			case 1:
				now = append(now[:i:i], append([]string{"lantern"}, now[i:]...)...)
			case 2:
				if len(now) > 1 {
					now = append(now[:i:i], now[i+1:]...)
				}
			}
		}
		pairs = append(pairs, [2]string{strings.Join(old, " "), strings.Join(now, " ")})
	}
	for _, p := range pairs {
		got := ""
		for _, s := range wordSpans(Tokens(p[0]), Tokens(p[1])) {
			if s.Op != diff.Insert {
				got += s.text
			}
		}
		if a, b := KeyOf(Tokens(p[0])), KeyOf(Tokens(got)); a != b {
			t.Errorf("%q -> %q: the older words are %q", p[0], p[1], got)
		}
	}
}
