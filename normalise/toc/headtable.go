package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A headTable is a small table that may open a procedure in a file of many: its title
// stands in one of the first rows, beside a logo, its reference, issue and date.
type headTable struct {
	at    int      // its first row
	cells []string // lines of its first rows that may be the title
}

// A head table has few rows, and the title in one of the first.
const (
	mostHeadRows  = 12
	mostTitleRows = 3
)

// titlePrefix is the label of a title in its own cell.
var titlePrefix = pattern.New(`(?i)^(?:(?:document|policy|procedure|protocol|guidance|chapter)\s+)?(?:title|name|subject)\s*:\s*`)

// headTables are the tables of a text that may open a procedure.
func headTables(main []parse.Block) []headTable {
	var out []headTable
	for i := 0; i < len(main); {
		end := layout.TableEnd(main, i)
		if main[i].Kind == parse.Row && end-i <= mostHeadRows {
			t := headTable{at: i}
			for k := i; k < min(end, i+mostTitleRows); k++ {
				for _, c := range main[k].Cells {
					if len(c.Text) < layout.MaxTitle {
						t.cells = append(t.cells, titlePrefix.Cut(wording.Squeeze(c.Text)))
					}
				}
			}
			out = append(out, t)
		}
		i = end
	}
	return out
}

// withHeadTables writes the titles that a list of contents names, and most of which
// stand each in a table at the head of what it names, as headings above these tables.
func withHeadTables(main []parse.Block, list []ListedTitle) []parse.Block {
	var heads []parse.Block
	var at []int
	next := 0
	for _, t := range headTables(main) {
		if k := slices.IndexFunc(list[next:], t.named); k >= 0 && !slices.ContainsFunc(list[next+k+1:], t.named) {
			next += k + 1
			title := list[next-1].text
			if !t.says(&list[next-1].Words) {
				title = strings.TrimSpace(folio.ReplaceAllString(title, ""))
			}
			heads = append(heads, parse.Block{Kind: parse.Heading, Level: 1, Text: title, Page: main[t.at].Page, Anchor: main[t.at].Anchor})
			at = append(at, t.at)
		}
	}
	if len(heads) < LeastListed || len(heads)*5 < entriesOf(list)*3 {
		return main
	}
	out := make([]parse.Block, 0, len(main)+len(heads))
	from := 0
	for i := range heads {
		out = append(append(out, main[from:at[i]]...), heads[i])
		from = at[i]
	}
	return append(out, main[from:]...)
}

// named reports whether an entry of a list of contents is the title of the table.
func (t *headTable) named(l ListedTitle) bool { return t.says(&l.Words) || t.says(&l.Cut) }

func (t *headTable) says(words *ListedWords) bool {
	return slices.ContainsFunc(t.cells, func(c string) bool {
		w := wordsOfTitle(c)
		return words.same(&w)
	})
}
