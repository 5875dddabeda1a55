package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// A setLine is a line of a page that a program makes of a PDF: its place from the upper
// left corner of a sheet of 595 by 842 points, its size and words.
type setLine struct {
	x, y, size float64
	bold       bool
	text       string
}

// visitPages are the pages of a small handbook, which has a title, a dotted list of
// contents, a table and running lines, and a paragraph of two lines.
var visitPages = [][]setLine{
	{
		{70, 200, 24, true, "Home Visits Handbook"},
		{70, 300, 14, true, "Contents"},
		{70, 330, 11, false, "1 Before the visit ......................................................... 2"},
		{70, 346, 11, false, "2 After the visit .......................................................... 3"},
	},
	{
		{70, 40, 9, false, "Home Visits Handbook"},
		{70, 100, 18, true, "1 Before the visit"},
		{70, 130, 11, false, "The worker must ring the family on the day before and must say who will come with"},
		{70, 144, 11, false, "her to the house."},
		{70, 170, 11, true, "Who"}, {250, 170, 11, true, "What"},
		{70, 190, 11, false, "Worker"}, {250, 190, 11, false, "Rings the family"},
		{70, 210, 11, false, "Manager"}, {250, 210, 11, false, "Reads the file"},
		{70, 800, 9, false, "Issue 4"}, {490, 800, 9, false, "Page 2"},
	},
	{
		{70, 40, 9, false, "Home Visits Handbook"},
		{70, 100, 18, true, "2 After the visit"},
		{70, 130, 11, false, "The worker should write the record on the same day."},
		{70, 800, 9, false, "Issue 4"}, {490, 800, 9, false, "Page 3"},
	},
}

// pageWriters write pages of lines as programs do.
var pageWriters = map[string]func(pages [][]setLine) string{
	"classes":         writeClasses,
	"style attribute": writeAttributes,
	"names":           writeNames,
	"points":          writePoints,
	"parts of lines":  writeParts,
}

// writeClasses writes as pdf2htmlEX does: classes for places, sizes and fonts without a
// name, letters four times as large and then made smaller, gaps between words.
func writeClasses(pages [][]setLine) string {
	var css, body strings.Builder
	css.WriteString(`@media print{.t{left:0}}/* } */.t,.c{position:absolute;white-space:pre}.m0{transform:matrix(0.25,0,0,0.25,0,0)}.w0{width:595px}.h0{height:842px}.ff1{font-family:ff1}.ff2{font-family:ff2}._{display:inline-block}._0{width:12px}._1{margin-left:-1.2px}`)
	n := 0
	for i, lines := range pages {
		fmt.Fprintf(&body, `<div id="pf%d" class="pf w0 h0"><div class="c w0 h0">`, i+1)
		for _, l := range lines {
			n++
			ff := 1
			if l.bold {
				ff = 2
			}
			fmt.Fprintf(&css, ".x%d{left:%.3fpx}.y%d{bottom:%.3fpx}.fs%d{font-size:%.0fpx}", n, l.x, n, 842-l.y, n, 4*l.size)
			text := strings.Replace(l.text, "visit", `vi<span class="_ _1"></span>sit`, 1)
			text = strings.Replace(text, " must", `<span class="_ _0"> </span>must`, 1)
			fmt.Fprintf(&body, `<div class="t m0 x%d y%d ff%d fs%d">%s</div>`, n, n, ff, n, text)
		}
		body.WriteString("</div></div>\n")
	}
	outline := `<div id="outline"><ul><li><a href="#pf2">1 Before the visit</a></li><li><a href="#pf3">2 After the visit</a></li></ul></div>`
	return "<!DOCTYPE html><html><head><style>" + css.String() + "</style><title>Home Visits Handbook</title></head><body>" + outline + "<div id=page-container>" + body.String() + "</div></body></html>"
}

