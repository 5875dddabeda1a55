package report

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/out"
)

// FoldedWords tells in numbers what a report does not tell one by one, in the order
// of the list below. seen says when a change was seen, where the report tells of several nights;
// it may be nil.
func (o Options) FoldedWords(changes []out.ChangeRow, b out.Board, seen func(*out.ChangeRow) string) []string {
	counts := map[string]int{}
	details := map[string][]string{}
	for i := range changes {
		c := &changes[i]
		sort := foldedSort(c)
		counts[sort]++
		d := o.foldedDetail(c, sort, b)
		if sort == "links" {
			d = o.linkDetail(c, b, seen)
		}
		if d != "" && !slices.Contains(details[sort], d) {
			details[sort] = append(details[sort], d)
		}
	}
	var lines []string
	for _, s := range [...]struct{ sort, one, many string }{
		{"parts", "new part of the manual", "new parts of the manual"},
		{"parts gone", "part of the manual that is no longer there", "parts of the manual that are no longer there"},
		{"pointers", "new row of the contents that points to what stands elsewhere", "new rows of the contents that point to what stands elsewhere"},
		{"pointers gone", "row of the contents that pointed to what stands elsewhere and is gone", "rows of the contents that pointed to what stands elsewhere and are gone"},
		{"rows of withdrawn", "row of the contents gone, of a chapter that was withdrawn before", "rows of the contents gone, of chapters that were withdrawn before"},
		{"numbers", "renumbering that follows from another change", "renumberings that follow from another change"},
		{"terms", "term replaced throughout", "terms replaced throughout"},
		{"follows", "change that follows from another", "changes that follow from another"},
		{"flags", "mark such as “new” or “updated” set or taken away", "marks such as “new” or “updated” set or taken away"},
		{"addresses", "change of the manual’s own addresses", "changes of the manual’s own addresses"},
		{"links", "link or file address changed", "links or file addresses changed"},
		{"rows", "row added to the board’s own list of amendments", "rows added to the board’s own list of amendments"},
		{"rows redated", "row of the board’s own list of amendments with another date", "rows of the board’s own list of amendments with other dates"},
		{"rows gone", "row gone from the board’s own list of amendments", "rows gone from the board’s own list of amendments"},
		{"typography", "change of typography, spacing or wording without weight", "changes of typography, spacing or wording without weight"},
	} {
		if n := counts[s.sort]; n > 0 {
			lines = append(lines, stop(Number(n, s.one, s.many)+withDetails(details[s.sort])))
		}
	}
	return lines
}

// foldedDetail says what a renumbering or a sweep covers and where, which pages have other
// addresses, which chapter has which mark, and which row is gone.
func (o Options) foldedDetail(c *out.ChangeRow, sort string, b out.Board) string {
	switch sort {
	case "rows gone":
		return o.rowGone(c, b)
	case "rows redated":
		return o.rowRedated(c, b)
	}
	d, at := curly(Clean(c.Detail)), ""
	if c.NewTitle != "" {
		at = quoted(Label(c.NewNumber, c.NewTitle))
	}
	switch {
	case sort == "flags" && at != "":
		return at + markedNow(c.Detail)
	case sort == "rows of withdrawn":
		return quoted(Label(c.OldNumber, c.OldTitle)) + tail(", ", d)
	case slices.Contains([]string{"parts", "parts gone", "pointers", "pointers gone"}, sort):
		return strings.TrimSpace(quoted(Label(cmp.Or(c.NewNumber, c.OldNumber), cmp.Or(c.NewTitle, c.OldTitle))) + " " + d)
	case sort != "numbers" && sort != "terms" && sort != "addresses":
		return ""
	case d == "" || at == "" || diff.Kind(c.Kind) != diff.Renumbered:
		return d
	case d == c.OldNumber+" became "+c.NewNumber: // its own number
		return d + ", " + quoted(Clean(c.NewTitle))
	}
	return d + " in " + at
}

// dateOfRow is the date at the end of the detail of a row of amendments, and all of a bare one.
var dateOfRow = regexp.MustCompile(`(?:^| \| )\d{4}(?:-\d\d){0,2}$`)

// rowGone names a row that is gone from the board's list by its chapter, with its words.
func (o Options) rowGone(c *out.ChangeRow, b out.Board) string {
	return o.rowOf(c.OldTitle, dateOfRow.ReplaceAllString(c.Detail, ""), b)
}

// rowRedated names a row whose date was corrected by its chapter, with its words and both dates.
func (o Options) rowRedated(c *out.ChangeRow, b out.Board) string {
	at := strings.LastIndex(c.Detail, " | ")
	return o.rowOf(c.NewTitle, c.Detail[:max(at, 0)], b) + tail(", ", strings.TrimPrefix(c.Detail[max(at, 0):], " | "))
}

// rowOf names a row of the board's list, of its detail without the date, by its chapter, with its
// words.
func (o Options) rowOf(chapter, detail string, b out.Board) string {
	row, said := strings.TrimPrefix(detail, chapter), "a chapter not named"
	if chapter != "" {
		row, said = strings.TrimPrefix(row, " | "), quoted(Clean(chapter))
	}
	return said + tail(": ", o.row(row, b))
}

// markedNow tells which marks a chapter has, from the detail of a change: "none became new".
func markedNow(detail string) string {
	old, now, ok := strings.Cut(Clean(detail), " became ")
	switch {
	case !ok:
		return ""
	case old == "none":
		return ": now " + quoted(now)
	case now == "none":
		return ": no longer " + quoted(old)
	}
	return ": " + quoted(old) + " became " + quoted(now)
}

// withDetails puts the first details behind a count.
func withDetails(details []string) string {
	const most = 6
	if len(details) == 0 {
		return ""
	}
	shown := details[:min(most, len(details))]
	if n := len(details) - len(shown); n > 0 {
		shown = append(slices.Clone(shown), Thousands(n)+" more")
	}
	return ": " + strings.Join(shown, "; ")
}

func foldedSort(c *out.ChangeRow) string {
	if slices.Contains(c.Reasons, diff.RowGoneReason) {
		return "rows of withdrawn"
	}
	if isPointer(c) {
		return map[string]string{string(diff.Added): "pointers", string(diff.Removed): "pointers gone"}[c.Kind]
	}
	switch diff.Kind(c.Kind) {
	case diff.Renumbered:
		return "numbers"
	case diff.TermsSwept:
		return "terms"
	case diff.Flagged:
		return "flags"
	case diff.MovedHost:
		return "addresses"
	case diff.LinkChanged, diff.FileReplaced:
		return "links"
	case diff.AmendmentAdded:
		if slices.Contains(c.Reasons, diff.RedatedReason) {
			return "rows redated"
		}
		return "rows"
	case diff.AmendmentRemoved:
		return "rows gone"
	case diff.Added:
		return "parts"
	case diff.Removed:
		return "parts gone"
	}
	switch {
	case c.Significance == string(diff.Links):
		return "links"
	case c.CausedBy != "":
		return "follows"
	}
	return "typography"
}

func writeFolded(w io.Writer, n *Night, o Options) {
	lines := o.FoldedWords(FoldedChanges(n.Changes, n.Before, n.Now), n.Board, nil)
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## %s\n\n", Folded)
	for _, l := range lines {
		fmt.Fprintf(w, "- %s\n", Escape(l))
	}
}
