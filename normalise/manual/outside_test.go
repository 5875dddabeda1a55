package manual

import (
	"strings"
	"testing"
	"time"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// outsideOf are the pages of an edition with the words outside its sections, and whether each is
// told of.
func outsideOf(e *normalise.Edition) string {
	var out []string
	for _, o := range e.Outside {
		for i := range o.Blocks {
			out = append(out, o.Blocks[i].Text)
		}
	}
	for _, f := range e.Findings {
		if f.Code == normalise.CodeInNone {
			out = append(out, f.Detail)
		}
	}
	return strings.Join(out, " / ")
}

// listedPages is a manual whose start page lists chapters with a page each, on which some blocks
// stand below the text.
func listedPages(titles string, below ...parse.Block) normalise.Input {
	start := &parse.Document{URL: "http://example.test/", MediaType: "text/html", Title: "Procedures", SHA256: "0"}
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{start.URL}, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: start}}}
	for _, title := range strings.Fields(titles) {
		url := start.URL + strings.ToLower(title)
		start.Blocks = append(start.Blocks, parse.Block{Kind: parse.Item, Level: 1, Group: 1, Text: title, Links: []parse.Link{{Href: url, Text: title, End: len(title)}}})
		in.Pages = append(in.Pages, normalise.Page{Document: &parse.Document{URL: url, MediaType: "text/html", Title: title, SHA256: title,
			Blocks: append([]parse.Block{{Kind: parse.Heading, Level: 1, Text: title}, {Text: fillerWords(40)}}, below...)}})
	}
	return in
}

// TestOutsideTheChapters finds what the start page says above its list, and neither the lead-in of
// the list, the links nor the menus.
func TestOutsideTheChapters(t *testing.T) {
	const duty = "Anyone who is worried about a child must ring the duty line within one hour, and go on ringing until it answers. The duty line is 01234 567890."
	in := listedPages("Referrals Visits Plans Reviews Records Closure")
	start := in.Pages[0].Document
	start.Blocks = append([]parse.Block{{Text: "All staff should read this site.", Region: parse.Furniture}, {Text: duty}, {Text: "These are the chapters of the manual, in their order:"}}, start.Blocks...)
	e := Read(in)
	if want := duty + " / 28 words of sentences stand here in no chapter, from “Anyone who is worried about a child must …” on"; outsideOf(e) != want || len(e.Sections) != 6 {
		t.Errorf("%d sections, outside: %s", len(e.Sections), outsideOf(e))
	}
}

// TestForewordAboveContents finds what a file says above its printed contents under a line in bold
// that is no heading, and gives its chapters the type of the file and their pages.
func TestForewordAboveContents(t *testing.T) {
	d := fileOf("http://example.test/handbook.pdf", "Handbook", `*Foreword
All who work here must tell the keeper of the log within five days if they cannot keep to this handbook, and say why.
~1. Referrals
~2. Visits
~3. Reviews
~4. Records
# 1. Referrals
## 1.1 First steps
`+fillerWords(60)+`
# 2. Visits
`+fillerWords(60)+`
# 3. Reviews
`+fillerWords(60)+`
# 4. Records
`+fillerWords(60))
	d.MediaType = "application/pdf"
	for i := range d.Blocks {
		d.Blocks[i].Page = 1 + i/3
	}
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "document", Start: []string{d.URL}, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: d}}})
	if got := outsideOf(e); !strings.HasPrefix(got, "All who work here must tell") || !strings.Contains(got, " / 24 words of sentences") {
		t.Errorf("outside: %s", got)
	}
	if s := &e.Sections[0]; s.Title != "Referrals" || s.MediaType != "application/pdf" || s.Page != 3 {
		t.Errorf("%s: %s, page %d", s.Title, s.MediaType, s.Page)
	}
}

// TestReviewToCome tells of a chapter that says it was reviewed on a day to come, and takes that
// day for none.
func TestReviewToCome(t *testing.T) {
	for printed, want := range map[string]string{"May 2026": "2026-05-01", "July 2026": ""} {
		in := listedPages("Referrals Visits Plans Reviews Records Closure", parse.Block{Text: "Last reviewed: " + printed})
		in.ObservedAt = time.Date(2026, 5, 2, 2, 0, 0, 0, time.UTC)
		e := Read(in)
		told := false
		for _, f := range e.Findings {
			told = told || f.Code == normalise.CodeToCome
		}
		if got := e.Sections[0].LastReviewed.String(); got != want || told != (want == "") {
			t.Errorf("%s: last reviewed %q, told %v", printed, got, told)
		}
	}
}

// TestReviewThatCame reads the same page before and after the day on which it says it was
// reviewed: that the day came is no change of the manual.
func TestReviewThatCame(t *testing.T) {
	var sums []string
	for _, month := range []time.Month{time.May, time.August} {
		in := listedPages("Referrals Visits Plans Reviews Records Closure", parse.Block{Text: "Last reviewed: July 2026"})
		in.ObservedAt = time.Date(2026, month, 2, 2, 0, 0, 0, time.UTC)
		e := Read(in)
		if got := e.Sections[0].PrintedReview().String(); got != "2026-07-01" {
			t.Errorf("in %s: printed as reviewed %q", month, got)
		}
		sums = append(sums, normalise.ContentSum(e))
	}
	if sums[0] != sums[1] {
		t.Error("the edition has another sum when the day has come")
	}
}

// TestReviewOfWholeDocument tells of the dates of review of a document that is the manual, which
// no chapter has.
func TestReviewOfWholeDocument(t *testing.T) {
	d := fileOf("http://example.test/handbook.docx", "Handbook", "Last reviewed January 2026. Next review: April 2026"+strings.Repeat("\n# Visits\n"+fillerWords(60)+"\n# Records\n"+fillerWords(60), 4))
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "document", Start: []string{d.URL}, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: d}}})
	if want := "dates of review are printed that no chapter has: last review January 2026, next review April 2026"; !strings.Contains(outsideOf(e), want) {
		t.Errorf("outside: %s", outsideOf(e))
	}
}