// writeAttributes writes as pdftohtml does: places in the style attribute, larger than
// points, one style element for each page, lines of a paragraph in one element.
func writeAttributes(pages [][]setLine) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>Home Visits Handbook</title></head><body>")
	for i, lines := range pages {
		fmt.Fprintf(&b, `<a name="%d"></a><style><!-- p {margin: 0}`, i+1)
		for k, l := range lines {
			fmt.Fprintf(&b, ".ft%d%d{font-size:%.1fpx;font-family:Carlito}", i+1, k, 1.5*l.size)
		}
		fmt.Fprintf(&b, `--></style><div id="page%d-div" style="position:relative;width:892px;height:1263px">`, i+1)
		for k, l := range lines {
			text := strings.ReplaceAll(l.text, " ", "&#160;")
			if l.bold {
				text = "<b>" + text + "</b>"
			}
			if strings.HasPrefix(l.text, "her to") {
				continue
			}
			if strings.HasSuffix(l.text, "come with") {
				text += "<br/>" + lines[k+1].text
			}
			fmt.Fprintf(&b, `<p style="position:absolute;top:%.0fpx;left:%.0fpx;white-space:nowrap" class="ft%d%d">%s</p>`+"\n", 1.5*(l.y-0.8*l.size), 1.5*l.x, i+1, k, text)
		}
		b.WriteString("</div>")
	}
	return b.String() + "</body></html>"
}

// writeNames gives each element an id of its own for its place.
func writeNames(pages [][]setLine) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>Home Visits Handbook</title></head><body>")
	for i, lines := range pages {
		fmt.Fprintf(&b, `<div id="p%d" style="overflow:hidden;position:relative;width:595px;height:842px"><style>.t{position:absolute;white-space:pre}`, i+1)
		for k, l := range lines {
			family := "Lato-Regular"
			if l.bold {
				family = "Lato-Bold"
			}
			fmt.Fprintf(&b, "#t%d_%d{left:%gpx;bottom:%gpx;letter-spacing:-0.01px}.s%d_%d{FONT-SIZE:%gpx;FONT-FAMILY:%s_1}", k, i, l.x, 842-l.y, k, i, l.size, family)
		}
		b.WriteString("</style>")
		for k, l := range lines {
			fmt.Fprintf(&b, `<div id="t%d_%d" class="t s%d_%d">%s</div>`, k, i, k, i, l.text)
		}
		b.WriteString("</div>")
	}
	return b.String() + "</body></html>"
}

// writePoints writes as MuPDF does: a rule for all paragraphs, places in points.
func writePoints(pages [][]setLine) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>Home Visits Handbook</title><style>p{position:absolute;white-space:pre;margin:0}</style></head><body>")
	for i, lines := range pages {
		fmt.Fprintf(&b, `<div id="page%d" style="position:relative;width:595pt;height:842pt">`, i)
		for _, l := range lines {
			span := fmt.Sprintf(`<span style="font-family:Lato,sans-serif;font-size:%gpt">%s</span>`, l.size, l.text)
			if l.bold {
				span = "<b>" + span + "</b>"
			}
			fmt.Fprintf(&b, `<p style="top:%gpt;left:%gpt;line-height:%gpt">%s</p>`+"\n", l.y-0.8*l.size, l.x, l.size, span)
		}
		b.WriteString("</div>")
	}
	return b.String() + "</body></html>"
}

// writeParts writes as pdf.js lays text over the picture of a page: parts of lines, in
// parts of the page's size, and letters made wider.
func writeParts(pages [][]setLine) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>Home Visits Handbook</title><style>.textLayer{position:absolute;left:0;top:0}.textLayer span{position:absolute;white-space:pre}</style></head><body>")
	for i, lines := range pages {
		fmt.Fprintf(&b, `<div class="page" data-page-number="%d" style="width:calc(var(--scale-factor) * 595px);height:calc(var(--scale-factor) * 842px)"><div class="textLayer">`, i+1)
		for _, l := range lines {
			family := "sans-serif"
			if l.bold {
				family = "sans-serif;font-weight:bold"
			}
			fmt.Fprintf(&b, `<span role="presentation" style="left:%.3f%%;top:%.3f%%;font-size:calc(var(--scale-factor)*%gpx);font-family:%s;transform:scaleX(1.01)">%s</span><br role="presentation">`, l.x/5.95, (l.y-0.8*l.size)/8.42, l.size, family, l.text)
		}
		b.WriteString("</div></div>")
	}
	return b.String() + "</body></html>"
}

