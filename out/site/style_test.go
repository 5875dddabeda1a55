package site

import (
	"os"
	"strings"
	"testing"
)

// TestCardsAreAsWideAsTheScreen: where rows are set as cards their table is set as a block as well,
// with its body, else the head that nobody sees makes the cards wider than a small screen.
func TestCardsAreAsWideAsTheScreen(t *testing.T) {
	css, err := os.ReadFile("static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"boards", "list", "outline"} {
		for rule := range strings.SplitSeq(string(css), "}") {
			selectors, body, _ := strings.Cut(rule, "{")
			if strings.Contains(selectors, "."+table+" tbody") && strings.Contains(body, "display: block") {
				table = ""
				break
			}
		}
		if table != "" {
			t.Errorf("the body of .%s is a table's", table)
		}
	}
}
