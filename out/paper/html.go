package paper

import (
	"bufio"
	_ "embed" // the style sheet
	"fmt"
	"html"
	"io"

	"manualwatch/out/report"
)

//go:embed paper.css
var style string

// WriteHTML writes the paper as one file that needs nothing else and prints on A4.
func (p *Paper) WriteHTML(out io.Writer) error {
	d := p.compose()
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n",
		html.EscapeString(d.title), style, html.EscapeString(d.title))
	depth := 0 // of open lists
	for i := range d.blocks {
		b := &d.blocks[i]
		depth = htmlList(w, b, depth)
		switch b.kind {
		case heading:
			fmt.Fprintf(w, "<h%d>%s</h%d>\n", b.level+1, htmlText(b.text), b.level+1)
		case paragraph:
			fmt.Fprintf(w, "<p>%s</p>\n", htmlText(b.text))
		case item:
			fmt.Fprintf(w, "<li>%s", htmlText(b.text))
		case quote:
			fmt.Fprint(w, "<blockquote>")
			for _, l := range b.lines {
				fmt.Fprintf(w, "<p>%s</p>", htmlText(l))
			}
			fmt.Fprint(w, "</blockquote>\n")
		case grid:
			htmlTable(w, b)
		}
	}
	htmlList(w, &block{kind: paragraph}, depth)
	fmt.Fprint(w, "</main>\n</body>\n</html>\n")
	return w.Flush()
}

// htmlList opens and closes lists before a block and returns how many are open.
// A quotation stays in the item above it.
func htmlList(w io.Writer, b *block, depth int) int {
	want := 0
	switch b.kind {
	case item:
		want = b.level
	case quote:
		return depth
	}
	for ; depth > want; depth-- {
		fmt.Fprint(w, "</li>\n</ul>\n")
	}
	if depth == want && want > 0 {
		fmt.Fprint(w, "</li>\n")
	}
	for ; depth < want; depth++ {
		fmt.Fprint(w, "\n<ul>\n")
	}
	return depth
}

func htmlTable(w io.Writer, b *block) {
	fmt.Fprint(w, "<table>\n<thead><tr>")
	for _, h := range b.head {
		fmt.Fprintf(w, "<th scope=\"col\">%s</th>", html.EscapeString(h))
	}
	fmt.Fprint(w, "</tr></thead>\n<tbody>\n")
	for _, r := range b.rows {
		fmt.Fprint(w, "<tr>")
		for _, c := range r {
			fmt.Fprintf(w, "<td>%s</td>", htmlText(c))
		}
		fmt.Fprint(w, "</tr>\n")
	}
	fmt.Fprint(w, "</tbody>\n</table>\n")
}

func htmlText(text []inline) string {
	s := ""
	for _, t := range text {
		x := html.EscapeString(cleanKeep(t.text))
		switch {
		case t.url != "":
			x = `<a href="` + html.EscapeString(t.url) + `" rel="noreferrer">` + x + "</a>"
		case t.mark == report.Inserted:
			x = "<ins>" + x + "</ins>"
		case t.mark == report.Deleted:
			x = "<del>" + x + "</del>"
		case t.bold:
			x = "<strong>" + x + "</strong>"
		}
		s += x
	}
	return s
}

// cleanKeep is report.Clean that keeps a space at the ends.
func cleanKeep(s string) string {
	if c := report.Clean(s); c != "" {
		return report.Edges(s, c)
	}
	return report.Edges(s, "")
}