// TestPagesMadeOfAPDF holds that what programs make web pages of a PDF is read as the PDF
// is: headings, paragraphs, tables, contents and running lines.
func TestPagesMadeOfAPDF(t *testing.T) {
	want := []string{
		"h1: Home Visits Handbook",
		"contents Contents",
		"contents 1 Before the visit",
		"contents 2 After the visit",
		"furniture Home Visits Handbook",
		"h2: 1 Before the visit",
		"p: The worker must ring the family on the day before and must say who will come with her to the house.",
		"row: Who | What",
		"row: Worker | Rings the family",
		"row: Manager | Reads the file",
		"furniture Issue 4 Page 2",
		"furniture Home Visits Handbook",
		"h2: 2 After the visit",
		"p: The worker should write the record on the same day.",
		"furniture Issue 4 Page 3",
	}
	for name, write := range pageWriters {
		t.Run(name, func(t *testing.T) {
			doc, err := ReadPlacedInProcess([]byte(write(visitPages)))
			if err != nil {
				t.Fatal(err)
			}
			got := outlineOf(doc)
			for i, b := range doc.Blocks {
				switch b.Region {
				case parse.Furniture:
					got[i] = "furniture " + b.Text
				case parse.Contents:
					got[i] = "contents " + b.Text
				}
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if doc.MediaType != parse.TypeHTML || doc.Pages != 3 || doc.IsWebPage() || doc.Title != "Home Visits Handbook" {
				t.Errorf("type %s, %d pages, title %q", doc.MediaType, doc.Pages, doc.Title)
			}
		})
	}
}

// TestPlacesOfPages holds that the first block of a page has the name that leads there, and
// that links between pages keep theirs.
func TestPlacesOfPages(t *testing.T) {
	page := strings.Replace(writeClasses(visitPages), "1 Before the vi", `<a href="#pf2">1 Before the vi`, 2)
	page = strings.ReplaceAll(page, "... 2</div>", "... 2</a></div>")
	doc, err := ReadPlacedInProcess([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		if b.Anchor != "" {
			got = append(got, b.Anchor+" "+b.Text)
		}
		for _, l := range b.Links {
			got = append(got, l.Href+" from "+b.Text)
		}
	}
	want := []string{"pf1 Home Visits Handbook", "#pf2 from 1 Before the visit", "pf2 1 Before the visit", "pf3 2 After the visit"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestOrdinaryPagesAreLeft holds that pages of which only some parts are placed are read as
// web pages.
func TestOrdinaryPagesAreLeft(t *testing.T) {
	labels := func(n int) string {
		return strings.Repeat(`<span style="position:absolute;left:10px;top:20px">Tip</span>`, n)
	}
	text := strings.Repeat("<p>The worker must ring the family on the day before.</p>", 12)
	for name, page := range map[string]string{
		"labels over a picture":     `<div style="position:relative;width:600px;height:400px">` + labels(20) + "</div>" + text,
		"text in a placed panel":    `<div style="width:900px;height:1200px">` + labels(20) + `<div style="position:absolute;left:0;top:90px">` + text + "</div></div>",
		"a frame round the page":    `<div style="width:900px;height:1200px">` + text + labels(20) + "</div>",
		"lines without a page":      strings.Repeat(labels(1)+"<br>", 40),
		"no <html> and no elements": "left: bottom: absolute",
	} {
		if _, err := ReadPlacedInProcess([]byte("<html><body>" + page)); !errors.Is(err, parse.ErrOtherPage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	formats := parse.Formats{parse.TypePlaced: func(context.Context, parse.Input) (*parse.Document, error) { return nil, parse.ErrOtherPage }}
	page := "<html><body><h1>Visits</h1>" + labels(20) + text
	doc, err := parse.Parse(context.Background(), parse.Input{URL: "http://board.example/", Body: []byte(page)}, formats)
	if err != nil || len(doc.Blocks) < 10 || !doc.IsWebPage() {
		t.Errorf("%v, %v", doc, err)
	}
}

// TestStylesThatCostMuch holds that a page with more rules and elements than can be compared is
// looked at for no longer than a moment.
func TestStylesThatCostMuch(t *testing.T) {
	rules := strings.Repeat(".none .t{left:1px;top:1px;position:absolute}", 20_000)
	page := "<html><head><style>" + rules + "</style></head><body>" + strings.Repeat(`<div class="t">Lamp</div>`, 20_000)
	start := time.Now()
	if _, err := ReadPlacedInProcess([]byte(page)); !errors.Is(err, parse.ErrOtherPage) {
		t.Error(err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
}
