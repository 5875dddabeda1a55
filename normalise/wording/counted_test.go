package wording

import "testing"

// TestCountedWords tells a word in capitals with its number, which begins many a heading, from
// the code of a chapter.
func TestCountedWords(t *testing.T) {
	for text, number := range map[string]string{
		"STEP 1: MAKE SAFE": "", "STAGE 2 – REVIEW": "", "LEVEL 4 - ACUTE NEED": "", "Step 1: Make safe": "",
		"SCP 01 – Visits": "SCP01", "CP12 Neglect": "CP12",
	} {
		n, rest, _ := SplitNumber(text)
		if n.Text != number || number == "" && rest != text {
			t.Errorf("%s: number %q, title %q", text, n.Text, rest)
		}
	}
}
