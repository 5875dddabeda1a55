package report

import (
	"fmt"
	"io"
)

// backAndForthWords open the list of chapters that go back and forth.
const backAndForthWords = "These go back and forth between two states. Both were told before, with their words; here stands in which of them they are."

// writeStanding tells of the chapters that went back and forth and do so no longer.
func writeStanding(w io.Writer, n *Night) {
	if len(n.Standing) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Went back and forth, and stands\n\n")
	for i := range n.Standing {
		fmt.Fprintf(w, "- %s\n", Escape(stop(Clean(n.Standing[i].Detail))))
	}
}
