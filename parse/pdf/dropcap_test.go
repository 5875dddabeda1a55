package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// initialed sets a paragraph of four lines whose first letter stands beside the first two:
// rest is what follows that letter on the first line.
func initialed(y float64, letter, rest string) string {
	beside := map[string]float64{"I": 84, "L": 93, "O": 101}[letter]
	if beside == 0 {
		beside = 97
	}
	return show("F1", 34, 72, y-14, letter) +
		show("F1", 11, beside, y, rest+" the child said and tells the lead the same day, and") +
		show("F1", 11, beside, y-14, "keeps what was said for as long as the board asks for, and when a") +
		show("F1", 11, 72, y-28, "strategy discussion is held in the office, whoever asks for it hears of it at once") +
		show("F1", 11, 72, y-42, "and is told who was there.")
}

// TestLargeInitials reads the first letter of a paragraph, as tall as its first lines, as part
// of the word that it begins, also where that is set in capitals, and as a word where it is
// one, although no space says so.
func TestLargeInitials(t *testing.T) {
	for _, c := range []struct{ letter, rest, want string }{
		{"T", "he worker writes down", "The worker writes down"},
		{"A", "strategy discussion says", "A strategy discussion says"},
		{"A", "ny worker writes down", "Any worker writes down"},
		{"A", "sks nobody again what", "Asks nobody again what"},
		{"I", "am the one who hears what", "I am the one who hears what"},
		{"I", "n time the worker hears", "In time the worker hears"},
		{"T", "HE WORKER writes down", "THE WORKER writes down"},
		{"L", "ADO staff write down", "LADO staff write down"},
	} {
		got := texts(mustRead(t, contentPDF(initialed(720, c.letter, c.rest)+initialed(600, "O", "n visits the worker asks what"), "", "null")))
		if len(got) != 2 || !strings.HasPrefix(got[0], c.want+" the child said and tells the lead the same day, and keeps what") {
			t.Errorf("%s + %s: %q", c.letter, c.rest, got)
		}
	}
}

// TestLettersOfAnAlphabet keeps the large letters of a glossary, beside which its entries
// stand, apart from these.
func TestLettersOfAnAlphabet(t *testing.T) {
	content := ""
	for i, l := range []string{"A", "B", "C"} {
		for k := range 4 {
			content += show("F1", 11, 99, 720-float64(5*i+k)*14, fmt.Sprintf("%sDHR%d stands for one of the words of the board", l, k))
		}
		content += show("F1", 34, 72, 706-float64(5*i)*14, l)
	}
	got := strings.Join(texts(mustRead(t, contentPDF(content, "", "null"))), " ")
	for _, glued := range []string{"AADHR", "BBDHR", "CCDHR"} {
		if strings.Contains(got, glued) {
			t.Errorf("a letter of the alphabet was taken for the first of a word: %q", got)
		}
	}
}
