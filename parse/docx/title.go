package docx

import (
	"strings"

	"manualwatch/parse"
)

// chooseTitle finds the document's own title: text in the Title style, else a
// first heading that stands alone at the highest rank, else the file's title
// property, unless that is what a program made up.
func chooseTitle(d *parse.Document) {
	top, count, at := 7, 0, -1
	for i, b := range d.Blocks {
		if b.Kind != parse.Heading || b.Region != parse.Main {
			continue
		}
		if b.Class == "title" {
			d.Title = oneLine(b.Text)
			return
		}
		if b.Level < top {
			top, count = b.Level, 0
			if at < 0 {
				at = i
			} else {
				at = len(d.Blocks) // a higher rank comes later: the first heading is no title
			}
		}
		if b.Level == top {
			count++
		}
	}
	if at >= 0 && at < len(d.Blocks) && count == 1 && d.Blocks[at].Marker == "" && proseBefore(d.Blocks[:at]) < 60 {
		d.Title = oneLine(d.Blocks[at].Text)
		return
	}
	if s := d.Meta["title"]; s != "" && !madeUpTitle(s) {
		d.Title = oneLine(s)
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// proseBefore counts the words of main text in blocks.
func proseBefore(blocks []parse.Block) int {
	n := 0
	for _, b := range blocks {
		if b.Region == parse.Main {
			n += len(strings.Fields(b.Text))
		}
	}
	return n
}

// madeUpTitle reports whether a title property was filled in by a program.
func madeUpTitle(s string) bool {
	l := strings.ToLower(strings.TrimSpace(s))
	for _, p := range []string{"microsoft word -", "document1", "untitled", "powerpoint presentation", "template"} {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	return strings.HasSuffix(l, ".doc") || strings.HasSuffix(l, ".docx") || strings.HasSuffix(l, ".dot")
}
