package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// flowing sets n lines of one paragraph, each as wide as that many repetitions of a phrase.
func flowing(x, y float64, from, n, wide int) string {
	out := ""
	for i := range n {
		out += show("F1", 11, x, y-14*float64(i), fmt.Sprintf("%d", from+i)+strings.Repeat(" and what was said", wide))
	}
	return out
}

// TestTextAroundABox reads a box or a quotation that text is set around as a block of its own
// behind the paragraph beside which it begins, and that paragraph whole.
func TestTextAroundABox(t *testing.T) {
	boxed := show("F2", 10, 370, 680, "Remember") + show("F1", 10, 370, 668, "Do not promise to") + show("F1", 10, 370, 656, "keep a secret, and") + show("F1", 10, 370, 644, "write it down.")
	quoted := show("F1", 16, 72, 679, "Nobody asked me") + show("F1", 16, 72, 660, "how it was until") + show("F1", 16, 72, 641, "the nurse did.")
	tinted := "0.9 0.9 1 rg 360 636 160 58 re f 0 g\n"
	right := flowing(72, 720, 1, 2, 5) + flowing(72, 692, 3, 5, 3) + flowing(72, 622, 8, 2, 5)
	left := flowing(72, 720, 1, 2, 5) + flowing(230, 692, 3, 5, 3) + flowing(72, 622, 8, 2, 5)
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"box":       {right + boxed, []string{"Remember", "Do not promise to keep a secret, and write it down."}},
		"tint":      {tinted + right + boxed, []string{"Remember", "Do not promise to keep a secret, and write it down."}},
		"quotation": {left + quoted, []string{"Nobody asked me how it was until the nurse did."}},
	} {
		got := texts(mustRead(t, contentPDF(c.content, "", "null")))
		for n := range 9 {
			if !strings.Contains(got[0], fmt.Sprintf("%d and what was said", n+1)) {
				t.Errorf("%s: line %d is not in the paragraph: %q", name, n+1, got)
			}
		}
		if d := cmp.Diff(c.want, got[1:]); d != "" {
			t.Error(name, d)
		}
	}
}

// TestNothingSetAround keeps columns and rows whose lines another paragraph follows closely.
func TestNothingSetAround(t *testing.T) {
	columns := flowing(72, 720, 1, 9, 2) + flowing(300, 720, 11, 8, 2) + flowing(72, 594, 19, 3, 5)
	var got []string
	for _, b := range texts(mustRead(t, contentPDF(columns, "", "null"))) {
		first, _, _ := strings.Cut(b, " ")
		got = append(got, first)
	}
	if d := cmp.Diff([]string{"1", "11", "19"}, got); d != "" {
		t.Error(d)
	}
	rows := flowing(72, 720, 1, 2, 5)
	for i, label := range []string{"Duty team", "Health visitor", "Police"} {
		y := 680 - 40*float64(i)
		rows += show("F1", 11, 72, y-7, label) + flowing(200, y, 3+2*i, 2, 3)
	}
	rows += flowing(72, 560, 9, 2, 5)
	if all := strings.Join(outlineOf(mustRead(t, contentPDF(rows, "", "null"))), "\n"); !strings.Contains(all, "row: Health visitor | 5 and what was said") {
		t.Errorf("rows were taken for text around something: %s", all)
	}
}
