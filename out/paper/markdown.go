package paper

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"manualwatch/out/report"
)

// WriteMarkdown writes the paper as CommonMark with pipe tables.
func (p *Paper) WriteMarkdown(out io.Writer) error {
	d := p.compose()
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "# %s\n", report.Escape(d.title))
	last := heading
	for i := range d.blocks {
		b := &d.blocks[i]
		if !listed(b.kind) || !listed(last) {
			fmt.Fprintln(w)
		}
		last = b.kind
		switch b.kind {
		case heading:
			fmt.Fprintf(w, "%s %s\n", strings.Repeat("#", b.level+1), mdText(b.text))
		case paragraph:
			fmt.Fprintln(w, mdText(b.text))
		case item:
			fmt.Fprintf(w, "%s- %s\n", strings.Repeat("  ", b.level-1), mdText(b.text))
		case quote:
			for j, l := range b.lines {
				lead := "    "
				if j == 0 {
					lead = "  - "
				}
				fmt.Fprintf(w, "%s%s%s\n", lead, mdText(l), map[bool]string{true: `\`}[j < len(b.lines)-1])
			}
		case grid:
			mdTable(w, b)
		}
	}
	return w.Flush()
}

// listed reports whether blocks of this kind stand in a list.
func listed(k blockKind) bool { return k == item || k == quote }

func mdTable(w io.Writer, b *block) {
	fmt.Fprintf(w, "| %s |\n|%s\n", strings.Join(b.head, " | "), strings.Repeat("---|", len(b.head)))
	for _, r := range b.rows {
		fmt.Fprint(w, "|")
		for _, c := range r {
			fmt.Fprintf(w, " %s |", mdText(c))
		}
		fmt.Fprintln(w)
	}
}

// mdText writes a run of text. What came or went is in bold where there is
// context around it.
func mdText(text []inline) string {
	var b strings.Builder
	context := false
	for i, t := range text { // the first two of a quotation and the last are ours
		context = context || i > 1 && i < len(text)-1 && t.mark == report.Same && !report.Aside(t.text)
	}
	for _, t := range text {
		s := report.Escape(t.text)
		switch {
		case s == "":
			s = t.text // white space
		case t.url != "":
			s = report.Link(t.text, t.url)
		case t.bold || t.mark != report.Same && context:
			s = report.Edges(t.text, "**"+s+"**")
		default:
			s = report.Edges(t.text, s)
		}
		b.WriteString(s)
	}
	return strings.TrimSpace(b.String())
}
