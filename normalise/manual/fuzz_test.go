package manual

import (
	"reflect"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// FuzzRead: hostile blocks do no harm.
func FuzzRead(f *testing.F) {
	f.Add("1. Core\n1.1 A\n1.2 B\nNot in use\n27-02-2018\n", uint8(0))
	f.Add("Amendments\nMarch 2018\nA - updated\n", uint8(2))
	f.Add("Amendments\nChapter: Neglect\nDate: 3 May 2024\nChange: A tool.\nChapter: A\nDate: 3rd Arpil 2024\nChange: Links.\n", uint8(0))
	f.Add("Updates\nNeglect\nPosted on 3 May 2024 by Jo\nA tool.\nA\nPosted on 1 May 2024 by Jo\nLinks.\n", uint8(1))
	f.Add("Mai / May 2025\n13 May – Neglect: new\nPart 1 amendments:\n(NEW) – A\n", uint8(2))
	f.Add("Date; Changes\n3 May 2024; these were looked at; Neglect – a tool; A – links\n", uint8(3))
	f.Fuzz(func(t *testing.T, s string, kind uint8) {
		if len(s) > 4000 {
			return
		}
		d := &parse.Document{URL: "http://e.test/a", MediaType: "text/html", Title: "T"}
		for i, l := range strings.Split(s, "\n") {
			b := parse.Block{Kind: parse.BlockKind((int(kind) + i) % 6), Level: i % 9, Text: l, Marker: l[:min(len(l), i%4)], Table: i % 3, Bold: i%5 == 0, Lead: min(i%7, len(l))}
			b.Links = []parse.Link{{Start: i % 3, End: len(l), Text: l, Href: "http://e.test/" + l}}
			if b.Kind == parse.Row {
				b.Cells = []parse.Cell{{Text: l, Links: b.Links, RowSpan: i % 4, ColSpan: i % 3}, {Text: strings.ReplaceAll(l, "; ", "\n")}}
			}
			d.Blocks = append(d.Blocks, b)
		}
		in := normalise.Input{Platform: "generic", Start: []string{d.URL}, Amendments: []string{d.URL}, Pages: []normalise.Page{{Document: d}}}
		Read(in)
		in.Amendments = nil
		Read(in)

		contents := &parse.Document{URL: "http://e.test/c", MediaType: "text/html", Title: "Contents"}
		for _, l := range []string{"A", "Neglect", "1.1 Bullying"} {
			contents.Blocks = append(contents.Blocks, parse.Block{Kind: parse.Item, Level: 1, Group: 1, Text: l, Links: []parse.Link{{End: len(l), Text: l, Href: "http://e.test/c/" + l}}})
		}
		Read(normalise.Input{Platform: "generic", Start: []string{contents.URL}, Amendments: []string{d.URL}, Pages: []normalise.Page{{Document: contents}, {Document: d}}})
	})
}

// TestReadIsPure reads the same pages twice, and once in another order: the same
// edition, and the pages as they were.
func TestReadIsPure(t *testing.T) {
	pages := map[string]string{"/contents": amendContents, "/amendments": "<h1>Amendments</h1><h2>May 2020</h2><ul><li>Bullying - updated</li></ul>", "/c/bullying": chapterBody(mRow{title: "Bullying"})}
	build := func(reverse bool) normalise.Input {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{"http://example.test/contents"}, Amendments: []string{"http://example.test/amendments"}, Hosts: []string{"example.test"}, ObservedAt: time.Unix(0, 0)}
		for at, body := range pages {
			in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", "http://example.test"+at, []byte("<html><body><main>"+body+"</main></body></html>"))})
		}
		sort.Slice(in.Pages, func(i, k int) bool { return (in.Pages[i].URL < in.Pages[k].URL) != reverse })
		return in
	}
	a, b := build(false), build(true)
	want := Read(a)
	for _, got := range []*normalise.Edition{Read(a), Read(b)} {
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("-first +again\n%s", d)
		}
	}
	fresh := build(false)
	if !reflect.DeepEqual(a, fresh) {
		t.Error("reading changed its input")
	}
	if len(want.Sections) == 0 || want.ContentSHA256 == "" {
		t.Error("nothing was read")
	}
}
