package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestColumnsOfAShortPage reads the columns of leaflets and short chapters one after the
// other: their headings stand on one baseline, and few lines fill them.
func TestColumnsOfAShortPage(t *testing.T) {
	set := func(x, y float64, head string, lines ...string) string {
		out := show("F2", 15, x, y, head)
		for i, l := range lines {
			out += show("F1", 10, x, y-16-float64(i)*12, l)
		}
		return out
	}
	alike := show("F2", 24, 60, 780, "Hidden Harm") +
		set(60, 720, "What to Ask", "Ask each adult at home how the week", "has been and write their words down.", "Dogs", "Locks", "Heating") +
		set(60, 630, "Who Comes", "The nurse and the housing officer go", "together wherever that can be done.") +
		set(310, 720, "When to Ring", "Ring the duty team on the same day as", "the visit and tell the school as well.", "Stairs", "Windows", "Medicines") +
		set(310, 630, "Where to File", "The notes go into the file of the child", "and a copy goes to the chair.")
	apart := show("F2", 24, 60, 780, "Hidden Harm") +
		set(60, 720, "What to Ask", "Ask each adult at home how the week", "has been and write their words down.") +
		set(60, 650, "Who Comes", "The nurse and the housing officer go", "together wherever that can be done.", "Pens", "Forms") +
		show("F1", 10, 310, 720, "Badges") + show("F1", 10, 310, 708, "A spare form for the second child") +
		set(310, 675, "When to Ring", "Ring the duty team on the same day as", "the visit and tell the school as well.") +
		set(310, 614, "Where to File", "The notes go into the file of the child.")
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"alike": {alike, []string{"h1: Hidden Harm",
			"h2: What to Ask", "p: Ask each adult at home how the week has been and write their words down. Dogs", "p: Locks", "p: Heating",
			"h2: Who Comes", "p: The nurse and the housing officer go together wherever that can be done.",
			"h2: When to Ring", "p: Ring the duty team on the same day as the visit and tell the school as well. Stairs", "p: Windows", "p: Medicines",
			"h2: Where to File", "p: The notes go into the file of the child and a copy goes to the chair."}},
		"apart": {apart, []string{"h1: Hidden Harm",
			"h2: What to Ask", "p: Ask each adult at home how the week has been and write their words down.",
			"h2: Who Comes", "p: The nurse and the housing officer go together wherever that can be done. Pens", "p: Forms", "p: Badges", "p: A spare form for the second child",
			"h2: When to Ring", "p: Ring the duty team on the same day as the visit and tell the school as well.",
			"h2: Where to File", "p: The notes go into the file of the child."}},
	} {
		if diff := cmp.Diff(c.want, outlineOf(mustRead(t, contentPDF(c.content, "", "null")))); diff != "" {
			t.Error(name, diff)
		}
	}
}
