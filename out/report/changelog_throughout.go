package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"manualwatch/diff"
	"manualwatch/out"
)

// mostThroughout bounds how many chapters are named in which one change was made.
const mostThroughout = 100

// writeThroughout names the chapters in which a change throughout was made: which they are, and
// which of the manual's are not among them, nothing else in the changelog tells.
func writeThroughout(w io.Writer, n *Night, c *out.ChangeRow) {
	if diff.Kind(c.Kind) != diff.TermsSwept {
		return
	}
	var names []string
	for _, id := range c.OtherSectionIDs {
		if s := cmp.Or(n.Now.Find(id), n.Before.Find(id)); s != nil {
			names = append(names, Clean(Label(s.Number, s.Title)))
		}
	}
	if more := len(names) - mostThroughout; more > 0 {
		names = append(names[:mostThroughout], Number(more, "more", "more"))
	}
	if len(names) > 0 {
		fmt.Fprintf(w, "  - In these chapters: %s\n", Escape(stop(strings.Join(names, "; "))))
	}
}
