package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBulletsLargerThanTheirItems reads one list, whether its bullets are as large as the text or,
// set for a larger one, reach below it.
func TestBulletsLargerThanTheirItems(t *testing.T) {
	list := func(size, down float64) string {
		out := ""
		for i, text := range []string{"Collect the case file", "Examine the body map", "Share the minutes"} {
			y := 760 - 16*float64(i)
			out += fmt.Sprintf("BT /F1 12 Tf 66 %g Td (\\267) Tj ET\n", y-down) + show("F1", size, 84, y, text)
		}
		return out
	}
	want := []string{"item1: Collect the case file", "item1: Examine the body map", "item1: Share the minutes"}
	for size, down := range map[float64]float64{12: 0, 10: 2, 8: 4} {
		if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(list(size, down), "", "null")))); diff != "" {
			t.Errorf("text of %g points: %s", size, diff)
		}
	}
}

// TestTypedBullets takes the letter "o" before items for their mark, and not where it is a word.
func TestTypedBullets(t *testing.T) {
	items := show("F1", 10, 72, 760, "o Collect the case file") + show("F1", 10, 72, 740, "o Examine the body map") + show("F1", 10, 72, 720, "o Share the minutes")
	if diff := cmp.Diff([]string{"item1: Collect the case file", "item1: Examine the body map", "item1: Share the minutes"}, outlineOf(mustRead(t, contentPDF(items, "", "null")))); diff != "" {
		t.Error(diff)
	}
	words := show("F1", 10, 72, 760, "o Gymru ac o bob rhan arall") + show("F1", 10, 72, 740, "o Loegr yn ddiogel") + show("F1", 10, 72, 720, "o fewn deg diwrnod gwaith")
	for _, line := range outlineOf(mustRead(t, contentPDF(words, "", "null"))) {
		if strings.HasPrefix(line, "item") {
			t.Errorf("%q is an item", line)
		}
	}
}

// TestMarksThatReachTheirItems takes numbers for the marks of a list that reach to the text, which
// begins in one place behind all: "iii)" is 11.7 wide in size 11, "iv)" 11.6. What stands in
// brackets within a word, or in a line, is none.
func TestMarksThatReachTheirItems(t *testing.T) {
	list := ""
	for i, item := range []string{"i\\)|Collect the case file", "ii\\)|Examine the body map", "iii\\)|Share the minutes", "iv\\)|Ring the desk"} {
		mark, text, _ := strings.Cut(item, "|")
		list += show("F1", 11, 72, 760-16*float64(i), mark) + show("F1", 11, 83, 760-16*float64(i), text)
	}
	list += show("F1", 11, 72, 660, "\\(L\\)SCB staff and others see clause 4\\(a\\)The desk keeps the file.")
	want := []string{"item1 i): Collect the case file", "item1 ii): Examine the body map", "item1 iii): Share the minutes", "item1 iv): Ring the desk", "p: (L)SCB staff and others see clause 4(a)The desk keeps the file."}
	if diff := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(list, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestBareLettersInAColumn takes bare letters below a line with a colon for the marks of a list, also
// where another column stands beside it, whose lines share no baseline with it or do.
func TestBareLettersInAColumn(t *testing.T) {
	const prose = "Nobody waits for the next day to tell the chair who"
	for _, shift := range []float64{0, 5} {
		page := ""
		left := slices.Concat(slices.Repeat([]string{prose}, 14), []string{"Whoever sees a light must:", "a|write down when it was seen, and from where it", "|could be seen;", "b|ring the keeper on the rock;", "c|tell the chair."}, slices.Repeat([]string{prose}, 14))
		for i, l := range left {
			y := 760 - 12.6*float64(i)
			page += show("F1", 10, 306, y-shift, strings.Replace(prose, "Nobody", fmt.Sprintf("Day %d he", i), 1))
			if mark, text, ok := strings.Cut(l, "|"); ok {
				page += show("F1", 10, 50, y, mark) + show("F1", 10, 62, y, text)
			} else {
				page += show("F1", 10, 48, y, l)
			}
		}
		var items []string
		for _, l := range outlineOf(mustRead(t, contentPDF(page, "", "null"))) {
			if strings.HasPrefix(l, "item") {
				items = append(items, l)
			}
		}
		want := []string{"item1 a: write down when it was seen, and from where it could be seen;", "item1 b: ring the keeper on the rock;", "item1 c: tell the chair."}
		if diff := cmp.Diff(want, items); diff != "" {
			t.Errorf("shifted by %g: %s", shift, diff)
		}
	}
}
