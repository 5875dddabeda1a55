package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bookmarked makes a file of pages; the last of them have a bookmark each.
func bookmarked(names []string, contents ...string) []byte {
	body := manyPages(contents...)
	objects := ""
	for i, name := range names {
		next := ""
		if i+1 < len(names) {
			next = fmt.Sprintf("/Next %d 0 R", 901+i)
		}
		objects += fmt.Sprintf("%d 0 obj<</Title(%s)/Parent 899 0 R/Dest[%d/Fit]%s>>endobj\n", 900+i, name, len(contents)-len(names)+i, next)
	}
	objects += fmt.Sprintf("899 0 obj<</Type/Outlines/First 900 0 R/Last %d 0 R/Count %d>>endobj\n", 899+len(names), len(names))
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/Outlines 899 0 R"), 1)
	return bytes.Replace(body, []byte("xref\n"), []byte(objects+"xref\n"), 1)
}

// TestBookmarksOfBinders reads files that were bound into one: the bookmarks are the
// names of the files, and each is set in its own way.
func TestBookmarksOfBinders(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	page := func(title string, sizes [3]float64) string {
		return show("F2", sizes[0], 72, 760, title) + show("F1", 11, 72, 730, text) +
			show("F2", sizes[1], 72, 700, "1 Signs") + show("F1", 11, 72, 680, text) +
			show("F2", sizes[2], 72, 650, "1.1 At night") + show("F1", 11, 72, 630, text)
	}
	names := []string{"01_Visits_to_Homes_v2", "Microsoft Word - 02 Records.doc", "03_Rev_FINAL_2016", "pets-at-home.pdf"}
	titles := []string{"Visits to Homes", "Records", "Reviews of Plans", "Pets at Home"}
	sizes := [][3]float64{{28, 16, 13}, {22, 15, 12}, {24, 18, 14}, {20, 17, 12.5}}
	var pages, want []string
	for i, title := range titles {
		pages = append(pages, page(title, sizes[i]))
		want = append(want, "h1: "+title, "p: "+text, "h2: 1 Signs", "p: "+text, "h3: 1.1 At night", "p: "+text)
	}
	if d := cmp.Diff(want, outlineOf(mustRead(t, bookmarked(names, pages...)))); d != "" {
		t.Error(d)
	}
}

