package manual

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestBookOfPlacedLines holds that a web page made of a PDF is read as a handbook: sections
// by its outline and headings, text without running lines, the record of versions, and
// addresses that lead to the page of a section.
func TestBookOfPlacedLines(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<html><head><title>Lodgings Handbook</title><style>.t{position:absolute}.pf{width:595px;height:842px}.b{font-family:f2}.a{font-family:f1}</style></head><body><ul>`)
	names := []string{"1 Hosts", "1.1 Checks on hosts", "1.2 Visits to hosts", "2 Guests", "2.1 Welcome of guests", "2.2 Complaints of guests"}
	for i, name := range names {
		fmt.Fprintf(&b, `<li><a href="#s%d">%s</a></li>`, i+2, name)
	}
	b.WriteString("</ul>")
	put := func(class string, x, y, size int, text string) {
		fmt.Fprintf(&b, `<div class="t %s" style="left:%dpx;bottom:%dpx;font-size:%dpx">%s</div>`, class, x, y, size, text)
	}
	put2 := func(y int, cells ...string) {
		for i, c := range cells {
			put("a", 70+110*i, y, 11, c)
		}
	}
	b.WriteString(`<div class="pf" id="s1">`)
	put("b", 70, 700, 26, "Lodgings Handbook")
	put("b", 70, 640, 16, "Version control")
	put2(610, "Version", "Date", "Section", "Change")
	put2(590, "3.1", "04/03/2024", "1.2 Visits to hosts", "Two visits a year.")
	put2(570, "3.0", "11/09/2023", "2.1 Welcome of guests", "New leaflet.")
	b.WriteString("</div>")
	for i, name := range names {
		fmt.Fprintf(&b, `<div class="pf" id="s%d">`, i+2)
		put("a", 70, 800, 9, "Lodgings Handbook, issue 3")
		put("b", 70, 720, 20-2*strings.Count(name, "."), name)
		put("a", 70, 690, 11, "The worker must see each room in which a guest will sleep, and must write down who")
		put("a", 70, 676, 11, "showed it to her. She should come back within the month and ask the guest alone how")
		put("a", 70, 662, 11, "the days go by. "+strings.TrimLeft(name, "0123456789. ")+" come first.")
		fmt.Fprintf(&b, `<div class="t a" style="left:490px;bottom:40px;font-size:9px">Page %d</div></div>`, i+2)
	}
	url := "http://board.example/media/handbook.html"
	doc, err := parse.Parse(context.Background(), parse.Input{URL: url, FinalURL: url, SHA256: "1", Body: []byte(b.String())}, kitFormats)
	if err != nil {
		t.Fatal(err)
	}
	e := Read(normalise.Input{BoardID: "b", Start: []string{url}, Pages: []normalise.Page{{Document: doc}}})
	var got []string
	for _, s := range e.Sections {
		got = append(got, string(s.Kind)+"|"+s.Number+"|"+s.Title+"|"+strings.TrimPrefix(s.URL, url))
		if strings.Contains(s.Text, "issue 3") || strings.Contains(s.Text, "Page") {
			t.Errorf("%s has a running line: %s", s.Title, s.Text)
		}
	}
	for _, a := range e.Amendments {
		got = append(got, "amendment|"+a.Chapter+"|"+a.Details+"|"+a.Date.String())
	}
	want := []string{
		"section|1|Hosts|#s2",
		"chapter|1.1|Checks on hosts|#s3",
		"chapter|1.2|Visits to hosts|#s4",
		"section|2|Guests|#s5",
		"chapter|2.1|Welcome of guests|#s6",
		"chapter|2.2|Complaints of guests|#s7",
		"amendment|1.2 Visits to hosts|Two visits a year.|2024-03-04",
		"amendment|2.1 Welcome of guests|New leaflet.|2023-09-11",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
