package parse

import (
	"fmt"
	stdsort "sort"
	"strings"
)

var kindNames = [...]string{"p", "h", "li", "row", "img", "box"}
var regionNames = [...]string{"", "NAV ", "FUR ", "TOC "}

// dump writes a document in the form of the golden files: one line a block.
func dump(doc *Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\n", doc.Title)
	var keys []string
	for k := range doc.Meta {
		keys = append(keys, k)
	}
	stdsort.Strings(keys)
	for _, k := range keys {
		fmt.Fprintf(&b, "meta %s: %s\n", k, doc.Meta[k])
	}
	for _, f := range doc.Findings {
		fmt.Fprintf(&b, "finding %s: %s\n", f.Code, f.Detail)
	}
	for i := range doc.Blocks {
		dumpBlock(&b, &doc.Blocks[i])
	}
	return b.String()
}

func dumpBlock(b *strings.Builder, bl *Block) {
	fmt.Fprintf(b, "%s%s", regionNames[bl.Region], kindNames[bl.Kind])
	if bl.Level > 0 {
		fmt.Fprintf(b, "%d", bl.Level)
	}
	if bl.Marker != "" {
		fmt.Fprintf(b, " [%s]", bl.Marker)
	}
	if bl.Table > 0 {
		fmt.Fprintf(b, " t%d", bl.Table)
	}
	if bl.Group > 0 {
		fmt.Fprintf(b, " g%d", bl.Group)
	}
	if bl.BoxGroup > 0 {
		fmt.Fprintf(b, " box%d", bl.BoxGroup)
	}
	if bl.Header {
		b.WriteString(" head")
	}
	if bl.Bold {
		b.WriteString(" bold")
	}
	if bl.Anchor != "" {
		fmt.Fprintf(b, " #%s", strings.Join(append([]string{bl.Anchor}, bl.Anchors...), " #"))
	}
	fmt.Fprintf(b, ": %s", strings.ReplaceAll(bl.Text, "\n", "⏎"))
	for _, l := range bl.Links {
		fmt.Fprintf(b, " <%d-%d %s>", l.Start, l.End, l.Href)
	}
	if len(bl.Alts) > 0 {
		fmt.Fprintf(b, " {%s}", strings.Join(bl.Alts, "; "))
	}
	b.WriteByte('\n')
}
