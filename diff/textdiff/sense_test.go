package textdiff

import (
	"strings"
	"testing"
)

// TestSensesAreClean: every line of the list has two words and more, each once and in lower case.
func TestSensesAreClean(t *testing.T) {
	for _, line := range strings.Split(sensesText, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Split(line, ", ")
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w] || w != FoldText(w) || strings.Contains(w, ",") {
				t.Errorf("%q stands twice or is not folded: %s", w, line)
			}
			seen[w] = true
		}
		if len(words) < 2 {
			t.Errorf("one word has no other to be like: %s", line)
		}
	}
}

// TestEndlessSentence: a sentence without an end is not held against another word by word.
func TestEndlessSentence(t *testing.T) {
	long := tellingsOf(strings.Repeat("bell rope mast ", 20000))
	if lost, got := unlike(long, long); len(lost) != len(long) || len(got) != len(long) {
		t.Errorf("%d and %d of %d words", len(lost), len(got), len(long))
	}
}
