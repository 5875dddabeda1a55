package report

import (
	"fmt"
	"io"
	"strings"

	"manualwatch/out"
)

// leastAlike is from how many chapters on what happened to all of them is said once.
const leastAlike = 3

// alike puts the chapters together that moved in one way: of each there is the same to say, and
// no more. Each entry, or group of them, stands where the first of it does.
func alike(n *Night, o Options, entries []*Entry) [][]*Entry {
	says := make([]string, len(entries))
	times := map[string]int{}
	for i, e := range entries {
		says[i] = onlyMoved(n, o, e)
		times[says[i]]++
	}
	at := map[string]int{}
	var told [][]*Entry
	for i, e := range entries {
		if says[i] == "" || times[says[i]] < leastAlike {
			told = append(told, []*Entry{e})
			continue
		}
		k, ok := at[says[i]]
		if !ok {
			k = len(told)
			at[says[i]] = k
			told = append(told, nil)
		}
		told[k] = append(told[k], e)
	}
	return told
}

// onlyMoved is all that is said of a chapter of which nothing is told but that it moved, "" of
// any other.
func onlyMoved(n *Night, o Options, e *Entry) string {
	if e.Group != Moved || !e.IsChapter() || len(e.Changes) != 1 || !NotSeenSince(n.Sights, e.URL).IsZero() {
		return ""
	}
	c := &e.Changes[0]
	if len(c.Edits) > 0 || BranchOf(c, n.Before, n.Now) != nil {
		return ""
	}
	var b strings.Builder
	writePlace(&b, e)
	writeWords(&b, n, o, e, c, o.Declared(c, n.Declarations, n.Board))
	return b.String()
}

// writeAlike tells once what became of several chapters.
func writeAlike(w io.Writer, n *Night, o Options, es []*Entry) {
	fmt.Fprintf(w, "\n### %s\n\n%s", Number(len(es), "chapter", "chapters"), onlyMoved(n, o, es[0]))
	for _, e := range es {
		fmt.Fprintf(w, "  - %s\n", Link(e.Label(), e.URL))
	}
}

// writePlace says where a chapter stands.
func writePlace(w io.Writer, e *Entry) {
	if p := Clean(e.Path); p != "" {
		fmt.Fprintf(w, "In %s.\n\n", Escape(strings.ReplaceAll(p, " > ", " › ")))
	}
}

// writeWords writes what happened, why it matters, and what is said of its declaration.
func writeWords(w io.Writer, n *Night, o Options, e *Entry, c *out.ChangeRow, declared string) {
	fmt.Fprintf(w, "- %s", Escape(o.Edited(e, c, n.Board)))
	if why := o.Why(c, n.Board); why != "" {
		fmt.Fprintf(w, " %s", Escape(why))
	}
	if declared != "" {
		fmt.Fprintf(w, " %s", Escape(declared))
	}
	fmt.Fprint(w, "\n")
}
