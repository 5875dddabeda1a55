package wording

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzNumber: no panic; a number read off a line is found in the line, and the
// key of a number is stable.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1.1 Title", "1.1Title", "13.13.13", "D14 A Child", "D20 A Joint Protocol", "F03 A   ", "C09A MARF", "Chapter One - Start", "Section A Policy", "Part B1: More", "A02Not in use", "Appendix 1 Chart", "SAM101290 - Records", "1 . 2 . 3 x", "99999999999999999999.1 x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, rest, ok := SplitNumber(s)
		if ok && (n.Text == "" || n.Parts < 1) {
			t.Errorf("%q: number %+v", s, n)
		}
		if !strings.HasSuffix(strings.TrimSpace(s), strings.TrimSpace(rest)) && utf8.ValidString(s) {
			t.Errorf("%q: rest %q is no end of it", s, rest)
		}
		if k := NumberKey(n.Text); k != NumberKey(n.Text) || n.Text != "" && k == "" && strings.ContainsAny(n.Text, "0123456789") {
			t.Errorf("%q: key %q of %q", s, k, n.Text)
		}
	})
}

// TestNumberKey holds the order of numbers against the way people count.
func TestNumberKey(t *testing.T) {
	order := []string{"1", "1.1", "1.2", "1.2.3", "1.9", "1.10", "2", "10", "A0", "A01", "A02", "A10", "C09", "C09A", "C10", "D14", "D14A", "D14B", "D15"}
	for i := 1; i < len(order); i++ {
		if NumberKey(order[i-1]) >= NumberKey(order[i]) {
			t.Errorf("%s (%s) does not come before %s (%s)", order[i-1], NumberKey(order[i-1]), order[i], NumberKey(order[i]))
		}
	}
	if NumberKey("Two") != NumberKey("2") {
		t.Errorf("Two and 2 differ")
	}
}

// TestSmallLetters reads whole numbers with a small letter, and words that look like such.
func TestSmallLetters(t *testing.T) {
	for line, want := range map[string]string{
		"21a. Online Harm": "21a|Online Harm", "3b) Neglect": "3b|Neglect", "21a.1 Chairing": "21a.1|Chairing", "21d.3.2 Action": "21d.3.2|Action",
		"5a day": "|5a day", "24h Help": "|24h Help", "1.2a Forms": "1.2a|Forms", "4x4 vehicles": "|4x4 vehicles",
	} {
		n, rest, _ := SplitGlued(line)
		if got := n.Text + "|" + rest; got != want {
			t.Errorf("%q is read as %q", line, got)
		}
	}
}
