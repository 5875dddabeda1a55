package toc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise/wording"
)

// TestRomanSignsAmongLetters reads I, V and X as letters where letters count up to them, in a list
// whose parts have Roman numbers as well.
func TestRomanSignsAmongLetters(t *testing.T) {
	for _, c := range []struct{ numbers, letters string }{
		{"I II A B C D E F G H I J III A B", "A B C D E F G H I J A B"},
		{"I II III IV A B V", "A B"},
		{"I II III IV A B C D E F G H I J K L M N O P Q R S T U V VI", "A B C D E F G H I J K L M N O P Q R S T U"},
		{"A B C D E F G H I J K L M N O P Q R S T U V W X Y", "A B C D E F G H I J K L M N O P Q R S T U V W X Y"},
	} {
		var rows []Row
		for i, number := range strings.Fields(c.numbers) {
			n, title, _ := wording.SplitNumber(number + ". Keeping Lamp " + strings.Repeat("o", i+1))
			rows = append(rows, Row{Num: n, Title: title, Target: -1})
		}
		SettleNumbers(rows)
		var letters []string
		for i := range rows {
			if strings.HasPrefix(rows[i].Num.Keyword, "letter") {
				letters = append(letters, rows[i].Num.Text)
			}
		}
		if d := cmp.Diff(c.letters, strings.Join(letters, " ")); d != "" {
			t.Errorf("%s: -want +got\n%s", c.numbers, d)
		}
	}
}