// TestDesignedBook reads a designed book: the lines below the title on its cover are no
// headings, though the bookmarks name but the chapters; "Chapter 3" above the title counts
// it, though each chapter takes a page; the label of a tinted box is no heading, nor is an introduction in larger
// type, nor what somebody said.
func TestDesignedBook(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	pages := []string{show("F2", 30, 72, 500, "Visiting Homes") + show("F1", 14, 72, 460, "Vale Safeguarding Board") + show("F1", 14, 72, 440, "Second edition, 2017")}
	want := []string{"h1: Visiting Homes", "p: Vale Safeguarding Board", "p: Second edition, 2017"}
	names := []string{"Signs", "Visits", "Records", "Reviews"}
	for i, name := range names {
		count := fmt.Sprintf("Chapter %d", i+1)
		page := show("F1", 11, 72, 800, count) + show("F2", 20, 72, 778, name) + show("F1", 13, 72, 750, text+" Two go.") + show("F1", 11, 72, 733, text) +
			"0.9 g 72 620 400 50 re f 0 g\n" + show("F2", 12, 78, 655, "Remember") + show("F1", 11, 78, 640, "Two workers go.") +
			show("F2", 13, 72, 230, "\"Nobody asked me what I saw.\"")
		want = append(want, "p: "+count, "h2: "+name, "p: "+text+" Two go.", "h3: Why")
		for k, head := range []string{"Why", "How", "Who"} {
			y := 715 - float64(k)*150
			page += show("F2", 13, 72, y, head) + show("F1", 11, 72, y-15, text) + show("F2", 11, 72, y-30, "At night") + show("F1", 11, 72, y-44, text)
		}
		pages = append(pages, page)
		want = append(want, "h4: At night", "p: Remember", "p: Two workers go.", "h3: How", "h4: At night", "h3: Who", "h4: At night", "p: \"Nobody asked me what I saw.\"")
	}
	got := slices.DeleteFunc(outlineOf(mustRead(t, bookmarked(names, pages...))), func(l string) bool { return l == "p: "+text })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestLabelsOfFramedBoxes keeps the bold line that opens a box, drawn in lines or with rounded
// corners, out of the headings, unless such boxes hold most of the text and are its sections.
func TestLabelsOfFramedBoxes(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	frame := func(x0, y0, x1, y1 float64) string {
		return fmt.Sprintf("n %g %g m %g %g l S n %g %g m %g %g l S n %g %g m %g %g l S n %g %g m %g %g l S\n", x0, y1, x1, y1, x0, y0, x1, y0, x0, y0, x0, y1, x1, y0, x1, y1)
	}
	lines := func(y float64, head string, n int) string {
		out := show("F2", 11, 72, y, head)
		for i := range n {
			out += show("F1", 11, 72, y-16-14*float64(i), text)
		}
		return out
	}
	beside := show("F2", 18, 72, 780, "Visits")
	for k, head := range []string{"Before", "There", "After"} {
		beside += show("F2", 13, 72, 740-float64(k)*120, head) + lines(720-float64(k)*120, "At night", 2)
	}
	round := beside + "0.9 g 71 330 m 495 330 l 498 330 500 332 500 335 c 500 365 l 500 368 498 370 495 370 c 71 370 l 68 370 66 368 66 365 c 66 335 l 66 332 68 330 71 330 c h f 0 g\n" + lines(355, "Learning from reviews", 1)
	beside += frame(66, 330, 500, 370) + lines(355, "Learning from reviews", 1)
	sections := show("F2", 18, 72, 780, "Visits")
	for k, head := range []string{"Before", "There", "After"} {
		y := 740 - float64(k)*80
		sections += frame(66, y-48, 500, y+14) + lines(y, head, 2)
	}
	heads := func(content string) []string {
		return slices.DeleteFunc(outlineOf(mustRead(t, contentPDF(content, "", "null"))), func(l string) bool { return strings.HasPrefix(l, "p: Staff") })
	}
	for name, content := range map[string]string{"beside": beside, "round": round} {
		if d := cmp.Diff([]string{"h1: Visits", "h2: Before", "h3: At night", "h2: There", "h3: At night", "h2: After", "h3: At night", "p: Learning from reviews"}, heads(content)); d != "" {
			t.Error(name, d)
		}
	}
	if d := cmp.Diff([]string{"h1: Visits", "h2: Before", "h2: There", "h2: After"}, heads(sections)); d != "" {
		t.Error("sections", d)
	}
}

// TestLevelBelowBookmarks reads a file whose bookmarks end above its lowest level of headings:
// lines in bold italics, each above text, are that level; a label that is only bold is none.
func TestLevelBelowBookmarks(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	const oblique = "/F3<</Type/Font/Subtype/Type1/BaseFont/Helvetica-BoldOblique/Encoding/WinAnsiEncoding>>"
	names := []string{"Signs", "Visits", "Records", "Reviews"}
	var pages, want []string
	for i, name := range names {
		sub, font := "At the door", "F3"
		if i > 1 {
			sub, font = "Remember", "F2"
		}
		pages = append(pages, show("F2", 16, 72, 760, name)+show("F1", 11, 72, 730, text)+show(font, 11, 72, 700, sub)+show("F1", 11, 72, 680, text))
		want = append(want, "h1: "+name, map[string]string{"F3": "h2: ", "F2": "p: "}[font]+sub)
	}
	body := bytes.ReplaceAll(bookmarked(names, pages...), []byte("/F2 6 0 R>>"), []byte("/F2 6 0 R"+oblique+">>"))
	got := slices.DeleteFunc(outlineOf(mustRead(t, body)), func(l string) bool { return l == "p: "+text })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestLevelsBelowBookmarks reads files whose bookmarks name the chapters alone: bold lines of the
// size of the text are the lowest level where two or more of them stand together below a heading,
// wherever there are some; not where one is the label of a passage, or where they are words that
// a glossary explains.
func TestLevelsBelowBookmarks(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	names := []string{"Signs", "Visits", "Records", "Reviews", "Plans", "Lamps", "Boats"}
	for _, c := range []struct{ head, label, kind string }{{"Steps", "", "h3: "}, {"Steps", "Remember", "p: "}, {"Words used", "", "p: "}} {
		var pages, want []string
		for i, name := range names {
			y := 760.0
			page := show("F2", 16, 72, y, name)
			line := func(size float64, s string) {
				y -= 30
				page += show("F2", size, 72, y, s)
				y -= 20
				page += show("F1", 11, 72, y, text)
			}
			want = append(want, "h1: "+name, "h2: Aims", "h2: "+c.head)
			line(13, "Aims")
			line(13, c.head)
			if i < 3 {
				line(11, "At the door")
				line(11, "On the stairs")
				want = append(want, c.kind+"At the door", c.kind+"On the stairs")
			} else if i == 3 && c.label != "" {
				line(11, c.label)
				want = append(want, c.kind+c.label)
			}
			pages = append(pages, page)
		}
		got := slices.DeleteFunc(outlineOf(mustRead(t, bookmarked(names, pages...))), func(l string) bool { return l == "p: "+text })
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s %s: %s", c.head, c.label, d)
		}
	}
}

// TestSpeakersBelowQuotations keeps the bold line that names who said what a tinted box quotes
// out of the headings: the one below the box does not stand under it.
func TestSpeakersBelowQuotations(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	box := "0.9 g 72 630 400 50 re f 0 g\n" + show("F1", 11, 78, 664, "\"You said that you would ring and then you did.\"") + show("F2", 11, 78, 650, "Young person")
	content := show("F2", 16, 72, 760, "1 Visits") + show("F1", 11, 72, 740, text) + show("F2", 12, 72, 712, "1.1 Signs") + show("F1", 11, 72, 697, text) + box +
		show("F2", 12, 72, 600, "1.2 Times") + show("F1", 11, 72, 585, text)
	want := []string{"h1: 1 Visits", "p: " + text, "h2: 1.1 Signs", "p: " + text, "p: \"You said that you would ring and then you did.\"", "p: Young person", "h2: 1.2 Times", "p: " + text}
	if d := cmp.Diff(want, outlineOf(mustRead(t, contentPDF(content, "", "null")))); d != "" {
		t.Error(d)
	}
}

// TestHeadingsBelowBookmarks reads headings of a level that the bookmarks leave out, now and then
// one: they are bold and larger than the text. The label of a box is no larger than the text.
func TestHeadingsBelowBookmarks(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	subheads := [][]string{{"Neglect", "Physical harm"}, nil, {"Who shares a room?"}, nil}
	names := []string{"1.1 Signs", "1.2 Visits", "1.3 Trips", "1.4 Reviews"}
	var pages, want []string
	for i, name := range names {
		page := show("F2", 18, 72, 760, name) + show("F1", 11, 72, 730, text) + show("F2", 11, 80, 690, "Remember") + show("F1", 11, 80, 675, text)
		want = append(want, "h1: "+name, "p: "+text, "p: Remember", "p: "+text)
		for k, head := range subheads[i] {
			y := 620 - float64(k)*80
			page += show("F2", 12.5, 72, y, head) + show("F1", 11, 72, y-18, text)
			want = append(want, "h2: "+head, "p: "+text)
		}
		pages = append(pages, page)
	}
	if d := cmp.Diff(want, outlineOf(mustRead(t, bookmarked(names, pages...)))); d != "" {
		t.Error(d)
	}
}

// TestFrontTakesNoLevel reads a book whose bookmarks name its chapters: headings in front of these
// take no level from those of the text, which would run out of levels.
func TestFrontTakesNoLevel(t *testing.T) {
	const text = "Staff keep a record of each visit and show it to the chair when asked."
	pages := []string{show("F2", 30, 72, 700, "Handbook"), show("F2", 14, 72, 760, "How it was agreed") + show("F1", 11, 72, 740, text) + show("F2", 13, 72, 700, "Who keeps it") + show("F1", 11, 72, 680, text)}
	names := []string{"Signs", "Visits", "Records"}
	var want []string
	for _, name := range names {
		pages = append(pages, show("F2", 16, 72, 760, name)+show("F1", 11, 72, 730, text)+show("F2", 12.5, 72, 700, "At the door")+show("F1", 11, 72, 680, text)+show("F2", 12, 72, 640, "By night")+show("F1", 11, 72, 620, text))
		want = append(want, "h2: "+name, "h3: At the door", "h4: By night")
	}
	got := slices.DeleteFunc(outlineOf(mustRead(t, bookmarked(names, pages...))), func(l string) bool { return l == "p: "+text })
	if at := slices.Index(got, want[0]); at < 0 || cmp.Diff(want, got[at:]) != "" {
		t.Errorf("got %q, want it to end in %q", got, want)
	}
}
