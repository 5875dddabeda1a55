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

// ThroughoutIn names the chapters in which a change throughout was made, "" of any other change:
// which they are, and which of the manual's are not among them, nothing else in a report tells. The
// outlines are those of the editions before and after.
func ThroughoutIn(c *out.ChangeRow, before, now *Outline) string {
	if diff.Kind(c.Kind) != diff.TermsSwept {
		return ""
	}
	var names []string
	for _, id := range c.OtherSectionIDs {
		if s := cmp.Or(now.Find(id), before.Find(id)); s != nil {
			names = append(names, Clean(Label(s.Number, s.Title)))
		}
	}
	if more := len(names) - mostThroughout; more > 0 {
		names = append(names[:mostThroughout], Number(more, "more", "more"))
	}
	if len(names) == 0 {
		return ""
	}
	return "In these chapters: " + stop(strings.Join(names, "; "))
}

func writeThroughout(w io.Writer, n *Night, c *out.ChangeRow) {
	if s := ThroughoutIn(c, n.Before, n.Now); s != "" {
		fmt.Fprintf(w, "  - %s\n", Escape(s))
	}
}
