package normalise

import (
	"reflect"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"manualwatch/parse"
)

// FuzzParseDate: no panic; what is read is a date of the calendar, and its ISO
// form reads as the same day.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"March 2018", "31st March 2017", "27-02-2018", "January 27, 2025", "26.04.17", "22/01/2022", "May 2016", "2016", "Version 3, January 2009", "v33", "Tuesday 24th of April 2018 7:51:12 PM", "31/02/2018", "Mar-18", "1 jly 2020", "٣ May 2020"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s)
		if !ok {
			return
		}
		again, ok := ParseDate(d.String())
		if !ok || again.Y != d.Y || again.M != d.M || again.D != d.D {
			t.Errorf("%q is %v, whose ISO form %q reads as %v %v", s, d, d.String(), again, ok)
		}
		if d.Time().Day() != d.D {
			t.Errorf("%q gives no day of the calendar: %v", s, d)
		}
	})
}

// FuzzNumber: no panic; a number read off a line is found in the line, and the
// key of a number is stable.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1.1 Title", "1.1Title", "13.13.13", "D14 A Child", "D20 A Joint Protocol", "F03 A   ", "C09A MARF", "Chapter One - Start", "Section A Policy", "Part B1: More", "A02Not in use", "Appendix 1 Chart", "SAM101290 - Records", "1 . 2 . 3 x", "99999999999999999999.1 x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, rest, ok := splitNumber(s)
		if ok && (n.text == "" || n.parts < 1) {
			t.Errorf("%q: number %+v", s, n)
		}
		if !strings.HasSuffix(strings.TrimSpace(s), strings.TrimSpace(rest)) && utf8.ValidString(s) {
			t.Errorf("%q: rest %q is no end of it", s, rest)
		}
		if k := NumberKey(n.text); k != NumberKey(n.text) || n.text != "" && k == "" && strings.ContainsAny(n.text, "0123456789") {
			t.Errorf("%q: key %q of %q", s, k, n.text)
		}
	})
}

// FuzzTitle: taking flags off a title twice takes off nothing more, and a title
// is never emptied.
func FuzzTitle(f *testing.F) {
	for _, s := range []string{"Sexting - under review", "Title New", "NEW: Title", "Foo (New) (Updated)", "Updated", "Reviews (June 2019)", "Foo (PDF, 27Kb)", "() new", "( ) ( )"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 400 {
			return
		}
		title, flags := stripFlags(s)
		if title == "" && strings.TrimSpace(s) != "" {
			t.Errorf("%q: empty title, flags %v", s, flags)
		}
		if !sort.StringsAreSorted(flags) {
			t.Errorf("%q: flags %v", s, flags)
		}
		stripFormat(s)
		fold(s)
	})
}

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
		in := Input{Platform: "generic", Start: []string{d.URL}, Amendments: []string{d.URL}, Pages: []Page{{Document: d}}}
		Read(in)
		in.Amendments = nil
		Read(in)

		contents := &parse.Document{URL: "http://e.test/c", MediaType: "text/html", Title: "Contents"}
		for _, l := range []string{"A", "Neglect", "1.1 Bullying"} {
			contents.Blocks = append(contents.Blocks, parse.Block{Kind: parse.Item, Level: 1, Group: 1, Text: l, Links: []parse.Link{{End: len(l), Text: l, Href: "http://e.test/c/" + l}}})
		}
		Read(Input{Platform: "generic", Start: []string{contents.URL}, Amendments: []string{d.URL}, Pages: []Page{{Document: contents}, {Document: d}}})
	})
}

// TestReadIsPure reads the same pages twice, and once in another order: the same
// edition, and the pages as they were.
func TestReadIsPure(t *testing.T) {
	pages := map[string]string{"/contents": amendContents, "/amendments": "<h1>Amendments</h1><h2>May 2020</h2><ul><li>Bullying - updated</li></ul>", "/c/bullying": chapterBody(mRow{title: "Bullying"})}
	build := func(reverse bool) Input {
		in := Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{"http://example.test/contents"}, Amendments: []string{"http://example.test/amendments"}, Hosts: []string{"example.test"}, ObservedAt: time.Unix(0, 0)}
		for at, body := range pages {
			in.Pages = append(in.Pages, Page{Document: parseKit(t, "generic", "http://example.test"+at, []byte("<html><body><main>"+body+"</main></body></html>"))})
		}
		sort.Slice(in.Pages, func(i, k int) bool { return (in.Pages[i].URL < in.Pages[k].URL) != reverse })
		return in
	}
	a, b := build(false), build(true)
	want := Read(a)
	for _, got := range []*Edition{Read(a), Read(b)} {
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

// TestParseDate holds every spelling of the domain against ISO.
func TestParseDate(t *testing.T) {
	for printed, want := range map[string]string{
		"March 2018": "2018-03-01 month", "31st March 2017": "2017-03-31 day", "27-02-2018": "2018-02-27 day", "January 27, 2025": "2025-01-27 day",
		"26.04.17": "2017-04-26 day", "22/01/2022": "2022-01-22 day", "May 2016": "2016-05-01 month", "2016": "2016-01-01 year",
		"Version 3, January 2009": "2009-01-01 month", "v33": "", "Friday 1st of May 2020": "2020-05-01 day", "2019-06-24": "2019-06-24 day",
		"24 June 2019": "2019-06-24 day", "30/02/2020": "", "01/27/2025": "2025-01-27 day", "Sept 2020": "2020-09-01 month", "3-Mar-18": "2018-03-03 day",
		"section 47": "", "April": "", "99": "", "(June 2019)": "2019-06-01 month", "27-02-2018 13:45": "2018-02-27 day", "June, 2021": "2021-06-01 month",
		"Q2 2025": "2025-04-01 quarter", "Quarter 2, 2025/26": "2025-07-01 quarter", "Q4 2025-26": "2026-01-01 quarter", "4th quarter of 2025/2026": "2026-01-01 quarter",
		"2025/26 Q1": "2025-04-01 quarter", "Second quarter 2025 (July to September)": "2025-07-01 quarter", "Quarter 3 of the financial year 2024/25": "2024-10-01 quarter",
		"October – December 2024": "2024-10-01 quarter", "Q5 2025": "", "Q2 2025/27": "", "Quarter 2": "", "Quarry 2025": "", "March to December 2024": "",
	} {
		d, ok := ParseDate(printed)
		got := ""
		if ok {
			got = d.String() + " " + [...]string{"", "day", "month", "quarter", "year"}[d.Precision]
		}
		if got != want {
			t.Errorf("%q is %q, want %q", printed, got, want)
		}
	}
}

// TestNumberKey holds the order of numbers against the way people count.
func TestNumberKey(t *testing.T) {
	order := []string{"1", "1.1", "1.2", "1.2.3", "1.9", "1.10", "2", "10", "A0", "A01", "A02", "A10", "C09", "C09A", "C10", "D14", "D14A", "D14B", "D15"}
	for i := 1; i < len(order); i++ {
		if NumberKey(order[i-1]) >= NumberKey(order[i]) {
			t.Errorf("%s (%s) does not come before %s (%s)", order[i-1], NumberKey(order[i-1]), order[i], NumberKey(order[i]))
		}
	}
	if NumberKey("Two") != NumberKey("2") {
		t.Errorf("Two and 2 differ")
	}
}
