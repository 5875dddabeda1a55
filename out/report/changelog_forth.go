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

// writeOutside tells what changed in words that stand in no chapter, on the start page or above
// the contents.
func writeOutside(w io.Writer, n *Night, o Options) {
	if len(n.Outside) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Changed outside the chapters\n\nThese words stand in no chapter. They are compared, but not in the tables of the manual.\n\n")
	for i := range n.Outside {
		f := &n.Outside[i]
		fmt.Fprintf(w, "- %s", Link(f.URL, f.URL))
		if o.Quotes(n.Board) {
			fmt.Fprintf(w, ": %s", Escape(stop(Shorten(Clean(f.Detail), o.limit(n.Board)+rowWords))))
		}
		fmt.Fprintln(w)
	}
}
